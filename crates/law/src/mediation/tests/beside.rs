//! What stands beside a mediation, and who learns of it.

use crate::{mediation::ReconsideredBy, world::*};

#[test]
fn the_agency_does_not_learn_from_a_mediation_of_an_application_that_nobody_has_accepted() {
    let mut world = World::on("2026-03-10");
    world.mediating();
    let mut held = world.mediation();
    let (office, walled, over, deciding) = (None, Vec::new(), false, None);
    let applied = ReconsideredBy { office, walled, over, unknown_to_agency: true, deciding };
    (held.brief.reconsidered_by, held.brief.filed_on) = (Some(applied), Some(day("2026-03-09")));
    let cadre = crate::Actor::officer("cadre".into(), "示例镇干部", crate::Role::TownCadre, BUREAU.into());
    for of_agency in [world.officer("legal"), cadre] {
        let agency = held.visible(&of_agency).file.brief;
        assert_eq!((agency.reconsidered_by, agency.filed_on), (None, None), "复议法48条");
    }
    let judge = held.visible(&world.officer("judge")).file.brief;
    assert!(judge.reconsidered_by.is_some() && judge.filed_on.is_some());
}
