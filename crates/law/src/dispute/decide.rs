//! What may happen to a dispute.

use super::{
    closing::weigh_close,
    codes::*,
    registering::{register, weigh_evidence},
    *,
};
use crate::{
    Kind, Matter, Outline, Refusal, Role,
    decision::Law,
    matter::{Context, Offer},
    reconsideration::{codes::APPLIED_ALREADY, ensure_takes},
    refusal::{
        ALREADY_OPEN, FROZEN, NOT_OPEN, REQUIRED, UNKNOWN_ORGANIZATION, WRONG_STAGE, ensure, ensure_at,
    },
};

impl Matter for Dispute {
    type Command = DisputeCommand;
    type Event = DisputeEvent;
    const KIND: Kind = Kind::Dispute;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &DisputeCommand,
    ) -> Result<Vec<DisputeEvent>, Refusal> {
        match (state, command) {
            (None, DisputeCommand::Register { registration }) => register(context, registration),
            (Some(_), DisputeCommand::Register { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
            (Some(dispute), command) => dispute.weigh(context, command),
        }
    }

    fn apply(state: Option<Self>, event: &DisputeEvent) -> Self {
        match (state, event) {
            (_, DisputeEvent::Registered { on, prefix, serial, registration }) => {
                Dispute::registered(*on, number(prefix, on.year(), *serial), registration)
            }
            (Some(dispute), event) => dispute.after(event),
            (None, _) => panic!("the journal of a dispute opens with its registration"),
        }
    }

    fn outline(&self, id: &MatterId, law: &Law) -> Outline {
        self.outline_of(id, law)
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        let mut offers = crate::matter::offers_from(&OFFERED, |command| self.may(context, command));
        offers.retain(|offer| match offer.command {
            "file_authority" => self.authority_to_file(context.actor).next().is_some(),
            "end_agency" => self.agency_to_end(context.actor).next().is_some(),
            "list_members" => self.unlisted() > 0,
            "strike_party" => self.parties.len() > 1,
            "choose_representatives" => self.is_large_group(),
            "tell_of_conflict" => self.has_untold_conflict(),
            "apply_for_reconsideration" => ensure_takes(&self.registration.act, context).is_ok(),
            // Of what runs beside it the agency reads nothing here, nor why it cannot be asked for now.
            "refer" => offer.refusal.is_none() || context.actor.role != Role::AgencyLegal,
            _ => true,
        });
        offers
    }

    fn wants_serial(event: &DisputeEvent) -> Option<Series> {
        match event {
            DisputeEvent::Registered { on, prefix, serial: 0, .. } => Some(series(prefix, *on)),
            _ => None,
        }
    }

    fn number(event: &mut DisputeEvent, given: u64) {
        if let DisputeEvent::Registered { serial, .. } = event {
            *serial = given;
        }
    }
}

const OFFERED: [&str; 23] = [
    "request_mediation",
    "apply_for_reconsideration",
    "record_proceeding",
    "refer",
    "consult",
    "convene_review",
    "add_evidence",
    "correct",
    "correct_party",
    "admit_successor",
    "file_authority",
    "end_agency",
    "join_party",
    "strike_party",
    "list_members",
    "choose_representatives",
    "renew_access",
    "check_twin",
    "tell_of_conflict",
    "pass_on",
    "refuse",
    "close",
    "reopen",
];

impl Dispute {
    /// Permission, then stage: everything that does not depend on what the command says.
    fn may(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        use Role::*;
        let actor = context.actor;
        let ours = |roles: &[Role]| {
            self.ensure_related(context)?;
            actor.permits(roles)
        };
        match command {
            "add_evidence" => ours(&[Party, IntakeClerk, ConsultPoint, AgencyLegal, Mediator])?,
            "request_mediation" | "file_authority" => ours(&[Party, IntakeClerk, Statute])?,
            "end_agency" => ours(&[Party, IntakeClerk])?,
            "correct" | "correct_party" | "join_party" | "strike_party" | "renew_access" | "check_twin"
            | "tell_of_conflict" | "pass_on" | "refuse" => ours(&[IntakeClerk])?,
            "list_members" | "choose_representatives" => ours(&[IntakeClerk, ReconsiderationOfficer])?,
            "admit_successor" => ours(&[ReconsiderationOfficer, ReconsiderationHead, IntakeClerk])?,
            // 行调: the agency that is complained of asks the centre itself.
            "refer" if actor.role == AgencyLegal => ours(&[AgencyLegal])?,
            "record_proceeding" | "refer" => ours(&[
                IntakeClerk,
                PetitionOfficer,
                Prosecutor,
                ReconsiderationOfficer,
                OutsideSystem,
                Statute,
            ])?,
            "apply_for_reconsideration" => {
                ours(&[Party, IntakeClerk, ConsultPoint, ReconsiderationOfficer, AgencyLegal, Statute])?
            }
            "consult" => ours(&[IntakeClerk, CentreHead, ReconsiderationOfficer, Mediator, Judge])?,
            "convene_review" => ours(&[IntakeClerk, CentreHead, ReconsiderationOfficer])?,
            "close" => ours(&[IntakeClerk, Archivist])?,
            "reopen" => ours(&[IntakeClerk, CentreHead, Statute])?,
            _ => ours(&[Statute])?,
        }
        // What follows from another step is not a change to the closed file but the opening of it again.
        if actor.is_statute() && command != "refer" {
            return self.may_follow(command);
        }
        // What another body does is a fact, whatever was put into the archive here.
        ensure(!self.is_frozen() || matches!(command, "reopen" | "record_proceeding"), FROZEN)?;
        self.allows(context, command)
    }

    /// When: the stage, and what has to be there before.
    fn allows(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let actor = context.actor;
        match command {
            "add_evidence" => {
                let agency = actor.role == Role::AgencyLegal;
                ensure(!agency || !self.is_answered_in_reconsideration(), EVIDENCE_BY_REPLY)
            }
            "check_twin" => ensure(self.suspected_twin().is_some(), WRONG_STAGE),
            "tell_of_conflict" => ensure(self.has_untold_conflict(), WRONG_STAGE),
            "pass_on" | "refuse" => ensure(matches!(self.stage, Stage::Registered), WRONG_STAGE),
            "request_mediation" => {
                self.may_be_mediated()?;
                // Whoever asks at the counter is answered where the others are asked too.
                ensure(actor.role != Role::IntakeClerk || !self.asks_again(), ASKED_AGAIN)
            }
            // 30条1款7项: one at a time; another after it was not taken or given up.
            "apply_for_reconsideration" => {
                let runs = |p: &&Proceeding| p.kind == Kind::Reconsideration && p.ended_on.is_none();
                ensure(!self.proceedings.iter().any(|p| runs(&p)), APPLIED_ALREADY)?;
                self.may_apply(context)
            }
            "admit_successor" => self.may_admit(actor),
            "refer" => {
                ensure(self.proceedings.iter().all(|p| !p.is_open_referral()), REFERRED_ALREADY)?;
                if actor.role == Role::AgencyLegal { self.may_be_mediated() } else { Ok(()) }
            }
            "close" => {
                self.may_close_by(context.now.today)?;
                self.ensure_days_over(context.law, context.now.today)
            }
            "strike_party" => self.may_strike_party(),
            "consult" | "convene_review" => {
                ensure(matches!(self.stage, Stage::Registered | Stage::InProceeding { .. }), WRONG_STAGE)
            }
            "list_members" => ensure(self.unlisted() > 0, GROUP_LISTED),
            "choose_representatives" => ensure(self.is_large_group(), NO_LARGE_GROUP),
            "reopen" => ensure(matches!(self.stage, Stage::Ended { .. } | Stage::Closed { .. }), NOT_CLOSED),
            _ => Ok(()),
        }
    }

    pub(super) fn may_be_mediated(&self) -> Result<(), Refusal> {
        ensure(!self.is_agreed_on(), AGREEMENT_STANDS)?;
        let elsewhere = matches!(self.stage, Stage::InProceeding { .. }) && !self.is_in_mediation();
        let elsewhere = elsewhere && !self.is_decided_in_reconsideration();
        ensure(elsewhere || matches!(self.stage, Stage::Registered), WRONG_STAGE)
    }

    /// Beyond the role, a relation to this file: a party of it, the agency, the point that applied, a seat at its table.
    fn ensure_related(&self, context: Context<'_>) -> Result<(), Refusal> {
        use Role::*;
        let actor = context.actor;
        let proxy = self.registration.proxy.as_ref();
        let related = match actor.role {
            Party => actor.standing.as_ref().is_some_and(|standing| standing.dispute == *context.id),
            AgencyLegal | AgencyHead => actor.in_organization(&self.registration.respondent),
            ConsultPoint => proxy.is_some_and(|proxy| actor.in_organization(&proxy.organization)),
            Mediator | Judge | TownCadre | Expert => self.seated.contains(&actor.user),
            _ => true,
        };
        let hidden = !related || self.walled.contains(&actor.user);
        if hidden { Err(Refusal::not_visible()) } else { Ok(()) }
    }

    /// Another attempt may follow upon an end, even upon the archive, and beside a trial; never beside another mediation.
    fn may_follow(&self, command: &str) -> Result<(), Refusal> {
        ensure(!(command == "request_mediation" && self.is_in_mediation()), PROCEEDING_RUNS)
    }

    fn weigh(&self, context: Context<'_>, command: &DisputeCommand) -> Result<Vec<DisputeEvent>, Refusal> {
        self.may(context, command.name())?;
        let on = context.now.today;
        let event = match command {
            DisputeCommand::Register { .. } => return Err(Refusal::of(ALREADY_OPEN)),
            DisputeCommand::AddEvidence { evidence } => {
                ensure_at(!evidence.is_empty(), REQUIRED, "evidence")?;
                weigh_evidence(evidence)?;
                // 要点18: the agency may not gather evidence afterwards; when a thing came into being must be on file.
                let undated = evidence.iter().position(|one| one.formed_on.is_none());
                if let (Role::AgencyLegal, Some(i)) = (context.actor.role, undated) {
                    return Err(Refusal::at(FORMED_ON_MISSING, format!("evidence.{i}.formed_on")));
                }
                DisputeEvent::EvidenceAdded { on, by: context.actor.name.clone(), evidence: evidence.clone() }
            }
            DisputeCommand::Correct { .. } => self.weigh_correction(context, command)?,
            DisputeCommand::CorrectParty(correction) => self.weigh_party(on, correction)?,
            DisputeCommand::AdmitSuccessor(said) => self.weigh_succession(on, said)?,
            DisputeCommand::FileAuthority { .. } => self.letter_of(context, command)?,
            DisputeCommand::EndAgency { party, reason } => {
                self.weigh_end_of_agency(context, party, reason.as_deref())?
            }
            DisputeCommand::JoinParty { party, reason } => self.weigh_joining(on, party, reason)?,
            DisputeCommand::StrikeParty { party, reason } => self.weigh_strike(on, party, reason)?,
            DisputeCommand::ListMembers { members } => self.weigh_members(on, members)?,
            DisputeCommand::ChooseRepresentatives { parties } => self.weigh_representatives(on, parties)?,
            DisputeCommand::RenewAccess { party, marks, query_code_digest, reason, phone_kind } => {
                ensure_at(self.party(party).is_some(), UNKNOWN_PARTY, "party")?;
                line(reason, "reason")?;
                DisputeEvent::AccessRenewed {
                    on,
                    party: party.clone(),
                    marks: marks.clone(),
                    query_code_digest: query_code_digest.clone(),
                    reason: reason.clone(),
                    phone_kind: *phone_kind,
                }
            }
            DisputeCommand::PassOn { to, reason } => {
                ensure_at(context.law.directory.organization(to).is_some(), UNKNOWN_ORGANIZATION, "to")?;
                line(reason, "reason")?;
                let passed = DisputeEvent::PassedOn { on, to: to.clone(), reason: reason.clone() };
                return Ok([passed].into_iter().chain(self.handed_over(context, to, reason)).collect());
            }
            DisputeCommand::Refuse { reason } => {
                text(reason, "reason")?;
                DisputeEvent::Refused { on, reason: reason.clone() }
            }
            DisputeCommand::RequestMediation => DisputeEvent::MediationRequested { on },
            DisputeCommand::Close { volume, unissued, unsigned, reason } => {
                weigh_close(on, volume, (unissued, unsigned), reason.as_deref())?
            }
            DisputeCommand::Reopen { reason } => {
                line(reason, "reason")?;
                DisputeEvent::Reopened { on, reason: reason.clone() }
            }
            DisputeCommand::CheckTwin { finding, note } => Dispute::weigh_twin(on, *finding, note)?,
            DisputeCommand::TellOfConflict { note } => Dispute::weigh_telling(on, note)?,
            _ => return self.weigh_elsewhere(context, command),
        };
        Ok(vec![event])
    }

    fn registered(on: Date, number: String, registration: &Registration) -> Dispute {
        let parties = registration.parties.iter().enumerate();
        Dispute {
            number,
            registered_on: on,
            registration: registration.clone(),
            parties: parties
                .map(|(i, particulars)| Party::new(format!("p{}", i + 1), particulars.clone()))
                .collect(),
            struck: Vec::new(),
            handed_in: Default::default(),
            stage: Stage::Registered,
            proceedings: Vec::new(),
            seated: Vec::new(),
            watching: BTreeMap::new(),
            walled: Vec::new(),
            corrections: 0,
            told_on: None,
            twin_checked_on: None,
            conflicts_told: Vec::new(),
            referred_away: false,
            volume: Vec::new(),
            reviewed: Vec::new(),
            unserved: Vec::new(),
            added: Vec::new(),
            restarted: None,
        }
    }

    /// A wall that stands is never taken down.
    fn wall_off(&mut self, walled: &[UserId]) {
        for user in walled {
            if !self.walled.contains(user) {
                self.walled.push(user.clone());
            }
        }
    }

    fn after(mut self, event: &DisputeEvent) -> Dispute {
        match event {
            DisputeEvent::Registered { .. }
            | DisputeEvent::MediationRequested { .. }
            | DisputeEvent::ProceedingRecorded { .. }
            | DisputeEvent::ConsultationRequested { .. } => {}
            // What was received before it was registered was first submitted then: through the agency (32条) when the agency had it.
            DisputeEvent::ReconsiderationApplied { application, .. } => {
                let first = &mut self.registration.first_submitted_on;
                *first = application.received_on.min(*first);
            }
            DisputeEvent::Referred { package, .. } => self.referred_away = package.for_good,
            DisputeEvent::ReviewConvened { plan, .. } => {
                self.reviewed.push(plan.convening.proceeding.clone())
            }
            DisputeEvent::EvidenceAdded { on, evidence, .. } => self.take_late(*on, evidence),
            DisputeEvent::Corrected { .. } => self.put_right(event),
            DisputeEvent::PartyCorrected { on, correction } => self.correct_party(*on, correction),
            DisputeEvent::SuccessorAdmitted { on, succession } => self.admit(*on, succession),
            DisputeEvent::AuthorityFiled { party, document, by_agent, .. } => {
                self.file_authority(party, document, *by_agent)
            }
            DisputeEvent::AgencyEnded { on, party, .. } => self.end_agency(*on, party),
            DisputeEvent::PartyJoined { party, .. } => self.join(party),
            DisputeEvent::PartyStruck { party, .. } => self.strike_party(party),
            DisputeEvent::RepresentativesChosen { parties, .. } => self.represent(parties),
            DisputeEvent::MembersListed { members, .. } => members.iter().for_each(|one| self.join(one)),
            DisputeEvent::AccessRenewed { party, marks, query_code_digest, phone_kind, .. } => {
                for held in self.parties.iter_mut().filter(|held| held.key == *party) {
                    held.particulars.marks = marks.clone();
                    held.particulars.phone_kind = phone_kind.or(held.particulars.phone_kind);
                }
                self.registration.query_code_digest = Some(query_code_digest.clone());
            }
            DisputeEvent::TwinChecked { on, .. } => self.twin_checked_on = Some(*on),
            DisputeEvent::ConflictTold { .. } => self.told_of_conflicts(),
            DisputeEvent::PassedOn { on, .. } => self.end_with(*on, Outcome::PassedOn),
            DisputeEvent::Refused { on, .. } => self.end_with(*on, Outcome::Refused),
            DisputeEvent::ProceedingOpened { .. }
            | DisputeEvent::ProceedingEnded { .. }
            | DisputeEvent::PendingNoted { .. }
            | DisputeEvent::CourseNoted { .. } => self.after_proceeding(event),
            DisputeEvent::SeatsNoted { seated, walled } => {
                self.seated = seated.clone();
                self.wall_off(walled);
            }
            DisputeEvent::WallsNoted { walled, .. } => self.wall_off(walled),
            DisputeEvent::Closed { on, volume, .. } => self.put_away(*on, volume),
            DisputeEvent::Reopened { on, .. } => self.start_again(*on),
            DisputeEvent::TakenFromArchive { .. } => self.end_as_before(),
            DisputeEvent::AddedToVolume { on, what } => {
                self.added.push(Added { on: *on, what: what.clone() })
            }
            DisputeEvent::PaperNoted { paper } => self.note_unserved(paper),
        }
        self
    }
}
