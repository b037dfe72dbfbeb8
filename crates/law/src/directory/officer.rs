//! An officer (工作人员): one person, one login, several capacities.

use crate::{
    Code, Facets, Kind, Matter, MatterId, OrgId, Outline, Principal, Refusal, Role,
    decision::Law,
    matter::{Context, Offer},
    refusal::{ALREADY_OPEN, NOT_OPEN, UNKNOWN_ORGANIZATION, ensure, ensure_at},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A role held in an organization (以何身份).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// Unique within the officer: `c1`.
    pub key: String,
    pub role: Role,
    pub organization: OrgId,
    /// The post as papers show it, e.g. `行政审判庭法官`.
    pub post: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Officer {
    pub login: String,
    pub name: String,
    pub capacities: Vec<Capacity>,
    /// Number of the national legal qualification (法律职业资格证书号), where there is one.
    pub qualification: Option<String>,
    pub dismissed: bool,
    /// How many capacities were ever given: keys are not reused.
    pub granted: usize,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum OfficerCommand {
    /// 建立账户.
    Enrol { login: String, name: String, qualification: Option<String> },
    /// 授予身份.
    GrantCapacity { role: Role, organization: OrgId, post: Option<String> },
    /// 收回身份.
    RevokeCapacity { capacity: String, reason: String },
    /// 停用账户.
    Dismiss { reason: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum OfficerEvent {
    Enrolled { login: String, name: String, qualification: Option<String> },
    CapacityGranted { capacity: Capacity },
    CapacityRevoked { capacity: String, reason: String },
    Dismissed { reason: String },
}

pub const LOGIN_TAKEN: Code = Code::new("officer.enrol.login_taken", "这个登录名已经有人用了");
pub const LOGIN_EMPTY: Code = Code::new("officer.enrol.login_empty", "请填写登录名");
pub const POWERS_SEPARATE: Code = Code::citing(
    "officer.grant.powers_separate",
    "系统管理员、安全管理员、审计员必须是三个人；兼任这三者之一的人也不能办案",
    "GB/T 22239—2019 三级 安全管理",
);
pub const ALREADY_HELD: Code = Code::new("officer.grant.already_held", "这个人已经有这个身份");
pub const NO_SUCH_CAPACITY: Code = Code::new("officer.revoke.no_such_capacity", "这个人没有这个身份");

/// The three powers that nobody holds together, nor beside work on files (三员分立).
const SEPARATE_POWERS: [Role; 3] = [Role::SystemAdmin, Role::SecurityAdmin, Role::Auditor];

impl Matter for Officer {
    type Command = OfficerCommand;
    type Event = OfficerEvent;
    const KIND: Kind = Kind::Officer;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &OfficerCommand,
    ) -> Result<Vec<OfficerEvent>, Refusal> {
        match (state, command) {
            (None, OfficerCommand::Enrol { login, name, qualification }) => {
                context.actor.permits(&[Role::SystemAdmin, Role::Statute])?;
                ensure_at(!login.trim().is_empty(), LOGIN_EMPTY, "login")?;
                ensure_at(!name.trim().is_empty(), crate::refusal::REQUIRED, "name")?;
                let taken = context.law.directory.officers.values().any(|other| other.login == login.trim());
                ensure_at(!taken, LOGIN_TAKEN, "login")?;
                Ok(vec![OfficerEvent::Enrolled {
                    login: login.trim().to_owned(),
                    name: name.trim().to_owned(),
                    qualification: qualification.clone(),
                }])
            }
            (Some(officer), OfficerCommand::GrantCapacity { role, organization, post }) => {
                context.actor.permits(&[Role::SecurityAdmin, Role::Statute])?;
                officer.weigh_capacity(*role, organization, context.law)?;
                let capacity = Capacity {
                    key: format!("c{}", officer.granted + 1),
                    role: *role,
                    organization: organization.clone(),
                    post: post.clone(),
                };
                Ok(vec![OfficerEvent::CapacityGranted { capacity }])
            }
            (Some(officer), OfficerCommand::RevokeCapacity { capacity, reason }) => {
                context.actor.permits(&[Role::SecurityAdmin, Role::Statute])?;
                ensure(officer.capacities.iter().any(|held| held.key == *capacity), NO_SUCH_CAPACITY)?;
                Ok(vec![OfficerEvent::CapacityRevoked { capacity: capacity.clone(), reason: reason.clone() }])
            }
            (Some(_), OfficerCommand::Dismiss { reason }) => {
                context.actor.permits(&[Role::SecurityAdmin, Role::Statute])?;
                ensure_at(!reason.trim().is_empty(), crate::refusal::REQUIRED, "reason")?;
                Ok(vec![OfficerEvent::Dismissed { reason: reason.clone() }])
            }
            (Some(_), OfficerCommand::Enrol { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
        }
    }

    fn apply(state: Option<Self>, event: &OfficerEvent) -> Self {
        let mut officer = match (state, event) {
            (_, OfficerEvent::Enrolled { login, name, qualification }) => {
                return Officer {
                    login: login.clone(),
                    name: name.clone(),
                    capacities: Vec::new(),
                    qualification: qualification.clone(),
                    dismissed: false,
                    granted: 0,
                };
            }
            (Some(officer), _) => officer,
            (None, _) => panic!("the journal of an officer opens with the enrolment"),
        };
        match event {
            OfficerEvent::CapacityGranted { capacity } => {
                officer.granted += 1;
                officer.capacities.push(capacity.clone());
            }
            OfficerEvent::CapacityRevoked { capacity, .. } => {
                officer.capacities.retain(|held| held.key != *capacity)
            }
            OfficerEvent::Dismissed { .. } => officer.dismissed = true,
            OfficerEvent::Enrolled { .. } => {}
        }
        officer
    }

    fn outline(&self, _id: &MatterId, _law: &Law) -> Outline {
        Outline {
            stage: if self.dismissed { "dismissed" } else { "serving" }.into(),
            facets: Facets { title: self.name.clone(), ..Facets::default() },
            access: vec![
                Principal::role(Role::SystemAdmin),
                Principal::role(Role::SecurityAdmin),
                Principal::role(Role::Auditor),
            ],
            marks: vec![format!("login:{}", self.login)],
            words: vec![self.name.clone(), self.login.clone()],
            ..Outline::default()
        }
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        if context.actor.role != Role::SecurityAdmin || self.dismissed {
            return Vec::new();
        }
        ["grant_capacity", "revoke_capacity", "dismiss"]
            .map(|command| Offer { command, refusal: None })
            .into()
    }
}

impl Officer {
    fn weigh_capacity(&self, role: Role, organization: &OrgId, law: &Law) -> Result<(), Refusal> {
        ensure_at(law.directory.organization(organization).is_some(), UNKNOWN_ORGANIZATION, "organization")?;
        let held_twice =
            self.capacities.iter().any(|held| held.role == role && held.organization == *organization);
        ensure_at(!held_twice, ALREADY_HELD, "role")?;
        let mixes = |held: &Capacity| {
            held.role != role && (SEPARATE_POWERS.contains(&role) || SEPARATE_POWERS.contains(&held.role))
        };
        ensure_at(!self.capacities.iter().any(mixes), POWERS_SEPARATE, "role")
    }
}
