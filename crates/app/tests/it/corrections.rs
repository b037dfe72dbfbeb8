//! A typo at the counter is no catastrophe: what was typed of a party is put right, and everything that finds people follows.

use crate::{
    harness::{Browser, House, houses},
    portal,
    stories::{NEIGHBOUR, registered},
};
use axum::http::StatusCode;
use huajie::office::Person;
use huajie_law::{AnyMatter, MatterId, dispute::Dispute};

async fn held(house: &House, id: &MatterId) -> Dispute {
    match house.office.ledger.load(id).await.expect("reads").and_then(|file| file.matter) {
        Some(AnyMatter::Dispute(dispute)) => *dispute,
        _ => panic!("a dispute"),
    }
}

/// Which disputes are found by this name, number and telephone.
async fn found_by(house: &House, person: &Person) -> Vec<usize> {
    let mut found = Vec::new();
    for mark in house.office.person_marks(person) {
        found.push(house.office.ledger.marked(&mark).await.expect("reads").len());
    }
    found
}

fn somebody(name: &str, number: &str, phone: &str) -> Person {
    Person { name: name.into(), number: Some(number.into()), phone: Some(phone.into()), ..Person::default() }
}

/// How many codes went to this telephone after somebody asked with it.
async fn codes_to(house: &House, phone: &str) -> usize {
    let mut browser = Browser::default();
    let typed = [("number", "钟行争〔2026〕1号"), ("query_code", ""), ("phone", phone)];
    house.post(&mut browser, "/progress", &typed).await;
    let letters = house.office.ledger.waiting_letters(house.office.now().at, 50).await.expect("reads");
    let to = letters.iter().filter(|letter| {
        let address = house.office.open_letter(&letter.id, "address", &letter.sealed_address);
        letter.id.starts_with('c') && address.as_deref() == Some(phone)
    });
    to.count()
}

#[tokio::test]
async fn a_party_typed_wrongly_is_put_right_and_found_by_what_is_right_alone() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let wrong = [
            ("party.standing", "third_party"),
            ("party.nature", "natural_person"),
            ("party.name", "示例·林舍"),
            ("party.number", "110105194912310021"),
            ("party.phone", "13700000000"),
            ("party.address", "例村一组"),
            ("reason", "相邻的住户"),
        ];
        let twice = wrong
            .map(|(name, value)| (name, if name == "party.number" { "11010519491231002X" } else { value }));
        let page = house.order(&mut clerk, &dispute, "join_party", &twice).await;
        assert!(page.text.contains("f-party-number-error"), "the applicant has that number: {}", page.text);
        let right = [
            ("party", "p2"),
            ("name", "示例·邻舍"),
            ("number", "440524188001010014"),
            ("phone", "0724-4223344-801"),
            ("reason", "录入错了，已核对身份证原件"),
        ];
        let page = house.order(&mut clerk, &dispute, "join_party", &wrong).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let neighbour = house.party(&dispute, "p2").await;
        assert_eq!(house.get(&neighbour, "/my").await.status, StatusCode::OK);
        let page = house.order(&mut clerk, &dispute, "correct_party", &right).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let party = held(&house, &dispute).await.party("p2").expect("is there").clone();
        let now = house.office.open_person(&party.particulars.person).await.expect("opens");
        assert_eq!((now.name.as_str(), now.phone.as_deref()), ("示例·邻舍", Some("07244223344转801")));
        assert_eq!(now.address.as_deref(), Some("例村一组"), "what was not named stays");
        let before = house.office.open_person(&party.former[0].person).await.expect("opens");
        assert_eq!(before.name, "示例·林舍", "what was typed before stays sealed");
        let old = somebody("示例·林舍", "110105194912310021", "13700000000");
        assert_eq!(found_by(&house, &old).await, [0, 0, 0]);
        let new = somebody("示例·邻舍", "440524188001010014", "(0724)4223344转801");
        assert_eq!(found_by(&house, &new).await, [1, 1, 1]);
        assert_eq!(
            house.get(&neighbour, "/my").await.status,
            StatusCode::SEE_OTHER,
            "the old telephone is out"
        );
        let csrf = house.get(&clerk, &format!("/desk/file/{dispute}")).await.hidden("csrf");
        let opened =
            house.post(&mut clerk, &format!("/desk/file/{dispute}/persons"), &[("csrf", &csrf)]).await;
        assert!(opened.text.contains("示例·邻舍") && opened.text.contains("更正以前"), "{}", opened.text);
        let file = house.get(&clerk, &format!("/desk/file/{dispute}")).await;
        assert!(file.text.contains("更正了姓名或名称、证件号、电话"), "{}", file.text);
        assert!(!file.text.contains("4223344"));
        let report = house.office.ledger.rebuild(&house.office.law(), false).await.expect("runs");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

