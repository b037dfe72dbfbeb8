//! Whose a last day is that ends a remedy, and who minds the file of somebody who cannot be reached. Not here: whose step it is to take
//! next ([`super::Task`]).

use super::AnyMatter;
use crate::{Principal, Role, dispute::PartyStanding};

impl AnyMatter {
    /// Keys of the sides that lose a remedy with the last day of this clock; none where no remedy ends with it.
    pub fn sides_whose_day_it_is(&self, clock: &str) -> Vec<String> {
        match self {
            AnyMatter::Dispute(held) if clock.starts_with("last_day_to_") => {
                let applies =
                    held.parties.iter().filter(|p| p.particulars.standing == PartyStanding::Applicant);
                applies.map(|party| party.key.clone()).collect()
            }
            AnyMatter::Mirrored(_) | AnyMatter::Reconsideration(_) => {
                clock.split_once("window:").map(|(_, side)| side.to_owned()).into_iter().collect()
            }
            AnyMatter::Performance(held) => {
                let key = clock.strip_prefix("enforce:");
                let due_on = held.lines.iter().find(|line| Some(line.key.as_str()) == key);
                let due_on = due_on.map(|line| line.obligation.due_on);
                // Lines that end on one day have one clock.
                let same = held.unpursued().filter(|line| Some(line.obligation.due_on) == due_on);
                let mut owed: Vec<String> = same.filter_map(|line| line.obligation.obligee.clone()).collect();
                owed.sort();
                owed.dedup();
                owed
            }
            _ => Vec::new(),
        }
    }

    /// Who keeps the file.
    pub fn keepers(&self) -> Vec<Principal> {
        match self {
            AnyMatter::Reconsideration(held) => held.officers(),
            _ => vec![Principal::role(Role::IntakeClerk)],
        }
    }
}
