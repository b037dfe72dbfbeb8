//! What whoever agrees to a decision reads before agreeing, in parts with what they rest on (《行政复议法》61条): everything that was
//! proposed, what was asked for, what was heard and advised, and what is still open. Not here: the form below it (`blanks`).

use super::reconsideration::{application, gives_back, holding, inquired};
use crate::{
    http::{Trouble, Visit},
    ui::parts::{Fact, Facts, Link},
};
use huajie_law::{
    Actor, AnyMatter, File, FileHash, MatterId,
    calendar::zh_date,
    case_review::{CaseReview, Stage as ReviewStage},
    consultation::Stage,
    reconsideration::{Draft, DraftOpinion, Holding, Reconsideration},
};
use huajie_ledger::Scope;

/// A heading and what stands under it.
pub struct Part {
    pub heading: &'static str,
    pub facts: Facts,
}

/// The steps before which it is read.
fn is_read_before(command: &str) -> bool {
    matches!(command, "resolve" | "issue")
}

/// What is still asked of experts and of a case review about it, as far as this reader may see that; nothing for other steps.
pub(super) async fn still_open(
    visit: &Visit,
    actor: &Actor,
    file: &File,
    command: &str,
) -> Result<Vec<Fact>, Trouble> {
    let Some(AnyMatter::Reconsideration(held)) = &file.matter else { return Ok(Vec::new()) };
    if !is_read_before(command) && command != "draft" {
        return Ok(Vec::new());
    }
    let ledger = &visit.office.ledger;
    let mut facts = Vec::new();
    for other in ledger.hanging_on(&file.id.root()).await? {
        if let Some(AnyMatter::CaseReview(review)) = &other.matter {
            let seen = ledger.may_see(&Scope::from(actor), &other.id).await?;
            let fact = review_open(review, &file.id, held, actor);
            let linked =
                |fact: Fact| if seen { fact.link(at_desk(&other.id, "看这次案审会")) } else { fact };
            facts.extend(fact.map(linked));
            continue;
        }
        let Some(AnyMatter::Consultation(asked)) = &other.matter else { continue };
        let request = &asked.plan.request;
        let about = request.proceeding.as_ref().is_none_or(|about| *about == file.id);
        if !about || !matches!(asked.stage, Stage::Drawing | Stage::Asking) {
            continue;
        }
        let (answered, wanted) = asked.answered();
        let told = format!(
            "{}还没有办完，{}止，已答复 {answered}/{wanted}",
            request.form.name_zh(),
            zh_date(request.due_on)
        );
        let fact = Fact::new("还没有到的意见", told);
        let seen = ledger.may_see(&Scope::from(actor), &other.id).await?;
        facts.push(if seen { fact.link(at_desk(&other.id, "看这次论证")) } else { fact });
    }
    Ok(facts)
}

/// How far a case review about it is, with what its members have signed: nobody of them reads that before signing too, whoever decides
/// once they have met.
fn review_open(review: &CaseReview, id: &MatterId, held: &Reconsideration, actor: &Actor) -> Option<Fact> {
    let convening = &review.plan.convening;
    let about = convening.proceeding.as_ref().is_none_or(|about| about == id);
    if !about || review.stage.over_on().is_some() {
        return None;
    }
    let told = format!("{}，{}召开", review.stage.name_zh(), zh_date(review.meets_on));
    let decides = held.is_insider(actor) && review.member(&actor.user).is_none();
    let views = match decides && review.stage == ReviewStage::Held {
        true => review.views_zh(),
        false => review.visible(actor).views_zh(),
    };
    let text = [told, views].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    Some(
        Fact::new(format!("{}还没有办完", convening.kind.name_zh()), text)
            .note("审议意见供参考，决定另行作出（《行政复议法》61条）"),
    )
}

