//! The volume: what the course of a file asks for is in it or it is said why not; a letter is offered once there is somebody to get it.

use crate::{
    agents::waiting,
    cases::{HEAD_CAME, fined},
    elsewhere::court,
    harness::houses,
    papers::{fonts, offered},
    promises::promised,
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::Kind;

#[tokio::test]
async fn a_volume_is_closed_over_papers_that_its_course_asked_for_only_with_a_reason() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        case.step("tiaojie1", "fail", &[("ground", "large_divergence"), ("reason", "差距太大")]).await;
        let clerk = house.officer("chuangkou").await;
        let papers = format!("/desk/file/{}/papers", case.dispute);
        let letter = |keys: &[String]| keys.iter().any(|key| key.starts_with("hand_over"));
        assert!(!letter(&offered(&house.get(&clerk, &papers).await.text)), "to nobody yet");
        case.step("chuangkou", "hand_on", &[("to", &court(&house))]).await;
        assert!(letter(&offered(&house.get(&clerk, &papers).await.text)));
        // A suit is nobody's but the party's, whoever has its papers.
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(own.contains("转交材料不等于起诉") && own.contains("自己向"), "{own}");
        let said = waiting(&house).await;
        let told = said.iter().any(|(_, text)| text.contains("转给了") && text.contains("递交起诉状"));
        assert!(told && said.iter().all(|(_, text)| !text.contains("提交的日子不变")), "{said:?}");
        case.signed_for("faguan1").await;
        case.later(20);
        case.visit("not_applicable").await;
        let archivist = house.officer("dangan").await;
        let page = house.get(&archivist, &format!("/desk/file/{}/close", case.dispute)).await;
        for told in ["按办理的经过应当有", "回避告知书", "终止调解通知书", "移送函", "为什么没有出具"]
        {
            assert!(page.text.contains(told), "{told}: {}", page.text);
        }
        let silent = case.order("dangan", &case.dispute, "close", &[]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", silent.text);
        let why = [("reason", "当面告知，记在笔录里")];
        done(&case.order("dangan", &case.dispute, "close", &why).await, "close");
        // Three weeks later somebody has to sign in again.
        let clerk = house.officer("chuangkou").await;
        let file = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await;
        assert!(file.text.contains("原因：当面告知，记在笔录里"), "{}", file.text);
        // What the archive refuses is no step that somebody fills in first.
        let again = format!("/desk/file/{}/retry", case.mediation_id());
        assert!(!file.text.contains(&format!("href=\"{again}\"")), "{}", file.text);
        assert!(file.text.contains("再次调解") && file.text.contains("案卷已归档封存"), "{}", file.text);
    }
}

#[tokio::test]
async fn papers_of_an_attempt_that_another_one_followed_are_issued_and_asked_for_all_the_same() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        case.talk_together("s1", HEAD_CAME).await;
        case.step("tiaojie1", "fail", &[("ground", "large_divergence"), ("reason", "差距太大")]).await;
        case.step("chuangkou", "hand_on", &[("to", &court(&house))]).await;
        let wishes = [("wishes", "p1"), ("wishes", "respondent"), ("reason", "各方愿意再谈")];
        case.step("chuangkou", "retry", &wishes).await;
        let clerk = house.officer("chuangkou").await;
        let path = format!("/desk/file/{}/papers", case.dispute);
        let page = house.get(&clerk, &path).await;
        let keys = offered(&page.text);
        for wanted in ["minutes.-.s1.m1", "termination.p1.-.m1", "hand_over.-.-.m1"] {
            assert!(keys.iter().any(|key| key == wanted), "{wanted} is among {keys:?}");
            if fonts().is_some() {
                let (status, pdf) = house.bytes(&clerk, &format!("{path}/preview?paper={wanted}")).await;
                assert_eq!(status, StatusCode::OK, "{wanted}: {}", String::from_utf8_lossy(&pdf));
            }
        }
        assert!(page.text.contains("（第 1 次调解）"), "{}", page.text);
        let again = case.dispute.child(Kind::Mediation, 2);
        let unfit = [("reason", "各方已经另外约好")];
        done(&case.order("chuangkou", &again, "decline_import", &unfit).await, "decline_import");
        case.signed_for("faguan1").await;
        done(&case.order("chuangkou", &again, "hand_on", &[("to", &court(&house))]).await, "hand_on");
        let sent = case.dispute.child(Kind::Referral, 2);
        done(&case.order("faguan1", &sent, "accept", &[]).await, "accept");
        case.later(20);
        // Nobody had been asked when it was mediated again: one visit is made, after the second end.
        let second = case.dispute.child(Kind::FollowUp, 2);
        let said = [("visit.form", "phone"), ("visit.satisfaction", "3")];
        done(&case.order("chuangkou", &second, "record_visit?step=p1", &said).await, "visit");
        let close =
            house.get(&house.officer("dangan").await, &format!("/desk/file/{}/close", case.dispute)).await;
        for told in ["终止调解通知书", "移送函及回执（第 1 次调解）", "不予导入调解通知书"]
        {
            assert!(close.text.contains(told), "{told}: {}", close.text);
        }
    }
}

#[tokio::test]
async fn a_closed_file_takes_in_what_happened_and_stays_closed_and_who_it_concerns_hears_that_it_is_started_again()
 {
    for house in houses().await {
        let (case, performance) = promised(&house).await;
        for line in ["o1", "o2"] {
            case.fulfil(line).await;
        }
        case.visit("yes").await;
        case.close().await;
        let found = [("obligation", "o1"), ("finding", "performed"), ("reason", "核对了银行回单")];
        done(&case.order("chuangkou", &performance, "check_performance", &found).await, "looked into");
        let wanting = [("obligation", "o1"), ("finding", "not_performed"), ("reason", "银行没有这笔")];
        let wanting = case.order("chuangkou", &performance, "check_performance", &wanting).await;
        assert_eq!(wanting.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wanting.text);
        assert!(wanting.text.contains("确需办理的，先重新启动"), "{}", wanting.text);
        let clerk = house.officer("chuangkou").await;
        let path = format!("/desk/file/{}", case.dispute);
        let file = house.get(&clerk, &path).await.text;
        assert!(file.contains("已归档</span>") && file.contains("补入卷宗"), "{file}");
        for step in ["/correct", "/add_evidence", "/join_party"] {
            assert!(!file.contains(&format!("href=\"{path}{step}\"")), "{step}: {file}");
        }
        assert_eq!(case.dispute().await.added.len(), 1);
        let again = [("reason", "当事人另有要求")];
        done(&case.order("chuangkou", &case.dispute, "reopen", &again).await, "reopen");
        let said = waiting(&house).await;
        let told = said.iter().filter(|(_, text)| text.contains("已经重新启动")).count();
        assert_eq!(told, 2, "who applied and the agency: {said:?}");
        assert!(said.iter().all(|(_, text)| !text.contains("另有要求")), "{said:?}");
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(own.contains("案卷重新启动了") && !own.contains("还没有哪个程序在办"), "{own}");
        case.close().await;
    }
}
