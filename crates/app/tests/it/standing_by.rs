//! At the counter: a party signs on the glass of the centre, a landline is told by telephone, whoever had signed is told that they sign
//! again; only those are offered for challenge who can be challenged; what was said at the visit stands on the file.

use crate::{
    cases::{Case, fined, glass, register},
    fines::registered,
    harness::{Browser, House, houses, houses_on},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::mediation::RESPONDENT;
use jiff::civil::date;

async fn drafted(house: &House) -> Case<'_> {
    let case = fined(house, "示例·甲").await;
    case.consent().await;
    case.begin().await;
    draft(&case, "作出变更决定").await;
    case.lawful().await;
    case
}

async fn draft(case: &Case<'_>, content: &str) {
    let lines = [
        ("obligations.0.obligor", RESPONDENT),
        ("obligations.0.obligee", "p1"),
        ("obligations.0.content", content),
        ("obligations.0.due_on", "2026年12月4日"),
        ("disposition", "changed"),
        ("ending", "agreement_alone"),
    ];
    case.step("tiaojie1", "draft_agreement", &lines).await;
}

async fn texts(house: &House, channel: &str) -> Vec<String> {
    let letters = house.office.ledger.waiting_letters(house.office.now().at, 500).await.expect("reads");
    let mut said = Vec::new();
    for letter in letters.iter().filter(|letter| letter.channel == channel) {
        let text = house.office.letter_text(&letter.id, &letter.sealed_body, letter.about.as_ref()).await;
        said.push(text.expect("reads").expect("opens"));
    }
    said
}

async fn page(case: &Case<'_>, login: &str, command: &str) -> String {
    let path = format!("/desk/file/{}/{command}", case.mediation_id());
    case.house.get(&case.house.officer(login).await, &path).await.text
}

async fn file(case: &Case<'_>, login: &str) -> String {
    let path = format!("/desk/file/{}", case.dispute);
    case.house.get(&case.house.officer(login).await, &path).await.text
}

async fn own(case: &Case<'_>) -> String {
    case.house.get(&case.house.party(&case.dispute, "p1").await, "/my").await.text
}

#[tokio::test]
async fn a_party_that_is_there_signs_on_the_glass_of_the_centre_before_the_counter() {
    for house in houses().await {
        let case = drafted(&house).await;
        let hand = glass();
        let unseen = [("party", "p1"), ("way", hand.as_str())];
        let refused = case.order("chuangkou", &case.mediation_id(), "sign_agreement", &unseen).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let beside = refused.text.rsplit("核对身份证件以后勾选这一格").next().unwrap_or_default();
        let first = beside.split("name=\"").nth(1).and_then(|rest| rest.split('"').next());
        assert_eq!(first, Some("present.identity_shown"), "{}", refused.text);
        assert!(refused.text.contains("刚才的签字没有留下来"), "{}", refused.text);
        let ticked = ("present.identity_shown", "true");
        let agency = [("party", RESPONDENT), ("way", hand.as_str()), ticked];
        let refused = case.order("chuangkou", &case.mediation_id(), "sign_agreement", &agency).await;
        assert!(refused.text.contains("当面签只给到场的当事人用"), "{}", refused.text);
        case.step("chuangkou", "sign_agreement", &[("party", "p1"), ("way", &hand), ticked]).await;
        let shown = file(&case, "tiaojie1").await;
        assert!(shown.contains("当面签，身份证件已核对，") && shown.contains("在场"), "{shown}");
        let left = page(&case, "chuangkou", "sign_agreement").await;
        assert!(
            !left.contains("identity_shown"),
            "the agency and the mediator sign with their accounts: {left}"
        );
        let waits = file(&case, "chuangkou").await;
        assert!(waits.contains("钟祥市市场监督管理局、调解员在调解协议上签字"), "{waits}");
        let agencys = page(&case, RESPONDENT_LOGIN, "sign_agreement").await;
        assert!(!agencys.contains("当面签"), "an account of its own: {agencys}");
        case.step(RESPONDENT, "sign_agreement", &[("way", &hand)]).await;
        case.step("tiaojie1", "sign_agreement", &[("party", "mediator"), ("way", &hand)]).await;
        assert!(own(&case).await.contains("各方签完协议，2026年11月24日生效"), "{}", own(&case).await);
        case.holds().await;
    }
}

const RESPONDENT_LOGIN: &str = "shichang";

