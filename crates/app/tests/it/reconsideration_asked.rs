//! What is asked for in a reconsideration and what comes of it, on every page that has to say so: a stay, a hearing that is declined, what
//! experts are given and have said, a settlement that ends an attempt to mediate, papers of the first of two. On both engines.

use crate::{
    advice::{answer, login},
    cases::Case,
    harness::houses,
    next_steps::texts_saying,
    papers::{fonts, look_at},
    reconsideration::{applied, conditions, fined, held, replied, serve, taken_up},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{AnyMatter, Kind, MatterId, consultation::Consultation};
use jiff::civil::date;

async fn desk(case: &Case<'_>, who: &str) -> String {
    let officer = case.house.officer(who).await;
    case.house.get(&officer, &format!("/desk/file/{}", case.dispute)).await.text
}

#[tokio::test]
async fn whoever_asks_for_a_stay_is_told_what_became_of_it_and_goes_on_reading_of_it() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        let ask = [("reason", "交了就要停业")];
        done(&case.order("p1", &id, "ask_stay", &ask).await, "ask_stay");
        let page = case.my("p1").await;
        assert!(page.contains("停止执行（您提出）：2026年11月24日提出，正在决定"), "{page}");
        let refuse = [("stay", "t1"), ("reason", "罚款可以退还")];
        done(&case.order("fuyi1", &id, "decide_stay", &refuse).await, "decide_stay");
        let page = case.my("p1").await;
        assert!(
            page.contains("2026年11月24日决定不停止执行：罚款可以退还") && page.contains("决定不停止执行"),
            "{page}"
        );
        assert_eq!(texts_saying(&house, "申请的停止执行没有同意，照常执行").await, 1);
        done(&case.order("p1", &id, "ask_stay", &ask).await, "ask_stay again");
        let grant = [("stay", "t2"), ("ground", "asked_reasonably"), ("reason", "损失难以弥补")];
        done(&case.order("fuyi1", &id, "decide_stay", &grant).await, "decide_stay");
        assert_eq!(texts_saying(&house, "决定停止执行，从什么时候起").await, 1);
        house.on_day(date(2026, 11, 26));
        done(&case.order("fuyi1", &id, "lift_stay", &[("reason", "已经恢复营业")]).await, "lift_stay");
        assert_eq!(texts_saying(&house, "停止执行的原因消除，恢复执行").await, 1);
        let whole = "2026年11月24日起停止执行：损失难以弥补；2026年11月26日起恢复执行：已经恢复营业";
        for page in [case.my("p1").await, desk(&case, "fuyi1").await, desk(&case, "shichang").await] {
            assert!(page.contains(whole), "{page}");
        }
    }
}

#[tokio::test]
async fn a_hearing_that_is_declined_and_a_challenge_that_is_decided_are_told_to_whoever_asked() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        done(&case.order("p1", &id, "request_hearing", &[("reason", "想当面说")]).await, "request_hearing");
        let to_do =
            async || house.get(&house.officer("fuyi1").await, "/desk").await.text.contains("申请人请求听证");
        assert!(to_do().await);
        let decline = [("reason", "事实清楚，书面审理")];
        done(&case.order("fuyi1", &id, "decline_hearing", &decline).await, "decline_hearing");
        assert!(!to_do().await, "answered");
        let page = case.my("p1").await;
        assert!(
            page.contains("您请求听证，复议机构2026年11月24日答复：不组织听证，事实清楚，书面审理"),
            "{page}"
        );
        assert_eq!(texts_saying(&house, "请求的听证，复议机构决定不组织").await, 1);
        let challenge = [("of", "u-fuyi2"), ("ground", "是对方的同学")];
        done(&case.order("p1", &id, "challenge", &challenge).await, "challenge");
        let name = house.office.law().directory.officer(&"u-fuyi2".into()).expect("works here").name.clone();
        assert!(case.my("p1").await.contains(&format!("请{name}回避，正在决定")));
        let unsaid = [("challenge", "c1"), ("upheld", "false")];
        let unsaid = case.order("fuyiju", &id, "decide_challenge", &unsaid).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "why is told to whoever is refused");
        let refuse = [("challenge", "c1"), ("upheld", "false"), ("reason", "多年没有来往。")];
        done(&case.order("fuyiju", &id, "decide_challenge", &refuse).await, "decide_challenge");
        let page = case.my("p1").await;
        assert!(page.contains(&format!("决定{name}不需要回避，理由：多年没有来往。")), "{page}");
        assert_eq!(texts_saying(&house, "决定不需要回避，理由请“查进度”看").await, 1);
        assert!(!desk(&case, "shichang").await.contains("多年没有来往"), "nor is the answer theirs");
        done(&case.order("p1", &id, "challenge", &challenge).await, "challenge again");
        let uphold = [("challenge", "c2"), ("upheld", "true")];
        done(&case.order("fuyiju", &id, "decide_challenge", &uphold).await, "decide_challenge");
        let page = case.my("p1").await;
        assert!(page.contains(&format!("您申请回避，复议机构决定{name}回避，不再办理本案")), "{page}");
        assert!(page.contains("回避申请有了决定：应当回避"), "{page}");
        assert_eq!(texts_saying(&house, "决定应当回避，换人办理").await, 1);
        assert!(
            !desk(&case, "shichang").await.contains("是对方的同学"),
            "why is between them and whoever decides"
        );
    }
}

