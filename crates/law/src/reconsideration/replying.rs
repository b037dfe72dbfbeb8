//! The agency's part (48条、54条): the copy goes to it, it answers and brings its evidence in ten or five working days; what came into
//! being after the acceptance is flagged (46条), and silence counts as no evidence (70条).

use super::{codes::*, *};
use crate::{
    Refusal,
    clock::{Clock, deemed_by},
    decision::Law,
    dispute::{line, text},
    matter::Context,
    refusal::{DATE_IN_FUTURE, REQUIRED, ensure_at},
};

impl Reconsideration {
    pub(super) fn weigh_replying(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::SendCopy { document } => ReconsiderationEvent::CopySent { on, document: document.clone() },
            C::Reply { text: said, received_on, evidence, agreed_because, document } => {
                text(said, "text")?;
                let came_on = self.weigh_receipt(context, *received_on)?;
                for (i, one) in evidence.iter().enumerate() {
                    line(&one.title, &format!("evidence.{i}.title"))?;
                    ensure_at(one.formed_on <= came_on, FORMED_ON, &format!("evidence.{i}.formed_on"))?;
                }
                let (text, evidence, document) = (said.clone(), evidence.clone(), document.clone());
                if self.reply.is_some() {
                    let agreed_because = self.weigh_consent(context, came_on, agreed_because.as_deref())?;
                    let added = AddedToReply { on: came_on, text, evidence, agreed_because, document };
                    return Ok(vec![ReconsiderationEvent::ReplyAdded { on, added }]);
                }
                let late = self.is_unanswered(context.law, came_on);
                let added = Vec::new();
                let reply = Reply { on: came_on, text, evidence, late, document: document.clone(), added };
                ReconsiderationEvent::Replied { on, reply, document }
            }
            C::Weigh { weights, reason } => {
                ensure_at(!weights.is_empty(), REQUIRED, "weights")?;
                line(reason, "reason")?;
                ReconsiderationEvent::Weighed { on, weights: weights.clone(), reason: reason.clone() }
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }

    /// 48条、54条: what came on paper counts by the day on which it came, whenever it is written down.
    fn weigh_receipt(&self, context: Context<'_>, received_on: Option<Date>) -> Result<Date, Refusal> {
        let today = context.now.today;
        let Some(on) = received_on.filter(|_| self.own_side(context).is_none()) else { return Ok(today) };
        ensure_at(on <= today, DATE_IN_FUTURE, "received_on")?;
        let sent_on = self.copy.as_ref().and_then(|copy| self.notice(copy)).map(|notice| notice.made_on);
        ensure_at(sent_on.is_none_or(|sent| on >= sent), BEFORE_RECEIPT, "received_on")?;
        Ok(on)
    }

    /// 46条2款: in time it needs nobody's consent; afterwards the office says to what it answers.
    fn weigh_consent(
        &self,
        context: Context<'_>,
        came_on: Date,
        because: Option<&str>,
    ) -> Result<Option<String>, Refusal> {
        if self.is_in_time(context.law, came_on) {
            return Ok(None);
        }
        let because = because.map(str::trim).filter(|because| !because.is_empty());
        let because = because.ok_or_else(|| Refusal::at(NOT_AGREED, "agreed_because"))?;
        line(because, "agreed_because")?;
        Ok(Some(because.to_owned()))
    }

    /// It answers once, and adds to that until its last day; what comes later, the office enters where it agrees.
    pub fn may_reply(&self, context: Context<'_>) -> bool {
        let in_time = self.is_in_time(context.law, context.now.today);
        self.reply.is_none() || in_time || self.own_side(context).is_none()
    }

    /// 48条: what comes on that day needs nobody's consent.
    fn is_in_time(&self, law: &Law, day: Date) -> bool {
        let late = self.reply.as_ref().is_some_and(|reply| reply.late);
        !late && !self.are_days_to_reply_over(law, day)
    }

    /// 70条: the days to answer are over on that day, and nothing came in time.
    pub fn is_unanswered(&self, law: &Law, today: Date) -> bool {
        let over = || self.are_days_to_reply_over(law, today);
        self.reply.as_ref().map_or_else(over, |reply| reply.late || (reply.brings_nothing() && over()))
    }

    fn are_days_to_reply_over(&self, law: &Law, today: Date) -> bool {
        let lapsed = |clock: &Clock| {
            deemed_by("FY-18").any(|deemed| deemed.as_of(clock, today, &law.calendar).is_some())
        };
        // What it has said already does not end the days in which it may say more.
        let runs = |clock| Clock { stopped_on: self.stage.over_on(), ..clock };
        self.reply_clock(law).is_some_and(|clock| lapsed(&self.without_halts(runs(clock))))
    }

    /// 70条: an opinion that rests on silence falls when it turns out that the agency had answered in time.
    pub(super) fn put_back_if_answered(&mut self) {
        let silent = |held: &Holding| held.ground == HoldingGround::NoReply;
        let rests = self.draft().is_some_and(|draft| draft.opinion.holdings.iter().any(silent));
        let answered = self.reply.as_ref().is_some_and(|reply| !reply.late && !reply.brings_nothing());
        if rests && answered && matches!(self.stage, Stage::Drafted | Stage::Approved) {
            self.stage = Stage::Running;
        }
    }

    /// Whether the agency's days stand still in a suspension is not said (see `term::REPLY`): nobody is held to have been silent before
    /// the days without it are over.
    fn without_halts(&self, mut clock: Clock) -> Clock {
        clock.suspensions = self.halts.iter().map(|halt| self.suspension(halt)).collect();
        clock
    }

    /// 46条1款: came into being after the acceptance.
    pub fn is_formed_late(&self, evidence: &AgencyEvidence) -> bool {
        self.acceptance.as_ref().is_some_and(|accepted| evidence.formed_on > accepted.on)
    }
}

impl Reply {
    /// No evidence in time: what the office let in afterwards does not make good that there was none (70条).
    fn brings_nothing(&self) -> bool {
        let in_time = self.added.iter().filter(|added| added.agreed_because.is_none());
        self.evidence.is_empty() && in_time.flat_map(|added| &added.evidence).next().is_none()
    }

    /// Everything that it has written, in the order in which it came.
    pub fn written(&self) -> String {
        let added = self.added.iter().map(|added| format!("{}：{}", added.told_zh(), added.text));
        std::iter::once(self.text.clone()).chain(added).collect::<Vec<_>>().join("\n")
    }

    /// What it brought, whenever.
    pub fn every_evidence(&self) -> impl Iterator<Item = &AgencyEvidence> {
        self.evidence.iter().chain(self.added.iter().flat_map(|added| &added.evidence))
    }
}
