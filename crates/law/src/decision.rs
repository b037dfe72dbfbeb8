//! From a command to a decision: the middle of the one path.

use crate::{
    Actor, Command, Event, Kind, MatterId, Now, Refusal,
    agency::ensure_authorised,
    calendar::Calendar,
    directory::Directory,
    lengths::ensure_bounded,
    matter::{AnyMatter, Context, Offer, Series, apply, weigh},
};
use serde::{Deserialize, Serialize};

/// The law as it stands on this machine today: the directory of offices and what the city has set.
/// A value: replaced whole when something in it changes.
#[derive(Clone, Debug)]
pub struct Law {
    pub settings: Settings,
    pub directory: Directory,
    /// Which days are worked.
    pub calendar: Calendar,
    /// The version of the file of notices that `calendar` was made of; 0: the program's own years alone.
    pub calendar_version: u64,
}

impl Law {
    /// The same law under another calendar.
    pub fn under(&self, schedule: &crate::holiday_schedule::HolidaySchedule, version: u64) -> Law {
        Law { calendar: schedule.calendar(), calendar_version: version, ..self.clone() }
    }
}

impl Default for Law {
    fn default() -> Self {
        Law {
            settings: Settings::default(),
            directory: Directory::default(),
            calendar: Calendar::builtin(),
            calendar_version: 0,
        }
    }
}

/// What the city decides for itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Prefix of dispute numbers, `钟行争`.
    pub number_prefix: String,
    /// Prefix of reconsideration numbers, `钟政复`.
    pub reconsideration_prefix: String,
    /// Name of the centre as papers and pages show it.
    pub centre_name: String,
    /// Where and when people find the centre.
    #[serde(default)]
    pub contact: Contact,
}

/// 联系方式 of the centre: what the machine's owner has said; nothing is invented where nothing was said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub phone: Option<String>,
    pub address: Option<String>,
    /// 办公时间.
    pub hours: Option<String>,
}

impl Contact {
    /// `电话0724-4223344。`, for the end of a message; nothing where there is none.
    pub fn call_zh(&self) -> String {
        self.phone.as_ref().map_or_else(String::new, |phone| format!("窗口电话{phone}。"))
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            number_prefix: "钟行争".into(),
            reconsideration_prefix: "钟政复".into(),
            centre_name: "钟祥市行政争议化解中心".into(),
            contact: Contact::default(),
        }
    }
}

/// A matter as the ledger holds it. Version 0: not opened yet.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    pub id: MatterId,
    pub version: u64,
    pub matter: Option<AnyMatter>,
}

impl File {
    /// The place of a matter that does not exist yet.
    pub fn unopened(id: MatterId) -> File {
        File { id, version: 0, matter: None }
    }

    /// Replays a journal.
    pub fn replay<'a>(id: MatterId, events: impl IntoIterator<Item = &'a Event>) -> File {
        events.into_iter().fold(File::unopened(id), |file, event| File {
            id: file.id,
            version: file.version + 1,
            matter: Some(apply(file.matter, event)),
        })
    }
}

/// What was decided: the only thing the ledger writes, and only this crate can make one.
#[derive(Clone, Debug)]
pub struct Decision {
    id: MatterId,
    kind: Kind,
    base: u64,
    events: Vec<Event>,
    before: Option<AnyMatter>,
    after: AnyMatter,
    actor: Actor,
    now: Now,
}

impl Decision {
    pub fn id(&self) -> &MatterId {
        &self.id
    }
    pub fn kind(&self) -> Kind {
        self.kind
    }
    /// The version it was decided upon; the ledger refuses it when the file has moved on.
    pub fn base(&self) -> u64 {
        self.base
    }
    pub fn events(&self) -> &[Event] {
        &self.events
    }
    pub fn before(&self) -> Option<&AnyMatter> {
        self.before.as_ref()
    }
    pub fn after(&self) -> &AnyMatter {
        &self.after
    }
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
    pub fn now(&self) -> Now {
        self.now
    }

    /// The file as it stands once this is committed.
    pub fn file(&self) -> File {
        File {
            id: self.id.clone(),
            version: self.base + self.events.len() as u64,
            matter: Some(self.after.clone()),
        }
    }

    /// The register from which a number must be drawn while committing, if any.
    pub fn wants_serial(&self) -> Option<Series> {
        self.events.iter().find_map(Event::wants_serial)
    }

    /// The same decision upon the file as it really stands after what was committed before it in the same transaction,
    /// numbers included. The file must be the one it was decided upon.
    pub fn upon(mut self, file: &File) -> Decision {
        assert!(
            file.id == self.id && file.version == self.base,
            "a decision is moved onto its own file only"
        );
        self.before = file.matter.clone();
        let after = self.events.iter().fold(self.before.clone(), |state, event| Some(apply(state, event)));
        self.after = after.expect("a decision holds at least one event");
        self
    }

    /// The same decision with the number of a dispute that was drawn before it in the same commit, where what it tells of the dispute
    /// does not have it yet (serial 0).
    pub fn carrying(mut self, drawn: &[(Series, u64)]) -> Decision {
        for brief in self.events.iter_mut().filter_map(Event::brief) {
            let number =
                |series: &Series, serial| crate::dispute::number(&series.prefix, series.year, serial);
            let mut lately = drawn.iter().rev();
            if let Some((series, serial)) = lately.find(|(series, _)| number(series, 0) == brief.number) {
                brief.number = number(series, *serial);
            }
        }
        let after = self.events.iter().fold(self.before.clone(), |state, event| Some(apply(state, event)));
        self.after = after.expect("a decision holds at least one event");
        self
    }

    /// The same decision with its number written in.
    pub fn numbered(mut self, serial: u64) -> Decision {
        for event in self.events.iter_mut().filter(|event| event.wants_serial().is_some()) {
            event.number(serial);
        }
        let after = self.events.iter().fold(self.before.clone(), |state, event| Some(apply(state, event)));
        self.after = after.expect("a decision holds at least one event");
        self
    }
}

/// Decides one command on one file.
///
/// A command that changes nothing (already so) is refused by its room; an empty list of events is a bug of the room, but
/// for a note of the statute that tells the file nothing new.
pub fn decide(
    file: &File,
    actor: &Actor,
    command: &Command,
    now: Now,
    law: &Law,
) -> Result<Decision, Refusal> {
    let context = Context { id: &file.id, actor, now, law };
    if actor.standing.is_some() {
        ensure_authorised(actor, command.kind(), &command.name())?;
    }
    let events = weigh(file.matter.as_ref(), context, command)?;
    if !actor.is_statute() {
        ensure_bounded(command)?;
    }
    let after = events.iter().fold(file.matter.clone(), |state, event| Some(apply(state, event)));
    Ok(Decision {
        id: file.id.clone(),
        kind: command.kind(),
        base: file.version,
        events,
        before: file.matter.clone(),
        after: after.expect("a room that accepts a command says what happened"),
        actor: actor.clone(),
        now,
    })
}

/// What this actor can do with this file now, and what not and why.
pub fn offers(file: &File, actor: &Actor, now: Now, law: &Law) -> Vec<Offer> {
    let context = Context { id: &file.id, actor, now, law };
    let Some(matter) = &file.matter else { return Vec::new() };
    let mut offers = matter.offers(context);
    if actor.standing.is_some() {
        for offer in offers.iter_mut().filter(|offer| offer.refusal.is_none()) {
            offer.refusal = ensure_authorised(actor, matter.kind(), offer.command).err();
        }
    }
    offers
}
