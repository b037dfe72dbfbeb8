//! What a follow-up is made of.

use super::*;
use crate::{
    dispute::choices,
    mediation::Obligation,
    performance::{self, SaidOfLine, VisitSaid},
};

choices! {
    /// 回访方式.
    VisitForm {
        Phone = "电话",
        Home = "上门",
        Office = "到中心面谈",
        Online = "网上问卷",
    }

    /// 履行情况.
    Performed {
        Yes = "已履行",
        Partly = "部分履行",
        No = "未履行",
        NotApplicable = "没有约定履行事项",
    }
}

/// What the visit follows up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    pub brief: Brief,
    pub mediation: MatterId,
    /// How the mediation ended, `agreed`, `failed` …
    pub outcome: String,
    /// 终结之日.
    #[schemars(with = "String")]
    pub ended_on: Date,
    /// The last day of what was promised.
    #[schemars(with = "Option<String>")]
    pub last_due_on: Option<Date>,
    /// What was promised, in the order of the agreement; visits that were planned before have the last day alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promised: Vec<Obligation>,
}

impl Plan {
    /// From the end; of what was over before the file was here, from the day on which it was registered.
    pub fn counted_from(&self) -> Date {
        self.ended_on.max(self.brief.registered_on)
    }

    /// By its key in [`crate::performance`].
    pub fn promised(&self, key: &str) -> Option<&Obligation> {
        let keyed = |(at, _): &(usize, &Obligation)| performance::line_key(*at) == key;
        self.promised.iter().enumerate().find(keyed).map(|(_, promised)| promised)
    }
}

/// 回访登记.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    #[schemars(with = "String")]
    pub on: Date,
    pub form: VisitForm,
    /// Keys of the parties spoken with.
    pub visited: Vec<String>,
    /// As a whole, where nobody was asked line by line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performed: Option<Performed>,
    /// What they say of each line whose day had come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<SaidOfLine>,
    /// Why not, where it was not or only partly performed.
    pub not_performed_reason: Option<String>,
    /// 1 (very dissatisfied) to 5 (very satisfied); none: the party did not want to say.
    pub satisfaction: Option<u8>,
    /// 答疑记录.
    pub answers: Option<String>,
    /// 新的矛盾.
    pub new_conflict: Option<String>,
    /// What it is about; the act on file reopens the dispute, a new one has its own days and its own file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflict_about: Option<ConflictAbout>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_act: Option<Box<ToldAct>>,
}

impl Visit {
    /// What they said of it all, by the lines where these were asked; none: nothing was to be said.
    pub fn said_of_all(&self) -> Option<Performed> {
        let clear = || self.lines.iter().map(|line| line.said).filter(|said| *said != VisitSaid::Unclear);
        let by_lines = clear().next().map(|_| match () {
            () if clear().all(|said| said == VisitSaid::Performed) => Performed::Yes,
            () if clear().all(|said| said == VisitSaid::Nothing) => Performed::No,
            () => Performed::Partly,
        });
        self.performed.or(by_lines)
    }

    pub fn said_of(&self, line: &str) -> Option<VisitSaid> {
        self.lines.iter().find(|asked| asked.line == line).map(|asked| asked.said)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    pub on: Date,
    pub form: VisitForm,
    /// What came of it; and why nobody tries any more, where somebody is given up.
    pub note: String,
    /// 不再回访: keys of those whom nobody tries to reach any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given_up: Vec<String>,
}
