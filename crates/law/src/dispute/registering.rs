//! What a registration must say, and what the act must say whenever it is put right.

use super::{
    before::{weigh_filing, weigh_tried},
    codes::*,
    members::{GroupRule, LARGE_GROUP, ensure_once},
    origin::weigh_size,
    *,
};
use crate::{
    Refusal, Role,
    matter::Context,
    reconsideration::{
        codes::{COURT_UNMINDED, NO_REQUEST},
        weigh_application,
    },
    refusal::{DATE_IN_FUTURE, REQUIRED, TOO_LONG, UNKNOWN_ORGANIZATION, ensure_at},
};

/// Of a long text: what happened, what is asked for.
pub const LONGEST_TEXT_CHARS: usize = 20_000;
/// Of whatever is one line.
pub const LONGEST_LINE_CHARS: usize = 200;
/// 1000 亿元: no dispute here is about more.
const LARGEST_AMOUNT_FEN: i64 = 10_000_000_000_000;
const LARGEST_GROUP: u32 = 1_000_000;
/// No agency of today did anything before.
const EARLIEST: Date = jiff::civil::date(1949, 10, 1);

pub(super) fn register(
    context: Context<'_>,
    registration: &Registration,
) -> Result<Vec<DisputeEvent>, Refusal> {
    use Role::*;
    context.actor.permits(&[
        Public,
        IntakeClerk,
        ConsultPoint,
        ReconsiderationOfficer,
        OutsideSystem,
        Statute,
    ])?;
    // The office takes applications to itself (复议法22条); everything else is the centre's to register.
    let to_the_office = registration.application.is_some()
        && registration.wish.reconsiders()
        && registration.source == Source::ReconsiderationCounter;
    ensure_at(context.actor.role != ReconsiderationOfficer || to_the_office, NOT_AN_APPLICATION, "wish")?;
    context.law.ensure_may_refer(context.actor)?;
    let applicants = registration.parties.iter().filter(|party| party.standing == PartyStanding::Applicant);
    ensure_at(applicants.count() > 0, NO_APPLICANT, "parties")?;
    weigh_names(&registration.parties)?;
    weigh_group(registration, context.actor.role)?;
    weigh_respondent(&registration.respondent, context, "respondent")?;
    weigh_act(&registration.act, context)?;
    text(&registration.claims, "claims")?;
    text(&registration.facts, "facts")?;
    weigh_evidence(&registration.evidence)?;
    weigh_amount(registration.amount_fen)?;
    weigh_place(registration.place.as_deref(), "place")?;
    ensure_at(registration.first_submitted_on <= context.now.today, SUBMITTED_LATER, "first_submitted_on")?;
    let made_before = registration.act.made_on.is_none_or(|made| made <= registration.first_submitted_on);
    ensure_at(made_before, SUBMITTED_BEFORE_ACT, "first_submitted_on")?;
    let filed = registration.filed_on.is_none_or(|filed| filed <= context.now.today);
    ensure_at(filed, DATE_IN_FUTURE, "filed_on")?;
    weigh_filing(registration.filed_on, registration.act.made_on, "filed_on")?;
    weigh_tried(&registration.tried, registration.act.made_on, context.now.today, "tried")?;
    let by_proxy = registration.source == Source::ConsultPoint;
    ensure_at(registration.proxy.is_some() || !by_proxy, PROXY_MISSING, "proxy")?;
    let application = weigh_wish(registration, context)?;
    // The visit is the centre's own.
    let found = registration.follows.as_ref().is_none_or(|visit| visit.is_of(crate::Kind::FollowUp));
    let centres = registration.follows.is_none() || context.actor.role == IntakeClerk;
    ensure_at(found && centres, NOT_FOUND_AT_A_VISIT, "follows")?;
    Ok(vec![DisputeEvent::Registered {
        on: context.now.today,
        prefix: context.law.settings.number_prefix.clone(),
        serial: 0,
        registration: Box::new(Registration { application, ..registration.clone() }),
    }])
}

