//! What of the picture is shown to whoever takes part in one proceeding and does not read the files of the others: that each is there,
//! from when to when, and whether its own period runs or stands still. Not why it stands still, and nothing that was said, asked for,
//! found or decided in it; nothing that has not been taken up, nothing to anybody of the agency or behind a wall. In words: `told_beside`.

use super::{Lane, Mark, Segment, Track, ends, in_order, lane, lanes, mark};
use crate::{
    Actor, AnyMatter, Kind, Outlined, Principal, Role,
    decision::Law,
    dispute::{Dispute, Proceeding, beside::CONDUCTS, course::Way},
};

/// In these somebody sits at a table of mediation, for no side, who holds an office elsewhere or mediates by office.
const MEDIATES: [Role; 5] =
    [Role::Mediator, Role::Judge, Role::Prosecutor, Role::ReconsiderationOfficer, Role::PetitionOfficer];

/// Of a bare lane: whichever it is that a side may still bring.
const WINDOW: &str = "起诉、上诉等期限";

/// Whether anybody of this role can be shown more lanes than of the files that they read.
pub fn reads_beside(role: Role) -> bool {
    CONDUCTS.contains(&role) || MEDIATES.contains(&role)
}

/// The lanes of one reader, earliest first: whole of the matters `seen`, bare of those `beside` that this reader may know of.
pub fn lanes_for(seen: &[Outlined<'_>], beside: &[Outlined<'_>], actor: &Actor, law: &Law) -> Vec<Lane> {
    let mut all = lanes(seen, law);
    let dispute = seen.iter().chain(beside).find_map(|one| match one.matter {
        AnyMatter::Dispute(held) => Some(&**held),
        _ => None,
    });
    let part = dispute.and_then(|dispute| Part::of(seen, dispute, actor));
    if let Some((dispute, part)) = dispute.zip(part) {
        let told = beside.iter().filter(|one| part.is_told_of(one, dispute, actor));
        all.extend(told.filter_map(|one| bare(one, dispute, law)));
    }
    in_order(all)
}

/// Which proceedings of the dispute a reader takes part in, for no side.
struct Part {
    /// Of those that they conduct.
    ways: Vec<Way>,
    mediates: bool,
}

impl Part {
    fn of(seen: &[Outlined<'_>], dispute: &Dispute, actor: &Actor) -> Option<Part> {
        if actor.is_of_agency(&dispute.registration.respondent) || dispute.walled.contains(&actor.user) {
            return None;
        }
        // What was recorded by mistake and struck was never anybody's.
        let conducted = |p: &&Proceeding| {
            p.course.struck_on.is_none()
                && seen.iter().any(|one| *one.id() == p.matter && conducts(one, actor))
        };
        let ways = dispute.proceedings.iter().filter(conducted).filter_map(Proceeding::way).collect();
        let mediates = seen.iter().any(|one| mediates(one, actor));
        let part = Part { ways, mediates };
        (part.mediates || !part.ways.is_empty()).then_some(part)
    }

    /// The registration is nobody's secret among them: its number stands on every paper.
    fn is_told_of(&self, one: &Outlined<'_>, dispute: &Dispute, actor: &Actor) -> bool {
        if one.outline().walls.contains(&actor.user) {
            return false;
        }
        let named = dispute.proceedings.iter().find(|p| p.matter == *one.id());
        one.matter.kind() == Kind::Dispute
            || named
                .is_some_and(|p| p.is_taken_up() && (self.mediates || p.told_beside(&self.ways).is_some()))
    }
}

fn conducts(one: &Outlined<'_>, actor: &Actor) -> bool {
    let officers: Vec<Principal> = match one.matter {
        AnyMatter::Mirrored(held) => held.officers().collect(),
        AnyMatter::Reconsideration(held) => {
            let head = Principal::role_in(Role::AgencyHead, &held.bodies.body);
            held.officers().into_iter().chain([head]).collect()
        }
        _ => Vec::new(),
    };
    CONDUCTS.contains(&actor.role) && actor.principals().iter().any(|mine| officers.contains(mine))
}

fn mediates(one: &Outlined<'_>, actor: &Actor) -> bool {
    let AnyMatter::Mediation(held) = one.matter else { return false };
    let sits = held.team.as_ref().is_some_and(|team| team.neutral().any(|user| *user == actor.user));
    sits && MEDIATES.contains(&actor.role)
}

/// The same lane with what a stranger to the file may know.
fn bare(one: &Outlined<'_>, dispute: &Dispute, law: &Law) -> Option<Lane> {
    let whole = lane(one, law)?;
    let proceeding = dispute.proceedings.iter().find(|p| p.matter == *one.id());
    let marks = match proceeding.filter(|p| p.way().is_some()) {
        Some(proceeding) => told_marks(proceeding),
        None => ends(one.outline()),
    };
    let from = marks.iter().map(|mark| mark.on).min().unwrap_or(whole.from);
    // The days of a dispute are its applicants', who are told of them.
    let tracks = if one.matter.kind() == Kind::Dispute { Vec::new() } else { told_tracks(whole.tracks) };
    Some(Lane { from, tracks, marks, bare: true, ..whole })
}

/// As `told_beside` says it: taken up, decided, over.
fn told_marks(proceeding: &Proceeding) -> Vec<Mark> {
    let course = &proceeding.course;
    let taken_up = course.accepted_on.map(|on| mark(on, "立案、受理"));
    let decided = course.decided_on.map(|on| mark(on, "作出裁判、决定"));
    let over = course.over.as_ref().map(|over| mark(over.on, "终结"));
    [taken_up, decided, over].into_iter().flatten().collect()
}

/// The period in which it has to be done with, not what was asked of whom on the way; and until when somebody may go on, by the last of
/// those days and by no name of its own, for which it is and whose says what was decided and against whom.
fn told_tracks(tracks: Vec<Track>) -> Vec<Track> {
    let (windows, others): (Vec<Track>, Vec<Track>) =
        tracks.into_iter().partition(|track| track.name.contains("window:"));
    let window = windows.into_iter().max_by_key(|track| track.due_on).map(|last| Track {
        name: "window".to_owned(),
        title: WINDOW.to_owned(),
        term: String::new(),
        ..last
    });
    let own = others.into_iter().filter(|track| is_own(&track.name));
    own.chain(window).map(without_reasons).collect()
}

fn is_own(track: &str) -> bool {
    let own = ["mediation_period", "decision", "trial", "answer"];
    own.iter().any(|name| track == *name || track.ends_with(&format!("_{name}")))
}

fn without_reasons(track: Track) -> Track {
    let segments = track.segments.into_iter().map(|piece| Segment { why: None, ..piece }).collect();
    Track { segments, ..track }
}

#[cfg(test)]
pub(super) mod tests;
