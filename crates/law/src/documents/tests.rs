//! What was put in is found again, and by nobody whom it is not for.

use crate::{
    Actor, Event, MatterId, OrgId, Role, UserId,
    dispute::{DisputeCommand, DisputeEvent, Evidence},
    documents::By,
    mediation::*,
    mirrored::Procedure,
    paper::PaperEvent,
    performance::PerformanceCommand,
    referral::{Docking, ReferralCommand},
    scenes::{accepted, first, mirrored_id, referral_id, request},
    world::*,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// After every step of every test of this crate: each file that its events name lies in some matter for somebody.
pub(crate) fn nothing_is_lost(world: &World, written: &[(MatterId, Event)]) {
    let mut named = BTreeSet::new();
    for (_, event) in written.iter().filter(|(_, event)| !speaks_of_issued_papers(event)) {
        let payload = serde_json::from_str(&event.to_payload()).expect("a payload is JSON");
        files_in(&payload, &mut named);
    }
    if named.is_empty() {
        return;
    }
    let officers = world.law.directory.officers.keys().map(|user| world.law.directory.actor(user, "c1"));
    let parties = ["p1", "p2", "p3"].map(|key| world.party(key));
    for reader in officers.flatten().chain(parties) {
        for matter in world.files.values().filter_map(|file| file.matter.as_ref()) {
            for document in matter.documents(&reader, &world.law) {
                named.remove(document.file.as_str());
            }
        }
    }
    assert!(named.is_empty(), "put in, and nobody can read it any more: {named:?} of {written:?}");
}

/// Their file is the paper itself, which has pages of its own; a volume names what lies elsewhere.
fn speaks_of_issued_papers(event: &Event) -> bool {
    matches!(event, Event::Paper(PaperEvent::Issued { .. }) | Event::Dispute(DisputeEvent::Closed { .. }))
}

/// The hashes of [`paper`]; what was signed on glass stands in the paper that it signs.
fn files_in(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.len() == 64 && text.starts_with("0000") => {
            found.insert(text.clone());
        }
        Value::Array(rows) => rows.iter().for_each(|row| files_in(row, found)),
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != "image").for_each(|(_, held)| files_in(held, found))
        }
        _ => {}
    }
}

fn titles(world: &World, id: &MatterId, reader: &Actor) -> Vec<String> {
    let matter = world.file(id).matter.expect("the matter is open");
    matter.documents(reader, &world.law).into_iter().map(|document| document.title).collect()
}

fn sees(world: &World, id: &MatterId, who: &str) -> Vec<String> {
    titles(world, id, &world.actor(who))
}

/// Talked to apart and together, served, agreed and signed on paper.
fn mediated() -> World {
    let mut world = World::on("2026-03-10");
    world.mediating();
    for (form, key) in [(SessionForm::Separate { party: "p1".into() }, "s1"), (SessionForm::Joint, "s2")] {
        let starts_at = "2026-03-10T09:00".parse().expect("a real time");
        let (place, video, head_invited) = (Some("第一调解室".into()), false, false);
        world.must(
            "mediator",
            &mediation_id(),
            MediationCommand::ConveneSession { starts_at, place, video, form, head_invited },
        );
        for recipient in ["p1", RESPONDENT].into_iter().take(if key == "s2" { 2 } else { 1 }) {
            let serve = MediationCommand::RecordService {
                also: Vec::new(),
                session: key.into(),
                recipient: recipient.into(),
                way: ServiceWay::InPerson,
                served_on: world.today,
                proof: Some(paper(&format!("proof{key}{recipient}"))),
                note: None,
            };
            world.must("mediator", &mediation_id(), serve);
        }
        let present = vec!["p1".into()];
        // The head is accounted for where all sit together.
        let head = (key == "s2").then(|| HeadAttendance::Absent { reason: "公务".into(), deputy: None });
        let (agents, team) = (Vec::new(), Vec::new());
        let attend = MediationCommand::RecordAttendance { session: key.into(), present, agents, team, head };
        world.must("mediator", &mediation_id(), attend);
        let write = MediationCommand::WriteMinutes { session: key.into(), text: "谈了".into() };
        world.must("mediator", &mediation_id(), write);
        let way = SignatureWay::Scan { file: paper(&format!("minutes{key}")) };
        let sign = MediationCommand::SignMinutes {
            also: Vec::new(),
            session: key.into(),
            party: "p1".into(),
            way,
            present: None,
        };
        world.must("mediator", &mediation_id(), sign);
    }
    world.agreed(Ending::JudicialConfirmation);
    world
}

