//! Scenes of what other bodies do: reports typed and pushed, referrals, the neighbours of the centre. Only for tests.

use crate::{
    AnyMatter, Command, Kind, MatterId, OrgId, Refusal, Role, UserId,
    case_review::{CaseReview, CaseReviewCommand, Convening, ReviewKind},
    consultation::{
        Consultation, ConsultationCommand, ConsultationForm, ConsultationRequest, Opinion, Stand,
    },
    directory::{Capacity, Category, Officer, Organization},
    dispute::{DisputeCommand, Registration, Source},
    expert::{Expert, ExpertCommand, Field, Profile, Stage::Serving},
    follow_up::{FollowUpCommand, Visit, VisitForm},
    mediation::{ConsentWay, MediationCommand, RESPONDENT},
    mirrored::{
        Finding, Level, Mirrored, MirroredCommand, Opening, Origin, OtherBody, Procedure, Report, Step, Way,
    },
    referral::{Docking, Referral, ReferralCommand, ReferralConsent, Request},
    world::*,
};

/// As the court or the reconsideration body sent it on.
pub fn sent_by(source: Source, registration: Registration) -> Registration {
    Registration { source, ..registration }
}

impl From<MirroredCommand> for Command {
    fn from(order: MirroredCommand) -> Command {
        Command::Mirrored(order)
    }
}
impl From<ReferralCommand> for Command {
    fn from(order: ReferralCommand) -> Command {
        Command::Referral(order)
    }
}

pub const HIGHER_COURT: &str = "higher_court";
pub const PETITION_OFFICE: &str = "petition_office";
pub const PROCURATORATE: &str = "procuratorate";

/// Typed at the counter.
pub fn report(level: Level, step: Step, happened_on: &str) -> Report {
    Report {
        level,
        step,
        happened_on: day(happened_on),
        body: None,
        case_number: None,
        document_number: None,
        document: None,
        origin: Origin::typed(),
    }
}

pub fn first(step: Step, happened_on: &str) -> Report {
    report(Level::First, step, happened_on)
}

/// Things are promised and nothing else is said.
pub fn promises(
    obligations: Vec<crate::mediation::Obligation>,
    ending: crate::mediation::Ending,
) -> crate::mediation::MediationCommand {
    crate::mediation::MediationCommand::DraftAgreement {
        obligations,
        disposition: crate::mediation::Disposition::Performed,
        disposition_note: None,
        ending,
        cost_shown: false,
    }
}

/// Sent by another system under its own number.
pub fn pushed(id: &str, report: Report) -> Report {
    let (system, external_id) = (Some("court".to_owned()), Some(id.to_owned()));
    Report { origin: Origin { way: Way::Pushed, system, external_id }, ..report }
}

pub fn decided(finding: Finding) -> Step {
    Step::Decided { findings: vec![finding], perform_by: None }
}

pub fn accepted() -> Step {
    Step::Accepted { summary: false }
}

pub fn served(sides: &[&str]) -> Step {
    Step::Served { sides: sides.iter().map(|side| (*side).to_owned()).collect() }
}

pub fn opening(procedure: Procedure, report: Report) -> DisputeCommand {
    let name = match procedure {
        Procedure::Litigation => "市人民法院",
        Procedure::Petition => "市信访局",
        Procedure::ProcuratorialSupervision => "市人民检察院",
        _ => "外地某机关",
    };
    let organization = match procedure {
        Procedure::Litigation => Some(OrgId::from(COURT)),
        _ => None,
    };
    let body = OtherBody { organization, name: name.to_owned() };
    DisputeCommand::RecordProceeding {
        opening: Box::new(Opening { procedure, body, by: Vec::new(), apart: false, report }),
    }
}

/// What was registered, put right in this.
pub fn put_right(world: &World, origin: crate::dispute::Origin) -> DisputeCommand {
    let held = world.dispute().registration;
    DisputeCommand::Correct {
        claims: held.claims,
        facts: held.facts,
        act: held.act,
        amount_fen: held.amount_fen,
        filed_on: held.filed_on,
        reason: "申请人来电更正".into(),
        origin: Some(Box::new(origin)),
    }
}

pub fn mirrored_id(n: usize) -> MatterId {
    dispute_id().child(Kind::Mirrored, n)
}
pub fn referral_id(n: usize) -> MatterId {
    dispute_id().child(Kind::Referral, n)
}

pub fn request(docking: Docking, from: &str, to: &str, consenting: &[&str], on: &str) -> DisputeCommand {
    let consent = |side: &&str| ReferralConsent {
        side: (*side).to_owned(),
        way: ConsentWay::Paper,
        on: day(on),
        evidence: Some(paper("consent")),
    };
    let (from, to) = (OrgId::from(from), OrgId::from(to));
    let consents = consenting.iter().map(consent).collect();
    let request = Request { docking, from, to, reason: "当事人愿意先调解".into(), consents };
    DisputeCommand::Refer { request: Box::new(request) }
}

