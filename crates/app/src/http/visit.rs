//! One request's visitor: who, in which capacity, how they read. Read from the cookie, passed on as a value.

use super::Trouble;
use crate::{
    office::Office,
    ui::{Capacity, Mode, Page, Who},
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use huajie_law::{Actor, MatterId, Refusal, UserId, directory::OutsideSystem};
use huajie_ledger::{Fault, engine::FaultKind, sign_in::Session};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// The name of the session cookie.
pub const SESSION: &str = "huajie";
/// The cookie of an application that was begun, sent to its pages alone.
const DRAFT: &str = "huajie-draft";
const APPLY: &str = "/apply";
/// The name of the cookie that keeps the mode.
pub const MODE: &str = "mode";
/// The header by which a program chooses the capacity that an officer acts in.
pub const CAPACITY: &str = "x-capacity";

/// Signed out after this long without a click.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// Signed out after this long in any case.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// An application that was begun can be gone on with on the same phone this long after the last page.
const DRAFT_IDLE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Sessions of systems are called so.
const SYSTEM: &str = "system:";
/// A system's token is good for this long, used or not; it gets the next one with its secret.
pub const SYSTEM_TOKEN: SignedDuration = SignedDuration::from_mins(15);
/// A session is marked as seen at most this often: reading should not write.
const MARKED_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Whose a session is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Officer(UserId),
    /// The password was right, the second factor is still to come.
    Pending(UserId),
    Party {
        dispute: MatterId,
        party: String,
    },
    /// Somebody who gave a number and a code (right or not), and is now asked for the one-time code.
    Asking {
        dispute: MatterId,
        party: String,
    },
    /// Somebody filling in an application; the digest names the draft.
    Draft(String),
    /// The program of another organization.
    System(MatterId),
}

impl Subject {
    pub fn to_text(&self) -> String {
        match self {
            Subject::Officer(user) => format!("user:{user}"),
            Subject::Pending(user) => format!("pending:{user}"),
            Subject::Party { dispute, party } => format!("party:{dispute}:{party}"),
            Subject::Asking { dispute, party } => format!("asking:{dispute}:{party}"),
            Subject::Draft(id) => format!("draft:{id}"),
            Subject::System(id) => format!("{SYSTEM}{id}"),
        }
    }

    fn parse(text: &str) -> Option<Subject> {
        let (kind, rest) = text.split_once(':')?;
        match kind {
            "user" => Some(Subject::Officer(UserId::from(rest))),
            "pending" => Some(Subject::Pending(UserId::from(rest))),
            "draft" => Some(Subject::Draft(rest.to_owned())),
            "system" => Some(Subject::System(MatterId::from(rest))),
            "party" => {
                let (dispute, party) = rest.rsplit_once(':')?;
                Some(Subject::Party { dispute: MatterId::from(dispute), party: party.to_owned() })
            }
            "asking" => {
                let (dispute, party) = rest.rsplit_once(':')?;
                Some(Subject::Asking { dispute: MatterId::from(dispute), party: party.to_owned() })
            }
            _ => None,
        }
    }
}

pub struct Visit {
    pub office: Arc<Office>,
    pub mode: Mode,
    /// Path and query.
    pub here: String,
    pub session: Option<Session>,
    pub subject: Option<Subject>,
    /// The digest under which the session stands.
    pub digest: Option<String>,
    /// The session that the cookie named, when it was over already.
    ended: Option<Session>,
}

impl FromRequestParts<Arc<Office>> for Visit {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Self, Trouble> {
        let mut visit = Visit {
            office: office.clone(),
            mode: mode_of(&parts.headers),
            here: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            session: None,
            subject: None,
            digest: None,
            ended: None,
        };
        if !visit.here.starts_with("/api/") {
            if let Some(token) = cookie(&parts.headers, cookie_for(&visit.here)) {
                visit.recognise(&token).await?;
            }
            return Ok(visit);
        }
        // Under /api a cookie is not looked at: no foreign page can make a browser send the header.
        if let Some(token) = bearer(&parts.headers) {
            visit.recognise(token).await?;
        }
        if let Some(asked) = parts.headers.get(CAPACITY) {
            visit.choose_capacity(asked.to_str().unwrap_or(""))?;
        }
        Ok(visit)
    }
}

