//! Quarrels that other bodies have in hand: each kind of proceeding once, in different states, and the six dockings, told by the
//! commands of those who would give them.

use super::{Story, THEMES};
use crate::{
    demo::{
        diary::Diary,
        themes::{GIVEN, SURNAMES},
    },
    office::{Failure, Office, SeededChance, TravellingTime},
    people::import::organization_id,
};
use huajie_law::{
    Actor, Command, FileHash, Kind,
    dispute::{DisputeCommand, Wish},
    mediation::ConsentWay,
    mirrored::{
        Finding, HeadAppearance, HeadRank, Level, MirroredCommand, Opening, Origin, OtherBody, Procedure,
        Report, Step,
    },
    referral::{BackOutcome, Docking, HandBack, ReferralCommand, ReferralConsent, Request},
};
use jiff::{ToSpan, civil::Date};

const CENTRE: &str = "钟祥市行政争议化解中心";
const COURT: &str = "钟祥市人民法院";
const PROCURATORATE: &str = "钟祥市人民检察院";
const PETITION: &str = "钟祥市信访局";
const JUSTICE: &str = "钟祥市司法局";
const LAND: &str = "钟祥市自然资源局";
const MARKET: &str = "钟祥市市场监督管理局";

/// What somebody does some days after the step before.
enum Deed {
    Step(Level, Step),
    /// The number that the case has at the next level.
    Appeal(&'static str, Step),
    Refer(Docking, &'static str),
    Receive,
    SendBack,
    /// Nobody answers in time; the law returns it.
    Miss,
    HandBack,
}

struct Tale {
    ago: i64,
    theme: usize,
    procedure: Procedure,
    body: &'static str,
    number: &'static str,
    begins: Step,
    deeds: Vec<(i64, Deed)>,
}

fn at_first(step: Step) -> Deed {
    Deed::Step(Level::First, step)
}

fn decided(finding: Finding) -> Step {
    Step::Decided { findings: vec![finding], perform_by: None }
}

fn served() -> Step {
    Step::Served { sides: vec!["p1".into(), huajie_law::mediation::RESPONDENT.into()] }
}

fn heard() -> Step {
    let (name, post) = ("示例·分管负责人".to_owned(), "副局长".to_owned());
    let head = HeadAppearance::Attended {
        name,
        post,
        rank: HeadRank::Deputy,
        spoke: true,
        left_early: false,
        refused_to_explain: false,
    };
    Step::Heard { head: Some(head) }
}

fn accepted() -> Step {
    Step::Accepted { summary: false }
}

fn tales(today: Date) -> Vec<Tale> {
    let mut all = in_court(today);
    all.extend(in_offices());
    all.extend(at_counters());
    all
}

fn in_court(today: Date) -> Vec<Tale> {
    let hearing_on = today.checked_add(12.days()).expect("the demonstration stays in this era");
    vec![
        Tale {
            ago: 40,
            theme: 2,
            procedure: Procedure::Litigation,
            body: COURT,
            number: "（2026）鄂0881行初示例11号",
            begins: accepted(),
            deeds: vec![
                (4, at_first(Step::CopyServed)),
                (12, at_first(Step::Replied)),
                (8, at_first(Step::HearingSet { hearing_on, head_notified_on: None })),
                (2, Deed::Refer(Docking::Court, COURT)),
                (2, Deed::Receive),
            ],
        },
        Tale {
            ago: 230,
            theme: 5,
            procedure: Procedure::Litigation,
            body: COURT,
            number: "（2026）鄂0881行初示例3号",
            begins: accepted(),
            deeds: vec![
                (6, at_first(Step::CopyServed)),
                (40, at_first(heard())),
                (20, at_first(decided(Finding::ClaimDismissed))),
                (4, at_first(served())),
                (12, Deed::Appeal("（2026）鄂08行终示例7号", Step::Received)),
                (45, Deed::Step(Level::Second, decided(Finding::AppealDismissed))),
                (5, Deed::Step(Level::Second, served())),
            ],
        },
        Tale {
            ago: 75,
            theme: 6,
            procedure: Procedure::Litigation,
            body: COURT,
            number: "（2026）鄂0881行初示例8号",
            begins: accepted(),
            deeds: vec![
                (5, Deed::Refer(Docking::Court, COURT)),
                (2, Deed::Receive),
                (24, Deed::HandBack),
                (3, at_first(Step::WithdrawalApplied { cost_shown: true })),
                (3, at_first(decided(Finding::WithdrawalAllowed))),
                (2, at_first(served())),
            ],
        },
        Tale {
            ago: 48,
            theme: 9,
            procedure: Procedure::ProcuratorialSupervision,
            body: PROCURATORATE,
            number: "钟检行监示例〔2026〕2号",
            begins: accepted(),
            deeds: vec![(10, Deed::Refer(Docking::Procuratorate, PROCURATORATE)), (2, Deed::SendBack)],
        },
    ]
}

fn in_offices() -> Vec<Tale> {
    vec![
        Tale {
            ago: 95,
            theme: 4,
            procedure: Procedure::ReconsiderationElsewhere,
            body: "荆门市人民政府",
            number: "荆政复示例〔2026〕19号",
            begins: Step::Received,
            deeds: vec![
                (4, at_first(accepted())),
                (50, at_first(decided(Finding::ActUpheld))),
                (3, at_first(served())),
                (2, Deed::Refer(Docking::Reconsideration, JUSTICE)),
                (1, Deed::Receive),
            ],
        },
        Tale {
            ago: 66,
            theme: 7,
            procedure: Procedure::Petition,
            body: PETITION,
            number: "钟信示例2026-031",
            begins: Step::Received,
            deeds: vec![
                (6, at_first(Step::Forwarded { to: LAND.into() })),
                (4, at_first(accepted())),
                (40, at_first(decided(Finding::NotSupported))),
                (3, at_first(served())),
                (9, Deed::Refer(Docking::Petition, PETITION)),
            ],
        },
        Tale {
            ago: 58,
            theme: 5,
            procedure: Procedure::Adjudication,
            body: LAND,
            number: "钟自然资裁示例〔2026〕4号",
            begins: accepted(),
            deeds: vec![(20, Deed::Refer(Docking::Adjudication, LAND)), (8, Deed::Miss)],
        },
    ]
}

fn at_counters() -> Vec<Tale> {
    vec![
        Tale {
            ago: 34,
            theme: 2,
            procedure: Procedure::Arbitration,
            body: "示例劳动人事争议仲裁委员会",
            number: "示劳仲〔2026〕88号",
            begins: accepted(),
            deeds: Vec::new(),
        },
        Tale {
            ago: 45,
            theme: 8,
            procedure: Procedure::Complaint,
            body: MARKET,
            number: "投示例2026-207",
            begins: Step::Received,
            deeds: vec![
                (20, at_first(decided(Finding::Answered))),
                (6, Deed::Refer(Docking::Agency, MARKET)),
                (2, Deed::Receive),
            ],
        },
        Tale {
            ago: 15,
            theme: 4,
            procedure: Procedure::Hotline,
            body: "12345 政务服务便民热线",
            number: "示例工单 20261113-0042",
            begins: Step::Received,
            deeds: vec![(5, at_first(decided(Finding::Answered)))],
        },
    ]
}

/// Tells all of them.
pub(super) async fn live(
    office: &Office,
    time: &TravellingTime,
    chance: &SeededChance,
    (today, paper): (Date, &FileHash),
) -> Result<(), Failure> {
    let tales = tales(today);
    for (at, tale) in tales.into_iter().enumerate() {
        let start = today.checked_sub(tale.ago.days()).expect("the demonstration stays in this era");
        let diary = Diary::opening_at_a_desk(start, today, at, &office.law().calendar);
        let mut story = Story::new(office, time, chance, at, (today, diary), paper.clone());
        story.theme = &THEMES[tale.theme];
        story.name = format!("{}{}", SURNAMES[at % SURNAMES.len()], GIVEN[at % GIVEN.len()]);
        story.tell(tale).await?;
    }
    Ok(())
}

impl Story<'_> {
    async fn tell(&mut self, tale: Tale) -> Result<(), Failure> {
        self.register(Wish::RegisterOnly).await?;
        self.later(1);
        let report = self.report(Level::First, tale.begins.clone(), Some(tale.number));
        let body = body(self.office, tale.body);
        let opening =
            Box::new(Opening { procedure: tale.procedure, body, by: Vec::new(), apart: false, report });
        let open = Command::Dispute(DisputeCommand::RecordProceeding { opening });
        self.give(&self.clerk(), self.dispute.clone(), open).await?;
        let officer = match tale.procedure {
            Procedure::Litigation => self.officer("u-faguan1", "c1"),
            Procedure::Petition => self.officer("u-xinfang", "c1"),
            Procedure::ProcuratorialSupervision => self.officer("u-jiancha", "c1"),
            _ => self.clerk(),
        };
        for (days, deed) in tale.deeds {
            self.later(days);
            self.carry_out(&officer, deed).await?;
        }
        Ok(())
    }

    fn report(&self, level: Level, step: Step, number: Option<&str>) -> Report {
        Report {
            level,
            step,
            happened_on: self.diary.day,
            body: None,
            case_number: number.map(str::to_owned),
            document_number: None,
            document: None,
            origin: Origin::typed(),
        }
    }

    async fn carry_out(&mut self, officer: &Actor, deed: Deed) -> Result<(), Failure> {
        let report = match deed {
            Deed::Step(level, step) => self.report(level, step, None),
            Deed::Appeal(number, step) => self.report(Level::Second, step, Some(number)),
            Deed::Refer(docking, from) => return self.refer(docking, from).await,
            Deed::Receive => {
                return self.answer(&self.clerk(), ReferralCommand::Accept { receipt: None }).await;
            }
            Deed::SendBack => {
                let reason = "当事人还没有说明愿意调解的范围，请补充后再移送".into();
                return self.answer(&self.clerk(), ReferralCommand::Decline { reason, receipt: None }).await;
            }
            Deed::Miss => {
                self.lapsed(&self.dispute.child(Kind::Referral, 1)).await?;
                return self.answer(&Actor::statute(), ReferralCommand::RecordUnanswered).await;
            }
            Deed::HandBack => {
                let back = Box::new(HandBack {
                    outcome: BackOutcome::NotAgreed,
                    consented_on: None,
                    ended_on: Some(self.diary.day),
                    undisputed: None,
                    papers: Vec::new(),
                });
                return self.answer(&self.clerk(), ReferralCommand::HandBack { back }).await;
            }
        };
        let command = Command::Mirrored(MirroredCommand::records(report));
        self.give(officer, self.dispute.child(Kind::Mirrored, 1), command).await
    }

    /// From that body to the centre, with the applicant's word.
    async fn refer(&mut self, docking: Docking, from: &str) -> Result<(), Failure> {
        let consent = ReferralConsent {
            side: "p1".into(),
            way: ConsentWay::Phone,
            on: self.diary.day,
            evidence: Some(self.paper.clone()),
        };
        let request = Request {
            docking,
            from: organization_id(from),
            to: organization_id(CENTRE),
            reason: "双方都表示愿意先协调，争点集中".into(),
            consents: vec![consent],
        };
        let command = Command::Dispute(DisputeCommand::Refer { request: Box::new(request) });
        self.give(&self.clerk(), self.dispute.clone(), command).await
    }

    async fn answer(&mut self, actor: &Actor, command: ReferralCommand) -> Result<(), Failure> {
        let target = self.dispute.child(Kind::Referral, 1);
        self.give(actor, target, Command::Referral(command)).await
    }
}

/// Where it stands in the directory, as it stands there; what sits elsewhere has its name alone.
fn body(office: &Office, name: &str) -> OtherBody {
    let id = organization_id(name);
    let known = office.law().directory.organization(&id).is_some();
    OtherBody { organization: known.then_some(id), name: name.to_owned() }
}
