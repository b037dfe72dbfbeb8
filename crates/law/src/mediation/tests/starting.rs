//! The start: only with a whole table of which nothing is left to be decided, and with everybody asked. Afterwards the days run.

use crate::{
    Role,
    dispute::{self, DisputeCommand},
    matter::{Task, WAIT},
    mediation::{codes::*, *},
    world::*,
};

/// Everybody has agreed; the table has one neutral member.
fn named(members: Vec<Member>) -> World {
    let mut world = World::on("2026-03-10");
    world.register(registration(fine("2026-03-07"), "2026-03-10"));
    world.import(Channel::BeforeProcedure).all_consent();
    let name = MediationCommand::NameTeam {
        guiding_judge: "judge".into(),
        lead_mediator: "mediator".into(),
        members,
        loads: std::collections::BTreeMap::new(),
        override_reason: None,
    };
    world.must("head", &mediation_id(), name);
    world
}

fn task(world: &World, name: &str) -> Option<Task> {
    world.outline(&mediation_id()).tasks.into_iter().find(|task| task.name == name)
}

fn upheld(challenge: &str) -> MediationCommand {
    MediationCommand::DecideChallenge {
        challenge: challenge.into(),
        upheld: true,
        reason: "近亲属".into(),
        agreed_by: Vec::new(),
        document: None,
    }
}

#[test]
fn it_does_not_start_while_the_only_member_has_a_tie_that_nobody_has_decided_on() {
    let mut world = named(vec![member("cadre", Role::TownCadre)]);
    world.must("judge", &mediation_id(), disclose(None));
    world.must("cadre", &mediation_id(), disclose(Some("申请人是我表哥")));
    assert_eq!(world.refused("mediator", &mediation_id(), accept()).code, NO_MEMBER_STANDS);
    let start = task(&world, "accept_material").expect("the lead sees what it waits for");
    assert_eq!((start.command.as_str(), start.title.contains("回避")), (WAIT, true));
    world.must("head", &mediation_id(), upheld("c1"));
    assert!(task(&world, "fill_seat").is_some() && world.mediation().period.is_none(), "no day has run");
}

#[test]
fn with_another_member_it_starts_and_the_challenged_one_takes_no_part() {
    let mut world = named(vec![member("legal", Role::AgencyLegal), member("cadre", Role::TownCadre)]);
    world.must("judge", &mediation_id(), disclose(None));
    world.must("cadre", &mediation_id(), disclose(Some("第三人是我同学")));
    world.must("mediator", &mediation_id(), accept());
    assert_eq!(world.mediation().stage, Stage::Mediating);
}

#[test]
fn a_seat_that_falls_empty_later_is_filled_before_anything_else_for_the_days_run_on() {
    let mut world = named(vec![member("cadre", Role::TownCadre)]);
    world.disclosed().accept();
    let last_day = world.mediation().last_day(&world.law).expect("it runs");
    world.later(3).must("cadre", &mediation_id(), disclose(Some("申请人是我表哥")));
    world.must("head", &mediation_id(), upheld("c1"));
    assert_eq!(world.mediation().last_day(&world.law), Some(last_day), "nothing gives them back");
    let tasks = world.outline(&mediation_id()).tasks;
    let first = &tasks[0];
    assert_eq!((first.name.as_str(), first.legal_risk), ("fill_seat", true));
    assert!(first.title.contains("期限照常计算") && first.title.contains("2026年4月9日"), "{}", first.title);
    assert_eq!(first.due_on, Some(day("2026-03-16")), "a working day after it was decided on a Friday");
    assert!(
        tasks
            .iter()
            .all(|task| task.due_on.is_none_or(|due| Some(due) >= first.due_on) || task.name == "challenge")
    );
}

#[test]
fn for_a_large_group_of_which_nobody_was_asked_no_day_begins_to_run() {
    let group = Some(dispute::Group { size: 12, items: None });
    let of_twelve =
        || dispute::Registration { group: group.clone(), ..registration(fine("2026-03-07"), "2026-03-10") };
    let mut world = World::on("2026-03-10");
    world.register(of_twelve());
    world.import(Channel::BeforeProcedure).all_consent().team();
    assert_eq!(world.refused("mediator", &mediation_id(), accept()).code, GROUP_UNSPOKEN_FOR, "行诉法28条");
    let members = (1..=11).map(|n| somebody(&format!("成员{n}"))).collect();
    world.must("clerk", &dispute_id(), DisputeCommand::ListMembers { members });
    assert_eq!(
        world.refused("mediator", &mediation_id(), accept()).code,
        CONSENTS_MISSING,
        "now they are asked"
    );
    // Whom the others have chosen speaks for them until they are named.
    let mut chosen = World::on("2026-03-10");
    let mut two = of_twelve();
    two.parties =
        ["甲某", "乙某"].map(|label| dispute::NewParty { representative: true, ..somebody(label) }).into();
    chosen.register(two);
    chosen.import(Channel::BeforeProcedure).all_consent().team().accept();
}
