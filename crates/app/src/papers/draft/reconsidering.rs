//! Papers of a reconsideration, of the experts and of a case review: a paper for each notice, and the acts that are told of by letter
//! alone.

use super::{Draft, to_sides};
use crate::papers::{case::Case, fill::TO_BE_SEALED};
use huajie_law::{
    MatterId,
    case_review::Stage as ReviewStage,
    effect::SettledHow,
    mediation::RESPONDENT,
    reconsideration::{InquiryOutcome, Measure, PaperKind, RULE_BODY, Reconsideration, RuleOutcome},
};

/// A hearing before experts is told of to each side and to each expert who was drawn.
fn told_of_hearings(case: &Case) -> impl Iterator<Item = Draft> {
    let open = case.consultations.iter().filter(|(_, held)| held.is_to_be_heard());
    open.flat_map(|(id, held)| {
        let to = held.sides().chain(held.sitting().map(|one| one.user.as_str()));
        to.map(|to| Draft {
            to: Some(to.to_owned()),
            session: Some(id.to_string()),
            ..Draft::of("advice_record")
        })
    })
}

/// What experts and case reviews have said so far: there is nothing to print before the first opinion, or before they met.
pub(super) fn advised(case: &Case) -> Vec<Draft> {
    let of = |template, id: &MatterId| Draft { session: Some(id.to_string()), ..Draft::of(template) };
    let said = case.consultations.iter().filter(|(_, held)| held.answered().0 > 0);
    let met = case
        .reviews
        .iter()
        .filter(|(_, held)| matches!(held.stage, ReviewStage::Held | ReviewStage::Resolved { .. }));
    let said = said.map(|(id, _)| of("advice_record", id));
    told_of_hearings(case).chain(said).chain(met.map(|(id, _)| of("case_review_minutes", id))).collect()
}

/// A paper for each recipient of each notice and the receipt of its service; the acts that are told of by letter alone.
pub(super) fn reconsidering(held: &Reconsideration) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for notice in &held.notices {
        let of_notice = |draft: Draft| Draft { session: Some(notice.key.clone()), ..draft };
        let recipients = || notice.recipients.iter().map(String::as_str);
        match notice.paper {
            PaperKind::Decision | PaperKind::Statement => {
                drafts.push(of_notice(Draft::of("reconsideration_decision")));
            }
            _ => drafts.extend(to_sides("reconsideration_letter", recipients()).into_iter().map(of_notice)),
        }
        drafts.extend(to_sides("service_receipt", recipients()).into_iter().map(of_notice));
    }
    drafts.extend(told_by_letter(held));
    // 73条: it is set, signed by the sides and sealed, and only then recorded.
    let to_be_sealed =
        held.stage.is_pending() && held.settled.is_some_and(|(_, how)| how == SettledHow::Statement);
    if to_be_sealed {
        drafts
            .push(Draft { session: Some(TO_BE_SEALED.to_owned()), ..Draft::of("reconsideration_decision") });
    }
    drafts
}

/// No period hangs on the service of these.
fn told_by_letter(held: &Reconsideration) -> Vec<Draft> {
    let letter = |key: String, to: Option<&str>| Draft {
        session: Some(key),
        to: to.map(str::to_owned),
        ..Draft::of("reconsideration_letter")
    };
    let mut drafts = Vec::new();
    for stay in &held.stays {
        let refused = stay.decided.as_ref().is_some_and(|decided| decided.ground.is_none());
        let to: Vec<&str> = match stay.by.as_deref() {
            _ if stay.lifted_on.is_some() && !refused => held.sides().collect(),
            by => by.filter(|_| refused).into_iter().collect(),
        };
        drafts.extend(to.into_iter().map(|side| letter(stay.key.clone(), Some(side))));
    }
    for review in &held.rule_reviews {
        let unlawful = review.concluded.as_ref().is_some_and(|done| done.outcome == RuleOutcome::Unlawful);
        drafts.extend(unlawful.then(|| letter(review.key.clone(), Some(RULE_BODY))));
    }
    for (at, pressure) in held.measures.iter().enumerate() {
        let by_notice = pressure.measure == Measure::Urging;
        drafts.extend((!by_notice).then(|| letter(format!("m{}", at + 1), Some(RESPONDENT))));
    }
    for (at, asked) in held.consultations.iter().enumerate() {
        let key = format!("c{}", at + 1);
        drafts.push(letter(key.clone(), None));
        let record = || Draft { session: Some(key), ..Draft::of("advice_record") };
        drafts.extend(asked.opinion.as_ref().map(|_| record()));
    }
    let asked = held
        .inquiries
        .iter()
        .filter(|one| one.record.as_ref().is_some_and(|record| record.outcome != InquiryOutcome::Dropped));
    drafts.extend(asked.map(|one| Draft { session: Some(one.key.clone()), ..Draft::of("advice_record") }));
    let heard = held.hearings.iter().filter(|hearing| hearing.record.is_some());
    drafts.extend(
        heard.map(|hearing| Draft { session: Some(hearing.key.clone()), ..Draft::of("advice_record") }),
    );
    drafts
}
