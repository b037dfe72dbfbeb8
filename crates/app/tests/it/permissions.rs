//! Every route × everybody: who gets what. The table is reviewed as text; a route that is not in it fails.

use crate::{
    evidence::photograph,
    harness::{Browser, House, TODAY, houses},
    portal,
    stories::done,
};
use axum::{
    body::Body,
    http::{Request, header},
};
use huajie_law::{AnyMatter, Kind, MatterId};
use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

/// Everybody who may come: nobody, a party of this dispute, one of another, and each kind of staff; last somebody who sat at the table and
/// was challenged with success.
const STAFF: [(&str, &str); 19] = [
    ("窗口", "chuangkou"),
    ("主任", "zhuren"),
    ("调解员", "tiaojie1"),
    ("法官", "faguan1"),
    ("检察", "jiancha"),
    ("信访", "xinfang"),
    ("本局法制", "shichang"),
    ("本局负责人", "shichangju"),
    ("别局法制", "renshe"),
    ("咨询点", "zixun"),
    ("镇干部", "xiangzhen"),
    ("复议", "fuyi1"),
    ("复议负责人", "fuyiju"),
    ("档案", "dangan"),
    ("系统", "xitong"),
    ("安全", "anquan"),
    ("审计", "shenji"),
    ("专家", "zhuanjia"),
    ("被回避的法官", "faguan2"),
];

/// What the paths lead to: a dispute at the table with a document, an issued paper and a text that never arrived.
struct Scene {
    dispute: MatterId,
    other: MatterId,
    hash: String,
    letter: String,
    /// The key of a paper that can be issued.
    paper: String,
}

async fn scene(house: &House) -> Scene {
    let mut first = portal::fill_in(house, "13800001111").await;
    portal::hand_in(house, &mut first, &[]).await;
    let dispute = house.office.ledger.all_of(Kind::Dispute).await.expect("reads")[0].id.clone();
    let mut second = portal::fill_in(house, "13900002222").await;
    portal::hand_in(house, &mut second, &[]).await;
    let disputes = house.office.ledger.all_of(Kind::Dispute).await.expect("reads");
    let other = disputes.into_iter().map(|file| file.id).find(|id| *id != dispute).expect("another one");
    let mut clerk = house.officer("chuangkou").await;
    let picture = photograph();
    let files: [(&str, &str, &[u8]); 1] = [("evidence", "门面.jpg", &picture)];
    done(&house.order_with(&mut clerk, &dispute, "add_evidence", &[], &files).await, "evidence");
    let held = house.office.ledger.load(&dispute).await.expect("reads").and_then(|file| file.matter);
    let Some(AnyMatter::Dispute(held)) = held else { panic!("a dispute") };
    let papers = format!("/desk/file/{dispute}/papers");
    let page = house.get(&clerk, &papers).await;
    // One that every side reads.
    let (csrf, once, paper) = (page.hidden("csrf"), page.hidden("once"), "receipt.-.-".to_owned());
    let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", paper.as_str())];
    done(&house.post(&mut clerk, &papers, &form).await, "issue");
    seated(house, &dispute).await;
    let letter = house.office.letter("sms", "13800001111", "您的行政争议已经登记。", Some(&dispute));
    let (ledger, now) = (&house.office.ledger, house.office.now().at);
    ledger.post_letter(&letter, now).await.expect("is written");
    ledger.letter_given_up(&letter.id, "no answer", now).await.expect("is given up");
    Scene { dispute, other, hash: held.registration.evidence[0].file.to_string(), letter: letter.id, paper }
}

