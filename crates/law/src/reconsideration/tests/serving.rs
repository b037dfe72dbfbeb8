//! How a paper is left, and a record of service that was a mistake (民诉法89条、95条，复议法88条1款).

use super::{deciding::heard, trying::answered, *};

fn left(because: &str, witness: &str, pictured: bool) -> ReconsiderationCommand {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let delivery = Delivery {
        recipient: "p1".into(),
        by: ServedBy::Left,
        on: day("2026-03-16"),
        failed: false,
        proof: pictured.then(|| paper("pictures")),
        note: None,
        refused_because: said(because),
        witness: said(witness),
        consent_paper: None,
        sealed_paper: None,
    };
    ReconsiderationCommand::Serve { notice: "n1".into(), delivery }
}

fn strike(notice: &str, attempt: u32) -> ReconsiderationCommand {
    let (notice, reason) = (notice.to_owned(), "登记时看错了回执".to_owned());
    ReconsiderationCommand::StrikeService { notice, attempt, reason }
}

#[test]
fn what_is_left_at_the_door_says_why_and_who_saw_it() {
    let mut world = answered();
    assert_eq!(
        world.review_refused("reviewer", left("", "居委会王某", false)),
        "reconsideration.serve.left_unreasoned"
    );
    assert_eq!(
        world.review_refused("reviewer", left("拒绝签收", "", false)),
        "reconsideration.serve.left_unwitnessed"
    );
    world.reviews(left("拒绝签收", "居委会王某", false));
    let told = world.review().notice("n1").and_then(|notice| notice.deliveries[0].told_zh());
    assert_eq!(told.as_deref(), Some("拒收：拒绝签收；见证人：居委会王某"));
    answered().reviews(left("不在家，家人拒收", "", true));
}

#[test]
fn a_service_that_was_no_service_is_struck_and_what_was_counted_from_it_is_counted_anew() {
    let mut world = heard();
    world.at("2026-04-01").decides(annul());
    let notice = world.review().decided.expect("it is issued").notice;
    assert_eq!(
        world.review_refused("reviewer", strike(&notice, 0)),
        "reconsideration.strike_service.unknown"
    );
    world.must("reviewer", &review_id(), serve(&notice, "p1", ServedBy::Direct, day("2026-04-01")));
    world.at("2026-04-02");
    world.must("reviewer", &review_id(), serve(&notice, RESPONDENT, ServedBy::Mail, day("2026-04-02")));
    assert_eq!(world.review().stage, Stage::Effective { on: day("2026-04-02") });
    world.at("2026-04-20").must("statute", &review_id(), ReconsiderationCommand::RecordLapse);
    assert!(world.review().final_on.is_some());
    world.reviews(strike(&notice, 0));
    let held = world.review();
    assert_eq!((held.stage, held.final_on), (Stage::Decided, None), "75条2款: it is not served on p1");
    let kept = held.notice(&notice).expect("the paper stays");
    assert_eq!((kept.deliveries.len(), kept.struck.len()), (1, 1), "the history keeps both");
    assert!(matches!(world.dispute().stage, crate::dispute::Stage::InProceeding { .. }));
    let to_serve = world.outline(&review_id()).tasks.iter().any(|task| task.command == "serve");
    assert!(to_serve);
    world.must("reviewer", &review_id(), serve(&notice, "p1", ServedBy::Direct, day("2026-04-20")));
    assert_eq!(world.review().stage, Stage::Effective { on: day("2026-04-20") });
    let lapse = world.outline(&review_id()).lapse.expect("the window runs anew");
    assert_eq!(lapse.last_day, day("2026-05-06"), "fifteen days, and the holiday of May");
}

#[test]
fn nothing_is_struck_upon_which_something_was_built() {
    let mut world = heard();
    world.at("2026-04-01").decides(annul()).serves(PaperKind::Decision);
    world.reviews(performed("2026-04-01", &[]));
    let notice = world.review().decided.expect("it is issued").notice;
    assert_eq!(
        world.review_refused("reviewer", strike(&notice, 0)),
        "reconsideration.strike_service.too_late"
    );
    let copy = world.review().copy.expect("it was sent");
    world.reviews(strike(&copy, 0));
    assert!(world.review().notice(&copy).is_some_and(|held| held.deliveries.is_empty()));
}

