//! An officer (工作人员): one person, one login, several capacities.

use crate::{
    Code, Facets, Kind, Matter, MatterId, OrgId, Outline, Principal, Refusal, Role,
    decision::Law,
    directory::Category,
    dispute::line,
    matter::{Context, Offer},
    refusal::{ALREADY_OPEN, NOT_OPEN, UNKNOWN_ORGANIZATION, ensure, ensure_at},
    text,
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
    /// 发放初始密码: the secret itself is shown once and stands nowhere in the journal.
    IssuePassword,
    /// 重置第二因素: the device is lost or new.
    ResetSecondFactor { reason: String },
    /// 解除登录锁定.
    Unlock { reason: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum OfficerEvent {
    Enrolled { login: String, name: String, qualification: Option<String> },
    CapacityGranted { capacity: Capacity },
    CapacityRevoked { capacity: String, reason: String },
    Dismissed { reason: String },
    PasswordIssued,
    SecondFactorReset { reason: String },
    Unlocked { reason: String },
}

impl OfficerEvent {
    pub fn title_zh(&self) -> &'static str {
        match self {
            OfficerEvent::Enrolled { .. } => "建立账户",
            OfficerEvent::CapacityGranted { .. } => "授予身份",
            OfficerEvent::CapacityRevoked { .. } => "收回身份",
            OfficerEvent::Dismissed { .. } => "停用账户",
            OfficerEvent::PasswordIssued => "发放初始密码",
            OfficerEvent::SecondFactorReset { .. } => "重置动态口令",
            OfficerEvent::Unlocked { .. } => "解除登录锁定",
        }
    }
}

pub const LOGIN_TAKEN: Code = Code::new("officer.enrol.login_taken", "这个登录名已经有人用了");
/// A dot in an id sets apart what hangs on a matter ([`MatterId::root`]), and an officer's id is made of the login.
pub const LOGIN_DOT: Code = Code::new("officer.enrol.login_dot", "登录名里不能有点号");
pub const LOGIN_BLANK: Code = Code::new("officer.enrol.login_blank", "登录名里不能有空格和看不见的字符");
pub const NAME_BROKEN: Code = Code::new("officer.enrol.name_broken", "姓名请写成一行");
pub const LOGIN_EMPTY: Code = Code::new("officer.enrol.login_empty", "请填写登录名");
pub const POWERS_SEPARATE: Code = Code::citing(
    "officer.grant.powers_separate",
    "系统管理员、安全管理员、审计员必须是三个人；兼任这三者之一的人也不能办案",
    "GB/T 22239—2019 三级 安全管理",
);
pub const ALREADY_HELD: Code = Code::new("officer.grant.already_held", "这个人已经有这个身份");
pub const NO_SUCH_CAPACITY: Code = Code::new("officer.revoke.no_such_capacity", "这个人没有这个身份");

pub const NOT_GRANTABLE: Code =
    Code::new("officer.grant.not_grantable", "这种身份不由管理员授予，请重新选择");
pub const JUDGE_OF_A_COURT: Code =
    Code::new("officer.grant.judge_of_a_court", "法官的单位应当是人民法院，请核对身份和单位");
pub const PROSECUTOR_OF_A_PROCURATORATE: Code = Code::new(
    "officer.grant.prosecutor_of_a_procuratorate",
    "检察官的单位应当是人民检察院，请核对身份和单位",
);
pub const DISMISSED: Code =
    Code::new("officer.dismissed", "这个账户已经停用，不能再办；需要时请重新建立账户");
pub const NOT_ONESELF: Code = Code::citing(
    "officer.not_oneself",
    "不能给自己办理，请另一位管理员来办",
    "GB/T 22239—2019 三级 安全管理",
);

pub const LAST_OF_A_POWER: Code = Code::citing(
    "officer.last_of_a_power",
    "系统管理员、安全管理员、审计员都要有人担任，这是最后一位：请先给接任的人建立账户、授予身份",
    "GB/T 22239—2019 三级 安全管理",
);

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
                enrol(context, login, name, qualification.as_deref())
            }
            (Some(officer), _) => {
                context.actor.permits(command.powers(officer.power()))?;
                ensure(!officer.dismissed, DISMISSED)?;
                ensure(context.actor.user.as_str() != context.id.as_str(), NOT_ONESELF)?;
                officer.administer(context, command)
            }
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
            // What became of a secret changes nothing that others see.
            OfficerEvent::Enrolled { .. }
            | OfficerEvent::PasswordIssued
            | OfficerEvent::SecondFactorReset { .. }
            | OfficerEvent::Unlocked { .. } => {}
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
        let own = context.actor.user.as_str() == context.id.as_str();
        if self.dismissed || own {
            return Vec::new();
        }
        let power = self.power();
        let may = |hands: &[Role]| hands.contains(&context.actor.role);
        let last = self.is_last(context).then(|| Refusal::of(LAST_OF_A_POWER));
        [
            ("issue_password", ACCOUNTS, None),
            ("dismiss", dismisses(power), last.clone()),
            ("grant_capacity", MAY_DO, None),
            // Held for two organizations, it is still held.
            ("revoke_capacity", revokes(power), last.filter(|_| self.capacities.len() == 1)),
            ("unlock", MAY_DO, None),
            ("reset_second_factor", MAY_DO, None),
        ]
        .into_iter()
        .filter(|(_, hands, _)| may(hands))
        .map(|(command, _, refusal)| Offer { command, refusal })
        .collect()
    }
}

