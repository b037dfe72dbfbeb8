//! The table: what is named stands in the form that changes it, and whoever sits there speaks anew of whoever comes later.

use crate::{
    agents::waiting,
    cases::fined,
    harness::houses,
    stories::{NEIGHBOUR, done},
};

#[tokio::test]
async fn a_table_that_is_named_is_changed_from_what_it_is() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        let member = format!("u-{}|agency_legal", case.agency);
        let team = [
            ("guiding_judge", "u-faguan2"),
            ("lead_mediator", "u-tiaojie1"),
            ("members", member.as_str()),
            ("override_reason", "熟悉这类案件"),
        ];
        case.step("zhuren", "name_team", &team).await;
        let path = format!("/desk/file/{}/name_team", case.mediation_id());
        let form = house.get(&house.officer("zhuren").await, &path).await.text;
        assert!(form.contains("value=\"u-faguan2\" selected"), "{form}");
        assert!(form.contains("value=\"u-tiaojie1\" selected"), "{form}");
        assert!(form.contains("熟悉这类案件") && form.contains("现在的小组已经选好"), "{form}");
        assert_eq!(form.matches(" checked").count(), 1, "{form}");
        assert!(form.contains(&format!("value=\"{member}\" checked")), "{form}");
    }
}

#[tokio::test]
async fn whoever_sits_at_the_table_speaks_anew_of_whoever_joins() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        done(&case.order("chuangkou", &case.dispute, "join_party", &NEIGHBOUR).await, "join");
        let said = waiting(&house).await;
        let told = said.iter().any(|(_, text)| text.contains("您是第三人") && text.contains("愿不愿意"));
        assert!(told, "{said:?}");
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(own.contains("这以后又有人参加，还要再说明"), "{own}");
        let list = house.get(&house.officer("faguan1").await, "/desk").await.text;
        assert!(list.contains("后来有人参加或者代理：再说明与本案有没有利害关系"), "{list}");
        for who in ["faguan1", "tiaojie1"] {
            case.step(who, "disclose", &[("interest", "free")]).await;
        }
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(!own.contains("这以后又有人参加，还要再说明"), "{own}");
        case.holds().await;
    }
}
