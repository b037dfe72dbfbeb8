//! One of several goes its own way, and what lies before whom: a party leaves a mediation alone, a talk's minutes are read alone, an attempt
//! that another one followed is told as over.

use crate::{
    agents::waiting,
    cases::{Case, glass, register},
    fines::{CHANGED, fined},
    harness::{Browser, House, houses},
    papers::{fonts, look_at, paper},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{Kind, mediation::Stage};

const NO: [(&str, &str); 5] = [
    ("answer", "refuse"),
    ("way", "phone"),
    ("note", "上午九点致电本人，说不愿意"),
    ("on", "2026年11月24日"),
    ("party", "p2"),
];

/// Two who applied, at the same fine.
async fn two(house: &House) -> Case<'_> {
    let people = [
        ("applicant", "natural_person", "示例·甲", false),
        ("applicant", "natural_person", "示例·乙", false),
    ];
    let act = [
        ("act.kind", "penalty"),
        ("act.title", "罚款 2000 元"),
        ("act.made_on", "2026年11月5日"),
        ("act.known_on", "2026年11月6日"),
        ("act.discretionary", "true"),
        ("claims", "减轻处罚"),
        ("facts", "初次违法，已经改正。"),
    ];
    let case = register(house, "钟祥市市场监督管理局", "shichang", &people, &act).await;
    case.import("party_asks", "before_procedure", false).await;
    case
}

#[tokio::test]
async fn one_of_two_who_does_not_wish_it_is_told_the_days_and_the_other_goes_on() {
    for house in houses().await {
        let case = two(&house).await;
        let asked = house.get(&house.officer("chuangkou").await, &path(&case, "record_consent")).await;
        assert!(asked.text.contains("只他不参加，其余各方继续"), "{}", asked.text);
        let silent: Vec<(&str, &str)> = NO.into_iter().filter(|(name, _)| *name != "note").collect();
        let silent = case.order("chuangkou", &case.mediation_id(), "record_consent", &silent).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "a no by telephone is noted like a yes");
        case.step("chuangkou", "record_consent", &NO).await;
        assert!(matches!(case.mediation().await.stage, Stage::AwaitingConsent { .. }));
        let file =
            house.get(&house.officer("chuangkou").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(file.text.contains("2026年11月24日起不参加这次调解"), "{}", file.text);
        let left = house.get(&house.party(&case.dispute, "p2").await, "/my").await.text;
        assert!(left.contains("您不参加这次调解了，其余各方继续谈"), "{left}");
        assert!(!left.contains("/record_consent"), "{left}");
        let keys = look_at(&house, "chuangkou", &case.dispute, "left", &["refusal.p2.-"]).await;
        assert!(!keys.iter().any(|key| key.starts_with("refusal.p1")), "{keys:?}");
        let clerk = house.officer("chuangkou").await;
        let papers = house.get(&clerk, &format!("/desk/file/{}/papers", case.dispute)).await;
        assert!(papers.text.contains("退出调解告知书"), "{}", papers.text);
        let stays = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(stays.contains("/record_consent"), "{stays}");
        case.holds().await;
    }
}

#[tokio::test]
async fn whoever_signs_before_an_officer_reads_the_minutes_of_their_own_talk_and_of_no_other() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        case.talk_apart("s1", "p1", "三百元可以接受").await;
        case.talk_apart("s2", "respondent", "最低可以到二百元").await;
        let mediator = house.officer("tiaojie1").await;
        let first = house.get(&mediator, &path(&case, "sign_minutes")).await.text;
        assert!(first.contains("哪一次会谈的笔录"), "{first}");
        assert!(!first.contains("三百元") && !first.contains("二百元"), "{first}");
        let of_it = house.get(&mediator, &path(&case, "sign_minutes?step=s1")).await.text;
        assert!(of_it.contains("三百元可以接受") && !of_it.contains("最低可以到二百元"), "{of_it}");
        let corrected = house.get(&mediator, &path(&case, "correct_minutes?step=s2")).await.text;
        assert!(corrected.contains("最低可以到二百元") && !corrected.contains("三百元"), "{corrected}");
    }
}

#[tokio::test]
async fn an_attempt_that_another_one_followed_asks_nobody_for_anything() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        case.step("tiaojie1", "fail", &[("ground", "large_divergence"), ("reason", "差距较大")]).await;
        let wishes = [("wishes", "p1"), ("wishes", "respondent"), ("reason", "各方愿意再谈")];
        case.step("chuangkou", "retry", &wishes).await;
        let list = house.get(&house.officer("chuangkou").await, "/desk").await.text;
        assert!(!list.contains("把材料移送下一程序"), "{list}");
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(own.contains("又开始了一次调解") && !own.contains("可以打电话催问"), "{own}");
        let again = case.dispute.child(Kind::Mediation, 2);
        let channel = [("categories", "party_asks"), ("channel", "before_procedure")];
        done(&case.order("chuangkou", &again, "import", &channel).await, "import");
        case.holds().await;
    }
}

