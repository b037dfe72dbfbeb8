//! Copies of decisions that everybody reads: listed, narrowed, corrected, withdrawn; nothing of the file behind them. On both engines.

use crate::{
    harness::{Browser, House, Page, houses},
    reconsideration::{applied, decide, fine_of, fined, held, taken_up},
    stories::done,
};
use axum::http::StatusCode;

async fn anybody(house: &House, path: &str) -> Page {
    house.get(&Browser::default(), path).await
}

#[tokio::test]
async fn a_published_copy_is_read_by_everybody_corrected_and_withdrawn() {
    for house in houses().await {
        let empty = anybody(&house, "/decisions").await;
        assert!(empty.text.contains("还没有公开的决定"), "{}", empty.text);
        assert_eq!(anybody(&house, "/decisions/2026-1").await.status, StatusCode::NOT_FOUND);
        let case = fined(&house).await;
        let id = effective(&case).await;
        let copy = [("text", "某超市不服罚款。\n变更为三百元。"), ("removed", "店名、住址")];
        done(&case.order("fuyi1", &id, "publish", &copy).await, "publish");
        let form = house.get(&house.officer("fuyi1").await, &format!("/desk/file/{id}/correct_copy")).await;
        assert!(
            form.text.contains("依据哪一条") && form.text.contains("《行政复议法》79条"),
            "{}",
            form.text
        );

        let list = anybody(&house, "/decisions").await;
        for said in ["某超市不服罚款", "钟祥市市场监督管理局", "/decisions/2026-1"] {
            assert!(list.text.contains(said), "{said}: {}", list.text);
        }
        let body = held(&case, &id).await.brief.respondent;
        for (asked, found) in [
            ("year=2026".to_owned(), true),
            ("year=2025".to_owned(), false),
            (format!("respondent={body}&kind=penalty"), true),
            ("kind=licence".to_owned(), false),
            ("before=published/2026-11-30".to_owned(), false),
        ] {
            let list = anybody(&house, &format!("/decisions?{asked}")).await;
            assert_eq!(list.text.contains("/decisions/2026-1"), found, "{asked}: {}", list.text);
        }
        let one = anybody(&house, "/decisions/2026-1").await;
        for said in ["变更为三百元", "钟政复决〔2026〕1号", "2026年12月1日", "店名、住址"]
        {
            assert!(one.text.contains(said), "{said}: {}", one.text);
        }
        for hidden in ["示例超市", case.dispute.as_str(), "罚款 5000 元", "内部才看的理由"] {
            assert!(!one.text.contains(hidden) && !list.text.contains(hidden), "{hidden}: {}", one.text);
        }
        for _ in 0..2 {
            let (status, pdf) = house.bytes(&Browser::default(), "/decisions/2026-1/pdf").await;
            assert!(status == StatusCode::OK && pdf.starts_with(b"%PDF-"), "{status}");
        }

        let better = [("text", "某店不服罚款。"), ("removed", "店名"), ("reason", "漏隐去业态")];
        done(&case.order("fuyi1", &id, "correct_copy", &better).await, "correct_copy");
        let one = anybody(&house, "/decisions/2026-1").await;
        assert!(one.text.contains("某店不服罚款") && !one.text.contains("某超市"), "{}", one.text);
        assert!(one.text.contains("更正后的文本") && !one.text.contains("漏隐去业态"), "{}", one.text);
        for (login, sees) in [("fuyi1", true), ("chuangkou", false)] {
            let file = house.get(&house.officer(login).await, &format!("/desk/file/{}", case.dispute)).await;
            assert_eq!(file.text.contains("漏隐去业态"), sees, "{login}: {}", file.text);
        }
        let away = [("reason", "涉及商业秘密")];
        done(&case.order("fuyi1", &id, "withdraw_copy", &away).await, "withdraw_copy");
        let one = anybody(&house, "/decisions/2026-1").await;
        assert_eq!(one.status, StatusCode::GONE);
        assert!(!one.text.contains("某店") && !one.text.contains("商业秘密"), "{}", one.text);
        assert_eq!(anybody(&house, "/decisions/2026-1/pdf").await.status, StatusCode::NOT_FOUND);
        assert!(!anybody(&house, "/decisions").await.text.contains("/decisions/2026-1"));
    }
}

/// A decision that has taken effect.
async fn effective(case: &crate::cases::Case<'_>) -> huajie_law::MatterId {
    let id = applied(case).await;
    taken_up(case, &id).await;
    decide(case, &id).await;
    id
}

#[tokio::test]
async fn a_copy_for_the_public_that_names_a_party_or_its_telephone_is_refused_at_its_field() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = effective(&case).await;
        let phone = format!("139{:08}", "示例超市".chars().map(u32::from).sum::<u32>());
        let spaced = format!("{}-{} {}", &phone[..3], &phone[3..7], &phone[7..]);
        let wide: String =
            phone.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).expect("has a wide twin")).collect();
        for (text, removed, what) in [
            ("示例超市不服罚款。".to_owned(), "店名", "姓名（名称）"),
            ("示 例　超 市不服罚款。".to_owned(), "店名", "姓名（名称）"),
            (format!("某店不服，电话{spaced}。"), "店名", "电话"),
            (format!("某店不服，电话{wide}。"), "店名", "电话"),
            ("某店不服罚款。".to_owned(), "去掉了“示例超市”", "姓名（名称）"),
        ] {
            let copy = [("text", text.as_str()), ("removed", removed)];
            let page = case.order("fuyi1", &id, "publish", &copy).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
            assert!(page.text.contains(&format!("的{what}，请隐去再公开")), "{text}: {}", page.text);
        }
        let officer = crate::api::Program::of(&house.officer("fuyi1").await).keyed("named");
        let order = serde_json::json!({ "command": "publish", "text": "示例超市不服", "removed": "店名" });
        let body = serde_json::json!({ "kind": "reconsideration", "order": order });
        let told = officer.post(&house, &format!("/api/matters/{id}/orders"), &body).await;
        assert_eq!(
            (told.status, &told.body["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &serde_json::json!("reconsideration.publish.named")),
            "{}",
            told.body
        );
        assert!(held(&case, &id).await.published.is_none(), "nothing was published");
        let copy = [("text", "某店不服罚款。"), ("removed", "店名")];
        done(&case.order("fuyi1", &id, "publish", &copy).await, "publish");
        let named = [("text", "示例-超市不服罚款。"), ("removed", "店名"), ("reason", "更正")];
        let page = case.order("fuyi1", &id, "correct_copy", &named).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
    }
}

#[tokio::test]
async fn nobody_who_is_tried_together_with_it_is_named_whichever_of_the_two_says_so() {
    for house in houses().await {
        let (one, other) = (fined(&house).await, fine_of(&house, "示例面馆").await);
        let (first, second) = (applied(&one).await, applied(&other).await);
        taken_up(&one, &first).await;
        taken_up(&other, &second).await;
        let number = other.dispute().await.number;
        let together = [("with", number.as_str()), ("reason", "同一次检查，证据相同")];
        done(&one.order("fuyi1", &first, "join", &together).await, "join");
        decide(&other, &second).await;
        let copy = [("text", "某面馆和示例超市不服罚款。"), ("removed", "店名")];
        let page = other.order("fuyi1", &second, "publish", &copy).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("的姓名（名称），请隐去再公开"), "{}", page.text);
    }
}
