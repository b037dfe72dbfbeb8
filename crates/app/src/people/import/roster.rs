//! The roster: accounts and what they may act as, a row for each capacity. New accounts get an issued password, told once.

use super::{
    Outcome, Planned, Report, carry_out, find_organization,
    sheet::{self, Column, Line},
};
use crate::office::{Office, Order};
use huajie_law::{Actor, Command, MatterId, OrgId, Role, UserId, directory::OfficerCommand, text};
use huajie_ledger::Fault;
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

const COLUMNS: &[Column] = &[
    ("login", &["登录名"]),
    ("name", &["姓名"]),
    ("role", &["身份"]),
    ("organization", &["单位"]),
    ("post", &["职务"]),
    ("qualification", &["法律职业资格证书号", "资格证号"]),
    ("state", &["状态"]),
];

/// What stands in 状态 for an account that is closed, and for one that is open.
pub(super) const CLOSED_ZH: &str = "已停用";
pub(super) const OPEN_ZH: &str = "在用";

/// Logins that were made, with the password each must change.
pub type Issued = Vec<(String, String)>;

/// `login,name,role,organization,post,qualification,state`. A row without role and organization is an account that holds none; one that
/// stands as closed is closed here too, and nobody gets a password for it.
pub async fn roster(
    office: &Office,
    actor: &Actor,
    bytes: &[u8],
) -> Result<Result<(Report, Issued), String>, Fault> {
    let lines = match sheet::read(bytes, COLUMNS, &["login", "name", "role", "organization"]) {
        Ok(lines) => lines,
        Err(why) => return Ok(Err(why)),
    };
    let mut plan = Plan {
        office,
        fresh: BTreeMap::new(),
        fresh_names: BTreeMap::new(),
        granted: BTreeSet::new(),
        closed: BTreeSet::new(),
    };
    let planned: Vec<Planned> = lines
        .iter()
        .map(|line| {
            let subject = format!("{} {}", line.get("login"), line.get("name"));
            plan.row(line).unwrap_or_else(|why| Planned::settled(line.number, subject, Outcome::Refused(why)))
        })
        .collect();
    let fresh = plan.fresh;
    let report = carry_out(office, actor, &planned).await?;
    let mut issued = Issued::new();
    for (login, user) in fresh {
        if office.law().directory.officer(&user).is_some_and(|officer| !officer.dismissed) {
            let password = office.issued_password();
            office.set_password(&user, &password, true).await?;
            issued.push((login, password));
        }
    }
    Ok(Ok((report, issued)))
}

struct Plan<'a> {
    office: &'a Office,
    /// Accounts that rows before this one make.
    fresh: BTreeMap<String, UserId>,
    /// The names in those rows: one login is one person's.
    fresh_names: BTreeMap<String, String>,
    granted: BTreeSet<(String, Role, String)>,
    closed: BTreeSet<String>,
}

impl Plan<'_> {
    /// What the row says that somebody may act as, and for whom.
    fn capacity(&self, line: &Line) -> Result<Option<(Role, OrgId)>, String> {
        if line.get("role").is_empty() && line.get("organization").is_empty() {
            return Ok(None);
        }
        let role = role_named(line.required("role", "身份")?)?;
        Ok(Some((role, find_organization(self.office, line.required("organization", "单位")?)?)))
    }

    fn row(&mut self, line: &Line) -> Result<Planned, String> {
        let login = &text::login(line.required("login", "登录名")?);
        let name = line.required("name", "姓名")?;
        let closed = is_closed(line.get("state"))?;
        // What a closed account once was is of no use to anybody.
        let capacity = if closed { None } else { self.capacity(line)? };
        let law = self.office.law();
        let held = law.directory.by_login(login);
        let known = held.map(|(_, officer)| &officer.name).or_else(|| self.fresh_names.get(login));
        if let Some(known) = known.filter(|known| *known != name) {
            return Err(format!("登录名 {login} 已经是“{known}”的，姓名不一致，请核对"));
        }
        let mut commands = Vec::new();
        let user = match held.map(|(user, _)| user).or_else(|| self.fresh.get(login)) {
            Some(user) => user.clone(),
            None => {
                let user = UserId::new(self.office.fresh_id("u"));
                let qualification = line.optional("qualification");
                commands.push(OfficerCommand::Enrol {
                    login: login.clone(),
                    name: name.into(),
                    qualification,
                });
                self.fresh.insert(login.clone(), user.clone());
                self.fresh_names.insert(login.clone(), name.to_owned());
                user
            }
        };
        let gone = held.is_some_and(|(_, officer)| officer.dismissed);
        if gone && line.get("state") == OPEN_ZH {
            return Err(format!("登录名 {login} 的账户已经停用，不能靠导入重新启用；请另立登录名"));
        }
        if closed && !gone && self.closed.insert(login.to_owned()) {
            commands.push(OfficerCommand::Dismiss { reason: "导入的名册上已经停用".into() });
        }
        if let Some((role, organization)) = capacity {
            let holds = |officer: &huajie_law::directory::Officer| {
                officer.capacities.iter().any(|held| held.role == role && held.organization == organization)
            };
            let again = !self.granted.insert((login.to_owned(), role, organization.to_string()));
            if !again && !held.is_some_and(|(_, officer)| holds(officer)) {
                let post = line.optional("post");
                commands.push(OfficerCommand::GrantCapacity { role, organization, post });
            }
        }
        let outcome = match (held, commands.is_empty()) {
            (_, true) => Outcome::Present,
            (Some(_), false) => Outcome::Changed,
            (None, false) => Outcome::Created,
        };
        let target = MatterId::new(user.as_str());
        let order = |command| Order {
            target: target.clone(),
            seen_version: None,
            command: Command::Officer(command),
        };
        let orders = commands.into_iter().map(order).collect();
        Ok(Planned { line: line.number, subject: format!("{login} {name}"), outcome, orders })
    }
}

/// Nothing said is an account in use.
fn is_closed(state: &str) -> Result<bool, String> {
    match state {
        "" | OPEN_ZH => Ok(false),
        CLOSED_ZH | "停用" => Ok(true),
        other => Err(format!("“状态”写“{OPEN_ZH}”或者“{CLOSED_ZH}”，不能是“{other}”")),
    }
}

/// A role by its word or its Chinese name.
pub fn role_named(asked: &str) -> Result<Role, String> {
    let grantable = || Role::iter().filter(|role| role.is_grantable());
    let called = |role: &Role| {
        role.as_str() == asked || role.name_zh() == asked || called_before(*role) == Some(asked)
    };
    grantable().find(called).ok_or_else(|| {
        let all: Vec<&str> = grantable().map(Role::name_zh).collect();
        format!("没有这种身份：{asked}。可以是：{}", all.join("、"))
    })
}

/// As rosters wrote it that were made before a government's heads were among them.
fn called_before(role: Role) -> Option<&'static str> {
    (role == Role::AgencyHead).then_some("执法部门负责人")
}
