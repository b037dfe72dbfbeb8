//! What the office finds out itself (调查取证), what goes to the department above (抄告), and what the agency knows before an
//! application is accepted: through the pages and the API. On both engines.

use crate::{
    cases::{Case, pixel},
    harness::houses,
    papers::{fonts, look_at},
    reconsideration::{applied, conditions, decide, fined, held, replied, serve, taken_up},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{MatterId, reconsideration::InquiryOutcome};
use jiff::civil::date;

async fn tried(case: &Case<'_>) -> MatterId {
    let id = applied(case).await;
    taken_up(case, &id).await;
    done(&case.order("fuyiju", &id, "assign", &[("handlers", "u-fuyi1")]).await, "assign");
    id
}

const PLAN: [(&str, &str); 6] = [
    ("plan.matters", "商品的保质期怎样标的"),
    ("plan.body", "示例仓储中心"),
    ("plan.name", "示例王仓管"),
    ("plan.phone", "13900006666"),
    ("plan.officers", "u-fuyi1"),
    ("plan.officers", "u-fuyi2"),
];

#[tokio::test]
async fn an_inquiry_is_decided_on_carried_out_by_two_printed_and_kept_signed() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = tried(&case).await;
        let mut officer = house.officer("fuyi1").await;
        let alone = PLAN.into_iter().filter(|(_, value)| *value != "u-fuyi2").collect::<Vec<_>>();
        let refused = house.order(&mut officer, &id, "plan_inquiry", &alone).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("不得少于两人"), "{}", refused.text);
        done(&house.order(&mut officer, &id, "plan_inquiry", &PLAN).await, "plan_inquiry");
        let asked = held(&case, &id).await.inquiries.remove(0).plan;
        let person = house.office.open_person(&asked.person.expect("in the vault")).await.expect("opens");
        assert_eq!((person.name.as_str(), person.phone.as_deref()), ("示例王仓管", Some("13900006666")));
        let journal = house.office.ledger.journal(&id).await.expect("reads");
        assert!(journal.iter().all(|line| !line.payload.contains("王仓管")), "masked in the journal");
        let to_dos = house.get(&officer, "/desk").await;
        assert!(to_dos.text.contains("两人以上，出示证件，做笔录"), "{}", to_dos.text);
        let form = house.get(&officer, &format!("/desk/file/{id}/record_inquiry")).await;
        assert!(form.text.contains("商品的保质期怎样标的"), "nobody types it again: {}", form.text);
        let said = [
            ("inquiry", "q1"),
            ("record.outcome", "done"),
            ("record.place", "示例仓储中心"),
            ("record.identified", "true"),
            ("record.text", "问：怎样标的？\n答：按生产日期标的。"),
            ("record.taken.0.title", "入库单"),
            ("record.taken.0.way", "copied"),
        ];
        let unseen = said.into_iter().filter(|(name, _)| *name != "record.identified").collect::<Vec<_>>();
        let files = [("record.taken.0.file", "入库单.png", &*pixel())];
        let refused = house.order_with(&mut officer, &id, "record_inquiry", &unseen, &files).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        assert!(refused.text.contains("应当出示行政复议工作证件"), "{}", refused.text);
        done(&house.order_with(&mut officer, &id, "record_inquiry", &said, &files).await, "record_inquiry");
        let inquiry = held(&case, &id).await.inquiries.remove(0);
        let record = inquiry.record.expect("is recorded");
        assert_eq!((record.outcome, record.officers.len()), (InquiryOutcome::Done, 2), "as it was planned");
        if fonts().is_some() {
            look_at(&house, "fuyi1", &case.dispute, "inquired", &["advice_record.-.q1"]).await;
        }
        let signed = [("document", "签名的笔录.png", &*pixel())];
        let keep = [("inquiry", "q1")];
        done(&house.order_with(&mut officer, &id, "keep_inquiry_record", &keep, &signed).await, "keep");
        let path = format!("/desk/file/{}", case.dispute);
        let page = house.get(&officer, &path).await.text;
        for said in ["调查取证（示例仓储中心", "答：按生产日期标的。", "入库单", "调查笔录"]
        {
            assert!(page.contains(said), "{said}: {page}");
        }
        for other in ["shichang", "chuangkou"] {
            let page = house.get(&house.officer(other).await, &path).await.text;
            assert!(!page.contains("按生产日期标的") && !page.contains("入库单"), "{other}: {page}");
            let api = house.get(&house.officer(other).await, &format!("/api/matters/{id}")).await.text;
            assert!(!api.contains("按生产日期标的") && !api.contains("保质期怎样标"), "{other}: {api}");
        }
        let my = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(!my.contains("入库单") && !my.contains("示例仓储中心"), "{my}");
        read_before_it_is_decided(&case, &id).await;
    }
}

