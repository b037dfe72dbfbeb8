//! 代理人: gets the texts of whoever it acts for, signs in with its own telephone, and does what its authority reaches to.

use crate::{
    cases::{Case, glass, pixel},
    fines::{CHANGED, registered},
    harness::{Browser, House, Page, houses},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::mediation::RESPONDENT;

const AGENTS_PHONE: &str = "13700001111";

async fn represented<'a>(house: &'a House, authority: &str) -> Case<'a> {
    let agent = [
        ("parties.0.agent.name", "示例·代理"),
        ("parties.0.agent.phone", AGENTS_PHONE),
        ("parties.0.agent.authority", authority),
    ];
    registered(house, "示例·甲", &agent).await
}

pub async fn waiting(house: &House) -> Vec<(String, String)> {
    let letters = house.office.ledger.waiting_letters(house.office.now().at, 500).await.expect("reads");
    let mut said = Vec::new();
    for letter in &letters {
        let to = house.office.open_letter(&letter.id, "address", &letter.sealed_address).expect("opens");
        let text = house.office.letter_text(&letter.id, &letter.sealed_body, letter.about.as_ref()).await;
        said.push((to, text.expect("reads").expect("opens")));
    }
    said
}

/// A new query code, told at the counter once.
async fn query_code(case: &Case<'_>) -> String {
    let renewed = [("party", "p1"), ("reason", "查询码丢了，已核对身份证原件")];
    let page = case.order("chuangkou", &case.dispute, "renew_access", &renewed).await;
    let found = page.text.split("confirmation-code").nth(1).and_then(|rest| rest.split('>').nth(1));
    found.and_then(|rest| rest.split('<').next()).unwrap_or_else(|| panic!("{}", page.text)).to_owned()
}

async fn asks(house: &House, number: &str, code: &str, phone: &str) -> Browser {
    let mut browser = Browser::default();
    let typed = [("number", number), ("query_code", code), ("phone", phone)];
    let asked = house.post(&mut browser, "/progress", &typed).await;
    assert_eq!(asked.location.as_deref(), Some("/progress/code"), "{}", asked.text);
    browser
}

async fn enters(house: &House, browser: &mut Browser, code: &str) -> Page {
    let form = house.get(browser, "/progress/code").await;
    let csrf = form.hidden("csrf");
    house.post(browser, "/progress/code", &[("csrf", csrf.as_str()), ("code", code)]).await
}

async fn signed_in(case: &Case<'_>) -> Browser {
    let house = case.house;
    let code = query_code(case).await;
    let number = case.dispute().await.number;
    let mut browser = asks(house, &number, &code, AGENTS_PHONE).await;
    let (_, letter) = waiting(house)
        .await
        .into_iter()
        .rfind(|(to, text)| to == AGENTS_PHONE && text.contains("验证码"))
        .expect("a code goes to the agent's own telephone");
    let digits: String = letter.chars().filter(char::is_ascii_digit).take(6).collect();
    let inside = enters(house, &mut browser, &digits).await;
    assert_eq!(inside.location.as_deref(), Some("/my"), "{}", inside.text);
    browser
}

async fn gives(house: &House, browser: &mut Browser, path: &str, typed: &[(&str, &str)]) -> Page {
    let form = house.get(browser, path).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let filled = form.filled_in(typed);
    let filled: Vec<(&str, &str)> =
        filled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    house.post(browser, path, &filled).await
}

/// The letter of authority, photographed and sent from the agent's own page.
async fn hands_in_the_letter(case: &Case<'_>, agent: &mut Browser) {
    let path = format!("/my/{}/file_authority", case.dispute);
    let form = case.house.get(agent, &path).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let scan = pixel();
    let files = [("document", "委托书.png", &*scan)];
    let sent = case.house.post_with(agent, &path, &form.filled_in(&[]), &files).await;
    assert_eq!(sent.location.as_deref(), Some("/my?done=file_authority"), "{}", sent.text);
}

/// The party says that the letter is its own.
async fn confirms_the_letter(case: &Case<'_>) {
    let mut party = case.house.party(&case.dispute, "p1").await;
    let path = format!("/my/{}/file_authority", case.dispute);
    let confirmed = gives(case.house, &mut party, &path, &[("brought", "true")]).await;
    assert_eq!(confirmed.location.as_deref(), Some("/my?done=file_authority"), "{}", confirmed.text);
}

