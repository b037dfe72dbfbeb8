//! `/guide`, `GET /api/remedies`, `huajie remedies`: from what happened to the ways that are open.

use crate::{
    harness::{Browser, House, Page, TODAY, houses},
    portal,
};
use axum::http::StatusCode;
use huajie::guide::told::Remedies;
use huajie_law::dispute::ActKind;
use serde_json::Value;
use std::process::{Command, Output};
use strum::IntoEnumIterator;

/// Opens the question at an address, answers it as a browser would, and says where that leads.
async fn reply(house: &House, address: &str, typed: &[(&str, &str)]) -> Page {
    let form = house.get(&Browser::default(), address).await;
    assert_eq!(form.status, StatusCode::OK, "{address}: {}", form.text);
    let action = form.text.split("action=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a form");
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(form.filled_in(typed)).finish();
    house.get(&Browser::default(), &format!("{action}?{query}")).await
}

/// Answers question after question; the address after the last.
async fn walk(house: &House, answers: &[(&str, &[(&str, &str)])]) -> String {
    let mut address = "/guide/what".to_owned();
    for (slug, typed) in answers {
        assert!(address.starts_with(&format!("/guide/{slug}")), "{slug} is not asked now, but {address}");
        let page = reply(house, &address, typed).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{slug}: {}", page.text);
        address = page.location.expect("it goes on");
    }
    address
}

fn id_of(house: &House, name: &str) -> String {
    let law = house.office.law();
    let found = law.directory.organizations.iter().find(|(_, body)| body.name == name);
    found.expect("the city has it").0.to_string()
}

/// A fine by a department, known three weeks ago.
async fn fined(house: &House) -> String {
    let agency = id_of(house, "钟祥市市场监督管理局");
    walk(
        house,
        &[
            ("what", &[("act", "penalty")]),
            ("point", &[("circumstance", "yes")]),
            ("land", &[("real_estate", "no")]),
            ("who", &[("agency", &agency)]),
            ("known", &[("known", "２０２６年１１月３日")]),
            ("made", &[("made", "2026/11/2")]),
            ("told", &[("told", "yes")]),
            ("tried", &[("went", "petition")]),
            ("petition", &[("petition", "petition_running")]),
        ],
    )
    .await
}

#[tokio::test]
async fn a_fine_on_the_spot_leads_to_reconsideration_first_with_its_office_and_its_days() {
    for house in houses().await {
        let address = fined(&house).await;
        assert!(address.starts_with("/guide/ways?"), "{address}");
        let ways = house.get(&Browser::default(), &address).await.text;
        for said in [
            "复议以后才能走",
            "2027年1月2日",
            "剩 39 天",
            "钟祥市人民政府",
            "正在办",
            "不是法律意见",
            "12348",
        ] {
            assert!(ways.contains(said), "{said}: {ways}");
        }
        assert!(!ways.contains("<script"));
        for way in ["reconsider", "sue", "petition", "compensation", "complain", "mediate", "agreement_suit"]
        {
            let one =
                house.get(&Browser::default(), &address.replace("/ways?", &format!("/ways/{way}?"))).await;
            assert_eq!(one.status, StatusCode::OK);
            for said in ["下一步", "找谁", "带什么", "先想清楚", "条"] {
                assert!(one.text.contains(said), "{way} {said}: {}", one.text);
            }
        }
    }
}

#[tokio::test]
async fn what_the_guide_was_told_is_not_asked_again_when_one_applies() {
    for house in houses().await {
        let address = fined(&house).await;
        let ways = house.get(&Browser::default(), &address).await;
        let form = ways.text.split("action=\"/apply/guided\"").nth(1).expect("one can apply");
        let carried = hidden(form.split("</form>").next().expect("the form ends"));
        let carried: Vec<(&str, &str)> =
            carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mut browser = Browser::default();
        let begun = house.post(&mut browser, "/apply/guided", &carried).await;
        assert_eq!(begun.location.as_deref(), Some("/apply/more"), "{}", begun.text);
        let told = house.get(&browser, "/apply/more").await.filled_in(&[]);
        assert!(told.contains(&("act.on_the_spot".to_owned(), "true".to_owned())), "{told:?}");
        let told: Vec<(&str, &str)> =
            told.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        house.post(&mut browser, "/apply/more", &told).await;
        let what = [("act.title", "罚款 5000 元"), ("facts", "过期茶干五袋")];
        let next = portal::answer(&house, &mut browser, "what", &what).await;
        assert_eq!(next.location.as_deref(), Some("/apply/want"), "who and when are known");
        let check = house.get(&browser, "/apply/check").await.text;
        for said in ["钟祥市市场监督管理局", "2026年11月3日", "2026年11月2日", "告诉了"] {
            assert!(check.contains(said), "{said}: {check}");
        }
    }
}

