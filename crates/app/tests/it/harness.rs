//! A house for tests: the whole program in-process, on a fresh store, with the demonstration city's bodies and staff.

use crate::entered::{Entered, step_of};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use huajie::{
    config::Config,
    demo,
    http::{SESSION, Subject, router, token_digest},
    office::{Office, SeededChance, TravellingTime},
    people::credential::PasswordCost,
};
use huajie_law::{MatterId, Now, UserId};
use huajie_ledger::{
    Ledger,
    engine::Store,
    files::FileStore,
    sign_in::Session,
    testing::stores,
    vault::{KEYS_CHANCE, Keys},
};
use jiff::civil::{Date, date};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};
use tempfile::TempDir;
use tower::ServiceExt;

pub struct House {
    pub office: Arc<Office>,
    pub time: TravellingTime,
    /// What people put into forms here, in order.
    pub entered: Mutex<Vec<Entered>>,
    /// Every form that was sent here, in order, whatever was put into it.
    pub forms: Mutex<Vec<String>>,
    router: Router,
    /// What the program keeps on disk; it goes with the house.
    _var: TempDir,
}

/// Somebody's browser: its cookies.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    pub cookie: Option<String>,
}

impl Browser {
    /// One cookie of a name; others stay.
    fn keep(&mut self, cookie: &str) {
        let name = cookie.split('=').next().unwrap_or_default();
        let held = self.cookie.take().unwrap_or_default();
        let others = held.split("; ").filter(|held| !held.is_empty() && held.split('=').next() != Some(name));
        self.cookie = Some(others.chain([cookie]).collect::<Vec<_>>().join("; "));
    }
}

/// What came back.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub location: Option<String>,
    pub text: String,
}

impl Page {
    /// The value of a hidden input.
    pub fn hidden(&self, name: &str) -> String {
        let before = format!("name=\"{name}\" value=\"");
        let found = self.text.split(&before).nth(1).and_then(|rest| rest.split('"').next());
        found.unwrap_or_else(|| panic!("the page has no {name}: {}", self.text)).to_owned()
    }
}

impl Page {
    /// What a browser sends of the form of an order: what stood in it already, and over it what is typed here.
    pub fn filled_in(&self, typed: &[(&str, &str)]) -> Vec<(String, String)> {
        let form = self.text.split("<form class=\"form\"").nth(1).expect("the page has a form");
        let form = form.split("</form>").next().expect("the form ends");
        let standing =
            controls(form).into_iter().filter(|(name, _)| typed.iter().all(|(over, _)| over != name));
        let typed = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        standing.chain(typed).collect()
    }
}

/// Name and value of everything in a form that holds something.
pub fn controls(form: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for tag in form.split("<input ").skip(1).filter_map(|rest| rest.split('>').next()) {
        let ticked = tag.contains(" checked")
            || !(tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\""));
        let value = attribute(tag, "value").unwrap_or_default();
        if let (true, Some(name), false) = (ticked, attribute(tag, "name"), value.is_empty()) {
            found.push((name, value));
        }
    }
    for area in form.split("<textarea ").skip(1).filter_map(|rest| rest.split("</textarea>").next()) {
        let (tag, text) = area.split_once('>').expect("the tag ends");
        let text = unescaped(text.strip_prefix('\n').unwrap_or(text));
        found.extend(attribute(tag, "name").filter(|_| !text.is_empty()).map(|name| (name, text)));
    }
    for select in form.split("<select ").skip(1).filter_map(|rest| rest.split("</select>").next()) {
        let chosen = select.split("<option ").skip(1).find(|option| option.contains(" selected"));
        let value = chosen.and_then(|option| attribute(option, "value"));
        found.extend(attribute(select, "name").zip(value));
    }
    found
}

pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let before = format!("{name}=\"");
    let at =
        tag.find(&format!(" {before}")).map(|at| at + 1).or_else(|| tag.starts_with(&before).then_some(0))?;
    tag[at + before.len()..].split('"').next().map(unescaped)
}

