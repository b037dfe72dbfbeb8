//! Service (送达): each paper on which a period or an effect hangs is an entity with its attempts and proofs; nothing starts from a
//! paper that was only made. By which day it counts is the clock's ([`crate::clock::ServedBy`]).

use super::{after_parts::OTHER_BODY, codes::*, *};
use crate::{
    FileHash, Refusal,
    clock::{ReconsiderationSuspension as Halted, ServedBy},
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
        let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        let noted = said(&delivery.note);
        let left = delivery.by == ServedBy::Left && !delivery.failed;
        if left {
            weigh_leaving(delivery)?;
        }
        ensure_at(delivery.proof.is_some() || noted || left, NO_PROOF, &at("proof"))?;
        let electronic = delivery.by == ServedBy::Electronic && !delivery.failed;
        let consented =
            delivery.consent_paper.is_some() || self.is_served_electronically(&delivery.recipient);
        ensure_at(!electronic || consented, ELECTRONIC_CONSENT, &at("by"))?;
        let decides = notice.paper == PaperKind::Decision && !delivery.failed;
        let sealed = notice.document.is_some() || delivery.sealed_paper.is_some();
        ensure_at(!decides || sealed, NO_DECISION_PAPER, &at("sealed_paper"))?;
        if delivery.by == ServedBy::PublicNotice {
            let tried = notice.deliveries.iter().any(|d| d.recipient == delivery.recipient && d.failed);
            ensure_at(tried && noted, NOTICE_LAST, &at("by"))?;
        }
        let (notice, delivery) = (key.to_owned(), delivery.clone());
        let served = ReconsiderationEvent::ServiceRecorded { on: today, notice, delivery };
        let (_, follows) = self.clone().after(&served).caught_up(context.law, today);
        Ok(std::iter::once(served).chain(follows).collect())
    }

    /// 民诉法90条: each for itself. The application speaks for whoever handed it in and sits there still, a paper for whoever sat there
    /// when it came in.
    pub fn is_served_electronically(&self, recipient: &str) -> bool {
        let body = [RESPONDENT, RULE_BODY].contains(&recipient) || recipient.starts_with(OTHER_BODY);
        let party = self.brief.parties.iter().find(|party| party.key == recipient);
        let since = party.and_then(|party| party.taken_on());
        let confirmed = self.address_of(recipient);
        // Who has confirmed where to be served has said there whether electronically; a paper may say otherwise since.
        let since = confirmed.map(|held| held.on).or(since);
        let handed_in = self.application.electronic_service && self.applicants().next() == Some(recipient);
        let joined = self.third_parties.iter().any(|one| one.side == recipient && one.electronic_service);
        let mut stand = self.notices.iter().flat_map(|notice| &notice.deliveries);
        let on_paper = stand.any(|held| {
            let own = held.recipient == recipient && since.is_none_or(|since| held.on >= since);
            own && held.consent_paper.is_some()
        });
        match confirmed {
            Some(held) => held.address.electronic_service || on_paper,
            None => body || (handed_in && since.is_none()) || joined || on_paper,
        }
    }

    /// A record that was a mistake: what was counted from it is counted anew, and an end that hung on it is undone.
    pub(super) fn weigh_striking(
        &self,
        context: Context<'_>,
        key: &str,
        attempt: u32,
        reason: &str,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        let today = context.now.today;
        let notice = self.notice(key).ok_or_else(|| Refusal::at(NOTICE_UNKNOWN, "notice"))?;
        let known = usize::try_from(attempt).is_ok_and(|at| at < notice.deliveries.len());
        ensure_at(known, DELIVERY_UNKNOWN, "notice")?;
        line(reason, "reason")?;
        let decides = self.decided.as_ref().is_some_and(|decided| decided.notice == key);
        let built = self.performed_on.is_some()
            || !self.performed.is_empty()
            || !self.reports.is_empty()
            || self.enforced.is_some()
            || self.shown_copy().is_some()
            || !self.measures.is_empty();
        ensure_at(!(decides && built), STRUCK_TOO_LATE, "notice")?;
        let asks = self.supplement.as_ref().is_some_and(|asked| asked.notice == key);
        let back_to = match self.stage {
            Stage::Effective { .. } if decides => Some(Stage::Decided),
            Stage::Abandoned { .. } if asks => Some(Stage::Supplementing),
            _ => None,
        };
        let (notice, reason, by) = (key.to_owned(), reason.to_owned(), context.actor.name.clone());
        let struck = ReconsiderationEvent::ServiceStruck { on: today, notice, attempt, by, reason, back_to };
        // What still counts from another record is found again.
        let (_, follows) = self.clone().after(&struck).caught_up(context.law, today);
        Ok(std::iter::once(struck).chain(follows).collect())
    }

    pub(super) fn after_striking(&mut self, event: &ReconsiderationEvent) {
        let ReconsiderationEvent::ServiceStruck { on, notice, attempt, by, reason, back_to } = event else {
            return;
        };
        let decides = self.deciding_notice().is_some_and(|held| held.key == *notice);
        for held in self.notices.iter_mut().filter(|held| held.key == *notice) {
            held.strike(usize::try_from(*attempt).unwrap_or(usize::MAX), *on, by, reason);
        }
        if decides {
            self.final_on = None;
        }
        self.stage = back_to.unwrap_or(self.stage);
    }

    /// What is still to be served, and on whom; of what is over nothing that calls to a step which cannot be taken any more, and nothing on
    /// who is gone.
    pub(super) fn unserved<'a>(&'a self, law: &'a Law) -> impl Iterator<Item = (&'a Notice, &'a str)> {
        let wanted = self.notices.iter().filter(|notice| self.still_calls(notice));
        let left = |notice: &'a Notice| {
            let sides = notice.unserved(&law.calendar).filter(|side| !self.is_gone(side));
            sides.map(move |side| (notice, side))
        };
        wanted.flat_map(left)
    }

    fn still_calls(&self, notice: &Notice) -> bool {
        use PaperKind::{Acceptance, Copy, HearingNotice, SupplementNotice, ThirdPartyNotice, Urging};
        let over = self.stage.over_on().is_some();
        let of = |hearing: &&Hearing| hearing.notice == notice.key && hearing.record.is_none();
        match notice.paper {
            Acceptance | Copy | SupplementNotice | ThirdPartyNotice => !over,
            HearingNotice => !over && self.hearings.iter().any(|hearing| of(&hearing)),
            Urging => self.performed_on.is_none() || self.pending().is_some(),
            _ => true,
        }
    }

    /// 41条2项、3项、5项: it was ended because whoever applied is no more, and nobody has come in their place.
    fn is_gone(&self, side: &str) -> bool {
        use TerminationGround::{ApplicantDied, ApplicantDissolved, SuspendedSixtyDays};
        let died = || {
            self.halts
                .last()
                .is_some_and(|halt| matches!(halt.ground, Halted::ApplicantDied | Halted::ApplicantDissolved))
        };
        let gone = self.terminated.as_ref().is_some_and(|ended| match ended.ground {
            ApplicantDied | ApplicantDissolved => true,
            SuspendedSixtyDays => died(),
            _ => false,
        });
        gone && self.applicants().any(|key| key == side)
    }

    /// Once it is over, what the file waits for before it is closed (88条): each paper, and on whom.
    pub(super) fn unserved_zh(&self, law: &Law) -> Vec<String> {
        let mut papers: Vec<(&Notice, Vec<String>)> = Vec::new();
        let over = self.stage.over_on().is_some();
        for (notice, side) in self.unserved(law).filter(|_| over) {
            let who = self.label_apart(side, law);
            match papers.iter_mut().find(|(held, _)| held.key == notice.key) {
                Some((_, sides)) => sides.push(who),
                None => papers.push((notice, vec![who])),
            }
        }
        let told = |(notice, sides): (&Notice, Vec<String>)| {
            format!("{}（{}）", notice.paper.name_zh(), sides.join("、"))
        };
        papers.into_iter().map(told).collect()
    }

    /// Once it is over, whom of the parties a paper of their own is still on its way to.
    pub(super) fn unserved_on(&self, law: &Law) -> Vec<String> {
        let over = self.stage.over_on().is_some();
        let sides = self.unserved(law).map(|(_, side)| side).filter(|side| over && self.is_party(side));
        let keys: std::collections::BTreeSet<String> = sides.map(str::to_owned).collect();
        keys.into_iter().collect()
    }

    /// A paper that is to be served, as the file keeps it.
    pub(super) fn make_notice(
        &mut self,
        paper: PaperKind,
        made_on: Date,
        recipients: Vec<String>,
        document: Option<FileHash>,
    ) -> String {
        // One that was taken away may have had others after it, whose keys stay theirs.
        let taken = self.notices.iter().filter_map(|held| held.key.strip_prefix('n')?.parse::<usize>().ok());
        let key = format!("n{}", taken.max().unwrap_or_default() + 1);
        let deliveries = Vec::new();
        let struck = Vec::new();
        self.notices.push(Notice {
            key: key.clone(),
            paper,
            made_on,
            recipients,
            document,
            deliveries,
            struck,
        });
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

/// 民诉法89条: why it was not taken, and either a witness of the neighbourhood or pictures of how it was left.
fn weigh_leaving(delivery: &Delivery) -> Result<(), Refusal> {
    let because = delivery.refused_because.as_deref().unwrap_or_default();
    ensure_at(!because.trim().is_empty(), LEFT_UNREASONED, "delivery.refused_because")?;
    line(because, "delivery.refused_because")?;
    let witness = delivery.witness.as_deref().unwrap_or_default();
    let seen = !witness.trim().is_empty() || delivery.proof.is_some();
    ensure_at(seen, LEFT_UNWITNESSED, "delivery.witness")?;
    if witness.trim().is_empty() { Ok(()) } else { line(witness, "delivery.witness") }
}
