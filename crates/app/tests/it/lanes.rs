//! The picture of all proceedings of a dispute, for whoever takes part in one of them: whole lanes of what they read, bare ones of the
//! others; and to-dos of several proceedings, told apart. With `HUAJIE_PAGES_OUT` the pages are kept, to be looked at. On both engines.

use crate::{
    cases::{Case, HEAD_CAME},
    elsewhere::{court, injury, sued},
    harness::houses,
    reconsideration::{applied, fined, serve, taken_up},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{MatterId, mediation::RESPONDENT};

/// What the key says below a picture with bare lanes.
const BARE: &str = "这里只有起止和期限";

/// The picture alone: the drawing, its words and its table.
async fn picture(case: &Case<'_>, login: &str, matter: &MatterId) -> String {
    let page = case.file_page(login, matter).await;
    let picture =
        page.split("<figure class=\"lanes\">").nth(1).and_then(|rest| rest.split("</figure>").next());
    picture.unwrap_or_else(|| panic!("{login} has a picture: {page}")).to_owned()
}

fn says(picture: &str, words: &[&str]) {
    for said in words {
        assert!(picture.contains(said), "{said}: {picture}");
    }
}

fn hides(picture: &str, words: &[&str]) {
    for hidden in words {
        assert!(!picture.contains(hidden), "{hidden}: {picture}");
    }
}

#[tokio::test]
async fn a_mediation_in_a_suit_is_drawn_for_the_mediator_and_for_the_court_and_neither_reads_the_others_file()
{
    for house in houses().await {
        let case = injury(&house).await;
        let suit = sued(&case).await;
        let set = [("report.step.hearing_on", "2026年12月15日")];
        done(&case.order("faguan1", &suit, "record?step=hearing_set", &set).await, "hearing_set");
        done(&case.order("chuangkou", &case.dispute, "request_mediation", &[]).await, "request_mediation");
        case.import("other_settleable", "trial_ordinary", true).await;
        case.consent().await;
        case.begin().await;
        case.talk_together("s1", HEAD_CAME).await;
        let mediators = picture(&case, "tiaojie1", &case.dispute).await;
        says(&mediators, &["行政诉讼（钟祥市人民法院）", "一审：审理期限", "不计算（暂停）", "会谈", BARE]);
        hides(&mediators, &["定期开庭", "发送起诉状副本", "行初示例"]);
        let file = case.file_page("tiaojie1", &case.dispute).await;
        assert!(!file.contains("2026年12月15日"), "the hearing is the court's: {file}");
        // Another judge of that court, who does not sit at the table.
        let courts = picture(&case, "faguan2", &suit).await;
        says(&courts, &["定期开庭", "调解期限", "争议登记", BARE]);
        hides(&courts, &["次调解", "会谈", "各方同意调解", "签收材料"]);
        let sheet = format!("/desk/file/{suit}/lanes");
        let page = house.get(&house.officer("faguan2").await, &sheet).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        says(&page.text, &["示例工程公司", BARE]);
        hides(&page.text, &["次调解", "会谈"]);
        for stranger in ["shichang", "tiaojie1", "zhuanjia", "fuyi1"] {
            let page = house.get(&house.officer(stranger).await, &sheet).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{stranger}");
        }
        // Who sees the files has them whole.
        hides(&picture(&case, "chuangkou", &case.dispute).await, &[BARE]);
        hides(&picture(&case, "faguan1", &case.dispute).await, &[BARE]);
        case.keep("tiaojie1", &format!("/desk/file/{}", case.dispute), "lanes-mediator").await;
        case.keep("faguan2", &format!("/desk/file/{suit}"), "lanes-judge").await;
        case.keep("faguan2", &sheet, "lanes-judge-sheet").await;
    }
}

#[tokio::test]
async fn a_judge_who_is_recused_at_the_table_does_not_open_the_suit_of_the_own_court_from_that_moment() {
    for house in houses().await {
        let case = injury(&house).await;
        let suit = sued(&case).await;
        done(&case.order("chuangkou", &case.dispute, "request_mediation", &[]).await, "request_mediation");
        case.import("other_settleable", "trial_ordinary", true).await;
        case.consent().await;
        case.begin().await;
        let mediation = case.mediation_id();
        let file = format!("/desk/file/{suit}");
        let pages = [file.clone(), format!("{file}/lanes"), format!("{file}/record?step=heard")];
        let judge = house.officer("faguan1").await;
        assert_eq!(house.get(&judge, &file).await.status, StatusCode::OK);
        let challenge = [("of", "u-faguan1"), ("by", "p1"), ("ground", "亲属")];
        done(&case.order("p1", &mediation, "challenge", &challenge).await, "challenge");
        let uphold = [("challenge", "c1"), ("upheld", "true"), ("reason", "属实")];
        done(&case.order("zhuren", &mediation, "decide_challenge", &uphold).await, "decide_challenge");
        for page in &pages {
            assert_eq!(house.get(&judge, page).await.status, StatusCode::NOT_FOUND, "{page}");
        }
        assert_eq!(house.get(&house.officer("faguan2").await, &file).await.status, StatusCode::OK);
        case.holds().await;
    }
}

#[tokio::test]
async fn a_mediation_in_a_reconsideration_is_drawn_for_the_office_and_the_reconsideration_for_the_mediator() {
    for house in houses().await {
        let case = fined(&house).await;
        let review = applied(&case).await;
        taken_up(&case, &review).await;
        done(&case.order("chuangkou", &case.dispute, "request_mediation", &[]).await, "request_mediation");
        case.import("party_asks", "reconsideration", false).await;
        for side in ["p1", RESPONDENT] {
            case.does(side, &case.mediation_id(), "record_consent", &[("answer", "agree")], &[]).await;
        }
        case.begin().await;
        case.talk_together("s1", HEAD_CAME).await;
        for officer in ["fuyi1", "fuyiju"] {
            let offices = picture(&case, officer, &case.dispute).await;
            says(&offices, &["调解期限", "被申请人答复、举证", BARE]);
            hides(&offices, &["会谈", "各方同意调解"]);
        }
        let mediators = picture(&case, "tiaojie1", &case.dispute).await;
        says(&mediators, &["行政复议（", "复议审理期限", "会谈", BARE]);
        hides(&mediators, &["被申请人答复、举证", "收到复议申请"]);
        hides(&picture(&case, "shichang", &case.dispute).await, &[BARE]);
        case.keep("fuyi1", &format!("/desk/file/{}", case.dispute), "lanes-office").await;
        case.keep("fuyi1", &format!("/desk/file/{}/lanes", case.dispute), "lanes-office-sheet").await;
    }
}

#[tokio::test]
async fn the_same_step_of_several_proceedings_names_the_proceeding_wherever_it_is_listed() {
    for house in houses().await {
        let case = injury(&house).await;
        sued(&case).await;
        let court = court(&house);
        let opened = |pairs: &[(&'static str, &'static str)]| {
            let common =
                [("opening.report.step.step", "accepted"), ("opening.report.happened_on", "2026年11月13日")];
            common.into_iter().chain(pairs.iter().copied()).collect::<Vec<_>>()
        };
        let petition = opened(&[("opening.procedure", "petition"), ("opening.body.name", "示例市信访局")]);
        let mut suit = opened(&[("opening.procedure", "litigation"), ("opening.apart", "true")]);
        suit.push(("opening.body.organization", &court));
        for pairs in [&petition, &suit, &suit] {
            done(
                &case.order("chuangkou", &case.dispute, "record_proceeding", pairs).await,
                "record_proceeding",
            );
            case.later(1);
        }
        let page = case.file_page("chuangkou", &case.dispute).await;
        for which in [
            "行政诉讼 （2026）行初示例 5 号",
            "信访 示例市信访局",
            "行政诉讼 钟祥市人民法院，2026年11月25日登记",
            "行政诉讼 钟祥市人民法院，2026年11月26日登记",
        ] {
            for step in ["登记程序进展", "作废节点"] {
                assert!(page.contains(&format!("{step}（{which}）")), "{step} {which}: {page}");
            }
        }
        for which in ["（2026）行初示例 5 号", "钟祥市人民法院，2026年11月25日登记"] {
            let clock = format!("一审：审理期限（行政诉讼 {which}）");
            assert!(page.contains(&clock), "{clock}: {page}");
            let lane = format!("行政诉讼（钟祥市人民法院） {}", which.trim_start_matches("钟祥市人民法院，"));
            assert!(page.contains(&lane), "{lane}: {page}");
        }
        assert!(!page.contains("登记程序进展</a>") && !page.contains("作废节点</a>"), "{page}");
        let mediators = case.file_page("faguan1", &case.dispute.child(huajie_law::Kind::Mirrored, 1)).await;
        assert!(mediators.contains("登记程序进展</a>"), "alone it needs no name: {mediators}");
        let to_dos = house.get(&house.officer("chuangkou").await, "/desk?step=record").await.text;
        for subject in
            ["行政诉讼一审（钟祥市人民法院）：认定工伤决定", "信访办理（示例市信访局）：认定工伤决定"]
        {
            assert!(to_dos.contains(subject), "{subject}: {to_dos}");
        }
    }
}

#[tokio::test]
async fn an_applicant_who_was_refused_reads_until_when_the_refusal_can_be_sued_about() {
    for house in houses().await {
        let case = fined(&house).await;
        let review = applied(&case).await;
        let refuse = [("ground", "no_interest"), ("reason", "与处罚没有利害关系")];
        done(&case.order("fuyi1", &review, "refuse", &refuse).await, "refuse");
        serve(&case, &review, "n1|p1").await;
        // 24 November and fifteen days.
        case.reads("p1", "不服这个不予受理决定的，可以在收到决定书之日起十五日内就它向法院起诉").await;
        case.reads("p1", "最后一天是2026年12月9日；直接起诉原来的行政行为，期限另外算").await;
        case.reads("p1", "就不予受理决定提起行政诉讼").await;
        let why = ["《行政诉讼法》第45条", "2026年11月24日"];
        case.runs("fuyi1", &review, "window:p1", jiff::civil::date(2026, 12, 9), &why).await;
    }
}
