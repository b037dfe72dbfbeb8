//! Talks: moved, called off, and nothing written down of one that has not begun; who was there stands in the minutes.

use crate::{
    cases::{Case, HEAD_CAME, fined},
    fines::registered,
    harness::{House, houses},
    next_steps::sent,
    papers::{fonts, offered},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::mediation::RESPONDENT;

/// Everybody is called for the 26th of November, half past nine.
async fn convened(house: &House) -> Case<'_> {
    let case = fined(house, "示例·甲").await;
    case.consent().await;
    case.begin().await;
    let call = [
        ("starts_at", "2026年11月26日 9:30"),
        ("place", "一号调解室"),
        ("form.kind", "joint"),
        ("head_invited", "true"),
    ];
    case.step("tiaojie1", "convene_session", &call).await;
    case
}

/// Texts to parties.
async fn letters(house: &House) -> usize {
    sent(house).await.iter().filter(|(channel, _)| channel == "sms").count()
}

async fn own_page(case: &Case<'_>) -> String {
    case.house.get(&case.house.party(&case.dispute, "p1").await, "/my").await.text
}

async fn papers(case: &Case<'_>) -> Vec<String> {
    let clerk = case.house.officer("chuangkou").await;
    offered(&case.house.get(&clerk, &format!("/desk/file/{}/papers", case.dispute)).await.text)
}

#[tokio::test]
async fn two_talks_do_not_meet_at_one_time_with_one_mediator_or_in_one_room() {
    for house in houses().await {
        let first = convened(&house).await;
        let number = first.dispute().await.number;
        let other = fined(&house, "示例·乙").await;
        other.consent().await;
        other.begin().await;
        let convene = |at: &'static str, place: &'static str| {
            [("starts_at", at), ("place", place), ("form.kind", "joint"), ("head_invited", "true")]
        };
        let mediation = other.mediation_id();
        let call = convene("2026年11月26日 9:45", "二号调解室");
        let refused = other.order("tiaojie1", &mediation, "convene_session", &call).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text.contains(&number) && refused.text.contains("主调人是同一位"),
            "{}",
            refused.text
        );
        let later = convene("2026年11月26日 10:00", "一号 调解室");
        other.step("tiaojie1", "convene_session", &later).await;
        let moved = [("starts_at", "2026年11月26日 9:50"), ("reason", "申请人有事")];
        let refused = other.order("tiaojie1", &mediation, "move_session", &moved).await;
        assert!(refused.text.contains("错开半小时"), "{}", refused.text);
        let moved = [("starts_at", "2026年11月26日 15:00"), ("reason", "申请人有事")];
        other.step("tiaojie1", "move_session", &moved).await;
        first.step("tiaojie1", "cancel_session", &[("session", "s1"), ("reason", "改日再谈")]).await;
        let moved = [("starts_at", "2026年11月26日 9:30"), ("reason", "申请人又有空了")];
        other.step("tiaojie1", "move_session", &moved).await;
    }
}

