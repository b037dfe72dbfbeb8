//! Steps on an account, a page each. An issued password is shown once, on the page that answers, and stands nowhere.

use super::{administrator, one};
use crate::{
    desk::desk_page,
    http::{Submission, Trouble, Visit, html, see_other},
    office::{Extras, Order},
    people::{import::find_organization, kept},
    ui::{
        Page,
        form::{Choice, Field, Form},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use huajie_law::{
    Actor, Command, MatterId, OrgId, Refusal, Role, UserId,
    directory::{Officer, OfficerCommand},
};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

#[derive(Template)]
#[template(path = "people/officers/issued.html")]
struct IssuedPage {
    page: Page,
    login: String,
    password: String,
    back: String,
}

const NEW: &str = "建立账户";

fn new_form() -> Form {
    Form::new("/desk/officers/new", "建立并发放初始密码")
        .field(
            Field::text("login", "登录名").hint("小写字母和数字，建好后不能改，例如 lixiaoming").required(),
        )
        .field(Field::text("name", "姓名").required())
        .field(Field::text("qualification", "法律职业资格证书号").hint("做法制审核的人要填"))
}

/// `GET /desk/officers/new`.
pub async fn ask_new(visit: Visit) -> Result<Response, Trouble> {
    let actor = administrator(&visit)?;
    actor.permits(&[Role::SystemAdmin])?;
    Ok(kept::step(&visit, &actor, NEW, "/desk/officers", new_form()))
}

/// `POST /desk/officers/new`.
pub async fn enrol(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let actor = administrator(&visit)?;
    let mut form = new_form();
    form.keep(submission.typed());
    let given = |name: &str| Some(submission.first(name).trim().to_owned()).filter(|text| !text.is_empty());
    let login = submission.first("login").trim().to_owned();
    if !login.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        form.reject("login", "登录名只能用小写字母和数字");
        return Ok(kept::step(&visit, &actor, NEW, "/desk/officers", form));
    }
    let user = UserId::new(visit.office.fresh_id("u"));
    let name = given("name").unwrap_or_default();
    let enrol = OfficerCommand::Enrol { login: login.clone(), name, qualification: given("qualification") };
    match execute(&visit, &actor, &user, enrol, None).await? {
        Err(refusal) => {
            form.reject(refusal.field.as_deref().unwrap_or(""), refusal.says());
            Ok(kept::step(&visit, &actor, NEW, "/desk/officers", form))
        }
        Ok(_) => {
            let issued = execute(&visit, &actor, &user, OfficerCommand::IssuePassword, None).await?;
            let password = issued.map_err(Trouble::from)?.unwrap_or_default();
            Ok(show_issued(&visit, &actor, login, password, &user))
        }
    }
}

fn show_issued(visit: &Visit, actor: &Actor, login: String, password: String, user: &UserId) -> Response {
    let back = format!("/desk/officers/{user}");
    html(&IssuedPage { page: desk_page(visit, actor, "初始密码"), login, password, back })
}

/// Gives one order on an account and does what it means for secrets and sessions; the inner error is the law's no.
async fn execute(
    visit: &Visit,
    actor: &Actor,
    user: &UserId,
    command: OfficerCommand,
    seen_version: Option<u64>,
) -> Result<Result<Option<String>, Refusal>, Trouble> {
    let target = MatterId::new(user.as_str());
    let (accounts, issued) = visit.office.account_changes(user, &command, None).await;
    let order = Order { target, seen_version, command: Command::Officer(command) };
    let extras = Extras { accounts, ..Extras::default() };
    Ok(kept::give(visit, actor, order, extras).await?.map(|()| issued))
}

type Asked = BTreeMap<String, String>;

/// `GET /desk/officers/{officer}/{command}`.
pub async fn ask(
    visit: Visit,
    Path((user, command)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let actor = administrator(&visit)?;
    let (version, officer) = one::account(&visit, &actor, &user).await?;
    let title = offered(&visit, &actor, &user, version, &officer, &command)?;
    let chosen = asked.get("capacity").map_or("", String::as_str);
    let form = form(&visit, &user, &officer, &command, chosen).version(version);
    Ok(kept::step(
        &visit,
        &actor,
        &format!("{title}：{}", officer.name),
        &format!("/desk/officers/{user}"),
        form,
    ))
}

/// The step's title, if it is this administrator's to take.
fn offered(
    visit: &Visit,
    actor: &Actor,
    user: &str,
    version: u64,
    officer: &Officer,
    command: &str,
) -> Result<&'static str, Trouble> {
    let title = one::title(command).ok_or(Trouble::NotFound)?;
    let matter = Some(huajie_law::AnyMatter::Officer(Box::new(officer.clone())));
    let file = huajie_law::File { id: MatterId::from(user), version, matter };
    let offers = huajie_law::offers(&file, actor, visit.office.now(), &visit.office.law());
    let may = offers.iter().any(|offer| offer.command == command);
    if may { Ok(title) } else { Err(Refusal::not_permitted().into()) }
}

fn form(visit: &Visit, user: &str, officer: &Officer, command: &str, chosen: &str) -> Form {
    let address = format!("/desk/officers/{user}/{command}");
    let reason = || Field::long_text("reason", "理由").required();
    match command {
        "grant_capacity" => {
            let roles = Role::iter().filter(|role| role.is_grantable());
            let roles = roles.map(|role| (role.as_str().to_owned(), role.name_zh()));
            Form::new(address, "授予")
                .field(Field::select("role", "身份", roles).required())
                .field(
                    Field::text("organization", "单位").hint("写单位全称；乡镇、村写区划代码也行").required(),
                )
                .field(Field::text("post", "职务").hint("文书上怎么写就怎么填，例如 行政审判庭法官"))
        }
        "revoke_capacity" => {
            let law = visit.office.law();
            let held = officer.capacities.iter().map(|held| Choice {
                value: held.key.clone(),
                label: format!("{} {}", law.directory.name_of(&held.organization), held.role.name_zh()),
                hint: held.post.clone(),
                group: None,
            });
            Form::new(address, "收回")
                .field(Field::choice("capacity", "收回哪个身份", held).required().value(chosen))
                .field(reason())
                .danger("收回以后马上不能再用这个身份办事，手上的待办要有人接。")
        }
        "dismiss" => Form::new(address, "停用账户")
            .field(reason())
            .danger("停用以后不能登录，也不能再启用；经办过的记录都保留。手上的待办要有人接。"),
        "reset_second_factor" => Form::new(address, "重置")
            .field(reason())
            .danger("现在绑定的手机作废，本人在各处退出登录；下次登录要绑定新手机。请先当面核实是本人。"),
        "issue_password" => Form::new(address, "发放新的初始密码").danger(
            "现在的密码作废，本人在各处退出登录。初始密码只显示一次，首次登录时必须改。请先当面核实是本人。",
        ),
        _ => Form::new(address, "办理").field(reason()),
    }
}

/// `POST /desk/officers/{officer}/{command}`.
pub async fn give(
    visit: Visit,
    Path((user, command)): Path<(String, String)>,
    submission: Submission,
) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let actor = administrator(&visit)?;
    let (version, officer) = one::account(&visit, &actor, &user).await?;
    let title = offered(&visit, &actor, &user, version, &officer, &command)?;
    let back = format!("/desk/officers/{user}");
    let mut form = form(&visit, &user, &officer, &command, submission.first("capacity")).version(version);
    form.keep(submission.typed());
    if submission.version() != Some(version) {
        form.refusal = Some("您打开以后，这个账户有了变动。什么都没有被覆盖；请核对后再提交。".into());
        return Ok(kept::step(&visit, &actor, &format!("{title}：{}", officer.name), &back, form));
    }
    let order = read(&visit, &command, &submission, &mut form);
    let user = UserId::new(user);
    let refused = match order {
        None => None,
        Some(order) => match execute(&visit, &actor, &user, order, submission.version()).await? {
            Ok(Some(password)) => return Ok(show_issued(&visit, &actor, officer.login, password, &user)),
            Ok(None) => return Ok(see_other(&back)),
            Err(refusal) => Some(refusal),
        },
    };
    if let Some(refusal) = refused {
        form.reject(refusal.field.as_deref().unwrap_or(""), refusal.says());
    }
    Ok(kept::step(&visit, &actor, &format!("{title}：{}", officer.name), &back, form))
}

