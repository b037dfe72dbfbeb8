//! What people write beside the names of the law, and when two spellings are one. For `reading` alone.

use huajie_law::mirrored::{Finding, Procedure};
use jiff::{ToSpan as _, civil::Date};

/// What people write for a procedure beside its name.
pub(super) const PROCEDURES: [(&str, Procedure); 16] = [
    ("诉讼", Procedure::Litigation),
    ("行政案件", Procedure::Litigation),
    ("行政一审", Procedure::Litigation),
    ("行政二审", Procedure::Litigation),
    ("行政", Procedure::Litigation),
    ("复议", Procedure::ReconsiderationElsewhere),
    ("行政复议", Procedure::ReconsiderationElsewhere),
    ("信访件", Procedure::Petition),
    ("检察", Procedure::ProcuratorialSupervision),
    ("行政检察", Procedure::ProcuratorialSupervision),
    ("检察监督", Procedure::ProcuratorialSupervision),
    ("裁决", Procedure::Adjudication),
    ("投诉", Procedure::Complaint),
    ("12345", Procedure::Hotline),
    ("热线", Procedure::Hotline),
    ("工单", Procedure::Hotline),
];

/// What people write for a step beside its names.
pub(super) const SAID: [(&str, &str); 33] = [
    ("收到", "received"),
    ("被告收到副本", "copy_served"),
    ("定期开庭、听证", "hearing_set"),
    ("开庭、听证", "heard"),
    ("不计入期限的期间开始", "period_excluded"),
    ("收案", "received"),
    ("收件", "received"),
    ("登记", "received"),
    ("立案", "accepted"),
    ("受理", "accepted"),
    ("转办", "forwarded"),
    ("转送", "forwarded"),
    ("交办", "forwarded"),
    ("答辩", "replied"),
    ("答复举证", "replied"),
    ("排期", "hearing_set"),
    ("开庭", "heard"),
    ("听证", "heard"),
    ("中止", "period_excluded"),
    ("扣除审限", "period_excluded"),
    ("恢复", "period_resumed"),
    ("延长", "extended"),
    ("申请撤诉", "withdrawal_applied"),
    ("结案", "decided"),
    ("判决", "decided"),
    ("裁判", "decided"),
    ("宣判", "decided"),
    ("裁决", "decided"),
    ("作出决定", "decided"),
    ("裁定", "decided"),
    ("办结", "decided"),
    ("送达", "served"),
    ("生效", "effective"),
];

/// What people write for a result, beside the names and what is a part of only one of them.
pub(super) const RESULTS: [(&str, Finding); 14] = [
    ("撤诉", Finding::WithdrawalAllowed),
    ("准予撤诉", Finding::WithdrawalAllowed),
    ("准许撤诉", Finding::WithdrawalAllowed),
    ("裁定准许撤诉", Finding::WithdrawalAllowed),
    ("撤回申请", Finding::WithdrawalAllowed),
    ("按撤诉处理", Finding::DeemedWithdrawn),
    ("调解", Finding::MediationStatement),
    ("调解结案", Finding::MediationStatement),
    ("维持原判", Finding::AppealDismissed),
    ("驳回上诉", Finding::AppealDismissed),
    ("维持", Finding::ActUpheld),
    ("撤销", Finding::Annulled),
    ("支持", Finding::Supported),
    ("办结", Finding::Answered),
];

/// A day as Excel counts it where a cell has lost its format: 46350 is 24 November 2026. Of this century's days alone.
pub(super) fn day_of_serial(typed: &str) -> Option<Date> {
    let days: f64 = typed.parse().ok()?;
    let whole = days.floor();
    // 2000 to 2099: whatever is no such day was meant as something else.
    (36_526.0..73_051.0)
        .contains(&whole)
        .then(|| jiff::civil::date(1899, 12, 30).checked_add((whole as i64).days()).ok())
        .flatten()
}

/// As it is compared: blanks left out, letters and brackets of full width as those of half width.
pub(in crate::exchange) fn bare(text: &str) -> String {
    let half = |letter: char| match letter {
        '！'..='～' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
        _ => letter,
    };
    text.chars().filter(|letter| !letter.is_whitespace()).map(half).collect::<String>().to_lowercase()
}

/// On whom a paper was served, as tables have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum ServedOn {
    Everybody,
    Applicants,
    ThirdParties,
    Respondent,
}

pub(in crate::exchange) fn served_on(asked: &str) -> Option<ServedOn> {
    Some(match asked {
        "各方" | "双方" | "全部" => ServedOn::Everybody,
        "原告" | "申请人" | "信访人" | "上诉人" | "投诉人" => ServedOn::Applicants,
        "第三人" => ServedOn::ThirdParties,
        "被告" | "被申请人" | "被申请机关" | "行政机关" | "被上诉人" => {
            ServedOn::Respondent
        }
        _ => return None,
    })
}

/// What a cell lists.
pub(in crate::exchange) fn listed(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '；', ',', '，', '、']).map(str::trim).filter(|part| !part.is_empty())
}

/// Whether the cell says this name.
pub(super) fn says(asked: &str, name: &str) -> bool {
    asked == name || bare(asked) == bare(name)
}
