//! Referrals between this house and the court's program, in and out: the whole file once, answers by events, webhooks that are
//! tried until they are taken. On both engines; the receivers are real and on the loopback.

use crate::{
    elsewhere::{injury, refer, referral},
    harness::{House, houses},
    outside_program::{Program, event, order, terms_reaching},
};
use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use huajie::outside::{MOST_ATTEMPTS, Sender, Sent};
use huajie_law::{AnyMatter, Kind, MatterId, referral::Stage};
use huajie_ledger::vault::verify_outward;
use jiff::{SignedDuration, civil::date};
use serde_json::{Value, json};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

fn intake(house: &House, phone: &str) -> Value {
    let law = house.office.law();
    let agency = law.directory.organizations.iter().find(|(_, body)| body.name == "钟祥市市场监督管理局");
    json!({
        "source": "court_referral", "source_number": "（2026）行初示例 9 号", "first_submitted_on": "2026-11-16", "filed_on": null,
        "parties": [{ "standing": "applicant", "nature": "natural_person", "name": "示例·张某", "number": null, "phone": phone, "address": null, "agent": null }],
        "group": null, "respondent": agency.expect("the city has it").0,
        "act": { "kind": "penalty", "title": "罚款 5000 元", "made_on": "2026-10-31", "known_on": "2026-11-01", "told": "yes" },
        "claims": "撤销处罚", "facts": "过期茶干五袋", "amount_fen": 500000, "place": null, "wish": "mediation", "despite": null,
    })
}

