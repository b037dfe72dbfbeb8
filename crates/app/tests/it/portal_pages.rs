//! What is wrong on a page of the portal is told on that page, in words and beside its field.

use crate::{
    harness::{Browser, houses},
    portal::{answer, fill_in, fill_in_wishing, hand_in},
};
use axum::http::StatusCode;

#[tokio::test]
async fn a_day_known_before_the_act_was_made_is_told_beside_the_day() {
    for house in houses().await {
        let mut browser = Browser::default();
        house.post(&mut browser, "/apply", &[]).await;
        let typed =
            [("act.known_on", "二〇二六年十一月一日"), ("act.made_on", "2026年11月3号"), ("act.told", "yes")];
        let page = answer(&house, &mut browser, "when", &typed).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("f-act-known_on-error"), "{}", page.text);
        assert!(page.text.contains("早于“作出的日期”"), "{}", page.text);
        let right =
            [("act.known_on", "二○二六年十一月三日"), ("act.made_on", "2026年11月3号"), ("act.told", "yes")];
        assert_eq!(answer(&house, &mut browser, "when", &right).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_text_that_is_too_long_is_told_on_its_page_and_stays_there() {
    for house in houses().await {
        let mut browser = Browser::default();
        house.post(&mut browser, "/apply", &[]).await;
        let long = "长".repeat(20_001);
        let page = answer(&house, &mut browser, "want", &[("claims", &long)]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("现在是 20001 个字"));
        assert!(house.get(&browser, "/apply/want").await.text.contains(&long), "nothing typed is lost");
        // More than a draft holds comes back with its page all the same.
        let book = "书".repeat(100_000);
        let page = answer(&house, &mut browser, "want", &[("claims", &book)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("现在是 100000 个字") && page.text.contains(&book));
    }
}

#[tokio::test]
async fn a_file_without_a_byte_is_told_at_its_field() {
    for house in houses().await {
        let mut browser = Browser::default();
        house.post(&mut browser, "/apply", &[]).await;
        let form = house.get(&browser, "/apply/evidence").await;
        let pairs = form.filled_in(&[]);
        let page = house
            .post_with(&mut browser, "/apply/evidence", &pairs, &[("evidence", "决定书.jpg", b"")])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.text.contains("决定书.jpg：") && page.text.contains("f-evidence-error"),
            "{}",
            page.text
        );
        // What came with it and is sound is kept, and said to be.
        let files: [(&str, &str, &[u8]); 2] =
            [("evidence", "回执.txt", "收到了".as_bytes()), ("evidence", "决定书.jpg", b"")];
        let page = house.post_with(&mut browser, "/apply/evidence", &pairs, &files).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("已经上传：“回执.txt”"), "{}", page.text);
        let pairs = house.get(&browser, "/apply/evidence").await.filled_in(&[]);
        // Nothing chosen is no file.
        let page = house.post_with(&mut browser, "/apply/evidence", &pairs, &[("evidence", "", b"")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    }
}

#[tokio::test]
async fn a_page_that_moved_on_in_another_window_shows_both_in_the_words_of_the_form() {
    for house in houses().await {
        let mut browser = fill_in(&house, "13800001111").await;
        let form = house.get(&browser, "/apply/told").await;
        let sent = |told: &'static str| form.filled_in(&[("act.told", told)]);
        let post = async |browser: &mut Browser, pairs: &[(String, String)]| {
            let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            house.post(browser, "/apply/told", &pairs).await
        };
        post(&mut browser, &sent("no")).await;
        let second = post(&mut browser, &sent("partly")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        let told = second.text.split("<section class=\"conflict\"").nth(1).expect("both are shown");
        let told = told.split("</section>").next().unwrap_or_default();
        for words in ["多少天内吗？", "没有告诉", "只告诉了一部分"] {
            assert!(told.contains(words), "{words}: {told}");
        }
        for raw in ["act.told", "partly"] {
            assert!(!told.contains(raw), "{raw}: {told}");
        }
        // Another page saved meanwhile is no conflict on this one.
        let form = house.get(&browser, "/apply/want").await;
        answer(&house, &mut browser, "others", &[]).await;
        let pairs = form.filled_in(&[("claims", "重新认定")]);
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(house.post(&mut browser, "/apply/want", &pairs).await.status, StatusCode::SEE_OTHER);
        assert_eq!(hand_in(&house, &mut browser, &[]).await.location.as_deref(), Some("/apply/done"));
    }
}

#[tokio::test]
async fn a_telephone_of_the_counter_may_be_a_landline_and_the_day_of_knowing_says_when_it_may_be_left_out() {
    for house in houses().await {
        let mut clerk = house.officer("chuangkou").await;
        let form = house.get(&clerk, "/desk/register").await;
        assert!(form.text.contains("只有不履行职责、一直没有答复的可以不填"), "{}", form.text);
        let typed = crate::desk::at_the_counter(&house);
        let typed: Vec<_> = typed
            .iter()
            .filter(|(name, _)| *name != "parties.0.phone" && *name != "act.known_on")
            .map(|(name, value)| (*name, value.as_str()))
            .chain([("parties.0.phone", "区号0724，4223344 转 801")])
            .collect();
        let send = async |clerk: &mut Browser, typed: &[(&str, &str)]| {
            let pairs = form.filled_in(typed);
            let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            house.post(clerk, "/desk/register", &pairs).await
        };
        let page = send(&mut clerk, &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("请填写哪天知道的"), "{}", page.text);
        let early: Vec<_> = [&typed[..], &[("act.known_on", "二〇二六年十一月九日")]].concat();
        let page = send(&mut clerk, &early).await;
        assert!(page.text.contains("早于“作出的日期”"), "{}", page.text);
        let late: Vec<_> = [&typed[..], &[("act.known_on", "二〇二六年十一月十二日")]].concat();
        let page = send(&mut clerk, &late).await;
        assert!(page.text.contains("已经登记"), "{}", page.text);
    }
}

#[tokio::test]
async fn a_request_that_no_longer_fits_is_named_before_it_is_handed_in_and_the_rest_of_its_page_stays() {
    for house in houses().await {
        let request = [("application.requests", "order_performance"), ("application.rule", "示例文件第三条")];
        let licence = [("act.kind", "licence"), ("act.title", "不给办证"), ("facts", "递了材料")];
        let penalty = [("act.kind", "penalty"), ("act.title", "罚款 5000 元"), ("facts", "过期茶干五袋")];
        let annul = [("application.requests", "annul")];
        let mut browser = fill_in_wishing(&house, "13800001111", "both", &annul).await;
        answer(&house, &mut browser, "what", &licence).await;
        assert_eq!(answer(&house, &mut browser, "request", &request).await.status, StatusCode::SEE_OTHER);
        answer(&house, &mut browser, "what", &penalty).await;
        let check = house.get(&browser, "/apply/check").await.text;
        assert!(check.contains("原来选的“责令它在期限内办”不适用了"), "{check}");
        assert!(!check.contains("order_performance") && !check.contains("提交申请"), "{check}");
        // Whoever hands in all the same is led to the page.
        let csrf = house.get(&browser, "/apply/want").await.hidden("csrf");
        let sent = house.post(&mut browser, "/apply/check", &[("csrf", &csrf)]).await;
        assert_eq!(sent.location.as_deref(), Some("/apply/request?missing=1"), "{}", sent.text);
        let page = house.get(&browser, "/apply/request?missing=1").await.text;
        assert!(page.contains("f-application-requests-error") && page.contains("示例文件第三条"), "{page}");
        answer(&house, &mut browser, "request", &[("application.requests", "annul"), request[1]]).await;
        assert_eq!(hand_in(&house, &mut browser, &[]).await.location.as_deref(), Some("/apply/done"));
    }
}

#[tokio::test]
async fn a_piece_that_is_taken_away_takes_nothing_with_it_that_was_typed() {
    for house in houses().await {
        let mut browser = fill_in(&house, "13800001111").await;
        let files: [(&str, &str, &[u8]); 2] =
            [("evidence", "决定书.txt", b"one"), ("evidence", "误传.txt", b"another")];
        let pairs = house.get(&browser, "/apply/evidence").await.filled_in(&[]);
        house.post_with(&mut browser, "/apply/evidence", &pairs, &files).await;
        let page = house.get(&browser, "/apply/evidence").await;
        let purposes: Vec<&str> =
            page.text.split("name=\"proves.").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(purposes.len(), 2, "{}", page.text);
        let kept = format!("proves.{}", purposes[0]);
        let removed = format!("remove.{}", purposes[1]);
        let mut typed = page.filled_in(&[(kept.as_str(), "收到决定书的日期")]);
        typed.push(("more".into(), removed));
        let sent = house.post_with(&mut browser, "/apply/evidence", &typed, &[("evidence", "", b"")]).await;
        assert_eq!(sent.location.as_deref(), Some("/apply/evidence"), "{}", sent.text);
        let page = house.get(&browser, "/apply/evidence").await.text;
        assert!(page.contains("收到决定书的日期") && !page.contains("误传.txt"), "{page}");
        assert!(house.get(&browser, "/apply/check").await.text.contains("（证明：收到决定书的日期）"));
    }
}

#[tokio::test]
async fn a_radio_about_a_third_party_that_there_is_not_does_not_keep_the_application_back() {
    for house in houses().await {
        let mut browser = fill_in(&house, "13800001111").await;
        for (page, nobody) in [("others", "没有代理人"), ("third", "没有第三人")] {
            let page = house.get(&browser, &format!("/apply/{page}")).await;
            assert!(page.text.contains(nobody), "{}", page.text);
        }
        let said = [("third.nature", "natural_person"), ("agent.authority", "nobody")];
        assert_eq!(answer(&house, &mut browser, "others", &said).await.status, StatusCode::SEE_OTHER);
        let handed_in = hand_in(&house, &mut browser, &[]).await;
        assert_eq!(handed_in.location.as_deref(), Some("/apply/done"), "{}", handed_in.text);
        let id = house.office.ledger.all_of(huajie_law::Kind::Dispute).await.expect("reads")[0].id.clone();
        let file = house.office.ledger.load(&id).await.expect("reads").and_then(|file| file.matter);
        let Some(huajie_law::AnyMatter::Dispute(held)) = file else { panic!("{id} is a dispute") };
        assert!(held.parties.len() == 1 && held.parties[0].particulars.agent.is_none());
    }
}
