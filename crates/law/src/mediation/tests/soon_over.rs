//! A remedy of which too little is left for mediation to wait: the same at fifteen days as at fourteen.

use super::period::due;
use crate::{mediation::*, world::*};

#[test]
fn who_consents_is_told_of_the_remedy_that_mediation_does_not_wait_for() {
    let mut world = World::on("2026-04-25");
    world.register(registration(fine("2026-03-07"), "2026-04-25"));
    world.import(Channel::BeforeProcedure);
    let told = |on: &str| world.mediation().not_waited_for_zh(&world.law, day(on), None);
    let soon = told("2026-04-25").concat();
    assert!(soon.contains("行政复议申请期限到2026年5月6日为止") && soon.contains("以前先去递交"), "{soon}");
    for (left, on) in [(14, "2026-04-22"), (15, "2026-04-21")] {
        assert!(told(on).concat().contains("调解不等它"), "{left} days left");
    }
    assert!(told("2026-04-20").is_empty(), "sixteen days left: mediation ends in time");
    assert!(told("2026-05-07").is_empty());
}

#[test]
fn with_fourteen_and_with_fifteen_days_left_to_the_nearest_remedy_the_same_days_are_given() {
    // Sixty days from 7 March end on 6 May; six months on 7 September.
    let period = |on: &str| {
        let mut world = World::on(on);
        world.register(registration(fine("2026-03-07"), on));
        world.import(Channel::BeforeProcedure).all_consent().team().accept();
        due(&world)
    };
    assert_eq!(period("2026-04-20"), Some(day("2026-04-21")), "sixteen: one day, and it is told");
    assert_eq!(period("2026-04-21"), Some(day("2026-05-21")), "fifteen");
    assert_eq!(period("2026-04-22"), Some(day("2026-05-22")), "fourteen");
}

#[test]
fn whoever_decides_whether_to_begin_is_told_how_few_days_there_would_be_and_nothing_is_due_after_the_end() {
    // Sixty days from 7 March end on 6 May: fifteen days before that is 21 April.
    let mut world = World::on("2026-04-17");
    world.register(registration(fine("2026-03-07"), "2026-04-17"));
    let said = |world: &World| world.mediation().shortened_zh(&world.law, world.today);
    let short = "最多谈4日，到2026年4月21日为止";
    assert!(said(&world).is_some_and(|said| said.contains(short)), "at the screening: {:?}", said(&world));
    world.import(Channel::BeforeProcedure);
    let notice = world.mediation().consent_notice(&world.law, world.today, Some("p1")).concat();
    assert!(notice.contains(short), "before the yes: {notice}");
    world.all_consent().team().accept();
    assert_eq!((due(&world), said(&world)), (Some(day("2026-04-21")), None), "as it was told");
    let tasks = world.outline(&mediation_id()).tasks;
    for name in ["self_check", "convene_session"] {
        let task = tasks.iter().find(|task| task.name == name).expect("is to be done");
        assert_eq!(task.due_on, Some(day("2026-04-21")), "{name} ends with it");
    }
    assert!(tasks.iter().all(|task| task.due_on.is_none_or(|on| on <= day("2026-04-21"))), "{tasks:?}");
}

#[test]
fn where_the_whole_term_fits_before_the_last_days_nothing_is_said_of_it() {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    assert_eq!(world.mediation().shortened_zh(&world.law, world.today), None);
    world.import(Channel::BeforeProcedure).all_consent().team().accept();
    let check = world.mediation().self_check_clock(&world.law).expect("it has begun");
    assert_eq!(check.due_on(&world.law.calendar), Some(day("2026-03-17")), "five working days");
}
