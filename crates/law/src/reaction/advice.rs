//! What is asked of experts and of the case review, and that it is over: the dispute opens them and learns of their end. No clock
//! moves, nothing waits for them.

use super::{Reaction, brief, ended, nth, opened};
use crate::{
    Command, Kind, MatterId,
    case_review::{CaseReview, CaseReviewCommand, CaseReviewEvent, ReviewKind},
    consultation::{Consultation, ConsultationCommand, ConsultationEvent, Invited},
    dispute::{Dispute, DisputeEvent, Outcome},
    reconsideration::{Advice, ReconsiderationCommand},
};
use jiff::civil::Date;

pub(super) fn after_dispute(id: &MatterId, dispute: &Dispute, event: &DisputeEvent) -> Vec<Reaction> {
    match event {
        DisputeEvent::ConsultationRequested { plan, .. } => {
            let ordinal = nth(dispute, Kind::Consultation);
            let brief = Box::new(brief(id, dispute, ordinal));
            let command = ConsultationCommand::Open { brief, plan: plan.clone() };
            let target = id.child(Kind::Consultation, ordinal);
            vec![Reaction { target, command: Command::Consultation(command) }]
        }
        DisputeEvent::ReviewConvened { plan, .. } => {
            let ordinal = nth(dispute, Kind::CaseReview);
            let brief = Box::new(brief(id, dispute, ordinal));
            let command = CaseReviewCommand::Open { brief, plan: plan.clone() };
            vec![Reaction {
                target: id.child(Kind::CaseReview, ordinal),
                command: Command::CaseReview(command),
            }]
        }
        _ => Vec::new(),
    }
}

pub(super) fn after_consultation(
    id: &MatterId,
    held: &Consultation,
    event: &ConsultationEvent,
) -> Vec<Reaction> {
    let dispute = &held.brief.dispute;
    match event {
        ConsultationEvent::Opened { .. } => vec![opened(dispute, id, Kind::Consultation)],
        ConsultationEvent::Completed { on } | ConsultationEvent::Closed { on, .. } => {
            let ended = ended(dispute, id, *on, Outcome::Concluded);
            std::iter::once(ended).chain(hearing_told(held)).chain(opinions_told(held, *on)).collect()
        }
        ConsultationEvent::FollowedRecorded { on, followed, reason, .. } => {
            let request = &held.plan.request;
            let from = format!("{}的意见是否采纳", request.form.name_zh());
            let text = format!("{}：{reason}", followed.name_zh());
            told(request.proceeding.as_ref(), Advice { on: *on, from, text }).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

pub(super) fn after_case_review(id: &MatterId, held: &CaseReview, event: &CaseReviewEvent) -> Vec<Reaction> {
    let dispute = &held.brief.dispute;
    match event {
        CaseReviewEvent::Opened { .. } => std::iter::once(opened(dispute, id, Kind::CaseReview))
            .chain(review_told(id, held, true))
            .collect(),
        CaseReviewEvent::Resolved { on, resolution } => {
            let (convening, tally) = (&held.plan.convening, resolution.tally);
            // Dissent is kept word for word, and read by whoever decides.
            let text = format!(
                "{}（同意 {}，不同意 {}，另提意见 {}）\n{}",
                resolution.text,
                tally.agree,
                tally.disagree,
                tally.otherwise,
                held.views_zh()
            );
            let advice = Advice { on: *on, from: convening.kind.name_zh().to_owned(), text };
            let told = told(convening.proceeding.as_ref(), advice);
            let ended = ended(dispute, id, *on, Outcome::Concluded);
            std::iter::once(ended).chain(told).chain(review_told(id, held, false)).collect()
        }
        CaseReviewEvent::Cancelled { on, .. } => {
            let ended = ended(dispute, id, *on, Outcome::Concluded);
            std::iter::once(ended).chain(review_told(id, held, false)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whoever goes on before a mayor's review has met its opinion says why.
fn review_told(id: &MatterId, held: &CaseReview, open: bool) -> Option<Reaction> {
    let convening = &held.plan.convening;
    let about = convening.proceeding.as_ref().filter(|about| about.is_of(Kind::Reconsideration));
    let target = about.filter(|_| convening.kind == ReviewKind::Mayor)?.clone();
    let command = ReconsiderationCommand::NoteReview { review: id.clone(), open };
    Some(Reaction { target, command: Command::Reconsideration(command) })
}

/// What each expert has signed, word for word: whoever drafts and decides reads it as what the committee advised.
fn opinions_told(held: &Consultation, on: Date) -> Option<Reaction> {
    let said = held.invited.iter().filter_map(Invited::signed_zh);
    let text = said.collect::<Vec<_>>().join("\n");
    let request = &held.plan.request;
    let from = format!("{}的专家意见", request.form.name_zh());
    told(request.proceeding.as_ref().filter(|_| !text.is_empty()), Advice { on, from, text })
}

/// What was said at a judicial hearing.
fn hearing_told(held: &Consultation) -> Option<Reaction> {
    let record = held.hearing.as_ref()?.held.as_ref()?;
    let request = &held.plan.request;
    let (on, from, text) = (record.held_on, request.form.name_zh().to_owned(), record.minutes.clone());
    told(request.proceeding.as_ref(), Advice { on, from, text })
}

/// 61条: the reconsideration about which they met reads it before it is decided; it moves nothing there.
fn told(proceeding: Option<&MatterId>, advice: Advice) -> Option<Reaction> {
    let target = proceeding.filter(|id| id.is_of(Kind::Reconsideration))?.clone();
    let command = ReconsiderationCommand::NoteAdvice { advice: Box::new(advice) };
    Some(Reaction { target, command: Command::Reconsideration(command) })
}
