//! What a decision lays on the agency, duty by duty.

use super::{
    after::{changed, decided, redo},
    *,
};

#[test]
fn what_was_ordered_is_minded_until_it_is_done_and_who_delays_is_pressed() {
    let mut world = decided(redo());
    let task = |world: &World| {
        let tasks = world.outline(&review_id()).tasks;
        tasks.into_iter().find(|task| task.name == "perform:h1").and_then(|task| task.due_on)
    };
    assert_eq!(task(&world), Some(day("2026-05-08")));
    world.at("2026-05-11");
    let press = |measure, until: Option<&str>| ReconsiderationCommand::Press {
        measure,
        until: until.map(day),
        of: vec!["h1".into(), "restitution".into()],
        text: "逾期没有重新作出".into(),
        document: None,
        agreed_by: None,
    };
    assert_eq!(world.review_refused("reviewer", press(Measure::Urging, None)), "form.required");
    world.reviews(press(Measure::Urging, Some("2026-05-25")));
    assert_eq!(task(&world), Some(day("2026-05-08")), "an order that was not served gives no day");
    world.serves(PaperKind::Urging);
    assert_eq!(task(&world), Some(day("2026-05-25")), "77条2款");
    world.reviews(press(Measure::Interview, None)).reviews(press(Measure::Criticism, None));
    let before_it_was_ordered = world.refused("legal", &review_id(), performed("2026-03-03", &["h1"]));
    assert_eq!(before_it_was_ordered.code.name, "reconsideration.performance.before_decision");
    world.must("legal", &review_id(), performed("2026-05-11", &["h1", "restitution"]));
    assert_eq!(task(&world), None);
    let refused = world.review_refused("reviewer", press(Measure::Criticism, None));
    assert_eq!(refused, "reconsideration.performance.already");
}

#[test]
fn what_was_taken_is_owed_until_it_is_given_back_and_an_order_names_its_day() {
    let mut world = decided(annul());
    let owed = |world: &World| {
        let tasks = world.outline(&review_id()).tasks;
        tasks
            .into_iter()
            .find(|task| task.name == "perform:restitution")
            .map(|task| (task.title, task.due_on))
    };
    let title = "履行复议决定：返还财产、解除措施".to_owned();
    assert_eq!(owed(&world), Some((title, None)), "72条2款: no day is named");
    let order = ReconsiderationCommand::Press {
        measure: Measure::Urging,
        until: Some(day("2026-04-20")),
        of: Vec::new(),
        text: "退还罚款".into(),
        document: None,
        agreed_by: None,
    };
    world.reviews(order).serves(PaperKind::Urging);
    let title = "按责令履行限定的日子履行：返还财产、解除措施".to_owned();
    assert_eq!(owed(&world), Some((title, Some(day("2026-04-20")))), "77条2款");
    world.must("legal", &review_id(), performed("2026-04-01", &[]));
    assert_eq!(owed(&world), None);
}

fn gives_back_later(world: &World) -> bool {
    world.outline(&review_id()).tasks.iter().any(|task| task.name == "perform:restitution")
}

#[test]
fn what_is_void_is_given_back_as_what_was_annulled_is() {
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    let requests = vec![Request::DeclareVoid];
    world.applies(Application { requests, ..application("2026-03-10") });
    world.at("2026-03-12").accepted_and_copied().at("2026-03-16").replies().hears();
    let void = opinion(holding(HoldingKind::DeclareVoid, HoldingGround::GrossDefect));
    world.at("2026-04-01").decides(void).serves(PaperKind::Decision);
    assert!(gives_back_later(&world), "67条: what it says is to be given back is owed");
    world.reviews(ReconsiderationCommand::Press {
        measure: Measure::Urging,
        until: Some(day("2026-04-20")),
        of: Vec::new(),
        text: "退还罚款".into(),
        document: None,
        agreed_by: None,
    });
}

#[test]
fn what_is_enforced_against_a_party_frees_the_agency_of_nothing() {
    let mut world = decided(changed());
    world.at("2026-04-17").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    world.reviews(enforce_on_p1(EnforcedBy::Body));
    let waits = world.dispute().pending().map(str::to_owned);
    assert!(waits.as_deref().is_some_and(|waits| waits.contains("被申请人还没有履行")), "77条: {waits:?}");
    assert!(gives_back_later(&world));
    world.must("legal", &review_id(), performed("2026-04-17", &[]));
    assert_eq!(world.dispute().pending(), None);
    // And the other way round: that the agency has done its part does not excuse the party.
    let mut world = decided(changed());
    world.must("legal", &review_id(), performed("2026-04-01", &[]));
    world.at("2026-04-17").reviews(enforce_on_p1(EnforcedBy::Body));
}

