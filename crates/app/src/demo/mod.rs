//! The demonstration city: Zhongxiang's real divisions and bodies, invented people, disputes made by giving commands
//! through the one path with a travelling clock — never by writing rows.

mod disputes;
pub mod people;
mod themes;

pub use people::accounts;

use crate::{
    office::{Failure, Office, TravellingTime},
    people::import,
};
use huajie_law::Actor;

const BODIES: &str = include_str!("city/bodies.csv");
const DIVISIONS: &str = include_str!("city/divisions.csv");

/// Loads the city; with `time` (which the office must run on) also its disputes, lived through day by day. What is
/// there already is left as it is.
pub async fn load(office: &Office, time: Option<&TravellingTime>) -> Result<(), Failure> {
    let founder = Actor::statute();
    let bodies = import::bodies(BODIES).expect("the program's own table reads");
    let divisions = import::divisions(DIVISIONS).expect("the program's own table reads");
    import::organizations(office, &founder, &bodies).await?;
    import::organizations(office, &founder, &divisions).await?;
    people::enrol(office).await?;
    let any = office.ledger.all_of(huajie_law::Kind::Dispute).await?.is_empty();
    if let (Some(time), true) = (time, any) {
        let now = office.now().at;
        disputes::live(office, time).await?;
        time.travel_to(now);
    }
    Ok(())
}
