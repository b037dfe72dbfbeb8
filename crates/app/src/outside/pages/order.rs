//! Steps on a system, a page each. A secret is shown once, on the page that answers, and stands nowhere.

use super::{administrator, open};
use crate::outside::delivery_change;
use crate::{
    desk::desk_page,
    http::{Submission, Trouble, Visit, html, see_other},
    office::{Extras, Order},
    people::{import::find_organization, kept},
    ui::{
        Page,
        form::{Field, Form},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use huajie_law::{
    Actor, Command, File, MatterId, Refusal, Role,
    directory::{OutsideSystem, OutsideSystemCommand, Reach, SystemTerms},
    mirrored::Procedure,
    text,
};
use huajie_ledger::deliveries::DeliveryChange;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "outside/issued.html")]
struct IssuedPage {
    page: Page,
    client_id: String,
    secret: String,
    back: String,
}

const NEW: &str = "登记外部系统";
const LIST: &str = "/desk/systems";

/// What a step is called.
pub(super) fn title(command: &str) -> Option<&'static str> {
    Some(match command {
        "change" => "变更登记内容",
        "change_key" => "更换公钥",
        "issue_secret" => "换发密钥",
        "withdraw" => "停用",
        "try_again" => "再办一次",
        "set_aside" => "搁置",
        _ => return None,
    })
}

pub(super) fn is_of_a_delivery(command: &str) -> bool {
    matches!(command, "try_again" | "set_aside")
}

fn key_field() -> Field {
    Field::text("public_key", "它的公钥（Ed25519）")
        .hint("32 字节，base64，44 个字符；用来核对它发来的内容是不是它签的")
        .required()
}

fn terms_fields(form: Form, visit: &Visit, held: Option<&SystemTerms>) -> Form {
    let law = visit.office.law();
    let organization = held.map_or("", |held| law.directory.name_of(&held.organization)).to_owned();
    let mut reports = Field::several("reports", "可以报送哪些程序", Procedure::choices());
    reports.value = held.iter().flat_map(|held| &held.reports).map(|one| one.as_str().to_owned()).collect();
    let mut refers =
        Field::several("refers", "移送对接", [("true".to_owned(), "可以移送、签收、退回、交回")]);
    refers.value = held.filter(|held| held.refers).map(|_| "true".to_owned()).into_iter().collect();
    let reach = held.map_or(Reach::Nothing, |held| held.reach);
    form.field(Field::text("name", "名称").required().value(held.map_or("", |held| held.name.as_str())))
        .field(
            Field::text("organization", "属于哪个单位")
                .hint("写单位全称；它只能报送这个单位和它的派出机构办的程序")
                .required()
                .value(organization),
        )
        .field(reports)
        .field(refers)
        .field(Field::choice("reach", "怎样送达它", Reach::choices()).required().value(reach.as_str()))
        .field(
            Field::text("webhook", "推送地址")
                .hint("网络推送的要填，例如 https://example.gov.cn/huajie/events")
                .value(held.and_then(|held| held.webhook.as_deref()).unwrap_or("")),
        )
}

fn new_form(visit: &Visit) -> Form {
    terms_fields(Form::new("/desk/systems/new", "登记并显示密钥"), visit, None).field(key_field())
}

/// `GET /desk/systems/new`.
pub async fn ask_new(visit: Visit) -> Result<Response, Trouble> {
    let actor = administrator(&visit)?;
    actor.permits(&[Role::SystemAdmin])?;
    Ok(kept::step(&visit, &actor, NEW, LIST, new_form(&visit)))
}

/// `POST /desk/systems/new`.
pub async fn register(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let actor = administrator(&visit)?;
    let mut form = new_form(&visit);
    form.keep(submission.typed());
    let public_key = text::tidy(submission.first("public_key"));
    if let Some(terms) = read_terms(&visit, &submission, &mut form) {
        let id = MatterId::new(visit.office.fresh_id("s"));
        let command = OutsideSystemCommand::Register { terms, public_key };
        match execute(&visit, &actor, &id, command, None, Vec::new()).await? {
            Ok(secret) => return Ok(issued(&visit, &actor, &id, secret.unwrap_or_default())),
            Err(refusal) => reject(&mut form, &refusal),
        }
    }
    Ok(kept::step(&visit, &actor, NEW, LIST, form))
}

fn issued(visit: &Visit, actor: &Actor, id: &MatterId, secret: String) -> Response {
    let back = format!("{LIST}/{id}");
    html(&IssuedPage { page: desk_page(visit, actor, "密钥"), client_id: id.to_string(), secret, back })
}

/// Fields of the terms are flat on the page.
fn reject(form: &mut Form, refusal: &Refusal) {
    let field = refusal.field.as_deref().unwrap_or("");
    form.reject(field.strip_prefix("terms.").unwrap_or(field), refusal.says());
}

fn read_terms(visit: &Visit, submission: &Submission, form: &mut Form) -> Option<SystemTerms> {
    let reports = submission.all("reports").filter_map(|name| name.parse().ok()).collect();
    let organization = match submission.first("organization").trim() {
        "" => Err("请填写单位全称".to_owned()),
        named => find_organization(&visit.office, named),
    };
    let organization = organization.map_err(|why| form.reject("organization", why)).ok();
    let reach = submission.first("reach").parse().map_err(|_| form.reject("reach", "请选择怎样送达")).ok();
    let webhook = Some(text::tidy(submission.first("webhook"))).filter(|address| !address.is_empty());
    Some(SystemTerms {
        name: text::tidy(submission.first("name")),
        organization: organization?,
        reports,
        refers: submission.first("refers") == "true",
        reach: reach?,
        webhook,
    })
}

