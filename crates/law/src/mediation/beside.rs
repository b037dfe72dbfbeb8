//! What a mediation means to the proceedings beside it, and what their going on means to it: the days it took, what it settled,
//! the wish to suspend a reconsideration, and the new phases in which it may be tried again.

use super::{codes::*, *};
use crate::{
    Law, MatterId, OrgId, Principal, Refusal, Role, UserId,
    calendar::zh_date,
    clock::{Cap, Clock},
    dispute::{BOUND, ClosedRemedy, Course, Mediated, PartyStanding, WATCHED},
    effect::{SettledHow, SuspensionAgreed},
    matter::{Context, Task},
    mirrored::Finding,
    referral::SignedFacts,
    refusal::{ALREADY_OPEN, ensure_at},
    remedy::Remedy,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 复议机构, and who is walled off there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReconsideredBy {
    /// None: another body runs it.
    pub office: Option<OrgId>,
    /// Its file, if it is run here: whoever seals a statement there is told how far it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
    /// 复议机关: in whose name it is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<OrgId>,
    pub walled: Vec<UserId>,
    /// It has ended: whoever seals still reads, and nothing is mediated in it any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub over: bool,
    /// 复议法48条: it is not accepted yet, and of it the agency knows nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unknown_to_agency: bool,
    /// 审理期限, before the acceptance from the day on which it would count as accepted; suspended where both sides have agreed
    /// to that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Value>")]
    pub deciding: Option<Clock>,
    /// 复议法39条1款6项: since when one run here rests, upon the papers of both sides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub rests_by_agreement: Option<Date>,
}

impl Mediation {
    /// 复议法62条, 73条2款: in a reconsideration it stops nothing, so that by the last day to decide there is a statement or a
    /// decision. None while the trial is suspended (39条1款6项), and none once that day was over before the mediation began.
    pub(super) fn decision_cap(&self, law: &Law) -> Option<Cap> {
        // Before it is imported it stands where the dispute stands.
        let within = self.channel().map_or_else(|| self.is_reviewed(), |one| one == Channel::Reconsideration);
        let deciding = self.brief.reconsidered_by.as_ref().filter(|_| within)?.deciding.as_ref()?;
        let on = deciding.due_on(&law.calendar)?;
        let last = zh_date(on);
        let reason = format!(
            "行政复议最晚{last}作出决定，调解不停算审理期限（《行政复议法》62条、73条2款）；双方书面同意中止的除外"
        );
        Some(Cap { on, reason })
    }

    /// What the dispute has to know of it; nothing before it is imported.
    pub fn course(&self) -> Course {
        let mediated = self.imported.as_ref().map(|imported| Mediated {
            channel: Some(imported.channel),
            consented_on: self.consented_on,
            accepted_on: self.period.as_ref().map(|period| self.in_trial_since(period.accepted_on)),
            over_on: self.stage.over_on(),
            suspension: self.suspension.clone(),
            settled: self.settled(imported.channel),
            due_on: self.promised_by(),
            third_parties: self.joined_by_signing(imported.channel),
            concluded: self.concluded(),
            awaits: self.awaits(),
            undisputed: SignedFacts::of(self),
            unsettled: self.is_unsettled(),
            undone: self.agreement.as_ref().is_some_and(|agreement| agreement.effective_on.is_some())
                && self.is_unsettled(),
            partial: self.applicants().any(|key| self.left_by(key).is_some()),
            enforceable: self.formal_ending.as_ref().is_some_and(|end| end.result == FormalResult::Granted)
                && self.agreement.as_ref().is_some_and(|agreement| agreement.ending.is_enforceable()),
            asks_again: self.phase_to_ask().is_some(),
            unsigned: self.stage.is_over()
                && self.sessions.iter().any(|talk| talk.unsigned().next().is_some()),
        });
        let bound = mediated.as_ref().is_some_and(|mediated| mediated.enforceable);
        Course { mediated, closes: if bound { self.closes() } else { Vec::new() }, ..Course::default() }
    }

    /// 法释〔2018〕1号69条1款9项: of those who settled, what a court confirmed or a statement says is brought before nobody again, whatever
    /// is tried later. It binds by name: not who left, and not who comes to the dispute later or is counted only (行诉法25条1款).
    fn closes(&self) -> Vec<ClosedRemedy> {
        let to: Vec<String> = self.sides().filter(|side| *side != RESPONDENT).map(str::to_owned).collect();
        [Remedy::Sue, Remedy::Reconsider]
            .map(|remedy| ClosedRemedy { remedy, article: BOUND.to_owned(), to: to.clone() })
            .into()
    }

    /// From when the sides have settled, and how the proceeding beside it is then closed.
    fn settled(&self, channel: Channel) -> Option<(Date, SettledHow)> {
        if self.is_unsettled() {
            return None;
        }
        let Stage::Ended { on, outcome } = &self.stage else { return None };
        let how = match outcome {
            Outcome::Agreed { ending: Ending::Withdrawal } => SettledHow::Withdrawal,
            Outcome::Agreed { ending: Ending::CourtStatement | Ending::ReconsiderationStatement } => {
                SettledHow::Statement
            }
            // 当事人自行和解、行政机关自行改正: the applicant withdraws what is on file (行诉法62条, 复议法74条).
            _ if channel.is_filed() => SettledHow::Withdrawal,
            _ => SettledHow::Otherwise,
        };
        Some((*on, how))
    }

    /// The days by which something is to be done by what is in force, each once, the first first.
    fn promised_by(&self) -> Vec<Date> {
        let agreement = self.agreement.iter().filter(|agreement| agreement.effective_on.is_some());
        let days = agreement.flat_map(|agreement| agreement.obligations.iter().map(|line| line.due_on));
        days.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
    }

    /// 复议法16条: third parties who have settled in a reconsideration have taken part in it.
    fn joined_by_signing(&self, channel: Channel) -> Vec<String> {
        let in_it = channel == Channel::Reconsideration;
        let agreement = self.agreement.iter().filter(|held| in_it && held.effective_on.is_some());
        let signed: Vec<&str> =
            agreement.flat_map(|held| held.signatures.iter().map(|one| one.party.as_str())).collect();
        let third = |party: &&BriefParty| party.standing == PartyStanding::ThirdParty;
        let parties = self.brief.parties.iter().filter(third).map(|party| party.key.clone());
        parties.filter(|key| signed.contains(&key.as_str())).collect()
    }

    /// What the court or the reconsideration body did upon it.
    fn concluded(&self) -> Option<(Date, Finding, Option<crate::FileHash>)> {
        let ending = self.formal_ending.as_ref().filter(|ending| ending.result == FormalResult::Granted)?;
        Some((ending.on, self.act_agreed_on()?, ending.document.clone()))
    }

    /// By which act of theirs it was agreed to end.
    pub(super) fn act_agreed_on(&self) -> Option<Finding> {
        match self.agreement.as_ref()?.ending {
            Ending::Withdrawal => Some(Finding::WithdrawalAllowed),
            Ending::CourtStatement | Ending::ReconsiderationStatement => Some(Finding::MediationStatement),
            _ => None,
        }
    }

    /// That act, while nobody has recorded it.
    pub(super) fn awaits(&self) -> Option<Finding> {
        self.ensure_formal_ending_open().ok().and_then(|()| self.act_agreed_on())
    }

    pub(super) fn weigh_beside(
        &self,
        context: Context<'_>,
        command: &MediationCommand,
    ) -> Result<Vec<MediationEvent>, Refusal> {
        let on = context.now.today;
        let event = match command {
            MediationCommand::DeclineRetry { party, note } => {
                ensure_at(self.sides_and_left().any(|side| side == party), UNKNOWN_SIDE, "party")?;
                MediationEvent::RetryDeclined { on, party: party.clone(), note: note.clone() }
            }
            MediationCommand::AgreeToSuspend { papers } => {
                // Whoever left the mediation applies in the reconsideration all the same (复议法39条1款6项).
                for (i, paper) in papers.iter().enumerate() {
                    let known = self.sides_and_left().any(|side| side == paper.side);
                    ensure_at(known, UNKNOWN_SIDE, &format!("papers.{i}.side"))?;
                }
                let papers = papers.iter().map(|paper| (paper.side.clone(), paper.file.clone())).collect();
                let agreed = SuspensionAgreed::by(on, self.applicants(), papers)
                    .ok_or_else(|| Refusal::at(SUSPENSION_NOT_JOINT, "papers"))?;
                MediationEvent::SuspensionAgreed { on, agreed }
            }
            MediationCommand::CorrectChannel { channel, reason } => {
                self.weigh_corrected_channel(on, *channel, reason)?
            }
            MediationCommand::NotePhase { phase } => MediationEvent::PhaseReached { on, phase: *phase },
            MediationCommand::NoteFile { closed } => MediationEvent::FileNoted { on, closed: *closed },
            MediationCommand::NoteConclusion { on, document } => MediationEvent::FormalEndingRecorded {
                on: *on,
                result: FormalResult::Granted,
                document: document.clone(),
                reason: None,
            },
            _ => return Err(Refusal::of(ALREADY_OPEN)),
        };
        Ok(vec![event])
    }

    /// 39条1款6项: nobody signs again for what both have signed in the reconsideration itself.
    pub(super) fn ensure_runs_on(&self) -> Result<(), Refusal> {
        let rests = self.brief.reconsidered_by.as_ref().and_then(|by| by.rests_by_agreement);
        rests.map_or(Ok(()), |since| {
            let detail = format!("复议机构已经依双方的书面同意从{}起中止，材料在复议案卷里", zh_date(since));
            Err(Refusal::of(SUSPENSION_AGREED).because(detail))
        })
    }

    pub(super) fn applicants(&self) -> impl Iterator<Item = &str> {
        let applicants = self.brief.parties.iter().filter(|party| party.standing == PartyStanding::Applicant);
        applicants.map(|party| party.key.as_str())
    }

    pub(super) fn after_beside(&mut self, event: &MediationEvent) {
        match event {
            MediationEvent::RetryDeclined { on, party, .. } => self.decline(*on, party),
            MediationEvent::SuspensionAgreed { agreed, .. } => self.suspension = Some(agreed.clone()),
            // What was agreed to until that day stays on file: the days may be claimed (行诉法48条).
            MediationEvent::ConsentWithdrawn { on, party, .. } => {
                self.consents.get_mut(party).into_iter().for_each(|consent| consent.withdrawn_on = Some(*on));
            }
            MediationEvent::SideLeft { on, party, reason, .. } => self.leave(*on, party, *reason),
            MediationEvent::SuccessorAsked { party, .. } => self.ask_anew(party),
            MediationEvent::SideReadmitted { on, party, .. } => self.ask_again(*on, party),
            MediationEvent::ChannelMoved { on, channel, settlement_only, .. } => {
                self.move_to(*on, (*channel, *settlement_only))
            }
            MediationEvent::FileNoted { on, closed } => self.file_closed_on = closed.then_some(*on),
            MediationEvent::PhaseReached { on, phase } => {
                let (phase, on, declined_on, declined_by) = (*phase, *on, None, Vec::new());
                self.phases.push(PhaseReached { phase, on, declined_on, declined_by })
            }
            _ => {}
        }
    }

    /// One of several who does not want to keeps the others from nothing.
    fn decline(&mut self, on: Date, party: &str) {
        let before = self.phases.last().map_or(&[][..], |reached| &reached.declined_by);
        let unwilling = |side: &str| side == party || before.iter().any(|by| by == side);
        let over = party == RESPONDENT || self.applicants().all(unwilling);
        if let Some(reached) = self.phases.last_mut() {
            reached.declined_by.push(party.to_owned());
        }
        if over {
            self.phases.iter_mut().for_each(|reached| {
                reached.declined_on.get_or_insert(on);
            });
        }
    }

    /// It failed, nobody has tried again, and the quarrel has come to a phase in which nobody was asked yet. What was never
    /// imported or was passed on is not offered again.
    pub fn phase_to_ask(&self) -> Option<crate::dispute::Phase> {
        let tried = !matches!(
            self.stage,
            Stage::PassedOn { .. } | Stage::Returned { reason: ReturnReason::NotImported, .. }
        );
        let open = self.is_unsettled() && self.retried_on.is_none() && !self.brief.mediated_again && tried;
        let over_on = self.stage.over_on()?;
        let last = self.phases.last().filter(|reached| open && reached.on >= over_on)?;
        last.declined_on.is_none().then_some(last.phase)
    }

    /// 案前—案中—案后: asked anew in each phase; it begins again only when the agency wishes it and somebody who applied.
    pub(super) fn retry_task(&self) -> Option<Task> {
        let phase = self.phase_to_ask()?;
        let title = format!(
            "争议已进入{}：再次征询各方是否愿意调解（行政机关和至少一位申请人愿意才启动）",
            phase.name_zh()
        );
        Some(Task::of("retry", title, "retry", vec![Principal::role(Role::IntakeClerk)]))
    }

    /// 关注名单.
    pub(super) fn watch_mark(&self) -> Option<String> {
        (self.is_unsettled() && self.retried_on.is_none() && self.imported.is_some())
            .then(|| WATCHED.to_owned())
    }
}