/// The command a form makes; what does not read stands beside its field.
fn read(visit: &Visit, command: &str, submission: &Submission, form: &mut Form) -> Option<OfficerCommand> {
    let reason = submission.first("reason").trim().to_owned();
    Some(match command {
        "issue_password" => OfficerCommand::IssuePassword,
        "dismiss" => OfficerCommand::Dismiss { reason },
        "unlock" => OfficerCommand::Unlock { reason },
        "reset_second_factor" => OfficerCommand::ResetSecondFactor { reason },
        "revoke_capacity" => {
            OfficerCommand::RevokeCapacity { capacity: submission.first("capacity").to_owned(), reason }
        }
        "grant_capacity" => {
            let role = submission.first("role").parse().map_err(|_| form.reject("role", "请选择身份")).ok();
            let organization = organization(visit, submission, form);
            let post = Some(submission.first("post").trim().to_owned()).filter(|post| !post.is_empty());
            OfficerCommand::GrantCapacity { role: role?, organization: organization?, post }
        }
        _ => return None,
    })
}

fn organization(visit: &Visit, submission: &Submission, form: &mut Form) -> Option<OrgId> {
    let typed = submission.first("organization").trim();
    if typed.is_empty() {
        form.reject("organization", "请填写单位");
        return None;
    }
    find_organization(&visit.office, typed).map_err(|why| form.reject("organization", why)).ok()
}
