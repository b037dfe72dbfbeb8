//! 行政复议决定书 and 行政复议调解书 (75条、73条): what was resolved or agreed, never what was proposed on the way.

use super::{super::agreeing, *};
use huajie_law::{
    dispute::PartyStanding,
    reconsideration::{DraftOpinion, Holding, HoldingKind, PaperKind, Procedure, RuleOutcome},
};

const HOW_TO_SUE: &str = "不服本决定的，可以自收到决定书之日起十五日内，依法向人民法院提起行政诉讼（《行政诉讼法》第四十五条）；法律规定复议决定为最终裁决的除外。本决定书一经送达，即发生法律效力（《行政复议法》第七十五条）。";
/// 法释〔2018〕1号133条: upheld, or the request rejected.
const HOW_TO_SUE_BOTH: &str = "不服本决定的，可以自收到决定书之日起十五日内，以被申请人和本机关为共同被告，依法向人民法院提起行政诉讼（《行政诉讼法》第二十六条第二款、第四十五条，法释〔2018〕1号第一百三十三条、第一百三十四条）；法律规定复议决定为最终裁决的除外。本决定书一经送达，即发生法律效力（《行政复议法》第七十五条）。";
const COMPENSATION: &str = "根据《行政复议法》第七十二条第一款";
const SEALED: &str = "本调解书经各方当事人签字或者签章，并加盖本机关印章，即具有法律效力（《行政复议法》第七十三条）。不履行的，依法强制执行（《行政复议法》第七十八条）。";

/// What is decided or agreed, and the words around it.
struct Own {
    sections: Vec<Value>,
    decides: &'static str,
    holdings: Vec<String>,
    remedies: &'static str,
    number: Option<String>,
    signatures: Vec<Value>,
    on: Option<jiff::civil::Date>,
}

/// The decision that was issued, the statement that was sealed, or the one that is to be.
pub fn decision(case: &Case, key: &str) -> Option<Value> {
    let held = case.reconsideration()?;
    let about = about(held, key)?;
    let is_statement = matches!(&about, About::ToBeSealed)
        || matches!(&about, About::Notice(notice) if notice.paper == PaperKind::Statement);
    let own = if is_statement { statement(case, held)? } else { resolved(case, held)? };
    let data = json!({
        "title": name(&about),
        "paper_number": own.number.unwrap_or_else(|| case.next_number(&held.number)),
        "applicants": for_the_other_side(of_standing(case, PartyStanding::Applicant)),
        "respondents": [respondent(case)],
        "third_parties": for_the_other_side(of_standing(case, PartyStanding::ThirdParty)),
        "course": course(case, held, is_statement),
        "sections": own.sections,
        "decides": own.decides,
        "holdings": own.holdings,
        "remedies": [own.remedies],
        "signatures": own.signatures,
        "dated_on": own.on,
    });
    Some(of_body(case, held, data))
}

fn resolved(case: &Case, held: &Reconsideration) -> Option<Own> {
    let decided = held.decided.as_ref()?;
    let draft = held.drafts.iter().find(|draft| draft.key == decided.draft)?;
    let opinion = &draft.opinion;
    let mut sections = vec![
        asked(case, held),
        section("被申请人的答复", answered(case, held, decided.on)),
        section("查明的事实", lines(&opinion.facts)),
    ];
    sections.extend(reviewed(held));
    sections.push(section("本机关认为", lines(&opinion.reasons)));
    Some(Own {
        sections,
        decides: "决定如下",
        holdings: holdings(case, opinion),
        remedies: if opinion.is_upheld() { HOW_TO_SUE_BOTH } else { HOW_TO_SUE },
        number: decided.number.clone(),
        signatures: Vec::new(),
        on: Some(decided.on),
    })
}

/// 48条、54条: what the agency answered, and that it did so too late (70条).
fn answered(case: &Case, held: &Reconsideration, decided_on: jiff::civil::Date) -> Vec<String> {
    let Some(reply) = &held.reply else {
        return lines(match held.is_unanswered(&case.law, decided_on) {
            true => "被申请人没有在期限内答复。",
            // What turned out inadmissible is dismissed without having been put to the agency (33条).
            false => "本案驳回申请，没有进行到由被申请人答复。",
        });
    };
    let article = match held.procedure() {
        Procedure::Ordinary => "《行政复议法》第四十八条",
        Procedure::Summary => "《行政复议法》第五十四条",
    };
    let late = format!("被申请人于{}答复，超过了规定的期限（{article}）。", zh_date(reply.on));
    reply.late.then_some(late).into_iter().chain(lines(&reply.text)).collect()
}

/// 73条: the settled terms as they are sealed; before, as the mediation agreed on them.
fn statement(case: &Case, held: &Reconsideration) -> Option<Own> {
    let terms = match &held.statement {
        Some(sealed) => lines(&sealed.text),
        None => agreeing::terms(case, case.to_be_sealed.as_ref()?),
    };
    let signers: Vec<(&str, String)> =
        held.sides().map(|side| (side_role(case, side), case.side_name(side))).collect();
    Some(Own {
        sections: vec![asked(case, held)],
        decides: "各方自愿达成的协议",
        holdings: terms,
        remedies: SEALED,
        number: None,
        signatures: to_sign(signers),
        on: held.statement.as_ref().map(|sealed| sealed.on),
    })
}

