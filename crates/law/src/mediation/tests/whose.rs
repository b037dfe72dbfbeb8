//! Whose it is what was promised, where more than two agree.

use super::parting::three;
use crate::{
    mediation::{codes::OWED_TO_NOBODY, *},
    scenes::promises,
    world::*,
};

#[test]
fn a_sum_among_more_than_two_says_whose_it_is() {
    let mut world = three();
    world.all_consent().team().accept();
    let owes = |obligee: Option<&str>, amount_fen| Obligation {
        obligee: obligee.map(str::to_owned),
        amount_fen,
        ..obligation(RESPONDENT, "退还罚款", day("2026-04-01"))
    };
    let drafted = |lines| promises(lines, Ending::JudicialConfirmation);
    let to_nobody = drafted(vec![owes(Some("p1"), Some(100)), owes(None, Some(100))]);
    let refusal = world.refused("mediator", &mediation_id(), to_nobody);
    assert_eq!((refusal.code, refusal.field.as_deref()), (OWED_TO_NOBODY, Some("obligations.1.obligee")));
    let whose = drafted(vec![owes(Some("p2"), Some(100)), owes(None, None)]);
    world.must("mediator", &mediation_id(), whose);
}
