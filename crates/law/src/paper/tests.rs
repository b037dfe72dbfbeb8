//! The rules of papers as sentences.

use super::{
    codes::{
        ELECTRONIC_CONSENT, LEFT_UNPROVED, NOBODY, NOT_BY_TELEPHONE, REFUSAL_UNSAID, SERVED_BEFORE_DATED,
        STAYS_WITH_TEAM, UNKNOWN_RECIPIENT,
    },
    *,
};
use crate::{Actor, Command, File, Kind, Law, Now, Refusal, Role, decide, matter::AnyMatter};
use jiff::civil::date;

fn now() -> Now {
    Now::at("2026-03-10T09:00:00+08:00".parse().expect("an instant"))
}

fn dispute() -> MatterId {
    MatterId::from("d1")
}

fn clerk() -> Actor {
    Actor::officer("u1".into(), "刘某", Role::IntakeClerk, "o-centre".into())
}

fn issue(audience: Audience) -> Issue {
    Issue {
        subject: dispute(),
        dispute: dispute(),
        template: "consent_notice".into(),
        title: "告知书".into(),
        number: None,
        file: FileHash::from("00"),
        pages: 2,
        dated: date(2026, 3, 10),
        about: "罚款".into(),
        respondent: "o-market".into(),
        audience,
        access: vec![
            Principal::role(Role::IntakeClerk),
            Principal::role_in(Role::AgencyLegal, &"o-market".into()),
            Principal::party(&dispute(), "p1"),
            Principal::party(&dispute(), "p2"),
        ],
        walls: vec!["u9".into()],
        line: None,
        recipients: [("p1", "张某某"), (RESPONDENT, "某局")]
            .map(|(side, label)| Recipient { side: side.into(), label: label.into() })
            .into(),
    }
}

fn order(file: &File, actor: &Actor, order: PaperCommand) -> Result<File, Refusal> {
    decide(file, actor, &Command::Paper(order), now(), &Law::default()).map(|decision| decision.file())
}

fn issued(audience: Audience) -> File {
    let place = File::unopened(dispute().child(Kind::Paper, 1));
    order(&place, &clerk(), PaperCommand::Issue { issue: Box::new(issue(audience)) }).expect("it is issued")
}

fn serve(way: ServiceWay, served_on: Date, sides: &[&str]) -> PaperCommand {
    PaperCommand::Serve {
        recipient: None,
        way,
        served_on,
        proof: None,
        sides: sides.iter().map(|side| (*side).to_owned()).collect(),
        note: None,
        witness: None,
        electronic_agreed: false,
    }
}

fn served_on(on: Date) -> PaperCommand {
    serve(ServiceWay::InPerson, on, &["p1"])
}

fn readers(audience: Audience) -> Vec<String> {
    issue(audience).readers().map(|principal| principal.as_str().to_owned()).collect()
}

#[test]
fn a_paper_to_one_side_is_not_read_by_the_others() {
    let one = readers(Audience::Addressee { side: "p1".into() });
    assert_eq!(one, ["role:intake_clerk", "party:d1:p1"]);
    let agency = readers(Audience::Addressee { side: RESPONDENT.into() });
    assert_eq!(agency, ["role:intake_clerk", "role:agency_legal@o-market"]);
    assert_eq!(readers(Audience::House), ["role:intake_clerk"]);
    let of_two = readers(Audience::Sides { sides: vec!["p2".into(), RESPONDENT.into()] });
    assert_eq!(of_two, ["role:intake_clerk", "role:agency_legal@o-market", "party:d1:p2"]);
    assert_eq!(readers(Audience::Everybody).len(), 4);
}

