//! What a citizen tells of an earlier reconsideration or suit is kept, and no day or offer speaks against it. On both engines.

use crate::{
    cases::Case,
    desk::at_the_counter,
    harness::{Browser, House, Page, TODAY, houses},
    portal::{answer, hand_in},
    reminders::reminders,
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{AnyMatter, MatterId, dispute::Dispute};
use jiff::ToSpan;

const BUREAU: &str = "钟祥市市场监督管理局";

fn agency(house: &House) -> String {
    let law = house.office.law();
    let known = law.directory.organizations.iter().find(|(_, body)| body.name == BUREAU);
    known.expect("the city has it").0.to_string()
}

/// Hands in the pages that are not about what happened and when.
async fn the_rest(house: &House, browser: &mut Browser) -> Page {
    let you = [("nature", "natural_person"), ("name", "示例·孙某"), ("phone", "13800001111")];
    let pages: [(&str, &[(&str, &str)]); 7] = [
        ("want", &[("claims", "撤销处罚")]),
        ("way", &[("wish", "mediation")]),
        ("evidence", &[]),
        ("where", &[("town", "420881101")]),
        ("where", &[("town", "420881101"), ("village", "")]),
        ("you", &you),
        ("others", &[]),
    ];
    for (slug, typed) in pages {
        let page = answer(house, browser, slug, typed).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{slug}: {}", page.text);
    }
    let sent = hand_in(house, browser, &[]).await;
    assert_eq!(sent.location.as_deref(), Some("/apply/done"), "{}", sent.text);
    house.get(browser, "/apply/done").await
}

/// An application in which these steps were told on the page of the days.
async fn told(house: &House, when: &[(&str, &str)]) -> Page {
    let mut browser = Browser::default();
    house.post(&mut browser, "/apply", &[]).await;
    let agency = agency(house);
    let what = [("act.kind", "penalty"), ("act.title", "罚款 5000 元"), ("facts", "过期茶干五袋")];
    let usual = [("act.known_on", "2026-07-20"), ("act.made_on", "2026-07-18"), ("act.told", "unknown")];
    let who = [("respondent", agency.as_str()), ("act.branch", "石牌市场监督管理所")];
    for (slug, typed) in [("what", &what[..]), ("who", &who), ("when", &[&usual[..], when].concat())] {
        let page = answer(house, &mut browser, slug, typed).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{slug}: {}", page.text);
    }
    the_rest(house, &mut browser).await
}

async fn registered(house: &House) -> (MatterId, Dispute) {
    let found = house.office.ledger.marked("number:钟行争〔2026〕1号").await.expect("reads");
    let id = found.first().expect("it is on file").clone();
    match house.office.ledger.load(&id).await.expect("reads").and_then(|file| file.matter) {
        Some(AnyMatter::Dispute(held)) => (id, *held),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_right_day_of_the_guide_is_still_the_day_after_one_applied() {
    for house in houses().await {
        let agency = agency(&house);
        let at = format!(
            "/guide/ways/mediate?act=penalty&circumstance=no&real_estate=no&agency={agency}&known=2026-07-20&made=2026-07-18&told=unknown&went=reconsideration&reconsideration=reconsideration_upheld&reconsideration_on=2026-11-20"
        );
        let way = house.get(&Browser::default(), &at).await;
        let form = way.text.split("action=\"/apply/guided\"").nth(1).expect("one can apply");
        let form = form.split("</form>").next().expect("the form ends");
        let part = |rest: &str, of: &str| rest.split(of).nth(1)?.split('"').next().map(str::to_owned);
        let carried: Vec<(String, String)> = form
            .split("<input")
            .filter_map(|input| Some((part(input, "name=\"")?, part(input, "value=\"")?)))
            .collect();
        let mut carried: Vec<(&str, &str)> =
            carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        carried.push(("wish", "mediation"));
        let mut browser = Browser::default();
        house.post(&mut browser, "/apply/guided", &carried).await;
        let tried = house.get(&browser, "/apply/tried").await.text;
        assert!(tried.contains("2026年11月20日"), "what was answered stands there: {tried}");
        let what = [("act.kind", "penalty"), ("act.title", "罚款 5000 元"), ("facts", "过期茶干五袋")];
        let next = answer(&house, &mut browser, "what", &what).await;
        assert_eq!(next.location.as_deref(), Some("/apply/want"), "who and when are known");
        let done = the_rest(&house, &mut browser).await.text;
        assert!(done.contains("2026年12月7日") && !done.contains("2027年1月20日"), "行诉法45条: {done}");
        let (_, held) = registered(&house).await;
        assert_eq!(held.registration.tried.told_zh(), "“复议决定维持，或者驳回请求”（2026年11月20日）");
    }
}

#[tokio::test]
async fn of_what_a_court_has_no_last_day_is_told_and_nothing_is_offered_that_the_law_closes() {
    for house in houses().await {
        let page = told(&house, &[("tried.sue.tried", "suit_accepted")]).await.text;
        assert!(!page.contains("请记住这些日子") && page.contains("法院正在审理"), "{page}");
        let (id, held) = registered(&house).await;
        let my = house.get(&house.party(&id, "p1").await, "/my").await.text;
        assert!(!my.contains("/apply_for_reconsideration\">申请行政复议"), "29条2款: {my}");
        let file = house.get(&house.officer("chuangkou").await, &format!("/desk/file/{id}")).await.text;
        for said in ["法院已经立案，还没有判", "当事人说的，要先核实", "石牌市场监督管理所作出"]
        {
            assert!(file.contains(said), "{said}: {file}");
        }
        let agency = house.get(&house.officer("shichang").await, &format!("/desk/file/{id}")).await.text;
        for told in ["此前的程序", "当事人说", "法院已经立案"] {
            assert!(!agency.contains(told), "48条: {told}: {agency}");
        }
        let todo = house.get(&house.officer("chuangkou").await, "/desk").await.text;
        assert!(todo.contains("登记的内容有一项要先核实"), "{todo}");
        assert_eq!(held.told_before().map(|told| told.is_in_court()), Some(true));
        // Put right by the counter: there was none.
        let case = Case { house: &house, dispute: id.clone(), agency: "shichang" };
        let pairs = [("origin.tried.sue.tried", "none"), ("reason", "问过法院，没有立案")];
        done(&case.order("chuangkou", &id, "correct", &pairs).await, "is put right");
        assert!(registered(&house).await.1.told_before().is_none());
        let page = house.get(&house.party(&id, "p1").await, "/my/application").await.text;
        assert!(page.contains("以前走过的程序") && page.contains("没有"), "{page}");
    }
}

#[tokio::test]
async fn a_day_of_a_step_that_nobody_named_and_one_before_the_act_are_told_at_their_fields() {
    let house = houses().await.remove(0);
    let mut browser = Browser::default();
    house.post(&mut browser, "/apply", &[]).await;
    let usual = [("act.known_on", "2026-07-20"), ("act.made_on", "2026-07-18"), ("act.told", "yes")];
    for (more, says) in [
        (&[("tried.sue.on", "2026-08-01")][..], "请选办到哪一步"),
        (&[("tried.sue.tried", "suit_filed"), ("tried.sue.on", "2026-07-01")], "不能早于行政行为作出的日子"),
    ] {
        let page = answer(&house, &mut browser, "when", &[&usual[..], more].concat()).await;
        assert!(page.text.contains(says), "{says}: {}", page.text);
    }
}

#[tokio::test]
async fn a_day_of_filing_is_told_by_whoever_has_it_on_file_and_not_before_the_act() {
    for house in houses().await {
        let mut clerk = house.officer("chuangkou").await;
        let typed = at_the_counter(&house);
        let usual: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        for (source, on, says) in [
            ("counter", "2026-11-20", "填下面两项"),
            ("court_referral", "2020-01-01", "不能早于行政行为作出的日子"),
        ] {
            let more = [("source", source), ("filed_on", on)];
            let mut typed = usual.clone();
            typed.retain(|(name, _)| *name != "source");
            let typed = [&typed[..], &more].concat();
            let filled = house.get(&clerk, "/desk/register").await.filled_in(&typed);
            let pairs: Vec<(&str, &str)> =
                filled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let page = house.post(&mut clerk, "/desk/register", &pairs).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{source}: {}", page.text);
            assert!(page.text.contains(says), "{says}: {}", page.text);
        }
    }
}

#[tokio::test]
async fn the_day_that_follows_from_a_refusal_only_told_reaches_the_agency_nowhere() {
    for house in houses().await {
        let refused =
            [("tried.reconsider.tried", "reconsideration_refused"), ("tried.reconsider.on", "2026-11-20")];
        let done = told(&house, &refused).await.text;
        assert!(done.contains("2026年12月7日"), "行诉法45条: {done}");
        let (id, _) = registered(&house).await;
        let case = Case { house: &house, dispute: id.clone(), agency: "shichang" };
        case.import("party_asks", "before_procedure", false).await;
        let mediation = case.mediation_id();
        let pages = [
            format!("/desk/file/{id}"),
            format!("/desk/file/{id}/dates.ics"),
            format!("/desk/file/{id}/lanes"),
            format!("/api/matters/{id}"),
            format!("/api/matters/{mediation}"),
            "/api/to-dos?part=others".to_owned(),
            "/desk?show=others".to_owned(),
            "/desk".to_owned(),
            format!("/desk/file/{mediation}/record_consent"),
        ];
        let tells =
            |text: &str| ["2026年12月7日", "2026-12-07", "20261207"].iter().any(|day| text.contains(day));
        let (agency, clerk) = (house.officer("shichang").await, house.officer("chuangkou").await);
        for page in &pages {
            let read = house.get(&agency, page).await;
            assert_eq!(read.status, StatusCode::OK, "{page}: {}", read.text);
            assert!(!tells(&read.text), "48条: {page}: {}", read.text);
        }
        for page in &pages[..4] {
            assert!(tells(&house.get(&clerk, page).await.text), "{page}: whoever keeps the file minds it");
        }
        for after in 1..15 {
            house.on_day(TODAY.checked_add(after.days()).expect("soon"));
            house.office.remind().await.expect("runs");
        }
        let said: Vec<String> =
            reminders(&house).await.into_iter().filter(|said| said.contains("12月7日")).collect();
        assert!(
            !said.is_empty() && said.iter().all(|said| said.starts_with("sms 13800001111：")),
            "{said:#?}"
        );
    }
}
