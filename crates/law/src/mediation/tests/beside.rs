//! What stands beside a mediation, and who learns of it.

use crate::{
    mediation::{MediationCommand, ReconsideredBy},
    world::*,
};

#[test]
fn the_agency_does_not_learn_from_a_mediation_of_an_application_that_nobody_has_accepted() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let mut held = world.mediation();
    let (office, walled, over, deciding) = (None, Vec::new(), false, None);
    let applied = ReconsideredBy {
        office,
        body: None,
        matter: None,
        walled,
        over,
        unknown_to_agency: true,
        deciding,
        rests_by_agreement: None,
    };
    (held.brief.reconsidered_by, held.brief.filed_on) = (Some(applied), Some(day("2026-03-09")));
    let cadre = crate::Actor::officer("cadre".into(), "示例镇干部", crate::Role::TownCadre, BUREAU.into());
    for of_agency in [world.officer("legal"), cadre] {
        let agency = held.visible(&of_agency).file.brief;
        assert_eq!((agency.reconsidered_by, agency.filed_on), (None, None), "复议法48条");
    }
    let judge = held.visible(&world.officer("judge")).file.brief;
    assert!(judge.reconsidered_by.is_some() && judge.filed_on.is_some());
}

#[test]
fn days_before_the_file_came_here_are_not_claimed_although_a_side_had_signed_by_then() {
    let mut world = World::on("2026-03-10");
    world.mediating().later(20);
    world.must("p1", &mediation_id(), MediationCommand::WithdrawConsent { party: "p1".into(), reason: None });
    let claimed = |consented_on: &str| {
        let mut held = world.dispute();
        let mediated = held.proceedings[0].course.mediated.as_mut().expect("was mediated");
        mediated.consented_on = Some(day(consented_on));
        held.open_last_days(&world.law).iter().map(|last| last.days().claimed_on).collect::<Vec<_>>()
    };
    assert_eq!(claimed("2026-03-08"), claimed("2026-03-10"));
    assert_ne!(claimed("2026-03-10"), claimed("2026-03-20"), "行诉法48条");
}
