//! Tables of what other bodies do: sent, matched, looked at, brought in once, put right, taken out and brought in again. On both
//! engines.

use crate::{
    cases::Case,
    desk::searched,
    elsewhere::injury,
    harness::{Browser, House, Page, houses},
};
use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};
use huajie::{exchange, people::import::Outcome};
use huajie_law::{
    Actor, AnyMatter, Kind,
    mirrored::{HeadDuty, Level, Mirrored, Procedure, Stage, Way},
};
use std::io::Cursor;

const LEDGER: &str = "示例市法院行政案件台账（2026年11月）,,,,,,,\n\
    序号,我院编号,中心的号,立案时间,开庭时间,行政机关负责人是否出庭,出庭负责人姓名,负责人职务,职务层级,结案时间,结案方式,送达时间\n";

/// A court's own list: a title, its own headings, one row for a case.
fn ledger(number: &str) -> String {
    format!(
        "{LEDGER}1,（2026）行初示例 5 号,{number},2026/11/12,2026-11-18 09:30:00,是,示例局长,局长,正职,2026-11-20,准予撤诉,2026年11月20日\n\
         2,（2026）行初示例 6 号,,2026/11/12,,,,,,,,\n\
         3,=HYPERLINK(1),{number},2026/11/31,,,,,,,,\n"
    )
}

pub async fn send(house: &House, browser: &mut Browser, sender: &str, bytes: &[u8]) -> Page {
    let form = house.get(browser, "/desk/exchange").await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let pairs = form.filled_in(&[("sender", sender)]);
    let name = if bytes.starts_with(b"PK") { "台账.xlsx" } else { "台账.csv" };
    house.post_with(browser, "/desk/exchange", &pairs, &[("table", name, bytes)]).await
}

pub async fn choose(house: &House, browser: &mut Browser, address: &str, pairs: &[(&str, &str)]) -> Page {
    let form = house.get(browser, address).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let filled = form.filled_in(pairs);
    let filled: Vec<(&str, &str)> = filled.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    house.post(browser, address, &filled).await
}

async fn confirm(house: &House, browser: &mut Browser, address: &str, preview: &Page) -> Page {
    let filled = preview.filled_in(&[]);
    let filled: Vec<(&str, &str)> = filled.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    house.post(browser, address, &filled).await
}

async fn suits(case: &Case<'_>) -> Vec<Mirrored> {
    let files = case.house.office.ledger.hanging_on(&case.dispute).await.expect("reads");
    let mirrored = files.into_iter().filter_map(|file| match file.matter {
        Some(AnyMatter::Mirrored(held)) => Some(*held),
        _ => None,
    });
    mirrored.collect()
}

pub fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let said = |cell: Data| match cell {
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    typed(bytes).into_iter().map(|row| row.into_iter().map(said).collect()).collect()
}

fn happened_on(bytes: &[u8]) -> usize {
    cells(bytes)[0].iter().position(|label| label == "发生日期").expect("a column")
}

/// The same as what the spreadsheet takes them for.
pub fn typed(bytes: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("reads");
    range.rows().map(<[Data]>::to_vec).collect()
}

