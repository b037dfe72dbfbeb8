//! What can be typed and what can be set stands in the README.

use super::CommandLine;
use crate::config::Config;
use clap::{Command, CommandFactory};
use std::sync::Mutex;

const README: &str = include_str!("../../../../README.md");

/// `carry`, `carry out`, …: what is hidden is started by the program itself.
fn named(command: &Command, above: &str) -> Vec<String> {
    let shown = command.get_subcommands().filter(|task| !task.is_hide_set() && task.get_name() != "help");
    shown
        .flat_map(|task| {
            let name = format!("{above}{}", task.get_name());
            [vec![name.clone()], named(task, &format!("{name} "))].concat()
        })
        .collect()
}

#[test]
fn every_subcommand_stands_in_the_readme() {
    let rows: Vec<&str> = README.lines().filter(|line| line.starts_with("| `huajie ")).collect();
    for name in named(&CommandLine::command(), "") {
        let (task, part) = name.split_once(' ').unwrap_or((name.as_str(), ""));
        let told = rows.iter().any(|row| {
            let words = row.split(|c: char| !c.is_ascii_alphanumeric()).collect::<Vec<_>>();
            row.contains(&format!("`huajie {task}")) && (part.is_empty() || words.contains(&part))
        });
        assert!(told, "`huajie {name}` is not in the README");
    }
}

#[test]
fn every_variable_stands_in_the_readme() {
    let asked = Mutex::new(Vec::new());
    let lookup = |name: &str| {
        asked.lock().expect("nobody panics here").push(name.to_owned());
        (name == "HUAJIE_SMTP").then(|| "127.0.0.1:25".to_owned())
    };
    Config::read(lookup).expect("the defaults are a configuration");
    for name in asked.into_inner().expect("nobody panics here") {
        assert!(README.contains(&format!("`{name}`")), "{name} is not in the README");
    }
}

#[test]
fn the_days_that_the_readme_shows_of_a_notice_are_taken() {
    let days = ["休 元旦 01-01..01-03", "班 元旦 01-09"];
    assert!(days.iter().all(|day| README.contains(&format!("`{day}`"))));
    let text = format!("2027 国办发明电〔2026〕7号\n{}", days.join("\n"));
    let read = huajie_law::calendar::YearNotice::parse_all(&text).expect("reads");
    read[0].check().expect("is worked on a weekend");
}
