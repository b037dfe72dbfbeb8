//! Who may be convened about what, and how soon: enough, an odd number, nobody who had to do with the act, and not before the materials can
//! have come.

use super::{
    decide::{LEAST_MEMBERS, codes::*},
    *,
};
use crate::{
    OrgId, Refusal, Role,
    calendar::zh_date,
    clock::Due,
    consultation::{asker, ensure_open, materials_of},
    decision::Law,
    directory::Category,
    dispute::{Dispute, line, text},
    matter::Context,
    refusal::{UNKNOWN_OFFICER, ensure_at},
    term,
};
use jiff::ToSpan;

/// Who meets about what: enough, an odd number, nobody who had to do with the act.
pub(crate) fn weigh_convening(
    dispute: &Dispute,
    brief: &Brief,
    convening: &Convening,
    context: Context<'_>,
) -> Result<ReviewPlan, Refusal> {
    text(&convening.question, "convening.question")?;
    line(&convening.place, "convening.place")?;
    ensure_at(convening.meets_on >= context.now.today, MEETS_IN_PAST, "convening.meets_on")?;
    ensure_open(dispute, convening.proceeding.as_ref(), UNKNOWN_PROCEEDING, "convening.proceeding")?;
    let again = dispute.reviews_open().any(|about| *about == convening.proceeding);
    ensure_at(!again, CONVENED_ALREADY, "convening.proceeding")?;
    ensure_material_in_time(convening.meets_on, context, "convening.meets_on")?;
    let mut materials = materials_of(dispute, &convening.materials, UNKNOWN_MATERIAL, "convening.materials")?;
    materials.extend(convening.evidence.iter().cloned());
    let mut members = vec![member(&convening.chair, brief, context.law, "convening.chair")?];
    for user in &convening.members {
        ensure_at(members.iter().all(|known| known.user != *user), TWICE, "convening.members")?;
        members.push(member(user, brief, context.law, "convening.members")?);
    }
    let enough = members.len() >= LEAST_MEMBERS && members.len() % 2 == 1;
    ensure_at(enough, TOO_FEW, "convening.members")?;
    let mayor = convening.kind == ReviewKind::Mayor;
    ensure_at(!mayor || leads_city(&convening.chair, context.law), NOT_A_LEADER, "convening.chair")?;
    convening.grounds.as_deref().map_or(Ok(()), |said| text(said, "convening.grounds"))?;
    convening.reply.as_deref().map_or(Ok(()), |said| text(said, "convening.reply"))?;
    let facts = dispute.registration.facts.clone();
    Ok(ReviewPlan { convening: convening.clone(), materials, facts, members, by: asker(context)? })
}

/// The last day for the materials is not over (FW-05.1).
pub(super) fn ensure_material_in_time(
    meets_on: Date,
    context: Context<'_>,
    field: &str,
) -> Result<(), Refusal> {
    let earliest = earliest_meeting(context.now.today, context.law);
    if meets_on >= earliest {
        return Ok(());
    }
    let earliest = zh_date(earliest);
    Err(Refusal::at(MATERIAL_TOO_LATE, field).because(format!("今天送材料，最早{earliest}开会")))
}

/// So long before a meeting the members should have the materials.
pub(super) fn serve_by(meets_on: Date, law: &Law) -> Option<Date> {
    Due::before(&term::COMMITTEE_MATERIAL, meets_on, &law.calendar).on
}

/// The first working day for which the materials are in time when they are served today.
pub fn earliest_meeting(today: Date, law: &Law) -> Date {
    let met_on = |on: Date| law.calendar.is_working_day(on).unwrap_or(true);
    let in_time = |on: &Date| met_on(*on) && serve_by(*on, law).is_some_and(|by| by >= today);
    // Three working days are never further off than the longest holiday and its weekends.
    (0..30).map(|days| today.saturating_add(days.days())).find(in_time).unwrap_or(today)
}

/// A leader of the government itself.
pub fn leads_city(user: &UserId, law: &Law) -> bool {
    let of_city = |organization: &OrgId| {
        law.directory.organization(organization).is_some_and(|body| body.category == Category::Government)
    };
    law.directory
        .holders(Role::AgencyHead)
        .any(|(known, _, held)| known == user && of_city(&held.organization))
}

/// As a member, if nothing keeps them from it.
pub(super) fn member(user: &UserId, brief: &Brief, law: &Law, field: &str) -> Result<Member, Refusal> {
    let officer = law.directory.officer(user).filter(|officer| !officer.dismissed);
    let officer = officer.ok_or_else(|| Refusal::at(UNKNOWN_OFFICER, field))?;
    if let Some(why) = keeps_out(user, brief, law) {
        return Err(Refusal::at(RECUSED, field).because(format!("{}不能参加案审：{why}", officer.name)));
    }
    let post = officer.capacities.first().map(|held| {
        let post = held.post.as_deref().unwrap_or_else(|| held.role.name_zh());
        format!("{} {post}", law.directory.name_of(&held.organization))
    });
    Ok(Member { user: user.clone(), name: officer.name.clone(), post: post.unwrap_or_default() })
}

/// Why somebody cannot sit: of the body that acted, walled off, in the case in another part.
pub fn keeps_out(user: &UserId, brief: &Brief, law: &Law) -> Option<&'static str> {
    let directory = &law.directory;
    let acted = |body: &OrgId| *body == brief.respondent || directory.belongs_to(body, &brief.respondent);
    let officer = directory.officer(user)?;
    if officer.capacities.iter().any(|held| acted(&held.organization)) {
        return Some("在作出原行为的机关任职");
    }
    if brief.walled.contains(user) {
        return Some("已经在本案中回避");
    }
    brief.acted_before.contains(user).then_some("已经以别的身份参加本案")
}
