//! Time as an argument: the machine's in service, one that is set by hand in tests and demonstrations.

use jiff::Timestamp;
use std::sync::{Arc, Mutex};

pub trait TimeSource: Send + Sync {
    fn now(&self) -> Timestamp;
}

pub struct MachineTime;

impl TimeSource for MachineTime {
    #[expect(clippy::disallowed_methods, reason = "this is the one place where time enters")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Stands still until it is moved; each reading is a microsecond after the last, so that nothing happens at once.
#[derive(Clone)]
pub struct TravellingTime(Arc<Mutex<Timestamp>>);

impl TravellingTime {
    pub fn starting(at: Timestamp) -> TravellingTime {
        TravellingTime(Arc::new(Mutex::new(at)))
    }

    pub fn travel_to(&self, at: Timestamp) {
        *self.0.lock().expect("nobody panics while reading time") = at;
    }
}

impl TimeSource for TravellingTime {
    fn now(&self) -> Timestamp {
        let mut time = self.0.lock().expect("nobody panics while reading time");
        *time =
            Timestamp::from_microsecond(time.as_microsecond() + 1).expect("demonstrations stay in this era");
        *time
    }
}
