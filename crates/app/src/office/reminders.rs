//! Reminders: each rung of a running clock is told once to whoever has the next step, on a working day in working hours.
//! A citizen is told by text message that a day comes near; an officer is told what is to be done.
//!
//! The note that a rung was told stands in the same transaction as its letters. A machine that was down tells the highest
//! rung that was reached meanwhile, and none of those below it.

use super::{Failure, Office};
use crate::words;
use huajie_law::{
    AnyMatter, Law, Principal,
    calendar::zh_date,
    clock::{self, Rung},
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
        Ok(self.ledger.tell(clock, &name, letters, self.now().at).await?)
    }

    async fn reminder(
        &self,
        clock: &RunningClock,
        rung: Rung,
        step: &NextStep,
        law: &Law,
    ) -> Result<Vec<Letter>, Failure> {
        let who = &step.who;
        let number = clock.number.as_deref().unwrap_or_default();
        let when = format!("{number} {}：{}，到{}为止。", clock.title, rung.zh(), zh_date(clock.due_on));
        let centre = &law.settings.centre_name;
        let about = clock.dispute.as_ref();
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
            let address = format!("{who} {}", who.name_zh(&law.directory), who = who.as_str());
            return Ok(vec![self.letter(OFFICER, &address, &text, about)]);
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
        let Some(about) = about else { return Ok(Vec::new()) };
        let phones = self.phones_of_party(clock, who).await?;
        Ok(phones.iter().map(|phone| self.word_to(phone, &text, about)).collect())
    }

    /// The party's own, and that of its agent where that takes a text.
    async fn phones_of_party(&self, clock: &RunningClock, who: &Principal) -> Result<Vec<String>, Failure> {
        let Some(dispute) = &clock.dispute else { return Ok(Vec::new()) };
        let file = self.ledger.load(dispute).await?;
        let Some(AnyMatter::Dispute(held)) = file.and_then(|file| file.matter) else { return Ok(Vec::new()) };
        let party = held.parties.iter().find(|party| Principal::party(dispute, &party.key) == *who);
        // Where others have not filed, whoever has is reminded of nothing.
        let party = party.filter(|party| clock.matter != *dispute || held.is_day_of(&clock.name, &party.key));
        let Some(party) = party.map(|party| &party.particulars) else { return Ok(Vec::new()) };
        let mut phones: Vec<String> = self.open_person(&party.person).await?.phone.into_iter().collect();
        if let Some(agent) = &party.agent {
            let phone = self.open_person(&agent.person).await?.phone;
            let phone = phone.filter(|phone| telephone::is_mobile(phone) && !phones.contains(phone));
            phones.extend(phone);
        }
        Ok(phones)
    }
}
