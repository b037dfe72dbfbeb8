//! Sending events to the systems that they are meant for, signed, one instance at a time; what fails is tried again, later
//! and later, and in the end waits for a person.
//!
//! An event may go out twice when the machine stops between sending and noting it: its id goes with it.

use super::{SIGNATURE, signature};
use crate::{http::client, office::Office};
use axum::http::{HeaderValue, header};
use huajie_law::directory::OutsideSystem;
use huajie_ledger::{Fault, event_out::WaitingEvent, vault::Context};
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// How many events one round takes.
const PER_ROUND: u32 = 20;
/// An instance that died is replaced after this long; renewed before each event.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// The first pause after a failure; each one doubles it, to at most [`LONGEST_PAUSE`].
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(30);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(6);
/// After that many failures it is a dead letter: some four hours.
pub const MOST_ATTEMPTS: u32 = 10;

/// Sends what is meant for systems that are reached by webhook.
pub struct Sender {
    /// No delivery takes longer; tests wait less.
    pub timeout: Duration,
}

impl Default for Sender {
    fn default() -> Self {
        Sender { timeout: Duration::from_secs(15) }
    }
}

/// What came of one round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    pub sent: usize,
    pub failed: usize,
}

impl Sender {
    /// Sends what is due, as long as this holder has the lease.
    pub async fn send_round(&self, office: &Office, holder: &str) -> Result<Sent, Fault> {
        let mut round = Sent::default();
        // Looking costs nothing; a lease is written to disk, so it is taken only when there is something to do.
        for event in office.ledger.waiting_events("pushed", office.now().at, PER_ROUND).await? {
            let now = office.now().at;
            if office.ledger.take_lease("event_out", holder, now, now + LEASE).await?.is_none() {
                break;
            }
            match self.deliver(office, &event).await {
                Ok(()) => {
                    office.ledger.event_sent(&event.id, office.now().at).await?;
                    round.sent += 1;
                }
                Err(why) => {
                    let failures = event.attempts + 1;
                    tracing::warn!(event = event.id, failures, why, "an event was not taken");
                    let now = office.now().at;
                    office.ledger.event_failed(&event.id, &why, next_attempt_at(failures, now), now).await?;
                    round.failed += 1;
                }
            }
        }
        Ok(round)
    }

    async fn deliver(&self, office: &Office, event: &WaitingEvent) -> Result<(), String> {
        let law = office.law();
        let system = law.directory.systems.get(&event.system).filter(|system| !system.withdrawn);
        let system: &OutsideSystem = system.ok_or("这个外部系统已经停用")?;
        let address = system.terms.webhook.as_deref().ok_or("这个外部系统没有推送地址")?;
        let place = Context { table: "event_out", column: "body", row_id: &event.id };
        let body = office.keys.open(&place, &event.sealed_body);
        let body = body.map_err(|_| "本机的密钥打不开这条信息".to_owned())?;
        let signed = signature::sign(&office.keys, body.as_bytes(), office.now().at);
        let signed = HeaderValue::from_str(&signed).expect("a signature is plain text");
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("application/cloudevents+json")),
            (header::HeaderName::from_static(SIGNATURE), signed),
        ];
        let posted = client::post(address, &headers, body);
        let status =
            tokio::time::timeout(self.timeout, posted).await.map_err(|_| "对方没有按时答复".to_owned())??;
        // What it said is not kept: such answers may repeat what was sent.
        if status.is_success() { Ok(()) } else { Err(format!("对方答复 {}", status.as_u16())) }
    }
}

/// When to try again after so many failures; never, after too many.
fn next_attempt_at(failures: u32, now: Timestamp) -> Option<Timestamp> {
    let doubled = FIRST_PAUSE.checked_mul(1 << failures.saturating_sub(1).min(16)).unwrap_or(LONGEST_PAUSE);
    (failures < MOST_ATTEMPTS).then(|| now + doubled.min(LONGEST_PAUSE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_after_ten_failures_nobody_tries_any_more() {
        let pause = |failures| {
            next_attempt_at(failures, Timestamp::UNIX_EPOCH)
                .map(|at| at.duration_since(Timestamp::UNIX_EPOCH))
        };
        assert_eq!(pause(1), Some(SignedDuration::from_secs(30)));
        assert_eq!(pause(2), Some(SignedDuration::from_secs(60)));
        assert_eq!(pause(9), Some(SignedDuration::from_mins(128)));
        assert_eq!(pause(10), None);
    }
}
