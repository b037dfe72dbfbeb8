//! What whoever takes part in a reconsideration is told by text and on `/my`, and when.

use crate::{
    cases::Case,
    harness::{House, houses},
    next_steps::texts,
    reconsideration::{applied, fined, issued, serve, taken_up},
};
use jiff::civil::date;

async fn my(case: &Case<'_>) -> String {
    let browser = case.house.party(&case.dispute, "p1").await;
    case.house.get(&browser, "/my").await.text
}

/// How many of the texts that wait to go out say this.
async fn told(house: &House, says: &str) -> usize {
    texts(house).await.iter().filter(|(_, text)| text.contains(says)).count()
}

#[tokio::test]
async fn whoever_is_served_first_is_told_its_own_day_to_sue_then() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        let notice = issued(&case, &id).await;
        let day = "最后一天是2026年12月16日";
        assert_eq!(told(&house, day).await, 0, "nothing runs before it is served");
        serve(&case, &id, &format!("{notice}|p1")).await;
        assert_eq!(told(&house, day).await, 1, "行诉法45条: {:?}", texts(&house).await);
        let page = my(&case).await;
        assert!(page.contains("决定书2026年12月1日送达") && page.contains(day), "{page}");
        assert!(!page.contains("正在送达"), "{page}");
        // With the last service it takes effect; of that everybody hears once.
        house.on_day(date(2026, 12, 20));
        serve(&case, &id, &format!("{notice}|respondent")).await;
        assert_eq!(told(&house, "向法院起诉的最后一天是2026年12月16日，已经过了").await, 1);
        let page = my(&case).await;
        assert!(page.contains("，已经过了。") && !page.contains("十五日内向法院起诉"), "{page}");
    }
}