/// A table is named, its judge is challenged and walled off, another follows, and they begin.
async fn seated(house: &House, dispute: &MatterId) {
    let mediation = dispute.child(Kind::Mediation, 1);
    let mut clerk = house.officer("chuangkou").await;
    let import = [("categories", "party_asks"), ("channel", "before_procedure")];
    done(&house.order(&mut clerk, &mediation, "import", &import).await, "import");
    for party in ["p1", "respondent"] {
        let mut side = match party {
            "p1" => house.party(dispute, "p1").await,
            _ => house.officer("shichang").await,
        };
        let yes = [
            ("party", party),
            ("answer", "agree"),
            ("way", "online_form"),
            ("on", "2026年11月24日"),
            ("conservative_day_told", "true"),
        ];
        done(&house.order(&mut side, &mediation, "record_consent", &yes).await, "consent");
    }
    let team = [
        ("guiding_judge", "u-faguan2"),
        ("lead_mediator", "u-tiaojie1"),
        ("members", "u-shichang|agency_legal"),
        ("override_reason", "熟悉这类案件"),
    ];
    done(&house.order(&mut clerk, &mediation, "name_team", &team).await, "team");
    let mut citizen = house.party(dispute, "p1").await;
    let challenge = [("of", "u-faguan2"), ("by", "p1"), ("ground", "亲属")];
    done(&house.order(&mut citizen, &mediation, "challenge", &challenge).await, "challenge");
    let mut head = house.officer("zhuren").await;
    let uphold = [("challenge", "c1"), ("upheld", "true"), ("reason", "属实")];
    done(&house.order(&mut head, &mediation, "decide_challenge", &uphold).await, "upheld");
    let fill = [("user", "guiding_judge|u-faguan1|judge"), ("reason", "回避成立")];
    done(&house.order(&mut head, &mediation, "fill_seat", &fill).await, "another judge");
    let mut judge = house.officer("faguan1").await;
    let free = [("interest", "free")];
    done(&house.order(&mut judge, &mediation, "disclose", &free).await, "disclosed");
    let mut mediator = house.officer("tiaojie1").await;
    done(&house.order(&mut mediator, &mediation, "accept_material", &free).await, "material");
}

/// The routes that stand in the program's own text: `.route("…", get(…).post(…))`.
fn routes_in_source() -> BTreeSet<(String, String)> {
    let mut routes = BTreeSet::new();
    collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut routes);
    routes
}

fn collect(folder: &Path, routes: &mut BTreeSet<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the source is here") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, routes);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("reads");
            for part in text.split(".route(").skip(1) {
                let Some((_, rest)) = part.split_once('"') else { continue };
                let Some((template, handlers)) = rest.split_once('"') else { continue };
                let handlers = handlers.split(".route(").next().unwrap_or_default();
                let handlers = handlers.split("\n").next().unwrap_or_default();
                for method in ["get", "post", "put", "delete"] {
                    if handlers.contains(&format!("{method}(")) {
                        routes.insert((method.to_uppercase(), template.to_owned()));
                    }
                }
            }
        }
    }
}

/// A path that exists for this template.
fn sample(template: &str, scene: &Scene) -> String {
    let dispute = &scene.dispute;
    let mediation = dispute.child(Kind::Mediation, 1);
    template
        .replace("/my/{id}/{command}", &format!("/my/{mediation}/challenge"))
        .replace("/desk/officers/{officer}/{command}", "/desk/officers/u-chuangkou/grant_capacity")
        .replace("/desk/systems/{system}/{command}", "/desk/systems/none/withdraw")
        .replace("{system}", "none")
        .replace("/{id}/{command}", &format!("/{mediation}/convene_session"))
        .replace("{id}", dispute.as_str())
        .replace("{dispute}", dispute.as_str())
        .replace("{command}", "import")
        .replace("{kind}", "dispute")
        .replace("{expert}", "expert-u-zhuanjia")
        .replace("{step}", "what")
        .replace("{term}", "FY-06")
        .replace("{question}", "what")
        .replace("{way}", "mediate")
        .replace("{hash}", &scene.hash)
        .replace("{letter}", &scene.letter)
        .replace("{word}", "elder")
        .replace("{name}", "none.css")
        .replace("{paper}", dispute.child(Kind::Paper, 1).as_str())
        .replace("{key}", "none")
        .replace("{user}", "u-chuangkou")
        .replace("{officer}", "u-chuangkou")
        .replace("{body}", &crate::people::body_id("领导小组"))
        .replace("{seat}", "s1")
        .replace("{year}", "2027")
        .replace("{copy}", "2026-1")
}

