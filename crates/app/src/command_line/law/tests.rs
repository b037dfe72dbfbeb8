//! What the command line answers, given a calendar.

use super::*;

#[test]
fn a_notice_that_the_store_holds_counts() {
    let asked = Deadline {
        term: "FY-06".into(),
        from: "2027-04-29".into(),
        suspend: Vec::new(),
        extend: None,
        service: None,
        json: false,
    };
    let built_in = in_text(&asked, Calendar::builtin_ref()).expect("it answers");
    assert!(built_in.starts_with("2027年5月6日（周四），暂定"), "{built_in}");
    let loaded = Calendar::builtin()
        .with_text("2027 某号\n休 劳动节 05-01..05-05\n班 劳动节 05-08\n", "loaded")
        .expect("it reads");
    let told = in_text(&asked, &loaded).expect("it answers");
    assert!(told.starts_with("2027年5月10日（周一）\n"), "{told}");
}