impl Visit {
    /// Takes a token that came with the request, in whichever way.
    pub async fn recognise(&mut self, token: &str) -> Result<(), Fault> {
        let digest = token_digest(&self.office, token);
        let Some(session) = self.office.ledger.session(&digest).await? else { return Ok(()) };
        let now = self.office.now().at;
        if session.is_over(now) {
            // The row stays until the upkeep takes it: it tells whose a form was that comes too late.
            self.ended = Some(session);
            return Ok(());
        }
        if now.duration_since(session.seen_at) > MARKED_EVERY {
            match self.office.ledger.touch_session(&digest, now).await {
                // Ended by another request meanwhile: then it stays ended.
                Ok(false) => return Ok(()),
                // Reading goes on without room on the disk, until the session is over by what is on it.
                Err(fault) if fault.kind() == FaultKind::DiskFull => {}
                marked => drop(marked?),
            }
        }
        self.subject = Subject::parse(&session.subject);
        self.session = Some(session);
        self.digest = Some(digest);
        Ok(())
    }

    /// For this one request an officer acts in another of their capacities.
    fn choose_capacity(&mut self, asked: &str) -> Result<(), Trouble> {
        let (Some(Subject::Officer(user)), Some(session)) = (&self.subject, &mut self.session) else {
            return Ok(());
        };
        if self.office.law().directory.actor(user, asked).is_none() {
            return Err(Refusal::not_permitted().into());
        }
        session.capacity = Some(asked.to_owned());
        Ok(())
    }

    /// The officer signed in, in their present capacity.
    pub fn officer(&self) -> Result<Actor, Trouble> {
        let (Some(Subject::Officer(user)), Some(session)) = (&self.subject, &self.session) else {
            return Err(Trouble::SignIn("/sign-in"));
        };
        let law = self.office.law();
        let capacity = session.capacity.as_deref().unwrap_or("c1");
        law.directory.actor(user, capacity).ok_or(Trouble::SignIn("/sign-in"))
    }

    /// The party signed in by number and code.
    pub fn party(&self) -> Result<(MatterId, String), Trouble> {
        match &self.subject {
            Some(Subject::Party { dispute, party }) => Ok((dispute.clone(), party.clone())),
            _ => Err(Trouble::SignIn("/progress")),
        }
    }

    /// The system that sends, as long as it is in service.
    pub fn system(&self) -> Result<(MatterId, OutsideSystem), Trouble> {
        let Some(Subject::System(id)) = &self.subject else { return Err(Trouble::SignIn("/oauth/token")) };
        let law = self.office.law();
        let system = law.directory.systems.get(id).filter(|system| !system.withdrawn);
        Ok((id.clone(), system.ok_or(Trouble::SignIn("/oauth/token"))?.clone()))
    }

    /// The key that forms of this session carry.
    pub fn csrf(&self) -> &str {
        self.session.as_ref().map_or("", |session| session.csrf.as_str())
    }

    /// A form that changes something must carry the session's key.
    pub fn check_csrf(&self, given: &str) -> Result<(), Trouble> {
        let ours = self.csrf();
        if !ours.is_empty() && constant_time_eq(ours.as_bytes(), given.as_bytes()) {
            Ok(())
        } else {
            Err(Trouble::Forged)
        }
    }

    /// The session that has ended, if the form that was sent is one of its own.
    pub fn ended_session(&self, csrf: &str) -> Option<&Session> {
        self.ended.as_ref().filter(|ended| constant_time_eq(ended.csrf.as_bytes(), csrf.as_bytes()))
    }

    /// The layout's context for this reader.
    pub fn page(&self, title: impl Into<String>) -> Page {
        let mut page = Page::new(self.office.site(), title);
        page.mode = self.mode;
        page.here = self.here.clone();
        page.csrf = self.csrf().to_owned();
        page.who = self.who();
        page
    }

