//! A reconsideration that stays silent beyond its period: the day to sue is a clock of the applicant's, and is told.

use crate::{
    harness::houses,
    next_steps::texts,
    reconsideration::{applied, conditions, fined, serve, taken_up},
    stories::done,
};
use jiff::civil::date;

#[tokio::test]
async fn whoever_waits_past_the_last_day_to_decide_is_told_and_has_a_day_to_mind() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        case.later(70);
        house.office.record_lapses().await.expect("runs");
        let says = "审理期限已经届满，可以向法院起诉";
        let told = texts(&house).await.iter().filter(|(_, text)| text.contains(says)).count();
        assert_eq!(told, 1, "行诉法45条: {:?}", texts(&house).await);
        let browser = house.party(&case.dispute, "p1").await;
        let page = house.get(&browser, "/my").await.text;
        let days = page.split("要记住的日子").nth(1).and_then(|rest| rest.split("<h2>").next());
        let days = days.expect("has days");
        assert!(days.contains("复议机关逾期不作决定") && days.contains("暂定"), "{days}");
        assert!(page.contains("您可以继续等，也可以不等") && !page.contains("作出决定，最迟"), "{page}");
        let calendar = house.get(&browser, "/my/dates.ics").await.text;
        assert!(calendar.contains("复议机关逾期不作决定"), "{calendar}");
        let office = house.get(&house.officer("fuyi1").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(office.text.contains("复议机关逾期不作决定"), "{}", office.text);
        assert!(office.text.contains("逾期没有作出决定"), "the lanes: {}", office.text);
    }
}

#[tokio::test]
async fn a_day_that_is_over_is_not_told_as_one_to_come() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        done(&case.order("fuyi1", &id, "accept", &conditions()).await, "accept");
        let my = async || house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        // Seven working days from 24 November.
        assert!(my().await.contains("复议机构把申请书副本发给对方，最迟2026年12月3日。"));
        house.on_day(date(2026, 12, 4));
        let says = "复议机构把申请书副本发给对方，应当在2026年12月3日前办，已经过了，可以打电话催问。";
        assert!(my().await.contains(says), "{}", my().await);
        done(&case.order("fuyi1", &id, "send_copy", &[]).await, "send_copy");
        serve(&case, &id, "n2|respondent").await;
        house.on_day(date(2026, 12, 21));
        let says = "对方书面答复并提交证据、依据，应当在2026年12月18日前办，已经过了";
        assert!(my().await.contains(says), "{}", my().await);
    }
}
