//! Experts and case reviews through the pages: the pool is kept, lots are drawn and can be drawn again, an expert sees what is
//! asked and not the file, opinions stay with the team, dissent stays as it was said. On both engines.

use crate::{
    cases::{Case, glass, register},
    harness::{House, houses},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{
    AnyMatter, Kind, MatterId, UserId,
    case_review::{CaseReview, Stage as ReviewStage},
    consultation::{Consultation, Stage},
};

pub const SECRET: &str = "罚得太重，可以降到三百元";
pub const DISSENT: &str = "我不同意：与同类案件不一致。";

pub async fn fined(house: &House) -> Case<'_> {
    let parties = [("applicant", "natural_person", "示例·陈某", false)];
    let act = [
        ("act.kind", "penalty"),
        ("act.title", "罚款 5000 元"),
        ("act.made_on", "2026年11月10日"),
        ("act.known_on", "2026年11月12日"),
        ("act.discretionary", "true"),
        ("claims", "减轻处罚"),
        ("facts", "初次违法，已经改正"),
    ];
    register(house, "钟祥市市场监督管理局", "shichang", &parties, &act).await
}

pub async fn consultation(case: &Case<'_>) -> Consultation {
    match case.matter(&case.dispute.child(Kind::Consultation, 1)).await {
        AnyMatter::Consultation(held) => *held,
        other => panic!("{other:?}"),
    }
}

async fn review(case: &Case<'_>) -> CaseReview {
    match case.matter(&case.dispute.child(Kind::CaseReview, 1)).await {
        AnyMatter::CaseReview(held) => *held,
        other => panic!("{other:?}"),
    }
}

pub fn login(user: &UserId) -> &str {
    user.as_str().trim_start_matches("u-")
}

/// The clerk asks two experts, and draws.
pub async fn drawn(case: &Case<'_>) -> MatterId {
    let asked = [
        ("request.form", "expert_opinion"),
        ("request.question", "幅度是否适当？"),
        ("request.number", "2"),
        ("request.due_on", "2026年12月10日"),
    ];
    done(&case.order("chuangkou", &case.dispute, "consult", &asked).await, "consult");
    let id = case.dispute.child(Kind::Consultation, 1);
    done(&case.order("chuangkou", &id, "draw", &[]).await, "draw");
    id
}

pub async fn answer(case: &Case<'_>, id: &MatterId, user: &UserId) {
    let way = glass();
    let answer = [
        ("opinion.stand", "improper"),
        ("opinion.conclusion", SECRET),
        ("opinion.reasons", "初次违法"),
        ("opinion.way", way.as_str()),
    ];
    done(&case.order(login(user), id, "answer", &answer).await, "answer");
}

#[tokio::test]
async fn experts_are_drawn_by_lot_answer_and_only_the_team_reads_what_they_think() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = drawn(&case).await;
        let held = consultation(&case).await;
        let draw = &held.draws[0];
        assert!(draw.replays() && draw.drawn.len() == 2);
        let bureau = draw.excluded.iter().find(|one| one.user.as_str() == "u-zhuanjia6");
        assert_eq!(bureau.map(|one| one.reason.as_str()), Some("与被申请机关有利害关系"));
        for user in &draw.drawn {
            let expert = house.officer(login(user)).await;
            assert!(house.get(&expert, "/desk").await.text.contains("提出意见并签名"));
            let page = house.get(&expert, &format!("/desk/file/{id}")).await;
            assert!(page.status == StatusCode::OK && page.text.contains("幅度是否适当"), "{}", page.text);
            let file = house.get(&expert, &format!("/desk/file/{}", case.dispute)).await;
            assert_eq!(file.status, StatusCode::NOT_FOUND, "what is asked is not the file");
            answer(&case, &id, user).await;
            let again = house.get(&expert, &format!("/desk/file/{id}/answer")).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "given once");
        }
        assert_eq!(consultation(&case).await.stage, Stage::Completed { on: house.office.now().today });
        let out = draw.pool.iter().find(|one| !draw.drawn.contains(&one.user)).expect("more than two serve");
        let out = house.officer(login(&out.user)).await;
        assert_eq!(house.get(&out, &format!("/desk/file/{id}")).await.status, StatusCode::NOT_FOUND);
        let reads = |text: &str| text.contains(SECRET);
        let path = format!("/desk/file/{}", case.dispute);
        let clerk = house.get(&house.officer("chuangkou").await, &path).await;
        assert!(reads(&clerk.text) && clerk.text.contains(&draw.seed), "{}", clerk.text);
        let agency = house.get(&house.officer("shichang").await, &path).await;
        assert!(!reads(&agency.text), "{}", agency.text);
        let party = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
        assert!(!reads(&party.text) && party.text.contains("专家已经提出意见"), "{}", party.text);
        let follow = [("followed", "partly"), ("reason", "幅度采纳")];
        done(&case.order("chuangkou", &id, "record_followed", &follow).await, "record_followed");
    }
}

