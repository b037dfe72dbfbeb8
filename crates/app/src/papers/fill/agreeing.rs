//! The agreement: how it came to it, what was agreed, how it ends and from when it binds. The lines of it stand in other papers too.

use super::{super::case::Case, parts::*, talking::copies, talking::team_names};
use crate::{desk::told, words};
use huajie_law::{
    calendar::zh_date,
    dispute::{ActKind, PartyStanding},
    mediation::{Agreement, Channel, Disposition, Ending, MEDIATOR, Mediation, Obligation},
    performance::default_clause,
};
use serde_json::{Value, json};

pub fn agreement(case: &Case) -> Option<Value> {
    let held = case.mediation()?;
    let agreement = held.agreement.as_ref()?;
    let total = agreement.total_fen();
    let note = agreement.legality.as_ref().filter(|legality| legality.passed());
    // 行诉法60条: what the law forbids to mediate the parties settle themselves.
    let reconciled = held.only_settles();
    let mut signatures = signatures(case, held.sides().chain([MEDIATOR]), &agreement.signatures);
    if let Some(line) = signatures.last_mut().filter(|_| reconciled) {
        line["role"] = json!("协调人员");
    }
    let own = json!({
        "reconciled": reconciled,
        "applicants": for_the_other_side(taking_part(case, PartyStanding::Applicant)),
        "respondents": [respondent(case)],
        "third_parties": for_the_other_side(taking_part(case, PartyStanding::ThirdParty)),
        "mediators": team_names(case, held, false),
        "facts": [course(case, held)],
        // Every promise stands in the table below, once.
        "terms": [act_term(case, agreement)],
        "obligations": agreement.obligations.iter().map(|one| obligation(case, one)).collect::<Vec<_>>(),
        "total_fen": total,
        "total_in_words": total.map(words::capital_yuan),
        "default_clause": default_clause(agreement.ending),
        "legality_note": note.map(|legality| format!("本协议已于{}经合法性审查。", zh_date(legality.on))),
        "ending": ending(held, agreement),
        "costs": costs(held),
        "effect": agreement.ending.effect_zh(),
        "confirmation_by": confirmation_by(case, held, agreement),
        "copies": copies(held),
        "signed_on": agreement.effective_on,
        "signatures": signatures,
    });
    Some(with_head(case, own))
}

/// How it came to this: only days and steps, nothing of what was said.
fn course(case: &Case, held: &Mediation) -> String {
    let registration = &case.dispute.registration;
    let act = &registration.act;
    let made = act.made_on.map(|on| format!("{}作出的", zh_date(on))).unwrap_or_default();
    let quarrel = match act.kind {
        // Nothing was decided: what was promised or asked for was not done.
        ActKind::FailureToAct | ActKind::Agreement => {
            format!("因“{}”", act_with_branch(act))
        }
        _ => {
            let branch = act.branch.as_deref().unwrap_or_default();
            format!("因不服被申请人{branch}{made}{}，", act.title)
        }
    };
    let (all, what) = match (held.left.is_empty(), held.only_settles()) {
        (true, true) => ("各方", "协调"),
        (true, false) => ("各方", "调解"),
        (false, true) => ("参加协调的各方", "协调"),
        (false, false) => ("参加调解的各方", "调解"),
    };
    // The day of the suit or of the application elsewhere, which the file keeps, is not the one on which they turned to the centre.
    let mut text =
        format!("申请人{quarrel}与被申请人发生争议，本中心于{}启动{what}。", zh_date(held.opened_on));
    if let Some(period) = &held.period {
        text.push_str(&format!("{all}均同意{what}，本中心于{}受理。", zh_date(period.accepted_on)));
    }
    let days: Vec<String> = held
        .sessions
        .iter()
        .filter(|one| !one.is_separate() && one.attendance.is_some())
        .map(|one| zh_date(one.starts_at.date()))
        .collect();
    if !days.is_empty() {
        text.push_str(&format!("{}组织{what}。", days.join("、")));
    }
    // They agreed when they signed, whenever they had talked.
    let signed = held.agreement.as_ref().and_then(|agreement| agreement.effective_on);
    let signed = signed.map(|on| format!("，于{}签署本协议", zh_date(on))).unwrap_or_default();
    text.push_str(&format!("{all}达成一致{signed}。"));
    text
}

