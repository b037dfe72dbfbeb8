//! What is kept beside and after the decision.

use super::*;
use crate::{FileHash, dispute::choices};
use schemars::JsonSchema;

/// Before the name of a body that is none of the sides, among those who are served.
pub(super) const OTHER_BODY: &str = "body:";

choices! {
    /// 随附的材料 that is neither served nor part of anything else.
    Attachment {
        Withdrawal = "撤回申请书",
        RepresentedConsent = "被代表的申请人同意撤回的材料",
        Performance = "履行复议决定的证明",
        Measure = "约谈、通报批评的材料",
        Enforcement = "强制执行材料",
        Termination = "终止情形的证明",
    }

    /// 意见书、建议书 (《行政复议法》76条).
    OpinionKind {
        Opinion = "行政复议意见书",
        Proposal = "行政复议建议书",
    }

    /// 不履行的措施 (《行政复议法》77条2款).
    Measure {
        Urging = "责令限期履行",
        Interview = "约谈有关负责人",
        Criticism = "通报批评",
    }

    /// 由谁强制执行 (《行政复议法》78条).
    EnforcedBy {
        Agency = "作出行政行为的机关依法强制执行",
        Body = "复议机关依法强制执行",
        Court = "申请人民法院强制执行",
    }
}

/// A paper that came with a step and stands in no other part of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    pub on: Date,
    pub what: Attachment,
    pub file: FileHash,
}

/// 登记被申请人的履行 (77条1款).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Performed {
    pub on: Date,
    /// Keys of what was performed; nothing named is everything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    pub text: String,
    pub proof: Option<FileHash>,
}

/// 反映没有履行复议决定.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unperformed {
    pub on: Date,
    pub side: String,
    /// Keys of what is said not to be performed.
    pub of: Vec<String>,
    pub text: String,
    /// The office has pressed for it since (77条2款).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pressed: bool,
    /// For some of it only: by key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pressed_for: Vec<String>,
}

impl Unperformed {
    pub(super) fn press(&mut self, of: &[String]) {
        self.pressed |= of.is_empty();
        self.pressed_for.extend(of.iter().cloned());
    }

    /// Nobody has pressed for it since.
    pub(super) fn waits_for(&self, key: &str) -> bool {
        let is = |held: &String| held == key;
        !self.pressed && self.of.iter().any(is) && !self.pressed_for.iter().any(is)
    }
}

/// 提请行政复议委员会咨询 (52条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consultation {
    pub asked_on: Date,
    pub question: String,
    pub opinion: Option<CommitteeOpinion>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitteeOpinion {
    pub on: Date,
    pub text: String,
    pub document: Option<FileHash>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedOpinion {
    pub key: String,
    pub on: Date,
    pub kind: OpinionKind,
    pub recipient: String,
    pub text: String,
    pub notice: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_by: Option<String>,
    /// 报送纠正情况之日.
    pub reported_on: Option<Date>,
}

/// 责令、约谈、通报批评.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pressure {
    pub on: Date,
    pub measure: Measure,
    pub until: Option<Date>,
    /// Keys of what it is about; nobody said it before it was asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_by: Option<String>,
}

impl Pressure {
    pub(super) fn names(&self, key: &str) -> bool {
        self.of.iter().any(|named| named == key)
    }
}

/// 公开的副本 (79条): derived; the decision itself is never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Of the version that stands.
    pub on: Date,
    pub text: String,
    /// What was taken out.
    pub removed: String,
    /// Under which it is read, with the serial: a name that leads to no file. Zero before copies were numbered.
    #[serde(default)]
    pub year: i16,
    #[serde(default)]
    pub serial: u64,
    /// 更正、撤下以前的文本, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<FormerCopy>,
    /// 撤下之日和理由.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<(Date, String)>,
}

/// 被更正、撤下的副本: read in the file by whoever keeps it, and by the public no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerCopy {
    pub on: Date,
    pub until: Date,
    pub text: String,
    pub removed: String,
    /// Why it gave way.
    pub reason: String,
}

impl Published {
    /// `2026-3`, as the address of its page has it; none before copies were numbered.
    pub fn key(&self) -> Option<String> {
        (self.serial > 0).then(|| format!("{}-{}", self.year, self.serial))
    }

    pub(super) fn put_aside(&mut self, until: Date, reason: &str) {
        let (on, text, removed) = (self.on, self.text.clone(), self.removed.clone());
        self.former.push(FormerCopy { on, until, text, removed, reason: reason.to_owned() });
    }

    /// The key under which its page finds it, shown or withdrawn.
    pub fn mark(key: &str) -> String {
        format!("copy:{key}")
    }

    /// Where the public list has it: by the day on which the version that stands was published.
    pub(super) fn listed(&self) -> Option<String> {
        self.key().map(|_| format!("{PUBLISHED_ON}{}/{:08}", self.on, self.serial))
    }
}

/// Before the day of publication, in the marks by which the public list is read.
pub const PUBLISHED_ON: &str = "published/";
