//! The demonstration's pool of experts, two consultations of them and one review chaired by a leader of the city.

use super::diary::Diary;
use crate::{
    office::{Extras, Failure, Office, Order, TravellingTime},
    orders::seed,
    people::import::organization_id,
};
use huajie_law::{
    Actor, AnyMatter, Command, FileHash, Kind, MatterId, UserId,
    case_review::{
        CaseReviewCommand, Convening, MinutesText, ReviewKind, ReviewStand, View, earliest_meeting,
    },
    consultation::{
        ConsultationCommand, ConsultationForm, ConsultationRequest, DeclineGround, Followed, Opinion, Stand,
    },
    dispute::DisputeCommand,
    expert::{Expert, ExpertCommand, Field, Profile},
    mediation::SignatureWay,
};
use jiff::ToSpan;

/// Login, fields, where from, and the body in which they have an interest.
const POOL: [(&str, &[Field], &str, Option<&str>); 12] = [
    ("zhuanjia", &[Field::AdministrativeLaw], "示例大学法学院", None),
    ("zhuanjia2", &[Field::AdministrativeLaw, Field::Land], "示例律师事务所甲", None),
    ("zhuanjia3", &[Field::Market], "示例行业协会", None),
    ("zhuanjia4", &[Field::Labour], "示例律师事务所乙", Some("钟祥市人力资源和社会保障局")),
    ("zhuanjia5", &[Field::Construction, Field::Land], "示例规划设计院", None),
    ("zhuanjia6", &[Field::CivilLaw], "示例律师事务所丙", Some("钟祥市市场监督管理局")),
    ("zhuanjia7", &[Field::Health], "示例医院", None),
    ("zhuanjia8", &[Field::Agriculture, Field::Land], "示例农业技术推广中心", None),
    ("zhuanjia9", &[Field::Finance], "示例会计师事务所", None),
    ("zhuanjia10", &[Field::Environment], "示例环境监测站", None),
    ("zhuanjia11", &[Field::AdministrativeLaw, Field::Market], "示例党校", None),
    ("zhuanjia12", &[Field::PublicSecurity], "示例警官培训中心", None),
];

fn user(login: &str) -> UserId {
    UserId::new(format!("u-{login}"))
}

/// Puts everybody into the pool who is not there yet; none of them is paid.
pub async fn appoint(office: &Office) -> Result<(), Failure> {
    let today = office.now().today;
    for (login, fields, organization, interest) in POOL {
        let target = Expert::id_of(&user(login));
        if office.ledger.load(&target).await?.is_some() {
            continue;
        }
        let profile = Profile {
            fields: fields.to_vec(),
            organization: organization.into(),
            interests: interest.map(organization_id).into_iter().collect(),
            interests_note: None,
            until: today.saturating_add(2.years()),
        };
        let command = ExpertCommand::Appoint {
            user: user(login),
            profile: Box::new(profile),
            from: today.saturating_sub(1.year()),
            basis: "专家聘任通知（示例）".into(),
        };
        let order = Order { target, seen_version: None, command: Command::Expert(command) };
        office.execute(&Actor::statute(), order, Extras::default()).await?;
    }
    Ok(())
}

/// One dispute as it goes on from that day.
struct Course<'a> {
    office: &'a Office,
    time: &'a TravellingTime,
    dispute: &'a MatterId,
    diary: Diary,
    paper: &'a FileHash,
}

/// What the mediation numbered so asks for: the eldest an opinion that is given, the next a review, a younger one an opinion
/// that is still awaited.
pub async fn live(
    office: &Office,
    time: &TravellingTime,
    at: usize,
    dispute: &MatterId,
    diary: Diary,
    paper: &FileHash,
) -> Result<(), Failure> {
    let mut course = Course { office, time, dispute, diary, paper };
    match at {
        21 => course.consult(true).await,
        20 => course.review().await,
        5 => course.consult(false).await,
        _ => Ok(()),
    }
}

