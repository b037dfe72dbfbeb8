//! 放假安排: the State Council's yearly notices that came while the program ran, in one file with a journal.
//!
//! The years known when the program was built are not here (`calendar/years.txt`). A notice moves running periods:
//! which ones stands in this journal, with the old and the new day. The files themselves are as they were; their days
//! are reckoned, never stored. Papers keep the day that was printed on them.

mod decide;
#[cfg(test)]
mod tests;

use crate::{
    Actor, Facets, Kind, Matter, MatterId, Outline, Principal, Refusal, Role,
    calendar::{Calendar, YearNotice},
    decision::Law,
    matter::{ClockLine, ClockState, Context, Offer},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use decide::*;

/// The one file of all years.
pub const ID: &str = "holiday-schedule";

/// 放假安排
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HolidaySchedule {
    pub years: BTreeMap<i16, LoadedYear>,
}

/// One year as it was loaded last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoadedYear {
    pub notice: YearNotice,
    /// 印发日期
    pub issued_on: Date,
    pub loaded_on: Date,
    /// How many running periods it moved.
    pub moved: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum HolidayScheduleCommand {
    /// 装载一年的放假安排.
    Load {
        year: i16,
        /// 文号, `国办发明电〔2026〕7号`.
        number: String,
        /// 印发日期.
        #[schemars(with = "String")]
        issued_on: Date,
        /// Lines `休 节名 MM-DD..MM-DD` and `班 节名 MM-DD MM-DD`; a day of the December before with its year.
        days: String,
    },
    /// 记下移动了的期限（由系统发出）.
    NoteMoved { year: i16, moved: Vec<Moved> },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum HolidayScheduleEvent {
    Loaded { notice: YearNotice, issued_on: Date, on: Date },
    ClocksMoved { year: i16, moved: Vec<Moved> },
}

impl HolidayScheduleEvent {
    pub fn title_zh(&self) -> &'static str {
        match self {
            HolidayScheduleEvent::Loaded { .. } => "装载放假安排",
            HolidayScheduleEvent::ClocksMoved { .. } => "期限按放假安排重算",
        }
    }
}

/// A running period whose last day, or whose being provisional, changed with a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Moved {
    pub matter: MatterId,
    /// 案号 of its dispute.
    pub number: Option<String>,
    /// The clock's name within the matter.
    pub clock: String,
    pub title: String,
    #[schemars(with = "Option<String>")]
    pub from: Option<Date>,
    #[schemars(with = "Option<String>")]
    pub to: Option<Date>,
    /// 暂定 before, and still.
    pub was_provisional: bool,
    pub provisional: bool,
}

impl Moved {
    /// What a notice did to a file's running periods: the same outline under the calendar before and after.
    pub fn between(id: &MatterId, before: &Outline, after: &Outline) -> Vec<Moved> {
        let changed = |(old, new): (&ClockLine, &ClockLine)| {
            let running = old.state == ClockState::Running || new.state == ClockState::Running;
            let differs = old.due_on != new.due_on || old.provisional != new.provisional;
            (running && differs).then(|| Moved {
                matter: id.clone(),
                number: after.facets.number.clone(),
                clock: new.name.clone(),
                title: new.title.clone(),
                from: old.due_on,
                to: new.due_on,
                was_provisional: old.provisional,
                provisional: new.provisional,
            })
        };
        let pairs = after.clocks.iter().filter_map(|new| {
            let old = before.clocks.iter().find(|old| old.name == new.name)?;
            Some((old, new))
        });
        pairs.filter_map(changed).collect()
    }
}

impl HolidaySchedule {
    pub fn id() -> MatterId {
        MatterId::from(ID)
    }

    /// Whoever heads the centre loads a notice.
    pub fn may_load(actor: &Actor) -> Result<(), Refusal> {
        actor.permits(&[Role::CentreHead])
    }

    /// The program's own years with everything that was loaded.
    pub fn calendar(&self) -> Calendar {
        self.years.values().fold(Calendar::builtin(), |calendar, year| {
            calendar.loading(year.notice.clone()).expect("a notice is checked before it is loaded")
        })
    }
}

impl Matter for HolidaySchedule {
    type Command = HolidayScheduleCommand;
    type Event = HolidayScheduleEvent;
    const KIND: Kind = Kind::HolidaySchedule;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &HolidayScheduleCommand,
    ) -> Result<Vec<HolidayScheduleEvent>, Refusal> {
        decide::weigh(state, context, command)
    }

    fn apply(state: Option<Self>, event: &HolidayScheduleEvent) -> Self {
        let mut schedule = state.unwrap_or_default();
        match event {
            HolidayScheduleEvent::Loaded { notice, issued_on, on } => {
                let year =
                    LoadedYear { notice: notice.clone(), issued_on: *issued_on, loaded_on: *on, moved: 0 };
                schedule.years.insert(notice.year, year);
            }
            HolidayScheduleEvent::ClocksMoved { year, moved } => {
                if let Some(year) = schedule.years.get_mut(year) {
                    year.moved += moved.len() as u64;
                }
            }
        }
        schedule
    }

    fn outline(&self, _id: &MatterId, _law: &Law) -> Outline {
        let years = self.years.values();
        Outline {
            stage: "standing".into(),
            facets: Facets { title: "放假安排".into(), ..Facets::default() },
            access: [Role::CentreHead, Role::SystemAdmin, Role::Auditor].map(Principal::role).to_vec(),
            words: years
                .map(|year| format!("{}年放假安排 {}", year.notice.year, year.notice.number))
                .collect(),
            ..Outline::default()
        }
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        let allowed = HolidaySchedule::may_load(context.actor);
        allowed.map(|()| Offer { command: "load", refusal: None }).into_iter().collect()
    }
}