/// Gives one order on a system and does what it means for secrets, tokens and deliveries; the inner error is the law's no.
async fn execute(
    visit: &Visit,
    actor: &Actor,
    id: &MatterId,
    command: OutsideSystemCommand,
    seen_version: Option<u64>,
    deliveries: Vec<DeliveryChange>,
) -> Result<Result<Option<String>, Refusal>, Trouble> {
    let (accounts, secret) = visit.office.system_changes(id, &command, None);
    let order = Order { target: id.clone(), seen_version, command: Command::OutsideSystem(command) };
    let extras = Extras { accounts, deliveries, ..Extras::default() };
    Ok(kept::give(visit, actor, order, extras).await?.map(|()| secret))
}

type Asked = BTreeMap<String, String>;

/// `GET /desk/systems/{system}/{command}`.
pub async fn ask(
    visit: Visit,
    Path((id, command)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let actor = administrator(&visit)?;
    let (file, system) = open(&visit, &actor, &id).await?;
    let title = offered(&visit, &actor, &file, &command)?;
    let delivery = asked.get("delivery").map_or("", String::as_str);
    let form = form(&visit, &id, &system, &command, delivery).version(file.version);
    Ok(kept::step(&visit, &actor, &heading(title, &system), &format!("{LIST}/{id}"), form))
}

fn heading(title: &str, system: &OutsideSystem) -> String {
    format!("{title}：{}", system.terms.name)
}

/// The step's title, if it is this administrator's to take now.
fn offered(visit: &Visit, actor: &Actor, file: &File, command: &str) -> Result<&'static str, Trouble> {
    let title = title(command).ok_or(Trouble::NotFound)?;
    let offers = huajie_law::offers(file, actor, visit.office.now(), &visit.office.law());
    match offers.into_iter().find(|offer| offer.command == command) {
        None => Err(Refusal::not_permitted().into()),
        Some(offer) => offer.refusal.map_or(Ok(title), |refusal| Err(refusal.into())),
    }
}

fn form(visit: &Visit, id: &str, system: &OutsideSystem, command: &str, delivery: &str) -> Form {
    let address = format!("{LIST}/{id}/{command}");
    let reason = || Field::long_text("reason", "理由").required();
    match command {
        "change" => terms_fields(Form::new(address, "保存"), visit, Some(&system.terms)),
        "change_key" => Form::new(address, "更换")
            .field(key_field())
            .field(reason())
            .danger("现在的公钥马上作废，令牌也要重新换取；用旧私钥签的内容不再接收。"),
        "issue_secret" => Form::new(address, "换发并显示密钥")
            .field(reason())
            .danger("现在的密钥和令牌马上作废。新的密钥只显示一次。"),
        "withdraw" => Form::new(address, "停用")
            .field(reason())
            .danger("停用以后它不能再换取令牌，也不能再启用；收到过的内容都保留。"),
        "try_again" => Form::new(address, "再办一次").field(Field::hidden("delivery", delivery)),
        _ => Form::new(address, "搁置")
            .field(Field::hidden("delivery", delivery))
            .field(reason())
            .danger("搁置以后不再处理这一条；内容和理由都保留。对方再发同一条，仍答复没有办成。"),
    }
}

/// `POST /desk/systems/{system}/{command}`.
pub async fn give(
    visit: Visit,
    Path((id, command)): Path<(String, String)>,
    submission: Submission,
) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let actor = administrator(&visit)?;
    let (file, system) = open(&visit, &actor, &id).await?;
    let title = offered(&visit, &actor, &file, &command)?;
    let (back, heading) = (format!("{LIST}/{id}"), heading(title, &system));
    let delivery = submission.first("delivery").to_owned();
    let mut form = form(&visit, &id, &system, &command, &delivery).version(file.version);
    form.keep(submission.typed());
    if submission.version() != Some(file.version) {
        form.refusal = Some("您打开以后，这个系统有了变动。什么都没有被覆盖；请核对后再提交。".into());
        return Ok(kept::step(&visit, &actor, &heading, &back, form));
    }
    let Some(order) = read(&visit, &command, &submission, &mut form) else {
        return Ok(kept::step(&visit, &actor, &heading, &back, form));
    };
    let changes = delivery_change(&visit, &file.id, &order).await?;
    match execute(&visit, &actor, &file.id, order, submission.version(), changes).await? {
        Ok(Some(secret)) => Ok(issued(&visit, &actor, &file.id, secret)),
        Ok(None) => {
            if command == "try_again" {
                visit.office.apply_waiting_events(visit.office.now().at).await?;
            }
            Ok(see_other(&back))
        }
        Err(refusal) => {
            reject(&mut form, &refusal);
            Ok(kept::step(&visit, &actor, &heading, &back, form))
        }
    }
}

/// The command a form makes; what does not read stands beside its field.
fn read(
    visit: &Visit,
    command: &str,
    submission: &Submission,
    form: &mut Form,
) -> Option<OutsideSystemCommand> {
    let reason = submission.first("reason").trim().to_owned();
    let delivery = submission.first("delivery").to_owned();
    Some(match command {
        "change" => OutsideSystemCommand::Change { terms: read_terms(visit, submission, form)? },
        "change_key" => {
            OutsideSystemCommand::ChangeKey { public_key: text::tidy(submission.first("public_key")), reason }
        }
        "issue_secret" => OutsideSystemCommand::IssueSecret { reason },
        "withdraw" => OutsideSystemCommand::Withdraw { reason },
        "try_again" => OutsideSystemCommand::TryAgain { delivery },
        "set_aside" => OutsideSystemCommand::SetAside { delivery, reason },
        _ => return None,
    })
}