#[tokio::test]
async fn a_courts_list_is_matched_once_brought_in_once_and_the_rest_comes_back_with_reasons() {
    for house in houses().await {
        let case = injury(&house).await;
        let number = case.dispute().await.number;
        let mut clerk = house.officer("chuangkou").await;
        let listed = ledger(&number);
        let (table, ..) = encoding_rs::GB18030.encode(&listed);
        let sent = send(&house, &mut clerk, "示例法院系统", &table).await;
        let address = sent.location.expect("leads on");
        // Nothing says which procedure it is, and one heading is the court's own word.
        let bare = choose(&house, &mut clerk, &address, &[]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        let choices = [
            ("column.2", "dispute"),
            ("column.1", "case_number"),
            ("fixed_procedure", "litigation"),
            ("fixed_body", "钟祥市人民法院"),
        ];
        let preview = choose(&house, &mut clerk, &address, &choices).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.text);
        for part in
            ["会登记新程序 1 个、节点 3 个", "不能登记 2 个", "请在表里加一列“争议案号”", "2026/11/31"]
        {
            assert!(preview.text.contains(part), "{part}: {}", preview.text);
        }
        assert!(suits(&case).await.is_empty(), "looking records nothing");
        let done = confirm(&house, &mut clerk, &address, &preview).await;
        assert!(done.text.contains("已登记新程序 1 个、节点 3 个"), "{}", done.text);
        let suit = suits(&case).await.remove(0);
        assert_eq!((suit.procedure, suit.milestones.len()), (Procedure::Litigation, 4));
        assert!(suit.milestones.iter().all(|one| one.report.origin.way == Way::Imported));
        assert_eq!(suit.over().map(|over| over.stage), Some(Stage::Withdrawn));
        let level = suit.level(Level::First).expect("heard there");
        assert!(matches!(level.head_duty(), HeadDuty::Fulfilled { .. }), "{:?}", level.head_duty());
        assert!(suit.body.organization.is_some(), "the court is the one of the directory");

        let (status, refused) = house.bytes(&clerk, &format!("{address}/refused.xlsx")).await;
        assert_eq!(status, StatusCode::OK);
        let refused = cells(&refused);
        assert_eq!(refused.len(), 3, "{refused:?}");
        assert_eq!(refused[0].last().map(String::as_str), Some("没有导入的原因"));
        assert_eq!(refused[2][1], "'=HYPERLINK(1)", "what begins like a formula stays text");

        // The same list again: the columns are remembered, and nothing is recorded twice.
        let again = send(&house, &mut clerk, "示例法院系统", ledger(&number).as_bytes()).await;
        let address = again.location.expect("leads on");
        let asked = house.get(&clerk, &address).await;
        assert!(asked.text.contains("列已经按上次填好"), "{}", asked.text);
        let preview = choose(&house, &mut clerk, &address, &[]).await;
        assert!(preview.text.contains("会登记新程序 0 个、节点 0 个；原来已经登记 4 个"), "{}", preview.text);
        assert!(!preview.text.contains("name=\"confirm\""), "there is nothing to bring in");
        // Known by the court's number alone from now on, here and in the search.
        let found = house.office.ledger.marked("number:〔2026〕行初示例5号").await.expect("reads");
        assert!(found.contains(&case.dispute), "{found:?}");
        let shown = searched(&house, &mut clerk, "(2026) 行初示例5").await.text;
        assert!(shown.contains(&format!("/desk/file/{}\"", case.dispute)), "{shown}");
        // Who sees the suit and not the dispute comes to the suit, by either number, and another court to nothing.
        let suit = case.dispute.child(Kind::Mirrored, 1);
        let mut judge = house.officer("faguan2").await;
        for typed in ["〔2026〕行初示例5号", &number] {
            let shown = searched(&house, &mut judge, typed).await.text;
            assert!(shown.contains(&format!("/desk/file/{suit}")), "{typed}: {shown}");
        }
        let mut other = house.officer("jiancha").await;
        let shown = searched(&house, &mut other, "〔2026〕行初示例5号").await.text;
        assert!(!shown.contains(case.dispute.as_str()), "{shown}");
    }
}

#[tokio::test]
async fn a_table_that_waits_belongs_to_the_session_that_sent_it_and_agencies_have_no_such_page() {
    for house in houses().await {
        let case = injury(&house).await;
        let number = case.dispute().await.number;
        let mut clerk = house.officer("chuangkou").await;
        let sent = send(&house, &mut clerk, "x", ledger(&number).as_bytes()).await;
        let address = sent.location.expect("leads on");
        house.later(jiff::SignedDuration::from_secs(1));
        let other = house.officer("chuangkou").await;
        assert_eq!(house.get(&other, &address).await.status, StatusCode::NOT_FOUND);
        let agency = house.officer("renshe").await;
        assert_eq!(house.get(&agency, "/desk/exchange").await.status, StatusCode::FORBIDDEN);
        let broken = send(&house, &mut clerk, "", b"PK\x03\x04no workbook").await;
        assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(broken.text.contains("请写表从哪里来"), "{}", broken.text);
    }
}

#[tokio::test]
async fn a_petition_officer_finds_nothing_by_numbers_of_files_that_they_do_not_see() {
    for house in houses().await {
        let case = injury(&house).await;
        let number = case.dispute().await.number;
        let mut petition = house.officer("xinfang").await;
        let table = format!("争议案号,程序,节点,发生日期\n{number},信访,受理,2026-11-20\n");
        let sent = send(&house, &mut petition, "信访系统", table.as_bytes()).await;
        let preview = choose(&house, &mut petition, &sent.location.expect("leads on"), &[]).await;
        assert!(preview.text.contains(&format!("没有这个争议案号：{number}")), "{}", preview.text);
    }
}

#[tokio::test]
async fn a_court_brings_its_own_export_in_again_and_finds_the_suits_that_it_sees() {
    for house in houses().await {
        let case = injury(&house).await;
        let suit = crate::elsewhere::sued(&case).await;
        let mut judge = house.officer("faguan1").await;
        let (status, out) = house.bytes(&judge, "/desk/exchange/proceedings.xlsx").await;
        assert_eq!(status, StatusCode::OK);
        let sent = send(&house, &mut judge, "本院台账", &out).await;
        let preview = choose(&house, &mut judge, &sent.location.expect("leads on"), &[]).await;
        assert!(preview.text.contains("原来已经登记 1 个"), "{}", preview.text);
        assert!(preview.text.contains(&format!("/desk/file/{suit}")), "a page that opens: {}", preview.text);
        let number = case.dispute().await.number;
        let table = format!(
            "争议案号,程序,案号,节点,发生日期\n{number},诉讼,（2026）行初示例 5 号,申请撤诉,2026-11-20\n"
        );
        let sent = send(&house, &mut judge, "本院台账二", table.as_bytes()).await;
        let address = sent.location.expect("leads on");
        let preview = choose(&house, &mut judge, &address, &[]).await;
        assert!(preview.text.contains("会登记新程序 0 个、节点 1 个"), "{}", preview.text);
        let done = confirm(&house, &mut judge, &address, &preview).await;
        assert!(done.text.contains("已登记新程序 0 个、节点 1 个"), "{}", done.text);
    }
}

