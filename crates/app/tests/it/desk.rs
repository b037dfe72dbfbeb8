//! `/desk`: what staff see and give, beyond the stories.

use crate::{
    harness::{Browser, House, Page, houses},
    stories::{at_the_table, registered},
};
use axum::http::StatusCode;
use huajie_law::{AnyMatter, Kind};

#[tokio::test]
async fn the_next_thing_to_do_is_two_keystrokes_away() {
    for house in houses().await {
        registered(&house).await;
        let clerk = house.officer("chuangkou").await;
        let next = house.get(&clerk, "/desk/next").await;
        let address = next.location.expect("leads somewhere");
        assert!(address.ends_with("/import"), "{address}");
        assert_eq!(house.get(&clerk, &address).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_talk_with_one_side_alone_is_offered_in_no_list_of_the_others() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        let mut mediator = house.officer("tiaojie1").await;
        let alone = [
            ("starts_at", "2026年11月25日 9点半"),
            ("place", "二楼"),
            ("form.kind", "separate"),
            ("form.party", "p1"),
        ];
        let mut unread = alone;
        unread[0].1 = "下周找个时间";
        let page = house.order(&mut mediator, &mediation, "convene_session", &unread).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("这一项没有看懂") && page.text.contains("下周找个时间"), "{}", page.text);
        let page = house.order(&mut mediator, &mediation, "convene_session", &alone).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let path = format!("/desk/file/{mediation}/record_service");
        assert!(house.get(&mediator, &path).await.text.contains("2026年11月25日 09:30"));
        let clerk = house.get(&house.officer("chuangkou").await, &path).await;
        assert!(!clerk.text.contains("2026年11月25日"), "{}", clerk.text);
        let agency = house
            .get(&house.officer("shichang").await, &format!("/desk/file/{mediation}/sign_minutes"))
            .await;
        assert!(!agency.text.contains("2026年11月25日"), "{}", agency.text);
        // What others have to do would tell of it as well.
        for stranger in ["shichang", "chuangkou", "zhuren"] {
            let page = house.get(&house.officer(stranger).await, &format!("/desk/file/{mediation}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(!page.text.contains("记录到场情况"), "{stranger}: {}", page.text);
        }
    }
}

#[tokio::test]
async fn whoever_was_too_slow_learns_nothing_of_a_talk_with_the_other_side_alone() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        let (mut agency, mut mediator) = (house.officer("shichang").await, house.officer("tiaojie1").await);
        let path = format!("/desk/file/{mediation}/self_check");
        let opened = house.get(&agency, &path).await;
        let alone = [
            ("starts_at", "2026年11月25日 9点半"),
            ("place", "二楼"),
            ("form.kind", "separate"),
            ("form.party", "p1"),
        ];
        let page = house.order(&mut mediator, &mediation, "convene_session", &alone).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let typed = opened.filled_in(&[
            ("assessment", "基本合法"),
            ("flaws", "无"),
            ("room_to_concede", "没有"),
            ("head_will_attend", "true"),
        ]);
        let typed: Vec<(&str, &str)> =
            typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let late = house.post(&mut agency, &path, &typed).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        assert!(late.text.contains("您打开这一页以后"), "{}", late.text);
        assert!(!late.text.contains("召集会谈"), "{}", late.text);
    }
}

#[tokio::test]
async fn a_third_party_is_joined_and_stands_masked_in_the_file() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let party = [
            ("party.nature", "natural_person"),
            ("party.name", "李建国"),
            ("party.phone", "13811112222"),
            ("reason", "同住"),
        ];
        let page = house.order(&mut clerk, &dispute, "join_party", &party).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let file = house.office.ledger.load(&dispute).await.expect("reads").expect("is there");
        let Some(AnyMatter::Dispute(held)) = file.matter else { panic!("a dispute") };
        let joined = &held.parties[1].particulars;
        assert_eq!(house.office.open_person(&joined.person).await.expect("opens").name, "李建国");
        let shown = house.get(&clerk, &format!("/desk/file/{dispute}")).await;
        assert!(!shown.text.contains("李建国") && !shown.text.contains("13811112222"));
        let found = searched(&house, &mut clerk, "李建国").await;
        assert!(found.text.contains(&held.number), "{}", found.text);
    }
}

