//! Reconsiderations run here, one in every stage and with every kind of end, told by the commands of those who would give them: the
//! citizen on the portal, the office, the agency, the head of the body.

use super::{Story, THEMES};
use crate::{
    demo::{
        diary::Diary,
        themes::{GIVEN, MONITORED, SURNAMES},
    },
    office::{Failure, Office, SeededChance, TravellingTime},
};
use huajie_law::{
    Actor, AnyMatter, Command, FileHash, Kind, MatterId, Refusal,
    clock::{ReconsiderationSuspension, ServedBy},
    dispute::{Nature, Source, Wish},
    mediation::{Category, Channel, MediationCommand, RESPONDENT},
    reconsideration::{
        AgencyEvidence, Application, ApplicationWay, CompensationHolding, Condition, Delivery, DraftOpinion,
        HeadAtHearing, HeardParty, HearingPlan, HearingRecord, HearingWay, Holding, HoldingGround,
        HoldingKind, Measure, OpinionKind, PaperKind, Procedure, Reconsideration, ReconsiderationCommand,
        RefusalGround, Request, Resolving, SidePaper, Summary, SummaryGround, Weight,
    },
};
use jiff::{ToSpan, civil::Date};
use strum::IntoEnumIterator;

mod fitted;
mod tales;

/// What somebody does some days after the step before.
enum Deed {
    /// Of the officer who has it.
    Officer(ReconsiderationCommand),
    /// Of the head of the office.
    Head(ReconsiderationCommand),
    /// Of the head of the body.
    Body(ReconsiderationCommand),
    Agency(ReconsiderationCommand),
    Applicant(ReconsiderationCommand),
    /// The centre takes up the mediation beside it, and both sides agree to it.
    Mediate,
    /// The newest paper of this kind reaches everybody whom it is for.
    Serve(PaperKind),
    /// It is tried together with the story told before it.
    Join,
    /// Nobody does anything; what the law makes of it is recorded.
    Lapse,
}
use Deed::*;

struct Tale {
    ago: i64,
    theme: usize,
    wish: Wish,
    way: ApplicationWay,
    requests: Vec<Request>,
    compensation_fen: Option<i64>,
    /// How many apply, by two whom they have chosen.
    group: Option<u32>,
    deeds: Vec<(i64, Deed)>,
}

fn tale(ago: i64, theme: usize, parts: Vec<Vec<(i64, Deed)>>) -> Tale {
    let deeds = parts.into_iter().flatten().collect();
    let (wish, way) = (Wish::Reconsideration, ApplicationWay::Online);
    let requests = vec![Request::Annul, Request::Change];
    Tale { ago, theme, wish, way, requests, compensation_fen: None, group: None, deeds }
}

fn accepted() -> Vec<(i64, Deed)> {
    let accept = ReconsiderationCommand::Accept {
        conditions: Condition::iter().collect(),
        procedure: Procedure::Ordinary,
        summary: None,
        late_reason: None,
        against_will: None,
        document: None,
    };
    vec![
        (1, Officer(accept)),
        (0, Serve(PaperKind::Acceptance)),
        (0, Head(ReconsiderationCommand::Assign { handlers: vec!["u-fuyi1".into()] })),
        (1, Officer(ReconsiderationCommand::SendCopy { document: None })),
        (0, Serve(PaperKind::Copy)),
    ]
}

fn accepted_in_summary() -> Vec<(i64, Deed)> {
    let summary = Summary { ground: SummaryGround::InformationDisclosure, clear: true, document: None };
    let accept = ReconsiderationCommand::Accept {
        conditions: Condition::iter().collect(),
        procedure: Procedure::Summary,
        summary: Some(summary),
        late_reason: None,
        against_will: None,
        document: None,
    };
    let mut deeds = accepted();
    deeds[0].1 = Officer(accept);
    deeds
}

