//! Two talks at one time: of one lead mediator, or in one room. No article forbids it; nobody sits at two tables, so the door says which
//! talk is in the way. What the law decides about a talk is its own (`law::mediation`).

use crate::{desk::told, http::Trouble, office::Office};
use huajie_law::{
    Actor, AnyMatter, Code, File, MatterId, Refusal,
    mediation::{Mediation, SEATED, Session},
    text,
};
use huajie_ledger::Scope;
use jiff::civil::DateTime;
use serde_json::Value;

pub const CLASH: Code =
    Code::new("mediation.session.clash", "这个时间已经定了另一场会谈，请换一个时间，或者换一个地点");

/// No talk is shorter: whatever begins nearer to another one runs into it.
const APART_MINUTES: i64 = 30;

/// Refuses a talk that runs into another one that is still to come.
pub(super) async fn ensure_free(
    office: &Office,
    actor: &Actor,
    file: &File,
    order: &Value,
) -> Result<(), Trouble> {
    let (Some(AnyMatter::Mediation(held)), Some(wanted)) = (&file.matter, Wanted::of(order)) else {
        return Ok(());
    };
    // Whoever may not set a talk is refused by the law, and learns of no other.
    let command = order["command"].as_str().unwrap_or_default();
    let offers = huajie_law::offers(file, actor, office.now(), &office.law());
    if !offers.iter().any(|offer| offer.command == command && offer.refusal.is_none()) {
        return Ok(());
    }
    let moved = order["session"].as_str();
    let own = held.sessions.iter().filter(|session| Some(session.key.as_str()) != moved);
    for session in own {
        refuse(office, actor, &file.id, (held, held, session), &wanted).await?;
    }
    for id in office.ledger.marked(SEATED).await?.into_iter().filter(|id| *id != file.id) {
        let other = office.ledger.load(&id).await?.and_then(|file| file.matter);
        let Some(AnyMatter::Mediation(other)) = other else { continue };
        for session in &other.sessions {
            refuse(office, actor, &id, (held, &other, session), &wanted).await?;
        }
    }
    Ok(())
}

/// When and where, as it was ordered; a talk without a time is the law's to refuse.
struct Wanted {
    at: DateTime,
    place: Option<String>,
}

impl Wanted {
    fn of(order: &Value) -> Option<Wanted> {
        let at = order["starts_at"].as_str()?.parse().ok()?;
        Some(Wanted { at, place: order["place"].as_str().and_then(room) })
    }

    fn runs_into(&self, session: &Session) -> bool {
        let minutes = self.at.duration_since(session.starts_at).as_mins();
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
    (held, other, session): (&Mediation, &Mediation, &Session),
    wanted: &Wanted,
) -> Result<(), Trouble> {
    if !wanted.runs_into(session) {
        return Ok(());
    }
    let lead = |of: &Mediation| of.team.as_ref().and_then(|team| team.lead_mediator.clone());
    let same_lead = lead(held).is_some() && lead(held) == lead(other);
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