#[tokio::test]
async fn who_follows_a_dispute_by_telephone_follows_it_by_the_one_that_was_put_right() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        house.order(&mut clerk, &dispute, "join_party", &NEIGHBOUR).await;
        let order = [("party", "p2"), ("phone", "+86 137-0000-0002"), ("reason", "末位打错")];
        house.order(&mut clerk, &dispute, "correct_party", &order).await;
        assert_eq!(codes_to(&house, "13700000001").await, 0);
        assert_eq!(codes_to(&house, "13700000002").await, 1);
    }
}

#[tokio::test]
async fn a_correction_that_corrects_nothing_or_makes_two_of_one_is_refused_at_its_field() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let same = [("party", "p1"), ("name", "欧阳·𠮷例"), ("reason", "看错了")];
        let page = house.order(&mut clerk, &dispute, "correct_party", &same).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("没有要更正的内容"), "{}", page.text);
        let join = [
            ("party.standing", "third_party"),
            ("party.nature", "natural_person"),
            ("party.name", "示例·邻舍"),
            ("reason", "相邻的住户"),
        ];
        house.order(&mut clerk, &dispute, "join_party", &join).await;
        let twice = [("party", "p2"), ("number", "11010519491231002X"), ("reason", "补录")];
        let page = house.order(&mut clerk, &dispute, "correct_party", &twice).await;
        assert!(page.text.contains("这个人已经在案件里"), "{}", page.text);
        let mut citizen = house.party(&dispute, "p1").await;
        let path = format!("/my/{dispute}/correct_party");
        assert_eq!(house.get(&citizen, &path).await.status, StatusCode::FORBIDDEN);
        let sent = house.post(&mut citizen, &path, &[("party", "p1"), ("name", "别人")]).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_third_party_of_the_portal_has_a_nature_a_number_to_be_checked_and_a_telephone() {
    for house in houses().await {
        let mut browser = portal::fill_in(&house, "13800001111").await;
        let said = [
            ("third.name", "示例·受伤人"),
            ("third.nature", "natural_person"),
            ("third.number", "110105194912310021"),
            ("third.phone", "137 0000 0000"),
        ];
        let page = portal::answer(&house, &mut browser, "others", &said).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let check = house.get(&browser, "/apply/check").await;
        assert!(
            check.text.contains("示例·受伤人") && check.text.contains("登记时标“待核”"),
            "{}",
            check.text
        );
        let done = portal::hand_in(&house, &mut browser, &[]).await;
        assert_eq!(done.location.as_deref(), Some("/apply/done"), "{}", done.text);
        let id = house.office.ledger.all_of(huajie_law::Kind::Dispute).await.expect("reads")[0].id.clone();
        let party = held(&house, &id).await.party("p2").expect("is there").clone();
        assert_eq!(party.particulars.identity, huajie_law::dispute::IdentityCheck::Unverified);
        assert_eq!(codes_to(&house, "13700000000").await, 1, "they follow it by their own telephone");
        // And what was mistaken is put right.
        let mut clerk = house.officer("chuangkou").await;
        let order = [("party", "p2"), ("number", "11010519491231002x"), ("reason", "核对了原件")];
        let page = house.order(&mut clerk, &id, "correct_party", &order).await;
        assert!(page.text.contains("这个人已经在案件里"), "the applicant's own number: {}", page.text);
    }
}