/// The answer of the box at the top of every page.
pub async fn searched(house: &House, browser: &mut Browser, words: &str) -> Page {
    let csrf = house.get(browser, "/search").await.hidden("csrf");
    let sent = house.post(browser, "/search", &[("csrf", &csrf), ("q", words)]).await;
    let address = sent.location.expect("leads to what was found");
    assert!(address.starts_with("/search/q") && address.is_ascii(), "{address}");
    house.get(browser, &address).await
}

#[tokio::test]
async fn what_is_looked_for_stands_in_no_address_and_is_shown_to_nobody_else() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let number = "钟行争〔2026〕1号";
        let csrf = house.get(&clerk, "/desk").await.hidden("csrf");
        let forged = house.post(&mut clerk, "/search", &[("csrf", "x"), ("q", number)]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        let sent = house.post(&mut clerk, "/search", &[("csrf", &csrf), ("q", number)]).await;
        let address = sent.location.expect("leads on");
        let found = house.get(&clerk, &address).await;
        assert!(found.text.contains(dispute.as_str()) && found.text.contains(number), "{}", found.text);
        let other = house.get(&house.officer("zhuren").await, &address).await;
        assert_eq!(other.location.as_deref(), Some("/search"), "the key is good for one session");
        let dotted = searched(&house, &mut clerk, "欧阳•𠮷例").await;
        assert!(dotted.text.contains(number), "whichever dot was typed: {}", dotted.text);
        let old = house.get(&clerk, "/search?q=%E9%92%9F%E8%A1%8C").await;
        assert!(!old.text.contains(dispute.as_str()), "an address with words in it is not read");
    }
}

#[tokio::test]
async fn opening_an_order_page_is_on_record_too() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let path = format!("/desk/file/{}/import", dispute.child(Kind::Mediation, 1));
        house.get(&house.officer("chuangkou").await, &path).await;
        let openings = house.office.ledger.openings(&dispute, 10).await.expect("reads");
        assert_eq!(openings.len(), 1);
    }
}

#[tokio::test]
async fn the_journal_pages_by_key_and_passes_over_no_entry() {
    for house in houses().await {
        registered(&house).await;
        let auditor = house.officer("shenji").await;
        let (mut address, mut rows) = (Some("/desk/journal".to_owned()), 0);
        while let Some(path) = address {
            let page = house.get(&auditor, &path).await;
            rows += page.text.matches("<tr role=\"row\"").count() - 1;
            assert!(!page.text.contains("这份日志被改动</span>"), "{}", page.text);
            let next = page.text.split("rel=\"next\"").next().filter(|_| page.text.contains("rel=\"next\""));
            address = next
                .and_then(|before| before.rsplit("href=\"").next())
                .and_then(|rest| rest.split('"').next())
                .map(str::to_owned);
        }
        let whole =
            house.office.ledger.journal_page(&Default::default(), None, 10_000).await.expect("reads").len();
        assert_eq!(rows, whole);
    }
}

