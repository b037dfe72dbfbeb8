//! Referrals as sentences: sent once, answered in time, given back without what was conceded.

mod answered;
mod by_agency;
mod handed_over;
mod mediated;
mod sent_again;

use crate::{
    Kind,
    dispute::{DisputeCommand, Evidence},
    mediation::{Channel, Ground, MediationCommand, RESPONDENT, SessionForm},
    referral::{codes::*, *},
    refusal::Class,
    scenes::*,
    world::*,
};

const SECRET: &str = "私下最多让到三百元";

fn registered() -> World {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.only_registered("2026-03-02");
    let photo = Evidence {
        file: paper("photo"),
        title: "现场照片".into(),
        format: "jpg".into(),
        size_bytes: 10,
        pages: Some(2),
        formed_on: None,
        proves: None,
    };
    world.must("clerk", &dispute_id(), DisputeCommand::AddEvidence { evidence: vec![photo] });
    world
}

/// The court refers to the centre before the suit is filed.
fn referred() -> World {
    let mut world = registered();
    world.must("clerk", &dispute_id(), request(Docking::Court, COURT, CENTRE, &["p1"], "2026-03-16"));
    world
}

#[test]
fn the_whole_file_goes_once_with_the_first_day_the_papers_and_the_clocks() {
    let world = referred();
    let package = world.referral(1).package;
    assert_eq!(package.first_submitted_on, day("2026-03-16"));
    let titles: Vec<&str> = package.papers.iter().map(|paper| paper.title.as_str()).collect();
    assert_eq!(titles, ["现场照片", "同意移送的书面材料（张某某）"]);
    let clocks: Vec<_> = package.clocks.iter().map(|clock| (clock.name.as_str(), clock.due_on)).collect();
    assert_eq!(
        clocks,
        [("last_day_to_reconsider", Some(day("2026-05-06"))), ("last_day_to_sue", Some(day("2026-09-02")))]
    );
    assert_eq!((package.claims.as_str(), package.applicants().count()), ("减轻处罚", 1));
}

#[test]
fn nobody_was_called_about_a_quarrel_before_it_was_handed_in() {
    let mut world = registered();
    let called = |on: &str| {
        let mut command = request(Docking::Court, COURT, CENTRE, &["p1"], on);
        if let DisputeCommand::Refer { request } = &mut command {
            request.consents[0].way = crate::mediation::ConsentWay::Phone;
        }
        command
    };
    let refusal = world.refused("clerk", &dispute_id(), called("2026-03-15"));
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (CALLED_BEFORE, Some("request.consents.0.on")),
        "{refusal:?}"
    );
    world.must("clerk", &dispute_id(), called("2026-03-16"));
}

#[test]
fn nobody_is_referred_into_mediation_without_consent_and_the_docking_fits_the_bodies() {
    let mut world = registered();
    for (command, code) in [
        (request(Docking::Court, COURT, CENTRE, &[], "2026-03-16"), CONSENT_MISSING),
        (request(Docking::Court, COURT, CENTRE, &[RESPONDENT], "2026-03-16"), CONSENT_MISSING),
        (request(Docking::Court, COURT, CENTRE, &["p1", "p9"], "2026-03-16"), UNKNOWN_SIDE),
        (request(Docking::Procuratorate, COURT, CENTRE, &["p1"], "2026-03-16"), DOCKING),
        (request(Docking::Court, COURT, PETITION_OFFICE, &["p1"], "2026-03-16"), DOCKING),
        (request(Docking::Court, CENTRE, CENTRE, &["p1"], "2026-03-16"), SAME_BODY),
    ] {
        assert_eq!(world.refused("clerk", &dispute_id(), command.clone()).code, code, "{command:?}");
    }
    world.must(
        "petition",
        &dispute_id(),
        request(Docking::Petition, PETITION_OFFICE, CENTRE, &["p1"], "2026-03-16"),
    );
    let again = request(Docking::Court, COURT, CENTRE, &["p1"], "2026-03-16");
    let refusal = world.refused("clerk", &dispute_id(), again);
    assert_eq!(refusal.code, crate::dispute::codes::REFERRED_ALREADY);
}

#[test]
fn all_six_dockings_go_both_ways() {
    for (docking, other) in [
        (Docking::Court, COURT),
        (Docking::Petition, PETITION_OFFICE),
        (Docking::Agency, BUREAU),
        (Docking::Procuratorate, PROCURATORATE),
        (Docking::Adjudication, BUREAU),
        (Docking::Reconsideration, PETITION_OFFICE),
    ] {
        for (from, to) in [(other, CENTRE), (CENTRE, other)] {
            let mut world = registered();
            world.must("clerk", &dispute_id(), request(docking, from, to, &["p1"], "2026-03-16"));
            assert_eq!(world.referral(1).stage, Stage::Sent { on: day("2026-03-16") }, "{docking:?}");
        }
    }
}

