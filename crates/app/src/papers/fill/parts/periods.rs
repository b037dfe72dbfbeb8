//! The last days on a paper: for everybody, or for the one of several who reads it; each of several who apply has the own days.

use super::{super::super::case::Case, short_reason};
use huajie_law::{
    OrgId,
    calendar::zh_date,
    dispute::ClosedRemedy,
    remedy::{BOUND_ZH, Deadline, Remedy},
};
use jiff::civil::Date;
use serde_json::{Value, json};

const CLAIMED: &str = "是否成立由受理机关、人民法院认定，请尽快递交。";
const CLAIMED_NOTE: &str = "能否因参加调解扣除相应时间，最终由人民法院认定，请不要依靠扣除来安排时间。";
const RUN_OUT: &str = "按这一算法已经届满；是否应当扣除其他期间，由受理机关、人民法院认定。";

/// The remedies that can still be kept, by their conservative last day, and once that is over by the one that may be claimed.
pub fn periods(case: &Case) -> Vec<Value> {
    let last_days = case.dispute.last_days_left(&case.law);
    let open = last_days.iter().filter(|last| last.open_until(case.today).is_some());
    open.map(|last| period(last, case.today)).collect()
}

/// The same for a paper of the centre: none once the suit or the application is on file, and none that is closed. `to`: for whose eyes it
/// is; each of several who apply has the own days.
pub fn periods_beside(case: &Case, to: Option<&str>) -> Vec<Value> {
    let minded = minded_beside(case, to);
    let open = minded.iter().filter(|last| last.open_until(case.today).is_some());
    open.map(|last| period_of(case, last, to)).collect()
}

/// The same with those that have run out, marked as such: whoever takes over, or decides, must see every one.
pub fn all_periods_beside(case: &Case, to: Option<&str>) -> Vec<Value> {
    minded_beside(case, to).iter().map(|last| period_of(case, last, to)).collect()
}

/// With the names of those whose it is, where it is not everybody's.
fn period_of(case: &Case, last: &Deadline, to: Option<&str>) -> Value {
    let mut said = period(last, case.today);
    let whose = case.dispute.kept_only_by_zh(last.remedy).filter(|_| applicant(case, to).is_none());
    if let (Some(on), Some(reason)) = (filed_on(case, to), said["reason"].as_str()) {
        said["reason"] = format!("{}{reason}", handed_in_zh(on)).into();
    }
    if let (Some(whose), Some(name)) = (whose, said["name"].as_str()) {
        said["name"] = format!("{name}（{whose}）").into();
    }
    said
}

/// A day that is minded although there is a filing: a suit was only handed in, and no court has taken it (《行政复议法》29条2款).
fn handed_in_zh(on: Date) -> String {
    format!(
        "人民法院已于{}收到起诉状，还没有立案：起诉状在法院期间，起诉的日期已经保住；立案以前申请行政复议的期限照常算（《行政复议法》第二十九条第二款）。",
        zh_date(on)
    )
}

/// The agency and third parties read what stands for everybody.
fn applicant<'a>(case: &Case, to: Option<&'a str>) -> Option<&'a str> {
    to.filter(|key| case.dispute.applicants().any(|party| party.key == *key))
}

/// The court or the reconsideration body has it: but for what a court has only received no day has to be minded any more, and the paper
/// says so.
pub fn is_filed(case: &Case, to: Option<&str>) -> bool {
    filed_on(case, to).is_some()
}

fn filed_on(case: &Case, to: Option<&str>) -> Option<Date> {
    match applicant(case, to) {
        Some(party) => case.dispute.filed_on_by(party),
        None => case.dispute.filed_on().filter(|_| case.dispute.is_filed_by_all()),
    }
}

fn minded_beside(case: &Case, to: Option<&str>) -> Vec<Deadline> {
    let law = &case.law;
    let others = case.dispute.unkept_last_days(applicant(case, to), law);
    let appeal = case.dispute.appeal_told(law).filter(|_| !is_filed(case, to));
    appeal.into_iter().chain(others).collect()
}

/// What the party itself files, beside what was sent on; where it is on file already, that it is.
pub fn own_filing(case: &Case, body: Option<&OrgId>, to: &str) -> String {
    let own = case.dispute.to_file_zh(&case.law, case.today, body, applicant(case, Some(to)));
    let there = || match case.dispute.is_only_received_by_court() {
        true => format!("人民法院已经收到起诉状，您不必重新提交。{}", to_apply_zh(case, to)),
        false => "本案已经立案或者收到申请，您不必重新提交。".to_owned(),
    };
    own.unwrap_or_else(there)
}

