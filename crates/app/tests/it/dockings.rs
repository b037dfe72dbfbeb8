//! 访调、检调、行调、裁调, each carried whole: sent by the body's own program or by its officer, signed for in three working days, mediated, settled or
//! not, given back with what nobody disputes and nothing of what was conceded, told to the sender by its webhook; and what it meant to the sender's
//! own proceeding. 诉调 and 复调 are in `course_five` and `course_one`. On both engines; the receivers are real and on the loopback.

use crate::{
    cases::{Case, HEAD_CAME, register},
    elsewhere::{centre, id_of, referral},
    fines::CHANGED,
    harness::{House, houses},
    outside_program::{Program, event, suits},
    outside_referrals::{pdf, receiver},
    referred::referred_by,
    stories::done,
};
use axum::http::StatusCode;
use huajie::outside::{Sender, Sent};
use huajie_law::{
    Kind, MatterId,
    dispute::{Outcome, Stage as DisputeStage},
    mirrored::{Procedure, Stage},
    referral::{BackOutcome, Docking, Stage as ReferralStage},
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

const MARKET: &str = "钟祥市市场监督管理局";
const LAND: &str = "钟祥市自然资源局";
const PETITIONS: &str = "钟祥市信访局";
const PROCURATORATE: &str = "钟祥市人民检察院";
/// Said by one side alone to the mediator.
const OFFER: &str = "本人最多能接受罚八百元";
/// What was offered apart, checked by the agency for itself, advised to the team.
const CONCEDED: [&str; 4] = ["八百元", "可以在幅度内让步", "说理不足", "可以参照"];
const UNDISPUTED: &str = "各方对决定书的真实性没有争议。";

/// A body that sends: its program, and what that was told.
struct Body {
    program: Program,
    told: Arc<Mutex<Vec<String>>>,
}

fn organization(house: &House, name: &str) -> String {
    id_of(house, |body| body.name == name)
}

impl Body {
    /// Its program reports of what it conducts, refers, and is told by a webhook.
    async fn of(house: &House, name: &str, reports: &str) -> Body {
        let (address, told) = receiver(vec![200; 2]).await;
        let terms = json!({
            "name": format!("{name}办案系统"), "organization": organization(house, name), "reports": [reports],
            "refers": true, "reach": "webhook", "webhook": address,
        });
        Body { program: Program::of(house, "their-system", terms).await, told }
    }

    /// The one event that it is told now.
    async fn is_told(&self, house: &House) -> Value {
        let sent = Sender::default().send_round(&house.office, "me").await.expect("runs");
        assert_eq!(sent, Sent { sent: 1, failed: 0 });
        let told = self.told.lock().expect("nobody panics here");
        let (_, body) = told.last().and_then(|last| last.split_once("\n\n")).expect("a head and a body");
        serde_json::from_str(body).expect("JSON")
    }

    /// One step of its own proceeding.
    async fn reports(
        &mut self,
        house: &House,
        id: &str,
        number: &str,
        procedure: &str,
        on: &str,
        step: Value,
    ) {
        let data = json!({
            "dispute": number, "procedure": procedure, "step": step, "happened_on": on, "case_number": "示例〔2026〕1号",
        });
        // A token does not last for days.
        self.program.renew(house).await;
        let told = self.program.send(house, &event(id, "cn.huajie.proceeding.milestone", data)).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    }
}

/// The whole file at once, with the applicant's consent; and the body's own proceeding, reported since the 18th.
async fn sent_whole<'a>(
    house: &'a House,
    body: &mut Body,
    (docking, procedure): (&str, &str),
    (respondent, agency): (&str, &'static str),
) -> (Case<'a>, MatterId) {
    let intake = json!({
        "source": "court_referral", "source_number": "示例〔2026〕1号", "first_submitted_on": "2026-11-16", "filed_on": null,
        "parties": [{ "standing": "applicant", "nature": "natural_person", "name": "示例·张某", "phone": "13800001111" }],
        "respondent": organization(house, respondent),
        "act": { "kind": "penalty", "title": "罚款 5000 元", "made_on": "2026-10-31", "known_on": "2026-11-01",
                 "told": "yes", "discretionary": true },
        "claims": "减轻处罚", "facts": "过期茶干五袋", "amount_fen": 500000, "wish": "register_only",
    });
    let data = json!({
        "docking": docking, "intake": intake, "reason": "各方愿意先行调解",
        "consents": [{ "side": "p1", "way": "phone", "on": "2026-11-20" }],
        "papers": [{ "name": "来信.pdf", "content": pdf() }],
    });
    let sent = event("r1", "cn.huajie.referral.sent", data);
    let told = body.program.refer(house, &sent).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    assert_eq!(body.program.refer(house, &sent).await.body, told.body, "sent again, it is the same one");
    let moved = MatterId::from(told.body["referral"].as_str().expect("opened"));
    let case = Case { house, dispute: moved.root(), agency };
    let number = case.dispute().await.number;
    body.reports(house, "m1", &number, procedure, "2026-11-18", json!({ "step": "accepted" })).await;
    (case, moved)
}

/// 签收 within three working days of the 24th, a Tuesday; the sender hears of it.
async fn signed_for(case: &Case<'_>, moved: &MatterId, body: &Body, docking: Docking) {
    let package = referral(case, moved).await.package;
    assert_eq!((package.docking, package.to.to_string()), (docking, centre(case.house)));
    assert!(!package.consents.is_empty());
    case.runs("chuangkou", moved, "answer", date(2026, 11, 27), &["2026年11月24日"]).await;
    case.house.on_day(date(2026, 11, 25));
    case.does("chuangkou", moved, "accept", &[], &[]).await;
    case.stands("chuangkou", moved, "answer", "stopped", &["2026年11月25日"]).await;
    let told = body.is_told(case.house).await;
    assert_eq!(told["type"], "cn.huajie.referral.accepted", "{told}");
    assert_eq!((&told["data"]["referral"], &told["data"]["on"]), (&json!(moved), &json!("2026-11-25")));
}

/// Everybody agrees to talk; an offer is made apart, the facts are confirmed by all.
async fn talked(case: &Case<'_>, channel: &str) {
    case.does("chuangkou", &case.dispute, "request_mediation", &[], &[]).await;
    case.import("party_asks", channel, false).await;
    case.consent().await;
    case.house.on_day(date(2026, 11, 26));
    case.begin().await;
    case.talk_apart("s1", "p1", OFFER).await;
    case.talk_together("s2", HEAD_CAME).await;
}

/// The fine is changed, and everybody signs.
async fn settled(case: &Case<'_>) {
    case.house.on_day(date(2026, 11, 27));
    case.step("tiaojie1", "draft_agreement", &CHANGED).await;
    case.lawful().await;
    case.sign().await;
}

/// No agreement: what is left goes back to whoever sent it.
async fn unsettled(case: &Case<'_>, to: &str) {
    case.house.on_day(date(2026, 11, 27));
    case.step("tiaojie1", "fail", &[("ground", "large_divergence"), ("reason", "差距太大")]).await;
    case.step("chuangkou", "hand_on", &[("to", &organization(case.house, to))]).await;
}

/// What comes back: how it ended, its days, what nobody disputes; nothing of what was conceded, in the file, to the program or on the sender's page.
async fn given_back(case: &Case<'_>, moved: &MatterId, body: &Body, login: &str, outcome: BackOutcome) {
    let held = referral(case, moved).await;
    assert_eq!(held.stage, ReferralStage::HandedBack { on: date(2026, 11, 27) });
    let back = held.back.expect("it went back by itself");
    assert_eq!(back.outcome, outcome);
    let days: (Option<Date>, Option<Date>) = (back.consented_on, back.ended_on);
    assert_eq!(days, (Some(date(2026, 11, 25)), Some(date(2026, 11, 27))));
    let facts = back.undisputed.as_ref().expect("all have signed them");
    assert_eq!((facts.text.as_str(), facts.signed_by.len()), (UNDISPUTED, 2));
    let told = body.is_told(case.house).await;
    assert_eq!(told["type"], "cn.huajie.referral.handed_back", "{told}");
    assert_eq!(told["data"]["back"], serde_json::to_value(&back).expect("plain data"));
    let told = told.to_string();
    assert!(CONCEDED.iter().all(|one| !told.contains(one)), "{told}");
    let page = case.file_page(login, moved).await;
    assert!(page.contains(UNDISPUTED) && page.contains(outcome.name_zh()), "{page}");
    // The agency complained of reads what it checked itself; the offer that was made apart nobody reads but the team.
    let own = login == case.agency;
    let hidden = CONCEDED.iter().filter(|one| !own || OFFER.contains(*one));
    assert!(hidden.into_iter().all(|one| !page.contains(one)), "{page}");
    case.reads("p1", "接收单位已经办完，结果交回了原来的单位。").await;
}

fn over(stage: Outcome, on: Date) -> DisputeStage {
    DisputeStage::Ended { on, outcome: stage }
}

#[tokio::test]
async fn a_petition_comes_from_its_offices_program_is_settled_and_no_day_of_it_stood_still() {
    for house in houses().await {
        let mut body = Body::of(&house, PETITIONS, "petition").await;
        let (case, moved) =
            sent_whole(&house, &mut body, ("petition", "petition"), (MARKET, "shichang")).await;
        let petition = suits(&case).await[0].0.clone();
        signed_for(&case, &moved, &body, Docking::Petition).await;
        // 信访条例34条: sixty days from the 18th, a Sunday, which is not rolled over.
        let last = date(2027, 1, 17);
        case.runs("xinfang", &petition, "first_answer", last, &["第34条"]).await;
        talked(&case, "petition").await;
        case.runs("xinfang", &petition, "first_answer", last, &["第34条"]).await;
        settled(&case).await;
        given_back(&case, &moved, &body, "xinfang", BackOutcome::Agreed).await;
        case.runs("xinfang", &petition, "first_answer", last, &["第34条"]).await;
        case.drawn("chuangkou", "p1", &["信访（钟祥市信访局）", "访调对接（", "第 1 次调解"]).await;
        let own = case.file_page("xinfang", &petition).await;
        assert!(own.contains("访调对接") && own.contains("已交回：达成协议"), "what became of it: {own}");
        assert!(CONCEDED.iter().all(|one| !own.contains(one)), "{own}");
        // The office answers its petition, and that is the end of it.
        let number = case.dispute().await.number;
        let answered = json!({ "step": "decided", "findings": ["answered"] });
        body.reports(&house, "m2", &number, "petition", "2026-11-27", answered).await;
        let held = suits(&case).await.remove(0).1;
        assert_eq!((held.procedure, held.stage()), (Procedure::Petition, Stage::Effective));
        case.stands("xinfang", &petition, "first_answer", "stopped", &["2026年11月27日"]).await;
        assert_eq!(case.dispute().await.stage, over(Outcome::Settled, date(2026, 11, 27)));
        case.holds().await;
    }
}

#[tokio::test]
async fn a_supervision_comes_from_the_prosecutors_own_page_and_goes_back_unsettled() {
    for house in houses().await {
        let body = Body::of(&house, PROCURATORATE, "procuratorial_supervision").await;
        let parties = [("applicant", "natural_person", "示例·甲", false)];
        let act = [
            ("wish", "register_only"),
            ("source", "counter"),
            ("act.kind", "penalty"),
            ("act.title", "认定工伤决定"),
            ("act.made_on", "2026年8月28日"),
            ("act.known_on", "2026年8月30日"),
            ("claims", "减轻处罚"),
            ("facts", "初次违法，已经改正。"),
        ];
        let case = register(&house, MARKET, "shichang", &parties, &act).await;
        let at = organization(&house, PROCURATORATE);
        let opening = [
            ("opening.procedure", "procuratorial_supervision"),
            ("opening.body.organization", at.as_str()),
            ("opening.report.step.step", "accepted"),
            ("opening.report.happened_on", "2026年11月12日"),
        ];
        done(
            &case.order("chuangkou", &case.dispute, "record_proceeding", &opening).await,
            "record_proceeding",
        );
        let own = case.dispute.child(Kind::Mirrored, 1);
        referred_by(&case, "jiancha", &own, Docking::Procuratorate).await;
        let moved = case.dispute.child(Kind::Referral, 1);
        let sue = case.clock("chuangkou", &case.dispute, "last_day_to_sue").await;
        signed_for(&case, &moved, &body, Docking::Procuratorate).await;
        talked(&case, "before_procedure").await;
        unsettled(&case, PROCURATORATE).await;
        given_back(&case, &moved, &body, "jiancha", BackOutcome::NotAgreed).await;
        // A supervision keeps no day to sue, and the mediation takes none of it away.
        let after = case.clock("chuangkou", &case.dispute, "last_day_to_sue").await;
        assert_eq!((&after["state"], &after["due_on"]), (&json!("running"), &sue["due_on"]), "{after:#}");
        case.drawn("chuangkou", "p1", &["检察监督（钟祥市人民检察院）", "检调对接（", "第 1 次调解"]).await;
        let page = case.file_page("jiancha", &own).await;
        assert!(page.contains("检调对接") && page.contains("已交回：没有达成协议"), "{page}");
        assert!(CONCEDED.iter().all(|one| !page.contains(one)), "{page}");
        // The prosecutor goes on with it.
        let refused = [("report.step.findings", "supervision_refused")];
        done(&case.order("jiancha", &own, "record?step=decided", &refused).await, "decided");
        assert_eq!(suits(&case).await[0].1.stage(), Stage::Effective);
        case.holds().await;
    }
}

#[tokio::test]
async fn an_agency_sends_a_complaint_about_itself_and_the_days_to_sue_run_on_until_it_is_settled() {
    for house in houses().await {
        let mut body = Body::of(&house, MARKET, "complaint").await;
        let (case, moved) =
            sent_whole(&house, &mut body, ("agency", "complaint"), (MARKET, "shichang")).await;
        let sue = case.clock("chuangkou", &case.dispute, "last_day_to_sue").await;
        signed_for(&case, &moved, &body, Docking::Agency).await;
        talked(&case, "before_procedure").await;
        let during = case.clock("chuangkou", &case.dispute, "last_day_to_sue").await;
        assert_eq!((&during["state"], &during["due_on"]), (&json!("running"), &sue["due_on"]), "{during:#}");
        settled(&case).await;
        given_back(&case, &moved, &body, "shichang", BackOutcome::Agreed).await;
        case.drawn("chuangkou", "p1", &["执法投诉（钟祥市市场监督管理局）", "行调对接（", "第 1 次调解"])
            .await;
        // The complaint is still the agency's to answer; answered, it takes nothing of the settlement away.
        let number = case.dispute().await.number;
        let answered = json!({ "step": "decided", "findings": ["answered"] });
        body.reports(&house, "m2", &number, "complaint", "2026-11-27", answered).await;
        assert_eq!(suits(&case).await[0].1.stage(), Stage::Effective);
        assert_eq!(case.dispute().await.stage, over(Outcome::Settled, date(2026, 11, 27)));
        case.holds().await;
    }
}

#[tokio::test]
async fn an_adjudication_comes_from_its_agency_goes_back_unsettled_and_is_decided_there() {
    for house in houses().await {
        let mut body = Body::of(&house, LAND, "adjudication").await;
        let (case, moved) =
            sent_whole(&house, &mut body, ("adjudication", "adjudication"), (MARKET, "shichang")).await;
        signed_for(&case, &moved, &body, Docking::Adjudication).await;
        talked(&case, "before_procedure").await;
        unsettled(&case, LAND).await;
        given_back(&case, &moved, &body, "ziran", BackOutcome::NotAgreed).await;
        let picture = ["行政裁决（钟祥市自然资源局）", "裁调对接（", "第 1 次调解"];
        case.drawn("chuangkou", "p1", &picture).await;
        let held = suits(&case).await.remove(0).1;
        assert_eq!(
            (held.procedure, held.stage()),
            (Procedure::Adjudication, Stage::Running),
            "it goes on there"
        );
        // 裁决 in the agency's own hands, and what can be done upon it.
        let number = case.dispute().await.number;
        let ruled = json!({ "step": "decided", "findings": ["ruled"], "perform_by": "2026-12-31" });
        body.reports(&house, "m2", &number, "adjudication", "2026-11-27", ruled).await;
        let held = suits(&case).await.remove(0).1;
        assert_eq!(held.stage(), Stage::Decided, "it can be sued against, and is not performed yet");
        case.reads("p1", "裁决要求在2026年12月31日前履行").await;
        body.reports(&house, "m3", &number, "adjudication", "2026-11-27", json!({ "step": "performed" }))
            .await;
        let dispute = case.dispute().await;
        assert!(dispute.is_done_elsewhere(), "the days about the act run on: {:?}", dispute.stage);
        case.holds().await;
    }
}
