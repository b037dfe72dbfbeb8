//! What everybody outside sees of a reconsideration: the line in the list, who may open it, the clocks; and what the dispute has to
//! know of it.

use super::*;
use crate::{
    Facets, Outline, Principal, Role,
    calendar::{PROVISIONAL_ZH, zh_date},
    clock::{Clock, Reason},
    decision::Law,
    dispute::{ClosedRemedy, Course, CourseOver, GIVEN_UP, Outcome, Phase},
    matter::{ClockLine, Lapse},
    mirrored::Finding,
    remedy::Remedy,
};

/// Before the key of whose days to sue they are.
const WINDOW: &str = "window:";

/// Whoever lets the days to sue pass has finished nothing: they end with their last one, and nothing else stops them.
fn lapsed(line: ClockLine, clock: &Clock) -> ClockLine {
    let Some(on) = clock.stopped_on else { return line };
    let done = Reason::Stopped { on }.zh();
    let over = |said: String| {
        if said == done { format!("起诉的期限到{}为止，已经届满。", zh_date(on)) } else { said }
    };
    ClockLine { reasons: line.reasons.into_iter().map(over).collect(), ..line }
}

impl Reconsideration {
    pub(super) fn outline_of(&self, law: &Law) -> Outline {
        let act = &self.brief.act;
        let line = |named: crate::mirrored::NamedClock| {
            let line = ClockLine::of(&named.name, &named.title, &named.clock, &law.calendar);
            if named.name.starts_with(WINDOW) { lapsed(line, &named.clock) } else { line }
        };
        Outline {
            stage: self.stage.as_str().to_owned(),
            lapse: self.next_lapse(law),
            facets: Facets {
                number: Some(self.number.clone()),
                parties: self.parties_label(),
                source: Some(self.application.way.as_str().to_owned()),
                outcome: self.outcome_word(),
                opened_on: Some(self.opened_on),
                ended_on: self.stage.over_on(),
                ..self.brief.facets(format!("行政复议：{}", act.title))
            },
            access: self.access(),
            walls: self.walled.clone(),
            clocks: self.clocks(law).into_iter().map(line).collect(),
            tasks: self.tasks(law),
            marks: [&self.number, &self.brief.number]
                .map(|number| format!("number:{number}"))
                .into_iter()
                .chain(self.is_in_hand().then(|| IN_HAND.to_owned()))
                .chain(self.joined.iter().map(|one| format!("{JOINED}{}", one.with)))
                .chain(self.published.as_ref().and_then(Published::key).map(|key| Published::mark(&key)))
                .chain(self.shown_copy().and_then(Published::listed))
                .chain(self.decided.iter().filter_map(|held| held.number.as_deref()).map(decision_mark))
                .collect(),
            words: vec![self.number.clone(), self.brief.number.clone(), act.title.clone()],
        }
    }

    fn is_in_hand(&self) -> bool {
        self.stage.over_on().is_none() && !self.handlers.is_empty()
    }

    /// The day after which the law has moved it on by itself.
    fn next_lapse(&self, law: &Law) -> Option<Lapse> {
        let calendar = &law.calendar;
        let (last_day, stage_after) = match self.stage {
            Stage::UnderReview => (self.screening_clock()?.due_on(calendar)?, Stage::Running),
            Stage::Supplementing => {
                let last = self.supplement_clock(law)?.due_on(calendar)?;
                (last, Stage::Abandoned { on: last })
            }
            Stage::Decided => {
                let on = self.decision_served_on_all(law)?;
                (on.yesterday().ok()?, Stage::Effective { on })
            }
            stage if stage.is_pending() => {
                let due = self.decision_due(law).filter(|_| self.overdue_on(law).is_none());
                (due?, stage)
            }
            stage => (self.window_last_day(law)?, stage),
        };
        Some(Lapse { last_day, stage_after: stage_after.as_str().into() })
    }

    pub fn parties_label(&self) -> String {
        self.brief.applicants_label()
    }

    fn outcome_word(&self) -> Option<String> {
        match self.stage {
            Stage::Decided | Stage::Effective { .. } => {
                self.holdings().first().map(|holding| holding.kind.as_str().to_owned())
            }
            Stage::Refused { .. } | Stage::Abandoned { .. } | Stage::Settled { .. } => {
                Some(format!("reconsideration_{}", self.stage.as_str()))
            }
            Stage::Terminated { .. } => Some("reconsideration_terminated".to_owned()),
            _ => None,
        }
    }

