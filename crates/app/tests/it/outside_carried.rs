//! Files carried between networks that do not touch: signed, numbered, in order, once. On both engines.

use crate::{
    elsewhere::{centre, court, injury, refer},
    harness::{House, houses},
    outside_program::{Program, filed, milestone, order, suits, terms_reaching},
};
use axum::http::StatusCode;
use huajie::outside::{CarriedIn, NotCarried};
use huajie_law::MatterId;
use huajie_ledger::vault::verify_outward;
use jiff::SignedDuration;
use serde_json::{Value, json};

/// A file as the court's program makes it.
fn bundle(program: &Program, number: u64, events: &[Value]) -> Vec<u8> {
    let head = json!({ "huajie_bundle": 1, "system": program.id, "number": number, "count": events.len(), "at": "2026-11-24T01:00:00Z" });
    let mut text = format!("{head}\n");
    events.iter().for_each(|event| text.push_str(&format!("{event}\n")));
    let seal = json!({ "ed25519": program.keys.sign_outward(text.as_bytes()) });
    format!("{text}{seal}\n").into_bytes()
}

fn told(number: u64, applied: usize, held: usize, before: bool) -> Result<CarriedIn, NotCarried> {
    let system = "示例法院审判系统".to_owned();
    Ok(CarriedIn { system, number, applied, held, refused: Vec::new(), before })
}

#[tokio::test]
async fn a_carried_file_is_taken_in_once_in_its_turn_and_as_it_was_signed() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let number = case.dispute().await.number;
        let first = bundle(&program, 1, &[filed("e1", &number), filed("e9", "钟行争〔2026〕999号")]);
        let served = milestone("e2", &number, "2026-11-16", json!({ "step": "copy_served" }));
        let second = bundle(&program, 2, &[served]);
        let office = &house.office;
        assert_eq!(office.carry_in(&second).await, Err(NotCarried::Gap { expected: 1, came: 2 }));
        assert!(suits(&case).await.is_empty(), "nothing overtakes what is missing");
        assert_eq!(office.carry_in(&first).await, told(1, 1, 1, false));
        assert_eq!(office.carry_in(&first).await, told(1, 0, 0, true), "the same file again changes nothing");
        let other = bundle(&program, 1, &[filed("e3", &number)]);
        assert_eq!(office.carry_in(&other).await, Err(NotCarried::OtherContent(1)));
        let text = String::from_utf8(second.clone()).expect("text");
        let altered = text.replace("2026-11-16", "2026-11-17").into_bytes();
        assert_eq!(office.carry_in(&altered).await, Err(NotCarried::BadSignature));
        let torn = &second[..second.len() - 5];
        assert!(matches!(office.carry_in(torn).await, Err(NotCarried::Unreadable(_))));
        let fewer = text.replace("\"count\":1", "\"count\":2");
        assert!(matches!(office.carry_in(fewer.as_bytes()).await, Err(NotCarried::Unreadable(_))));
        assert_eq!(office.carry_in(&second).await, told(2, 1, 0, false));
        // What came by hand and is pushed again is the same event.
        let pushed = program.send(&house, &filed("e1", &number)).await;
        assert_eq!(pushed.status, StatusCode::OK, "{}", pushed.body);
        assert_eq!(suits(&case).await[0].1.milestones.len(), 2);
        let stranger = text.replace("court-system", "nobody");
        assert_eq!(
            office.carry_in(stranger.as_bytes()).await,
            Err(NotCarried::UnknownSystem("nobody".into()))
        );
    }
}

async fn carried(house: &House) -> Program {
    let program = Program::of_the_court(house).await;
    let change = json!({ "command": "change", "terms": terms_reaching(house, "carried", None) });
    assert_eq!(order(house, &program.id, "reach", change).await.status, StatusCode::OK);
    program
}

#[tokio::test]
async fn what_is_meant_for_a_system_beyond_the_gap_goes_out_numbered_and_signed_and_can_be_written_again() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = carried(&house).await;
        let office = &house.office;
        // The machine's clock is finer than what is kept.
        let now = office.now().at + SignedDuration::from_nanos(17);
        assert_eq!(office.ledger.next_bundle(&program.id, now).await.expect("reads"), None);
        let moved = refer(&case, &centre(&house), &court(&house)).await;
        let bundle =
            office.ledger.next_bundle(&program.id, now).await.expect("reads").expect("something waits");
        let (name, bytes) = office.bundle_file(&program.id, &bundle).expect("opens");
        assert_eq!(name, "court-system-000001.jsonl");
        let text = String::from_utf8(bytes.clone()).expect("text");
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!((&lines[0]["number"], &lines[0]["count"]), (&json!(1), &json!(1)));
        assert_eq!(
            (&lines[1]["type"], &lines[1]["data"]["referral"]),
            (&json!("cn.huajie.referral.sent"), &json!(moved))
        );
        let signed = &text[..text.trim_end().rfind('\n').expect("lines") + 1];
        let signature = lines[2]["ed25519"].as_str().expect("a signature");
        verify_outward(&office.keys.outward_public_key(), signed.as_bytes(), signature).expect("verifies");
        assert_eq!(office.ledger.next_bundle(&program.id, now).await.expect("reads"), None, "once");
        let again = office.ledger.bundle_again(&program.id, 1).await.expect("reads").expect("was written");
        assert_eq!(office.bundle_file(&program.id, &again).expect("opens").1, bytes, "byte for byte");
        assert_eq!(office.ledger.bundle_again(&program.id, 2).await.expect("reads"), None);
        assert_eq!(office.ledger.bundle_again(&MatterId::from("nobody"), 1).await.expect("reads"), None);
    }
}
