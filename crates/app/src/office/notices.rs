//! Sending letters: what stands in the outbox goes out by SMTP, by a gateway for text messages, or into files where
//! neither is set. One instance at a time; what fails is tried again, later and later.
//!
//! A letter may go out twice when the machine stops between sending and noting it: its id goes with it (file name,
//! `Message-ID`, `Idempotency-Key`), so that the other side can tell. Not here: what letters say.

use super::Office;
use crate::{
    config::{Config, Mail},
    http::client,
    people::credential::CODE_LIFETIME,
};
use axum::http::{HeaderName, HeaderValue, Uri, header};
use futures_util::future::join_all;
use huajie_ledger::{
    Fault,
    outbox::{Bag, CODE_LETTER, WaitingLetter},
    private,
};
use jiff::{SignedDuration, Timestamp};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, message::Mailbox,
    transport::smtp::extension::ClientId,
};
use std::{
    io::Write,
    path::PathBuf,
    time::{Duration, SystemTime},
};

/// How many letters one round takes.
const PER_ROUND: usize = 50;
/// How many are on their way at once.
const AT_ONCE: u32 = 8;
/// An instance that died is replaced after this long; renewed before every few letters.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// No delivery takes longer, so that a lease is never outlived by one letter.
const DELIVERY_TIMEOUT: Duration = Duration::from_secs(15);
/// The first pause after a failure; each one doubles it, to at most [`LONGEST_PAUSE`].
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(30);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(6);
/// After that many failures nobody tries any more, some three days, and the counter is asked to tell it another way.
const MOST_ATTEMPTS: u32 = 20;

/// Which way each channel goes.
pub struct Post {
    mail: Option<Mail>,
    /// Of a gateway that takes `{"id", "to", "text"}` by POST over plain HTTP (TLS ends in front of it).
    sms_gateway: Option<Uri>,
    folder: PathBuf,
}

/// What came of one round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    pub sent: usize,
    pub failed: usize,
}

impl Post {
    pub fn of(config: &Config) -> Result<Post, String> {
        let sms_gateway = match &config.sms_gateway {
            Some(address) => Some(gateway(address)?),
            None => None,
        };
        Ok(Post { mail: config.mail.clone(), sms_gateway, folder: config.var.join("outbox") })
    }

    /// Sends what is due of one bag, several at once: a gateway that takes its time holds up no more than it must.
    pub async fn send(&self, office: &Office, holder: &str, bag: Bag) -> Result<Round, Fault> {
        let mut round = Round::default();
        while round.sent + round.failed < PER_ROUND {
            let waiting = office.ledger.waiting_in(bag, office.now().at, AT_ONCE).await?;
            // Looking costs nothing; a lease is written to disk, so it is taken only when there is something to do.
            if waiting.is_empty() || !renew(office, holder, bag).await? {
                break;
            }
            for went in join_all(waiting.iter().map(|letter| self.send_one(office, letter))).await {
                match went? {
                    true => round.sent += 1,
                    false => round.failed += 1,
                }
            }
        }
        Ok(round)
    }

    /// Whether it went out, which is noted before anybody looks at the others: what one fails to note makes none go out twice.
    async fn send_one(&self, office: &Office, letter: &WaitingLetter) -> Result<bool, Fault> {
        match self.attempt(office, letter).await {
            Ok(()) => office.ledger.letter_sent(&letter.id, office.now().at).await.map(|_| true),
            Err(why) => put_off(office, letter, &why).await.map(|()| false),
        }
    }

    async fn attempt(&self, office: &Office, letter: &WaitingLetter) -> Result<(), String> {
        if expires_at(letter).is_some_and(|at| at <= office.now().at) {
            return Err("the code in it is good no more".into());
        }
        self.deliver(office, letter).await
    }

    async fn deliver(&self, office: &Office, letter: &WaitingLetter) -> Result<(), String> {
        let text = office.letter_text(&letter.id, &letter.sealed_body, letter.about.as_ref()).await;
        let text = text.map_err(|fault| format!("what it is about cannot be read: {fault}"))?;
        let address = office.open_letter(&letter.id, "address", &letter.sealed_address);
        let (Some(address), Some(text)) = (address, text) else {
            return Err("the letter does not open with the keys of this machine".into());
        };
        let delivery = async {
            match (letter.channel.as_str(), &self.mail, &self.sms_gateway) {
                ("mail", Some(mail), _) => {
                    send_mail(mail, letter, &address, &text, office.site().centre.as_str(), office.now().at)
                        .await
                }
                ("sms", _, Some(gateway)) => send_text(gateway, &letter.id, &address, &text).await,
                _ => self.write_file(letter, &address, &text),
            }
        };
        match tokio::time::timeout(DELIVERY_TIMEOUT, delivery).await {
            Ok(result) => result,
            Err(_) => Err("no answer in time".into()),
        }
    }

    /// Channel and address, a blank line, the text. Named by the letter: written twice, it is still one.
    fn write_file(&self, letter: &WaitingLetter, address: &str, text: &str) -> Result<(), String> {
        let failed = |error: std::io::Error| format!("the outbox folder cannot be written: {error}");
        // Letters hold codes and names: for the owner of the program alone.
        private::folder(&self.folder).map_err(failed)?;
        let path = self.folder.join(format!("{}.txt", letter.id));
        let mut file = private::file(&path).map_err(failed)?;
        write!(file, "{}: {address}\n\n{text}\n", letter.channel).map_err(failed)
    }
}