#[test]
fn who_was_taken_to_have_given_up_has_not_when_the_notice_had_not_come() {
    let mut world = World::on("2026-03-10").with_justice();
    world.registered_only(fine("2026-03-02"), "2026-03-10");
    world.applies(application("2026-03-10"));
    let (items, document) = ("处罚决定书".to_owned(), None);
    world.reviews(ReconsiderationCommand::RequestSupplement { items, document });
    world.serves(PaperKind::SupplementNotice).at("2026-04-10");
    assert!(matches!(world.review().stage, Stage::Abandoned { .. }));
    world.reviews(strike("n1", 0));
    assert_eq!(world.review().stage, Stage::Supplementing);
}

#[test]
fn each_agrees_to_electronic_service_by_itself() {
    let mut world = answered();
    let electronic = |notice: &str, side: &str| serve(notice, side, ServedBy::Electronic, day("2026-03-16"));
    world.reviews(ReconsiderationCommand::NotifyThirdParty { side: "p2".into(), document: None });
    let told = world.review().notices.last().expect("it is to be served").key.clone();
    let refused = world.review_refused("reviewer", electronic(&told, "p2"));
    assert_eq!(
        refused, "reconsideration.serve.electronic_consent",
        "the applicant agreed, not the third party"
    );
    let mut upon_paper = electronic(&told, "p2");
    if let ReconsiderationCommand::Serve { delivery, .. } = &mut upon_paper {
        delivery.consent_paper = Some(paper("agreed"));
    }
    world.reviews(upon_paper);
    world.reviews(suspend(crate::clock::ReconsiderationSuspension::OtherCase));
    let halt = world.review().notices.last().expect("39条3款").key.clone();
    for side in ["p1", "p2", RESPONDENT] {
        world.reviews(electronic(&halt, side));
    }
    let mut world = answered();
    world.reviews(ReconsiderationCommand::NotifyThirdParty { side: "p2".into(), document: None });
    let told = world.review().notices.last().expect("it is to be served").key.clone();
    let joins = ReconsiderationCommand::AnswerAsThirdParty {
        side: "p2".into(),
        joins: true,
        electronic_service: true,
    };
    world.must("p2", &review_id(), joins);
    world.reviews(electronic(&told, "p2"));
}

#[test]
fn one_of_a_group_has_not_agreed_because_another_did() {
    let mut world = World::on("2026-03-10").with_justice();
    let mut group = registration(fine("2026-03-02"), "2026-03-10");
    group.wish = Wish::RegisterOnly;
    group.parties.push(somebody("刘某"));
    world.register(group).applies(application("2026-03-10")).reviews(accept());
    let electronic = |side: &str| serve("n1", side, ServedBy::Electronic, day("2026-03-10"));
    let refused = world.review_refused("reviewer", electronic("p2"));
    assert_eq!(refused, "reconsideration.serve.electronic_consent", "民诉法90条");
    world.reviews(electronic("p1"));
}

#[test]
fn a_decision_is_served_with_its_sealed_paper() {
    let mut world = heard();
    world.at("2026-04-01").reviews(draft(annul()));
    world.must("mayor", &review_id(), resolve(true));
    let number = Some("钟政复决〔2026〕1号".to_owned());
    world.reviews(ReconsiderationCommand::Issue { number, document: None });
    let notice = world.review().decided.expect("it is issued").notice;
    let direct = || serve(&notice, "p1", ServedBy::Direct, day("2026-04-01"));
    let refusal = world.refused("reviewer", &review_id(), direct());
    assert_eq!(
        (refusal.code.name, refusal.field.as_deref()),
        ("reconsideration.serve.no_decision_paper", Some("delivery.sealed_paper"))
    );
    let mut sealed = direct();
    if let ReconsiderationCommand::Serve { delivery, .. } = &mut sealed {
        delivery.sealed_paper = Some(paper("sealed"));
    }
    world.reviews(sealed);
    world.reviews(serve(&notice, RESPONDENT, ServedBy::Direct, day("2026-04-01")));
    assert_eq!(world.review_stage(), "effective", "75条");
    assert_eq!(world.review().notice(&notice).and_then(|held| held.document.clone()), Some(paper("sealed")));
    let marks = world.outline(&review_id()).marks;
    assert!(marks.contains(&decision_mark("钟政复决〔2026〕1号")), "found by its number: {marks:?}");
}