/// The code of a division here or elsewhere: by it files are found and counted.
pub(super) fn weigh_place(place: Option<&str>, field: &str) -> Result<(), Refusal> {
    let is_code =
        |place: &str| matches!(place.len(), 6 | 9 | 12) && place.bytes().all(|byte| byte.is_ascii_digit());
    ensure_at(place.is_none_or(is_code), PLACE_NO_CODE, field)
}

pub(super) fn weigh_amount(fen: Option<i64>) -> Result<(), Refusal> {
    let fen = fen.unwrap_or_default();
    ensure_at(fen >= 0, AMOUNT_NEGATIVE, "amount_fen")?;
    ensure_at(fen <= LARGEST_AMOUNT_FEN, AMOUNT_TOO_LARGE, "amount_fen")
}

/// Somebody, and no more than live anywhere near.
pub(super) fn weigh_group_size(size: u32, field: &str) -> Result<(), Refusal> {
    ensure_at(size > 0, GROUP_OF_NOBODY, field)?;
    ensure_at(size <= LARGEST_GROUP, GROUP_TOO_LARGE, field)
}

/// What each piece is called, and what it is to prove, is a line on the list.
pub(super) fn weigh_evidence(evidence: &[Evidence]) -> Result<(), Refusal> {
    let lines = |i: usize, one: &Evidence| {
        line(&one.title, &format!("evidence.{i}.title"))?;
        one.proves.as_deref().map_or(Ok(()), |proves| line(proves, &format!("evidence.{i}.proves")))
    };
    evidence.iter().enumerate().try_for_each(|(i, one)| lines(i, one))
}

/// Whom a citizen can have an administrative dispute with.
pub(super) fn weigh_respondent(
    agency: &crate::OrgId,
    context: Context<'_>,
    field: &str,
) -> Result<(), Refusal> {
    let known = context.law.directory.organization(agency);
    let known = known.ok_or_else(|| Refusal::at(UNKNOWN_ORGANIZATION, field))?;
    ensure_at(known.category.acts_on_citizens(), NOT_AN_AGENCY, field)
}

fn weigh_names(parties: &[NewParty]) -> Result<(), Refusal> {
    for (i, party) in parties.iter().enumerate() {
        line(&party.label, &format!("parties.{i}.name"))?;
        party.head.as_deref().map_or(Ok(()), |head| line(head, &format!("parties.{i}.head")))?;
        weigh_agent(party.agent.as_ref(), &format!("parties.{i}.agent"))?;
        ensure_once(parties[..i].iter(), party, &format!("parties.{i}.number"))?;
    }
    Ok(())
}

/// Who comes for a party comes upon a letter; that somebody speaks for it by law is nobody's own to say.
pub(super) fn weigh_agent(agent: Option<&Agent>, path: &str) -> Result<(), Refusal> {
    let Some(agent) = agent else { return Ok(()) };
    line(&agent.label, &format!("{path}.name"))?;
    ensure_at(agent.authority.is_given(), GUARDIAN_BY_LAW, &format!("{path}.authority"))
}

/// Whoever wishes for reconsideration hands in the application at once, and nobody else does; as it will be filed.
fn weigh_wish(
    registration: &Registration,
    context: Context<'_>,
) -> Result<Option<Box<Application>>, Refusal> {
    let Some(application) = &registration.application else {
        ensure_at(!registration.wish.reconsiders(), NO_REQUEST, "application.requests")?;
        return Ok(None);
    };
    ensure_at(registration.wish.reconsiders(), NOT_WISHED, "wish")?;
    let mut application = application.as_handed_in(context);
    application.willing_to_mediate |= registration.wish.mediates();
    let told = ToldBefore { on: context.now.today, steps: registration.tried.clone() };
    // Whoever takes it knows what the court has, and refuses it (30条2款); a stranger is not let hand it in in vain.
    match context.actor.role {
        Role::Public => told
            .ensure_may_apply(&registration.act)
            .map_err(|refusal| Refusal { field: Some("wish".to_owned()), ..refusal })?,
        _ => {
            let minded = application.despite_court || context.actor.is_statute();
            ensure_at(minded || !told.is_in_court(), COURT_UNMINDED, "application.despite_court")?;
        }
    }
    weigh_application(&application, &registration.act, context)?;
    Ok(Some(Box::new(application)))
}

