//! The catalogue of papers: name, Chinese title, source and sample of each, compiled in.

use crate::{Job, PaperError};

/// One kind of paper.
#[derive(Debug)]
pub struct Template {
    /// By this name a job asks for it.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    pub(crate) source: &'static str,
    sample: &'static str,
}

/// The sheet that every template imports.
pub(crate) const SHEET: &str = include_str!("../templates/gw.typ");
/// What the sheet itself imports.
pub(crate) const DATA: &str = include_str!("../templates/data.typ");

/// The sheet of a paper: its own, or the one of the paper of which it is a copy.
macro_rules! sheet_of {
    ($own:literal) => {
        $own
    };
    ($own:literal $of:literal) => {
        $of
    };
}

macro_rules! catalogue {
    ($($name:literal $title:literal $(copies $of:literal)?)*) => {
        &[$(Template {
            name: $name,
            title: $title,
            source: include_str!(concat!("../templates/", sheet_of!($name $($of)?), ".typ")),
            sample: include_str!(concat!("../templates/samples/", $name, ".json")),
        }),*]
    };
}

/// Every paper, in the order in which they come to be in a dispute.
const CATALOGUE: &[Template] = catalogue! {
    "application" "行政争议化解申请书"
    "application_copy" "行政争议化解申请书（副本）" copies "application"
    "receipt" "登记回执"
    "consent_notice" "导入调解告知暨同意确认书"
    "acceptance" "受理通知书"
    "refusal" "不予导入（受理）通知书"
    "hand_over" "移送函及回执"
    "team_notice" "调解团队组成暨权利义务、回避告知书"
    "invitation" "调解会通知书"
    "session_change" "调解会改期（取消）通知书"
    "minutes" "调解笔录"
    "minutes_apart" "调解笔录（分开调解）"
    "undisputed_facts" "无争议事实确认书"
    "agreement" "调解协议书"
    "termination" "终止调解通知书"
    "confirmation_application" "司法确认申请书"
    "urging" "催促履行函"
    "follow_up_form" "案后回访登记表"
    "volume_catalogue" "卷内目录"
    "reconsideration_letter" "行政复议通知书"
    "reconsideration_decision" "行政复议决定书"
    "service_receipt" "送达回证"
    "advice_record" "专家论证意见书"
    "case_review_minutes" "案审会纪要"
    "published_copy" "行政复议决定书（公开副本）"
};

/// The names of all templates.
pub fn names() -> impl Iterator<Item = &'static str> {
    CATALOGUE.iter().map(|template| template.name)
}

/// The template of this name.
///
/// # Errors
/// [`PaperError::UnknownTemplate`].
pub fn template(name: &str) -> Result<&'static Template, PaperError> {
    CATALOGUE
        .iter()
        .find(|template| template.name == name)
        .ok_or_else(|| PaperError::UnknownTemplate { name: name.to_owned() })
}

/// The sample of a template as a job with its pictures. Its data is the documented shape: every field that the
/// template knows. Dates are `2026-03-05`, `2026-03-05T09:30`, `{ "on": …, "reason": … }` or any ready text;
/// an absent field, `null` and an empty text are the same.
///
/// # Errors
/// [`PaperError::UnknownTemplate`].
pub fn sample(name: &str) -> Result<Job, PaperError> {
    let text = template(name)?.sample;
    let qr: &[u8] = include_bytes!("../templates/samples/qr.png");
    let signature: &[u8] = include_bytes!("../templates/samples/signature-1.png");
    Ok(Job {
        template: name.to_owned(),
        data: serde_json::from_str(text).expect("samples are JSON: each is set by a test"),
        ident: format!("sample-{name}"),
        dated: (2026, 3, 5),
        attachments: vec![
            ("qr.png".to_owned(), qr.to_vec()),
            ("signature-1.png".to_owned(), signature.to_vec()),
        ],
    })
}
