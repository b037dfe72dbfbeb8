//! What is told of a mediation.

use super::News;
use crate::desk::{last_days, told};
use huajie_law::{
    Law,
    calendar::zh_date,
    mediation::{CALLED_OFF_ZH, Ending, FormalResult, Mediation, MediationEvent, RESPONDENT, SessionForm},
};
use jiff::civil::Date;

pub(super) fn mediation(event: &MediationEvent, held: &Mediation, law: &Law, today: Date) -> Option<News> {
    let number = &held.brief.number;
    let everybody = || everybody(held);
    let (to, says) = match event {
        MediationEvent::Imported { .. } => {
            (everybody(), format!("{number}适合调解，请说一说您愿不愿意；不愿意也不影响复议、起诉。"))
        }
        // Who takes a seat over, and who is asked back, is asked like everybody was.
        MediationEvent::SuccessorAsked { party, .. } | MediationEvent::SideReadmitted { party, .. } => (
            vec![party.clone()],
            format!("{number}正在调解，请说一说您愿不愿意参加；不愿意也不影响复议、起诉。"),
        ),
        MediationEvent::Challenged { tie: true, .. } => (
            everybody(),
            format!(
                "{number}的调解小组里有人说明与本案有利害关系，决定以前他不再办理本案。请“查进度”看说明的内容；同意由他继续的，请到窗口书面说明。"
            ),
        ),
        MediationEvent::SessionConvened { .. }
        | MediationEvent::SessionMoved { .. }
        | MediationEvent::SessionCancelled { .. } => talk(event, held)?,
        MediationEvent::LegalityChecked { items, .. } if items.iter().all(|item| item.passed) => {
            (everybody(), format!("{number}的调解协议写好了，请核对后签字。"))
        }
        MediationEvent::AgreementEffective { on, .. } => (everybody(), in_force(held, *on)),
        MediationEvent::FormalEndingRecorded { result, .. } => (everybody(), came_of(held, *result)),
        MediationEvent::SideLeft { party, .. } => (vec![party.clone()], left_alone(held, party, law, today)),
        MediationEvent::PassedOn { to, .. } | MediationEvent::HandedOn { to, .. } => {
            let own = held.to_file_zh(law, today, to).unwrap_or_default();
            let to = law.directory.name_of(to);
            (everybody(), format!("{number}的材料转给了{to}。{own}"))
        }
        MediationEvent::ImportDeclined { settled: Some(_), .. } => {
            (everybody(), format!("{number}：{}", held.stage.told_zh()))
        }
        MediationEvent::Returned { .. }
        | MediationEvent::ImportDeclined { .. }
        | MediationEvent::Failed { .. }
        | MediationEvent::Terminated { .. }
        | MediationEvent::Lapsed { .. } => {
            let kept = last_days::kept_days(held, law, today, None);
            (everybody(), format!("{number}的调解已经结束。{kept}"))
        }
        _ => return None,
    };
    let asks = matches!(
        event,
        MediationEvent::Imported { .. }
            | MediationEvent::SuccessorAsked { .. }
            | MediationEvent::SideReadmitted { .. }
            | MediationEvent::LegalityChecked { .. }
    );
    // To agree and to sign an agreement (agency::GIVEN_AWAY).
    Some(News { to, says, asks, own: asks })
}

fn everybody(held: &Mediation) -> Vec<String> {
    held.sides().filter(|side| *side != RESPONDENT).map(str::to_owned).collect()
}

/// When one talks, or no longer does: to whom, and what.
fn talk(event: &MediationEvent, held: &Mediation) -> Option<(Vec<String>, String)> {
    let number = &held.brief.number;
    let invited = |form: &SessionForm| match form {
        SessionForm::Joint => everybody(held),
        SessionForm::Separate { party } => vec![party.clone()],
    };
    Some(match event {
        MediationEvent::SessionConvened { starts_at, place, form, .. } => {
            let at = told::moment(*starts_at);
            let place = told::place(place.as_deref());
            (invited(form), format!("{number}定于{at}谈话，地点：{place}。不能到场请提前告诉我们。"))
        }
        // Why is on the page and on paper, not on a telephone that anybody may hold.
        MediationEvent::SessionMoved { session, starts_at, place, .. } => {
            let session = held.session(session)?;
            let before = session.moved.last().map(|moved| told::moment(moved.starts_at)).unwrap_or_default();
            let (at, place) = (told::moment(*starts_at), told::place(place.as_deref()));
            (
                invited(&session.form),
                format!("{number}原定{before}的谈话改到{at}，地点：{place}。不能到场请提前告诉我们。"),
            )
        }
        MediationEvent::SessionCancelled { session, .. } => {
            let session = held.session(session)?;
            let at = told::moment(session.starts_at);
            let gone = session.is_separate() && held.absent().any(|left| session.concerns(&left.party));
            let says = match (held.stage.is_over(), gone) {
                (true, _) => format!("{number}的{CALLED_OFF_ZH}，原定{at}的谈话不开了，不用来了。"),
                (false, true) => format!("{number}原定{at}的谈话取消，不用来了。"),
                (false, false) => format!("{number}原定{at}的谈话取消，不用来了；再约的时候另行通知。"),
            };
            (invited(&session.form), says)
        }
        _ => return None,
    })
}

/// What was signed, and what its ending still waits for: a seal, until which either side may go back (复议法73条2款), or a withdrawal, which
/// is the applicant's own (74条1款，行诉法62条).
fn in_force(held: &Mediation, on: Date) -> String {
    let number = &held.brief.number;
    let signed = format!("{number}的调解协议各方都已签字");
    match (held.seal_awaited_zh(), held.withdrawal_awaited_zh()) {
        (Some(seal), _) => format!("{signed}。{seal}"),
        (None, Some(withdrawal)) => format!("{signed}，{}生效。{withdrawal}", zh_date(on)),
        (None, None) => format!("{signed}，{}生效。", zh_date(on)),
    }
}

/// What the court or the reconsideration body did with what was agreed.
fn came_of(held: &Mediation, result: FormalResult) -> String {
    let came = match (result, held.agreement.as_ref().map(|agreement| agreement.ending)) {
        (FormalResult::Granted, Some(Ending::JudicialConfirmation)) => {
            "法院确认了调解协议，协议有了强制执行的效力"
        }
        (FormalResult::Granted, Some(ending)) if ending.is_enforceable() => "调解书已经生效",
        (FormalResult::Granted, _) => "结案的手续已经办成",
        (FormalResult::Reneged, _) => "有一方在生效以前反悔，协议没有办成",
        (FormalResult::NotAccepted | FormalResult::Rejected, _) => "结案的手续没有办成",
    };
    format!("{}：{came}。后面怎么办，请“查进度”看，或者到窗口问。", held.brief.number)
}

fn left_alone(held: &Mediation, party: &str, law: &Law, today: Date) -> String {
    let kept = last_days::kept_days(held, law, today, Some(party));
    format!("{}：您不参加这次调解，其余各方继续谈。{kept}", held.brief.number)
}
