//! The one argument through which time enters the law.
//! Nothing here reads a clock: the outermost edge does, and hands the instant in. Anybody may call.

use jiff::{Timestamp, civil::Date, tz::Offset};
use serde::{Deserialize, Serialize};

/// China keeps one zone and no summer time since 1991, so a fixed offset needs no zone database.
pub const SHANGHAI: Offset = Offset::constant(8);

/// The instant of a command and the civil day it falls on in Asia/Shanghai.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Now {
    pub at: Timestamp,
    pub today: Date,
}

impl Now {
    pub fn at(at: Timestamp) -> Now {
        Now { at, today: day_of(at) }
    }

    /// Nine in the morning of that day, for work that is dated by the law rather than by a click.
    pub fn on(today: Date) -> Now {
        let at = SHANGHAI
            .to_timestamp(today.at(9, 0, 0, 0))
            .expect("a statutory date lies far inside the range of instants");
        Now { at, today }
    }
}

/// The civil day in Asia/Shanghai on which an instant falls.
pub fn day_of(at: Timestamp) -> Date {
    SHANGHAI.to_datetime(at).date()
}

/// Midnight in Asia/Shanghai at which a day begins; `None` beyond the range of instants.
pub fn start_of(day: Date) -> Option<Timestamp> {
    SHANGHAI.to_timestamp(day.at(0, 0, 0, 0)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_day_changes_at_midnight_in_shanghai_not_in_greenwich() {
        let before: Timestamp = "2026-03-04T15:59:59Z".parse().unwrap();
        let after: Timestamp = "2026-03-04T16:00:00Z".parse().unwrap();
        assert_eq!(Now::at(before).today, date(2026, 3, 4));
        assert_eq!(Now::at(after).today, date(2026, 3, 5));
    }

    #[test]
    fn a_day_made_into_an_instant_stays_that_day() {
        let now = Now::on(date(2026, 3, 5));
        assert_eq!(Now::at(now.at), now);
    }
}
