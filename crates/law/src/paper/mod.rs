//! A paper (文书): typeset, stored and issued once, then served. What was issued never changes: a mistake in it is
//! put right by another paper.
//!
//! Here: who may issue and serve, who may read it, what is kept of it. Not here: what a paper says and its typesetting
//! (the room of papers in the app), the bytes (the file store; here only their hash).

mod decide;
mod serving;

pub use decide::codes;

use crate::{
    Actor, FileHash, MatterId, OrgId, Principal, Role, UserId,
    dispute::Unserved,
    mediation::{RESPONDENT, ServiceWay},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 行政争议化解申请书 with everything that identifies who applies: the house's own. What others read of it is a copy.
pub const APPLICATION: &str = "application";

/// 案后回访登记表: what each said at a visit, and of whom they complained; the house's own.
pub const FOLLOW_UP_FORM: &str = "follow_up_form";

/// What stays in the house, also where it was issued for everybody before that was known.
const OF_THE_HOUSE: [&str; 2] = [APPLICATION, FOLLOW_UP_FORM];

/// 卷内目录: the template of what whoever closes a volume issues.
pub const VOLUME_CATALOGUE: &str = "volume_catalogue";

/// 分开调解的笔录: the template of what stays with the judge and the lead mediator who heard it (特邀调解规定22条、在线调解规则18条).
pub const MINUTES_APART: &str = "minutes_apart";

/// 催促履行函: the template of the letter that urges.
pub const URGING: &str = "urging";

/// 调解协议书: the template of what the sides sign.
pub const AGREEMENT: &str = "agreement";

/// What must be shown to have arrived: what the sides agreed on (特邀调解规定19条); that it is over or not begun, with the last days that
/// are left (ZX-11); a letter whose days run from its service. A notice of a talk or of a reconsideration is served there.
const TO_BE_SERVED: [&str; 4] = [AGREEMENT, "refusal", "termination", URGING];

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
    /// These sides and those who work on the matter: of what was talked and agreed on after somebody left, nothing goes to them.
    Sides { sides: Vec<String> },
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
    /// On whom it is served; none of a paper of the house, and of those that were issued before this was kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Recipient>,
}

/// 受送达人.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Key of the side.
    pub side: String,
    /// Masked name when it was issued.
    pub label: String,
}

/// 送达.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    pub recipient: String,
    /// Key of the side; `None`: somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<String>,
    pub way: ServiceWay,
    pub served_on: Date,
    pub proof: Option<FileHash>,
    /// Who took it, or why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// 见证人 of a paper that was left in place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// 受送达人同意电子送达, as whoever served it has declared; unsaid where it went another way, or before this was kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub electronic_agreed: bool,
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
        /// Somebody who is no recipient of the paper.
        #[serde(default)]
        recipient: Option<String>,
        way: ServiceWay,
        #[schemars(with = "String")]
        served_on: Date,
        /// 送达回证; of a paper left in place without a witness what shows it.
        proof: Option<FileHash>,
        /// Keys of the recipients, on one list: served on each in the same way on the same day.
        #[serde(default)]
        sides: Vec<String>,
        #[serde(default)]
        note: Option<String>,
        #[serde(default)]
        witness: Option<String>,
        /// 受送达人同意电子送达.
        #[serde(default)]
        electronic_agreed: bool,
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

impl Paper {
    /// Recipients on whom it has not been served yet.
    pub fn unserved(&self) -> impl Iterator<Item = &Recipient> {
        let reached = |side: &str| self.services.iter().any(|one| one.side.as_deref() == Some(side));
        self.issue.recipients.iter().filter(move |recipient| !reached(&recipient.side))
    }

    /// On whom it is still to be served, where that must be shown.
    pub(crate) fn still_to_be_served(&self, id: &MatterId) -> Option<Unserved> {
        let issue = &self.issue;
        let to = match &issue.audience {
            Audience::Addressee { side } => side,
            Audience::Everybody | Audience::Sides { .. } | Audience::House => "-",
        };
        TO_BE_SERVED.contains(&issue.template.as_str()).then(|| Unserved {
            paper: id.clone(),
            subject: issue.subject.clone(),
            template: issue.template.clone(),
            about: format!("{to}.{}", issue.line.as_deref().unwrap_or("-")),
            sides: self.unserved().map(|recipient| recipient.side.clone()).collect(),
            served: !self.services.is_empty(),
            title: issue.title.clone(),
        })
    }
}

impl Issue {
    /// Who may read the paper.
    pub fn readers(&self) -> impl Iterator<Item = &Principal> {
        self.access.iter().filter(|principal| self.is_for(principal))
    }

    /// Of a side for which it is not: also of the agency's people at the table, and in lists that were made before this was known.
    pub fn is_kept_from(&self, actor: &Actor) -> bool {
        let party = actor.standing.as_ref().map(|own| Principal::party(&own.dispute, &own.party));
        let agency = || actor.is_of_agency(&self.respondent).then(|| self.agency());
        party.or_else(agency).is_some_and(|side| !self.is_for(&side))
    }

    /// The agency as a reader: whoever works or sits there for it reads what it may.
    fn agency(&self) -> Principal {
        Principal::role_in(Role::AgencyLegal, &self.respondent)
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
        let is_side = |side: &str| match side {
            RESPONDENT => of_agency,
            party => *principal == Principal::party(&self.dispute, party),
        };
        match &self.audience {
            _ if OF_THE_HOUSE.contains(&self.template.as_str()) => false,
            Audience::Everybody => true,
            Audience::Addressee { side } => is_side(side),
            Audience::Sides { sides } => sides.iter().any(|side| is_side(side)),
            Audience::House => false,
        }
    }
}

#[cfg(test)]
mod tests;
