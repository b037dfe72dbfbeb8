//! The walls between the crates: who may depend on whom, and where SQL may stand.

use super::{
    Finding,
    tree::{Text, Tree},
};

/// All the law may stand on. Pure data and dates: whoever adds to this list answers in `docs/decisions/`.
const LAW_STANDS_ON: [&str; 6] = ["jiff", "schemars", "serde", "serde_json", "sm3", "strum"];
/// What the ledger never needs: it is asked by the program, not by the network.
const NOT_IN_LEDGER: [&str; 7] = ["huajie", "huajie-papers", "axum", "hyper", "hyper-util", "askama", "clap"];
/// The typesetter knows nothing of the domain.
const NOT_IN_PAPERS: [&str; 4] = ["huajie", "huajie-law", "huajie-ledger", "rusqlite"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (manifest, dependency, line) in dependencies(tree) {
        let law = manifest == "crates/law/Cargo.toml" && !LAW_STANDS_ON.contains(&dependency.as_str());
        let ledger = manifest == "crates/ledger/Cargo.toml" && NOT_IN_LEDGER.contains(&dependency.as_str());
        let papers = manifest == "crates/papers/Cargo.toml" && NOT_IN_PAPERS.contains(&dependency.as_str());
        if law || ledger || papers || manifest == "xtask/Cargo.toml" {
            findings.push(Finding::new(
                manifest,
                line,
                format!("`{dependency}` does not belong behind this wall"),
            ));
        }
    }
    for (text, source) in tree.sources() {
        let test_lines = source.test_lines();
        let test = |line: usize| text.test || test_lines.iter().any(|lines| lines.contains(&line));
        for (index, line) in source.code_lines().iter().enumerate() {
            for word in forbidden_words(text, test(index + 1)) {
                if contains_path(line, word) {
                    let says = format!("`{word}` does not belong behind this wall");
                    findings.push(Finding::new(&text.path, index + 1, says));
                }
            }
        }
        if text.path.starts_with("crates/") && !text.path.starts_with("crates/ledger/") {
            for literal in source.literals.iter().filter(|literal| is_sql(&literal.text)) {
                findings.push(Finding::new(&text.path, literal.line, "SQL stands in crates/ledger only"));
            }
        }
    }
    findings
}

fn forbidden_words(text: &Text, test: bool) -> &'static [&'static str] {
    if text.path.starts_with("crates/law/") {
        // Golden tables are read from disk, by tests alone.
        return match test {
            true => &["huajie_ledger", "huajie_papers", "huajie::"],
            false => &[
                "huajie_ledger",
                "huajie_papers",
                "huajie::",
                "async fn",
                "std::fs",
                "std::net",
                "std::env",
                "std::process",
                "std::thread",
            ],
        };
    }
    if text.path.starts_with("crates/ledger/") {
        return &["huajie_papers", "huajie::"];
    }
    if text.path.starts_with("crates/papers/") {
        return &["huajie_law", "huajie_ledger", "huajie::"];
    }
    &[]
}

fn contains_path(line: &str, word: &str) -> bool {
    line.match_indices(word)
        .any(|(at, _)| !line[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_'))
}

fn is_sql(literal: &str) -> bool {
    ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"].iter().any(|word| contains_path(literal, word))
}

/// What each crate's manifest says it runs on, development dependencies left out.
pub fn dependencies(tree: &Tree) -> Vec<(&str, String, usize)> {
    let manifests = tree.texts.iter().filter(|text| text.path.ends_with("/Cargo.toml"));
    manifests
        .flat_map(|text| {
            keys_under(&text.text, |section| section == "dependencies" || section.ends_with(".dependencies"))
                .into_iter()
                .map(|(key, line)| (text.path.as_str(), key, line))
        })
        .collect()
}

/// The keys in the sections of a manifest that `wanted` picks, with their lines.
pub fn keys_under(manifest: &str, wanted: impl Fn(&str) -> bool) -> Vec<(String, usize)> {
    let (mut inside, mut keys) = (false, Vec::new());
    for (index, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if let Some(section) = line.strip_prefix('[') {
            inside = wanted(section.trim_end_matches(']'));
        } else if inside && !line.is_empty() && !line.starts_with('#') {
            let key: String =
                line.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
            if !key.is_empty() && line[key.len()..].trim_start().starts_with(['=', '.']) {
                keys.push((key, index + 1));
            }
        }
    }
    keys
}
