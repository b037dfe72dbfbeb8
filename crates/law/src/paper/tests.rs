//! The rules of papers as sentences.

use super::{
    codes::{NOT_BY_TELEPHONE, SERVED_BEFORE_DATED, STAYS_WITH_TEAM},
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
    }
}

fn order(file: &File, actor: &Actor, order: PaperCommand) -> Result<File, Refusal> {
    decide(file, actor, &Command::Paper(order), now(), &Law::default()).map(|decision| decision.file())
}

fn issued(audience: Audience) -> File {
    let place = File::unopened(dispute().child(Kind::Paper, 1));
    order(&place, &clerk(), PaperCommand::Issue { issue: Box::new(issue(audience)) }).expect("it is issued")
}

fn served_on(on: Date) -> PaperCommand {
    PaperCommand::Serve {
        recipient: "张某某".into(), way: ServiceWay::InPerson, served_on: on, proof: None
    }
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
    assert_eq!(readers(Audience::Everybody).len(), 4);
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
    let by_telephone = PaperCommand::Serve {
        recipient: "张某某".into(),
        way: ServiceWay::Phone,
        served_on: date(2026, 3, 10),
        proof: None,
    };
    let refused = order(&issued(Audience::Everybody), &clerk(), by_telephone);
    assert_eq!(refused.map(|_| ()).map_err(|refusal| refusal.code), Err(NOT_BY_TELEPHONE));
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
