//! Every paper with its sample, and what must not go wrong with real names and real data.
#![expect(clippy::unwrap_used, reason = "a test that meets no value has failed")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use huajie_papers::{Job, PaperError, Typeset, Typesetter, names, sample};
use serde_json::json;

fn fonts() -> PathBuf {
    std::env::var_os("HUAJIE_FONTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts"), PathBuf::from)
}

static TYPESETTER: LazyLock<Typesetter> =
    LazyLock::new(|| Typesetter::load(&fonts()).expect("the fonts are there: run scripts/fonts first"));

fn set(job: &Job) -> Typeset {
    TYPESETTER.typeset(job).unwrap_or_else(|error| panic!("{}: {error} ({error:?})", job.template))
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The sample of a template in which every text `张建国` is another name.
fn named(template: &str, name: &str) -> Job {
    let mut job = sample(template).unwrap();
    let quoted = serde_json::to_string(name).unwrap();
    let text = job.data.to_string().replace("\"张建国\"", &quoted);
    job.data = serde_json::from_str(&text).unwrap();
    job
}

#[test]
fn every_paper_is_set_from_its_sample_as_archival_pdf() {
    assert_eq!(names().count(), 25);
    for name in names() {
        let paper = set(&sample(name).unwrap());
        assert!(paper.pdf.starts_with(b"%PDF-1.7"), "{name}");
        assert!(holds(&paper.pdf, "<pdfaid:part>2</pdfaid:part>"), "{name} is PDF/A-2");
        assert!(holds(&paper.pdf, "<pdfaid:conformance>A</pdfaid:conformance>"), "{name} is level A");
        assert!((1..=4).contains(&paper.pages), "{name} has {} pages", paper.pages);
        assert!(paper.pdf.len() < 400_000, "{name} has {} bytes", paper.pdf.len());
    }
}

#[test]
fn the_same_job_gives_the_same_bytes() {
    for name in ["agreement", "receipt"] {
        let job = sample(name).unwrap();
        assert_eq!(set(&job), set(&job), "{name}");
    }
}

#[test]
fn what_looks_like_template_code_in_a_name_stays_text() {
    for name in names() {
        set(&named(name, "#panic(\"x\") $a$ *b* `c` <d> @e \\ // ] #[ 张"));
    }
}

#[test]
fn names_of_25_characters_with_dots_and_rare_characters_are_printed() {
    for name in names() {
        set(&named(name, "阿不都热合曼·买买提艾力·𠮷田喆堃䶮𫖮𰻝叕𠀀𪜀𬺰"));
    }
}

/// The same job gives the same bytes, and the data stand in none: what differs is printed.
#[test]
fn the_branch_that_acted_is_printed_in_the_application() {
    let job = sample("application").unwrap();
    let mut without = job.clone();
    without.data["act"].as_object_mut().unwrap().remove("branch").expect("the sample has one");
    assert_ne!(set(&job).pdf, set(&without).pdf);
}

#[test]
fn a_termination_that_lists_no_day_warns_of_none() {
    let mut job = sample("termination").unwrap();
    job.data["periods"] = serde_json::json!([]);
    job.data["kept_note"] = serde_json::json!("各方达成调解协议。");
    let open = set(&job).pdf;
    job.data["bound"] = serde_json::json!(true);
    assert_ne!(set(&job).pdf, open);
}

#[test]
fn a_paper_without_pictures_leaves_room_to_sign() {
    for name in names() {
        let mut job = sample(name).unwrap();
        job.attachments.clear();
        set(&job);
    }
}

/// As many sign as live in a block of flats: none of them on top of another, and none below the page.
#[test]
fn who_signs_goes_over_as_many_pages_as_it_takes() {
    for name in ["agreement", "minutes", "undisputed_facts", "application", "confirmation_application"] {
        let pages = |signers: usize| {
            let mut job = sample(name).unwrap();
            let line =
                |at: usize| json!({ "role": "申请人", "name": format!("示例{at}"), "signed_on": null });
            job.data["signatures"] = (0..signers).map(line).collect();
            let paper = set(&job);
            if let Some(folder) = std::env::var_os("HUAJIE_PAPERS_OUT") {
                std::fs::write(Path::new(&folder).join(format!("signed-by-{signers}-{name}.pdf")), paper.pdf)
                    .unwrap();
            }
            paper.pages
        };
        // Two stand beside each other, and six such lines fill a page.
        for (few, many) in [(4, 20), (18, 34), (20, 60)] {
            assert!(pages(many) > pages(few), "{name}: {many} signers on {} pages", pages(many));
        }
        assert!(pages(60) >= pages(4) + 4, "{name} has {} pages", pages(60));
    }
}

#[test]
fn the_picture_of_the_code_is_in_the_receipt() {
    let with = set(&sample("receipt").unwrap());
    let mut job = sample("receipt").unwrap();
    job.attachments.clear();
    let without = set(&job);
    assert!(holds(&with.pdf, "/Subtype/Image") || holds(&with.pdf, "/Subtype /Image"));
    assert!(!holds(&without.pdf, "/Subtype/Image") && !holds(&without.pdf, "/Subtype /Image"));
}

#[test]
fn a_long_paper_goes_on_over_many_pages() {
    let mut job = sample("minutes").unwrap();
    let turn = json!({ "speaker": "张建国", "text": "罚5000元，我觉得太重，我不是不认错，是接受不了这个数。".repeat(12) });
    job.data["turns"] = json!(vec![turn; 60]);
    assert!(set(&job).pages > 25);
}

#[test]
fn a_number_without_a_break_does_not_hinder_the_paper() {
    set(&named("agreement", &"9".repeat(200)));
}

#[test]
fn a_character_that_no_font_has_is_named() {
    let error = TYPESETTER.typeset(&named("termination", "张\u{10FFFD}国")).unwrap_err();
    assert_eq!(error, PaperError::MissingGlyph { character: '\u{10FFFD}' });
    let error = TYPESETTER.typeset(&named("termination", "张😀国")).unwrap_err();
    assert_eq!(error, PaperError::MissingGlyph { character: '😀' });
    assert!(error.to_string().contains("“😀”（U+1F600）"), "{error}");
}

#[test]
fn a_code_that_is_no_character_is_named_and_never_printed() {
    for code in ['\0', '\u{FEFF}', '\u{E000}', '\u{FFFD}', '\u{7F}'] {
        let error = TYPESETTER.typeset(&named("termination", &format!("张{code}国"))).unwrap_err();
        assert_eq!(error, PaperError::MissingGlyph { character: code });
    }
}

#[test]
fn an_absent_field_is_named() {
    let mut job = sample("termination").unwrap();
    job.data.as_object_mut().unwrap().remove("ground");
    let error = TYPESETTER.typeset(&job).unwrap_err();
    assert!(
        matches!(&error, PaperError::Template { name, message } if name == "termination" && message.contains("ground")),
        "{error}"
    );
}

#[test]
fn what_is_no_picture_and_no_day_and_no_template_is_refused() {
    let mut job = sample("receipt").unwrap();
    job.attachments[0].1 = b"<svg/>".to_vec();
    assert!(matches!(TYPESETTER.typeset(&job), Err(PaperError::Attachment { .. })));
    let mut job = sample("receipt").unwrap();
    job.dated = (2026, 2, 29);
    assert_eq!(TYPESETTER.typeset(&job), Err(PaperError::Day { year: 2026, month: 2, day: 29 }));
    job.template = "poem".to_owned();
    assert_eq!(TYPESETTER.typeset(&job), Err(PaperError::UnknownTemplate { name: "poem".to_owned() }));
    assert!(sample("poem").is_err());
}

#[test]
fn a_missing_font_is_named_with_the_way_to_get_it() {
    let folder = std::env::temp_dir().join(format!("huajie-no-fonts-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let message = Typesetter::load(&folder).err().expect("there is no font in it").to_string();
    assert!(message.contains("仿宋") && message.contains("scripts/fonts"), "{message}");
    std::fs::remove_dir(&folder).unwrap();
    let message = Typesetter::load(&folder).err().expect("the folder is gone").to_string();
    assert!(message.contains("读不到文书字体目录"), "{message}");
}

/// A page on which nothing stands but the office and the date is none: the last words go with them.
#[test]
fn no_letter_leaves_its_signature_without_words() {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "typ") {
            let source = std::fs::read_to_string(&path).unwrap();
            for alone in ["signed-by-office(contact-line())", "signed-by-office([])"] {
                assert!(!source.contains(alone), "{}", path.display());
            }
        }
    }
}
