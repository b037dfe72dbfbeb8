//! Beside and after the decision: the committee asked for its opinion (52条), opinions and proposals to agencies (76条), performance and
//! what is done when there is none (77条), enforcement (78条), the anonymised copy for the public (79条).

use super::{codes::*, *};
use crate::{
    FileHash, Law, Refusal,
    dispute::{line, text},
    matter::Context,
    refusal::{REQUIRED, ensure, ensure_at},
};
use strum::IntoEnumIterator;

impl Reconsideration {
    pub(super) fn weigh_after(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::Consult { question } => {
                text(question, "question")?;
                ReconsiderationEvent::CommitteeConsulted { on, question: question.clone() }
            }
            C::RecordConsultation { text: said, document } => {
                text(said, "text")?;
                let (said, document) = (said.clone(), document.clone());
                ReconsiderationEvent::ConsultationRecorded { on, text: said, document }
            }
            C::IssueOpinion { kind, to_body, text: said, agreed_by, document } => {
                text(said, "text")?;
                said_by(agreed_by)?;
                to_body.as_deref().map_or(Ok(()), |name| line(name, "to_body"))?;
                ReconsiderationEvent::OpinionIssued {
                    on,
                    kind: *kind,
                    to_body: to_body.clone(),
                    text: said.clone(),
                    agreed_by: agreed_by.clone(),
                    document: document.clone(),
                }
            }
            C::RecordReport { opinion, text: said } => {
                text(said, "text")?;
                let open = self.opinions.iter().any(|one| one.key == *opinion && one.reported_on.is_none());
                ensure_at(open, OPINION_UNKNOWN, "opinion")?;
                ReconsiderationEvent::ReportRecorded { on, opinion: opinion.clone(), text: said.clone() }
            }
            C::RecordPerformance { .. } | C::ReportUnperformed { .. } => {
                return self.weigh_duties(context, command);
            }
            C::Press { measure, until, of, text: said, agreed_by, document } => {
                text(said, "text")?;
                said_by(agreed_by)?;
                let dated = *measure != Measure::Urging || until.is_some_and(|until| until >= on);
                ensure_at(dated, REQUIRED, "until")?;
                let of = duties::chosen(of, &self.pressable(context.law, on))?;
                let (measure, until, text) = (*measure, *until, said.clone());
                let pressure = Pressure { on, measure, until, of, text, agreed_by: agreed_by.clone() };
                ReconsiderationEvent::Pressed { pressure, document: document.clone() }
            }
            C::Enforce { by, against, no_suit, document } => {
                ensure_at(self.may_be_enforced_by(*by), ENFORCED_BY, "by")?;
                let against = self.weigh_against(against)?;
                let settled = matches!(self.stage, Stage::Settled { .. });
                // 行诉法95条: who was sued about it has nothing to say of the days.
                let judged = self.left_standing_by().is_some();
                ensure_at(settled || judged || *no_suit, SUIT_UNASKED, "no_suit")?;
                let document = document.clone();
                ReconsiderationEvent::EnforcementBegun { on, by: *by, against, document }
            }
            _ => return self.weigh_copy(context, command),
        };
        Ok(vec![event])
    }

    /// 78条: an applicant or a third party; where the lines of a statement are watched, it is known who broke them.
    fn weigh_against(&self, against: &[String]) -> Result<Vec<String>, Refusal> {
        if let Some(lines) = self.watched_lines() {
            return Ok(lines.broken_by.iter().filter(|side| *side != RESPONDENT).cloned().collect());
        }
        ensure_at(!against.is_empty(), REQUIRED, "against")?;
        for (i, side) in against.iter().enumerate() {
            ensure_at(self.is_party(side), UNKNOWN_SIDE, &format!("against.{i}"))?;
        }
        Ok(against.to_vec())
    }

    /// 79条: what the public reads, without anybody's number in it.
    fn weigh_copy(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::Publish { text: said, removed } => {
                text(said, "text")?;
                line(removed, "removed")?;
                ensure_at(!names_somebody(said), NOT_ANONYMOUS, "text")?;
                let (text, removed) = (said.clone(), removed.clone());
                ReconsiderationEvent::CopyPublished { on, text, removed, serial: 0 }
            }
            C::CorrectCopy { text: said, removed, reason } => {
                text(said, "text")?;
                line(removed, "removed")?;
                line(reason, "reason")?;
                ensure_at(!names_somebody(said), NOT_ANONYMOUS, "text")?;
                let shown = self.shown_copy().map(|copy| (&copy.text, &copy.removed));
                ensure_at(shown != Some((said, removed)), COPY_UNCHANGED, "text")?;
                let (text, removed, reason) = (said.clone(), removed.clone(), reason.clone());
                ReconsiderationEvent::CopyCorrected { on, text, removed, reason }
            }
            C::WithdrawCopy { reason } => {
                line(reason, "reason")?;
                ReconsiderationEvent::CopyWithdrawn { on, reason: reason.clone() }
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }

    pub(super) fn allows_after(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let at = |holds: bool| ensure(holds, crate::refusal::WRONG_STAGE);
        let done = matches!(self.stage, Stage::Effective { .. } | Stage::Settled { .. });
        match command {
            "consult" => {
                at(self.stage.is_pending())?;
                ensure(self.open_consultation().is_none(), CONSULTED)
            }
            "record_consultation" => {
                at(self.stage.is_pending())?;
                ensure(self.open_consultation().is_some(), NOT_CONSULTED)
            }
            "issue_opinion" => at(self.acceptance.is_some()),
            "record_report" => {
                ensure(self.opinions.iter().any(|one| one.reported_on.is_none()), OPINION_UNKNOWN)
            }
            "report_unperformed" => {
                at(matches!(self.stage, Stage::Effective { .. }))?;
                ensure(!self.reportable(context.now.today).is_empty(), NOTHING_UNPERFORMED)
            }
            "record_performance" | "press" => {
                at(done)?;
                let reports = command == "press" && self.is_report_late(context);
                ensure(self.performed_on.is_none() || reports, PERFORMED)?;
                ensure(command == "press" || self.watched_lines().is_none(), PERFORMED_BY_LINE)?;
                ensure(command != "press" || self.may_be_pressed(context), PRESS_EARLY)
            }
            // 78条: neither sued in time nor performed.
            "enforce" => {
                // What is watched line by line is enforced as often as another line is broken.
                let anew = self.enforced.is_none() || self.watched_lines().is_some();
                at(done && !self.is_performed_by_parties() && anew)?;
                let settled = matches!(self.stage, Stage::Settled { .. });
                ensure(settled || self.final_on.is_some(), SUIT_OPEN)?;
                // Also one that was told of when the days had passed already.
                settled.then_some(()).map_or_else(|| self.ensure_unsued(context.law), Ok)?;
                ensure(EnforcedBy::iter().any(|by| self.may_be_enforced_by(by)), ENFORCED_BY)?;
                ensure(self.watched_lines().is_none() || self.is_broken_by_a_party(), NO_LINE_BROKEN)
            }
            "copy_to_superior" => ensure(!self.to_copy(context.law).is_empty(), NOTHING_TO_COPY),
            "correct_copy" | "withdraw_copy" => ensure(self.shown_copy().is_some(), NO_COPY_SHOWN),
            // 79条: what has taken effect; what was withdrawn may be published again.
            _ => {
                at(matches!(self.stage, Stage::Effective { .. }))?;
                ensure(self.shown_copy().is_none(), PUBLISHED)
            }
        }
    }

    /// The copy that the public reads now.
    pub fn shown_copy(&self) -> Option<&Published> {
        self.published.as_ref().filter(|copy| copy.withdrawn.is_none())
    }

    /// From when something was to be performed: the decision, or the settlement that the body has sealed.
    pub(super) fn owed_since(&self) -> Option<Date> {
        match self.stage {
            Stage::Settled { on } => Some(on),
            _ => self.decided.as_ref().map(|decided| decided.on),
        }
    }

    /// What the statement says line by line, where it is watched in a performance of its own.
    pub fn watched_lines(&self) -> Option<&WatchedLines> {
        self.statement.as_ref()?.lines.as_ref()
    }

    /// 78条 is about those who applied or took part; the agency is ordered to perform (77条2款).
    pub(super) fn is_broken_by_a_party(&self) -> bool {
        self.watched_lines().is_some_and(|lines| lines.broken_by.iter().any(|side| side != RESPONDENT))
    }

    pub fn open_consultation(&self) -> Option<&Consultation> {
        self.consultations.iter().find(|asked| asked.opinion.is_none())
    }

    /// 52条2款: what is grave or technical goes to the committee before it is decided.
    pub(super) fn lacks_consultation(&self) -> bool {
        let required = !self.weights.is_empty() && self.consultations.is_empty();
        required || self.open_consultation().is_some()
    }

    /// 61条3款: an opinion is an important reference; whether it is followed is said, and why.
    pub(super) fn weigh_committee(&self, opinion: &DraftOpinion) -> Result<(), Refusal> {
        let said = opinion.committee_reason.as_deref().is_some_and(|said| !said.trim().is_empty());
        ensure_at(self.consultations.is_empty() || said, COMMITTEE_UNSAID, "opinion.committee_reason")
    }

    /// 78条: upheld by the agency, changed or settled by the body, each also by the court.
    fn may_be_enforced_by(&self, by: EnforcedBy) -> bool {
        let held = |kind| self.standing().iter().any(|holding| holding.kind == kind);
        let settled = matches!(self.stage, Stage::Settled { .. });
        match by {
            EnforcedBy::Agency => held(HoldingKind::Uphold),
            EnforcedBy::Body => settled || held(HoldingKind::Change),
            EnforcedBy::Court => settled || held(HoldingKind::Uphold) || held(HoldingKind::Change),
        }
    }

    /// What was decided, as long as no court has taken it away: only that is performed, pressed for and enforced.
    pub(super) fn standing(&self) -> &[Holding] {
        if self.brief.decision_upset { &[] } else { self.holdings() }
    }

    /// 76条、77条2款: what an opinion asked to be put right was not reported by its day, whatever was performed.
    pub(super) fn is_report_late(&self, context: Context<'_>) -> bool {
        self.late_reports(context.law, context.now.today).next().is_some()
    }

    pub(super) fn late_reports<'a>(
        &'a self,
        law: &Law,
        today: Date,
    ) -> impl Iterator<Item = &'a IssuedOpinion> + use<'a> {
        let late = self.opinion_clocks(law).into_iter().filter(|named| {
            let due = named.clock.due_on(&law.calendar);
            named.clock.stopped_on.is_none() && due.is_some_and(|due| due < today)
        });
        let late: Vec<String> = late.map(|named| named.name).collect();
        self.opinions.iter().filter(move |one| late.contains(&format!("opinion:{}", one.key)))
    }

    /// Where the lines are watched it is known who did not perform.
    pub(super) fn breaks_a_statement(&self) -> bool {
        let settled = matches!(self.stage, Stage::Settled { .. });
        settled && self.watched_lines().is_none_or(|lines| lines.is_broken_by(RESPONDENT))
    }

    /// What was recorded as performed is the agency's, where the agency has something to do; where it has nothing, the parties' own.
    fn is_performed_by_parties(&self) -> bool {
        self.performed_on.is_some() && self.duties().is_empty()
    }

    pub(super) fn after_after(&mut self, event: &ReconsiderationEvent) {
        use ReconsiderationEvent::*;
        match event {
            CommitteeConsulted { on, question } => {
                let (asked_on, question) = (*on, question.clone());
                self.consultations.push(Consultation { asked_on, question, opinion: None });
            }
            ConsultationRecorded { on, text, document } => {
                let said = CommitteeOpinion { on: *on, text: text.clone(), document: document.clone() };
                let open = self.consultations.iter_mut().find(|asked| asked.opinion.is_none());
                open.into_iter().for_each(|asked| asked.opinion = Some(said.clone()));
            }
            OpinionIssued { .. } => self.take_opinion(event),
            ReportRecorded { on, opinion, .. } => {
                let named = self.opinions.iter_mut().filter(|one| one.key == *opinion);
                named.for_each(|one| one.reported_on = Some(*on));
            }
            PerformanceRecorded(done) => {
                self.attach(done.on, Attachment::Performance, &done.proof);
                self.take_performance(done);
            }
            UnperformedReported(said) => self.take_report(said),
            Pressed { pressure, document } => {
                if pressure.measure == Measure::Urging {
                    let to = vec![RESPONDENT.to_owned()];
                    self.make_notice(PaperKind::Urging, pressure.on, to, document.clone());
                } else {
                    self.attach(pressure.on, Attachment::Measure, document);
                }
                self.reports.iter_mut().for_each(|report| report.press(&pressure.of));
                self.measures.push(pressure.clone());
            }
            AdviceNoted { advice, .. } => self.advised.push((**advice).clone()),
            ReviewNoted(noted) => {
                self.open_reviews.retain(|held| *held != noted.review);
                self.open_reviews.extend(noted.open.then(|| noted.review.clone()));
            }
            LinesNoted { lines, .. } => self.note_lines(lines),
            EnforcementBegun { on, by, against, document } => {
                self.enforced_against.extend(against.iter().cloned());
                self.attach(*on, Attachment::Enforcement, document);
                self.enforced = Some((*on, *by));
            }
            CopyPublished { on, text, removed, serial } => {
                let former = self.published.take().map_or_else(Vec::new, |copy| copy.former);
                let (on, text, removed) = (*on, text.clone(), removed.clone());
                let (year, serial) = (on.year(), *serial);
                self.published = Some(Published { on, text, removed, year, serial, former, withdrawn: None });
            }
            CopyCorrected { .. } | CopyWithdrawn { .. } => self.after_copy(event),
            SuperiorTold { .. } => self.after_copying(event),
            AddressConfirmed { on, address } => {
                self.addresses.push(ConfirmedAddress { on: *on, address: address.clone() });
            }
            _ => self.after_inquiry(event),
        }
    }

    fn take_opinion(&mut self, event: &ReconsiderationEvent) {
        let ReconsiderationEvent::OpinionIssued { on, kind, to_body, text, agreed_by, document } = event
        else {
            return;
        };
        let recipient = to_body.as_ref().map_or(RESPONDENT.to_owned(), |name| format!("{OTHER_BODY}{name}"));
        let paper = match kind {
            OpinionKind::Opinion => PaperKind::Opinion,
            OpinionKind::Proposal => PaperKind::Proposal,
        };
        let notice = self.make_notice(paper, *on, vec![recipient.clone()], document.clone());
        let key = format!("o{}", self.opinions.len() + 1);
        let (on, kind, text, reported_on) = (*on, *kind, text.clone(), None);
        let agreed_by = agreed_by.clone();
        self.opinions.push(IssuedOpinion { key, on, kind, recipient, text, notice, agreed_by, reported_on });
    }

    /// What becomes of the copy that the public reads.
    fn after_copy(&mut self, event: &ReconsiderationEvent) {
        let Some(copy) = &mut self.published else { return };
        match event {
            ReconsiderationEvent::CopyCorrected { on, text, removed, reason } => {
                copy.put_aside(*on, reason);
                (copy.on, copy.text, copy.removed) = (*on, text.clone(), removed.clone());
            }
            ReconsiderationEvent::CopyWithdrawn { on, reason } => {
                copy.put_aside(*on, reason);
                copy.withdrawn = Some((*on, reason.clone()));
            }
            _ => {}
        }
    }

    fn note_lines(&mut self, lines: &WatchedLines) {
        self.performed_on = lines.performed_on;
        self.statement.iter_mut().for_each(|sealed| sealed.lines = Some(lines.clone()));
    }

    /// Keeps a paper that no other part of the file keeps.
    pub(super) fn attach(&mut self, on: Date, what: Attachment, file: &Option<FileHash>) {
        self.attached.extend(file.iter().map(|file| Attached { on, what, file: file.clone() }));
    }
}

/// 行政复议机关: the law says whose act it is and not who agrees to it in the house, so it is written down where somebody did.
pub(super) fn said_by(agreed_by: &Option<String>) -> Result<(), Refusal> {
    agreed_by.as_deref().map_or(Ok(()), |who| line(who, "agreed_by"))
}

/// A number as long as a telephone's or an identity card's stands in it.
fn names_somebody(text: &str) -> bool {
    let mut run = 0;
    // A number that is broken at the end of a line is one all the same.
    text.lines().flat_map(|line| line.trim().chars()).map(crate::text::half).any(|c| {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        run >= 11
    })
}

#[cfg(test)]
mod tests {
    use super::names_somebody;

    #[test]
    fn a_long_number_is_seen_across_the_end_of_a_line_and_short_ones_in_rows_are_not() {
        for said in [
            "电话13900001999",
            "电话139000\n01999",
            "身份证42088\n  1199001\r\n010015",
            "１３９００００１９９９",
        ] {
            assert!(names_somebody(said), "{said}");
        }
        for said in ["罚款 5000 元\n退还 6000 元", "2026年11月30日", "第 4208 号\n2026年"] {
            assert!(!names_somebody(said), "{said}");
        }
    }
}