#[tokio::test]
async fn who_has_an_interest_says_so_is_drawn_for_again_and_finds_nothing_any_more() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = drawn(&case).await;
        let first = consultation(&case).await.draws[0].drawn[0].clone();
        let excused = case.order(login(&first), &id, "excuse", &[("ground", "interest")]).await;
        done(&excused, "excuse");
        assert_eq!(excused.location.as_deref(), Some("/desk"), "the file is none of theirs any more");
        let walled = house.officer(login(&first)).await;
        assert_eq!(house.get(&walled, &format!("/desk/file/{id}")).await.status, StatusCode::NOT_FOUND);
        done(&case.order("chuangkou", &id, "draw", &[]).await, "draw");
        let held = consultation(&case).await;
        assert!(held.draws[1].replays() && !held.draws[1].drawn.contains(&first));
        assert_ne!(held.draws[0].seed, held.draws[1].seed, "each draw has its own chance");
        assert_eq!(held.sitting().count(), 2);
    }
}

/// A mayor's review of five, the chair first.
const SITTING: [&str; 5] = ["u-shizhang", "u-fuyi2", "u-zhuanjia", "u-zhuanjia2", "u-zhuanjia3"];

fn convening() -> Vec<(&'static str, &'static str)> {
    let mut pairs = vec![
        ("convening.kind", "mayor"),
        ("convening.question", "拟变更为三百元"),
        ("convening.chair", SITTING[0]),
        ("convening.meets_on", "2026年11月30日"),
        ("convening.place", "会议室"),
    ];
    pairs.extend(SITTING[1..].iter().map(|member| ("convening.members", *member)));
    pairs
}

/// Convened, the materials served, every opinion signed, one of them against.
pub async fn signed(case: &Case<'_>) -> MatterId {
    done(&case.order("chuangkou", &case.dispute, "convene_review", &convening()).await, "convene_review");
    let id = case.dispute.child(Kind::CaseReview, 1);
    done(&case.order("fuyi", &id, "serve_materials", &[]).await, "serve_materials");
    let way = glass();
    for user in SITTING.map(|user| user.trim_start_matches("u-")) {
        let (stand, reasons) = if user == "zhuanjia3" { ("disagree", DISSENT) } else { ("agree", "同意") };
        let view = [("view.stand", stand), ("view.reasons", reasons), ("view.way", way.as_str())];
        done(&case.order(user, &id, "give_opinion", &view).await, user);
    }
    id
}

/// They meet, confirm the minutes, and the chair sums up.
pub async fn resolved(case: &Case<'_>, id: &MatterId) {
    case.house.on_day(jiff::civil::date(2026, 11, 30));
    let mut minutes = vec![("minutes.text", "逐人发言")];
    minutes.extend(SITTING.map(|user| ("minutes.present", user)));
    done(&case.order("fuyi", id, "record_minutes", &minutes).await, "record_minutes");
    for user in SITTING {
        let unread = case.order(user.trim_start_matches("u-"), id, "confirm_minutes", &[]).await;
        assert_eq!(
            unread.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{user} has not said that they were read"
        );
        let read = [("read", "true")];
        done(&case.order(user.trim_start_matches("u-"), id, "confirm_minutes", &read).await, user);
    }
    let text = [("text", "多数意见：变更；不同意见：维持。")];
    done(&case.order("shizhang", id, "resolve", &text).await, "resolve");
}

