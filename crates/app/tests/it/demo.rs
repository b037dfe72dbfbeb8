//! The demonstration city as a whole: believable, lived through by commands, and never ahead of today.

use crate::harness::{House, houses, houses_like, houses_on};
use huajie::{demo, desk::steps_of};
use huajie_law::{
    Actor, AnyMatter, Kind,
    dispute::{Outcome, Stage},
    matter::WAIT,
    reconsideration::{self, HoldingKind, Reconsideration},
};
use huajie_ledger::{Scope, Wanted, journal::Entry};
use jiff::civil::date;
use strum::IntoEnumIterator;

#[tokio::test]
async fn two_hundred_disputes_end_believably_and_none_is_ahead_of_today() {
    for house in houses().await {
        let now = house.office.now().at;
        let unset =
            demo::load(&house.office, Some(&house.time)).await.expect("the disputes are lived through");
        let ledger = &house.office.ledger;
        papers_are_set_where_there_are_fonts(&house, unset.is_none()).await;
        let newest = ledger.journal_page(&Default::default(), None, 1).await.expect("reads");
        assert!(newest[0].at <= now, "{}: {}", newest[0].at, newest[0].event);
        // Nothing is told before what it follows from.
        let mut last = std::collections::BTreeMap::new();
        let mut written = ledger.journal_page(&Default::default(), None, 100_000).await.expect("reads");
        written.sort_by_key(|entry| (entry.stream.clone(), entry.seq));
        people_work_on_working_days(&house, &written);
        for entry in written {
            let before = last.insert(entry.stream.clone(), entry.at);
            assert!(before.is_none_or(|before| before <= entry.at), "{} {}", entry.stream, entry.event);
        }
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
        // A screen of every stage can be looked at, and of every kind of decision.
        let reviews = ledger.all_of(Kind::Reconsideration).await.expect("reads");
        let reviews: Vec<_> = reviews
            .into_iter()
            .filter_map(|file| match file.matter {
                Some(AnyMatter::Reconsideration(held)) => Some(*held),
                _ => None,
            })
            .map(|held| held.caught_up(&house.office.law(), house.office.now().today).0)
            .collect();
        for stage in reconsideration::Stage::iter() {
            let at = |held: &Reconsideration| held.stage.as_str() == stage.as_str();
            assert!(reviews.iter().any(at), "no reconsideration is {}", stage.as_str());
        }
        for kind in HoldingKind::iter() {
            let decided = |held: &Reconsideration| held.holdings().iter().any(|one| one.kind == kind);
            assert!(reviews.iter().any(decided), "nothing was decided so: {}", kind.name_zh());
        }
        let together = |held: &Reconsideration| !held.joined.is_empty() && held.brief.group.is_some();
        assert!(reviews.iter().any(together), "a group is tried together with another");
        let granted = |held: &Reconsideration| {
            let issued = held.decided.as_ref().map(|decided| &decided.draft);
            let draft = held.drafts.iter().find(|draft| Some(&draft.key) == issued);
            draft.and_then(|draft| draft.opinion.compensation.as_ref()).is_some_and(|loss| loss.granted)
        };
        assert!(reviews.iter().any(granted), "a loss is made good");
        every_step_is_in_the_filter_of_whose_it_is(&house).await;
        let report = ledger.rebuild(&house.office.law(), false).await.expect("runs");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

/// Of every step that asks for one, and whatever is for somebody has been brought to them.
async fn papers_are_set_where_there_are_fonts(house: &House, any: bool) {
    let papers = house.office.ledger.all_of(Kind::Paper).await.expect("reads");
    assert_eq!(papers.is_empty(), !any);
    let mut templates = std::collections::BTreeSet::new();
    for file in papers {
        let Some(AnyMatter::Paper(paper)) = file.matter else { panic!("a paper") };
        assert_eq!(paper.unserved().count(), 0, "{} of {}", paper.issue.title, paper.issue.dispute);
        templates.insert(paper.issue.template);
    }
    let wanted = ["acceptance", "agreement", "consent_notice", "hand_over", "minutes", "refusal"];
    for template in wanted.into_iter().chain(["team_notice", "termination"]).filter(|_| any) {
        assert!(templates.contains(template), "no {template} among {templates:?}");
    }
}

/// Whoever is paid for it works on working days and not by the clock's strokes; the machine and the citizen on any day.
fn people_work_on_working_days(house: &House, written: &[Entry]) {
    let calendar = house.office.law().calendar.clone();
    let lived = written.iter().filter(|entry| entry.day < house.office.now().today);
    for entry in lived.filter(|entry| entry.actor.starts_with("user:") || entry.actor.starts_with("u-")) {
        let works = calendar.is_working_day(entry.day).expect("is loaded");
        assert!(works, "{} {} {} on {}", entry.stream, entry.event, entry.actor, entry.day);
    }
    let minutes: std::collections::BTreeSet<i64> =
        written.iter().map(|entry| entry.at.as_second() / 60 % 60).collect();
    assert!(minutes.len() > 50, "people do not work by the clock's strokes: {minutes:?}");
}

/// 我的待办 can be narrowed to whatever stands on it.
async fn every_step_is_in_the_filter_of_whose_it_is(house: &House) {
    let law = house.office.law();
    let (today, ledger) = (house.office.now().today, &house.office.ledger);
    for (user, officer) in &law.directory.officers {
        for held in officer.capacities.iter().filter(|_| !officer.dismissed) {
            let actor = Actor::officer(user.clone(), &officer.name, held.role, held.organization.clone());
            let rows = ledger.to_dos(&Scope::from(&actor), &Wanted::default(), today, None, 1000).await;
            for row in rows.expect("reads").iter().filter(|row| row.command != WAIT) {
                let offered = steps_of(held.role).any(|step| step == row.command);
                assert!(offered, "{:?}: {} {} of {}", held.role, row.kind, row.command, row.matter);
            }
        }
    }
}

/// What is lived through reaches back from today: a long holiday lies elsewhere in it on another day.
#[tokio::test]
async fn the_city_is_lived_through_on_other_days_of_the_year_too() {
    for day in [date(2026, 11, 30), date(2026, 3, 2), date(2026, 10, 8)] {
        let house = houses_on(day).await.remove(0);
        demo::load(&house.office, Some(&house.time)).await.expect("the disputes are lived through");
    }
}

/// Fonts are a download of their own: where they are not there yet, the city is the same without its papers, and says so.
#[tokio::test]
async fn the_city_is_lived_through_without_fonts_and_says_why_it_has_no_papers() {
    let without = |config: &mut huajie::config::Config| config.fonts = config.var.join("no-fonts");
    let house = houses_like(date(2026, 6, 14), without).await.remove(0);
    let unset = demo::load(&house.office, Some(&house.time)).await.expect("the disputes are lived through");
    let said = unset.expect("nothing can be set").to_string();
    assert!(said.contains("scripts/fonts"), "{said}");
    assert!(house.office.ledger.all_of(Kind::Paper).await.expect("reads").is_empty());
}
