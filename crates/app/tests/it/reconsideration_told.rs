//! What whoever takes part in a reconsideration is told by text and on `/my`, and when.

use crate::{
    harness::houses,
    next_steps::{sent, texts, texts_saying},
    reconsideration::{applied, conditions, decide, fined, held, issued, serve, taken_up},
    reconsideration_papers::HEARING,
    stories::done,
};
use jiff::civil::date;

#[tokio::test]
async fn whoever_is_served_first_is_told_its_own_day_to_sue_then() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        let notice = issued(&case, &id).await;
        let day = "最后一天是2026年12月16日";
        assert_eq!(texts_saying(&house, day).await, 0, "nothing runs before it is served");
        serve(&case, &id, &format!("{notice}|p1")).await;
        assert_eq!(texts_saying(&house, day).await, 1, "行诉法45条: {:?}", texts(&house).await);
        let page = case.my("p1").await;
        assert!(page.contains("决定书2026年12月1日送达") && page.contains(day), "{page}");
        assert!(!page.contains("正在送达"), "{page}");
        // With the last service it takes effect; of that everybody hears once.
        house.on_day(date(2026, 12, 20));
        serve(&case, &id, &format!("{notice}|respondent")).await;
        assert_eq!(texts_saying(&house, "向法院起诉的最后一天是2026年12月16日，已经过了").await, 1);
        let page = case.my("p1").await;
        assert!(page.contains("，已经过了；") && !page.contains("十五日内向法院起诉"), "{page}");
    }
}

#[tokio::test]
async fn that_a_paper_did_not_reach_is_read_of_and_how_it_went_by_whoever_serves_it() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        done(&case.order("fuyi1", &id, "accept", &conditions()).await, "accept");
        let tried = [
            ("notice", "n1|p1"),
            ("delivery.by", "direct"),
            ("delivery.failed", "true"),
            ("delivery.note", "前台拒收"),
        ];
        done(&case.order("fuyi1", &id, "serve", &tried).await, "serve");
        let file = async |login: &str| {
            house.get(&house.officer(login).await, &format!("/desk/file/{}", case.dispute)).await.text
        };
        let (office, agency) = (file("fuyi1").await, file("shichang").await);
        assert!(office.contains("没有送到：前台拒收"), "{office}");
        assert!(agency.contains("没有送到") && !agency.contains("前台拒收"), "{agency}");
        let page = case.my("p1").await;
        assert!(page.contains("2026年11月24日送过一次，没有送到"), "{page}");
    }
}

#[tokio::test]
async fn that_a_hearing_is_cancelled_is_told_to_whoever_was_to_come() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        done(&case.order("fuyi1", &id, "convene_hearing", &HEARING).await, "convene_hearing");
        let reason = [("reason", "改为书面审理")];
        done(&case.order("fuyi1", &id, "cancel_hearing", &reason).await, "cancel_hearing");
        let off = "原定2026年12月10日 09:30的听证取消了，不用到场";
        assert_eq!(texts_saying(&house, off).await, 1);
        let officers = sent(&house).await;
        let officers = officers.iter().filter(|(by, text)| by == "officer" && text.contains(off)).count();
        assert_eq!(officers, 4, "the agency, two members and the clerk: who did it knows");
    }
}

#[tokio::test]
async fn nothing_is_called_done_and_put_away_before_the_paper_that_ended_it_was_served() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        done(&case.order("shichang", &id, "reply", &[("text", "处罚适当")]).await, "reply");
        let withdraw = [("reason", "不想再申请了"), ("cost_shown", "true")];
        done(&case.order("p1", &id, "apply_withdrawal", &withdraw).await, "apply_withdrawal");
        let allow = [("allowed", "true"), ("reason", "自愿、合法")];
        done(&case.order("fuyi1", &id, "decide_withdrawal", &allow).await, "decide_withdrawal");
        let page = case.my("p1").await;
        assert!(page.contains("还有文书没有送到"), "{page}");
        assert!(!page.contains("归档") && !page.contains("程序已经依法办完"), "{page}");
        let archivist = house.officer("dangan").await;
        let close = format!("/desk/file/{}/close", case.dispute);
        let refused = house.get(&archivist, &close).await.text;
        assert!(refused.contains("行政复议的终止决定书（"), "it names what waits: {refused}");
        let office = house.get(&house.officer("fuyi1").await, "/desk").await.text;
        assert!(office.contains("送达终止决定书："), "{office}");
        let notice = held(&case, &id).await.notices.last().expect("it is to be served").key.clone();
        for side in ["p1", "respondent"] {
            assert!(!house.get(&archivist, "/desk").await.text.contains("整理卷宗，归档"));
            serve(&case, &id, &format!("{notice}|{side}")).await;
        }
        let page = case.my("p1").await;
        assert!(page.contains("程序已经依法办完") && page.contains("整理案卷，归档"), "{page}");
        assert!(house.get(&archivist, "/desk").await.text.contains("整理卷宗，归档"));
    }
}

