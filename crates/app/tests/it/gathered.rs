//! Many lines of one agreement on the file page: nobody reads fifty-one in one breath. A count and the earliest day, opened by household.

use crate::cases::Case;

pub async fn fifty_one_lines_are_gathered(case: &Case<'_>) {
    assert_eq!(case.performance().await.lines.len(), 51);
    let page = format!("/desk/file/{}", case.dispute);
    let counter = case.file_page("chuangkou", &case.dispute).await;
    for said in [
        "协议履行：51 项，最早 2027年3月31日</summary>",
        "：3 项，最早 2027年3月31日</summary>",
        "51 项，51 项还没有做完，最早 2027年3月31日</span>",
        "协议的其余 44 项</summary>",
    ] {
        assert!(counter.contains(said), "{said}: {counter}");
    }
    let agency = case.file_page("zhujian", &case.dispute).await;
    assert!(agency.contains("记录履行：另外还有 46 项，最早 2027年3月31日</summary>"), "{agency}");
    case.keep("chuangkou", &page, "many-counter").await;
    case.keep("zhujian", &page, "many-agency").await;
}
