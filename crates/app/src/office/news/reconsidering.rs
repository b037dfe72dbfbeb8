//! What is told of a reconsideration: each side has its own day, and hears of a decision when it reaches that side. Never what was decided.

use super::{NUMBER_TO_COME, News, keys_of};
use crate::desk::told::moment;
use huajie_law::{
    Law,
    reconsideration::{
        ChallengeDecision, Challenged, Delivery, HearingPlan, Reconsideration, ReconsiderationEvent, Stage,
        StayDecision,
    },
};
use jiff::civil::Date;

pub(super) fn reconsideration(
    event: &ReconsiderationEvent,
    held: &Reconsideration,
    law: &Law,
    today: Date,
) -> Vec<News> {
    match event {
        // Its own number may be drawn only when this is written; the dispute's is known by.
        ReconsiderationEvent::Opened { .. } => {
            let said = held.stage.told_zh();
            let says = format!("{NUMBER_TO_COME}提出的行政复议：{said}。凭这个编号查进度。");
            vec![News { to: held.applicants().map(str::to_owned).collect(), says, asks: false, own: false }]
        }
        ReconsiderationEvent::HearingConvened { plan, .. } => vec![to_all(held, &hearing(plan))],
        ReconsiderationEvent::HearingCancelled { .. } => {
            let cancelled = held.hearings.iter().rfind(|hearing| hearing.cancelled.is_some());
            let says = |plan: &HearingPlan| format!("原定{}的听证取消了，不用到场。", moment(plan.starts_at));
            cancelled.map(|hearing| to_all(held, &says(&hearing.plan))).into_iter().collect()
        }
        ReconsiderationEvent::HearingDeclined(_) => {
            let says = named(held, "：请求的听证，复议机构决定不组织，理由请“查进度”看。");
            vec![News { to: held.applicants().map(str::to_owned).collect(), says, asks: false, own: false }]
        }
        ReconsiderationEvent::ChallengeDecided(decision) => challenged(held, decision),
        ReconsiderationEvent::StayDecided { stay, decision, .. } => stayed(held, stay, decision),
        ReconsiderationEvent::StayLifted { .. } => {
            vec![to_all(held, "：停止执行的原因消除，恢复执行，理由请“查进度”看。")]
        }
        ReconsiderationEvent::ServiceRecorded { notice, delivery, .. } => {
            reached(notice, delivery, held, law, today).into_iter().collect()
        }
        ReconsiderationEvent::Resumed { .. } => {
            let days = if held.overdue_on(law).is_none() { "，期限接着算" } else { "" };
            vec![to_all(held, &format!("：已经恢复审理{days}，见通知书。"))]
        }
        ReconsiderationEvent::EnforcementBegun { against, .. } => {
            let says =
                named(held, "：已经开始依法强制执行，对象是您；已经履行了的、有疑问的，请马上联系复议机构。");
            vec![News { to: against.clone(), says, asks: true, own: false }]
        }
        event if is_turn(event) => {
            let news = |side: String| told(side, held, law, today);
            keys_of(&held.brief).into_iter().map(news).collect()
        }
        _ => Vec::new(),
    }
}

/// 42条: that it is stayed concerns everybody; that it is not, whoever asked.
fn stayed(held: &Reconsideration, stay: &str, decision: &StayDecision) -> Vec<News> {
    if decision.ground.is_some() {
        return vec![to_all(held, "：决定停止执行，从什么时候起、为什么，见通知书。")];
    }
    let asked = held.stays.iter().find(|one| one.key == stay).and_then(|one| one.by.clone());
    let says = named(held, "：申请的停止执行没有同意，照常执行，理由请“查进度”看。");
    asked.map(|side| News { to: vec![side], says, asks: false, own: false }).into_iter().collect()
}

/// What comes of it is for whoever asked; that somebody else works on it now stands on everybody's page.
fn challenged(held: &Reconsideration, decision: &ChallengeDecision) -> Vec<News> {
    let asked = held.challenges.iter().find(|one| one.key == decision.challenge);
    let says = match decision.upheld {
        true => "：您申请的回避，复议机构决定应当回避，换人办理。",
        false => "：您申请的回避，复议机构决定不需要回避，理由请“查进度”看。",
    };
    let (asks, own) = (false, false);
    let news = |one: &Challenged| News { to: vec![one.by.clone()], says: named(held, says), asks, own };
    asked.map(news).into_iter().collect()
}

fn told(side: String, held: &Reconsideration, law: &Law, today: Date) -> News {
    let says = format!("{}{}", named(held, "："), held.told(&side, law, today));
    News { to: vec![side], says, asks: false, own: false }
}

fn to_all(held: &Reconsideration, what: &str) -> News {
    News { to: keys_of(&held.brief), says: named(held, what), asks: false, own: false }
}

fn named(held: &Reconsideration, what: &str) -> String {
    format!("行政复议{}（{}）{what}", held.number, held.brief.number)
}

/// 行诉法45条、复议法75条2款: the days to sue run from one's own service, so whom it reached is told then and not when it has reached
/// everybody. With the last of them it takes effect, which everybody is told.
fn reached(
    notice: &str,
    delivery: &Delivery,
    held: &Reconsideration,
    law: &Law,
    today: Date,
) -> Option<News> {
    let decides = held.deciding_notice().is_some_and(|held| held.key == notice) && !delivery.failed;
    let told_to_all = matches!(held.stage, Stage::Effective { .. });
    held.last_day_to_sue(&delivery.recipient, law).filter(|_| decides && !told_to_all)?;
    Some(told(delivery.recipient.clone(), held, law, today))
}

fn hearing(plan: &HearingPlan) -> String {
    format!("定于{}听证，地点：{}。以收到的通知书为准。", moment(plan.starts_at), plan.place)
}

/// What changes what a party can do or wait for in a reconsideration.
fn is_turn(event: &ReconsiderationEvent) -> bool {
    use ReconsiderationEvent::*;
    matches!(
        event,
        ApplicationAccepted { .. }
            | AcceptanceDeemed { .. }
            | ApplicationRefused { .. }
            | SupplementRequested { .. }
            | AbandonmentDeemed { .. }
            | Suspended { .. }
            | DecisionOverdue(_)
            | DecisionIssued { .. }
            | TookEffect { .. }
            | Terminated { .. }
    )
}
