//! What is sent again, and what is read on: the same page with other words in it, a disk without room, a byte that somebody changed. On both
//! engines where the store has a part in it.

use crate::{
    api::{PUBLIC_KEY, Program, intake, officer},
    fines::fined,
    harness::houses,
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::Kind;
use huajie_ledger::{
    engine::Engine,
    testing::{forget_files, forget_sealed, leave_room, misdate},
};
use jiff::SignedDuration;

#[tokio::test]
async fn a_page_that_was_carried_out_and_comes_again_with_other_words_keeps_them_and_says_so() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        let mut clerk = house.officer("chuangkou").await;
        let path = format!("/desk/file/{}/correct", case.dispute);
        let form = house.get(&clerk, &path).await;
        let filled = |claims: &str| form.filled_in(&[("claims", claims), ("reason", "申请人当面更正")]);
        let sent = |pairs: &[(String, String)]| {
            pairs.iter().map(|(name, value)| (name.clone(), value.clone())).collect::<Vec<_>>()
        };
        let post = async |clerk: &mut crate::harness::Browser, pairs: Vec<(String, String)>| {
            let pairs: Vec<(&str, &str)> =
                pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            house.post(clerk, &path, &pairs).await
        };
        let first = filled("请求减轻处罚");
        done(&post(&mut clerk, sent(&first)).await, "correct");
        let twice = post(&mut clerk, sent(&first)).await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER, "the same once more is answered alike");
        let other = post(&mut clerk, sent(&filled("请求撤销处罚"))).await;
        assert_eq!(other.status, StatusCode::CONFLICT, "{}", other.text);
        assert!(other.text.contains("没有保存") && other.text.contains("请求撤销处罚"), "{}", other.text);
        assert_eq!(case.dispute().await.registration.claims, "请求减轻处罚");
        // The page that came back goes through as a request of its own.
        let fresh = other.filled_in(&[]);
        done(&post(&mut clerk, fresh).await, "correct");
        assert_eq!(case.dispute().await.registration.claims, "请求撤销处罚");
    }
}

#[tokio::test]
async fn what_was_carried_out_before_opens_no_step_that_is_not_theirs() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        let mut clerk = house.officer("chuangkou").await;
        let own = format!("/desk/file/{}/correct", case.dispute);
        let form = house.get(&clerk, &own).await.filled_in(&[("claims", "请求减轻"), ("reason", "当面更正")]);
        let pairs: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        done(&house.post(&mut clerk, &own, &pairs).await, "correct");
        let theirs = format!("/desk/file/{}/self_check", case.mediation_id());
        let page = house.post(&mut clerk, &theirs, &pairs).await;
        assert!(page.status.is_client_error(), "{}", page.status);
        assert!(!page.text.contains("room_to_concede"), "{}", page.text);
    }
}

#[tokio::test]
async fn on_a_full_disk_files_are_read_on_and_who_read_them_is_noted_when_there_is_room() {
    for house in houses().await {
        let store = &house.office.ledger.store;
        if store.engine() == Engine::Postgres {
            continue;
        }
        let case = fined(&house, "示例·甲").await;
        let clerk = house.officer("chuangkou").await;
        let file = format!("/desk/file/{}", case.dispute);
        let api = Program::of(&clerk);
        // The engine answers with a row, which a note does not expect.
        drop(store.note_beside("PRAGMA max_page_count = 1", &[]).await);
        let mut read = 0;
        while store.write_late(house.office.now().at).await == 0 {
            assert_eq!(house.get(&clerk, &file).await.status, StatusCode::OK);
            house.time.travel_to(house.office.now().at + SignedDuration::from_secs(1));
            read += 1;
            assert!(read < 500, "there is room for ever");
        }
        assert_eq!(house.get(&clerk, &file).await.status, StatusCode::OK);
        assert_eq!(api.get(&house, &format!("/api/matters/{}", case.dispute)).await.status, StatusCode::OK);
        let ready = house.get(&clerk, "/readyz").await;
        assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE, "{}", ready.text);
        drop(store.note_beside("PRAGMA max_page_count = 1073741823", &[]).await);
        assert_eq!(house.get(&clerk, "/readyz").await.status, StatusCode::OK);
        let seen = house.office.ledger.openings(&case.dispute, 1000).await.expect("reads");
        assert!(seen.len() > read, "{} of {read}", seen.len());
    }
}