#[tokio::test]
async fn who_comes_in_the_place_of_an_agent_is_not_reached_by_the_telephone_of_who_is_gone() {
    for house in houses().await {
        let case = represented(&house, "special").await;
        let other = [("party", "p1"), ("agent.name", "示例·另人"), ("reason", "换了代理人")];
        done(&case.order("chuangkou", &case.dispute, "correct_party", &other).await, "another agent");
        let agent = case.dispute().await.parties[0].particulars.agent.clone().expect("an agent");
        let held = house.office.open_person(&agent.person).await.expect("opens");
        assert_eq!((held.name.as_str(), held.phone), ("示例·另人", None));
        let (code, number) = (query_code(&case).await, case.dispute().await.number);
        let before = waiting(&house).await.len();
        asks(&house, &number, &code, AGENTS_PHONE).await;
        assert_eq!(waiting(&house).await.len(), before, "no code goes to who is gone");
    }
}

#[tokio::test]
async fn a_party_brings_another_letter_and_ends_the_agency_on_its_own_page() {
    for house in houses().await {
        let case = represented(&house, "special").await;
        let mut agent = signed_in(&case).await;
        hands_in_the_letter(&case, &mut agent).await;
        let clerk = house.officer("chuangkou").await;
        assert!(house.get(&clerk, "/desk").await.text.contains("代理人交来授权委托书"));
        let to_confirm = "看代理人交来的授权委托书，确认是不是本人签的";
        let theirs = house.get(&agent, "/my").await.text;
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(
            theirs.contains("您交来的授权委托书，要等") && own.contains(&format!(">{to_confirm}</a>")),
            "{theirs} {own}"
        );
        confirms_the_letter(&case).await;
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(!own.contains(to_confirm), "{own}");
        let mut party = house.party(&case.dispute, "p1").await;
        let path = format!("/my/{}/file_authority", case.dispute);
        let again = house.get(&party, &path).await;
        assert_eq!(again.status, StatusCode::OK, "{}", again.text);
        assert!(again.text.contains("代替原来的"), "{}", again.text);
        let ended = gives(&house, &mut party, &format!("/my/{}/end_agency", case.dispute), &[]).await;
        assert_eq!(ended.location.as_deref(), Some("/my?done=end_agency"), "{}", ended.text);
        assert!(case.dispute().await.parties[0].particulars.agent.is_none());
        let out = house.get(&agent, "/my").await;
        assert_eq!(out.location.as_deref().map(|to| to.starts_with("/progress")), Some(true), "{}", out.text);
        let said = waiting(&house).await;
        assert!(
            said.iter().any(|(to, text)| to == AGENTS_PHONE && text.contains("解除对您的委托")),
            "{said:?}"
        );
        let own = house.get(&party, "/my").await.text;
        assert!(own.contains("解除了对代理人的委托") && own.contains("授权委托书（"), "{own}");
        case.holds().await;
    }
}

#[tokio::test]
async fn a_letter_goes_with_the_person_and_the_authority_that_it_names() {
    for house in houses().await {
        let case = represented(&house, "special").await;
        let mut clerk = house.officer("chuangkou").await;
        let scan = pixel();
        let files = [("document", "委托书.png", &*scan)];
        let filed =
            house.order_with(&mut clerk, &case.dispute, "file_authority", &[("party", "p1")], &files).await;
        done(&filed, "the counter files it");
        let on_file = async || case.dispute().await.parties[0].particulars.agent.clone().expect("an agent");
        assert!(on_file().await.document.is_some());
        let same = [("party", "p1"), ("agent.phone", "13700002222"), ("reason", "换了号码")];
        done(&case.order("chuangkou", &case.dispute, "correct_party", &same).await, "another telephone");
        assert!(on_file().await.document.is_some(), "the same person");
        let other = [("party", "p1"), ("agent.name", "示例·另人"), ("reason", "换了代理人")];
        done(&case.order("chuangkou", &case.dispute, "correct_party", &other).await, "another agent");
        assert!(on_file().await.document.is_none(), "it named somebody else");
        case.holds().await;
    }
}

