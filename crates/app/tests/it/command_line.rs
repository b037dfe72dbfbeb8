//! The law in code at the command line: the program's own entry, without a store.

use serde_json::Value;
use std::process::{Command, Output};

/// The program as it is typed, in an empty folder in which it must leave nothing.
fn huajie(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_huajie"))
        .args(arguments)
        .current_dir(folder.path())
        .env("HUAJIE_VAR", folder.path().join("var"))
        .output()
        .expect("the program runs");
    let left = std::fs::read_dir(folder.path()).expect("the folder reads").count();
    assert_eq!(left, 0, "{arguments:?} left something behind");
    output
}

fn said(arguments: &[&str]) -> String {
    let output = huajie(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it speaks UTF-8")
}

fn json(arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--json"]).collect();
    serde_json::from_str(&said(&arguments)).expect("it is JSON")
}

fn complaint(arguments: &[&str]) -> String {
    let output = huajie(arguments);
    assert!(!output.status.success(), "{arguments:?} went well");
    assert!(output.stdout.is_empty(), "{arguments:?} complains on standard error alone");
    String::from_utf8(output.stderr).expect("it speaks UTF-8")
}

#[test]
fn a_deadline_is_told_with_its_weekday_and_then_its_reasons() {
    let told = said(&["deadline", "FY-06", "--from", "2026-09-28"]);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "2026年10月10日（周六）");
    assert!(lines[1].starts_with("依据：《行政复议法》第30条第1款"), "{told}");
    assert!(lines.last().expect("lines").starts_with("日历版本"), "{told}");
}

#[test]
fn a_deadline_as_json_has_its_five_parts_and_no_more() {
    let told = json(&["deadline", "XS-01", "--from", "2025-08-31"]);
    let mut keys: Vec<&str> = told.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["due", "from", "provisional", "reason", "term"]);
    assert_eq!((&told["term"], &told["from"]), (&"XS-01".into(), &"2025-08-31".into()));
    assert_eq!((&told["due"], &told["provisional"]), (&"2026-02-28".into(), &false.into()));
    assert!(told["reason"].as_array().is_some_and(|lines| lines.len() >= 4), "{told}");
}

#[test]
fn suspensions_an_extension_and_the_way_of_service_move_the_day_and_say_so() {
    let told = json(&[
        "deadline",
        "TJ-09",
        "--from",
        "2026-03-02",
        "--suspend",
        "2026-03-10..2026-03-17",
        "--suspend",
        "2026-03-20..2026-03-21",
        "--extend",
        "30",
    ]);
    assert_eq!(told["due"], "2026-05-09");
    let told = json(&["deadline", "XS-04", "--from", "2026-03-02", "--service", "公告送达"]);
    assert_eq!(told["due"], "2026-04-16");
    assert!(told["reason"][1].as_str().is_some_and(|line| line.contains("第95条")), "{told}");
    let open = json(&["deadline", "TJ-09", "--from", "2026-03-02", "--suspend", "2026-03-10.."]);
    assert_eq!(open["due"], Value::Null);
    let provisional = json(&["deadline", "FY-06", "--from", "2027-03-02"]);
    assert_eq!(provisional["provisional"], true);
    assert!(json(&["deadline", "FY-22", "--from", "2026-10-12"])["due"].as_str() < Some("2026-10-01"));
}

#[test]
fn whatever_is_not_known_is_said_in_chinese_and_ends_non_zero() {
    for (arguments, says) in [
        (&["deadline", "XX-01", "--from", "2026-03-02"] as &[&str], "期限目录里没有“XX-01”"),
        (&["deadline", "FY-06"], "缺少参数"),
        (&["deadline", "FY-06", "--from", "2026-02-30"], "没有看懂这个日期"),
        (&["deadline", "FY-09", "--from", "2023-01-01"], "自2024年1月1日起施行"),
        (&["deadline", "FY-06", "--from", "2026-03-02", "--service", "pigeon"], "没有这种送达方式"),
        (&["deadline", "FY-06", "--from", "2026-03-02", "--suspend", "昨天"], "没有看懂这段中止"),
        (&["deadline", "FY-06", "--from", "2026-03-02", "--extend", "3"], "没有规定可以延长"),
        (&["deadline", "FY-06", "--from", "2026-03-02", "--weekday"], "不认识的参数：--weekday"),
        (&["deadline", "FY-06", "--from"], "后面缺少内容"),
        (&["law"], "请给出命令"),
        (&["law", "print"], "没有“print”这个命令"),
        (&["frobnicate"], "没有“frobnicate”这个命令"),
    ] {
        let complaint = complaint(arguments);
        assert!(complaint.contains(says), "{arguments:?}: {complaint}");
        assert!(!complaint.contains("error:"), "{arguments:?}: {complaint}");
    }
}

#[test]
fn the_catalogue_lists_every_regime_and_on_request_the_unverified_alone() {
    let all = json(&["law", "list"]);
    let all = all.as_array().expect("a list");
    assert_eq!(all.len(), huajie_law::term::CATALOGUE.len());
    let one = all.iter().find(|entry| entry["id"] == "FY-06").expect("it is there");
    assert_eq!((&one["amount"], &one["unit"]), (&5.into(), &"working_day".into()));
    assert_eq!((&one["verified"], &one["valid_from"]), (&true.into(), &"2024-01-01".into()));
    assert_eq!((&one["article"], &one["valid_to"]), (&"《行政复议法》第30条第1款".into(), &Value::Null));
    let unverified = json(&["law", "list", "--unverified"]);
    let unverified = unverified.as_array().expect("a list");
    assert!(!unverified.is_empty() && unverified.len() < all.len());
    assert!(unverified.iter().all(|entry| entry["verified"] == false));
    let lines = said(&["law", "list", "--unverified"]);
    assert_eq!(lines.lines().count(), unverified.len());
    assert!(lines.lines().all(|line| line.contains("未核实，仅为设置")), "{lines}");
}
