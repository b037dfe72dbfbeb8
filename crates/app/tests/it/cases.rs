//! Five disputes as they come, each through the pages from the counter to the archive: a fine out of proportion, a work injury
//! with a third party, eighteen households with fifty-one agreements, a broken agreement, a suit handed over by the court.

pub use crate::fines::fined;
use crate::{
    harness::{Browser, House, Page, houses},
    papers::{fonts, offered},
    stories::{ONE_PIXEL, done},
};
use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use huajie_law::{
    AnyMatter, Kind, MatterId,
    dispute::{Dispute, Outcome, Stage},
    mediation::{Mediation, RESPONDENT},
    performance::Performance,
};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

const DAY: Date = date(2026, 11, 24);

/// A dispute at the counter, and those who work on it.
pub struct Case<'a> {
    pub house: &'a House,
    pub dispute: MatterId,
    /// Login of the agency's legal officer.
    pub agency: &'static str,
}

pub type Pairs<'a> = &'a [(&'a str, &'a str)];

/// Who applies, as `(standing, nature, name, representative)`.
pub type Who<'a> = (&'a str, &'a str, &'a str, bool);

pub fn pixel() -> Vec<u8> {
    BASE64.decode(ONE_PIXEL).expect("a picture")
}

pub async fn register<'a>(
    house: &'a House,
    respondent: &str,
    agency: &'static str,
    parties: &[Who<'_>],
    pairs: Pairs<'_>,
) -> Case<'a> {
    let mut clerk = house.officer("chuangkou").await;
    let law = house.office.law();
    let body = law.directory.organizations.iter().find(|(_, body)| body.name == respondent);
    let respondent = body.expect("the city has it").0.to_string();
    // What the case says goes before what is usual.
    let usual = [("act.told", "yes"), ("place", "420881101"), ("wish", "mediation")];
    let usual = usual.iter().filter(|(name, _)| pairs.iter().all(|(said, _)| said != name));
    let typed = pairs.iter().chain(usual).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let mut typed: Vec<(String, String)> = typed.collect();
    typed.push(("respondent".into(), respondent));
    for (at, (standing, nature, name, representative)) in parties.iter().enumerate() {
        let mut put =
            |part: &str, value: &str| typed.push((format!("parties.{at}.{part}"), value.to_owned()));
        put("standing", standing);
        put("nature", nature);
        put("name", name);
        put("phone", &format!("139{:08}", name.chars().map(u32::from).sum::<u32>()));
        if *representative {
            put("representative", "true");
        }
    }
    let typed: Vec<(&str, &str)> =
        typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let form = house.get(&clerk, "/desk/register").await;
    let files = [("evidence", "决定书.png", &*pixel())];
    house.note(&form, "dispute.register", &typed, &files);
    let form = form.filled_in(&typed);
    let receipt = house.post_with(&mut clerk, "/desk/register", &form, &files).await;
    assert_eq!(receipt.status, StatusCode::OK, "{}", receipt.text);
    assert!(receipt.text.contains("查询码"), "{}", receipt.text);
    let file = receipt.text.split("href=\"/desk/file/").nth(1).and_then(|rest| rest.split('"').next());
    let dispute = MatterId::from(file.expect("the receipt leads to the file"));
    Case { house, dispute, agency }
}

