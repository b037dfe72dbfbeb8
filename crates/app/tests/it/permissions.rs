//! Every route × everybody: who gets what. The table is reviewed as text; a route that is not in it fails.

use crate::{
    harness::{Browser, House, TODAY, houses},
    portal,
};
use huajie_law::{Kind, MatterId};
use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

/// Everybody who may come: nobody, a party of this dispute, one of another, and each kind of staff.
const STAFF: [(&str, &str); 14] = [
    ("窗口", "chuangkou"),
    ("主任", "zhuren"),
    ("调解员", "tiaojie1"),
    ("法官", "faguan1"),
    ("本局法制", "shichang"),
    ("别局法制", "renshe"),
    ("咨询点", "zixun"),
    ("镇干部", "xiangzhen"),
    ("复议", "fuyi1"),
    ("复议负责人", "fuyiju"),
    ("档案", "dangan"),
    ("系统", "xitong"),
    ("安全", "anquan"),
    ("审计", "shenji"),
];

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
fn sample(template: &str, dispute: &MatterId) -> String {
    let mediation = dispute.child(Kind::Mediation, 1);
    template
        .replace("/my/{id}/{command}", &format!("/my/{mediation}/withdraw_consent"))
        .replace("/desk/officers/{officer}/{command}", "/desk/officers/u-chuangkou/grant_capacity")
        .replace("/desk/systems/{system}/{command}", "/desk/systems/none/withdraw")
        .replace("{system}", "none")
        .replace("/{id}/{command}", &format!("/{mediation}/import"))
        .replace("{id}", dispute.as_str())
        .replace("{dispute}", dispute.as_str())
        .replace("{command}", "import")
        .replace("{kind}", "dispute")
        .replace("{expert}", "expert-u-zhuanjia")
        .replace("{step}", "what")
        .replace("{term}", "FY-06")
        .replace("{question}", "what")
        .replace("{way}", "mediate")
        .replace("{hash}", &"0".repeat(64))
        .replace("{word}", "elder")
        .replace("{name}", "none.css")
        .replace("{paper}", "1")
        .replace("{key}", "none")
        .replace("{user}", "u-chuangkou")
        .replace("{officer}", "u-chuangkou")
        .replace("{body}", &crate::people::body_id("领导小组"))
        .replace("{seat}", "s1")
        .replace("{year}", "2027")
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
    let mut first = portal::fill_in(&house, "13800001111").await;
    portal::hand_in(&house, &mut first, &[]).await;
    let mut second = portal::fill_in(&house, "13900002222").await;
    portal::hand_in(&house, &mut second, &[("another", "true")]).await;
    let disputes = house.office.ledger.all_of(Kind::Dispute).await.expect("reads");
    let (dispute, other) = (disputes[0].id.clone(), disputes[1].id.clone());
    let labels: Vec<&str> =
        visitors(&house, &dispute, &other).await.iter().map(|(label, _)| *label).collect();
    let mut table =
        format!("| 方法 | 路径 | {} |\n|---|---|{}\n", labels.join(" | "), "---|".repeat(labels.len()));
    for (method, template) in routes_in_source() {
        let path = sample(&template, &dispute);
        assert!(!path.contains('{'), "{template}: the matrix does not know how to visit it");
        let mut row = format!("| {method} | {template} |");
        // Fresh sessions for every route: signing out, or beginning an application, ends one.
        for (_, browser) in visitors(&house, &dispute, &other).await {
            let status = visit(&house, &browser, &method, &path).await;
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

/// A visit that changes nothing: posts carry no key of a session, so what is behind them is not reached by accident;
/// who is not let in at all is told apart from who only lacks the key.
async fn visit(house: &House, browser: &Browser, method: &str, path: &str) -> u16 {
    let mut browser = browser.clone();
    let page = match method {
        "GET" => house.get(&browser, path).await,
        "DELETE" => house.delete(&browser, path).await,
        _ => house.post(&mut browser, path, &[]).await,
    };
    page.status.as_u16()
}