fn replied(paper: &FileHash, formed_on: Date) -> Vec<(i64, Deed)> {
    let evidence = ["现场检查笔录", "送达回证"].map(|title| AgencyEvidence {
        file: paper.clone(),
        title: title.into(),
        formed_on,
    });
    let text = "行为认定事实清楚、证据充分、程序合法，请求维持。".to_owned();
    let reply = ReconsiderationCommand::Reply {
        text,
        received_on: None,
        evidence: evidence.into(),
        agreed_because: None,
        document: Some(paper.clone()),
    };
    vec![(6, Agency(reply))]
}

fn heard(day: Date) -> Vec<(i64, Deed)> {
    let text = "承认有错，认为处理过重，希望考虑及时改正的情节。".to_owned();
    let heard = HeardParty { side: "p1".into(), on: day, way: Some(HearingWay::Phone), text, document: None };
    vec![(2, Officer(ReconsiderationCommand::HearParty { heard }))]
}

fn read() -> Vec<(i64, Deed)> {
    let side = || "p1".to_owned();
    let grant = ReconsiderationCommand::DecideAccess { request: "r1".into(), withheld: None, note: None };
    let text = "检查笔录没有写明我已经当场下架、退款，请一并考虑。".to_owned();
    vec![
        (1, Applicant(ReconsiderationCommand::RequestAccess { side: side() })),
        (1, Officer(grant)),
        (1, Applicant(ReconsiderationCommand::StateOpinion { side: side(), text, documents: Vec::new() })),
    ]
}

fn holding(kind: HoldingKind, ground: HoldingGround, content: Option<&str>) -> Holding {
    let content = content.map(str::to_owned);
    Holding { kind, ground, redo: false, perform_by: None, content, condition: None, worse: false }
}

fn drafted(holding: Holding) -> Vec<(i64, Deed)> {
    drafted_with(holding, None)
}

fn drafted_with(holding: Holding, compensation: Option<CompensationHolding>) -> Vec<(i64, Deed)> {
    let lifts = matches!(holding.kind, HoldingKind::Change | HoldingKind::Annul | HoldingKind::AnnulPart);
    let opinion = DraftOpinion {
        facts: "申请人所述经过与检查笔录一致；决定书于作出三日后送达。".into(),
        reasons: "违法事实成立。是否适当，要看情节、改正情况和裁量基准。".into(),
        holdings: vec![holding],
        compensation,
        restitution: lifts.then(|| "多收的部分退还".to_owned()),
        committee_followed: false,
        committee_reason: None,
        third_party_opposes: false,
        third_party_evidence: false,
    };
    vec![(5, Officer(ReconsiderationCommand::Draft { opinion: Box::new(opinion) }))]
}

fn agreed() -> Vec<(i64, Deed)> {
    let resolve = ReconsiderationCommand::Resolve {
        approved: true,
        resolving: Resolving::Head,
        by: "示例·市政府负责人".into(),
        opinion: "同意".into(),
        document: None,
        review_reason: None,
    };
    vec![(2, Body(resolve))]
}

fn issued(number: &str) -> Vec<(i64, Deed)> {
    let number = Some(format!("钟政复决示例〔2026〕{number}号"));
    let mut deeds = agreed();
    deeds.push((1, Officer(ReconsiderationCommand::Issue { number, document: None })));
    deeds
}

fn decided(number: &str) -> Vec<(i64, Deed)> {
    let mut deeds = issued(number);
    deeds.push((2, Serve(PaperKind::Decision)));
    deeds
}

fn weighed(weights: Vec<Weight>) -> Vec<(i64, Deed)> {
    let reason = "涉及同类案件较多，裁量基准刚刚调整".to_owned();
    vec![(1, Officer(ReconsiderationCommand::Weigh { weights, reason }))]
}