    /// The office and the body, the sides, the centre that follows the dispute. The walls are taken away by whoever reads.
    fn access(&self) -> Vec<Principal> {
        use Role::*;
        let mut access: Vec<Principal> =
            [IntakeClerk, CentreHead, Archivist, Auditor].into_iter().map(Principal::role).collect();
        access.extend(self.officers());
        access.push(Principal::role_in(AgencyHead, &self.bodies.body));
        let agency = [AgencyLegal, AgencyHead].map(|role| Principal::role_in(role, &self.brief.respondent));
        access.extend(agency.into_iter().filter(|_| self.is_known_to_the_agency()));
        access.extend(self.brief.consult_point.iter().map(|point| Principal::role_in(ConsultPoint, point)));
        access
            .extend(self.brief.parties.iter().map(|party| Principal::party(&self.brief.dispute, &party.key)));
        access
    }

    /// 48条: the copy goes out once it is accepted; before, only what was handed in through the agency (32条) is known to it.
    pub(super) fn is_known_to_the_agency(&self) -> bool {
        self.acceptance.is_some() || self.application.way == ApplicationWay::ThroughAgency
    }

    pub(crate) fn officers(&self) -> Vec<Principal> {
        [Role::ReconsiderationOfficer, Role::ReconsiderationHead]
            .map(|role| Principal::role_in(role, &self.bodies.office))
            .to_vec()
    }

    /// Where it stands and the day that this side has to mind, in plain words.
    pub fn told(&self, side: &str, law: &Law, today: Date) -> String {
        let (held, _) = self.caught_up(law, today);
        let said = held.said_to(side, law);
        if let Some(suing) = held.told_of_suing(side, law, today) {
            return format!("{said}。{suing}");
        }
        if let Some(day) = held.supplement_due(law).filter(|_| held.stage == Stage::Supplementing) {
            return format!("{said}。最后一天是{}。", zh_date(day));
        }
        match held.told_of_silence(side, law, today) {
            Some(silent) => format!("{said}。{silent}"),
            None => format!("{said}。"),
        }
    }

    /// 行诉法45条: the applicant need not wait for a decision that is late.
    fn told_of_silence(&self, side: &str, law: &Law, today: Date) -> Option<String> {
        let last = self.overdue_suit(law).filter(|_| self.stage.is_pending())?.last_day(&law.calendar);
        if !self.applicants().any(|key| key == side) {
            return Some("审理期限已经届满，还没有作出决定。".to_owned());
        }
        let day = zh_date(last.on?);
        Some(match last.on? < today {
            true => format!(
                "审理期限已经届满；以没有作出决定为由向法院起诉的最后一天是{day}，已经过了；在那以前已经起诉的，不受影响。"
            ),
            false => {
                let provisional = if last.provisional { PROVISIONAL_ZH } else { "" };
                format!("审理期限已经届满，可以向法院起诉，最后一天是{day}{provisional}。")
            }
        })
    }

    /// A decision that has reached this side while others still wait for it is no longer on its way to it.
    fn said_to(&self, side: &str, law: &Law) -> String {
        let reached = self.deciding_notice().and_then(|notice| notice.served_on(side, &law.calendar));
        match reached.filter(|_| self.stage == Stage::Decided) {
            Some(on) => format!("已经作出决定，决定书{}送达", zh_date(on)),
            None if self.stage == Stage::Suspended && self.overdue_on(law).is_some() => {
                "审理暂停；审理期限在暂停以前已经届满，不因为暂停重新计算；原因消除后恢复，会书面告诉您"
                    .to_owned()
            }
            None if self.applicants().any(|key| key == side) => self.stage.told_zh().to_owned(),
            None => self.stage.told_to_others_zh().to_owned(),
        }
    }

    /// Whether a suspension from that day on stops anything: days that were over by then do not come back.
    pub fn stops_days_from(&self, from: Date, law: &Law) -> bool {
        self.overdue_on(law).is_none_or(|since| from < since)
    }

