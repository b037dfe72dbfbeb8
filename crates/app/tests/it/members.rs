//! A group whose members are listed from a roll, in one paste. On both engines.

use crate::{
    api::officer,
    cases::{Case, Who, register},
    harness::{House, houses},
    stories::done,
};
use axum::http::StatusCode;
use huajie::api::openapi::document;
use huajie_law::{AnyMatter, dispute::IdentityCheck};

const ROLL: &str = "姓名\t身份证号\t手机号\t地址\n示例成员甲\t11010519491231002X\t13800001111\t胡集镇例村三组\n示例成员乙，13800002222\n示例成员丙";

/// Twelve households, two of them by name: they speak for all.
async fn twelve(house: &House) -> Case<'_> {
    let parties: [Who<'_>; 2] = [
        ("applicant", "natural_person", "示例·代表一", true),
        ("applicant", "natural_person", "示例·代表二", true),
    ];
    let act = [
        ("source", "counter"),
        ("first_submitted_on", "2026年11月10日"),
        ("group.size", "12"),
        ("act.kind", "expropriation"),
        ("act.title", "房屋征收补偿决定"),
        ("act.made_on", "2026年11月2日"),
        ("act.known_on", "2026年11月4日"),
        ("claims", "按实际面积补偿"),
        ("facts", "十二户的阁楼都没有计入。"),
    ];
    register(house, "钟祥市住房和城乡建设局", "zhujian", &parties, &act).await
}

#[tokio::test]
async fn every_example_of_the_description_is_taken_by_the_door() {
    for house in houses().await {
        let case = twelve(&house).await;
        let clerk = officer(&house, "chuangkou").await;
        let told = document();
        let place = "/paths/~1api~1matters~1{id}~1orders/post/requestBody/content/application~1json/examples";
        let examples = told.pointer(place).and_then(|all| all.as_object()).expect("there are examples");
        assert!(examples.contains_key("list_members"), "{examples:?}");
        for (name, example) in examples {
            let path = format!("/api/matters/{}/orders", case.dispute);
            let answer = clerk.keyed(&format!("k-{name}")).post(&house, &path, &example["value"]).await;
            assert_eq!(answer.status, StatusCode::OK, "{name}: {}", answer.body);
        }
        let AnyMatter::Dispute(held) = case.matter(&case.dispute).await else { panic!("a dispute") };
        assert_eq!((held.parties.len(), held.unlisted()), (6, 7), "three of the roll, and a neighbour");
    }
}

#[test]
fn the_description_shows_no_reference_or_mask_that_no_door_takes() {
    let told = document();
    let schemas = told["components"]["schemas"].as_object().expect("schemas");
    for hidden in ["NewParty", "Registration"] {
        assert!(!schemas.contains_key(hidden), "{hidden} is described");
    }
    let orders = schemas["DisputeCommand"]["oneOf"].as_array().expect("orders");
    let of = |command: &str| orders.iter().find(|one| one["properties"]["command"]["const"] == command);
    let lines = &of("list_members").expect("is described")["properties"]["lines"]["description"];
    for word in ["一人一行", "姓名", "次序不限", "制表符", "一百名"] {
        assert!(lines.as_str().is_some_and(|told| told.contains(word)), "{word}: {lines}");
    }
    assert!(of("register").is_none() && of("note_pending").is_none() && of("close").is_some());
}

#[tokio::test]
async fn the_roll_of_a_group_is_pasted_and_each_stands_sealed_and_masked_in_the_file() {
    for house in houses().await {
        let case = twelve(&house).await;
        let asked = house
            .get(&house.officer("chuangkou").await, &format!("/desk/file/{}/list_members", case.dispute))
            .await;
        assert!(asked.text.contains("一共 12 人，还有 10 人没有列名"), "{}", asked.text);
        let wrong = [("lines", "示例成员甲\n示例成员乙，138000022")];
        let wrong = case.order("chuangkou", &case.dispute, "list_members", &wrong).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.text.contains("第 2 行") && wrong.text.contains("示例成员乙，138000022"),
            "{}",
            wrong.text
        );
        done(
            &case.order("chuangkou", &case.dispute, "list_members", &[("lines", ROLL)]).await,
            "list_members",
        );
        let AnyMatter::Dispute(held) = case.matter(&case.dispute).await else { panic!("a dispute") };
        assert_eq!((held.parties.len(), held.unlisted()), (5, 7));
        let first = &held.parties[2].particulars;
        assert_eq!(first.identity, IdentityCheck::Verified);
        let person = house.office.open_person(&first.person).await.expect("opens");
        assert_eq!(
            (person.name.as_str(), person.phone.as_deref(), person.address.as_deref()),
            ("示例成员甲", Some("13800001111"), Some("胡集镇例村三组"))
        );
        let file =
            house.get(&house.officer("chuangkou").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(!file.text.contains("示例成员甲") && !file.text.contains("13800001111"), "{}", file.text);
        assert!(file.text.contains("登记群体成员") && file.text.contains("3 名"), "{}", file.text);
        let twice = case.order("chuangkou", &case.dispute, "list_members", &[("lines", ROLL)]).await;
        assert!(twice.text.contains("证件号重复"), "{}", twice.text);
        case.holds().await;
    }
}

#[tokio::test]
async fn who_is_masked_alike_is_told_apart_wherever_one_is_chosen_and_the_counter_reads_the_names() {
    for house in houses().await {
        let case = twelve(&house).await;
        let lines = [("lines", "刘示甲\n刘示乙，13800002222")];
        done(&case.order("chuangkou", &case.dispute, "list_members", &lines).await, "list_members");
        let clerk = house.officer("chuangkou").await;
        let choose = format!("/desk/file/{}/choose_representatives", case.dispute);
        let asked = house.get(&clerk, &choose).await;
        assert!(
            asked.text.contains("第 3 位）：刘示甲") && asked.text.contains("第 4 位）：刘示乙"),
            "{}",
            asked.text
        );
        let file = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await;
        assert!(file.text.contains("刘某某（第 3 位）") && !file.text.contains("刘示甲"), "{}", file.text);
    }
}
