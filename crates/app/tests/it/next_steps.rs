//! `/my`: in every state of a dispute and of what hangs on it, where it stands and who has the next step until when; whose words; and
//! what people are told by telephone when something is registered.

use crate::{
    cases::{Case, HEAD_CAME, fined, pixel, register},
    fines::OVER_TEA,
    harness::{House, houses},
    portal,
    stories::{NEIGHBOUR, done},
    successors::HEIR,
};
use axum::http::StatusCode;
use huajie_law::{Kind, MatterId, mediation::RESPONDENT};
use jiff::civil::date;

async fn my(house: &House, dispute: &MatterId, party: &str) -> String {
    let browser = house.party(dispute, party).await;
    house.get(&browser, "/my").await.text
}

/// The texts that wait to go out, as they will go out.
pub async fn texts(house: &House) -> Vec<(String, String)> {
    let letters = house.office.ledger.waiting_letters(house.office.now().at, 500).await.expect("reads");
    let mut said = Vec::new();
    for letter in letters.iter().filter(|letter| letter.channel == "sms") {
        let to = house.office.open_letter(&letter.id, "address", &letter.sealed_address).expect("opens");
        let text = house.office.letter_text(&letter.id, &letter.sealed_body, letter.about.as_ref()).await;
        said.push((to, text.expect("reads").expect("opens")));
    }
    said
}

/// How many of the texts that wait to go out say this.
pub async fn texts_saying(house: &House, says: &str) -> usize {
    texts(house).await.iter().filter(|(_, text)| text.contains(says)).count()
}

/// Channel and text of every letter that waits.
pub async fn sent(house: &House) -> Vec<(String, String)> {
    let letters = house.office.ledger.waiting_letters(house.office.now().at, 500).await.expect("reads");
    let mut said = Vec::new();
    for letter in &letters {
        let text = house.office.letter_text(&letter.id, &letter.sealed_body, letter.about.as_ref()).await;
        said.push((letter.channel.clone(), text.expect("reads").expect("opens")));
    }
    said
}

fn says(page: &str, words: &[&str]) {
    for words in words {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn in_every_state_of_a_mediation_it_says_who_has_the_next_step_and_until_when() {
    for house in houses().await {
        let case = fined_alone(&house).await;
        let me = || my(&house, &case.dispute, "p1");
        says(&me().await, &["窗口正在看这件事适不适合调解", "下一步：中心窗口审查适不适合调解，2026年"]);
        case.import("law_allows", "before_procedure", false).await;
        says(
            &me().await,
            &["正在征求各方愿不愿意调解", "下一步：中心窗口征求钟祥市市场监督管理局愿不愿意调解，2026年"],
        );
        case.consent().await;
        says(&me().await, &["下一步：中心负责人安排指导法官、调解员和参加人，2026年"]);
        case.begin().await;
        let at_the_table = me().await;
        says(
            &at_the_table,
            &["正在调解", "下一步：调解员约第一次谈话，2026年", "促成协议；谈不成的，依法结束调解，2026年"],
        );
        assert!(!at_the_table.contains("自查") && !at_the_table.contains("让步"), "{at_the_table}");
        case.talk_together("s1", HEAD_CAME).await;
        let lines = [
            ("obligations.0.obligor", RESPONDENT),
            ("obligations.0.content", "作出变更决定"),
            ("obligations.0.due_on", "2026年12月4日"),
            ("disposition", "changed"),
            ("ending", "agreement_alone"),
        ];
        case.step("tiaojie1", "draft_agreement", &lines).await;
        says(&me().await, &["协议写好了", "下一步：指导法官审查协议合不合法", "请各方把协议签完；签不成的"]);
        case.lawful().await;
        says(&me().await, &["钟祥市市场监督管理局、调解员在协议上签字"]);
        case.sign().await;
        says(
            &me().await,
            &[
                "谈成了，协议已经生效",
                "谈好了，正在按协议办",
                "正在履行</span>",
                "<strong>协议正在履行：钟祥市市场监督管理局在2026年12月4日前，作出变更决定。</strong>",
                "协议正在履行",
                "下一步：钟祥市市场监督管理局在2026年12月4日前，作出变更决定。",
                "到了日子还没有做到的，第二天起",
                "督促以后还是不做的：协议没有经过司法确认",
                "下一步：中心窗口联系您，问一问办得怎么样，2026年",
            ],
        );
        house.on_day(date(2026, 12, 5));
        says(
            &me().await,
            &["作出变更决定。日子已经过了。", "已经过了日子还没有做到的", "下一步：中心窗口督促履行"],
        );
        case.fulfil("o1").await;
        says(&me().await, &["协议约定的各项都记录为做到了"]);
        assert!(!me().await.contains("正在履行"));
        case.visit("yes").await;
        says(
            &me().await,
            &["工作人员已经回访过了", "各项都记录为做到了；有没做到的", "下一步：中心窗口整理案卷，归档"],
        );
        case.close().await;
        says(&me().await, &["办完了，案卷已经归档"]);
    }
}

/// The fine, on file at the counter and not yet imported.
async fn fined_alone(house: &House) -> Case<'_> {
    let party = [("applicant", "natural_person", "示例·甲", false)];
    register(house, "钟祥市市场监督管理局", "shichang", &party, &OVER_TEA).await
}

#[tokio::test]
async fn a_day_that_has_passed_is_said_to_have_passed_and_an_end_that_the_law_made_is_said_though_nothing_has_run()
 {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        house.on_day(date(2026, 12, 14));
        says(&my(&house, &case.dispute, "p1").await, &["应当在2026年", "已经过了，可以打电话催问"]);
        let held = fined_alone(&house).await;
        held.import("law_allows", "before_procedure", false).await;
        held.consent().await;
        held.begin().await;
        house.on_day(date(2027, 3, 1));
        let page = my(&house, &held.dispute, "p1").await;
        says(&page, &["调解的期限到了，没有谈成"]);
        assert!(!page.contains("促成协议"), "{page}");
    }
}

