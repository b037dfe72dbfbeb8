//! The life of a reconsideration, day by day; every day is reckoned by hand.

mod after;
mod again;
mod answering;
mod asking;
mod case_two;
mod citizen;
mod days;
mod deciding;
mod duties;
mod ending;
mod in_court;
mod inquiring;
mod leaving;
mod mediated;
mod overdue;
mod promised;
mod receiving;
mod running;
mod serving;
mod succession;
mod superior;
mod tables;
mod trying;
mod unfinished;

use super::*;
use crate::{
    AnyMatter, Command, Kind, MatterId, OrgId, Role,
    clock::ServedBy,
    directory::{Capacity, Category, Officer, Organization},
    dispute::{ContestedAct, DisputeCommand, Registration, Wish},
    world::*,
};

impl From<ReconsiderationCommand> for Command {
    fn from(order: ReconsiderationCommand) -> Command {
        Command::Reconsideration(order)
    }
}

pub(crate) const GOVERNMENT: &str = "government";
pub(crate) use crate::scenes::JUSTICE;

pub(crate) fn review_id() -> MatterId {
    dispute_id().child(Kind::Reconsideration, 1)
}

/// Handed in at the window on that day.
pub(crate) fn application(received_on: &str) -> Application {
    Application {
        way: ApplicationWay::InPerson,
        received_on: day(received_on),
        posted_on: None,
        requests: vec![Request::Annul],
        grounds: None,
        late_reason: None,
        compensation_fen: None,
        rule: None,
        wants_hearing: false,
        willing_to_mediate: false,
        document: None,
        second_receiver: None,
        electronic_service: true,
        despite_court: false,
        despite_earlier: false,
        by: Vec::new(),
    }
}

pub(crate) fn accept() -> ReconsiderationCommand {
    use strum::IntoEnumIterator;
    ReconsiderationCommand::Accept {
        conditions: Condition::iter().collect(),
        procedure: Procedure::Ordinary,
        summary: None,
        late_reason: None,
        against_will: None,
        document: None,
    }
}

pub(crate) fn holding(kind: HoldingKind, ground: HoldingGround) -> Holding {
    Holding { kind, ground, redo: false, perform_by: None, content: None, condition: None, worse: false }
}

pub(crate) fn opinion(holding: Holding) -> DraftOpinion {
    let undoes = holding.kind.undoes();
    DraftOpinion {
        facts: "查明的事实".into(),
        reasons: "理由".into(),
        holdings: vec![holding],
        compensation: None,
        restitution: undoes.then(|| "退还已缴罚款".into()),
        committee_followed: false,
        committee_reason: None,
        third_party_opposes: false,
        third_party_evidence: false,
    }
}

pub(crate) fn draft(opinion: DraftOpinion) -> ReconsiderationCommand {
    ReconsiderationCommand::Draft { opinion: Box::new(opinion) }
}

pub(crate) fn resolve(approved: bool) -> ReconsiderationCommand {
    ReconsiderationCommand::Resolve {
        approved,
        resolving: Resolving::Head,
        by: "市长".into(),
        opinion: "同意".into(),
        document: None,
        review_reason: None,
    }
}

pub(crate) fn annul() -> DraftOpinion {
    opinion(holding(HoldingKind::Annul, HoldingGround::ProcedureViolated))
}

pub(crate) fn suspend(ground: crate::clock::ReconsiderationSuspension) -> ReconsiderationCommand {
    let (reason, document) = ("依法中止".to_owned(), Some(paper("suspension")));
    ReconsiderationCommand::Suspend { ground, reason, papers: Vec::new(), document }
}

pub(crate) fn enforce_on_p1(by: EnforcedBy) -> ReconsiderationCommand {
    ReconsiderationCommand::Enforce { by, against: vec!["p1".into()], no_suit: true, document: None }
}

pub(crate) fn performed(on: &str, of: &[&str]) -> ReconsiderationCommand {
    ReconsiderationCommand::RecordPerformance {
        on: day(on),
        of: of.iter().map(|key| (*key).to_owned()).collect(),
        text: "已经履行".into(),
        proof: None,
    }
}

pub(crate) fn resume() -> ReconsiderationCommand {
    ReconsiderationCommand::Resume {
        reason: "原因消除".into(),
        mistaken: false,
        document: Some(paper("resumption")),
        ordered_by: None,
    }
}

