//! The visits afterwards: each line whose day has come is asked of whoever is visited, and what does not agree with the file gives
//! somebody something to do; and while an agreement is being performed every list says so.

use crate::{
    cases::{Case, HEAD_CAME, register},
    fines::OVER_TEA,
    harness::{House, Page, houses},
    promises::{on_the_list, promised},
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{AnyMatter, Kind, MatterId, mediation::RESPONDENT};
use jiff::civil::date;

impl Case<'_> {
    pub async fn visit(&self, performed: &str) {
        self.visits("p1", performed).await;
    }

    /// Of what is on record as done nobody says otherwise; of everything else that was due, what `performed` says.
    pub async fn visits(&self, party: &str, performed: &str) {
        let follow_up = self.dispute.child(Kind::FollowUp, 1);
        let step = format!("record_visit?step={party}");
        let clerk = self.house.officer("chuangkou").await;
        let form = self.house.get(&clerk, &format!("/desk/file/{follow_up}/{step}")).await;
        let said = match performed {
            "yes" => "performed",
            "partly" => "part",
            "no" => "nothing",
            _ => "unclear",
        };
        let mut pairs = vec![
            ("visit.form".to_owned(), "phone"),
            ("visit.not_performed_reason".to_owned(), if performed == "no" { "资金没有到位" } else { "" }),
            ("visit.satisfaction".to_owned(), "5"),
            ("visit.answers".to_owned(), "解答了怎样缴款"),
        ];
        let asked = (0..).map(|at| format!("visit.lines.{at}.said"));
        for name in asked.take_while(|name| form.text.contains(&format!("name=\"{name}\""))) {
            let key = form.hidden(&name.replace(".said", ".line"));
            let held = self.performance().await;
            let recorded = held.line(&key).is_some_and(|line| line.is_fulfilled());
            pairs.push((name, if recorded { "performed" } else { said }));
        }
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        done(&self.order("chuangkou", &follow_up, &step, &pairs).await, "visit");
    }
}

impl Case<'_> {
    /// Whoever was visited by nobody is given up with its reason: until then the file is not closed.
    pub async fn gives_up_the_rest(&self) {
        let visits = self.dispute().await.proceedings.into_iter().filter(|p| p.kind == Kind::FollowUp);
        for follow_up in visits.map(|p| p.matter) {
            let AnyMatter::FollowUp(held) = self.matter(&follow_up).await else { continue };
            let left: Vec<&str> = held.unasked().map(|party| party.key.as_str()).collect();
            if left.is_empty() {
                continue;
            }
            let said = [("form", "phone"), ("note", "问过的当事人已经转告")];
            let pairs: Vec<(&str, &str)> =
                said.into_iter().chain(left.into_iter().map(|key| ("given_up", key))).collect();
            done(&self.order("chuangkou", &follow_up, "record_attempt", &pairs).await, "record_attempt");
        }
    }

    /// The archive names who was not visited yet; who cannot be reached is given up with a reason, and may come after all.
    async fn kept_open_for(&self, follow_up: &MatterId) {
        for line in ["o1", "o2"] {
            self.fulfil(line).await;
        }
        let close = seen(self.house, "dangan", &format!("/desk/file/{}/close", self.dispute)).await;
        assert_eq!(close.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", close.text);
        assert!(
            close.text.contains("还没有回访到例某某") && close.text.contains("不再回访"),
            "{}",
            close.text
        );
        let form =
            seen(self.house, "chuangkou", &format!("/desk/file/{follow_up}/record_attempt")).await.text;
        assert!(form.contains("不再回访的") && form.contains("value=\"p2\""), "{form}");
        let given_up = [("form", "phone"), ("note", "号码停机"), ("given_up", "p2")];
        done(&self.order("chuangkou", follow_up, "record_attempt", &given_up).await, "given up");
        let theirs = self.house.get(&self.house.party(&self.dispute, "p2").await, "/my").await.text;
        assert!(theirs.contains("工作人员没有联系上您") && !theirs.contains("已经回访过了"), "{theirs}");
        let file = seen(self.house, "chuangkou", &format!("/desk/file/{}", self.dispute)).await.text;
        assert!(file.contains("不再回访：例某某"), "{file}");
    }
}

