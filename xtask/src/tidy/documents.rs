//! Documents that claim something about the code: the map, the glossary, the decisions.

use super::{Finding, tree::Tree, walls};

const MAP: &str = "ARCHITECTURE.md";
const GLOSSARY: &str = "GLOSSARY.md";
const DECISIONS: &str = "docs/decisions/";

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = map_names_every_room(tree);
    findings.extend(map_names_real_paths(tree));
    findings.extend(glossary_is_complete(tree));
    findings.extend(decisions_are_numbered(tree));
    findings.extend(dependencies_are_decided(tree));
    findings
}

/// A room is a directory right under a crate's `src`. The map names it by path or as `name/`.
fn map_names_every_room(tree: &Tree) -> Vec<Finding> {
    let Some(map) = tree.text(MAP) else { return Vec::new() };
    let mut rooms: Vec<(&str, &str)> = tree.paths.iter().filter_map(|path| room_of(path)).collect();
    rooms.sort_unstable();
    rooms.dedup();
    let missing = rooms.into_iter().filter(|(_, name)| !names_directory(&map.text, name));
    missing
        .map(|(krate, name)| {
            Finding::new(MAP, 1, format!("does not name the room crates/{krate}/src/{name}/"))
        })
        .collect()
}

fn room_of(path: &str) -> Option<(&str, &str)> {
    let (krate, rest) = path.strip_prefix("crates/")?.split_once('/')?;
    let (name, file) = rest.strip_prefix("src/")?.split_once('/')?;
    file.ends_with(".rs").then_some((krate, name))
}

fn names_directory(map: &str, name: &str) -> bool {
    map.match_indices(name).any(|(at, _)| {
        let before = map[..at].chars().next_back();
        let after = map[at + name.len()..].chars().next();
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        !joins(before)
            && (after == Some('/') || (after == Some('`') && before == Some('`')) || before == Some('/'))
            && !joins(after)
    })
}

/// Backquoted paths and links of the public documents exist.
fn map_names_real_paths(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for document in tree.texts.iter().filter(|text| text.path.ends_with(".md")) {
        for (index, line) in document.text.lines().enumerate() {
            let quoted = line.split('`').skip(1).step_by(2).filter(|path| is_path(path, tree));
            let linked = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            let linked = linked.filter(|link| !link.contains(':') && !link.starts_with('#'));
            for path in quoted {
                if !exists(tree, "", path) {
                    findings.push(Finding::new(&document.path, index + 1, format!("there is no `{path}`")));
                }
            }
            for link in linked {
                let target = link.split('#').next().unwrap_or(link);
                if !exists(tree, &document.path, target) {
                    findings.push(Finding::new(
                        &document.path,
                        index + 1,
                        format!("the link {link} leads nowhere"),
                    ));
                }
            }
        }
    }
    findings
}

/// Something that starts with a directory of ours and has no blanks or wildcards is meant as a path.
fn is_path(quoted: &str, tree: &Tree) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    let Some((top, _)) = quoted.split_once('/') else { return false };
    quoted.chars().all(plain)
        && !top.is_empty()
        && tree.paths.iter().any(|path| path.starts_with(&format!("{top}/")))
}

fn exists(tree: &Tree, from: &str, target: &str) -> bool {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                folders.pop();
            }
            name => folders.push(name),
        }
    }
    let path = folders.join("/");
    tree.paths.iter().any(|known| *known == path || known.starts_with(&format!("{path}/")))
}

/// Every kind of matter and every role has its line in the glossary.
fn glossary_is_complete(tree: &Tree) -> Vec<Finding> {
    let Some(glossary) = tree.text(GLOSSARY) else { return Vec::new() };
    let mut findings = Vec::new();
    for name in ["Kind", "Role"] {
        let law = tree.sources().filter(|(text, _)| text.path.starts_with("crates/law/src/"));
        let found = law.filter_map(|(text, source)| {
            let (line, mut variants) = source.variants(name)?;
            if variants.is_empty() {
                variants = source.rows_of("rooms!");
            }
            Some((text, line, variants))
        });
        // Other rooms have kinds of their own; the one of matters stands beside the table of rooms.
        let Some((text, line, variants)) = found.max_by_key(|(text, ..)| text.path.ends_with("/matter.rs"))
        else {
            findings.push(Finding::new(
                GLOSSARY,
                1,
                format!("crates/law has no `enum {name}` to compare with"),
            ));
            continue;
        };
        for variant in variants {
            let known =
                glossary.text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == variant);
            if !known {
                findings.push(Finding::new(
                    &text.path,
                    line,
                    format!("{GLOSSARY} has no `{name}::{variant}`"),
                ));
            }
        }
    }
    findings
}

fn decisions(tree: &Tree) -> Vec<&str> {
    tree.paths
        .iter()
        .filter_map(|path| path.strip_prefix(DECISIONS))
        .filter(|name| name.ends_with(".md"))
        .collect()
}

fn decisions_are_numbered(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut numbers = Vec::new();
    for name in decisions(tree).into_iter().filter(|name| *name != "README.md") {
        match name
            .split_once('-')
            .and_then(|(number, _)| (number.len() == 4).then(|| number.parse::<usize>().ok())?)
        {
            Some(number) => numbers.push((number, name)),
            None => findings.push(Finding::new(&format!("{DECISIONS}{name}"), 1, "is called NNNN-title.md")),
        }
    }
    numbers.sort_unstable();
    for (expected, (number, name)) in (1..).zip(&numbers) {
        if *number != expected {
            findings.push(Finding::new(
                &format!("{DECISIONS}{name}"),
                1,
                format!("number {expected:04} is missing or doubled"),
            ));
            break;
        }
    }
    findings
}

/// Decision 0008 is about dependencies: it names every one.
fn dependencies_are_decided(tree: &Tree) -> Vec<Finding> {
    let Some(name) = decisions(tree).into_iter().find(|name| name.starts_with("0008-")) else {
        return Vec::new();
    };
    let path = format!("{DECISIONS}{name}");
    let decided = &tree.text(&path).expect("a Markdown file is text").text;
    let root = tree.text("Cargo.toml").map_or("", |text| &text.text);
    let mut named = walls::keys_under(root, |section| section == "workspace.dependencies");
    named.extend(walls::dependencies(tree).into_iter().map(|(_, name, _)| (name, 1)));
    named.sort();
    named.dedup_by(|one, other| one.0 == other.0);
    let named = named.into_iter().map(|(name, _)| name).filter(|name| !name.starts_with("huajie"));
    let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    named
        .filter(|name| !decided.split(|c| !word(c)).any(|known| known == name))
        .map(|name| Finding::new(&path, 1, format!("does not say why `{name}`")))
        .collect()
}
