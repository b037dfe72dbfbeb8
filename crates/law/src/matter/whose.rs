//! Whose a last day is that ends a remedy, and who minds the file of somebody who cannot be reached. Not here: whose step it is to take
//! next ([`super::Task`]).

use super::AnyMatter;
use crate::{Principal, Role, dispute::Dispute, mirrored::Procedure};

impl AnyMatter {
    /// Keys of the sides that lose a remedy with the last day of this clock; none where no remedy ends with it.
    pub fn sides_whose_day_it_is(&self, clock: &str) -> Vec<String> {
        match self {
            AnyMatter::Dispute(held) if clock.starts_with("last_day_to_") => {
                // Where others have filed, whoever has is reminded of nothing.
                let open = held.applicants().filter(|party| held.is_day_of(clock, &party.key));
                open.map(|party| party.key.clone()).collect()
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

    /// Whoever has sued upon the decision of a reconsideration, or upon its silence, has used the day that it opened.
    pub fn has_gone_to_court(&self, side: &str, dispute: &Dispute) -> bool {
        let decided_on = match self {
            AnyMatter::Reconsideration(held) => {
                held.deciding_notice().map(|notice| notice.made_on).or(held.overdue_since)
            }
            AnyMatter::Mirrored(held) if held.procedure == Procedure::ReconsiderationElsewhere => {
                held.top().and_then(|top| top.outcome).map(|outcome| outcome.on).or(held.overdue_since)
            }
            _ => None,
        };
        decided_on.is_some_and(|on| dispute.has_sued_since(side, on))
    }

    /// Who keeps the file.
    pub fn keepers(&self) -> Vec<Principal> {
        match self {
            AnyMatter::Reconsideration(held) => held.officers(),
            _ => vec![Principal::role(Role::IntakeClerk)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        mediation::RESPONDENT,
        mirrored::Finding,
        scenes::{accepted, first},
        world::World,
    };

    #[test]
    fn a_window_to_appeal_is_the_day_of_its_own_side_and_a_day_of_the_court_of_none() {
        let mut world = World::on("2026-06-11");
        world
            .only_registered("2026-03-02")
            .open_elsewhere(Procedure::Litigation, first(accepted(), "2026-04-01"));
        world.judged(1, Finding::ClaimDismissed, "2026-06-11");
        let held = AnyMatter::Mirrored(Box::new(world.mirrored(1)));
        assert_eq!(held.sides_whose_day_it_is("first_window:p1"), ["p1"]);
        assert_eq!(held.sides_whose_day_it_is("first_window:respondent"), [RESPONDENT]);
        assert!(held.sides_whose_day_it_is("first_trial").is_empty());
        let clocks = world.mirrored(1).clocks(&world.law);
        let windows = clocks.iter().filter(|named| !held.sides_whose_day_it_is(&named.name).is_empty());
        assert_eq!(windows.count(), 2, "{clocks:?}");
        assert_eq!(held.keepers(), [Principal::role(Role::IntakeClerk)]);
    }
}
