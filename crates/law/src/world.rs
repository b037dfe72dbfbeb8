//! A small city for the tests of the law: offices, people, a travelling day, and the one path with its reactions.
//! Only for tests; every name is invented.

pub use crate::world_table::*;

use crate::{
    Actor, AnyMatter, Command, Decision, Event, File, FileHash, Kind, Law, MatterId, Now, OrgId, Outline,
    PersonId, Refusal, Role, UserId, decide,
    directory::{Capacity, Category, Officer, Organization},
    dispute::*,
    follow_up::{FollowUp, FollowUpCommand},
    matter::Offer,
    mediation::{self as m, Mediation, MediationCommand},
    performance::{Performance, PerformanceCommand},
    reaction::reactions,
};
use jiff::{ToSpan, civil::Date};
use std::collections::BTreeMap;

pub struct World {
    pub law: Law,
    pub today: Date,
    pub files: BTreeMap<MatterId, File>,
    pub journal: Vec<(MatterId, Event)>,
    drawn: u64,
}

/// A file that was uploaded.
pub fn paper(name: &str) -> FileHash {
    FileHash::new(format!("{name:0>64}"))
}

pub fn day(text: &str) -> Date {
    text.parse().expect("a test writes real days")
}

impl World {
    pub fn on(today: &str) -> World {
        let mut law = Law::default();
        for (id, name, category, division) in [
            (BUREAU, "某市场监管局", Category::Department, None),
            ("other_bureau", "某自然资源局", Category::Department, None),
            (CENTRE, "化解中心", Category::Centre, None),
            (COURT, "市人民法院", Category::Court, None),
            (TOWN, "石桥镇", Category::Township, Some("420881101")),
            ("village", "莫愁村", Category::Village, Some("420881101205")),
        ] {
            law.directory.organizations.insert(OrgId::from(id), organization(name, category, division));
        }
        for (user, name, role, at) in [
            ("judge", "示例法官甲", Role::Judge, COURT),
            ("judge2", "示例法官乙", Role::Judge, COURT),
            ("mediator", "示例调解员甲", Role::Mediator, CENTRE),
            ("mediator2", "示例调解员乙", Role::Mediator, CENTRE),
            ("clerk", "示例窗口", Role::IntakeClerk, CENTRE),
            ("head", "示例负责人", Role::CentreHead, CENTRE),
            ("legal", "示例法制员", Role::AgencyLegal, BUREAU),
            ("chief", "示例局长", Role::AgencyHead, BUREAU),
            ("cadre", "示例镇干部", Role::TownCadre, TOWN),
            ("expert", "示例专家", Role::Expert, CENTRE),
            ("archivist", "示例档案员", Role::Archivist, CENTRE),
            ("auditor", "示例审计员", Role::Auditor, CENTRE),
            ("other_legal", "示例他局法制员", Role::AgencyLegal, "other_bureau"),
        ] {
            law.directory.officers.insert(UserId::from(user), officer(user, name, role, at));
        }
        World { law, today: day(today), files: BTreeMap::new(), journal: Vec::new(), drawn: 0 }
    }

    /// Somebody of the bureau who is also a mediator of the centre.
    pub fn seconded(mut self) -> World {
        let mut both = officer("seconded", "示例借调调解员", Role::Mediator, CENTRE);
        both.capacities.push(Capacity {
            key: "c2".into(),
            role: Role::AgencyLegal,
            organization: OrgId::from(BUREAU),
            post: None,
        });
        self.law.directory.officers.insert(UserId::from("seconded"), both);
        self
    }

    pub fn later(&mut self, days: i64) -> &mut World {
        self.today = self.today.saturating_add(days.days());
        self
    }

    pub fn at(&mut self, today: &str) -> &mut World {
        self.today = day(today);
        self
    }

    pub fn officer(&self, user: &str) -> Actor {
        self.law.directory.actor(&UserId::from(user), "c1").expect("the officer is in the directory")
    }

