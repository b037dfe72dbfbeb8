//! The three administrative powers: two who end a power at the same instant do not leave it to nobody. What the law decides about one
//! account is its own (`law::directory`).

use crate::office::{Failure, Office};
use huajie_law::{
    AnyMatter, Decision, Refusal, Role,
    directory::{LAST_OF_A_POWER, Officer},
};
use huajie_ledger::Turn;

/// Whoever ends a power looks at all who hold it, and at those who lost it meanwhile.
const POWERS: &str = "three_powers";

/// Refuses what would leave a power to nobody. The turn goes with what is written: of two at the same instant the second looks again.
pub async fn ensure_held(office: &Office, decisions: &[Decision]) -> Result<Option<Turn>, Failure> {
    let ended: Vec<Role> = decisions.iter().filter_map(ended_by).collect();
    if ended.is_empty() {
        return Ok(None);
    }
    let turn = office.ledger.turn(POWERS).await?;
    // What the one before wrote may not be in the directory at hand.
    office.refresh_law().await?;
    let law = office.law();
    for power in ended {
        let loses = |user: &huajie_law::UserId| {
            let of_this = decisions.iter().rfind(|one| one.id().as_str() == user.as_str());
            of_this.is_some_and(|one| power_of(Some(one.after())) != Some(power))
        };
        if law.directory.holders(power).all(|(user, _, _)| loses(user)) {
            return Err(Refusal::of(LAST_OF_A_POWER).into());
        }
    }
    Ok(Some(turn))
}

fn ended_by(decision: &Decision) -> Option<Role> {
    let before = power_of(decision.before())?;
    (power_of(Some(decision.after())) != Some(before)).then_some(before)
}

fn power_of(matter: Option<&AnyMatter>) -> Option<Role> {
    match matter {
        Some(AnyMatter::Officer(officer)) => Officer::power(officer),
        _ => None,
    }
}
