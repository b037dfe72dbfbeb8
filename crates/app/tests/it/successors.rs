//! Who takes the place of an applicant who died or lost capacity, through the pages of the office; and a service struck. On both engines.

use crate::{
    cases::pixel,
    harness::houses,
    next_steps::texts,
    promises::promised,
    reconsideration::{applied, conditions, fined, held, serve},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{dispute::Authority, telephone::NOT_DIALLED};
use jiff::civil::date;

pub const HEIR: [(&str, &str); 7] = [
    ("party", "p1"),
    ("name", "周承受"),
    ("nature", "natural_person"),
    ("number", "11010519491231002X"),
    ("phone", "13700000009"),
    ("address", "例村二组"),
    ("relation", "配偶"),
];

/// Who comes after the first heir.
const SON: [(&str, &str); 6] = [
    ("party", "p1"),
    ("ground", "died"),
    ("name", "张承"),
    ("nature", "natural_person"),
    ("phone", "13700000010"),
    ("relation", "儿子"),
];

#[tokio::test]
async fn whoever_inherits_is_admitted_by_the_office_and_the_old_name_stays_in_the_history() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        let before = house.party(&case.dispute, "p1").await;
        assert_eq!(house.get(&before, "/my").await.status, StatusCode::OK);
        let mut officer = house.officer("fuyi1").await;
        let pairs: Vec<_> = HEIR.into_iter().chain([("ground", "died")]).collect();
        let unproved = house.order_with(&mut officer, &case.dispute, "admit_successor", &pairs, &[]).await;
        assert_eq!(unproved.status, StatusCode::UNPROCESSABLE_ENTITY, "the paper is asked for");
        let files = [("document", "死亡和亲属关系证明.png", &*pixel())];
        let page = house.order_with(&mut officer, &case.dispute, "admit_successor", &pairs, &files).await;
        done(&page, "admit_successor");
        let dispute = case.dispute().await;
        let party = dispute.party("p1").expect("the seat keeps its key");
        assert_eq!(party.particulars.label, "周某某");
        let person = house.office.open_person(&party.particulars.person).await.expect("opens");
        assert_eq!((person.name.as_str(), person.phone.as_deref()), ("周承受", Some("13700000009")));
        let was = house.office.open_person(&party.former[0].person).await.expect("opens");
        assert_eq!(was.name, "示例超市", "who sat there before stays sealed");
        assert_eq!(held(&case, &id).await.brief.parties[0].label, "周某某", "papers bear the new name");
        let out = house.get(&before, "/my").await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "whoever came in as the one who is gone is out");
        let file = house.get(&officer, &format!("/desk/file/{}", case.dispute)).await.text;
        for said in ["由承受人、法定代理人参加", "周某某（个人", "2026年11月24日起承受示例超市", "14条2款"]
        {
            assert!(file.contains(said), "{said}: {file}");
        }
    }
}

#[tokio::test]
async fn the_second_heir_comes_beside_the_first_and_nobody_is_put_out() {
    for house in houses().await {
        let case = fined(&house).await;
        applied(&case).await;
        let files = [("document", "死亡和亲属关系证明.png", &*pixel())];
        let mut officer = house.officer("fuyi1").await;
        let died: Vec<_> = HEIR.into_iter().chain([("ground", "died")]).collect();
        done(&house.order_with(&mut officer, &case.dispute, "admit_successor", &died, &files).await, "first");
        let first = house.party(&case.dispute, "p1").await;
        let page = house.order_with(&mut officer, &case.dispute, "admit_successor", &SON, &files).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("周某某已经承受"), "{}", page.text);
        let beside: Vec<_> = SON.into_iter().chain([("seat", "beside")]).collect();
        done(
            &house.order_with(&mut officer, &case.dispute, "admit_successor", &beside, &files).await,
            "second",
        );
        let labels: Vec<String> =
            case.dispute().await.applicants().map(|party| party.particulars.label.clone()).collect();
        assert_eq!(labels, ["周某某", "张某"], "14条2款");
        assert_eq!(house.get(&first, "/my").await.status, StatusCode::OK, "the first stays");
    }
}

#[tokio::test]
async fn a_guardian_is_written_down_as_such_and_the_applicant_stays() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        let pairs: Vec<_> = HEIR.into_iter().chain([("ground", "incapable")]).collect();
        let files = [("document", "监护证明.png", &*pixel())];
        let mut officer = house.officer("fuyi1").await;
        let page = house.order_with(&mut officer, &case.dispute, "admit_successor", &pairs, &files).await;
        done(&page, "admit_successor");
        let dispute = case.dispute().await;
        let party = &dispute.party("p1").expect("is there").particulars;
        assert_eq!(party.label, "示例超市");
        let guardian = party.agent.as_ref().expect("14条3款");
        assert_eq!((guardian.label.as_str(), guardian.authority), ("周某某", Authority::Statutory));
        // No letter gives it, and none is asked for.
        let named = format!("p1@{}", guardian.person);
        let own = house.get(&house.party(&case.dispute, &named).await, "/my").await.text;
        assert!(own.contains("您是法定代理人") && !own.contains("授权委托书"), "{own}");
        let withdrawing = format!("/my/{id}/apply_withdrawal");
        let guardian = house.get(&house.party(&case.dispute, &named).await, &withdrawing).await;
        assert_eq!(guardian.status, StatusCode::OK, "{}", guardian.text);
        let alone = house.get(&house.party(&case.dispute, "p1").await, &withdrawing).await;
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(alone.text.contains("由法定代理人代为参加"), "{}", alone.text);
        let file = house.get(&officer, &format!("/desk/file/{}", case.dispute)).await.text;
        assert!(file.contains("法定代理") && !file.contains("授权委托书还没有交"), "{file}");
        let clerk = house.officer("chuangkou").await;
        let letter = house.get(&clerk, &format!("/desk/file/{}/file_authority", case.dispute)).await;
        assert_eq!(letter.status, StatusCode::FORBIDDEN, "nobody's letter is missing");
    }
}

