//! 催促履行函 whose day has passed: nobody performs by a day that is over, so it is not issued any more.

use super::{case::Case, draft::Draft};
use huajie_law::{Code, Refusal, calendar::zh_date, paper::URGING};

pub const LETTER_LATE: Code = Code::new(
    "paper.letter_late",
    "函上写的最后一天已经过了，不能再出具：先在协议履行里再书面督促一次，写新的日子，再出具",
);

pub(super) fn ensure_in_time(case: &Case, draft: &Draft) -> Result<(), Refusal> {
    let line = draft.session.as_deref().filter(|_| draft.template == URGING);
    let line = line.and_then(|key| case.performance()?.line(key));
    let Some(passed) = line.and_then(|line| line.letter_day_passed(case.today)) else { return Ok(()) };
    let says = format!(
        "函上写的最后一天（{}）已经过了，不能再出具：先在协议履行里再书面督促一次，写新的日子，再出具",
        zh_date(passed)
    );
    Err(Refusal::of(LETTER_LATE).because(says))
}
