//! A word to officers who were to come and need not, or not then: a talk of a mediation, a hearing of a reconsideration, a hearing before
//! experts, a case review; and to those who signed what a side then went back on. Not here: what the parties are told ([`super::news`]).

use crate::desk::told::{moment, place};
use huajie_law::{
    AnyMatter, Decision, Principal, Role, UserId,
    calendar::zh_date,
    case_review::{CaseReview, CaseReviewEvent},
    consultation::{Consultation, ConsultationEvent},
    matter::Event,
    mediation::{CALLED_OFF_ZH, FormalResult, Mediation, MediationEvent, RESPONDENT, Session},
    reconsideration::{Reconsideration, ReconsiderationEvent},
};

/// Whom it concerns, and what it says; whoever did it knows of it.
pub(super) fn told(decision: &Decision) -> Vec<(Principal, String)> {
    let own = Principal::user(&decision.actor().user);
    let all = decision.events().iter().filter_map(|event| of_event(event, decision));
    let each = all.flat_map(|(who, says)| who.into_iter().map(move |who| (who, says.clone())));
    each.filter(|(who, _)| *who != own).collect()
}

fn of_event(event: &Event, decision: &Decision) -> Option<(Vec<Principal>, String)> {
    match (event, decision.after()) {
        (Event::Mediation(event), AnyMatter::Mediation(held)) => mediation(event, held),
        (
            Event::Reconsideration(ReconsiderationEvent::HearingCancelled { .. }),
            AnyMatter::Reconsideration(held),
        ) => hearing(held),
        (Event::Consultation(event), AnyMatter::Consultation(_)) => match decision.before() {
            Some(AnyMatter::Consultation(before)) => consultation(event, before),
            _ => None,
        },
        (Event::CaseReview(event), AnyMatter::CaseReview(held)) => case_review(event, held),
        _ => None,
    }
}

fn agency(respondent: &huajie_law::OrgId) -> Principal {
    Principal::role_in(Role::AgencyLegal, respondent)
}

fn mediation(event: &MediationEvent, held: &Mediation) -> Option<(Vec<Principal>, String)> {
    let number = &held.brief.number;
    Some(match event {
        MediationEvent::SessionCancelled { session, .. } => {
            let session = held.session(session)?;
            let at = moment(session.starts_at);
            let says = match held.stage.is_over() {
                true => format!("{number}的{CALLED_OFF_ZH}，原定{at}的谈话不开了。"),
                false => format!("{number}原定{at}的谈话取消，不用来了。"),
            };
            (expected(session, held), says)
        }
        MediationEvent::SessionMoved { session, starts_at, place: there, .. } => {
            let session = held.session(session)?;
            let before = session.moved.last().map(|moved| moment(moved.starts_at)).unwrap_or_default();
            let (at, there) = (moment(*starts_at), place(there.as_deref()));
            (expected(session, held), format!("{number}原定{before}的谈话改到{at}，地点：{there}。"))
        }
        // 复议法73条2款: the signatures of everybody fall.
        MediationEvent::FormalEndingRecorded { result: FormalResult::Reneged, .. } => {
            let offices = held.brief.reconsidered_by.iter().filter_map(|by| by.office.as_ref());
            let offices = offices.map(|office| Principal::role_in(Role::ReconsiderationOfficer, office));
            let core = held.team.iter().flat_map(|team| [&team.lead_mediator, &team.guiding_judge]);
            let core = core.flatten().map(Principal::user);
            let who = std::iter::once(agency(&held.brief.respondent)).chain(core).chain(offices).collect();
            (who, format!("{number}：有一方在盖章以前反悔，协议不生效，各方的签字作废，案件接着办。"))
        }
        _ => return None,
    })
}

/// The agency if it was invited, and the table as far as it sits in such a talk.
fn expected(session: &Session, held: &Mediation) -> Vec<Principal> {
    let invited = session.concerns(RESPONDENT).then(|| agency(&held.brief.respondent));
    let core = |user: &&UserId| held.is_lead(user) || held.is_judge(user);
    let team = held.team.iter().flat_map(|team| team.users());
    let table = team.filter(|user| !session.is_separate() || core(user)).map(Principal::user);
    invited.into_iter().chain(table).collect()
}

fn hearing(held: &Reconsideration) -> Option<(Vec<Principal>, String)> {
    let plan = &held.hearings.iter().rfind(|hearing| hearing.cancelled.is_some())?.plan;
    let seats = std::iter::once(&plan.chair).chain(&plan.members).chain([&plan.clerk]);
    let who = std::iter::once(agency(&held.brief.respondent)).chain(seats.map(Principal::user)).collect();
    let at = moment(plan.starts_at);
    Some((who, format!("行政复议{}（{}）原定{at}的听证取消了，不用到场。", held.number, held.brief.number)))
}

/// The agency, where it had the notice.
fn consultation(event: &ConsultationEvent, before: &Consultation) -> Option<(Vec<Principal>, String)> {
    let set = before.hearing.as_ref().filter(|hearing| hearing.held.is_none())?;
    let told = set.notices.iter().any(|notice| notice.side == RESPONDENT);
    let who = told.then(|| agency(&before.brief.respondent)).into_iter().collect();
    let (number, at) = (&before.brief.number, moment(set.starts_at));
    match event {
        ConsultationEvent::Closed { .. } => Some((who, format!("{number}原定{at}的听证取消了，不用到场。"))),
        ConsultationEvent::HearingSet { starts_at, place, .. } => {
            Some((who, format!("{number}原定{at}的听证改到{}，地点：{place}。", moment(*starts_at))))
        }
        _ => None,
    }
}

fn case_review(event: &CaseReviewEvent, held: &CaseReview) -> Option<(Vec<Principal>, String)> {
    let number = &held.brief.number;
    let says = match event {
        CaseReviewEvent::Cancelled { .. } => {
            format!("{number}：原定{}的案审会不再召开。", zh_date(held.meets_on))
        }
        CaseReviewEvent::Postponed { meets_on, .. } => {
            format!("{number}：案审会改到{}召开。", zh_date(*meets_on))
        }
        _ => return None,
    };
    Some((held.members.iter().map(|member| Principal::user(&member.user)).collect(), says))
}
