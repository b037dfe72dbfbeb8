//! Performance (协议履行): every obligation of an agreement, watched line by line until it is fulfilled or broken.
//!
//! Opened by the statute when an agreement with obligations takes effect. Not here: the agreement itself
//! ([`crate::mediation`]) and enforcement, which is the court's.

pub mod codes;
mod consequence;
mod decide;
mod outline;
mod parts;
mod told;
mod view;
mod weigh;

pub use consequence::default_clause;
pub use parts::*;

use crate::{
    FileHash, MatterId, OrgId,
    mediation::{Brief, Ending, Obligation, RESPONDENT, ServiceWay},
    reconsideration::WatchedLines,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Performance {
    pub plan: Plan,
    pub opened_on: Date,
    pub stage: Stage,
    pub lines: Vec<Line>,
    /// The court confirmed the agreement, or the statement was sealed and served, so that it can be enforced.
    pub confirmed: bool,
    /// It is on record that this did not come about.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unconfirmed: bool,
    /// The court was asked jointly to confirm it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmation_asked: bool,
    /// In order; each for what is owed to whoever applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enforcements: Vec<Enforcement>,
    /// Keys of the lines that were broken when it was passed on to another way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<String>,
}

/// 阶段.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// 履行中.
    Running,
    /// 已全部履行.
    Fulfilled { on: Date },
    /// 未履行: nothing is open any more, and something was broken.
    Broken { on: Date },
    /// 已转申请执行或其他途径.
    Left { on: Date },
}