/// Until when a reconsideration may be applied for, where no court has filed what it was handed.
fn to_apply_zh(case: &Case, to: &str) -> String {
    let days = case.dispute.unkept_last_days(applicant(case, Some(to)), &case.law);
    let open = days.iter().find_map(|last| last.open_until(case.today));
    open.map_or_else(String::new, |on| {
        format!("法院立案以前要申请行政复议的，最晚{}自己提出申请。", zh_date(on))
    })
}

/// What stands in place of a table of days that would be empty.
pub fn kept_note(case: &Case, to: Option<&str>) -> String {
    match filed_on(case, to) {
        Some(on) if is_to_apply(case, to) => format!(
            "{}申请行政复议的最后一日已经过去，或者从登记的内容算不出；还要申请的，请尽快向行政复议机关核实。",
            handed_in_zh(on)
        ),
        Some(on) if case.dispute.is_only_received_by_court() => format!(
            "人民法院已于{}收到起诉状，还没有立案；起诉的日期已经保住，没有需要另外注意的最后一日。",
            zh_date(on)
        ),
        Some(on) => format!(
            "本案已于{}由人民法院立案或者由复议机关收到申请，起诉、申请的日期已经保住，没有需要另外注意的最后一日。",
            zh_date(on)
        ),
        None if is_bound(case, to) => {
            let agreed = case.dispute.sealed_agreement_on().map(zh_date).unwrap_or_default();
            format!("各方{agreed}达成调解协议。{BOUND_ZH}")
        }
        None if case.dispute.is_withdrawn(applicant(case, to)) => {
            let says = case.dispute.withdrawn_zh(applicant(case, to), &case.law, case.today);
            says.unwrap_or_default()
        }
        None => "从登记的内容算不出起诉、申请行政复议的最后一日，请尽快向受理机关核实。".to_owned(),
    }
}

/// The day to apply for reconsideration is still this one's to mind, though a suit was handed in.
fn is_to_apply(case: &Case, to: Option<&str>) -> bool {
    let handed_in = case.dispute.handed_in();
    match applicant(case, to) {
        Some(party) => handed_in.iter().any(|key| key == party),
        None => !handed_in.is_empty(),
    }
}

/// Of a suit or an application that is still to be brought: none where it is on file, nor where none can be brought any more.
pub fn claimed_note(case: &Case, to: Option<&str>) -> Option<&'static str> {
    (!is_filed(case, to) && !is_closed(case, to)).then_some(CLAIMED_NOTE)
}

/// Bound by what was sealed, or the suit was given up: nothing is as open as it was.
pub fn is_closed(case: &Case, to: Option<&str>) -> bool {
    is_bound(case, to) || case.dispute.is_withdrawn(applicant(case, to))
}

/// What was agreed was confirmed or sealed: neither way is open any more, and the paper says why.
pub fn is_bound(case: &Case, to: Option<&str>) -> bool {
    let closed = match applicant(case, to) {
        Some(party) => case.dispute.closed_to(Remedy::Sue, party),
        None => case.dispute.closed(Remedy::Sue),
    };
    closed.is_some_and(ClosedRemedy::is_bound)
}

/// Of these the suits alone: whoever has withdrawn applies for reconsideration no more.
pub fn suits(case: &Case) -> Vec<Value> {
    let last_days = case.dispute.last_days_left(&case.law);
    let open = last_days.iter().filter(|last| last.remedy == Remedy::Sue && last.on() >= case.today);
    open.map(|last| period(last, case.today)).collect()
}

fn period(last: &Deadline, today: Date) -> Value {
    let (name, body) = match last.remedy {
        Remedy::Sue => ("提起行政诉讼", "有管辖权的人民法院"),
        Remedy::Reconsider => ("申请行政复议", "有管辖权的行政复议机关"),
        Remedy::Appeal => ("上诉", "作出裁判的人民法院的上一级人民法院"),
    };
    let claimed = last.open_until(today).filter(|open| *open != last.on());
    let (due_on, reason) = match claimed {
        Some(on) => (on, format!("{}{}{CLAIMED}", zh_over(last), short_reason(&last.claimed))),
        None if last.on() < today => (last.on(), format!("{}{RUN_OUT}", short_reason(&last.conservative))),
        None => (last.on(), short_reason(&last.conservative)),
    };
    let left = crate::words::days_between(today, due_on);
    json!({
        "name": name,
        "body": body,
        "due_on": due_on,
        "days_left": (left >= 0).then_some(left),
        "reason": reason,
        "manner": if claimed.is_some() { "按可以主张的算法，由受理机关、人民法院认定" } else { "按最早算法" },
    })
}

fn zh_over(last: &Deadline) -> String {
    format!("按最早到期的算法已于{}届满；还可以主张：", zh_date(last.on()))
}
