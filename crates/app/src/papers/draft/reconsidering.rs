//! Papers of a reconsideration, of the experts and of a case review: a paper for each notice, and the acts that are told of by letter
//! alone.

use super::{APPLICATION_COPY, Draft, to_sides};
use crate::papers::{
    case::Case,
    fill::{TO_BE_SEALED, TO_RECONSIDER},
};
use huajie_law::{
    Kind, MatterId, Role,
    case_review::Stage as ReviewStage,
    dispute::Stage as DisputeStage,
    effect::SettledHow,
    mediation::RESPONDENT,
    paper::APPLICATION,
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

/// 22条3款: printed before it is registered, where the counter takes down what somebody says who wants reconsideration.
pub(super) fn said_orally(case: &Case) -> Option<Draft> {
    let begun = case.dispute.proceedings.iter().any(|p| p.kind == Kind::Reconsideration);
    let open = matches!(case.dispute.stage, DisputeStage::Registered | DisputeStage::InProceeding { .. });
    let taken = case.role == Role::IntakeClerk && case.mediation.is_none() && open && !begun;
    taken.then(|| of_application(APPLICATION))
}

fn of_application(template: &'static str) -> Draft {
    Draft { session: Some(TO_RECONSIDER.to_owned()), ..Draft::of(template) }
}

/// Of every reconsideration that these eyes see: what the first one decided is printed and served on though a second one has begun.
pub(super) fn of_all(case: &Case) -> Vec<Draft> {
    let latest = case.reconsideration().map(reconsidering).unwrap_or_default();
    let earlier = case.earlier_reconsiderations.iter().flat_map(|(_, held)| {
        let attempt = Some(held.brief.ordinal);
        reconsidering(held).into_iter().map(move |draft| Draft { attempt, ..draft })
    });
    latest.into_iter().chain(earlier).collect()
}

impl Draft {
    /// `（第 1 次调解）`, `（钟政复〔2026〕1号）`, where another followed it.
    pub fn attempt_zh(&self, case: &Case) -> String {
        let Some(attempt) = self.attempt else { return String::new() };
        match case.of_attempt(self.attempt).reconsideration() {
            Some(held) => format!("（{}）", held.number),
            None => format!("（第 {attempt} 次调解）"),
        }
    }

    pub(super) fn is_of_reconsideration(&self) -> bool {
        let letters =
            ["reconsideration_letter", "reconsideration_decision", "service_receipt", "advice_record"];
        letters.contains(&self.template) || self.session.as_deref() == Some(TO_RECONSIDER)
    }
}

/// The application; a paper for each recipient of each notice and the receipt of its service; the acts that are told of by letter alone.
fn reconsidering(held: &Reconsideration) -> Vec<Draft> {
    let mut drafts = vec![of_application(APPLICATION)];
    // 48条: the copy goes out once it is accepted.
    drafts.extend(held.acceptance.is_some().then(|| of_application(APPLICATION_COPY)));
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
