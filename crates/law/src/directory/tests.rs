//! Accounts, powers, seats: what the directory takes and what not.

use super::*;
use crate::{
    AnyMatter, Command, File, Law, MatterId, Now, Refusal, decide,
    directory::body::{SAME_INCUMBENT, SEAT_ABOLISHED, SUCCESSION_NOT_LATER},
    directory::officer::{
        DISMISSED, JUDGE_OF_A_COURT, LAST_OF_A_POWER, LOGIN_DOT, NAME_BROKEN, NOT_GRANTABLE, NOT_ONESELF,
        POWERS_SEPARATE, PROSECUTOR_OF_A_PROCURATORATE,
    },
    refusal::{Class, DATE_IN_FUTURE},
    world::{COURT, World},
};
use jiff::civil::{Date, date};
use strum::IntoEnumIterator;

const TODAY: Date = date(2026, 3, 5);

struct Desk {
    law: Law,
    file: File,
}

impl Desk {
    fn on(file: &str) -> Desk {
        let mut law = World::on("2026-03-05").law;
        let procuratorate = Organization {
            name: "市人民检察院".into(),
            category: Category::Procuratorate,
            parent: None,
            division: None,
            vertical: false,
            superior: None,
        };
        law.directory.organizations.insert("procuratorate".into(), procuratorate);
        Desk { law, file: File::unopened(MatterId::from(file)) }
    }

    fn give(&mut self, actor: &Actor, command: impl Into<Command>) -> Result<(), Refusal> {
        let decision = decide(&self.file, actor, &command.into(), Now::on(TODAY), &self.law)?;
        self.file = decision.file();
        Ok(())
    }

    fn done(&mut self, command: impl Into<Command>) {
        self.give(&Actor::statute(), command).expect("the statute may");
    }

    fn body(&self) -> &Body {
        match &self.file.matter {
            Some(AnyMatter::Body(body)) => body,
            other => panic!("a body was expected, not {other:?}"),
        }
    }
}

impl From<OfficerCommand> for Command {
    fn from(command: OfficerCommand) -> Command {
        Command::Officer(command)
    }
}

impl From<BodyCommand> for Command {
    fn from(command: BodyCommand) -> Command {
        Command::Body(command)
    }
}

fn acting(user: &str, role: Role) -> Actor {
    Actor::officer(UserId::from(user), "示例", role, OrgId::from("centre"))
}

fn enrolled() -> Desk {
    let mut desk = Desk::on("new");
    desk.done(OfficerCommand::Enrol {
        login: "new".into(), name: "示例新人".into(), qualification: None
    });
    desk
}

#[test]
fn a_dot_in_a_login_would_look_like_something_that_hangs_on_a_matter() {
    let command =
        OfficerCommand::Enrol { login: "zhang.san".into(), name: "示例".into(), qualification: None };
    let refusal = Desk::on("new").give(&Actor::statute(), command).expect_err("a dot");
    assert_eq!(refusal.code, LOGIN_DOT);
}

#[test]
fn a_login_is_narrow_however_it_was_typed_and_a_name_is_one_line() {
    let enrol = |login: &str, name: &str| {
        let (login, name) = (login.to_owned(), name.to_owned());
        OfficerCommand::Enrol { login, name, qualification: None }
    };
    let mut desk = Desk::on("new");
    desk.done(enrol("　ｌｉ－ｍｉｎｇ２ ", "示例新人"));
    let Some(AnyMatter::Officer(officer)) = desk.file.matter else { panic!("an officer") };
    assert_eq!(officer.login, "li-ming2");
    let refused = |login: &str, name: &str| {
        let refusal = Desk::on("new").give(&Actor::statute(), enrol(login, name)).expect_err("refused");
        (refusal.code.name, refusal.field)
    };
    assert_eq!(refused("xin", "示例\n新人"), (NAME_BROKEN.name, Some("name".into())));
    assert_eq!(refused("ｌｉ．ｍｉｎｇ", "示例"), (LOGIN_DOT.name, Some("login".into())));
}

