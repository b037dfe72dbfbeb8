//! The administrator's pages of outside systems: registering one, what got stuck and what is decided about it. On both engines.

use crate::{
    elsewhere::{centre, court, injury, refer},
    harness::{House, Page, houses},
    outside_program::{Program, filed, order, suits, terms_reaching},
};
use axum::http::StatusCode;
use huajie::outside::{MOST_ATTEMPTS, Sender, Sent};
use huajie_ledger::vault::{KEYS_CHANCE, Keys};
use jiff::SignedDuration;
use serde_json::json;

const LIST: &str = "/desk/systems";

async fn filled(house: &House, login: &str, path: &str, typed: &[(&str, &str)]) -> Page {
    let mut browser = house.officer(login).await;
    let form = house.get(&browser, path).await;
    assert_eq!(form.status, StatusCode::OK, "{path}: {}", form.text);
    let pairs = form.filled_in(typed);
    let pairs: Vec<(&str, &str)> =
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let action = path.split('?').next().expect("a path");
    house.post(&mut browser, action, &pairs).await
}

fn code_after(page: &Page, label: &str) -> String {
    let rest = page.text.split(&format!("{label}</p>")).nth(1).expect("the page tells it");
    rest.split("confirmation-code secret\">")
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .expect("a code")
        .to_owned()
}

/// The first delivery on the page that can be worked on.
fn delivery(page: &Page, command: &str) -> String {
    let before = format!("/{command}?delivery=");
    let rest = page.text.split(&before).nth(1).unwrap_or_else(|| panic!("none to {command}: {}", page.text));
    rest.split('"').next().expect("an address").to_owned()
}

