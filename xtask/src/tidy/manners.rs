//! Manners of single files: how they open, what they may not say, what things may not be called.

use super::{
    Finding,
    source::Source,
    tree::{Text, Tree},
};

/// Endings of type names that say nothing about the field. `Service` alone is 送达, a term of the law.
const EMPTY_NAMES: [&str; 6] = ["Manager", "Service", "Helper", "Util", "Utils", "Handler"];
const EMPTY_MODULES: [&str; 7] = ["utils", "util", "helpers", "services", "models", "types", "prelude"];

/// Where things were made is nobody's business. Put together here so that this file does not find itself.
fn workshop() -> Vec<String> {
    vec![
        format!("../{}", "shared"),
        format!("/{}/", "work"),
        format!("{}tant", "assis"),
        format!("{} session", "coding"),
        format!("{}agent", "sub"),
    ]
}

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for text in &tree.texts {
        findings.extend(traces(text));
        findings.extend(registries(text));
        match &text.source {
            Some(source) => {
                findings.extend(opening(text, source));
                findings.extend(unfinished_code(text, source));
                findings.extend(names(text, source));
                for comment in &source.comments {
                    findings.extend(unfinished(&text.path, comment.line, &comment.text));
                }
            }
            None if is_code(&text.path) => {
                for (line, words) in numbered(&text.text) {
                    findings.extend(unfinished(&text.path, line, words));
                }
            }
            None => {}
        }
    }
    findings
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

fn is_code(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(ending, "" | "css" | "html" | "js" | "mjs" | "sh" | "sql" | "toml" | "typ" | "yml")
}

fn opening(text: &Text, source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !text.text.starts_with("//!") {
        findings.push(Finding::new(
            &text.path,
            1,
            "opens with `//!`: what is here, what is not, who may call",
        ));
    }
    let root = text.path.ends_with("src/lib.rs") || text.path.ends_with("src/main.rs");
    if root && !source.code_lines().iter().any(|line| line.trim() == "#![forbid(unsafe_code)]") {
        findings.push(Finding::new(&text.path, 1, "a crate root says `#![forbid(unsafe_code)]`"));
    }
    findings
}

fn unfinished_code(text: &Text, source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let test_lines = source.test_lines();
    for (index, line) in source.code_lines().iter().enumerate() {
        let number = index + 1;
        for word in ["todo!", "unimplemented!", "#[ignore", "dbg!"] {
            if line.contains(word) {
                findings.push(Finding::new(&text.path, number, format!("`{word}` is not done")));
            }
        }
        let test = text.test || test_lines.iter().any(|lines| lines.contains(&number));
        if !test && line.contains(".unwrap()") {
            findings.push(Finding::new(&text.path, number, "`expect` says why it holds; `unwrap` does not"));
        }
    }
    findings
}

/// `FIXME` and `XXX` never; `TODO` only with the number of an issue, as `TODO(#12)` or `TODO #12`.
fn unfinished(path: &str, line: usize, words: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for mark in ["FIXME", "XXX"] {
        if position(words, mark).is_some() {
            findings.push(Finding::new(path, line, format!("`{mark}`: do it, or open an issue")));
        }
    }
    if let Some(at) = position(words, "TODO") {
        let rest = words[at + 4..].trim_start_matches(['(', ' ']);
        let numbered =
            rest.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if !numbered {
            findings.push(Finding::new(path, line, "`TODO` carries the number of its issue: `TODO(#12)`"));
        }
    }
    findings
}

/// Where a mark stands as a word of its own, backquotes not counted (a rule may name what it forbids).
fn position(words: &str, mark: &str) -> Option<usize> {
    words.match_indices(mark).map(|(at, _)| at).find(|at| {
        let before = words[..*at].chars().next_back();
        let after = words[at + mark.len()..].chars().next();
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_' || c == '`');
        !joins(before) && !joins(after)
    })
}

fn names(text: &Text, source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let words = source.words();
    for pair in words.windows(2) {
        let declares = matches!(pair[0].1.as_str(), "struct" | "enum" | "trait");
        let empty = EMPTY_NAMES.iter().any(|empty| pair[1].1.ends_with(empty));
        if declares && empty && pair[1].1 != "Service" {
            let line = source.line_of(pair[0].0);
            findings.push(Finding::new(
                &text.path,
                line,
                format!("`{}` says nothing about what it is", pair[1].1),
            ));
        }
    }
    let module =
        text.path.trim_end_matches(".rs").trim_end_matches("/mod").rsplit('/').next().unwrap_or_default();
    if EMPTY_MODULES.contains(&module) {
        findings.push(Finding::new(&text.path, 1, format!("`{module}` is no room: say what it is about")));
    }
    findings
}

fn traces(text: &Text) -> Vec<Finding> {
    // Locks name what others wrote: packages are called as they please.
    if text.path.ends_with(".lock") || text.path.ends_with("package-lock.json") {
        return Vec::new();
    }
    let forbidden = workshop();
    let mut findings = Vec::new();
    for (line, words) in numbered(&text.text) {
        let lower = words.to_lowercase();
        for trace in forbidden.iter().filter(|trace| lower.contains(trace.as_str())) {
            findings.push(Finding::new(
                &text.path,
                line,
                format!("`{trace}` is about the workshop, not the work"),
            ));
        }
    }
    findings
}

/// Locks point to the public registries, never to a mirror that only one workshop can reach.
fn registries(text: &Text) -> Vec<Finding> {
    let public = if text.path.ends_with("Cargo.lock") {
        ("source = ", "registry+https://github.com/rust-lang/crates.io-index")
    } else if text.path.ends_with("package-lock.json") {
        ("\"resolved\": ", "https://registry.npmjs.org/")
    } else {
        return Vec::new();
    };
    numbered(&text.text)
        .filter_map(|(line, words)| {
            let from = words.trim().strip_prefix(public.0)?.trim_matches(['"', ',']);
            (!from.starts_with(public.1))
                .then(|| Finding::new(&text.path, line, format!("a source other than {}", public.1)))
        })
        .collect()
}