    pub fn party(&self, key: &str) -> Actor {
        Actor::party(dispute_id(), key, format!("当事人{key}"))
    }

    /// `p1`, `p2` … are parties, `agent` acts for the first, everything else an officer; `statute` is the statute, `public` whoever comes to the portal.
    pub fn actor(&self, who: &str) -> Actor {
        match who {
            "statute" => Actor::statute(),
            "public" => Actor::public(),
            "agent" => Actor::agent(dispute_id(), "p1", crate::dispute::Authority::Special, "代理人李某"),
            key if key.starts_with('p') && key[1..].parse::<u32>().is_ok() => self.party(key),
            user => self.officer(user),
        }
    }

    pub fn now(&self) -> Now {
        Now::on(self.today)
    }

    pub fn file(&self, id: &MatterId) -> File {
        self.files.get(id).cloned().unwrap_or_else(|| File::unopened(id.clone()))
    }

    /// The one path: decide, draw the number, write, react. Nothing is written when anything is refused.
    pub fn give(
        &mut self,
        who: &str,
        id: &MatterId,
        command: impl Into<Command>,
    ) -> Result<Vec<Event>, Refusal> {
        let (mut staged, mut written) = (self.files.clone(), Vec::new());
        let mut open: Vec<(MatterId, Command, Actor)> = vec![(id.clone(), command.into(), self.actor(who))];
        while !open.is_empty() {
            let (target, command, actor) = open.remove(0);
            let file = staged.get(&target).cloned().unwrap_or_else(|| File::unopened(target.clone()));
            let decision = self.numbered(decide(&file, &actor, &command, self.now(), &self.law)?);
            let follow = reactions(&decision, &self.law).into_iter();
            open.extend(follow.map(|r| (r.target, r.command, Actor::statute())));
            written.extend(decision.events().iter().map(|event| (target.clone(), event.clone())));
            staged.insert(target, decision.file());
        }
        self.files = staged;
        self.journal.extend(written.iter().cloned());
        crate::documents::tests::nothing_is_lost(self, &written);
        Ok(written.into_iter().map(|(_, event)| event).collect())
    }

    fn numbered(&mut self, decision: Decision) -> Decision {
        if decision.wants_serial().is_none() {
            return decision;
        }
        self.drawn += 1;
        decision.numbered(self.drawn)
    }

    /// As [`World::give`], where the test is not about this step.
    pub fn must(
        &mut self,
        who: &str,
        id: &MatterId,
        command: impl Into<Command> + Clone + std::fmt::Debug,
    ) -> Vec<Event> {
        let shown = format!("{command:?}");
        self.give(who, id, command)
            .unwrap_or_else(|refusal| panic!("{who} may not {shown}: {} {refusal:?}", refusal.says()))
    }

    pub fn dispute(&self) -> Dispute {
        match self.file(&dispute_id()).matter {
            Some(AnyMatter::Dispute(dispute)) => *dispute,
            other => panic!("no dispute: {other:?}"),
        }
    }

    pub fn mediation(&self) -> Mediation {
        self.nth_mediation(1)
    }

    pub fn nth_mediation(&self, n: usize) -> Mediation {
        match self.file(&dispute_id().child(Kind::Mediation, n)).matter {
            Some(AnyMatter::Mediation(mediation)) => *mediation,
            other => panic!("no mediation {n}: {other:?}"),
        }
    }

    pub fn performance(&self) -> Performance {
        match self.file(&performance_id()).matter {
            Some(AnyMatter::Performance(performance)) => *performance,
            other => panic!("no performance: {other:?}"),
        }
    }

    pub fn follow_up(&self) -> FollowUp {
        match self.file(&follow_up_id()).matter {
            Some(AnyMatter::FollowUp(follow_up)) => *follow_up,
            other => panic!("no follow-up: {other:?}"),
        }
    }