async fn seen(house: &House, login: &str, path: &str) -> Page {
    house.get(&house.officer(login).await, path).await
}

#[tokio::test]
async fn lists_search_export_and_pages_have_one_word_for_what_is_being_performed() {
    for house in houses().await {
        let (case, performance) = promised(&house).await;
        let number = case.dispute().await.number;
        let file = format!("/desk/file/{}", case.dispute);
        let mut clerk = house.officer("chuangkou").await;
        let csrf = house.get(&clerk, "/desk").await.hidden("csrf");
        let sought = house.post(&mut clerk, "/search", &[("csrf", &csrf), ("q", &number)]).await;
        let search = sought.location.expect("leads on");
        let narrowed = "/desk/list/dispute?stage=performing";
        for path in ["/desk/list/dispute", narrowed, &search, &file] {
            let page = house.get(&clerk, path).await.text;
            assert!(page.contains("正在履行</span>"), "{path}: {page}");
        }
        let ended = seen(&house, "chuangkou", "/desk/list/dispute?stage=ended").await.text;
        assert!(!ended.contains(case.dispute.as_str()), "{ended}");
        let told = seen(&house, "chuangkou", "/api/matters?kind=dispute").await.text;
        assert!(told.contains("\"performing\"") && told.contains("\"agreed\""), "{told}");
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(own.contains("正在履行</span>") && !own.contains("已终结</span>"), "{own}");
        for line in ["o1", "o2"] {
            case.fulfil(line).await;
        }
        let ended = seen(&house, "chuangkou", "/desk/list/dispute?stage=ended").await.text;
        assert!(ended.contains(case.dispute.as_str()) && ended.contains("已终结</span>"), "{ended}");
        assert!(!performance.as_str().is_empty());
        case.holds().await;
    }
}

#[tokio::test]
async fn a_visit_asks_each_line_and_what_the_creditor_denies_is_looked_into() {
    for house in houses().await {
        let (case, performance) = promised(&house).await;
        case.fulfil("o1").await;
        house.on_day(date(2026, 12, 1));
        let follow_up = case.dispute.child(Kind::FollowUp, 1);
        let form = seen(&house, "chuangkou", &format!("/desk/file/{follow_up}/record_visit")).await.text;
        for asked in [
            "钟祥市市场监督管理局对示某某：作出变更决定（2026年11月30日前；记录为2026年11月24日做到了）。示某某怎么说",
            "示某某对钟祥市市场监督管理局：缴纳罚款（2026年11月30日前）。示某某怎么说",
            "说的和记录不一样的",
        ] {
            assert!(form.contains(asked), "{asked}: {form}");
        }
        assert!(!form.contains("visit.performed") && !form.contains("访了谁"), "the file knows: {form}");
        let silent = [("visit.form", "phone"), ("visit.lines.0.said", "nothing")];
        let silent = case.order("chuangkou", &follow_up, "record_visit", &silent).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", silent.text);
        let said = [
            ("visit.form", "phone"),
            ("visit.lines.0.said", "nothing"),
            ("visit.lines.1.said", "performed"),
            ("visit.not_performed_reason", "说没有收到决定书"),
        ];
        done(&case.order("chuangkou", &follow_up, "record_visit", &said).await, "visit");
        for login in ["chuangkou", "tiaojie1"] {
            let list = on_the_list(&house, login).await;
            assert!(list.contains("反映没有履行，记录的却是已经履行，请核实"), "{login}: {list}");
            assert!(list.contains("回访时示某某说已经履行，记录里还没有，请核实后记录"), "{login}: {list}");
            assert!(list.contains(&format!("{performance}/record_fulfilment")), "{login}: {list}");
        }
        let file = seen(&house, "chuangkou", &format!("/desk/file/{}", case.dispute)).await.text;
        for told in [
            "钟祥市市场监督管理局对示某某：作出变更决定 —— 说没有履行",
            "记录为2026年11月24日做到了，有人反映没有，正在核实",
            "示某某反映没有履行：回访时说的",
            "回访时示某某说已经履行，记录里还没有",
            "履行：部分履行",
        ] {
            assert!(file.contains(told), "{told}: {file}");
        }
        let agency = seen(&house, "shichang", &format!("/desk/file/{}", case.dispute)).await.text;
        assert!(!agency.contains("回访时示某某说"), "{agency}");
        case.fulfil("o2").await;
        assert!(!on_the_list(&house, "chuangkou").await.contains("回访时示某某说"));
        case.holds().await;
    }
}

