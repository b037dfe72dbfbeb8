//! Words of a platform that nobody here knows: asked about once on the preview, kept with the columns, and the next table goes through untouched. On
//! both engines.

use crate::{
    elsewhere::injury,
    exchange::{choose, send},
    harness::{Browser, House, Page, houses},
    outside_program::suits,
};
use axum::http::StatusCode;
use huajie_law::mirrored::{Finding, Level, Procedure};

/// Above the words, once nothing is left to be asked about them.
const ALL_SAID: &str = "表里的词都选过了";

fn listed(number: &str, ticket: &str, answered_on: &str) -> String {
    format!(
        "争议案号,业务类型,办理机关,案号,办理状态,日期,处理结果\n\
         {number},便民电话,示例热线,{ticket},分派,2026-11-12,\n\
         {number},便民电话,示例热线,{ticket},回告,{answered_on},群众满意\n\
         {number},民事纠纷,示例热线,民1,分派,2026-11-12,\n"
    )
}

/// Says of each word what it is, as the preview asks.
async fn say(
    house: &House,
    browser: &mut Browser,
    address: &str,
    asked: &Page,
    said: &[(&str, &str)],
) -> Page {
    press(house, browser, address, asked, said, None).await
}

/// The same by another button of that form.
async fn press(
    house: &House,
    browser: &mut Browser,
    address: &str,
    asked: &Page,
    said: &[(&str, &str)],
    button: Option<&'static str>,
) -> Page {
    let mut pairs: Vec<(String, &str)> = button.map(|name| (name.to_owned(), "true")).into_iter().collect();
    for (word, ours) in said {
        let at =
            (0..50).find(|at| asked.text.contains(&format!("name=\"theirs.{at}\" value=\"word:{word}\"")));
        let at = at.unwrap_or_else(|| panic!("{word} is not asked about: {}", asked.text));
        pairs.push((format!("ours.{at}"), *ours));
    }
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, ours)| (name.as_str(), *ours)).collect();
    let filled = asked.filled_in(&pairs);
    let filled: Vec<(&str, &str)> = filled.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    house.post(browser, address, &filled).await
}

async fn bring_in(house: &House, browser: &mut Browser, address: &str, preview: &Page) -> Page {
    let csrf = preview.hidden("csrf");
    house.post(browser, address, &[("csrf", &csrf), ("confirm", "true")]).await
}

/// The words, above what brings the table in.
fn are_folded(preview: &str) {
    let folded = preview.split_once(ALL_SAID).expect("nothing is left to be asked").1;
    let (folded, below) = folded.split_once("</details>").expect("it ends");
    assert!(folded.contains("“便民电话”是") && !folded.contains("name=\"confirm\""), "{folded}");
    assert!(below.contains("name=\"confirm\"") && below.contains(">导入</button>"), "{below}");
}

#[tokio::test]
async fn a_word_that_nobody_knows_is_asked_about_once_and_the_next_table_goes_through_untouched() {
    for house in houses().await {
        let case = injury(&house).await;
        let number = case.dispute().await.number;
        let mut clerk = house.officer("chuangkou").await;
        let table = listed(&number, "工单9", "2026-11-13");
        let sent = send(&house, &mut clerk, "示例热线平台", table.as_bytes()).await;
        let address = sent.location.expect("leads on");
        let asked = choose(&house, &mut clerk, &address, &[]).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
        for part in [
            "不能登记 3 个",
            "“便民电话”是",
            "“业务类型”一列，2 行这样写",
            "“分派”是",
            "“办理状态”一列，2 行这样写",
            "“群众满意”是",
            "“民事纠纷”是",
        ] {
            assert!(asked.text.contains(part), "{part}: {}", asked.text);
        }
        assert_eq!(asked.text.matches("“便民电话”是").count(), 1, "each once");
        let said = [
            ("procedure:便民电话", "hotline"),
            ("procedure:民事纠纷", "passed_over"),
            ("step:分派", "accepted"),
            ("step:回告", "decided"),
            ("findings:群众满意", "answered"),
        ];
        let open = say(&house, &mut clerk, &address, &asked, &said[..4]).await;
        assert!(
            open.text.contains("会登记新程序 1 个、节点 0 个；原来已经登记 0 个；不能登记 1 个"),
            "{}",
            open.text
        );
        let preview = say(&house, &mut clerk, &address, &open, &said[4..]).await;
        are_folded(&preview.text);
        assert!(
            preview.text.contains("会登记新程序 1 个、节点 1 个；原来已经登记 0 个；不能登记 0 个"),
            "{}",
            preview.text
        );
        assert!(suits(&case).await.is_empty(), "looking records nothing");
        let done = bring_in(&house, &mut clerk, &address, &preview).await;
        assert!(done.text.contains("已登记新程序 1 个、节点 1 个"), "{}", done.text);
        let (_, ticket) = suits(&case).await.remove(0);
        assert_eq!(ticket.procedure, Procedure::Hotline);
        assert!(ticket.level(Level::First).is_some_and(|level| level.has(Finding::Answered)));

        // The next table of this platform: nothing is left to be said.
        let next = listed(&number, "工单10", "2026-11-20");
        let sent = send(&house, &mut clerk, "示例热线平台", next.as_bytes()).await;
        let address = sent.location.expect("leads on");
        let preview = choose(&house, &mut clerk, &address, &[]).await;
        assert!(
            preview.text.contains("会登记新程序 1 个、节点 1 个；原来已经登记 0 个；不能登记 0 个"),
            "{}",
            preview.text
        );
        // What was said can be said otherwise, and looking at the columns again loses none of it.
        let otherwise = say(&house, &mut clerk, &address, &preview, &[("step:回告", "passed_over")]).await;
        assert!(otherwise.text.contains("会登记新程序 1 个、节点 0 个"), "{}", otherwise.text);
        let again = choose(&house, &mut clerk, &address, &[]).await;
        assert!(again.text.contains("会登记新程序 1 个、节点 0 个"), "{}", again.text);
        // Another platform has words of its own.
        let sent = send(&house, &mut clerk, "另一个平台", next.as_bytes()).await;
        let other = choose(&house, &mut clerk, &sent.location.expect("leads on"), &[]).await;
        assert!(other.text.contains("不能登记 3 个"), "{}", other.text);
    }
}