#[tokio::test]
async fn an_agent_is_written_to_as_well_and_signs_in_with_its_own_telephone() {
    for house in houses().await {
        let case = represented(&house, "general").await;
        case.import("party_asks", "before_procedure", false).await;
        let said = waiting(&house).await;
        let told = |to: &(String, String)| to.0 == AGENTS_PHONE && to.1.contains("您代理的案件");
        assert!(said.iter().any(told), "{said:?}");
        let agent = signed_in(&case).await;
        let own = house.get(&agent, "/my").await;
        assert!(own.text.contains("您的身份") && own.text.contains("一般授权"), "{}", own.text);
        assert!(!own.text.contains("说一说愿不愿意调解"), "{}", own.text);
        let consent = format!("/my/{}/record_consent", case.mediation_id());
        let closed = house.get(&agent, &consent).await;
        assert_eq!(closed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(closed.text.contains("特别授权"), "{}", closed.text);
        let papers = format!("/my/{}/add_evidence", case.dispute);
        assert_eq!(house.get(&agent, &papers).await.status, StatusCode::OK, "papers are brought for it");
        case.holds().await;
    }
}

#[tokio::test]
async fn a_general_agent_is_told_what_the_party_has_to_do_itself_and_is_not_asked_for_it() {
    for house in houses().await {
        let case = represented(&house, "general").await;
        case.import("party_asks", "before_procedure", false).await;
        let asked = waiting(&house).await;
        let asked = asked.iter().find(|(to, text)| to == AGENTS_PHONE && text.contains("愿不愿意"));
        let (_, text) = asked.expect("the agent learns that the party is asked");
        assert!(text.contains("这一步要由本人自己办") && text.contains("请转告本人"), "{text}");
        let agent = signed_in(&case).await;
        let own = house.get(&agent, "/my").await.text;
        for told in [
            "要由示某",
            "本人办</h2>",
            "说一说本人愿不愿意调解（",
            "您可以办",
            "退出调解",
            "签调解协议",
            "撤回复议申请",
        ] {
            assert!(own.contains(told), "{told}: {own}");
        }
        assert!(own.contains("下一步：中心窗口征求钟祥市市场监督管理局愿不愿意调解"), "{own}");
        let handed_in = house.get(&agent, "/my/application").await.text;
        assert!(!handed_in.contains("您本人") && handed_in.contains("您代理的当事人"), "{handed_in}");
        assert!(handed_in.contains("您的身份") && handed_in.contains("就是您"), "{handed_in}");
        let apply = house.get(&agent, &format!("/my/{}/apply_for_reconsideration", case.dispute)).await;
        assert_eq!(apply.status, StatusCode::OK, "{}", apply.text);
        assert!(
            !apply.text.contains("willing_to_mediate") && apply.text.contains("要由本人自己说"),
            "{}",
            apply.text
        );
        assert!(apply.text.contains("授权委托书写明了我可以代为确认送达方式"), "{}", apply.text);
    }
    for house in houses().await {
        let case = represented(&house, "special").await;
        let agent = signed_in(&case).await;
        let apply = house.get(&agent, &format!("/my/{}/apply_for_reconsideration", case.dispute)).await.text;
        assert!(apply.contains("willing_to_mediate") && apply.contains("授权委托书写明了"), "{apply}");
        let party = house.party(&case.dispute, "p1").await;
        let apply = house.get(&party, &format!("/my/{}/apply_for_reconsideration", case.dispute)).await.text;
        assert!(apply.contains("同意电子送达：文书在网上收") && !apply.contains("授权委托书"), "{apply}");
    }
}

#[tokio::test]
async fn with_special_authority_an_agent_agrees_and_signs_and_it_is_seen_that_it_did() {
    for house in houses().await {
        let case = represented(&house, "special").await;
        case.import("party_asks", "before_procedure", false).await;
        let mut agent = signed_in(&case).await;
        let consent = format!("/my/{}/record_consent", case.mediation_id());
        let given = [("answer", "agree"), ("conservative_day_told", "true")];
        // On a tick alone nobody signs for somebody else.
        let unlettered = house.get(&agent, &consent).await;
        assert_eq!(unlettered.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unlettered.text.contains("授权委托书"), "{}", unlettered.text);
        let own = house.get(&agent, "/my").await.text;
        assert!(own.contains("交授权委托书") && own.contains("还没有当事人确认过的授权委托书"), "{own}");
        hands_in_the_letter(&case, &mut agent).await;
        let waits = house.get(&agent, &consent).await;
        assert_eq!(waits.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody makes itself an agent");
        let told = waiting(&house).await;
        let told: Vec<_> = told.iter().filter(|(_, text)| text.contains("交来了授权委托书")).collect();
        assert!(matches!(&told[..], [(to, _)] if to != AGENTS_PHONE), "the party hears of it: {told:?}");
        confirms_the_letter(&case).await;
        let agreed = gives(&house, &mut agent, &consent, &given).await;
        assert_eq!(agreed.location.as_deref(), Some("/my?done=record_consent"), "{}", agreed.text);
        case.step(RESPONDENT, "record_consent", &[("answer", "agree"), ("conservative_day_told", "true")])
            .await;
        case.begin().await;
        case.step("tiaojie1", "draft_agreement", &CHANGED).await;
        case.lawful().await;
        let sign = format!("/my/{}/sign_agreement", case.mediation_id());
        let hand = glass();
        let signed = gives(&house, &mut agent, &sign, &[("way", hand.as_str())]).await;
        assert_eq!(signed.location.as_deref(), Some("/my?done=sign_agreement"), "{}", signed.text);
        let signatures = case.mediation().await.agreement.expect("is drafted").signatures;
        assert!(signatures[0].by_agent, "{signatures:?}");
        let file = house.get(&house.officer("tiaojie1").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(file.text.contains("（代理人示"), "{}", file.text);
        assert!(file.text.contains("授权委托书（") && !file.text.contains("还没有交"), "{}", file.text);
        let said = waiting(&house).await;
        for done in ["已经代您表示愿意调解", "已经代您在调解协议上签了字"] {
            let told: Vec<_> = said.iter().filter(|(_, text)| text.contains(done)).collect();
            assert!(matches!(&told[..], [(to, _)] if to != AGENTS_PHONE), "{done}: {said:?}");
        }
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(own.contains("代您在调解协议上签了字") && own.contains("代您表示愿意调解"), "{own}");
        case.holds().await;
    }
}

#[tokio::test]
async fn who_is_no_longer_the_agent_is_out_and_a_wrong_code_lets_nobody_in_by_that_telephone() {
    for house in houses().await {
        let case = represented(&house, "special").await;
        let agent = signed_in(&case).await;
        assert_eq!(house.get(&agent, "/my").await.status, StatusCode::OK);
        let gone = [("party", "p1"), ("removed", "agent"), ("reason", "本人撤回了委托")];
        done(&case.order("chuangkou", &case.dispute, "correct_party", &gone).await, "no agent any more");
        let out = house.get(&agent, "/my").await;
        assert_eq!(out.location.as_deref().map(|to| to.starts_with("/progress")), Some(true), "{}", out.text);

        let sent = waiting(&house).await.len();
        let number = case.dispute().await.number;
        let mut stranger = asks(&house, &number, "AAAA2222", AGENTS_PHONE).await;
        assert_eq!(waiting(&house).await.len(), sent, "nothing is sent to who is not known");
        let refused = enters(&house, &mut stranger, "123456").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn before_the_counter_it_is_said_whether_the_party_or_its_agent_signs() {
    for house in houses().await {
        let case = represented(&house, "special").await;
        let mut agent = signed_in(&case).await;
        hands_in_the_letter(&case, &mut agent).await;
        confirms_the_letter(&case).await;
        case.import("party_asks", "before_procedure", false).await;
        case.consent().await;
        case.begin().await;
        case.step("tiaojie1", "draft_agreement", &CHANGED).await;
        case.lawful().await;
        let path = format!("/desk/file/{}/sign_agreement", case.mediation_id());
        let form = house.get(&house.officer("chuangkou").await, &path).await.text;
        assert!(form.contains("在屏幕上签的是谁") && form.contains("代理人（示"), "{form}");
        let hand = glass();
        let drawn = [("party", "p1"), ("way", hand.as_str()), ("present.identity_shown", "true")];
        let unsaid = case.order("chuangkou", &case.mediation_id(), "sign_agreement", &drawn).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unsaid.text.contains("请选在屏幕上签的是本人还是代理人"), "{}", unsaid.text);
        let drawn = [&drawn[..], &[("present.hand", "agent")]].concat();
        case.step("chuangkou", "sign_agreement", &drawn).await;
        let file = house.get(&house.officer("tiaojie1").await, &format!("/desk/file/{}", case.dispute)).await;
        let shown = file.text.split("已签字：").nth(1).unwrap_or_default();
        assert!(shown.contains("（代理人示") && shown.contains("当面签，身份证件已核对"), "{}", file.text);
        let said = waiting(&house).await;
        assert!(said.iter().any(|(_, text)| text.contains("已经代您在调解协议上签了字")), "{said:?}");
        case.holds().await;
    }
}