#[test]
fn unanswered_for_three_working_days_it_comes_back_and_the_head_is_told() {
    let mut world = referred();
    assert_eq!(world.referral(1).last_day_to_answer(&world.law), Some(day("2026-03-19")));
    let clock = &world.outline(&referral_id(1)).clocks[0];
    assert!(!crate::term::find(&clock.term).expect("it is in the catalogue").verified, "a setting, not law");
    let early = world.at("2026-03-19").refused("statute", &referral_id(1), ReferralCommand::RecordUnanswered);
    assert_eq!(early.code, ANSWER_OPEN);
    world.at("2026-03-25").must("statute", &referral_id(1), ReferralCommand::RecordUnanswered);
    assert_eq!(world.referral(1).stage, Stage::Unanswered { on: day("2026-03-20") });
    let files = crate::Outlined::all(world.files.values(), &world.law);
    let lanes = crate::dispute::lanes::lanes(&files, &world.law);
    let sent = lanes.iter().find(|lane| lane.kind == crate::Kind::Referral).expect("it has a lane");
    assert_eq!(sent.to, Some(day("2026-03-20")), "it went back");
    assert!(sent.marks.iter().any(|mark| mark.title.contains("退回")), "{:?}", sent.marks);
    assert_eq!(sent.tracks[0].segments.last().and_then(|piece| piece.to), Some(day("2026-03-20")));
    let late = world.refused("clerk", &referral_id(1), ReferralCommand::Accept { receipt: None });
    assert!(late.says().contains("三个工作日"), "{}", late.says());
    assert_eq!(world.dispute().open_referral(), None, "it is back");
    assert!(world.outline(&referral_id(1)).tasks.iter().any(|task| task.name == "window"));
    world.must("head", &referral_id(1), ReferralCommand::Acknowledge { note: "已与法院沟通".into() });
    assert!(world.outline(&referral_id(1)).tasks.is_empty());
}

#[test]
fn the_receiver_answers_and_for_one_outside_the_receipt_is_on_file() {
    let mut world = registered();
    world.must("clerk", &dispute_id(), request(Docking::Court, CENTRE, COURT, &[], "2026-03-16"));
    let accept = |receipt| ReferralCommand::Accept { receipt };
    for stranger in ["upper_judge", "mediator", "legal", "p1"] {
        let class = world.refused(stranger, &referral_id(1), accept(None)).class;
        assert_eq!(class, Class::NotPermitted, "{stranger}");
    }
    assert_eq!(world.refused("clerk", &referral_id(1), accept(None)).code, RECEIPT_MISSING);
    world.must("judge", &referral_id(1), accept(None));
    let mut declined = registered();
    declined.must("clerk", &dispute_id(), request(Docking::Court, CENTRE, COURT, &[], "2026-03-16"));
    declined.must(
        "judge",
        &referral_id(1),
        ReferralCommand::Decline { reason: "不属于本院管辖".into(), receipt: None },
    );
    assert_eq!(declined.dispute().open_referral(), None);
}

/// A mediation in which much was said in confidence, and one fact is undisputed.
fn talked(world: &mut World) {
    world.must("clerk", &referral_id(1), ReferralCommand::Accept { receipt: None });
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.import(Channel::PreTrial).all_consent().team().accept();
    let check = MediationCommand::SelfCheck {
        assessment: SECRET.into(),
        flaws: SECRET.into(),
        room_to_concede: SECRET.into(),
        head_will_attend: true,
    };
    world.must("legal", &mediation_id(), check);
    world.must("mediator", &mediation_id(), MediationCommand::AskJudge { question: SECRET.into() });
    let convene = MediationCommand::ConveneSession {
        starts_at: world.today.at(9, 0, 0, 0),
        place: Some("调解室".into()),
        video: false,
        form: SessionForm::Separate { party: "p1".into() },
        head_invited: false,
    };
    world.must("mediator", &mediation_id(), convene);
    let attend = MediationCommand::RecordAttendance {
        session: "s1".into(),
        present: vec!["p1".into()],
        agents: Vec::new(),
        team: Vec::new(),
        head: None,
    };
    world.must("mediator", &mediation_id(), attend);
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::WriteMinutes { session: "s1".into(), text: SECRET.into() },
    );
    world.must(
        "mediator",
        &mediation_id(),
        MediationCommand::RecordUndisputedFacts { text: "罚款已缴".into() },
    );
}