/// The parts, in the order of reading; before there is a proposal, what is still open.
pub(super) fn parts(file: &File, actor: &Actor, command: &str, open: &[Fact]) -> Vec<Part> {
    if !is_read_before(command) {
        let part =
            |facts: Vec<Fact>| Part { heading: "还没有办完的", facts: facts.into_iter().collect() };
        return (!open.is_empty()).then(|| part(open.to_vec())).into_iter().collect();
    }
    let Some(AnyMatter::Reconsideration(held)) = &file.matter else { return Vec::new() };
    let held = held.visible(actor);
    let Some(draft) = held.draft() else { return Vec::new() };
    let part = |heading, facts: Vec<Fact>| Part { heading, facts: facts.into_iter().collect() };
    let opinion = &draft.opinion;
    let parts = [
        part("拟作的决定", proposed(&held, draft)),
        part(
            "事实和理由",
            vec![Fact::new("查明的事实", opinion.facts.clone()), Fact::new("理由", opinion.reasons.clone())],
        ),
        part("申请人请求什么", vec![Fact::new("申请", application(&held))]),
        part("调查取证", inquired(&held).collect()),
        part("附带审查的文件", rules(&held)),
        part("听证", heard(&held, &file.id)),
        part("委员会和其他意见", advised(&held, opinion, &file.id).chain(open.iter().cloned()).collect()),
    ];
    parts.into_iter().filter(|part| !part.facts.facts.is_empty()).collect()
}

fn proposed(held: &Reconsideration, draft: &Draft) -> Vec<Fact> {
    let opinion = &draft.opinion;
    let several = opinion.holdings.len() > 1;
    let mut facts = vec![Fact::new("提出", format!("{}，{}", draft.by_name, zh_date(draft.on)))];
    facts.extend(opinion.holdings.iter().enumerate().map(|(at, one)| {
        let label = if several { format!("第 {} 项", at + 1) } else { "决定".to_owned() };
        let fact = Fact::new(label, holding(one));
        if one.worse { fact.note(worse(one, opinion)) } else { fact }
    }));
    facts.extend(gives_back(held, opinion));
    facts
}

/// 63条2款.
fn worse(one: &Holding, opinion: &DraftOpinion) -> String {
    let why = if opinion.third_party_opposes {
        "第三人提出了相反的请求"
    } else {
        "没有写明第三人提出相反请求"
    };
    format!("{}对申请人比原来更为不利；{why}（《行政复议法》63条2款）", one.kind.name_zh())
}

fn rules(held: &Reconsideration) -> Vec<Fact> {
    let told = held.rule_reviews.iter().map(|review| {
        let said = match &review.concluded {
            Some(done) => format!("{}，{}\n{}", zh_date(done.on), done.outcome.name_zh(), done.text),
            None => "还在审查，没有结论".to_owned(),
        };
        Fact::new(review.plan.rule.clone(), said).note(format!("制定机关：{}", review.plan.maker))
    });
    told.collect()
}

fn heard(held: &Reconsideration, id: &MatterId) -> Vec<Fact> {
    let minutes = held.hearings.iter().filter_map(|hearing| {
        let record = hearing.record.as_ref()?;
        let on = zh_date(hearing.plan.starts_at.date());
        let fact = Fact::new(format!("{on}听证笔录"), record.minutes.clone()).note("作出决定应当根据它");
        Some(with_paper(fact, record.document.as_ref(), id, "看签过字的笔录"))
    });
    minutes.collect()
}

fn advised<'a>(
    held: &'a Reconsideration,
    opinion: &'a DraftOpinion,
    id: &'a MatterId,
) -> impl Iterator<Item = Fact> + 'a {
    let asked = held.consultations.iter().map(move |asked| match &asked.opinion {
        Some(said) => {
            let text = format!("问：{}\n答：{}", asked.question, said.text);
            let fact = Fact::new(format!("{}委员会咨询意见", zh_date(said.on)), text).note("重要参考依据");
            with_paper(fact, said.document.as_ref(), id, "看意见原件")
        }
        None => Fact::new("委员会咨询意见", format!("问：{}\n还没有意见", asked.question)),
    });
    let stance = opinion.committee_reason.as_ref().map(|reason| {
        let stance = if opinion.committee_followed { "采纳" } else { "没有采纳" };
        Fact::new("是否采纳咨询意见", format!("{stance}：{reason}"))
    });
    let met = held
        .advised
        .iter()
        .map(|one| Fact::new(one.from.clone(), format!("{}\n{}", zh_date(one.on), one.text)).note("供参考"));
    asked.chain(stance).chain(met)
}

fn with_paper(fact: Fact, file: Option<&FileHash>, id: &MatterId, label: &str) -> Fact {
    match file {
        Some(file) => fact.link(Link::new(format!("/desk/file/{id}/evidence/{file}"), label)),
        None => fact,
    }
}

fn at_desk(id: &MatterId, label: &str) -> Link {
    Link::new(format!("/desk/file/{id}"), label)
}
