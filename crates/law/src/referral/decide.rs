//! What may happen to a referral.

use super::{codes::*, *};
use crate::{
    Actor, FileHash, Kind, Matter, MatterId, OrgId, Outline, Refusal, Role,
    decision::Law,
    directory::Category,
    dispute::{Dispute, PartyStanding, Proceeding, last_day_lines, line, text},
    matter::{Context, Offer, offers_from},
    mediation::{ConsentWay, RESPONDENT},
    refusal::{ALREADY_OPEN, DATE_IN_FUTURE, NOT_OPEN, UNKNOWN_ORGANIZATION, WRONG_STAGE, ensure, ensure_at},
};

const OFFERED: [&str; 4] = ["accept", "decline", "acknowledge", "hand_back"];

impl Matter for Referral {
    type Command = ReferralCommand;
    type Event = ReferralEvent;
    const KIND: Kind = Kind::Referral;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &ReferralCommand,
    ) -> Result<Vec<ReferralEvent>, Refusal> {
        match (state, command) {
            (None, ReferralCommand::Open { brief, package }) => {
                context.actor.permits(&[Role::Statute])?;
                let (on, brief, package) = (context.now.today, brief.clone(), package.clone());
                Ok(vec![ReferralEvent::Opened { on, brief, package }])
            }
            (Some(_), ReferralCommand::Open { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
            (Some(referral), command) => {
                referral.may(context, name(command))?;
                referral.weigh(context, command).map(|event| vec![event])
            }
        }
    }

    fn apply(state: Option<Self>, event: &ReferralEvent) -> Self {
        match (state, event) {
            (_, ReferralEvent::Opened { on, brief, package }) => Referral {
                brief: (**brief).clone(),
                package: (**package).clone(),
                stage: Stage::Sent { on: *on },
                receipt: None,
                back: None,
                mediation: None,
                begun: false,
                mediated: false,
            },
            (Some(referral), event) => referral.after(event),
            (None, _) => panic!("the journal of a referral opens with its opening"),
        }
    }

    fn outline(&self, _id: &MatterId, law: &Law) -> Outline {
        self.outline_of(law)
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        offers_from(&OFFERED, |command| self.may(context, command))
    }

    fn brief(event: &mut ReferralEvent) -> Option<&mut Brief> {
        match event {
            ReferralEvent::Opened { brief, .. } => Some(brief),
            _ => None,
        }
    }

    fn lapse(&self) -> Option<ReferralCommand> {
        Some(ReferralCommand::RecordUnanswered)
    }
}

/// Who may speak for a body that sends or receives.
pub(super) const OFFICERS: [Role; 6] = [
    Role::IntakeClerk,
    Role::Judge,
    Role::Prosecutor,
    Role::PetitionOfficer,
    Role::ReconsiderationOfficer,
    Role::AgencyLegal,
];

impl Referral {
    /// A paper of the list, for the program of the body that it was sent to; nothing that is not on the list, and nothing any more once
    /// the referral has gone back unanswered or declined. To everybody else it does not exist.
    pub fn fetched(&self, actor: &Actor, file: &FileHash, law: &Law) -> Result<&PackagePaper, Refusal> {
        let theirs = actor.role == Role::OutsideSystem
            && actor.in_organization(&self.package.to)
            && !self.brief.walled.contains(&actor.user);
        let open = matches!(
            self.stage,
            Stage::Sent { .. } | Stage::Accepted { .. } | Stage::TakenOver { .. } | Stage::HandedBack { .. }
        );
        if !theirs || !open {
            return Err(Refusal::not_visible());
        }
        law.ensure_may_refer(actor)?;
        self.package.papers.iter().find(|paper| paper.file == *file).ok_or_else(Refusal::not_visible)
    }

    fn may(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let actor = context.actor;
        if self.brief.walled.contains(&actor.user) {
            return Err(Refusal::not_visible());
        }
        match command {
            "accept" | "decline" | "hand_back" => {
                let receives = actor.in_organization(&self.package.to);
                if receives && actor.role == Role::OutsideSystem {
                    context.law.ensure_may_refer(actor)?;
                } else if !(receives && OFFICERS.contains(&actor.role)) {
                    actor.permits(&[Role::IntakeClerk, Role::Statute])?;
                }
            }
            "acknowledge" if self.is_left_over() => actor.permits(&[Role::IntakeClerk, Role::CentreHead])?,
            "acknowledge" => actor.permits(&[Role::CentreHead])?,
            _ => actor.permits(&[Role::Statute])?,
        }
        match command {
            "accept" | "decline" => {
                ensure(matches!(self.stage, Stage::Sent { .. }), WRONG_STAGE)?;
                let taken_up = self.begun && self.open_mediation(context.law).is_some();
                ensure(command == "accept" || !taken_up, MEDIATION_BEGUN)
            }
            // What the mediation gives back is never lost for want of a receipt.
            "hand_back" if actor.is_statute() => Ok(()),
            "hand_back" => {
                ensure(matches!(self.stage, Stage::Accepted { .. }), WRONG_STAGE)?;
                ensure(self.open_mediation(context.law).is_none(), MEDIATION_OPEN)?;
                ensure(!self.gives_back_itself(context.law), MEDIATION_GIVES_BACK)
            }
            "note_mediation" => Ok(()),
            "acknowledge" => {
                let unanswered = matches!(self.stage, Stage::Unanswered { .. });
                ensure(unanswered || self.is_left_over(), WRONG_STAGE)
            }
            _ => {
                let last_day = self.last_day_to_answer(context.law);
                ensure(last_day.is_some_and(|day| day < context.now.today), ANSWER_OPEN)
            }
        }
    }

    fn weigh(&self, context: Context<'_>, command: &ReferralCommand) -> Result<ReferralEvent, Refusal> {
        let on = context.now.today;
        match command {
            ReferralCommand::Open { .. } => Err(Refusal::of(ALREADY_OPEN)),
            ReferralCommand::Accept { receipt } => {
                let own = context.actor.in_organization(&self.package.to);
                ensure_at(own || receipt.is_some(), RECEIPT_MISSING, "receipt")?;
                Ok(ReferralEvent::Accepted { on, receipt: receipt.clone() })
            }
            ReferralCommand::Decline { reason } => {
                line(reason, "reason")?;
                Ok(ReferralEvent::Declined { on, reason: reason.clone() })
            }
            ReferralCommand::RecordUnanswered => {
                let last_day = self.last_day_to_answer(context.law).expect("it was found to be past");
                Ok(ReferralEvent::LeftUnanswered { on: last_day.tomorrow().unwrap_or(last_day) })
            }
            ReferralCommand::Acknowledge { note } => {
                text(note, "note")?;
                Ok(ReferralEvent::Acknowledged { on, note: note.clone() })
            }
            ReferralCommand::HandBack { back } => {
                if let Some(facts) = &back.undisputed {
                    text(&facts.text, "back.undisputed.text")?;
                    let signed = |side: &str| facts.signed_by.iter().any(|signer| signer == side);
                    let all = self.sides().all(signed);
                    ensure_at(all, FACTS_NOT_SIGNED, "back.undisputed.signed_by")?;
                }
                ensure_at(back.ended_on.is_none_or(|ended| ended <= on), DATE_IN_FUTURE, "back.ended_on")?;
                let until = back.ended_on.unwrap_or(on);
                let in_order = back.consented_on.is_none_or(|consented| consented <= until);
                ensure_at(in_order, CONSENT_AFTER_END, "back.consented_on")?;
                self.weigh_agreed(context, back)?;
                Ok(ReferralEvent::HandedBack { on, back: back.clone() })
            }
            ReferralCommand::NoteMediation { mediation, open, begun } => {
                let (mediation, open, begun) = (mediation.clone(), *open, *begun);
                Ok(ReferralEvent::MediationNoted { mediation, open, begun })
            }
        }
    }

    /// What is said to be agreed has its day and its paper; a mediation here signs in other ways too and knows them itself.
    fn weigh_agreed(&self, context: Context<'_>, back: &HandBack) -> Result<(), Refusal> {
        if context.actor.is_statute() || back.outcome != BackOutcome::Agreed {
            return Ok(());
        }
        ensure_at(back.ended_on.is_some(), AGREED_UNDATED, "back.ended_on")?;
        let proves = |kind| matches!(kind, BackPaperKind::SignedAgreement | BackPaperKind::FormalPaper);
        ensure_at(back.papers.iter().any(|paper| proves(paper.kind)), AGREED_WITHOUT_PAPER, "back.papers")
    }

    /// Whoever was to take it over for good does not, and nobody has said what becomes of it.
    pub fn is_left_over(&self) -> bool {
        self.package.for_good && matches!(self.stage, Stage::Declined { .. })
    }

    /// The centre's own mediation upon what was sent to it; what the centre sent away is the other body's to answer.
    pub(crate) fn open_mediation(&self, law: &Law) -> Option<&MatterId> {
        self.mediation.as_ref().filter(|_| self.came_here(law))
    }

    /// 特邀调解规定22条: the centre's mediation upon it is over, and what it came to goes back when the material is handed on; nobody
    /// says again in words of their own what was undisputed.
    pub(super) fn gives_back_itself(&self, law: &Law) -> bool {
        self.mediated && self.came_here(law)
    }

    fn came_here(&self, law: &Law) -> bool {
        let receiver = law.directory.organization(&self.package.to);
        receiver.is_some_and(|body| body.category == Category::Centre)
    }

    fn sides(&self) -> impl Iterator<Item = &str> {
        self.brief.parties.iter().map(|party| party.key.as_str()).chain([RESPONDENT])
    }

    fn after(mut self, event: &ReferralEvent) -> Referral {
        match event {
            ReferralEvent::Opened { .. } => {}
            ReferralEvent::Accepted { on, receipt } => {
                self.stage = match self.package.for_good {
                    true => Stage::TakenOver { on: *on },
                    false => Stage::Accepted { on: *on },
                };
                self.receipt = receipt.clone();
            }
            ReferralEvent::Declined { on, reason } => {
                self.stage = Stage::Declined { on: *on, reason: reason.clone() }
            }
            ReferralEvent::LeftUnanswered { on } => self.stage = Stage::Unanswered { on: *on },
            ReferralEvent::Acknowledged { on, .. } => self.stage = Stage::Escalated { on: *on },
            ReferralEvent::HandedBack { on, back } => {
                self.stage = Stage::HandedBack { on: *on };
                self.back = Some((**back).clone());
            }
            ReferralEvent::MediationNoted { mediation, open, begun } => {
                self.mediation = open.then(|| mediation.clone());
                self.begun = *open && *begun;
                self.mediated = !open;
            }
        }
        self
    }
}

/// The command's name as its JSON has it.
fn name(command: &ReferralCommand) -> &'static str {
    match command {
        ReferralCommand::Open { .. } => "open",
        ReferralCommand::Accept { .. } => "accept",
        ReferralCommand::Decline { .. } => "decline",
        ReferralCommand::RecordUnanswered => "record_unanswered",
        ReferralCommand::Acknowledge { .. } => "acknowledge",
        ReferralCommand::HandBack { .. } => "hand_back",
        ReferralCommand::NoteMediation { .. } => "note_mediation",
    }
}

