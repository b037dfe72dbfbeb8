//! What was put into a file on the way can be read again: by the house, by the side whose it is, by nobody else; and each time on record.

use crate::{
    evidence::photograph,
    harness::{Browser, House, houses},
    stories::{at_the_table, done, registered},
};
use axum::http::StatusCode;
use huajie::{http::Subject, orders};
use huajie_law::{Actor, Kind, MatterId, OrgId, Role, UserId};

/// The addresses of documents that a page leads to.
fn links(page: &str) -> Vec<String> {
    let mut found: Vec<String> = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.contains("/evidence/") && !href.contains('?') && !href.ends_with("/original"))
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The applicant's consent on paper, scanned at the counter.
async fn consented_on_paper(house: &House) -> (MatterId, MatterId) {
    let dispute = registered(house).await;
    let mediation = dispute.child(Kind::Mediation, 1);
    let mut clerk = house.officer("chuangkou").await;
    let import = [("categories", "party_asks"), ("channel", "before_procedure")];
    done(&house.order(&mut clerk, &mediation, "import", &import).await, "import");
    let yes = [
        ("party", "p1"),
        ("answer", "agree"),
        ("way", "paper"),
        ("on", "2026年11月24日"),
        ("note", "女儿陪同来的"),
        ("conservative_day_told", "true"),
    ];
    let scan = photograph();
    let files: [(&str, &str, &[u8]); 1] = [("evidence", "同意书.jpg", &scan)];
    done(&house.order_with(&mut clerk, &mediation, "record_consent", &yes, &files).await, "consent");
    (dispute, mediation)
}

#[tokio::test]
async fn what_anybody_could_have_typed_is_no_consent_on_paper_and_no_letter_of_authority() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = dispute.child(Kind::Mediation, 1);
        let mut clerk = house.officer("chuangkou").await;
        let import = [("categories", "party_asks"), ("channel", "before_procedure")];
        done(&house.order(&mut clerk, &mediation, "import", &import).await, "import");
        let yes = |way: &'static str| {
            [
                ("party", "p1"),
                ("answer", "agree"),
                ("way", way),
                ("note", "9:20 打给本人"),
                ("conservative_day_told", "true"),
            ]
        };
        let typed: [(&str, &str, &[u8]); 1] = [("evidence", "同意书.txt", "同意".as_bytes())];
        let page = house.order_with(&mut clerk, &mediation, "record_consent", &yes("paper"), &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.text.contains("f-evidence-error") && page.text.contains("签字要看得到笔迹"),
            "{}",
            page.text
        );
        // What was noted of a call may be a text.
        done(
            &house.order_with(&mut clerk, &mediation, "record_consent", &yes("phone"), &typed).await,
            "a call",
        );
        let agent = [
            ("party", "p1"),
            ("agent.name", "示例·代理"),
            ("agent.authority", "special"),
            ("reason", "漏登了"),
        ];
        done(&house.order(&mut clerk, &dispute, "correct_party", &agent).await, "an agent");
        let typed: [(&str, &str, &[u8]); 1] = [("document", "委托书.txt", "全权委托".as_bytes())];
        let page = house.order_with(&mut clerk, &dispute, "file_authority", &[("party", "p1")], &typed).await;
        assert!(page.text.contains("f-document-error"), "{}", page.text);
    }
}

#[tokio::test]
async fn the_scan_of_a_consent_is_read_by_the_house_and_its_own_side_and_goes_into_the_volume() {
    for house in houses().await {
        let (dispute, mediation) = consented_on_paper(&house).await;
        let clerk = house.officer("chuangkou").await;
        let page = house.get(&clerk, &format!("/desk/file/{dispute}")).await;
        assert!(page.text.contains("调解意愿确认材料"), "{}", page.text);
        let listed = links(&page.text);
        assert_eq!(listed.len(), 1, "{listed:?}");
        let at = listed[0].clone();
        assert!(at.starts_with(&format!("/desk/file/{mediation}/evidence/")), "{at}");
        assert_eq!(house.bytes(&clerk, &at).await.0, StatusCode::OK);

        let agency = house.officer("shichang").await;
        let page = house.get(&agency, &format!("/desk/file/{dispute}")).await;
        assert!(links(&page.text).is_empty(), "the other side is not led to it");
        for login in ["shichang", "renshe", "faguan1"] {
            let officer = house.officer(login).await;
            assert_eq!(house.bytes(&officer, &at).await.0, StatusCode::NOT_FOUND, "{login}");
        }

        let citizen = house.party(&dispute, "p1").await;
        let page = house.get(&citizen, "/my").await;
        let own = links(&page.text);
        assert_eq!(own.len(), 1, "{}", page.text);
        assert!(page.text.contains("您的材料"));
        assert_eq!(house.bytes(&citizen, &own[0]).await.0, StatusCode::OK);

        let file = house.office.ledger.load(&dispute).await.expect("reads").expect("is there");
        let (user, centre) = (UserId::from("u-dangan"), OrgId::from("o-centre"));
        let archivist = Actor::officer(user, "示例档案员", Role::Archivist, centre);
        let volume = orders::volume(&house.office, &archivist, &file).await.expect("reads");
        assert!(volume.iter().any(|entry| entry.title.starts_with("调解意愿确认材料")), "{volume:?}");
    }
}

