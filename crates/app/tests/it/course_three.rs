//! Eighteen plaintiffs and fifty-one agreements: a suit before the court, entrusted to the centre, ended by the court's statement, and
//! watched line by line; what is the same for many is said once. Every day is reckoned by hand. On both engines.

use crate::{
    cases::{Case, Who, register},
    elsewhere::court,
    entered::How,
    harness::{House, houses_on},
};
use axum::http::StatusCode;
use huajie_law::{
    Kind, MatterId,
    dispute::{Outcome, Stage as DisputeStage},
    mediation::RESPONDENT,
    performance::Stage as PerformanceStage,
};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 3, 10);
const AGREEMENTS: usize = 51;

async fn at_the_counter(house: &House) -> Case<'_> {
    let names: Vec<String> = (1..=18).map(|n| format!("示例·原告{n}")).collect();
    let parties: Vec<Who<'_>> = names
        .iter()
        .enumerate()
        .map(|(at, name)| ("applicant", "natural_person", name.as_str(), at < 3))
        .collect();
    let act = [
        ("wish", "register_only"),
        ("source", "court_referral"),
        ("source_number", "（2026）行初示例 18 号"),
        ("first_submitted_on", "2026年2月26日"),
        ("group.size", "18"),
        ("group.items", "51"),
        ("act.kind", "agreement"),
        ("act.title", "不履行安置补偿协议"),
        ("act.known_on", "2025年12月1日"),
        ("act.about_money", "true"),
        ("act.real_estate", "true"),
        ("claims", "交付安置房，支付临时安置费"),
        ("facts", "五十一份协议，房屋已具备交付条件，机关以事实不清为由不交房。"),
    ];
    register(house, "钟祥市住房和城乡建设局", "zhujian", &parties, &act).await
}

/// 行诉法51条、81条: filed within seven days, tried within six months.
async fn sued(case: &Case<'_>) -> MatterId {
    let at = court(case.house);
    let opening = [
        ("opening.body.organization", at.as_str()),
        ("opening.report.step.step", "received"),
        ("opening.report.happened_on", "2026年2月26日"),
    ];
    case.does("chuangkou", &case.dispute, "record_proceeding", &opening, &[]).await;
    let suit = case.dispute.child(Kind::Mirrored, 1);
    case.runs("faguan1", &suit, "first_filing", date(2026, 3, 5), &["《行政诉讼法》第51条第2款"]).await;
    case.reads("p1", "法院已经收到材料，正在决定是否立案、受理（一审）").await;
    let accepted = [("report.happened_on", "2026年3月2日")];
    case.does("faguan1", &suit, "record?step=accepted", &accepted, &[]).await;
    case.runs("faguan1", &suit, "first_trial", date(2026, 9, 2), &["《行政诉讼法》第81条", "2026年3月2日"])
        .await;
    suit
}

/// Everybody is asked; fifteen days, prolonged by everybody again and again to 20 May; the trial stands still meanwhile.
async fn talking(case: &Case<'_>, suit: &MatterId) {
    case.does("chuangkou", &case.dispute, "request_mediation", &[], &[]).await;
    case.import("many_parties", "trial_ordinary", false).await;
    let list = case.house.get(&case.house.officer("chuangkou").await, "/desk/list/dispute").await;
    assert!(list.text.contains("等 18 人"), "{}", list.text);
    case.consent().await;
    case.begin().await;
    let table = case.mediation_id();
    case.runs("tiaojie1", &table, "mediation_period", date(2026, 3, 25), &["第27条第2款"]).await;
    case.stands("faguan1", suit, "first_trial", "suspended", &["2026年3月10日起，尚未结束"]).await;
    let sides = case.sides().await;
    assert_eq!(sides.len(), 19);
    let consents = [
        (date(2026, 3, 25), "2026年4月9日"),
        (date(2026, 4, 9), "2026年4月24日"),
        (date(2026, 4, 24), "2026年5月9日"),
        (date(2026, 5, 8), "2026年5月20日"),
    ];
    for (on, until) in consents {
        case.house.on_day(on);
        let mut extend = vec![("until", until)];
        extend.extend(sides.iter().map(|side| ("agreed_by", side.as_str())));
        case.does("tiaojie1", &table, "extend", &extend, &[("documents", "各方同意延长的材料.png")]).await;
    }
    case.runs("tiaojie1", &table, "mediation_period", date(2026, 5, 20), &["同意"]).await;
}

