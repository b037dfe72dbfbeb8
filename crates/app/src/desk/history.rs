//! What happened in a file, in words, and who opened it. Not here: what an event is called (`words`), what of it a reader may see
//! (`is_confidential` of the law).

use super::{advice, told};
use crate::{
    ui::{
        Tone,
        parts::{Entry, Timeline},
    },
    words,
};
use huajie_law::{
    Actor, AnyMatter, File, Law, Role,
    matter::Event,
    mediation::{Mediation, Viewer},
};
use huajie_ledger::{
    journal::{Entry as Written, Line},
    opening::Opening,
};
use jiff::civil::Date;

/// Entries of the timeline until the whole is asked for.
const MOST_TOLD: usize = 12;

/// Of so many that a file notes, as many are told as a rule.
pub(super) const MOST_READ: u32 = 36;

/// One timeline over everything that hangs on a dispute, newest first, in words; and whether it breaks off. Not how much is left:
/// that would count what the reader may not know.
pub(super) fn timeline(history: &[Line], files: &[File], actor: &Actor, whole: bool) -> (Timeline, bool) {
    let mut entries = history.iter().rev().filter_map(|line| {
        let file = files.iter().find(|file| file.id.as_str() == line.stream())?;
        told_of(line, file, actor)
    });
    let most = if whole { usize::MAX } else { MOST_TOLD };
    let shown = entries.by_ref().take(most).collect();
    let breaks_off = entries.next().is_some();
    (Timeline { entries: shown }, breaks_off)
}

/// Who opened the file. One line for a person and a day: it is who looked that counts, not how often they clicked.
pub(super) fn opened(openings: Vec<Opening>, law: &Law) -> Timeline {
    let mut days: Vec<(Date, Opening, usize)> = Vec::new();
    for opening in openings {
        let day = words::day_of(opening.at);
        let again = |(on, first, _): &&mut (Date, Opening, usize)| {
            *on == day
                && first.actor_name == opening.actor_name
                && first.role == opening.role
                && first.organization == opening.organization
        };
        match days.iter_mut().find(again) {
            Some((.., times)) => *times += 1,
            None => days.push((day, opening, 1)),
        }
    }
    let entries = days.into_iter().map(|(_, opening, times)| {
        let organization =
            opening.organization.map(|id| law.directory.name_of(&id.as_str().into()).to_owned());
        Entry {
            at: words::instant(opening.at),
            title: format!("{}{}", organization.unwrap_or_default(), words::role(&opening.role)),
            text: (times > 1).then(|| format!("当天看了 {times} 次，这是最近一次")),
            by: Some(opening.actor_name),
            ..Entry::default()
        }
    });
    Timeline { entries: entries.collect() }
}

/// An entry of the journal in words.
fn told_of(line: &Line, file: &File, actor: &Actor) -> Option<Entry> {
    // Half of what a file notes is not told: it need not even be read.
    if words::internal_event(line.event()).is_some() {
        return None;
    }
    let (title, text) = known(&line.fact().ok()?, file, actor)?;
    Some(Entry {
        tone: Tone::Settled,
        at: words::instant(line.at),
        title: title.to_owned(),
        text,
        by: Some(line.actor_name().to_owned()),
        ..Entry::default()
    })
}

/// What this reader may learn of an event: its title, and the content that belongs beside it. Of what is confidential
/// only the title is told, and its content to nobody here.
fn known(fact: &Event, file: &File, actor: &Actor) -> Option<(&'static str, Option<String>)> {
    let title = words::event(fact)?;
    if !may_learn(fact, file, actor) {
        return None;
    }
    let hidden = match (fact, &file.matter) {
        (Event::Mediation(event), Some(AnyMatter::Mediation(held))) => {
            (event.is_confidential(held) && !is_of_the_core(held, actor))
                || !event.is_noted_for(held, &held.viewer(actor))
        }
        (Event::Dispute(event), Some(AnyMatter::Dispute(held))) => !held.may_be_told_why(event, actor),
        _ => false,
    };
    let instead = match (fact, &file.matter) {
        (Event::Dispute(event), Some(AnyMatter::Dispute(held))) => held.told_without_words(event),
        _ => None,
    };
    let text = if hidden { instead.map(str::to_owned) } else { words::event_text(fact) };
    Some((title, text))
}

pub(crate) fn mediation_in(file: &File) -> Option<&Mediation> {
    match &file.matter {
        Some(AnyMatter::Mediation(held)) => Some(held),
        _ => None,
    }
}

/// What these entries say, as far as this reader may learn of them.
pub(super) fn told_since(entries: &[&Written], file: &File, actor: &Actor) -> Vec<String> {
    let told = |entry: &&Written| {
        let (title, text) = known(&entry.fact().ok()?, file, actor)?;
        Some(text.map_or_else(|| title.to_owned(), |text| format!("{title}：{text}")))
    };
    entries.iter().filter_map(told).collect()
}

/// Whether this reader of the file may learn that it happened at all.
pub(crate) fn may_learn(fact: &Event, file: &File, actor: &Actor) -> bool {
    let of_the_dispute = match (fact, &file.matter) {
        (Event::Dispute(event), Some(AnyMatter::Dispute(held))) => held.may_be_told(event, actor),
        _ => true,
    };
    of_the_dispute && may_know(fact, mediation_in(file), actor) && advice::may_know(fact, file, actor)
}

/// The same, of a mediation or a reconsideration.
pub(crate) fn may_know(fact: &Event, mediation: Option<&Mediation>, actor: &Actor) -> bool {
    match (fact, mediation) {
        (Event::Mediation(event), Some(held)) => {
            !(event.is_confidential(held) && told::is_of_an_unknown_talk(event, held, actor))
        }
        // What an office proposes is its own until it is decided; nobody else reads its files in these roles.
        (Event::Reconsideration(event), _) => {
            let office = matches!(actor.role, Role::ReconsiderationOfficer | Role::ReconsiderationHead);
            !event.is_confidential() || office
        }
        _ => true,
    }
}

fn is_of_the_core(held: &Mediation, actor: &Actor) -> bool {
    matches!(held.viewer(actor), Viewer::GuidingJudge | Viewer::LeadMediator)
}
