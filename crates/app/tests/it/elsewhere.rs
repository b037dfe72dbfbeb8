//! What other bodies do, through the pages: a suit that the court refers to the centre and allows to be withdrawn; a referral
//! that is received, refused, and left without an answer; the watch-list. On both engines.

use crate::{
    cases::{Case, HEAD_CAME, pixel, register},
    harness::{House, houses},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{
    AnyMatter, Kind, MatterId,
    directory::Category,
    dispute::{Outcome, Stage as DisputeStage},
    mirrored::{Mirrored, Stage},
    referral::{Referral, Stage as ReferralStage},
};
use jiff::civil::date;

pub fn id_of(house: &House, is: impl Fn(&huajie_law::directory::Organization) -> bool) -> String {
    let law = house.office.law();
    let found = law.directory.organizations.iter().find(|(_, body)| is(body));
    found.expect("the city has it").0.to_string()
}

pub fn court(house: &House) -> String {
    id_of(house, |body| body.name == "钟祥市人民法院")
}

pub fn centre(house: &House) -> String {
    id_of(house, |body| body.category == Category::Centre)
}

pub async fn injury(house: &House) -> Case<'_> {
    let parties = [
        ("applicant", "legal_person", "示例工程公司", false),
        ("third_party", "natural_person", "示例·陈某", false),
    ];
    let act = [
        ("wish", "register_only"),
        ("source", "court_referral"),
        ("source_number", "（2026）行初示例 5 号"),
        ("first_submitted_on", "2026年11月9日"),
        ("act.kind", "work_injury"),
        ("act.title", "认定工伤决定"),
        ("act.made_on", "2026年8月28日"),
        ("act.known_on", "2026年8月30日"),
        ("claims", "撤销工伤认定"),
        ("facts", "在承包的工地上被砸伤右脚；公司说他不是自己的雇工。"),
    ];
    register(house, "钟祥市人力资源和社会保障局", "renshe", &parties, &act).await
}

/// The suit is on file at the court since 12 November.
pub async fn sued(case: &Case<'_>) -> MatterId {
    sued_as(case, "（2026）行初示例 5 号", false).await;
    case.dispute.child(Kind::Mirrored, 1)
}

/// Typed at the counter under this number; `apart` where another is on file.
pub async fn sued_as(case: &Case<'_>, number: &str, apart: bool) {
    let court = court(case.house);
    let mut pairs = vec![
        ("opening.procedure", "litigation"),
        ("opening.body.organization", court.as_str()),
        ("opening.report.step.step", "accepted"),
        ("opening.report.happened_on", "2026年11月12日"),
        ("opening.report.case_number", number),
    ];
    pairs.extend(apart.then_some(("opening.apart", "true")));
    done(&case.order("chuangkou", &case.dispute, "record_proceeding", &pairs).await, number);
}

async fn mirrored(case: &Case<'_>, id: &MatterId) -> Mirrored {
    match case.matter(id).await {
        AnyMatter::Mirrored(held) => *held,
        other => panic!("{other:?}"),
    }
}

pub async fn refer(case: &Case<'_>, from: &str, to: &str) -> MatterId {
    let pairs = [
        ("request.docking", "court"),
        ("request.from", from),
        ("request.to", to),
        ("request.reason", "各方愿意先协调"),
        ("request.consents.0.way", "paper"),
    ];
    let mut clerk = case.house.officer("chuangkou").await;
    let files = [("request.consents.0.evidence", "同意书.png", &*pixel())];
    done(&case.house.order_with(&mut clerk, &case.dispute, "refer", &pairs, &files).await, "refer");
    case.dispute.child(Kind::Referral, 1)
}

pub async fn referral(case: &Case<'_>, id: &MatterId) -> Referral {
    match case.matter(id).await {
        AnyMatter::Referral(held) => *held,
        other => panic!("{other:?}"),
    }
}

async fn record(case: &Case<'_>, suit: &MatterId, step: &str, pairs: &[(&str, &str)]) {
    let page = case.order("faguan1", suit, &format!("record?step={step}"), pairs).await;
    done(&page, step);
}

