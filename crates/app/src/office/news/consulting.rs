//! What is told of a hearing before experts (司法听证) that is not held on its day: to the sides that had its notice.

use super::News;
use crate::desk::told::moment;
use huajie_law::{
    AnyMatter, Decision,
    consultation::{Consultation, ConsultationEvent},
    mediation::RESPONDENT,
};

pub(super) fn consultation(
    event: &ConsultationEvent,
    held: &Consultation,
    decision: &Decision,
) -> Option<News> {
    let Some(AnyMatter::Consultation(before)) = decision.before() else { return None };
    let set = before.hearing.as_ref().filter(|hearing| hearing.held.is_none())?;
    let (number, at) = (&held.brief.number, moment(set.starts_at));
    let says = match event {
        ConsultationEvent::Closed { .. } => format!("{number}原定{at}的听证取消了，不用到场。"),
        ConsultationEvent::HearingSet { starts_at, place, .. } => {
            format!("{number}原定{at}的听证改到{}，地点：{place}。以收到的通知为准。", moment(*starts_at))
        }
        _ => return None,
    };
    let told = set.notices.iter().map(|notice| notice.side.clone());
    Some(News { to: told.filter(|side| side != RESPONDENT).collect(), says, asks: false, own: false })
}
