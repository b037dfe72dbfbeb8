//! What the body reads to which a file was sent: the whole of it once while it has it in hand, with the names behind a wish of its own;
//! nothing any more of what it did not take, and of what it gave back only what went. On both engines.

use crate::{
    cases::{Case, fined, pixel},
    elsewhere::{centre, court, id_of, injury, refer, referral, sued},
    harness::{Page, houses},
    papers::offered,
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{
    Kind, MatterId,
    referral::{Docking, Stage},
};

impl Case<'_> {
    /// Whoever takes the file over has it.
    pub async fn signed_for(&self, who: &str) {
        let sent = self.dispute.child(Kind::Referral, 1);
        done(&self.order(who, &sent, "accept", &[]).await, "accept");
    }
}

async fn read(case: &Case<'_>, login: &str, id: &MatterId) -> Page {
    case.house.get(&case.house.officer(login).await, &format!("/desk/file/{id}")).await
}

async fn persons(case: &Case<'_>, login: &str, id: &MatterId) -> Page {
    let mut officer = case.house.officer(login).await;
    let csrf = case.house.get(&officer, "/desk").await.hidden("csrf");
    case.house.post(&mut officer, &format!("/desk/file/{id}/persons"), &[("csrf", &csrf)]).await
}

const CONTENT: [&str; 9] = [
    "钟祥市行政争议化解中心移送钟祥市人民法院",
    "2026年11月9日",
    "被砸伤右脚",
    "撤销工伤认定",
    "认定工伤决定",
    "同意移送",
    "材料清单",
    "同意移送的书面材料",
    "起诉",
];

#[tokio::test]
async fn the_receiver_reads_the_whole_file_once_and_who_they_are_by_a_wish_of_its_own() {
    for house in houses().await {
        let case = injury(&house).await;
        let moved = refer(&case, &centre(&house), &court(&house)).await;
        assert_eq!(
            read(&case, "faguan1", &case.dispute).await.status,
            StatusCode::NOT_FOUND,
            "not the dispute"
        );
        let page = read(&case, "faguan1", &moved).await;
        for said in CONTENT {
            assert!(page.text.contains(said), "{said}: {}", page.text);
        }
        // The days run on while it is there, and each says why.
        assert!(page.text.contains("《行政诉讼法》第46条"), "{}", page.text);
        assert!(!page.text.contains("示例·陈某"), "masked until it is asked for: {}", page.text);
        let named = persons(&case, "faguan1", &moved).await;
        assert!(named.status == StatusCode::OK && named.text.contains("示例·陈某"), "{}", named.text);
        let file = referral(&case, &moved).await.package.papers[0].file.clone();
        let paper = format!("/desk/file/{moved}/evidence/{file}");
        assert_eq!(house.bytes(&house.officer("faguan1").await, &paper).await.0, StatusCode::OK);
        for stranger in ["jiancha", "xinfang", "tiaojie1"] {
            assert_eq!(read(&case, stranger, &moved).await.status, StatusCode::NOT_FOUND, "{stranger}");
            assert_eq!(persons(&case, stranger, &moved).await.status, StatusCode::NOT_FOUND, "{stranger}");
        }
        let openings = house.office.ledger.openings(&case.dispute, 50).await.expect("reads");
        assert!(openings.iter().any(|one| one.role == "judge"), "谁看过: {openings:?}");
    }
}

#[tokio::test]
async fn what_was_not_taken_is_closed_again_and_what_was_given_back_shows_only_what_went() {
    for house in houses().await {
        let case = injury(&house).await;
        let moved = refer(&case, &centre(&house), &court(&house)).await;
        let file = referral(&case, &moved).await.package.papers[0].file.clone();
        done(&case.order("faguan1", &moved, "decline", &[("reason", "不属于本院管辖")]).await, "decline");
        let page = read(&case, "faguan1", &moved).await;
        assert!(page.text.contains("不属于本院管辖") && page.text.contains("已随退回交还"), "{}", page.text);
        assert!(!page.text.contains("被砸伤右脚"), "{}", page.text);
        assert_eq!(persons(&case, "faguan1", &moved).await.status, StatusCode::FORBIDDEN);
        let paper = format!("/desk/file/{moved}/evidence/{file}");
        assert_eq!(house.bytes(&house.officer("faguan1").await, &paper).await.0, StatusCode::NOT_FOUND);
        let api = house.get(&house.officer("faguan1").await, &format!("/api/matters/{moved}")).await;
        assert!(!api.text.contains("被砸伤右脚"), "{}", api.text);

        let pairs = [
            ("request.docking", "court"),
            ("request.from", &centre(&house)),
            ("request.to", &court(&house)),
            ("request.reason", "再次移送"),
        ];
        done(&case.order("chuangkou", &case.dispute, "refer", &pairs).await, "refer");
        let again = case.dispute.child(huajie_law::Kind::Referral, 2);
        done(&case.order("faguan1", &again, "accept", &[]).await, "accept");
        let back = [("back.outcome", "answered"), ("back.ended_on", "2026年11月24日")];
        done(&case.order("faguan1", &again, "hand_back", &back).await, "hand_back");
        assert!(matches!(referral(&case, &again).await.stage, Stage::HandedBack { .. }));
        let page = read(&case, "faguan1", &again).await;
        assert!(page.text.contains("被砸伤右脚"), "what went: {}", page.text);
        assert_eq!(persons(&case, "faguan1", &again).await.status, StatusCode::FORBIDDEN, "and no more");
    }
}

