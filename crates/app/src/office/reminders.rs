//! Reminders: each rung of a running clock is told once, on a working day in working hours: the last day of a remedy to the side that
//! loses it, any other to whoever has the next step. A citizen is told by text message that a day comes near; an officer is told what
//! is to be done.
//!
//! The note that a rung was told stands in the same transaction as its letters. A machine that was down tells the highest
//! rung that was reached meanwhile, and none of those below it.

use super::{Failure, Office};
use crate::words;
use huajie_law::{
    AnyMatter, Law, MatterId, Principal, Role,
    calendar::zh_date,
    clock::{self, Rung},
    dispute::{Dispute, NewParty},
    mediation::RESPONDENT,
    now::SHANGHAI,
    telephone,
};
use huajie_ledger::{
    Letter,
    reminder::{NextStep, RunningClock},
};
use jiff::{ToSpan, civil::Date};

/// How many clocks are read at once.
const AT_ONCE: u32 = 200;
/// What was over longer ago than this is on every list and needs no letter.
const OVERDUE_TOLD_WITHIN_DAYS: i64 = 30;
/// Nobody is reminded at night.
const HOURS: std::ops::Range<i8> = 8..18;

/// The channel of a letter to an officer: what carries it (an office system of the city) reads it from the outbox.
pub const OFFICER: &str = "officer";

/// Whether the last day of this clock is the day of this step.
fn is_of(step: &NextStep, clock: &RunningClock) -> bool {
    step.due_on == Some(clock.due_on)
}

/// Which day it is and how near, as the house calls it.
fn when_zh(clock: &RunningClock, rung: Rung) -> String {
    let number = clock.number.as_deref().unwrap_or_default();
    format!("{number} {}：{}，到{}为止。", clock.title, rung.zh(), zh_date(clock.due_on))
}

/// Of an officer or an office: what carries the letter knows it by the one, people by the other.
pub(super) fn address(who: &Principal, law: &Law) -> String {
    format!("{} {}", who.as_str(), who.name_zh(&law.directory))
}

/// The same day in the words of whoever is not of the house: which, until when, how long that is.
fn own_zh(clock: &RunningClock, today: Date) -> String {
    let left = match words::days_between(today, clock.due_on) {
        ..0 => "，已经过了".to_owned(),
        0 => "，就是今天".to_owned(),
        days => format!("，还剩 {days} 天"),
    };
    let (number, title) = (clock.number.as_deref().unwrap_or_default(), words::own_title(&clock.title));
    format!("{number} {title}：到{}为止{left}。", zh_date(clock.due_on))
}

impl Office {
    /// One round; how many rungs were told.
    pub async fn remind(&self) -> Result<usize, Failure> {
        let (law, now) = (self.law(), self.now());
        let works = law.calendar.is_working_day(now.today).unwrap_or(true);
        if !works || !HOURS.contains(&SHANGHAI.to_datetime(now.at).hour()) {
            return Ok(0);
        }
        let since = now.today.saturating_sub(OVERDUE_TOLD_WITHIN_DAYS.days());
        let (mut told, mut after) = (0, None);
        loop {
            let page = self.ledger.running_clocks(since, after.as_ref(), AT_ONCE).await?;
            for clock in &page {
                match self.remind_of(clock, now.today, &law).await {
                    Ok(done) => told += usize::from(done),
                    // One file that fails holds up no other.
                    Err(failure) => {
                        tracing::error!(?failure, matter = %clock.matter, "a reminder could not be written")
                    }
                }
            }
            let Some(last) = page.into_iter().last() else { return Ok(told) };
            after = Some(last);
        }
    }

    async fn remind_of(&self, clock: &RunningClock, today: Date, law: &Law) -> Result<bool, Failure> {
        let Some(rung) = clock::reached(clock.started_on, clock.due_on, today, &law.calendar) else {
            return Ok(false);
        };
        let name = rung.to_string();
        if self.ledger.is_told(clock, &name).await? {
            return Ok(false);
        }
        let file = self.ledger.load(&clock.matter).await?;
        let Some(matter) = file.and_then(|file| file.matter) else { return Ok(false) };
        let sides = matter.sides_whose_day_it_is(&clock.name);
        let letters = match sides.is_empty() {
            true => self.to_whoever_is_next(clock, rung, today, law).await?,
            false => self.to_whose_day_it_is(clock, rung, (&matter, &sides), law).await?,
        };
        Ok(self.ledger.tell(clock, &name, letters, self.now().at).await?)
    }

