//! Who comes in the place of an applicant who died. Only for tests.

use crate::{
    dispute::{DisputeCommand, IdentityCheck, Nature, Seat, Succession, SuccessionGround},
    world::paper,
};

/// The daughter of the first applicant, who died: she comes to the counter with the certificate.
pub fn heir() -> Succession {
    Succession {
        party: "p1".into(),
        ground: SuccessionGround::Died,
        seat: Seat::Takes,
        relation: "女儿".into(),
        person: "heir".into(),
        label: "韩某某".into(),
        nature: Nature::NaturalPerson,
        identity: IdentityCheck::Unverified,
        marks: vec!["name:heir".into()],
        phone_kind: None,
        head: None,
        document: paper("death"),
    }
}

/// Her brother, who comes beside her.
pub fn second_heir() -> Succession {
    let (seat, relation) = (Seat::Beside, "儿子".to_owned());
    let (person, label, marks) = ("brother".into(), "韩某".to_owned(), vec!["name:brother".into()]);
    Succession { seat, relation, person, label, marks, ..heir() }
}

pub fn admitted(heir: Succession) -> DisputeCommand {
    DisputeCommand::AdmitSuccessor(Box::new(heir))
}