impl Case<'_> {
    pub fn mediation_id(&self) -> MatterId {
        self.dispute.child(Kind::Mediation, 1)
    }

    pub async fn matter(&self, id: &MatterId) -> AnyMatter {
        let file = self.house.office.ledger.load(id).await.expect("reads");
        file.and_then(|file| file.matter).expect("is there")
    }

    pub async fn dispute(&self) -> Dispute {
        match self.matter(&self.dispute).await {
            AnyMatter::Dispute(held) => *held,
            other => panic!("{other:?}"),
        }
    }

    pub async fn mediation(&self) -> Mediation {
        match self.matter(&self.mediation_id()).await {
            AnyMatter::Mediation(held) => *held,
            other => panic!("{other:?}"),
        }
    }

    pub async fn performance(&self) -> Performance {
        match self.matter(&self.dispute.child(Kind::Performance, 1)).await {
            AnyMatter::Performance(held) => *held,
            other => panic!("{other:?}"),
        }
    }

    pub async fn sides(&self) -> Vec<String> {
        self.mediation().await.sides().map(str::to_owned).collect()
    }

    /// The browser of a side: the party's own, or the agency's.
    async fn browser(&self, side: &str) -> Browser {
        match side {
            RESPONDENT => self.house.officer(self.agency).await,
            party => self.house.party(&self.dispute, party).await,
        }
    }

    pub async fn order(&self, who: &str, matter: &MatterId, command: &str, pairs: Pairs<'_>) -> Page {
        let mut browser = match who {
            RESPONDENT => self.browser(who).await,
            party if party.starts_with('p') && party[1..].parse::<u8>().is_ok() => self.browser(party).await,
            login => self.house.officer(login).await,
        };
        self.house.order(&mut browser, matter, command, pairs).await
    }

    /// A step of the mediation that must succeed.
    pub async fn step(&self, who: &str, command: &str, pairs: Pairs<'_>) {
        done(&self.order(who, &self.mediation_id(), command, pairs).await, command);
    }

    pub async fn step_with(&self, who: &str, command: &str, pairs: Pairs<'_>, files: &[&str]) {
        let mut browser = self.house.officer(who).await;
        let bytes = pixel();
        let files: Vec<(&str, &str, &[u8])> =
            files.iter().map(|name| (*name, "扫描件.png", &*bytes)).collect();
        let page = self.house.order_with(&mut browser, &self.mediation_id(), command, pairs, &files).await;
        done(&page, command);
    }

    pub async fn import(&self, category: &str, channel: &str, settlement_only: bool) {
        let mut pairs = vec![("categories", category), ("channel", channel)];
        pairs.extend(settlement_only.then_some(("settlement_only", "true")));
        pairs.extend((category == "other_settleable").then_some(("note", "谈成了更能解决问题")));
        self.step("chuangkou", "import", &pairs).await;
    }

    /// One side on paper at the counter, one by telephone, everybody else online.
    pub async fn consent(&self) {
        let told = ("conservative_day_told", "true");
        for (at, side) in self.sides().await.iter().enumerate() {
            let party = ("party", side.as_str());
            match at {
                0 => {
                    let pairs = [party, ("answer", "agree"), ("way", "paper"), told];
                    self.step_with("chuangkou", "record_consent", &pairs, &["evidence"]).await;
                }
                1 if side != RESPONDENT => {
                    let call = ("note", "9:20 致电本人，已告知最后一天，同意");
                    let pairs = [party, ("answer", "agree"), ("way", "phone"), call, told];
                    self.step("chuangkou", "record_consent", &pairs).await;
                }
                _ => self.step(side, "record_consent", &[("answer", "agree"), told]).await,
            }
        }
    }

    pub async fn begin(&self) {
        self.named().await;
        self.accepted().await;
    }

    pub async fn named(&self) {
        let member = format!("u-{}|agency_legal", self.agency);
        let team = [
            ("guiding_judge", "u-faguan1"),
            ("lead_mediator", "u-tiaojie1"),
            ("members", &member),
            ("override_reason", "熟悉这类案件"),
        ];
        self.step("zhuren", "name_team", &team).await;
    }

    pub async fn accepted(&self) {
        self.step("faguan1", "disclose", &[("interest", "free")]).await;
        self.step("tiaojie1", "accept_material", &[("interest", "free")]).await;
        let check = [
            ("assessment", "事实清楚"),
            ("flaws", "说理不足"),
            ("room_to_concede", "可以在幅度内让步"),
            ("head_will_attend", "true"),
        ];
        self.step(RESPONDENT, "self_check", &check).await;
        self.step("tiaojie1", "ask_judge", &[("question", "能否参照新的规定？")]).await;
        self.step("faguan1", "give_opinion", &[("question", "q1"), ("opinion", "可以参照，建议协商")]).await;
    }

    /// A talk with one side alone, now.
    pub async fn talk_apart(&self, session: &str, side: &str, said: &str) {
        let at = format!("{} 9:00", zh(self.house.office.now().today));
        let pairs = [
            ("starts_at", at.as_str()),
            ("place", "二号调解室"),
            ("form.kind", "separate"),
            ("form.party", side),
        ];
        self.step("tiaojie1", "convene_session", &pairs).await;
        self.step("tiaojie1", "record_attendance", &[("session", session), ("present", side)]).await;
        self.step("tiaojie1", "write_minutes", &[("session", session), ("text", said)]).await;
    }

    /// Everybody at one table: invited, served, there, written down, corrected, signed; and what nobody disputes.
    pub async fn talk_together(&self, session: &str, head: Pairs<'_>) {
        let today = zh(self.house.office.now().today);
        let at = format!("{today} 9点");
        let place = ("place", "一号调解室");
        let pairs = [("starts_at", at.as_str()), place, ("form.kind", "joint"), ("head_invited", "true")];
        self.step("tiaojie1", "convene_session", &pairs).await;
        let sides = self.sides().await;
        for side in &sides {
            let pairs = [
                ("session", session),
                ("recipient", side.as_str()),
                ("way", "in_person"),
                ("note", "本人签收"),
            ];
            self.step("chuangkou", "record_service", &pairs).await;
        }
        let mut present: Vec<(&str, &str)> = vec![("session", session)];
        present.extend(sides.iter().map(|side| ("present", side.as_str())));
        present.extend_from_slice(head);
        self.step("tiaojie1", "record_attendance", &present).await;
        self.step("tiaojie1", "write_minutes", &[("session", session), ("text", "双方陈述，核对了事实。")])
            .await;
        let correct = format!("correct_minutes?step={session}");
        self.step(&sides[0], &correct, &[("session", session), ("text", "补正：日期写错了一天。")]).await;
        let (glass, sign) = (glass(), format!("sign_minutes?step={session}"));
        for side in &sides {
            self.step(side, &sign, &[("session", session), ("way", &glass)]).await;
        }
        self.step("tiaojie1", "record_undisputed_facts", &[("text", "各方对决定书的真实性没有争议。")]).await;
        for side in &sides {
            self.step(side, "confirm_undisputed", &[("way", &glass)]).await;
        }
        assert!(self.mediation().await.confirmed_facts().is_some());
    }

    pub async fn lawful(&self) {
        let mut items = Vec::new();
        for (at, item) in ["interests", "mandatory_rules", "voluntariness", "certainty"].iter().enumerate() {
            items.push((format!("items.{at}.item"), (*item).to_owned()));
            items.push((format!("items.{at}.passed"), "true".to_owned()));
        }
        let items: Vec<(&str, &str)> =
            items.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.step("faguan1", "check_legality", &items).await;
    }

    /// Each side by hand on glass, on its own pages; the mediator by a scanned paper.
    pub async fn sign(&self) {
        let glass = glass();
        for side in self.sides().await {
            self.step(&side, "sign_agreement", &[("way", &glass)]).await;
        }
        self.step_with("tiaojie1", "sign_agreement", &[("party", "mediator")], &["way.scan"]).await;
        assert!(self.mediation().await.agreement.expect("is drafted").effective_on.is_some());
    }

    async fn formal_ending(&self) {
        self.step_with("chuangkou", "record_formal_ending", &[("result", "granted")], &["document"]).await;
    }

    pub async fn fulfil(&self, obligation: &str) {
        let performance = self.dispute.child(Kind::Performance, 1);
        let page =
            self.order("chuangkou", &performance, "record_fulfilment", &[("obligation", obligation)]).await;
        done(&page, obligation);
    }

    /// Into the archive, where nothing moves any more; the journal holds, and the rows follow from it.
    pub async fn close(&self) {
        self.gives_up_the_rest().await;
        done(&self.order("dangan", &self.dispute, "close", UNISSUED).await, "close");
        assert!(self.dispute().await.is_frozen());
        let clerk = self.house.officer("chuangkou").await;
        let late = self.house.get(&clerk, &format!("/desk/file/{}/add_evidence", self.dispute)).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "a closed file is frozen");
        self.holds().await;
    }

    /// Looks at every paper that is offered now; the templates that were filled. With `HUAJIE_PAPERS_OUT` they are kept, to
    /// be looked at page by page.
    async fn look_at_papers(&self, when: &str, seen: &mut BTreeSet<String>) {
        let clerk = self.house.officer("chuangkou").await;
        let path = format!("/desk/file/{}/papers", self.dispute);
        let page = self.house.get(&clerk, &path).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        for key in offered(&page.text) {
            let (status, bytes) = self.house.bytes(&clerk, &format!("{path}/preview?paper={key}")).await;
            assert_eq!(status, StatusCode::OK, "{when}: {key}: {}", String::from_utf8_lossy(&bytes));
            assert!(bytes.starts_with(b"%PDF-1.7"), "{when}: {key}");
            if let Some(folder) = std::env::var_os("HUAJIE_PAPERS_OUT") {
                let name = format!("{when}-{}.pdf", key.replace(['.', '-'], "_"));
                std::fs::write(std::path::Path::new(&folder).join(name), &bytes).expect("can be written");
            }
            seen.insert(key.split('.').next().unwrap_or_default().to_owned());
        }
    }

    pub fn later(&self, days: i64) {
        let today = self.house.office.now().today;
        self.house.on_day(today.saturating_add(jiff::Span::new().days(days)));
    }
}