    fn who(&self) -> Option<Who> {
        let (Some(Subject::Officer(user)), Ok(actor)) = (&self.subject, self.officer()) else { return None };
        let law = self.office.law();
        let officer = law.directory.officer(user)?;
        let held =
            self.session.as_ref().and_then(|session| session.capacity.clone()).unwrap_or_else(|| "c1".into());
        let label = |capacity: &huajie_law::directory::Capacity| {
            let organization = law.directory.name_of(&capacity.organization);
            format!("{organization} {}", capacity.post.as_deref().unwrap_or(capacity.role.name_zh()))
        };
        Some(Who {
            name: officer.name.clone(),
            capacity: actor.role.name_zh().to_owned(),
            organization: actor
                .organization
                .as_ref()
                .map(|id| law.directory.name_of(id).to_owned())
                .unwrap_or_default(),
            others: officer
                .capacities
                .iter()
                .filter(|capacity| capacity.key != held)
                .map(|capacity| Capacity { id: capacity.key.clone(), label: label(capacity) })
                .collect(),
        })
    }

    /// Begins a session and returns the cookie's `Set-Cookie` value.
    pub async fn begin_session(&self, subject: &Subject, capacity: Option<String>) -> Result<String, Fault> {
        let token = self.open_session(subject, capacity).await?;
        let secure = if self.office.config.secure_cookies { "; Secure" } else { "" };
        // A draft outlives the closing of the browser, and signing in; being signed in does not.
        let (name, kept) = match subject {
            Subject::Draft(_) => (DRAFT, format!("Path={APPLY}; Max-Age={}", DRAFT_IDLE.as_secs())),
            _ => (SESSION, "Path=/".to_owned()),
        };
        Ok(format!("{name}={token}; {kept}; HttpOnly; SameSite=Lax{secure}"))
    }

    /// Begins a session and returns its token.
    pub async fn open_session(&self, subject: &Subject, capacity: Option<String>) -> Result<String, Fault> {
        if let Some(digest) = &self.digest {
            // A new session for a new standing: nobody rides on a cookie planted before.
            self.office.ledger.end_session(digest).await?;
        }
        open_session(&self.office, subject, capacity).await
    }
}

/// Begins a session of whoever has proved themselves and returns its token.
pub async fn open_session(
    office: &Office,
    subject: &Subject,
    capacity: Option<String>,
) -> Result<String, Fault> {
    let mut secret = [0; 64];
    office.chance().fill(&mut secret);
    let token: String = secret[..32].iter().map(|byte| format!("{byte:02x}")).collect();
    let csrf: String = secret[32..].iter().map(|byte| format!("{byte:02x}")).collect();
    let now = office.now().at;
    let session = Session { subject: subject.to_text(), capacity, csrf, created_at: now, seen_at: now };
    office.ledger.put_session(&token_digest(office, &token), &session).await?;
    Ok(token)
}

/// An application that was begun has a cookie of its own: whoever looks up another file on the way loses nothing.
fn cookie_for(here: &str) -> &'static str {
    let path = here.split(['?', '#']).next().unwrap_or_default();
    if path == APPLY || path.starts_with(&format!("{APPLY}/")) { DRAFT } else { SESSION }
}

/// Where there is no session yet whose key a foreign page could lack.
pub fn refuse_foreign(headers: &HeaderMap) -> Result<(), Trouble> {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if matches!(site, Some("cross-site" | "same-site")) { Err(Trouble::Forged) } else { Ok(()) }
}

trait Ends {
    fn is_over(&self, now: Timestamp) -> bool;
}

impl Ends for Session {
    fn is_over(&self, now: Timestamp) -> bool {
        let idle = now.duration_since(self.seen_at);
        if self.subject.starts_with("draft:") {
            return idle > DRAFT_IDLE;
        }
        if self.subject.starts_with(SYSTEM) {
            return now.duration_since(self.created_at) > SYSTEM_TOKEN;
        }
        idle > IDLE || now.duration_since(self.created_at) > ABSOLUTE
    }
}

/// What stands in the database for a cookie: useless to whoever steals the database.
pub fn token_digest(office: &Office, token: &str) -> String {
    office.keys.code_digest("session", token)
}

/// The token of `Authorization: Bearer …`.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The value of one cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

pub(super) fn mode_of(headers: &HeaderMap) -> Mode {
    cookie(headers, MODE).map_or_else(Mode::default, |word| Mode::from_word(&word))
}

fn constant_time_eq(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differences, (x, y)| differences | (x ^ y)) == 0
}
