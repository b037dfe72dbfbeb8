//! A file in the archive: what happens is added to the volume, and what would be an act of handling waits until it is started again.

use super::refused_in_archive;
use crate::{
    AnyMatter, Kind, Principal, Role,
    dispute::{self, DisputeCommand, VolumeEntry},
    follow_up::{FollowUpCommand, Performed, Visit, VisitForm},
    mediation::Ending,
    mirrored::{Finding, Procedure, Step},
    paper::{Audience, Issue, PaperCommand, VOLUME_CATALOGUE},
    performance::{PerformanceCommand, PerformanceFinding},
    reconsideration::{
        HoldingGround, HoldingKind, OpinionKind, PaperKind, ReconsiderationCommand, RefusalGround, tests::*,
    },
    referral::ReferralCommand,
    refusal::FROZEN,
    scenes::{decided as found, first, referral_id, served},
    world::*,
};

impl World {
    fn archived(&mut self) -> &mut World {
        let volume = vec![VolumeEntry {
            title: "申请书".into(),
            file: paper("a"),
            dated: day("2026-03-10"),
            pages: 1,
        }];
        let (unissued, unsigned, reason) = (Vec::new(), Vec::new(), None);
        let close = DisputeCommand::Close { volume, unissued, unsigned, reason };
        self.must("archivist", &dispute_id(), close);
        assert!(self.dispute().is_frozen());
        self
    }

    /// It stays where it is, and the volume says what came.
    fn keeps_closed_and_adds(&self, what: &str) {
        let dispute = self.dispute();
        assert!(dispute.is_frozen(), "{:?}", dispute.stage);
        let said = dispute.added.last().map(|added| added.what.as_str());
        assert!(said.is_some_and(|said| said.contains(what)), "{said:?}");
        let tasks = self.outline(&dispute_id()).tasks;
        assert!(tasks.is_empty(), "{tasks:?}");
    }
}

fn issue_to_market(template: &str) -> PaperCommand {
    let issue = Issue {
        subject: dispute_id(),
        dispute: dispute_id(),
        template: template.into(),
        title: "告知书".into(),
        number: None,
        file: paper("set"),
        pages: 1,
        dated: day("2026-03-10"),
        about: "罚款".into(),
        respondent: BUREAU.into(),
        audience: Audience::House,
        access: vec![Principal::role(Role::IntakeClerk)],
        walls: Vec::new(),
        line: None,
        recipients: Vec::new(),
    };
    PaperCommand::Issue { issue: Box::new(issue) }
}

impl From<PaperCommand> for crate::Command {
    fn from(order: PaperCommand) -> crate::Command {
        crate::Command::Paper(order)
    }
}

#[test]
fn what_a_decision_ordered_is_added_to_a_closed_file_and_nothing_else_is_done_in_it() {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12").accepted_and_copied().at("2026-03-16").replies().hears();
    world.at("2026-04-01").decides(annul()).serves(PaperKind::Decision);
    world.at("2026-04-20").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    let press = |until| ReconsiderationCommand::Press {
        measure: crate::reconsideration::Measure::Urging,
        until: Some(day(until)),
        of: Vec::new(),
        text: "退还罚款".into(),
        document: None,
        agreed_by: None,
    };
    world.reviews(press("2026-05-20")).serves(PaperKind::Urging).at("2026-05-21").archived();
    world.reviews(press("2026-06-20"));
    world.keeps_closed_and_adds(Kind::Reconsideration.name_zh());
    let performed = ReconsiderationCommand::RecordPerformance {
        on: day("2026-04-01"),
        of: Vec::new(),
        text: "已经退还".into(),
        proof: None,
    };
    world.must("legal", &review_id(), performed);
    world.keeps_closed_and_adds(Kind::Reconsideration.name_zh());
    let evidence = DisputeCommand::AddEvidence { evidence: Vec::new() };
    assert_eq!(world.refused("clerk", &dispute_id(), evidence).code, FROZEN);
    let copy =
        ReconsiderationCommand::Publish { text: "某超市不服罚款".into(), removed: "姓名".into() };
    world.reviews(copy);
    world.keeps_closed_and_adds(Kind::Reconsideration.name_zh());
    let opinion = ReconsiderationCommand::IssueOpinion {
        kind: OpinionKind::Opinion,
        to_body: None,
        text: "改正送达程序".into(),
        agreed_by: None,
        document: None,
    };
    assert_eq!(world.review_refused("reviewer", opinion.clone()), FROZEN.name, "76条: while it is handled");
    assert!(world.dispute().is_frozen(), "nothing of it is written");
    world.must("clerk", &dispute_id(), DisputeCommand::Reopen { reason: "补发意见书".into() });
    let had = world.dispute().restarted.expect("was started again").had;
    world.archived();
    let dispute = world.dispute();
    assert!(
        matches!(dispute.stage, dispute::Stage::Closed { outcome, .. } if outcome == had),
        "as it had ended"
    );
    assert!(dispute.added.is_empty(), "what was added lies in the volume now");
    world.must("clerk", &dispute_id(), DisputeCommand::Reopen { reason: "补发意见书".into() });
    world.reviews(opinion);
}

