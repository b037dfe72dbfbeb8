//! What `verify` and `rebuild --check` say when somebody at the database has changed a column, moved an entry, put a register back.

use super::*;

/// Two files of two entries each, and what one statement of somebody at the database comes to.
async fn after(ledger: &Ledger, sql: &'static str) -> (Vec<String>, Vec<String>) {
    for id in ["d1", "d2"] {
        let file = ledger.commit(register(id)).await.expect("commits").files.remove(0);
        let refuse = order(&file, DisputeCommand::Refuse { reason: "不属于行政争议".into() });
        ledger.commit(refuse).await.expect("commits");
    }
    ledger.store.execute(sql, &[]).await.expect("somebody at the database");
    let told = |report: crate::audit::Report| report.findings.iter().map(ToString::to_string).collect();
    let verified = told(ledger.verify(&[], None).await.expect("runs"));
    (verified, told(ledger.rebuild(&law(), false).await.expect("runs")))
}

#[tokio::test]
async fn an_altered_column_of_whatever_kind_is_named_and_the_others_are_proved_all_the_same() {
    for sql in [
        "UPDATE journal SET day = '2026-03-0x' WHERE stream = 'd1' AND seq = 2",
        "UPDATE journal SET day = '20260305' WHERE stream = 'd1' AND seq = 2",
        "UPDATE journal SET at = 8000000000000000000 WHERE stream = 'd1' AND seq = 2",
        "UPDATE journal SET payload = 'x' WHERE stream = 'd1' AND seq = 2",
    ] {
        for ledger in ledgers().await {
            let (verified, rebuilt) = after(&ledger, sql).await;
            let place = "案卷 d1 第 2 条：内容与校验值不符：这一条被改动";
            assert_eq!(verified[0], place, "{sql}");
            assert!(verified.iter().chain(&rebuilt).all(|one| one.starts_with("案卷 d1")), "{verified:?}");
            assert_eq!(rebuilt[0], place, "{sql}");
            assert!(rebuilt.last().is_some_and(|last| last.contains("没有按它重放")), "{rebuilt:?}");
            let page =
                ledger.journal_page(&crate::journal::Looked::default(), None, 50).await.expect("reads");
            assert_eq!(page.len(), 4, "the auditor sees all of them");
        }
    }
}

#[tokio::test]
async fn bytes_that_are_no_text_or_no_text_at_all_are_found_where_they_stand() {
    for sql in [
        "UPDATE journal SET payload = CAST(X'7BFF7D' AS TEXT) WHERE stream = 'd1' AND seq = 2",
        "UPDATE journal SET payload = X'7B7D' WHERE stream = 'd1' AND seq = 2",
        "UPDATE journal SET at = 'early' WHERE stream = 'd1' AND seq = 2",
        "UPDATE journal SET actor = 7.5 WHERE stream = 'd1' AND seq = 2",
    ] {
        let ledger = Ledger { store: crate::testing::sqlite().await };
        let (verified, rebuilt) = after(&ledger, sql).await;
        let place = "案卷 d1 第 2 条：内容与校验值不符：这一条被改动";
        assert!(verified.iter().any(|one| one == place), "{sql}: {verified:?}");
        assert!(rebuilt.iter().any(|one| one == place), "{sql}: {rebuilt:?}");
        let page = ledger.journal_page(&crate::journal::Looked::default(), None, 50).await.expect("reads");
        // What is no instant at all stands in no order of time.
        assert_eq!(page.len(), if sql.contains("early") { 3 } else { 4 }, "{sql}");
    }
}

#[tokio::test]
async fn an_entry_that_was_moved_to_another_journal_is_named_and_not_replayed() {
    for ledger in ledgers().await {
        let sql = "UPDATE journal SET stream = 'd3', seq = 1 WHERE stream = 'd1' AND seq = 2";
        let (verified, rebuilt) = after(&ledger, sql).await;
        assert!(verified.iter().any(|one| one.starts_with("案卷 d1 第 1 条：日志的末条")), "{verified:?}");
        for told in [&verified, &rebuilt] {
            assert!(told.iter().any(|one| one.starts_with("案卷 d3 第 1 条：与上一条接不上")), "{told:?}");
        }
    }
}

#[tokio::test]
async fn a_journal_that_no_room_ever_wrote_is_told_and_ends_nothing() {
    for ledger in ledgers().await {
        ledger.commit(register("d1")).await.expect("commits");
        let mut entry = ledger.journal(&MatterId::from("d1")).await.expect("reads").remove(0);
        let closed = r#"{"event":"reopened","on":"2026-03-05","reason":"x"}"#;
        (entry.payload, entry.event) = (closed.to_owned(), "reopened".to_owned());
        let sql = "UPDATE journal SET payload = $1, event = $2, hash = $3 WHERE stream = 'd1'";
        let forged = values![closed, "reopened", entry.computed_hash()];
        ledger.store.execute(sql, &forged).await.expect("somebody who knows how");
        let found = ledger.rebuild(&law(), false).await.expect("runs").findings;
        assert!(found.iter().any(|one| one.what.contains("接不成一个案卷")), "{found:?}");
    }
}

