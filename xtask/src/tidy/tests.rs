//! Each check finds what it is for, and leaves alone what it is not for.

use super::{check, ratchet, source::Source, tree::Tree};
use std::path::PathBuf;

fn tree(files: &[(&str, &str)]) -> Tree {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned()))).collect();
    Tree::of(PathBuf::new(), files)
}

fn found(files: &[(&str, &str)]) -> Vec<String> {
    check(&tree(files)).iter().map(ToString::to_string).collect()
}

fn one(files: &[(&str, &str)]) -> String {
    let found = found(files);
    assert_eq!(found.len(), 1, "{found:#?}");
    found[0].clone()
}

#[test]
fn words_in_comments_and_literals_are_not_code() {
    let source =
        Source::read("fn a<'x>() { /* fn b() {} */ let c = '{'; let s = r#\"\"fn d() {\"#; // }\n}\n");
    let functions = source.functions();
    assert_eq!(functions.len(), 1, "{functions:?}");
    assert_eq!((functions[0].name.as_str(), functions[0].lines), ("a", 2));
    assert_eq!(source.literals[0].text, "\"fn d() {");
    assert_eq!(source.comments.len(), 2);
}

#[test]
fn variants_are_read_without_their_data() {
    let source = Source::read(
        "/// A.\nenum Kind {\n    /// B(C)\n    #[x(Y)]\n    One,\n    Two(Three),\n    Four { five: Six, seven: Eight },\n}",
    );
    let (line, variants) = source.variants("Kind").expect("it is declared");
    assert_eq!((line, variants.join(" ").as_str()), (2, "One Two Four"));
}

#[test]
fn a_file_without_an_opening_is_found() {
    assert_eq!(
        one(&[("crates/app/src/a.rs", "fn a() {}\n")]).split(": ").next(),
        Some("crates/app/src/a.rs:1")
    );
}

#[test]
fn a_crate_root_forbids_unsafe_code() {
    assert!(one(&[("crates/app/src/lib.rs", "//! A.\n")]).contains("forbid"));
    assert!(found(&[("crates/app/src/lib.rs", "//! A.\n#![forbid(unsafe_code)]\n")]).is_empty());
}

#[test]
fn unwrap_is_for_tests() {
    let body = "//! A.\nfn a() {\n    b().unwrap();\n}\n";
    assert!(one(&[("crates/app/src/a.rs", body)]).starts_with("crates/app/src/a.rs:3"));
    let inline = "//! A.\n#[cfg(test)]\nmod tests {\n    fn a() {\n        b().unwrap();\n    }\n}\n";
    assert!(found(&[("crates/app/src/a.rs", inline)]).is_empty());
    let parent = ("crates/app/src/room/mod.rs", "//! A.\n#[cfg(test)]\nmod trial;\n");
    assert!(found(&[parent, ("crates/app/src/room/trial.rs", body)]).is_empty());
}

#[test]
fn sql_stands_in_the_ledger_only() {
    let body = "//! SELECT in a comment is talk.\nconst A: &str = \"SELECT 1\";\n";
    assert!(one(&[("crates/app/src/a.rs", body)]).starts_with("crates/app/src/a.rs:2"));
    assert!(found(&[("crates/ledger/src/a.rs", body)]).is_empty());
}

#[test]
fn the_law_stands_on_little() {
    let manifest =
        "[dependencies]\nserde.workspace = true\ntokio = \"1\"\n[dev-dependencies]\nproptest = \"1\"\n";
    assert!(one(&[("crates/law/Cargo.toml", manifest)]).starts_with("crates/law/Cargo.toml:3"));
    assert!(
        one(&[("crates/law/src/a.rs", "//! A.\nuse huajie_ledger::Ledger;\n")]).contains("huajie_ledger")
    );
    assert!(one(&[("crates/ledger/src/a.rs", "//! A.\nuse huajie::office;\n")]).contains("huajie::"));
    assert!(found(&[("crates/ledger/src/a.rs", "//! A.\nuse huajie_law::Law;\n")]).is_empty());
}

