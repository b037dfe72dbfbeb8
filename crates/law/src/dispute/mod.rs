//! The dispute (行政争议): registered once; everything that then happens to it hangs on this file.
//!
//! Here: what it holds, how it is registered, corrected, closed and reopened. Not here: mediation, performance
//! and follow-up, which are matters of their own and report back through [`crate::reaction`].

mod access;
mod act;
mod agents;
mod before;
mod beside;
mod closed;
mod closing;
pub mod codes;
mod command;
mod correcting;
mod course;
mod decide;
mod elsewhere;
mod filing;
pub mod labels;
pub mod lanes;
mod last_days;
mod late;
mod left;
mod mediated;
mod members;
mod origin;
mod outline;
pub mod parts;
mod placing;
mod refiling;
mod registering;
mod seats;
mod sent;
mod succession;
mod told;
mod trying;
mod twin;
mod unserved;
mod withdrawn;

pub use act::ContestedAct;
pub use agents::EndedAgency;
pub(crate) use before::may_know_what_was_told;
pub use before::{ToldBefore, weigh_tried};
pub use beside::ConflictTold;
pub use closed::{BOUND, ClosedRemedy, GIVEN_UP, WITHDRAWN};
pub use closing::{Added, Restarted};
pub use command::DisputeCommand;
pub use correcting::{AgentAfter, Former, PartyCorrection, PartyField};
pub(crate) use course::gone_zh;
pub use course::{Conflict, Course, CourseOver, Phase};
pub(crate) use filing::share;
pub(crate) use last_days::court_named;
pub use last_days::{
    last_day_lines, last_days, last_days_alone, last_days_claiming, reconsideration_first, without_names,
};
pub use mediated::Mediated;
pub(crate) use members::LARGE_GROUP;
pub use origin::Origin;
pub use outline::{Alike, CONFLICTING, PERFORMING, WATCHED, fingerprints, twin_keys};
pub(crate) use parts::choices;
pub use parts::*;
pub use placing::{Place, Spoken};
pub use refiling::{Refiling, Retrial};
pub use registering::{LONGEST_LINE_CHARS, LONGEST_TEXT_CHARS, weigh_days};
pub(crate) use registering::{line, text, weigh_new_act};
pub use seats::Beside;
pub(crate) use seats::sat_on;
pub use succession::{Seat, Succeeded, Succession, SuccessionGround};
pub use unserved::Unserved;

use crate::{
    FileHash, MatterId, OrgId, Principal, UserId,
    case_review::ReviewPlan,
    consultation::Plan,
    matter::Series,
    mirrored::Opening,
    reconsideration::{Application, Bodies},
    referral::Package,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dispute {
    /// `钟行争〔2026〕1号`.
    pub number: String,
    pub registered_on: Date,
    pub registration: Registration,
    pub parties: Vec<Party>,
    /// Who was registered by mistake and taken out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub struck: Vec<Party>,
    /// When evidence was handed in that came after the registration.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub handed_in: BTreeMap<FileHash, Date>,
    pub stage: Stage,
    pub proceedings: Vec<Proceeding>,
    /// Who was let in by a proceeding (the mediation team).
    pub seated: Vec<UserId>,
    /// Who sat there when something was promised, by the performance that they watch: another attempt's table does not take it from them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub watching: BTreeMap<MatterId, Vec<UserId>>,
    /// Who was walled off (回避).
    pub walled: Vec<UserId>,
    /// Changes of the particulars after registration: what was, and why.
    pub corrections: u32,
    /// Since when what was told of earlier proceedings stands as it does, where the counter put it right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_on: Option<Date>,
    /// The counter looked whether it was on file before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twin_checked_on: Option<Date>,
    /// Of which reconsideration and suit beside one another everybody was told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts_told: Vec<ConflictTold>,
    /// The last referral went away for good.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub referred_away: bool,
    pub volume: Vec<VolumeEntry>,
    /// About which proceeding each case review was convened, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviewed: Vec<Option<MatterId>>,
    /// Papers that have not reached everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unserved: Vec<Unserved>,
    /// What came after the volume was closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Added>,
    /// It had ended and was started again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restarted: Option<Restarted>,
}

/// 阶段.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// 已登记: on file, no proceeding yet.
    Registered,
    /// 办理中: a proceeding is running.
    InProceeding { proceeding: MatterId },
    /// 已终结: no proceeding runs; performance and follow-up may.
    Ended { on: Date, outcome: Outcome },
    /// 已归档: frozen.
    Closed { on: Date, outcome: Outcome },
}

impl Stage {
    pub fn as_str(&self) -> &'static str {
        match self {
            Stage::Registered => "registered",
            Stage::InProceeding { .. } => "in_proceeding",
            Stage::Ended { .. } => "ended",
            Stage::Closed { .. } => "closed",
        }
    }

    /// What the public is told.
    pub fn told_zh(&self) -> &'static str {
        match self {
            Stage::Registered => "已经登记，还没有哪个程序在办。",
            Stage::InProceeding { .. } => "正在办理。",
            Stage::Ended { outcome: Outcome::Settled, .. } => "办完了，问题已经解决。",
            Stage::Ended { outcome: Outcome::PassedOn, .. } => "已经转给有权处理的单位。",
            Stage::Ended { outcome: Outcome::Refused, .. } => "没有受理，理由和下一步写在通知书上。",
            Stage::Ended { outcome: Outcome::Concluded, .. } => "程序已经依法办完。",
            Stage::Ended { outcome: Outcome::Unsettled | Outcome::NotImported, .. } => {
                "这里没有办成，还可以走法定程序。"
            }
            Stage::Closed { .. } => "办完了，案卷已经归档。",
        }
    }
}