#[test]
fn an_application_or_a_visit_that_was_issued_for_everybody_is_read_by_the_house_alone() {
    let other = Actor::party(dispute(), "p2", "李某某");
    for template in [APPLICATION, FOLLOW_UP_FORM] {
        let whole = Issue { template: template.into(), ..issue(Audience::Everybody) };
        assert_eq!(whole.readers().map(Principal::as_str).collect::<Vec<_>>(), ["role:intake_clerk"]);
        assert!(whole.is_kept_from(&other) && !whole.is_kept_from(&clerk()), "{template}");
    }
    assert!(!issue(Audience::Everybody).is_kept_from(&other), "what is for everybody stays so");
    // Of a town that is the respondent somebody sits at the table.
    let cadre = Actor::officer("u7".into(), "镇干部", Role::TownCadre, "o-market".into());
    assert!(!issue(Audience::Everybody).is_kept_from(&cadre));
    assert!(issue(Audience::Addressee { side: "p1".into() }).is_kept_from(&cadre));
}

#[test]
fn what_was_issued_stays_and_only_its_service_is_added() {
    let file = issued(Audience::Everybody);
    let again = order(&file, &clerk(), PaperCommand::Issue { issue: Box::new(issue(Audience::House)) });
    assert!(again.is_err(), "a paper is issued once");
    let served = order(&file, &clerk(), served_on(date(2026, 3, 10))).expect("it is served");
    let (Some(AnyMatter::Paper(before)), Some(AnyMatter::Paper(after))) = (&file.matter, &served.matter)
    else {
        panic!("both are papers")
    };
    assert_eq!(before.issue, after.issue);
    assert_eq!(after.services.len(), 1);
}

#[test]
fn a_paper_is_not_served_before_its_own_day() {
    let refused = order(&issued(Audience::Everybody), &clerk(), served_on(date(2026, 3, 9)));
    assert_eq!(refused.map(|_| ()).map_err(|refusal| refusal.code), Err(SERVED_BEFORE_DATED));
}

#[test]
fn a_call_brings_no_paper() {
    let by_telephone = serve(ServiceWay::Phone, date(2026, 3, 10), &["p1"]);
    let refused = order(&issued(Audience::Everybody), &clerk(), by_telephone);
    assert_eq!(refused.map(|_| ()).map_err(|refusal| refusal.code), Err(NOT_BY_TELEPHONE));
}

fn services(file: &File) -> Paper {
    match file.matter.clone() {
        Some(AnyMatter::Paper(paper)) => *paper,
        _ => panic!("a paper"),
    }
}

#[test]
fn several_on_one_list_are_served_at_once_and_it_is_known_who_is_left() {
    let day = date(2026, 3, 10);
    let file = issued(Audience::Everybody);
    let refused = |command| order(&file, &clerk(), command).map(|_| ()).unwrap_err();
    assert_eq!(refused(serve(ServiceWay::InPerson, day, &[])).code, NOBODY);
    let stranger = refused(serve(ServiceWay::InPerson, day, &["p2"]));
    assert_eq!((stranger.code, stranger.field.as_deref()), (UNKNOWN_RECIPIENT, Some("sides")));
    let one = order(&file, &clerk(), serve(ServiceWay::Post, day, &["p1"])).expect("it is served");
    let left: Vec<String> = services(&one).unserved().map(|left| left.label.clone()).collect();
    assert_eq!(left, ["某局"]);
    let both = order(&file, &clerk(), serve(ServiceWay::Post, day, &["p1", RESPONDENT])).expect("both");
    assert_eq!((services(&both).services.len(), services(&both).unserved().count()), (2, 0));
    let PaperCommand::Serve { way, served_on, .. } = serve(ServiceWay::Post, day, &[]) else { panic!() };
    let court = PaperCommand::Serve {
        recipient: Some("某人民法院".into()),
        way,
        served_on,
        proof: None,
        sides: Vec::new(),
        note: None,
        witness: None,
        electronic_agreed: false,
    };
    let copied = order(&file, &clerk(), court).expect("somebody else gets it too");
    assert_eq!((services(&copied).services.len(), services(&copied).unserved().count()), (1, 2));
}

