//! The receipt of a registration at the counter: the number, the code told once, the dates. Not here: the registration itself.

use super::{super::desk_page, parties};
use crate::{
    dispute::intake::Registered,
    http::{Trouble, Visit, html},
    ui::{
        Page,
        parts::{Clock, Confirmation},
    },
    words,
};
use askama::Template;
use axum::response::Response;
use huajie_law::{Actor, AnyMatter};

const HANDED_OVER: &str = "请现在打印或者抄给当事人：查询码只在这一页，离开以后不再显示，丢了要换发。";

/// Whoever told of it at a visit may be far away.
const KEPT_FOR_THEM: &str = "当事人在场的，请现在打印或者抄给当事人；不在场的，打印出来封好留存，等本人带身份证件来领（编号已经发短信告诉本人）。查询码只在这一页，离开以后不再显示，丢了要换发。";

#[derive(Template)]
#[template(path = "desk/receipt.html")]
struct ReceiptPage {
    page: Page,
    confirmation: Confirmation,
    qr: String,
    clocks: Vec<Clock>,
    /// No last day could be counted, and one would be needed.
    undated: bool,
    /// Whose telephone takes no texts, and to whom texts go instead.
    landlines: Vec<String>,
    /// Whose number of identity does not agree with itself, and why.
    doubted: Vec<String>,
    file: String,
    /// What follows from the earlier proceedings that were told.
    told: Vec<String>,
}

/// The receipt to hand over: the number, the code told once, the dates.
pub(super) async fn receipt_page(
    visit: &Visit,
    actor: &Actor,
    registered: &Registered,
) -> Result<Response, Trouble> {
    let today = visit.office.now().today;
    let clocks = visit.office.ledger.clocks(&registered.dispute).await?;
    let file = visit.office.ledger.load(&registered.dispute).await?.and_then(|file| file.matter);
    let undated = matches!(&file, Some(AnyMatter::Dispute(held)) if held.registration.act.made_on.is_none()
        && held.registration.act.is_inaction()
        && held.filed_on().is_none());
    let found = matches!(&file, Some(AnyMatter::Dispute(held)) if held.registration.follows.is_some());
    let (landlines, doubted) = match &file {
        Some(AnyMatter::Dispute(held)) => (parties::landlines(held), parties::doubted(visit, held).await?),
        _ => Default::default(),
    };
    let page = ReceiptPage {
        page: desk_page(visit, actor, "登记回执"),
        confirmation: Confirmation {
            heading: "已经登记".into(),
            label: "编号".into(),
            number: registered.number.clone(),
            code: Some(("查询码".into(), registered.query_code.clone())),
            text: Some(format!(
                "{}{}",
                registered
                    .reconsideration
                    .as_ref()
                    .map(|number| format!("复议案号{number}。"))
                    .unwrap_or_default(),
                if found { KEPT_FOR_THEM } else { HANDED_OVER },
            )),
        },
        qr: words::qr_data_uri(&format!(
            "{}/progress?number={}",
            visit.office.config.public_url, registered.number
        )),
        clocks: clocks.iter().map(|clock| words::clock(clock, today)).collect(),
        undated,
        told: match &file {
            Some(AnyMatter::Dispute(held)) => words::told_before(held, &visit.office.law(), today),
            _ => Vec::new(),
        },
        landlines,
        doubted,
        file: format!("/desk/file/{}", registered.dispute),
    };
    Ok(html(&page))
}
