//! What is done without anybody asking: letters go out, statutory lapses are recorded, what nobody comes back for is
//! forgotten, the directory follows other instances. Each is one round that tests call by hand; `serve` repeats them.
//!
//! Nothing here decides: pages were right before any round ran. A round that fails is logged and comes again.

use super::{Extras, Failure, Office, Order, notices::Post};
use crate::outside::Sender;
use huajie_law::{
    Actor, AnyMatter, Command, Law, MatterId,
    consultation::{ASKED, ConsultationCommand},
    mediation::{MediationCommand, SEATED},
    reconsideration::{IN_HAND, ReconsiderationCommand},
};
use huajie_ledger::{
    Fault,
    outbox::{Bag, CODE_LETTER},
};
use jiff::{SignedDuration, Timestamp};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::sync::watch;

/// Between two rounds of letters; a one-time code is waited for.
const LETTERS_EVERY: Duration = Duration::from_secs(1);
/// Between two rounds of events for outside systems.
const EVENTS_EVERY: Duration = Duration::from_secs(2);
/// An event is applied by the request that brings it; only later by us.
const LEFT_TO_THEIR_SENDERS: SignedDuration = SignedDuration::from_secs(60);
/// Between two looks at whether another instance changed the directory.
const DIRECTORY_EVERY: Duration = Duration::from_secs(5);
const LAPSES_EVERY: Duration = Duration::from_secs(60);
const REMINDERS_EVERY: Duration = Duration::from_secs(10 * 60);
const TIDIED_EVERY: Duration = Duration::from_secs(60 * 60);

/// Forms that were sent after the session had ended: longer than a working day nobody is away from one.
pub const FORMS_KEPT: SignedDuration = SignedDuration::from_hours(12);
/// Applications that were begun and not handed in are kept this long.
const DRAFTS_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Beyond the longest life of any session.
const SESSIONS_KEPT: SignedDuration = SignedDuration::from_hours(91 * 24);
/// What strangers typed at the door, and codes nobody used.
const TRIES_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// How many lapses are read at once.
const AT_ONCE: u32 = 50;

impl Office {
    /// Records what the law has done by the passing of time. The pages were right all the while; this opens what
    /// follows (the visit, the next step). Dated by the law, so it does not matter when it runs, or how often.
    pub async fn record_lapses(&self) -> Result<usize, Failure> {
        let (mut recorded, mut after) = (0, None);
        loop {
            let page = self.ledger.lapsed(self.now().today, after.as_ref(), AT_ONCE).await?;
            for (_, id) in &page {
                match self.record_lapse(id).await {
                    Ok(done) => recorded += usize::from(done),
                    // One file that fails holds up no other.
                    Err(failure) => tracing::error!(?failure, %id, "a lapse could not be recorded"),
                }
            }
            let Some(last) = page.into_iter().last() else { return Ok(recorded) };
            after = Some(last);
        }
    }

    async fn record_lapse(&self, id: &MatterId) -> Result<bool, Failure> {
        let matter = self.ledger.load(id).await?.and_then(|file| file.matter);
        let Some(command) = matter.and_then(|matter| matter.lapse_command()) else { return Ok(false) };
        self.give_by_statute(id, command).await
    }

    async fn give_by_statute(&self, id: &MatterId, command: Command) -> Result<bool, Failure> {
        let order = Order { target: id.clone(), seen_version: None, command };
        match self.execute(&Actor::statute(), order, Extras::default()).await {
            Ok(_) => Ok(true),
            // Somebody, or another instance, was faster: then it is no longer so, which is as good.
            Err(Failure::Refused(refusal)) => {
                tracing::debug!(%id, code = refusal.code.name, "nothing to record");
                Ok(false)
            }
            Err(failure) => Err(failure),
        }
    }

    /// Forgets drafts, sessions and tries that nobody comes back for.
    pub async fn forget_what_is_left(&self) -> Result<(), Fault> {
        let now = self.now().at;
        let drafts = self.discard_drafts(now - DRAFTS_KEPT).await?;
        self.ledger.end_sessions_before(now - SESSIONS_KEPT).await?;
        self.ledger.forget_tries_before(now - TRIES_KEPT).await?;
        self.ledger.forget_uses_before(now - TRIES_KEPT).await?;
        self.ledger.drop_kept_forms_before(now - FORMS_KEPT).await?;
        self.ledger.discard_one_time_codes_before(now - TRIES_KEPT).await?;
        self.forget_code_letters(now - TRIES_KEPT);
        if drafts > 0 {
            tracing::info!(drafts, "discarded drafts nobody came back for");
        }
        Ok(())
    }

    /// Codes that lie in the folder of letters are good for ten minutes and gone after a day. An id begins with its time.
    fn forget_code_letters(&self, before: Timestamp) {
        let Ok(letters) = std::fs::read_dir(self.config.var.join("outbox")) else { return };
        for letter in letters.flatten() {
            let name = letter.file_name().to_string_lossy().into_owned();
            let millis =
                name.strip_prefix(CODE_LETTER).and_then(|rest| i64::from_str_radix(rest.get(..11)?, 16).ok());
            if millis.is_some_and(|millis| millis < before.as_millisecond())
                && let Err(error) = std::fs::remove_file(letter.path())
            {
                tracing::warn!(%error, "a letter with an old code could not be removed");
            }
        }
    }