fn hidden(form: &str) -> Vec<(String, String)> {
    let inputs = form.split("name=\"").skip(1).filter_map(|rest| {
        let (name, rest) = rest.split_once('"')?;
        let value = rest.split("value=\"").nth(1)?.split('"').next()?;
        Some((name.to_owned(), value.to_owned()))
    });
    inputs.collect()
}

#[tokio::test]
async fn an_application_that_was_begun_is_not_overwritten_unasked() {
    for house in houses().await {
        let mut browser = portal::fill_in(&house, "13800001111").await;
        let carried = [("act", "licence"), ("known", "2026-11-03")];
        let asked = house.post(&mut browser, "/apply/guided", &carried).await;
        assert_eq!(asked.status, StatusCode::CONFLICT);
        assert!(asked.text.contains("上次填的内容都还在"), "{}", asked.text);
        assert!(house.get(&browser, "/apply/check").await.text.contains("罚款 5000 元"), "nothing is lost");
        let anew =
            house.post(&mut browser, "/apply/guided", &[&carried[..], &[("anew", "true")]].concat()).await;
        assert_eq!(anew.location.as_deref(), Some("/apply/what"), "a licence is told whole");
        assert!(!house.get(&browser, "/apply/check").await.text.contains("罚款 5000 元"));
    }
}