/// A referral leaves one body for another, one of them the centre; into mediation only with every applicant's consent.
pub(crate) fn weigh_request(
    dispute: &Dispute,
    request: &Request,
    context: Context<'_>,
) -> Result<Package, Refusal> {
    let directory = &context.law.directory;
    context.law.ensure_may_refer(context.actor)?;
    context.law.ensure_speaks_for(context.actor, Some(&request.from))?;
    for (body, field) in [(&request.from, "request.from"), (&request.to, "request.to")] {
        ensure_at(directory.organization(body).is_some(), UNKNOWN_ORGANIZATION, field)?;
    }
    ensure_at(request.from != request.to, SAME_BODY, "request.to")?;
    line(&request.reason, "request.reason")?;
    let category = |body| directory.organization(body).map(|found| found.category);
    let (from, to) = (category(&request.from), category(&request.to));
    let into_mediation = to == Some(Category::Centre);
    let other = if into_mediation { from } else { to };
    let centre = into_mediation || from == Some(Category::Centre);
    ensure_at(centre && other.is_some_and(|other| request.docking.fits(other)), DOCKING, "request.docking")?;
    for (i, consent) in request.consents.iter().enumerate() {
        let known = consent.side == RESPONDENT || dispute.party(&consent.side).is_some();
        ensure_at(known, UNKNOWN_SIDE, &format!("request.consents.{i}.side"))?;
        let on = format!("request.consents.{i}.on");
        ensure_at(consent.on <= context.now.today, DATE_IN_FUTURE, &on)?;
        // A paper may have been signed before it was handed in; nobody was called about what was not there yet.
        let called = consent.way == ConsentWay::Phone;
        let submitted_on = dispute.registration.first_submitted_on;
        ensure_at(!called || submitted_on <= consent.on, CALLED_BEFORE, &on)?;
    }
    let agreed = |key: &str| request.consents.iter().any(|consent| consent.side == key);
    let all = dispute.applicants().all(|party| agreed(&party.key));
    ensure_at(!into_mediation || all, CONSENT_MISSING, "request.consents")?;
    Ok(package(dispute, request, context))
}

