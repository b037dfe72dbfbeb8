//! The ledger on both engines: round trip, conflict, numbers, tampering, rebuilding.

mod proving;

use crate::{
    Commit, CommitRefusal, Depth, Ledger, Receipt, Scope, Wanted,
    engine::{Engine, Store, WriteError},
    read::Filter,
    testing::{law, registration, stores},
    values,
    vault::{KEYS_CHANCE, Keys},
};
use huajie_law::{
    Actor, Command, File, Kind, MatterId, Now, OrgId, Role,
    dispute::{DisputeCommand, Registration, Wish},
};
use jiff::civil::date;

fn now() -> Now {
    Now::on(date(2026, 3, 5))
}

fn clerk() -> Actor {
    Actor::officer("u1".into(), "窗口甲", Role::IntakeClerk, OrgId::from("centre"))
}

fn order(file: &File, command: DisputeCommand) -> Commit {
    let decision = huajie_law::decide(file, &clerk(), &Command::Dispute(command), now(), &law())
        .expect("the law allows it");
    Commit::of(vec![decision], &law(), now().at)
}

fn register(id: &str) -> Commit {
    let command = DisputeCommand::Register { registration: Box::new(registration()) };
    order(&File::unopened(MatterId::from(id)), command)
}

async fn ledgers() -> Vec<Ledger> {
    stores().await.into_iter().map(|store: Store| Ledger { store }).collect()
}

#[tokio::test]
async fn what_is_committed_reads_back_as_it_was_decided() {
    for ledger in ledgers().await {
        let committed = ledger.commit(register("d1")).await.expect("commits");
        assert_eq!(committed.written[0].number.as_deref(), Some("钟行争〔2026〕1号"));
        let scope = Scope::from(&clerk());
        let opened =
            ledger.open(&scope, &MatterId::from("d1")).await.expect("reads").expect("the clerk may see it");
        assert_eq!(opened, committed.files[0]);
        let journal = ledger.journal(&MatterId::from("d1")).await.expect("reads");
        assert_eq!(crate::journal::replay(&MatterId::from("d1"), &journal).expect("replays"), opened);
        let listed =
            ledger.list(&scope, Kind::Dispute, &Filter::default(), now().today, 50).await.expect("lists");
        assert_eq!((listed.len(), listed[0].parties.as_str()), (1, "张某"));
        assert_eq!(
            ledger.to_dos(&scope, &Wanted::default(), now().today, None, 50).await.expect("lists").len(),
            1
        );
    }
}

#[tokio::test]
async fn of_a_long_journal_only_what_is_asked_for_is_read_and_many_numbers_at_once() {
    for ledger in ledgers().await {
        let mut known = Vec::new();
        for at in 0..20 {
            let file = ledger.commit(register(&format!("d{at:02}"))).await.expect("commits").files.remove(0);
            known.push(file.id.clone());
            let refuse = DisputeCommand::Refuse { reason: "不属于行政争议".into() };
            ledger.commit(order(&file, refuse)).await.expect("commits");
        }
        let named = |entries: Vec<crate::journal::Entry>| {
            entries.into_iter().map(|entry| (entry.seq, entry.event)).collect::<Vec<_>>()
        };
        let first = (1, "registered".to_owned());
        let other = ledger.first_and(&known[0], ["a", "b", "c"]).await.expect("reads");
        assert_eq!(named(other), std::slice::from_ref(&first));
        let reasoned = ledger.first_and(&known[0], ["refused", "b", "c"]).await.expect("reads");
        assert_eq!(named(reasoned), [first, (2, "refused".to_owned())]);
        known.push(MatterId::from("d99"));
        let numbers = ledger.numbers_of(&known).await.expect("reads");
        assert_eq!((numbers.len(), numbers[&known[0]].as_str()), (20, "钟行争〔2026〕1号"));
        assert!(ledger.numbers_of(&[]).await.expect("reads").is_empty());
    }
}

