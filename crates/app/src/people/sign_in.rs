//! Signing in: a password, then the code of a device. An unknown login, a wrong password and a locked account are
//! answered alike in time and words, but for the lock, which tells how long.

use super::credential::{PasswordCost, SALT_BYTES, SignInGuard, Totp};
use crate::{
    http::{Subject, Submission, Trouble, Visit, html, see_other},
    office::Office,
    ui::{
        Page,
        form::{Field, FieldKind, Form},
    },
};
use askama::Template;
use axum::{
    Router,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use huajie_law::UserId;
use huajie_ledger::{Fault, sign_in::CredentialRow, vault::Context};
use jiff::Timestamp;
use std::sync::Arc;

pub fn routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/sign-in", get(ask).post(enter))
        .route("/sign-in/second", get(ask_second).post(enter_second))
        .route("/sign-out", post(leave))
        .route("/capacity", post(switch_capacity))
}

#[derive(Template)]
#[template(path = "people/sign_in.html")]
struct SignInPage {
    page: Page,
    explain: String,
    form: Form,
}

fn password_form() -> Form {
    Form::new("/sign-in", "下一步")
        .field(Field::text("login", "登录名").required().autocomplete("username"))
        .field(Field::new("password", "密码", FieldKind::Secret).required().autocomplete("current-password"))
}

/// `GET /sign-in`.
pub async fn ask(visit: Visit) -> Response {
    let explain = "法官、调解员、窗口和各单位工作人员从这里登录。群众查进度不用登录，用编号和查询码。".to_owned();
    html(&SignInPage { page: visit.page("工作人员登录"), explain, form: password_form() })
}

const WRONG: &str = "登录名或密码不对";

/// `POST /sign-in`.
pub async fn enter(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    let now = visit.office.now().at;
    let user = find(&visit.office, submission.first("login"));
    let row = match &user {
        Some(user) => visit.office.ledger.credential(&subject(user)).await?,
        None => None,
    };
    let locked = row.as_ref().and_then(|row| guard(row).sentence(now));
    let stored = row.as_ref().map(|row| row.password_hash.clone());
    let right = verify(submission.first("password").to_owned(), stored).await;
    if let (Some(user), true, None) = (&user, right, &locked) {
        let cookie = visit.begin_session(&Subject::Pending(user.clone()), None).await?;
        return Ok(([(header::SET_COOKIE, cookie)], see_other("/sign-in/second")).into_response());
    }
    if let (Some(user), Some(row), None) = (&user, &row, &locked) {
        count_failure(&visit.office, user, row, now).await?;
    }
    let mut form = password_form();
    form.keep(submission.typed());
    form.reject("password", locked.unwrap_or_else(|| WRONG.to_owned()));
    let page = SignInPage { page: visit.page("工作人员登录"), explain: String::new(), form };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)).into_response())
}

/// Stretching costs tens of milliseconds and memory: off the threads that serve, and not too many at once.
async fn verify(password: String, stored: Option<String>) -> bool {
    static PLACES: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);
    let _place = PLACES.acquire().await.expect("never closed");
    let verified = tokio::task::spawn_blocking(move || PasswordCost::default().verify(&password, stored.as_deref()));
    verified.await.unwrap_or(false)
}

fn find(office: &Office, login: &str) -> Option<UserId> {
    let login = huajie_law::text::tidy(login);
    let law = office.law();
    let found = law.directory.officers.iter().find(|(_, officer)| officer.login == login && !officer.dismissed);
    found.map(|(user, _)| user.clone())
}

/// Under what a user's credential and sessions stand.
pub fn subject(user: &UserId) -> String {
    format!("user:{user}")
}

fn guard(row: &CredentialRow) -> SignInGuard {
    SignInGuard { failures: row.failures, locked_until: row.locked_until }
}

async fn count_failure(office: &Office, user: &UserId, row: &CredentialRow, now: Timestamp) -> Result<(), Fault> {
    let after = guard(row).after_failure(now);
    office.ledger.count_failure(&subject(user), after.locked_until).await.map(|_| ())
}

fn second_form(visit: &Visit) -> Form {
    Form::new("/sign-in/second", "登录")
        .field(
            Field::new("code", "动态口令", FieldKind::Digits)
                .hint("打开手机上的口令程序，输入现在显示的 6 位数字")
                .required()
                .autocomplete("one-time-code"),
        )
        .csrf(visit.csrf())
}

fn pending(visit: &Visit) -> Result<UserId, Trouble> {
    match &visit.subject {
        Some(Subject::Pending(user)) => Ok(user.clone()),
        _ => Err(Trouble::SignIn("/sign-in")),
    }
}

