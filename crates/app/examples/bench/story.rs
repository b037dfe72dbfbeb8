//! A dispute lived through in memory, by giving commands to the law: what the bench's ledgers are filled with.

use huajie::people::import::organization_id;
use huajie_law::{
    Actor, AnyMatter, Command, Decision, File, FileHash, Kind, Law, MatterId, Now, PersonId, UserId, decide,
    dispute::{
        ActKind, ContestedAct, DisputeCommand, IdentityCheck, Nature, NewParty, PartyStanding, Registration,
        Source, Told, Wish,
    },
    mediation::{
        Answer, Category, Channel, ConsentWay, Disposition, Ending, HeadAttendance, Interest, Legality,
        LegalityItem, MEDIATOR, MediationCommand, Obligation, RESPONDENT, ServiceWay, SessionForm,
        SignatureWay, suggest_team,
    },
    reaction::reactions,
    reconsideration::Application,
};
use jiff::{ToSpan, civil::Date};
use std::collections::{BTreeMap, HashMap};

mod ending;
mod everywhere;

const SESSIONS: usize = 5;

/// Of ten, the one that goes to every body there is.
const EVERYWHERE: usize = 8;
const RESPONDENTS: [(&str, &str); 3] = [
    ("钟祥市市场监督管理局", "u-shichang"),
    ("钟祥市人力资源和社会保障局", "u-renshe"),
    ("钟祥市住房和城乡建设局", "u-zhujian"),
];

/// One command as somebody gave it, and all that was decided upon it.
pub struct Step {
    pub actor: Actor,
    pub target: MatterId,
    pub command: Command,
    pub now: Now,
    pub decisions: Vec<Decision>,
}

pub struct Story<'a> {
    law: &'a Law,
    ordinal: usize,
    dispute: MatterId,
    day: Date,
    minute: i64,
    files: HashMap<MatterId, File>,
    pub steps: Vec<Step>,
}

