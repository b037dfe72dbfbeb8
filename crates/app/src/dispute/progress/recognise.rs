//! Recognising a party: an unknown number and a wrong code are answered alike, and so is a right pair without a phone.

use super::acting;
use crate::{
    http::{Subject, Submission, Trouble, Visit, html, refuse_foreign, see_other},
    office::Office,
    people::credential::{self, CodeAnswer},
    ui::{
        Page,
        form::{Field, FieldKind, Form},
    },
};
use askama::Template;
use axum::{
    extract::Query,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use huajie_law::{MatterId, PersonId, dispute::FIRST_PARTY, matter::AnyMatter, telephone, text};
use huajie_ledger::{
    Letter,
    outbox::{BY_TELEPHONE, CODE_LETTER, code_letter_for},
    vault::Context,
};
use jiff::SignedDuration;
use std::collections::BTreeMap;

/// A code is sent to the same phone at most this often.
pub(super) const RESENT_AFTER: SignedDuration = SignedDuration::from_secs(60);
pub(super) const A_DAY: SignedDuration = SignedDuration::from_hours(24);
/// Of one person: whoever has had theirs shuts nobody else out.
pub(super) const MOST_CODES_A_DAY: u64 = 10;
/// Stands where a dispute's id would, when nothing was found.
const NOBODY: &str = "-";
/// Where codes are noted that were sent to nobody.
const UNSENT: &str = "unsent";

#[derive(Template)]
#[template(path = "dispute/progress/ask.html")]
struct AskPage {
    page: Page,
    explain: &'static str,
    form: Form,
}

fn number_form(number: &str) -> Form {
    Form::new("/progress", "下一步")
        .field(
            Field::text("number", "编号")
                .hint("例如 钟行争〔2026〕1号，括号打成哪种都行")
                .required()
                .value(number),
        )
        .field(Field::text("query_code", "查询码").hint("登记时给申请人的 8 位码"))
        .field(
            Field::text("phone", "登记的手机号")
                .hint("有几位当事人的，填您自己登记的手机号；代理人填自己的手机号；第三人等没有查询码的，查询码空着，只填这个"),
        )
}

const EXPLAINED: &str = "用登记时得到的编号和查询码。验证码会发到登记的手机上；登记的是座机的收不到验证码，请带身份证件到窗口查，或者在窗口登记手机号。";

/// `GET /progress`.
pub async fn ask(visit: Visit, Query(asked): Query<BTreeMap<String, String>>) -> Response {
    let number = asked.get("number").map_or("", String::as_str);
    let explain = match asked.contains_key("kept") {
        true => "时间太久，要重新验证一次。刚才填的内容替您存着，验证以后再点开那一步，内容还在。",
        false => EXPLAINED,
    };
    html(&AskPage { page: visit.page("查进度"), explain, form: number_form(number) })
}

/// `POST /progress`: whatever was typed, the next page is the same.
pub async fn look_up(visit: Visit, headers: HeaderMap, submission: Submission) -> Result<Response, Trouble> {
    refuse_foreign(&headers)?;
    let [number, query_code, phone] = ["number", "query_code", "phone"].map(|name| submission.first(name));
    let is_empty = |typed: &str| text::tidy(typed).is_empty();
    if is_empty(number) || (is_empty(query_code) && is_empty(phone)) {
        let mut form = number_form(number);
        form.keep(submission.typed());
        if is_empty(number) {
            form.reject("number", "请填写编号");
        }
        if is_empty(query_code) && is_empty(phone) {
            form.reject("query_code", "请填写查询码；没有查询码的当事人，请填登记的手机号");
        }
        let page = AskPage { page: visit.page("查进度"), explain: EXPLAINED, form };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)).into_response());
    }
    let asking = asking(&visit.office, &Given { number, query_code, phone }).await?;
    let cookie = visit.begin_session(&asking, None).await?;
    Ok(([(header::SET_COOKIE, cookie)], see_other("/progress/code")).into_response())
}

/// What somebody knows who wants to follow a dispute; empty where it was left out.
pub struct Given<'a> {
    pub number: &'a str,
    pub query_code: &'a str,
    /// One's own, as it was registered.
    pub phone: &'a str,
}

