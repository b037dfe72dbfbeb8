//! The kernel: what every capability is, and what everybody outside may derive from it.
//!
//! A room implements [`Matter`] for its file; the table at the end names the rooms once, and from it come the
//! three sums [`AnyMatter`], [`Command`] and [`Event`] that travel through the ledger and the doors.

mod seen;
mod task;
mod whose;

pub use task::{ELSEWHERE, PAPERS, REGISTER, Task, WAIT};

use crate::{
    Actor, MatterId, Now, OrgId, Principal, Refusal, UserId, calendar::Calendar, clock::Clock, decision::Law,
    mediation::Brief,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// What is known while a decision is weighed: whose file, who asks, when, under which law.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub id: &'a MatterId,
    pub actor: &'a Actor,
    pub now: Now,
    pub law: &'a Law,
}

/// A file with a journal (事项). One implementation per room.
pub trait Matter: Clone + PartialEq + Serialize + DeserializeOwned + Sized {
    type Command: Clone + Serialize + DeserializeOwned + JsonSchema;
    type Event: Clone + PartialEq + Serialize + DeserializeOwned;

    const KIND: Kind;

    /// Permission first (`context.actor.permits(..)?` or the room's own relation), then the stage, then the content.
    /// `state` is `None` for the command that opens the matter.
    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &Self::Command,
    ) -> Result<Vec<Self::Event>, Refusal>;

    /// What an event makes of the file. Total: the journal is never refused. Uses nothing but its arguments.
    fn apply(state: Option<Self>, event: &Self::Event) -> Self;

    /// What everybody outside sees, from the state alone (no clock: the same after a rebuild years later).
    fn outline(&self, id: &MatterId, law: &Law) -> Outline;

    /// Every step this actor might take now: accepted → a button, refused → its reason. A step that is
    /// nobody's business of this actor (permission refused) is left out.
    fn offers(&self, context: Context<'_>) -> Vec<Offer>;

    /// The serial number that this event asks for, given inside the commit so that there are no gaps.
    fn wants_serial(_event: &Self::Event) -> Option<Series> {
        None
    }

    /// Writes the serial into the event that asked for it.
    fn number(_event: &mut Self::Event, _serial: u64) {}

    /// What the event knows of its dispute, whose number may be drawn only in the same commit.
    fn brief(_event: &mut Self::Event) -> Option<&mut Brief> {
        None
    }

    /// The statute's command that records what time has done, once [`Outline::lapse`] names a day that is past.
    fn lapse(&self) -> Option<Self::Command> {
        None
    }
}

/// Tries a room's `may` on every step: accepted → a button, refused → its reason, not permitted → left out.
pub(crate) fn offers_from(
    commands: &[&'static str],
    may: impl Fn(&str) -> Result<(), Refusal>,
) -> Vec<Offer> {
    let offer = |command: &&'static str| match may(command) {
        Ok(()) => Some(Offer { command, refusal: None }),
        Err(refusal) if refusal.class != crate::refusal::Class::Refused => None,
        Err(refusal) => Some(Offer { command, refusal: Some(refusal) }),
    };
    commands.iter().filter_map(offer).collect()
}

/// A yearly register from which numbers are drawn (编号簿).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// e.g. `钟行争`.
    pub prefix: String,
    pub year: i16,
}

/// A step offered to an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The command's name as in its JSON (`record_consent`).
    pub command: &'static str,
    /// `None`: it can be done now. Otherwise why not, as an answer to show beside the greyed button.
    pub refusal: Option<Refusal>,
}

/// What lists, to-dos, permission, search and reminders are made of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The stage's name, `registered`.
    pub stage: String,
    /// After the last day named here the law has moved the matter on by itself to the stage named.
    pub lapse: Option<Lapse>,
    pub facets: Facets,
    /// Who may see the file.
    pub access: Vec<Principal>,
    /// Who may not, whatever else they are (回避).
    pub walls: Vec<UserId>,
    pub clocks: Vec<ClockLine>,
    pub tasks: Vec<Task>,
    /// Exact keys under which the file is found: number, duplicates' fingerprints, digests of codes, blind indexes of names.
    pub marks: Vec<String>,
    /// Text to be found by (never from the vault).
    pub words: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lapse {
    pub last_day: Date,
    pub stage_after: String,
}

