//! `/desk`: whose step is next.

use crate::{
    harness::{House, TODAY, houses},
    stories::{agreed, at_the_table, registered},
};
use huajie_ledger::{Part, Scope, Wanted};
use jiff::ToSpan;

/// What stands in the rows of a worklist.
async fn rows(house: &House, login: &str, path: &str) -> String {
    let page = house.get(&house.officer(login).await, path).await;
    page.text
        .split("<tbody")
        .nth(1)
        .map_or(String::new(), |rest| rest.split("</tbody>").next().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn what_somebody_else_owes_never_stands_above_what_is_ones_own() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        agreed(&house, &dispute, &mediation).await;
        // The agency's obligation was due on the tenth of December.
        house.on_day(TODAY.checked_add(20.days()).expect("soon"));
        let owed = "按新的裁量标准改罚 300 元";
        let own = rows(&house, "chuangkou", "/desk").await;
        assert!(own.contains("案后回访") && !own.contains("/record_fulfilment"), "{own}");
        let late = rows(&house, "chuangkou", "/desk?show=overdue").await;
        assert!(
            late.contains("请督促") && !late.contains("/record_fulfilment"),
            "to urge is one's own: {late}"
        );
        for waits in ["/desk?show=others", "/desk?show=others_overdue"] {
            let others = rows(&house, "chuangkou", waits).await;
            assert!(others.contains(owed) && others.contains("钟祥市市场监督管理局"), "{others}");
            assert!(!others.contains("/record_fulfilment\""), "it leads to the file, not into their form");
        }
        assert!(
            rows(&house, "shichang", "/desk?show=overdue").await.contains(owed),
            "it is the agency's own"
        );
        assert!(rows(&house, "zhuren", "/desk?show=others_overdue").await.contains(owed), "the head sees it");
        assert!(rows(&house, "tiaojie1", "/desk?show=others").await.contains(owed), "so does the mediator");
        assert!(!rows(&house, "tiaojie2", "/desk?show=others").await.contains(owed), "who has no part in it");
        assert!(!rows(&house, "shenji", "/desk?show=others").await.contains(owed), "who waits for nobody");
    }
}

#[tokio::test]
async fn a_step_that_only_waits_is_not_among_what_is_to_be_done() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        let signing = "在期限内签完协议";
        assert!(!rows(&house, "tiaojie1", "/desk").await.contains(signing));
        agreed_but_unsigned(&house, &mediation).await;
        assert!(!rows(&house, "tiaojie1", "/desk").await.contains(signing));
        assert!(rows(&house, "tiaojie1", "/desk?show=others").await.contains(signing));
    }
}

async fn agreed_but_unsigned(house: &House, mediation: &huajie_law::MatterId) {
    let mut mediator = house.officer("tiaojie1").await;
    let lines = [
        ("obligations.0.obligor", "respondent"),
        ("obligations.0.content", "改罚 300 元"),
        ("obligations.0.due_on", "2026年12月10日"),
        ("disposition", "changed"),
        ("ending", "agency_corrects"),
    ];
    let page = house.order(&mut mediator, mediation, "draft_agreement", &lines).await;
    crate::stories::done(&page, "draft");
}

#[tokio::test]
async fn a_kind_of_step_narrows_the_list_and_stands_as_a_chip_that_goes_away() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = dispute.child(huajie_law::Kind::Mediation, 1);
        let clerk = house.officer("chuangkou").await;
        assert!(rows(&house, "chuangkou", "/desk?step=import").await.contains(mediation.as_str()));
        let page = house.get(&clerk, "/desk?step=record_visit").await;
        assert!(
            page.text.contains("步骤：回访登记") && !page.text.contains(mediation.as_str()),
            "{}",
            page.text
        );
        let page = house.get(&clerk, "/desk?show=others&step=nonsense").await;
        assert!(
            page.text.contains("没有这种步骤") && page.text.contains("href=\"/desk?show=others\""),
            "{}",
            page.text
        );
    }
}