fn hearing_on(day: Date) -> Vec<(i64, Deed)> {
    let plan = HearingPlan {
        starts_at: day.at(9, 30, 0, 0),
        place: "市司法局三楼听证室".into(),
        matters: "处罚幅度是否适当；程序是否合法".into(),
        chair: "u-fuyi1".into(),
        members: vec!["u-fuyi2".into(), "u-fuyi3".into()],
        clerk: "u-chuangkou".into(),
    };
    let convene = ReconsiderationCommand::ConveneHearing { plan: Box::new(plan), document: None };
    vec![(1, Officer(convene)), (0, Serve(PaperKind::HearingNotice))]
}

fn hearing_held(after: i64) -> Vec<(i64, Deed)> {
    let record = HearingRecord {
        present: vec!["p1".into(), RESPONDENT.into()],
        head: HeadAtHearing::Attended { name: "示例·分管负责人".into(), post: "副局长".into() },
        minutes: "双方举证、质证，就幅度和程序充分陈述。".into(),
        absence_reason: None,
        document: None,
    };
    vec![(after, Officer(ReconsiderationCommand::RecordHearing { record: Box::new(record) }))]
}

fn consulted(answered: bool) -> Vec<(i64, Deed)> {
    let question = "裁量基准在处罚后一天调整，能否参照从轻？".to_owned();
    let mut deeds = vec![(2, Officer(ReconsiderationCommand::Consult { question }))];
    let text = "多数委员认为应当参照从轻。".to_owned();
    let said = ReconsiderationCommand::RecordConsultation { text, document: None };
    deeds.extend(answered.then_some((6, Officer(said))));
    deeds
}

fn supplement_asked() -> Vec<(i64, Deed)> {
    let items = "决定书复印件；决定书是哪天收到的书面说明。".to_owned();
    let ask = ReconsiderationCommand::RequestSupplement { items, document: None };
    vec![(1, Officer(ask)), (1, Serve(PaperKind::SupplementNotice))]
}

/// Tells all of them.
pub(super) async fn live(
    office: &Office,
    time: &TravellingTime,
    chance: &SeededChance,
    (today, paper): (Date, &FileHash),
) -> Result<(), Failure> {
    let tales = tales::all(today, paper);
    let mut before = MatterId::from("-");
    for (at, tale) in tales.into_iter().enumerate() {
        let start = today.checked_sub(tale.ago.days()).expect("the demonstration stays in this era");
        let diary = match tale.way {
            ApplicationWay::Online => Diary::opening(start, today, at + 500),
            _ => Diary::opening_at_a_desk(start, today, at + 500, &office.law().calendar),
        };
        let received_on = diary.day;
        let mut story = Story::new(office, time, chance, at, (today, diary), paper.clone());
        story.theme = match tale.way {
            ApplicationWay::ThroughAgency => &MONITORED,
            _ => &THEMES[tale.theme],
        };
        let surname = SURNAMES[at % SURNAMES.len()];
        story.name = match story.theme.nature {
            Nature::NaturalPerson => format!("{surname}{}", GIVEN[(at + 5) % GIVEN.len()]),
            Nature::IndividualBusiness => format!("{surname}记示例便民店"),
            Nature::LegalPerson | Nature::OtherOrganization => format!("{surname}氏示例建材有限公司"),
        };
        let fellow = format!("{}{}", SURNAMES[(at + 3) % SURNAMES.len()], GIVEN[(at + 7) % GIVEN.len()]);
        story.group = tale.group.map(|size| (vec![fellow], size));
        let application = Application {
            way: tale.way,
            received_on,
            posted_on: None,
            requests: tale.requests,
            grounds: None,
            late_reason: None,
            compensation_fen: tale.compensation_fen,
            rule: None,
            wants_hearing: false,
            willing_to_mediate: false,
            document: None,
            second_receiver: None,
            electronic_service: true,
            despite_court: false,
            despite_earlier: false,
            by: Vec::new(),
        };
        // What comes through the agency is registered here; everything else the citizen hands in on the portal.
        let (actor, source) = match tale.way {
            ApplicationWay::Online => (Actor::public(), Source::Online),
            _ => (story.clerk(), Source::Counter),
        };
        story.apply(&actor, source, (tale.wish, Some(application))).await?;
        for (days, deed) in tale.deeds {
            story.later(days);
            let deed = story.fitted(deed);
            story.does(deed, &before).await?;
        }
        before = story.dispute.child(Kind::Reconsideration, 1);
    }
    Ok(())
}

