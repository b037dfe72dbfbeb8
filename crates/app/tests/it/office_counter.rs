//! The counter of the reconsideration office: its officers register who comes to them, and nothing but applications. On both engines.

use crate::{
    cases::{Case, pixel},
    harness::houses,
    papers::{fonts, look_at, offered},
    reconsideration::{applied, conditions, fined, held},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{
    Kind, MatterId,
    dispute::{Source, Wish},
    reconsideration::ApplicationWay,
};
use jiff::civil::date;

#[tokio::test]
async fn an_officer_of_the_office_registers_an_application_for_who_came_to_it() {
    for house in houses().await {
        house.on_day(date(2026, 11, 24));
        let mut officer = house.officer("fuyi1").await;
        let form = house.get(&officer, "/desk/register").await;
        assert!(form.text.contains("复议申请") && !form.text.contains("name=\"wish\""), "{}", form.text);
        let law = house.office.law();
        let body = law.directory.organizations.iter().find(|(_, body)| body.name == "钟祥市市场监督管理局");
        let respondent = body.expect("the city has it").0.to_string();
        let pairs = [
            ("first_submitted_on", "2026年11月23日"),
            ("respondent", respondent.as_str()),
            ("act.kind", "penalty"),
            ("act.title", "罚款 5000 元"),
            ("act.made_on", "2026年11月10日"),
            ("act.known_on", "2026年11月10日"),
            ("act.told", "yes"),
            ("place", "420881101"),
            ("claims", "撤销处罚"),
            ("facts", "初次违法"),
            ("parties.0.standing", "applicant"),
            ("parties.0.nature", "natural_person"),
            ("parties.0.name", "示例·李某"),
            ("parties.0.phone", "13900003333"),
            ("application.way", "oral"),
            ("application.requests", "annul"),
            ("application.second_receiver", "示例同事"),
        ];
        let filled = form.filled_in(&pairs);
        let receipt = house.post_with(&mut officer, "/desk/register", &filled, &[]).await;
        assert_eq!(receipt.status, StatusCode::OK, "{}", receipt.text);
        for said in ["查询码", "钟政复〔2026〕1号"] {
            assert!(receipt.text.contains(said), "{said}: {}", receipt.text);
        }
        let file = receipt.text.split("href=\"/desk/file/").nth(1).and_then(|rest| rest.split('"').next());
        let dispute = MatterId::from(file.expect("the receipt leads to the file"));
        let case = Case { house: &house, dispute: dispute.clone(), agency: "shichang" };
        let review = held(&case, &dispute.child(Kind::Reconsideration, 1)).await;
        assert_eq!(
            (review.application.way, review.application.received_on),
            (ApplicationWay::Oral, date(2026, 11, 23))
        );
        let registration = case.dispute().await.registration;
        assert_eq!(
            (registration.source, registration.wish),
            (Source::ReconsiderationCounter, Wish::Reconsideration)
        );
        printed_signed_and_kept(&case).await;
        // The centre's clerk has nothing to do for it, and an agency's officer has no counter.
        assert_eq!(
            house.get(&house.officer("shichang").await, "/desk/register").await.status,
            StatusCode::FORBIDDEN
        );
    }
}

/// 22条3款: what was typed is printed on the spot; signed and kept, it is accepted.
async fn printed_signed_and_kept(case: &Case<'_>) {
    let (house, id) = (case.house, case.dispute.child(Kind::Reconsideration, 1));
    let mut officer = house.officer("fuyi1").await;
    let refused = house.get(&officer, &format!("/desk/file/{id}/accept")).await;
    assert!(refused.text.contains("口头申请的笔录还没有签字收存"), "{}", refused.text);
    let page = house.get(&officer, &format!("/desk/file/{}/papers", case.dispute)).await.text;
    assert!(page.contains("行政复议申请笔录"), "{page}");
    assert!(!offered(&page).iter().any(|key| key.starts_with("application_copy")), "48条: not before");
    if fonts().is_some() {
        look_at(house, "fuyi1", &case.dispute, "oral", &["application.-.application"]).await;
    }
    let files = [("document", "笔录.png", &*pixel())];
    let kept = house.order_with(&mut officer, &id, "keep_application_record", &[], &files).await;
    done(&kept, "keep_application_record");
    done(&case.order("fuyi1", &id, "accept", &conditions()).await, "accept");
}

#[tokio::test]
async fn an_agent_is_kept_in_the_vault_and_shown_by_a_mask() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        let conditions = conditions();
        done(&case.order("fuyi1", &id, "accept", &conditions).await, "accept");
        let mut officer = house.officer("fuyi1").await;
        let agent = [
            ("side", "p1"),
            ("name", "示例李律师"),
            ("phone", "13900007777"),
            ("kind", "lawyer"),
            ("authority", "一般代理"),
        ];
        let files = [("document", "授权委托书.png", &*pixel())];
        done(&house.order_with(&mut officer, &id, "appoint_agent", &agent, &files).await, "appoint_agent");
        let appointed = held(&case, &id).await.agents.remove(0);
        assert!(!appointed.label.contains("李律师"), "{}", appointed.label);
        let person = house.office.open_person(&appointed.person.expect("in the vault")).await.expect("opens");
        assert_eq!((person.name.as_str(), person.phone.as_deref()), ("示例李律师", Some("13900007777")));
        let journal = house.office.ledger.journal(&id).await.expect("reads");
        assert!(
            journal
                .iter()
                .all(|line| !line.payload.contains("李律师") && !line.payload.contains("13900007777"))
        );
        let file = house.get(&officer, &format!("/desk/file/{}", case.dispute)).await;
        assert!(file.text.contains(&appointed.label) && !file.text.contains("示例李律师"), "{}", file.text);
    }
}