/// 61条: whoever agrees to the decision reads what was found out.
async fn read_before_it_is_decided(case: &Case<'_>, id: &MatterId) {
    replied(case, id).await;
    let heard = [("heard.side", "p1"), ("heard.way", "phone"), ("heard.text", "坚持申请")];
    done(&case.order("fuyi1", id, "hear_party", &heard).await, "hear_party");
    let opinion = [
        ("opinion.facts", "查明的事实"),
        ("opinion.reasons", "理由"),
        ("opinion.holdings.0.kind", "uphold"),
        ("opinion.holdings.0.ground", "all_in_order"),
    ];
    done(&case.order("fuyi1", id, "draft", &opinion).await, "draft");
    let ask =
        case.house.get(&case.house.officer("shizhang").await, &format!("/desk/file/{id}/resolve")).await;
    assert!(ask.text.contains("<h2>调查取证</h2>") && ask.text.contains("按生产日期标的"), "{}", ask.text);
}

#[tokio::test]
async fn whoever_refuses_to_be_asked_is_recorded_with_how_it_went() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = tried(&case).await;
        done(&case.order("fuyi1", &id, "plan_inquiry", &PLAN).await, "plan_inquiry");
        let said = [
            ("inquiry", "q1"),
            ("record.outcome", "refused"),
            ("record.place", "示例仓储中心门口"),
            ("record.identified", "true"),
            ("record.text", "负责人不让进门。"),
        ];
        done(&case.order("fuyi1", &id, "record_inquiry", &said).await, "record_inquiry");
        let mut officer = house.officer("fuyi1").await;
        let signed = [("document", "记录.png", &*pixel())];
        let keep = [("inquiry", "q1"), ("unsigned_because", "负责人拒绝签名，两名调查人注明")];
        done(&house.order_with(&mut officer, &id, "keep_inquiry_record", &keep, &signed).await, "keep");
        let page = house.get(&officer, &format!("/desk/file/{}", case.dispute)).await.text;
        assert!(page.contains("拒绝、阻挠调查") && page.contains("负责人拒绝签名"), "{page}");
    }
}

#[tokio::test]
async fn the_decision_in_force_is_copied_to_the_department_above_the_agency() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = tried(&case).await;
        decide(&case, &id).await;
        let officer = house.officer("fuyi1").await;
        let to_dos = house.get(&officer, "/desk").await.text;
        assert!(to_dos.contains("抄告被申请人的上一级主管部门"), "{to_dos}");
        let form = house.get(&officer, &format!("/desk/file/{id}/copy_to_superior")).await.text;
        assert!(form.contains("荆门市市场监督管理局"), "the directory knows it: {form}");
        let opinion = [
            ("kind", "opinion"),
            ("text", "同类案件处罚幅度不一。"),
            ("agreed_by", "示例·副市长，2026年12月1日"),
        ];
        done(&case.order("fuyi1", &id, "issue_opinion", &opinion).await, "issue_opinion");
        let notice = held(&case, &id).await.opinions.remove(0).notice;
        serve(&case, &id, &format!("{notice}|respondent")).await;
        done(&case.order("fuyi1", &id, "copy_to_superior", &[]).await, "copy_to_superior");
        let copy = held(&case, &id).await.copied.remove(0);
        assert_eq!(copy.papers, ["decision", "o1"], "both at the same time");
        if fonts().is_some() {
            let letter = format!("reconsideration_letter.body:荆门市市场监督管理局.{}", copy.notice);
            look_at(&house, "fuyi1", &case.dispute, "copied", &[&letter]).await;
        }
        serve(&case, &id, &format!("{}|body:荆门市市场监督管理局", copy.notice)).await;
        let page = house.get(&officer, &format!("/desk/file/{}", case.dispute)).await.text;
        for said in ["抄告荆门市市场监督管理局", "复议机关同意：示例·副市长", "抄告上一级主管部门"]
        {
            assert!(page.contains(said), "{said}: {page}");
        }
        let to_dos = house.get(&officer, "/desk").await.text;
        assert!(!to_dos.contains("抄告被申请人的上一级主管部门"), "{to_dos}");
    }
}

