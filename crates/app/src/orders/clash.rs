//! Two talks at one time: of one lead mediator, or in one room. No article forbids it; nobody sits at two tables, so the door says which
//! talk is in the way. What the law decides about a talk is its own (`law::mediation`).

use crate::{
    desk::told,
    office::{Failure, Office},
};
use huajie_law::{
    Actor, AnyMatter, Code, Decision, MatterId, Refusal,
    matter::Event,
    mediation::{Mediation, MediationEvent, SEATED, Session},
    text,
};
use huajie_ledger::{Scope, Turn};

pub const CLASH: Code =
    Code::new("mediation.session.clash", "这个时间已经定了另一场会谈，请换一个时间，或者换一个地点");

/// No talk is shorter: whatever begins nearer to another one runs into it.
const APART_MINUTES: i64 = 30;

/// Whoever sets a talk looks at all others that are set, and at those that were set meanwhile.
const TALKS: &str = "talks";

/// Refuses a talk that runs into another one that is still to come. The turn goes with what is written: of two who set a talk at the same
/// instant the second looks again.
pub async fn ensure_free(
    office: &Office,
    actor: &Actor,
    decisions: &[Decision],
) -> Result<Option<Turn>, Failure> {
    let wanted: Vec<Wanted<'_>> = decisions.iter().flat_map(Wanted::of).collect();
    if wanted.is_empty() {
        return Ok(None);
    }
    let turn = office.ledger.turn(TALKS).await?;
    for one in &wanted {
        for session in one.held.sessions.iter().filter(|session| session.key != one.talk.key) {
            refuse(office, actor, one.id, (one.held, session), one).await?;
        }
        for id in office.ledger.marked(SEATED).await?.into_iter().filter(|id| id != one.id) {
            let other = office.ledger.load(&id).await?.and_then(|file| file.matter);
            let Some(AnyMatter::Mediation(other)) = other else { continue };
            for session in &other.sessions {
                refuse(office, actor, &id, (&other, session), one).await?;
            }
        }
    }
    Ok(Some(turn))
}

/// A talk as it is set by a decision, in the file that it makes.
struct Wanted<'a> {
    id: &'a MatterId,
    held: &'a Mediation,
    talk: &'a Session,
    place: Option<String>,
}

impl<'a> Wanted<'a> {
    fn of(decision: &'a Decision) -> Vec<Wanted<'a>> {
        let AnyMatter::Mediation(held) = decision.after() else { return Vec::new() };
        let set = |event: &'a Event| {
            let key = match event {
                Event::Mediation(MediationEvent::SessionConvened { key, .. }) => key,
                Event::Mediation(MediationEvent::SessionMoved { session, .. }) => session,
                _ => return None,
            };
            let talk = held.sessions.iter().find(|session| session.key == *key)?;
            let place = talk.place.as_deref().and_then(room);
            Some(Wanted { id: decision.id(), held, talk, place })
        };
        decision.events().iter().filter_map(set).collect()
    }

    fn runs_into(&self, session: &Session) -> bool {
        let minutes = self.talk.starts_at.duration_since(session.starts_at).as_mins();
        session.is_to_come() && minutes.abs() < APART_MINUTES
    }
}

/// A room is the same however it was typed.
fn room(place: &str) -> Option<String> {
    Some(text::narrow_dashed(place)).filter(|place| !place.is_empty())
}

async fn refuse(
    office: &Office,
    actor: &Actor,
    id: &MatterId,
    (other, session): (&Mediation, &Session),
    wanted: &Wanted<'_>,
) -> Result<(), Failure> {
    if !wanted.runs_into(session) {
        return Ok(());
    }
    let lead = |of: &Mediation| of.team.as_ref().and_then(|team| team.lead_mediator.clone());
    let same_lead = lead(wanted.held).is_some() && lead(wanted.held) == lead(other);
    let same_room = wanted.place.is_some() && session.place.as_deref().and_then(room) == wanted.place;
    let (field, why) = match (same_lead, same_room) {
        (true, _) => ("starts_at", "主调人是同一位，请错开半小时以上"),
        (false, true) => ("place", "地点是同一处，请换一个地点，或者错开半小时以上"),
        (false, false) => return Ok(()),
    };
    let known = office.ledger.may_see(&Scope::from(actor), id).await?;
    let which = if known { other.brief.number.as_str() } else { "另一件" };
    let (at, place) = (told::moment(session.starts_at), told::place(session.place.as_deref()));
    Err(Refusal::at(CLASH, field).because(format!("{which}定了{at}的会谈（{place}）：{why}")).into())
}

#[cfg(test)]
mod tests {
    use super::room;

    #[test]
    fn a_room_is_the_same_however_it_was_typed_and_a_dash_makes_it_another() {
        assert_eq!(room("１－２ 调解室"), room("1-2调解室"));
        assert_eq!(room("a座1—2"), room("A座 1-2"));
        assert_ne!(room("1-2调解室"), room("12调解室"));
        assert_eq!(room(" "), None);
    }
}