/// `GET /sign-in/second`.
pub async fn ask_second(visit: Visit) -> Result<Response, Trouble> {
    pending(&visit)?;
    let explain = "为了保护当事人的信息，还要一步。".to_owned();
    Ok(html(&SignInPage { page: visit.page("输入动态口令"), explain, form: second_form(&visit) }))
}

/// `POST /sign-in/second`.
pub async fn enter_second(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let user = pending(&visit)?;
    let now = visit.office.now().at;
    let row = visit.office.ledger.credential(&subject(&user)).await?.ok_or(Trouble::SignIn("/sign-in"))?;
    let refused = match guard(&row).sentence(now) {
        Some(locked) => locked,
        None => match check_totp(&visit.office, &user, &row, submission.first("code"), now).await? {
            None => {
                let capacity = visit.office.law().directory.officer(&user).and_then(|o| o.capacities.first().map(|c| c.key.clone()));
                let cookie = visit.begin_session(&Subject::Officer(user), capacity).await?;
                return Ok(([(header::SET_COOKIE, cookie)], see_other("/desk")).into_response());
            }
            Some(refused) => refused,
        },
    };
    let mut form = second_form(&visit);
    form.reject("code", refused);
    let page = SignInPage { page: visit.page("输入动态口令"), explain: String::new(), form };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)).into_response())
}

/// `None`: right, and the step is taken so that nobody uses it again.
async fn check_totp(
    office: &Office,
    user: &UserId,
    row: &CredentialRow,
    typed: &str,
    now: Timestamp,
) -> Result<Option<String>, Trouble> {
    let totp = row.sealed_totp.as_deref().and_then(|sealed| office.open_totp(user, sealed));
    let Some(totp) = totp else { return Ok(Some("这个账户还没有绑定动态口令，请找安全管理员".into())) };
    let last_step = u64::try_from(row.totp_step).ok().filter(|step| *step > 0);
    match totp.check(typed, now, last_step) {
        Ok(step) => {
            let taken = office.ledger.take_totp_step(&subject(user), i64::try_from(step).unwrap_or(i64::MAX)).await?;
            Ok((!taken).then(|| "这个口令刚才用过了，请等下一个".into()))
        }
        Err(refused) => {
            count_failure(office, user, row, now).await?;
            Ok(Some(refused.to_string()))
        }
    }
}

/// `POST /sign-out`.
pub async fn leave(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    if let Some(digest) = &visit.digest {
        visit.office.ledger.end_session(digest).await?;
    }
    Ok(see_other("/"))
}

/// `POST /capacity`: 换一个身份.
pub async fn switch_capacity(visit: Visit, submission: Submission) -> Result<Response, Trouble> {
    visit.check_csrf(submission.csrf())?;
    let Some(Subject::Officer(user)) = &visit.subject else { return Err(Trouble::SignIn("/sign-in")) };
    let wanted = submission.first("capacity");
    let held = visit.office.law().directory.actor(user, wanted).is_some();
    if let (true, Some(digest), Some(session)) = (held, &visit.digest, visit.session.clone()) {
        let session = huajie_ledger::sign_in::Session { capacity: Some(wanted.to_owned()), ..session };
        visit.office.ledger.put_session(digest, &session).await?;
        return Ok(see_other("/desk"));
    }
    Err(Trouble::NotFound)
}

impl Office {
    /// Sets password and device of an officer; every session of theirs ends.
    pub async fn set_credential(&self, user: &UserId, password: &str, totp: &Totp) -> Result<(), Fault> {
        let mut salt = [0; SALT_BYTES];
        self.chance().fill(&mut salt);
        let row = CredentialRow {
            password_hash: PasswordCost::default().hash(password, &salt),
            sealed_totp: Some(self.seal("credential", "totp", user.as_str(), &totp.to_base32())),
            totp_step: 0,
            failures: 0,
            locked_until: None,
        };
        self.ledger.put_credential(&subject(user), &row, self.now().at).await?;
        self.ledger.end_sessions_of(&subject(user)).await
    }

    fn open_totp(&self, user: &UserId, sealed: &str) -> Option<Totp> {
        let context = Context { table: "credential", column: "totp", row_id: user.as_str() };
        Totp::from_base32(&self.keys.open(&context, sealed).ok()?)
    }

    /// What an officer's device shows now: for the demonstration, and for an administrator at the machine itself.
    pub async fn code_of(&self, login: &str) -> Result<Option<String>, Fault> {
        let Some(user) = find(self, login) else { return Ok(None) };
        let row = self.ledger.credential(&subject(&user)).await?;
        let totp = row.and_then(|row| row.sealed_totp).and_then(|sealed| self.open_totp(&user, &sealed));
        Ok(totp.map(|totp| totp.shown_at(self.now().at)))
    }
}