#[tokio::test]
async fn what_was_settled_in_the_reconsideration_ends_the_attempt_to_mediate_that_nobody_had_begun() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        done(&case.order("chuangkou", &case.dispute, "request_mediation", &[]).await, "request_mediation");
        let withdraw = [("reason", "已经谈好"), ("settled", "true"), ("cost_shown", "true")];
        done(&case.order("p1", &id, "apply_withdrawal", &withdraw).await, "apply_withdrawal");
        let allow = [("allowed", "true"), ("reason", "自愿、合法")];
        done(&case.order("fuyi1", &id, "decide_withdrawal", &allow).await, "decide_withdrawal");
        let page = case.my("p1").await;
        assert!(page.contains("这件事已经在行政复议里谈好、办结，不再另行调解"), "{page}");
        assert!(!page.contains("没有进入调解") && !page.contains("转给下一个程序"), "{page}");
        assert_eq!(texts_saying(&house, "已经在行政复议里谈好、办结").await, 1);
        let clerk = house.get(&house.officer("chuangkou").await, "/desk").await.text;
        assert!(!clerk.contains("把材料移送下一程序"), "{clerk}");
        let papers = house.officer("chuangkou").await;
        let papers = house.get(&papers, &format!("/desk/file/{}/papers", case.dispute)).await.text;
        assert!(!papers.contains("不予导入调解通知书"), "{papers}");
    }
}

async fn consultation(case: &Case<'_>, id: &MatterId) -> Consultation {
    match case.matter(id).await {
        AnyMatter::Consultation(held) => *held,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn experts_read_what_lies_in_the_reconsideration_and_whoever_drafts_and_decides_reads_them() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        replied(&case, &id).await;
        let form = house.officer("fuyi1").await;
        let form = house.get(&form, &format!("/desk/file/{}/consult", case.dispute)).await.text;
        assert!(form.contains("现场笔录（2026年11月9日形成）"), "{form}");
        let typed = form.contains("被申请人答复的内容、理由") && form.contains("处罚依法作出");
        assert!(typed, "what the agency has typed goes along as well: {form}");
        let evidence = held(&case, &id).await.reply.expect("it answered").evidence[0].file.to_string();
        let asked = [
            ("request.form", "expert_opinion"),
            ("request.question", "幅度是否适当？"),
            ("request.number", "1"),
            ("request.due_on", "2026年12月10日"),
            ("request.papers", &evidence),
            ("request.reply", "处罚依法作出"),
        ];
        done(&case.order("fuyi1", &case.dispute, "consult", &asked).await, "consult");
        let advice = case.dispute.child(Kind::Consultation, 1);
        let held = consultation(&case, &advice).await;
        assert_eq!(held.plan.request.proceeding.as_ref(), Some(&id), "what the office asks is about that");
        done(&case.order("fuyi1", &advice, "draw", &[]).await, "draw");
        let expert = consultation(&case, &advice).await.draws[0].drawn[0].clone();
        let page =
            house.get(&house.officer(login(&expert)).await, &format!("/desk/file/{advice}")).await.text;
        assert!(page.contains("现场笔录") && page.contains("事实与理由"), "{page}");
        assert!(page.contains("被申请人答复") && page.contains("处罚依法作出"), "{page}");
        assert!(page.contains("初次违法，货值 15 元，已经改正。"), "{page}");
        let paper = format!("/desk/file/{advice}/evidence/{evidence}");
        let paper = house.get(&house.officer(login(&expert)).await, &paper).await;
        assert_eq!(paper.status, StatusCode::OK, "what was sent along is read");
        answer(&case, &advice, &expert).await;
        let follow = [("followed", "partly"), ("reason", "幅度采纳")];
        done(&case.order("fuyi1", &advice, "record_followed", &follow).await, "record_followed");
        crate::reconsideration::drafted(&case, &id).await;
        let draft = house.get(&house.officer("fuyi1").await, &format!("/desk/file/{id}/draft")).await.text;
        let resolve =
            house.get(&house.officer("shizhang").await, &format!("/desk/file/{id}/resolve")).await.text;
        for page in [&draft, &resolve] {
            assert!(page.contains(crate::advice::SECRET) && page.contains("部分采纳：幅度采纳"), "{page}");
        }
        for page in [case.my("p1").await, desk(&case, "shichang").await] {
            assert!(!page.contains(crate::advice::SECRET), "{page}");
        }
    }
}