    pub fn outline(&self, id: &MatterId) -> Outline {
        self.file(id).matter.expect("the matter is open").outline(id, &self.law)
    }

    pub fn offers(&self, who: &str, id: &MatterId) -> Vec<Offer> {
        crate::offers(&self.file(id), &self.actor(who), self.now(), &self.law)
    }

    pub fn refused(&mut self, who: &str, id: &MatterId, command: impl Into<Command>) -> Refusal {
        let command = command.into();
        let shown = format!("{command:?}");
        match self.give(who, id, command) {
            Err(refusal) => refusal,
            Ok(events) => panic!("{who} could {shown}: {events:?}"),
        }
    }
}

impl From<DisputeCommand> for Command {
    fn from(order: DisputeCommand) -> Command {
        Command::Dispute(order)
    }
}
impl From<MediationCommand> for Command {
    fn from(order: MediationCommand) -> Command {
        Command::Mediation(order)
    }
}
impl From<PerformanceCommand> for Command {
    fn from(order: PerformanceCommand) -> Command {
        Command::Performance(order)
    }
}
impl From<FollowUpCommand> for Command {
    fn from(order: FollowUpCommand) -> Command {
        Command::FollowUp(order)
    }
}
pub fn dispute_id() -> MatterId {
    MatterId::from("d1")
}
pub fn mediation_id() -> MatterId {
    dispute_id().child(Kind::Mediation, 1)
}
pub fn performance_id() -> MatterId {
    dispute_id().child(Kind::Performance, 1)
}
pub fn follow_up_id() -> MatterId {
    dispute_id().child(Kind::FollowUp, 1)
}

pub fn organization(name: &str, category: Category, division: Option<&str>) -> Organization {
    let (name, division) = (name.into(), division.map(str::to_owned));
    Organization { name, category, parent: None, division, vertical: false, superior: None }
}

pub(crate) fn officer(user: &str, name: &str, role: Role, at: &str) -> Officer {
    let capacity = Capacity { key: "c1".into(), role, organization: OrgId::from(at), post: None };
    let (login, name, capacities) = (user.into(), name.into(), vec![capacity]);
    Officer { login, name, capacities, qualification: None, dismissed: false, granted: 1 }
}

pub fn somebody(label: &str) -> NewParty {
    NewParty {
        standing: PartyStanding::Applicant,
        nature: Nature::NaturalPerson,
        person: PersonId::new(format!("person-{label}")),
        label: label.into(),
        identity: IdentityCheck::Verified,
        head: None,
        marks: Vec::new(),
        representative: false,
        agent: None,
        phone_kind: None,
    }
}

/// A fine within the agency's discretion, learnt of on the day it was made.
pub fn fine(made_on: &str) -> ContestedAct {
    ContestedAct {
        kind: ActKind::Penalty,
        title: "罚款 5000 元".into(),
        document_number: None,
        made_on: Some(day(made_on)),
        known_on: Some(day(made_on)),
        told: Told::Yes,
        discretionary: true,
        about_money: false,
        real_estate: false,
        on_the_spot: false,
        by_monitoring: false,
        unanswered: false,
        branch: None,
    }
}

pub fn registration(act: ContestedAct, first_submitted_on: &str) -> Registration {
    Registration {
        source: Source::Counter,
        source_number: None,
        first_submitted_on: day(first_submitted_on),
        filed_on: None,
        tried: Default::default(),
        parties: vec![somebody("张某某")],
        group: None,
        proxy: None,
        respondent: OrgId::from(BUREAU),
        act,
        claims: "减轻处罚".into(),
        facts: "初次违法，已经改正".into(),
        amount_fen: Some(500_000),
        place: Some("420881101205".into()),
        enterprise: false,
        evidence: Vec::new(),
        wish: Wish::Mediation,
        application: None,
        query_code_digest: None,
        despite: None,
        follows: None,
        follows_act: None,
    }
}

