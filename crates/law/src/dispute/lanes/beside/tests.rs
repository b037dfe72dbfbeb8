//! Who is shown which lane of one dispute, as a table, and what is not in a bare one.

use super::*;
use crate::{
    File,
    clock::ReconsiderationSuspension,
    mediation::{Channel, MediationCommand, RESPONDENT, SuspensionPaper},
    mirrored::{Finding, Level, MirroredCommand, Procedure, Step},
    reconsideration::{
        HoldingGround, HoldingKind, PaperKind,
        tests::{accept, application, holding, review_id, suspend},
    },
    scenes::*,
    world::*,
};
use std::fmt::Write as _;

/// As the ledger opens files: by the names a reader stands under, walls first.
fn read(world: &World, who: &str) -> (Actor, Vec<File>, Vec<File>) {
    let actor = world.actor(who);
    let names = actor.principals();
    let open = |file: &File| {
        let outline = Outlined::of(file, &world.law).expect("it is open").outline().clone();
        !outline.walls.contains(&actor.user) && outline.access.iter().any(|one| names.contains(one))
    };
    let (seen, beside) = world.files.values().cloned().partition(open);
    (actor, seen, beside)
}

fn lanes_of(world: &World, who: &str) -> Vec<Lane> {
    let (actor, seen, beside) = read(world, who);
    let law = &world.law;
    lanes_for(&Outlined::all(&seen, law), &Outlined::all(&beside, law), &actor, law)
}

fn lane_of(world: &World, who: &str, kind: Kind) -> Option<Lane> {
    lanes_of(world, who).into_iter().find(|lane| lane.kind == kind)
}

/// Sued, tried, and mediated in the suit since 20 March by the mediator with the judge of that court.
pub(in crate::dispute::lanes) fn mediated_in_court() -> World {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-13"));
    world.must("clerk", &dispute_id(), crate::dispute::DisputeCommand::RequestMediation);
    world.import(Channel::TrialOrdinary).all_consent().team().at("2026-03-20").accept();
    world
}

/// The petition office of the city has it, whichever step of it is told.
fn petitioned(world: &mut World, step: Step) {
    petitioned_on(world, step, "2026-03-11");
}

fn petitioned_on(world: &mut World, step: Step, on: &str) {
    let crate::dispute::DisputeCommand::RecordProceeding { mut opening } =
        opening(Procedure::Petition, first(step, on))
    else {
        unreachable!("it is what the scene records")
    };
    opening.body.organization = Some(PETITION_OFFICE.into());
    let recorded = crate::dispute::DisputeCommand::RecordProceeding { opening };
    world.must("clerk", &dispute_id(), recorded);
}

/// Reconsidered here and mediated in it; before, another body had it as a petition.
fn mediated_in_reconsideration() -> World {
    let mut world = World::on("2026-03-10").with_justice().with_neighbours();
    world.under_review().at("2026-03-12").reviews(accept());
    petitioned(&mut world, accepted());
    world.must("clerk", &dispute_id(), crate::dispute::DisputeCommand::RequestMediation);
    world.at("2026-03-16").import(Channel::Reconsideration).all_consent().team().accept();
    world
}

#[test]
fn whoever_mediates_in_a_suit_sees_its_lane_and_that_its_period_stands_still_but_nothing_of_it() {
    let mut world = mediated_in_court();
    world.record(
        1,
        first(Step::HearingSet { hearing_on: day("2026-05-06"), head_notified_on: None }, "2026-03-17"),
    );
    let suit = lane_of(&world, "mediator", Kind::Mirrored).expect("the suit has a lane");
    let told: Vec<&str> = suit.marks.iter().map(|mark| mark.title.as_str()).collect();
    assert_eq!((suit.bare, suit.from, suit.to), (true, day("2026-03-13"), None));
    assert_eq!(told, ["立案、受理"], "no hearing, no copy");
    let [trial] = &suit.tracks[..] else { panic!("{:?}", suit.tracks) };
    assert_eq!((trial.name.as_str(), trial.due_on), ("first_trial", None));
    let stands: Vec<_> = trial.segments.iter().map(|piece| (piece.runs, piece.why.as_deref())).collect();
    assert_eq!(stands, [(true, None), (false, None)], "that it is left out, not what for");
    let own = lane_of(&world, "mediator", Kind::Mediation).expect("the own lane");
    assert!(!own.bare);
    // Judged and served: until when a side may go on.
    world.at("2026-06-20").judged(1, Finding::Annulled, "2026-06-10");
    let suit = lane_of(&world, "mediator", Kind::Mirrored).expect("it still has");
    let told: Vec<&str> = suit.marks.iter().map(|mark| mark.title.as_str()).collect();
    assert_eq!(told, ["立案、受理", "作出裁判、决定"], "not what was judged");
    assert_eq!(windows(&suit), [WINDOW], "not whose");
}

