//! What is not known is left out of a file, and why a later day may be claimed is said as it is. On both engines.

use crate::{cases::register, harness::houses};

#[tokio::test]
async fn an_agreement_whose_day_nobody_knows_is_told_by_its_limitation_and_not_by_a_remedy_that_was_not_told()
{
    for house in houses().await {
        let person = [("applicant", "natural_person", "示例·乙", false)];
        let act = [
            ("act.kind", "agreement"),
            ("act.title", "招商协议没有兑现"),
            ("act.known_on", "2025年6月1日"),
            ("act.told", "no"),
            ("act.about_money", "true"),
            ("claims", "按协议支付"),
            ("facts", "约定的奖励一直没有给。"),
        ];
        let case = register(&house, "钟祥市市场监督管理局", "shichang", &person, &act).await;
        case.import("party_asks", "before_procedure", false).await;
        let clerk = house.officer("chuangkou").await;
        let file = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await.text;
        assert!(!file.contains("作出，") && file.contains("知道日期"), "{file}");
        let asked =
            house.get(&clerk, &format!("/desk/file/{}/record_consent", case.mediation_id())).await.text;
        assert!(asked.contains("请求履行的诉讼时效到2028年6月1日"), "{asked}");
        assert!(!asked.contains("没有告知救济途径"), "{asked}");
        let refused =
            [("party", "p1"), ("answer", "refuse"), ("way", "phone"), ("note", "9:20 致电本人，不同意")];
        case.step("chuangkou", "record_consent", &refused).await;
        let letters = house.office.ledger.waiting_letters(house.office.now().at, 500).await.expect("reads");
        let mut told = false;
        for letter in &letters {
            let text = house.office.letter_text(&letter.id, &letter.sealed_body, letter.about.as_ref()).await;
            let text = text.expect("reads").expect("opens");
            assert!(!text.contains("没有告知"), "{text}");
            told |= text.contains("诉讼时效到2028年6月1日");
        }
        assert!(told, "the end says what is left");
        case.holds().await;
    }
}