/// What was added or why it was started again last, and whether whoever asks is told.
fn why(world: &World, who: &str) -> (String, bool) {
    use dispute::DisputeEvent::{AddedToVolume, Reopened};
    let events = world.journal.iter().rev();
    let said = events.filter_map(|(_, event)| match event {
        crate::Event::Dispute(out @ (Reopened { reason, .. } | AddedToVolume { what: reason, .. })) => {
            Some((reason.clone(), world.dispute().may_be_told_why(out, &world.actor(who))))
        }
        _ => None,
    });
    said.into_iter().next().expect("something came")
}

#[test]
fn what_was_added_to_a_closed_file_tells_nobody_of_an_application_that_was_never_accepted() {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12");
    world.reviews(ReconsiderationCommand::Refuse {
        ground: RefusalGround::NoInterest,
        reason: "没有利害关系".into(),
        competent: None,
        document: None,
    });
    world.serves(PaperKind::Refusal);
    // Its fifteen days to be sued about are over.
    world.at("2026-03-28").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    world.archived();
    let (of_kind, fact, what) = (Kind::Reconsideration, true, "送达".to_owned());
    world.must("statute", &dispute_id(), DisputeCommand::NoteLate { of_kind, fact, what });
    assert_eq!(why(&world, "legal"), ("归档以后又有新的记录".to_owned(), false), "48条");
    assert!(why(&world, "clerk").1);
    let reopen = DisputeCommand::Reopen { reason: "又来申请复议".into() };
    world.must("clerk", &dispute_id(), reopen);
    assert!(!why(&world, "legal").1, "nor what somebody typed");
}

#[test]
fn a_service_is_struck_once_the_file_is_started_again() {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review().at("2026-03-12").accepted_and_copied().at("2026-03-16").replies().hears();
    let upheld = opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder));
    world.at("2026-04-01").decides(upheld).serves(PaperKind::Decision);
    world.at("2026-04-20").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    world.archived();
    let notice = world.review().decided.expect("it is issued").notice;
    let reason = "登记时看错了回执".to_owned();
    let strike = ReconsiderationCommand::StrikeService { notice, attempt: 0, reason };
    assert_eq!(world.review_refused("reviewer", strike.clone()), FROZEN.name);
    let review = AnyMatter::Reconsideration(Box::new(world.review()));
    let asked = |world: &World, step| {
        refused_in_archive(&world.dispute(), &review, step).map_err(|refusal| refusal.code)
    };
    for step in ["strike_service", "issue_opinion"] {
        assert_eq!(asked(&world, step), Err(FROZEN), "said before anything is filled in");
    }
    for step in ["record_performance", "press", "enforce", "publish"] {
        assert_eq!(asked(&world, step), Ok(()), "{step}: what happened is added");
    }
    world.must("clerk", &dispute_id(), DisputeCommand::Reopen { reason: "送达登记错了".into() });
    assert_eq!(asked(&world, "strike_service"), Ok(()));
    world.reviews(strike);
    assert!(matches!(world.dispute().stage, dispute::Stage::InProceeding { .. }), "it is not over");
}