fn path(case: &Case<'_>, command: &str) -> String {
    format!("/desk/file/{}/{command}", case.mediation_id())
}

#[tokio::test]
async fn one_sheet_with_all_their_names_is_recorded_at_once_for_each_of_them() {
    for house in houses().await {
        let case = two(&house).await;
        let step = "record_consent";
        let form = house.get(&house.officer("chuangkou").await, &path(&case, step)).await.text;
        assert!(form.contains("同一份纸上还有谁签了字"), "{form}");
        // Whoever was chosen first may be ticked again among the others: it is one sheet.
        let sheet = [
            ("party", "p1"),
            ("also", "p1"),
            ("also", "p2"),
            ("also", "respondent"),
            ("answer", "agree"),
            ("way", "paper"),
            ("conservative_day_told", "true"),
        ];
        let by_telephone: Vec<(&str, &str)> = sheet
            .iter()
            .map(|(name, value)| (*name, if *value == "paper" { "phone" } else { *value }))
            .collect();
        let noted = [&by_telephone[..], &[("note", "九点致电各人，都同意")]].concat();
        let refused = case.order("chuangkou", &case.mediation_id(), step, &noted).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("只限签在同一份纸上"), "{}", refused.text);
        assert!(refused.text.contains("value=\"p2\" checked"), "what was ticked stays: {}", refused.text);
        case.step_with("chuangkou", step, &sheet, &["evidence"]).await;
        let mediation = case.mediation().await;
        assert!(matches!(mediation.stage, Stage::Teaming { .. }), "{:?}", mediation.stage);
        assert_eq!(mediation.consents.len(), 3);
        // Each reads its own.
        for side in ["p1", "p2"] {
            let own = house.get(&house.party(&case.dispute, side).await, "/my").await.text;
            assert!(!own.contains("/record_consent"), "{own}");
        }
    }
}

/// As many codes as one may have in a day, and nobody else's among them.
#[tokio::test]
async fn whoever_has_had_every_code_of_a_day_shuts_nobody_else_out() {
    for house in houses().await {
        let people =
            ["示例·甲", "示例·乙", "示例·丙丙"].map(|name| ("applicant", "natural_person", name, false));
        let act = [("act.kind", "penalty"), ("act.title", "罚款 2000 元"), ("act.known_on", "2026年11月6日")];
        let said = [("claims", "减轻处罚"), ("facts", "初次违法。")];
        let both = [&act[..], &said[..]].concat();
        let case = register(&house, "钟祥市市场监督管理局", "shichang", &people, &both).await;
        let number = case.dispute().await.number;
        let sent = async || {
            house.office.ledger.waiting_letters(house.office.now().at, 500).await.expect("reads").len()
        };
        let asks = async |name: &str| {
            house.later(jiff::SignedDuration::from_secs(61));
            let phone = format!("139{:08}", name.chars().map(u32::from).sum::<u32>());
            let typed = [("number", number.as_str()), ("phone", phone.as_str())];
            let asked = house.post(&mut Browser::default(), "/progress", &typed).await;
            assert_eq!(asked.location.as_deref(), Some("/progress/code"), "{}", asked.text);
        };
        let before = sent().await;
        for _ in 0..12 {
            asks("示例·乙").await;
        }
        assert_eq!(sent().await, before + 10, "the patience of one telephone");
        asks("示例·丙丙").await;
        assert_eq!(sent().await, before + 11, "and of another");
    }
}