fn zh(day: Date) -> String {
    huajie_law::calendar::zh_date(day)
}

pub fn glass() -> String {
    format!("data:image/png;base64,{ONE_PIXEL}")
}

const UNISSUED: Pairs<'static> = &[("reason", "当面交的，没有另外出具")];
pub const HEAD_CAME: Pairs<'static> = &[
    ("head.kind", "attended"),
    ("head.name", "示例·分管局长"),
    ("head.post", "副局长"),
    ("head.spoke", "true"),
];
const HEAD_DID_NOT: Pairs<'static> =
    &[("head.kind", "absent"), ("head.reason", "在省里开会"), ("head.deputy", "示例·科长")];

#[tokio::test]
async fn a_shop_is_fined_out_of_proportion_and_the_fine_is_changed_by_a_reconsideration_statement() {
    for house in houses().await {
        let shop = [("applicant", "individual_business", "示例便民超市", false)];
        let act = [
            ("source", "reconsideration_referral"),
            ("source_number", "复议〔2026〕示例 1 号"),
            ("first_submitted_on", "2026年11月18日"),
            ("filed_on", "2026年11月18日"),
            ("act.kind", "penalty"),
            ("act.title", "销售超过保质期的茶干罚款 5000 元"),
            ("act.made_on", "2026年10月31日"),
            ("act.known_on", "2026年10月31日"),
            ("act.discretionary", "true"),
            ("claims", "撤销处罚，过罚不相当"),
            ("facts", "五袋茶干货值十五元，卖出一袋，初次违法，已经补救；次日起的新办法对同样情形罚三百元。"),
            ("amount_fen", "5000"),
        ];
        let case = register(&house, "钟祥市市场监督管理局", "shichang", &shop, &act).await;
        assert!(
            house.office.ledger.clocks(&case.dispute).await.expect("reads").is_empty(),
            "the application is on file"
        );
        case.import("law_allows", "reconsideration", false).await;
        case.consent().await;
        case.begin().await;
        case.talk_together("s1", HEAD_CAME).await;
        let lines = [
            ("obligations.0.obligor", RESPONDENT),
            ("obligations.0.obligee", "p1"),
            ("obligations.0.content", "作出变更决定，罚款 300 元"),
            ("obligations.0.due_on", "2026年12月4日"),
            ("obligations.1.obligor", "p1"),
            ("obligations.1.obligee", RESPONDENT),
            ("obligations.1.content", "缴纳罚款"),
            ("obligations.1.amount_fen", "300"),
            ("obligations.1.due_on", "2026年12月11日"),
            ("disposition", "changed"),
            ("ending", "reconsideration_statement"),
        ];
        case.step("tiaojie1", "draft_agreement", &lines).await;
        case.lawful().await;
        case.sign().await;
        assert!(!case.performance().await.is_enforceable(), "not before it is sealed");
        case.formal_ending().await;
        assert!(case.performance().await.is_enforceable());
        case.later(9);
        case.fulfil("o1").await;
        case.fulfil("o2").await;
        case.visit("yes").await;
        case.close().await;
    }
}