/// The page of its own proceeding leads to the form, and the form knows whose it is.
pub async fn referred_by(case: &Case<'_>, login: &str, own: &MatterId, docking: Docking) {
    let mut officer = case.house.officer(login).await;
    let page = case.house.get(&officer, &format!("/desk/file/{own}")).await;
    let address = format!("/desk/file/{own}/refer");
    assert!(page.text.contains(&address), "{login}: {}", page.text);
    let pairs = [("request.reason", "各方愿意先行调解"), ("request.consents.0.way", "paper")];
    let unwilling = case.house.order(&mut officer, own, "refer", &pairs[..1]).await;
    assert_eq!(unwilling.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unwilling.text);
    assert!(unwilling.text.contains("要先征得每一位申请人同意"), "{}", unwilling.text);
    let files = [("request.consents.0.evidence", "同意书.png", &*pixel())];
    done(&case.house.order_with(&mut officer, own, "refer", &pairs, &files).await, "refer");
    let moved = case.dispute.child(Kind::Referral, 1);
    let package = referral(case, &moved).await.package;
    assert_eq!((package.docking, package.to.to_string()), (docking, centre(case.house)));
    assert_eq!(package.papers.iter().filter(|paper| paper.title.contains("同意移送")).count(), 1);
    let page = case.house.get(&officer, &format!("/desk/file/{own}")).await;
    assert!(page.text.contains("2026年11月24日发出"), "{}", page.text);
    let again = case.house.get(&officer, &address).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "one at a time: {}", again.text);
    let list = case.house.get(&officer, "/desk/list/referral").await;
    assert!(list.text.contains("移送对接") && list.text.contains("认定工伤决定"), "{}", list.text);
    let to_dos = case.house.get(&case.house.officer("chuangkou").await, "/desk").await;
    assert!(to_dos.text.contains("签收移送来的材料"), "{}", to_dos.text);
}

#[tokio::test]
async fn a_court_and_a_petition_office_refer_from_the_page_of_their_own_proceeding() {
    for house in houses().await {
        let case = injury(&house).await;
        let suit = sued(&case).await;
        assert_eq!(
            house.get(&house.officer("xinfang").await, &format!("/desk/file/{suit}/refer")).await.status,
            StatusCode::NOT_FOUND
        );
        referred_by(&case, "faguan1", &suit, Docking::Court).await;
    }
    for house in houses().await {
        let case = injury(&house).await;
        let office = id_of(&house, |body| body.name == "钟祥市信访局");
        let pairs = [
            ("opening.procedure", "petition"),
            ("opening.body.organization", office.as_str()),
            ("opening.report.step.step", "accepted"),
            ("opening.report.happened_on", "2026年11月12日"),
        ];
        done(&case.order("chuangkou", &case.dispute, "record_proceeding", &pairs).await, "record_proceeding");
        referred_by(&case, "xinfang", &case.dispute.child(Kind::Mirrored, 1), Docking::Petition).await;
    }
}

#[tokio::test]
async fn what_is_handed_on_waits_at_the_other_body_to_be_signed_for_and_the_archive_waits_for_that() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        case.step("tiaojie1", "fail", &[("ground", "large_divergence"), ("reason", "差距太大")]).await;
        case.step("chuangkou", "hand_on", &[("to", &court(&house))]).await;
        let sent = case.dispute.child(Kind::Referral, 1);
        let desk = house.get(&house.officer("faguan1").await, "/desk").await.text;
        assert!(desk.contains("签收移送来的材料"), "{desk}");
        let form = house.get(&house.officer("faguan1").await, &format!("/desk/file/{sent}/accept")).await;
        assert!(form.text.contains("签收后由接收单位接着办理，不用交回结果"), "{}", form.text);
        case.visit("not_applicable").await;
        let early = format!("/desk/file/{}/close", case.dispute);
        let early = house.get(&house.officer("dangan").await, &early).await;
        assert!(early.text.contains("对方还没有签收"), "{}", early.text);
        case.signed_for("faguan1").await;
        let desk = house.get(&house.officer("faguan1").await, "/desk").await.text;
        assert!(!desk.contains("签收移送来的材料") && !desk.contains("办完后交回结果"), "{desk}");
        let party = house.party(&case.dispute, "p1").await;
        let my = house.get(&party, "/my").await.text;
        assert!(my.contains("接下来由它办理"), "{my}");
        let papers = format!("/desk/file/{}/papers", case.dispute);
        let letters = offered(&house.get(&house.officer("chuangkou").await, &papers).await.text);
        assert_eq!(letters.iter().filter(|key| key.starts_with("hand_over")).count(), 1, "one letter");
        case.close().await;
    }
}