#[tokio::test]
async fn a_talk_is_moved_and_called_off_and_whoever_was_invited_is_told() {
    for house in houses().await {
        let case = convened(&house).await;
        let mediation = case.mediation_id();
        let clerk = house.officer("chuangkou").await;
        let theirs = house.get(&clerk, &format!("/desk/file/{mediation}/move_session")).await;
        assert_eq!(theirs.status, StatusCode::FORBIDDEN, "the lead mediator sets the talks");
        let before = letters(&house).await;
        let unread = [("starts_at", "改天"), ("reason", "申请人住院")];
        let unread = case.order("tiaojie1", &mediation, "move_session", &unread).await;
        assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
        let moved = [("starts_at", "2026年11月27日 14点半"), ("reason", "申请人住院")];
        case.step("tiaojie1", "move_session", &moved).await;
        assert_eq!(letters(&house).await, before + 1, "the party is written to");
        let own = own_page(&case).await;
        for told in [
            "谈话改期了",
            "2026年11月27日 14:30",
            "原定2026年11月26日 09:30",
            "申请人住院",
            "原定的谈话改了时间或者地点",
        ] {
            assert!(own.contains(told), "{told}: {own}");
        }
        let file = format!("/desk/file/{}", case.dispute);
        let agency = house.get(&house.officer("shichang").await, &file).await;
        assert!(agency.text.contains("会谈改期") && agency.text.contains("申请人住院"), "{}", agency.text);
        let keys = papers(&case).await;
        for key in ["session_change.p1.s1", "session_change.respondent.s1", "invitation.p1.s1"] {
            assert!(keys.iter().any(|offered| offered == key), "{key} is among {keys:?}");
        }
        if fonts().is_some() {
            let path = format!("{file}/papers/preview?paper=session_change.p1.s1");
            assert!(house.bytes(&clerk, &path).await.1.starts_with(b"%PDF"));
        }

        case.step("tiaojie1", "cancel_session", &[("reason", "双方自行谈好了")]).await;
        assert_eq!(letters(&house).await, before + 2);
        let officers = sent(&house).await;
        for said in ["的谈话改到", "的谈话取消，不用来了"] {
            let told = officers.iter().filter(|(by, text)| by == "officer" && text.contains(said)).count();
            assert!(told >= 2, "the agency and the table, without who did it: {said}: {officers:?}");
        }
        let own = own_page(&case).await;
        assert!(own.contains("谈话取消了") && own.contains("双方自行谈好了"), "{own}");
        let again = house
            .get(&house.officer("tiaojie1").await, &format!("/desk/file/{mediation}/cancel_session"))
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "there is none any more");
        let list = house.get(&house.officer("tiaojie1").await, "/desk").await;
        assert!(list.text.contains("召集第一次会谈"), "{}", list.text);
        let keys = papers(&case).await;
        assert!(!keys.iter().any(|key| key.starts_with("invitation.")), "nobody is invited: {keys:?}");
        let page = house.get(&clerk, &format!("{file}/papers")).await;
        assert!(page.text.contains("调解会取消通知书"), "{}", page.text);
        case.holds().await;
    }
}

#[tokio::test]
async fn nothing_is_written_down_of_a_talk_that_has_not_begun() {
    for house in houses().await {
        let case = convened(&house).await;
        let written = [("session", "s1"), ("text", "双方陈述")];
        let early = case.order("tiaojie1", &case.mediation_id(), "write_minutes", &written).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.text.contains("会谈定在2026年11月26日 09:30，还没有开始"), "{}", early.text);
        assert!(early.text.contains("双方陈述"), "what was typed stays");
        let mut came = vec![("session", "s1"), ("present", "p1")];
        came.extend_from_slice(HEAD_CAME);
        let early = case.order("tiaojie1", &case.mediation_id(), "record_attendance", &came).await;
        assert!(early.text.contains("还没有开始"), "{}", early.text);
    }
}