fn grant(role: Role) -> OfficerCommand {
    let organization = match role {
        Role::Judge => COURT,
        Role::Prosecutor => "procuratorate",
        _ => "centre",
    };
    OfficerCommand::GrantCapacity { role, organization: OrgId::from(organization), post: None }
}

#[test]
fn a_judge_belongs_to_a_court_and_a_prosecutor_to_a_procuratorate() {
    for (role, code) in [(Role::Judge, JUDGE_OF_A_COURT), (Role::Prosecutor, PROSECUTOR_OF_A_PROCURATORATE)] {
        let mut desk = enrolled();
        let organization = OrgId::from(crate::world::BUREAU);
        let elsewhere = OfficerCommand::GrantCapacity { role, organization, post: None };
        let refusal = desk.give(&acting("security", Role::SecurityAdmin), elsewhere).expect_err("no court");
        assert_eq!((refusal.code, refusal.field.as_deref()), (code, Some("organization")));
        desk.give(&acting("security", Role::SecurityAdmin), grant(role)).expect("where it belongs");
    }
}

fn every_step() -> [OfficerCommand; 6] {
    let reason = || "因为".to_owned();
    [
        OfficerCommand::IssuePassword,
        OfficerCommand::Dismiss { reason: reason() },
        grant(Role::Mediator),
        OfficerCommand::RevokeCapacity { capacity: "c1".into(), reason: reason() },
        OfficerCommand::ResetSecondFactor { reason: reason() },
        OfficerCommand::Unlock { reason: reason() },
    ]
}

#[test]
fn the_account_is_the_system_administrators_and_what_it_may_do_the_security_administrators() {
    for role in Role::iter().filter(|role| role.is_grantable()) {
        let allowed: Vec<bool> = every_step()
            .into_iter()
            .map(|step| {
                let mut desk = enrolled();
                desk.done(grant(Role::Judge));
                !matches!(desk.give(&acting("admin", role), step), Err(refusal) if refusal.class == Class::NotPermitted)
            })
            .collect();
        let expected = match role {
            Role::SystemAdmin => [true, true, false, false, false, false],
            Role::SecurityAdmin => [false, false, true, true, true, true],
            _ => [false; 6],
        };
        assert_eq!(allowed, expected, "{role:?}");
    }
}

#[test]
fn nobody_holds_two_of_the_three_powers_nor_one_beside_work_on_files() {
    for power in POWERS {
        for other in Role::iter().filter(|other| other.is_grantable() && *other != power) {
            for (first, second) in [(power, other), (other, power)] {
                let mut desk = enrolled();
                desk.done(grant(first));
                let refusal = desk.give(&acting("security", Role::SecurityAdmin), grant(second));
                assert_eq!(
                    refusal.map_err(|refusal| refusal.code),
                    Err(POWERS_SEPARATE),
                    "{first:?} and {second:?}"
                );
            }
        }
    }
    let mut desk = enrolled();
    desk.done(grant(Role::Mediator));
    desk.done(grant(Role::AgencyLegal));
}

/// An account that holds one of the three powers, with or without somebody else who holds it.
fn powerful(power: Role, beside: bool) -> Desk {
    let mut desk = enrolled();
    desk.law.directory.officers.retain(|_, officer| officer.power().is_none());
    desk.done(grant(power));
    if beside {
        let mut other = enrolled();
        other.done(grant(power));
        let Some(AnyMatter::Officer(officer)) = other.file.matter else { panic!("an officer") };
        desk.law.directory.officers.insert(UserId::from("other"), *officer);
    }
    desk
}

const POWERS: [Role; 3] = [Role::SystemAdmin, Role::SecurityAdmin, Role::Auditor];