async fn visitors(house: &House, dispute: &MatterId, other: &MatterId) -> Vec<(&'static str, Browser)> {
    let mut all = vec![
        ("无", Browser::default()),
        ("当事人", house.party(dispute, "p1").await),
        ("他案当事人", house.party(other, "p1").await),
    ];
    for (label, login) in STAFF {
        all.push((label, house.officer(login).await));
    }
    all
}

#[tokio::test]
async fn every_route_answers_everybody_as_the_reviewed_table_says() {
    let house = houses().await.remove(0);
    house.on_day(TODAY);
    let scene = scene(&house).await;
    let (dispute, other) = (scene.dispute.clone(), scene.other.clone());
    let labels: Vec<&str> =
        visitors(&house, &dispute, &other).await.iter().map(|(label, _)| *label).collect();
    let mut table =
        format!("| 方法 | 路径 | {} |\n|---|---|{}\n", labels.join(" | "), "---|".repeat(labels.len()));
    for (method, template) in routes_in_source() {
        let path = sample(&template, &scene);
        assert!(!path.contains('{'), "{template}: the matrix does not know how to visit it");
        let mut row = format!("| {method} | {template} |");
        // Fresh sessions for every route: signing out, or beginning an application, ends one.
        for (_, browser) in visitors(&house, &dispute, &other).await {
            let status = visit(&house, &browser, &method, &path, &scene).await;
            write!(row, " {status} |").expect("a string takes text");
        }
        table.push_str(&row);
        table.push('\n');
    }
    let golden = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/permissions.md"));
    if std::env::var("UPDATE_TABLES").is_ok() {
        fs::write(golden, &table).expect("writes");
    }
    let reviewed = fs::read_to_string(golden).unwrap_or_default();
    assert!(
        table == reviewed,
        "the table has changed; look at it and run again with UPDATE_TABLES=1:\n{table}"
    );
}

/// A visit with the key of the visitor's own session and a body that says too little to be carried out: who is not let in is told apart
/// from who is let in and has filled in nothing. A paper is really issued: nothing else shows who may.
async fn visit(house: &House, browser: &Browser, method: &str, path: &str, scene: &Scene) -> u16 {
    let mut browser = browser.clone();
    let page = match method {
        "GET" => house.get(&browser, path).await,
        "DELETE" => house.delete(&browser, path).await,
        _ if path.starts_with("/api/") => return program(house, &browser, method, path).await,
        _ => {
            let csrf = csrf_of(&browser);
            let mut pairs = vec![("csrf", csrf.as_str())];
            pairs.extend(path.ends_with("/papers").then_some(("paper", scene.paper.as_str())));
            house.post(&mut browser, path, &pairs).await
        }
    };
    page.status.as_u16()
}

/// As the harness makes it of the session's token.
fn csrf_of(browser: &Browser) -> String {
    let token = browser.cookie.as_deref().and_then(|cookie| cookie.split_once('='));
    token.map_or_else(String::new, |(_, token)| format!("csrf-{token}"))
}

/// An order that says too little.
async fn program(house: &House, browser: &Browser, method: &str, path: &str) -> u16 {
    let body = serde_json::json!({ "kind": "dispute", "order": { "command": "refuse", "reason": "" } });
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", format!("a-key-of-{}", csrf_of(browser)));
    if let Some((_, token)) = browser.cookie.as_deref().and_then(|cookie| cookie.split_once('=')) {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    house.call(request.body(Body::from(body.to_string())).expect("a request")).await.status().as_u16()
}
