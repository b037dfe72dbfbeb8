//! The rules of mediation as sentences, one file per part of the work.

mod after_the_end;
mod agreeing;
mod beside;
mod bound;
mod channels;
mod confirming;
mod days_told;
mod disclosing;
mod grounds;
mod hands;
mod importing;
mod jointly;
mod moved;
mod parting;
mod period;
mod reneging;
mod sent;
mod sessions;
mod signing;
mod soon_over;
mod standing_in;
mod starting;
mod teaming;
mod vacant;
mod view;
mod whom;
mod whose;

use crate::{mediation::*, world::*};

#[test]
fn the_ordinary_course_runs_from_registration_to_an_agreement_in_effect() {
    let mut world = World::on("2026-03-10");
    world.mediating().agreed(Ending::JudicialConfirmation);
    let outcome = Outcome::Agreed { ending: Ending::JudicialConfirmation };
    assert_eq!(world.mediation().stage, Stage::Ended { on: day("2026-03-10"), outcome });
    let settled = crate::dispute::Outcome::Settled;
    assert_eq!(
        world.dispute().stage,
        crate::dispute::Stage::Ended { on: day("2026-03-10"), outcome: settled }
    );
    assert_eq!(world.performance().lines.len(), 1);
    assert_eq!(world.outline(&follow_up_id()).tasks[0].due_on, Some(day("2026-04-09")));
}
