//! Accounts at the command line: how the first administrators come to be, and the way back in when all are locked out.
//! Whoever can run this already holds the keys and the database.

use super::told;
use super::told::say;
use crate::{
    office::{Extras, Office, Order},
    people::import::{find_organization, role_named},
};
use clap::Subcommand;
use huajie_law::{Actor, Command, MatterId, UserId, directory::OfficerCommand};
use std::io::BufRead;

#[derive(Subcommand)]
pub enum UserTask {
    /// 列出账户和身份
    List,
    /// 建立账户；初始密码由系统生成，只显示这一次
    Enrol {
        login: String,
        name: String,
        /// 法律职业资格证书号
        #[arg(long)]
        qualification: Option<String>,
    },
    /// 授予身份；单位写名称或区划代码
    Grant {
        login: String,
        role: String,
        organization: String,
        #[arg(long)]
        post: Option<String>,
    },
    /// 重新设置密码：默认生成一个并显示；--stdin 从标准输入读
    Password {
        login: String,
        #[arg(long)]
        stdin: bool,
    },
    /// 解除登录锁定
    Unlock { login: String },
    /// 重置动态口令：下次登录时绑定新手机
    Reset { login: String },
    /// 显示示范账户现在的动态口令（真实账户没有这个命令）
    Code { login: String },
}

pub async fn carry_out(office: &Office, task: UserTask) -> Result<(), String> {
    match task {
        UserTask::List => list(office),
        UserTask::Enrol { login, name, qualification } => enrol(office, login, name, qualification).await,
        UserTask::Grant { login, role, organization, post } => {
            grant(office, &login, &role, &organization, post).await
        }
        UserTask::Password { login, stdin } => password(office, &login, stdin).await,
        UserTask::Unlock { login } => {
            let user = find(office, &login)?;
            let reason = "在服务器上解除".to_owned();
            order(office, &user, OfficerCommand::Unlock { reason }).await?;
            office
                .ledger
                .forget_tries(&office.guard_name(&login))
                .await
                .map_err(|fault| fault.to_string())?;
            say!("已解除：{login}");
            Ok(())
        }
        UserTask::Reset { login } => {
            let user = find(office, &login)?;
            let reason = "在服务器上重置".to_owned();
            order(office, &user, OfficerCommand::ResetSecondFactor { reason }).await?;
            office.reset_second_factor(&user).await.map_err(|fault| fault.to_string())?;
            say!("已重置：{login}。下次登录时绑定新手机。");
            Ok(())
        }
        UserTask::Code { login } => code(office, &login).await,
    }
}

fn list(office: &Office) -> Result<(), String> {
    let law = office.law();
    for officer in law.directory.officers.values() {
        let state = if officer.dismissed { "（已停用）" } else { "" };
        say!("{}\t{}{state}", officer.login, officer.name);
        for held in &officer.capacities {
            let organization = law.directory.name_of(&held.organization);
            say!("\t{}\t{organization}\t{}", held.role.name_zh(), held.post.as_deref().unwrap_or(""));
        }
    }
    if law.directory.officers.is_empty() {
        say!("还没有账户。建立第一个：huajie user enrol 登录名 姓名");
    }
    Ok(())
}

async fn enrol(
    office: &Office,
    login: String,
    name: String,
    qualification: Option<String>,
) -> Result<(), String> {
    let user = UserId::new(office.fresh_id("u"));
    order(office, &user, OfficerCommand::Enrol { login: login.clone(), name, qualification }).await?;
    let issued = office.issued_password();
    office.set_password(&user, &issued, true).await.map_err(|fault| fault.to_string())?;
    say!("已建立账户 {login}\n初始密码（只显示这一次，首次登录时要改）：{issued}");
    say!("还没有身份，不能登录。授予：huajie user grant {login} 身份 单位");
    Ok(())
}

async fn grant(
    office: &Office,
    login: &str,
    role: &str,
    organization: &str,
    post: Option<String>,
) -> Result<(), String> {
    let user = find(office, login)?;
    let role = role_named(role)?;
    let organization = find_organization(office, organization)?;
    order(office, &user, OfficerCommand::GrantCapacity { role, organization, post }).await?;
    say!("已授予 {login}：{}", role.name_zh());
    Ok(())
}

async fn password(office: &Office, login: &str, stdin: bool) -> Result<(), String> {
    let user = find(office, login)?;
    let chosen = if stdin {
        let mut line = String::new();
        std::io::stdin()
            .lock()
            .read_line(&mut line)
            .map_err(|error| format!("读不了标准输入：{}", told::io(&error)))?;
        let line = line.trim_end_matches(['\r', '\n']).to_owned();
        crate::people::credential::check_new_password(login, &line).map_err(|refused| refused.to_string())?;
        line
    } else {
        office.issued_password()
    };
    order(office, &user, OfficerCommand::IssuePassword).await?;
    office.set_password(&user, &chosen, !stdin).await.map_err(|fault| fault.to_string())?;
    match stdin {
        true => say!("已设置 {login} 的密码"),
        false => say!("{login} 的初始密码（只显示这一次，首次登录时要改）：{chosen}"),
    }
    Ok(())
}

pub async fn code(office: &Office, login: &str) -> Result<(), String> {
    let shown = office.code_of(login).await.map_err(|fault| fault.to_string())?;
    say!("{}", shown.ok_or_else(|| format!("{login} 不是示范账户，动态口令只在本人手机上"))?);
    Ok(())
}

fn find(office: &Office, login: &str) -> Result<UserId, String> {
    let law = office.law();
    law.directory
        .by_login(login)
        .map(|(user, _)| user.clone())
        .ok_or_else(|| format!("没有登录名为 {login} 的账户"))
}

async fn order(office: &Office, user: &UserId, command: OfficerCommand) -> Result<(), String> {
    let order = Order {
        target: MatterId::new(user.as_str()),
        seen_version: None,
        command: Command::Officer(command),
    };
    let given = office.execute(&Actor::statute(), order, Extras::default()).await;
    given.map(drop).map_err(|failure| told::failure(&failure))
}
