//! 合并审理: named by its number, and both files say with which other they are tried, to whoever may see that one.

use crate::{
    cases::{Case, register},
    harness::{House, houses},
    reconsideration::{applied, conditions, fined},
    stories::done,
};
use axum::http::StatusCode;

/// Another shop, fined upon the same check.
async fn of_the_same_check(house: &House) -> Case<'_> {
    let parties = [("applicant", "individual_business", "示例粮店", false)];
    let act = [
        ("wish", "register_only"),
        ("source", "counter"),
        ("first_submitted_on", "2026年11月24日"),
        ("act.kind", "penalty"),
        ("act.title", "罚款 3000 元"),
        ("act.made_on", "2026年11月11日"),
        ("act.known_on", "2026年11月11日"),
        ("claims", "撤销处罚"),
        ("facts", "同一次检查。"),
    ];
    register(house, "钟祥市市场监督管理局", "shichang", &parties, &act).await
}

#[tokio::test]
async fn two_that_are_tried_together_name_each_other_and_lead_to_one_another() {
    for house in houses().await {
        let first = fined(&house).await;
        let one = applied(&first).await;
        let second = of_the_same_check(&house).await;
        let other = applied(&second).await;
        let conditions = conditions();
        for (case, id) in [(&first, &one), (&second, &other)] {
            done(&case.order("fuyi1", id, "accept", &conditions).await, "accept");
            done(&case.order("fuyiju", id, "assign", &[("handlers", "u-fuyi1")]).await, "assign");
        }
        let nothing = [("with", "钟行争〔2026〕99号"), ("reason", "同一次检查")];
        let refused = first.order("fuyi1", &one, "join", &nothing).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("没有查到这个案号"), "{}", refused.text);
        let number = second.dispute().await.number;
        let together = [("with", number.as_str()), ("reason", "同一次检查，证据相同")];
        done(&first.order("fuyi1", &one, "join", &together).await, "join");
        let itself = [("with", first.dispute().await.number), ("reason", "自己".to_owned())];
        let itself: Vec<(&str, &str)> = itself.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(
            first.order("fuyi1", &one, "join", &itself).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );

        for (here, there) in [(&first, &second), (&second, &first)] {
            let page =
                house.get(&house.officer("fuyi1").await, &format!("/desk/file/{}", here.dispute)).await.text;
            let number = there.dispute().await.number;
            for told in [
                "合并审理",
                &number,
                "同一次检查，证据相同",
                &format!("href=\"/desk/file/{}\"", there.dispute),
            ] {
                assert!(page.contains(told), "{told}: {page}");
            }
        }
        for here in [&first, &second] {
            let own = house.get(&house.party(&here.dispute, "p1").await, "/my").await.text;
            assert!(own.contains("和另一件行政复议合并审理"), "{own}");
            assert!(here.dispute == second.dispute || !own.contains(&number), "{own}");
        }
        let there = format!("/desk/file/{other}/separate");
        let refused = house.get(&house.officer("fuyi1").await, &there).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "joined on the other file: {}",
            refused.text
        );
        let apart = [("with", other.as_str()), ("reason", "查明是两次检查")];
        done(&first.order("fuyi1", &one, "separate", &apart).await, "separate");
        for (here, there) in [(&first, &second), (&second, &first)] {
            let page =
                house.get(&house.officer("fuyi1").await, &format!("/desk/file/{}", here.dispute)).await;
            assert!(!page.text.contains(&format!("/desk/file/{}\"", there.dispute)), "{}", page.text);
            let own = house.get(&house.party(&here.dispute, "p1").await, "/my").await.text;
            assert!(own.contains("和合并审理的另一件分开，各自审理"), "{own}");
        }
        first.holds().await;
        second.holds().await;
    }
}