#[test]
fn two_parties_who_are_masked_alike_are_told_apart_by_their_place_and_their_agent() {
    let world = answered();
    let mut held = world.review();
    assert_eq!(
        held.label_apart("p1", &world.law),
        held.label("p1", &world.law),
        "a name of its own is enough"
    );
    let label = held.brief.parties[0].label.clone();
    held.brief.parties[1].label = label.clone();
    held.brief.parties[1].standing = held.brief.parties[0].standing;
    held.brief.parties[1].agent = Some("王某某".into());
    let standing = held.brief.parties[0].standing.name_zh();
    assert_eq!(held.label_apart("p1", &world.law), format!("{label}（第 1 名{standing}）"));
    assert_eq!(held.label_apart("p2", &world.law), format!("{label}（第 2 名{standing}，代理人王某某）"));
}

#[test]
fn a_paper_speaks_for_whoever_sat_there_and_one_that_was_struck_for_nobody() {
    let mut world = answered();
    world.reviews(suspend(crate::clock::ReconsiderationSuspension::ApplicantIncapable));
    let halt = world.review().notices.last().expect("39条3款").key.clone();
    let upon_paper = |notice: &str, side: &str, on: &str| {
        let mut served = serve(notice, side, ServedBy::Electronic, day(on));
        if let ReconsiderationCommand::Serve { delivery, .. } = &mut served {
            delivery.consent_paper = Some(paper("agreed"));
        }
        served
    };
    world.reviews(upon_paper(&halt, RESPONDENT, "2026-03-16"));
    world.reviews(ReconsiderationCommand::NotifyThirdParty { side: "p2".into(), document: None });
    let told = world.review().notices.last().expect("it is to be served").key.clone();
    world.reviews(upon_paper(&told, "p2", "2026-03-16"));
    assert!(world.review().is_served_electronically("p2"));
    world.reviews(strike(&told, 0));
    assert!(!world.review().is_served_electronically("p2"), "民诉法90条");

    let mut world = answered();
    world.reviews(suspend(crate::clock::ReconsiderationSuspension::ApplicantDied));
    let halt = world.review().notices.last().expect("39条3款").key.clone();
    world.reviews(upon_paper(&halt, "p1", "2026-03-16"));
    assert!(world.review().is_served_electronically("p1"));
    let heir = super::succession::heir(crate::dispute::SuccessionGround::Died);
    world.at("2026-03-20").must("reviewer", &dispute_id(), super::succession::admit(heir));
    assert!(!world.review().is_served_electronically("p1"), "the heir has not agreed");
}

fn address(electronic_service: bool, signed: bool) -> ReconsiderationCommand {
    let (side, person, label) = ("p1".to_owned(), crate::PersonId::from("h9"), "王某某".to_owned());
    let document = signed.then(|| paper("address"));
    let address = ServiceAddress { side, person, label, electronic_service, document };
    ReconsiderationCommand::ConfirmAddress { address }
}

#[test]
fn where_a_side_is_served_it_says_itself_or_on_paper_and_the_last_word_counts() {
    let mut world = World::on("2026-03-10").with_justice();
    world.under_review();
    assert!(world.review().is_served_electronically("p1"), "as the application says");
    let unsigned = world.review_refused("reviewer", address(false, false));
    assert_eq!(unsigned, "reconsideration.address.unsigned");
    assert_eq!(world.review_refused("legal", address(true, true)), "actor.not_visible");
    world.reviews(address(false, true));
    assert!(!world.review().is_served_electronically("p1"), "the paper says otherwise");
    world.at("2026-03-11").must("p1", &review_id(), address(true, false));
    assert!(world.review().is_served_electronically("p1"), "its own last word");
    let told = world.review().address_of("p1").map(|held| (held.on, held.told_zh()));
    assert_eq!(told, Some((day("2026-03-11"), "收件人王某某，同意电子送达".to_owned())));
    for (who, reads) in [("p1", 2), ("reviewer", 2), ("clerk", 0), ("mayor", 2)] {
        assert_eq!(world.review().visible(&world.actor(who)).addresses.len(), reads, "{who}");
    }
    let file = world.file(&review_id()).matter.expect("is open");
    let titles = |who: &str| file.documents(&world.actor(who), &world.law).into_iter().map(|one| one.title);
    assert!(titles("p1").any(|title| title.starts_with("送达地址确认书")));
    assert!(!titles("clerk").any(|title| title.starts_with("送达地址确认书")));
}