#[tokio::test]
async fn on_a_full_disk_what_was_typed_stays_on_the_page_and_goes_through_once_there_is_room() {
    for house in houses().await {
        if house.office.ledger.store.engine() == Engine::Postgres {
            continue;
        }
        let case = fined(&house, "示例·甲").await;
        let mut clerk = house.officer("chuangkou").await;
        let path = format!("/desk/file/{}/correct", case.dispute);
        let long = format!("请求减轻处罚。{}", "经过写得很长。".repeat(3000));
        let long: String = long.chars().take(19_000).collect();
        let form = house.get(&clerk, &path).await;
        let typed = form.filled_in(&[("claims", "请求减轻"), ("facts", &long), ("reason", "当面更正")]);
        let typed: Vec<(&str, &str)> =
            typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        leave_room(&house.office.ledger, false).await;
        let mut full = house.post(&mut clerk, &path, &typed).await;
        let mut tries = 0;
        while full.status == StatusCode::SEE_OTHER {
            let form = house.get(&clerk, &path).await;
            let again = form.filled_in(&[("claims", "请求减轻"), ("facts", &long), ("reason", "当面更正")]);
            let again: Vec<(&str, &str)> =
                again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            full = house.post(&mut clerk, &path, &again).await;
            tries += 1;
            assert!(tries < 100, "there is room for ever");
        }
        assert_eq!(full.status, StatusCode::SERVICE_UNAVAILABLE, "{}", full.text);
        assert!(full.text.contains("现在存不进去") && full.text.contains(&long), "{}", full.text);
        leave_room(&house.office.ledger, true).await;
        let kept = full.filled_in(&[]);
        let kept: Vec<(&str, &str)> =
            kept.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        done(&house.post(&mut clerk, &path, &kept).await, "correct");
    }
}

#[tokio::test]
async fn the_auditor_reads_the_journal_on_over_an_entry_that_somebody_changed() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        misdate(&house.office.ledger).await;
        let auditor = house.officer("shenji").await;
        let page = house.get(&auditor, "/desk/journal").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.text.contains("这份日志被改动"), "{}", page.text);
        let file =
            house.get(&house.officer("chuangkou").await, &format!("/desk/file/{}", case.dispute)).await;
        assert_eq!(file.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_person_or_a_file_that_is_gone_from_its_table_is_missed() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        let (ledger, files) = (&house.office.ledger, &house.office.files);
        let report = ledger.verify(&[], &*house.office.keys).await.expect("runs");
        assert_eq!(report.findings, []);
        let persons = ledger.verify_persons(&report.persons).await.expect("runs");
        assert!(persons.looked_at >= 1 && persons.findings.is_empty(), "{:?}", persons.findings);
        let person = case.dispute().await.parties[0].particulars.person.clone();
        forget_sealed(ledger, "phone").await;
        let found = ledger.verify_persons(&report.persons).await.expect("runs").findings;
        assert_eq!(
            found.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [format!("案卷 {} 第 1 条：人员 {person} 的密封字段不在了：phone", case.dispute)]
        );
        forget_files(ledger).await;
        let found = ledger.verify_files(files, &report.named, |_| ()).await.expect("runs").findings;
        assert!(found.iter().any(|one| one.what.contains("没有登记在案")), "{found:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_register_the_same_at_one_moment_one_is_shown_the_other() {
    for house in houses().await {
        let clerk = officer(&house, "chuangkou").await;
        let anybody = Program::default();
        let (counter, online) = (intake(&house, "张建国", "counter"), intake(&house, "张建国", "online"));
        let (one, two) = (clerk.keyed("k1"), clerk.keyed("k2"));
        let stranger = anybody.keyed(PUBLIC_KEY);
        let (one, two, three) = tokio::join!(
            one.post(&house, "/api/disputes", &counter),
            two.post(&house, "/api/disputes", &counter),
            stranger.post(&house, "/api/disputes", &online),
        );
        let made = [&one, &two].iter().filter(|answer| answer.status == StatusCode::CREATED).count();
        let shown =
            [&one, &two].iter().filter(|answer| answer.body["code"] == "dispute.already_on_file").count();
        // The stranger who was first is one whom both at the counter are shown.
        assert!(made <= 1 && made + shown == 2, "{} {}", one.body, two.body);
        let mut twins = Vec::new();
        for file in house.office.ledger.all_of(Kind::Dispute).await.expect("reads") {
            let Some(huajie_law::AnyMatter::Dispute(held)) = file.matter else { continue };
            twins.push((held.number.clone(), held.registration.despite.clone()));
        }
        let unnoticed = twins.iter().filter(|(_, despite)| despite.is_none()).count();
        assert_eq!(unnoticed, 1, "{twins:?} {}", three.body);
    }
}