#[tokio::test]
async fn a_word_that_is_chosen_and_brought_in_at_once_counts_and_is_nowhere_to_be_read() {
    for house in houses().await {
        let case = injury(&house).await;
        let number = case.dispute().await.number;
        let mut clerk = house.officer("chuangkou").await;
        let (sender, table) = ("示例热线平台", listed(&number, "工单9", "2026-11-13"));
        let sent = send(&house, &mut clerk, sender, table.as_bytes()).await;
        let address = sent.location.expect("leads on");
        let asked = choose(&house, &mut clerk, &address, &[]).await;
        let said = [
            ("procedure:便民电话", "hotline"),
            ("procedure:民事纠纷", "passed_over"),
            ("step:分派", "accepted"),
            ("step:回告", "decided"),
        ];
        let open = say(&house, &mut clerk, &address, &asked, &said).await;
        let forms = open.text.matches("<form class=\"form\"").count();
        assert_eq!((forms, open.text.matches("name=\"confirm\"").count()), (1, 1), "{}", open.text);
        assert!(!open.text.contains(ALL_SAID), "one is still asked: {}", open.text);
        let last = [("findings:群众满意", "answered")];
        let done = press(&house, &mut clerk, &address, &open, &last, Some("confirm")).await;
        assert!(done.text.contains("已登记新程序 1 个、节点 1 个"), "{}", done.text);
        assert!(done.text.contains("按选过的词略过 1 行"), "{}", done.text);
        let kept = house.office.ledger.table_columns(sender, "").await.expect("reads");
        let keys: Vec<&String> = kept.iter().flat_map(|(_, columns)| columns.keys()).collect();
        assert!(keys.iter().any(|key| key.starts_with("word:findings:")), "{keys:?}");
        for word in ["群众满意", "便民电话", "民事纠纷", "分派"] {
            assert!(keys.iter().all(|key| !key.contains(word)), "{word}: {keys:?}");
        }
        // Another kind of table of the same sender has words of its own: none of its rows is passed over for them.
        let other = listed(&number, "工单10", "2026-11-20").replacen("办理机关", "承办单位", 1);
        let sent = send(&house, &mut clerk, sender, other.as_bytes()).await;
        let shown = choose(&house, &mut clerk, &sent.location.expect("leads on"), &[]).await;
        assert!(shown.text.contains("不能登记 3 个") && !shown.text.contains("略过"), "{}", shown.text);
    }
}

/// Taken as it is written it would be a body beside the court that is meant.
#[tokio::test]
async fn a_court_that_the_directory_does_not_know_is_asked_about_once_like_any_other_word() {
    for house in houses().await {
        let case = injury(&house).await;
        let number = case.dispute().await.number;
        let mut clerk = house.officer("chuangkou").await;
        let table = |step: &str, on: &str| {
            format!(
                "争议案号,程序,办理机关,案号,节点,发生日期\n{number},诉讼,钟祥法院,（2026）行初示例 8 号,{step},{on}\n"
            )
        };
        let sent = send(&house, &mut clerk, "示例法院系统", table("立案", "2026-11-12").as_bytes()).await;
        let address = sent.location.expect("leads on");
        let asked = choose(&house, &mut clerk, &address, &[]).await;
        assert!(
            asked.text.contains("“钟祥法院”是") && asked.text.contains("不能登记 1 个"),
            "{}",
            asked.text
        );
        assert!(asked.text.contains("名录里没有，照写的登记"), "{}", asked.text);
        let court = crate::elsewhere::court(&house);
        let said = [("body:钟祥法院", court.as_str())];
        let preview = say(&house, &mut clerk, &address, &asked, &said).await;
        assert!(preview.text.contains("会登记新程序 1 个"), "{}", preview.text);
        bring_in(&house, &mut clerk, &address, &preview).await;
        let (_, suit) = suits(&case).await.remove(0);
        assert_eq!(suit.body.name, "钟祥市人民法院");
        assert_eq!(suit.body.organization.as_ref().map(|id| id.as_str()), Some(court.as_str()));
        let next =
            send(&house, &mut clerk, "示例法院系统", table("被告收到起诉状副本", "2026-11-16").as_bytes())
                .await;
        let shown = choose(&house, &mut clerk, &next.location.expect("leads on"), &[]).await;
        assert!(!shown.text.contains("不能登记 1 个"), "remembered: {}", shown.text);
        // From another sender it is asked again, and may be none of ours.
        let sent = send(&house, &mut clerk, "示例政法平台", table("立案", "2026-11-12").as_bytes()).await;
        let address = sent.location.expect("leads on");
        let asked = choose(&house, &mut clerk, &address, &[]).await;
        let as_written = say(&house, &mut clerk, &address, &asked, &[("body:钟祥法院", "as_written")]).await;
        assert!(!as_written.text.contains("不在单位名录里"), "{}", as_written.text);
    }
}