/// Talked over, the facts signed by both sides or not, failed, and given back by itself.
fn failed_and_handed_on(confirmed: bool) -> World {
    let mut world = referred();
    talked(&mut world);
    if confirmed {
        for side in ["p1", RESPONDENT] {
            let (way, party, also) = (on_paper(), side.into(), Vec::new());
            let confirm = MediationCommand::ConfirmUndisputed { party, also, way, present: None };
            world.must("mediator", &mediation_id(), confirm);
        }
    }
    let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: SECRET.into() };
    world.later(3).must("mediator", &mediation_id(), fail);
    world.must("clerk", &mediation_id(), MediationCommand::HandOn { to: COURT.into(), receipt: None });
    world
}

#[test]
fn what_was_conceded_never_goes_back_and_what_all_have_signed_does() {
    for confirmed in [false, true] {
        let world = failed_and_handed_on(confirmed);
        let referral = world.referral(1);
        assert_eq!(referral.stage, Stage::HandedBack { on: world.today }, "typed by nobody");
        let text = serde_json::to_string(&referral).expect("plain data");
        assert!(!text.contains(SECRET), "{text}");
        let back = referral.back.expect("it came back");
        assert_eq!(back.outcome, BackOutcome::NotAgreed);
        assert_eq!(back.undisputed.map(|facts| facts.text), confirmed.then(|| "罚款已缴".to_owned()));
        assert_eq!(back.consented_on, Some(day("2026-03-16")));
    }
}

#[test]
fn a_concession_cannot_even_be_written_into_what_comes_back() {
    let back = HandBack {
        outcome: BackOutcome::NotAgreed,
        consented_on: None,
        ended_on: None,
        undisputed: None,
        papers: Vec::new(),
    };
    let mut json = serde_json::to_value(&back).expect("plain data");
    assert!(serde_json::from_value::<HandBack>(json.clone()).is_ok());
    for field in ["concessions", "self_checks", "minutes", "questions", "sessions", "note", "reason", "offer"]
    {
        json[field] = serde_json::json!(SECRET);
        assert!(serde_json::from_value::<HandBack>(json.clone()).is_err(), "{field}");
        json.as_object_mut().expect("a struct").remove(field);
    }
    for kind in ["self_check", "minutes", "opinion", "offer"] {
        json["papers"] = serde_json::json!([{ "kind": kind, "file": paper("a"), "dated": "2026-03-16" }]);
        assert!(serde_json::from_value::<HandBack>(json.clone()).is_err(), "{kind}");
    }
}

#[test]
fn facts_that_one_side_has_not_signed_do_not_come_back_from_another_body() {
    let mut world = registered();
    world.must("clerk", &dispute_id(), request(Docking::Court, CENTRE, COURT, &[], "2026-03-16"));
    world.must("judge", &referral_id(1), ReferralCommand::Accept { receipt: None });
    let back = |signed_by: &[&str]| {
        let signed_by = signed_by.iter().map(|side| (*side).to_owned()).collect();
        let undisputed = Some(SignedFacts { text: "罚款已缴".into(), signed_by });
        let (consented_on, ended_on, papers) = (None, Some(day("2026-03-16")), Vec::new());
        let back = HandBack { outcome: BackOutcome::Answered, consented_on, ended_on, undisputed, papers };
        ReferralCommand::HandBack { back: Box::new(back) }
    };
    assert_eq!(world.refused("judge", &referral_id(1), back(&["p1"])).code, FACTS_NOT_SIGNED);
    world.must("judge", &referral_id(1), back(&["p1", RESPONDENT]));
    assert!(world.dispute().proceedings.iter().all(|p| p.kind != Kind::Referral || p.ended_on.is_some()));
}

#[test]
fn days_that_may_be_claimed_begin_before_they_end() {
    let mut world = registered();
    world.must("clerk", &dispute_id(), request(Docking::Court, CENTRE, COURT, &[], "2026-03-16"));
    world.must("judge", &referral_id(1), ReferralCommand::Accept { receipt: None });
    let ReferralCommand::HandBack { mut back } = back(BackOutcome::NotAgreed, Some("2026-03-10"), &[]) else {
        unreachable!("it hands back")
    };
    back.consented_on = Some(day("2026-03-12"));
    let refused = world.refused("judge", &referral_id(1), ReferralCommand::HandBack { back });
    assert_eq!((refused.code, refused.field.as_deref()), (CONSENT_AFTER_END, Some("back.consented_on")));
}

fn back(outcome: BackOutcome, ended_on: Option<&str>, papers: &[BackPaperKind]) -> ReferralCommand {
    let paper =
        |kind: &BackPaperKind| BackPaper { kind: *kind, file: paper("signed"), dated: day("2026-03-16") };
    let papers = papers.iter().map(paper).collect();
    let (consented_on, undisputed) = (None, None);
    let back = HandBack { outcome, consented_on, ended_on: ended_on.map(day), undisputed, papers };
    ReferralCommand::HandBack { back: Box::new(back) }
}