fn asked(case: &Case, held: &Reconsideration) -> Value {
    let registration = &case.dispute.registration;
    let application = &held.application;
    let mut request = lines(&registration.claims);
    request.extend(
        application
            .compensation_fen
            .map(|fen| format!("一并请求行政赔偿{}。", crate::words::yuan_on_paper(fen))),
    );
    request.extend(application.rule.as_ref().map(|rule| format!("一并请求对{rule}进行附带审查。")));
    let request = request.into_iter().chain(lines(&registration.facts));
    section("申请人的请求、事实和理由", request.chain(application.grounds.iter().cloned()))
}

/// 59条1款: what became of the rule that was to be reviewed is told in the decision.
fn reviewed(held: &Reconsideration) -> Option<Value> {
    let told: Vec<String> = held
        .rule_reviews
        .iter()
        .filter_map(|review| {
            let done = review.concluded.as_ref()?;
            let article =
                if done.outcome == RuleOutcome::Answered { "第六十条" } else { "第五十九条" };
            let (rule, outcome) = (&review.plan.rule, done.outcome.name_zh());
            Some(format!("{rule}：{outcome}（《行政复议法》{article}）。{}", sentence(done.text.trim())))
        })
        .collect();
    (!told.is_empty()).then(|| section("规范性文件的附带审查", told))
}

fn holdings(case: &Case, opinion: &DraftOpinion) -> Vec<String> {
    let mut holdings: Vec<String> = opinion.holdings.iter().map(|holding| held_so(case, holding)).collect();
    holdings.extend(opinion.compensation.as_ref().map(|compensation| {
        let reason = compensation.reason.as_deref().map(|said| sentence(said.trim())).unwrap_or_default();
        match (compensation.granted, compensation.amount_fen) {
            (true, Some(fen)) => {
                format!("{COMPENSATION}，责令被申请人赔偿{}。{reason}", crate::words::yuan_on_paper(fen))
            }
            (true, None) => format!("{COMPENSATION}，责令被申请人依法赔偿。{reason}"),
            (false, _) => format!("{COMPENSATION}，驳回行政赔偿请求。{reason}"),
        }
    }));
    let given_back = opinion.restitution.iter().filter(|text| !text.trim().is_empty());
    holdings.extend(
        given_back.map(|text| format!("{}，{}。", opinion.gives_back_by_zh(), text.trim_end_matches('。'))),
    );
    holdings
}

/// How it came to this, from the application to the end of the trial.
fn course(case: &Case, held: &Reconsideration, settled: bool) -> String {
    let accepted = held.acceptance.as_ref().map(|accepted| {
        let how = if accepted.deemed { "依法视为受理" } else { "受理" };
        format!("，本机关于{}{how}，适用{}审理", zh_date(accepted.on), accepted.procedure.name_zh())
    });
    let halts = held.halts.iter().map(|halt| {
        let to = halt.to.map(|to| format!("至{}", zh_date(to))).unwrap_or_default();
        format!("；{}{to}中止审理", zh_date(halt.from))
    });
    // 62条1款: what was told too late prolonged nothing.
    let longer = held.prolongation.as_ref().filter(|_| held.prolonged_on(&case.law).is_some());
    let longer = longer.map(|longer| format!("；审理期限延长{}日", longer.days));
    let heard = held.hearings.iter().filter(|hearing| hearing.record.is_some());
    let heard = heard.map(|hearing| format!("；{}举行听证", zh_date(hearing.plan.starts_at.date())));
    let parts: String = accepted.into_iter().chain(heard).chain(halts).chain(longer).collect();
    let end = if settled { "经调解，各方达成协议" } else { "现已审理终结" };
    format!("{}{parts}。{end}。", opening(case, held))
}

/// One holding with the article on which it rests.
fn held_so(case: &Case, holding: &Holding) -> String {
    use HoldingKind::*;
    let (agency, act) = (case.respondent(), act_of(case));
    let content = crate::words::noted("：", holding.content.as_deref());
    let what = match holding.kind {
        Uphold => format!("维持{agency}{act}"),
        Change => format!("变更{agency}{act}{content}"),
        Annul => format!("撤销{agency}{act}"),
        AnnulPart => format!("部分撤销{agency}{act}{content}"),
        DeclareUnlawful => format!("确认{agency}{act}违法"),
        OrderPerformance => format!("责令{agency}履行法定职责{content}"),
        DeclareVoid => format!("确认{agency}{act}无效"),
        RejectClaim => "驳回申请人的行政复议请求".to_owned(),
        DismissApplication => "驳回申请人的行政复议申请".to_owned(),
        AgreementLiability => format!("责令{agency}承担行政协议责任{content}"),
        AgreementCompensation => format!("责令{agency}给予合理补偿{content}"),
    };
    let redo =
        if holding.redo { format!("，责令{agency}重新作出行政行为") } else { String::new() };
    let until = holding.perform_by.map(|on| format!("，于{}前完成", zh_date(on))).unwrap_or_default();
    format!("根据{}，{what}{redo}{until}。", formal(holding.ground.article()))
}