/// Who owes and until when is written once, what is owed once for each agreement.
async fn settled(case: &Case<'_>, suit: &MatterId) {
    case.house.on_day(date(2026, 5, 15));
    let mut lines: Vec<(String, String)> = vec![
        ("obligations.0.obligor".into(), RESPONDENT.into()),
        ("obligations.0.due_on".into(), "2026年8月31日".into()),
    ];
    for at in 0..AGREEMENTS {
        lines.push((format!("obligations.{at}.obligee"), format!("p{}", at % 18 + 1)));
        lines.push((format!("obligations.{at}.content"), format!("第 {} 份协议：交付安置房", at + 1)));
    }
    lines.extend(
        [("disposition", "performed"), ("ending", "court_statement")].map(|(n, v)| (n.into(), v.into())),
    );
    let lines: Vec<(&str, &str)> =
        lines.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    case.step("tiaojie1", "draft_agreement", &lines).await;
    let agreed = case.mediation().await.agreement.expect("it was drafted").obligations;
    assert_eq!(agreed.len(), AGREEMENTS);
    assert!(agreed.iter().all(|line| line.obligor == RESPONDENT && line.due_on == date(2026, 8, 31)));
    let owed_to_the_first = agreed.iter().filter(|line| line.obligee.as_deref() == Some("p1")).count();
    assert_eq!(owed_to_the_first, 3);
    case.lawful().await;
    case.sign().await;
    // 10 March to 15 May are 66 days: 2 September becomes 7 November, a Saturday.
    let why = ["共66日", "2026年11月7日"];
    case.runs("faguan1", suit, "first_trial", date(2026, 11, 9), &why).await;
}

/// 行诉法60条、解释85条: the court's statement is in force when the last has signed for it, and nobody enters it twice.
async fn sealed(case: &Case<'_>, suit: &MatterId) {
    case.house.on_day(date(2026, 5, 20));
    let statement =
        [("report.step.findings", "mediation_statement"), ("report.step.perform_by", "2026年8月31日")];
    let paper = [("report.document", "行政调解书.png")];
    case.does("faguan1", suit, "record?step=decided", &statement, &paper).await;
    let sides = case.sides().await;
    let served = |range: &[String]| {
        range.iter().map(|side| ("report.step.sides".to_owned(), side.clone())).collect::<Vec<_>>()
    };
    for range in [&sides[..18], &sides[18..]] {
        assert!(case.mediation().await.formal_ending.is_none(), "the last one has not signed");
        let pairs = served(range);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        case.does("faguan1", suit, "record?step=served", &pairs, &[]).await;
        if range.len() > 1 {
            case.house.on_day(date(2026, 5, 21));
        }
    }
    let stage = case.dispute().await.stage;
    assert_eq!(stage, DisputeStage::Ended { on: date(2026, 5, 21), outcome: Outcome::Settled });
    let entered = case.mediation().await.formal_ending.map(|ending| ending.on);
    assert_eq!(entered, Some(date(2026, 5, 21)));
    case.waits_for_nobody(&["chuangkou", "faguan1"], "记录调解书盖章").await;
    assert!(case.performance().await.is_enforceable(), "解释153条");
    case.reads("p18", "一审已经有了最后的结果").await;
    case.drawn("chuangkou", "p18", &["2026年3月10日至2026年5月15日不计算", "第 1 次调解"]).await;
}

/// Fifty are handed over on one list, the last is urged and comes late.
async fn handed_over(case: &Case<'_>) {
    let performance = case.dispute.child(Kind::Performance, 1);
    let theirs = case.order("p2", &performance, "record_fulfilment", &[("obligation", "o1")]).await;
    assert_eq!(theirs.status, StatusCode::UNPROCESSABLE_ENTITY, "one household does not speak for another");
    case.house.on_day(date(2026, 6, 18));
    case.visit("no").await;
    case.house.on_day(date(2026, 8, 20));
    let keys: Vec<String> = (1..AGREEMENTS).map(|n| format!("o{n}")).collect();
    let list: Vec<(&str, &str)> = keys.iter().map(|key| ("obligations", key.as_str())).collect();
    case.does("zhujian", &performance, "record_fulfilments", &list, &[("proof", "五十户交房清单.png")]).await;
    assert_eq!(case.performance().await.open_lines().count(), 1);
    case.house.on_day(date(2026, 9, 1));
    let late = [("obligation", "o51"), ("way", "letter"), ("until", "2026年9月15日")];
    case.does("chuangkou", &performance, "urge", &late, &[]).await;
    case.fulfil("o51").await;
    assert_eq!(case.performance().await.stage, PerformanceStage::Fulfilled { on: date(2026, 9, 1) });
    case.visit("yes").await;
    case.close().await;
}

#[tokio::test]
async fn eighteen_plaintiffs_end_a_suit_over_fifty_one_agreements_and_what_is_the_same_is_entered_once() {
    for house in houses_on(DAY).await {
        let case = at_the_counter(&house).await;
        let suit = sued(&case).await;
        talking(&case, &suit).await;
        settled(&case, &suit).await;
        sealed(&case, &suit).await;
        handed_over(&case).await;
        let entered = house.entered.lock().expect("nobody panics here");
        let of =
            |step: &str, how: How| entered.iter().filter(|one| one.step == step && one.how == how).count();
        // Fifty-one contents and one day for all of them.
        assert_eq!(of("mediation.draft_agreement", How::Typed), AGREEMENTS + 1);
        assert_eq!(of("performance.record_fulfilments", How::Brought), 1);
        let number = entered.iter().filter(|one| one.value.contains("行初示例 18 号")).count();
        assert_eq!(number, 1, "the court's number is typed at the counter alone");
    }
}