/// What happens to the act, then every promise in words.
pub fn terms(case: &Case, agreement: &Agreement) -> Vec<String> {
    let promise = |one: &Obligation| {
        let sum = one.amount_fen.map(|fen| format!("（{}）", words::yuan_on_paper(fen))).unwrap_or_default();
        // Of many that are alike each is told apart by to whom it is owed.
        let name = |side: &str| case.side_told_on(side, agreement.effective_on.unwrap_or(case.today));
        let to = one.obligee.as_deref().map(|to| format!("向{}履行", name(to)));
        format!(
            "{}于{}前{}：{}{sum}。",
            name(&one.obligor),
            zh_date(one.due_on),
            to.unwrap_or_default(),
            one.content.trim_end_matches('。')
        )
    };
    std::iter::once(act_term(case, agreement)).chain(agreement.obligations.iter().map(promise)).collect()
}

fn act_term(case: &Case, agreement: &Agreement) -> String {
    let note = words::noted("：", agreement.disposition_note.as_deref());
    let act = told::act_named(&case.dispute.registration.act);
    // What it is changed to stands in the lines, where nobody wrote it here.
    let unsaid = agreement.disposition == Disposition::Changed && note.is_empty();
    let lines = if unsaid { "，具体内容见各方约定的事项" } else { "" };
    format!("对{act}的处理：{}{note}{lines}。", agreement.disposition.name_zh())
}

fn obligation(case: &Case, one: &Obligation) -> Value {
    let to = one.obligee.as_deref().map(|to| format!("向{}履行", case.side_name(to)));
    json!({ "obligor": case.side_name(&one.obligor), "content": one.content, "how": to, "sum_fen": one.amount_fen, "due_on": one.due_on })
}

fn ending(held: &Mediation, agreement: &Agreement) -> &'static str {
    match agreement.ending {
        Ending::JudicialConfirmation => "双方同意共同向人民法院申请司法确认，由法院出具行政诉前调解书。",
        Ending::ReconsiderationStatement => "由行政复议机关依法制作行政复议调解书。",
        Ending::CourtStatement => "由人民法院依法制作行政调解书。",
        Ending::Withdrawal if held.channel() == Some(Channel::Reconsideration) => {
            "申请人依法向行政复议机构申请撤回行政复议申请，准予撤回的，行政复议终止（《行政复议法》第七十四条）。"
        }
        Ending::Withdrawal => {
            "原告依法向人民法院申请撤诉，是否准许由人民法院裁定（《行政诉讼法》第六十二条）。"
        }
        Ending::AgencyCorrects => "由行政机关依法自行改正，并书面告知申请人。",
        Ending::AgreementAlone => "各方自觉履行本协议，不再申请其他文书。",
    }
}

/// FY-52, SS-XX: what withdrawing costs stands on the paper that is signed, of the proceeding that runs alone.
fn costs(held: &Mediation) -> Vec<&'static str> {
    match held.channel() {
        _ if !held.withdraws() => Vec::new(),
        Some(Channel::Reconsideration) => vec![
            "在复议程序中达成和解后撤回申请的，除能证明撤回违背真实意思外，不得再以同一事实和理由申请复议（《行政复议法》第七十四条）。",
        ],
        _ => vec!["法院准许撤诉后，以同一事实和理由重新起诉的，不予立案（法释〔2018〕1号第六十条）。"],
    }
}

fn confirmation_by(case: &Case, held: &Mediation, agreement: &Agreement) -> Option<Value> {
    agreement.effective_on?;
    // As it stood when it was signed: that the court was asked since does not change what was agreed.
    Some(dated(&held.confirmation_period()?.due(&case.law.calendar)))
}
