//! What it costs to load a year's notice over a city's running periods: the law and the derived rows, in one transaction.
//!
//! `cargo run --release -p huajie-ledger --example redating -- 50000` registers so many disputes (two running periods
//! each) on a fresh SQLite, loads the notice of 2027 and says how long looking and loading took. With
//! `HUAJIE_TEST_POSTGRES` set, the same on PostgreSQL.

use huajie_law::{
    Actor, Command, File, Law, MatterId, Now, OrgId, PersonId, Role,
    directory::{Category, Organization},
    dispute::{
        ActKind, ContestedAct, DisputeCommand, IdentityCheck, Nature, NewParty, PartyStanding, Registration,
        Source, Told, Wish,
    },
    holiday_schedule::{HolidaySchedule, HolidayScheduleCommand},
    matter::AnyMatter,
};
use huajie_ledger::{Commit, Ledger, testing::stores};
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

fn law() -> Law {
    let mut law = Law::default();
    let organization = Organization {
        name: "某市市场监督管理局".into(),
        category: Category::Department,
        parent: None,
        division: None,
        vertical: false,
    };
    law.directory.organizations.insert(OrgId::from("o1"), organization);
    law
}

fn now() -> Now {
    Now::on(date(2026, 11, 24))
}

/// The law before, the loading as it was decided, and the law after.
fn loading() -> (Arc<Law>, Commit, Arc<Law>) {
    let before = Arc::new(law());
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
    let commit = commit(vec![decision], &before);
    (before, commit, Arc::new(after))
}

fn commit(decisions: Vec<huajie_law::Decision>, law: &Arc<Law>) -> Commit {
    Commit {
        decisions,
        law: law.clone(),
        sealed: Vec::new(),
        letters: Vec::new(),
        accounts: Vec::new(),
        receipt: None,
        at: now().at,
    }
}

async fn fill(ledger: &Ledger, disputes: usize) {
    let law = Arc::new(law());
    let clerk = Actor::officer("u1".into(), "窗口甲", Role::IntakeClerk, OrgId::from("centre"));
    let ids: Vec<usize> = (0..disputes).collect();
    for page in ids.chunks(PER_COMMIT) {
        let decided = page.iter().map(|at| {
            let command = DisputeCommand::Register { registration: Box::new(registration(*at)) };
            let file = File::unopened(MatterId::new(format!("d{at:07}")));
            huajie_law::decide(&file, &clerk, &Command::Dispute(command), now(), &law).expect("it registers")
        });
        ledger.commit(commit(decided.collect(), &law)).await.expect("commits");
    }
}

fn registration(at: usize) -> Registration {
    // Known on a day of the last seven weeks: both last days lie ahead, most of them in a year without its notice.
    let known = date(2026, 10, 5).saturating_add(i64::try_from(at % 49).unwrap_or(0).days());
    Registration {
        source: Source::Counter,
        source_number: None,
        first_submitted_on: date(2026, 11, 24),
        filed_on: None,
        parties: vec![NewParty {
            standing: PartyStanding::Applicant,
            nature: Nature::NaturalPerson,
            person: PersonId::new(format!("h{at}")),
            label: "张某".into(),
            identity: IdentityCheck::NotGiven,
            marks: vec![format!("name:{at}")],
            representative: false,
            agent: None,
        }],
        group: None,
        proxy: None,
        respondent: OrgId::from("o1"),
        act: ContestedAct {
            kind: ActKind::Penalty,
            title: "罚款 5000 元".into(),
            document_number: None,
            made_on: Some(known),
            known_on: Some(known),
            told: Told::Yes,
            discretionary: true,
            about_money: false,
            real_estate: false,
            on_the_spot: false,
        },
        claims: "撤销处罚".into(),
        facts: "过期茶干五袋，已经改正".into(),
        amount_fen: Some(500_000),
        place: None,
        enterprise: false,
        evidence: Vec::new(),
        wish: Wish::RegisterOnly,
        query_code_digest: Some("digest".into()),
        despite: None,
    }
}
