//! Before the seal a side goes back on what it signed, by a button of its own; on both engines.

use crate::{cases::register, harness::houses, next_steps::sent};
use huajie_law::mediation::RESPONDENT;

const ACT: [(&str, &str); 10] = [
    ("source", "reconsideration_referral"),
    ("source_number", "复议〔2026〕示例 1 号"),
    ("first_submitted_on", "2026年11月18日"),
    ("filed_on", "2026年11月18日"),
    ("act.kind", "penalty"),
    ("act.title", "罚款 5000 元"),
    ("act.made_on", "2026年10月31日"),
    ("act.known_on", "2026年10月31日"),
    ("claims", "撤销处罚"),
    ("facts", "五袋茶干货值十五元"),
];
const AGREED: [(&str, &str); 6] = [
    ("obligations.0.obligor", RESPONDENT),
    ("obligations.0.obligee", "p1"),
    ("obligations.0.content", "罚款改为 300 元"),
    ("obligations.0.due_on", "2026年12月4日"),
    ("disposition", "changed"),
    ("ending", "reconsideration_statement"),
];

#[tokio::test]
async fn until_the_seal_a_side_goes_back_on_it_by_a_button_and_whoever_signed_is_told() {
    for house in houses().await {
        let who = [("applicant", "natural_person", "示例·甲", false)];
        let case = register(&house, "钟祥市市场监督管理局", "shichang", &who, &ACT).await;
        case.import("law_allows", "reconsideration", false).await;
        case.consent().await;
        case.begin().await;
        case.step("tiaojie1", "draft_agreement", &AGREED).await;
        case.lawful().await;
        case.sign().await;
        let button = format!("/{}/renege", case.mediation_id());
        let own = async || house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        let page = own().await;
        assert!(page.contains(&button) && page.contains("盖章以前反悔"), "{page}");
        case.step("p1", "renege", &[("reason", "家里商量以后不同意")]).await;
        let said = sent(&house).await;
        let told = |channel: &str, words: &str| {
            said.iter().filter(|(by, text)| by == channel && text.contains(words)).count()
        };
        assert_eq!(told("sms", "有一方在生效以前反悔"), 1, "{said:?}");
        assert_eq!(told("officer", "有一方在盖章以前反悔"), 3, "agency, mediator, judge: {said:?}");
        assert!(!own().await.contains(&button));
        let clerk = house.officer("chuangkou").await;
        let file = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await.text;
        assert!(file.contains("生效前一方反悔：家里商量以后不同意"), "{file}");
        case.holds().await;
    }
}