#[test]
fn what_is_found_not_to_be_performed_after_the_archive_waits_until_the_file_is_started_again() {
    let check = |finding| PerformanceCommand::CheckPerformance {
        obligation: "o1".into(),
        finding,
        said_by: Some("p1".into()),
        reason: "核对了银行回单".into(),
    };
    let performed = || {
        let mut world = World::on("2026-03-10");
        world.mediating().agreed(Ending::AgreementAlone);
        let done = PerformanceCommand::RecordFulfilment {
            obligation: "o1".into(),
            on: day("2026-03-10"),
            proof: Some(paper("receipt")),
            partly: false,
            note: None,
        };
        world.must("clerk", &performance_id(), done);
        let visit = Visit {
            on: world.today,
            form: VisitForm::Phone,
            visited: vec!["p1".into()],
            performed: Some(Performed::Yes),
            lines: Vec::new(),
            not_performed_reason: None,
            satisfaction: Some(5),
            answers: None,
            new_conflict: None,
            conflict_about: None,
            new_act: None,
        };
        world.must("clerk", &follow_up_id(), FollowUpCommand::RecordVisit { visit: Box::new(visit) });
        world.archived();
        world
    };
    let mut world = performed();
    world.must("clerk", &performance_id(), check(PerformanceFinding::Performed));
    world.keeps_closed_and_adds("核实：已经履行");
    let mut world = performed();
    let refused = world.refused("clerk", &performance_id(), check(PerformanceFinding::NotPerformed));
    assert_eq!(refused.code, FROZEN);
    assert!(refused.says().contains("先重新启动") && world.dispute().is_frozen(), "{}", refused.says());
    world.must("clerk", &dispute_id(), DisputeCommand::Reopen { reason: "核实没有履行".into() });
    world.must("clerk", &performance_id(), check(PerformanceFinding::NotPerformed));
    let dispute = world.dispute();
    let watched = dispute.proceedings.iter().any(|p| p.kind == Kind::Performance && p.ended_on.is_none());
    assert!(watched && dispute.waits_anew(), "watched again: {:?}", dispute.stage);
    let tasks = world.outline(&dispute_id()).tasks;
    assert!(tasks.iter().all(|task| task.command != "close"), "{tasks:?}");
}

#[test]
fn what_is_served_later_is_added_and_what_would_lie_in_the_volume_is_not_issued() {
    let mut world = World::on("2026-03-10");
    world.only_registered("2026-03-02");
    let place = dispute_id().child(Kind::Paper, 1);
    world.must("clerk", &place, issue_to_market("receipt"));
    let pass_on = DisputeCommand::PassOn { to: COURT.into(), reason: "属于法院".into() };
    world.must("clerk", &dispute_id(), pass_on);
    world.must("judge", &referral_id(1), ReferralCommand::Accept { receipt: None });
    world.archived();
    let serve: PaperCommand = serde_json::from_value(serde_json::json!({
        "command": "serve", "recipient": "张某某", "way": "in_person", "served_on": "2026-03-10",
    }))
    .expect("a service");
    world.must("clerk", &place, serve);
    world.keeps_closed_and_adds("文书送达");
    let next = dispute_id().child(Kind::Paper, 2);
    assert_eq!(world.refused("clerk", &next, issue_to_market("receipt")).code, FROZEN);
    world.must("clerk", &next, issue_to_market(VOLUME_CATALOGUE));
    assert!(world.dispute().is_frozen(), "a catalogue is read off the volume");
}

#[test]
fn what_another_body_does_later_is_added() {
    let mut world = World::on("2026-03-10");
    world.only_registered("2026-03-02");
    world.open_elsewhere(Procedure::Hotline, first(Step::Received, "2026-03-10"));
    world.record(1, first(found(Finding::Answered), "2026-03-10"));
    let pass_on = DisputeCommand::PassOn { to: COURT.into(), reason: "属于法院".into() };
    world.must("clerk", &dispute_id(), pass_on);
    world.must("judge", &referral_id(1), ReferralCommand::Accept { receipt: None });
    world.archived();
    world.record(1, first(served(&["p1"]), "2026-03-10"));
    world.keeps_closed_and_adds(Kind::Mirrored.name_zh());
}