#[tokio::test]
async fn a_talk_that_was_held_is_no_longer_the_next_and_a_draft_that_nobody_signed_is_no_agreement() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        let call = [("starts_at", "2026年11月24日 23:30"), ("place", "一号调解室"), ("form.kind", "joint")];
        case.step("tiaojie1", "convene_session", &call).await;
        assert!(my(&house, &case.dispute, "p1").await.contains("下一次谈话"));
        house.later(jiff::SignedDuration::from_hours(15));
        assert!(!my(&house, &case.dispute, "p1").await.contains("下一次谈话"), "it has begun");
        house.on_day(date(2026, 11, 25));
        case.talk_together("s2", HEAD_CAME).await;
        assert!(!my(&house, &case.dispute, "p1").await.contains("下一次谈话"), "it is written down");
        let lines = [
            ("obligations.0.obligor", RESPONDENT),
            ("obligations.0.content", "作出变更决定"),
            ("obligations.0.due_on", "2026年12月4日"),
            ("disposition", "changed"),
            ("ending", "agreement_alone"),
        ];
        case.step("tiaojie1", "draft_agreement", &lines).await;
        assert!(my(&house, &case.dispute, "p1").await.contains("作出变更决定"));
        case.step("tiaojie1", "fail", &[("ground", "large_divergence"), ("reason", "差距太大")]).await;
        let after = my(&house, &case.dispute, "p1").await;
        assert!(!after.contains("作出变更决定"), "a draft nobody signed: {after}");
        says(&after, &["这次没有谈成", "下一步：中心窗口把材料转给下一个程序"]);
    }
}

#[tokio::test]
async fn on_the_day_of_a_talk_and_while_others_are_at_work_the_pages_say_what_comes_next() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.named().await;
        says(
            &my(&house, &case.dispute, "p1").await,
            &["现在没有等您办的事", "<h2>接下来</h2>", "等小组成员都说明和这件事有没有关系"],
        );
        let page = my(&house, &case.dispute, "p1").await;
        assert_eq!(page.matches("等小组成员都说明").count(), 1, "once is enough: {page}");
        case.accepted().await;
        let call = [("starts_at", "2026年11月26日 9:30"), ("place", "一号调解室"), ("form.kind", "joint")];
        case.step("tiaojie1", "convene_session", &call).await;
        let at = "2026年11月26日 09:30在一号调解室谈话（各方到场）";
        says(&my(&house, &case.dispute, "p1").await, &[at]);
        house.on_day(date(2026, 11, 26));
        says(
            &my(&house, &case.dispute, "p1").await,
            &["现在没有等您办的事", "今天 09:30在一号调解室谈话（各方到场），请带上身份证件"],
        );
        let judge = house.get(&house.officer("faguan1").await, "/desk").await.text;
        says(&judge, &["现在没有要您办的事", "今天 09:30，一号调解室", "钟祥市市场监督管理局谈"]);
        house.later(jiff::SignedDuration::from_hours(2));
        says(&my(&house, &case.dispute, "p1").await, &["谈完以后，工作人员写好记录，请您核对签字"]);
        let stranger = house.get(&house.officer("renshe").await, "/desk").await.text;
        assert!(!stranger.contains("一号调解室"), "{stranger}");
    }
}

