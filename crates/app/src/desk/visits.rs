//! The visits afterwards in words: how, whom, what was asked and answered. A party reads what it was asked itself; the centre reads
//! everything. Not here: when a visit is due (the law's outline).

use super::{file::Shown, order::Place};
use crate::{
    http::Trouble,
    ui::parts::{Fact, Link},
};
use huajie_law::{
    Actor, AnyMatter, File, Law, Role,
    calendar::zh_date,
    follow_up::{FollowUp, NewActSettled, Visit},
    performance::{Performance, SaidOfLine},
};
use huajie_ledger::Scope;
use jiff::civil::Date;

/// A section of the file page for the visits of one end, if this is one.
pub fn shown(file: &File, actor: &Actor, law: &Law, today: Date) -> Option<Shown> {
    let Some(AnyMatter::FollowUp(held)) = &file.matter else { return None };
    let mut facts = vec![Fact::new("阶段", held.stage.name_zh())];
    facts.extend(visited(held, actor, law));
    // Before the first is asked nobody is, and the stage says so.
    if !held.visits.is_empty() && held.unasked().next().is_some() {
        let until = if held.is_open() {
            "都访到，或者写明为什么不再回访，才能归档"
        } else {
            "归档时还没有回访到"
        };
        facts.push(Fact::new("还没有问到", held.unasked_zh()).note(until));
    }
    facts.extend(held.new_acts.iter().map(|found| {
        let said = Fact::new("新的行政行为", found.told_zh(law, today));
        match &found.settled {
            None => said.note("还没有另行登记：期限照常走"),
            Some(NewActSettled::Registered { on, dispute }) => said
                .note(format!("{}已经另行登记", zh_date(*on)))
                .link(Link::new(format!("/desk/file/{dispute}"), "另行登记的那一件")),
            Some(NewActSettled::Left { on, reason }) => {
                said.note(format!("{}本人不要求登记：{reason}", zh_date(*on)))
            }
        }
    }));
    facts.extend(held.attempts.iter().map(|tried| {
        let said = format!("{}，{}：{}", zh_date(tried.on), tried.form.name_zh(), tried.note);
        let given_up: Vec<_> = tried.given_up.iter().map(|key| held.plan.brief.label(key)).collect();
        let fact = Fact::new("没有联系上", said);
        if given_up.is_empty() { fact } else { fact.note(format!("不再回访：{}", given_up.join("、"))) }
    }));
    Some(Shown {
        heading: "案后回访".to_owned(),
        facts: facts.into_iter().collect(),
        draws: Vec::new(),
        confidential: Vec::new(),
        confidential_to: "",
    })
}

/// What whoever visits asks about, as far as they see it; of any other step nothing.
pub(super) async fn promised(
    visit: &crate::http::Visit,
    place: &Place,
    matter: &AnyMatter,
) -> Result<Option<Performance>, Trouble> {
    let AnyMatter::FollowUp(held) = matter else { return Ok(None) };
    let Some(id) = held.performance().filter(|_| place.command == "record_visit") else { return Ok(None) };
    let file = visit.office.ledger.open(&Scope::from(&place.actor), &id).await?;
    Ok(match file.and_then(|file| file.matter) {
        Some(AnyMatter::Performance(promised)) => Some(*promised),
        _ => None,
    })
}

/// Every visit that this reader may read, in order.
pub fn visited(held: &FollowUp, actor: &Actor, law: &Law) -> Vec<Fact> {
    let own = actor.standing.as_ref().map(|standing| standing.party.as_str());
    let theirs = |visit: &&Visit| {
        actor.role != Role::Party || own.is_some_and(|own| visit.visited.iter().any(|key| key == own))
    };
    held.visits.iter().filter(theirs).map(|visit| fact(visit, held, law)).collect()
}

fn fact(visit: &Visit, held: &FollowUp, law: &Law) -> Fact {
    let whom: Vec<_> = visit.visited.iter().map(|key| held.plan.brief.told_on(key, visit.on, law)).collect();
    let head = format!("{}，{}，访了{}", zh_date(visit.on), visit.form.name_zh(), whom.join("、"));
    Fact::new("回访", [vec![head], said_of_lines(visit, held, law), answers(visit)].concat().join("\n"))
}

/// Of each line, by whom it was to be done and for whom.
fn said_of_lines(visit: &Visit, held: &FollowUp, law: &Law) -> Vec<String> {
    let named = |side| held.plan.brief.told_on(side, held.plan.ended_on, law).into_owned();
    let said = |asked: &SaidOfLine| {
        let promised = held.plan.promised(&asked.line)?;
        let to = promised.obligee.as_deref().map(|to| format!("对{}", named(to))).unwrap_or_default();
        let how = asked.said.name_zh();
        Some(format!("{}{to}：{} —— 说{how}", named(&promised.obligor), promised.content))
    };
    visit.lines.iter().filter_map(said).collect()
}

/// What was said, one line each.
pub fn answers(visit: &Visit) -> Vec<String> {
    let unclear = (!visit.lines.is_empty()).then_some("说不清楚");
    let performed = visit.said_of_all().map(|said| said.name_zh()).or(unclear);
    let mut lines: Vec<String> = performed.map(|said| format!("履行：{said}")).into_iter().collect();
    let said = [
        ("没有履行的原因", &visit.not_performed_reason),
        ("答疑", &visit.answers),
        ("新的矛盾", &visit.new_conflict),
    ];
    lines.push(match visit.satisfaction {
        None => "满意度：没有说".to_owned(),
        Some(grade) => format!("满意度：{grade} 分（5 分最满意）"),
    });
    let said = said.into_iter().filter_map(|(label, said)| Some((label, said.as_deref()?)));
    lines.extend(said.filter(|(_, said)| !said.is_empty()).map(|(label, said)| format!("{label}：{said}")));
    lines
}
