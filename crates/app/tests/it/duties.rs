//! What a decision lays on the agency, each by itself: recorded by the agency, denied by whom it is owed, pressed for by the office.

use crate::{
    cases::{Case, pixel},
    harness::{House, houses},
    reconsideration::{applied, fined, held, replied, serve, taken_up},
    stories::done,
};
use huajie_law::MatterId;
use jiff::civil::date;

const REDO: &str = "重新作出行政行为";
const BACK: &str = "返还财产、解除措施：退还 5000 元";

/// Annulled, to be done anew by 15 January, and the fine given back; served on 1 December.
async fn two_duties<'a>(house: &'a House) -> (Case<'a>, MatterId) {
    let case = fined(house).await;
    let id = applied(&case).await;
    taken_up(&case, &id).await;
    done(&case.order("fuyiju", &id, "assign", &[("handlers", "u-fuyi1")]).await, "assign");
    replied(&case, &id).await;
    house.on_day(date(2026, 12, 1));
    let heard = [("heard.side", "p1"), ("heard.way", "phone"), ("heard.text", "坚持申请")];
    done(&case.order("fuyi1", &id, "hear_party", &heard).await, "hear_party");
    let opinion = [
        ("opinion.facts", "查明的事实"),
        ("opinion.reasons", "理由"),
        ("opinion.holdings.0.kind", "annul"),
        ("opinion.holdings.0.ground", "procedure_violated"),
        ("opinion.holdings.0.redo", "true"),
        ("opinion.holdings.0.perform_by", "2027年1月15日"),
        ("opinion.restitution", "退还 5000 元"),
    ];
    done(&case.order("fuyi1", &id, "draft", &opinion).await, "draft");
    let agreed = [("approved", "true"), ("resolving", "head"), ("by", "示例·副市长"), ("opinion", "同意")];
    done(&case.order("shizhang", &id, "resolve", &agreed).await, "resolve");
    let mut officer = house.officer("fuyi1").await;
    let sealed = [("document", "决定书.png", &*pixel())];
    done(
        &house.order_with(&mut officer, &id, "issue", &[("number", "钟政复决〔2026〕1号")], &sealed).await,
        "issue",
    );
    let notice = held(&case, &id).await.decided.expect("it is issued").notice;
    for side in ["p1", "respondent"] {
        serve(&case, &id, &format!("{notice}|{side}")).await;
    }
    (case, id)
}

async fn desk(case: &Case<'_>, login: &str) -> String {
    case.house.get(&case.house.officer(login).await, "/desk").await.text
}

/// On the file page of the agency; whoever comes for one of them has chosen it.
async fn each_has_its_own_form(case: &Case<'_>, id: &MatterId) {
    let house = case.house;
    let file = house.get(&house.officer("shichang").await, &format!("/desk/file/{}", case.dispute)).await;
    for (key, what) in [("h1", "重新作出行政行为"), ("restitution", "返还财产、解除措施")] {
        let title = format!("履行复议决定：{what}");
        let form = format!("/desk/file/{id}/record_performance?step={key}");
        assert!(file.text.contains(&title) && file.text.contains(&form), "{key}: {}", file.text);
    }
    let form = format!("/desk/file/{id}/record_performance?step=restitution");
    let form = house.get(&house.officer("shichang").await, &form).await.filled_in(&[]);
    let chosen: Vec<_> = form.iter().filter(|(name, _)| name == "of").map(|(_, value)| value).collect();
    assert_eq!(chosen, ["restitution"], "whoever comes for one of them has chosen it");
}

#[tokio::test]
async fn of_two_duties_the_agency_ends_the_one_that_it_performs_and_the_other_is_told_denied_and_pressed_for()
{
    for house in houses().await {
        let (case, id) = two_duties(&house).await;
        let page = case.my("p1").await;
        assert!(page.contains(&format!("{REDO}（最迟2027年1月15日）；{BACK}。")), "{page}");
        let owed = desk(&case, "shichang").await;
        assert!(
            owed.contains("履行复议决定：重新作出行政行为") && owed.contains("履行复议决定：返还财产"),
            "{owed}"
        );
        each_has_its_own_form(&case, &id).await;
        let words = [("on", "2026年12月1日"), ("text", "罚款已退还")];
        let unsaid = case.order("shichang", &id, "record_performance", &words).await;
        assert_eq!(unsaid.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY, "which of them?");
        assert!(unsaid.text.contains("履行了哪几项") && unsaid.text.contains(BACK), "{}", unsaid.text);
        let back = [words[0], words[1], ("of", "restitution")];
        done(&case.order("shichang", &id, "record_performance", &back).await, "record_performance");
        let owed = desk(&case, "shichang").await;
        assert!(
            owed.contains("履行复议决定：重新作出行政行为") && !owed.contains("履行复议决定：返还财产"),
            "{owed}"
        );
        let page = case.my("p1").await;
        assert!(page.contains(&format!("{BACK}——2026年12月1日履行")), "{page}");
        assert!(page.contains(&format!("{REDO}——还没有登记履行，最迟2027年1月15日")), "{page}");

        house.on_day(date(2027, 2, 2));
        house.office.record_lapses().await.expect("is recorded");
        assert!(desk(&case, "fuyi1").await.contains("被申请人没有按期履行复议决定：责令限期履行"));
        let file = format!("/desk/file/{}/close", case.dispute);
        let refused = house.get(&house.officer("dangan").await, &file).await;
        assert!(refused.text.contains("被申请人还没有履行复议决定"), "{}", refused.text);
        let page = case.my("p1").await;
        assert!(page.contains(&format!("{REDO}（应当在2027年1月15日前履行，已经过了）")), "{page}");
        assert!(page.contains("对方没有履行复议决定，或者只履行了一部分"), "the step is offered: {page}");

        let words = [("text", "罚款没有收到，也没有重新作出"), ("of", "h1"), ("of", "restitution")];
        done(&case.order("p1", &id, "report_unperformed", &words).await, "report_unperformed");
        let reported = desk(&case, "fuyi1").await;
        assert!(reported.contains("反映没有履行复议决定：核实"), "{reported}");
        let page = case.my("p1").await;
        assert!(
            page.contains("您2027年2月2日反映没有履行") && page.contains(&format!("{BACK}——还没有登记履行")),
            "{page}"
        );
        let agency =
            house.get(&house.officer("shichang").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(
            agency.text.contains("反映没有履行") && !agency.text.contains("罚款没有收到"),
            "{}",
            agency.text
        );
        let press = [("measure", "urging"), ("until", "2027年2月20日"), ("text", "十八日内履行")];
        let unsaid = case.order("fuyi1", &id, "press", &press).await;
        assert_eq!(unsaid.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY, "which of them?");
        assert!(unsaid.text.contains("针对哪几项") && unsaid.text.contains(BACK), "{}", unsaid.text);
        let one = [press[0], press[1], press[2], ("of", "restitution")];
        done(&case.order("fuyi1", &id, "press", &one).await, "press");
        let page = case.my("p1").await;
        assert!(page.contains(&format!("{REDO}——还没有登记履行，最迟2027年1月15日")), "{page}");
        let other = [press[0], press[1], press[2], ("of", "h1")];
        done(&case.order("fuyi1", &id, "press", &other).await, "press");
        assert!(!desk(&case, "fuyi1").await.contains("反映没有履行复议决定：核实"));
        case.holds().await;
    }
}