fn endings() -> [(&'static str, OfficerCommand); 2] {
    let reason = || "调离".to_owned();
    [
        ("dismiss", OfficerCommand::Dismiss { reason: reason() }),
        ("revoke_capacity", OfficerCommand::RevokeCapacity { capacity: "c1".into(), reason: reason() }),
    ]
}

#[test]
fn the_last_who_holds_one_of_the_three_powers_keeps_it() {
    for power in POWERS {
        for (_, step) in endings() {
            let refusal = powerful(power, false).give(&Actor::statute(), step.clone());
            assert_eq!(refusal.map_err(|refusal| refusal.code), Err(LAST_OF_A_POWER), "{power:?}");
            powerful(power, true).give(&Actor::statute(), step).expect("somebody else holds it");
        }
    }
    let mut twice = powerful(Role::Auditor, false);
    let elsewhere = OrgId::from("court");
    twice.done(OfficerCommand::GrantCapacity { role: Role::Auditor, organization: elsewhere, post: None });
    let [_, (_, revoke)] = endings();
    twice.give(&acting("security", Role::SecurityAdmin), revoke).expect("audits for the court still");
}

#[test]
fn nobody_ends_one_of_the_three_powers_from_within_it() {
    for power in POWERS {
        for (name, step) in endings() {
            let may = |role: Role| {
                let mut desk = powerful(power, true);
                let admin = acting("admin", role);
                let offered = crate::offers(&desk.file, &admin, Now::on(TODAY), &desk.law);
                let offered = offered.iter().any(|offer| offer.command == name && offer.refusal.is_none());
                assert_eq!(
                    offered,
                    desk.give(&admin, step.clone()).is_ok(),
                    "{name} on {power:?} by {role:?}"
                );
                offered
            };
            let hands: Vec<Role> = POWERS.into_iter().filter(|role| may(*role)).collect();
            let expected = match (name, power) {
                ("dismiss", Role::SystemAdmin) | ("revoke_capacity", Role::SystemAdmin | Role::Auditor) => {
                    Role::SecurityAdmin
                }
                _ => Role::SystemAdmin,
            };
            assert_eq!(hands, [expected], "{name} on {power:?}");
        }
    }
}

#[test]
fn what_one_is_by_having_a_dispute_is_not_granted() {
    for role in [Role::Public, Role::Party, Role::OutsideSystem, Role::Statute] {
        let refusal = enrolled()
            .give(&acting("security", Role::SecurityAdmin), grant(role))
            .expect_err("not grantable");
        assert_eq!(refusal.code, NOT_GRANTABLE);
    }
}

#[test]
fn nobody_administers_their_own_account_and_a_dismissed_one_is_not_touched() {
    for step in every_step() {
        for role in [Role::SystemAdmin, Role::SecurityAdmin] {
            let refusal = enrolled().give(&acting("new", role), step.clone()).expect_err("their own");
            assert!(refusal.code == NOT_ONESELF || refusal.class == Class::NotPermitted, "{step:?}");
        }
        let mut gone = enrolled();
        gone.done(OfficerCommand::Dismiss { reason: "调离".into() });
        assert_eq!(gone.give(&Actor::statute(), step).expect_err("dismissed").code, DISMISSED);
    }
}

fn body() -> Desk {
    let mut desk = Desk::on("b1");
    let founded_on = date(2024, 10, 1);
    desk.done(BodyCommand::Establish {
        name: "领导小组".into(), founded_on, basis: "成立通知".into()
    });
    desk.done(BodyCommand::AddSeat {
        role: "组长".into(),
        organization: SeatOrganization::Fixed { organization: OrgId::from("centre") },
        post: "副市长".into(),
        from: founded_on,
    });
    desk
}

fn succession(name: Option<&str>, from: Date) -> BodyCommand {
    let incumbent = name.map(|name| Incumbent { name: name.into(), user: None });
    BodyCommand::RecordSuccession { seat: "s1".into(), incumbent, from, basis: "任职文件".into() }
}

#[test]
fn who_sat_there_on_any_past_day_is_answered_whatever_came_later() {
    let mut desk = body();
    desk.done(succession(Some("示例甲"), date(2024, 10, 8)));
    desk.done(succession(None, date(2025, 6, 1)));
    desk.done(succession(Some("示例乙"), date(2025, 7, 15)));
    let sat = |day: Date| desk.body().seats[0].incumbent_on(day).map(|incumbent| incumbent.name.as_str());
    assert_eq!(sat(date(2024, 10, 7)), None, "nobody yet");
    assert_eq!(sat(date(2024, 10, 8)), Some("示例甲"), "from the first day");
    assert_eq!(sat(date(2025, 5, 31)), Some("示例甲"), "to the last day");
    assert_eq!(sat(date(2025, 6, 1)), None, "vacant");
    assert_eq!(sat(date(2025, 7, 14)), None);
    assert_eq!(sat(date(2025, 7, 15)), Some("示例乙"));
    assert_eq!(sat(date(2040, 1, 1)), Some("示例乙"));
}

#[test]
fn a_succession_goes_on_from_the_last_and_never_rewrites_it() {
    let mut desk = body();
    desk.done(succession(Some("示例甲"), date(2025, 6, 1)));
    let clerk = acting("head", Role::CentreHead);
    for from in [date(2025, 5, 31), date(2025, 6, 1)] {
        let refusal = desk.give(&clerk, succession(Some("示例乙"), from)).expect_err("not later");
        assert_eq!((refusal.code, refusal.field.as_deref()), (SUCCESSION_NOT_LATER, Some("from")));
    }
    assert_eq!(
        desk.give(&clerk, succession(Some("示例甲"), TODAY)).expect_err("the same").code,
        SAME_INCUMBENT
    );
    assert_eq!(
        desk.give(&clerk, succession(Some("示例乙"), TODAY.tomorrow().expect("there is one")))
            .expect_err("later")
            .code,
        DATE_IN_FUTURE
    );
    desk.give(&clerk, succession(Some("示例乙"), date(2025, 6, 2))).expect("the day after");
}

#[test]
fn nobody_sits_on_an_abolished_seat_but_who_did_is_still_known() {
    let mut desk = body();
    desk.done(succession(Some("示例甲"), date(2025, 6, 1)));
    desk.done(BodyCommand::AbolishSeat {
        seat: "s1".into(),
        from: date(2026, 1, 1),
        basis: "机构改革".into(),
    });
    let seat = &desk.body().seats[0];
    assert!(seat.incumbent_on(date(2025, 12, 31)).is_some() && seat.stood_on(date(2025, 12, 31)));
    assert!(seat.incumbent_on(date(2026, 1, 1)).is_none() && !seat.stood_on(date(2026, 1, 1)));
    let refusal = desk.give(&Actor::statute(), succession(None, TODAY)).expect_err("abolished");
    assert_eq!(refusal.code, SEAT_ABOLISHED);
}

#[test]
fn a_mediator_changes_no_seat() {
    let mut desk = body();
    let refusal = desk.give(&acting("m", Role::Mediator), succession(None, TODAY)).expect_err("not theirs");
    assert_eq!(refusal.class, Class::NotPermitted);
}

#[test]
fn what_was_entered_wrong_of_a_body_is_corrected_and_nothing_stands_above_itself() {
    use super::organization::{ABOVE_ITSELF, DIVISION_STAYS, NAME_LONG, NOTHING_CORRECTED};
    let found = |category| OrganizationCommand::Found {
        name: "示例市税务局".into(),
        category,
        parent: None,
        division: None,
        vertical: false,
        superior: None,
    };
    let correct = |category, parent: Option<&str>, vertical| {
        let parent = parent.map(OrgId::from);
        Command::Organization(OrganizationCommand::Correct { category, parent, division: None, vertical })
    };
    let mut desk = Desk::on("tax");
    desk.done(Command::Organization(found(Category::Other)));
    desk.done(correct(Category::Department, Some("centre"), true));
    let Some(AnyMatter::Organization(held)) = &desk.file.matter else { panic!("an organization") };
    assert_eq!((held.category, held.vertical), (Category::Department, true));
    assert_eq!(held.parent.as_ref().map(OrgId::as_str), Some("centre"));
    let mut refused = |command| desk.give(&Actor::statute(), command).expect_err("refused").code;
    assert_eq!(refused(correct(Category::Department, Some("centre"), true)), NOTHING_CORRECTED);
    assert_eq!(refused(correct(Category::Department, Some("tax"), true)), ABOVE_ITSELF);
    assert_eq!(refused(correct(Category::Township, Some("centre"), true)), DIVISION_STAYS);
    let long = OrganizationCommand::Rename { name: "局".repeat(101) };
    assert_eq!(refused(Command::Organization(long)), NAME_LONG);
}
