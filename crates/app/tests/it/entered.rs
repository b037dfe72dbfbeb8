//! What people enter: every field that is filled in through a form here is put on record, so that a test can see what was asked twice.

use crate::{
    cases::Case,
    harness::{House, Page, attribute, controls},
};
use huajie_law::{MatterId, Role};
use huajie_ledger::journal::Looked;
use std::{collections::BTreeSet, fmt::Write as _};

/// One field that a person filled in: what stood in the form already is not among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// `reconsideration.accept`.
    pub step: String,
    pub field: String,
    pub how: How,
    pub value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Letters and figures, by hand.
    Typed,
    /// One of what the form offers.
    Chosen,
    /// By hand on glass: of this moment.
    Signed,
    /// A paper, by its name.
    Brought,
}

impl House {
    /// Puts on record what a person enters into this form.
    pub fn note(&self, form: &Page, step: &str, pairs: &[(&str, &str)], files: &[(&str, &str, &[u8])]) {
        let text = form.text.split("<form class=\"form\"").nth(1).expect("the page has a form");
        let text = text.split("</form>").next().expect("the form ends");
        let standing = controls(text);
        let entry = |field: &str, how: How, value: &str| Entered {
            step: step.to_owned(),
            field: field.to_owned(),
            how,
            value: value.to_owned(),
        };
        self.forms.lock().expect("nobody panics here").push(step.to_owned());
        let mut entered = self.entered.lock().expect("nobody panics here");
        for (field, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            let stands = standing.iter().any(|(name, held)| name == field && held == value);
            let how = how(text, field, value).filter(|_| !stands);
            entered.extend(how.map(|how| entry(field, how, value)));
        }
        entered.extend(files.iter().map(|(field, file, _)| entry(field, How::Brought, file)));
    }
}

/// `d….reconsideration1` and `accept` make `reconsideration.accept`.
pub fn step_of(matter: &MatterId, command: &str) -> String {
    let kind = matter.as_str().split_once('.').map_or("dispute", |(_, child)| child);
    format!("{}.{command}", kind.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// How a field of a form is filled in; nothing of what is hidden, for nobody fills that in. A further row of a group is filled in
/// as its first.
fn how(form: &str, field: &str, value: &str) -> Option<How> {
    if value.starts_with("data:") {
        return Some(How::Signed);
    }
    let first = field.split('.').map(|part| if part.parse::<u8>().is_ok() { "0" } else { part });
    let first = first.collect::<Vec<_>>().join(".");
    let of = |opening: &str| {
        let tags = form.split(opening).skip(1).filter_map(|rest| rest.split('>').next());
        let mut named = tags.filter(|tag| attribute(tag, "name").is_some_and(|name| name == first));
        named.next().map(|tag| attribute(tag, "type").unwrap_or_default())
    };
    match (of("<input ").as_deref(), of("<select ")) {
        (Some("hidden"), _) => None,
        (Some("radio" | "checkbox"), _) | (None, Some(_)) => Some(How::Chosen),
        _ => Some(How::Typed),
    }
}

/// What a person did to the file stands in its journal: each came by a form that was put on record, from the registration to the archive, and
/// by no other way.
pub async fn every_form_is_counted(case: &Case<'_>) {
    let looked = Looked { file: Some(case.dispute.clone()), ..Looked::default() };
    let journal = case.house.office.ledger.journal_page(&looked, None, 10_000).await.expect("reads");
    let people = journal.iter().filter(|entry| entry.role != Role::Statute.as_str());
    let steps: BTreeSet<_> = people.map(|entry| (entry.at, entry.actor.clone())).collect();
    let forms = case.house.forms.lock().expect("nobody panics here");
    assert_eq!(forms.len(), steps.len(), "{forms:#?}");
    let sent = |step: &str| forms.iter().any(|form| form == step);
    assert!(forms[0] == "dispute.register" && sent("follow_up.record_visit") && sent("dispute.close"));
}

/// However blanks and hours are written, it is the same.
fn bare(value: &str) -> String {
    value.replace('点', "00").chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// What a person writes or brings in the whole life of the case, for a reader's eyes; none of it twice, nor within something else.
pub fn entered_once(house: &House) {
    let entered = house.entered.lock().expect("nobody panics here");
    let by_hand = |how: How| entered.iter().filter(move |one| one.how == how);
    for how in [How::Typed, How::Brought] {
        for one in by_hand(how) {
            let same: Vec<_> =
                by_hand(how).filter(|other| bare(&other.value).contains(&bare(&one.value))).collect();
            assert_eq!(same.len(), 1, "entered more than once: {same:#?}");
        }
    }
    let forms = house.forms.lock().expect("nobody panics here").len();
    let mut text = String::from("# 第二个案件从登记到归档，人要填的\n\n");
    let _ = writeln!(
        text,
        "一共 {forms} 张表，日志里由人办的每一步都在内；表格里原来已经有的（登记过的、程序知道的、当天的日期）不在这里。\n\
         由测试 `course_two` 生成并核对：写的、上传的，没有一样出现两次，也没有一样只是别处写过的一部分。"
    );
    for (heading, how) in [("写的", How::Typed), ("上传的", How::Brought)] {
        let _ = writeln!(text, "\n## {heading}：{} 项\n", by_hand(how).count());
        let _ = writeln!(text, "| 步骤 | 栏目 | 内容 |\n|---|---|---|");
        for one in by_hand(how) {
            let _ = writeln!(text, "| `{}` | `{}` | {} |", one.step, one.field, one.value);
        }
    }
    let (chosen, signed) = (by_hand(How::Chosen).count(), by_hand(How::Signed).count());
    let _ = writeln!(text, "\n## 勾选的：{chosen} 处，另有签字 {signed} 处\n");
    let _ = writeln!(
        text,
        "每一处是另一个人或者另一个时候的意思。\n\n| 步骤 | 栏目 | 选的（次数） |\n|---|---|---|"
    );
    for (step, field, said) in chosen_of(by_hand(How::Chosen)) {
        let _ = writeln!(text, "| `{step}` | `{field}` | {said} |");
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/entered.md");
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(&path, &text).expect("the table can be written");
    }
    let reviewed = std::fs::read_to_string(&path).expect("the table is there");
    assert_eq!(
        text, reviewed,
        "what a person has to enter has changed: UPDATE_TABLES=1, and review the difference"
    );
}

/// What was chosen, in its order: each field of a step with its values and how often.
fn chosen_of<'a>(entered: impl Iterator<Item = &'a Entered>) -> Vec<(&'a str, &'a str, String)> {
    let entered: Vec<&Entered> = entered.collect();
    let first = |at: &usize, same: &dyn Fn(&Entered) -> bool| !entered[..*at].iter().any(|one| same(one));
    let mut rows = Vec::new();
    for (at, one) in entered.iter().enumerate() {
        let of_field = |other: &Entered| other.step == one.step && other.field == one.field;
        if !first(&at, &of_field) {
            continue;
        }
        let mut said: Vec<String> = Vec::new();
        for (at, value) in entered.iter().enumerate().filter(|(_, other)| of_field(other)) {
            let same = |other: &Entered| of_field(other) && other.value == value.value;
            if first(&at, &same) {
                let times = entered.iter().filter(|other| same(other)).count();
                let shown = value.value.replace('|', "／");
                said.push(if times == 1 { shown } else { format!("{shown}（{times}）") });
            }
        }
        rows.push((one.step.as_str(), one.field.as_str(), said.join("、")));
    }
    rows
}
