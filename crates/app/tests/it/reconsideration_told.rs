//! What whoever takes part in a reconsideration is told by text and on `/my`, and when.

use crate::{
    cases::Case,
    harness::{House, houses},
    next_steps::{sent, texts},
    reconsideration::{applied, conditions, fined, issued, serve, taken_up},
    reconsideration_papers::HEARING,
    stories::done,
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
        assert!(page.contains("，已经过了；") && !page.contains("十五日内向法院起诉"), "{page}");
    }
}

#[tokio::test]
async fn that_a_paper_did_not_reach_is_read_of_and_how_it_went_by_whoever_serves_it() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        done(&case.order("fuyi1", &id, "accept", &conditions()).await, "accept");
        let tried = [
            ("notice", "n1|p1"),
            ("delivery.by", "direct"),
            ("delivery.failed", "true"),
            ("delivery.note", "前台拒收"),
        ];
        done(&case.order("fuyi1", &id, "serve", &tried).await, "serve");
        let file = async |login: &str| {
            house.get(&house.officer(login).await, &format!("/desk/file/{}", case.dispute)).await.text
        };
        let (office, agency) = (file("fuyi1").await, file("shichang").await);
        assert!(office.contains("没有送到：前台拒收"), "{office}");
        assert!(agency.contains("没有送到") && !agency.contains("前台拒收"), "{agency}");
        let page = my(&case).await;
        assert!(page.contains("2026年11月24日送过一次，没有送到"), "{page}");
    }
}

#[tokio::test]
async fn that_a_hearing_is_cancelled_is_told_to_whoever_was_to_come() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        done(&case.order("fuyi1", &id, "convene_hearing", &HEARING).await, "convene_hearing");
        let reason = [("reason", "改为书面审理")];
        done(&case.order("fuyi1", &id, "cancel_hearing", &reason).await, "cancel_hearing");
        let off = "原定2026年12月10日 09:30的听证取消了，不用到场";
        assert_eq!(told(&house, off).await, 1);
        let officers = sent(&house).await;
        let officers = officers.iter().filter(|(by, text)| by == "officer" && text.contains(off)).count();
        assert_eq!(officers, 4, "the agency, two members and the clerk: who did it knows");
    }
}
