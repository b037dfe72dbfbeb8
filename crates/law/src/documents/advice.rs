//! What lies in a consultation and in a case review. The views have taken out what is not for these eyes.

use super::{By, Document, proof_title, scanned, side_of};
use crate::{
    Actor, Role,
    calendar::zh_date,
    case_review::CaseReview,
    consultation::{Consultation, Invitation},
    decision::Law,
};

pub(super) fn of_consultation(held: &Consultation, reader: &Actor, law: &Law) -> Vec<Document> {
    let seen = held.visible(reader);
    let mut found: Vec<Document> =
        seen.plan.materials.iter().map(|item| Document::evidence(item, By::Applicants)).collect();
    found.extend(seen.invited.iter().filter_map(|invited| {
        let Invitation::Answered { on, opinion: Some(opinion) } = &invited.state else { return None };
        let title = format!("专家意见签字件（{}）", invited.name);
        Some(Document::of(scanned(&opinion.way)?, title, By::Body(invited.name.clone()), *on))
    }));
    let Some(hearing) = &seen.hearing else { return found };
    let side = side_of(reader, &seen.brief.respondent);
    let told = hearing.notices.iter().filter(|notice| match side {
        Some(side) => side == notice.side,
        None => reader.role != Role::Expert,
    });
    found.extend(told.filter_map(|notice| {
        let title = proof_title(&seen.brief.called(&notice.side, law), notice.served_on);
        Some(Document::of(notice.proof.as_ref()?, title, By::House, notice.served_on))
    }));
    // Whoever was to be there may read what was written down of it.
    found.extend(hearing.held.iter().filter_map(|record| {
        let title = format!("听证笔录（{}）", zh_date(record.held_on));
        Some(Document::of(record.document.as_ref()?, title, By::House, record.held_on))
    }));
    found
}

pub(super) fn of_review(held: &CaseReview, reader: &Actor) -> Vec<Document> {
    let seen = held.visible(reader);
    let materials = seen.plan.materials.iter().map(|item| Document::evidence(item, By::Applicants));
    let name = |user: &crate::UserId| {
        let member = seen.members.iter().find(|member| member.user == *user);
        member.map_or_else(|| "成员".to_owned(), |member| member.name.clone())
    };
    let opinions = seen.opinions.iter().filter_map(|opinion| {
        let who = name(&opinion.user);
        let title = format!("案审会署名意见签字件（{who}）");
        Some(Document::of(scanned(&opinion.view.way)?, title, By::Body(who), opinion.on))
    });
    materials.chain(opinions).collect()
}