impl Docking {
    /// By which of them the centre sends to such a body.
    fn towards(category: Category, petitions: bool, reconsiders: bool) -> Docking {
        match category {
            Category::Court => Docking::Court,
            Category::Procuratorate => Docking::Procuratorate,
            _ if reconsiders => Docking::Reconsideration,
            _ if petitions => Docking::Petition,
            _ => Docking::Agency,
        }
    }

    /// Which bodies it joins to the centre.
    fn fits(self, category: Category) -> bool {
        match self {
            Docking::Court => category == Category::Court,
            Docking::Procuratorate => category == Category::Procuratorate,
            // Petition offices, reconsideration bodies and adjudicating agencies are departments or governments.
            Docking::Petition | Docking::Agency | Docking::Adjudication | Docking::Reconsideration => {
                !matches!(category, Category::Court | Category::Procuratorate | Category::Centre)
            }
        }
    }
}

/// What follows a letter that hands the file over: to a body where somebody is who can sign for it. What has the file already is not sent
/// it, and while a referral is under way nothing goes beside it.
pub(crate) fn handed_over(
    dispute: &Dispute,
    (to, reason): (&OrgId, &str),
    context: Context<'_>,
) -> Option<Package> {
    let directory = &context.law.directory;
    let signs = |role: &Role| directory.holders(*role).any(|(_, _, held)| held.organization == *to);
    let decides = |p: &Proceeding| p.ended_on.is_none() && p.course.office.as_ref() == Some(to);
    let busy = dispute.proceedings.iter().any(|p| p.is_open_referral() || decides(p));
    let (category, reason) = (directory.organization(to)?.category, reason.to_owned());
    if busy || category == Category::Centre || !OFFICERS.iter().any(signs) {
        return None;
    }
    let (petitions, reviews) = (signs(&Role::PetitionOfficer), signs(&Role::ReconsiderationOfficer));
    let docking = Docking::towards(category, petitions, reviews);
    let (from, to, consents) = (directory.centre()?.clone(), to.clone(), Vec::new());
    let request = Request { docking, from, to, reason, consents };
    Some(Package { for_good: true, ..package(dispute, &request, context) })
}

