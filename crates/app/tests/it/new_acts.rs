//! A new act that is told of at a visit: its own days on the own page and on the list, and a file of its own beside the old one.

use crate::{
    cases::Case,
    harness::houses,
    next_steps::texts,
    promises::{on_the_list, promised},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{AnyMatter, Kind, MatterId};
use jiff::civil::date;

const FEE: [(&str, &str); 8] = [
    ("visit.form", "phone"),
    ("visit.new_conflict", "上门要收五千元管理费"),
    ("visit.conflict_about", "new_act"),
    ("visit.new_act.act.kind", "other"),
    ("visit.new_act.act.title", "收取管理费 5000 元"),
    ("visit.new_act.act.made_on", "2026年11月20日"),
    ("visit.new_act.act.known_on", "2026年11月20日"),
    ("visit.new_act.act.told", "no"),
];

impl Case<'_> {
    async fn number_of(&self, dispute: &str) -> String {
        match self.matter(&MatterId::from(dispute)).await {
            AnyMatter::Dispute(held) => held.number,
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_new_act_told_of_at_a_visit_is_minded_until_it_is_registered_beside_the_old_file() {
    for house in houses().await {
        let (case, _) = promised(&house).await;
        let follow_up = case.dispute.child(Kind::FollowUp, 1);
        house.on_day(date(2026, 11, 25));
        let unsaid = [("visit.form", "phone"), ("visit.new_conflict", "又要收费")];
        let unsaid = case.order("chuangkou", &follow_up, "record_visit", &unsaid).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unsaid.text);
        assert!(unsaid.text.contains("请选新的矛盾是为了什么"), "{}", unsaid.text);
        for left_out in [&["visit.new_conflict"][..], &["visit.new_conflict", "visit.conflict_about"]] {
            let untold: Vec<_> = FEE.into_iter().filter(|(name, _)| !left_out.contains(name)).collect();
            let untold = case.order("chuangkou", &follow_up, "record_visit", &untold).await;
            assert_eq!(untold.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", untold.text);
            assert!(untold.text.contains("请写明新的矛盾"), "not dropped without a word: {}", untold.text);
        }
        done(&case.order("chuangkou", &follow_up, "record_visit", &FEE).await, "visit");

        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        for told in ["收取管理费 5000 元", "行政复议申请期限到2027年1月19日", "要另行登记，还没有登记"]
        {
            assert!(own.contains(told), "{told}: {own}");
        }
        let agency =
            house.get(&house.officer("shichang").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(!agency.text.contains("管理费"), "{}", agency.text);
        let list = on_the_list(&house, "chuangkou").await;
        assert!(list.contains("说到新的行政行为，另行登记") && list.contains("2027年1月19日"), "{list}");
        assert!(list.contains(&format!("{follow_up}/register?step=1")), "{list}");

        let mut clerk = house.officer("chuangkou").await;
        let step = house.get(&clerk, &format!("/desk/file/{follow_up}/register")).await;
        let path = step.location.expect("registered where all are");
        assert_eq!(path, format!("/desk/register?follows={follow_up}"));
        let form = house.get(&clerk, &path).await;
        for known in ["收取管理费 5000 元", "示例·甲", "上门要收五千元管理费", "2026年11月20日"]
        {
            assert!(form.text.contains(known), "{known}: {}", form.text);
        }
        let typed = [("claims", "退还管理费"), ("wish", "register_only")];
        let pairs = form.filled_in(&typed);
        let receipt = house.post_with(&mut clerk, "/desk/register", &pairs, &[]).await;
        assert!(receipt.text.contains("已经登记"), "{}", receipt.text);
        assert!(receipt.text.contains("等本人带身份证件来领"), "{}", receipt.text);
        let said = texts(&house).await;
        let told = said.iter().find(|(_, text)| text.contains("回访时说到的新的行政行为已经另行登记"));
        let (_, told) = told.expect("a text says so");
        assert!(told.contains("带身份证件到窗口领取") && told.contains("编号钟行争"), "{told}");

        let old = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await.text;
        assert!(old.contains("已经另行登记") && old.contains("另行登记的那一件"), "{old}");
        let there = old.split("/desk/file/").find(|rest| rest.contains("另行登记的那一件"));
        let there = there.and_then(|rest| rest.split('"').next()).expect("a way to it").to_owned();
        let new = house.get(&clerk, &format!("/desk/file/{there}")).await.text;
        assert!(new.contains("从回访中发现") && new.contains("收取管理费"), "{new}");
        let list = on_the_list(&house, "chuangkou").await;
        assert!(!list.contains("说到新的行政行为"), "{list}");
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(!own.contains("要另行登记，还没有登记"), "{own}");
        let number = case.number_of(&there).await;
        assert!(own.contains(&format!("已经另行登记，编号{number}")), "{number}: {own}");
        assert!(own.contains("请本人带身份证件到窗口领取"), "{own}");
        let twice = house.get(&clerk, &path).await;
        assert_ne!(twice.status, StatusCode::OK, "once is enough");
        case.holds().await;
    }
}

#[tokio::test]
async fn of_two_new_acts_each_has_its_own_to_do_and_the_one_that_was_meant_is_registered() {
    for house in houses().await {
        let (case, _) = promised(&house).await;
        let follow_up = case.dispute.child(Kind::FollowUp, 1);
        house.on_day(date(2026, 11, 25));
        done(&case.order("chuangkou", &follow_up, "record_visit", &FEE).await, "visit");
        house.on_day(date(2026, 12, 1));
        let other = FEE.map(|(name, value)| match name {
            "visit.new_act.act.title" => (name, "查封货物"),
            _ => (name, value),
        });
        let lines = [("visit.lines.0.said", "performed"), ("visit.lines.1.said", "performed")];
        let second: Vec<_> = other.into_iter().chain(lines).collect();
        done(&case.order("chuangkou", &follow_up, "record_visit", &second).await, "visit");
        let mut clerk = house.officer("chuangkou").await;
        let file = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await.text;
        for line in ["register?step=1", "register?step=2"] {
            assert!(file.contains(line), "{line}: {file}");
        }
        let leave = house.get(&clerk, &format!("/desk/file/{follow_up}/leave_new_act")).await.text;
        assert!(leave.contains("哪一个") && leave.contains("查封货物"), "{leave}");
        let step = house.get(&clerk, &format!("/desk/file/{follow_up}/register?step=2")).await;
        let path = step.location.expect("registered where all are");
        let form = house.get(&clerk, &path).await;
        assert!(form.text.contains("查封货物"), "{}", form.text);
        let pairs = form.filled_in(&[("claims", "解除查封"), ("wish", "register_only")]);
        let receipt = house.post_with(&mut clerk, "/desk/register", &pairs, &[]).await;
        assert!(receipt.text.contains("已经登记"), "{}", receipt.text);
        let list = on_the_list(&house, "chuangkou").await;
        assert!(list.contains("收取管理费") && !list.contains("register?step=2"), "the first waits: {list}");
        let left = [("act", "1"), ("reason", "本人不要求")];
        done(&case.order("chuangkou", &follow_up, "leave_new_act", &left).await, "left");
        assert!(!on_the_list(&house, "chuangkou").await.contains("说到新的行政行为"));
        case.holds().await;
    }
}
