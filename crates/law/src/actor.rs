//! Who acts, and in which capacity.

use crate::{MatterId, OrgId, Refusal, UserId, directory::Directory, dispute::Authority};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{AsRefStr, EnumIter, EnumString};

/// A role (身份) that a person can act in.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// 群众: somebody who has not registered anything yet, applying on the portal.
    Public,
    /// 当事人: a party (or agent) of one dispute, by number and code.
    Party,
    /// 咨询点工作人员: town or village consult point, acts on somebody's behalf (代办).
    ConsultPoint,
    /// 中心窗口: intake clerk of the centre.
    IntakeClerk,
    /// 中心负责人: head of the centre.
    CentreHead,
    /// 调解员.
    Mediator,
    /// 法官.
    Judge,
    /// 检察官.
    Prosecutor,
    /// 复议人员.
    ReconsiderationOfficer,
    /// 复议机构负责人: head of the office that reconsiders.
    ReconsiderationHead,
    /// 信访工作人员.
    PetitionOfficer,
    /// 执法部门法制人员: legal staff of an agency.
    AgencyLegal,
    /// 行政机关负责人: head of an agency or of a government, or a deputy who answers for it.
    AgencyHead,
    /// 镇村干部: cadre of a town or village.
    TownCadre,
    /// 专家.
    Expert,
    /// 档案管理员.
    Archivist,
    /// 系统管理员: runs the machine, sees no file.
    SystemAdmin,
    /// 安全管理员: grants capacities, sees no file.
    SecurityAdmin,
    /// 审计员: reads everything that happened, changes nothing.
    Auditor,
    /// 外部系统: the program of another organization.
    OutsideSystem,
    /// 法定: what the statute itself does by the passing of time or as the consequence of another step.
    Statute,
}

impl Role {
    /// In these roles people of an agency work on its quarrels or sit at the table.
    pub(crate) const OF_AGENCY: [Role; 3] = [Role::AgencyLegal, Role::AgencyHead, Role::TownCadre];

    pub fn name_zh(self) -> &'static str {
        match self {
            Role::Public => "群众",
            Role::Party => "当事人",
            Role::ConsultPoint => "咨询点工作人员",
            Role::IntakeClerk => "中心窗口",
            Role::CentreHead => "中心负责人",
            Role::Mediator => "调解员",
            Role::Judge => "法官",
            Role::Prosecutor => "检察官",
            Role::ReconsiderationOfficer => "复议人员",
            Role::ReconsiderationHead => "复议机构负责人",
            Role::PetitionOfficer => "信访工作人员",
            Role::AgencyLegal => "执法部门法制人员",
            Role::AgencyHead => "行政机关负责人",
            Role::TownCadre => "镇村干部",
            Role::Expert => "专家",
            Role::Archivist => "档案管理员",
            Role::SystemAdmin => "系统管理员",
            Role::SecurityAdmin => "安全管理员",
            Role::Auditor => "审计员",
            Role::OutsideSystem => "外部系统",
            Role::Statute => "系统（依规则自动）",
        }
    }

    pub fn as_str(&self) -> &str {
        self.as_ref()
    }

    /// Whether an officer can hold it: not what somebody is by having a dispute, nor what the statute is.
    pub fn is_grantable(self) -> bool {
        !matches!(self, Role::Public | Role::Party | Role::OutsideSystem | Role::Statute)
    }
}

/// A party's place in one dispute: which matter, which party in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub dispute: MatterId,
    /// The party's key within the dispute (`p1`, `p2` …).
    pub party: String,
    /// 代理人: somebody who acts for it, with this authority; none: the party itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Authority>,
    /// 授权委托书: the agent's letter of authority is on file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lettered: bool,
    /// 被监护人: the party itself, for whom somebody speaks by law.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ward: bool,
}

/// One person in one capacity at one moment. Passed in, never ambient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub user: UserId,
    /// The name as the journal and the timeline show it; a party's is already masked.
    pub name: String,
    pub role: Role,
    pub organization: Option<OrgId>,
    pub standing: Option<Standing>,
}

impl Actor {
    /// What the law does by itself.
    pub fn statute() -> Actor {
        Actor {
            user: UserId::from("statute"),
            name: Role::Statute.name_zh().to_owned(),
            role: Role::Statute,
            organization: None,
            standing: None,
        }
    }

    pub fn officer(user: UserId, name: impl Into<String>, role: Role, organization: OrgId) -> Actor {
        Actor { user, name: name.into(), role, organization: Some(organization), standing: None }
    }

    pub fn party(dispute: MatterId, party: impl Into<String>, name: impl Into<String>) -> Actor {
        let party = party.into();
        Actor {
            user: UserId::new(format!("party:{dispute}:{party}")),
            name: name.into(),
            role: Role::Party,
            organization: None,
            standing: Some(Standing { dispute, party, agent: None, lettered: false, ward: false }),
        }
    }

