//! What is done without anybody asking, one round at a time: letters, lapses, forgetting.

use crate::{
    harness::{Browser, House, TODAY, houses},
    portal::{fill_in, hand_in},
    stories,
};
use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use huajie::{
    config::Mail,
    office::notices::{Post, Round},
};
use huajie_ledger::outbox::Bag;
use jiff::{SignedDuration, ToSpan};
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

async fn put(house: &House, channel: &str, to: &str, text: &str) -> String {
    let letter = house.office.letter(channel, to, text, None);
    house.office.ledger.post_letter(&letter, house.office.now().at).await.expect("is put into the outbox");
    letter.id
}

async fn send(house: &House, post: &Post) -> Round {
    round(house, post, "this instance").await
}

/// Both bags once.
pub async fn round(house: &House, post: &Post, holder: &str) -> Round {
    let codes = post.send(&house.office, holder, Bag::Codes).await.expect("no fault");
    let others = post.send(&house.office, holder, Bag::Others).await.expect("no fault");
    Round { sent: codes.sent + others.sent, failed: codes.failed + others.failed }
}

const ONE_SENT: Round = Round { sent: 1, failed: 0 };
const ONE_FAILED: Round = Round { sent: 0, failed: 1 };
const NOTHING: Round = Round { sent: 0, failed: 0 };

#[tokio::test]
async fn letters_go_into_files_where_nothing_else_is_set_and_only_once() {
    for house in houses().await {
        let post = Post::of(&house.office.config).expect("the defaults are a post");
        let id = put(&house, "sms", "13800001111", "验证码 123456").await;
        assert_eq!(send(&house, &post).await, ONE_SENT);
        let path = house.office.config.var.join("outbox").join(format!("{id}.txt"));
        assert_eq!(std::fs::read_to_string(&path).expect("is there"), "sms: 13800001111\n\n验证码 123456\n");
        assert_eq!(send(&house, &post).await, NOTHING);
    }
}

#[tokio::test]
async fn a_second_instance_waits_until_the_first_is_gone() {
    for house in houses().await {
        let post = Post::of(&house.office.config).expect("the defaults are a post");
        put(&house, "sms", "13800001111", "一").await;
        assert_eq!(send(&house, &post).await, ONE_SENT);
        put(&house, "sms", "13800001111", "二").await;
        assert_eq!(round(&house, &post, "another instance").await, NOTHING);
        house.later(SignedDuration::from_mins(2));
        assert_eq!(round(&house, &post, "another instance").await, ONE_SENT);
    }
}

/// A gateway that answers each request with the next status, and keeps what it was told.
async fn gateway(statuses: Vec<u16>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("is bound");
    let told = Arc::new(Mutex::new(Vec::new()));
    let kept = told.clone();
    tokio::spawn(async move {
        for status in statuses {
            let (stream, _) = listener.accept().await.expect("somebody comes");
            let request = read_request(stream, status).await;
            kept.lock().expect("nobody panics here").push(request);
        }
    });
    (format!("http://{address}/send?from=huajie"), told)
}

async fn read_request(stream: TcpStream, status: u16) -> String {
    let mut stream = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.expect("a line");
        if let Some(given) = line.to_lowercase().strip_prefix("content-length:") {
            length = given.trim().parse().expect("a length");
        }
        head.push_str(&line);
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.expect("the body");
    let answer = format!("HTTP/1.1 {status} x\r\ncontent-length: 2\r\nconnection: close\r\n\r\nno");
    stream.get_mut().write_all(answer.as_bytes()).await.expect("is heard");
    head + &String::from_utf8(body).expect("is text")
}