#[tokio::test]
async fn the_administrator_registers_a_system_and_sees_its_secret_once() {
    for house in houses().await {
        let keys = Keys::from_chance(&[77; KEYS_CHANCE]);
        let public_key = keys.outward_public_key();
        let typed = [
            ("name", "示例法院审判系统"),
            ("organization", "钟祥市人民法院"),
            ("reports", "litigation"),
            ("refers", "true"),
            ("reach", "nothing"),
            ("public_key", public_key.as_str()),
        ];
        let wrong: Vec<(&str, &str)> =
            typed.iter().map(|(n, v)| (*n, if *n == "public_key" { "短" } else { *v })).collect();
        let refused = filled(&house, "xitong", "/desk/systems/new", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("公钥是 Ed25519 的 32 字节"), "{}", refused.text);
        assert!(refused.text.contains("示例法院审判系统"), "what was typed is kept");
        let issued = filled(&house, "xitong", "/desk/systems/new", &typed).await;
        assert_eq!(issued.status, StatusCode::OK, "{}", issued.text);
        let (id, secret) = (code_after(&issued, "client_id"), code_after(&issued, "client_secret"));
        let mut program =
            Program { id: id.as_str().into(), keys, secret: secret.clone(), token: String::new() };
        program.renew(&house).await;
        for login in ["xitong", "shenji"] {
            let list = house.get(&house.officer(login).await, LIST).await;
            assert!(
                list.text.contains("示例法院审判系统") && list.text.contains("报送行政诉讼；移送对接"),
                "{}",
                list.text
            );
            let page = house.get(&house.officer(login).await, &format!("{LIST}/{id}")).await;
            assert!(!page.text.contains(&secret), "shown once");
            assert!(page.text.contains("登记外部系统"), "its journal says so: {}", page.text);
        }
        let looking = house.get(&house.officer("shenji").await, &format!("{LIST}/{id}/withdraw")).await;
        assert_eq!(looking.status, StatusCode::FORBIDDEN, "the auditor changes nothing");
        let gone =
            filled(&house, "xitong", &format!("{LIST}/{id}/withdraw"), &[("reason", "不再使用")]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text);
        let after = house.get(&house.officer("xitong").await, &format!("{LIST}/{id}/withdraw")).await;
        assert_eq!(after.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
    }
}

#[tokio::test]
async fn an_event_that_was_held_is_applied_when_somebody_has_put_things_right() {
    for house in houses().await {
        let program = Program::of_the_court(&house).await;
        let held = program.send(&house, &filed("e1", "钟行争〔2026〕1号")).await;
        assert_eq!(held.body["state"], "held", "nobody has registered it yet");
        let list = house.get(&house.officer("xitong").await, LIST).await;
        assert!(
            list.text.contains("没有这个编号的争议") && list.text.contains("收到，没有办成"),
            "{}",
            list.text
        );
        assert!(!list.text.contains("行初示例"), "what it says is not the administrator's to read");
        let nobodys = house.get(&house.officer("chuangkou").await, "/desk/stuck").await.text;
        assert!(nobodys.contains("收到的都办好了"), "it is of no dispute that is here: {nobodys}");
        let case = injury(&house).await;
        let clerk = house.get(&house.officer("chuangkou").await, "/desk/stuck").await.text;
        assert!(clerk.contains("一审：立案") && clerk.contains("行初示例"), "{clerk}");
        let again = format!("{LIST}/{}/try_again?delivery={}", program.id, delivery(&list, "try_again"));
        assert_eq!(filled(&house, "xitong", &again, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(suits(&case).await.len(), 1, "now it is applied");
        let resent = program.send(&house, &filed("e1", "钟行争〔2026〕1号")).await;
        assert_eq!(
            (resent.status, &resent.body["state"]),
            (StatusCode::OK, &json!("applied")),
            "and the sender is told so"
        );
        let list = house.get(&house.officer("xitong").await, LIST).await;
        assert!(list.text.contains("收到的都办好了"), "{}", list.text);
    }
}

#[tokio::test]
async fn who_keeps_a_dispute_sees_also_what_got_stuck_before_the_newest_hundred() {
    for house in houses().await {
        let program = Program::of_the_court(&house).await;
        for n in 1..=102 {
            let held = program.send(&house, &filed(&format!("e{n}"), "钟行争〔2026〕1号")).await;
            assert_eq!(held.body["state"], "held", "{n}");
            house.later(SignedDuration::from_secs(1));
        }
        let case = injury(&house).await;
        for login in ["chuangkou", "xitong"] {
            let officer = house.officer(login).await;
            let home = house.get(&officer, "/desk").await.text;
            assert!(home.contains("有 100 件以上往来没有办成"), "{login}: {home}");
            let (mut address, mut rows) = (Some("/desk/stuck".to_owned()), 0);
            while let Some(path) = address {
                let page = house.get(&officer, &path).await.text;
                rows += page.matches("<tr role=\"row\"").count() - 1;
                let next = page.split("rel=\"next\"").next().filter(|_| page.contains("rel=\"next\""));
                let href = next.and_then(|before| before.rsplit("href=\"").next());
                address = href.and_then(|rest| rest.split('"').next()).map(str::to_owned);
            }
            assert_eq!(rows, 102, "{login}");
        }
        drop(case);
    }
}

#[tokio::test]
async fn what_nobody_took_is_sent_again_or_set_aside_with_a_reason() {
    for house in houses().await {
        let case = injury(&house).await;
        let program = Program::of_the_court(&house).await;
        let nowhere = terms_reaching(&house, "webhook", Some("http://127.0.0.1:9/"));
        order(&house, &program.id, "reach", json!({ "command": "change", "terms": nowhere })).await;
        refer(&case, &centre(&house), &court(&house)).await;
        let sender = Sender::default();
        for _ in 0..MOST_ATTEMPTS {
            sender.send_round(&house.office, "me").await.expect("runs");
            house.later(SignedDuration::from_hours(7));
        }
        let list = house.get(&house.officer("xitong").await, LIST).await;
        assert!(list.text.contains("没有送到") && list.text.contains("试了 10 次"), "{}", list.text);
        let home = house.get(&house.officer("xitong").await, "/desk").await.text;
        assert!(home.contains("有 1 件往来没有办成、没有送到") && home.contains("/desk/stuck"), "{home}");
        let own = house.get(&house.officer("xitong").await, "/desk/stuck").await.text;
        assert!(own.contains("<h1>没有办成、没有送到的往来</h1>") && own.contains("试了 10 次"), "{own}");
        let number = case.dispute().await.number;
        assert!(!own.contains(&number), "whose dispute it is, is not the administrator's to read: {own}");
        let home = house.get(&house.officer("chuangkou").await, "/desk").await.text;
        assert!(home.contains("有 1 件往来没有办成、没有送到"), "{home}");
        let clerk = house.get(&house.officer("chuangkou").await, "/desk/stuck").await.text;
        assert!(clerk.contains(&number) && clerk.contains(case.dispute.as_str()), "{clerk}");
        assert!(!clerk.contains("/desk/systems"), "what is done about it is the administrator's: {clerk}");
        let elsewhere = house.get(&house.officer("shichang").await, "/desk/stuck").await;
        assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
        let stuck = delivery(&list, "try_again");
        let page = |command: &str| format!("{LIST}/{}/{command}?delivery={stuck}", program.id);
        assert_eq!(filled(&house, "xitong", &page("try_again"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(sender.send_round(&house.office, "me").await.expect("runs"), Sent { sent: 0, failed: 1 });
        let waiting = filled(&house, "xitong", &page("set_aside"), &[("reason", "对方已收到纸质材料")]).await;
        assert_eq!(waiting.status, StatusCode::CONFLICT, "it is on its way again");
        for _ in 1..MOST_ATTEMPTS {
            house.later(SignedDuration::from_hours(7));
            sender.send_round(&house.office, "me").await.expect("runs");
        }
        let without = filled(&house, "xitong", &page("set_aside"), &[]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is asked for");
        let aside = filled(&house, "xitong", &page("set_aside"), &[("reason", "对方已收到纸质材料")]).await;
        assert_eq!(aside.status, StatusCode::SEE_OTHER, "{}", aside.text);
        let one = house.get(&house.officer("shenji").await, &format!("{LIST}/{}", program.id)).await;
        assert!(one.text.contains("已搁置") && one.text.contains("理由：对方已收到纸质材料"), "{}", one.text);
    }
}
