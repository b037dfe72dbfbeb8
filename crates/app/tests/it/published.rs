//! Copies of decisions that everybody reads: listed, narrowed, corrected, withdrawn; nothing of the file behind them. On both engines.

use crate::{
    harness::{Browser, House, Page, houses},
    reconsideration::{CONDITIONS, applied, decide, fined, held, serve},
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
        let id = applied(&case).await;
        let conditions: Vec<_> = CONDITIONS.iter().map(|one| ("conditions", *one)).collect();
        done(&case.order("fuyi1", &id, "accept", &conditions).await, "accept");
        done(&case.order("fuyi1", &id, "send_copy", &[]).await, "send_copy");
        serve(&case, &id, "n2|respondent").await;
        decide(&case, &id).await;
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
