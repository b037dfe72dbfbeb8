//! Papers through the pages: offered, looked at, issued, served, read by whom they concern, and laid into the volume.

use crate::{
    cases::{Case, fined, register},
    desk::searched,
    harness::{Browser, House, houses},
    stories::{agreed, at_the_table, done, registered},
};
use axum::http::StatusCode;
use huajie_law::{AnyMatter, Kind, MatterId, paper::Paper};
use std::path::{Path, PathBuf};

/// The fonts, or nothing with a loud message: `./test` puts them there.
pub fn fonts() -> Option<PathBuf> {
    let folder = std::env::var_os("HUAJIE_FONTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts"), PathBuf::from);
    let there = folder.join("FandolFang-Regular.otf").exists();
    if !there {
        eprintln!("NOT TESTED: there are no fonts in {}; run scripts/fonts", folder.display());
    }
    there.then_some(folder)
}

pub async fn paper(house: &House, dispute: &MatterId, ordinal: usize) -> (MatterId, Paper) {
    let id = dispute.child(Kind::Paper, ordinal);
    let file = house.office.ledger.load(&id).await.expect("reads").expect("the paper is on file");
    match file.matter {
        Some(AnyMatter::Paper(paper)) => (id, *paper),
        other => panic!("{other:?} is no paper"),
    }
}

/// Keys of the papers that the page offers.
pub fn offered(text: &str) -> Vec<String> {
    let keys = text.split("name=\"paper\" value=\"").skip(1);
    keys.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
}

/// Looks at every paper that is offered to this officer, these among them. With `HUAJIE_PAPERS_OUT` they are kept, to be looked at.
pub async fn look_at(
    house: &House,
    login: &str,
    dispute: &MatterId,
    stage: &str,
    wanted: &[&str],
) -> Vec<String> {
    let officer = house.officer(login).await;
    let path = format!("/desk/file/{dispute}/papers");
    let page = house.get(&officer, &path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let keys = offered(&page.text);
    for key in wanted {
        assert!(keys.iter().any(|offered| offered == key), "{key} is among {keys:?}");
    }
    for key in &keys {
        let asked: String = form_urlencoded::byte_serialize(key.as_bytes()).collect();
        let (status, pdf) = house.bytes(&officer, &format!("{path}/preview?paper={asked}")).await;
        assert_eq!(status, StatusCode::OK, "{key}: {}", String::from_utf8_lossy(&pdf));
        assert!(pdf.starts_with(b"%PDF-1.7"), "{key}");
        if let Some(folder) = std::env::var_os("HUAJIE_PAPERS_OUT") {
            let file = PathBuf::from(folder).join(format!("{stage}-{}.pdf", key.replace(['.', ':'], "_")));
            std::fs::write(file, &pdf).expect("can be written");
        }
    }
    keys
}

#[tokio::test]
async fn what_no_font_has_does_not_keep_a_paper_from_being_printed() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let person = [("applicant", "natural_person", "示例·甲", false)];
        let act = [
            ("act.kind", "penalty"),
            ("act.title", "罚款 2000 元😀"),
            ("act.made_on", "2026年11月5日"),
            ("act.known_on", "2026年11月6日"),
            ("claims", "减轻处罚🙏"),
            ("facts", "初次违法，已经改正。\u{31350}"),
        ];
        let case = register(&house, "钟祥市市场监督管理局", "shichang", &person, &act).await;
        assert!(!look_at(&house, "chuangkou", &case.dispute, "boxed", &[]).await.is_empty());
    }
}