#[tokio::test]
async fn a_consent_is_given_in_writing_on_the_glass_of_the_centre() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        let hand = glass();
        let given = [
            ("party", "p1"),
            ("answer", "agree"),
            ("way", "paper"),
            ("conservative_day_told", "true"),
            ("signed.way", hand.as_str()),
        ];
        let refused = case.order("chuangkou", &case.mediation_id(), "record_consent", &given).await;
        assert!(refused.text.contains("请先核对本人的身份证件"), "{}", refused.text);
        let seen = [&given[..], &[("signed.present.identity_shown", "true")]].concat();
        case.step("chuangkou", "record_consent", &seen).await;
        let shown = file(&case, "zhuren").await;
        assert!(shown.contains("同意调解（书面") && shown.contains("当面签，身份证件已核对"), "{shown}");
    }
}

#[tokio::test]
async fn a_draft_that_is_made_over_says_whose_signatures_go_and_tells_them() {
    for house in houses().await {
        let case = drafted(&house).await;
        let hand = glass();
        assert!(!page(&case, "tiaojie1", "draft_agreement").await.contains("已经签字的"));
        case.step("p1", "sign_agreement", &[("way", &hand)]).await;
        case.step(RESPONDENT, "sign_agreement", &[("way", &hand)]).await;
        let asked = page(&case, "tiaojie1", "draft_agreement").await;
        assert!(
            asked.contains("已经签字的：示某某、钟祥市市场监督管理局。改稿以后原来的签字作废"),
            "{asked}"
        );
        draft(&case, "作出变更决定，改罚三百元").await;
        for channel in ["sms", "officer"] {
            let said = texts(&house, channel).await;
            let again = said.iter().filter(|text| text.contains("您原来的签字作废")).count();
            assert_eq!(again, 1, "{channel}: {said:?}");
        }
        assert!(case.mediation().await.agreement.expect("is drafted").signatures.is_empty());
    }
}

#[tokio::test]
async fn nothing_is_sent_to_a_landline_and_the_counter_has_it_to_tell() {
    for house in houses().await {
        let case = registered(&house, "示例·甲", &[("parties.0.phone", "0724-4223344")]).await;
        let clerk = house.officer("chuangkou").await;
        let before = house.get(&clerk, "/desk/letters").await.text;
        assert!(
            !before.contains("座机尾号"),
            "who stands there is not called about the registration: {before}"
        );
        let sent = texts(&house, "sms").await.len();
        case.import("party_asks", "before_procedure", false).await;
        assert_eq!(texts(&house, "sms").await.len(), sent, "no text");
        let list = house.get(&clerk, "/desk/letters").await.text;
        for told in ["座机尾号 3344", "座机收不到短信，没有发", "适合调解，请说一说您愿不愿意"]
        {
            assert!(list.contains(told), "{told}: {list}");
        }
        let opened = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await;
        assert!(opened.text.contains("电话是座机、收不到短信，要打电话告知"), "{}", opened.text);
        assert!(!opened.text.contains("4223344"), "the number itself stays sealed");
        let mine = own(&case).await;
        assert!(!mine.contains("会发短信"), "{mine}");
        let progress = house.get(&Browser::default(), "/progress").await.text;
        assert!(progress.contains("登记的是座机的收不到验证码"), "{progress}");
        let renewed = [("party", "p1"), ("phone", "13800002222"), ("reason", "换了手机，已核对身份证原件")];
        case.order("chuangkou", &case.dispute, "renew_access", &renewed).await;
        assert!(!file(&case, "chuangkou").await.contains("电话是座机"), "it is a mobile now");
        let back = [("party", "p1"), ("phone", "0724-4223344"), ("reason", "还是用座机")];
        case.order("chuangkou", &case.dispute, "correct_party", &back).await;
        assert!(file(&case, "chuangkou").await.contains("电话是座机"));
        let csrf = opened.hidden("csrf");
        let persons = format!("/desk/file/{}/persons", case.dispute);
        let full = house.post(&mut clerk.clone(), &persons, &[("csrf", csrf.as_str())]).await.text;
        assert!(full.contains("座机，收不到短信"), "{full}");
    }
}

