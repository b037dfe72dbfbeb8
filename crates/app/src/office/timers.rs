//! What happens without anybody clicking: waiting letters go out, and what time has done is put on record.
//!
//! One instance at a time does it (a lease). Where no gateway is set up for a channel, a letter becomes a file in
//! `var/outbox/`, readable by the program's own account only, for the counter to post. Not here: gateways.

use super::{Extras, Failure, Office, Order};
use huajie_law::Actor;
use huajie_ledger::{Fault, outbox::WaitingLetter, vault::Context};
use jiff::SignedDuration;
use std::{io::Write, os::unix::fs::OpenOptionsExt, sync::Arc, time::Duration};

const EVERY: Duration = Duration::from_secs(1);
/// Longer than a round takes, short enough that another instance soon takes over.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
const AT_ONCE: u32 = 50;
/// A letter that could not be written is tried again after this.
const AGAIN: SignedDuration = SignedDuration::from_mins(1);

/// Runs until the program stops; what fails is said in the log and tried again.
pub async fn run(office: Arc<Office>) {
    let holder = office.fresh_id("i");
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(fault) = office.send_letters(&holder).await {
            tracing::warn!(?fault, "letters could not be sent");
        }
        if let Err(failure) = office.record_lapses().await {
            tracing::warn!(?failure, "lapses could not be recorded");
        }
    }
}

impl Office {
    /// One round: every letter whose time has come. How many went out.
    pub async fn send_letters(&self, holder: &str) -> Result<usize, Fault> {
        let now = self.now().at;
        if self.ledger.take_lease("letters", holder, now, now + LEASE).await?.is_none() {
            return Ok(0);
        }
        let mut sent = 0;
        for letter in self.ledger.waiting_letters(now, AT_ONCE).await? {
            if self.has_gateway(&letter.channel) {
                continue;
            }
            match self.write_letter(&letter) {
                Ok(()) => {
                    self.ledger.letter_sent(&letter.id, now).await?;
                    sent += 1;
                }
                Err(error) => self.ledger.letter_failed(&letter.id, &error, now + AGAIN).await?,
            }
        }
        Ok(sent)
    }

    /// Records what the law has done by the passing of time. The pages were right all the while; this opens what
    /// follows (the visit, the next step). Dated by the law, so it does not matter when it runs, or how often.
    pub async fn record_lapses(&self) -> Result<usize, Failure> {
        let mut recorded = 0;
        for id in self.ledger.lapsed(self.now().today, AT_ONCE).await? {
            let file = self.ledger.load(&id).await?;
            let Some(command) = file.and_then(|file| file.matter).and_then(|matter| matter.lapse_command())
            else {
                continue;
            };
            let order = Order { target: id.clone(), seen_version: None, command };
            match self.execute(&Actor::statute(), order, Extras::default()).await {
                Ok(_) => recorded += 1,
                // Somebody, or another instance, was faster: then it is no longer so, which is as good.
                Err(Failure::Refused(refusal)) => {
                    tracing::debug!(%id, code = refusal.code.name, "no lapse to record")
                }
                Err(failure) => return Err(failure),
            }
        }
        Ok(recorded)
    }

    fn has_gateway(&self, channel: &str) -> bool {
        match channel {
            "sms" => self.config.sms_gateway.is_some(),
            "mail" => self.config.mail.is_some(),
            _ => false,
        }
    }

    /// Address, blank line, text.
    fn write_letter(&self, letter: &WaitingLetter) -> Result<(), String> {
        let open = |column, sealed| {
            let context = Context { table: "outbox", column, row_id: &letter.id };
            self.keys.open(&context, sealed).map_err(|_| format!("{column} does not open"))
        };
        let (address, body) = (open("address", &letter.sealed_address)?, open("body", &letter.sealed_body)?);
        let folder = self.config.var.join("outbox");
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let path = folder.join(format!("{}.txt", letter.id));
        let mut options = std::fs::OpenOptions::new();
        let file = options.write(true).create(true).truncate(true).mode(0o600).open(path);
        let written = file.and_then(|mut file| write!(file, "{}: {address}\n\n{body}\n", letter.channel));
        written.map_err(|error| error.to_string())
    }
}