/// Fifteen days from 10 March, and everybody agrees again whenever they run out.
pub fn extended_to_20_may(world: &mut World) {
    for (on, until) in [
        ("2026-03-25", "2026-04-09"),
        ("2026-04-09", "2026-04-24"),
        ("2026-04-24", "2026-05-09"),
        ("2026-05-08", "2026-05-20"),
    ] {
        let extend = MediationCommand::Extend {
            until: day(until),
            agreed_by: world.mediation().sides().map(str::to_owned).collect(),
            documents: vec![paper("extension")],
        };
        world.at(on).must("mediator", &mediation_id(), extend);
    }
}

impl World {
    /// The bodies around the centre, with somebody in each.
    pub fn with_neighbours(mut self) -> World {
        for (id, name, category, user, role) in [
            (HIGHER_COURT, "上一级人民法院", Category::Court, "upper_judge", Role::Judge),
            (PROCURATORATE, "市人民检察院", Category::Procuratorate, "prosecutor", Role::Prosecutor),
            (PETITION_OFFICE, "市信访局", Category::Department, "petition", Role::PetitionOfficer),
        ] {
            let (name, parent, division) = (name.to_owned(), None, None);
            let organization =
                Organization { name, category, parent, division, vertical: false, superior: None };
            self.law.directory.organizations.insert(OrgId::from(id), organization);
            let capacity = Capacity { key: "c1".into(), role, organization: OrgId::from(id), post: None };
            let officer = Officer {
                login: user.into(),
                name: format!("示例{user}"),
                capacities: vec![capacity],
                qualification: None,
                dismissed: false,
                granted: 1,
            };
            self.law.directory.officers.insert(UserId::from(user), officer);
        }
        self
    }

    /// Registered and not in mediation: a decision that was made and learnt of on that day.
    pub fn only_registered(&mut self, made_on: &str) -> &mut World {
        let today = self.today.to_string();
        let mut only = registration(fine(made_on), &today);
        only.wish = crate::dispute::Wish::RegisterOnly;
        self.register(only)
    }

    pub fn open_elsewhere(&mut self, procedure: Procedure, report: Report) -> &mut World {
        self.must("clerk", &dispute_id(), opening(procedure, report));
        self
    }

    /// The clerk records what happened in the n-th proceeding elsewhere.
    pub fn record(&mut self, n: usize, report: Report) -> &mut World {
        self.must("clerk", &mirrored_id(n), record(report));
        self
    }

    pub fn record_refused(&mut self, n: usize, report: Report) -> Refusal {
        self.refused("clerk", &mirrored_id(n), record(report))
    }

    pub fn mirrored(&self, n: usize) -> Mirrored {
        match self.file(&mirrored_id(n)).matter {
            Some(AnyMatter::Mirrored(mirrored)) => *mirrored,
            other => panic!("no mirrored proceeding {n}: {other:?}"),
        }
    }

    pub fn referral(&self, n: usize) -> Referral {
        match self.file(&referral_id(n)).matter {
            Some(AnyMatter::Referral(referral)) => *referral,
            other => panic!("no referral {n}: {other:?}"),
        }
    }

    /// The last day of a clock of the n-th proceeding elsewhere, as its file shows it.
    pub fn due(&self, n: usize, clock: &str) -> Option<jiff::civil::Date> {
        let clocks = self.mirrored(n).clocks(&self.law);
        let named = clocks.iter().find(|named| named.name == clock);
        named.unwrap_or_else(|| panic!("no clock {clock} among {clocks:?}")).clock.due_on(&self.law.calendar)
    }

    /// Judged at first instance and served on both sides on that day.
    pub fn judged(&mut self, n: usize, finding: Finding, on: &str) -> &mut World {
        self.record(n, first(decided(finding), on)).record(n, first(served(&["p1", RESPONDENT]), on))
    }
}

pub fn record(report: Report) -> MirroredCommand {
    MirroredCommand::records(report)
}

impl From<ConsultationCommand> for Command {
    fn from(order: ConsultationCommand) -> Command {
        Command::Consultation(order)
    }
}
impl From<CaseReviewCommand> for Command {
    fn from(order: CaseReviewCommand) -> Command {
        Command::CaseReview(order)
    }
}
impl From<ExpertCommand> for Command {
    fn from(order: ExpertCommand) -> Command {
        Command::Expert(order)
    }
}

pub const JUSTICE: &str = "justice";
pub const CITY: &str = "city";
/// 128 bits that no chance was asked for.
pub const SEED: &str = "00112233445566778899aabbccddeeff";

pub fn consultation_id() -> MatterId {
    dispute_id().child(Kind::Consultation, 1)
}
pub fn case_review_id() -> MatterId {
    dispute_id().child(Kind::CaseReview, 1)
}