#[test]
fn nobody_hands_back_by_hand_what_the_centre_still_mediates() {
    let mut world = referred();
    world.must("clerk", &referral_id(1), ReferralCommand::Accept { receipt: None });
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    assert_eq!(world.referral(1).mediation, Some(mediation_id()));
    for outcome in [BackOutcome::Agreed, BackOutcome::NotAgreed] {
        let early = back(outcome, Some("2026-03-16"), &[BackPaperKind::SignedAgreement]);
        assert_eq!(world.refused("clerk", &referral_id(1), early).code, MEDIATION_OPEN, "{outcome:?}");
    }
    let offers = world.offers("clerk", &referral_id(1));
    let closed = |offer: &&crate::matter::Offer| offer.command == "hand_back" && offer.refusal.is_some();
    assert!(offers.iter().any(|offer| closed(&offer)), "{offers:?}");
    world.import(Channel::PreTrial).all_consent().team().accept();
    let fail = MediationCommand::Fail { ground: Ground::LargeDivergence, reason: "分歧很大".into() };
    world.later(3).must("mediator", &mediation_id(), fail);
    assert_eq!(world.referral(1).mediation, None);
    world.must("clerk", &mediation_id(), MediationCommand::HandOn { to: COURT.into(), receipt: None });
    assert_eq!(world.referral(1).stage, Stage::HandedBack { on: world.today });
}

#[test]
fn a_court_that_declines_closes_no_mediation_of_the_centre() {
    let mut world = registered();
    world.must("clerk", &dispute_id(), request(Docking::Court, CENTRE, COURT, &[], "2026-03-16"));
    world.must("clerk", &dispute_id(), DisputeCommand::RequestMediation);
    world.must(
        "judge",
        &referral_id(1),
        ReferralCommand::Decline { reason: "不属于本院管辖".into(), receipt: None },
    );
    assert_eq!(world.mediation().stage.over_on(), None);
}

#[test]
fn an_agreement_that_is_handed_back_has_its_day_and_its_paper() {
    let mut world = registered();
    world.must("clerk", &dispute_id(), request(Docking::Court, CENTRE, COURT, &[], "2026-03-16"));
    world.must("judge", &referral_id(1), ReferralCommand::Accept { receipt: None });
    for (ended_on, papers, code, field) in [
        (None, &[BackPaperKind::SignedAgreement][..], AGREED_UNDATED, "back.ended_on"),
        (Some("2026-03-16"), &[], AGREED_WITHOUT_PAPER, "back.papers"),
        (Some("2026-03-16"), &[BackPaperKind::Consent], AGREED_WITHOUT_PAPER, "back.papers"),
    ] {
        let refusal = world.refused("judge", &referral_id(1), back(BackOutcome::Agreed, ended_on, papers));
        assert_eq!((refusal.code, refusal.field.as_deref()), (code, Some(field)));
    }
    world.must(
        "judge",
        &referral_id(1),
        back(BackOutcome::Agreed, Some("2026-03-16"), &[BackPaperKind::FormalPaper]),
    );
    assert_eq!(world.referral(1).stage, Stage::HandedBack { on: day("2026-03-16") });
}

#[test]
fn every_state_of_a_referral_is_told_and_open_has_a_next_step() {
    let on = day("2026-03-16");
    let stages = [
        Stage::Sent { on },
        Stage::Accepted { on },
        Stage::Declined { on, reason: "不属于".into() },
        Stage::Unanswered { on },
        Stage::Escalated { on },
        Stage::HandedBack { on },
        Stage::TakenOver { on },
    ];
    let world = referred();
    for stage in stages {
        assert!(stage.told_zh().ends_with('。') && !stage.name_zh().is_empty());
        let held = Referral { stage, ..world.referral(1) };
        let outline = crate::Matter::outline(&held, &referral_id(1), &world.law);
        assert_eq!(outline.tasks.is_empty(), outline.facets.ended_on.is_some(), "{}", outline.stage);
    }
}

#[test]
fn what_all_sides_have_signed_in_a_mediation_goes_along_when_the_file_is_sent_on() {
    for confirmed in [false, true] {
        let mut world = failed_and_handed_on(confirmed);
        let today = world.today.to_string();
        let on = request(Docking::Court, CENTRE, COURT, &[], &today);
        world.must("clerk", &dispute_id(), on);
        let package = world.referral(2).package;
        let texts: Vec<&str> = package.undisputed.iter().map(|facts| facts.text.as_str()).collect();
        assert_eq!(texts, if confirmed { vec!["罚款已缴"] } else { Vec::new() });
        assert!(!serde_json::to_string(&package).expect("plain data").contains(SECRET));
    }
}