pub fn pdf() -> String {
    BASE64.encode(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
}

pub fn whole_file(house: &House, id: &str, phone: &str) -> Value {
    let data = json!({
        "dispute": null, "intake": intake(house, phone), "docking": "court", "reason": "各方愿意先行调解",
        "consents": [{ "side": "p1", "way": "paper", "on": "2026-11-20", "paper": "同意书.pdf" }],
        "papers": [{ "name": "起诉状.pdf", "content": pdf() }, { "name": "同意书.pdf", "content": BASE64.encode(b"%PDF-1.4\n%other\n%%EOF\n") }],
    });
    event(id, "cn.huajie.referral.sent", data)
}

impl Program {
    pub async fn refer(&self, house: &House, event: &Value) -> crate::outside_program::Answer {
        let body = event.to_string();
        self.post(house, "/api/referrals", &body, &self.signature(house, &body)).await
    }
}

#[tokio::test]
async fn a_referral_brings_the_whole_file_once_and_however_often_it_is_sent() {
    for house in houses().await {
        let program = Program::of_the_court(&house).await;
        let sent = whole_file(&house, "r1", "13800001111");
        let first = program.refer(&house, &sent).await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.body);
        let again = program.refer(&house, &sent).await;
        assert_eq!((again.status, &again.body), (StatusCode::OK, &first.body));
        assert_eq!(first.body["dispute"], "钟行争〔2026〕1号");
        let disputes = house.office.ledger.all_of(Kind::Dispute).await.expect("reads");
        assert_eq!(disputes.len(), 1);
        let Some(AnyMatter::Dispute(dispute)) = &disputes[0].matter else { panic!("a dispute") };
        assert_eq!(
            dispute.registration.first_submitted_on,
            date(2026, 11, 16),
            "the day of submission is kept"
        );
        assert_eq!(dispute.registration.evidence.len(), 1);
        let id = MatterId::from(first.body["referral"].as_str().expect("opened"));
        let Some(AnyMatter::Referral(held)) =
            house.office.ledger.load(&id).await.expect("reads").expect("there").matter
        else {
            panic!("a referral")
        };
        assert!(matches!(held.stage, Stage::Sent { .. }));
        assert_eq!(held.package.papers.len(), 2, "the evidence and the consent");
        let to_dos = house.get(&house.officer("chuangkou").await, "/desk").await;
        assert!(to_dos.text.contains("签收移送来的材料"), "{}", to_dos.text);
        // The same quarrel under another name is not registered twice; a person has to look.
        let twin = program.refer(&house, &whole_file(&house, "r2", "13800001111")).await;
        assert_eq!(
            (twin.status, &twin.body["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("dispute.already_on_file")),
            "{}",
            twin.body
        );
    }
}

/// The dispute on file, referred by its number.
#[tokio::test]
async fn a_referral_without_consent_or_with_a_paper_that_is_none_is_held() {
    for house in houses().await {
        let program = Program::of_the_court(&house).await;
        let mut unwilling = whole_file(&house, "r1", "13800001111");
        unwilling["data"]["consents"] = json!([]);
        let told = program.refer(&house, &unwilling).await;
        assert_eq!(
            (told.status, &told.body["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("referral.consent.missing")),
            "{}",
            told.body
        );
        let mut program_file = whole_file(&house, "r2", "13800002222");
        program_file["data"]["papers"][0] =
            json!({ "name": "a.exe", "content": BASE64.encode(b"MZ\x90\x00") });
        let told = program.refer(&house, &program_file).await;
        assert_eq!(told.body["code"], "event.paper", "{}", told.body);
        let mut both = whole_file(&house, "r3", "13800003333");
        both["data"]["dispute"] = json!("钟行争〔2026〕1号");
        assert_eq!(program.refer(&house, &both).await.body["code"], "event.referral_file");
    }
}

#[tokio::test]
async fn the_receiving_body_answers_by_events() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let moved = refer(&case, &crate::elsewhere::centre(&house), &crate::elsewhere::court(&house)).await;
        let answer = |id: &str, kind: &str, more: Value| {
            let mut data = json!({ "referral": moved, "reason": null, "back": null });
            data.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
            event(id, kind, data)
        };
        let accepted = answer("a1", "cn.huajie.referral.accepted", json!({}));
        let first = program.send(&house, &accepted).await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.body);
        assert_eq!(program.send(&house, &accepted).await.body, first.body);
        assert!(matches!(referral(&case, &moved).await.stage, Stage::Accepted { .. }));
        let late = program
            .send(&house, &answer("a2", "cn.huajie.referral.declined", json!({ "reason": "不属于本院管辖" })))
            .await;
        assert_eq!(
            (late.status, &late.body["state"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("held")),
            "{}",
            late.body
        );
        let back = json!({ "outcome": "answered", "consented_on": null, "ended_on": "2026-11-24", "undisputed": null });
        let back = program
            .send(&house, &answer("a3", "cn.huajie.referral.handed_back", json!({ "back": back })))
            .await;
        assert_eq!(back.status, StatusCode::OK, "{}", back.body);
        assert!(matches!(referral(&case, &moved).await.stage, Stage::HandedBack { .. }));
    }
}

/// A receiver that answers each request with the next status, and keeps what it was told.
pub async fn receiver(statuses: Vec<u16>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("is bound");
    let told = Arc::new(Mutex::new(Vec::new()));
    let kept = told.clone();
    tokio::spawn(async move {
        for status in statuses {
            let (stream, _) = listener.accept().await.expect("somebody comes");
            let mut stream = BufReader::new(stream);
            let (mut head, mut length) = (String::new(), 0);
            loop {
                let mut line = String::new();
                stream.read_line(&mut line).await.expect("a line");
                if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().expect("a length");
                }
                if line.trim().is_empty() {
                    break;
                }
                head.push_str(&line);
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).await.expect("a body");
            kept.lock()
                .expect("nobody panics here")
                .push(format!("{head}\n{}", String::from_utf8_lossy(&body)));
            let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.expect("is heard");
        }
    });
    (format!("http://{address}/events"), told)
}

async fn reached_at(house: &House, address: &str) -> Program {
    let program = Program::of_the_court(house).await;
    let change = json!({ "command": "change", "terms": terms_reaching(house, "webhook", Some(address)) });
    let told = order(house, &program.id, "reach", change).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    program
}

#[tokio::test]
async fn what_is_told_to_a_system_is_signed_and_tried_again_until_it_is_taken() {
    for house in houses().await {
        let case = injury(&house).await;
        let (address, told) = receiver(vec![503, 200]).await;
        reached_at(&house, &address).await;
        let moved = refer(&case, &crate::elsewhere::centre(&house), &crate::elsewhere::court(&house)).await;
        let sender = Sender::default();
        assert_eq!(sender.send_round(&house.office, "me").await.expect("runs"), Sent { sent: 0, failed: 1 });
        assert_eq!(
            sender.send_round(&house.office, "me").await.expect("runs"),
            Sent::default(),
            "not at once again"
        );
        house.later(SignedDuration::from_secs(31));
        assert_eq!(sender.send_round(&house.office, "me").await.expect("runs"), Sent { sent: 1, failed: 0 });
        assert_eq!(sender.send_round(&house.office, "me").await.expect("runs"), Sent::default());
        let told = told.lock().expect("nobody panics here").clone();
        let (head, body) =
            told[1].split_once("\n\n").or_else(|| told[1].split_once("\r\n\n")).expect("a head and a body");
        let sent: Value = serde_json::from_str(body).expect("JSON");
        assert_eq!((&sent["type"], &sent["specversion"]), (&json!("cn.huajie.referral.sent"), &json!("1.0")));
        assert_eq!(sent["data"]["referral"], json!(moved));
        assert_eq!(sent["data"]["package"]["first_submitted_on"], "2026-11-09");
        let first: Value = serde_json::from_str(
            told[0].split_once("\n\n").or_else(|| told[0].split_once("\r\n\n")).expect("a body").1,
        )
        .expect("JSON");
        assert_eq!(first["id"], sent["id"], "the same event has the same name");
        let line = head.lines().find_map(|line| line.strip_prefix("huajie-signature: ")).expect("signed");
        let (seconds, signature) = line
            .trim()
            .strip_prefix("t=")
            .and_then(|rest| rest.split_once(",ed25519="))
            .expect("in its shape");
        let keys = house.get(&Default::default(), "/api/keys").await;
        let keys: Value = serde_json::from_str(&keys.text).expect("JSON");
        let public = keys["keys"][0]["public_key"].as_str().expect("a key");
        verify_outward(public, format!("{seconds}.{body}").as_bytes(), signature).expect("verifies");
    }
}

#[tokio::test]
async fn a_receiver_that_never_answers_leaves_a_dead_letter() {
    for house in houses().await {
        let case = injury(&house).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}/", listener.local_addr().expect("is bound"));
        let silent = tokio::spawn(async move {
            let mut held = Vec::new();
            while let Ok((stream, _)) = listener.accept().await {
                held.push(stream);
            }
        });
        reached_at(&house, &address).await;
        refer(&case, &crate::elsewhere::centre(&house), &crate::elsewhere::court(&house)).await;
        let sender = Sender { timeout: Duration::from_millis(5) };
        for _ in 0..MOST_ATTEMPTS {
            assert_eq!(
                sender.send_round(&house.office, "me").await.expect("runs"),
                Sent { sent: 0, failed: 1 }
            );
            house.later(SignedDuration::from_hours(7));
        }
        assert_eq!(
            sender.send_round(&house.office, "me").await.expect("runs"),
            Sent::default(),
            "nobody tries any more"
        );
        silent.abort();
    }
}

