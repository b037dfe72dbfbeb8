//! What is watched while a dispute goes its real course: every clock with its last day and why, in the API and on the page; the public
//! sentence; the picture of all proceedings; the journal at the end.

use crate::{
    cases::{Case, Pairs, pixel},
    harness::Page,
    stories::done,
};
use axum::http::StatusCode;
use huajie_law::{MatterId, calendar::zh_date};
use jiff::civil::Date;
use serde_json::Value;

/// Uploads of one step: the field, and the paper by its name.
pub type Papers<'a> = &'a [(&'a str, &'a str)];

impl Case<'_> {
    /// A step that must succeed, with the papers that it needs.
    pub async fn does(
        &self,
        login: &str,
        matter: &MatterId,
        command: &str,
        pairs: Pairs<'_>,
        papers: Papers<'_>,
    ) {
        let page = match papers {
            [] => self.order(login, matter, command, pairs).await,
            papers => self.brings(login, matter, command, pairs, papers).await,
        };
        done(&page, command);
    }

    async fn brings(
        &self,
        login: &str,
        matter: &MatterId,
        command: &str,
        pairs: Pairs<'_>,
        papers: Papers<'_>,
    ) -> Page {
        let bytes = pixel();
        let files: Vec<(&str, &str, &[u8])> =
            papers.iter().map(|(field, name)| (*field, *name, &*bytes)).collect();
        let mut browser = self.house.officer(login).await;
        self.house.order_with(&mut browser, matter, command, pairs, &files).await
    }

    /// The newest paper of a reconsideration is served in person on these sides, each with its own receipt.
    pub async fn serves(&self, review: &MatterId, notice: &str, sides: &[&str]) {
        for side in sides {
            let choice = format!("{notice}|{side}");
            let pairs = [("notice", choice.as_str()), ("delivery.by", "direct")];
            let receipt = format!("送达回证（{notice}，{side}）.png");
            self.does("fuyi1", review, "serve", &pairs, &[("delivery.proof", &receipt)]).await;
        }
    }

    async fn told_by_the_api(&self, login: &str, matter: &MatterId) -> Value {
        let page = self.house.get(&self.house.officer(login).await, &format!("/api/matters/{matter}")).await;
        assert_eq!(page.status, StatusCode::OK, "{login}: {}", page.text);
        serde_json::from_str(&page.text).expect("is JSON")
    }

    pub async fn clock(&self, login: &str, matter: &MatterId, name: &str) -> Value {
        let told = self.told_by_the_api(login, matter).await;
        let clocks = told["clocks"].as_array().expect("there are clocks");
        let found = clocks.iter().find(|clock| clock["name"] == name);
        found.unwrap_or_else(|| panic!("no clock {name} in {told:#}")).clone()
    }

    /// The clock runs until that day, and both the program's and the page's reasons say so.
    pub async fn runs(&self, login: &str, matter: &MatterId, name: &str, until: Date, why: &[&str]) {
        let clock = self.clock(login, matter, name).await;
        assert_eq!(clock["state"], "running", "{name}: {clock:#}");
        assert_eq!(clock["due_on"], until.to_string(), "{name}: {clock:#}");
        self.explained(login, matter, &clock, why).await;
        let page = self.file_page(login, matter).await;
        assert!(page.contains(&format!("{}止", zh_date(until))), "{name} {until}: {page}");
    }

    /// It has no last day: suspended, or done.
    pub async fn stands(&self, login: &str, matter: &MatterId, name: &str, state: &str, why: &[&str]) {
        let clock = self.clock(login, matter, name).await;
        assert_eq!((&clock["state"], &clock["due_on"]), (&Value::from(state), &Value::Null), "{clock:#}");
        self.explained(login, matter, &clock, why).await;
    }

    async fn explained(&self, login: &str, matter: &MatterId, clock: &Value, why: &[&str]) {
        let reasons: Vec<&str> =
            clock["reasons"].as_array().expect("reasons").iter().filter_map(Value::as_str).collect();
        let page = self.file_page(login, matter).await;
        assert!(reasons[0].starts_with("依据："), "a day comes with its article: {reasons:?}");
        for said in why {
            let line = reasons.iter().find(|line| line.contains(said));
            let line = line.unwrap_or_else(|| panic!("{said} is not among {reasons:#?}"));
            assert!(page.contains(line), "the page explains it too: {line}\n{page}");
        }
    }

    /// The file of the dispute; the matter alone for whoever does not see that.
    pub async fn file_page(&self, login: &str, matter: &MatterId) -> String {
        let path = format!("/desk/file/{matter}");
        let page = self.house.get(&self.house.officer(login).await, &path).await;
        assert_eq!(page.status, StatusCode::OK, "{login}: {}", page.text);
        page.text
    }

    /// Keeps a page with `HUAJIE_PAGES_OUT`, its styles beside it, to be looked at.
    pub async fn keep(&self, login: &str, path: &str, name: &str) {
        let Some(folder) = std::env::var_os("HUAJIE_PAGES_OUT").map(std::path::PathBuf::from) else { return };
        let browser = self.house.officer(login).await;
        let mut text = self.house.get(&browser, path).await.text;
        if let Some(href) =
            text.split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next())
        {
            let styles = self.house.get(&browser, href).await.text;
            text = text.replace(href, "styles.css");
            std::fs::write(folder.join("styles.css"), styles).expect("can be written");
        }
        std::fs::write(folder.join(format!("{name}.html")), text).expect("can be written");
    }

    /// The party's own page.
    pub async fn my(&self, party: &str) -> String {
        self.house.get(&self.house.party(&self.dispute, party).await, "/my").await.text
    }

    /// One sentence that the party reads on its own pages.
    pub async fn reads(&self, party: &str, sentence: &str) {
        let page = self.my(party).await;
        assert!(page.contains(sentence), "{party} should read {sentence}: {page}");
    }

    /// What the picture of all proceedings says in words, to the officer and to the party.
    pub async fn drawn(&self, login: &str, party: &str, words: &[&str]) {
        let sheet = format!("/desk/file/{}/lanes", self.dispute);
        let desk = self.house.get(&self.house.officer(login).await, &sheet).await.text;
        let own = self.my(party).await;
        for said in words {
            assert!(desk.contains(said), "{login} should see {said}: {desk}");
            assert!(own.contains(said), "{party} should see {said}: {own}");
        }
    }

    /// Somebody has this to do, and until when.
    pub async fn waits_for(&self, login: &str, title: &str, due_on: Option<Date>) {
        let page = self.house.get(&self.house.officer(login).await, "/api/to-dos?limit=200").await;
        let told: Value = serde_json::from_str(&page.text).expect("is JSON");
        let all = told["to_dos"].as_array().expect("to-dos");
        let found = all.iter().find(|one| one["title"].as_str().is_some_and(|held| held.contains(title)));
        let found = found.unwrap_or_else(|| panic!("{login} has nothing like {title}: {told:#}"));
        let due_on = due_on.map_or(Value::Null, |on| on.to_string().into());
        assert_eq!(found["due_on"], due_on, "{found:#}");
    }

    /// And nobody has it.
    pub async fn waits_for_nobody(&self, logins: &[&str], title: &str) {
        for login in logins {
            let page = self.house.get(&self.house.officer(login).await, "/api/to-dos?limit=200").await;
            assert!(!page.text.contains(title), "{login} still has {title}: {}", page.text);
        }
    }

    /// The auditor reads the journal of every matter, entry by entry sound; the rows follow from it.
    pub async fn holds(&self) {
        let (ledger, office) = (&self.house.office.ledger, &self.house.office);
        let auditor = self.house.officer("shenji").await;
        for file in ledger.hanging_on(&self.dispute).await.expect("reads") {
            let page = self.house.get(&auditor, &format!("/api/matters/{}/journal", file.id)).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.text);
            assert!(!page.text.contains("\"sound\":false"), "{}", page.text);
        }
        let rebuilt = ledger.rebuild(&office.law(), false).await.expect("runs");
        assert!(rebuilt.findings.is_empty(), "{:?}", rebuilt.findings);
        let verified = ledger.verify(&[], &*office.keys).await.expect("runs");
        assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    }
}
