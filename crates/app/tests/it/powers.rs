//! The three administrative powers: none is left to nobody. On both engines.

use crate::{
    harness::houses,
    people::{CENTRE, send},
};
use axum::http::StatusCode;
use huajie::office::{Extras, Order};
use huajie_law::{Actor, Command, MatterId, Role, directory::OfficerCommand};

#[tokio::test]
async fn no_administrator_alone_leaves_a_power_to_nobody() {
    for house in houses().await {
        let mut system = house.officer("xitong").await;
        let mut security = house.officer("anquan").await;
        for login in ["shenji", "anquan"] {
            let path = format!("/desk/officers/u-{login}/dismiss");
            let page = send(&house, &mut system, &path, &[("reason", "调离")]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
            assert!(page.text.contains("这是最后一位"), "{}", page.text);
        }
        let path = "/desk/officers/u-shenji/revoke_capacity";
        let page = send(&house, &mut security, path, &[("capacity", "c1"), ("reason", "调离")]).await;
        assert!(page.text.contains("这是最后一位"), "{}", page.text);
        assert_eq!(house.get(&house.officer("shenji").await, "/desk/journal").await.status, StatusCode::OK);
        let dismiss = house.get(&security, "/desk/officers/u-xitong/dismiss").await;
        assert_eq!(dismiss.status, StatusCode::OK, "of another power");
    }
}

#[tokio::test]
async fn of_two_who_end_a_power_at_one_moment_one_is_refused() {
    for house in houses().await {
        let law = house.office.law();
        let centre = law.directory.organizations.iter().find(|(_, body)| body.name == CENTRE);
        let organization = centre.expect("the city has it").0.clone();
        let order = |user: &str, command| Order {
            target: MatterId::new(format!("u-{user}")),
            seen_version: None,
            command: Command::Officer(command),
        };
        let login = || ("ershenji".to_owned(), "示例·审计员乙".to_owned());
        let (login, name) = login();
        let grant = OfficerCommand::GrantCapacity { role: Role::Auditor, organization, post: None };
        for command in [OfficerCommand::Enrol { login, name, qualification: None }, grant] {
            let order = order("ershenji", command);
            house.office.execute(&Actor::statute(), order, Extras::default()).await.expect("is given");
        }
        let dismiss = |user| {
            let reason = "调离".to_owned();
            let order = order(user, OfficerCommand::Dismiss { reason });
            async { house.office.execute(&Actor::statute(), order, Extras::default()).await }
        };
        let (one, other) = tokio::join!(dismiss("shenji"), dismiss("ershenji"));
        assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|done| **done).count(), 1);
        assert_eq!(house.office.law().directory.holders(Role::Auditor).count(), 1);
    }
}