#[tokio::test]
async fn the_receipt_says_whose_landline_it_is_and_that_the_agents_mobile_gets_the_texts() {
    for house in houses().await {
        let mut clerk = house.officer("chuangkou").await;
        let law = house.office.law();
        let body = law.directory.organizations.iter().find(|(_, body)| body.name == "钟祥市市场监督管理局");
        let respondent = body.expect("the city has it").0.to_string();
        let typed = [
            ("respondent", respondent.as_str()),
            ("parties.0.standing", "applicant"),
            ("parties.0.nature", "natural_person"),
            ("parties.0.name", "示例·甲"),
            ("parties.0.phone", "0724-4223344"),
            ("parties.0.agent.name", "示例·代理"),
            ("parties.0.agent.phone", "13700001111"),
            ("parties.0.agent.authority", "general"),
            ("act.kind", "penalty"),
            ("act.title", "罚款 2000 元"),
            ("act.made_on", "2026年11月5日"),
            ("act.known_on", "2026年11月6日"),
            ("act.told", "yes"),
            ("place", "420881101"),
            ("wish", "mediation"),
            ("claims", "减轻处罚"),
            ("facts", "初次违法，已经改正。"),
        ];
        let form = house.get(&clerk, "/desk/register").await.filled_in(&typed);
        let receipt = house.post_with(&mut clerk, "/desk/register", &form, &[]).await.text;
        assert!(receipt.contains("示某某登记的是座机，收不到短信"), "{receipt}");
        assert!(receipt.contains("短信同时发到代理人示某某的手机"), "{receipt}");
    }
}

#[tokio::test]
async fn only_who_can_be_challenged_is_offered_and_who_sits_there_speaks_for_themselves() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        let own = page(&case, "tiaojie1", "challenge").await;
        assert!(own.contains("本人自行回避") && !own.contains("u-faguan1"), "{own}");
        let counter = page(&case, "chuangkou", "challenge").await;
        assert!(counter.contains("谁提出的") && !counter.contains("本人自行回避"), "{counter}");
        assert!(counter.contains("u-faguan1") && counter.contains("u-tiaojie1"), "{counter}");
        case.step("p1", "challenge", &[("of", "u-faguan1"), ("ground", "同对方负责人是亲戚")]).await;
        let counter = page(&case, "chuangkou", "challenge").await;
        assert!(!counter.contains("u-faguan1") && counter.contains("u-tiaojie1"), "{counter}");
    }
}

#[tokio::test]
async fn what_was_said_at_the_visit_stands_on_the_file_and_on_the_partys_own_page() {
    for house in houses().await {
        let case = drafted(&house).await;
        case.sign().await;
        case.fulfil("o1").await;
        case.visit("yes").await;
        let shown = file(&case, "chuangkou").await;
        for told in ["案后回访", "满意度：5 分", "答疑：解答了怎样缴款", "履行：已履行"]
        {
            assert!(shown.contains(told), "{told}: {shown}");
        }
        let mine = own(&case).await;
        assert!(mine.contains("满意度：5 分") && mine.contains("解答了怎样缴款"), "{mine}");
        assert!(!file(&case, "shichang").await.contains("满意度"), "the visit is the centre's own");
        done(&case.order("dangan", &case.dispute, "close", &[("reason", "当面交的")]).await, "close");
        assert!(file(&case, "dangan").await.contains("满意度：5 分"));
    }
}

#[tokio::test]
async fn a_day_in_a_year_without_its_notice_is_provisional_on_the_citizens_page_and_in_the_picture() {
    for house in houses_on(date(2026, 12, 10)).await {
        let person = [("applicant", "natural_person", "示例·甲", false)];
        let act = [
            ("act.kind", "penalty"),
            ("act.title", "罚款 2000 元"),
            ("act.made_on", "2026年12月8日"),
            ("act.known_on", "2026年12月9日"),
            ("claims", "减轻处罚"),
            ("facts", "初次违法，已经改正。"),
        ];
        let case = register(&house, "钟祥市市场监督管理局", "shichang", &person, &act).await;
        case.import("party_asks", "before_procedure", false).await;
        case.consent().await;
        case.begin().await;
        let mine = own(&case).await;
        assert!(mine.contains("依法结束调解，2027年"), "{mine}");
        let line =
            mine.split("依法结束调解，").nth(1).expect("the step").chars().take(30).collect::<String>();
        assert!(line.contains("暂定"), "{line}");
        let shown = file(&case, "chuangkou").await;
        let drawn = shown.matches("暂定").count() > shown.matches("暂定，当年放假安排尚未公布").count();
        assert!(drawn && shown.contains("暂定，当年放假安排尚未公布"), "{shown}");
    }
}
