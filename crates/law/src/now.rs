//! The one argument through which time enters the law.
use jiff::{Timestamp, civil::Date, tz::{Offset, TimeZone}};
use serde::{Deserialize, Serialize};

/// An instant and the civil day in China (Asia/Shanghai, +08:00 all year) that it falls on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Now {
    pub at: Timestamp,
    pub today: Date,
}

impl Now {
    pub fn at(at: Timestamp) -> Now {
        let shanghai = TimeZone::fixed(Offset::constant(8));
        Now { at, today: shanghai.to_datetime(at).date() }
    }
}