#[tokio::test]
async fn an_employer_and_an_injured_worker_settle_what_the_quarrel_was_about() {
    for house in houses().await {
        let parties = [
            ("applicant", "legal_person", "示例绿化公司", false),
            ("third_party", "natural_person", "示例·刘某", false),
        ];
        let act = [
            ("source", "reconsideration_referral"),
            ("first_submitted_on", "2026年11月16日"),
            ("filed_on", "2026年11月16日"),
            ("act.kind", "work_injury"),
            ("act.title", "认定工伤决定"),
            ("act.made_on", "2026年10月27日"),
            ("act.known_on", "2026年10月29日"),
            ("claims", "撤销工伤认定"),
            ("facts", "搬运地砖时腰椎骨折；双方没有书面劳动合同，没有缴纳工伤保险。"),
        ];
        let case = register(&house, "钟祥市人力资源和社会保障局", "renshe", &parties, &act).await;
        case.import("party_asks", "reconsideration", false).await;
        case.consent().await;
        case.begin().await;
        case.talk_apart("s1", "p1", "公司担心一次付清周转不开").await;
        case.talk_apart("s2", "p2", "本人急需医疗费，分两期也可以").await;
        let worker = house.party(&case.dispute, "p2").await;
        assert!(!house.get(&worker, "/my").await.text.contains("周转不开"), "said apart");
        let agency = house.officer("renshe").await;
        let seen = house.get(&agency, &format!("/desk/file/{}", case.dispute)).await;
        assert!(!seen.text.contains("周转不开") && !seen.text.contains("分两期"), "{}", seen.text);
        case.talk_together("s3", HEAD_DID_NOT).await;
        let lines = [
            ("obligations.0.obligor", "p1"),
            ("obligations.0.obligee", "p2"),
            ("obligations.0.content", "支付第一期工伤待遇"),
            ("obligations.0.amount_fen", "40,000元"),
            ("obligations.0.due_on", "2026年12月15日"),
            ("obligations.1.obligor", "p1"),
            ("obligations.1.obligee", "p2"),
            ("obligations.1.content", "支付第二期工伤待遇"),
            ("obligations.1.amount_fen", "４００００"),
            ("obligations.1.due_on", "2027年2月26日"),
            ("disposition", "stands"),
            ("ending", "reconsideration_statement"),
        ];
        case.step("tiaojie1", "draft_agreement", &lines).await;
        case.lawful().await;
        case.sign().await;
        case.formal_ending().await;
        case.later(22);
        case.fulfil("o1").await;
        case.visit("partly").await;
        house.on_day(date(2027, 3, 1));
        case.fulfil("o2").await;
        case.visit("yes").await;
        case.close().await;
    }
}