/// Typed columns for lists and figures. All optional: a room fills what it knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facets {
    /// 案号, e.g. `钟行争〔2026〕1号`.
    pub number: Option<String>,
    /// The dispute that this matter hangs on (itself, for a dispute).
    pub dispute: Option<MatterId>,
    /// One line: what it is about.
    pub title: String,
    /// Parties as lists may show them (masked).
    pub parties: String,
    pub respondent: Option<OrgId>,
    /// Division code of the place.
    pub place: Option<String>,
    /// Kind of the contested act.
    pub act_kind: Option<String>,
    /// How it came in.
    pub source: Option<String>,
    /// How it ended.
    pub outcome: Option<String>,
    pub enterprise: bool,
    /// In fen.
    pub amount_fen: Option<i64>,
    pub opened_on: Option<Date>,
    pub ended_on: Option<Date>,
}

/// A period as a list or a file page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClockLine {
    /// Unique within the matter: `mediation_period`.
    pub name: String,
    /// What it is called (Chinese).
    pub title: String,
    /// Id of the term in the catalogue, `TJ-09`, or [`SET_BY_HAND`].
    pub term: String,
    #[schemars(with = "String")]
    pub started_on: Date,
    /// `None`: suspended or stopped, cannot be overdue.
    #[schemars(with = "Option<String>")]
    pub due_on: Option<Date>,
    pub provisional: bool,
    pub state: ClockState,
    /// Short reason, one line.
    pub short: String,
    /// Full reasoning, one sentence each.
    pub reasons: Vec<String>,
}

impl ClockLine {
    /// A clock as its file shows it: suspended or stopped, it has no last day and cannot be overdue.
    pub fn of(name: &str, title: &str, clock: &Clock, calendar: &Calendar) -> ClockLine {
        let due = clock.due(calendar);
        let state = match (clock.stopped_on, due.on) {
            (Some(_), _) => ClockState::Stopped,
            (None, None) => ClockState::Suspended,
            (None, Some(_)) => ClockState::Running,
        };
        ClockLine {
            name: name.to_owned(),
            title: title.to_owned(),
            term: clock.term.clone(),
            started_on: clock.started_on,
            due_on: due.on.filter(|_| state == ClockState::Running),
            provisional: due.provisional,
            state,
            reasons: due.lines(),
            short: due.short,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, strum::AsRefStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ClockState {
    Running,
    Suspended,
    Stopped,
    /// Over before it came here: said, and nobody's to keep.
    Lapsed,
}

/// Stands for a term where no rule but a person has set the day.
pub const SET_BY_HAND: &str = "-";

/// Names the rooms once and derives the sums over them.
macro_rules! rooms {
    ($($variant:ident = $name:literal, $zh:literal, $path:path;)*) => {
        /// A kind of matter: one per room.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
                 strum::EnumIter, strum::EnumString)]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum Kind { $($variant,)* }

        impl Kind {
            pub fn as_str(self) -> &'static str {
                match self { $(Kind::$variant => $name,)* }
            }
            pub fn name_zh(self) -> &'static str {
                match self { $(Kind::$variant => $zh,)* }
            }
        }

        /// The file of any room.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "state", rename_all = "snake_case")]
        pub enum AnyMatter { $($variant(Box<$path>),)* }

        /// A command to any room, parsed into types that cannot hold nonsense.
        #[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "kind", content = "order", rename_all = "snake_case")]
        pub enum Command { $($variant(<$path as Matter>::Command),)* }

        /// What happened, in any room.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "fact", rename_all = "snake_case")]
        pub enum Event { $($variant(<$path as Matter>::Event),)* }

        impl AnyMatter {
            pub fn kind(&self) -> Kind {
                match self { $(AnyMatter::$variant(_) => Kind::$variant,)* }
            }
            pub fn outline(&self, id: &MatterId, law: &Law) -> Outline {
                match self { $(AnyMatter::$variant(state) => state.outline(id, law),)* }
            }
            pub fn offers(&self, context: Context<'_>) -> Vec<Offer> {
                match self { $(AnyMatter::$variant(state) => state.offers(context),)* }
            }
            /// What the timer gives, as the statute, once the outline's lapse is past.
            pub fn lapse_command(&self) -> Option<Command> {
                match self { $(AnyMatter::$variant(state) => state.lapse().map(Command::$variant),)* }
            }
        }

        impl Command {
            pub fn kind(&self) -> Kind {
                match self { $(Command::$variant(_) => Kind::$variant,)* }
            }

            /// Its own name within its room, `sign_agreement`.
            pub fn name(&self) -> String {
                let said = match self { $(Command::$variant(command) => serde_json::to_value(command),)* };
                let said = said.expect("commands are plain data");
                said["command"].as_str().unwrap_or_default().to_owned()
            }
        }

        impl Event {
            pub fn kind(&self) -> Kind {
                match self { $(Event::$variant(_) => Kind::$variant,)* }
            }