#[test]
fn unfinished_work_carries_a_number() {
    assert!(one(&[("a.css", "/* TODO later */")]).contains("TODO"));
    assert!(found(&[("a.css", "/* TODO(#12) later */")]).is_empty());
    assert!(found(&[("crates/ledger/src/a.rs", "//! A.\nconst TODO: &str = \"\";\n")]).is_empty());
    assert!(one(&[("crates/app/src/a.rs", "//! A.\n// FIXME soon\n")]).contains("FIXME"));
    assert!(one(&[("crates/app/tests/it/a.rs", "//! A.\n#[ignore]\nfn a() {}\n")]).contains("ignore"));
}

#[test]
fn the_workshop_does_not_show() {
    assert!(one(&[("a.html", &format!("see {}/here", "/work"))]).contains("workshop"));
    let lock = "source = \"registry+https://mirror.example/index\"\n";
    assert!(one(&[("Cargo.lock", lock)]).starts_with("Cargo.lock:1"));
}

#[test]
fn a_name_says_what_it_is() {
    assert!(one(&[("crates/app/src/a.rs", "//! A.\nstruct CaseManager;\n")]).contains("CaseManager"));
    assert!(one(&[("crates/app/src/utils.rs", "//! A.\n")]).contains("utils"));
}

#[test]
fn the_map_names_every_room_and_only_real_paths() {
    let room = ("crates/app/src/desk/mod.rs", "//! A.\n");
    assert!(one(&[room, ("ARCHITECTURE.md", "# Map\n")]).contains("crates/app/src/desk/"));
    assert!(found(&[room, ("ARCHITECTURE.md", "    desk/   the desk\n")]).is_empty());
    assert!(one(&[room, ("ARCHITECTURE.md", "desk/ and `crates/app/src/gone`\n")]).contains("gone"));
    assert!(
        found(&[room, ("ARCHITECTURE.md", "desk/ and `crates/app/src/desk/mod.rs` and `/my`\n")]).is_empty()
    );
    assert!(one(&[("README.md", "[map](docs/map.md)")]).contains("nowhere"));
}

#[test]
fn the_glossary_knows_every_kind_and_role() {
    let law = ("crates/law/src/a.rs", "//! A.\nenum Kind { Dispute, Mediation }\nenum Role { Clerk }\n");
    assert!(one(&[law, ("GLOSSARY.md", "`Dispute` `Clerk`")]).contains("Kind::Mediation"));
}

#[test]
fn kinds_that_a_table_makes_are_kinds() {
    let table = "//! A.\nmacro_rules! rooms { ($($v:ident)*) => { enum Kind { $($v,)* } } }\nrooms! {\n    Petition = \"petition\", \"信访\";\n}\nenum Role { Clerk }\n";
    let law = ("crates/law/src/matter.rs", table);
    assert!(one(&[law, ("GLOSSARY.md", "`Clerk`")]).contains("Kind::Petition"));
}

#[test]
fn decisions_are_numbered_without_gaps() {
    let first = ("docs/decisions/0001-one.md", "");
    assert!(found(&[first, ("docs/decisions/0002-two.md", "")]).is_empty());
    assert!(one(&[first, ("docs/decisions/0003-three.md", "")]).contains("0002"));
    assert!(one(&[first, ("docs/decisions/two.md", "")]).contains("NNNN"));
}

#[test]
fn long_functions_may_only_shrink() {
    let long = |lines: usize| format!("//! A.\nfn a() {{\n{}}}\n", "    b();\n".repeat(lines - 2));
    let at = |lines: usize| tree(&[("crates/app/src/a.rs", &long(lines))]);
    assert!(ratchet::check(&at(70), "").is_empty());
    assert_eq!(ratchet::check(&at(71), "").len(), 1);
    let recorded = ratchet::record(&at(80));
    assert!(ratchet::check(&at(80), &recorded).is_empty());
    assert_eq!(ratchet::check(&at(81), &recorded).len(), 1);
    assert_eq!(ratchet::check(&at(79), &recorded).len(), 1, "a gain is recorded");
}