#[tokio::test]
async fn who_was_there_is_the_sides_their_agents_and_the_table() {
    for house in houses().await {
        let case = registered(
            &house,
            "示例·甲",
            &[("parties.0.agent.name", "示例·代理"), ("parties.0.agent.authority", "special")],
        )
        .await;
        case.import("party_asks", "before_procedure", false).await;
        case.consent().await;
        case.begin().await;
        let call = [("starts_at", "2026年11月24日 9:00"), ("place", "一号调解室"), ("form.kind", "joint")];
        case.step("tiaojie1", "convene_session", &call).await;
        for side in ["p1", RESPONDENT] {
            let told = [("session", "s1"), ("recipient", side), ("way", "in_person"), ("note", "本人签收")];
            case.step("chuangkou", "record_service", &told).await;
        }
        let mut came = vec![("present", "p1"), ("present", RESPONDENT), ("agents", "p1")];
        came.extend_from_slice(HEAD_CAME);
        case.step("tiaojie1", "record_attendance", &came).await;
        case.step("tiaojie1", "write_minutes", &[("text", "双方陈述。")]).await;
        let there = case.mediation().await.sessions[0].attendance.clone().expect("is recorded");
        assert_eq!(
            (there.agents, there.team.len()),
            (vec!["p1".to_owned()], 3),
            "the table came unless it is said otherwise"
        );
        let page =
            house.get(&house.officer("chuangkou").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(page.text.contains("的代理人示") && page.text.contains("示例·调解员"), "{}", page.text);
        if fonts().is_some() {
            crate::papers::look_at(&house, "chuangkou", &case.dispute, "attended", &["minutes.-.s1"]).await;
        }
        done(
            &case
                .order(
                    "tiaojie1",
                    &case.mediation_id(),
                    "draft_agreement",
                    &[
                        ("obligations.0.obligor", RESPONDENT),
                        ("obligations.0.obligee", "p1"),
                        ("obligations.0.content", "改罚 300 元"),
                        ("obligations.0.due_on", "2026年12月10日"),
                        ("disposition", "changed"),
                        ("ending", "agreement_alone"),
                    ],
                )
                .await,
            "draft",
        );
        // Nothing is printed as agreed before somebody has found it lawful.
        case.lawful().await;
        if fonts().is_some() {
            crate::papers::look_at(&house, "chuangkou", &case.dispute, "drafted", &["agreement.-.-"]).await;
        }
    }
}

#[tokio::test]
async fn the_record_of_a_talk_apart_is_printed_for_the_team_and_lies_in_no_volume() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        case.talk_apart("s1", "p1", "其实三百元也可以接受").await;
        let path = format!("/desk/file/{}/papers", case.dispute);
        let key = "minutes_apart.-.s1";
        let mut lead = house.officer("tiaojie1").await;
        let page = house.get(&lead, &path).await;
        let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
        assert!(
            page.text.contains(key) && page.text.contains("只给指导法官和主调人，不入卷"),
            "{}",
            page.text
        );
        let (_, bytes) = house.bytes(&lead, &format!("{path}/preview?paper={key}")).await;
        assert!(bytes.starts_with(b"%PDF"));
        let issued = house
            .post(&mut lead, &path, &[("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", key)])
            .await;
        assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.text);
        let paper = format!("{path}/{}.paper1", case.dispute);
        for (who, reads) in [
            ("tiaojie1", true),
            ("faguan1", true),
            ("chuangkou", false),
            ("zhuren", false),
            ("shichang", false),
            ("dangan", false),
        ] {
            let officer = house.officer(who).await;
            let status = house.bytes(&officer, &paper).await.0;
            assert_eq!(status == StatusCode::OK, reads, "{who}: {status}");
        }
        // Nor do those at the table see it once they have left it.
        let fill =
            [("user", "guiding_judge|u-faguan2|judge"), ("in_place_of", "u-faguan1"), ("reason", "工作调动")];
        case.step("zhuren", "fill_seat", &fill).await;
        let gone = house.bytes(&house.officer("faguan1").await, &paper).await.0;
        assert_eq!(gone, StatusCode::NOT_FOUND);
        let fail = [("ground", "large_divergence"), ("reason", "差距较大")];
        case.step("tiaojie1", "fail", &fail).await;
        let catalogue = house.get(&lead, &format!("{path}/preview?paper=volume_catalogue.-.-")).await;
        assert_ne!(catalogue.status, StatusCode::INTERNAL_SERVER_ERROR);
    }
}

#[tokio::test]
async fn whatever_ends_a_mediation_calls_off_the_talk_that_was_to_come_and_tells_who_was_invited() {
    for house in houses().await {
        let case = convened(&house).await;
        let before = sent(&house).await.len();
        let fail = [("ground", "large_divergence"), ("reason", "差距较大")];
        case.step("tiaojie1", "fail", &fail).await;
        let said = sent(&house).await.split_off(before);
        let off = "调解已经结束，原定2026年11月26日 09:30的谈话不开了";
        for channel in ["sms", "officer"] {
            assert!(said.iter().any(|(by, text)| by == channel && text.contains(off)), "{channel}: {said:?}");
        }
        let own = own_page(&case).await;
        assert!(own.contains("谈话取消了") && !own.contains("下一次谈话"), "{own}");
        for login in ["tiaojie1", "chuangkou"] {
            let list = house.get(&house.officer(login).await, "/desk").await.text;
            assert!(!list.contains("送达会谈通知") && !list.contains("记录到场情况"), "{login}: {list}");
        }
        let keys = papers(&case).await;
        assert!(keys.iter().any(|key| key == "session_change.p1.s1"), "{keys:?}");
        assert!(!keys.iter().any(|key| key.starts_with("invitation.")), "{keys:?}");
        case.holds().await;
    }
}