#[tokio::test]
async fn a_case_review_is_convened_with_the_papers_or_says_that_there_are_none() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        replied(&case, &id).await;
        let convening = [
            ("convening.kind", "ordinary"),
            ("convening.question", "拟变更为三百元"),
            ("convening.chair", "u-shizhang"),
            ("convening.members", "u-fuyi2"),
            ("convening.members", "u-zhuanjia"),
            ("convening.members", "u-zhuanjia2"),
            ("convening.members", "u-zhuanjia11"),
            ("convening.meets_on", "2026年12月10日"),
            ("convening.place", "会议室"),
        ];
        done(&case.order("fuyi1", &case.dispute, "convene_review", &convening).await, "convene_review");
        let review = case.dispute.child(Kind::CaseReview, 1);
        let serving = format!("/desk/file/{review}/serve_materials");
        let page = house.get(&house.officer("fuyi1").await, &serving).await.text;
        assert!(page.contains("召集时没有选随附材料"), "{page}");
        let member = house.get(&house.officer("zhuanjia").await, &format!("/desk/file/{review}")).await.text;
        assert!(member.contains("事实与理由") && member.contains("初次违法"), "{member}");
        done(&case.order("fuyi1", &review, "cancel", &[("reason", "重新召集")]).await, "cancel");
        let evidence = held(&case, &id).await.reply.expect("it answered").evidence[0].file.to_string();
        let reply = ("convening.reply", "处罚依法作出");
        let again = [&convening[..], &[("convening.papers", evidence.as_str()), reply]].concat();
        done(&case.order("fuyi1", &case.dispute, "convene_review", &again).await, "convene_review");
        let review = case.dispute.child(Kind::CaseReview, 2);
        let member = house.get(&house.officer("zhuanjia").await, &format!("/desk/file/{review}")).await.text;
        assert!(member.contains("现场笔录") && member.contains("处罚依法作出"), "{member}");
        let page = case.my("p1").await;
        assert!(!page.contains("处罚依法作出"), "47条: the parties read it upon their request: {page}");
        done(&case.order("fuyiju", &id, "assign", &[("handlers", "u-fuyi1")]).await, "assign");
        for who in ["fuyi1", "shizhang"] {
            let step = if who == "fuyi1" { "draft" } else { "resolve" };
            if step == "resolve" {
                crate::reconsideration::drafted(&case, &id).await;
            }
            let page = house.get(&house.officer(who).await, &format!("/desk/file/{id}/{step}")).await.text;
            assert!(page.contains("普通案审会还没有办完") && page.contains("2026年12月10日召开"), "{page}");
        }
    }
}

#[tokio::test]
async fn another_decision_is_added_at_the_first_press() {
    let house = houses().await.remove(0);
    let case = fined(&house).await;
    let id = applied(&case).await;
    taken_up(&case, &id).await;
    replied(&case, &id).await;
    done(&case.order("fuyiju", &id, "assign", &[("handlers", "u-fuyi1")]).await, "assign");
    let mut officer = house.officer("fuyi1").await;
    let path = format!("/desk/file/{id}/draft");
    let form = house.get(&officer, &path).await;
    assert!(form.text.contains("第 1 项") && !form.text.contains("第 2 项"));
    let pressed = form.filled_in(&[("opinion.facts", "查明的事实"), ("more", "opinion.holdings")]);
    let pressed: Vec<_> = pressed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = house.post(&mut officer, &path, &pressed).await;
    assert!(page.text.contains("第 2 项") && page.text.contains("查明的事实"), "{}", page.text);
}

#[tokio::test]
async fn the_papers_of_the_first_reconsideration_are_printed_though_a_second_one_has_begun() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        let refuse = [("ground", "no_concrete_request"), ("reason", "请求不具体")];
        done(&case.order("fuyi1", &id, "refuse", &refuse).await, "refuse");
        let first = held(&case, &id).await;
        serve(&case, &id, &format!("{}|p1", first.notices[0].key)).await;
        let pairs = [("application.way", "in_person"), ("application.requests", "annul")];
        done(&case.order("chuangkou", &case.dispute, "apply_for_reconsideration", &pairs).await, "again");
        let second = case.dispute.child(Kind::Reconsideration, 2);
        done(&case.order("fuyi1", &second, "accept", &conditions()).await, "accept");
        let wanted = [
            "reconsideration_letter.p1.n1",
            "reconsideration_letter.p1.n1.m1",
            "service_receipt.p1.n1.m1",
            "application.-.application",
            "application_copy.-.application",
        ];
        look_at(&house, "fuyi1", &case.dispute, "two", &wanted).await;
        let office = house.officer("fuyi1").await;
        let page = house.get(&office, &format!("/desk/file/{}/papers", case.dispute)).await.text;
        assert!(page.contains(&format!("行政复议不予受理决定书（{}）", first.number)), "{page}");
        assert!(page.contains("行政复议受理通知书") && page.contains("行政复议申请书（副本）"), "{page}");
    }
}

#[tokio::test]
async fn the_counter_prints_the_record_of_who_applies_by_word_of_mouth_before_it_is_registered() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = fined(&house).await;
        look_at(&house, "chuangkou", &case.dispute, "orally", &["application.-.application"]).await;
        applied(&case).await;
        let clerk = house.officer("chuangkou").await;
        let page = house.get(&clerk, &format!("/desk/file/{}/papers", case.dispute)).await.text;
        assert!(!page.contains("行政复议申请笔录"), "it is on file: {page}");
    }
}
