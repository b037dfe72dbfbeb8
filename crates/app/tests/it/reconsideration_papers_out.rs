//! What a decision that goes out brings with it: its sealed paper, its number, and what is given back.

use crate::{
    cases::pixel,
    harness::houses,
    reconsideration::{agreed, applied, decide, fine_of, fined, held, serve, taken_up},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{Kind, reconsideration::Stage};

#[tokio::test]
async fn no_decision_is_served_without_its_paper_and_no_number_is_given_twice() {
    for house in houses().await {
        let (first, second) = (fined(&house).await, fine_of(&house, "示例面馆").await);
        for case in [&first, &second] {
            let id = applied(case).await;
            taken_up(case, &id).await;
        }
        for (case, number) in [(&first, "钟政复决〔2026〕1号"), (&second, "钟政复决(2026) 1号")] {
            let id = case.dispute.child(Kind::Reconsideration, 1);
            agreed(case, &id).await;
            let page = case.order("fuyi1", &id, "issue", &[("number", number)]).await;
            if number != "钟政复决〔2026〕1号" {
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
                assert!(page.text.contains("另一份决定书已经用了这个文号"), "{}", page.text);
                continue;
            }
            done(&page, "issue");
            let notice = held(case, &id).await.decided.expect("it is issued").notice;
            let chosen = format!("{notice}|p1");
            let pairs = [("notice", chosen.as_str()), ("delivery.by", "direct")];
            let mut officer = house.officer("fuyi1").await;
            let receipt = ("delivery.proof", "送达回证.png", &*pixel());
            let page = house.order_with(&mut officer, &id, "serve", &pairs, &[receipt]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.text.contains("加盖复议机关印章的决定书"), "75条: {}", page.text);
            let sealed = ("delivery.sealed_paper", "决定书.png", &*pixel());
            done(&house.order_with(&mut officer, &id, "serve", &pairs, &[receipt, sealed]).await, "serve");
            serve(case, &id, &format!("{notice}|respondent")).await;
            assert!(matches!(held(case, &id).await.stage, Stage::Effective { .. }));
        }
    }
}

#[tokio::test]
async fn what_is_given_back_is_read_by_both_sides_and_minded_by_the_agency_until_it_is_done() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        decide(&case, &id).await;
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
        let file = format!("/desk/file/{}", case.dispute);
        let agency = house.get(&house.officer("shichang").await, &file).await;
        for page in [&my, &agency] {
            for said in ["返还财产、解除措施", "退还 4700 元"] {
                assert!(page.text.contains(said), "{said}: {}", page.text);
            }
        }
        assert!(my.text.contains("对方要履行决定"), "{}", my.text);
        let owed = "履行复议决定：返还财产、解除措施";
        let to_dos = house.get(&house.officer("shichang").await, "/desk").await;
        assert!(to_dos.text.contains(owed), "{}", to_dos.text);
        let performed = [("on", "2026年12月1日"), ("text", "已经退还 4700 元")];
        done(&case.order("shichang", &id, "record_performance", &performed).await, "record_performance");
        let to_dos = house.get(&house.officer("shichang").await, "/desk").await;
        assert!(!to_dos.text.contains(owed), "{}", to_dos.text);
    }
}