#[tokio::test]
async fn every_step_in_somebodys_list_can_be_chosen_in_their_filter() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let check = async |when: &str| {
            for login in ["chuangkou", "zhuren", "tiaojie1", "faguan1", "shichang", "dangan"] {
                let browser = house.officer(login).await;
                for (part, path) in [(Part::Own, "/desk"), (Part::Others, "/desk?show=others")] {
                    let page = house.get(&browser, path).await;
                    let law = house.office.law();
                    let actor =
                        law.directory.actor(&format!("u-{login}").as_str().into(), "c1").expect("acts");
                    let wanted = Wanted { part, ..Wanted::default() };
                    let found = house
                        .office
                        .ledger
                        .to_dos(&Scope::from(&actor), &wanted, house.office.now().today, None, 50)
                        .await;
                    for row in found.expect("reads").iter().filter(|row| row.command != "wait") {
                        let option = format!("<option value=\"{}\"", row.command);
                        assert!(page.text.contains(&option), "{when}: {login} {part:?} {}", row.command);
                    }
                }
            }
        };
        check("registered").await;
        let mediation = at_the_table(&house, &dispute).await;
        check("at the table").await;
        agreed(&house, &dispute, &mediation).await;
        check("agreed").await;
    }
}

#[tokio::test]
async fn the_worklist_pages_by_key_and_passes_over_nothing() {
    for house in houses().await {
        let dispute = registered(&house).await;
        at_the_table(&house, &dispute).await;
        let law = house.office.law();
        for login in ["tiaojie1", "shichang", "chuangkou"] {
            let actor = law.directory.actor(&format!("u-{login}").as_str().into(), "c1").expect("acts");
            let scope = Scope::from(&actor);
            for part in [Part::Own, Part::Others] {
                let wanted = Wanted { part, ..Wanted::default() };
                let page = async |after: Option<&huajie_ledger::WorkKey>, limit| {
                    house
                        .office
                        .ledger
                        .to_dos(&scope, &wanted, house.office.now().today, after, limit)
                        .await
                        .expect("reads")
                };
                let whole = page(None, 50).await;
                let (mut one_by_one, mut after) = (Vec::new(), None);
                while let Some(row) = page(after.as_ref(), 1).await.pop() {
                    after = Some(row.key());
                    one_by_one.push(row);
                }
                assert_eq!(one_by_one, whole, "{login} {part:?}");
            }
        }
    }
}

#[tokio::test]
async fn work_of_somebody_who_has_left_is_shown_to_the_head_with_who_takes_it_over() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        // The agency has done its part: what is left is the mediator's.
        let check = [
            ("assessment", "事实清楚"),
            ("flaws", "无"),
            ("room_to_concede", "可以减轻"),
            ("head_will_attend", "true"),
        ];
        let mut agency = house.officer("shichang").await;
        crate::stories::done(&house.order(&mut agency, &mediation, "self_check", &check).await, "self check");
        let before = rows(&house, "zhuren", "/desk?show=others").await;
        assert!(!before.contains("已离任"), "{before}");
        let law = house.office.law();
        for (user, ..) in law.directory.holders(huajie_law::Role::Mediator) {
            let dismiss = huajie_law::directory::OfficerCommand::Dismiss { reason: "调离".into() };
            let order = huajie::office::Order {
                target: huajie_law::MatterId::new(user.as_str()),
                seen_version: None,
                command: huajie_law::Command::Officer(dismiss),
            };
            let statute = huajie_law::Actor::statute();
            let done = house.office.execute(&statute, order, huajie::office::Extras::default()).await;
            assert!(done.is_ok(), "{done:?}");
        }
        let all = rows(&house, "zhuren", "/desk?show=others").await + &rows(&house, "zhuren", "/desk").await;
        assert!(all.contains("已离任，由中心负责人安排接办"), "{all}");
    }
}