#[test]
fn what_runs_elsewhere_is_drawn_from_its_own_first_day_to_its_own_last_day_however_late_that_was_told() {
    let mut world = World::on("2026-03-30").with_neighbours();
    world.mediating();
    petitioned(&mut world, accepted());
    let lane = lane_of(&world, "mediator", Kind::Mirrored).expect("it is accepted");
    let told = |lane: &Lane| -> Vec<(Date, String)> {
        lane.marks.iter().map(|mark| (mark.on, mark.title.clone())).collect()
    };
    let taken_up = || (day("2026-03-11"), "立案、受理".to_owned());
    assert_eq!((lane.bare, lane.from, lane.to), (true, day("2026-03-11"), None));
    assert_eq!(told(&lane), [taken_up()], "known since the thirtieth");
    world.record(1, first(decided(Finding::Supported), "2026-03-20"));
    let sides = ["p1", RESPONDENT];
    world.record(1, first(served(&sides), "2026-03-21"));
    world.at("2026-04-30").record(1, first(Step::Effective, "2026-04-21"));
    let lane = lane_of(&world, "mediator", Kind::Mirrored).expect("it is over");
    assert_eq!((lane.from, lane.to), (day("2026-03-11"), Some(day("2026-04-21"))));
    let decided = (day("2026-03-20"), "作出处理".to_owned());
    let over = (day("2026-04-21"), "终结".to_owned());
    assert_eq!(told(&lane), [taken_up(), decided, over]);
}

#[test]
fn what_each_instance_decided_stays_marked_once_the_next_has_it() {
    let mut world = World::on("2026-03-30").with_neighbours();
    world.mediating();
    petitioned(&mut world, accepted());
    world.record(1, first(decided(Finding::Supported), "2026-03-20"));
    world.record(1, first(served(&["p1", RESPONDENT]), "2026-03-21"));
    world.record(1, report(Level::Second, Step::Received, "2026-03-30"));
    let lane = lane_of(&world, "mediator", Kind::Mirrored).expect("it runs");
    let told: Vec<_> = lane.marks.iter().map(|mark| (mark.on, mark.title.as_str())).collect();
    assert_eq!(told, [(day("2026-03-11"), "立案、受理"), (day("2026-03-20"), "作出处理")]);
    assert!(windows(&lane).iter().all(|title| *title == REVIEW_WINDOW), "{:?}", lane.tracks);
}

#[test]
fn what_began_after_a_mediation_is_in_no_lane_of_whoever_mediated_but_a_suit_after_a_settlement() {
    let mut failed = World::on("2026-03-10").with_neighbours();
    failed.mediating();
    petitioned_on(&mut failed, accepted(), "2026-03-09");
    let fail = MediationCommand::Fail {
        ground: crate::mediation::Ground::LargeDivergence,
        reason: "谈不拢".into(),
    };
    failed.must("mediator", &mediation_id(), fail);
    let lanes = |world: &World| -> Vec<crate::MatterId> {
        let foreign = lanes_of(world, "mediator").into_iter().filter(|lane| lane.kind == Kind::Mirrored);
        foreign.map(|lane| lane.matter).collect()
    };
    assert_eq!(lanes(&failed), [mirrored_id(1)], "it was there while they talked");
    failed.at("2026-03-16").open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-16"));
    assert_eq!(lanes(&failed), [mirrored_id(1)], "and what came later is none of theirs");
    let settled = settled_then_petitioned_and_sued();
    assert_eq!(lanes(&settled), [mirrored_id(2)], "the suit alone");
}

/// Settled, and afterwards taken to the petition office and to the court.
fn settled_then_petitioned_and_sued() -> World {
    let mut world = World::on("2026-03-10").with_justice().with_neighbours();
    world.mediating().agreed(crate::mediation::Ending::AgreementAlone);
    world.at("2026-04-16");
    petitioned_on(&mut world, accepted(), "2026-04-15");
    world.open_elsewhere(Procedure::Litigation, first(accepted(), "2026-04-16"));
    world
}

/// The titles of everything in a lane that is no period of its own.
fn windows(lane: &Lane) -> Vec<&str> {
    let others = lane.tracks.iter().filter(|track| !is_own(&track.name));
    others
        .inspect(|track| assert_eq!(track.term, "", "{track:?}"))
        .map(|track| track.title.as_str())
        .collect()
}