impl Stage {
    pub fn as_str(&self) -> &'static str {
        match self {
            Stage::Running => "running",
            Stage::Fulfilled { .. } => "fulfilled",
            Stage::Broken { .. } => "broken",
            Stage::Left { .. } => "left",
        }
    }

    pub fn name_zh(&self) -> &'static str {
        match self {
            Stage::Running => "履行中",
            Stage::Fulfilled { .. } => "已全部履行",
            Stage::Broken { .. } => "未履行",
            Stage::Left { .. } => "已转申请执行或其他途径",
        }
    }

    /// What the public is told.
    pub fn told_zh(&self) -> &'static str {
        match self {
            Stage::Running => "协议正在履行，哪一项做到了、哪一项没有，见下面。",
            Stage::Fulfilled { .. } => "协议约定的各项都记录为做到了；有没做到的，可以在这里说。",
            Stage::Broken { .. } => "协议里有约定的事没有做到。",
            Stage::Left { .. } => "没有做到的，已经申请强制执行或者改走其他途径。",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum PerformanceCommand {
    /// 启动（协议生效后由系统发出）.
    Open { plan: Box<Plan> },
    /// 记录履行.
    RecordFulfilment {
        /// `o1` …
        obligation: String,
        #[schemars(with = "String")]
        on: Date,
        proof: Option<FileHash>,
        /// Only a part of it.
        #[serde(default)]
        partly: bool,
        note: Option<String>,
    },
    /// 一次记录多项履行: done on one day, with one proof.
    RecordFulfilments {
        obligations: Vec<String>,
        #[schemars(with = "String")]
        on: Date,
        proof: Option<FileHash>,
        note: Option<String>,
    },
    /// 反映没有履行（由权利人自己提出）.
    ReportShortfall {
        obligation: String,
        extent: Extent,
        /// What has come and what has not, in their own words.
        words: String,
        #[serde(default)]
        documents: Vec<FileHash>,
    },
    /// 督促.
    Urge {
        obligation: String,
        way: UrgeWay,
        /// The last day that is given; an urging in writing always names one.
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        until: Option<Date>,
        note: Option<String>,
        /// Key of the side that said at the counter or by telephone that it did not come.
        #[serde(default)]
        said_by: Option<String>,
    },
    /// 核实履行（已经记录履行、权利人说没有履行的）.
    CheckPerformance {
        obligation: String,
        finding: PerformanceFinding,
        /// Who said so at the counter or by telephone; what was said on the pages is on file already.
        #[serde(default)]
        said_by: Option<String>,
        reason: String,
    },
    /// 记录未履行.
    RecordBreach {
        obligation: String,
        reason: String,
        /// Of the letter that urged it, where its service is not on file.
        #[serde(default)]
        letter: Option<ServedLetter>,
    },
    /// 申请强制执行.
    ApplyForEnforcement {
        /// Key of the side to whom it is owed, where the counter writes it down for it.
        #[serde(default)]
        by: Option<String>,
        document: Option<FileHash>,
        note: Option<String>,
    },
    /// 转其他途径（不能申请执行的）.
    PassOn { to: OrgId, reason: String },
    /// What court or reconsideration body did upon the agreement (by the statute).
    NoteConfirmation { confirmed: bool },
    /// 记下回访时各项怎么说（由系统发出）.
    NoteVisit {
        #[schemars(with = "String")]
        visited_on: Date,
        /// Keys of the parties spoken with.
        visited: Vec<String>,
        lines: Vec<SaidOfLine>,
    },
    /// 记下督促函的送达（由系统发出）.
    NoteLetterServed {
        /// Key of the side that it was served on.
        obligor: String,
        /// Of which line it speaks; letters that were issued before it was kept: of all that this side was urged to.
        line: Option<String>,
        service: ServedLetter,
    },
    /// 记下各方已经申请司法确认（由系统发出）.
    NoteConfirmationAsked,
    /// 记下督促函的出具（由系统发出）.
    NoteLetterIssued {
        /// Key of the side that it is for.
        obligor: String,
        /// Of which line it speaks.
        line: Option<String>,
        #[schemars(with = "String")]
        dated: Date,
    },
    /// 有人承受一方的位置后同步（由系统发出）.
    UpdateBrief { brief: Box<Brief> },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum PerformanceEvent {
    Opened {
        on: Date,
        plan: Box<Plan>,
    },
    FulfilmentRecorded {
        on: Date,
        obligation: String,
        fulfilment: Fulfilment,
    },
    ShortfallReported {
        on: Date,
        obligation: String,
        by: String,
        extent: Extent,
        words: String,
        documents: Vec<FileHash>,
    },
    Urged {
        on: Date,
        obligation: String,
        way: UrgeWay,
        #[serde(default)]
        until: Option<Date>,
        note: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said_by: Option<String>,
    },
    PerformanceChecked {
        on: Date,
        obligation: String,
        finding: PerformanceFinding,
        said_by: Option<String>,
        reason: String,
    },
    BreachRecorded {
        on: Date,
        obligation: String,
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<ServedLetter>,
    },
    /// Everything is settled one way or the other.
    AllFulfilled {
        on: Date,
    },
    Broken {
        on: Date,
    },
    EnforcementApplied {
        on: Date,
        /// Who is owed what was not done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        document: Option<FileHash>,
        note: Option<String>,
    },
    PassedOn {
        on: Date,
        to: OrgId,
        reason: String,
    },
    ConfirmationNoted {
        on: Date,
        confirmed: bool,
    },
    SaidAtVisit {
        on: Date,
        obligation: String,
        visited_on: Date,
        by: String,
        said: VisitSaid,
    },
    LetterServed {
        on: Date,
        /// Keys of the lines that wait for it.
        lines: Vec<String>,
        service: ServedLetter,
    },
    ConfirmationAsked {
        on: Date,
    },
    LetterIssued {
        on: Date,
        /// Keys of the lines that it urges to.
        lines: Vec<String>,
        dated: Date,
    },
    BriefUpdated {
        on: Date,
        brief: Box<Brief>,
    },
}

impl PerformanceEvent {
    /// What the timeline calls it.
    pub fn title_zh(&self) -> &'static str {
        match self {
            PerformanceEvent::Opened { .. } => "开始跟踪履行",
            PerformanceEvent::FulfilmentRecorded { fulfilment, .. } if fulfilment.partly => "记录部分履行",
            PerformanceEvent::FulfilmentRecorded { .. } => "记录履行",
            PerformanceEvent::ShortfallReported { extent: Extent::Part, .. } => "反映只履行了一部分",
            PerformanceEvent::ShortfallReported { .. } => "反映没有履行",
            PerformanceEvent::Urged { .. } => "督促履行",
            PerformanceEvent::PerformanceChecked { finding: PerformanceFinding::Performed, .. } => {
                "核实：已经履行"
            }
            PerformanceEvent::PerformanceChecked { .. } => "核实：没有履行，重新跟踪",
            PerformanceEvent::BreachRecorded { .. } => "记录未履行",
            PerformanceEvent::AllFulfilled { .. } => "全部履行完毕",
            PerformanceEvent::Broken { .. } => "履行跟踪结束，有未履行的义务",
            PerformanceEvent::EnforcementApplied { .. } => "申请强制执行",
            PerformanceEvent::PassedOn { .. } => "转其他途径",
            PerformanceEvent::ConfirmationNoted { .. } => "结案手续的结果",
            PerformanceEvent::SaidAtVisit { .. } => "回访时的说法",
            PerformanceEvent::LetterServed { .. } => "督促函送达",
            PerformanceEvent::LetterIssued { .. } => "督促函出具",
            PerformanceEvent::ConfirmationAsked { .. } => "申请司法确认",
            PerformanceEvent::BriefUpdated { .. } => "登记事项已同步",
        }
    }
}

impl Performance {
    pub fn line(&self, key: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.key == key)
    }

    pub fn open_lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.is_open())
    }

    /// What was not done, and nobody to whom it is owed has applied for enforcement yet.
    pub fn unpursued(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.is_broken() && self.pursued(line).is_none())
    }

    /// The enforcement that was applied for because of this line; it stays, whatever is recorded of the line afterwards.
    pub fn pursued(&self, line: &Line) -> Option<&Enforcement> {
        self.enforcements.iter().find(|asked| asked.lines.contains(&line.key))
    }

    /// What is enforced is for whoever applied for it, and for the house, to call done; by the office: for whoever it is owed to.
    pub fn may_call_done(&self, line: &Line, side: &str) -> bool {
        match self.pursued(line).filter(|_| line.is_broken()) {
            Some(asked) => asked.by.as_deref().map_or(line.is_owed_to(side), |by| by == side),
            None => true,
        }
    }

    /// 复议法77条2款、78条3项: under a statement of a reconsideration its body orders the agency to perform and enforces against the others;
    /// no side goes to the court with it.
    pub fn is_the_bodys(&self) -> bool {
        self.confirmed && self.plan.ending == Ending::ReconsiderationStatement
    }

    /// Sides to whom something of this is owed.
    pub fn creditors<'a>(&'a self, lines: &'a [&Line]) -> impl Iterator<Item = &'a str> {
        let sides = self.plan.brief.parties.iter().map(|party| party.key.as_str()).chain([RESPONDENT]);
        sides.filter(|side| lines.iter().any(|line| line.is_owed_to(side)))
    }

    /// 履行争议: what is recorded as performed did not come, says whoever is owed, and nobody has looked into it yet.
    pub fn pending(&self) -> Option<&'static str> {
        self.lines.iter().any(Line::is_disputed).then_some("有人反映已经记录履行的没有履行，还没有核实")
    }

    /// 复议法73条2款: nothing of it is due before the statement is sealed, and it is not known yet whether it will be.
    pub fn seal_awaited_zh(&self) -> Option<&'static str> {
        let waits = !self.confirmed && !self.unconfirmed && self.plan.office.is_none();
        self.plan.ending.seal_zh().filter(|_| waits)
    }

    /// Whether it can be enforced: since the statement was sealed and served, or the agreement confirmed; never by
    /// signatures alone (复议法73条、78条, 民诉法206条).
    pub fn is_enforceable(&self) -> bool {
        self.confirmed
    }

    /// The last day in any obligation: a visit before it is not the last visit.
    pub fn last_due_on(obligations: &[Obligation]) -> Option<Date> {
        obligations.iter().map(|obligation| obligation.due_on).max()
    }
}

#[cfg(test)]
mod tests;
