//! How far each story goes, and on which day it begins.

use jiff::{ToSpan, civil::Date};

/// How far a story goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    Registered,
    Screening,
    Declined,
    AskingConsent,
    ConsentRefused,
    Teaming,
    Mediating,
    Lapsed,
    Failed,
    Signing,
    Performing,
    Closed,
}

/// How many of each: some 57 % of the mediations that ended were settled, as such centres really report.
const COURSES: [(Course, usize); 12] = [
    (Course::Registered, 10),
    (Course::Screening, 12),
    (Course::Declined, 4),
    (Course::AskingConsent, 12),
    (Course::ConsentRefused, 14),
    (Course::Teaming, 8),
    (Course::Mediating, 22),
    (Course::Lapsed, 12),
    (Course::Failed, 26),
    (Course::Signing, 8),
    (Course::Performing, 30),
    (Course::Closed, 42),
];

pub(super) struct Beginning {
    pub(super) on: Date,
    pub(super) course: Course,
    /// Which of its course.
    pub(super) at: usize,
    pub(super) ordinal: usize,
}

/// Newest courses lately, closed ones long ago; the counter is closed on weekends.
pub(super) fn beginnings(today: Date) -> Vec<Beginning> {
    let each = COURSES.into_iter().flat_map(|(course, count)| (0..count).map(move |at| (course, count, at)));
    let begin = |(ordinal, (course, count, at)): (usize, (Course, usize, usize))| {
        let (first, last) = days_ago(course);
        let ago = first + (last - first) * i64::try_from(at).unwrap_or(0) / i64::try_from(count).unwrap_or(1);
        let on = today.checked_sub(ago.days()).expect("the demonstration stays in this era");
        let weekend = i64::from(on.weekday().to_monday_one_offset()) - 5;
        let on = on.checked_sub(weekend.max(0).days()).expect("the demonstration stays in this era");
        Beginning { on, course, at, ordinal }
    };
    let mut all: Vec<Beginning> = each.enumerate().map(begin).collect();
    all.sort_by_key(|beginning| beginning.on);
    all
}

/// Between how many days ago the stories of a course began.
fn days_ago(course: Course) -> (i64, i64) {
    match course {
        Course::Registered | Course::Screening => (1, 4),
        Course::AskingConsent => (2, 6),
        Course::Teaming => (5, 8),
        Course::Mediating => (10, 24),
        Course::Signing => (16, 26),
        Course::Declined | Course::ConsentRefused => (10, 250),
        Course::Lapsed => (60, 260),
        Course::Failed => (50, 300),
        Course::Performing => (14, 36),
        Course::Closed => (120, 320),
    }
}