    /// 行诉法45条、复议法75条2款: each counts from its own service, and whoever got it first has to sue first; what is over is not offered.
    fn told_of_suing(&self, side: &str, law: &Law, today: Date) -> Option<String> {
        let windows = self.window_clocks(law);
        let own = windows.iter().find(|named| named.name.strip_prefix(WINDOW) == Some(side))?;
        let last_day = own.clock.last_day(&law.calendar);
        let last = last_day.on?;
        let provisional = if last_day.provisional && last >= today { PROVISIONAL_ZH } else { "" };
        let day = format!("{}{provisional}", zh_date(last));
        Some(match last < today {
            true => format!("向法院起诉的最后一天是{day}，已经过了；在那以前已经起诉的，不受影响。"),
            false => self.how_to_sue(&day),
        })
    }

    /// Whoever was turned away is told what can be sued about, and that the days of the act are others.
    fn how_to_sue(&self, day: &str) -> String {
        match self.turned_away() {
            Some(_) if self.is_mandatory() => format!(
                "不服的，可以在收到决定书之日起十五日内就原来的行政行为向法院起诉（《行政复议法》34条），最后一天是{day}。"
            ),
            Some(paper) => format!(
                "不服这个{paper}的，可以在收到决定书之日起十五日内就它向法院起诉（《行政诉讼法》45条、法释〔2018〕1号 56条），\
                 最后一天是{day}；直接起诉原来的行政行为，期限另外算，不因为申请过复议而延长。"
            ),
            None => format!("不服的，可以在收到决定书之日起十五日内向法院起诉，最后一天是{day}。"),
        }
    }

    /// The day of its end, if this event is what ended it.
    pub fn ended_by(&self, event: &ReconsiderationEvent) -> Option<Date> {
        use ReconsiderationEvent::*;
        let ends = matches!(
            event,
            ApplicationRefused { .. }
                | AbandonmentDeemed { .. }
                | Terminated { .. }
                | StatementSealed { .. }
                | TookEffect { .. }
                | EffectNoted { .. }
        );
        self.stage.over_on().filter(|_| ends)
    }

    /// What the dispute has to know of it.
    pub fn course(&self, law: &Law) -> Course {
        let over = self.stage.over_on();
        let lets_go =
            matches!(self.stage, Stage::Refused { .. } | Stage::Abandoned { .. } | Stage::Terminated { .. });
        let deciding = self.decision_clock(law).or_else(|| self.decision_clock_if_deemed(law));
        Course {
            by: self.application.by.clone(),
            office: Some(self.bodies.office.clone()),
            body: Some(self.bodies.body.clone()),
            through_agency: self.application.way == ApplicationWay::ThroughAgency,
            walled: self.walled.clone(),
            filed_on: (!lets_go).then(|| self.application.counts_on()),
            accepted_on: self.acceptance.as_ref().map(|accepted| accepted.on),
            decided_on: self.decided.as_ref().map(|decided| decided.on),
            over: over.map(|on| CourseOver { on, outcome: self.end_for_the_dispute() }),
            decide_by: deciding.as_ref().and_then(|clock| clock.due_on(&law.calendar)),
            deciding,
            closes: self.closes(),
            rests_by_agreement: self.rests_by_agreement(),
            phase: self.decided.as_ref().map(|_| Phase::BeforeSuit),
            concluded: self.concluded(),
            unserved: self.unserved_zh(law),
            unserved_on: self.unserved_on(law),
            reconsidered: self.reconsidered_zh(),
            suable: self.window_last_day(law).is_some(),
            owed: matches!(self.stage, Stage::Effective { .. }) && self.to_perform().is_some(),
            waits: self.waits(law).map(str::to_owned),
            unperformed: self.waits_to_be_performed(law),
            ordered_through: self.ordered_through(),
            ..Course::default()
        }
    }

    pub(super) fn is_withdrawn(&self) -> bool {
        self.terminated.as_ref().is_some_and(|ended| ended.ground == TerminationGround::Withdrawn)
    }

    /// 30条1款7项、33条, 74条2款: what became of the one before about the same act, and what that means for this one, as long as it runs.
    pub fn reconsidered_before_zh(&self) -> Option<String> {
        let before = self.brief.reconsidered.join("、");
        if before.is_empty() || self.stage.over_on().is_some() {
            return None;
        }
        let accepted = self.acceptance.is_some();
        let what = match (self.is_reconsidered_before(), self.is_given_up_before()) {
            (true, _) if accepted => {
                "受理过的，对同一行政行为不能再申请复议；没有在期限内处理而视为受理的，审理以后依法驳回申请（《行政复议法》30条1款7项、33条）"
            }
            (true, _) => {
                "受理过的，对同一行政行为不能再申请复议，审查以后依法不予受理（《行政复议法》30条1款7项、2款）"
            }
            (false, true) if accepted => return None,
            (false, true) => {
                "撤回以后不能再以同一事实和理由申请复议，能证明撤回违背真实意愿的除外；不能证明的，不予受理（《行政复议法》30条、74条2款）"
            }
            (false, false) => return None,
        };
        Some(format!("同一行政行为以前受理过复议：{before}。{what}；以前办的结果不因为这次申请改变。"))
    }