#[tokio::test]
async fn a_suit_goes_from_the_court_to_the_centre_and_is_withdrawn_where_it_was_filed() {
    for house in houses().await {
        let case = injury(&house).await;
        let suit = sued(&case).await;
        assert_eq!(case.dispute().await.filed_on(), Some(date(2026, 11, 12)), "the day of filing is kept");
        let moved = refer(&case, &court(&house), &centre(&house)).await;
        done(&case.order("chuangkou", &moved, "accept", &[]).await, "accept");
        let package = referral(&case, &moved).await.package;
        assert_eq!(package.first_submitted_on, date(2026, 11, 9));
        assert_eq!(package.consents.len(), 1, "who did not agree is not in the package");
        done(&case.order("chuangkou", &case.dispute, "request_mediation", &[]).await, "request_mediation");
        case.import("other_settleable", "trial_ordinary", true).await;
        case.consent().await;
        case.begin().await;
        case.talk_together("s1", HEAD_CAME).await;
        let lines = [
            ("obligations.0.obligor", "p1"),
            ("obligations.0.obligee", "p2"),
            ("obligations.0.content", "支付赔偿款"),
            ("obligations.0.amount_fen", "60000"),
            ("obligations.0.due_on", "2026年12月4日"),
            ("disposition", "stands"),
            ("ending", "withdrawal"),
            ("cost_shown", "true"),
        ];
        case.step("tiaojie1", "draft_agreement", &lines).await;
        case.lawful().await;
        case.sign().await;
        assert!(matches!(referral(&case, &moved).await.stage, ReferralStage::HandedBack { .. }));
        case.later(3);
        let cost = house
            .get(
                &house.officer("faguan1").await,
                &format!("/desk/file/{suit}/record?step=withdrawal_applied"),
            )
            .await;
        assert!(cost.text.contains("不能再以同一事实和理由起诉"), "要点6: {}", cost.text);
        record(&case, &suit, "withdrawal_applied", &[("report.step.cost_shown", "true")]).await;
        record(&case, &suit, "decided", &[("report.step.findings", "withdrawal_allowed")]).await;
        let sides = [
            ("report.step.sides", "p1"),
            ("report.step.sides", "p2"),
            ("report.step.sides", huajie_law::mediation::RESPONDENT),
        ];
        record(&case, &suit, "served", &sides).await;
        let held = mirrored(&case, &suit).await;
        assert_eq!(held.over().map(|over| over.stage), Some(Stage::Withdrawn));
        let ended = case.dispute().await;
        assert!(
            matches!(ended.stage, DisputeStage::Ended { outcome: Outcome::Settled, .. }),
            "{:?}",
            ended.stage
        );
        drawn_in_both_houses(&case).await;
    }
}

/// Both houses draw it, and each says it in words. With `HUAJIE_LANES_OUT` the pages are kept, to be looked at.
async fn drawn_in_both_houses(case: &Case<'_>) {
    let house = case.house;
    let judge = house.get(&house.officer("faguan1").await, &format!("/desk/file/{}", case.dispute)).await;
    let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
    for page in [&judge, &own] {
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        for part in [
            "<div class=\"lanes-picture lanes-wide\" role=\"img\"",
            "行政诉讼（钟祥市人民法院）",
            "lanes-stands",
            "一审：准许撤回",
        ] {
            assert!(page.text.contains(part), "{part}: {}", page.text);
        }
    }
    assert!(own.text.contains("一审已经撤回，这个程序到此结束。"), "{}", own.text);
    let sheet =
        house.get(&house.officer("faguan1").await, &format!("/desk/file/{}/lanes", case.dispute)).await;
    assert!(
        sheet.text.contains("class=\"lanes-sheet\"")
            && sheet.text.contains("<div class=\"lanes-picture lanes-wide\"")
    );
    let stranger = house.officer("shichang").await;
    let hidden = house.get(&stranger, &format!("/desk/file/{}/lanes", case.dispute)).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND, "a sheet is the file");
    if let Some(folder) = std::env::var_os("HUAJIE_LANES_OUT") {
        let folder = std::path::PathBuf::from(folder);
        std::fs::write(folder.join("desk.html"), &judge.text).expect("can be written");
        std::fs::write(folder.join("my.html"), &own.text).expect("can be written");
        std::fs::write(folder.join("sheet.html"), &sheet.text).expect("can be written");
    }
}