#[test]
fn a_decision_is_not_called_done_while_it_can_be_sued_about_or_is_not_performed() {
    let mut world = decided(annul());
    let told = |world: &World| world.dispute().told_zh("p1");
    assert!(told(&world).contains("起诉的期限还没有过，被申请人要做的"), "{}", told(&world));
    world.at("2026-04-17").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    assert!(told(&world).starts_with("起诉的期限已经过了"), "{}", told(&world));
    world.must("legal", &review_id(), performed("2026-04-17", &[]));
    assert_eq!(told(&world), "程序已经依法办完。");
    let world = decided(opinion(holding(HoldingKind::Uphold, HoldingGround::AllInOrder)));
    assert_eq!(told(&world), "决定书已经送达，起诉的期限还没有过；要起诉的，看清最后一天。");
}

/// 64条1款、72条2款: to be done anew by 8 May, and what was paid given back, for which no day is named.
fn two() -> World {
    let mut world = decided(redo());
    world.at("2026-04-20").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    world
}

fn of(world: &World, command: &str) -> Vec<(String, Option<Date>)> {
    let tasks = world.outline(&review_id()).tasks.into_iter();
    tasks.filter(|task| task.command == command).map(|task| (task.name, task.due_on)).collect()
}

fn press(until: &str) -> ReconsiderationCommand {
    press_for(until, &[])
}

fn press_for(until: &str, of: &[&str]) -> ReconsiderationCommand {
    ReconsiderationCommand::Press {
        measure: Measure::Urging,
        until: Some(day(until)),
        of: of.iter().map(|key| (*key).to_owned()).collect(),
        text: "没有履行".into(),
        document: None,
        agreed_by: None,
    }
}

fn says_not(side: &str, of: &[&str]) -> ReconsiderationCommand {
    let of = of.iter().map(|key| (*key).to_owned()).collect();
    ReconsiderationCommand::ReportUnperformed { side: side.into(), of, text: "没有收到退款".into() }
}

#[test]
fn of_two_duties_the_one_that_is_performed_leaves_the_other_owed() {
    let mut world = two();
    let by = Some(day("2026-05-08"));
    let owed = |key: &str, by| (format!("perform:{key}"), by);
    assert_eq!(of(&world, "record_performance"), [owed("h1", by), owed("restitution", None)]);
    let unsaid = world.refused("legal", &review_id(), performed("2026-04-20", &[]));
    assert_eq!((unsaid.code.name, unsaid.field.as_deref()), ("form.required", Some("of")));
    let unknown = world.refused("legal", &review_id(), performed("2026-04-20", &["h9"]));
    assert_eq!(unknown.code.name, "reconsideration.performance.unknown");
    world.must("legal", &review_id(), performed("2026-04-20", &["restitution"]));
    assert_eq!(of(&world, "record_performance"), [owed("h1", by)]);
    assert_eq!(world.review().performed_on, None);
    assert_eq!(world.review_refused("reviewer", press("2026-05-30")), "reconsideration.press.early");
    assert!(
        world.dispute().pending().is_some_and(|waits| waits.contains("还没有履行")),
        "not for the archive"
    );
    let twice = world.refused("legal", &review_id(), performed("2026-04-20", &["restitution"]));
    assert_eq!(twice.code.name, "reconsideration.performance.unknown");
    world.at("2026-05-11");
    assert_eq!(of(&world, "press"), [("delayed".to_owned(), Some(day("2026-05-09")))]);
    world.reviews(press("2026-05-30")).serves(PaperKind::Urging);
    assert_eq!(of(&world, "record_performance"), [owed("h1", Some(day("2026-05-30")))], "77条2款");
    world.must("legal", &review_id(), performed("2026-05-11", &[]));
    assert_eq!(world.review().performed_on, Some(day("2026-05-11")));
    assert_eq!((world.review().to_perform(), world.dispute().pending()), (None, None));
}