/// The account is the system administrator's.
const ACCOUNTS: &[Role] = &[Role::SystemAdmin, Role::Statute];
/// What it may do is the security administrator's.
const MAY_DO: &[Role] = &[Role::SecurityAdmin, Role::Statute];

/// Nobody ends one of the three powers from within it: of two system administrators the one does not dismiss the other.
fn dismisses(power: Option<Role>) -> &'static [Role] {
    if power == Some(Role::SystemAdmin) { MAY_DO } else { ACCOUNTS }
}

/// As [`dismisses`]: of two security administrators the one does not take the other's power away.
fn revokes(power: Option<Role>) -> &'static [Role] {
    if power == Some(Role::SecurityAdmin) { ACCOUNTS } else { MAY_DO }
}

impl OfficerCommand {
    /// Who may, on an account that holds this one of the three powers.
    fn powers(&self, power: Option<Role>) -> &'static [Role] {
        match self {
            OfficerCommand::Enrol { .. } | OfficerCommand::IssuePassword => ACCOUNTS,
            OfficerCommand::Dismiss { .. } => dismisses(power),
            OfficerCommand::RevokeCapacity { .. } => revokes(power),
            OfficerCommand::GrantCapacity { .. }
            | OfficerCommand::ResetSecondFactor { .. }
            | OfficerCommand::Unlock { .. } => MAY_DO,
        }
    }
}

fn enrol(
    context: Context<'_>,
    login: &str,
    name: &str,
    qualification: Option<&str>,
) -> Result<Vec<OfficerEvent>, Refusal> {
    context.actor.permits(&[Role::SystemAdmin, Role::Statute])?;
    // A zero width has no look either: nobody can type again what they cannot see.
    let unseen = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
    };
    ensure_at(!login.trim().contains(unseen), LOGIN_BLANK, "login")?;
    let (login, name) = (text::login(login), name.trim());
    ensure_at(!login.is_empty(), LOGIN_EMPTY, "login")?;
    line(name, "name")?;
    ensure_at(!login.contains('.'), LOGIN_DOT, "login")?;
    ensure_at(!name.contains(char::is_control), NAME_BROKEN, "name")?;
    let taken = context.law.directory.officers.values().any(|other| other.login == login);
    ensure_at(!taken, LOGIN_TAKEN, "login")?;
    let qualification = qualification.map(str::to_owned);
    Ok(vec![OfficerEvent::Enrolled { login, name: name.to_owned(), qualification }])
}