/// It is tried again later, if that is of any use.
async fn put_off(office: &Office, letter: &WaitingLetter, why: &str) -> Result<(), Fault> {
    tracing::warn!(letter = letter.id, attempts = letter.attempts + 1, why, "a letter did not go out");
    let now = office.now().at;
    let useful = |next: &Timestamp| expires_at(letter).is_none_or(|at| *next < at);
    match next_attempt_at(letter.attempts + 1, now).filter(useful) {
        Some(next) => office.ledger.letter_failed(&letter.id, why, next).await,
        None => office.ledger.letter_given_up(&letter.id, why, now).await,
    }
}

/// Until when it is worth sending; a code that came later would open nothing.
fn expires_at(letter: &WaitingLetter) -> Option<Timestamp> {
    letter.id.starts_with(CODE_LETTER).then(|| letter.at + CODE_LIFETIME)
}

async fn renew(office: &Office, holder: &str, bag: Bag) -> Result<bool, Fault> {
    let now = office.now().at;
    let name = match bag {
        Bag::Codes => "outbox of codes",
        Bag::Others => "outbox",
    };
    Ok(office.ledger.take_lease(name, holder, now, now + LEASE).await?.is_some())
}

/// When to try again after so many failures; never, after too many.
fn next_attempt_at(failures: u32, now: Timestamp) -> Option<Timestamp> {
    let doubled = FIRST_PAUSE.checked_mul(1 << failures.saturating_sub(1).min(16)).unwrap_or(LONGEST_PAUSE);
    (failures < MOST_ATTEMPTS).then(|| now + doubled.min(LONGEST_PAUSE))
}

fn gateway(address: &str) -> Result<Uri, String> {
    let uri: Uri = address.parse().map_err(|_| format!("HUAJIE_SMS_GATEWAY 不是网址：{address}"))?;
    match (uri.scheme_str(), uri.host()) {
        (Some("http"), Some(_)) => Ok(uri),
        _ => {
            Err(format!("HUAJIE_SMS_GATEWAY 只支持 http:// 开头的地址（加密由本机的转发程序做）：{address}"))
        }
    }
}

async fn send_mail(
    mail: &Mail,
    letter: &WaitingLetter,
    to: &str,
    text: &str,
    centre: &str,
    now: Timestamp,
) -> Result<(), String> {
    let parsed = |address: &str| {
        address.parse::<Mailbox>().map_err(|error| format!("not an address of mail: {error}"))
    };
    let mut from = parsed(&mail.from)?;
    from.name = Some(centre.to_owned());
    let message = Message::builder()
        .from(from)
        .to(parsed(to)?)
        .subject(format!("{centre}的通知"))
        .date(SystemTime::UNIX_EPOCH + Duration::from_secs(now.as_second().unsigned_abs()))
        .message_id(Some(format!("<{}@huajie>", letter.id)))
        .header(lettre::message::header::ContentType::TEXT_PLAIN)
        .body(text.to_owned())
        .map_err(|error| format!("the mail cannot be composed: {error}"))?;
    let relay = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&mail.host)
        .port(mail.port)
        .hello_name(ClientId::Domain("huajie".into()))
        .timeout(Some(DELIVERY_TIMEOUT))
        .build();
    relay.send(message).await.map(|_| ()).map_err(|error| {
        // Its words are not kept: such answers repeat the address.
        match error.status() {
            Some(code) => format!("the relay says no: {code}"),
            None => "the relay cannot be talked to".to_owned(),
        }
    })
}

async fn send_text(gateway: &Uri, id: &str, to: &str, text: &str) -> Result<(), String> {
    let body = serde_json::json!({ "id": id, "to": to, "text": text }).to_string();
    let key = HeaderValue::from_str(id).map_err(|_| "a letter's id is no header".to_owned())?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (HeaderName::from_static("idempotency-key"), key),
    ];
    let status = client::post(&gateway.to_string(), &headers, body).await?;
    // What it said is not kept: such answers repeat the number and the text.
    if status.is_success() { Ok(()) } else { Err(format!("the gateway answered {status}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_six_hours_and_then_end() {
        let now = Timestamp::UNIX_EPOCH;
        let pause = |failures| next_attempt_at(failures, now).expect("another try").duration_since(now);
        assert_eq!(pause(1), SignedDuration::from_secs(30));
        assert_eq!(pause(2), SignedDuration::from_secs(60));
        assert_eq!(pause(5), SignedDuration::from_mins(8));
        assert_eq!(pause(19), SignedDuration::from_hours(6));
        assert_eq!(next_attempt_at(20, now), None);
    }

    #[test]
    fn a_gateway_is_a_plain_http_address_and_others_are_told_at_the_start() {
        assert!(gateway("http://127.0.0.1:9000/send?x=1").is_ok());
        for wrong in ["https://sms.example/", "sms.example", "", "http://"] {
            assert!(gateway(wrong).is_err(), "{wrong}");
        }
    }
}