#[test]
fn an_order_gives_no_new_day_to_what_was_not_late_when_it_was_made() {
    let mut world = two();
    world.reviews(press("2026-04-30")).serves(PaperKind::Urging);
    let days: Vec<Option<Date>> = world.review().duties().into_iter().map(|duty| duty.by).collect();
    assert_eq!(days, [Some(day("2026-05-08")), Some(day("2026-04-30"))]);
    let waits = |world: &World| world.dispute().pending().is_some_and(|says| says.contains("还没有履行"));
    assert!(waits(&world), "what was not pressed for keeps the file out of the archive");
    world.at("2026-05-11").reviews(press_for("2026-05-30", &["h1"])).serves(PaperKind::Urging);
    assert!(!waits(&world));
    let days: Vec<Option<Date>> = world.review().duties().into_iter().map(|duty| duty.by).collect();
    assert_eq!(days, [Some(day("2026-05-30")), Some(day("2026-04-30"))], "what was overdue stays overdue");
}

#[test]
fn an_order_moves_the_day_of_what_it_names_alone_and_frees_nothing_else_for_the_archive() {
    let mut world = two();
    world.at("2026-05-11");
    let refused = world.refused("reviewer", &review_id(), press("2026-05-20"));
    assert_eq!((refused.code.name, refused.field.as_deref()), ("form.required", Some("of")));
    let refused = world.refused("reviewer", &review_id(), press_for("2026-05-20", &["h9"]));
    assert_eq!(refused.code.name, "reconsideration.performance.unknown");
    let ordered = |world: &mut World, until, of: &[&str]| {
        world.reviews(press_for(until, of)).serves(PaperKind::Urging);
        let duties = world.review().duties();
        let days = duties.iter().map(|duty| duty.by.expect("it has one").to_string()).collect::<Vec<_>>();
        (days, duties.iter().map(|duty| duty.is_ordered).collect::<Vec<_>>())
    };
    let waits = |world: &World| world.dispute().pending().is_some_and(|says| says.contains("还没有履行"));
    let own = |back: &str| vec!["2026-05-08".to_owned(), back.to_owned()];
    assert_eq!(ordered(&mut world, "2026-05-20", &["restitution"]), (own("2026-05-20"), vec![false, true]));
    assert_eq!(of(&world, "press"), [("delayed".to_owned(), Some(day("2026-05-09")))], "the other is late");
    let talk = ReconsiderationCommand::Press {
        measure: Measure::Interview,
        until: None,
        of: vec!["restitution".into()],
        text: "说明原因".into(),
        document: None,
        agreed_by: None,
    };
    world.at("2026-05-21").reviews(talk);
    // Of a second order it is the same.
    assert_eq!(ordered(&mut world, "2026-06-10", &["restitution"]).0, own("2026-06-10"));
    assert!(waits(&world), "77条2款: nobody ever ordered the other");
    let both = vec!["2026-06-05".to_owned(), "2026-06-10".to_owned()];
    assert_eq!(ordered(&mut world, "2026-06-05", &["h1"]), (both, vec![true, true]));
    assert!(!waits(&world));
    let refused = world.refused("clerk", &dispute_id(), super::unfinished::close());
    assert!(refused.says().contains("责令履行限定的日子（2026年6月10日）还没有过"), "{}", refused.says());
    let tasks = world.outline(&dispute_id()).tasks;
    let opens_on = tasks.into_iter().find(|task| task.command == "close").and_then(|task| task.opens_on);
    assert_eq!(opens_on, Some(day("2026-06-11")));
    // Kept before it was asked which they are about, they are read as before.
    let mut held = world.review();
    held.measures.iter_mut().for_each(|one| one.of.clear());
    let days: Vec<Option<Date>> = held.duties().into_iter().map(|duty| duty.by).collect();
    assert_eq!(days, [Some(day("2026-05-20")), Some(day("2026-05-20"))]);
    world.at("2026-06-11").must("clerk", &dispute_id(), super::unfinished::close());
}

#[test]
fn whoever_was_only_spoken_to_was_ordered_nothing_and_the_file_stays_open() {
    let mut world = two();
    for measure in [Measure::Interview, Measure::Criticism] {
        let of = vec!["h1".into(), "restitution".into()];
        let (until, text, document, agreed_by) = (None, "说明原因".to_owned(), None, None);
        let talk = ReconsiderationCommand::Press { measure, until, of, text, document, agreed_by };
        world.at("2026-05-11").reviews(talk);
        let waits = world.dispute().pending().is_some_and(|says| says.contains("先责令限期履行"));
        assert!(waits, "77条2款 应当责令限期履行，并可以约谈: {measure:?}");
    }
    let refused = world.refused("clerk", &dispute_id(), super::unfinished::close());
    assert!(refused.says().contains("还没有履行"), "{}", refused.says());
    world.reviews(press_for("2026-05-20", &["h1", "restitution"])).serves(PaperKind::Urging);
    assert!(world.dispute().pending().is_none_or(|says| !says.contains("先责令限期履行")));
}

