//! 通道变更: a suit or an application that comes on file while it is mediated, or that is gone, takes the mediation into another
//! procedure; how it can end and what that costs follow from where it stands (行诉法60条, 62条; 复议法73条, 74条).

use super::{
    codes::CHANNEL_NOT_OPEN,
    importing::{eligible, endings},
    period::term,
    *,
};
use crate::{
    Law, Refusal,
    calendar::zh_date,
    clock::{Cap, Clock},
    dispute::line,
    refusal::ensure_at,
};

impl Mediation {
    /// What this news of the dispute makes of the channel, while nothing has ended it.
    pub(super) fn moved_by(&self, on: Date, brief: &Brief) -> Option<MediationEvent> {
        if self.stage.is_over() {
            return None;
        }
        let told = Mediation { brief: brief.clone(), ..self.clone() };
        // Who sent it said where it stood; what was on file here since and is gone says more.
        let left_court = self.brief.in_court && !brief.in_court && self.channel()?.is_trial();
        let left_review = self.is_reviewed() && !told.is_reviewed();
        let gone = left_court || (left_review && self.channel() == Some(Channel::Reconsideration));
        // 转为普通程序; what nobody knew before is no news.
        let converted = self.brief.summary.is_some_and(|was| brief.summary == Some(!was));
        let (channel, settlement_only) = told.stands_elsewhere(gone, converted)?;
        Some(MediationEvent::ChannelMoved { on, channel, settlement_only, reason: None })
    }

    /// What was chosen on importing was chosen by somebody, and may have been another line of the list.
    pub(super) fn weigh_corrected_channel(
        &self,
        on: Date,
        channel: Channel,
        reason: &str,
    ) -> Result<MediationEvent, Refusal> {
        ensure_at(self.corrected_channels().contains(&channel), CHANNEL_NOT_OPEN, "channel")?;
        line(reason, "reason")?;
        let (settlement_only, reason) = (false, Some(reason.to_owned()));
        Ok(MediationEvent::ChannelMoved { on, channel, settlement_only, reason })
    }

    /// Where it stands by what is on file, if that is another procedure than the one it was imported into. In court it is the one by which
    /// that tries it.
    fn stands_elsewhere(&self, gone: bool, converted: bool) -> Option<(Channel, bool)> {
        let imported = self.imported.as_ref()?;
        let converted = converted && imported.channel.is_trial();
        if !gone && !converted && self.ensure_stands_in(imported.channel).is_ok() {
            return None;
        }
        let (brief, reviewed) = (&self.brief, self.is_reviewed());
        let channel = match brief.filed_on {
            // What was only handed in is not tried yet.
            Some(_) if brief.in_court && brief.on_trial == Some(true) => match brief.summary {
                Some(true) => Channel::TrialSummary,
                _ => Channel::TrialOrdinary,
            },
            Some(_) if reviewed => Channel::Reconsideration,
            Some(_) if gone && brief.only_received && brief.is_sent_by_a_court() => Channel::PreTrial,
            Some(_) if gone && brief.only_received => Channel::BeforeProcedure,
            None if !brief.in_court && !reviewed => Channel::BeforeProcedure,
            _ => return None,
        };
        let act = crate::dispute::ContestedAct {
            discretionary: brief.act.discretionary || imported.discretionary,
            ..brief.act.clone()
        };
        let settlement_only = eligible(channel, &act, false).is_err();
        (channel != imported.channel).then_some((channel, settlement_only))
    }

    pub(super) fn is_reviewed(&self) -> bool {
        self.brief.reconsidered_by.as_ref().is_some_and(|by| !by.over)
    }

    /// What was drafted for an ending that is not to be had any more is drafted anew. In the trial it stands from the day of filing on,
    /// however late that was told here.
    pub(super) fn move_to(&mut self, on: Date, (channel, settlement_only): (Channel, bool)) {
        let filed_on = self.brief.tried_since.filter(|filed_on| channel.is_trial() && *filed_on < on);
        let Some(imported) = &mut self.imported else { return };
        let before = std::mem::replace(&mut imported.channel, channel);
        imported.settlement_only = settlement_only;
        // 法释〔2018〕1号105条: one procedure of the same trial follows another, and its days count from where they did.
        if before.is_trial() && channel.is_trial() {
            return;
        }
        imported.moved_on = Some(filed_on.unwrap_or(on));
        let filed = before.is_filed() && channel == Channel::BeforeProcedure;
        imported.left = filed.then_some(before);
        if let Some(period) = &mut self.period {
            period.begun_in.get_or_insert(before);
        }
        let possible = endings(channel, settlement_only);
        // One that ends with a withdrawal was drafted with another cost before everybody's eyes, or with none.
        let void = self
            .agreement
            .as_ref()
            .is_some_and(|draft| !possible.contains(&draft.ending) || self.ends_by_withdrawal(draft.ending));
        if void {
            self.shelve(|_| true);
        }
    }

    /// 特邀调解规定27条: in the trial the court's days count from when it was filed, until everybody agrees to more.
    pub(super) fn trial_cap(&self, law: &Law) -> Option<Cap> {
        let period = self.period.as_ref()?;
        let imported = self.imported.as_ref().filter(|imported| imported.channel.is_trial())?;
        // What began later, before the filing was told, has its days from then on.
        let since = imported.moved_on.filter(|_| period.begun_in.is_some())?.max(period.accepted_on);
        // While a sham is looked into nothing ends.
        if self.ensure_not_halted().is_err()
            || period.extensions.iter().any(|extension| extension.on >= since)
        {
            return None;
        }
        let on = Clock::start(term(imported.channel), since).due_on(&law.calendar)?;
        let reason = format!(
            "{}起案件在法院，调解从这一天起最多{}日（《特邀调解规定》27条）；各方都同意的，可以再延长",
            zh_date(since),
            term(imported.channel).span().amount
        );
        Some(Cap { on, reason })
    }

    /// The days that the trial does not count begin with the trial.
    pub(super) fn in_trial_since(&self, accepted_on: Date) -> Date {
        let trial = self.imported.as_ref().filter(|imported| imported.channel.is_trial());
        trial.and_then(|imported| imported.moved_on).map_or(accepted_on, |since| since.max(accepted_on))
    }
}
