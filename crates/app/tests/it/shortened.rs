//! A mediation of which only a few days are left before it has to end: said before anybody decides to begin, on both engines.

use crate::{cases::register, harness::houses, papers::fonts};

/// Sixty days from 12 October end on Friday, 11 December: fifteen days before that is Thursday, 26 November.
const SOON: [(&str, &str); 6] = [
    ("act.kind", "penalty"),
    ("act.title", "罚款 2000 元"),
    ("act.made_on", "2026年10月12日"),
    ("act.known_on", "2026年10月12日"),
    ("claims", "减轻处罚"),
    ("facts", "初次违法，已经改正。"),
];
const TOLD: &str = "最多谈2日，到2026年11月26日为止";

#[tokio::test]
async fn the_screening_the_consent_and_its_paper_say_for_how_long_and_until_when_it_could_go() {
    for house in houses().await {
        let who = [("applicant", "natural_person", "示例·甲", false)];
        let case = register(&house, "钟祥市市场监督管理局", "shichang", &who, &SOON).await;
        let mediation = case.mediation_id();
        let clerk = house.officer("chuangkou").await;
        let screening = house.get(&clerk, &format!("/desk/file/{mediation}/import")).await;
        assert!(screening.text.contains(TOLD), "{}", screening.text);
        case.import("party_asks", "before_procedure", false).await;
        let consent = house.get(&clerk, &format!("/desk/file/{mediation}/record_consent")).await;
        assert!(consent.text.contains(TOLD), "{}", consent.text);
        let own = house.party(&case.dispute, "p1").await;
        let asked = house.get(&own, &format!("/my/{mediation}/record_consent")).await;
        assert!(asked.text.contains(TOLD), "{}", asked.text);
        if fonts().is_some() {
            let path = format!("/desk/file/{}/papers/preview?paper=consent_notice.p1.-", case.dispute);
            assert!(house.bytes(&clerk, &path).await.1.starts_with(b"%PDF"));
        }
        case.holds().await;
    }
}
