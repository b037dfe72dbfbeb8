//! A step that somebody has to take next. Lists, reminders and walls are made of it elsewhere.

use crate::{Actor, Principal, Role};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Stands for a command where a to-do has none of its own: others act, and whoever holds it minds the day.
pub const WAIT: &str = "wait";

/// Somebody has to do something next (待办).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Unique within the matter: `screen`, `obligation:2`.
    pub name: String,
    /// What is to be done (Chinese).
    pub title: String,
    /// The command that does it, or [`WAIT`].
    pub command: String,
    /// Whose step it is. Everybody here has it in their to-dos; whoever does it, it is gone for all.
    pub holders: Vec<Principal>,
    /// Who minds the day of it and may record it for them, though the step is not theirs.
    pub watchers: Vec<Principal>,
    pub due_on: Option<Date>,
    /// The day from which it is one: before it nobody has to do anything, and no list shows it. None: at once.
    #[serde(default)]
    pub opens_on: Option<Date>,
    /// Whether missing the day costs somebody a right (sorted first).
    pub legal_risk: bool,
    /// What the counter looks into, or a day that is a party's own: it stands on no list of the agency (《行政复议法》48条).
    #[serde(default)]
    pub of_the_house: bool,
}

/// Stands for a command where the step is taken beside each paper of the file.
pub const PAPERS: &str = "papers";

/// Stands for a command where a dispute of its own has to be registered.
pub const REGISTER: &str = "register";

/// Stands for a command where the step is taken before another body, and nothing of it is ordered here.
pub const ELSEWHERE: &str = "elsewhere";

impl Task {
    /// A step with no day of its own; whoever makes it adds what there is more.
    pub fn of(
        name: impl Into<String>,
        title: impl Into<String>,
        command: impl Into<String>,
        holders: Vec<Principal>,
    ) -> Task {
        Task {
            name: name.into(),
            title: title.into(),
            command: command.into(),
            holders,
            watchers: Vec::new(),
            due_on: None,
            opens_on: None,
            legal_risk: false,
            of_the_house: false,
        }
    }

    /// Whether this reader of the file may know of it.
    pub fn is_known_to(&self, actor: &Actor) -> bool {
        !(self.of_the_house && Role::OF_AGENCY.contains(&actor.role))
    }

    /// Whether it is to be done already.
    pub fn is_open_on(&self, today: Date) -> bool {
        self.opens_on.is_none_or(|from| from <= today)
    }

    /// Whether it is done by whoever holds it, rather than waited for.
    pub fn is_a_step(&self) -> bool {
        self.command != WAIT
    }
}
