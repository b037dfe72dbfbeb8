//! The desk: what staff work at. To-dos, lists, the file page, the order pages, registering at the counter, search, the
//! auditor's journal.

pub(crate) mod advice;
mod alone;
pub mod blanks;
mod coming;
mod dates;
mod elsewhere;
pub(crate) mod evidence;
mod exported;
pub mod file;
mod gathered;
pub(crate) mod history;
mod home;
pub(crate) mod joined;
mod journal;
pub mod kept;
pub(crate) mod lanes;
mod lanes_sheet;
pub mod last_days;
pub(crate) mod letters;
pub(crate) mod list;
mod mediated;
pub mod order;
mod persons;
mod proposal;
pub(crate) mod reconsideration;
mod referred;
mod register;
mod search;
pub mod steps;
pub mod told;
mod uploads;
pub mod visits;
mod watch;
pub(crate) mod which;
pub(crate) mod worksheet;

pub(crate) use file::identity;
pub use home::steps_of;

use crate::{
    http::{Trouble, Visit},
    office::Office,
    ui::{NavItem, Page, assets, form::Form},
};
use axum::{Router, routing::get};
use huajie_law::{Actor, Role};
use huajie_ledger::Fault;
use std::{collections::BTreeMap, sync::Arc};

/// What finds no room now stays typed on its page. Logged here under the number that it shows, for no page of trouble follows.
fn unsaved(visit: &Visit, mut form: Form, fault: &Fault) -> Form {
    let incident = visit.office.fresh_id("E");
    let path = visit.here.split('?').next().unwrap_or_default();
    tracing::error!(incident, ?fault, path, "fault");
    form.refusal = Some(format!(
        "现在存不进去（编号 {incident}），什么也没有保存。填的内容都在这一页：过一会儿再按一次；还是不行的，先抄下来，把编号告诉管理员。"
    ));
    form
}

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/desk", get(home::to_dos))
        .route("/desk/next", get(home::next))
        .route("/desk/list/{kind}", get(list::list))
        .route("/desk/file/{id}", get(file::show))
        .route("/desk/file/{id}/dates.ics", get(dates::dates))
        .route("/desk/file/{id}/lanes", get(lanes_sheet::show))
        .route("/desk/file/{id}/evidence/{hash}", get(evidence::show))
        .route("/desk/file/{id}/evidence/{hash}/original", get(evidence::original))
        .route("/desk/file/{id}/persons", axum::routing::post(persons::persons))
        .route("/desk/file/{id}/{command}", get(order::ask).post(order::give))
        .route("/desk/watch", get(watch::list))
        .route("/desk/letters", get(letters::list))
        .route("/desk/letters/{letter}", get(letters::ask).post(letters::settle))
        .route("/desk/register", get(register::ask).post(register::enter))
        .route("/desk/journal", get(journal::read))
        .route("/search", get(search::ask).post(search::look))
        .route("/search/{key}", get(search::found))
}

/// The layout's context of a desk page, with the navigation of this role.
pub(crate) fn desk_page(visit: &Visit, actor: &Actor, title: impl Into<String>) -> Page {
    let mut page = visit.page(title);
    page.scripts = vec![assets::desk_script_url()];
    page.nav = navigation(actor.role)
        .into_iter()
        .map(|(href, label)| NavItem {
            href: href.to_owned(),
            label: label.to_owned(),
            count: None,
            current: visit.here == href
                || visit.here.starts_with(&format!("{href}?"))
                || (href != "/desk" && visit.here.starts_with(&format!("{href}/"))),
        })
        .collect();
    page
}

/// Five zones of the centre are five places here; who has nothing to do in one is not shown it.
fn navigation(role: Role) -> Vec<(&'static str, &'static str)> {
    let mut places = vec![("/desk", "我的待办")];
    if matches!(role, Role::IntakeClerk | Role::ConsultPoint | Role::ReconsiderationOfficer) {
        places.push(("/desk/register", "案件受理"));
    }
    match role {
        Role::SystemAdmin | Role::SecurityAdmin => {
            places.extend([("/desk/officers", "工作人员"), ("/desk/list/organization", "单位")]);
        }
        _ => places.extend([
            ("/desk/list/dispute", "行政争议"),
            ("/desk/list/mediation", "行政争议调解"),
            ("/desk/list/reconsideration", "行政复议"),
            ("/desk/list/mirrored", "其他机关的程序"),
            ("/desk/list/referral", "移送对接"),
            ("/desk/list/consultation", "专家论证"),
            ("/desk/list/case_review", "案审会"),
            ("/desk/watch", "关注名单"),
            ("/desk/list/performance", "协议履行"),
            ("/desk/list/follow_up", "案后回访"),
        ]),
    }
    if matches!(
        role,
        Role::IntakeClerk
            | Role::Judge
            | Role::Prosecutor
            | Role::PetitionOfficer
            | Role::ReconsiderationOfficer
    ) {
        places.push(("/desk/exchange", "表格交换"));
    }
    if letters::REACHES.contains(&role) {
        places.push(("/desk/letters", "没有送到的短信"));
    }
    if role == Role::CentreHead {
        places.push(("/desk/holidays", "放假安排"));
    }
    if role == Role::Auditor {
        places.extend([("/desk/journal", "日志"), ("/desk/officers", "工作人员")]);
    }
    if !matches!(role, Role::SystemAdmin | Role::SecurityAdmin) {
        places.push(("/desk/experts", "专家库"));
    }
    if matches!(role, Role::SystemAdmin | Role::Auditor) {
        places.push(("/desk/stuck", "没有办成、没有送到的往来"));
        places.push(("/desk/systems", "外部系统"));
    }
    places.push(("/desk/bodies", "议事机构"));
    places
}

/// The same page with some of what is asked changed or taken away: the address is the state of a list.
fn address(page: &str, asked: &BTreeMap<String, String>, changes: &[(&str, Option<&str>)]) -> String {
    let mut parts: BTreeMap<&str, &str> =
        asked.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    parts.extend(changes.iter().map(|(name, value)| (*name, value.unwrap_or_default())));
    let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parts).finish();
    if query.is_empty() { page.to_owned() } else { format!("{page}?{query}") }
}

/// The officer, and that is all a desk page needs to begin with.
fn at_the_desk(visit: &Visit) -> Result<Actor, Trouble> {
    visit.officer()
}