#[tokio::test]
async fn a_decision_that_is_served_is_not_called_done_and_who_is_enforced_against_is_told() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        taken_up(&case, &id).await;
        decide(&case, &id).await;
        let page = case.my("p1").await;
        assert!(page.contains("起诉的期限还没有过") && !page.contains("程序已经依法办完"), "{page}");
        assert!(
            page.contains("约谈它的负责人、通报批评") && !page.contains("申请强制执行"),
            "77条2款: {page}"
        );
        house.on_day(date(2026, 12, 17));
        house.office.record_lapses().await.expect("is recorded");
        let enforce = [("by", "body"), ("against", "p1"), ("no_suit", "true")];
        done(&case.order("fuyi1", &id, "enforce", &enforce).await, "enforce");
        assert_eq!(
            texts_saying(&house, "已经开始依法强制执行，对象是您").await,
            1,
            "78条: {:?}",
            texts(&house).await
        );
        let page = case.my("p1").await;
        assert!(page.contains("2026年12月17日起依法对您强制执行（复议机关依法强制执行"), "{page}");
        assert!(page.contains("对方要履行决定"), "each owes its own: {page}");
        let refused =
            house.get(&house.officer("dangan").await, &format!("/desk/file/{}/close", case.dispute)).await;
        assert!(refused.text.contains("被申请人还没有履行复议决定"), "{}", refused.text);
    }
}

#[tokio::test]
async fn what_was_decided_is_named_where_another_application_is_taken_in_and_reviewed() {
    for house in houses().await {
        let case = fined(&house).await;
        let first = applied(&case).await;
        taken_up(&case, &first).await;
        decide(&case, &first).await;
        let step = "apply_for_reconsideration";
        let form =
            house.get(&house.officer("fuyi1").await, &format!("/desk/file/{}/{step}", case.dispute)).await;
        let number = held(&case, &first).await.number;
        let before = format!("以前受理过：{number}（2026年11月24日受理，决定变更）");
        assert!(form.text.contains(&before), "30条1款7项: {}", form.text);
        let mut pairs = vec![("application.way", "in_person"), ("application.requests", "annul")];
        let refused = case.order("fuyi1", &case.dispute, step, &pairs).await;
        assert!(refused.text.contains("不能再受理一次"), "{}", refused.text);
        pairs.push(("application.despite_earlier", "true"));
        done(&case.order("fuyi1", &case.dispute, step, &pairs).await, step);
        let again = case.dispute.child(huajie_law::Kind::Reconsideration, 2);
        let review = house.get(&house.officer("fuyi1").await, &format!("/desk/file/{again}/accept")).await;
        assert!(review.text.contains(&before) && review.text.contains("请决定不予受理"), "{}", review.text);
        let mut said = conditions();
        said.push(("against_will", "申请人说当时不想"));
        let refused = case.order("fuyi1", &again, "accept", &said).await;
        assert!(refused.text.contains("不能再受理；请决定不予受理"), "{}", refused.text);
        let desk = house.get(&house.officer("fuyi1").await, "/desk").await.text;
        assert!(desk.contains("受理过同一申请：决定不予受理"), "{desk}");
        let earlier = format!("同一行政行为以前受理过复议：{number}（2026年11月24日受理，决定变更）");
        let page = case.my("p1").await;
        assert!(page.contains(&earlier) && page.contains("审查以后依法不予受理"), "{page}");
        // Nobody refuses it by the 8th: it counts as accepted, and its end stands on every page.
        house.on_day(date(2026, 12, 9));
        house.office.record_lapses().await.expect("is recorded");
        let page = case.my("p1").await;
        assert!(page.contains(&earlier) && page.contains("审理以后依法驳回申请"), "{page}");
        let second = held(&case, &again).await.number;
        let file =
            house.get(&house.officer("fuyi1").await, &format!("/desk/file/{}", case.dispute)).await.text;
        let to_do = "要办：以前受理过同一申请：提出审查意见，拟驳回复议申请";
        assert!(file.contains(to_do) && file.contains("——还办不了：还没有指定复议人员"), "{file}");
        for step in [format!("发送申请书副本（{second}）"), format!("公开副本（{number}）")] {
            assert!(file.contains(&step), "{step}: {file}");
        }
    }
}