impl Story<'_> {
    async fn does(&mut self, deed: Deed, before: &MatterId) -> Result<(), Failure> {
        let (actor, command) = match deed {
            Officer(command) => (self.officer("u-fuyi1", "c1"), command),
            Head(command) => (self.officer("u-fuyiju", "c1"), command),
            Body(command) => (self.officer("u-shizhang", "c1"), command),
            Agency(command) => (self.agency(), command),
            Applicant(command) => (self.party(), command),
            Join => {
                let reason = "不服同一个补偿决定，事实和争议相同，一并审理".to_owned();
                let join = ReconsiderationCommand::Join { with: before.clone(), reason };
                (self.officer("u-fuyi1", "c1"), join)
            }
            Lapse => {
                self.lapsed(&self.dispute.child(Kind::Reconsideration, 1)).await?;
                (Actor::statute(), ReconsiderationCommand::RecordLapse)
            }
            Mediate => return self.mediate_beside().await,
            Serve(paper) => {
                self.serve(paper).await?;
                return if paper == PaperKind::Decision { self.copied().await } else { Ok(()) };
            }
        };
        self.review(&actor, command).await
    }

    async fn mediate_beside(&mut self) -> Result<(), Failure> {
        let import = MediationCommand::Import {
            categories: vec![Category::PartyAsks],
            channel: Channel::Reconsideration,
            settlement_only: false,
            note: None,
            discretionary: false,
        };
        self.mediate(&self.clerk(), import).await?;
        self.consent(false).await
    }

    async fn review(&mut self, actor: &Actor, command: ReconsiderationCommand) -> Result<(), Failure> {
        let target = self.dispute.child(Kind::Reconsideration, 1);
        self.give(actor, target, Command::Reconsideration(command)).await
    }

    async fn serve(&mut self, paper: PaperKind) -> Result<(), Failure> {
        let held = self.held().await?;
        let notice = held.notices.iter().rev().find(|notice| notice.paper == paper);
        let notice = notice.expect("the paper was made in the step before").clone();
        for recipient in notice.recipients {
            let delivery = Delivery {
                recipient,
                by: ServedBy::Direct,
                on: self.diary.day,
                failed: false,
                proof: Some(self.paper.clone()),
                note: Some("本人签收".into()),
                refused_because: None,
                witness: None,
                consent_paper: None,
                sealed_paper: (notice.paper == PaperKind::Decision).then(|| self.paper.clone()),
            };
            let serve = ReconsiderationCommand::Serve { notice: notice.key.clone(), delivery };
            self.review(&self.officer("u-fuyi1", "c1"), serve).await?;
        }
        Ok(())
    }

    /// 79条2款, where the directory of the demonstration knows who is above.
    async fn copied(&mut self) -> Result<(), Failure> {
        let (held, law) = (self.held().await?, self.office.law());
        let papers: Vec<String> = held.to_copy(&law).into_iter().map(|(key, _)| key).collect();
        let Some(to_body) = held.superior(&law).filter(|_| !papers.is_empty()) else { return Ok(()) };
        let copy = ReconsiderationCommand::CopyToSuperior { papers, to_body, document: None };
        self.review(&self.officer("u-fuyi1", "c1"), copy).await?;
        self.serve(PaperKind::SuperiorCopy).await
    }

    async fn held(&self) -> Result<Reconsideration, Failure> {
        let file = self.office.ledger.load(&self.dispute.child(Kind::Reconsideration, 1)).await?;
        match file.and_then(|file| file.matter) {
            Some(AnyMatter::Reconsideration(held)) => Ok(*held),
            _ => Err(Refusal::not_visible().into()),
        }
    }
}