pub fn question(number: u8, due_on: &str) -> ConsultationRequest {
    ConsultationRequest {
        form: ConsultationForm::ExpertOpinion,
        proceeding: None,
        question: "罚款的幅度是否适当？".into(),
        materials: Vec::new(),
        evidence: Vec::new(),
        grounds: None,
        reply: None,
        fields: Vec::new(),
        number,
        due_on: day(due_on),
    }
}

pub fn consult(request: ConsultationRequest) -> DisputeCommand {
    DisputeCommand::Consult { request: Box::new(request) }
}

pub fn lots(seed: &str) -> ConsultationCommand {
    ConsultationCommand::Draw { seed: seed.into(), exclude: Vec::new() }
}

pub fn opinion(conclusion: &str) -> ConsultationCommand {
    let opinion = Opinion {
        stand: Stand::Improper,
        conclusion: conclusion.into(),
        reasons: "初次违法，幅度偏重".into(),
        way: on_paper(),
    };
    ConsultationCommand::Answer { opinion: Box::new(opinion) }
}

/// A leader of the city in the chair, and four others.
pub fn convening(kind: ReviewKind, meets_on: &str) -> Convening {
    Convening {
        kind,
        proceeding: None,
        question: "拟变更为三百元".into(),
        materials: Vec::new(),
        evidence: Vec::new(),
        grounds: None,
        reply: None,
        chair: "mayor".into(),
        members: ["e1", "e2", "e3", "office"].map(UserId::from).into(),
        meets_on: day(meets_on),
        place: "市政府会议室".into(),
    }
}

pub fn convene(convening: Convening) -> DisputeCommand {
    DisputeCommand::ConveneReview { convening: Box::new(convening) }
}

impl World {
    /// The committee's office, a leader of the city, and a pool of seven experts, `e1` to `e7`.
    pub fn with_pool(mut self) -> World {
        for (id, name, category) in
            [(JUSTICE, "市司法局", Category::Department), (CITY, "市人民政府", Category::Government)]
        {
            let (name, parent, division) = (name.to_owned(), None, None);
            let body = Organization { name, category, parent, division, vertical: false, superior: None };
            self.law.directory.organizations.insert(OrgId::from(id), body);
        }
        let mut people = vec![
            ("office".to_owned(), Role::ReconsiderationOfficer, JUSTICE),
            ("mayor".to_owned(), Role::AgencyHead, CITY),
        ];
        people.extend((1..=7).map(|n| (format!("e{n}"), Role::Expert, JUSTICE)));
        for (user, role, at) in people {
            let capacity = Capacity { key: "c1".into(), role, organization: OrgId::from(at), post: None };
            let (login, name, user) = (user.clone(), format!("示例{user}"), UserId::new(user));
            let (capacities, qualification) = (vec![capacity], None);
            let officer = Officer { login, name, capacities, qualification, dismissed: false, granted: 1 };
            self.law.directory.officers.insert(user, officer);
        }
        for n in 1..=7 {
            let (user, name) = (UserId::new(format!("e{n}")), format!("示例e{n}"));
            let profile = Profile {
                fields: vec![if n % 2 == 0 { Field::Land } else { Field::Market }],
                organization: "某律师事务所".into(),
                interests: Vec::new(),
                interests_note: None,
                until: day("2027-12-31"),
            };
            let (from, basis) = (day("2025-01-01"), "聘任通知".to_owned());
            let expert = Expert { user: user.clone(), name, profile, from, basis, stage: Serving };
            self.law.directory.experts.insert(user, expert);
        }
        self
    }

    pub fn consultation(&self) -> Consultation {
        match self.file(&consultation_id()).matter {
            Some(AnyMatter::Consultation(held)) => *held,
            other => panic!("no consultation: {other:?}"),
        }
    }

    pub fn case_review(&self) -> CaseReview {
        match self.file(&case_review_id()).matter {
            Some(AnyMatter::CaseReview(held)) => *held,
            other => panic!("no case review: {other:?}"),
        }
    }

    /// Everybody who takes part asks the court together to confirm what was agreed.
    pub fn ask_to_confirm(&mut self) -> &mut World {
        let applicants = self.mediation().sides().map(str::to_owned).collect();
        let document = Some(paper("joint"));
        let apply = MediationCommand::ApplyForConfirmation { applicants, document, on: None };
        self.must("clerk", &mediation_id(), apply);
        self
    }

    /// The visit that every end calls for.
    pub fn visited(&mut self) -> &mut World {
        let visit = Visit {
            on: self.today,
            form: VisitForm::Phone,
            visited: vec!["p1".into()],
            performed: None,
            lines: Vec::new(),
            not_performed_reason: None,
            satisfaction: None,
            answers: None,
            new_conflict: None,
            conflict_about: None,
            new_act: None,
        };
        self.must("clerk", &follow_up_id(), FollowUpCommand::RecordVisit { visit: Box::new(visit) });
        self
    }
}