impl World {
    pub fn register(&mut self, registration: Registration) -> &mut World {
        self.must("clerk", &dispute_id(), DisputeCommand::Register { registration: Box::new(registration) });
        self
    }

    pub fn import(&mut self, channel: m::Channel) -> &mut World {
        let import = MediationCommand::imports(vec![m::Category::PartyAsks], channel);
        if channel.is_filed() && self.dispute().registration.filed_on.is_none() {
            self.filed();
        }
        self.must("clerk", &mediation_id(), import);
        self
    }

    /// The clerk enters that the suit or the application is on file since the first submission.
    pub fn filed(&mut self) -> &mut World {
        let Registration { claims, facts, act, amount_fen, first_submitted_on, .. } =
            self.dispute().registration;
        let (filed_on, reason) = (Some(first_submitted_on), "已经立案".into());
        let correct =
            DisputeCommand::Correct { claims, facts, act, amount_fen, filed_on, reason, origin: None };
        self.must("clerk", &dispute_id(), correct);
        self
    }

    pub fn consent(&mut self, party: &str) -> &mut World {
        self.must("clerk", &mediation_id(), agree(party, self.today));
        self
    }

    pub fn all_consent(&mut self) -> &mut World {
        let open: Vec<String> = self.mediation().without_consent().map(str::to_owned).collect();
        for party in &open {
            self.consent(party);
        }
        self
    }

    /// Registered today about a fine made three days ago, agreed to, team named, material accepted.
    pub fn mediating(&mut self) -> &mut World {
        let made_on = self.today.saturating_sub(3.days()).to_string();
        let today = self.today.to_string();
        self.register(registration(fine(&made_on), &today));
        self.import(m::Channel::BeforeProcedure).all_consent().team().accept()
    }

    pub fn draft(&mut self, ending: m::Ending) -> &mut World {
        self.must("mediator", &mediation_id(), draft(ending, self.today.saturating_add(10.days())));
        self
    }

    pub fn lawful(&mut self) -> &mut World {
        self.must("judge", &mediation_id(), MediationCommand::CheckLegality { items: lawful() });
        self
    }

    pub fn sign_all(&mut self) -> &mut World {
        let open: Vec<String> = self.mediation().missing_signatures().map(str::to_owned).collect();
        for party in open {
            let way = on_paper();
            self.must(
                "mediator",
                &mediation_id(),
                MediationCommand::SignAgreement { also: Vec::new(), party, way, present: None },
            );
        }
        self
    }

    /// The court or the reconsideration body has done its part.
    pub fn sealed(&mut self) -> &mut World {
        self.must("clerk", &mediation_id(), formal_ending(m::FormalResult::Granted, self.today));
        self
    }

    pub fn agreed(&mut self, ending: m::Ending) -> &mut World {
        self.draft(ending).lawful().sign_all()
    }
}

/// Signed on paper, and the paper scanned.
pub fn on_paper() -> m::SignatureWay {
    m::SignatureWay::Scan { file: paper("scan") }
}

pub fn formal_ending(result: m::FormalResult, on: Date) -> MediationCommand {
    MediationCommand::RecordFormalEnding { result, on, document: Some(paper("statement")) }
}

pub fn obligation(obligor: &str, content: &str, due_on: Date) -> m::Obligation {
    let (obligor, content) = (obligor.into(), content.into());
    m::Obligation { obligor, obligee: None, content, amount_fen: None, due_on }
}

pub fn draft(ending: m::Ending, due_on: Date) -> MediationCommand {
    MediationCommand::DraftAgreement {
        obligations: vec![obligation(m::RESPONDENT, "把罚款变更为 300 元", due_on)],
        disposition: m::Disposition::Changed,
        disposition_note: Some("罚款变更为 300 元".into()),
        ending,
        cost_shown: false,
    }
}

pub fn lawful() -> Vec<m::Legality> {
    use strum::IntoEnumIterator;
    m::LegalityItem::iter().map(|item| m::Legality { item, passed: true, note: None }).collect()
}