impl Officer {
    /// The one of the three powers that this account holds now.
    pub fn power(&self) -> Option<Role> {
        let mut held = self.capacities.iter().map(|held| held.role);
        if self.dismissed { None } else { held.find(|role| SEPARATE_POWERS.contains(role)) }
    }

    /// Without this account nobody would hold its power.
    fn is_last(&self, context: Context<'_>) -> bool {
        self.power().is_some_and(|power| {
            let mut held = context.law.directory.holders(power);
            !held.any(|(user, _, _)| user.as_str() != context.id.as_str())
        })
    }

    fn administer(
        &self,
        context: Context<'_>,
        command: &OfficerCommand,
    ) -> Result<Vec<OfficerEvent>, Refusal> {
        let reasoned = |reason: &str| {
            let reason = reason.trim();
            ensure_at(!reason.is_empty(), crate::refusal::REQUIRED, "reason").map(|()| reason.to_owned())
        };
        Ok(vec![match command {
            OfficerCommand::Enrol { .. } => return Err(Refusal::of(ALREADY_OPEN)),
            OfficerCommand::GrantCapacity { role, organization, post } => {
                self.weigh_capacity(*role, organization, context.law)?;
                let key = format!("c{}", self.granted + 1);
                let (organization, post) = (organization.clone(), post.clone());
                OfficerEvent::CapacityGranted { capacity: Capacity { key, role: *role, organization, post } }
            }
            OfficerCommand::RevokeCapacity { capacity, reason } => {
                ensure_at(
                    self.capacities.iter().any(|held| held.key == *capacity),
                    NO_SUCH_CAPACITY,
                    "capacity",
                )?;
                // Held for another organization too, the power stays.
                ensure(self.capacities.len() > 1 || !self.is_last(context), LAST_OF_A_POWER)?;
                OfficerEvent::CapacityRevoked { capacity: capacity.clone(), reason: reasoned(reason)? }
            }
            OfficerCommand::Dismiss { reason } => {
                ensure(!self.is_last(context), LAST_OF_A_POWER)?;
                OfficerEvent::Dismissed { reason: reasoned(reason)? }
            }
            OfficerCommand::IssuePassword => OfficerEvent::PasswordIssued,
            OfficerCommand::ResetSecondFactor { reason } => {
                OfficerEvent::SecondFactorReset { reason: reasoned(reason)? }
            }
            OfficerCommand::Unlock { reason } => OfficerEvent::Unlocked { reason: reasoned(reason)? },
        }])
    }

    fn weigh_capacity(&self, role: Role, organization: &OrgId, law: &Law) -> Result<(), Refusal> {
        ensure_at(role.is_grantable(), NOT_GRANTABLE, "role")?;
        let body = law.directory.organization(organization);
        ensure_at(body.is_some(), UNKNOWN_ORGANIZATION, "organization")?;
        let is = |category| body.is_some_and(|body| body.category == category);
        ensure_at(role != Role::Judge || is(Category::Court), JUDGE_OF_A_COURT, "organization")?;
        let prosecutes = role != Role::Prosecutor || is(Category::Procuratorate);
        ensure_at(prosecutes, PROSECUTOR_OF_A_PROCURATORATE, "organization")?;
        let held_twice =
            self.capacities.iter().any(|held| held.role == role && held.organization == *organization);
        ensure_at(!held_twice, ALREADY_HELD, "role")?;
        let mixes = |held: &Capacity| {
            held.role != role && (SEPARATE_POWERS.contains(&role) || SEPARATE_POWERS.contains(&held.role))
        };
        ensure_at(!self.capacities.iter().any(mixes), POWERS_SEPARATE, "role")
    }
}