fn unescaped(text: &str) -> String {
    [
        ("&#34;", "\""),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&#60;", "<"),
        ("&gt;", ">"),
        ("&#62;", ">"),
        ("&amp;", "&"),
        ("&#38;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The day on which every test begins.
pub const TODAY: Date = date(2026, 11, 24);

/// One house per engine at hand.
pub async fn houses() -> Vec<House> {
    houses_on(TODAY).await
}

/// The same, for what begins on another day.
pub async fn houses_on(day: Date) -> Vec<House> {
    houses_like(day, |_| ()).await
}

/// The same with another configuration.
pub async fn houses_where(change: impl Fn(&mut Config)) -> Vec<House> {
    houses_like(TODAY, change).await
}

/// On another day and with another configuration.
pub async fn houses_like(day: Date, change: impl Fn(&mut Config)) -> Vec<House> {
    let mut houses = Vec::new();
    for store in stores().await {
        houses.push(House::beginning(store, day, &change).await);
    }
    houses
}

impl House {
    async fn beginning(store: Store, day: Date, change: impl Fn(&mut Config)) -> House {
        let var = tempfile::Builder::new().prefix("huajie-it").tempdir().expect("a temporary folder");
        let lookup = |name: &str| (name == "HUAJIE_VAR").then(|| var.path().display().to_string());
        let mut config = Config::read(lookup).expect("the defaults are a configuration");
        config.password_cost = PasswordCost::LOWEST;
        config.typesetter = env!("CARGO_BIN_EXE_huajie").into();
        config.fonts = std::env::var_os("HUAJIE_FONTS")
            .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts"), PathBuf::from);
        change(&mut config);
        let files = FileStore::in_folder(&config.var.join("files")).expect("a folder for files");
        let time = TravellingTime::starting(Now::on(day).at);
        let keys = Keys::from_chance(&[9; KEYS_CHANCE]);
        let chance = Box::new(SeededChance::new(1));
        let office =
            Office::open(config, Ledger { store }, keys, files, Box::new(time.clone()), chance).await;
        let office = Arc::new(office.expect("the office opens"));
        demo::load(&office, None).await.expect("the city loads");
        let (entered, forms) = (Mutex::default(), Mutex::default());
        House { router: router(office.clone()), office, time, entered, forms, _var: var }
    }

    /// Another program on the same store: a command line, or a second instance.
    pub async fn beside(&self) -> Office {
        let (config, store) = (self.office.config.clone(), self.office.ledger.store.clone());
        let files = FileStore::in_folder(&config.var.join("files")).expect("a folder for files");
        let (keys, chance) = (Keys::from_chance(&[9; KEYS_CHANCE]), Box::new(SeededChance::new(2)));
        let office = Office::open(config, Ledger { store }, keys, files, Box::new(self.time.clone()), chance);
        office.await.expect("the office opens")
    }

    /// Lets that much time pass.
    pub fn later(&self, by: jiff::SignedDuration) {
        self.time.travel_to(self.office.now().at + by);
    }

    /// Travels to nine in the morning of a day.
    pub fn on_day(&self, day: Date) {
        self.time.travel_to(Now::on(day).at);
    }

    /// A browser in which this officer is signed in.
    pub async fn officer(&self, login: &str) -> Browser {
        let user = UserId::new(format!("u-{login}"));
        self.session(&Subject::Officer(user), Some("c1".into()), login).await
    }

    /// A browser in which this party has given number and codes.
    pub async fn party(&self, dispute: &MatterId, party: &str) -> Browser {
        let subject = Subject::Party { dispute: dispute.clone(), party: party.to_owned() };
        self.session(&subject, None, &format!("{dispute}-{party}")).await
    }

    async fn session(&self, subject: &Subject, capacity: Option<String>, token: &str) -> Browser {
        let now = self.office.now().at;
        let token = &format!("{token}-{}", now.as_microsecond());
        let session = Session {
            subject: subject.to_text(),
            capacity,
            csrf: format!("csrf-{token}"),
            created_at: now,
            seen_at: now,
        };
        self.office
            .ledger
            .put_session(&token_digest(&self.office, token), &session)
            .await
            .expect("a session");
        Browser { cookie: Some(format!("{SESSION}={token}")) }
    }

    pub async fn get(&self, browser: &Browser, path: &str) -> Page {
        self.send(browser, Request::get(path), Body::empty()).await.0
    }

    pub async fn delete(&self, browser: &Browser, path: &str) -> Page {
        self.send(browser, Request::delete(path), Body::empty()).await.0
    }

    /// Posts a form; the cookie that comes back is kept.
    pub async fn post(&self, browser: &mut Browser, path: &str, pairs: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let (page, cookie) = self.send(browser, request, Body::from(body)).await;
        if let Some(cookie) = cookie {
            browser.keep(&cookie);
        }
        page
    }

    /// Opens an order page, fills it in and sends it; the answer of the program.
    pub async fn order(
        &self,
        browser: &mut Browser,
        matter: &MatterId,
        command: &str,
        pairs: &[(&str, &str)],
    ) -> Page {
        let house = if browser.cookie.as_ref().is_some_and(|cookie| cookie.contains("-p")) {
            "my"
        } else {
            "desk/file"
        };
        let path = format!("/{house}/{matter}/{command}");
        let form = self.get(browser, &path).await;
        assert_eq!(form.status, StatusCode::OK, "{command} is not offered: {}", form.text);
        let named = command.split('?').next().unwrap_or(command);
        self.note(&form, &step_of(matter, named), pairs, &[]);
        let filled = form.filled_in(pairs);
        let filled: Vec<(&str, &str)> =
            filled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(browser, &path, &filled).await
    }

    /// The same with files, as a browser sends them: `(field, file name, bytes)`.
    pub async fn order_with(
        &self,
        browser: &mut Browser,
        matter: &MatterId,
        command: &str,
        pairs: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        let path = format!("/desk/file/{matter}/{command}");
        let form = self.get(browser, &path).await;
        assert_eq!(form.status, StatusCode::OK, "{command} is not offered: {}", form.text);
        self.note(&form, &step_of(matter, command), pairs, files);
        self.post_with(browser, &path, &form.filled_in(pairs), files).await
    }

    pub async fn post_with(
        &self,
        browser: &mut Browser,
        path: &str,
        pairs: &[(String, String)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        let mut body = Vec::new();
        for (name, value) in pairs {
            let part = format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (name, file, bytes) in files {
            let head = format!(
                "--cut\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--cut--\r\n");
        let request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut");
        self.send(browser, request, Body::from(body)).await.0
    }

    /// A reply as bytes: a PDF is no text.
    pub async fn bytes(&self, browser: &Browser, path: &str) -> (StatusCode, Vec<u8>) {
        let cookie = browser.cookie.clone().unwrap_or_default();
        let request =
            Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).expect("a request");
        let response = self.call(request).await;
        let status = response.status();
        (status, to_bytes(response.into_body(), 64 << 20).await.expect("a body").to_vec())
    }

    /// A request as it is, for what is no browser.
    pub async fn call(&self, request: Request<Body>) -> axum::response::Response {
        self.router.clone().oneshot(request).await.expect("an answer")
    }

    async fn send(
        &self,
        browser: &Browser,
        mut request: axum::http::request::Builder,
        body: Body,
    ) -> (Page, Option<String>) {
        if let Some(cookie) = &browser.cookie {
            // Programs carry the same token in a header: under /api no cookie counts.
            let for_programs = request.uri_ref().is_some_and(|uri| uri.path().starts_with("/api/"));
            request = match cookie.split_once('=') {
                Some((_, token)) if for_programs => {
                    request.header(header::AUTHORIZATION, format!("Bearer {token}"))
                }
                _ => request.header(header::COOKIE, cookie),
            };
        }
        let response =
            self.router.clone().oneshot(request.body(body).expect("a request")).await.expect("an answer");
        let text_of = |name| {
            response
                .headers()
                .get(name)
                .and_then(|value: &axum::http::HeaderValue| value.to_str().ok())
                .map(str::to_owned)
        };
        let cookie = text_of(header::SET_COOKIE).and_then(|line| line.split(';').next().map(str::to_owned));
        let (status, location) = (response.status(), text_of(header::LOCATION));
        let bytes = to_bytes(response.into_body(), 64 << 20).await.expect("a body");
        (Page { status, location, text: String::from_utf8_lossy(&bytes).into_owned() }, cookie)
    }
}