fn package(dispute: &Dispute, request: &Request, context: Context<'_>) -> Package {
    let registration = &dispute.registration;
    let party = |party: &crate::dispute::Party| PackageParty {
        key: party.key.clone(),
        label: party.particulars.label.clone(),
        standing: party.particulars.standing,
    };
    let consents = request.consents.iter().filter_map(|consent| {
        let named = dispute.party(&consent.side).map(|party| party.particulars.label.as_str());
        let side = named.unwrap_or_else(|| context.law.directory.name_of(&registration.respondent));
        let title = format!("同意移送的书面材料（{side}）");
        Some(PackagePaper { title, file: consent.evidence.clone()?, pages: None })
    });
    let evidence = registration.evidence.iter().map(|evidence| PackagePaper {
        title: evidence.title.clone(),
        file: evidence.file.clone(),
        pages: evidence.pages,
    });
    let mediated = dispute.proceedings.iter().filter_map(|held| held.course.mediated.as_ref());
    let undisputed = mediated.filter_map(|mediated| mediated.undisputed.clone()).collect();
    let clocks = match dispute.filed_on() {
        Some(_) => Vec::new(),
        None => dispute
            .open_last_days(context.law)
            .iter()
            .flat_map(|last| last_day_lines(last, context.now.today))
            .collect(),
    };
    Package {
        docking: request.docking,
        from: request.from.clone(),
        to: request.to.clone(),
        sent_on: context.now.today,
        reason: request.reason.clone(),
        consents: request.consents.clone(),
        number: dispute.number.clone(),
        first_submitted_on: registration.first_submitted_on,
        filed_on: dispute.filed_on(),
        parties: dispute.parties.iter().map(party).collect(),
        respondent: registration.respondent.clone(),
        act: registration.act.clone(),
        claims: registration.claims.clone(),
        facts: registration.facts.clone(),
        papers: evidence.chain(consents).collect(),
        clocks,
        undisputed,
        for_good: false,
    }
}

impl Package {
    /// The applicants' side of the list of parties.
    pub fn applicants(&self) -> impl Iterator<Item = &PackageParty> {
        self.parties.iter().filter(|party| party.standing == PartyStanding::Applicant)
    }
}