#[tokio::test]
async fn eighteen_households_settle_fifty_one_agreements_and_each_is_watched() {
    for house in houses().await {
        let names: Vec<String> = (1..=18).map(|n| format!("示例·原告{n}")).collect();
        let parties: Vec<Who<'_>> = names
            .iter()
            .enumerate()
            .map(|(at, name)| ("applicant", "natural_person", name.as_str(), at < 3))
            .collect();
        let act = [
            ("source", "court_referral"),
            ("source_number", "（2026）行初示例 3 号"),
            ("first_submitted_on", "2026年11月10日"),
            ("filed_on", "2026年11月12日"),
            ("group.size", "18"),
            ("group.items", "51"),
            ("act.kind", "agreement"),
            ("act.title", "不履行安置补偿协议"),
            ("act.known_on", "2026年6月1日"),
            ("act.about_money", "true"),
            ("act.real_estate", "true"),
            ("claims", "交付安置房，支付临时安置费"),
            ("facts", "五十一份协议，房屋已具备交付条件，机关以事实不清为由不交房。"),
        ];
        let case = register(&house, "钟祥市住房和城乡建设局", "zhujian", &parties, &act).await;
        case.import("many_parties", "trial_ordinary", false).await;
        let clerk = house.officer("chuangkou").await;
        let list = house.get(&clerk, "/desk/list/dispute").await;
        assert!(list.text.contains("等 18 人"), "{}", list.text);
        case.consent().await;
        case.begin().await;
        let sides = case.sides().await;
        let mut extend = vec![("until", "2026年12月24日")];
        extend.extend(sides.iter().map(|side| ("agreed_by", side.as_str())));
        case.step_with("tiaojie1", "extend", &extend, &["documents"]).await;
        let mut lines: Vec<(String, String)> = Vec::new();
        for at in 0..51 {
            let mut put = |part: &str, value: String| lines.push((format!("obligations.{at}.{part}"), value));
            put("obligor", RESPONDENT.into());
            put("obligee", format!("p{}", at % 18 + 1));
            put("content", format!("第 {} 份协议：交付安置房", at + 1));
            put("due_on", "2027年3月31日".into());
        }
        lines.push(("disposition".into(), "performed".into()));
        lines.push(("ending".into(), "court_statement".into()));
        let lines: Vec<(&str, &str)> =
            lines.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        case.step("tiaojie1", "draft_agreement", &lines).await;
        case.lawful().await;
        case.sign().await;
        case.formal_ending().await;
        crate::gathered::fifty_one_lines_are_gathered(&case).await;
        let performance = case.dispute.child(Kind::Performance, 1);
        let theirs = case.order("p2", &performance, "record_fulfilment", &[("obligation", "o1")]).await;
        assert_eq!(
            theirs.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "one household does not speak for another"
        );
        case.later(20);
        case.visit("no").await;
        house.on_day(date(2027, 4, 2));
        crate::gathered::forms_tell_of_one_household(&case).await;
        let late = [("obligation", "o51"), ("way", "letter"), ("until", "2027年4月20日")];
        done(&case.order("chuangkou", &performance, "urge", &late).await, "urge");
        case.fulfil("o51").await;
        case.visit("yes").await;
        case.close().await;
    }
}