#[tokio::test]
async fn every_paper_that_is_offered_can_be_looked_at_and_issued() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        agreed(&house, &dispute, &mediation).await;
        let mut clerk = house.officer("chuangkou").await;
        let path = format!("/desk/file/{dispute}/papers");
        let page = house.get(&clerk, &path).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let keys = offered(&page.text);
        for wanted in ["application.-.-", "application_copy.-.-", "receipt.-.-", "agreement.-.-"] {
            assert!(keys.iter().any(|key| key == wanted), "{wanted} is among {keys:?}");
        }
        for key in &keys {
            let seen = house.get(&clerk, &format!("{path}/preview?paper={key}")).await;
            assert_eq!(seen.status, StatusCode::OK, "{key}: {}", seen.text);
            assert!(seen.text.starts_with("%PDF-1.7"), "{key}");
        }
        let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
        let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", "application.-.-")];
        done(&house.post(&mut clerk, &path, &form).await, "issue");
        done(&house.post(&mut clerk, &path, &form).await, "the same request again");
        let (id, issued) = paper(&house, &dispute, 1).await;
        assert!(issued.issue.number.as_deref().is_some_and(|number| number.ends_with("之1")));
        let second = house.office.ledger.load(&dispute.child(Kind::Paper, 2)).await.expect("reads");
        assert!(second.is_none(), "one request issues one paper");

        let citizen = house.party(&dispute, "p1").await;
        let whole = house.get(&citizen, &format!("/my/papers/{id}")).await;
        assert_eq!(whole.status, StatusCode::NOT_FOUND, "numbers of everybody who applies stand in it");
        let agency = house.officer("shichang").await;
        let theirs = house.get(&agency, &format!("/desk/file/{dispute}/papers/{id}")).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        let page = house.get(&clerk, &path).await;
        assert!(page.text.contains("只存卷，不给各方"), "{}", page.text);
        let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
        let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", "application_copy.-.-")];
        done(&house.post(&mut clerk, &path, &form).await, "issue of the copy");
        let (id, _) = paper(&house, &dispute, 2).await;
        let copy = house.get(&citizen, &format!("/my/papers/{id}")).await;
        assert!(copy.text.starts_with("%PDF-1.7"));
        assert!(house.get(&citizen, "/my").await.text.contains("行政争议化解申请书（副本）"));
        let stranger = house.officer("faguan2").await;
        let theirs = house.get(&stranger, &format!("/desk/file/{dispute}/papers/{id}")).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);

        let asked = house.get(&clerk, &format!("/desk/file/{id}/serve")).await;
        assert!(
            asked.text.contains("value=\"respondent\"") && asked.text.contains("value=\"p1\""),
            "{}",
            asked.text
        );
        let by = |sides: &'static str, way: &'static str| {
            [("sides", sides), ("way", way), ("served_on", "2026年11月24日")]
        };
        let unagreed = house.order(&mut clerk, &id, "serve", &by("respondent", "electronic")).await;
        assert!(unagreed.text.contains("f-electronic_agreed-error"), "{}", unagreed.text);
        let unseen = house.order(&mut clerk, &id, "serve", &by("p1", "left_in_place")).await;
        assert!(unseen.text.contains("f-witness-error"), "{}", unseen.text);
        done(&house.order(&mut clerk, &id, "serve", &by("respondent", "in_person")).await, "service");
        assert_eq!(paper(&house, &dispute, 2).await.1.services.len(), 1);
        agreed_to_electronically(&house, &mut clerk, &dispute, &id).await;
        the_agreement_is_to_be_served(&house, &dispute).await;
    }
}

/// That it was agreed to stays with the service, and with no other.
async fn agreed_to_electronically(house: &House, clerk: &mut Browser, dispute: &MatterId, paper: &MatterId) {
    let path = format!("/desk/file/{dispute}");
    let file = house.get(clerk, &path).await;
    assert!(file.text.contains("当面送达") && file.text.contains("还没有送达：欧"), "{}", file.text);
    assert!(!file.text.contains("受送达人同意电子送达"), "what was handed over: {}", file.text);
    let electronic = [
        ("sides", "respondent"),
        ("way", "electronic"),
        ("served_on", "2026年11月24日"),
        ("electronic_agreed", "true"),
    ];
    done(&house.order(clerk, paper, "serve", &electronic).await, "what was agreed to");
    let page = house.get(clerk, &path).await;
    assert!(page.text.contains("电子送达（受送达人同意电子送达）"), "{}", page.text);
}

/// What the sides agreed on must be shown to have arrived at each of them; a copy need not.
async fn the_agreement_is_to_be_served(house: &House, dispute: &MatterId) {
    let mut clerk = house.officer("chuangkou").await;
    let (path, file) = (format!("/desk/file/{dispute}/papers"), format!("/desk/file/{dispute}"));
    let told = async |address: &str| {
        let page = house.get(&house.officer("chuangkou").await, address).await;
        page.text.contains("有 1 份文书还没有送达")
    };
    assert!(!told("/desk").await && !told(&file).await);
    // The number that stands on a paper leads to the file.
    let (_, first) = paper(house, dispute, 1).await;
    let found = searched(house, &mut clerk, first.issue.number.as_deref().expect("numbered")).await;
    assert!(found.text.contains(&format!("href=\"{file}\"")), "{}", found.text);
    let page = house.get(&clerk, &path).await;
    let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
    let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", "agreement.-.-")];
    done(&house.post(&mut clerk, &path, &form).await, "issue of the agreement");
    assert!(told("/desk").await && told(&file).await && told("/desk?step=papers").await);
    let page = house.get(&clerk, &path).await;
    let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
    let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", "agreement.-.-")];
    let twice = house.post(&mut clerk, &path, &form).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody said that a second one is meant");
    assert!(
        page.text.contains("已经出具过，还要再出一份") && twice.text.contains("已经出具过"),
        "{}",
        twice.text
    );
    assert!(house.get(&clerk, "/desk").await.text.contains(&format!("href=\"{path}\"")));
    let (id, _) = paper(house, dispute, 3).await;
    for side in ["p1", "respondent"] {
        assert!(told("/desk").await, "{side} has none yet");
        let served = [("sides", side), ("way", "in_person"), ("served_on", "2026年11月24日")];
        done(&house.order(&mut clerk, &id, "serve", &served).await, "service");
    }
    assert!(!told("/desk").await && !told(&file).await);
}