#[tokio::test]
async fn the_auditor_narrows_the_journal_by_file_person_kind_and_days() {
    for house in houses().await {
        let dispute = registered(&house).await;
        at_the_table(&house, &dispute).await;
        let auditor = house.officer("shenji").await;
        let rows = async |query: &str| {
            let page = house.get(&auditor, &format!("/desk/journal?{query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.text);
            let table = page.text.split("<tbody").nth(1).unwrap_or_default().to_owned();
            (table.matches("<tr role=\"row\"").count(), page.text)
        };
        let number = "file=%E9%92%9F%E8%A1%8C%E4%BA%89%E3%80%942026%E3%80%951%E5%8F%B7";
        let (of_file, text) = rows(number).await;
        let mut whole = house.office.ledger.journal(&dispute).await.expect("reads").len();
        whole += house.office.ledger.journal(&dispute.child(Kind::Mediation, 1)).await.expect("reads").len();
        assert_eq!(of_file, whole, "{text}");
        assert!(text.contains("案号：钟行争〔2026〕1号"));
        let (of_person, text) = rows(&format!("{number}&who=u-tiaojie1")).await;
        assert!(of_person > 0 && of_person < of_file, "the mediator accepted the material: {text}");
        let (of_kind, _) = rows(&format!("{number}&kind=mediation")).await;
        assert_eq!(
            of_kind,
            house.office.ledger.journal(&dispute.child(Kind::Mediation, 1)).await.expect("reads").len()
        );
        assert_eq!(
            rows(&format!("{number}&from=2026-11-24&until=2026-11-24")).await.0,
            of_file,
            "the day itself"
        );
        assert_eq!(rows(&format!("{number}&from=2026-11-25")).await.0, 0);
        assert_eq!(rows(&format!("{number}&until=2026-11-23")).await.0, 0);
        for wrong in ["file=%E6%B2%A1%E6%9C%89", "from=soon"] {
            let page = house.get(&auditor, &format!("/desk/journal?{wrong}")).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
        }
    }
}

#[tokio::test]
async fn one_more_row_keeps_what_was_typed_and_saves_nothing() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        let mut mediator = house.officer("tiaojie1").await;
        let typed = [("obligations.2.content", "第三件事"), ("more", "obligations")];
        let page = house.order(&mut mediator, &mediation, "draft_agreement", &typed).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(
            page.text.contains("第三件事") && page.text.contains("obligations.3.content"),
            "{}",
            page.text
        );
        let file = house.office.ledger.load(&mediation).await.expect("reads").expect("is there");
        let Some(AnyMatter::Mediation(held)) = file.matter else { panic!("a mediation") };
        assert!(held.agreement.is_none());
    }
}

#[tokio::test]
async fn no_way_back_to_a_form_carries_a_version_that_nobody_has_seen() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let path = format!("/desk/file/{dispute}/correct");
        let opened = house.get(&clerk, &path).await;
        let other = [("claims", "另一位窗口改过的请求"), ("reason", "当事人来电")];
        assert_eq!(house.order(&mut clerk, &dispute, "correct", &other).await.status, StatusCode::SEE_OTHER);
        // The first form is sent without its reason: it comes back, and it must say what happened meanwhile.
        let typed = opened.filled_in(&[("claims", "我改的请求")]);
        let pairs: Vec<(&str, &str)> =
            typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let back = house.post(&mut clerk, &path, &pairs).await;
        assert_eq!(back.status, StatusCode::CONFLICT, "{}", back.text);
        assert!(
            back.text.contains("另一位窗口改过的请求") && back.text.contains("我改的请求"),
            "{}",
            back.text
        );
        let file = house.office.ledger.load(&dispute).await.expect("reads").expect("is there");
        let Some(AnyMatter::Dispute(held)) = file.matter else { panic!("a dispute") };
        assert_eq!(held.registration.claims, "另一位窗口改过的请求");
    }
}

#[tokio::test]
async fn a_form_sent_twice_leads_on_though_the_step_is_gone() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = dispute.child(Kind::Mediation, 1);
        let mut clerk = house.officer("chuangkou").await;
        let path = format!("/desk/file/{mediation}/decline_import");
        let typed = house.get(&clerk, &path).await.filled_in(&[("reason", "不适合调解")]);
        let pairs: Vec<(&str, &str)> =
            typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        for _ in 0..2 {
            let page = house.post(&mut clerk, &path, &pairs).await;
            assert_eq!(
                page.location.as_deref(),
                Some(format!("/desk/file/{mediation}").as_str()),
                "{}",
                page.text
            );
        }
    }
}

/// What the counter enters for somebody who came in.
pub fn at_the_counter(house: &House) -> Vec<(&'static str, String)> {
    let law = house.office.law();
    let agency = law.directory.organizations.iter().find(|(_, body)| body.name == "钟祥市市场监督管理局");
    let text = |pairs: &[(&'static str, &str)]| {
        pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect::<Vec<_>>()
    };
    let mut typed = text(&[
        ("parties.0.standing", "applicant"),
        ("parties.0.nature", "natural_person"),
        ("parties.0.name", "示例·来访人"),
        ("parties.0.phone", "13900000001"),
        ("act.kind", "penalty"),
        ("act.title", "罚款 2000 元"),
        ("act.made_on", "2026年11月10日"),
        ("act.known_on", "2026年11月12日"),
        ("act.told", "yes"),
        ("act.discretionary", "true"),
        ("claims", "减轻处罚"),
        ("facts", "初次违法，已改正"),
        ("place", "420881101"),
        ("wish", "mediation"),
    ]);
    typed.push(("respondent", agency.expect("the city has it").0.to_string()));
    typed
}

#[tokio::test]
async fn a_registration_sent_twice_at_the_counter_is_one_with_one_code() {
    for house in houses().await {
        let mut clerk = house.officer("chuangkou").await;
        let typed = at_the_counter(&house);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let filled = house.get(&clerk, "/desk/register").await.filled_in(&typed);
        let pairs: Vec<(&str, &str)> =
            filled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let first = house.post(&mut clerk, "/desk/register", &pairs).await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.text);
        assert!(first.text.contains("钟行争〔2026〕1号") && first.text.contains("查询码"), "{}", first.text);
        let again = house.post(&mut clerk, "/desk/register", &pairs).await;
        assert_eq!(again.text, first.text);
        assert_eq!(house.office.ledger.all_of(Kind::Dispute).await.expect("reads").len(), 1);
    }
}

