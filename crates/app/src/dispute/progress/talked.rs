//! Talks that were held: when, with whom, what was written down and who has signed it. Not here: a talk to come ([`super::coming`]).

use crate::{desk::told, ui::parts::Fact};
use huajie_law::{
    Law,
    mediation::{Mediation, Session},
};

/// Of a mediation as the reader sees it.
pub fn talks(seen: &Mediation, law: &Law) -> Vec<Fact> {
    let held = |talk: &&Session| talk.minutes.is_some() || talk.attendance.is_some();
    let told = |talk: &Session| {
        let said = match &talk.minutes {
            Some(minutes) => told::minutes(minutes, seen, law),
            None => "谈过了，记录还没有写好。".to_owned(),
        };
        Fact::new("谈过的话", told::time_and_form(talk, seen, law)).note(said)
    };
    seen.sessions.iter().filter(held).map(told).collect()
}