#[test]
fn what_was_brought_to_a_mediation_is_read_by_the_house_and_each_side_reads_its_own() {
    let world = mediated();
    let id = mediation_id();
    let clerk = sees(&world, &id, "clerk");
    let day = "2026年3月10日";
    assert_eq!(
        clerk,
        [
            "调解意愿确认材料（张某某、某市场监管局）".to_owned(),
            format!("送达证明（张某某，{day}）"),
            format!("送达证明（某市场监管局，{day}）"),
            format!("会谈笔录签字件（{day}）"),
            "调解协议签字件".to_owned(),
        ],
        "nothing of the talk apart"
    );
    for (who, count) in [("judge", 7), ("mediator", 7), ("p1", 6)] {
        assert_eq!(sees(&world, &id, who).len(), count, "{who}: the talk apart with it");
    }
    let agency = sees(&world, &id, "legal");
    assert_eq!(
        agency,
        [
            "调解意愿确认材料（某市场监管局）".to_owned(),
            format!("送达证明（某市场监管局，{day}）"),
            format!("会谈笔录签字件（{day}）"),
            "调解协议签字件".to_owned(),
        ],
        "its own consent, what was signed together, and no proof of the other side's address"
    );
    for who in ["mediator2", "other_legal", "p2", "expert"] {
        assert!(sees(&world, &id, who).is_empty(), "{who}");
    }
    let helper = Actor::officer(UserId::from("helper"), "示例代办", Role::ConsultPoint, OrgId::from(TOWN));
    assert!(
        titles(&world, &id, &helper).iter().all(|title| !title.contains("意愿") && !title.contains("送达"))
    );
}

#[test]
fn proof_of_payment_is_read_by_the_house_and_by_whom_it_was_owed_by_or_to() {
    let mut world = mediated();
    let pay = PerformanceCommand::RecordFulfilment {
        obligation: "o1".into(),
        on: world.today,
        proof: Some(paper("transfer")),
        partly: false,
        note: None,
    };
    world.must("legal", &performance_id(), pay);
    for who in ["clerk", "archivist", "legal", "p1", "mediator"] {
        assert_eq!(sees(&world, &performance_id(), who).len(), 1, "{who}");
    }
}

#[test]
fn a_side_reads_a_judgment_and_not_what_the_other_side_complained_with() {
    let mut world = World::on("2026-03-20");
    world.only_registered("2026-03-02");
    let mut petition = first(crate::mirrored::Step::Received, "2026-03-13");
    petition.document = Some(paper("complaint"));
    world.open_elsewhere(Procedure::Litigation, petition);
    world.record(1, first(accepted(), "2026-03-14"));
    let mut judged = first(crate::scenes::decided(crate::mirrored::Finding::Annulled), "2026-03-20");
    (judged.document, judged.document_number) = (Some(paper("judgment")), Some("（2026）行初1号".into()));
    world.record(1, judged);
    for (who, count) in [("clerk", 2), ("judge", 2), ("auditor", 2), ("p1", 1), ("legal", 1)] {
        let seen = sees(&world, &mirrored_id(1), who);
        assert_eq!(seen.len(), count, "{who}: {seen:?}");
        assert!(seen.contains(&"一审：判决撤销，（2026）行初1号".to_owned()), "{who}: {seen:?}");
    }
}

#[test]
fn what_went_with_a_referral_is_read_by_who_has_it_and_no_more_once_it_went_back() {
    let mut world = World::on("2026-03-20");
    world.only_registered("2026-03-02");
    world.must("clerk", &dispute_id(), request(Docking::Court, CENTRE, COURT, &["p1"], "2026-03-20"));
    let id = referral_id(1);
    assert_eq!(sees(&world, &id, "judge"), ["同意移送的材料（张某某）"]);
    assert_eq!(sees(&world, &id, "p1"), ["同意移送的材料（张某某）"], "a side its own");
    assert!(sees(&world, &id, "legal").is_empty(), "the other side nothing of it");
    world.must("judge", &id, ReferralCommand::Decline { reason: "不属于本院管辖".into(), receipt: None });
    assert!(sees(&world, &id, "judge").is_empty());
    assert_eq!(sees(&world, &id, "clerk").len(), 1);
}

