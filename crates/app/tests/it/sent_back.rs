//! A case that was sent back, as the court's program tells of it: its new number lands in the suit that it is, and what was tried
//! before stays on the page. On both engines.

use crate::{
    cases::register,
    elsewhere::{court, injury, sued},
    harness::houses,
    outside_program::{Program, decided, filed, suits, told},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::mirrored::Level;
use jiff::civil::date;
use serde_json::json;

#[tokio::test]
async fn a_case_that_was_sent_back_is_filed_anew_in_the_suit_that_it_was() {
    for house in houses().await {
        let case = injury(&house).await;
        let number = case.dispute().await.number;
        let program = Program::of_the_court(&house).await;
        let sent = [
            filed("e1", &number),
            told("e2", &number, "first", "2026-11-16", decided("claim_dismissed"), None),
            told(
                "e3",
                &number,
                "second",
                "2026-11-17",
                json!({ "step": "received" }),
                Some("（2026）行终示例 7 号"),
            ),
            told("e4", &number, "second", "2026-11-18", decided("remanded"), None),
            told(
                "e5",
                &number,
                "first",
                "2026-11-19",
                json!({ "step": "accepted" }),
                Some("（2026）行初示例 99 号"),
            ),
            told("e6", &number, "second", "2026-11-20", json!({ "step": "served", "sides": ["all"] }), None),
        ];
        for one in &sent {
            let answer = program.send(&house, one).await;
            assert_eq!(answer.status, StatusCode::OK, "{one}: {}", answer.body);
            assert_eq!(answer.body["state"], "applied", "{one}: {}", answer.body);
        }
        let all = suits(&case).await;
        assert_eq!(all.len(), 1, "one suit");
        let (id, held) = &all[0];
        assert_eq!(held.level(Level::First).and_then(|first| first.accepted_on), Some(date(2026, 11, 19)));
        assert_eq!(held.contradictions(), []);
        let clerk = house.officer("chuangkou").await;
        let page = house.get(&clerk, &format!("/desk/file/{id}")).await.text;
        for says in
            ["发回重审以前的一审", "判决驳回诉讼请求", "行初示例 99 号", "发回重审以前的一审：审理期限"]
        {
            assert!(page.contains(says), "{says}: {page}");
        }
    }
}

#[tokio::test]
async fn a_number_or_a_suit_that_is_on_file_already_is_asked_about_where_it_is_typed() {
    for house in houses().await {
        sued(&injury(&house).await).await;
        let parties = [("applicant", "natural_person", "示例·吴某", false)];
        let act = [
            ("wish", "register_only"),
            ("source", "counter"),
            ("first_submitted_on", "2026年11月9日"),
            ("act.kind", "penalty"),
            ("act.title", "罚款决定"),
            ("act.made_on", "2026年8月28日"),
            ("act.known_on", "2026年8月30日"),
            ("claims", "减轻处罚"),
            ("facts", "初次违法，已经改正。"),
        ];
        let other = register(&house, "钟祥市市场监督管理局", "shichang", &parties, &act).await;
        let court = court(&house);
        let typed = |number: &'static str, apart: &'static str| {
            let mut pairs = vec![
                ("opening.procedure", "litigation"),
                ("opening.body.organization", court.as_str()),
                ("opening.report.step.step", "accepted"),
                ("opening.report.happened_on", "2026年11月12日"),
                ("opening.report.case_number", number),
            ];
            pairs.extend((!apart.is_empty()).then_some(("opening.apart", apart)));
            pairs
        };
        for (number, says) in [("(2026)行初示例5号", "另一件争议"), ("（2026）行初示例 6 号", "")]
        {
            let page =
                other.order("chuangkou", &other.dispute, "record_proceeding", &typed(number, "")).await;
            match says {
                "" => done(&page, number),
                says => assert!(
                    page.status == StatusCode::UNPROCESSABLE_ENTITY && page.text.contains(says),
                    "{}",
                    page.text
                ),
            }
        }
        let again = other
            .order("chuangkou", &other.dispute, "record_proceeding", &typed("（2026）行初示例 7 号", ""))
            .await;
        assert!(again.text.contains("已经登记了同样的申请人的诉讼"), "{}", again.text);
        let pairs = typed("（2026）行初示例 7 号", "true");
        done(&other.order("chuangkou", &other.dispute, "record_proceeding", &pairs).await, "another suit");
        let clerk = house.officer("chuangkou").await;
        let page = house.get(&clerk, &format!("/desk/file/{}", other.dispute)).await.text;
        assert!(page.contains("登记程序进展（行政诉讼 （2026）行初示例 7 号）"), "{page}");
    }
}