#[tokio::test]
async fn a_third_party_follows_the_dispute_by_its_number_and_its_own_phone() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let join = [
            ("party.standing", "third_party"),
            ("party.nature", "natural_person"),
            ("party.name", "示例·相邻人"),
            ("party.phone", "137 0000 0000"),
            ("reason", "相邻的住户"),
        ];
        let page = house.order(&mut clerk, &dispute, "join_party", &join).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let ask = async |phone: &str| {
            let mut browser = crate::harness::Browser::default();
            let typed = [("number", "钟行争〔2026〕1号"), ("query_code", ""), ("phone", phone)];
            let page = house.post(&mut browser, "/progress", &typed).await;
            assert_eq!(page.location.as_deref(), Some("/progress/code"));
            browser
        };
        let code_sent_to = async |phone: &str| {
            let letters =
                house.office.ledger.waiting_letters(house.office.now().at, 50).await.expect("reads");
            let open = |letter: &huajie_ledger::outbox::WaitingLetter, column: &str, sealed: &str| {
                house.office.open_letter(&letter.id, column, sealed).unwrap_or_default()
            };
            let sent = letters.iter().rev().find(|letter| {
                letter.id.starts_with('c') && open(letter, "address", &letter.sealed_address) == phone
            })?;
            let body = open(sent, "body", &sent.sealed_body);
            Some(body.chars().filter(char::is_ascii_digit).take(6).collect::<String>())
        };
        ask("13800000000").await;
        assert_eq!(
            code_sent_to("13800000000").await,
            None,
            "a stranger's phone, and the first applicant's, opens nothing"
        );
        let mut neighbour = ask("137-0000-0000").await;
        let code = code_sent_to("13700000000").await.expect("the code went to the phone on file");
        let csrf = house.get(&neighbour, "/progress/code").await.hidden("csrf");
        let entered = house.post(&mut neighbour, "/progress/code", &[("csrf", &csrf), ("code", &code)]).await;
        assert_eq!(entered.location.as_deref(), Some("/my"), "{}", entered.text);
        let seen = house.get(&neighbour, "/my").await;
        assert!(seen.text.contains("钟行争〔2026〕1号"), "{}", seen.text);
    }
}

#[tokio::test]
async fn a_lost_code_and_a_wrong_number_are_put_right_at_the_counter() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let renew = [("party", "p1"), ("phone", "138 0000 9999"), ("reason", "已核对身份证原件")];
        let page = house.order(&mut clerk, &dispute, "renew_access", &renew).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let code = page.text.split("confirmation-code\">").nth(1).and_then(|rest| rest.split('<').next());
        let code = code.expect("the new code is shown").to_owned();
        let mut phone = crate::harness::Browser::default();
        let typed = [("number", "钟行争〔2026〕1号"), ("query_code", code.as_str())];
        house.post(&mut phone, "/progress", &typed).await;
        let letters = house.office.ledger.waiting_letters(house.office.now().at, 50).await.expect("reads");
        let to_new = letters.iter().filter(|letter| {
            let address = house.office.open_letter(&letter.id, "address", &letter.sealed_address);
            letter.id.starts_with('c') && address.as_deref() == Some("13800009999")
        });
        assert_eq!(to_new.count(), 1, "the code goes to the new number");
        let report = house.office.ledger.rebuild(&house.office.law(), false).await.expect("runs");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}