#[test]
fn a_sheet_that_several_signed_is_theirs_together() {
    use crate::{AnyMatter, documents::By};
    let mut world = World::on("2026-03-10");
    world.mediating();
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::RecordUndisputedFacts { text: "罚款已缴".into() },
    );
    for side in ["p1", RESPONDENT] {
        let way = SignatureWay::Scan { file: paper("facts") };
        let confirm =
            MediationCommand::ConfirmUndisputed { also: Vec::new(), party: side.into(), way, present: None };
        world.must("clerk", &mediation_id(), confirm);
    }
    let held = AnyMatter::Mediation(Box::new(world.mediation()));
    let found = held.documents(&world.officer("clerk"), &world.law);
    let facts: Vec<_> = found.iter().filter(|one| one.title == "无争议事实确认书").collect();
    assert_eq!(facts.len(), 1);
    assert_eq!(facts[0].by, By::Jointly(vec![By::Side("p1".into()), By::Side(RESPONDENT.into())]));
}

#[test]
fn one_sheet_that_many_signed_lies_there_once_and_they_stand_in_their_order() {
    let mut world = World::on("2026-03-10");
    let mut many = registration(fine("2026-03-07"), "2026-03-10");
    let third = |at: i32| crate::dispute::NewParty {
        standing: crate::dispute::PartyStanding::ThirdParty,
        ..somebody(&format!("第{at}某"))
    };
    many.parties.extend((2..=11).map(third));
    world.register(many).import(Channel::BeforeProcedure);
    let agrees = |party: &str, also: Vec<String>, sheet: &str| MediationCommand::RecordConsent {
        also,
        party: party.into(),
        answer: Answer::Agree,
        way: ConsentWay::Paper,
        on: day("2026-03-10"),
        evidence: Some(paper(sheet)),
        note: None,
        conservative_day_told: true,
        signed: None,
    };
    world.must("clerk", &mediation_id(), agrees("p10", Vec::new(), "tenth"));
    world.must("clerk", &mediation_id(), agrees("p2", Vec::new(), "second"));
    let rest = ["p3", "p4", "p11"].map(str::to_owned).to_vec();
    world.must("clerk", &mediation_id(), agrees("p1", rest, "together"));
    let consents = |who: &str| -> Vec<String> {
        let all = sees(&world, &mediation_id(), who).into_iter();
        all.filter(|title| title.starts_with("调解意愿确认材料")).collect()
    };
    let names = consents("clerk");
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(names[0].contains("第3某、第4某等4方"), "{names:?}");
    assert!(names[1].contains("第2某") && names[2].contains("第10某"), "{names:?}");
    let own = consents("p3");
    assert_eq!(own, ["调解意愿确认材料（第3某）"], "nobody else's name");
}

#[test]
fn a_sheet_that_another_body_made_is_that_bodys_and_what_the_sides_asked_for_is_theirs() {
    let mut world = mediated();
    let apply = MediationCommand::ApplyForConfirmation {
        applicants: vec!["p1".into(), RESPONDENT.into()],
        document: Some(paper("joint")),
        on: Some(world.today),
    };
    world.must("clerk", &mediation_id(), apply);
    world.must("clerk", &mediation_id(), formal_ending(FormalResult::Granted, world.today));
    let by = |title: &str| {
        let matter = world.file(&mediation_id()).matter.expect("the matter is open");
        let all = matter.documents(&world.actor("clerk"), &world.law);
        all.into_iter().find(|one| one.title == title).expect("it lies there").by
    };
    assert!(matches!(by("法院确认调解协议的文书"), By::Body(name) if name.contains("法院")));
    assert_eq!(by("司法确认申请书"), By::Jointly(vec![By::Side("p1".into()), By::Side(RESPONDENT.into())]));
}

#[test]
fn what_was_handed_in_later_bears_its_own_day() {
    let mut world = World::on("2026-03-10");
    world.only_registered("2026-03-02");
    let photo = Evidence {
        file: paper("photo"),
        title: "现场照片".into(),
        format: "jpg".into(),
        size_bytes: 1000,
        pages: None,
        formed_on: None,
        proves: None,
    };
    world.at("2026-03-16").must("p1", &dispute_id(), DisputeCommand::AddEvidence { evidence: vec![photo] });
    let matter = world.file(&dispute_id()).matter.expect("the matter is open");
    let all = matter.documents(&world.actor("clerk"), &world.law);
    let late = all.iter().find(|one| one.file == paper("photo")).expect("it lies there");
    assert_eq!(late.dated, Some(day("2026-03-16")));
}
