//! Loading a notice: who, what it must be, and what it makes of the calendar.

use super::*;
use crate::{Actor, Command, Decision, File, Now, OrgId, decide};
use jiff::civil::date;

const DAYS: &str = "休 元旦 01-01..01-03\n休 春节 02-05..02-11\n班 春节 02-13 02-14\n休 清明节 04-03..04-05\n\
     休 劳动节 05-01..05-05\n班 劳动节 05-08\n休 端午节 06-09\n休 中秋节 09-15\n休 国庆节 10-01..10-07\n班 国庆节 09-26 10-09";

fn head() -> Actor {
    Actor::officer("u1".into(), "主任", Role::CentreHead, OrgId::from("centre"))
}

fn load(year: i16, number: &str, issued_on: Date, days: &str) -> Command {
    let (number, days) = (number.to_owned(), days.to_owned());
    Command::HolidaySchedule(HolidayScheduleCommand::Load { year, number, issued_on, days })
}

fn ordinary() -> Command {
    load(2027, "国办发明电〔2026〕9号", date(2026, 11, 10), DAYS)
}

fn given(file: &File, actor: &Actor, command: &Command, law: &Law) -> Result<Decision, Refusal> {
    decide(file, actor, command, Now::on(date(2026, 11, 24)), law)
}

fn refused(command: &Command) -> Refusal {
    let file = File::unopened(HolidaySchedule::id());
    given(&file, &head(), command, &Law::default()).expect_err("it is refused")
}

fn schedule(file: &File) -> HolidaySchedule {
    match &file.matter {
        Some(crate::AnyMatter::HolidaySchedule(schedule)) => (**schedule).clone(),
        other => panic!("this is no schedule: {other:?}"),
    }
}

#[test]
fn the_head_of_the_centre_loads_a_year_and_the_calendar_knows_it() {
    let file = File::unopened(HolidaySchedule::id());
    let loaded = given(&file, &head(), &ordinary(), &Law::default()).expect("it loads").file();
    let law = Law::default().under(&schedule(&loaded), loaded.version);
    assert!(law.calendar.is_loaded(2027) && !Law::default().calendar.is_loaded(2027));
    assert_eq!(law.calendar_version, 1);
    // The same once more changes nothing and is refused; a correction is another notice.
    assert_eq!(given(&loaded, &head(), &ordinary(), &law).expect_err("nothing new").code, ALREADY);
    let corrected = DAYS.replace("06-09", "06-09..06-11");
    let again = load(2027, "国办发明电〔2026〕10号", date(2026, 11, 20), &corrected);
    let corrected = given(&loaded, &head(), &again, &law).expect("a correction loads").file();
    assert_eq!(schedule(&corrected).years[&2027].notice.number, "国办发明电〔2026〕10号");
}

#[test]
fn nobody_else_loads_a_year() {
    for role in [Role::SystemAdmin, Role::IntakeClerk, Role::Auditor, Role::Judge, Role::Statute] {
        let actor = Actor::officer("u2".into(), "某人", role, OrgId::from("centre"));
        let file = File::unopened(HolidaySchedule::id());
        let refusal = given(&file, &actor, &ordinary(), &Law::default()).expect_err("not theirs");
        assert_eq!(refusal.class, crate::refusal::Class::NotPermitted, "{role:?}");
    }
}

#[test]
fn what_is_no_notice_of_a_coming_year_is_refused_at_its_field() {
    let number = "国办发明电〔2026〕9号";
    let issued = date(2026, 11, 10);
    for (command, code, field) in [
        (load(2025, number, issued, DAYS), YEAR, "year"),
        (load(2028, number, issued, DAYS), YEAR, "year"),
        (load(2027, "九号", issued, DAYS), NUMBER, "number"),
        (load(2027, "国办〔2026〕9号\n2028 又〔2027〕1号", issued, DAYS), NUMBER, "number"),
        (load(2027, number, date(2026, 11, 25), DAYS), ISSUED, "issued_on"),
        (load(2027, number, date(2025, 12, 31), DAYS), ISSUED, "issued_on"),
        (load(2027, number, issued, "休 元旦 01-01"), super::DAYS, "days"),
        (
            load(2027, number, issued, &format!("{DAYS}\n2028 又〔2027〕1号\n休 元旦 01-01")),
            super::DAYS,
            "days",
        ),
        (load(2027, number, issued, &"休".repeat(4001)), TOO_LONG, "days"),
    ] {
        let refusal = refused(&command);
        assert_eq!((refusal.code, refusal.field.as_deref()), (code, Some(field)), "{command:?}");
    }
}

#[test]
fn what_moved_is_noted_by_the_statute_alone_and_counted() {
    let file = File::unopened(HolidaySchedule::id());
    let loaded = given(&file, &head(), &ordinary(), &Law::default()).expect("it loads").file();
    let moved = Moved {
        matter: MatterId::from("d1"),
        number: None,
        clock: "last_day_to_sue".into(),
        title: "起诉的最后一天".into(),
        from: Some(date(2027, 5, 1)),
        to: Some(date(2027, 5, 6)),
        was_provisional: true,
        provisional: false,
    };
    let note = |moved| Command::HolidaySchedule(HolidayScheduleCommand::NoteMoved { year: 2027, moved });
    let law = Law::default();
    assert!(given(&loaded, &head(), &note(vec![moved.clone()]), &law).is_err());
    let noted =
        given(&loaded, &Actor::statute(), &note(vec![moved.clone()]), &law).expect("the statute notes");
    assert_eq!(schedule(&noted.file()).years[&2027].moved, 1);
    assert_eq!(
        given(&loaded, &Actor::statute(), &note(Vec::new()), &law).expect_err("nothing").code,
        TOO_LONG
    );
    assert!(given(&file, &Actor::statute(), &note(vec![moved]), &law).is_err());
}