/// Who is asked for the one-time code that was sent, or nobody; from outside both look the same.
pub async fn asking(office: &Office, given: &Given<'_>) -> Result<Subject, Trouble> {
    let found = find(office, given).await?;
    let (dispute, party) = found.unwrap_or_else(|| (MatterId::from(NOBODY), NOBODY.to_owned()));
    send_code(office, &dispute, &party).await?;
    Ok(Subject::Asking { dispute, party })
}

/// The dispute with this number and the party in it: with its query code the first applicant, or whose phone is named; without one
/// only another party, whom nobody gave a code, by the phone. Either way the one-time code goes to the phone on file.
async fn find(office: &Office, given: &Given<'_>) -> Result<Option<(MatterId, String)>, Trouble> {
    let number = text::normal_number(given.number);
    let code = credential::normal_query_code(given.query_code);
    let digest = office.keys.code_digest(credential::QUERY_PURPOSE, &code);
    let by_code = office.ledger.marked(&format!("code:{digest}")).await?;
    let by_number = office.ledger.marked(&format!("number:{number}")).await?;
    let phone = telephone::normal(given.phone);
    let has_code = |id: &MatterId| by_code.contains(id);
    // The number of what hangs on a dispute stands on the papers that people hold, and leads to it as well.
    let mut meant = by_number.iter().map(MatterId::root);
    let Some(id) = meant.find(|id| has_code(id) || code.is_empty()) else { return Ok(None) };
    if phone.is_empty() {
        return Ok(has_code(&id).then(|| (id, FIRST_PARTY.to_owned())));
    }
    let file = office.ledger.load(&id).await?;
    let Some(AnyMatter::Dispute(held)) = file.and_then(|file| file.matter) else { return Ok(None) };
    for party in held.parties.iter().filter(|party| has_code(&id) || party.key != FIRST_PARTY) {
        let registered = office.open_person(&party.particulars.person).await?.phone;
        if registered.is_some_and(|registered| telephone::normal(&registered) == phone) {
            return Ok(Some((id, party.key.clone())));
        }
    }
    for party in held.parties.iter().filter(|party| has_code(&id) || party.key != FIRST_PARTY) {
        let Some(agent) = &party.particulars.agent else { continue };
        let registered = office.open_person(&agent.person).await?.phone;
        if registered.is_some_and(|registered| telephone::normal(&registered) == phone) {
            return Ok(Some((id, acting::named(&party.key, &agent.person))));
        }
    }
    Ok(None)
}

/// Sends a fresh code, at most once a minute. No phone on file, or one that no message reaches: nothing is sent, and nothing is said.
///
/// A wrong pair is nobody's, and goes the same way: the same questions, the same computing, one transaction. What would have
/// been sent is not; so neither the answer nor its time tells whether a number and a code belong together.
async fn send_code(office: &Office, dispute: &MatterId, party: &str) -> Result<(), Trouble> {
    let (person, number) = match office.ledger.load(dispute).await?.and_then(|file| file.matter) {
        Some(AnyMatter::Dispute(held)) => (acting::person(&held, party).cloned(), held.number.clone()),
        _ => (None, NOBODY.to_owned()),
    };
    let person = person.unwrap_or_else(|| PersonId::from(NOBODY));
    let phone = office.open_person(&person).await?.phone;
    let subject = format!("party:{dispute}:{party}");
    let now = office.now().at;
    let sent_at = office.ledger.one_time_code_issued_at(&subject).await?;
    let sent_lately = sent_at.is_some_and(|at| now.duration_since(at) < RESENT_AFTER);
    // Whoever found the paper slip may try, but neither all codes nor the patience of whose phone it is.
    let letters = office.ledger.codes_sent(dispute, &person, now - A_DAY).await?;
    let mut chance = [0; credential::ONE_TIME_CODE_CHANCE];
    office.chance().fill(&mut chance);
    let code = credential::one_time_code(&chance);
    let goes =
        phone.as_deref().is_some_and(telephone::is_mobile) && !sent_lately && letters < MOST_CODES_A_DAY;
    let body = format!("验证码 {code}，10 分钟内有效，用于查看{number}的进度。工作人员不会向您要验证码。");
    let letter = office.code_letter(&person, phone.as_deref().unwrap_or("00000000000"), &body, dispute);
    // A code that goes to nobody stands under a name that opens nothing and is no digest of it.
    let (subject, digest) = match goes {
        true => (subject.clone(), office.keys.code_digest(&subject, &code)),
        false => (UNSENT.to_owned(), office.keys.code_digest(UNSENT, &body)),
    };
    office.ledger.issue_one_time_code(&subject, &digest, goes.then_some(letter), now).await?;
    Ok(())
}

