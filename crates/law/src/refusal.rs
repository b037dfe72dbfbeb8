//! Refusals: the law or the form says no. An answer, not a failure.
//!
//! A code is named once, in words, beside the rule that uses it, and is never given another meaning.

use serde::Serialize;

/// The name of a refusal, what it says to a person, and the article behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Code {
    /// In words, `room.step.reason`, e.g. `mediation.start.team_incomplete`.
    pub name: &'static str,
    /// What the person reads (Chinese, plain).
    pub says: &'static str,
    /// Article, where one stands behind it.
    pub cites: Option<&'static str>,
}

impl Code {
    pub const fn new(name: &'static str, says: &'static str) -> Code {
        Code { name, says, cites: None }
    }

    pub const fn citing(name: &'static str, says: &'static str, cites: &'static str) -> Code {
        Code { name, says, cites: Some(cites) }
    }
}

/// Which answer the outside gives: 403, 404, 409 or 422.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Class {
    /// The person may see the matter but not do this (403).
    NotPermitted,
    /// The person must not learn that the matter exists (404).
    NotVisible,
    /// The law or the form says no (422).
    Refused,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    pub code: Code,
    pub class: Class,
    /// The field of the form that it belongs to, if it is about one (path as in the command's JSON, e.g. `obligations.0.due_on`).
    pub field: Option<String>,
    /// More exact words than the code's own, e.g. with a date in them.
    pub detail: Option<String>,
}

impl Refusal {
    pub fn of(code: Code) -> Refusal {
        Refusal { code, class: Class::Refused, field: None, detail: None }
    }

    pub fn at(code: Code, field: impl Into<String>) -> Refusal {
        Refusal { field: Some(field.into()), ..Refusal::of(code) }
    }

    /// As part of a larger form: its field lies below this one.
    pub fn below(self, form: &str) -> Refusal {
        let field = self.field.as_ref().map(|field| format!("{form}.{field}"));
        Refusal { field, ..self }
    }

    pub fn because(self, detail: impl Into<String>) -> Refusal {
        Refusal { detail: Some(detail.into()), ..self }
    }

    pub fn not_permitted() -> Refusal {
        Refusal { class: Class::NotPermitted, ..Refusal::of(NOT_PERMITTED) }
    }

    pub fn not_visible() -> Refusal {
        Refusal { class: Class::NotVisible, ..Refusal::of(NOT_VISIBLE) }
    }

    /// The sentence shown to the person.
    pub fn says(&self) -> &str {
        self.detail.as_deref().unwrap_or(self.code.says)
    }
}

/// Turns a condition into a refusal: `ensure(team.is_complete(), TEAM_INCOMPLETE)?`.
pub fn ensure(holds: bool, code: Code) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::of(code)) }
}

/// As [`ensure`], about one field of the form.
pub fn ensure_at(holds: bool, code: Code, field: &str) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::at(code, field)) }
}

pub const NOT_PERMITTED: Code = Code::new("actor.not_permitted", "您当前的身份不能办理这一步");
pub const NOT_VISIBLE: Code = Code::new("actor.not_visible", "没有找到");
pub const WRONG_STAGE: Code = Code::new("matter.wrong_stage", "事项已进入别的阶段，这一步现在不能办理");
pub const FROZEN: Code = Code::new("matter.frozen", "案卷已归档封存，不能再改动；确需办理的，先重新启动");
pub const ALREADY_OPEN: Code = Code::new("matter.already_open", "这件事项已经立过了");
pub const NOT_OPEN: Code = Code::new("matter.not_open", "这件事项还没有立");
pub const REQUIRED: Code = Code::new("form.required", "请填写这一项");
pub const TOO_LONG: Code = Code::new("form.too_long", "内容太长了，请精简");
pub const DATE_IN_FUTURE: Code = Code::new("form.date_in_future", "日期不能晚于今天");
pub const DATE_BEFORE_START: Code = Code::new("form.date_before_start", "日期早于这件事开始的日期，请核对");
pub const UNKNOWN_OFFICER: Code = Code::new("directory.unknown_officer", "名册里没有这个人，请重新选择");
pub const UNKNOWN_ORGANIZATION: Code =
    Code::new("directory.unknown_organization", "单位名录里没有这个单位，请重新选择");