#[tokio::test]
async fn a_foreign_page_carries_nothing_into_somebodys_application() {
    let house = houses().await.remove(0);
    let request = axum::http::Request::post("/apply/guided")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(axum::body::Body::from("act=penalty"))
        .expect("a request");
    assert_eq!(house.call(request).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_missing_or_does_not_read_is_said_at_its_field_and_stays_typed() {
    let house = houses().await.remove(0);
    let nothing = reply(&house, "/guide/what", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text.contains("class=\"summary\""), "{}", nothing.text);
    let at = "/guide/known?act=penalty&circumstance=no&real_estate=no&agency=unknown";
    for (typed, said) in [
        (vec![("known", "前天下午")], "这个日期没有看懂"),
        (vec![("known", "2026-12-01")], "这一天还没有到"),
        (vec![("known", "2026-11-01"), ("known_unknown", "true")], "就不要再勾"),
        (vec![], "请写日期"),
    ] {
        let page = reply(&house, at, &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
        assert!(page.text.contains(said), "{said}: {}", page.text);
        if let Some((_, day)) = typed.first() {
            assert!(page.text.contains(&format!("value=\"{day}\"")), "{day} is lost");
        }
        assert!(page.text.contains("name=\"act\" value=\"penalty\""), "the other answers are lost");
    }
    let both = reply(&house, "/guide/tried?act=penalty", &[("went", "none"), ("went", "suit")]).await;
    assert!(both.text.contains("就不要再选别的"), "{}", both.text);
}

#[tokio::test]
async fn not_knowing_is_an_answer_to_every_question_and_ends_with_ways() {
    let house = houses().await.remove(0);
    for act in ActKind::iter().map(|act| act.as_str().to_owned()).chain(["unknown".to_owned()]) {
        let mut address = reply(&house, "/guide/what", &[("act", &act)]).await.location.expect("goes on");
        let mut pages = 0;
        while !address.starts_with("/guide/ways") {
            let page = house.get(&Browser::default(), &address).await;
            let name = page.text.split("_unknown\"").next().filter(|before| *before != page.text);
            let typed = match name {
                Some(before) => (format!("{}_unknown", before.rsplit('"').next().expect("a name")), "true"),
                None => {
                    let before = page.text.split("value=\"unknown\"").next().expect("not knowing is offered");
                    let select = before.rsplit("<select ").next().filter(|_| before.contains("<select "));
                    let name = select.unwrap_or(before).rsplit("name=\"").next().expect("a name");
                    (name.split('"').next().expect("a name").to_owned(), "unknown")
                }
            };
            let next = reply(&house, &address, &[(&typed.0, typed.1)]).await;
            address = next.location.unwrap_or_else(|| panic!("{typed:?} at {address}: {}", next.text));
            pages += 1;
            assert!(pages < 12, "{act} goes round in circles: {address}");
        }
        let ways = house.get(&Browser::default(), &address).await;
        assert!(
            ways.status == StatusCode::OK && ways.text.contains("怎么走、带什么"),
            "{act}: {}",
            ways.text
        );
        assert!(ways.text.contains("不知道"), "{act}");
    }
}

#[tokio::test]
async fn what_is_no_agency_is_told_where_to_go() {
    let house = houses().await.remove(0);
    let answers: [(&str, &[(&str, &str)]); 4] = [
        ("what", &[("act", "other")]),
        ("land", &[("real_estate", "unknown")]),
        ("who", &[("agency", "other")]),
        ("kind", &[("agency_kind", "not_agency")]),
    ];
    let address = walk(&house, &answers).await;
    let ways = house.get(&Browser::default(), &address).await.text;
    for said in ["投诉执法行为", "信访", "这不是和行政机关的争议", "人民调解委员会"]
    {
        assert!(ways.contains(said), "{said}: {ways}");
    }
    let one = house.get(&Browser::default(), &address.replace("/ways?", "/ways/mediate?")).await.text;
    assert!(one.contains("人民调解委员会") && !one.contains("/apply/guided"), "{one}");
}

#[tokio::test]
async fn an_address_changed_by_hand_leads_to_the_question_it_breaks() {
    let house = houses().await.remove(0);
    let address = fined(&house).await;
    for (from, to, at) in [
        ("act=penalty", "act=nonsense", "/guide/what"),
        ("known=2026-11-03", "known=tomorrow", "/guide/known"),
        ("told=yes", "told=", "/guide/told"),
        ("petition=petition_running", "petition=prayed", "/guide/tried"),
        ("agency=o", "agency=x", "/guide/who"),
    ] {
        let broken = address.replace(from, to);
        assert_ne!(broken, address, "{from}");
        let page = house.get(&Browser::default(), &broken).await;
        let location = page.location.unwrap_or_else(|| panic!("{to}: {}", page.text));
        assert!(location.starts_with(at), "{to} leads to {location}");
        assert_eq!(house.get(&Browser::default(), &location).await.status, StatusCode::OK, "{location}");
    }
    for path in ["/guide/nonsense", "/guide/ways/nonsense"] {
        assert_eq!(house.get(&Browser::default(), path).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_answer_that_is_changed_takes_what_hung_on_it_along() {
    let house = houses().await.remove(0);
    let address = fined(&house).await;
    let changed =
        reply(&house, &address.replace("/guide/ways", "/guide/what"), &[("act", "agreement")]).await;
    let location = changed.location.expect("goes on");
    assert!(location.starts_with("/guide/point") && !location.contains("circumstance"), "{location}");
    assert!(location.contains("known=2026-11-03"), "what does not hang on it is kept: {location}");
}

async fn remedies(house: &House, query: &str) -> (StatusCode, Value) {
    let page = house.get(&Browser::default(), &format!("/api/remedies?{query}")).await;
    (page.status, serde_json::from_str(&page.text).unwrap_or_else(|_| panic!("JSON: {}", page.text)))
}

#[tokio::test]
async fn a_program_reads_every_way_with_its_days_and_reasons() {
    for house in houses().await {
        let agency =
            form_urlencoded::byte_serialize("国家税务总局钟祥市税务局".as_bytes()).collect::<String>();
        let query =
            format!("act=penalty&circumstance=no&made=2026-09-01&known=2026-09-05&told=no&agency={agency}");
        let (status, told) = remedies(&house, &query).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        assert_eq!(told["on"], TODAY.to_string());
        let ways = told["ways"].as_array().expect("ways");
        assert_eq!(ways.len(), 7);
        let reconsider = &ways[1];
        assert_eq!(reconsider["passage"], "claimable", "{reconsider}");
        assert_eq!(reconsider["period"]["conservative_on"], "2026-11-04");
        assert_eq!(reconsider["period"]["days_left"], -20);
        assert_eq!(reconsider["period"]["claimed_on"], "2027-09-06");
        assert_eq!(reconsider["offices"][0]["name"], "国家税务总局荆门市税务局");
        assert_eq!(ways[2]["passage"], "open");
        assert_eq!(ways[2]["reasons"][0]["rule"], "XS-01");
        assert!(ways.iter().all(|way| way["next"].as_str().is_some_and(|next| !next.is_empty())));
    }
}

#[tokio::test]
async fn a_program_that_asks_wrongly_is_told_which_name_is_wrong() {
    let house = houses().await.remove(0);
    for (query, status, field) in [
        ("", StatusCode::UNPROCESSABLE_ENTITY, "act"),
        ("act=fine", StatusCode::UNPROCESSABLE_ENTITY, "act"),
        ("act=penalty&known=2026-13-01", StatusCode::UNPROCESSABLE_ENTITY, "known"),
        ("act=penalty&made=2026-11-05&known=2026-11-04", StatusCode::UNPROCESSABLE_ENTITY, "known"),
        ("act=penalty&tried=prayed", StatusCode::UNPROCESSABLE_ENTITY, "tried"),
        ("act=penalty&agency=%E6%B0%B4%E5%88%A9%E5%B1%80", StatusCode::UNPROCESSABLE_ENTITY, "agency"),
        ("act=penalty&knwon=2026-11-01", StatusCode::BAD_REQUEST, "knwon"),
    ] {
        let (answered, told) = remedies(&house, query).await;
        assert_eq!((answered, told["field"].as_str()), (status, Some(field)), "{query}: {told}");
        assert!(told["says"].as_str().is_some_and(|says| !says.is_empty()));
    }
    let (_, told) = remedies(&house, "act=penalty&agency=%E6%B0%B4%E5%88%A9%E5%B1%80").await;
    assert!(told["says"].as_str().is_some_and(|says| says.contains("钟祥市水利局")), "{told}");
}

fn huajie(var: &std::path::Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huajie"));
    command.env("HUAJIE_VAR", var).env_remove("DATABASE_URL").arg("remedies").args(arguments);
    command.output().expect("the program runs")
}

#[test]
fn at_the_console_the_ways_are_listed_without_a_store_and_none_is_made() {
    let var = tempfile::Builder::new().prefix("huajie-ways").tempdir().expect("a folder").path().join("none");
    let known = ["--act", "penalty", "--made", "2026-03-02", "--known", "2026-03-05", "--on", "2026-03-20"];
    let listed = huajie(&var, &known);
    let text = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    for said in
        ["【申请行政复议】可以走", "2026年5月6日", "还剩47天", "下一步：", "规则FY-01", "不是法律意见"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    let tax = huajie(&var, &[&known[..], &["--agency", "tax", "--json"]].concat());
    let told: Value = serde_json::from_slice(&tax.stdout).expect("JSON");
    assert_eq!(told["ways"][1]["offices"][0]["name"], "国家税务总局荆门市税务局");
    assert!(!var.exists(), "a question makes no store");
}

#[test]
fn at_the_console_what_is_not_understood_is_said_in_chinese_and_fails() {
    let var = tempfile::Builder::new().prefix("huajie-ways").tempdir().expect("a folder").path().join("none");
    for (arguments, said) in [
        (vec!["--act", "fine", "--made", "2026-03-02", "--known", "2026-03-05"], "--act：没有这一种：fine"),
        (vec!["--act", "penalty", "--made", "昨天", "--known", "unknown"], "--made：这个日期没有看懂"),
        (
            vec!["--act", "penalty", "--made", "unknown", "--known", "unknown", "--agency", "某局"],
            "没有找到这个单位：某局",
        ),
        (
            vec!["--act", "penalty", "--made", "unknown", "--known", "unknown", "--tried", "prayed"],
            "没有这种情形：prayed",
        ),
    ] {
        let answered = huajie(&var, &arguments);
        let complaint = String::from_utf8_lossy(&answered.stderr).into_owned();
        assert!(!answered.status.success() && complaint.contains(said), "{said}: {complaint}");
        assert!(answered.stdout.is_empty());
    }
}

#[test]
fn the_answer_has_a_schema() {
    let schema = serde_json::to_value(schemars::schema_for!(Remedies)).expect("a schema");
    assert!(schema["properties"]["ways"].is_object(), "{schema}");
}