#[tokio::test]
async fn a_text_goes_to_the_gateway_and_is_tried_again_later_when_it_says_no() {
    for house in houses().await {
        let (address, told) = gateway(vec![500, 200]).await;
        let mut config = house.office.config.clone();
        config.sms_gateway = Some(address);
        let post = Post::of(&config).expect("a gateway");
        let id = put(&house, "sms", "13800001111", "验证码 \"1\"").await;
        assert_eq!(send(&house, &post).await, ONE_FAILED);
        assert_eq!(send(&house, &post).await, NOTHING, "not at once");
        house.later(SignedDuration::from_secs(31));
        assert_eq!(send(&house, &post).await, ONE_SENT);
        let told = told.lock().expect("nobody panics here");
        for request in told.iter() {
            assert!(request.starts_with("POST /send?from=huajie HTTP/1.1\r\n"), "{request}");
            assert!(request.contains(&format!("idempotency-key: {id}")), "{request}");
            let (_, body) = request.split_once("\r\n\r\n").expect("a body");
            let body: serde_json::Value = serde_json::from_str(body).expect("is JSON");
            assert_eq!(body, serde_json::json!({ "id": id, "to": "13800001111", "text": "验证码 \"1\"" }));
        }
        assert_eq!(told.len(), 2);
    }
}

/// Somebody asks for a code to look at their own case; what waits then is the code and what was written before it.
async fn a_code_is_asked_for(house: &House) {
    let mut citizen = fill_in(house, "13800001111").await;
    hand_in(house, &mut citizen, &[]).await;
    let done = house.get(&citizen, "/apply/done").await.text;
    let code = done.split("confirmation-code\">").nth(1).and_then(|rest| rest.split('<').next());
    let code = code.expect("the code is shown").trim().to_owned();
    put(house, "sms", "13800001111", "以前的").await;
    house.later(SignedDuration::from_secs(5));
    let typed = [("number", "钟行争〔2026〕1号"), ("query_code", code.as_str())];
    house.post(&mut Browser::default(), "/progress", &typed).await;
}

#[tokio::test]
async fn a_code_goes_before_every_other_letter_and_is_not_tried_once_it_is_good_no_more() {
    for house in houses().await {
        a_code_is_asked_for(&house).await;
        let (address, told) = gateway(vec![200; 9]).await;
        let mut config = house.office.config.clone();
        config.sms_gateway = Some(address);
        let post = Post::of(&config).expect("a gateway");
        assert!(send(&house, &post).await.sent >= 2);
        let first = told.lock().expect("nobody panics here")[0].clone();
        assert!(first.contains("idempotency-key: c"), "{first}");
    }
    for house in houses().await {
        a_code_is_asked_for(&house).await;
        let codes = async || {
            let waiting = house.office.ledger.waiting_in(Bag::Codes, house.office.now().at, 9).await;
            waiting.expect("reads").len()
        };
        assert_eq!(codes().await, 1);
        house.later(SignedDuration::from_mins(11));
        let post = Post::of(&house.office.config).expect("the defaults are a post");
        assert_eq!(post.send(&house.office, "this", Bag::Codes).await.expect("no fault"), ONE_FAILED);
        assert_eq!(codes().await, 0, "nobody tries it again");
    }
}

#[tokio::test]
async fn a_gateway_that_is_not_there_stops_no_other_letter() {
    for house in houses().await {
        let mut config = house.office.config.clone();
        config.sms_gateway = Some("http://127.0.0.1:9/".into());
        let post = Post::of(&config).expect("a gateway");
        put(&house, "sms", "13800001111", "一").await;
        put(&house, "mail", "a@example.cn", "二").await;
        assert_eq!(send(&house, &post).await, Round { sent: 1, failed: 1 });
    }
}

/// A relay that takes one mail and gives it back as it came.
async fn relay() -> (u16, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("is bound").port();
    let taken = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("somebody comes");
        let mut stream = BufReader::new(stream);
        let (mut heard, mut in_data) = (String::new(), false);
        stream.get_mut().write_all(b"220 relay\r\n").await.expect("is heard");
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.expect("a line") == 0 {
                return heard;
            }
            heard.push_str(&line);
            let answer: &[u8] = match (in_data, line.trim_end()) {
                (true, ".") => {
                    in_data = false;
                    b"250 taken\r\n"
                }
                (true, _) => continue,
                (false, "DATA") => {
                    in_data = true;
                    b"354 go on\r\n"
                }
                (false, "QUIT") => b"221 bye\r\n",
                (false, _) => b"250 ok\r\n",
            };
            stream.get_mut().write_all(answer).await.expect("is heard");
            if line.starts_with("QUIT") {
                return heard;
            }
        }
    });
    (port, taken)
}

