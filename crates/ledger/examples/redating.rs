//! What it costs to load a year's notice over a city's running periods: the law and the derived rows, in one transaction.
//!
//! `cargo run --release -p huajie-ledger --example redating -- 50000` registers so many disputes (two running periods
//! each) on a fresh SQLite, loads the notice of 2027 and says how long looking and loading took. With
//! `HUAJIE_TEST_POSTGRES` set, the same on PostgreSQL.

use huajie_law::{
    Actor, Command, File, Law, MatterId, Now, OrgId, PersonId, Role,
    dispute::{ContestedAct, DisputeCommand, NewParty, Registration},
    holiday_schedule::{HolidaySchedule, HolidayScheduleCommand},
    matter::AnyMatter,
};
use huajie_ledger::{
    Commit, Ledger,
    testing::{law, registration, stores},
};
use jiff::{ToSpan, civil::date};
use std::{sync::Arc, time::Instant};

const DAYS: &str = "休 元旦 01-01..01-03\n休 春节 02-05..02-11\n班 春节 02-13 02-14\n休 清明节 04-03..04-05\n\
     休 劳动节 05-01..05-05\n班 劳动节 05-08\n休 端午节 06-09\n休 中秋节 09-15\n休 国庆节 10-01..10-07\n班 国庆节 09-26 10-09";
const PER_COMMIT: usize = 500;

#[tokio::main]
#[expect(clippy::disallowed_methods, reason = "a bench measures with the machine's clock")]
async fn main() {
    let disputes = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(50_000);
    for store in stores().await {
        let ledger = Ledger { store };
        println!("{:?}: {disputes} disputes", ledger.store.engine());
        let began = Instant::now();
        fill(&ledger, disputes).await;
        println!("  registered in {:.1} s", began.elapsed().as_secs_f64());

        let (before, commit, after) = loading();
        let began = Instant::now();
        let moves = ledger.moves_under(&before, &after).await.expect("looks");
        println!(
            "  looked: {} files, {} change, {} running periods move, {:.1} s",
            moves.files,
            moves.rewritten,
            moves.moved.len(),
            began.elapsed().as_secs_f64()
        );
        let began = Instant::now();
        let committed = ledger.commit_notice(commit, after.clone()).await.expect("loads");
        println!("  loaded, rows and evidence written: {:.1} s", began.elapsed().as_secs_f64());
        let version = committed.files.last().expect("the schedule").version;
        let law = Arc::new(Law { calendar_version: version, ..(*after).clone() });
        let report = ledger.rebuild(&law, false).await.expect("replays");
        println!("  replay of {} files: {} findings", report.streams, report.findings.len());
    }
}

fn now() -> Now {
    Now::on(date(2026, 11, 24))
}

/// The law before, the loading as it was decided, and the law after.
fn loading() -> (Arc<Law>, Commit, Arc<Law>) {
    let before = law();
    let head = Actor::officer("u1".into(), "主任", Role::CentreHead, OrgId::from("centre"));
    let command = Command::HolidaySchedule(HolidayScheduleCommand::Load {
        year: 2027,
        number: "国办发明电〔2026〕9号".into(),
        issued_on: date(2026, 11, 10),
        days: DAYS.into(),
    });
    let file = File::unopened(HolidaySchedule::id());
    let decision = huajie_law::decide(&file, &head, &command, now(), &before).expect("it loads");
    let after = match decision.after() {
        AnyMatter::HolidaySchedule(schedule) => before.under(schedule, 1),
        other => unreachable!("a loading makes a schedule, not {:?}", other.kind()),
    };
    let commit = Commit::of(vec![decision], &before, now().at);
    (before, commit, Arc::new(after))
}

async fn fill(ledger: &Ledger, disputes: usize) {
    let law = law();
    let clerk = Actor::officer("u1".into(), "窗口甲", Role::IntakeClerk, OrgId::from("centre"));
    let ids: Vec<usize> = (0..disputes).collect();
    for page in ids.chunks(PER_COMMIT) {
        let decided = page.iter().map(|at| {
            let command = DisputeCommand::Register { registration: Box::new(registered(*at)) };
            let file = File::unopened(MatterId::new(format!("d{at:07}")));
            huajie_law::decide(&file, &clerk, &Command::Dispute(command), now(), &law).expect("it registers")
        });
        ledger.commit(Commit::of(decided.collect(), &law, now().at)).await.expect("commits");
    }
}

fn registered(at: usize) -> Registration {
    // Known on a day of the last seven weeks: both last days lie ahead, most of them in a year without its notice.
    let known = date(2026, 10, 5).saturating_add(i64::try_from(at % 49).unwrap_or(0).days());
    let like = registration();
    let party = NewParty {
        person: PersonId::new(format!("h{at}")),
        marks: vec![format!("name:{at}")],
        ..like.parties[0].clone()
    };
    Registration {
        first_submitted_on: now().today,
        parties: vec![party],
        act: ContestedAct { made_on: Some(known), known_on: Some(known), ..like.act.clone() },
        ..like
    }
}