#[test]
fn what_is_left_in_place_is_witnessed_or_shown_and_what_goes_electronically_is_agreed_to() {
    let day = date(2026, 3, 10);
    let file = issued(Audience::Everybody);
    let refused = |command| order(&file, &clerk(), command).map(|_| ()).unwrap_err();
    let left = || serve(ServiceWay::LeftInPlace, day, &["p1"]);
    assert_eq!(refused(left()).code, LEFT_UNPROVED);
    let with = |witness: Option<&str>, note: Option<&str>, shown: bool| match left() {
        PaperCommand::Serve { recipient, way, served_on, sides, electronic_agreed, .. } => {
            PaperCommand::Serve {
                recipient,
                way,
                served_on,
                proof: shown.then(|| FileHash::from("01")),
                sides,
                note: note.map(str::to_owned),
                witness: witness.map(str::to_owned),
                electronic_agreed,
            }
        }
        other => other,
    };
    assert_eq!(refused(with(Some("村委会李某"), None, false)).code, REFUSAL_UNSAID);
    for (witness, shown) in [(Some("村委会李某"), false), (None, true)] {
        assert!(order(&file, &clerk(), with(witness, Some("本人拒收"), shown)).is_ok());
    }
    let electronic = serve(ServiceWay::Electronic, day, &["p1"]);
    assert_eq!(refused(electronic.clone()).code, ELECTRONIC_CONSENT);
    let PaperCommand::Serve { recipient, way, served_on, proof, sides, note, witness, .. } = electronic
    else {
        panic!()
    };
    let agreed = PaperCommand::Serve {
        recipient,
        way,
        served_on,
        proof,
        sides,
        note,
        witness,
        electronic_agreed: true,
    };
    let served = order(&file, &clerk(), agreed).expect("was agreed to");
    assert!(services(&served).services[0].electronic_agreed, "it stays on record");
    let by_hand = order(&file, &clerk(), serve(ServiceWay::InPerson, day, &["p1"])).expect("is served");
    assert!(!services(&by_hand).services[0].electronic_agreed);
    let old = r#"{"recipient":"张某某","way":"electronic","served_on":"2026-03-10","proof":null}"#;
    assert!(!serde_json::from_str::<Served>(old).expect("reads").electronic_agreed, "kept before this was");
}

#[test]
fn whoever_cannot_see_the_subject_or_is_walled_off_issues_nothing() {
    let place = File::unopened(dispute().child(Kind::Paper, 1));
    let stranger = Actor::officer("u2".into(), "王某", Role::Mediator, "o-centre".into());
    let walled = Actor { user: "u9".into(), ..clerk() };
    for actor in [stranger, walled, Actor::party(dispute(), "p1", "张某某")] {
        let issue = Box::new(issue(Audience::Everybody));
        assert!(order(&place, &actor, PaperCommand::Issue { issue }).is_err(), "{}", actor.name);
    }
}

#[test]
fn what_was_said_apart_is_put_on_paper_for_persons_alone_and_served_on_nobody() {
    let judge = Actor::officer("u2".into(), "周某", Role::Judge, "o-court".into());
    let lead = Actor::officer("u3".into(), "孙某", Role::Mediator, "o-centre".into());
    let apart = |access: Vec<Principal>| {
        let issue = Issue { template: MINUTES_APART.into(), access, ..issue(Audience::House) };
        PaperCommand::Issue { issue: Box::new(issue) }
    };
    let place = File::unopened(dispute().child(Kind::Paper, 1));
    let with_counter = vec![Principal::user(&lead.user), Principal::role(Role::IntakeClerk)];
    assert_eq!(order(&place, &lead, apart(with_counter)).unwrap_err().code, STAYS_WITH_TEAM);
    let team = vec![Principal::user(&judge.user), Principal::user(&lead.user)];
    let file = order(&place, &lead, apart(team.clone())).expect("it is the team's");
    let outline = file.matter.as_ref().expect("is there").outline(&file.id, &Law::default());
    assert_eq!(outline.access, team);
    assert_eq!(order(&file, &lead, served_on(date(2026, 3, 10))).unwrap_err().code, STAYS_WITH_TEAM);
}
