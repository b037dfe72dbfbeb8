//! One dispute at every body there is: the hotline, the reconsideration from the application to the decision, the petition office,
//! two instances of the court with a referral out of the first, and the procuratorate.

use super::{Story, paper};
use huajie::people::import::organization_id;
use huajie_law::{
    Actor, AnyMatter, Command, Kind, MatterId,
    clock::ServedBy,
    dispute::DisputeCommand,
    mediation::{ConsentWay, RESPONDENT},
    mirrored::{
        Finding, HeadAppearance, HeadRank, Level, MirroredCommand, Opening, Origin, OtherBody,
        Procedure as Elsewhere, Report, Step,
    },
    reconsideration::{
        AgencyEvidence, Application, ApplicationWay, Condition, Delivery, DraftOpinion, HeardParty,
        HearingWay, Holding, HoldingGround, HoldingKind, PaperKind, Procedure, ReconsiderationCommand,
        Request, Resolving,
    },
    referral::{BackOutcome, Docking, HandBack, ReferralCommand, ReferralConsent, Request as Handover},
};
use strum::IntoEnumIterator;

const COURT: &str = "钟祥市人民法院";

impl Story<'_> {
    pub(super) fn go_everywhere(&mut self) {
        self.register(Some(Box::new(self.application())));
        self.call_the_hotline();
        self.be_reconsidered();
        self.petition();
        self.sue();
        self.be_supervised();
    }

    fn application(&self) -> Application {
        Application {
            way: ApplicationWay::InPerson,
            received_on: self.day,
            posted_on: None,
            requests: vec![Request::Annul, Request::Change],
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

    fn call_the_hotline(&mut self) {
        let ticket = self.dispute.child(Kind::Mirrored, 1);
        self.open(Elsewhere::Hotline, "12345 政务服务便民热线", Step::Received);
        self.later(3);
        let clerk = self.clerk();
        self.report(&clerk, &ticket, Level::First, decided(Finding::Answered));
    }

    fn be_reconsidered(&mut self) {
        let accept = ReconsiderationCommand::Accept {
            conditions: Condition::iter().collect(),
            procedure: Procedure::Ordinary,
            summary: None,
            late_reason: None,
            against_will: None,
            document: None,
        };
        self.review("u-fuyi1", accept);
        self.serve(PaperKind::Acceptance);
        self.review("u-fuyiju", ReconsiderationCommand::Assign { handlers: vec!["u-fuyi1".into()] });
        self.later(1);
        self.review("u-fuyi1", ReconsiderationCommand::SendCopy { document: None });
        self.serve(PaperKind::Copy);
        self.later(6);
        self.reply_and_hear();
        self.later(5);
        self.review("u-fuyi1", ReconsiderationCommand::Draft { opinion: Box::new(opinion()) });
        let resolve = ReconsiderationCommand::Resolve {
            approved: true,
            resolving: Resolving::Head,
            by: "示例·市政府负责人".into(),
            opinion: "同意".into(),
            document: None,
            review_reason: None,
        };
        self.later(2);
        self.review("u-shizhang", resolve);
        let number = Some(format!("钟政复决示例〔2026〕{}号", self.ordinal));
        self.later(1);
        self.review("u-fuyi1", ReconsiderationCommand::Issue { number, document: None });
        self.later(2);
        self.serve(PaperKind::Decision);
    }

    fn reply_and_hear(&mut self) {
        let evidence = ["现场检查笔录", "送达回证"].map(|title| AgencyEvidence {
            file: paper(),
            title: title.into(),
            formed_on: self.day.saturating_sub(jiff::Span::new().days(15)),
        });
        let reply = ReconsiderationCommand::Reply {
            text: "行为认定事实清楚、证据充分、程序合法，请求维持。".into(),
            received_on: None,
            evidence: evidence.into(),
            agreed_because: None,
            document: Some(paper()),
        };
        self.review_by(self.agency(), reply);
        let text = "承认有错，认为处理过重，希望考虑及时改正的情节。".into();
        let way = Some(HearingWay::Phone);
        let heard = HeardParty { side: "p1".into(), on: self.day, way, text, document: None };
        self.later(2);
        self.review("u-fuyi1", ReconsiderationCommand::HearParty { heard });
        self.review_by(self.party(), ReconsiderationCommand::RequestAccess { side: "p1".into() });
        let grant = ReconsiderationCommand::DecideAccess { request: "r1".into(), withheld: None, note: None };
        self.review("u-fuyi1", grant);
    }

    fn petition(&mut self) {
        let (petition, officer) = (self.dispute.child(Kind::Mirrored, 2), self.officer("u-xinfang"));
        self.later(2);
        self.open(Elsewhere::Petition, "钟祥市信访局", Step::Received);
        self.later(3);
        let forwarded = Step::Forwarded { to: "钟祥市市场监督管理局".into() };
        self.report(&officer, &petition, Level::First, forwarded);
        self.report(&officer, &petition, Level::First, Step::Accepted { summary: false });
        self.later(4);
        self.report(&officer, &petition, Level::First, decided(Finding::NotSupported));
        self.report(&officer, &petition, Level::First, served());
    }

    fn sue(&mut self) {
        let (suit, judge) = (self.dispute.child(Kind::Mirrored, 3), self.officer("u-faguan1"));
        self.later(1);
        self.open(Elsewhere::Litigation, COURT, Step::Accepted { summary: false });
        self.later(4);
        self.report(&judge, &suit, Level::First, Step::CopyServed);
        self.hand_over_and_back();
        self.later(10);
        self.report(&judge, &suit, Level::First, Step::Replied);
        self.later(9);
        let head = HeadAppearance::Attended {
            name: "示例·分管负责人".into(),
            post: "副局长".into(),
            rank: HeadRank::Deputy,
            spoke: true,
            left_early: false,
            refused_to_explain: false,
        };
        self.report(&judge, &suit, Level::First, Step::Heard { head: Some(head) });
        self.later(9);
        self.report(&judge, &suit, Level::First, decided(Finding::ClaimDismissed));
        self.report(&judge, &suit, Level::First, served());
        self.later(10);
        self.report(&judge, &suit, Level::Second, Step::Accepted { summary: false });
        self.later(20);
        self.report(&judge, &suit, Level::Second, decided(Finding::AppealDismissed));
        self.report(&judge, &suit, Level::Second, served());
    }

    /// From the court to the centre, which could settle nothing.
    fn hand_over_and_back(&mut self) {
        let consent = ReferralConsent {
            side: "p1".into(),
            way: ConsentWay::Phone,
            on: self.day,
            evidence: Some(paper()),
        };
        let request = Handover {
            docking: Docking::Court,
            from: organization_id(COURT),
            to: organization_id("钟祥市行政争议化解中心"),
            reason: "双方都表示愿意先协调，争点集中".into(),
            consents: vec![consent],
        };
        let refer = DisputeCommand::Refer { request: Box::new(request) };
        self.give(self.clerk(), self.dispute.clone(), Command::Dispute(refer));
        self.later(1);
        self.answer(ReferralCommand::Accept { receipt: None });
        self.later(8);
        let back = HandBack {
            outcome: BackOutcome::NotAgreed,
            consented_on: None,
            ended_on: Some(self.day),
            undisputed: None,
            papers: Vec::new(),
        };
        self.answer(ReferralCommand::HandBack { back: Box::new(back) });
    }

    fn be_supervised(&mut self) {
        let (supervised, officer) = (self.dispute.child(Kind::Mirrored, 4), self.officer("u-jiancha"));
        self.later(3);
        self.open(Elsewhere::ProcuratorialSupervision, "钟祥市人民检察院", Step::Received);
        self.later(2);
        self.report(&officer, &supervised, Level::First, Step::Accepted { summary: false });
    }

    fn party(&self) -> Actor {
        Actor::party(self.dispute.clone(), "p1", "张某某")
    }

    fn review(&mut self, officer: &str, command: ReconsiderationCommand) {
        self.review_by(self.officer(officer), command);
    }

    fn review_by(&mut self, actor: Actor, command: ReconsiderationCommand) {
        let target = self.dispute.child(Kind::Reconsideration, 1);
        self.give(actor, target, Command::Reconsideration(command));
    }

    /// The newest paper of this kind reaches everybody whom it is for.
    fn serve(&mut self, paper_kind: PaperKind) {
        let held = match &self.files[&self.dispute.child(Kind::Reconsideration, 1)].matter {
            Some(AnyMatter::Reconsideration(held)) => held,
            other => panic!("the story has a reconsideration: {other:?}"),
        };
        let notice = held.notices.iter().rev().find(|notice| notice.paper == paper_kind);
        let notice = notice.expect("the paper was made in the step before").clone();
        for recipient in notice.recipients {
            let delivery = Delivery {
                recipient,
                by: ServedBy::Direct,
                on: self.day,
                failed: false,
                proof: Some(paper()),
                note: Some("本人签收".into()),
                refused_because: None,
                witness: None,
                consent_paper: None,
                sealed_paper: (notice.paper == PaperKind::Decision).then(paper),
            };
            let serve = ReconsiderationCommand::Serve { notice: notice.key.clone(), delivery };
            self.review("u-fuyi1", serve);
        }
    }

    fn open(&mut self, procedure: Elsewhere, body: &str, begins: Step) {
        let id = organization_id(body);
        let known = self.law.directory.organization(&id).is_some();
        let body = OtherBody { organization: known.then_some(id), name: body.to_owned() };
        let number = Some(format!("示例2026-{:06}", self.ordinal));
        let opening = Opening {
            procedure,
            body,
            by: Vec::new(),
            apart: false,
            report: self.reported(Level::First, begins, number),
        };
        let open = DisputeCommand::RecordProceeding { opening: Box::new(opening) };
        self.give(self.clerk(), self.dispute.clone(), Command::Dispute(open));
    }

    fn report(&mut self, officer: &Actor, target: &MatterId, level: Level, step: Step) {
        let begins = level == Level::Second && matches!(step, Step::Accepted { .. });
        let number = begins.then(|| format!("示例2026-{:06}之二", self.ordinal));
        let report = Box::new(self.reported(level, step, number));
        self.give(officer.clone(), target.clone(), Command::Mirrored(MirroredCommand::records(*report)));
    }

    fn reported(&self, level: Level, step: Step, case_number: Option<String>) -> Report {
        Report {
            level,
            step,
            happened_on: self.day,
            body: None,
            case_number,
            document_number: None,
            document: None,
            origin: Origin::typed(),
        }
    }

    fn answer(&mut self, command: ReferralCommand) {
        let target = self.dispute.child(Kind::Referral, 1);
        self.give(self.clerk(), target, Command::Referral(command));
    }
}

fn decided(finding: Finding) -> Step {
    Step::Decided { findings: vec![finding], perform_by: None }
}

fn served() -> Step {
    Step::Served { sides: vec!["p1".into(), RESPONDENT.into()] }
}

fn opinion() -> DraftOpinion {
    let holding = Holding {
        kind: HoldingKind::Uphold,
        ground: HoldingGround::AllInOrder,
        redo: false,
        perform_by: None,
        content: None,
        condition: None,
        worse: false,
    };
    DraftOpinion {
        facts: "申请人所述经过与检查笔录一致；决定书于作出三日后送达。".into(),
        reasons: "违法事实成立。是否适当，要看情节、改正情况和裁量基准。".into(),
        holdings: vec![holding],
        compensation: None,
        restitution: None,
        committee_followed: false,
        committee_reason: None,
        third_party_opposes: false,
        third_party_evidence: false,
    }
}