impl<'a> Story<'a> {
    /// The story of that number: half of them are closed, the others stand somewhere on the way.
    pub fn tell(law: &'a Law, ordinal: usize, today: Date) -> Story<'a> {
        let (course, spread) = (ordinal % 10, i64::try_from(ordinal / 10).expect("few enough"));
        let ago = match course {
            0 | 1 => 2 + spread % 3,
            2 | 3 => 20 + spread % 5,
            4 => 40 + spread % 20,
            _ => 120 + spread % 200,
        };
        Self::of(law, ordinal, course, today.saturating_sub(ago.days()))
    }

    /// A closed story: every step from the first to the last.
    pub fn whole(law: &'a Law, ordinal: usize, today: Date) -> Story<'a> {
        Self::of(law, ordinal, 9, today.saturating_sub(200.days()))
    }

    fn of(law: &'a Law, ordinal: usize, course: usize, day: Date) -> Story<'a> {
        let dispute = MatterId::new(format!("d{ordinal:07}"));
        let mut story =
            Story { law, ordinal, dispute, day, minute: 0, files: HashMap::new(), steps: Vec::new() };
        if course == EVERYWHERE {
            story.go_everywhere();
            return story;
        }
        story.register(None);
        story.import();
        if course > 0 {
            story.consent();
        }
        if course > 1 {
            story.begin();
            (1..=SESSIONS).for_each(|session| story.meet(session));
        }
        if course > 3 {
            story.agree();
        }
        if course > 4 {
            story.perform_and_close();
        }
        story
    }

    pub fn events(&self) -> usize {
        self.steps.iter().flat_map(|step| &step.decisions).map(|decision| decision.events().len()).sum()
    }

    fn give(&mut self, actor: Actor, target: MatterId, command: Command) {
        self.minute += 1;
        let at = Now::on(self.day).at + jiff::SignedDuration::from_mins(self.minute % 400);
        let now = Now::at(at);
        let mut decisions: Vec<Decision> = Vec::new();
        let mut open = vec![(target.clone(), actor.clone(), command.clone())];
        while !open.is_empty() {
            let (target, actor, command) = open.remove(0);
            let file = self.files.get(&target).cloned().unwrap_or_else(|| File::unopened(target.clone()));
            let decision = decide(&file, &actor, &command, now, self.law).unwrap_or_else(|refusal| {
                panic!("the bench's story is lawful: {command:?}: {}", refusal.says())
            });
            open.extend(
                reactions(&decision, self.law)
                    .into_iter()
                    .map(|next| (next.target, Actor::statute(), next.command)),
            );
            self.files.insert(target, decision.file());
            decisions.push(decision);
        }
        self.steps.push(Step { actor, target, command, now, decisions });
    }

    fn mediate(&mut self, actor: Actor, command: MediationCommand) {
        let target = self.dispute.child(Kind::Mediation, 1);
        self.give(actor, target, Command::Mediation(command));
    }

    fn later(&mut self, days: i64) {
        self.day = self.day.saturating_add(days.days());
    }

    fn officer(&self, user: &str) -> Actor {
        self.law.directory.actor(&UserId::from(user), "c1").expect("the demonstration's staff is enrolled")
    }

    fn clerk(&self) -> Actor {
        self.officer("u-chuangkou")
    }

    fn agency(&self) -> Actor {
        self.officer(RESPONDENTS[self.ordinal % RESPONDENTS.len()].1)
    }

    fn register(&mut self, application: Option<Box<Application>>) {
        let label = format!("张某{}", self.ordinal % 97);
        let party = NewParty {
            standing: PartyStanding::Applicant,
            nature: Nature::NaturalPerson,
            person: PersonId::new(format!("h{:07}", self.ordinal)),
            label,
            identity: IdentityCheck::NotGiven,
            head: None,
            marks: vec![format!("name:{:064x}", self.ordinal)],
            representative: false,
            agent: None,
            phone_kind: None,
        };
        let (made_on, known_on) = (self.day.saturating_sub(9.days()), self.day.saturating_sub(6.days()));
        let act = ContestedAct {
            kind: ActKind::Penalty,
            title: format!("销售过期食品罚款 {} 元", 1000 + self.ordinal % 9000),
            document_number: None,
            made_on: Some(made_on),
            known_on: Some(known_on),
            told: Told::Yes,
            discretionary: true,
            about_money: false,
            real_estate: false,
            on_the_spot: false,
            by_monitoring: false,
            unanswered: false,
            branch: None,
        };
        let registration = Registration {
            source: Source::Counter,
            source_number: None,
            first_submitted_on: self.day,
            filed_on: None,
            tried: Default::default(),
            parties: vec![party],
            group: None,
            proxy: None,
            respondent: organization_id(RESPONDENTS[self.ordinal % RESPONDENTS.len()].0),
            act,
            claims: "罚得太重，请求按新的裁量标准减轻处罚".into(),
            facts: "小超市卖出一袋过期茶干，货值十几元，初次违法，当天下架并退款，仍按较重一档罚款。".into(),
            amount_fen: Some(500_000),
            place: Some(format!("420881{}", 100 + self.ordinal % 15)),
            enterprise: false,
            evidence: Vec::new(),
            wish: if application.is_some() { Wish::Reconsideration } else { Wish::Mediation },
            application,
            query_code_digest: None,
            despite: None,
            follows: None,
            follows_act: None,
        };
        let command = Command::Dispute(DisputeCommand::Register { registration: Box::new(registration) });
        self.give(self.clerk(), self.dispute.clone(), command);
    }

    fn import(&mut self) {
        self.later(1);
        let command = MediationCommand::Import {
            categories: vec![Category::PartyAsks, Category::OtherSettleable],
            channel: Channel::BeforeProcedure,
            settlement_only: false,
            note: None,
            discretionary: false,
        };
        self.mediate(self.clerk(), command);
    }

    fn consent(&mut self) {
        for (party, actor) in [("p1", self.clerk()), (RESPONDENT, self.agency())] {
            let command = MediationCommand::RecordConsent {
                also: Vec::new(),
                party: party.into(),
                answer: Answer::Agree,
                way: if party == RESPONDENT { ConsentWay::OnlineForm } else { ConsentWay::Phone },
                on: self.day,
                evidence: None,
                note: Some("致电本人，已告知最后一天".into()),
                conservative_day_told: true,
                signed: None,
            };
            self.mediate(actor, command);
        }
    }

    fn mediation(&self) -> &huajie_law::mediation::Mediation {
        match &self.files[&self.dispute.child(Kind::Mediation, 1)].matter {
            Some(AnyMatter::Mediation(held)) => held,
            other => panic!("the story has a mediation: {other:?}"),
        }
    }

    fn begin(&mut self) {
        let staff = [("u-tiaojie", 3), ("u-faguan", 2)];
        let loads: BTreeMap<UserId, u32> = staff
            .iter()
            .flat_map(|(name, count)| (0..*count).map(move |at| (*name, *count, at)))
            .map(|(name, count, at)| {
                (UserId::new(format!("{name}{}", at + 1)), u32::from(at != self.ordinal % count))
            })
            .collect();
        let suggested = suggest_team(self.law, &self.mediation().neutral_brief(), &loads);
        let command = MediationCommand::NameTeam {
            guiding_judge: suggested.judge.expect("the demonstration has judges"),
            lead_mediator: suggested.mediator.expect("the demonstration has mediators"),
            members: suggested.members,
            loads,
            override_reason: None,
        };
        self.mediate(self.officer("u-zhuren"), command);
        let lead = self.mediation().team.as_ref().and_then(|team| team.lead_mediator.clone());
        let open: Vec<UserId> = self.mediation().undisclosed().cloned().collect();
        for user in open.into_iter().filter(|user| Some(user) != lead.as_ref()) {
            let (of, said) = (Some(user), Some("电话里说的".into()));
            let command = MediationCommand::Disclose { of, interest: Interest::Free, text: None, said };
            self.mediate(self.officer("u-zhuren"), command);
        }
        self.later(1);
        self.mediate(
            self.lead(),
            MediationCommand::AcceptMaterial { interest: Some(Interest::Free), disclosure: None },
        );
        let check = MediationCommand::SelfCheck {
            assessment: "程序基本合法，裁量说理不足".into(),
            flaws: "告知书送达回证不全".into(),
            room_to_concede: "可以在下一档幅度内调整".into(),
            head_will_attend: true,
        };
        self.mediate(self.agency(), check);
        for question in 1..=2 {
            let ask = MediationCommand::AskJudge {
                question: "裁量基准在处罚后一天调整，能否参照从轻？".into(),
            };
            self.mediate(self.lead(), ask);
            let opinion = MediationCommand::GiveOpinion {
                question: format!("q{question}"),
                opinion: "从旧兼从轻的精神可以参考，建议释明后协商".into(),
            };
            self.mediate(self.judge(), opinion);
        }
    }

    fn lead(&self) -> Actor {
        self.seat(|team| team.lead_mediator.clone())
    }

    fn judge(&self) -> Actor {
        self.seat(|team| team.guiding_judge.clone())
    }

    fn seat(&self, which: impl Fn(&huajie_law::mediation::Team) -> Option<UserId>) -> Actor {
        let team = self.mediation().team.as_ref().expect("the team is named");
        self.officer(which(team).expect("the seat is taken").as_str())
    }

    fn meet(&mut self, ordinal: usize) {
        let (lead, session) = (self.lead(), format!("s{ordinal}"));
        self.later(1);
        let convene = MediationCommand::ConveneSession {
            starts_at: self.day.saturating_add(1.day()).at(8, 30, 0, 0),
            place: Some("中心二号调解室".into()),
            video: false,
            form: SessionForm::Joint,
            head_invited: true,
        };
        self.mediate(lead.clone(), convene);
        for recipient in ["p1", RESPONDENT] {
            let command = MediationCommand::RecordService {
                also: Vec::new(),
                session: session.clone(),
                recipient: recipient.into(),
                way: ServiceWay::Phone,
                served_on: self.day,
                proof: None,
                note: Some("本人接听".into()),
            };
            self.mediate(lead.clone(), command);
        }
        self.later(1);
        self.minute = 60;
        let head =
            HeadAttendance::Attended {
                name: "示例·分管负责人".into(), post: "副局长".into(), spoke: true
            };
        let present = vec!["p1".to_owned(), RESPONDENT.to_owned()];
        self.mediate(lead.clone(), MediationCommand::attended(session.clone(), present, Some(head)));
        let text = "双方陈述了经过，核对了事实，就处理方案交换了意见。".to_owned();
        self.mediate(lead.clone(), MediationCommand::WriteMinutes { session: session.clone(), text });
        for party in ["p1", RESPONDENT] {
            let way = SignatureWay::Scan { file: paper() };
            let command = MediationCommand::SignMinutes {
                also: Vec::new(),
                session: session.clone(),
                party: party.into(),
                way,
                present: None,
            };
            self.mediate(lead.clone(), command);
        }
    }

    fn agree(&mut self) {
        let (lead, judge) = (self.lead(), self.judge());
        self.later(1);
        let obligation = Obligation {
            obligor: RESPONDENT.into(),
            obligee: None,
            content: "按从轻一档重新作出处罚决定".into(),
            amount_fen: None,
            due_on: self.day.saturating_add(20.days()),
        };
        let draft = MediationCommand::DraftAgreement {
            obligations: vec![obligation],
            disposition: Disposition::Changed,
            disposition_note: None,
            ending: Ending::AgencyCorrects,
            cost_shown: true,
        };
        self.mediate(lead.clone(), draft);
        let items = [
            LegalityItem::Interests,
            LegalityItem::MandatoryRules,
            LegalityItem::Voluntariness,
            LegalityItem::Certainty,
        ];
        let items = items.map(|item| Legality { item, passed: true, note: None }).into();
        self.mediate(judge, MediationCommand::CheckLegality { items });
        for party in ["p1", RESPONDENT, MEDIATOR] {
            let way = SignatureWay::Scan { file: paper() };
            self.mediate(
                lead.clone(),
                MediationCommand::SignAgreement { also: Vec::new(), party: party.into(), way, present: None },
            );
        }
    }
}

/// A file that was uploaded; the digits do not matter here.
fn paper() -> FileHash {
    FileHash::new("0".repeat(64))
}