#[tokio::test]
async fn a_party_reads_what_the_court_did_and_after_the_judgment_the_one_day_that_is_left() {
    for house in houses().await {
        let case = injury(&house).await;
        let suit = sued(&case).await;
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(own.contains("行政诉讼（钟祥市人民法院）一审：立案、受理，2026年11月12日"), "{own}");
        record(&case, &suit, "decided", &[("report.step.findings", "claim_dismissed")]).await;
        let sides = [
            ("report.step.sides", "p1"),
            ("report.step.sides", "p2"),
            ("report.step.sides", huajie_law::mediation::RESPONDENT),
        ];
        record(&case, &suit, "served", &sides).await;
        case.later(40);
        house.office.record_lapses().await.expect("runs");
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        for words in ["一审：判决驳回诉讼请求，2026年", "申请再审的最后一天", "2027年"]
        {
            assert!(own.contains(words), "{words}: {own}");
        }
        let days = own.split("要记住的日子").nth(1).and_then(|rest| rest.split("<h2>").next());
        let days = days.expect("has days");
        assert!(!days.contains("已停止计时") && !days.contains("回访"), "{days}");
        let calendar = house.get(&house.party(&case.dispute, "p1").await, "/my/dates.ics").await.text;
        assert!(calendar.contains("申请再审的最后一天"), "{calendar}");
    }
}

#[tokio::test]
async fn what_the_court_did_before_it_is_said_and_nothing_is_asked_that_another_step_needs() {
    for house in houses().await {
        let case = injury(&house).await;
        let suit = sued(&case).await;
        let judge = house.officer("faguan1").await;
        let first = house.get(&judge, &format!("/desk/file/{suit}/record")).await;
        assert!(first.text.contains("method=\"get\"") && first.text.contains("作出裁判、决定、意见"));
        let form =
            first.text.split("<form class=\"form\"").nth(1).and_then(|rest| rest.split("</form>").next());
        assert!(!form.expect("asks").contains("csrf"), "a question in the address carries no secret");
        let heard = house.get(&judge, &format!("/desk/file/{suit}/record?step=heard")).await;
        assert!(heard.text.contains("行政机关负责人") && !heard.text.contains("report.step.findings"));
        let absent = [
            ("report.step.head.kind", "absent"),
            ("report.step.head.reason", "force_majeure"),
            ("report.step.head.material", "true"),
        ];
        record(&case, &suit, "heard", &absent).await;
        let early = [("report.step.findings", "annulled"), ("report.happened_on", "2026年11月11日")];
        let page = case.order("faguan1", &suit, "record?step=decided", &early).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("2026年11月12日"), "{}", page.text);
        assert!(page.text.contains("value=\"2026年11月11日\""), "what was typed is kept");
        let others = house.get(&house.officer("shichang").await, &format!("/desk/file/{suit}")).await;
        assert_eq!(others.status, StatusCode::NOT_FOUND, "another agency sees nothing of it");
        let struck = [("milestone", "m2"), ("reason", "登记到别的案件了")];
        done(&case.order("chuangkou", &suit, "strike", &struck).await, "strike");
        assert!(mirrored(&case, &suit).await.milestones[1].struck.is_some());
    }
}

#[tokio::test]
async fn a_referral_that_is_refused_comes_back_with_its_reason_and_the_day_of_submission() {
    for house in houses().await {
        let case = injury(&house).await;
        let moved = refer(&case, &centre(&house), &court(&house)).await;
        let mut clerk = house.officer("chuangkou").await;
        let unproved = house.order(&mut clerk, &moved, "accept", &[]).await;
        assert_eq!(unproved.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unproved.text.contains("请上传签收回执"), "{}", unproved.text);
        let reason = [("reason", "不属于本院管辖")];
        let unproved = house.order(&mut clerk, &moved, "decline", &reason).await;
        assert_eq!(unproved.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unproved.text.contains("请上传它退回的函"), "{}", unproved.text);
        done(&case.order("faguan1", &moved, "decline", &reason).await, "decline");
        assert!(matches!(referral(&case, &moved).await.stage, ReferralStage::Declined { .. }));
        let page = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await;
        assert!(page.text.contains("不属于本院管辖"), "{}", page.text);
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
        assert!(own.text.contains("接收单位没有接收，材料已经退回原来的单位继续办理"), "{}", own.text);
        assert_eq!(case.dispute().await.registration.first_submitted_on, date(2026, 11, 9));
        let again = house.get(&clerk, &format!("/desk/file/{}/refer", case.dispute)).await;
        assert_eq!(again.status, StatusCode::OK, "it can be referred elsewhere");
    }
}

