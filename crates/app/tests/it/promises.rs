//! What was promised and did not come: on the list of whoever watches by the day alone, reported by whoever is owed, urged on paper.

use crate::{
    agents::waiting,
    cases::{Case, fined, pixel},
    harness::{Browser, House, Page, houses},
    papers::{fonts, offered, paper},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{Kind, MatterId, mediation::RESPONDENT};
use jiff::civil::date;

const REPORT: &str = "report_shortfall";

/// Agreed on two promises for the 30th of November: the agency changes its decision, the applicant pays.
pub async fn promised(house: &House) -> (Case<'_>, MatterId) {
    let case = fined(house, "示例·甲").await;
    case.consent().await;
    case.begin().await;
    let lines = [
        ("obligations.0.obligor", RESPONDENT),
        ("obligations.0.obligee", "p1"),
        ("obligations.0.content", "作出变更决定"),
        ("obligations.0.due_on", "2026年11月30日"),
        ("obligations.1.obligor", "p1"),
        ("obligations.1.obligee", RESPONDENT),
        ("obligations.1.content", "缴纳罚款"),
        ("obligations.1.amount_fen", "300"),
        ("obligations.1.due_on", "2026年11月30日"),
        ("disposition", "changed"),
        ("ending", "agreement_alone"),
    ];
    case.step("tiaojie1", "draft_agreement", &lines).await;
    case.lawful().await;
    case.sign().await;
    let performance = case.dispute.child(Kind::Performance, 1);
    (case, performance)
}

/// The citizen's own order page, with a picture.
async fn reports(house: &House, citizen: &Browser, performance: &MatterId, words: &str) -> Page {
    let path = format!("/my/{performance}/{REPORT}");
    let form = house.get(citizen, &path).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let filled = form.filled_in(&[("extent", "nothing"), ("words", words)]);
    house.post_with(&mut citizen.clone(), &path, &filled, &[("documents", "公示栏.png", &pixel())]).await
}

pub async fn on_the_list(house: &House, login: &str) -> String {
    house.get(&house.officer(login).await, "/desk").await.text
}

#[tokio::test]
async fn what_did_not_come_is_on_the_list_of_whoever_watches_the_day_after_though_nothing_has_run() {
    for house in houses().await {
        let (case, performance) = promised(&house).await;
        house.on_day(date(2026, 11, 30));
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        for told in [
            "要您做的：2026年11月30日前，对钟祥市市场监督管理局，缴纳罚款，300.00 元。",
            "下一步：钟祥市市场监督管理局在2026年11月30日前，对您，作出变更决定。",
            "告诉我们有一项做到了",
        ] {
            assert!(own.contains(told), "{told}: {own}");
        }
        for login in ["chuangkou", "tiaojie1"] {
            assert!(!on_the_list(&house, login).await.contains("到期没有履行"), "{login}");
        }
        house.office.remind().await.expect("runs");
        let said = crate::reminders::reminders(&house).await;
        assert!(said.iter().all(|said| !said.contains("到期没有履行")), "before the day: {said:#?}");
        house.on_day(date(2026, 12, 1));
        for login in ["chuangkou", "tiaojie1"] {
            let list = on_the_list(&house, login).await;
            assert!(
                list.contains(
                    "到期没有履行，请督促：钟祥市市场监督管理局对示某某，2026年11月30日前：作出变更决定"
                ),
                "{list}"
            );
            assert!(list.contains(&format!("/desk/file/{performance}/urge")), "{list}");
        }
        assert!(
            !on_the_list(&house, "shichang").await.contains("到期没有履行"),
            "whoever owes it does not urge"
        );
        let clerk = house.officer("chuangkou").await;
        let narrowed = house.get(&clerk, "/desk?step=urge").await;
        assert!(narrowed.text.contains("步骤：督促履行") && narrowed.text.contains("到期没有履行"));
        let told = house.get(&clerk, "/api/to-dos?step=urge").await;
        assert!(told.text.contains("overdue:o1"), "{}", told.text);
    }
}

#[tokio::test]
async fn whoever_is_owed_says_that_it_did_not_come_and_the_house_has_it_at_once() {
    for house in houses().await {
        let (case, performance) = promised(&house).await;
        let citizen = house.party(&case.dispute, "p1").await;
        let early = house.get(&citizen, &format!("/my/{performance}/{REPORT}")).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", early.text);
        house.on_day(date(2026, 12, 1));
        let by_phone = [("obligation", "o1"), ("way", "phone"), ("until", "2026年12月10日")];
        done(&case.order("tiaojie1", &performance, "urge", &by_phone).await, "urge");
        assert!(!on_the_list(&house, "chuangkou").await.contains("作出变更决定"), "the given day runs");

        let citizen = house.party(&case.dispute, "p1").await;
        let own = house.get(&citizen, "/my").await;
        assert!(own.text.contains("对方没有履行，或者只履行了一部分"), "{}", own.text);
        let page = house.get(&citizen, &format!("/my/{performance}/{REPORT}")).await;
        assert!(
            page.text.contains("作出变更决定") && !page.text.contains("缴纳罚款"),
            "only what is owed to them"
        );
        let silent = reports(&house, &citizen, &performance, "").await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = reports(&house, &citizen, &performance, "电话里说还没有上会").await;
        assert_eq!(said.location.as_deref(), Some("/my?done=report_shortfall"), "{}", said.text);
        let own = house.get(&citizen, "/my?done=report_shortfall").await;
        assert!(own.text.contains("电话里说还没有上会"), "{}", own.text);
        assert!(own.text.contains("没有履行的材料"), "{}", own.text);
        assert!(own.text.contains("有一方反映：有一项没有履行"), "{}", own.text);

        for login in ["chuangkou", "tiaojie1"] {
            let list = on_the_list(&house, login).await;
            assert!(list.contains("反映没有履行，请督促"), "{login}: {list}");
        }
        let file = format!("/desk/file/{}", case.dispute);
        let clerk = house.get(&house.officer("chuangkou").await, &file).await;
        assert!(clerk.text.contains("电话里说还没有上会"), "{}", clerk.text);
        let agency = house.get(&house.officer("shichang").await, &file).await;
        assert!(
            agency.text.contains("反映没有履行") && !agency.text.contains("还没有上会"),
            "{}",
            agency.text
        );
        let api = format!("/api/matters/{performance}");
        let agency = house.get(&house.officer("shichang").await, &api).await;
        assert!(
            agency.text.contains("\"shortfalls\"") && !agency.text.contains("还没有上会"),
            "{}",
            agency.text
        );
        case.holds().await;
    }
}

#[tokio::test]
async fn what_is_recorded_as_performed_and_did_not_come_is_said_on_the_pages_and_looked_into_at_the_counter()
{
    for house in houses().await {
        let (case, performance) = promised(&house).await;
        let mut agency = house.officer("shichang").await;
        let did = [("obligation", "o1"), ("on", "2026年11月24日")];
        let proof = pixel();
        let proof: [(&str, &str, &[u8]); 1] = [("proof", "决定书.png", &proof)];
        let page = house.order_with(&mut agency, &performance, "record_fulfilment", &did, &proof).await;
        done(&page, "the agency says it is done");

        let citizen = house.party(&case.dispute, "p1").await;
        let page = house.get(&citizen, &format!("/my/{performance}/{REPORT}")).await;
        assert!(page.text.contains("记录为2026年11月24日做到了"), "{}", page.text);
        let said = reports(&house, &citizen, &performance, "收到的是另一个人的决定书").await;
        done(&said, "said");
        let own = house.get(&citizen, "/my").await.text;
        for words in [
            "记录为2026年11月24日做到了，有人反映没有，正在核实",
            "收到的是另一个人的决定书",
            "下一步：中心窗口核实",
        ] {
            assert!(own.contains(words), "{words}: {own}");
        }
        for login in ["chuangkou", "tiaojie1"] {
            let list = on_the_list(&house, login).await;
            assert!(list.contains("记录的却是已经履行，请核实"), "{login}: {list}");
            assert!(list.contains(&format!("{performance}/check_performance")), "{login}: {list}");
        }
        let file = format!("/desk/file/{}", case.dispute);
        let theirs = house.get(&house.officer("shichang").await, &file).await.text;
        assert!(!theirs.contains("另一个人的决定书"), "the words are the house's and hers: {theirs}");

        let found =
            [("obligation", "o1"), ("finding", "not_performed"), ("reason", "看了原件，当事人不是她")];
        done(&case.order("chuangkou", &performance, "check_performance", &found).await, "looked into");
        let own = house.get(&citizen, "/my").await.text;
        for words in ["还没有做，凭证 1 份", "工作人员核实：没有履行", "看了原件，当事人不是她"]
        {
            assert!(own.contains(words), "{words}: {own}");
        }
        house.on_day(date(2026, 12, 1));
        assert!(on_the_list(&house, "chuangkou").await.contains("到期没有履行，请督促"));
        let told = [("obligation", "o1"), ("way", "phone"), ("said_by", "p1")];
        done(&case.order("chuangkou", &performance, "urge", &told).await, "urge");
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(own.contains("示某某当面或者打电话反映没有履行"), "{own}");
        case.holds().await;
    }
}

#[tokio::test]
async fn an_urging_in_writing_has_its_paper_and_the_citizen_a_message() {
    for house in houses().await {
        let (case, performance) = promised(&house).await;
        house.on_day(date(2026, 12, 1));
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        let cost = "您要做的过了日子，督促以后还是不做的：协议没有经过司法确认";
        assert!(own.contains(cost), "whoever is late herself reads what it costs: {own}");
        let open_ended =
            case.order("chuangkou", &performance, "urge", &[("obligation", "o1"), ("way", "letter")]).await;
        assert_eq!(open_ended.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(open_ended.text.contains("书面督促要写明最晚履行到哪一天"), "{}", open_ended.text);
        let before =
            house.office.ledger.waiting_letters(house.office.now().at, 500).await.expect("reads").len();
        for obligation in ["o1", "o2"] {
            let urged = [("obligation", obligation), ("way", "letter"), ("until", "2026年12月10日")];
            done(&case.order("chuangkou", &performance, "urge", &urged).await, "urge");
        }
        let letters = house.office.ledger.waiting_letters(house.office.now().at, 500).await.expect("reads");
        assert_eq!(
            letters.len(),
            before + 2,
            "the citizen owes one and is owed one, the agency has its list"
        );
        let said = waiting(&house).await;
        for told in [
            "约定您2026年11月30日前做的一件事还没有做，请在2026年12月10日前",
            "已经督促对方在2026年12月10日前",
        ] {
            assert!(said.iter().any(|(_, text)| text.contains(told)), "{told}: {said:?}");
        }
        assert!(
            said.iter().all(|(_, text)| !text.contains("变更决定")),
            "whoever holds the telephone reads it"
        );
        let early = [("obligation", "o1"), ("reason", "没有上会")];
        let early = case.order("chuangkou", &performance, "record_breach", &early).await;
        assert!(early.text.contains("督促时给的日子是2026年12月10日"), "{}", early.text);
        served(&house, &case).await;
        house.on_day(date(2026, 12, 11));
        let list = on_the_list(&house, "chuangkou").await;
        assert!(
            list.contains("督促以后仍没有履行") && list.contains(&format!("{performance}/record_breach")),
            "{list}"
        );
        let clerk = house.officer("chuangkou").await;
        let form = house.get(&clerk, &format!("/desk/file/{performance}/record_breach")).await.text;
        assert!(form.contains("督促函哪天送达") && form.contains("还没有送达记录的：示某某对"), "{form}");
        if fonts().is_none() {
            continue;
        }
        let late = issued(&house, &case, "urging.p1.o2").await;
        assert!(late.text.contains("2026年12月10日）已经过了"), "{}", late.text);
        // The letter about the first line was served as a paper: nobody types that again.
        assert!(!form.contains("还没有送达记录的：钟祥市市场监督管理局对"), "{form}");
        let broken = [("obligation", "o1"), ("reason", "没有上会")];
        done(&case.order("chuangkou", &performance, "record_breach", &broken).await, "breach");
        let said = waiting(&house).await;
        let told = said.iter().any(|(_, text)| {
            text.contains("记录为没有履行。下一步：") && text.contains("您可以依法提起诉讼")
        });
        assert!(told, "{said:?}");
        let file =
            house.get(&house.officer("chuangkou").await, &format!("/desk/file/{}", case.dispute)).await;
        assert!(file.text.contains("，2026年12月1日当面送达"), "{}", file.text);
    }
}

/// The letter is issued at the counter, read by whom it is addressed to, and served.
/// What the counter is told that issues this paper.
async fn issued(house: &House, case: &Case<'_>, key: &str) -> Page {
    let mut clerk = house.officer("chuangkou").await;
    let path = format!("/desk/file/{}/papers", case.dispute);
    let page = house.get(&clerk, &path).await;
    let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
    let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", key)];
    house.post(&mut clerk, &path, &form).await
}

async fn served(house: &House, case: &Case<'_>) {
    if fonts().is_none() {
        return;
    }
    let mut clerk = house.officer("chuangkou").await;
    let path = format!("/desk/file/{}/papers", case.dispute);
    let page = house.get(&clerk, &path).await;
    let key = "urging.respondent.o1";
    assert!(offered(&page.text).iter().any(|offered| offered == key), "{}", page.text);
    let (csrf, once) = (page.hidden("csrf"), page.hidden("once"));
    let form = [("csrf", csrf.as_str()), ("once", once.as_str()), ("paper", key)];
    done(&house.post(&mut clerk, &path, &form).await, "issue");
    let (id, issued) = paper(house, &case.dispute, 1).await;
    assert!(
        issued.issue.title.starts_with("催促履行函（") && issued.issue.number.is_some(),
        "{:?}",
        issued.issue
    );
    let agency = house.officer("shichang").await;
    let (status, pdf) = house.bytes(&agency, &format!("{path}/{id}")).await;
    assert_eq!((status, pdf.starts_with(b"%PDF")), (StatusCode::OK, true));
    let citizen = house.party(&case.dispute, "p1").await;
    assert_eq!(house.bytes(&citizen, &format!("/my/papers/{id}")).await.0, StatusCode::NOT_FOUND);
    let served = [("sides", "respondent"), ("way", "in_person"), ("served_on", "2026年12月1日")];
    done(&house.order(&mut clerk, &id, "serve", &served).await, "service");
}

#[tokio::test]
async fn what_was_recorded_as_not_done_can_still_be_done_and_each_line_says_between_whom_it_is() {
    for house in houses().await {
        let (case, performance) = promised(&house).await;
        house.on_day(date(2026, 12, 1));
        let urged = [("obligation", "o1"), ("way", "phone")];
        done(&case.order("tiaojie1", &performance, "urge", &urged).await, "urge");
        let broken = [("obligation", "o1"), ("reason", "没有作出")];
        done(&case.order("tiaojie1", &performance, "record_breach", &broken).await, "breach");
        let list = on_the_list(&house, "shichang").await;
        assert!(
            list.contains("还可以补做：钟祥市市场监督管理局对示某某，2026年11月30日前：作出变更决定"),
            "{list}"
        );
        let agency = house.officer("shichang").await;
        let form = house.get(&agency, &format!("/desk/file/{performance}/record_fulfilment")).await;
        let line = "钟祥市市场监督管理局对示某某：作出变更决定（2026年11月30日前；记录为没有做到）";
        assert!(form.text.contains(line), "{}", form.text);
        let late = [("obligation", "o1"), ("on", "2026年12月1日")];
        done(&case.order("chuangkou", &performance, "record_fulfilment", &late).await, "done after all");
        assert!(!on_the_list(&house, "shichang").await.contains("还可以补做"));
        case.holds().await;
    }
}

#[tokio::test]
async fn what_came_of_a_promise_in_part_stands_on_the_file_with_its_day_and_its_words() {
    for house in houses().await {
        let (case, performance) = promised(&house).await;
        let part =
            [("obligation", "o1"), ("on", "2026年11月24日"), ("partly", "true"), ("note", "先开了证明")];
        done(&case.order("chuangkou", &performance, "record_fulfilment", &part).await, "in part");
        let file = format!("/desk/file/{}", case.dispute);
        for login in ["chuangkou", "shichang"] {
            let page = house.get(&house.officer(login).await, &file).await.text;
            assert!(page.contains("2026年11月24日，只履行了一部分：先开了证明"), "{login}: {page}");
        }
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(own.contains("只履行了一部分：先开了证明"), "{own}");
    }
}
