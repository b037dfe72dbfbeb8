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
            C::Reply { text: said, received_on, evidence, document } => {
                text(said, "text")?;
                let came_on = self.weigh_receipt(context, *received_on)?;
                for (i, one) in evidence.iter().enumerate() {
                    line(&one.title, &format!("evidence.{i}.title"))?;
                    ensure_at(one.formed_on <= came_on, FORMED_ON, &format!("evidence.{i}.formed_on"))?;
                }
                let late = self.is_unanswered(context.law, came_on);
                let (text, evidence, document) = (said.clone(), evidence.clone(), document.clone());
                let reply = Reply { on: came_on, text, evidence, late, document: document.clone() };
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

    /// 70条: the days to answer are over on that day, and nothing came in time.
    pub fn is_unanswered(&self, law: &Law, today: Date) -> bool {
        let lapsed = |clock: &Clock| {
            deemed_by("FY-18").any(|deemed| deemed.as_of(clock, today, &law.calendar).is_some())
        };
        match &self.reply {
            Some(reply) => reply.late || reply.evidence.is_empty(),
            None => self.reply_clock(law).is_some_and(|clock| lapsed(&self.without_halts(clock))),
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

    /// 33条: what was accepted although the court had it, or against what the file shows, is only dismissed.
    pub(super) fn is_to_be_dismissed(&self) -> bool {
        self.in_court
    }
}