#[test]
fn until_when_a_side_may_go_on_is_shown_without_what_was_decided_or_by_whom_it_is_fought() {
    let said = |world: &World, kind: Kind| {
        let lane = lane_of(world, "mediator", kind).expect("it has a lane");
        assert!(lane.bare && windows(&lane) == [WINDOW], "{:?}", lane.tracks);
        let all: Vec<String> = lane.tracks.into_iter().map(|track| track.title).collect();
        for word in ["驳回", "逾期", "裁定", "判决", "上诉期", "已有一方", "提起行政诉讼", "张某某"]
        {
            assert!(all.iter().all(|title| !title.contains(word)), "{word}: {all:?}");
        }
    };
    // 驳回申请.
    let mut dismissed = mediated_in_reconsideration();
    dismissed.at("2026-03-16").assigned();
    dismissed.reviews(crate::reconsideration::ReconsiderationCommand::SendCopy { document: None });
    dismissed.serves(PaperKind::Copy).replies().hears();
    let dismissal = crate::reconsideration::Holding {
        condition: Some(crate::reconsideration::Condition::Interest),
        ..holding(HoldingKind::DismissApplication, HoldingGround::ConditionMissing)
    };
    dismissed.decides(crate::reconsideration::tests::opinion(dismissal)).serves(PaperKind::Decision);
    said(&dismissed, Kind::Reconsideration);
    // 逾期不作决定.
    let mut late = mediated_in_reconsideration();
    let lapse = crate::reconsideration::ReconsiderationCommand::RecordLapse;
    late.at("2026-05-12").must("statute", &review_id(), lapse);
    said(&late, Kind::Reconsideration);
    // A ruling that one side has appealed against.
    let mut appealed = mediated_in_court();
    appealed.at("2026-06-22").record(1, first(decided(Finding::SuitRejected), "2026-06-10"));
    appealed
        .record(1, first(served(&["p1"]), "2026-06-15"))
        .record(1, first(served(&[RESPONDENT]), "2026-06-16"))
        .record(1, report(Level::Second, Step::Received, "2026-06-18"));
    said(&appealed, Kind::Mirrored);
}

#[test]
fn what_was_only_received_or_was_struck_gives_no_lane_to_anybody_beside() {
    let mut world = World::on("2026-03-16").with_neighbours();
    world.mediating();
    petitioned(&mut world, Step::Received);
    assert_eq!(lane_of(&world, "mediator", Kind::Mirrored), None, "nobody has taken it up");
    world.record(1, first(accepted(), "2026-03-12"));
    assert!(lane_of(&world, "mediator", Kind::Mirrored).is_some_and(|lane| lane.bare));
    // Whoever had a suit by mistake conducts nothing.
    let mut struck = mediated_in_court();
    assert!(lane_of(&struck, "judge2", Kind::Mediation).is_some());
    let strike =
        MirroredCommand::Strike { milestone: "m1".into(), reason: "登记到别的案件了".into() };
    struck.must("clerk", &mirrored_id(1), strike);
    assert_eq!(lane_of(&struck, "judge2", Kind::Mediation), None);
}

#[test]
fn whoever_decides_sees_the_mediation_beside_and_not_why_it_stands_still() {
    let mut world = mediated_in_reconsideration();
    let papers = ["p1", RESPONDENT].map(|side| SuspensionPaper { side: side.into(), file: paper("agreed") });
    world.must("mediator", &mediation_id(), MediationCommand::AgreeToSuspend { papers: papers.into() });
    world.reviews(suspend(ReconsiderationSuspension::AgreedForMediation));
    for who in ["reviewer", "review_head", "mayor"] {
        let lane = lane_of(&world, who, Kind::Mediation).unwrap_or_else(|| panic!("{who} sees it"));
        let told: Vec<&str> = lane.marks.iter().map(|mark| mark.title.as_str()).collect();
        assert_eq!((lane.bare, &told[..]), (true, &["开始"][..]), "{who}: no talk, no consent");
        assert!(lane.tracks.iter().all(|track| track.name == "mediation_period"), "{who}");
    }
    let halted =
        lane_of(&world, "mediator", Kind::Reconsideration).expect("the mediator sees the reconsideration");
    let decision = halted.tracks.iter().find(|track| track.name == "decision").expect("to be decided");
    assert_eq!(decision.due_on, None, "it is suspended");
    assert!(decision.segments.iter().any(|piece| !piece.runs));
    assert!(decision.segments.iter().all(|piece| piece.why.is_none()), "{decision:?}");
    assert_eq!(halted.marks.len(), 1, "neither the suspension nor the application: {:?}", halted.marks);
}

