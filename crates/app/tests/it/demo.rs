//! The demonstration city as a whole: believable, lived through by commands, and never ahead of today.

use crate::harness::houses;
use huajie::demo;
use huajie_law::{
    AnyMatter, Kind,
    dispute::{Outcome, Stage},
};

#[tokio::test]
async fn two_hundred_disputes_end_believably_and_none_is_ahead_of_today() {
    for house in houses().await {
        let now = house.office.now().at;
        demo::load(&house.office, Some(&house.time)).await.expect("the disputes are lived through");
        let ledger = &house.office.ledger;
        let newest = ledger.journal_page(&Default::default(), None, 1).await.expect("reads");
        assert!(newest[0].at <= now, "{}: {}", newest[0].at, newest[0].event);
        let (mut settled, mut unsettled, mut open, mut closed) = (0, 0, 0, 0);
        for file in ledger.all_of(Kind::Dispute).await.expect("reads") {
            let Some(AnyMatter::Dispute(held)) = file.matter else { panic!("a dispute") };
            closed += usize::from(held.is_frozen());
            match held.stage {
                Stage::Ended { outcome, .. } | Stage::Closed { outcome, .. } => match outcome {
                    Outcome::Settled => settled += 1,
                    _ => unsettled += 1,
                },
                Stage::Registered | Stage::InProceeding { .. } => open += 1,
            }
        }
        let share = 100 * settled / (settled + unsettled);
        assert!((41..=70).contains(&share), "{share} % of {} are settled", settled + unsettled);
        assert!(
            open >= 30 && closed >= 60 && settled + unsettled + open >= 190,
            "{open} open, {closed} closed"
        );
        let report = ledger.rebuild(&house.office.law(), false).await.expect("runs");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}
