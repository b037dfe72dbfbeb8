//! What an outside system may be registered for, and what it may then do.

use super::outside::*;
use crate::{
    Actor, AnyMatter, Command, File, Law, MatterId, Now, OrgId, Refusal, Role, UserId, decide,
    mirrored::Procedure, refusal::Class, world::World,
};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 3, 5);
const KEY: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

fn terms(law: &Law) -> SystemTerms {
    let organization = law.directory.organizations.keys().next().expect("there are bodies").clone();
    SystemTerms {
        name: "示例系统".into(),
        organization,
        reports: vec![Procedure::Litigation],
        refers: false,
        reach: Reach::Nothing,
        webhook: None,
    }
}

fn give(law: &Law, file: &File, role: Role, command: OutsideSystemCommand) -> Result<File, Refusal> {
    let actor = Actor::officer(UserId::from("admin"), "示例", role, OrgId::from("centre"));
    decide(file, &actor, &Command::OutsideSystem(command), Now::on(TODAY), law).map(|done| done.file())
}

fn unopened() -> File {
    File::unopened(MatterId::from("s1"))
}

fn register(law: &Law, change: impl Fn(&mut SystemTerms), key: &str) -> Result<File, Refusal> {
    let mut terms = terms(law);
    change(&mut terms);
    give(
        law,
        &unopened(),
        Role::SystemAdmin,
        OutsideSystemCommand::Register { terms, public_key: key.into() },
    )
}

#[test]
fn only_the_system_administrator_registers_and_only_what_makes_sense() {
    let law = World::on("2026-03-05").law;
    let plain = |_: &mut SystemTerms| {};
    assert!(register(&law, plain, KEY).is_ok());
    let command = OutsideSystemCommand::Register { terms: terms(&law), public_key: KEY.into() };
    for role in [Role::SecurityAdmin, Role::Auditor, Role::IntakeClerk, Role::CentreHead] {
        let refused = give(&law, &unopened(), role, command.clone()).expect_err("not theirs");
        assert_eq!(refused.class, Class::NotPermitted);
    }
    for key in ["", "x", &KEY[1..], &KEY.replace('=', "A"), &KEY.replace('/', "_")] {
        assert_eq!(register(&law, plain, key).expect_err("no key").code, PUBLIC_KEY, "{key}");
    }
    let refused = |change: fn(&mut SystemTerms)| register(&law, change, KEY).expect_err("refused").code;
    assert_eq!(refused(|terms| terms.reports.clear()), NO_RIGHT);
    assert_eq!(refused(|terms| terms.reach = Reach::Webhook), WEBHOOK);
    assert_eq!(refused(|terms| terms.webhook = Some("ftp://a".into())), WEBHOOK);
    assert_eq!(refused(|terms| terms.webhook = Some("https:///a".into())), WEBHOOK);
    let unknown = refused(|terms| terms.organization = OrgId::from("nobody"));
    assert_eq!(unknown, crate::refusal::UNKNOWN_ORGANIZATION);
}

#[test]
fn a_system_that_was_withdrawn_is_changed_no_more_and_does_nothing_more() {
    let mut law = World::on("2026-03-05").law;
    let file = register(&law, |_| {}, KEY).expect("registered");
    let in_service = match &file.matter {
        Some(AnyMatter::OutsideSystem(system)) => (**system).clone(),
        other => panic!("{other:?}"),
    };
    let actor = in_service.actor(&file.id);
    law.directory.systems.insert(file.id.clone(), in_service);
    assert!(law.ensure_may_report(&actor, Procedure::Litigation).is_ok());
    assert_eq!(law.ensure_may_report(&actor, Procedure::Petition).expect_err("not its").code, NOT_REPORTED);
    assert_eq!(law.ensure_may_refer(&actor).expect_err("not its").code, NOT_REFERRING);
    let elsewhere = OrgId::from("elsewhere");
    assert_eq!(law.ensure_speaks_for(&actor, Some(&elsewhere)).expect_err("not its").code, NOT_ITS_BODY);
    let same = OutsideSystemCommand::ChangeKey { public_key: KEY.into(), reason: "换了".into() };
    assert_eq!(give(&law, &file, Role::SystemAdmin, same).expect_err("the same").code, SAME_KEY);
    let withdraw = OutsideSystemCommand::Withdraw { reason: "不再使用".into() };
    let gone = give(&law, &file, Role::SystemAdmin, withdraw).expect("withdrawn");
    let again = OutsideSystemCommand::IssueSecret { reason: "忘了".into() };
    assert_eq!(give(&law, &gone, Role::SystemAdmin, again).expect_err("over").code, WITHDRAWN);
    if let Some(AnyMatter::OutsideSystem(system)) = gone.matter {
        law.directory.systems.insert(gone.id, *system);
    }
    let refused = law.ensure_may_report(&actor, Procedure::Litigation).expect_err("over");
    assert_eq!(refused.class, Class::NotPermitted);
}