#[tokio::test]
async fn a_leader_of_the_city_chairs_each_member_signs_and_the_resolution_decides_nothing() {
    for house in houses().await {
        let case = fined(&house).await;
        let few = case.order("chuangkou", &case.dispute, "convene_review", &convening()[..8]).await;
        assert_eq!(few.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(few.text.contains("五人以上"), "{}", few.text);
        let id = signed(&case).await;
        let before = house.get(&house.officer("zhuanjia2").await, &format!("/desk/file/{id}")).await;
        assert!(before.status == StatusCode::OK && !before.text.contains(DISSENT), "not before they met");
        resolved(&case, &id).await;
        let held = review(&case).await;
        assert!(matches!(held.stage, ReviewStage::Resolved { .. }));
        assert_eq!(held.opinion_of(&"u-zhuanjia3".into()).expect("given").view.reasons, DISSENT);
        let path = format!("/desk/file/{}", case.dispute);
        let head = house.get(&house.officer("zhuren").await, &path).await;
        assert!(head.text.contains(DISSENT), "{}", head.text);
        for other in ["shichang", "shichangju"] {
            let page = house.get(&house.officer(other).await, &path).await;
            assert!(!page.text.contains(DISSENT) && !page.text.contains("多数意见"), "{other}");
        }
        let party = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
        assert!(party.text.contains("决定由办理机关另行作出") && !party.text.contains(DISSENT));
    }
}

#[tokio::test]
async fn the_committees_office_keeps_the_pool_and_everybody_else_only_looks() {
    for house in houses().await {
        let office = house.officer("fuyi").await;
        let list = house.get(&office, "/desk/experts").await;
        assert!(list.text.contains("聘任专家") && list.text.contains("示例·专家丑"), "{}", list.text);
        let clerk = house.officer("chuangkou").await;
        assert!(!house.get(&clerk, "/desk/experts").await.text.contains("/desk/experts/new"));
        assert_eq!(house.get(&clerk, "/desk/experts/new").await.status, StatusCode::FORBIDDEN);
        let id = MatterId::from("expert-u-zhuanjia3");
        let mut office = office;
        let dismiss = [("reason", "本人辞聘")];
        done(&house.order(&mut office, &id, "dismiss", &dismiss).await, "dismiss");
        let one = house.get(&office, &format!("/desk/experts/{id}")).await;
        assert!(one.text.contains("已解聘") && one.text.contains("本人辞聘"), "{}", one.text);
        let again = [
            ("user", "u-zhuanjia3"),
            ("profile.fields", "land"),
            ("profile.organization", "示例设计院"),
            ("profile.until", "2028年12月31日"),
            ("basis", "续聘通知"),
        ];
        let form = house.get(&office, "/desk/experts/new").await.filled_in(&again);
        let sent: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        done(&house.post(&mut office, "/desk/experts/new", &sent).await, "appoint");
        let pool = &house.office.law().directory.experts;
        assert_eq!(pool[&UserId::from("u-zhuanjia3")].profile.organization, "示例设计院");
    }
}

/// A hearing before two experts who were drawn; where and when stands, it was not held yet.
pub async fn heard(case: &Case<'_>) -> MatterId {
    let asked = [
        ("request.form", "judicial_hearing"),
        ("request.question", "幅度是否适当？"),
        ("request.number", "2"),
        ("request.due_on", "2026年12月20日"),
    ];
    done(&case.order("chuangkou", &case.dispute, "consult", &asked).await, "consult");
    let id = case.dispute.child(Kind::Consultation, 1);
    done(&case.order("chuangkou", &id, "draw", &[]).await, "draw");
    let set = [("starts_at", "2026年12月10日 9:30"), ("place", "二号听证室"), ("participants", "双方、专家")];
    done(&case.order("chuangkou", &id, "set_hearing", &set).await, "set_hearing");
    id
}

#[tokio::test]
async fn an_expert_signs_after_the_hearing_and_one_who_is_dismissed_before_makes_room_for_another() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = heard(&case).await;
        let first = consultation(&case).await.draws[0].drawn[0].clone();
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(my.contains("定于2026年12月10日 09:30听证，地点：二号听证室"), "{my}");
        let told = [("notice.side", first.as_str()), ("notice.way", "in_person")];
        done(&case.order("chuangkou", &id, "record_notice", &told).await, "record_notice");
        let name = consultation(&case).await.invited[0].name.clone();
        let clerk =
            house.get(&house.officer("chuangkou").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(clerk.text.contains(&format!("通知专家{name}：")), "{}", clerk.text);
        let expert = house.officer(login(&first)).await;
        let early = house.get(&expert, &format!("/desk/file/{id}/answer")).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.text.contains("听证举行、记录笔录以后再签署意见"), "{}", early.text);
        assert!(house.get(&expert, "/desk?show=others").await.text.contains("出席听证，听证以后再签署意见"));
        let mut office = house.officer("fuyi").await;
        let pool = MatterId::from(format!("expert-{first}").as_str());
        done(&house.order(&mut office, &pool, "dismiss", &[("reason", "本人辞聘")]).await, "dismiss");
        house.office.refresh_law().await.expect("reads");
        assert_eq!(house.office.note_who_left().await.expect("runs"), 1);
        assert_eq!(house.office.note_who_left().await.expect("runs again"), 0, "once");
        assert_eq!(consultation(&case).await.missing(), 1);
        let clerk = house.get(&house.officer("chuangkou").await, "/desk").await.text;
        assert!(clerk.contains("随机抽取专家（还缺 1 位）"), "{clerk}");
        done(&case.order("chuangkou", &id, "draw", &[]).await, "draw");
        assert!(consultation(&case).await.sitting().all(|one| one.user != first));
        case.holds().await;
    }
}
