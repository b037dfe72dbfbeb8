//! What a page must not let anybody believe or put on file: the day of one remedy as that of another, a channel or a ground that the file
//! contradicts. On both engines.

use crate::{cases::register, harness::houses, stories::done};
use axum::http::StatusCode;

/// Sixty days from 10 September ended on Monday, 9 November; six months end on 10 March.
const LATE: [(&str, &str); 6] = [
    ("act.kind", "penalty"),
    ("act.title", "罚款 2000 元"),
    ("act.made_on", "2026年9月10日"),
    ("act.known_on", "2026年9月10日"),
    ("claims", "减轻处罚"),
    ("facts", "初次违法，已经改正。"),
];

#[tokio::test]
async fn nobody_reads_that_reconsideration_is_open_until_the_day_to_sue_nor_finds_a_ground_that_cannot_be_true()
 {
    for house in houses().await {
        let who = [("applicant", "natural_person", "示例·甲", false)];
        let case = register(&house, "钟祥市市场监督管理局", "shichang", &who, &LATE).await;
        let mediation = case.mediation_id();
        let clerk = house.officer("chuangkou").await;
        let importing = house.get(&clerk, &format!("/desk/file/{mediation}/import")).await.text;
        assert!(
            importing.contains("不能选“诉前（法院委派）”") && importing.contains("不能选“信访中”"),
            "{importing}"
        );
        case.import("party_asks", "before_procedure", false).await;
        let own = house.party(&case.dispute, "p1").await;
        for (reader, path) in [(&clerk, "/desk/file"), (&own, "/my")] {
            let page = house.get(reader, &format!("{path}/{mediation}/record_consent")).await.text;
            assert!(page.contains("起诉最保守的最后一天是 2027年3月10日"), "{page}");
            assert!(page.contains("申请复议的最后一天2026年11月9日已经过去"), "{page}");
            assert!(!page.contains("起诉、申请复议最保守"), "{page}");
        }
        case.consent().await;
        case.begin().await;
        let lead = house.officer("tiaojie1").await;
        for (step, open, shut) in [
            ("fail", "分歧较大", "value=\"refused_signature\""),
            ("terminate", "自行和解", "value=\"no_show\""),
        ] {
            let page = house.get(&lead, &format!("/desk/file/{mediation}/{step}")).await.text;
            assert!(page.contains(open) && !page.contains(shut), "{step}: {page}");
        }
        let untrue = [("ground", "no_show"), ("reason", "没有来")];
        let refused = case.order("tiaojie1", &mediation, "terminate", &untrue).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        case.holds().await;
    }
}

#[tokio::test]
async fn a_channel_chosen_by_mistake_is_put_right_on_a_page_of_its_own() {
    for house in houses().await {
        let who = [("applicant", "natural_person", "示例·甲", false)];
        let sent = [("source", "court_referral"), ("source_number", "（2026）鄂0881诉前调12号")];
        let typed: Vec<_> = sent.into_iter().chain(LATE).collect();
        let case = register(&house, "钟祥市市场监督管理局", "shichang", &who, &typed).await;
        case.import("party_asks", "before_procedure", false).await;
        let right = [("channel", "pre_trial"), ("reason", "导入时选错了一行")];
        case.step("chuangkou", "correct_channel", &right).await;
        let clerk = house.officer("chuangkou").await;
        let file = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await.text;
        assert!(file.contains("诉前（法院委派）（更正：导入时选错了一行）"), "{file}");
        case.holds().await;
    }
}

#[tokio::test]
async fn a_source_noted_wrongly_is_put_right_while_it_is_mediated_and_opens_the_channel() {
    for house in houses().await {
        let who = [("applicant", "natural_person", "示例·甲", false)];
        let case = register(&house, "钟祥市市场监督管理局", "shichang", &who, &LATE).await;
        case.import("party_asks", "before_procedure", false).await;
        let clerk = house.officer("chuangkou").await;
        let form = house.get(&clerk, &format!("/desk/file/{}/correct", case.dispute)).await.text;
        assert!(form.contains("origin.source\"") && form.contains("更正所处的阶段"), "{form}");
        assert!(form.contains("被申请机关不能再改") && !form.contains("origin.respondent"), "{form}");
        let right = [("origin.source", "court_referral"), ("reason", "法院委派，登记时选错了来源")];
        done(&case.order("chuangkou", &case.dispute, "correct", &right).await, "correct");
        let right = [("channel", "pre_trial"), ("reason", "法院委派的，来源已经更正")];
        case.step("chuangkou", "correct_channel", &right).await;
        let file = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await.text;
        assert!(file.contains("诉前（法院委派）（更正：法院委派的，来源已经更正）"), "{file}");
        case.holds().await;
    }
}