#[test]
fn whoever_says_that_two_are_not_performed_is_answered_for_the_one_that_is_ordered() {
    let mut world = two();
    world.at("2026-05-11").must("p1", &review_id(), says_not("p1", &["h1", "restitution"]));
    world.reviews(press_for("2026-05-20", &["restitution"])).serves(PaperKind::Urging);
    assert_eq!(of(&world, "press"), [("reported".to_owned(), None)]);
    world.reviews(press_for("2026-05-20", &["h1"])).serves(PaperKind::Urging);
    assert!(world.review().open_report().is_none());
    let stored = serde_json::json!({
        "event": "pressed", "on": "2026-05-11", "measure": "urging", "until": "2026-05-20", "text": "履行", "document": null,
    });
    let event: ReconsiderationEvent = serde_json::from_value(stored).expect("it is stored so");
    assert!(matches!(event, ReconsiderationEvent::Pressed { pressure, .. } if pressure.of.is_empty()));
}

#[test]
fn a_record_of_before_there_were_lines_is_of_everything() {
    let mut held = two().review();
    held.take_performance(&Performed {
        on: day("2026-04-20"), of: vec![], text: "履行".into(), proof: None
    });
    assert_eq!((held.to_perform(), held.open_duties().count()), (None, 0));
    let event: ReconsiderationEvent = serde_json::from_value(serde_json::json!({
        "event": "performance_recorded", "on": "2026-04-20", "text": "履行", "proof": null,
    }))
    .expect("it is stored so");
    assert!(matches!(event, ReconsiderationEvent::PerformanceRecorded(done) if done.of.is_empty()));
}

#[test]
fn whoever_it_is_owed_to_says_that_it_is_not_performed_and_the_office_presses_or_records() {
    let mut world = two();
    let refused = world.refused("p1", &review_id(), says_not("p1", &["h1"]));
    assert_eq!(refused.code.name, "reconsideration.performance.unknown", "its day is not over");
    assert_eq!(world.refused("legal", &review_id(), says_not("p1", &[])).code.name, "actor.not_permitted");
    world.must("p1", &review_id(), says_not("p1", &[]));
    assert_eq!(world.review().reports[0].of, ["restitution"]);
    assert_eq!(of(&world, "press"), [("reported".to_owned(), None)]);
    let again = world.refused("p1", &review_id(), says_not("p1", &[]));
    assert_eq!(again.code.name, "reconsideration.unperformed.none", "somebody looks into it");
    world.reviews(press("2026-05-05")).serves(PaperKind::Urging);
    assert!(of(&world, "press").iter().all(|(name, _)| name != "reported"));
    // What the agency says is done, the one who waits for it may say is not.
    world.must("legal", &review_id(), performed("2026-04-20", &["restitution"]));
    world.must("legal", &review_id(), performed("2026-04-20", &["h1"]));
    assert_eq!(world.review_refused("reviewer", press("2026-06-30")), "reconsideration.performance.already");
    world.must("p1", &review_id(), says_not("p1", &["restitution"]));
    assert_eq!(world.review().performed_on, None);
    let open: Vec<String> = world.review().open_duties().map(|duty| duty.key).collect();
    assert_eq!(open, ["restitution"]);
    assert!(world.review().open_report().is_some());
    world.reviews(performed("2026-04-20", &[]));
    assert!(world.review().open_report().is_none() && world.review().to_perform().is_none());
}

#[test]
fn what_was_recorded_at_once_and_is_denied_in_part_stays_performed_for_the_rest() {
    let mut held = two().review();
    held.take_performance(&Performed {
        on: day("2026-04-20"), of: vec![], text: "履行".into(), proof: None
    });
    let (side, text, of) = ("p1".to_owned(), "没有".to_owned(), vec!["restitution".to_owned()]);
    let (on, pressed, pressed_for) = (day("2026-04-21"), false, Vec::new());
    held.take_report(&Unperformed { on, side, of, text, pressed, pressed_for });
    let open: Vec<String> = held.open_duties().map(|duty| duty.key).collect();
    assert_eq!(open, ["restitution"]);
}
