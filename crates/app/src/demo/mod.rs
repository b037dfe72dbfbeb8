//! The demonstration city: Zhongxiang's real divisions and bodies, invented people, disputes made by giving commands
//! through the one path with a travelling clock — never by writing rows.

mod advice;
mod diary;
mod disputes;
pub mod people;
mod themes;

pub use people::accounts;

use crate::{
    office::{Failure, Office, TravellingTime},
    people::import,
};
use huajie_law::Actor;
use huajie_papers::PaperError;

const BODIES: &[u8] = include_bytes!("city/bodies.csv");
const DIVISIONS: &[u8] = include_bytes!("city/divisions.csv");
const SEATS: &[u8] = include_bytes!("city/seats.csv");

/// Loads the city; with `time` (which the office must run on) also its disputes, lived through day by day. What is
/// there already is left as it is. Says why its papers could not be set, where they could not.
pub async fn load(office: &Office, time: Option<&TravellingTime>) -> Result<Option<PaperError>, Failure> {
    let founder = Actor::statute();
    import_own(import::organizations(office, &founder, BODIES).await?);
    import_own(import::divisions(office, &founder, DIVISIONS).await?);
    import_own(import::seats(office, &founder, SEATS).await?);
    people::enrol(office).await?;
    advice::appoint(office).await?;
    let any = office.ledger.all_of(huajie_law::Kind::Dispute).await?.is_empty();
    if let (Some(time), true) = (time, any) {
        let now = office.now().at;
        let unset = disputes::live(office, time).await?;
        time.travel_to(now);
        return Ok(unset);
    }
    Ok(None)
}

/// The program's own tables are taken row by row, or the program is wrong.
fn import_own(report: Result<import::Report, String>) {
    let report = report.expect("the program's own table reads");
    let refused: Vec<_> = report.refused().collect();
    assert!(refused.is_empty(), "the program's own table is refused: {refused:?}");
}
