//! Whose open work has nobody any more, and to whom it passes: to the successor in the seat, else to the head of the centre.
//! Lists only; whoever takes it over is seated by the room's own command.

use super::{Directory, Seat, SeatOrganization};
use crate::{MatterId, Principal, UserId, matter::Task};
use jiff::civil::Date;

/// An open task that only somebody who has left could do.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    pub matter: MatterId,
    pub task: Task,
    pub by: UserId,
    pub passes_to: PassesTo,
}

/// 由谁接办.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassesTo {
    /// 继任者.
    Successor { user: UserId, name: String, post: String },
    /// 空缺、没有账号: 报中心负责人.
    CentreHead,
}

/// Of these open tasks, those of which every holder has left, with whom they pass to. What is held by a role or a body stays there.
pub fn left_open<'a>(
    tasks: impl IntoIterator<Item = (&'a MatterId, &'a Task)>,
    directory: &Directory,
    today: Date,
) -> Vec<Left> {
    let of = |(matter, task): (&MatterId, &Task)| {
        let holders: Option<Vec<UserId>> = task.holders.iter().map(|holder| holder.as_user()).collect();
        let holders = holders.filter(|holders| holders.iter().all(|user| directory.has_left(user, today)))?;
        let by = holders.into_iter().next()?;
        let passes_to = directory.passes_to(&by, today);
        Some(Left { matter: matter.clone(), task: task.clone(), by, passes_to })
    };
    tasks.into_iter().filter_map(of).collect()
}

impl Directory {
    /// Dismissed, without any capacity, or followed by somebody else in the seat and no longer in its organization.
    pub fn has_left(&self, user: &UserId, today: Date) -> bool {
        let Some(officer) = self.officer(user).filter(|officer| !officer.dismissed) else { return true };
        if officer.capacities.is_empty() {
            return true;
        }
        let still_there = |seat: &Seat| match &seat.organization {
            SeatOrganization::Fixed { organization } => {
                officer.capacities.iter().any(|held| held.organization == *organization)
            }
            SeatOrganization::ByCase { .. } => true,
        };
        let sits = self.seats().any(|seat| sits_on(seat, user, today));
        !sits && self.seats().any(|seat| sat_in(seat, user, today) && !still_there(seat))
    }

    /// What everybody is told who reads that only somebody who has left could do it; `None`: somebody is still there.
    pub fn left_to(&self, holders: &[Principal], today: Date) -> Option<String> {
        let users: Option<Vec<UserId>> = holders.iter().map(Principal::as_user).collect();
        let users = users.filter(|users| !users.is_empty())?;
        let gone = users.iter().all(|user| self.has_left(user, today));
        gone.then(|| match self.passes_to(&users[0], today) {
            PassesTo::Successor { name, post, .. } => format!("已离任，由继任的{name}（{post}）接办"),
            PassesTo::CentreHead => "已离任，由中心负责人安排接办".to_owned(),
        })
    }

    /// Whoever sits now where this person sat last, as long as they have an account and have not left themselves.
    fn passes_to(&self, user: &UserId, today: Date) -> PassesTo {
        let mut sat: Vec<(&Seat, Date)> =
            self.seats().filter_map(|seat| Some((seat, last_began(seat, user, today)?))).collect();
        sat.sort_by_key(|(_, from)| std::cmp::Reverse(*from));
        let successor = sat.into_iter().find_map(|(seat, _)| {
            let incumbent = seat.incumbent_on(today)?;
            let next = incumbent.user.clone().filter(|next| next != user && !self.has_left(next, today))?;
            let (name, post) = (incumbent.name.clone(), seat.post.clone());
            Some(PassesTo::Successor { user: next, name, post })
        });
        successor.unwrap_or(PassesTo::CentreHead)
    }

    fn seats(&self) -> impl Iterator<Item = &Seat> {
        self.bodies.values().flat_map(|body| &body.seats)
    }
}

fn sits_on(seat: &Seat, user: &UserId, today: Date) -> bool {
    seat.incumbent_on(today).is_some_and(|incumbent| incumbent.user.as_ref() == Some(user))
}

fn last_began(seat: &Seat, user: &UserId, today: Date) -> Option<Date> {
    let theirs = |incumbent: &super::Incumbent| incumbent.user.as_ref() == Some(user);
    let before = seat.successions.iter().filter(|succession| succession.from <= today);
    before.filter(|s| s.incumbent.as_ref().is_some_and(theirs)).map(|s| s.from).max()
}