#[tokio::test]
async fn a_withdrawal_is_chosen_knowing_its_cost_and_what_is_broken_goes_elsewhere() {
    for house in houses().await {
        let owner = [("applicant", "natural_person", "示例·赵某", false)];
        let act = [
            ("source", "reconsideration_referral"),
            ("first_submitted_on", "2026年11月20日"),
            ("filed_on", "2026年11月20日"),
            ("act.kind", "agreement"),
            ("act.title", "没有支付货币补偿款"),
            ("act.known_on", "2026年11月3日"),
            ("act.about_money", "true"),
            ("act.real_estate", "true"),
            ("claims", "按协议付款"),
            ("facts", "证载七十二平方米，档案五十五平方米，面积客观上已经无法认定。"),
        ];
        let case = register(&house, "钟祥市住房和城乡建设局", "zhujian", &owner, &act).await;
        case.import("need_deserves_help", "reconsideration", false).await;
        case.consent().await;
        case.begin().await;
        case.talk_together("s1", HEAD_CAME).await;
        let lines = [
            ("obligations.0.obligor", RESPONDENT),
            ("obligations.0.obligee", "p1"),
            ("obligations.0.content", "支付补偿款"),
            ("obligations.0.amount_fen", "180000"),
            ("obligations.0.due_on", "2026年12月10日"),
            ("disposition", "paid"),
            ("ending", "withdrawal"),
        ];
        let unknowing = case.order("tiaojie1", &case.mediation_id(), "draft_agreement", &lines).await;
        assert_eq!(unknowing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            unknowing.text.contains("74条") && unknowing.text.contains("支付补偿款"),
            "{}",
            unknowing.text
        );
        let knowing = [&lines[..], &[("cost_shown", "true")]].concat();
        case.step("tiaojie1", "draft_agreement", &knowing).await;
        case.lawful().await;
        case.sign().await;
        case.formal_ending().await;
        house.on_day(date(2026, 12, 14));
        let performance = case.dispute.child(Kind::Performance, 1);
        let first = [("obligation", "o1"), ("way", "phone")];
        done(&case.order("chuangkou", &performance, "urge", &first).await, "urge");
        let broken = [("obligation", "o1"), ("reason", "预算没有下达")];
        done(&case.order("chuangkou", &performance, "record_breach", &broken).await, "breach");
        let party = case.browser("p1").await;
        let enforce = house.get(&party, &format!("/my/{performance}/apply_for_enforcement")).await;
        assert_eq!(enforce.status, StatusCode::UNPROCESSABLE_ENTITY, "a withdrawal is not enforced");
        case.visit("no").await;
        let court = house.office.law();
        let court = court.directory.organizations.iter().find(|(_, body)| body.name.contains("人民法院"));
        let elsewhere = [("to", court.expect("there is one").0.as_str()), ("reason", "起诉要求履行")];
        done(&case.order("chuangkou", &performance, "pass_on", &elsewhere).await, "pass on");
        let stage = case.dispute().await.stage;
        assert!(matches!(stage, Stage::Ended { outcome: Outcome::Unsettled, .. }), "案结未必事了: {stage:?}");
        case.close().await;
    }
}