/// 法释〔2018〕1号 29条, 复议法15条: of many some are chosen who speak for them. Whoever applies for all of them on the portal, or comes to
/// the counter alone, is not made to wait until they are and keeps the day: the clerk is asked to see to it, and so is whoever
/// reconsiders what six to nine ask for.
fn weigh_group(registration: &Registration, by: Role) -> Result<(), Refusal> {
    registration.group.as_ref().map_or(Ok(()), |group| weigh_group_size(group.size, "group.size"))?;
    let named =
        registration.parties.iter().filter(|party| party.standing == PartyStanding::Applicant).count();
    let size = registration.group.as_ref().map_or(named, |group| group.size as usize);
    weigh_size(size, named, "group.size")?;
    let representatives = registration.parties.iter().filter(|party| party.representative).count();
    let rule = GroupRule::of(registration.wish.reconsiders());
    let unnamed = representatives == 0 && (by == Role::Public || size < LARGE_GROUP);
    let later = named < 2 || unnamed;
    ensure_at(size < rule.from || later || rule.chosen.contains(&representatives), rule.refusal, "parties")
}

pub(super) fn weigh_act(act: &ContestedAct, context: Context<'_>) -> Result<(), Refusal> {
    line(&act.title, "act.title")?;
    ensure_at(!act.title.contains(['\n', '\r']), TITLE_IN_LINES, "act.title")?;
    let number = act.document_number.as_deref().unwrap_or_default();
    ensure_at(number.chars().count() <= LONGEST_LINE_CHARS, TOO_LONG, "act.document_number")?;
    act.branch.as_ref().map_or(Ok(()), |branch| line(branch, "act.branch"))?;
    weigh_days(act.made_on, act.known_on, context.now.today)?;
    let dated = act.known_on.is_some() || act.is_inaction();
    ensure_at(dated, DUTY_HAS_NO_DATE, "act.known_on")?;
    let asked = act.made_on.is_some() || !act.unanswered || !act.is_inaction();
    ensure_at(asked, ASKED_ON_MISSING, "act.made_on")
}

/// An act that is told of before it is registered as one.
pub(crate) fn weigh_new_act(
    agency: &crate::OrgId,
    act: &ContestedAct,
    context: Context<'_>,
) -> Result<(), Refusal> {
    weigh_respondent(agency, context, "respondent")?;
    weigh_act(act, context)
}

/// Nothing that is still to come, and nothing known before it was made.
pub fn weigh_days(made_on: Option<Date>, known_on: Option<Date>, today: Date) -> Result<(), Refusal> {
    ensure_at(made_on.is_none_or(|on| on <= today), DATE_IN_FUTURE, "act.made_on")?;
    ensure_at(known_on.is_none_or(|on| on <= today), DATE_IN_FUTURE, "act.known_on")?;
    ensure_at(made_on.is_none_or(|on| on >= EARLIEST), DAY_TOO_EARLY, "act.made_on")?;
    ensure_at(known_on.is_none_or(|on| on >= EARLIEST), DAY_TOO_EARLY, "act.known_on")?;
    let in_order = made_on.zip(known_on).is_none_or(|(made, known)| made <= known);
    ensure_at(in_order, KNOWN_BEFORE_MADE, "act.known_on")
}

/// A long text that must be there.
pub(crate) fn text(text: &str, field: &str) -> Result<(), Refusal> {
    ensure_at(!text.trim().is_empty(), REQUIRED, field)?;
    ensure_at(text.chars().count() <= LONGEST_TEXT_CHARS, TOO_LONG, field)
}

/// A short text that must be there.
pub(crate) fn line(text: &str, field: &str) -> Result<(), Refusal> {
    ensure_at(!text.trim().is_empty(), REQUIRED, field)?;
    ensure_at(text.chars().count() <= LONGEST_LINE_CHARS, TOO_LONG, field)
}