#[tokio::test]
async fn what_is_taken_out_comes_in_again_as_what_it_is() {
    for house in houses().await {
        let case = injury(&house).await;
        let number = case.dispute().await.number;
        let table = format!(
            "争议案号,程序,办理机关,案号,节点,发生日期,处理结果,送达给谁,转给谁\n\
             {number},信访,示例信访局,信2026001,收到,2026-11-12,,,\n\
             {number},信访,示例信访局,信2026001,转送,2026-11-13,,,示例局\n\
             {number},信访,示例信访局,信2026001,受理,2026-11-16,,,\n\
             {number},信访,示例信访局,信2026001,办结,2026-11-23,不支持,,\n\
             {number},信访,示例信访局,信2026001,送达,2026-11-23,,申请人；被申请机关,\n\
             {number},12345,示例热线,工单9,受理,2026-11-12,,,\n\
             {number},12345,示例热线,工单9,办结,2026-11-13,已答复,,\n"
        );
        let bring = async |bytes: Vec<u8>, sender: &str| {
            let rows = huajie::people::import::table_rows(&bytes).expect("a table");
            let sheet = exchange::sheet(rows).expect("has headings");
            let columns = exchange::remembered(&house.office, sender, &sheet).await.expect("reads");
            let source = exchange::Source { sender, sheet: &sheet, columns: &columns };
            exchange::bring_in(&house.office, &Actor::statute(), &source, true).await.expect("goes in")
        };
        let taken = bring(table.into_bytes(), "命令行").await;
        let outcomes: Vec<&Outcome> = taken.iter().map(|one| &one.outcome).collect();
        assert_eq!(outcomes.iter().filter(|one| ***one == Outcome::Created).count(), 2, "{taken:?}");
        assert_eq!(outcomes.iter().filter(|one| ***one == Outcome::Changed).count(), 5, "{taken:?}");
        let mirrored = suits(&case).await;
        assert_eq!(mirrored.len(), 2, "a petition and a ticket");
        assert_eq!(mirrored[0].stage(), Stage::Decided);
        let files = exchange::of_everybody(&house.office).await.expect("reads");
        let out = exchange::proceedings_workbook(&files).expect("a workbook");
        assert_eq!(cells(&out).len(), 8, "a row for each step");
        let days = typed(&out).into_iter().skip(1);
        assert!(
            days.map(|row| row[happened_on(&out)].clone()).all(|cell| matches!(cell, Data::DateTime(_))),
            "days are days"
        );
        let again = bring(out, "别处").await;
        assert!(again.iter().all(|one| one.outcome == Outcome::Present), "{again:?}");
        let report = house.office.ledger.rebuild(&house.office.law(), false).await.expect("runs");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        let count = house.office.ledger.all_of(Kind::Mirrored).await.expect("reads").len();
        assert_eq!(count, 2);
    }
}

#[tokio::test]
async fn a_day_that_was_corrected_in_a_table_is_told_with_both_days_and_comes_in_once_the_wrong_one_is_struck()
 {
    for house in houses().await {
        let case = injury(&house).await;
        let suit = crate::elsewhere::sued(&case).await;
        let mut clerk = house.officer("chuangkou").await;
        let (_, out) = house.bytes(&clerk, "/desk/exchange/proceedings.xlsx").await;
        let mut rows = cells(&out);
        let on = happened_on(&out);
        let row = rows.iter().position(|row| row[on] == "2026-11-12").expect("its filing");
        rows[row][on] = "2026-11-13".to_owned();
        let table = rows.iter().map(|row| row.join(",")).collect::<Vec<_>>().join("\n");
        let sent = send(&house, &mut clerk, "改过的表", table.as_bytes()).await;
        let address = sent.location.expect("leads on");
        let preview = choose(&house, &mut clerk, &address, &[]).await;
        let told = "与已登记的不一致：已登记的是2026年11月12日，表里是2026年11月13日，没有导入";
        assert!(preview.text.contains(told), "{}", preview.text);
        assert_eq!(suits(&case).await[0].milestones.len(), 1);
        let wrong = [("milestone", "m1"), ("reason", "日子登记错了")];
        let struck = case.order("chuangkou", &suit, "strike", &wrong).await;
        assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.text);
        let sent = send(&house, &mut clerk, "改过的表", table.as_bytes()).await;
        let address = sent.location.expect("leads on");
        let preview = choose(&house, &mut clerk, &address, &[]).await;
        assert!(preview.text.contains("1 个"), "{}", preview.text);
        confirm(&house, &mut clerk, &address, &preview).await;
        let filed: Vec<_> = suits(&case).await.iter().filter_map(|held| held.level(Level::First)).collect();
        assert_eq!(filed.len(), 1, "{filed:?}");
        assert_eq!(filed[0].accepted_on, Some(jiff::civil::date(2026, 11, 13)));
    }
}