#[tokio::test]
async fn a_suit_about_a_work_injury_comes_from_the_court_and_ends_by_withdrawal() {
    for house in houses().await {
        let parties = [
            ("applicant", "legal_person", "示例工程公司", false),
            ("third_party", "natural_person", "示例·陈某", false),
        ];
        let act = [
            ("source", "court_referral"),
            ("source_number", "（2026）行初示例 5 号"),
            ("first_submitted_on", "2026年11月9日"),
            ("act.kind", "work_injury"),
            ("act.title", "认定工伤决定"),
            ("act.made_on", "2026年8月28日"),
            ("act.known_on", "2026年8月30日"),
            ("claims", "撤销工伤认定"),
            ("facts", "在承包的工地上被砸伤右脚；公司说他不是自己的雇工。"),
        ];
        let case = register(&house, "钟祥市人力资源和社会保障局", "renshe", &parties, &act).await;
        // Nobody has entered yet that the suit is on file: then it cannot be imported as one that is.
        let import =
            [("categories", "party_asks"), ("channel", "trial_ordinary"), ("settlement_only", "true")];
        let early = case.order("chuangkou", &case.mediation_id(), "import", &import).await;
        assert!(early.text.contains("还没有登记立案"), "{}", early.text);
        let filed = [("filed_on", "2026年11月12日"), ("reason", "法院已经立案")];
        done(&case.order("chuangkou", &case.dispute, "correct", &filed).await, "filed");
        case.import("other_settleable", "trial_ordinary", true).await;
        case.consent().await;
        case.begin().await;
        case.talk_together("s1", HEAD_CAME).await;
        let lines = [
            ("obligations.0.obligor", "p1"),
            ("obligations.0.obligee", "p2"),
            ("obligations.0.content", "支付赔偿款"),
            ("obligations.0.amount_fen", "60000"),
            ("obligations.0.due_on", "2026年12月4日"),
            ("disposition", "stands"),
            ("ending", "withdrawal"),
            ("cost_shown", "true"),
        ];
        case.step("tiaojie1", "draft_agreement", &lines).await;
        case.lawful().await;
        case.sign().await;
        case.formal_ending().await;
        let handed = case.mediation().await.hand_over(&house.office.law());
        assert_eq!(handed.first_submitted_on, date(2026, 11, 9));
        assert_eq!(handed.consented_on, Some(DAY));
        case.later(8);
        let performance = case.dispute.child(Kind::Performance, 1);
        let page = case.order("p2", &performance, "record_fulfilment", &[("obligation", "o1")]).await;
        done(&page, "who is owed says that it came");
        case.visit("yes").await;
        case.close().await;
    }
}