#[tokio::test]
async fn whoever_comes_has_a_telephone_that_can_be_dialled_like_everybody_else() {
    for house in houses().await {
        let case = fined(&house).await;
        applied(&case).await;
        let typed = HEIR.map(|(name, value)| if name == "phone" { (name, "1370000") } else { (name, value) });
        let pairs: Vec<_> = typed.into_iter().chain([("ground", "died")]).collect();
        let files = [("document", "死亡证明.png", &*pixel())];
        let mut officer = house.officer("fuyi1").await;
        let page = house.order_with(&mut officer, &case.dispute, "admit_successor", &pairs, &files).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains(NOT_DIALLED.says) && page.text.contains("1370000"), "{}", page.text);
        assert_eq!(case.dispute().await.party("p1").expect("is there").former.len(), 0);
    }
}

#[tokio::test]
async fn a_service_that_was_recorded_by_mistake_is_struck_on_a_page_and_stays_readable() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        let conditions = conditions();
        done(&case.order("fuyi1", &id, "accept", &conditions).await, "accept");
        let left = [
            ("notice", "n1|p1"),
            ("delivery.by", "left"),
            ("delivery.on", "2026年11月24日"),
            ("delivery.witness", "居委会工作人员"),
        ];
        let unreasoned = case.order("fuyi1", &id, "serve", &left).await;
        assert!(unreasoned.text.contains("请写明拒收的事由"), "{}", unreasoned.text);
        serve(&case, &id, "n1|p1").await;
        let strike = [("notice", "n1|0"), ("reason", "回执是另一件的")];
        let mut officer = house.officer("fuyi1").await;
        let asked = house.get(&officer, &format!("/desk/file/{id}/strike_service")).await.text;
        assert!(asked.contains("受理通知书 → 示例超市"), "{asked}");
        done(&house.order_with(&mut officer, &id, "strike_service", &strike, &[]).await, "strike_service");
        let file = house.get(&officer, &format!("/desk/file/{}", case.dispute)).await.text;
        assert!(file.contains("作废（回执是另一件的）") && file.contains("还没有送达"), "{file}");
    }
}

#[tokio::test]
async fn what_was_agreed_before_keeps_the_name_of_who_signed_it_and_the_heirs_learn_how_far_it_holds() {
    for house in houses().await {
        let (case, performance) = promised(&house).await;
        house.on_day(date(2026, 11, 26));
        let files = [("document", "死亡和亲属关系证明.png", &*pixel())];
        let mut clerk = house.officer("chuangkou").await;
        let died: Vec<_> = HEIR.into_iter().chain([("ground", "died")]).collect();
        let page = house.order_with(&mut clerk, &case.dispute, "admit_successor", &died, &files).await;
        done(&page, "admit_successor");
        let son: Vec<_> = SON.into_iter().chain([("seat", "beside")]).collect();
        let page = house.order_with(&mut clerk, &case.dispute, "admit_successor", &son, &files).await;
        done(&page, "the second");
        let told = texts(&house).await;
        for (phone, how) in [("13700000009", "查询码"), ("13700000010", "用编号和这个手机号")] {
            let text = told.iter().find(|(to, _)| to == phone).map(|(_, text)| text).expect("is told");
            for said in ["登记为申请人的承受人，编号钟行争〔2026〕1号", how, "对承受人也有效"]
            {
                assert!(text.contains(said), "{said}: {text}");
            }
            assert!(!text.contains('周') && !text.contains('示'), "no names: {text}");
        }
        let file = house.get(&clerk, &format!("/desk/file/{}", case.dispute)).await.text;
        let first = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        for page in [&file, &first] {
            for said in ["示某某（已由周某某承受）", "以分到的遗产的实际价值为限", "1161条"]
            {
                assert!(page.contains(said), "{said}: {page}");
            }
        }
        let second = house.get(&house.party(&case.dispute, "p2").await, "/my").await.text;
        for said in ["示某某签的协议对继承人也有效", "缴纳罚款"] {
            assert!(second.contains(said), "{said}: {second}");
        }
        let task = house.get(&clerk, "/desk").await.text;
        assert!(!task.contains("已由周某某承受"), "who has to do it is who has the seat: {task}");
        assert_eq!(performance, case.dispute.child(huajie_law::Kind::Performance, 1));
    }
}
