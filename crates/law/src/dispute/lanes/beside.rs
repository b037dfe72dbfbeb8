//! What of the picture is shown to whoever takes part in one proceeding and does not read the files of the others: that each is there,
//! from when to when, and whether its own period runs or stands still. Not why it stands still, and nothing that was said, asked for,
//! found or decided in it; nothing that has not been taken up, nothing to anybody of the agency or behind a wall. Whoever mediated is shown
//! nothing that began once that was over, but suits after a settlement. In words: `told_beside`.

use super::{Lane, Mark, Segment, Track, ends, in_order, lane, lanes, mark};
use crate::{
    Actor, AnyMatter, Kind, Outlined, Principal, Role,
    decision::Law,
    dispute::{Dispute, Proceeding, beside::CONDUCTS, course::Way},
    mediation::{Outcome, Stage},
};
use jiff::civil::Date;

/// In these somebody sits at a table of mediation, for no side, who holds an office elsewhere or mediates by office.
const MEDIATES: [Role; 5] =
    [Role::Mediator, Role::Judge, Role::Prosecutor, Role::ReconsiderationOfficer, Role::PetitionOfficer];

/// Of a bare lane: whichever it is that a side may still bring.
const WINDOW: &str = "起诉、上诉等期限";
/// The same of a petition.
const REVIEW_WINDOW: &str = "请求复查、复核的期限";

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
    mediated: Vec<Sat>,
}

/// One mediation in which the reader sits or sat.
struct Sat {
    over_on: Option<Date>,
    settled: bool,
}

impl Sat {
    /// What was there while it ran; and once it settled whatever suit is about whether that holds.
    fn is_told_of(&self, proceeding: &Proceeding, began_on: Option<Date>) -> bool {
        let in_time = self.over_on.is_none_or(|over| began_on.is_some_and(|began| began <= over));
        in_time || (self.settled && proceeding.way() == Some(Way::Suit))
    }
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
        let mediated: Vec<Sat> = seen.iter().filter_map(|one| sat(one, actor)).collect();
        let part = Part { ways, mediated };
        (!part.mediated.is_empty() || !part.ways.is_empty()).then_some(part)
    }

    /// The registration is nobody's secret among them: its number stands on every paper.
    fn is_told_of(&self, one: &Outlined<'_>, dispute: &Dispute, actor: &Actor) -> bool {
        if one.outline().walls.contains(&actor.user) {
            return false;
        }
        let told = |p: &Proceeding| {
            let began_on = p.course.accepted_on.or(one.outline().facets.opened_on);
            let sat = self.mediated.iter().any(|sat| sat.is_told_of(p, began_on));
            p.is_taken_up() && (sat || p.told_beside(&self.ways).is_some())
        };
        let named = dispute.proceedings.iter().find(|p| p.matter == *one.id());
        one.matter.kind() == Kind::Dispute || named.is_some_and(told)
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

fn sat(one: &Outlined<'_>, actor: &Actor) -> Option<Sat> {
    let AnyMatter::Mediation(held) = one.matter else { return None };
    let sits = held.team.as_ref()?.neutral().any(|user| *user == actor.user);
    let settled = matches!(held.stage, Stage::Ended { outcome: Outcome::Agreed { .. }, .. });
    let sat = Sat { over_on: held.stage.over_on(), settled };
    (sits && MEDIATES.contains(&actor.role)).then_some(sat)
}

/// The same lane with what a stranger to the file may know.
fn bare(one: &Outlined<'_>, dispute: &Dispute, law: &Law) -> Option<Lane> {
    let whole = lane(one, law)?;
    let proceeding = dispute.proceedings.iter().find(|p| p.matter == *one.id());
    // What runs elsewhere began when its body took it up, not when that came to be known here.
    let marks = match proceeding.filter(|p| p.course.mediated.is_none()) {
        Some(proceeding) => told_marks(proceeding),
        None => ends(one.outline()),
    };
    let from = marks.iter().map(|mark| mark.on).min().unwrap_or(whole.from);
    // The days of a dispute are its applicants', who are told of them.
    let window = if proceeding.is_some_and(Proceeding::is_a_petition) { REVIEW_WINDOW } else { WINDOW };
    let tracks =
        if one.matter.kind() == Kind::Dispute { Vec::new() } else { told_tracks(whole.tracks, window) };
    Some(Lane { from, tracks, marks, bare: true, ..whole })
}

/// As `told_beside` says it: taken up, decided, over.
fn told_marks(proceeding: &Proceeding) -> Vec<Mark> {
    let course = &proceeding.course;
    let taken_up = course.accepted_on.map(|on| mark(on, "立案、受理"));
    let said = if proceeding.way().is_some() { "作出裁判、决定" } else { "作出处理" };
    let decided = course.decided_before.iter().copied().chain(course.decided_on).map(|on| mark(on, said));
    let over = course.over.as_ref().map(|over| mark(over.on, "终结"));
    taken_up.into_iter().chain(decided).chain(over).collect()
}

/// The period in which it has to be done with, not what was asked of whom on the way; and until when somebody may go on, by the last of
/// those days and by no name of its own, for which it is and whose says what was decided and against whom.
fn told_tracks(tracks: Vec<Track>, title: &str) -> Vec<Track> {
    let (windows, others): (Vec<Track>, Vec<Track>) =
        tracks.into_iter().partition(|track| track.name.contains("window:"));
    let window = windows.into_iter().max_by_key(|track| track.due_on).map(|last| Track {
        name: "window".to_owned(),
        title: title.to_owned(),
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