#[tokio::test]
async fn without_fonts_the_page_says_what_to_do() {
    for house in houses().await {
        if house.office.config.fonts.join("FandolFang-Regular.otf").exists() {
            return;
        }
        let dispute = registered(&house).await;
        let clerk = house.officer("chuangkou").await;
        let page = house.get(&clerk, &format!("/desk/file/{dispute}/papers/preview?paper=receipt.-.-")).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(page.text.contains("scripts/fonts"), "{}", page.text);
    }
}

#[tokio::test]
async fn who_closes_a_volume_issues_its_catalogue_and_nothing_else_and_serves_nothing() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        let lines = [
            ("obligations.0.obligor", "respondent"),
            ("obligations.0.content", "改罚 300 元"),
            ("obligations.0.due_on", "2026年11月30日"),
            ("disposition", "changed"),
            ("ending", "agreement_alone"),
        ];
        case.step("tiaojie1", "draft_agreement", &lines).await;
        let file = format!("/desk/file/{}", case.dispute);
        let path = format!("{file}/papers");
        let early = house.get(&house.officer("dangan").await, &path).await;
        assert!(
            offered(&early.text).is_empty() && early.text.contains("在这里出具卷内目录"),
            "{}",
            early.text
        );
        case.lawful().await;
        case.sign().await;
        case.fulfil("o1").await;
        case.visit("yes").await;
        let mut keeper = house.officer("dangan").await;
        let page = house.get(&keeper, &path).await;
        assert_eq!(offered(&page.text), ["volume_catalogue.-.-"]);
        let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
        let issue = |paper| [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", paper)];
        let others = house.post(&mut keeper, &path, &issue("receipt.-.-")).await;
        assert_eq!(others.status, StatusCode::NOT_FOUND, "{}", others.text);
        done(&house.post(&mut keeper, &path, &issue("volume_catalogue.-.-")).await, "issue");
        let (id, _) = paper(&house, &case.dispute, 1).await;
        assert!(
            !house.get(&keeper, &file).await.text.contains("记录送达"),
            "the step is not the archivist's"
        );
        let serve = house.get(&keeper, &format!("/desk/file/{id}/serve")).await;
        assert_eq!(serve.status, StatusCode::FORBIDDEN);
        assert!(house.get(&house.officer("chuangkou").await, &file).await.text.contains("记录送达"));
        case.close().await;
        catalogue_of_the_closed(&house, &case, &path).await;
    }
}

/// What lies in a closed volume is read off and issued; nothing else of the file moves.
async fn catalogue_of_the_closed(house: &House, case: &Case<'_>, path: &str) {
    let version =
        || async { house.office.ledger.load(&case.dispute).await.expect("reads").map(|file| file.version) };
    let before = version().await;
    let mut keeper = house.officer("dangan").await;
    let page = house.get(&keeper, path).await;
    assert_eq!(offered(&page.text), ["volume_catalogue.-.-"]);
    assert!(page.text.contains("只能照卷宗（连同归档以后补入的）出具卷内目录"), "{}", page.text);
    let (status, pdf) = house.bytes(&keeper, &format!("{path}/preview?paper=volume_catalogue.-.-")).await;
    assert_eq!((status, pdf.starts_with(b"%PDF")), (StatusCode::OK, true));
    let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
    let issue = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", "volume_catalogue.-.-")];
    done(&house.post(&mut keeper, path, &issue).await, "issue");
    assert_eq!(version().await, before, "the dispute itself is not touched");
    assert!(case.dispute().await.is_frozen());
    let lead = house.get(&house.officer("tiaojie1").await, path).await;
    assert!(offered(&lead.text).is_empty(), "{}", lead.text);
    case.holds().await;
}