/// In words as in the picture; the head of the agency whose act it is reads the dispute.
#[test]
fn the_head_of_the_deciding_body_reads_what_runs_beside_the_reconsideration() {
    let world = mediated_in_reconsideration();
    let own = crate::reconsideration::tests::review_id();
    let told = |who: &str| world.dispute().told_beside(&[&own], &world.actor(who));
    assert_eq!(told("mayor"), told("reviewer"));
    assert!(told("mayor").iter().any(|(name, _)| name.contains("调解")), "{:?}", told("mayor"));
    assert!(told("chief").is_empty(), "{:?}", told("chief"));
}

#[test]
fn an_application_that_is_not_accepted_is_in_no_lane_of_whoever_does_not_read_it() {
    let mut world = World::on("2026-03-10").with_justice();
    world.mediating();
    world.at("2026-03-16").applies(application("2026-03-16"));
    assert_eq!(lane_of(&world, "mediator", Kind::Reconsideration), None);
    assert_eq!(lane_of(&world, "legal", Kind::Reconsideration), None, "48条");
    world.reviews(accept());
    assert!(lane_of(&world, "mediator", Kind::Reconsideration).is_some_and(|lane| lane.bare));
    assert!(lane_of(&world, "legal", Kind::Reconsideration).is_some_and(|lane| !lane.bare));
}

#[test]
fn whoever_is_walled_off_from_one_sees_no_lane_of_it() {
    let mut world = mediated_in_court();
    assert!(lane_of(&world, "judge", Kind::Mediation).is_some());
    let challenge =
        MediationCommand::Challenge { of: "judge".into(), by: "p1".into(), ground: "亲属".into() };
    world.must("p1", &mediation_id(), challenge);
    let uphold = MediationCommand::DecideChallenge {
        challenge: "c1".into(),
        upheld: true,
        reason: "属实".into(),
        agreed_by: Vec::new(),
        document: None,
    };
    world.must("head", &mediation_id(), uphold);
    assert_eq!(lanes_of(&world, "judge"), [], "nor of the suit of the own court, from that moment");
    assert!(
        lane_of(&world, "judge2", Kind::Mirrored).is_some_and(|lane| !lane.bare),
        "the court has another"
    );
}

#[test]
fn who_sees_which_lane_is_as_reviewed() {
    let before = || {
        let mut world = World::on("2026-03-10").with_justice().with_neighbours();
        world.mediating();
        let fail = MediationCommand::Fail {
            ground: crate::mediation::Ground::LargeDivergence,
            reason: "谈不拢".into(),
        };
        world.must("mediator", &mediation_id(), fail);
        world.at("2026-03-16").open_elsewhere(Procedure::Litigation, first(accepted(), "2026-03-16"));
        world
    };
    let worlds = [
        ("诉讼中的调解", mediated_in_court().with_justice()),
        ("复议中的调解，另有信访", mediated_in_reconsideration()),
        ("调解没有成，后来起诉", before().with_justice()),
        ("调解达成协议，后来信访、起诉", settled_then_petitioned_and_sued()),
    ];
    let readers = [
        ("clerk", "窗口"),
        ("head", "主任"),
        ("mediator", "主调人"),
        ("judge", "入席的法官"),
        ("judge2", "同院没有入席的法官"),
        ("upper_judge", "别院的法官"),
        ("reviewer", "复议人员"),
        ("review_head", "复议机构负责人"),
        ("mayor", "复议机关负责人"),
        ("petition", "信访"),
        ("prosecutor", "检察"),
        ("legal", "本局法制"),
        ("chief", "本局负责人"),
        ("other_legal", "别局法制"),
        ("expert", "专家"),
        ("cadre", "镇干部"),
        ("mediator2", "别的调解员"),
        ("auditor", "审计"),
        ("p1", "当事人"),
    ];
    let mut table = String::from("// 图里的每条泳道 | 谁看得到。“起止”＝只有起止和期限，没有内容。\n");
    for (name, world) in worlds {
        let _ = writeln!(table, "\n{name}");
        for file in world.files.values() {
            let who = readers.iter().filter_map(|(who, zh)| {
                let lane = lanes_of(&world, who).into_iter().find(|lane| lane.matter == file.id)?;
                Some(format!("{zh}{}", if lane.bare { "(起止)" } else { "" }))
            });
            let who: Vec<String> = who.collect();
            if !who.is_empty() {
                let _ = writeln!(table, "  {} | {}", file.id, who.join("、"));
            }
        }
    }
    crate::golden::assert_table("lanes_seen", &table);
}