impl World {
    /// The justice bureau and the government in whose name it decides.
    pub fn with_justice(mut self) -> World {
        for (id, name, category) in
            [(GOVERNMENT, "市人民政府", Category::Government), (JUSTICE, "市司法局", Category::Department)]
        {
            let (name, parent, division) = (name.to_owned(), None, None);
            let body = Organization { name, category, parent, division, vertical: false, superior: None };
            self.law.directory.organizations.insert(OrgId::from(id), body);
        }
        for (user, role, at) in [
            ("reviewer", Role::ReconsiderationOfficer, JUSTICE),
            ("reviewer2", Role::ReconsiderationOfficer, JUSTICE),
            ("reviewer3", Role::ReconsiderationOfficer, JUSTICE),
            ("review_head", Role::ReconsiderationHead, JUSTICE),
            ("review_clerk", Role::IntakeClerk, JUSTICE),
            ("mayor", Role::AgencyHead, GOVERNMENT),
        ] {
            let capacity = Capacity { key: "c1".into(), role, organization: OrgId::from(at), post: None };
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

    /// Registered, and no proceeding yet.
    pub fn registered_only(&mut self, act: ContestedAct, first_submitted_on: &str) -> &mut World {
        let only = Registration { wish: Wish::RegisterOnly, ..registration(act, first_submitted_on) };
        self.register(only)
    }

    pub fn applies(&mut self, application: Application) -> &mut World {
        let application = Box::new(application);
        self.must("clerk", &dispute_id(), DisputeCommand::ApplyForReconsideration { application });
        self
    }

    /// A fine of 2 March, contested on the 10th at the window.
    pub fn under_review(&mut self) -> &mut World {
        self.registered_only(fine("2026-03-02"), "2026-03-10").applies(application("2026-03-10"))
    }

    pub fn reviews(&mut self, order: ReconsiderationCommand) -> &mut World {
        self.must("reviewer", &review_id(), order);
        self
    }

    pub fn review_refused(&mut self, who: &str, order: ReconsiderationCommand) -> &'static str {
        self.refused(who, &review_id(), order).code.name
    }

    /// Serves the newest paper of this kind on everybody that it is for, today.
    pub fn serves(&mut self, paper: PaperKind) -> &mut World {
        let review = self.review();
        let notice = review.notices.iter().rev().find(|notice| notice.paper == paper).expect("it was made");
        for recipient in notice.recipients.clone() {
            let order = serve(&notice.key, &recipient, ServedBy::Direct, self.today);
            self.must("reviewer", &review_id(), order);
        }
        self
    }

    /// Accepted today and given to somebody, the copy sent and served today.
    pub fn accepted_and_copied(&mut self) -> &mut World {
        self.reviews(accept()).assigned();
        self.reviews(ReconsiderationCommand::SendCopy { document: None }).serves(PaperKind::Copy)
    }

    pub fn assigned(&mut self) -> &mut World {
        let handlers = vec!["reviewer".into()];
        self.must("review_head", &review_id(), ReconsiderationCommand::Assign { handlers });
        self
    }

    pub fn replies(&mut self) -> &mut World {
        let evidence = vec![AgencyEvidence {
            file: paper("e"),
            title: "询问笔录".into(),
            formed_on: self.today.min(day("2026-02-20")),
        }];
        let reply = ReconsiderationCommand::Reply {
            text: "请求维持".into(),
            received_on: None,
            evidence,
            agreed_because: None,
            document: None,
        };
        self.must("legal", &review_id(), reply);
        self
    }

    /// The third party on file is told, and takes part.
    pub fn third_party_joins(&mut self) -> &mut World {
        let (side, electronic_service) = ("p2".to_owned(), false);
        self.reviews(ReconsiderationCommand::NotifyThirdParty { side: side.clone(), document: None });
        let joins = ReconsiderationCommand::AnswerAsThirdParty { side, joins: true, electronic_service };
        self.must("p2", &review_id(), joins);
        self
    }

    /// The applicant says by telephone what it has to say.
    pub fn hears(&mut self) -> &mut World {
        for side in self.review().unheard().map(str::to_owned).collect::<Vec<_>>() {
            let (on, way, text) = (self.today, Some(HearingWay::Phone), "坚持申请".to_owned());
            self.reviews(ReconsiderationCommand::HearParty {
                heard: HeardParty { side, on, way, text, document: None },
            });
        }
        self
    }

    pub fn decides(&mut self, opinion: DraftOpinion) -> &mut World {
        self.reviews(draft(opinion));
        self.must("mayor", &review_id(), resolve(true));
        self.reviews(ReconsiderationCommand::Issue {
            number: Some("钟政复决〔2026〕1号".into()),
            document: Some(paper("decision")),
        })
    }

    /// The file as the law has it today.
    pub fn review(&self) -> Reconsideration {
        match self.file(&review_id()).matter {
            Some(AnyMatter::Reconsideration(held)) => held.caught_up(&self.law, self.today).0,
            other => panic!("no reconsideration: {other:?}"),
        }
    }

    pub fn review_stage(&self) -> &'static str {
        self.review().stage.as_str()
    }

    /// The last day of one of its clocks.
    pub fn review_due(&self, clock: &str) -> Option<Date> {
        let clocks = self.review().clocks(&self.law);
        let named = clocks.iter().find(|named| named.name == clock);
        named.unwrap_or_else(|| panic!("no clock {clock} among {clocks:?}")).clock.due_on(&self.law.calendar)
    }
}

pub(crate) fn serve(notice: &str, recipient: &str, by: ServedBy, on: Date) -> ReconsiderationCommand {
    let delivery = Delivery {
        recipient: recipient.into(),
        by,
        on,
        failed: false,
        proof: Some(paper("receipt")),
        note: Some("本人签收".into()),
        refused_because: None,
        witness: None,
        consent_paper: None,
        sealed_paper: None,
    };
    ReconsiderationCommand::Serve { notice: notice.into(), delivery }
}