    /// 30条1款7项: `钟政复〔2026〕1号（2026年3月12日受理，决定维持）`, once it is over, for whoever takes another one in.
    fn reconsidered_zh(&self) -> Option<String> {
        let accepted = self.acceptance.as_ref()?;
        let how = match self.stage {
            Stage::Effective { .. } => {
                let held: Vec<&str> = self.holdings().iter().map(|one| one.kind.name_zh()).collect();
                format!("决定{}", held.join("、"))
            }
            Stage::Settled { .. } => "制作了调解书".to_owned(),
            Stage::Terminated { .. } if self.is_withdrawn() => "准予撤回".to_owned(),
            Stage::Terminated { .. } => "终止".to_owned(),
            _ => return None,
        };
        Some(format!("{}（{}受理，{how}）", self.number, zh_date(accepted.on)))
    }

    /// 73条、74条: what this body did upon what the sides had agreed on.
    fn concluded(&self) -> Option<(Date, Finding, Option<crate::FileHash>)> {
        let withdrawn = self.is_withdrawn();
        let paper = |kind: PaperKind| {
            let notice = self.notices.iter().rev().find(|notice| notice.paper == kind);
            notice.and_then(|notice| notice.document.clone())
        };
        match self.stage {
            Stage::Settled { on } => Some((on, Finding::MediationStatement, paper(PaperKind::Statement))),
            Stage::Terminated { on } if withdrawn => {
                Some((on, Finding::WithdrawalAllowed, paper(PaperKind::Termination)))
            }
            _ => None,
        }
    }

    /// Settled is what the sides agreed on; a decision only ends the procedure.
    pub fn end_for_the_dispute(&self) -> Outcome {
        match self.stage {
            Stage::Settled { .. } => Outcome::Settled,
            Stage::Terminated { .. } if self.is_settled_apart() => Outcome::Settled,
            _ => Outcome::Concluded,
        }
    }

    /// 74条: withdrawn, as it was allowed, because the sides have settled, here or in a mediation.
    fn is_settled_apart(&self) -> bool {
        self.settled.is_some()
            || self.withdrawal.as_ref().is_some_and(|asked| asked.settled && asked.allowed == Some(true))
    }

    /// What can no longer be done about the same act for the same reasons.
    fn closes(&self) -> Vec<ClosedRemedy> {
        let closed = |remedy, article: &str| ClosedRemedy {
            remedy,
            article: article.to_owned(),
            to: self.application.by.clone(),
        };
        let dismissed = self.dismissal();
        // 74条2款 is about what was terminated: an application that nobody had accepted is made again in time.
        let withdrawn = self.is_withdrawn() && self.acceptance.is_some();
        match (self.stage, dismissed) {
            // 30条2款: the body that has the power has accepted nothing yet.
            (Stage::Effective { .. }, Some(held))
                if !self.is_mandatory() && held.condition == Some(Condition::Jurisdiction) =>
            {
                Vec::new()
            }
            // 33条, 解释58条: the original period goes on where reconsideration was not required.
            (Stage::Effective { .. }, Some(_)) if !self.is_mandatory() => {
                vec![closed(Remedy::Reconsider, "《行政复议法》30条1款7项")]
            }
            // The fifteen days upon the decision stand in their own clock.
            (Stage::Effective { .. }, _) => vec![
                closed(Remedy::Reconsider, "《行政复议法》30条1款7项"),
                closed(Remedy::Sue, "《行政诉讼法》45条"),
            ],
            (Stage::Settled { .. }, _) => vec![
                closed(Remedy::Reconsider, "《行政复议法》30条1款7项"),
                closed(Remedy::Sue, "《行政复议法》73条1款"),
            ],
            (Stage::Terminated { .. }, _) if withdrawn => vec![closed(Remedy::Reconsider, GIVEN_UP)],
            _ => Vec::new(),
        }
    }
}