#[tokio::test]
async fn who_may_not_see_a_file_finds_neither_the_file_nor_a_row_of_it() {
    for ledger in ledgers().await {
        ledger.commit(register("d1")).await.expect("commits");
        let stranger = Actor::officer("u9".into(), "别局", Role::AgencyLegal, OrgId::from("o2"));
        let scope = Scope::from(&stranger);
        assert!(ledger.open(&scope, &MatterId::from("d1")).await.expect("reads").is_none());
        assert!(
            ledger
                .list(&scope, Kind::Dispute, &Filter::default(), now().today, 50)
                .await
                .expect("lists")
                .is_empty()
        );
        let own = Actor::officer("u8".into(), "本局", Role::AgencyLegal, OrgId::from("o1"));
        assert!(ledger.open(&Scope::from(&own), &MatterId::from("d1")).await.expect("reads").is_some());
    }
}

#[tokio::test]
async fn a_number_is_looked_for_in_the_index_and_leads_to_whoever_sees_it_alone() {
    for ledger in ledgers().await {
        ledger.commit(register("d1")).await.expect("commits");
        let keys = ["number:钟行争〔2026〕1号".to_owned(), "number:-".to_owned()];
        let found = ledger.find(&Scope::from(&clerk()), &keys, now().today).await.expect("reads");
        // What hangs on it bears its number too, and leads to it once.
        assert_eq!(found.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["d1"]);
        let stranger = Actor::officer("u9".into(), "别局", Role::AgencyLegal, OrgId::from("o2"));
        assert!(ledger.find(&Scope::from(&stranger), &keys, now().today).await.expect("reads").is_empty());
        if ledger.store.engine() == Engine::Sqlite {
            let asked = format!("EXPLAIN QUERY PLAN {}", crate::found::BEARING);
            let params = values!["a", "b", "c", "x", "y", "z", "u", 9];
            let plan = ledger.store.query(Box::leak(asked.into_boxed_str()), &params).await.expect("plans");
            assert!(plan.iter().all(|step| !step.text(3).starts_with("SCAN")), "{plan:?}");
        }
    }
}

