//! What a talk is made of: its time and place and what became of them, who was told, who came, what was written down.

use super::{RESPONDENT, ServiceWay, Signature};
use crate::{FileHash, UserId};
use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 会谈形式.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum SessionForm {
    /// 各方到场.
    Joint,
    /// 背对背: with one side alone.
    Separate { party: String },
}

impl SessionForm {
    /// The head of the agency sits in a talk of all, or in the agency's own.
    pub fn admits_head(&self) -> bool {
        match self {
            SessionForm::Joint => true,
            SessionForm::Separate { party } => party == RESPONDENT,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// `s1` …
    pub key: String,
    pub convened_on: Date,
    /// Local time in China.
    pub starts_at: DateTime,
    /// None: by video.
    pub place: Option<String>,
    pub video: bool,
    pub form: SessionForm,
    pub head_invited: bool,
    /// What it was before it was moved, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Cancelled>,
    pub services: Vec<Service>,
    pub attendance: Option<Attendance>,
    pub minutes: Option<Minutes>,
}

/// 改期: when and where it was to be before, and who had been told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub on: Date,
    pub starts_at: DateTime,
    pub place: Option<String>,
    pub reason: String,
    pub services: Vec<Service>,
}

/// 取消.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    pub on: Date,
    pub reason: String,
}

impl Session {
    /// What was signed says who was there; until then it is put right.
    pub fn takes_attendance(&self) -> bool {
        let untouched = |minutes: &Minutes| minutes.signatures.is_empty() && minutes.corrections.is_empty();
        self.cancelled.is_none() && self.minutes.as_ref().is_none_or(untouched)
    }

    /// Set for a day, and neither held nor given up: it may still be moved or cancelled.
    pub fn is_to_come(&self) -> bool {
        self.cancelled.is_none() && self.attendance.is_none() && self.minutes.is_none()
    }

    /// Something about it is still to be recorded.
    pub fn is_open(&self) -> bool {
        self.cancelled.is_none() && self.minutes.is_none()
    }

    /// Since when its time and place stand as they do: nobody was told of them before.
    pub fn set_on(&self) -> Date {
        self.moved.last().map_or(self.convened_on, |moved| moved.on)
    }

    /// Whoever was told of the old time is told of the new one.
    pub(super) fn move_to(
        &mut self,
        on: Date,
        starts_at: DateTime,
        place: Option<String>,
        video: bool,
        reason: &str,
    ) {
        let before = Moved {
            on,
            starts_at: self.starts_at,
            place: std::mem::replace(&mut self.place, place),
            reason: reason.to_owned(),
            services: std::mem::take(&mut self.services),
        };
        self.moved.push(before);
        (self.starts_at, self.video) = (starts_at, video);
    }

    /// Sides that are on record as having been there.
    pub fn present(&self) -> impl Iterator<Item = &str> {
        self.attendance.iter().flat_map(|attendance| &attendance.present).map(String::as_str)
    }

    /// Of these, who has not signed what was written of it.
    pub fn unsigned(&self) -> impl Iterator<Item = &str> {
        self.minutes.iter().flat_map(|minutes| {
            self.present().filter(|side| minutes.signatures.iter().all(|one| one.party != *side))
        })
    }

    pub fn is_separate(&self) -> bool {
        matches!(self.form, SessionForm::Separate { .. })
    }

    /// Whether this side sat in it, or was to sit in it.
    pub fn concerns(&self, party: &str) -> bool {
        match &self.form {
            SessionForm::Joint => true,
            SessionForm::Separate { party: only } => only == party,
        }
    }
}

/// 送达.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    pub recipient: String,
    pub way: ServiceWay,
    pub served_on: Date,
    pub proof: Option<FileHash>,
    /// 签收人、快递单号.
    pub note: Option<String>,
}

/// 行政机关负责人到场情况.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum HeadAttendance {
    Attended { name: String, post: String, spoke: bool },
    Absent { reason: String, deputy: Option<String> },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Keys of sides, in person or by their agent.
    pub present: Vec<String>,
    /// Of these, whose agent was there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agents: Vec<String>,
    /// Who of the table was there; nobody asked before it stood on the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub team: Vec<UserId>,
    pub head: Option<HeadAttendance>,
    /// 主持人: who led the mediation then, whoever leads it later; nobody asked before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<UserId>,
}

/// 笔录.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    pub on: Date,
    pub text: String,
    pub corrections: Vec<Correction>,
    pub signatures: Vec<Signature>,
}

/// 补正.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub on: Date,
    pub by: String,
    pub text: String,
}