impl Office {
    /// A letter with its address and text sealed.
    pub fn letter(&self, channel: &str, address: &str, body: &str, about: Option<&MatterId>) -> Letter {
        self.sealed_letter(self.fresh_id("l"), channel, address, body, about)
    }

    /// To a party, by a text where its telephone takes one; else for the counter to tell.
    pub fn word_to(&self, phone: &str, body: &str, about: &MatterId) -> Letter {
        let channel = if telephone::is_mobile(phone) { "sms" } else { BY_TELEPHONE };
        self.letter(channel, phone, body, Some(about))
    }

    /// A letter with a one-time code: counted, and gone from the folder after a day.
    pub(super) fn code_letter(&self, person: &PersonId, phone: &str, body: &str, about: &MatterId) -> Letter {
        let id = format!("{}{}", self.fresh_id(CODE_LETTER), code_letter_for(person));
        self.sealed_letter(id, "sms", phone, body, Some(about))
    }

    fn sealed_letter(
        &self,
        id: String,
        channel: &str,
        address: &str,
        body: &str,
        about: Option<&MatterId>,
    ) -> Letter {
        Letter {
            sealed_address: self.seal("outbox", "address", &id, address),
            sealed_body: self.seal("outbox", "body", &id, body),
            channel: channel.to_owned(),
            about: about.cloned(),
            id,
        }
    }

    /// Opens one sealed part of a letter, for the sender.
    pub fn open_letter(&self, id: &str, column: &str, sealed: &str) -> Option<String> {
        self.keys.open(&Context { table: "outbox", column, row_id: id }, sealed).ok()
    }
}

fn code_form(visit: &Visit) -> Form {
    Form::new("/progress/code", "查看进度")
        .field(
            Field::new("code", "验证码", FieldKind::Digits)
                .hint("6 位数字，10 分钟内有效")
                .required()
                .autocomplete("one-time-code"),
        )
        .csrf(visit.csrf())
        .cancel("/progress", "重新填编号")
}

const CODE_SENT: &str = "如果编号和查询码（或者手机号）都对，登记的手机会收到一条验证码短信；登记的是座机的不会收到。每人一天最多发十条。一分钟还没收到，请核对填的内容，或者带身份证到窗口。";

/// `GET /progress/code`.
pub async fn ask_code(visit: Visit) -> Result<Response, Trouble> {
    let Some(Subject::Asking { .. }) = &visit.subject else { return Err(Trouble::SignIn("/progress")) };
    Ok(html(&AskPage { page: visit.page("输入验证码"), explain: CODE_SENT, form: code_form(&visit) }))
}

/// `POST /progress/code`.
pub async fn enter(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let Some(Subject::Asking { dispute, party }) = visit.subject.clone() else {
        return Err(Trouble::SignIn("/progress"));
    };
    let code = credential::normal_one_time_code(submission.first("code"));
    if !is_right(&visit.office, &dispute, &party, &code).await? {
        let mut form = code_form(&visit);
        form.reject(
            "code",
            "验证码不对或者已经过期，请核对短信。要重新获取，等满一分钟再返回重新填：一分钟以内不会再发",
        );
        let page = AskPage { page: visit.page("输入验证码"), explain: CODE_SENT, form };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)).into_response());
    }
    let cookie = visit.begin_session(&Subject::Party { dispute, party }, None).await?;
    Ok(([(header::SET_COOKIE, cookie)], see_other("/my")).into_response())
}

/// Counts the try before it compares; a code is good once.
pub async fn is_right(office: &Office, dispute: &MatterId, party: &str, code: &str) -> Result<bool, Trouble> {
    is_right_for(office, &format!("party:{dispute}:{party}"), code).await
}

/// The same for whatever the code was sent for.
pub(super) async fn is_right_for(office: &Office, subject: &str, code: &str) -> Result<bool, Trouble> {
    let Some(issued) = office.ledger.try_one_time_code(subject).await? else { return Ok(false) };
    let matches = office.keys.code_matches(subject, code, &issued.digest);
    let answer = credential::judge_code(issued.issued_at, issued.attempts, matches, office.now().at);
    if answer != CodeAnswer::Right {
        return Ok(false);
    }
    Ok(office.ledger.spend_one_time_code(subject, &issued.digest).await?)
}