    /// 代理人: sees what the party sees, and does for it what the authority reaches to ([`crate::agency`]); the letter of it is not on file
    /// unless [`Actor::lettered`] says so.
    pub fn agent(
        dispute: MatterId,
        party: impl Into<String>,
        authority: Authority,
        name: impl Into<String>,
    ) -> Actor {
        let party = party.into();
        Actor {
            user: UserId::new(format!("agent:{dispute}:{party}")),
            name: name.into(),
            role: Role::Party,
            organization: None,
            standing: Some(Standing { dispute, party, agent: Some(authority), lettered: false, ward: false }),
        }
    }

    /// The same, and whether the letter of authority (授权委托书) is on file.
    pub fn lettered(mut self, on_file: bool) -> Actor {
        if let Some(standing) = &mut self.standing {
            standing.lettered = on_file;
        }
        self
    }

    /// The party itself, and whether somebody speaks for it by law.
    pub fn ward(mut self, is_one: bool) -> Actor {
        if let Some(standing) = &mut self.standing {
            standing.ward = is_one;
        }
        self
    }

    /// The authority of whoever acts for a party; none for a party itself and for everybody else.
    pub fn agency(&self) -> Option<Authority> {
        self.standing.as_ref().and_then(|standing| standing.agent)
    }

    /// Somebody on the portal who has no file yet.
    pub fn public() -> Actor {
        Actor {
            user: UserId::from("public"),
            name: "群众".into(),
            role: Role::Public,
            organization: None,
            standing: None,
        }
    }

    /// First line of every decision: one of these roles, or no.
    pub fn permits(&self, roles: &[Role]) -> Result<(), Refusal> {
        if roles.contains(&self.role) { Ok(()) } else { Err(Refusal::not_permitted()) }
    }

    pub fn is_statute(&self) -> bool {
        self.role == Role::Statute
    }

    pub fn in_organization(&self, organization: &OrgId) -> bool {
        self.organization.as_ref() == Some(organization)
    }

    /// In one of the roles in which people of this agency work on its quarrels or sit at the table.
    pub fn is_of_agency(&self, agency: &OrgId) -> bool {
        Role::OF_AGENCY.contains(&self.role) && self.in_organization(agency)
    }

    /// Under which names this actor stands in lists of who may see what.
    pub fn principals(&self) -> Vec<Principal> {
        if let Some(standing) = &self.standing {
            return vec![Principal::party(&standing.dispute, &standing.party)];
        }
        let mut principals = vec![Principal::user(&self.user), Principal::role(self.role)];
        if let Some(organization) = &self.organization {
            principals.push(Principal::role_in(self.role, organization));
        }
        principals
    }
}

/// A name in the lists of who may see what and who has to do what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Principal(String);

impl Principal {
    /// This one person, in whatever capacity.
    pub fn user(user: &UserId) -> Principal {
        Principal(format!("user:{user}"))
    }

    /// Everybody who acts in this role, in any organization (e.g. the one centre's clerks, the auditors).
    pub fn role(role: Role) -> Principal {
        Principal(format!("role:{}", role.as_str()))
    }

    /// Everybody who acts in this role for this organization.
    pub fn role_in(role: Role, organization: &OrgId) -> Principal {
        Principal(format!("role:{}@{organization}", role.as_str()))
    }

    /// One party of one dispute.
    pub fn party(dispute: &MatterId, party: &str) -> Principal {
        Principal(format!("party:{dispute}:{party}"))
    }

    /// The one person that it names, if it names one.
    pub fn as_user(&self) -> Option<UserId> {
        self.0.strip_prefix("user:").map(|user| UserId::new(user.to_owned()))
    }

    /// As it was written down; nothing is read out of it that was not put in here.
    pub fn from_text(text: &str) -> Principal {
        Principal(text.to_owned())
    }

    /// As people call it: the officer, the agency, the role; a party is not named here.
    pub fn name_zh(&self, directory: &Directory) -> String {
        let role = |name: &str| name.parse().map_or(String::new(), |role: Role| role.name_zh().to_owned());
        match self.0.split_once(':') {
            Some(("user", user)) => directory
                .officer(&UserId::from(user))
                .map_or_else(|| user.to_owned(), |officer| officer.name.clone()),
            Some(("role", held)) => match held.split_once('@') {
                Some((_, organization)) => directory.name_of(&OrgId::from(organization)).to_owned(),
                None => role(held),
            },
            _ => Role::Party.name_zh().to_owned(),
        }
    }

    /// Whether it names somebody who reads everything, or what is over, and waits for nobody's step.
    pub fn is_reader(&self) -> bool {
        [Role::Auditor, Role::Archivist].into_iter().any(|role| *self == Principal::role(role))
    }

    /// Whether it names a party of some dispute.
    pub fn is_party(&self) -> bool {
        self.0.starts_with("party:")
    }

    /// Whether it names people of some agency by their role.
    pub fn is_of_an_agency(&self) -> bool {
        let role = self.0.strip_prefix("role:").and_then(|held| held.split('@').next()?.parse::<Role>().ok());
        role.is_some_and(|role| Role::OF_AGENCY.contains(&role))
    }

    /// Whether it names the legal staff or the head of this agency.
    pub fn is_agency_of(&self, agency: &OrgId) -> bool {
        [Role::AgencyLegal, Role::AgencyHead]
            .into_iter()
            .any(|role| *self == Principal::role_in(role, agency))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