            /// The event's own name within its room, `registered`.
            pub fn name(&self) -> String {
                name_in(&self.to_payload()).to_owned()
            }

            /// As the journal stores it: one line of JSON, the same bytes for the same event.
            pub fn to_payload(&self) -> String {
                let payload = match self { $(Event::$variant(fact) => serde_json::to_string(fact),)* };
                payload.expect("events are plain data")
            }

            pub fn from_payload(kind: Kind, payload: &str) -> Result<Event, serde_json::Error> {
                match kind { $(Kind::$variant => serde_json::from_str(payload).map(Event::$variant),)* }
            }

            pub fn wants_serial(&self) -> Option<Series> {
                match self { $(Event::$variant(fact) => <$path as Matter>::wants_serial(fact),)* }
            }

            pub(crate) fn number(&mut self, serial: u64) {
                match self { $(Event::$variant(fact) => <$path as Matter>::number(fact, serial),)* }
            }

            pub(crate) fn brief(&mut self) -> Option<&mut Brief> {
                match self { $(Event::$variant(fact) => <$path as Matter>::brief(fact),)* }
            }
        }

        /// Weighs a command in its room; the kinds of file and command are known to agree.
        pub(crate) fn weigh(
            state: Option<&AnyMatter>, context: Context<'_>, command: &Command,
        ) -> Result<Vec<Event>, Refusal> {
            match (state, command) {
                $((None, Command::$variant(order)) =>
                    <$path as Matter>::decide(None, context, order).map(|facts| facts.into_iter().map(Event::$variant).collect()),
                (Some(AnyMatter::$variant(state)), Command::$variant(order)) =>
                    <$path as Matter>::decide(Some(&**state), context, order).map(|facts| facts.into_iter().map(Event::$variant).collect()),)*
                _ => Err(Refusal::not_visible()),
            }
        }

        /// Applies one event; a journal that mixes rooms is a broken ledger.
        pub fn apply(state: Option<AnyMatter>, event: &Event) -> AnyMatter {
            match (state, event) {
                $((None, Event::$variant(fact)) => AnyMatter::$variant(Box::new(<$path as Matter>::apply(None, fact))),
                (Some(AnyMatter::$variant(state)), Event::$variant(fact)) =>
                    AnyMatter::$variant(Box::new(<$path as Matter>::apply(Some(*state), fact))),)*
                (Some(other), event) => panic!("an event of {:?} stands in a journal of {:?}", event.kind(), other.kind()),
            }
        }
    };
}

/// The name of the event in a payload: every room tags its events with `event`, and a tag is written first.
pub fn name_in(payload: &str) -> &str {
    let named = payload.strip_prefix(r#"{"event":""#).and_then(|rest| rest.split_once('"'));
    named.map(|(name, _)| name).expect("a payload is written by `to_payload`")
}

impl Kind {
    /// Whether it is a proceeding (程序) of a dispute, rather than the dispute, its aftermath or the directory.
    pub fn is_proceeding(self) -> bool {
        use Kind::*;
        match self {
            Mediation | Reconsideration | Mirrored => true,
            Dispute | Referral | Performance | FollowUp | Consultation | CaseReview | Expert | Paper => false,
            Organization | Officer | Body | OutsideSystem | HolidaySchedule => false,
        }
    }
}

rooms! {
    Dispute = "dispute", "行政争议", crate::dispute::Dispute;
    Mediation = "mediation", "行政争议调解", crate::mediation::Mediation;
    Reconsideration = "reconsideration", "行政复议", crate::reconsideration::Reconsideration;
    Performance = "performance", "协议履行", crate::performance::Performance;
    Mirrored = "mirrored", "其他机关的程序", crate::mirrored::Mirrored;
    Referral = "referral", "移送对接", crate::referral::Referral;
    FollowUp = "follow_up", "案后回访", crate::follow_up::FollowUp;
    Consultation = "consultation", "专家论证", crate::consultation::Consultation;
    CaseReview = "case_review", "案审会", crate::case_review::CaseReview;
    Expert = "expert", "专家", crate::expert::Expert;
    Paper = "paper", "文书", crate::paper::Paper;
    Organization = "organization", "单位", crate::directory::Organization;
    Officer = "officer", "工作人员", crate::directory::Officer;
    Body = "body", "议事机构", crate::directory::Body;
    OutsideSystem = "outside_system", "外部系统", crate::directory::OutsideSystem;
    HolidaySchedule = "holiday_schedule", "放假安排", crate::holiday_schedule::HolidaySchedule;
}