    /// The house minds it only for whom it cannot reach.
    async fn to_whose_day_it_is(
        &self,
        clock: &RunningClock,
        rung: Rung,
        (matter, sides): (&AnyMatter, &[String]),
        law: &Law,
    ) -> Result<Vec<Letter>, Failure> {
        let Some((about, held)) = self.dispute_of(clock).await? else { return Ok(Vec::new()) };
        let (centre, when) = (&law.settings.centre_name, when_zh(clock, rung));
        let to_officer =
            |who: &Principal, says: &str| self.to_officer(who, &format!("{when}{says}"), &about, law);
        let (own, call) = (own_zh(clock, self.now().today), law.settings.contact.call_zh());
        let text = format!(
            "【{centre}】{own}请留意这个日子。怎么算的，凭编号和查询码“查进度”看，或者到窗口问。{call}"
        );
        let (mut letters, mut unreached) = (Vec::new(), Vec::new());
        for side in sides.iter().filter(|side| !matter.has_gone_to_court(side, &held)) {
            if side == RESPONDENT {
                let who = Principal::role_in(Role::AgencyLegal, &held.registration.respondent);
                letters.push(to_officer(&who, "请留意这个日子。"));
                continue;
            }
            let Some(party) = held.party(side) else { continue };
            let phones = self.phones_of_party(&party.particulars).await?;
            letters.extend(phones.iter().map(|phone| self.word_to(phone, &text, &about)));
            unreached.extend(phones.is_empty().then(|| held.label_apart(side)));
        }
        if !unreached.is_empty() {
            let says = format!("{}没有登记电话，请想办法把这个日子告诉当事人。", unreached.join("、"));
            letters.extend(matter.keepers().iter().map(|who| to_officer(who, &says)));
        }
        Ok(letters)
    }

    async fn to_whoever_is_next(
        &self,
        clock: &RunningClock,
        rung: Rung,
        today: Date,
        law: &Law,
    ) -> Result<Vec<Letter>, Failure> {
        let mut steps = self.ledger.next_steps(&clock.matter, clock.dispute.as_ref(), today).await?;
        // Of several steps of one and the same person the one that this day is the day of; else the first, which is the most pressing.
        steps.sort_by_key(|step| !is_of(step, clock));
        let mut known: Vec<Principal> = Vec::new();
        steps.retain(|step| {
            !known.contains(&step.who) && {
                known.push(step.who.clone());
                true
            }
        });
        let mut letters = Vec::new();
        for step in &steps {
            letters.extend(self.reminder(clock, rung, step, law).await?);
        }
        Ok(letters)
    }

    async fn reminder(
        &self,
        clock: &RunningClock,
        rung: Rung,
        step: &NextStep,
        law: &Law,
    ) -> Result<Vec<Letter>, Failure> {
        let who = &step.who;
        let (centre, when) = (&law.settings.centre_name, when_zh(clock, rung));
        if !who.is_party() {
            let title = &step.title;
            let step = match (is_of(step, clock), step.due_on) {
                (true, _) => format!("等您办：{title}。"),
                // Two things that do not belong together are said one after the other.
                (false, Some(due)) => {
                    format!("请留意这个日子。另外，您手上有一步：{title}，{}前。", zh_date(due))
                }
                (false, None) => format!("请留意这个日子。另外，您手上有一步：{title}。"),
            };
            let text = format!("【{centre}】{when}{step}");
            return Ok(vec![self.letter(OFFICER, &address(who, law), &text, clock.dispute.as_ref())]);
        }
        let call = law.settings.contact.call_zh();
        let when = own_zh(clock, self.now().today);
        let text = match is_of(step, clock) {
            true => {
                format!("【{centre}】{when}有一步等您办，请凭编号和查询码“查进度”办理，或者到窗口。{call}")
            }
            false => format!(
                "【{centre}】{when}请留意这个日子。您也有一步没有办，请凭编号和查询码“查进度”看，或者到窗口。{call}"
            ),
        };
        let Some((about, held)) = self.dispute_of(clock).await? else { return Ok(Vec::new()) };
        let Some(party) = held.parties.iter().find(|party| Principal::party(&about, &party.key) == *who)
        else {
            return Ok(Vec::new());
        };
        let phones = self.phones_of_party(&party.particulars).await?;
        Ok(phones.iter().map(|phone| self.word_to(phone, &text, &about)).collect())
    }

    async fn dispute_of(&self, clock: &RunningClock) -> Result<Option<(MatterId, Box<Dispute>)>, Failure> {
        let Some(id) = &clock.dispute else { return Ok(None) };
        Ok(match self.ledger.load(id).await?.and_then(|file| file.matter) {
            Some(AnyMatter::Dispute(held)) => Some((id.clone(), held)),
            _ => None,
        })
    }

    /// The party's own, and that of its agent where that takes a text.
    async fn phones_of_party(&self, party: &NewParty) -> Result<Vec<String>, Failure> {
        let mut phones: Vec<String> = self.open_person(&party.person).await?.phone.into_iter().collect();
        if let Some(agent) = &party.agent {
            let phone = self.open_person(&agent.person).await?.phone;
            let phone = phone.filter(|phone| telephone::is_mobile(phone) && !phones.contains(phone));
            phones.extend(phone);
        }
        Ok(phones)
    }
}