#[tokio::test]
async fn a_referral_that_nobody_answers_returns_and_is_told_to_the_head() {
    for house in houses().await {
        let case = injury(&house).await;
        let moved = refer(&case, &centre(&house), &court(&house)).await;
        case.later(3);
        assert_eq!(
            house.office.record_lapses().await.expect("runs"),
            0,
            "three working days from Tuesday end on Friday"
        );
        case.later(1);
        assert_eq!(house.office.record_lapses().await.expect("runs"), 1);
        assert!(
            matches!(referral(&case, &moved).await.stage, ReferralStage::Unanswered { on } if on == date(2026, 11, 28))
        );
        let head = house.officer("zhuren").await;
        let to_dos = house.get(&head, "/desk").await;
        assert!(to_dos.text.contains("接收单位逾期没有签收"), "{}", to_dos.text);
        let letters = house.office.ledger.waiting_letters(house.office.now().at, 500).await.expect("reads");
        let open = |one: &huajie_ledger::outbox::WaitingLetter| {
            let address = house.office.open_letter(&one.id, "address", &one.sealed_address);
            format!(
                "{}{}",
                address.expect("opens"),
                house.office.open_letter(&one.id, "body", &one.sealed_body).expect("opens")
            )
        };
        let court = format!("judge@{}", court(&house));
        let told = letters.iter().map(open).filter(|said| said.contains("三个工作日内没有签收"));
        assert!(told.clone().any(|said| said.contains(&court)), "{:?}", told.collect::<Vec<_>>());
        let late = house.get(&house.officer("faguan1").await, &format!("/desk/file/{moved}/accept")).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "too late to receive it");
        let note = [("note", "已电话督促，改由中心先行调解")];
        done(&case.order("zhuren", &moved, "acknowledge", &note).await, "acknowledge");
        assert!(matches!(referral(&case, &moved).await.stage, ReferralStage::Escalated { .. }));
    }
}

#[tokio::test]
async fn a_quarrel_in_which_a_mediation_failed_stands_on_the_watch_list_until_it_is_settled() {
    for house in houses().await {
        let case = injury(&house).await;
        let clerk = house.officer("chuangkou").await;
        let empty = house.get(&clerk, "/desk/watch").await;
        assert!(empty.text.contains("现在没有调解不成"), "{}", empty.text);
        sued(&case).await;
        done(&case.order("chuangkou", &case.dispute, "request_mediation", &[]).await, "request_mediation");
        case.import("other_settleable", "trial_ordinary", true).await;
        case.consent().await;
        case.begin().await;
        case.step("tiaojie1", "fail", &[("ground", "large_divergence"), ("reason", "差距太大")]).await;
        let listed = house.get(&clerk, "/desk/watch").await;
        assert!(listed.text.contains("认定工伤决定") && listed.text.contains("一审"), "{}", listed.text);
        let others = house.get(&house.officer("shichang").await, "/desk/watch").await;
        assert!(!others.text.contains("认定工伤决定"), "another agency does not see it there either");
    }
}

/// The directory knows the court above; the first instance is not moved there.
#[tokio::test]
async fn the_court_of_a_second_instance_is_the_one_above_unless_another_is_chosen() {
    for house in houses().await {
        let case = injury(&house).await;
        let suit = sued(&case).await;
        let form = case
            .house
            .get(&house.officer("faguan1").await, &format!("/desk/file/{suit}/record?step=accepted"))
            .await
            .text;
        assert!(form.contains("荆门市中级人民法院") && form.contains("哪个法院在办"), "{form}");
        house.on_day(date(2026, 12, 1));
        record(&case, &suit, "decided", &[("report.step.findings", "claim_dismissed")]).await;
        let sides =
            [("report.step.sides", "p1"), ("report.step.sides", "p2"), ("report.step.sides", "respondent")];
        record(&case, &suit, "served", &sides).await;
        house.on_day(date(2026, 12, 8));
        let filed = [("report.level", "second"), ("report.case_number", "（2026）鄂08行终示例1号")];
        record(&case, &suit, "accepted", &filed).await;
        let held = mirrored(&case, &suit).await;
        let bodies: Vec<_> =
            held.levels().into_iter().map(|level| level.body.map(|body| body.name)).collect();
        assert_eq!(bodies, [None, Some("荆门市中级人民法院".to_owned())], "nobody typed it");
        let page =
            house.get(&house.officer("chuangkou").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(page.text.contains("荆门市中级人民法院"), "{}", page.text);
    }
}

#[tokio::test]
async fn what_the_centre_refers_goes_with_a_letter_of_its_own() {
    if crate::papers::fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = injury(&house).await;
        let id = refer(&case, &centre(&house), &court(&house)).await;
        let letter = format!("hand_over.-.{id}");
        crate::papers::look_at(&house, "chuangkou", &case.dispute, "referred", &[&letter]).await;
    }
}
