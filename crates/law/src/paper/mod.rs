//! A paper (文书): typeset, stored and issued once, then served. What was issued never changes: a mistake in it is
//! put right by another paper.
//!
//! Here: who may issue and serve, who may read it, what is kept of it. Not here: what a paper says and its typesetting
//! (the room of papers in the app), the bytes (the file store; here only their hash).

mod decide;

pub use decide::codes;

use crate::{
    FileHash, MatterId, OrgId, Principal, UserId,
    mediation::{RESPONDENT, ServiceWay},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 卷内目录: the template of what whoever closes a volume issues.
pub const VOLUME_CATALOGUE: &str = "volume_catalogue";

/// 分开调解的笔录: the template of what stays with the judge and the lead mediator who heard it (特邀调解规定22条、在线调解规则18条).
pub const MINUTES_APART: &str = "minutes_apart";

/// 催促履行函: the template of the letter that urges.
pub const URGING: &str = "urging";

/// For whose eyes a paper is, among those who could see its subject when it was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Audience {
    /// Everybody who could see the subject.
    Everybody,
    /// One side and those who work on the matter; the other sides are left out.
    Addressee { side: String },
    /// Those who work on the matter, no side.
    House,
}

/// What is kept of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// The matter that it is about: the dispute, or a proceeding of it.
    pub subject: MatterId,
    pub dispute: MatterId,
    /// Name of the template it was set with.
    pub template: String,
    /// What people call it, `受理通知书`.
    pub title: String,
    /// 文号, where it has one.
    pub number: Option<String>,
    /// SM3 of the PDF.
    pub file: FileHash,
    pub pages: u32,
    /// Its own day.
    #[schemars(with = "String")]
    pub dated: Date,
    /// One line: what the dispute is about.
    pub about: String,
    pub respondent: OrgId,
    pub audience: Audience,
    /// Who could see the subject when it was issued.
    #[schemars(with = "Vec<String>")]
    pub access: Vec<Principal>,
    /// Who was walled off from it.
    pub walls: Vec<UserId>,
    /// Key of the line of which a letter that urges speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
}

/// 送达.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    pub recipient: String,
    pub way: ServiceWay,
    pub served_on: Date,
    pub proof: Option<FileHash>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    pub issue: Issue,
    /// Name of who issued it.
    pub issued_by: String,
    pub services: Vec<Served>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum PaperCommand {
    /// 出具.
    Issue { issue: Box<Issue> },
    /// 记录送达.
    Serve {
        recipient: String,
        way: ServiceWay,
        #[schemars(with = "String")]
        served_on: Date,
        proof: Option<FileHash>,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum PaperEvent {
    Issued { by: String, issue: Box<Issue> },
    Served { on: Date, service: Served },
}

impl PaperEvent {
    /// What the timeline calls it.
    pub fn title_zh(&self) -> &'static str {
        match self {
            PaperEvent::Issued { .. } => "出具文书",
            PaperEvent::Served { .. } => "文书送达",
        }
    }
}

impl Issue {
    /// Who may read the paper.
    pub fn readers(&self) -> impl Iterator<Item = &Principal> {
        self.access.iter().filter(|principal| self.is_for(principal))
    }

    /// What one side said apart lies in no volume and goes to nobody.
    pub fn stays_with_the_team(&self) -> bool {
        self.template == MINUTES_APART
    }

    fn is_for(&self, principal: &Principal) -> bool {
        let of_agency = principal.is_agency_of(&self.respondent);
        if !principal.is_party() && !of_agency {
            return true;
        }
        match &self.audience {
            Audience::Everybody => true,
            Audience::Addressee { side } if side == RESPONDENT => of_agency,
            Audience::Addressee { side } => *principal == Principal::party(&self.dispute, side),
            Audience::House => false,
        }
    }
}

#[cfg(test)]
mod tests;
