//! The look, as far as a program can check it; the rest is looked at in a browser.

use super::form::{Field, FieldKind, Form};
use super::{CONTENT_SECURITY_POLICY, Mode, assets, gallery};
use askama::Template;

#[test]
fn every_component_renders_in_every_mode_and_is_written_out_when_asked() {
    let pages = gallery::pages();
    assert_eq!(pages.len(), 13 * Mode::ALL.len());
    let folder = std::env::var_os("HUAJIE_GALLERY");
    for (name, html) in &pages {
        assert!(html.contains("</html>"), "{name} is a whole page");
        if let Some(folder) = &folder {
            let folder = std::path::Path::new(folder);
            std::fs::create_dir_all(folder.join("assets")).expect("the folder can be made");
            std::fs::write(folder.join(name), html).expect("the folder can be written");
        }
    }
    if let Some(folder) = &folder {
        for url in [assets::style_url(), assets::desk_script_url(), assets::portal_script_url()] {
            let asset = assets::find(url).expect("an address the layout uses is served");
            let file = std::path::Path::new(folder).join(url.trim_start_matches('/'));
            std::fs::write(file, asset.body).expect("the folder can be written");
        }
    }
}

#[test]
fn no_page_carries_inline_script_or_style() {
    for (name, html) in gallery::pages() {
        assert!(!html.contains(" style="), "{name}");
        assert!(!html.contains("<style"), "{name}");
        assert!(!html.contains("javascript:"), "{name}");
        assert!(!html.contains("<script>"), "{name}");
        assert!(!html.contains(" onclick"), "{name}");
    }
}

#[test]
fn the_portal_without_a_signature_loads_no_script() {
    let pages = gallery::pages();
    let (_, html) = pages.iter().find(|(name, _)| name == "standard-portal.html").expect("a sample");
    assert!(!html.contains("<script"));
}

#[test]
fn every_id_is_unique_and_every_described_by_names_one() {
    for (name, html) in gallery::pages() {
        let mut ids: Vec<&str> = attribute(&html, " id=\"").collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name} repeats an id");
        for reference in attribute(&html, " aria-describedby=\"").flat_map(str::split_whitespace) {
            assert!(ids.contains(&reference), "{name}: nothing is called {reference}");
        }
        for target in attribute(&html, " for=\"") {
            assert!(ids.contains(&target), "{name}: a label for {target}, which is not there");
        }
    }
}

fn attribute<'a>(html: &'a str, opening: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(opening).skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn the_stylesheet_stays_small() {
    let style = assets::find(assets::style_url()).expect("the stylesheet is served");
    assert!(style.body.len() <= 30 * 1024, "{} bytes", style.body.len());
    let mut unpacked = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&*style.gzip), &mut unpacked)
        .expect("it unpacks");
    assert_eq!(unpacked, style.body);
    assert!(style.gzip.len() <= 8 * 1024, "{} bytes", style.gzip.len());
}

#[test]
fn a_kept_submission_is_shown_again_and_escaped() {
    let mut form =
        Form::new("/x", "保存").field(Field::text("name", "姓名")).field(Field::long_text("facts", "经过"));
    form.keep([("name", "<b>𠮷·买买提</b>"), ("facts", "\n第一行"), ("unknown", "x")]);
    let html = form.render().expect("renders");
    assert!(html.contains("&#60;b&#62;𠮷·买买提&#60;/b&#62;"), "{html}");
    // The first newline after the tag is HTML's; the second is the reader's.
    assert!(html.contains(">\n\n第一行</textarea>"), "{html}");
    assert!(!html.contains("unknown"));
}

#[test]
fn an_error_of_a_part_stands_beside_it_and_in_the_summary() {
    let mut form = Form::new("/x", "保存").field(Field::person("applicant", "申请人"));
    form.reject("applicant.phone", "手机号是 11 位");
    let html = form.render().expect("renders");
    assert!(html.contains("href=\"#f-applicant-phone\""));
    assert!(html.contains("id=\"f-applicant-phone-error\""));
    assert!(html.contains("aria-describedby=\"f-applicant-phone-hint f-applicant-phone-error\""));
}

#[test]
fn an_error_of_a_field_that_is_not_there_is_not_lost() {
    let mut form = Form::new("/x", "保存");
    form.reject("elsewhere", "这件事已经登记过了");
    assert!(form.is_wrong());
    assert!(form.render().expect("renders").contains("这件事已经登记过了"));
}

#[test]
fn secrets_and_hidden_values_are_never_taken_from_a_submission() {
    let secret = Field::new("password", "密码", FieldKind::Secret);
    let mut form = Form::new("/x", "登录").field(secret).field(Field::hidden("step", "1"));
    form.keep([("password", "geheim"), ("step", "9")]);
    let html = form.render().expect("renders");
    assert!(!html.contains("geheim"));
    assert!(html.contains("name=\"step\" value=\"1\""));
}

#[test]
fn a_form_with_files_is_sent_in_parts_and_others_are_not() {
    let plain = Form::new("/x", "保存").field(Field::text("a", "甲"));
    let files = Form::new("/x", "保存").field(Field::files("b", "证据"));
    assert!(!plain.render().expect("renders").contains("multipart"));
    assert!(files.render().expect("renders").contains("enctype=\"multipart/form-data\""));
}

#[test]
fn an_unknown_mode_is_the_standard_one_and_known_words_return() {
    assert_eq!(Mode::from_word("\u{0}?"), Mode::Standard);
    for mode in Mode::ALL {
        assert_eq!(Mode::from_word(mode.word()), mode);
    }
}

#[test]
fn a_search_is_a_get_and_an_error_may_stand_from_the_beginning() {
    let form = Form::new("/search", "搜索").field(Field::text("q", "搜什么").error("至少两个字")).searching();
    let html = form.render().expect("renders");
    assert!(html.contains("method=\"get\""));
    assert!(html.contains("至少两个字"));
}

#[test]
fn the_policy_allows_nothing_inline_and_assets_have_a_type() {
    assert!(!CONTENT_SECURITY_POLICY.contains("unsafe"));
    let style = assets::find(assets::style_url()).expect("the stylesheet is served");
    assert!(style.content_type.starts_with("text/css"));
    assert!(assets::find("/assets/huajie.css").is_none(), "only under the name of its content");
}

#[test]
fn the_page_of_an_error_says_what_its_status_means_and_offers_a_way_out() {
    use super::error::ErrorPage;
    let site = super::Site {
        centre: "某市行政争议化解中心".into(), contact: huajie_law::Contact::default()
    };
    let page = ErrorPage::not_found(super::Page::new(std::sync::Arc::new(site), ""));
    assert_eq!(page.status, 404);
    assert!(page.render().expect("renders").contains("href=\"/\""));
}

#[test]
fn the_only_answer_to_a_question_that_must_be_answered_is_chosen_already() {
    let asked = |choices: &[(&'static str, &'static str)]| {
        Field::choice("stage", "哪一步", choices.to_vec()).required().only_choice().value
    };
    assert_eq!(asked(&[("a", "甲")]), ["a"]);
    assert!(asked(&[("a", "甲"), ("b", "乙")]).is_empty());
    assert!(
        Field::choice("stage", "哪一步", [("a", "甲")]).only_choice().value.is_empty(),
        "it may stay open"
    );
    let read = Field::choice("read", "核对", [("true", "已经逐句看过")]).required().only_choice();
    assert!(read.value.is_empty(), "nobody has read it yet");
    let tick = Field::several("told", "已经告知", [("true", "是")]).required().only_choice();
    assert!(tick.value.is_empty(), "to tick something is the reader's own");
}