#[tokio::test]
async fn what_the_others_agreed_on_is_no_paper_for_who_left() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = two(&house).await;
        case.step("chuangkou", "record_consent", &NO).await;
        case.consent().await;
        case.begin().await;
        case.step("tiaojie1", "draft_agreement", &CHANGED).await;
        case.lawful().await;
        case.sign().await;
        let mut clerk = house.officer("chuangkou").await;
        let path = format!("/desk/file/{}/papers", case.dispute);
        let page = house.get(&clerk, &path).await;
        let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
        let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", "agreement.-.-")];
        done(&house.post(&mut clerk, &path, &form).await, "issue");
        let (id, issued) = paper(&house, &case.dispute, 1).await;
        let to: Vec<&str> = issued.issue.recipients.iter().map(|one| one.side.as_str()).collect();
        assert_eq!(to, ["p1", "respondent"], "and nobody is asked to serve it on who left");
        for (party, status) in [("p1", StatusCode::OK), ("p2", StatusCode::NOT_FOUND)] {
            let citizen = house.party(&case.dispute, party).await;
            let read = house.get(&citizen, &format!("/my/papers/{id}")).await;
            assert_eq!(read.status, status, "{party}");
            let own = house.get(&citizen, "/my").await.text;
            assert_eq!(own.contains(id.as_str()), party == "p1", "{party}: {own}");
        }
        let agency = house.officer("shichang").await;
        assert_eq!(house.get(&agency, &format!("{path}/{id}")).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn who_left_is_told_when_it_is_over() {
    for house in houses().await {
        let case = two(&house).await;
        case.step("chuangkou", "record_consent", &NO).await;
        case.consent().await;
        case.begin().await;
        case.step("tiaojie1", "fail", &[("ground", "large_divergence"), ("reason", "差距较大")]).await;
        let left = house.get(&house.party(&case.dispute, "p2").await, "/my").await.text;
        assert!(left.contains("您不参加的这次调解已经结束"), "{left}");
        assert!(!left.contains("其余各方继续谈"), "{left}");
    }
}

#[tokio::test]
async fn promises_are_pasted_as_a_table_and_each_reads_its_own() {
    for house in houses().await {
        let case = two(&house).await;
        case.consent().await;
        case.begin().await;
        let row = |at: usize, to: &str| format!("被申请人，退还第 {at} 笔，100元，2026年11月30日，{to}\n");
        let rows: String = (1..=5).map(|at| row(at, "示例·甲")).chain([row(6, "示例·乙")]).collect();
        let draft = |lines| [("lines", lines), ("disposition", "changed"), ("ending", "agreement_alone")];
        let unknown = format!("{rows}王某，赔礼道歉，2026年11月30日");
        let refused = case.order("tiaojie1", &case.mediation_id(), "draft_agreement", &draft(&unknown)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("第 7 行：“王某”不是参加调解的一方"), "{}", refused.text);
        let typed = [
            ("obligations.0.obligor", "respondent"),
            ("obligations.0.content", "退还罚款"),
            ("obligations.0.amount_fen", "100"),
            ("obligations.0.due_on", "2026年11月30日"),
            ("disposition", "changed"),
            ("ending", "agreement_alone"),
        ];
        let refused = case.order("tiaojie1", &case.mediation_id(), "draft_agreement", &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("有金额的，要选给哪一方"), "{}", refused.text);
        case.step("tiaojie1", "draft_agreement", &draft(&rows)).await;
        let promised = case.mediation().await.agreement.expect("is drafted").obligations;
        assert_eq!((promised.len(), promised[5].obligee.as_deref()), (6, Some("p2")));
        case.lawful().await;
        case.sign().await;
        let own = house.get(&house.party(&case.dispute, "p2").await, "/my").await.text;
        assert!(own.contains("在2026年11月30日前，对您，退还第 6 笔"), "{own}");
        assert!(own.contains("另外还有 5 项") && !own.contains("前，对示"), "{own}");
    }
}

#[tokio::test]
async fn of_many_promises_ones_own_come_first_and_the_rest_wait_behind_a_fold() {
    for house in houses().await {
        let case = two(&house).await;
        case.consent().await;
        case.begin().await;
        let row = |at: usize, to: &str| format!("被申请人，退还第 {at} 笔，100元，2026年11月30日，{to}\n");
        let rows: String =
            (1..=4).map(|at| row(at, "示例·甲")).chain((5..=13).map(|at| row(at, "示例·乙"))).collect();
        let draft = [("lines", &*rows), ("disposition", "changed"), ("ending", "agreement_alone")];
        case.step("tiaojie1", "draft_agreement", &draft).await;
        case.lawful().await;
        case.sign().await;
        let own = house.get(&house.party(&case.dispute, "p2").await, "/my").await.text;
        let standing = own.split("<dt>做到了没有").next().expect("begins");
        let (shown, folded) = standing.split_once("其余 3 项还没有做完的</summary>").expect("has a fold");
        assert!(shown.contains("退还第 5 笔") && folded.contains("退还第 13 笔"), "{standing}");
        let (_, so_far) = own.split_once("<dt>做到了没有").expect("is there");
        let (shown, folded) = so_far.split_once("其余 7 项</summary>").expect("has a fold");
        assert!(shown.contains("退还第 5 笔") && !shown.contains("退还第 1 笔"), "one's own first: {shown}");
        assert!(folded.contains("退还第 1 笔"), "{folded}");
    }
}

#[tokio::test]
async fn who_had_signed_a_draft_hears_that_it_fell_away_with_whoever_left() {
    for house in houses().await {
        let case = two(&house).await;
        case.consent().await;
        case.begin().await;
        let rows = "被申请人，退还罚款，100元，2026年11月30日，示例·甲";
        let draft = [("lines", rows), ("disposition", "changed"), ("ending", "agreement_alone")];
        case.step("tiaojie1", "draft_agreement", &draft).await;
        case.lawful().await;
        case.step("p1", "sign_agreement", &[("way", &glass())]).await;
        let before = waiting(&house).await.len();
        let left = [("party", "p2"), ("reason", "另外有事")];
        case.step("chuangkou", "withdraw_consent", &left).await;
        let said = waiting(&house).await;
        let told = |text: &str| text.contains("您原来的签字作废");
        assert_eq!(said[..before].iter().filter(|(_, text)| told(text)).count(), 0);
        assert_eq!(said.iter().filter(|(_, text)| told(text)).count(), 1, "{said:?}");
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(own.contains("以前签的字作废"), "{own}");
    }
}