impl Course<'_> {
    fn actor(&self, login: &str) -> Actor {
        let found = self.office.law().directory.actor(&user(login), "c1");
        found.expect("the demonstration's staff is enrolled first")
    }

    async fn give(&mut self, actor: &Actor, target: &MatterId, command: Command) -> Result<(), Failure> {
        self.diary.arrive(self.time);
        let order = Order { target: target.clone(), seen_version: None, command };
        self.office.execute(actor, order, Extras { silent: true, ..Extras::default() }).await.map(|_| ())
    }

    fn later(&mut self, days: i64) {
        self.diary.later(days, &self.office.law().calendar);
    }

    fn signed(&self) -> SignatureWay {
        SignatureWay::Scan { file: self.paper.clone() }
    }

    async fn consult(&mut self, to_the_end: bool) -> Result<(), Failure> {
        let head = self.actor("zhuren");
        let request = ConsultationRequest {
            form: ConsultationForm::ExpertOpinion,
            proceeding: Some(self.dispute.child(Kind::Mediation, 1)),
            question: "原行为的幅度是否适当？在协商中可以怎样变更？".into(),
            materials: vec![self.paper.clone()],
            evidence: Vec::new(),
            grounds: None,
            reply: None,
            fields: Vec::new(),
            number: 3,
            due_on: self.diary.day.saturating_add(14.days()),
        };
        let dispute = self.dispute.clone();
        let consult = DisputeCommand::Consult { request: Box::new(request) };
        self.give(&head, &dispute, Command::Dispute(consult)).await?;
        let id = self.dispute.child(Kind::Consultation, 1);
        self.draw(&head, &id).await?;
        if to_the_end {
            self.later(1);
            let first = self.waiting(&id).await?.remove(0);
            let excuse = ConsultationCommand::Excuse { user: first, ground: DeclineGround::Busy, note: None };
            self.give(&head, &id, Command::Consultation(excuse)).await?;
            self.draw(&head, &id).await?;
        }
        self.later(1);
        let mut waiting = self.waiting(&id).await?;
        waiting.truncate(if to_the_end { 3 } else { 1 });
        for expert in waiting {
            let opinion = Opinion {
                stand: Stand::Improper,
                conclusion: "幅度偏重，可以在协商中变更".into(),
                reasons: "与同类案件相比偏重；当事人已经改正，没有造成危害后果。".into(),
                way: self.signed(),
            };
            let answer = ConsultationCommand::Answer { opinion: Box::new(opinion) };
            let found = self.office.law().directory.actor(&expert, "c1");
            let actor = found.expect("the drawn are enrolled");
            self.give(&actor, &id, Command::Consultation(answer)).await?;
        }
        if to_the_end {
            let (followed, reason) = (Followed::Partly, "幅度的意见采纳，方式由各方协商。".to_owned());
            let follow = ConsultationCommand::RecordFollowed { followed, reason };
            self.give(&head, &id, Command::Consultation(follow)).await?;
        }
        Ok(())
    }

    async fn draw(&mut self, actor: &Actor, id: &MatterId) -> Result<(), Failure> {
        let draw = ConsultationCommand::Draw { seed: seed(self.office), exclude: Vec::new() };
        self.give(actor, id, Command::Consultation(draw)).await
    }

    async fn waiting(&self, id: &MatterId) -> Result<Vec<UserId>, Failure> {
        let file = self.office.ledger.load(id).await?.and_then(|file| file.matter);
        let Some(AnyMatter::Consultation(held)) = file else { panic!("it was opened just now") };
        Ok(held.waiting().map(|invited| invited.user.clone()).collect())
    }

    async fn review(&mut self) -> Result<(), Failure> {
        let office = self.actor("fuyi");
        let members = ["fuyi2", "zhuanjia", "zhuanjia2", "zhuanjia11"];
        // A holiday in between leaves less time for the materials.
        let earliest = earliest_meeting(self.diary.day, &self.office.law());
        let meets_on = self.diary.in_days(6, &self.office.law().calendar).max(earliest);
        let convening = Convening {
            kind: ReviewKind::Mayor,
            proceeding: None,
            question: "争议较大：拟建议变更原行为并协商补救，请审议。".into(),
            materials: vec![self.paper.clone()],
            evidence: Vec::new(),
            grounds: None,
            reply: None,
            chair: user("shizhang"),
            members: members.map(user).into(),
            meets_on,
            place: "市政府第三会议室（示例）".into(),
        };
        let dispute = self.dispute.clone();
        let convene = DisputeCommand::ConveneReview { convening: Box::new(convening) };
        self.give(&office, &dispute, Command::Dispute(convene)).await?;
        let id = self.dispute.child(Kind::CaseReview, 1);
        let serve = CaseReviewCommand::ServeMaterials { served_on: self.diary.day };
        self.give(&office, &id, Command::CaseReview(serve)).await?;
        self.later(2);
        let all = ["shizhang", "fuyi2", "zhuanjia", "zhuanjia2", "zhuanjia11"];
        for login in all {
            let (stand, reasons) = match login {
                "zhuanjia2" => {
                    (ReviewStand::Disagree, "我不同意变更：原行为在幅度以内，变更会与同类案件不一致。")
                }
                _ => (ReviewStand::Agree, "同意拟办意见，变更更有利于化解争议。"),
            };
            let view = View { stand, reasons: reasons.into(), proposal: None, way: self.signed() };
            let opinion = CaseReviewCommand::GiveOpinion { view: Box::new(view) };
            self.give(&self.actor(login), &id, Command::CaseReview(opinion)).await?;
        }
        self.diary.past(meets_on.yesterday().unwrap_or(meets_on), &self.office.law().calendar);
        let minutes = MinutesText {
            held_on: self.diary.day,
            present: all.map(user).into(),
            absences: None,
            text: "承办人汇报后逐人发表意见，多数同意拟办意见，一人不同意，意见原文附后。".into(),
        };
        let record = CaseReviewCommand::RecordMinutes { minutes: Box::new(minutes) };
        self.give(&office, &id, Command::CaseReview(record)).await?;
        for login in all {
            let confirm = CaseReviewCommand::ConfirmMinutes { remark: None };
            self.give(&self.actor(login), &id, Command::CaseReview(confirm)).await?;
        }
        let text = "多数意见：建议变更并协商补救。不同意见：维持原行为。供办理机关决定时参考。".into();
        self.give(&self.actor("shizhang"), &id, Command::CaseReview(CaseReviewCommand::Resolve { text }))
            .await
    }
}