#[tokio::test]
async fn a_mail_goes_to_the_relay_with_its_date_its_id_and_its_text() {
    for house in houses().await {
        let (port, taken) = relay().await;
        let mut config = house.office.config.clone();
        config.mail = Some(Mail { host: "127.0.0.1".into(), port, from: "huajie@example.cn".into() });
        let post = Post::of(&config).expect("a relay");
        let text = "您的申请已经登记，编号钟行争〔2026〕1号。\n请保存好查询码。";
        let id = put(&house, "mail", "zhang@example.cn", text).await;
        assert_eq!(send(&house, &post).await, ONE_SENT);
        let heard = taken.await.expect("the relay ends");
        assert!(
            heard.contains("MAIL FROM:<huajie@example.cn>") && heard.contains("RCPT TO:<zhang@example.cn>"),
            "{heard}"
        );
        assert!(heard.contains(&format!("Message-ID: <{id}@huajie>")), "{heard}");
        assert!(heard.contains("Date: Tue, 24 Nov 2026 01:00"), "{heard}");
        let (_, mail) = heard.split_once("DATA\r\n").expect("there is data");
        let (_, body) = mail.split_once("\r\n\r\n").expect("a body below the head");
        let body: String =
            body.split("\r\n.\r\n").next().expect("ends with a dot").split_whitespace().collect();
        let body = String::from_utf8(BASE64.decode(&body).expect("is base64")).expect("is text");
        assert_eq!(body.replace("\r\n", "\n"), text);
    }
}

#[tokio::test]
async fn drafts_are_kept_ninety_days_and_a_phone_goes_on_with_its_own_for_thirty() {
    for house in houses().await {
        let mut phone = Browser::default();
        house.post(&mut phone, "/apply", &[]).await;
        let draft = || async { house.get(&phone, "/apply/what").await.status };
        house.later(SignedDuration::from_hours(29 * 24));
        assert_eq!(draft().await, StatusCode::OK, "a lost line loses nothing");
        house.later(SignedDuration::from_hours(31 * 24));
        assert_eq!(draft().await, StatusCode::SEE_OTHER);
        let at = house.office.now().at;
        house
            .office
            .ledger
            .save_draft("kept", "sealed", 0, at - SignedDuration::from_hours(90 * 24 - 1))
            .await
            .expect("saves");
        house
            .office
            .ledger
            .save_draft("old", "sealed", 0, at - SignedDuration::from_hours(90 * 24 + 1))
            .await
            .expect("saves");
        house.office.forget_what_is_left().await.expect("no fault");
        assert!(house.office.ledger.draft("kept").await.expect("reads").is_some());
        assert!(house.office.ledger.draft("old").await.expect("reads").is_none());
    }
}

#[tokio::test]
async fn another_instances_change_of_the_directory_is_followed() {
    for house in houses().await {
        let office = &house.office;
        let seen = office.follow_directory(None).await.expect("no fault");
        assert_eq!(office.follow_directory(Some(seen)).await.expect("no fault"), seen, "nothing happened");
        let mut system = house.officer("xitong").await;
        let csrf = house.get(&system, "/desk/officers/new").await.hidden("csrf");
        house
            .post(
                &mut system,
                "/desk/officers/new",
                &[("csrf", &csrf), ("login", "xin"), ("name", "示例·新")],
            )
            .await;
        assert_ne!(office.follow_directory(Some(seen)).await.expect("no fault"), seen);
    }
}