#[tokio::test]
async fn after_an_urging_the_page_says_until_when_it_runs() {
    for house in houses().await {
        let (case, performance) = crate::promises::promised(&house).await;
        case.fulfil("o2").await;
        house.on_day(date(2026, 12, 1));
        let urged = [("obligation", "o1"), ("way", "letter"), ("until", "2026年12月10日")];
        done(&case.order("chuangkou", &performance, "urge", &urged).await, "urge");
        says(
            &my(&house, &case.dispute, "p1").await,
            &[
                "现在没有等您办的事",
                "2026年12月1日工作人员督促了（书面通知）：请钟祥市市场监督管理局在2026年12月10日前履行：对您，作出变更决定",
            ],
        );
    }
}

#[tokio::test]
async fn whoever_did_not_apply_is_not_told_of_their_application_and_everybody_gets_the_number_by_text() {
    for house in houses().await {
        let mut browser = portal::fill_in(&house, "13800001111").await;
        let third = [
            ("third.name", "示例·受伤人"),
            ("third.nature", "natural_person"),
            ("third.number", "110105194912310021"),
            ("third.phone", "137 0000 0000"),
        ];
        let page = portal::answer(&house, &mut browser, "others", &third).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        done(&portal::hand_in(&house, &mut browser, &[]).await, "hand in");
        let id = house.office.ledger.all_of(Kind::Dispute).await.expect("reads")[0].id.clone();
        says(&my(&house, &id, "p1").await, &["您的申请已经登记"]);
        let theirs = my(&house, &id, "p2").await;
        assert!(
            !theirs.contains("您的申请已经登记") && theirs.contains("有人提出的申请已经登记"),
            "{theirs}"
        );
        let texts = texts(&house).await;
        let to = |phone: &str| {
            let found = texts.iter().find(|(to, _)| to == phone);
            found
                .map(|(_, text)| text.clone())
                .unwrap_or_else(|| panic!("nobody wrote to {phone}: {texts:?}"))
        };
        says(&to("13800001111"), &["您的行政争议已经登记，编号钟行争〔2026〕1号", "凭编号和查询码查进度"]);
        says(&to("13700000000"), &["您是第三人，编号钟行争〔2026〕1号", "用编号和这个手机号"]);
        for (_, text) in &texts {
            for personal in ["示例", "欧阳", "罚款", "茶干", "市场监督"] {
                assert!(!text.contains(personal), "{personal}: {text}");
            }
        }
        let mut clerk = house.officer("chuangkou").await;
        done(&house.order(&mut clerk, &id, "join_party", &NEIGHBOUR).await, "join");
        let said = self::texts(&house).await;
        let later = said.iter().find(|(to, _)| to == "13700000001").expect("who joins is told");
        says(&later.1, &["您是第三人，编号钟行争〔2026〕1号"]);
        says(&my(&house, &id, "p3").await, &["有人提出的申请已经登记"]);
    }
}

#[tokio::test]
async fn an_application_for_reconsideration_is_confirmed_by_text_with_the_number_of_its_dispute() {
    for house in houses().await {
        let request = [("application.requests", "annul")];
        let mut browser = portal::fill_in_wishing(&house, "13800001111", "reconsideration", &request).await;
        let page = portal::hand_in(&house, &mut browser, &[]).await;
        done(&page, "hand in");
        let texts = texts(&house).await;
        let confirmed = texts.iter().find(|(_, text)| text.contains("行政复议")).expect("a text");
        says(&confirmed.1, &["钟行争〔2026〕1号提出的行政复议"]);
        assert!(!confirmed.1.contains('｛'), "{}", confirmed.1);
    }
}

#[tokio::test]
async fn whoever_takes_a_seat_over_is_asked_by_a_text_like_everybody_was() {
    for house in houses().await {
        let case = fined_alone(&house).await;
        case.import("law_allows", "before_procedure", false).await;
        case.consent().await;
        let pairs: Vec<_> = HEIR.into_iter().chain([("ground", "died")]).collect();
        let files = [("document", "死亡和亲属关系证明.png", &*pixel())];
        let mut clerk = house.officer("chuangkou").await;
        done(
            &house.order_with(&mut clerk, &case.dispute, "admit_successor", &pairs, &files).await,
            "admit_successor",
        );
        let texts = texts(&house).await;
        let asked = |(to, text): &(String, String)| {
            to == "13700000009" && text.contains("愿不愿意参加") && text.contains("“查进度”办理")
        };
        assert_eq!(texts.iter().filter(|text| asked(text)).count(), 1, "{texts:?}");
    }
}