#[tokio::test]
async fn every_paper_there_is_is_filled_from_a_real_file() {
    if fonts().is_none() {
        return;
    }
    for house in houses().await {
        let mut seen = BTreeSet::new();
        let case = fined(&house, "示例·甲").await;
        case.look_at_papers("1-imported", &mut seen).await;
        case.consent().await;
        case.begin().await;
        let at = format!("{} 15:00", zh(DAY));
        let invited = [("starts_at", at.as_str()), ("place", "一号调解室"), ("form.kind", "joint")];
        case.step("tiaojie1", "convene_session", &invited).await;
        case.look_at_papers("2-invited", &mut seen).await;
        case.talk_together("s2", HEAD_CAME).await;
        let lines = [
            ("obligations.0.obligor", RESPONDENT),
            ("obligations.0.obligee", "p1"),
            ("obligations.0.content", "作出变更决定，罚款 300 元"),
            ("obligations.0.due_on", "2026年11月30日"),
            ("disposition", "changed"),
            ("ending", "judicial_confirmation"),
        ];
        case.step("tiaojie1", "draft_agreement", &lines).await;
        case.lawful().await;
        case.sign().await;
        for side in ["p1", RESPONDENT] {
            case.step(side, "apply_for_confirmation", &[]).await;
        }
        case.formal_ending().await;
        case.later(7);
        case.fulfil("o1").await;
        case.visit("yes").await;
        case.look_at_papers("3-visited", &mut seen).await;
        let failed = fined(&house, "示例·乙").await;
        failed.consent().await;
        failed.begin().await;
        failed.step("tiaojie1", "fail", &[("ground", "large_divergence"), ("reason", "差距太大")]).await;
        failed.look_at_papers("4-failed", &mut seen).await;
        let refused = fined(&house, "示例·丙").await;
        let no = [("party", "p1"), ("answer", "refuse"), ("way", "phone"), ("note", "10:00 致电，不同意")];
        refused.step("chuangkou", "record_consent", &no).await;
        refused.look_at_papers("5-refused", &mut seen).await;
        let all = [
            "acceptance",
            "agreement",
            "application",
            "application_copy",
            "confirmation_application",
            "consent_notice",
            "follow_up_form",
            "invitation",
            "minutes",
            "receipt",
            "refusal",
            "session_change",
            "team_notice",
            "termination",
            "undisputed_facts",
            "volume_catalogue",
        ];
        assert_eq!(seen.iter().map(String::as_str).collect::<Vec<_>>(), all);
    }
}