#[tokio::test]
async fn a_register_that_was_put_back_would_give_a_number_again_and_is_found() {
    for ledger in ledgers().await {
        let (verified, _) = after(&ledger, "UPDATE serial SET last = last - 1").await;
        assert!(
            verified.len() == 1 && verified[0].contains("记到 1 号，日志里发到 2 号：再发就会重号"),
            "{verified:?}"
        );
    }
    for ledger in ledgers().await {
        let (verified, _) = after(&ledger, "DELETE FROM serial").await;
        assert!(verified.len() == 1 && verified[0].starts_with("案卷 d2 第 1 条"), "{verified:?}");
    }
}

#[tokio::test]
async fn who_looked_is_proved_by_what_was_signed() {
    let keys = Keys::from_chance(&[7; KEYS_CHANCE]);
    for ledger in ledgers().await {
        ledger.commit(register("d1")).await.expect("commits");
        let id = MatterId::from("d1");
        let (looked, signed) = (now().at, now().at + jiff::SignedDuration::from_mins(5));
        ledger.record_opening(&clerk(), &id, looked).await.expect("records");
        let anchors = [ledger.anchor(&[], &keys, signed).await.expect("signs")];
        ledger.record_opening(&clerk(), &id, signed).await.expect("records");
        assert_eq!(ledger.verify(&anchors, &keys).await.expect("runs").findings, []);
        for sql in ["UPDATE opening SET actor_name = '别人'", "DELETE FROM opening"] {
            ledger.store.note_beside(sql, &[]).await.expect("somebody at the database");
            let found = ledger.verify(&anchors, &keys).await.expect("runs").findings;
            assert!(found.len() == 1 && found[0].what.contains("谁看过"), "{sql}: {found:?}");
        }
        let mut forged = anchors.clone();
        forged[0].openings.as_mut().expect("signed").count = 0;
        let found = ledger.verify(&forged, &keys).await.expect("runs").findings;
        assert!(found.iter().any(|one| one.to_string().contains("签名不成立")), "{found:?}");
    }
}

#[tokio::test]
async fn an_opening_that_waited_for_room_while_heads_were_signed_is_no_finding_and_is_in_the_next() {
    let keys = Keys::from_chance(&[7; KEYS_CHANCE]);
    let ledger = Ledger { store: crate::testing::sqlite().await };
    ledger.commit(register("d1")).await.expect("commits");
    let minutes = |n| now().at + jiff::SignedDuration::from_mins(n);
    // The engine answers with a row, which a note does not expect.
    drop(ledger.store.note_beside("PRAGMA max_page_count = 1", &[]).await);
    let long = Actor::officer("u2".into(), "名".repeat(9000), Role::IntakeClerk, OrgId::from("centre"));
    ledger.record_opening(&long, &MatterId::from("d1"), minutes(1)).await.expect("reading goes on");
    let mut anchors = vec![ledger.anchor(&[], &keys, minutes(10)).await.expect("signs")];
    drop(ledger.store.note_beside("PRAGMA max_page_count = 1073741823", &[]).await);
    assert_eq!(ledger.store.write_late(minutes(11)).await, 0);
    assert_eq!(ledger.openings(&MatterId::from("d1"), 9).await.expect("reads").len(), 1);
    assert_eq!(ledger.verify(&anchors, &keys).await.expect("runs").findings, []);
    anchors.push(ledger.anchor(&anchors, &keys, minutes(20)).await.expect("signs"));
    assert_eq!(anchors[1].openings.as_ref().map(|signed| signed.count), Some(1));
    ledger.store.note_beside("DELETE FROM opening", &[]).await.expect("somebody at the database");
    assert_eq!(ledger.verify(&anchors, &keys).await.expect("runs").findings.len(), 1);
}

#[tokio::test]
async fn an_index_that_lost_a_row_is_found_by_the_engine_itself() {
    let ledger = Ledger { store: crate::testing::sqlite().await };
    let sql = "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'mark_by_matter') \
               WHERE name = 'matter_by_kind'";
    for sql in ["PRAGMA writable_schema = ON", sql] {
        drop(ledger.store.execute(sql, &[]).await);
    }
    drop(ledger.store.execute("PRAGMA writable_schema = RESET", &[]).await);
    let found = ledger.verify(&[], None).await.expect("runs").findings;
    assert!(found.iter().any(|one| one.what.contains("数据库文件有损坏")), "{found:?}");
}
