//! A citizen applies for reconsideration on the portal, led there by the guide or not, and from its own page. On both engines.

use crate::{
    cases::Case,
    harness::{Browser, House, Page, houses},
    portal::{answer, fill_in_wishing, hand_in},
    reconsideration::{conditions, decide, fined, serve},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{
    AnyMatter, Kind, MatterId,
    dispute::Wish,
    reconsideration::{ApplicationWay, Reconsideration, Request},
};

const REQUEST: [(&str, &str); 4] = [
    ("application.requests", "annul"),
    ("application.requests", "change"),
    ("application.compensation_fen", "3,000"),
    ("application.wants_hearing", "true"),
];

async fn dispute_with(house: &House, number: &str) -> MatterId {
    let found = house.office.ledger.marked(&format!("number:{number}")).await.expect("reads");
    found.first().expect("it is on file").clone()
}

async fn review(house: &House, dispute: &MatterId) -> Reconsideration {
    let id = dispute.child(Kind::Reconsideration, 1);
    let file = house.office.ledger.load(&id).await.expect("reads").expect("it was filed");
    match file.matter {
        Some(AnyMatter::Reconsideration(held)) => *held,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_application_for_reconsideration_is_filed_the_day_it_is_handed_in_and_its_clock_runs() {
    for house in houses().await {
        // One that came before: the two registers do not count alike.
        let mut before = fill_in_wishing(&house, "13900002222", "register_only", &[]).await;
        hand_in(&house, &mut before, &[]).await;
        let mut browser = fill_in_wishing(&house, "13800001111", "both", &REQUEST).await;
        let check = house.get(&browser, "/apply/check").await.text;
        for said in ["申请行政复议，同时愿意调解", "撤销这个决定、改成别的结果", "请求听证"]
        {
            assert!(check.contains(said), "{said}: {check}");
        }
        let handed_in = hand_in(&house, &mut browser, &[("another", "true")]).await;
        assert_eq!(handed_in.location.as_deref(), Some("/apply/done"), "{}", handed_in.text);
        let done = house.get(&browser, "/apply/done").await.text;
        // 25, 26, 27, 30 November, 1 December.
        for said in ["钟行争〔2026〕2号", "钟政复〔2026〕1号", "2026年12月1日", "视为受理"]
        {
            assert!(done.contains(said), "{said}: {done}");
        }
        // Either number leads to it, and letters name both.
        let code = done.split("confirmation-code\">").nth(1).and_then(|rest| rest.split('<').next());
        let letters = async || {
            house.office.ledger.waiting_letters(house.office.now().at, 100).await.expect("reads").len()
        };
        let before = letters().await;
        let typed =
            [("number", "钟政复〔2026〕1号"), ("query_code", code.expect("the code is shown").trim())];
        house.post(&mut Browser::default(), "/progress", &typed).await;
        assert_eq!(letters().await, before + 1, "the number of the reconsideration finds it too");
        let dispute = dispute_with(&house, "钟行争〔2026〕2号").await;
        let held = review(&house, &dispute).await;
        assert_eq!(held.brief.number, "钟行争〔2026〕2号");
        assert_eq!(held.application.way, ApplicationWay::Online);
        assert_eq!(held.application.received_on, house.office.now().today);
        assert_eq!(held.application.requests, [Request::Annul, Request::Change]);
        assert_eq!(held.application.compensation_fen, Some(300_000));
        assert!(held.application.wants_hearing && held.application.willing_to_mediate);
        let mediation = house.office.ledger.load(&dispute.child(Kind::Mediation, 1)).await.expect("reads");
        let Some(AnyMatter::Mediation(mediation)) = mediation.and_then(|file| file.matter) else {
            panic!("the centre is asked to mediate too");
        };
        assert_eq!(mediation.brief.number, "钟行争〔2026〕2号");
        assert_eq!(mediation.brief.filed_on, Some(house.office.now().today), "its day is kept");
        let desk = house.get(&house.officer("fuyi1").await, &format!("/desk/file/{dispute}")).await;
        assert!(desk.text.contains("互联网渠道"), "{}", desk.text);
    }
}

#[tokio::test]
async fn whoever_wants_no_reconsideration_is_not_asked_what_to_request() {
    let house = houses().await.remove(0);
    let mut browser = fill_in_wishing(&house, "13800001111", "register_only", &[]).await;
    let check = house.get(&browser, "/apply/check").await.text;
    assert!(!check.contains("您请复议机关怎么办") && check.contains("先登记，再决定"), "{check}");
    hand_in(&house, &mut browser, &[]).await;
    let dispute = dispute_with(&house, "钟行争〔2026〕1号").await;
    let none = house.office.ledger.load(&dispute.child(Kind::Reconsideration, 1)).await.expect("reads");
    assert!(none.is_none());
}

/// Types the pages up to the way, of something that this agency did.
async fn up_to_the_way(house: &House, agency: &str, when: &[(&str, &str)]) -> (Browser, Page) {
    let law = house.office.law();
    let known = law.directory.organizations.iter().find(|(_, body)| body.name == agency);
    let agency = known.expect("the city has it").0.to_string();
    let mut browser = Browser::default();
    house.post(&mut browser, "/apply", &[]).await;
    let what = [("act.kind", "penalty"), ("act.title", "罚款 5000 元"), ("facts", "过期茶干五袋")];
    answer(house, &mut browser, "what", &what).await;
    answer(house, &mut browser, "who", &[("respondent", &agency)]).await;
    answer(house, &mut browser, "when", when).await;
    let page = house.get(&browser, "/apply/way").await;
    (browser, page)
}

#[tokio::test]
async fn reconsideration_is_offered_only_where_the_law_has_it_open_here_and_the_page_says_why_not() {
    let house = houses().await.remove(0);
    let usual = [("act.known_on", "2026-11-01"), ("act.made_on", "2026-10-31"), ("act.told", "yes")];
    let offered = |page: &Page| page.text.contains("value=\"reconsideration\"");
    let (_, open) = up_to_the_way(&house, "钟祥市市场监督管理局", &usual).await;
    assert!(offered(&open) && open.text.contains("2026年12月31日"), "sixty days: {}", open.text);
    let (_, tax) = up_to_the_way(&house, "国家税务总局钟祥市税务局", &usual).await;
    assert!(!offered(&tax) && tax.text.contains("value=\"mediation\""), "{}", tax.text);
    let why = "向上一级税务机关申请（《行政复议法》第27条）。这里不受理这样的复议申请";
    assert!(tax.text.contains(why) && tax.text.contains("请直接向国家税务总局荆门市税务局"), "{}", tax.text);
    assert!(!tax.text.contains("把申请交到复议机构"), "not to an office that does not take it: {}", tax.text);
    let (_, justice) = up_to_the_way(&house, "钟祥市司法局", &usual).await;
    let choice = "向本级人民政府或者上一级司法行政部门申请，任选一处（《行政复议法》第28条）";
    assert!(offered(&justice) && justice.text.contains(choice), "{}", justice.text);
    let court = [&usual[..], &[("tried.sue.tried", "suit_accepted")]].concat();
    let (mut browser, court) = up_to_the_way(&house, "钟祥市市场监督管理局", &court).await;
    assert!(court.text.contains("法院照常审理") && !court.text.contains("期限照常走"), "{}", court.text);
    assert!(!offered(&court) && court.text.contains("法院已经受理的，不得再申请复议"), "{}", court.text);
    let forced = answer(&house, &mut browser, "way", &[("wish", "reconsideration")]).await;
    assert_eq!(forced.status, StatusCode::OK, "what is not offered is not taken");
}

#[tokio::test]
async fn who_is_late_says_why_and_whoever_accepts_finds_it_written() {
    let house = houses().await.remove(0);
    let late = [("act.known_on", "2026-06-01"), ("act.made_on", "2026-06-01"), ("act.told", "yes")];
    let (mut browser, page) = up_to_the_way(&house, "钟祥市市场监督管理局", &late).await;
    assert!(page.text.contains("申请期限已经过了"), "{}", page.text);
    assert!(!page.text.contains("日子保住") && page.text.contains("下一页写明"), "{}", page.text);
    answer(&house, &mut browser, "way", &[("wish", "reconsideration")]).await;
    let bare = answer(&house, &mut browser, "request", &[("application.requests", "annul")]).await;
    assert_eq!(bare.status, StatusCode::OK, "20条2款");
    let told = [("application.requests", "annul"), ("application.late_reason", "住院三个月")];
    assert_eq!(answer(&house, &mut browser, "request", &told).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn pages_that_come_later_lead_back_to_what_is_missing() {
    let house = houses().await.remove(0);
    let mut browser = Browser::default();
    house.post(&mut browser, "/apply", &[]).await;
    for slug in ["way", "request"] {
        let page = house.get(&browser, &format!("/apply/{slug}")).await;
        assert_eq!(page.location.as_deref(), Some("/apply/kind"), "{slug}");
    }
}

#[tokio::test]
async fn the_guide_leads_into_an_application_that_is_filled_in_already() {
    for house in houses().await {
        let law = house.office.law();
        let known = law.directory.organizations.iter().find(|(_, body)| body.name == "钟祥市市场监督管理局");
        let agency = known.expect("the city has it").0.to_string();
        let at = format!(
            "/guide/ways/reconsider?act=penalty&circumstance=no&real_estate=no&agency={agency}&known=2026-11-03&made=2026-11-02&told=yes&went=none"
        );
        let way = house.get(&Browser::default(), &at).await;
        assert!(way.text.contains("申请行政复议，接着填"), "{}", way.text);
        let form = way.text.split("action=\"/apply/guided\"").nth(1).expect("one can apply");
        let form = form.split("</form>").next().expect("the form ends");
        let carried: Vec<(&str, &str)> = form
            .split("name=\"")
            .skip(1)
            .filter_map(|rest| {
                Some((rest.split('"').next()?, rest.split("value=\"").nth(1)?.split('"').next()?))
            })
            .collect();
        let mut browser = Browser::default();
        let begun = house.post(&mut browser, "/apply/guided", &carried).await;
        assert_eq!(begun.location.as_deref(), Some("/apply/more"), "{}", begun.text);
        answer(&house, &mut browser, "more", &[]).await;
        let what = [("act.title", "罚款 5000 元"), ("facts", "过期茶干五袋")];
        let next = answer(&house, &mut browser, "what", &what).await;
        assert_eq!(next.location.as_deref(), Some("/apply/want"), "who and when are known");
        let next = answer(&house, &mut browser, "want", &[("claims", "撤销处罚")]).await;
        assert_eq!(next.location.as_deref(), Some("/apply/request"), "the way was chosen in the guide");
        let check = house.get(&browser, "/apply/check").await.text;
        assert!(check.contains("申请行政复议") && check.contains("2026年11月3日"), "{check}");
    }
}

#[tokio::test]
async fn a_party_applies_from_its_own_page_without_typing_anything_again() {
    for house in houses().await {
        let case: Case<'_> = fined(&house).await;
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await;
        assert!(my.text.contains("/apply_for_reconsideration\">申请行政复议"), "{}", my.text);
        let pairs = [("application.requests", "annul")];
        done(&case.order("p1", &case.dispute, "apply_for_reconsideration", &pairs).await, "applies");
        let held = review(&house, &case.dispute).await;
        assert_eq!(held.application.way, ApplicationWay::Online);
        assert_eq!(held.application.received_on, house.office.now().today);
    }
}

#[tokio::test]
async fn a_program_hands_in_an_application_with_the_registration() {
    for house in houses().await {
        let law = house.office.law();
        let known = law.directory.organizations.iter().find(|(_, body)| body.name == "钟祥市市场监督管理局");
        let body = serde_json::json!({
            "source": "online",
            "parties": [{ "standing": "applicant", "nature": "natural_person", "name": "示例人", "phone": "13800001111" }],
            "respondent": known.expect("the city has it").0,
            "act": { "kind": "penalty", "title": "罚款 5000 元", "made_on": "2026-10-31", "known_on": "2026-11-01", "told": "yes" },
            "claims": "撤销处罚", "facts": "过期茶干五袋", "wish": Wish::Reconsideration.as_str(),
            "application": { "way": "in_person", "received_on": "2026-11-02", "requests": ["annul"] },
        });
        let request = axum::http::Request::post("/api/disputes")
            .header("content-type", "application/json")
            .header("idempotency-key", "5e0c6c1f-2f9b-4b43-9d5b")
            .body(axum::body::Body::from(body.to_string()))
            .expect("a request");
        let answer = house.call(request).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let dispute = dispute_with(&house, "钟行争〔2026〕1号").await;
        let agency = house.officer("shichang").await;
        let told = house.get(&agency, &format!("/api/matters/{dispute}")).await.text;
        assert!(told.contains("\"wish\":null") && !told.contains("reconsideration"), "48条: {told}");
        let held = review(&house, &dispute).await;
        assert_eq!(
            held.application.way,
            ApplicationWay::Online,
            "neither the way nor the day is a stranger's to say"
        );
        assert_eq!(held.application.received_on, house.office.now().today);
    }
}

/// Applied for by the party itself, supplemented by it, accepted and answered.
async fn answered<'a>(house: &'a House) -> (Case<'a>, MatterId) {
    let case = fined(house).await;
    let pairs = [("application.requests", "annul")];
    done(&case.order("p1", &case.dispute, "apply_for_reconsideration", &pairs).await, "applies");
    let id = case.dispute.child(Kind::Reconsideration, 1);
    done(&case.order("fuyi1", &id, "request_supplement", &[("items", "处罚决定书复印件")]).await, "asks");
    serve(&case, &id, "n1|p1").await;
    let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
    for said in ["请您办", "按补正通知补交材料", "处罚决定书复印件", "2026年12月8日"] {
        assert!(my.contains(said), "{said}: {my}");
    }
    let said = [("said", "决定书原件已在材料里")];
    done(&case.order("p1", &id, "receive_supplement", &said).await, "supplements");
    let conditions = conditions();
    done(&case.order("fuyi1", &id, "accept", &conditions).await, "accept");
    done(&case.order("fuyi1", &id, "send_copy", &[]).await, "send_copy");
    serve(&case, &id, "n3|respondent").await;
    let mut agency = house.officer("shichang").await;
    let reply = [
        ("text", "处罚依法作出，请求维持"),
        ("evidence.0.title", "现场笔录"),
        ("evidence.0.formed_on", "2026年11月10日"),
    ];
    // Not the bytes by which its service was proved: those the party may read.
    let files = [("evidence.0.file", "笔录.jpg", &*crate::evidence::photograph())];
    done(&house.order_with(&mut agency, &id, "reply", &reply, &files).await, "reply");
    (case, id)
}

#[tokio::test]
async fn a_party_follows_its_reconsideration_and_reads_what_the_agency_brought_once_it_may() {
    for house in houses().await {
        let (case, id) = answered(&house).await;
        let held = review(&house, &case.dispute).await;
        let paper = format!("/my/{id}/evidence/{}", held.reply.expect("it answered").evidence[0].file);
        let party = house.party(&case.dispute, "p1").await;
        let my = house.get(&party, "/my").await.text;
        assert!(
            my.contains("对方已经答复") && !my.contains("请求维持"),
            "47条: not before it is granted\n{my}"
        );
        assert_eq!(house.bytes(&party, &paper).await.0, StatusCode::NOT_FOUND);
        done(&case.order("p1", &id, "request_access", &[]).await, "request_access");
        done(&case.order("fuyi1", &id, "decide_access", &[("request", "r1")]).await, "decide_access");
        let my = house.get(&party, "/my").await.text;
        for said in ["请求维持", "现场笔录", &paper, "送给您的文书", "受理通知书"] {
            assert!(my.contains(said), "{said}: {my}");
        }
        assert_eq!(house.bytes(&party, &paper).await.0, StatusCode::OK);
        assert_eq!(house.bytes(&Browser::default(), &paper).await.0, StatusCode::SEE_OTHER);
        let officer = house.officer("fuyi1").await;
        let desk = house.get(&officer, &format!("/desk/file/{}", case.dispute)).await.text;
        assert!(desk.contains("现场笔录（2026年11月10日形成）"), "{desk}");
    }
}

#[tokio::test]
async fn what_a_party_states_is_for_the_office_and_itself_and_the_office_still_has_to_hear_it() {
    for house in houses().await {
        let (case, id) = answered(&house).await;
        let text = [("text", "没有告知陈述申辩的权利")];
        done(&case.order("p1", &id, "state_opinion", &text).await, "states");
        done(&case.order("p1", &id, "request_hearing", &[("reason", "事实有争议")]).await, "asks");
        let file = format!("/desk/file/{}", case.dispute);
        for (login, sees) in [("fuyi1", true), ("shichang", false), ("chuangkou", false)] {
            let page = house.get(&house.officer(login).await, &file).await.text;
            assert_eq!(page.contains("没有告知陈述申辩的权利"), sees, "{login}");
            assert_eq!(page.contains("决定书原件已在材料里"), sees, "{login}");
        }
        let hear =
            house.get(&house.officer("fuyi1").await, &format!("/desk/file/{id}/hear_party")).await.text;
        assert!(hear.contains("没有告知陈述申辩的权利"), "nobody has to say it twice: {hear}");
        decide(&case, &id).await;
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        // Served on 1 December: fifteen days.
        for said in ["罚款 300 元", "2026年12月16日", "行政复议决定书"] {
            assert!(my.contains(said), "{said}: {my}");
        }
    }
}

/// Without a number of identity: who typed every word of it a second time has written it the first time.
#[tokio::test]
async fn the_same_application_a_second_time_is_shown_the_first_before_it_is_made() {
    for house in houses().await {
        let fill = async |facts: &str| {
            let mut browser = fill_in_wishing(&house, "13800001111", "reconsideration", &REQUEST).await;
            let you = [("nature", "natural_person"), ("name", "欧阳·𠮷例"), ("phone", "13800001111")];
            answer(&house, &mut browser, "you", &you).await;
            let what = [("act.kind", "penalty"), ("act.title", "罚款 5000 元"), ("facts", facts)];
            answer(&house, &mut browser, "what", &what).await;
            browser
        };
        let mut first = fill("过期茶干五袋").await;
        hand_in(&house, &mut first, &[]).await;
        let mut second = fill("过期茶干五袋").await;
        let shown = hand_in(&house, &mut second, &[]).await;
        assert_eq!(shown.status, StatusCode::CONFLICT, "{}", shown.text);
        for said in ["钟行争〔2026〕1号", "钟政复〔2026〕1号", "不用再申请一次"] {
            assert!(shown.text.contains(said), "{said}: {}", shown.text);
        }
        assert_eq!(house.office.ledger.all_of(Kind::Reconsideration).await.expect("reads").len(), 1);
        // A stranger who knows the name and the telephone, and not the words, learns nothing; the counter looks.
        let mut stranger = fill("别的话").await;
        let made = hand_in(&house, &mut stranger, &[]).await;
        assert_eq!(made.location.as_deref(), Some("/apply/done"), "{}", made.text);
    }
}

/// 73条、77条: who promised what by when stands on the citizen's page; the office that sealed it watches.
#[tokio::test]
async fn what_a_statement_says_is_on_the_citizens_page_with_its_day_and_watched_by_the_office() {
    for house in houses().await {
        let (case, id) = answered(&house).await;
        let mut officer = house.officer("fuyi1").await;
        let seal = [
            ("text", "罚款变更为 300 元，退还 4700 元"),
            ("signed_by", "p1"),
            ("signed_by", "respondent"),
            ("obligations.0.obligor", "respondent"),
            ("obligations.0.obligee", "p1"),
            ("obligations.0.content", "退还多收的罚款"),
            ("obligations.0.amount_fen", "4700"),
            ("obligations.0.due_on", "2026年12月20日"),
        ];
        let files = [("document", "调解书.png", &*crate::cases::pixel())];
        let half: Vec<_> = seal.into_iter().filter(|(name, _)| !name.ends_with("content")).collect();
        let page = house.order_with(&mut officer, &id, "seal_statement", &half, &files).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a row that lacks what is done is not lost"
        );
        done(&house.order_with(&mut officer, &id, "seal_statement", &seal, &files).await, "seal_statement");
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        for said in ["退还多收的罚款", "2026年12月20日", "由钟祥市司法局督促"] {
            assert!(my.contains(said), "{said}: {my}");
        }
        assert!(!my.contains("由调解员督促"), "nobody mediated: {my}");
        let watched = id.child(Kind::Performance, 1);
        let file = house.get(&officer, &format!("/desk/file/{}", case.dispute)).await.text;
        assert!(
            file.contains("退还多收的罚款") && file.contains(&format!("/desk/file/{watched}/")),
            "{file}"
        );
        house.on_day(jiff::civil::date(2026, 12, 21));
        let urge = [("obligation", "o1"), ("way", "phone")];
        done(&case.order("fuyi1", &watched, "urge", &urge).await, "urge");
        let fulfil = [("obligation", "o1"), ("on", "2026年12月21日")];
        done(&case.order("fuyi1", &watched, "record_fulfilment", &fulfil).await, "record_fulfilment");
        assert_eq!(review(&house, &case.dispute).await.performed_on, Some(jiff::civil::date(2026, 12, 21)));
    }
}