#[tokio::test]
async fn a_decision_on_a_file_that_moved_on_is_stale_and_writes_nothing() {
    for ledger in ledgers().await {
        let file = ledger.commit(register("d1")).await.expect("commits").files.remove(0);
        let first = order(&file, DisputeCommand::Refuse { reason: "不属于行政争议".into() });
        let second =
            order(&file, DisputeCommand::PassOn { to: OrgId::from("o1"), reason: "请由该局处理".into() });
        ledger.commit(first).await.expect("the first is in time");
        let stale = ledger.commit(second).await.expect_err("the second is late");
        assert!(matches!(stale, WriteError::Refused(CommitRefusal::Stale { .. })));
        assert_eq!(ledger.journal(&file.id).await.expect("reads").len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_run_without_gaps_or_repeats_under_concurrent_writers_and_refusals() {
    for ledger in ledgers().await {
        let tasks: Vec<_> = (0..60)
            .map(|at| {
                let ledger = ledger.clone();
                // Every third is the same request again, and must not cost a number.
                let mut commit = register(&format!("d{at}"));
                commit.receipt =
                    Some(Receipt { request: format!("r{}", at / 3 * 3), asked: "register".into() });
                tokio::spawn(async move { ledger.commit(commit).await })
            })
            .collect();
        let mut numbers = Vec::new();
        for task in tasks {
            if let Ok(committed) = task.await.expect("runs") {
                numbers.push(committed.written[0].number.clone().expect("numbered"));
            }
        }
        let mut wanted: Vec<String> = (1..=20).map(|serial| format!("钟行争〔2026〕{serial}号")).collect();
        numbers.sort();
        wanted.sort();
        assert_eq!(numbers, wanted);
    }
}

#[tokio::test]
async fn the_same_request_twice_has_one_effect_and_the_same_answer() {
    for ledger in ledgers().await {
        let receipt = Some(Receipt { request: "once".into(), asked: "register".into() });
        let first =
            ledger.commit(Commit { receipt: receipt.clone(), ..register("d1") }).await.expect("commits");
        let again = ledger.commit(Commit { receipt, ..register("d2") }).await.expect_err("answered before");
        match again {
            WriteError::Refused(CommitRefusal::Answered { written, .. }) => {
                assert_eq!(written, first.written)
            }
            other => panic!("not the answer of before: {other:?}"),
        }
    }
}

#[tokio::test]
async fn verify_names_the_entry_in_which_a_byte_was_changed() {
    let keys = Keys::from_chance(&[7; KEYS_CHANCE]);
    for ledger in ledgers().await {
        let file = ledger.commit(register("d1")).await.expect("commits").files.remove(0);
        ledger
            .commit(order(&file, DisputeCommand::Refuse { reason: "不属于行政争议".into() }))
            .await
            .expect("commits");
        assert!(ledger.verify(&[], &keys).await.expect("runs").findings.is_empty());
        let sql = "UPDATE journal SET payload = REPLACE(payload, '不属于', '不属干') WHERE seq = 2";
        ledger.store.execute(sql, &[]).await.expect("somebody at the database");
        let findings = ledger.verify(&[], &keys).await.expect("runs").findings;
        assert_eq!((findings[0].stream.as_str(), findings[0].seq), ("d1", Some(2)));
    }
}

#[tokio::test]
async fn verify_notices_a_cut_tail_a_deleted_journal_and_a_chain_made_anew() {
    let keys = Keys::from_chance(&[7; KEYS_CHANCE]);
    for ledger in ledgers().await {
        for id in ["d1", "d2"] {
            let file = ledger.commit(register(id)).await.expect("commits").files.remove(0);
            ledger
                .commit(order(&file, DisputeCommand::Refuse { reason: "不属于行政争议".into() }))
                .await
                .expect("commits");
        }
        let anchor = ledger.anchor(&[], &keys, now().at).await.expect("signs");
        let anchors = [anchor];
        assert!(ledger.verify(&anchors, &keys).await.expect("runs").findings.is_empty());
        // Somebody cuts the tail of one journal and its projection, and deletes the other altogether.
        for sql in [
            "DELETE FROM journal WHERE stream = 'd1' AND seq = 2",
            "UPDATE matter SET version = 1, head_hash = (SELECT hash FROM journal WHERE stream = 'd1') WHERE id = 'd1'",
            "DELETE FROM journal WHERE stream = 'd2'",
            "DELETE FROM matter WHERE id = 'd2'",
        ] {
            ledger.store.execute(sql, &[]).await.expect("somebody at the database");
        }
        let alone = ledger.verify(&[], &keys).await.expect("runs").findings;
        assert_eq!(alone.len(), 1, "the chain alone cannot see it: {alone:?}");
        assert!(alone[0].what.contains("有的号没有案卷"), "but its number is gone: {alone:?}");
        let findings = ledger.verify(&anchors, &keys).await.expect("runs").findings;
        let streams: Vec<_> = findings.iter().map(|finding| finding.stream.as_str()).collect();
        assert_eq!(streams, ["d1", "d2", "d1"]);
    }
}

#[tokio::test]
async fn rebuild_finds_rows_that_are_not_what_the_journal_says_and_puts_them_right() {
    for ledger in ledgers().await {
        ledger.commit(register("d1")).await.expect("commits");
        assert!(ledger.rebuild(&law(), false).await.expect("runs").findings.is_empty());
        ledger.store.execute("DELETE FROM task WHERE matter = 'd1'", &[]).await.expect("a lost row");
        ledger
            .store
            .execute("UPDATE matter SET title = 'x' WHERE id = $1", &values!["d1"])
            .await
            .expect("a wrong row");
        assert_eq!(ledger.rebuild(&law(), false).await.expect("runs").findings.len(), 2);
        ledger.rebuild(&law(), true).await.expect("runs");
        assert!(ledger.rebuild(&law(), false).await.expect("runs").findings.is_empty());
        let gone = "DELETE FROM journal WHERE stream = 'd1'";
        ledger.store.execute(gone, &[]).await.expect("somebody at the database");
        let found = ledger.rebuild(&law(), true).await.expect("runs").findings;
        assert!(found.len() == 1 && found[0].what.contains("有案卷而没有日志"), "{found:?}");
        assert_eq!(
            ledger.rebuild(&law(), false).await.expect("runs").findings,
            found,
            "what is left of it stays"
        );
    }
}

#[tokio::test]
async fn what_a_registration_opens_carries_the_number_that_was_drawn_for_it() {
    for ledger in ledgers().await {
        let law = law();
        let id = MatterId::from("d1");
        let wish = Registration { wish: Wish::Mediation, ..registration() };
        let mut commit =
            order(&File::unopened(id.clone()), DisputeCommand::Register { registration: Box::new(wish) });
        let mut next = 0;
        while next < commit.decisions.len() {
            for reaction in huajie_law::reaction::reactions(&commit.decisions[next], &law) {
                let known = commit.decisions.iter().rev().find(|decision| *decision.id() == reaction.target);
                let file =
                    known.map_or_else(|| File::unopened(reaction.target.clone()), huajie_law::Decision::file);
                let decision = huajie_law::decide(&file, &Actor::statute(), &reaction.command, now(), &law);
                commit.decisions.push(decision.expect("the statute may"));
            }
            next += 1;
        }
        ledger.commit(commit).await.expect("commits");
        let numbers =
            ledger.list(&Scope::from(&clerk()), Kind::Mediation, &Filter::default(), now().today, 9).await;
        let numbers = numbers.expect("lists");
        assert_eq!(numbers[0].number.as_deref(), Some("钟行争〔2026〕1号"));
        let disputes =
            ledger.list(&Scope::from(&clerk()), Kind::Dispute, &Filter::default(), now().today, 9).await;
        assert_eq!(disputes.expect("lists")[0].number.as_deref(), Some("钟行争〔2026〕1号"));
        assert!(ledger.rebuild(&law, false).await.expect("runs").findings.is_empty());
    }
}

#[tokio::test]
async fn every_opening_of_a_file_is_kept() {
    for ledger in ledgers().await {
        ledger.commit(register("d1")).await.expect("commits");
        let id = MatterId::from("d1");
        ledger.record_opening(&clerk(), &id, now().at).await.expect("records");
        let openings = ledger.openings(&id, 10).await.expect("reads");
        assert_eq!((openings.len(), openings[0].actor_name.as_str()), (1, "窗口甲"));
    }
}

#[tokio::test]
async fn the_newest_of_a_history_are_read_and_said_to_be_cut_where_there_are_more() {
    for ledger in ledgers().await {
        let file = ledger.commit(register("d1")).await.expect("commits").files.remove(0);
        let command = Command::Dispute(DisputeCommand::Refuse { reason: "不属于行政争议".into() });
        let next = Now::on(date(2026, 3, 6));
        let refused = huajie_law::decide(&file, &clerk(), &command, next, &law()).expect("the law allows it");
        ledger.commit(Commit::of(vec![refused], &law(), next.at)).await.expect("commits");
        let read = async |history| {
            let depth = Depth { history, openings: 0 };
            let dossier = ledger.dossier(&Scope::from(&clerk()), &file.id, depth).await.expect("reads");
            let told: Vec<_> = dossier.history.iter().map(|line| line.event().to_owned()).collect();
            (told, dossier.is_cut)
        };
        assert_eq!(read(1).await, (vec!["refused".into()], true));
        let whole = (vec!["registered".to_owned(), "refused".into()], false);
        assert_eq!(read(3).await, whole);
        assert_eq!(read(Depth::WHOLE.history).await, whole);
    }
}

#[tokio::test]
async fn uses_are_counted_by_name_and_window_and_forgotten_with_it() {
    for ledger in ledgers().await {
        let (now, next) = (now().at, now().at + jiff::SignedDuration::from_hours(1));
        assert_eq!(ledger.count_use("phone:x", now, 1).await.expect("counts"), 1);
        assert_eq!(ledger.count_use("phone:x", now, 2).await.expect("counts"), 3);
        assert_eq!(ledger.count_use("phone:y", now, 1).await.expect("counts"), 1);
        assert_eq!(ledger.count_use("phone:x", next, 1).await.expect("counts"), 1);
        assert_eq!(ledger.forget_uses_before(next).await.expect("forgets"), 2);
        assert_eq!(ledger.count_use("phone:x", next, 1).await.expect("counts"), 2);
    }
}
