//! Many lines of one agreement on the file page: nobody reads fifty-one in one breath. A count and the earliest day, opened by household.

use crate::cases::Case;
use huajie_law::Kind;

/// All are past their day, and all but the last are done then: whoever urges, or checks, reads how many there are and what is on file about
/// the household at hand.
pub async fn forms_tell_of_one_household(case: &Case<'_>) {
    form_tells_of_one_household(case, "urge", "过了约定的日子的一共 51 项").await;
    for n in 1..=50 {
        case.fulfil(&format!("o{n}")).await;
    }
    form_tells_of_one_household(case, "check_performance", "记录为做到了的一共 50 项").await;
}

async fn form_tells_of_one_household(case: &Case<'_>, command: &str, count: &str) {
    let form = format!("/desk/file/{}/{command}", case.dispute.child(Kind::Performance, 1));
    let counter = case.house.officer("chuangkou").await;
    let of_one = note(&case.house.get(&counter, &format!("{form}?step=o20")).await.text);
    for said in [count, "的 3 项：", "第 2 份协议", "第 20 份协议", "第 38 份协议"] {
        assert!(of_one.contains(said), "{said}: {of_one}");
    }
    assert_eq!(of_one.matches("份协议").count(), 3, "{of_one}");
    let of_none = note(&case.house.get(&counter, &form).await.text);
    assert!(of_none.contains(count) && of_none.contains("点开要办的那一项"), "{of_none}");
    assert!(!of_none.contains("份协议"), "{of_none}");
}

/// What a form says before it asks.
fn note(page: &str) -> String {
    let note = page.split("<div class=\"note\">").nth(1).and_then(|rest| rest.split("</div>").next());
    note.unwrap_or_else(|| panic!("it says something: {page}")).to_owned()
}

pub async fn fifty_one_lines_are_gathered(case: &Case<'_>) {
    assert_eq!(case.performance().await.lines.len(), 51);
    let page = format!("/desk/file/{}", case.dispute);
    let counter = case.file_page("chuangkou", &case.dispute).await;
    for said in [
        "19 方，19 方同意",
        "各方怎样表示的</summary>",
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
