//! The ratchet: functions longer than a screen and files longer than a sitting are on record, and may only shrink.

use super::{Finding, tree::Tree};
use std::collections::BTreeMap;

pub const PATH: &str = "xtask/ratchet.txt";
const LONGEST_FUNCTION: usize = 70;
const LONGEST_FILE: usize = 400;
const HEAD: &str = "\
# Functions over 70 lines and files over 400 lines. A number here may only go down.
# Rewritten by `cargo xtask tidy --bless`; a line that grows needs its reason in the commit.
";

/// `path` or `path fn name` → lines, and where it stands.
type Long = BTreeMap<String, (String, usize, usize)>;

pub fn record(tree: &Tree) -> String {
    let lines = measure(tree).into_iter().map(|(what, (_, _, lines))| format!("{lines} {what}\n"));
    HEAD.to_owned() + &lines.collect::<String>()
}

pub fn check(tree: &Tree, recorded: &str) -> Vec<Finding> {
    let long = measure(tree);
    let mut findings = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, line) in recorded.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let Some((lines, what)) =
            line.split_once(' ').and_then(|(lines, what)| Some((lines.parse().ok()?, what)))
        else {
            findings.push(Finding::new(PATH, index + 1, "a line is `LINES PATH` or `LINES PATH fn NAME`"));
            continue;
        };
        known.insert(what, lines);
        let now = long.get(what).map_or(0, |(_, _, lines)| *lines);
        if now < lines {
            findings.push(Finding::new(
                PATH,
                index + 1,
                format!("{what} shrank: `cargo xtask tidy --bless` records it"),
            ));
        }
    }
    for (what, (path, line, lines)) in &long {
        let limit = if what == path { LONGEST_FILE } else { LONGEST_FUNCTION };
        let allowed = known.get(what.as_str()).copied().unwrap_or(limit);
        if *lines > allowed {
            let name = what.strip_prefix(path.as_str()).unwrap_or(what).trim();
            let says = format!(
                "{} has {lines} lines, more than {allowed}",
                if name.is_empty() { "the file" } else { name }
            );
            findings.push(Finding::new(path, *line, says));
        }
    }
    findings
}

fn measure(tree: &Tree) -> Long {
    let mut long = Long::new();
    for text in &tree.texts {
        let lines = text.text.lines().count();
        if lines > LONGEST_FILE && is_written_by_hand(&text.path) {
            long.insert(text.path.clone(), (text.path.clone(), 1, lines));
        }
    }
    for (text, source) in tree.sources() {
        for function in source.functions().into_iter().filter(|function| function.lines > LONGEST_FUNCTION) {
            let what = format!("{} fn {}", text.path, function.name);
            let entry = long.entry(what).or_insert((text.path.clone(), function.line, function.lines));
            if function.lines > entry.2 {
                *entry = (text.path.clone(), function.line, function.lines);
            }
        }
    }
    long
}

fn is_written_by_hand(path: &str) -> bool {
    [".rs", ".mjs", ".js", ".css", ".html", ".typ"].iter().any(|ending| path.ends_with(ending))
}