/// 程序: something that hangs on the dispute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proceeding {
    pub matter: MatterId,
    pub kind: crate::Kind,
    pub opened_on: Date,
    pub ended_on: Option<Date>,
    /// What its end still waits for (材料移送, 调解书): until then the file is not closed.
    pub pending: Option<String>,
    /// What this file knows of its course, for what one proceeding means to another.
    #[serde(default, skip_serializing_if = "Course::is_unsaid")]
    pub course: Course,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum DisputeEvent {
    /// `serial` 0 until the register has given it.
    Registered {
        on: Date,
        prefix: String,
        serial: u64,
        registration: Box<Registration>,
    },
    EvidenceAdded {
        on: Date,
        by: String,
        evidence: Vec<Evidence>,
    },
    Corrected {
        on: Date,
        claims: String,
        facts: String,
        act: Box<ContestedAct>,
        amount_fen: Option<i64>,
        filed_on: Option<Date>,
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        origin: Option<Box<Origin>>,
    },
    PartyCorrected {
        on: Date,
        correction: Box<PartyCorrection>,
    },
    SuccessorAdmitted {
        on: Date,
        succession: Box<Succession>,
    },
    AuthorityFiled {
        on: Date,
        party: String,
        document: FileHash,
        /// The agent brought it itself.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_agent: bool,
    },
    RepresentativesChosen {
        on: Date,
        parties: Vec<String>,
    },
    MembersListed {
        on: Date,
        members: Vec<NewParty>,
    },
    PartyJoined {
        on: Date,
        party: NewParty,
        reason: String,
    },
    AccessRenewed {
        on: Date,
        party: String,
        marks: Vec<String>,
        query_code_digest: String,
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone_kind: Option<PhoneKind>,
    },
    TwinChecked {
        on: Date,
        finding: TwinFinding,
        note: String,
    },
    PassedOn {
        on: Date,
        to: OrgId,
        reason: String,
    },
    Refused {
        on: Date,
        reason: String,
    },
    MediationRequested {
        on: Date,
    },
    ProceedingOpened {
        on: Date,
        proceeding: MatterId,
        of_kind: crate::Kind,
    },
    ProceedingEnded {
        on: Date,
        proceeding: MatterId,
        outcome: Outcome,
    },
    PendingNoted {
        proceeding: MatterId,
        pending: Option<String>,
    },
    SeatsNoted {
        seated: Vec<UserId>,
        walled: Vec<UserId>,
    },
    WallsNoted {
        on: Date,
        walled: Vec<UserId>,
    },
    ProceedingRecorded {
        on: Date,
        opening: Box<Opening>,
    },
    Referred {
        on: Date,
        package: Box<Package>,
    },
    ReconsiderationApplied {
        on: Date,
        bodies: Bodies,
        application: Box<Application>,
    },
    ConsultationRequested {
        on: Date,
        plan: Box<Plan>,
    },
    ReviewConvened {
        on: Date,
        plan: Box<ReviewPlan>,
    },
    /// `first`: nothing was known of it before. `phase`: it has come to a phase that it was not in.
    CourseNoted {
        on: Date,
        proceeding: MatterId,
        course: Box<Course>,
        first: bool,
        phase: Option<Phase>,
        /// 还有期限在走: it is over there, and days to sue or to apply for reconsideration were left to somebody.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        days_left: bool,
    },
    Closed {
        on: Date,
        volume: Vec<VolumeEntry>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        unissued: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        unsigned: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    Reopened {
        on: Date,
        reason: String,
    },
    /// 案卷从档案里调出: ended as before, and put into the archive anew with what came.
    TakenFromArchive {
        on: Date,
        reason: String,
    },
    PartyStruck {
        on: Date,
        party: String,
        /// Masked name.
        label: String,
        reason: String,
    },
    PaperNoted {
        paper: Box<Unserved>,
    },
    AgencyEnded {
        on: Date,
        party: String,
        /// Masked name of the agent.
        label: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 补入卷宗: what came when it lay in the archive; it stays there.
    AddedToVolume {
        on: Date,
        /// As the timeline calls it.
        what: String,
    },
    ConflictTold {
        on: Date,
        note: String,
    },
}

impl Dispute {
    pub fn party(&self, key: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.key == key)
    }

    pub fn applicants(&self) -> impl Iterator<Item = &Party> {
        self.parties.iter().filter(|party| party.particulars.standing == PartyStanding::Applicant)
    }

    pub fn is_frozen(&self) -> bool {
        matches!(self.stage, Stage::Closed { .. })
    }
}

pub(crate) fn series(prefix: &str, on: Date) -> Series {
    Series { prefix: prefix.to_owned(), year: on.year() }
}

/// `钟行争〔2026〕1号`; the brackets are U+3014 and U+3015 as GB/T 9704 wants them.
pub fn number(prefix: &str, year: i16, serial: u64) -> String {
    format!("{prefix}〔{year}〕{serial}号")
}

#[cfg(test)]
mod tests;
