//! Service (送达): each paper on which a period or an effect hangs is an entity with its attempts and proofs; nothing starts from a
//! paper that was only made. By which day it counts is the clock's ([`crate::clock::ServedBy`]).

use super::{codes::*, *};
use crate::{
    FileHash, Refusal,
    clock::ServedBy,
    decision::Law,
    dispute::line,
    matter::Context,
    refusal::{DATE_IN_FUTURE, ensure_at},
};

impl Reconsideration {
    pub(super) fn weigh_service(
        &self,
        context: Context<'_>,
        key: &str,
        delivery: &Delivery,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        let at = |name: &str| format!("delivery.{name}");
        let today = context.now.today;
        let notice = self.notice(key).ok_or_else(|| Refusal::at(NOTICE_UNKNOWN, "notice"))?;
        let theirs = notice.recipients.contains(&delivery.recipient);
        ensure_at(theirs, RECIPIENT_UNKNOWN, &at("recipient"))?;
        ensure_at(delivery.on <= today, DATE_IN_FUTURE, &at("on"))?;
        ensure_at(delivery.on >= notice.made_on, SERVED_EARLIER, &at("on"))?;
        delivery.note.as_deref().map_or(Ok(()), |note| line(note, &at("note")))?;
        let noted = delivery.note.as_deref().is_some_and(|note| !note.trim().is_empty());
        ensure_at(delivery.proof.is_some() || noted, NO_PROOF, &at("proof"))?;
        let agency = delivery.recipient == RESPONDENT;
        let electronic = delivery.by == ServedBy::Electronic && !delivery.failed;
        let consented = agency || self.application.electronic_service;
        ensure_at(!electronic || consented, ELECTRONIC_CONSENT, &at("by"))?;
        if delivery.by == ServedBy::PublicNotice {
            let tried = notice.deliveries.iter().any(|d| d.recipient == delivery.recipient && d.failed);
            ensure_at(tried && noted, NOTICE_LAST, &at("by"))?;
        }
        let (notice, delivery) = (key.to_owned(), delivery.clone());
        let served = ReconsiderationEvent::ServiceRecorded { on: today, notice, delivery };
        let (_, follows) = self.clone().after(&served).caught_up(context.law, today);
        Ok(std::iter::once(served).chain(follows).collect())
    }

    /// A paper that is to be served, as the file keeps it.
    pub(super) fn make_notice(
        &mut self,
        paper: PaperKind,
        made_on: Date,
        recipients: Vec<String>,
        document: Option<FileHash>,
    ) -> String {
        let key = format!("n{}", self.notices.len() + 1);
        let deliveries = Vec::new();
        self.notices.push(Notice { key: key.clone(), paper, made_on, recipients, document, deliveries });
        key
    }

    pub(super) fn all_sides(&self) -> Vec<String> {
        self.sides().map(str::to_owned).collect()
    }

    pub(super) fn all_applicants(&self) -> Vec<String> {
        self.applicants().map(str::to_owned).collect()
    }

    /// The notice of the decision or refusal upon which suits are counted.
    pub fn deciding_notice(&self) -> Option<&Notice> {
        let of = |paper| self.notices.iter().find(|notice| notice.paper == paper);
        of(PaperKind::Decision).or_else(|| of(PaperKind::Refusal))
    }

    pub(super) fn decision_served_on_all(&self, law: &Law) -> Option<Date> {
        let decided = self.decided.as_ref()?;
        self.notice(&decided.notice)?.served_on_all(&law.calendar)
    }
}