#[tokio::test]
async fn minutes_are_signed_after_the_end_until_the_file_is_closed_and_closing_says_what_is_unsigned() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        case.consent().await;
        case.begin().await;
        case.talk_apart("s1", "p1", "其实三百元也可以接受").await;
        let path = format!("/desk/file/{}/fail", case.mediation_id());
        let ending = house.get(&house.officer("tiaojie1").await, &path).await.text;
        assert!(
            ending.contains("还没有签完字的笔录：")
                && ending.contains("没有签。终结以后、归档以前还可以补签"),
            "{ending}"
        );
        case.step("tiaojie1", "fail", &[("ground", "large_divergence"), ("reason", "差距较大")]).await;
        let own = own_page(&case).await;
        assert!(own.contains("在谈话记录上签字"), "{own}");
        let file = format!("/desk/file/{}", case.dispute);
        let body = house.office.law().directory.organizations.iter().find_map(|(id, body)| {
            (body.category == huajie_law::directory::Category::Court).then(|| id.to_string())
        });
        let to = body.expect("the city has a court");
        case.step("chuangkou", "hand_on", &[("to", &to)]).await;
        case.signed_for("faguan1").await;
        case.visit("not_applicable").await;
        let closing = house.get(&house.officer("dangan").await, &format!("{file}/close")).await;
        assert!(closing.text.contains("还没有签完字的笔录：单独谈话的笔录 1 份"), "{}", closing.text);
        assert!(closing.text.contains("笔录为什么没有签完字"), "{}", closing.text);

        let mut citizen = house.party(&case.dispute, "p1").await;
        let path = format!("/my/{}/sign_minutes", case.mediation_id());
        let form = house.get(&citizen, &path).await;
        assert!(form.text.contains("其实三百元也可以接受"), "{}", form.text);
        let glass = crate::cases::glass();
        let filled = form.filled_in(&[("way", &glass)]);
        let filled: Vec<(&str, &str)> =
            filled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let signed = house.post(&mut citizen, &path, &filled).await;
        assert_eq!(signed.location.as_deref(), Some("/my?done=sign_minutes"), "{}", signed.text);
        let closing = house.get(&house.officer("dangan").await, &format!("{file}/close")).await;
        assert!(!closing.text.contains("还没有签完字的笔录"), "{}", closing.text);
        case.close().await;
    }
}

#[tokio::test]
async fn importing_by_the_sixth_category_alone_asks_for_words() {
    for house in houses().await {
        let case = registered(&house, "示例·甲", &[]).await;
        let silent = [("categories", "other_settleable"), ("channel", "before_procedure")];
        let page = case.order("chuangkou", &case.mediation_id(), "import", &silent).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("请写明这件事为什么适合调解"), "{}", page.text);
        case.import("other_settleable", "before_procedure", false).await;
    }
}

/// Two talks in two files, ordered in one moment by the one lead mediator, each from a page that was opened before the other was given:
/// one of them gets through, the other one is told of it.
#[tokio::test]
async fn of_two_talks_that_are_set_at_the_same_instant_the_second_is_refused() {
    for house in houses().await {
        let mut cases = Vec::new();
        for name in ["示例·甲", "示例·乙"] {
            let case = fined(&house, name).await;
            case.consent().await;
            case.begin().await;
            cases.push(case);
        }
        for hour in 9..15 {
            let at = format!("2026年11月30日 {hour}:00");
            let call = [("starts_at", at.as_str()), ("place", "一号调解室"), ("form.kind", "joint")];
            let set = |case: &crate::cases::Case<'_>| {
                let id = case.mediation_id();
                let (house, call) = (&house, call);
                async move {
                    let mut lead = house.officer("tiaojie1").await;
                    house.order(&mut lead, &id, "convene_session", &call).await
                }
            };
            let (first, second) = tokio::join!(set(&cases[0]), set(&cases[1]));
            let through =
                [&first, &second].iter().filter(|page| page.status == StatusCode::SEE_OTHER).count();
            assert_eq!(through, 1, "{hour}: {} {}", first.text, second.text);
            let refused = if first.status == StatusCode::SEE_OTHER { second } else { first };
            assert!(refused.text.contains("错开半小时"), "{}", refused.text);
        }
        cases[0].holds().await;
    }
}

#[tokio::test]
async fn a_clerk_is_not_offered_what_only_the_party_can_do_and_who_withdrew_is_said_to_have() {
    for house in houses().await {
        let dispute = crate::stories::registered(&house).await;
        let mediation = crate::stories::at_the_table(&house, &dispute).await;
        let mut clerk = house.officer("chuangkou").await;
        let asked = house.get(&clerk, &format!("/desk/file/{mediation}/record_consent")).await;
        assert!(!asked.text.contains("value=\"online_form\""), "{}", asked.text);
        let left = [("party", "p1"), ("reason", "不想谈了")];
        done(&house.order(&mut clerk, &mediation, "withdraw_consent", &left).await, "withdraw");
        let file = house.get(&clerk, &format!("/desk/file/{dispute}")).await;
        assert!(file.text.contains("；2026年11月24日撤回同意"), "{}", file.text);
    }
}