fn sat_in(seat: &Seat, user: &UserId, today: Date) -> bool {
    last_began(seat, user, today).is_some() && !sits_on(seat, user, today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        directory::{Body, Incumbent, Succession},
        world::{BUREAU, COURT, World, day},
    };

    fn succession(from: &str, user: Option<&str>) -> Succession {
        let incumbent =
            user.map(|user| Incumbent { name: format!("示例{user}"), user: Some(UserId::from(user)) });
        Succession { from: day(from), incumbent, basis: "任免通知".into() }
    }

    /// A seat of the court in which judge2 followed the judge.
    fn world(successions: Vec<Succession>) -> World {
        let mut world = World::on("2026-06-01");
        let seat = Seat {
            key: "s1".into(),
            role: "成员".into(),
            organization: SeatOrganization::Fixed { organization: COURT.into() },
            post: "行政庭庭长".into(),
            from: day("2025-01-01"),
            abolished_on: None,
            successions,
        };
        let body = Body {
            name: "调解工作小组".into(),
            founded_on: day("2025-01-01"),
            basis: "文件".into(),
            seats: vec![seat],
        };
        world.law.directory.bodies.insert(MatterId::from("b1"), body);
        world
    }

    fn task(holders: Vec<Principal>) -> Task {
        Task {
            name: "opinion:q1".into(),
            title: "答复主调人的法律问题".into(),
            command: "give_opinion".into(),
            holders,
            due_on: None,
            opens_on: None,
            legal_risk: false,
            of_the_house: false,
            watchers: Vec::new(),
        }
    }

    fn left(world: &World, holders: &[&str]) -> Vec<PassesTo> {
        let matter = MatterId::from("d1.mediation1");
        let task = task(holders.iter().map(|user| Principal::user(&UserId::from(*user))).collect());
        let found = left_open([(&matter, &task)], &world.law.directory, world.today);
        found.into_iter().map(|left| left.passes_to).collect()
    }

    fn moved_away(world: &mut World, user: &str) {
        let officer = world.law.directory.officers.get_mut(&UserId::from(user)).expect("is on file");
        officer.capacities[0].organization = BUREAU.into();
    }

    #[test]
    fn work_of_who_left_the_post_passes_to_the_successor_in_the_seat() {
        let mut world =
            world(vec![succession("2025-01-01", Some("judge")), succession("2026-05-01", Some("judge2"))]);
        assert_eq!(left(&world, &["judge"]), [], "still at the court: the work stays");
        moved_away(&mut world, "judge");
        let expected = PassesTo::Successor {
            user: "judge2".into(),
            name: "示例judge2".into(),
            post: "行政庭庭长".into(),
        };
        assert_eq!(left(&world, &["judge"]), [expected]);
        assert_eq!(left(&world, &["judge2"]), []);
    }

    #[test]
    fn before_the_succession_holds_nothing_passes() {
        let mut world =
            world(vec![succession("2025-01-01", Some("judge")), succession("2026-06-02", Some("judge2"))]);
        moved_away(&mut world, "judge");
        assert_eq!(left(&world, &["judge"]), []);
        world.later(1);
        assert_eq!(left(&world, &["judge"]).len(), 1);
    }

    #[test]
    fn a_vacant_seat_or_none_at_all_passes_to_the_head_of_the_centre() {
        let mut world = world(vec![succession("2025-01-01", Some("judge")), succession("2026-05-01", None)]);
        moved_away(&mut world, "judge");
        assert_eq!(left(&world, &["judge"]), [PassesTo::CentreHead]);
        let mediator = world.law.directory.officers.get_mut(&UserId::from("mediator")).expect("is on file");
        mediator.dismissed = true;
        assert_eq!(left(&world, &["mediator"]), [PassesTo::CentreHead]);
    }

    #[test]
    fn what_somebody_else_can_do_too_is_nobodys_orphan() {
        let mut world = world(Vec::new());
        let mediator = world.law.directory.officers.get_mut(&UserId::from("mediator")).expect("is on file");
        mediator.dismissed = true;
        assert_eq!(left(&world, &["mediator", "judge"]), []);
        let matter = MatterId::from("d1");
        let shared =
            task(vec![Principal::user(&"mediator".into()), Principal::role(crate::Role::IntakeClerk)]);
        assert_eq!(left_open([(&matter, &shared)], &world.law.directory, world.today), []);
    }
}
