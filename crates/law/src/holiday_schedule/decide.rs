//! Who may load a notice, and what a notice must be.
//!
//! The head of the centre, because it moves the days of files that only who works on files may see: the system's
//! administrator sees none. The notice is public; that it was copied rightly is checked as far as a machine can.

use super::{HolidaySchedule, HolidayScheduleCommand, HolidayScheduleEvent};
use crate::{
    Code, Refusal, Role,
    calendar::{BadNotice, YearNotice},
    matter::Context,
    refusal::{NOT_OPEN, ensure_at},
};
use jiff::civil::Date;

pub const YEAR: Code =
    Code::new("holiday_schedule.load.year", "只装载今年或者明年的放假安排；往年的日子已经过去，不再改动");
pub const NUMBER: Code =
    Code::new("holiday_schedule.load.number", "请照通知填写文号，例如 国办发明电〔2026〕7号");
pub const ISSUED: Code =
    Code::new("holiday_schedule.load.issued", "印发日期应在今天以前，并且是那一年或者上一年");
pub const DAYS: Code = Code::new("holiday_schedule.load.days", "放假和调休的日子没有看懂");
pub const ALREADY: Code = Code::new("holiday_schedule.load.already", "这一年已经是这样安排的，没有变化");
pub const TOO_LONG: Code = Code::new("holiday_schedule.load.too_long", "内容太长，不像一年的放假安排");

/// A notice has some ten lines.
const LONGEST_DAYS: usize = 4000;
const LONGEST_NUMBER: usize = 40;
/// More in one entry of the journal would make it unwieldy; what is more stands in the next.
pub const MOST_MOVED_IN_ONE: usize = 500;

pub(super) fn weigh(
    state: Option<&HolidaySchedule>,
    context: Context<'_>,
    command: &HolidayScheduleCommand,
) -> Result<Vec<HolidayScheduleEvent>, Refusal> {
    // There is one calendar: under any other name there is nothing.
    if context.id.as_str() != super::ID {
        return Err(Refusal::not_visible());
    }
    match command {
        HolidayScheduleCommand::Load { year, number, issued_on, days } => {
            HolidaySchedule::may_load(context.actor)?;
            let notice = read(*year, number, *issued_on, days, context.now.today)?;
            let same = |known: &YearNotice| known.off == notice.off && known.worked == notice.worked;
            ensure_at(!context.law.calendar.notice(*year).is_some_and(same), ALREADY, "days")?;
            let on = context.now.today;
            Ok(vec![HolidayScheduleEvent::Loaded { notice, issued_on: *issued_on, on }])
        }
        HolidayScheduleCommand::NoteMoved { year, moved } => {
            context.actor.permits(&[Role::Statute])?;
            let known = state.is_some_and(|schedule| schedule.years.contains_key(year));
            ensure_at(known, NOT_OPEN, "year")?;
            ensure_at((1..=MOST_MOVED_IN_ONE).contains(&moved.len()), TOO_LONG, "moved")?;
            Ok(vec![HolidayScheduleEvent::ClocksMoved { year: *year, moved: moved.clone() }])
        }
    }
}

fn read(year: i16, number: &str, issued_on: Date, days: &str, today: Date) -> Result<YearNotice, Refusal> {
    ensure_at((today.year()..=today.year() + 1).contains(&year), YEAR, "year")?;
    let number = crate::text::tidy(number);
    let numbered = number.contains('〔') && number.contains('〕') && number.ends_with('号');
    let one_line = !number.contains(char::is_whitespace) && number.chars().count() <= LONGEST_NUMBER;
    ensure_at(numbered && one_line, NUMBER, "number")?;
    let timely = issued_on <= today && (year - 1..=year).contains(&issued_on.year());
    ensure_at(timely, ISSUED, "issued_on")?;
    ensure_at(days.chars().count() <= LONGEST_DAYS, TOO_LONG, "days")?;
    let bad = |why: String| Refusal::at(DAYS, "days").because(why);
    // The first line is ours; what people count are the lines they typed.
    let typed = |error: BadNotice| {
        let line = error.line.and_then(|line| line.checked_sub(1)).filter(|line| *line > 0);
        bad(BadNotice { line, ..error }.to_string())
    };
    let notices = YearNotice::parse_all(&format!("{year} {number}\n{days}")).map_err(typed)?;
    let [notice] = notices.as_slice() else { return Err(bad("一次只装载一年".to_owned())) };
    notice.plausible().map_err(typed)?;
    Ok(notice.clone())
}