/// Two who applied; the agency owes each a decision of its own.
async fn two_promised(house: &House) -> Case<'_> {
    let two = [
        ("applicant", "natural_person", "示例·甲", false),
        ("applicant", "natural_person", "例示·乙", false),
    ];
    let case = register(house, "钟祥市市场监督管理局", "shichang", &two, &OVER_TEA).await;
    case.import("law_allows", "before_procedure", false).await;
    case.consent().await;
    case.begin().await;
    case.talk_together("s1", HEAD_CAME).await;
    let lines = [
        ("obligations.0.obligor", RESPONDENT),
        ("obligations.0.obligee", "p1"),
        ("obligations.0.content", "退还甲的罚款"),
        ("obligations.0.due_on", "2026年11月30日"),
        ("obligations.1.obligor", RESPONDENT),
        ("obligations.1.obligee", "p2"),
        ("obligations.1.content", "退还乙的罚款"),
        ("obligations.1.due_on", "2026年11月30日"),
        ("disposition", "changed"),
        ("ending", "agreement_alone"),
    ];
    case.step("tiaojie1", "draft_agreement", &lines).await;
    case.lawful().await;
    case.sign().await;
    case
}

#[tokio::test]
async fn of_several_each_is_visited_and_the_page_says_who_was_not_asked_yet() {
    for house in houses().await {
        let case = two_promised(&house).await;
        let follow_up: MatterId = case.dispute.child(Kind::FollowUp, 1);
        house.on_day(date(2026, 12, 1));
        let path = format!("/desk/file/{follow_up}/record_visit");
        let which = seen(&house, "chuangkou", &path).await.text;
        assert!(which.contains("回访的是谁"), "{which}");
        let first = seen(&house, "chuangkou", &format!("{path}?step=p1")).await.text;
        assert!(first.contains("退还甲的罚款") && !first.contains("退还乙的罚款"), "{first}");
        assert!(first.contains("还没有回访到："), "{first}");
        case.visits("p1", "no").await;
        let list = on_the_list(&house, "chuangkou").await;
        assert!(list.contains("还没有回访到：") && list.contains("反映没有履行，请督促"), "{list}");
        let file = format!("/desk/file/{}", case.dispute);
        let page = seen(&house, "chuangkou", &file).await.text;
        assert!(page.contains("还没有问到") && page.contains("写明为什么不再回访，才能归档"), "{page}");
        let theirs = house.get(&house.party(&case.dispute, "p2").await, "/my").await.text;
        assert!(theirs.contains("工作人员已经问过别的当事人，还会联系您"), "{theirs}");
        let own = house.get(&house.party(&case.dispute, "p1").await, "/my").await.text;
        assert!(own.contains("工作人员已经回访过了") && !own.contains("联系您，问一问"), "{own}");
        case.kept_open_for(&follow_up).await;
        // Only who was not asked is left, and nobody is asked which of one it is.
        let second = seen(&house, "chuangkou", &path).await.text;
        assert!(second.contains("退还乙的罚款"), "{second}");
        case.visits("p2", "yes").await;
        let page = seen(&house, "chuangkou", &file).await.text;
        assert!(!page.contains("还没有问到"), "{page}");
        let papers = seen(&house, "chuangkou", &format!("{file}/papers")).await.text;
        let form = papers.split("案后回访登记表").nth(1).unwrap_or_default();
        assert!(form.split("</tr>").next().is_some_and(|row| row.contains("只存卷，不给各方")), "{papers}");
        case.holds().await;
    }
}