#[tokio::test]
async fn a_program_corrects_in_plain_words_and_an_agent_with_its_party() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let clerk = crate::api::officer(&house, "chuangkou").await;
        let orders = format!("/api/matters/{dispute}/orders");
        let order = |key: &str, order: serde_json::Value| {
            let program = clerk.keyed(key);
            let (house, orders) = (&house, orders.clone());
            async move {
                program.post(house, &orders, &serde_json::json!({ "kind": "dispute", "order": order })).await
            }
        };
        let right = serde_json::json!({
            "command": "correct_party", "party": "p1", "reason": "漏了代理人", "address": "例村二组",
            "agent": { "name": "示例·代理", "phone": "139-0000-0002", "authority": "special" },
        });
        let answer = order("k-agent", right).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let party = held(&house, &dispute).await.party("p1").expect("is there").particulars.clone();
        let agent = party.agent.expect("was added");
        assert_eq!(agent.label, "示某某");
        let person = house.office.open_person(&agent.person).await.expect("opens");
        assert_eq!((person.name.as_str(), person.phone.as_deref()), ("示例·代理", Some("13900000002")));
        let made_up = serde_json::json!({
            "command": "correct_party", "party": "p1", "reason": "冒充", "person": "h1", "label": "别人", "marks": [],
        });
        assert_eq!(order("k-made-up", made_up).await.status, StatusCode::BAD_REQUEST);
        let struck = serde_json::json!({
            "command": "correct_party", "party": "p1", "reason": "没有代理人", "removed": ["agent", "address"],
        });
        assert_eq!(order("k-struck", struck).await.status, StatusCode::OK);
        let party = held(&house, &dispute).await.party("p1").expect("is there").clone();
        assert!(party.particulars.agent.is_none() && party.former.len() == 2);
        let now = house.office.open_person(&party.particulars.person).await.expect("opens");
        assert_eq!((now.address, now.phone.as_deref()), (None, Some("13800001111")));
    }
}

#[tokio::test]
async fn the_wrong_agency_and_a_count_are_put_right_at_the_counter_and_a_member_of_none_is_taken_out() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let form = house.get(&clerk, &format!("/desk/file/{dispute}/correct")).await;
        assert!(
            form.text.contains("origin.respondent") && !form.text.contains("origin.source\""),
            "{}",
            form.text
        );
        let law = house.office.law();
        let other =
            law.directory.organizations.iter().find(|(_, body)| body.name == "钟祥市住房和城乡建设局");
        let other = other.expect("the city has it").0.to_string();
        let right = [
            ("origin.respondent", other.as_str()),
            ("origin.group_size", "3"),
            ("reason", "申请人选错了单位，已电话核实"),
        ];
        let page = house.order(&mut clerk, &dispute, "correct", &right).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        assert_eq!(held(&house, &dispute).await.registration.respondent.as_str(), other);
        let before = house.officer("shichang").await;
        assert_eq!(house.get(&before, &format!("/desk/file/{dispute}")).await.status, StatusCode::NOT_FOUND);
        let now = house.officer("zhujian").await;
        assert_eq!(house.get(&now, &format!("/desk/file/{dispute}")).await.status, StatusCode::OK);
        let file = house.get(&clerk, &format!("/desk/file/{dispute}")).await;
        assert!(file.text.contains("更正了被申请机关、群体人数"), "{}", file.text);
        let listed =
            house.order(&mut clerk, &dispute, "list_members", &[("lines", "abc\n示例成员乙，13800002222")]);
        assert_eq!(listed.await.status, StatusCode::SEE_OTHER);
        let member = house.party(&dispute, "p2").await;
        assert_eq!(house.get(&member, "/my").await.status, StatusCode::OK);
        let struck = [("party", "p2"), ("reason", "粘贴时多了一行")];
        let page = house.order(&mut clerk, &dispute, "strike_party", &struck).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        assert_ne!(
            house.get(&member, "/my").await.status,
            StatusCode::OK,
            "whoever was never a party is out"
        );
        let keys: Vec<String> =
            held(&house, &dispute).await.parties.into_iter().map(|party| party.key).collect();
        assert_eq!(keys, ["p1", "p3"]);
        let file = house.get(&clerk, &format!("/desk/file/{dispute}")).await;
        assert!(file.text.contains("去掉登记错的当事人"), "{}", file.text);
        let report = house.office.ledger.rebuild(&house.office.law(), false).await.expect("runs");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}
