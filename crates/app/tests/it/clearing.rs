//! What came with an application that was never handed in goes with it, and nothing else does.

use crate::{
    harness::{Browser, House, houses},
    portal::{fill_in, hand_in},
};
use huajie_law::FileHash;
use huajie_ledger::files::hash_of;
use jiff::SignedDuration;

/// An application with these texts uploaded, up to the check.
async fn with_files(house: &House, phone: &str, texts: &[&str]) -> Browser {
    let mut browser = fill_in(house, phone).await;
    let page = house.get(&browser, "/apply/evidence").await;
    let pairs: Vec<(String, String)> =
        ["csrf", "version"].iter().map(|name| ((*name).to_owned(), page.hidden(name))).collect();
    let names: Vec<String> = (0..texts.len()).map(|at| format!("说明{at}.txt")).collect();
    let files: Vec<(&str, &str, &[u8])> =
        names.iter().zip(texts).map(|(name, text)| ("evidence", name.as_str(), text.as_bytes())).collect();
    house.post_with(&mut browser, "/apply/evidence", &pairs, &files).await;
    browser
}

async fn is_there(house: &House, text: &str) -> bool {
    let hash: FileHash = hash_of(text.as_bytes());
    let known = house.office.ledger.stored_file(&hash).await.expect("reads").is_some();
    assert_eq!(known, house.office.files.get(&hash).await.is_ok(), "row and bytes go together: {text}");
    known
}

const LEFT: &str = "没有提交的申请里的材料";
const FILED: &str = "后来由别人交到案卷里的同一份材料";
const SHARED: &str = "另一份还在填的申请里也有的材料";
const AGAIN: &str = "最近又有人传过一次的材料";

#[tokio::test]
async fn files_of_a_draft_nobody_came_back_for_go_with_it_unless_somebody_else_names_them() {
    for house in houses().await {
        with_files(&house, "13800001111", &[LEFT, FILED, SHARED, AGAIN]).await;
        for text in [LEFT, FILED, SHARED, AGAIN] {
            assert!(is_there(&house, text).await, "{text}");
        }
        let mut filed = with_files(&house, "13800002222", &[FILED]).await;
        hand_in(&house, &mut filed, &[]).await;
        house.time.travel_to(house.office.now().at + SignedDuration::from_hours(89 * 24));
        house.office.forget_what_is_left().await.expect("no fault");
        assert!(is_there(&house, LEFT).await, "it may still be gone on with");
        with_files(&house, "13800003333", &[SHARED]).await;
        let upload = huajie::http::Upload::new("file", "又传.txt", AGAIN.as_bytes().to_vec());
        house.office.store_upload(&upload).await.expect("no fault").expect("is taken");
        house.time.travel_to(house.office.now().at + SignedDuration::from_hours(2 * 24));
        house.office.forget_what_is_left().await.expect("no fault");
        assert!(!is_there(&house, LEFT).await, "nobody needs it");
        for text in [FILED, SHARED, AGAIN] {
            assert!(is_there(&house, text).await, "{text}");
        }
        house.office.forget_what_is_left().await.expect("twice is as once");
    }
}