#[tokio::test]
async fn the_papers_of_a_referral_are_fetched_by_its_receiver_alone_and_only_those_on_its_list() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let (centre, court) = (crate::elsewhere::centre(&house), crate::elsewhere::court(&house));
        let moved = refer(&case, &centre, &court).await;
        let package = referral(&case, &moved).await.package;
        let listed = package.papers[0].file.as_str();
        let (status, signed, bytes) = program.fetch(&house, &moved, listed).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(huajie_ledger::vault::sm3_hex(&bytes), listed);
        let (seconds, signature) =
            signed.strip_prefix("t=").and_then(|rest| rest.split_once(",ed25519=")).expect("in its shape");
        let keys = house.get(&Default::default(), "/api/keys").await;
        let keys: Value = serde_json::from_str(&keys.text).expect("JSON");
        let statement = [seconds.as_bytes(), b".", &bytes].concat();
        verify_outward(keys["keys"][0]["public_key"].as_str().expect("a key"), &statement, signature)
            .expect("verifies");
        let openings = house.office.ledger.openings(&case.dispute, 50).await.expect("reads");
        assert!(openings.iter().any(|one| one.role == "outside_system"), "that it was fetched is on record");
        let unlisted = "0".repeat(64);
        assert_eq!(program.fetch(&house, &moved, &unlisted).await.0, StatusCode::NOT_FOUND);
        // What the court itself sent is not its to fetch, though it knows the number.
        let sent = program.refer(&house, &whole_file(&house, "r1", "13800001111")).await;
        let sent = MatterId::from(sent.body["referral"].as_str().expect("opened"));
        let theirs = referral(&case, &sent).await.package.papers.remove(0);
        assert_eq!(program.fetch(&house, &sent, theirs.file.as_str()).await.0, StatusCode::NOT_FOUND);
        // Declined, it has gone back.
        let data = json!({ "referral": moved, "reason": "不属于本院管辖", "back": null });
        let declined = program.send(&house, &event("d1", "cn.huajie.referral.declined", data.clone())).await;
        assert_eq!(declined.status, StatusCode::OK, "{}", declined.body);
        let again = program.send(&house, &event("d2", "cn.huajie.referral.declined", data)).await;
        assert_eq!((again.status, &again.body["known"]), (StatusCode::OK, &json!(true)), "{}", again.body);
        assert_eq!(program.fetch(&house, &moved, listed).await.0, StatusCode::NOT_FOUND);
        let unsigned = Program {
            keys: huajie_ledger::vault::Keys::from_chance(&[9; huajie_ledger::vault::KEYS_CHANCE]),
            ..program
        };
        assert_eq!(unsigned.fetch(&house, &moved, listed).await.0, StatusCode::UNAUTHORIZED);
    }
}