#[tokio::test]
async fn what_the_house_noted_is_not_told_to_the_other_sides_program() {
    for house in houses().await {
        let (_, mediation) = consented_on_paper(&house).await;
        let path = format!("/api/matters/{mediation}");
        let read = house.get(&house.officer("chuangkou").await, &path).await;
        assert!(read.text.contains("女儿陪同来的"), "{}", read.text);
        let read = house.get(&house.officer("shichang").await, &path).await;
        assert_eq!(read.status, StatusCode::OK);
        assert!(!read.text.contains("女儿陪同来的"), "{}", read.text);
    }
}

#[tokio::test]
async fn proof_that_a_paper_was_served_can_be_looked_at_and_stands_beside_it() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let papers = format!("/desk/file/{dispute}/papers");
        let page = house.get(&clerk, &papers).await;
        let key = page.hidden("paper");
        let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
        let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", key.as_str())];
        done(&house.post(&mut clerk, &papers, &form).await, "issue");
        let served = [("recipient", "张建国"), ("way", "in_person"), ("served_on", "2026年11月24日")];
        let receipt = photograph();
        let files: [(&str, &str, &[u8]); 1] = [("proof", "回证.jpg", &receipt)];
        let paper = dispute.child(Kind::Paper, 1);
        done(&house.order_with(&mut clerk, &paper, "serve", &served, &files).await, "serve");
        let page = house.get(&clerk, &format!("/desk/file/{dispute}")).await;
        assert!(page.text.contains("送达证明"), "{}", page.text);
        let listed = links(&page.text);
        assert_eq!(house.bytes(&clerk, &listed[0]).await.0, StatusCode::OK);
        let agency = house.officer("shichang").await;
        assert_eq!(house.bytes(&agency, &listed[0]).await.0, StatusCode::NOT_FOUND, "addresses stand in it");
    }
}

#[tokio::test]
async fn a_new_query_code_ends_what_the_old_one_opened() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let inside = house.party(&dispute, "p1").await;
        assert_eq!(house.get(&inside, "/my").await.status, StatusCode::OK);
        // Somebody else has just been asked for the code that is on its way.
        let subject = Subject::Party { dispute: dispute.clone(), party: "p1".into() }.to_text();
        let digest = house.office.keys.code_digest(&subject, "123456");
        let now = house.office.now().at;
        house.office.ledger.issue_one_time_code(&subject, &digest, None, now).await.expect("is issued");
        let mut clerk = house.officer("chuangkou").await;
        let renew = [("party", "p1"), ("reason", "已核对身份证原件")];
        let page = house.order(&mut clerk, &dispute, "renew_access", &renew).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert_ne!(house.get(&inside, "/my").await.status, StatusCode::OK, "the old browser is out");
        let held = house.office.ledger.try_one_time_code(&subject).await.expect("reads");
        assert_eq!(held, None, "and the code on its way opens nothing");
    }
}

async fn opened_by(house: &House, dispute: &MatterId, role: &str) -> usize {
    let openings = house.office.ledger.openings(dispute, 99).await.expect("reads");
    openings.iter().filter(|opening| opening.role == role).count()
}

async fn read(house: &House, login: &str, path: &str) -> Browser {
    let officer = house.officer(login).await;
    let page = house.get(&officer, path).await;
    assert_eq!(page.status, StatusCode::OK, "{login} {path}: {}", page.text);
    officer
}

#[tokio::test]
async fn reading_a_journal_a_table_and_the_papers_is_on_record_once_for_each_file() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mediation = at_the_table(&house, &dispute).await;
        for (login, role) in [("dangan", "archivist"), ("shenji", "auditor")] {
            assert_eq!(opened_by(&house, &dispute, role).await, 0, "{role}");
            read(&house, login, &format!("/api/matters/{mediation}/journal")).await;
            assert_eq!(opened_by(&house, &dispute, role).await, 1, "{role}");
        }
        house.later(jiff::SignedDuration::from_secs(60));
        let before = opened_by(&house, &dispute, "intake_clerk").await;
        read(&house, "chuangkou", &format!("/desk/file/{dispute}/papers")).await;
        assert_eq!(opened_by(&house, &dispute, "intake_clerk").await, before + 1, "names were opened for it");
    }
}

#[tokio::test]
async fn a_table_that_goes_out_opens_each_of_its_files_once() {
    for house in houses().await {
        let dispute = registered(&house).await;
        let mut clerk = house.officer("chuangkou").await;
        let court = house.office.law().directory.organizations.iter().find_map(|(id, held)| {
            (held.category == huajie_law::directory::Category::Court).then(|| id.to_string())
        });
        let court = court.expect("the city has a court");
        let opening = [
            ("opening.procedure", "litigation"),
            ("opening.body.organization", court.as_str()),
            ("opening.report.step.step", "accepted"),
            ("opening.report.happened_on", "2026年11月20日"),
        ];
        done(&house.order(&mut clerk, &dispute, "record_proceeding", &opening).await, "the suit");
        house.later(jiff::SignedDuration::from_secs(60));
        let before = opened_by(&house, &dispute, "intake_clerk").await;
        assert_eq!(house.bytes(&clerk, "/desk/exchange/proceedings.xlsx").await.0, StatusCode::OK);
        assert_eq!(opened_by(&house, &dispute, "intake_clerk").await, before + 1);
    }
}
