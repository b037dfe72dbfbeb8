//! `/my`: what a party reads of the dispute beyond its steps, and in whose words.

use crate::{
    harness::{House, houses, houses_where},
    portal,
    stories::{NEIGHBOUR, registered},
};
use axum::http::StatusCode;
use huajie_law::{Actor, Contact, Kind, MatterId, Role};
use jiff::SignedDuration;

async fn with_a_neighbour(house: &House) -> MatterId {
    let dispute = registered(house).await;
    let mut clerk = house.officer("chuangkou").await;
    let page = house.order(&mut clerk, &dispute, "join_party", &NEIGHBOUR).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    dispute
}

#[tokio::test]
async fn a_party_reads_what_was_handed_in_and_of_the_others_only_what_the_file_shows() {
    for house in houses().await {
        let dispute = with_a_neighbour(&house).await;
        let applicant = house.party(&dispute, "p1").await;
        assert!(house.get(&applicant, "/my").await.text.contains("/my/application"));
        let page = house.get(&applicant, "/my/application").await;
        for words in [
            "撤销处罚",
            "过期茶干五袋",
            "罚款 5000 元",
            "2026年11月1日",
            "欧阳·𠮷例",
            "138****1111",
            "示某某",
        ] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        for hidden in ["11010519491231002", "13800001111", "13700000001", "示例·邻舍"] {
            assert!(!page.text.contains(hidden), "{hidden}");
        }
        let neighbour = house.party(&dispute, "p2").await;
        let page = house.get(&neighbour, "/my/application").await;
        assert!(page.text.contains("示例·邻舍") && page.text.contains("欧阳某某"), "{}", page.text);
        assert!(!page.text.contains("欧阳·𠮷例") && !page.text.contains("138****1111"));
    }
}

#[tokio::test]
async fn what_was_put_right_stands_beside_what_was_handed_in() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let right = [("claims", "减轻处罚"), ("reason", "当事人到窗口改的")];
        let page = house.order(&mut clerk, &dispute, "correct", &right).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let applicant = house.party(&dispute, "p1").await;
        let page = house.get(&applicant, "/my/application").await;
        assert!(page.text.contains("撤销处罚") && page.text.contains("减轻处罚"), "{}", page.text);
        assert!(page.text.contains("窗口更正为") && !page.text.contains("当事人到窗口改的"));
    }
}

#[tokio::test]
async fn who_looked_is_a_line_for_a_person_and_a_day_and_the_list_goes_on_to_the_first() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let now = house.office.now().at;
        let clerk = Actor::officer("u-chuangkou".into(), "示例窗口", Role::IntakeClerk, "o-none".into());
        for days in 0..130 {
            for minutes in [0, 20] {
                let at = now - SignedDuration::from_hours(24 * days) + SignedDuration::from_mins(minutes);
                house.office.ledger.record_opening(&clerk, &dispute, at).await.expect("records");
            }
        }
        let applicant = house.party(&dispute, "p1").await;
        let first = house.get(&applicant, "/my/seen").await;
        assert_eq!(first.text.matches("这一天看了 2 次，从 09:00 到 09:20").count(), 100, "{}", first.text);
        let next = first.text.split("rel=\"next\"").next().and_then(|text| text.rsplit("href=\"").next());
        let next = next.and_then(|text| text.split('"').next()).expect("goes on").replace("&#38;", "&");
        let second = house.get(&applicant, &next).await;
        assert_eq!(second.text.matches("这一天看了 2 次").count(), 30, "{}", second.text);
        assert!(!second.text.contains("rel=\"next\"") && second.text.contains("rel=\"first\""));
    }
}

#[tokio::test]
async fn a_box_that_a_party_left_unticked_is_told_to_the_party_and_not_to_an_officer() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = dispute.child(Kind::Mediation, 1);
        let mut clerk = house.officer("chuangkou").await;
        let import = [("categories", "party_asks"), ("channel", "before_procedure")];
        let page = house.order(&mut clerk, &mediation, "import", &import).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let mut applicant = house.party(&dispute, "p1").await;
        let page = house.order(&mut applicant, &mediation, "record_consent", &[("answer", "agree")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
        assert!(page.text.contains("请先看清上面的日子，再在这一格打勾"), "{}", page.text);
        assert!(!page.text.contains("告诉当事人"));
        let told = [("party", "p1"), ("answer", "agree"), ("way", "in_person"), ("on", "2026-11-24")];
        let page = house.order(&mut clerk, &mediation, "record_consent", &told).await;
        assert!(
            page.text.contains("告诉当事人"),
            "an officer reads what an officer has to do: {}",
            page.text
        );
    }
}

#[tokio::test]
async fn where_one_may_call_the_number_stands_if_there_is_one_and_none_is_invented() {
    let contact = Contact {
        phone: Some("0724-4223344".into()),
        address: Some("示例路1号二楼".into()),
        hours: Some("工作日 8:30 至 17:30".into()),
    };
    for house in houses_where(|config| config.contact = contact.clone()).await {
        let mut browser = portal::fill_in(&house, "13800001111").await;
        portal::hand_in(&house, &mut browser, &[]).await;
        for path in ["/", "/help", "/apply/done", "/progress", "/nothing"] {
            let page = house.get(&browser, path).await;
            for words in ["tel:0724-4223344", "示例路1号二楼", "工作日 8:30 至 17:30"] {
                assert!(page.text.contains(words), "{path} {words}: {}", page.text);
            }
        }
        let id = house.office.ledger.all_of(Kind::Dispute).await.expect("reads")[0].id.clone();
        let mut clerk = house.officer("chuangkou").await;
        let import = [("categories", "party_asks"), ("channel", "before_procedure")];
        house.order(&mut clerk, &id.child(Kind::Mediation, 1), "import", &import).await;
        let letters = house.office.ledger.waiting_letters(house.office.now().at, 50).await.expect("reads");
        let told =
            letters.iter().filter_map(|one| house.office.open_letter(&one.id, "body", &one.sealed_body));
        assert!(told.into_iter().any(|text| text.ends_with("窗口电话0724-4223344。")));
    }
    for house in houses().await {
        let browser = crate::harness::Browser::default();
        for path in ["/", "/help", "/apply", "/progress", "/nothing"] {
            let page = house.get(&browser, path).await;
            assert!(!page.text.contains("窗口电话") && !page.text.contains("办公时间"), "{path}");
        }
    }
}