/// What the agency can find of this reconsideration, wherever it looks.
async fn found_by_the_agency(case: &Case<'_>, id: &MatterId) -> Vec<&'static str> {
    let house = case.house;
    let agency = house.officer("shichang").await;
    let number = held(case, id).await.number;
    let mut found = Vec::new();
    for (place, path) in [
        ("file", format!("/desk/file/{}", case.dispute)),
        ("list", "/desk/list/reconsideration".to_owned()),
        ("to-dos", "/desk?show=others".to_owned()),
        ("API", "/api/matters?kind=reconsideration".to_owned()),
        ("API to-dos", "/api/to-dos?part=others".to_owned()),
        ("API dispute", format!("/api/matters/{}", case.dispute)),
        ("API matter", format!("/api/matters/{id}")),
        ("lanes", format!("/desk/file/{}/lanes", case.dispute)),
    ] {
        let page = house.get(&agency, &path).await;
        let told = [number.as_str(), id.as_str(), "登记行政复议申请"];
        let told = told.iter().any(|said| page.text.contains(said));
        found.extend((page.status == StatusCode::OK && told).then_some(place));
    }
    found
}

#[tokio::test]
async fn the_agency_finds_an_application_nowhere_before_it_is_accepted() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        assert_eq!(found_by_the_agency(&case, &id).await, Vec::<&str>::new());
        let agency = house.officer("shichang").await;
        let api = house.get(&agency, &format!("/api/matters/{id}")).await;
        assert_eq!(api.status, StatusCode::NOT_FOUND);
        let step = house.get(&agency, &format!("/desk/file/{id}/ask_stay")).await;
        assert_eq!(step.status, StatusCode::NOT_FOUND, "48条");
        let mayor = house.get(&house.officer("shizhang").await, &format!("/api/matters/{id}")).await;
        assert_eq!(mayor.status, StatusCode::OK, "whoever decides knows from the first day");
        done(&case.order("fuyi1", &id, "accept", &conditions()).await, "accept");
        let found = found_by_the_agency(&case, &id).await;
        for place in ["file", "list", "to-dos", "API", "API to-dos", "API dispute", "API matter", "lanes"] {
            assert!(found.contains(&place), "{place} is among {found:?}");
        }
    }
}

#[tokio::test]
async fn where_a_party_is_served_is_said_once_and_stands_on_the_page_and_on_the_receipt() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        let mut party = house.party(&case.dispute, "p1").await;
        let own = [
            ("address.address", "示例镇示例路 8 号"),
            ("address.name", "示例李收"),
            ("address.phone", "13900005555"),
            ("address.electronic_service", "true"),
        ];
        done(&house.order(&mut party, &id, "confirm_address", &own).await, "confirm_address");
        let journal = house.office.ledger.journal(&id).await.expect("reads");
        assert!(
            journal.iter().all(|line| !line.payload.contains("示例路") && !line.payload.contains("李收"))
        );
        let my = house.get(&party, "/my").await.text;
        assert!(my.contains("送达地址") && my.contains("同意电子送达"), "{my}");
        done(&case.order("fuyi1", &id, "accept", &conditions()).await, "accept");
        let officer = house.officer("fuyi1").await;
        let form = house.get(&officer, &format!("/desk/file/{id}/serve")).await;
        for said in ["示例镇示例路 8 号", "示例李收", "13900005555", "同意电子送达"] {
            assert!(form.text.contains(said), "{said}: {}", form.text);
        }
        let chosen = form.filled_in(&[]);
        let by = chosen.iter().find(|(name, _)| name == "delivery.by").map(|(_, value)| value.as_str());
        assert_eq!(by, Some("electronic"), "as it was confirmed: {chosen:?}");
        let file = format!("/desk/file/{}", case.dispute);
        for other in ["shichang", "chuangkou"] {
            let page = house.get(&house.officer(other).await, &file).await.text;
            assert!(!page.contains("收件人"), "{other}: {page}");
        }
        let page = house.get(&officer, &file).await.text;
        assert!(page.contains("送达地址") && !page.contains("示例路 8 号"), "the mask alone: {page}");
        if fonts().is_some() {
            look_at(&house, "fuyi1", &case.dispute, "addressed", &["service_receipt.p1.n1"]).await;
        }
        let mut officer = officer;
        let changed = [("address.side", "p1"), ("address.address", "示例镇新址 1 号")];
        let unsigned = house.order(&mut officer, &id, "confirm_address", &changed).await;
        assert_eq!(unsigned.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unsigned.text);
        let paper = [("address.document", "确认书.png", &*pixel())];
        done(&house.order_with(&mut officer, &id, "confirm_address", &changed, &paper).await, "changed");
        let form = house.get(&officer, &format!("/desk/file/{id}/serve")).await;
        assert!(form.text.contains("示例镇新址 1 号") && !form.text.contains("示例李收"), "{}", form.text);
    }
}

/// A timer records it, and from then on the agency is told.
#[tokio::test]
async fn what_counts_as_accepted_is_the_agencys_to_read_once_that_is_recorded() {
    for house in houses().await {
        let case = fined(&house).await;
        let id = applied(&case).await;
        house.on_day(date(2026, 12, 3));
        house.office.record_lapses().await.expect("runs");
        assert!(found_by_the_agency(&case, &id).await.contains(&"file"));
    }
}