    /// Reads the directory again when it is not what `seen` was read from; answers what it is now.
    pub async fn follow_directory(&self, seen: Option<i64>) -> Result<i64, Fault> {
        let version = self.ledger.directory_version().await?;
        if seen != Some(version) {
            self.refresh_law().await?;
        }
        Ok(version)
    }

    /// Whoever has left has no reconsideration in hand any more and sits at no table of mediation: the head of the office is asked to
    /// name somebody else. An expert who was drawn and serves no more makes room for another. Answers in how many this was so.
    pub async fn note_who_left(&self) -> Result<usize, Failure> {
        let mut noted = 0;
        let marks = [IN_HAND, SEATED, ASKED].map(str::to_owned);
        for (_, id) in self.ledger.marked_any(&marks).await? {
            let matter = self.ledger.load(&id).await?.and_then(|file| file.matter);
            let Some(command) = matter.and_then(|matter| left(&matter, &self.law())) else { continue };
            match self.give_by_statute(&id, command).await {
                Ok(done) => noted += usize::from(done),
                // One file that fails holds up no other.
                Err(failure) => tracing::error!(?failure, %id, "who left could not be noted"),
            }
        }
        Ok(noted)
    }
}

/// What is noted of a file that somebody worked on who is gone.
fn left(matter: &AnyMatter, law: &Law) -> Option<Command> {
    match matter {
        AnyMatter::Reconsideration(held) => {
            let gone = held.gone(law).next().is_some();
            gone.then_some(Command::Reconsideration(ReconsiderationCommand::NoteLeft))
        }
        AnyMatter::Mediation(held) => {
            let gone = held.gone(law).next().is_some();
            gone.then_some(Command::Mediation(MediationCommand::NoteLeft))
        }
        AnyMatter::Consultation(held) => {
            let gone = held.gone(law).next().is_some();
            gone.then_some(Command::Consultation(ConsultationCommand::NoteLeft))
        }
        _ => None,
    }
}

/// Runs all rounds until `stop` is set, each in a loop of its own: a gateway that does not answer holds up the letters
/// alone. Returns at the end of the rounds that are under way.
pub async fn run(office: Arc<Office>, post: Post, stop: watch::Receiver<bool>) {
    let (holder, post) = (office.fresh_id("i"), Arc::new(post));
    let posting = |name, bag| {
        let (office, post, holder) = (office.clone(), post.clone(), holder.clone());
        repeated(name, LETTERS_EVERY, stop.clone(), move || {
            let (office, post, holder) = (office.clone(), post.clone(), holder.clone());
            async move { Ok(post.send(&office, &holder, bag).await.map(drop)?) }
        })
    };
    let (codes, letters) = (posting("codes", Bag::Codes), posting("letters", Bag::Others));
    let events = repeated("events", EVENTS_EVERY, stop.clone(), {
        let (office, sender, holder) = (office.clone(), Arc::new(Sender::default()), holder.clone());
        move || {
            let (office, sender, holder) = (office.clone(), sender.clone(), holder.clone());
            async move {
                let left = office.now().at - LEFT_TO_THEIR_SENDERS;
                office.apply_waiting_events(left).await?;
                Ok(sender.send_round(&office, &holder).await.map(drop)?)
            }
        }
    });
    let seen = Arc::new(Mutex::new(None));
    let directory = repeated("directory", DIRECTORY_EVERY, stop.clone(), {
        let office = office.clone();
        move || {
            let (office, seen) = (office.clone(), seen.clone());
            async move {
                let before = *seen.lock().expect("nobody panics while holding it");
                // Openings for which there was no room on the disk.
                office.ledger.store.write_late(office.now().at).await;
                let now = office.follow_directory(before).await?;
                if before != Some(now) {
                    office.note_who_left().await?;
                }
                *seen.lock().expect("nobody panics while holding it") = Some(now);
                Ok(())
            }
        }
    });
    let lapses = repeated("lapses", LAPSES_EVERY, stop.clone(), {
        let office = office.clone();
        move || {
            let office = office.clone();
            async move { office.record_lapses().await.map(drop) }
        }
    });
    let reminders = repeated("reminders", REMINDERS_EVERY, stop.clone(), {
        let office = office.clone();
        move || {
            let office = office.clone();
            async move { office.remind().await.map(drop) }
        }
    });
    let tidied = repeated("upkeep", TIDIED_EVERY, stop, move || {
        let office = office.clone();
        async move { Ok(office.forget_what_is_left().await?) }
    });
    tokio::join!(codes, letters, events, directory, lapses, reminders, tidied);
}

/// One round after another. A round that fails, or panics, is logged and comes again.
async fn repeated<F>(
    name: &'static str,
    every: Duration,
    mut stop: watch::Receiver<bool>,
    round: impl Fn() -> F,
) where
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let mut ticks = tokio::time::interval(every);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            _ = ticks.tick() => {}
        }
        match tokio::spawn(round()).await {
            Ok(Ok(())) => {}
            Ok(Err(failure)) => tracing::error!(?failure, name, "a round of background work failed"),
            Err(error) => tracing::error!(%error, name, "a round of background work broke off"),
        }
    }
}