#[tokio::test]
async fn a_lapse_is_recorded_once_and_dated_as_the_law_says_however_late_the_round() {
    for house in houses().await {
        let dispute = stories::registered(&house).await;
        let mediation = stories::at_the_table(&house, &dispute).await;
        assert_eq!(house.office.record_lapses().await.expect("no fault"), 0, "the period still runs");
        let stage = |text: &str| text.contains("已终结");
        house.on_day(TODAY.checked_add(40.days()).expect("soon"));
        assert_eq!(house.office.record_lapses().await.expect("no fault"), 1);
        assert_eq!(house.office.record_lapses().await.expect("no fault"), 0, "twice is as once");
        let entries = house.office.ledger.journal(&mediation).await.expect("reads");
        let lapsed = entries.iter().rfind(|entry| entry.event == "lapsed").expect("is recorded");
        let fact: serde_json::Value = serde_json::from_str(&lapsed.payload).expect("is JSON");
        let on: jiff::civil::Date = fact["on"].as_str().expect("is dated").parse().expect("a day");
        assert!(
            on < TODAY.checked_add(39.days()).expect("soon") && on > TODAY,
            "{on}: not the day of the round"
        );
        let mediator = house.officer("tiaojie1").await;
        assert!(stage(&house.get(&mediator, "/desk/list/mediation").await.text));
        let entries = house.office.ledger.journal(&dispute).await.expect("reads");
        let ended = entries.iter().any(|entry| entry.event == "proceeding_ended");
        assert!(ended, "the dispute knows");
    }
}

#[tokio::test]
async fn people_are_told_what_waits_for_them_and_never_what_was_said() {
    for house in houses().await {
        let dispute = stories::registered(&house).await;
        let mediation = stories::at_the_table(&house, &dispute).await;
        let mut mediator = house.officer("tiaojie1").await;
        let apart = [
            ("starts_at", "2026年11月25日 9:30"),
            ("place", "二号调解室"),
            ("form.kind", "separate"),
            ("form.party", "respondent"),
        ];
        stories::done(&house.order(&mut mediator, &mediation, "convene_session", &apart).await, "apart");
        stories::agreed(&house, &dispute, &mediation).await;
        let post = Post::of(&house.office.config).expect("the defaults are a post");
        send(&house, &post).await;
        let folder = std::fs::read_dir(house.office.config.var.join("outbox")).expect("letters were written");
        let mut letters: Vec<String> = folder
            .map(|letter| std::fs::read_to_string(letter.expect("a file").path()).expect("is text"))
            .filter(|letter| letter.starts_with("sms: 13800001111"))
            .collect();
        letters.sort();
        let all = letters.concat();
        for said in ["已经登记", "愿不愿意", "核对后签字", "2026年11月24日生效"] {
            assert_eq!(all.matches(said).count(), 1, "{said} in {all}");
        }
        assert!(!all.contains("二号调解室"), "the other side's talk apart is not announced: {all}");
        assert!(!all.contains("罚款"), "no facts on a screen that others read: {all}");
    }
}

#[tokio::test]
async fn a_letter_with_a_code_is_gone_from_the_folder_after_a_day() {
    for house in houses().await {
        let dispute = stories::registered(&house).await;
        let page = house.get(&house.party(&dispute, "p1").await, "/my").await;
        let number = "钟行争〔2026〕1号";
        assert!(page.text.contains(number));
        let code = {
            // The code of the receipt, as the citizen has it.
            let mut other = crate::portal::fill_in(&house, "13800002222").await;
            crate::portal::hand_in(&house, &mut other, &[("another", "true")]).await;
            let done = house.get(&other, "/apply/done").await.text;
            between_code(&done)
        };
        let mut phone = Browser::default();
        house.post(&mut phone, "/progress", &[("number", "钟行争〔2026〕2号"), ("query_code", &code)]).await;
        let post = Post::of(&house.office.config).expect("the defaults are a post");
        send(&house, &post).await;
        let folder = house.office.config.var.join("outbox");
        let holds_code = || {
            let letters = std::fs::read_dir(&folder).expect("letters were written");
            let texts = letters
                .map(|letter| std::fs::read_to_string(letter.expect("a file").path()).expect("is text"));
            texts.filter(|text| text.contains("验证码")).count()
        };
        assert_eq!(holds_code(), 1);
        house.later(SignedDuration::from_hours(25));
        house.office.forget_what_is_left().await.expect("no fault");
        assert_eq!(holds_code(), 0);
    }
}

fn between_code(page: &str) -> String {
    let after = page.split("查询码").nth(1).expect("the page shows the code");
    let text = after.split("confirmation-code\">").nth(1).and_then(|rest| rest.split('<').next());
    text.expect("a code").trim().to_owned()
}
