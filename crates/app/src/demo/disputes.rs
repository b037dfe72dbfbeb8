//! Some two hundred disputes in every stage, each lived through by giving commands as the persons of the story would.

mod applying;
mod closing;
mod courses;
mod elsewhere;
mod papered;
mod reconsidered;
mod seating;

use super::{
    advice,
    diary::Diary,
    themes::{GIVEN, SURNAMES, THEMES, Theme},
};
use crate::{
    http::Upload,
    office::{Chance, Extras, Failure, Office, Order, SeededChance, TravellingTime},
    people::import::organization_id,
};
use courses::{Beginning, Course, beginnings};
use huajie_law::{
    Actor, Command, FileHash, Kind, MatterId, Role, UserId,
    dispute::{DisputeCommand, Nature, Source, VolumeEntry, Wish},
    follow_up::{FollowUpCommand, Performed, Visit, VisitForm},
    mediation::{
        Answer, Category, Channel, ConsentWay, Ending, Ground, HeadAttendance, Interest, Legality,
        LegalityItem, MEDIATOR, MediationCommand, Obligation, RESPONDENT, ServiceWay, SessionForm,
        SignatureWay,
    },
    performance::PerformanceCommand,
    referral::ReferralCommand,
};
use huajie_papers::PaperError;
use jiff::{ToSpan, civil::Date};
use papered::Press;
use std::collections::BTreeMap;

/// Tells all stories, the oldest first, so that numbers follow the days.
pub async fn live(office: &Office, time: &TravellingTime) -> Result<Option<PaperError>, Failure> {
    let today = crate::words::day_of(office.now().at);
    let bytes = "示例材料：仅供示范。\n".as_bytes().to_vec();
    let upload = Upload::new("evidence", "示例材料.txt", bytes);
    let paper = office.store_upload(&upload).await?.expect("a line of text is taken").file;
    let chance = SeededChance::new(2026);
    let press = Press::default();
    for Beginning { on, course, at, ordinal } in beginnings(today) {
        let diary = Diary::opening_at_a_desk(on, today, ordinal, &office.law().calendar);
        let mut story = Story::new(office, time, &chance, ordinal, (today, diary), paper.clone());
        story.press = papered::is_papered(at).then_some(&press);
        Box::pin(story.live(course)).await?;
        if course == Course::Mediating {
            advice::live(office, time, at, &story.dispute, story.diary, &paper).await?;
        }
    }
    elsewhere::live(office, time, &chance, (today, &paper)).await?;
    reconsidered::live(office, time, &chance, (today, &paper)).await?;
    Ok(press.into_inner())
}

struct Story<'a> {
    office: &'a Office,
    time: &'a TravellingTime,
    theme: &'static Theme,
    today: Date,
    diary: Diary,
    name: String,
    /// Who applies together with them: the others whom the group has chosen, and how many they all are.
    group: Option<(Vec<String>, u32)>,
    place: String,
    paper: FileHash,
    dispute: MatterId,
    /// Where its papers are set, of a story that is told with its papers.
    press: Option<&'a Press>,
}

impl<'a> Story<'a> {
    fn new(
        office: &'a Office,
        time: &'a TravellingTime,
        chance: &SeededChance,
        ordinal: usize,
        (today, diary): (Date, Diary),
        paper: FileHash,
    ) -> Story<'a> {
        let mut drawn = [0; 4];
        chance.fill(&mut drawn);
        let theme = &THEMES[(ordinal + usize::from(drawn[0]) % 3) % THEMES.len()];
        let surname = SURNAMES[usize::from(drawn[1]) % SURNAMES.len()];
        let given = GIVEN[usize::from(drawn[2]) % GIVEN.len()];
        let name = match theme.nature {
            Nature::NaturalPerson => format!("{surname}{given}"),
            _ => format!("{surname}{}", theme.trade),
        };
        let town = 100 + u32::from(drawn[3]) % 15;
        let place = format!("420881{town}");
        let (group, dispute) = (None, MatterId::from("-"));
        Story { office, time, theme, today, diary, name, group, place, paper, dispute, press: None }
    }

    fn later(&mut self, days: i64) {
        self.diary.later(days, &self.office.law().calendar);
    }

    async fn give(&mut self, actor: &Actor, target: MatterId, command: Command) -> Result<(), Failure> {
        self.diary.arrive(self.time);
        let order = Order { target, seen_version: None, command };
        self.office.execute(actor, order, Extras { silent: true, ..Extras::default() }).await.map(|_| ())
    }

    async fn mediate(&mut self, actor: &Actor, command: MediationCommand) -> Result<(), Failure> {
        let target = self.dispute.child(Kind::Mediation, 1);
        self.give(actor, target, Command::Mediation(command)).await
    }

    fn clerk(&self) -> Actor {
        self.officer("u-chuangkou", "c1")
    }

    fn officer(&self, user: &str, capacity: &str) -> Actor {
        let found = self.office.law().directory.actor(&UserId::from(user), capacity);
        found.expect("the demonstration's staff is enrolled first")
    }

    fn party(&self) -> Actor {
        Actor::party(self.dispute.clone(), "p1", crate::office::masked(&self.name, self.theme.nature))
    }

    /// The agency's own legal staff.
    fn agency(&self) -> Actor {
        let respondent = organization_id(self.theme.respondent);
        let law = self.office.law();
        let found =
            law.directory.holders(Role::AgencyLegal).find(|(_, _, held)| held.organization == respondent);
        let (user, _, held) = found.expect("every respondent of a theme has legal staff");
        law.directory.actor(user, &held.key).expect("found just now")
    }

    async fn live(&mut self, course: Course) -> Result<(), Failure> {
        use Course::*;
        let wish = if course == Registered { Wish::RegisterOnly } else { Wish::Mediation };
        self.register(wish).await?;
        if matches!(course, Registered | Screening) {
            return Ok(());
        }
        self.later(1);
        if course == Declined {
            self.decline().await?;
            self.hand_on_if_pending().await?;
            self.issue(&["refusal.p1.-"]).await?;
            return self.visit_and_close_if_past(20).await;
        }
        self.import().await?;
        self.issue(&["consent_notice.p1.-"]).await?;
        if course == AskingConsent {
            return Ok(());
        }
        self.later(1);
        self.consent(course == ConsentRefused).await?;
        if matches!(course, ConsentRefused) {
            self.hand_on_if_pending().await?;
            self.issue(&["refusal.p1.-"]).await?;
            return self.visit_and_close_if_past(20).await;
        }
        if course == Teaming {
            return Ok(());
        }
        self.name_team().await?;
        self.later(1);
        self.begin().await?;
        match course {
            Mediating => self.talk().await,
            Lapsed => self.lapse().await,
            Failed => self.fail().await,
            Signing => {
                self.talk().await?;
                self.draft().await
            }
            Performing | Closed => {
                self.talk().await?;
                self.draft().await?;
                self.sign().await?;
                if course == Closed { self.perform_and_close().await } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    async fn register(&mut self, wish: Wish) -> Result<(), Failure> {
        self.apply(&self.clerk(), Source::Counter, (wish, None)).await
    }

    async fn decline(&mut self) -> Result<(), Failure> {
        let reason = "事实清楚、争议的是法律适用，当事人要求尽快得到复议决定".into();
        self.mediate(&self.clerk(), MediationCommand::DeclineImport { reason, settled: None }).await
    }

    async fn import(&mut self) -> Result<(), Failure> {
        let categories = vec![Category::PartyAsks, Category::OtherSettleable];
        self.mediate(&self.clerk(), MediationCommand::imports(categories, Channel::BeforeProcedure)).await
    }

    async fn consent(&mut self, refused: bool) -> Result<(), Failure> {
        let on = self.diary.day;
        let said = |party: &str, answer, way| MediationCommand::RecordConsent {
            also: Vec::new(),
            party: party.into(),
            answer,
            way,
            on,
            evidence: None,
            note: (way == ConsentWay::Phone).then(|| "致电本人，已告知最后一天，本人表示同意".to_owned()),
            conservative_day_told: true,
            signed: None,
        };
        self.mediate(&self.clerk(), said("p1", Answer::Agree, ConsentWay::Phone)).await?;
        let answer = if refused { Answer::Refuse } else { Answer::Agree };
        self.mediate(&self.agency(), said(RESPONDENT, answer, ConsentWay::OnlineForm)).await
    }

    async fn begin(&mut self) -> Result<(), Failure> {
        let (mediator, _) = self.table().await?;
        self.mediate(
            &mediator,
            MediationCommand::AcceptMaterial { interest: Some(Interest::Free), disclosure: None },
        )
        .await?;
        let check = MediationCommand::SelfCheck {
            assessment: self.theme.self_check()[0].into(),
            flaws: self.theme.self_check()[1].into(),
            room_to_concede: self.theme.self_check()[2].into(),
            head_will_attend: true,
        };
        self.mediate(&self.agency(), check).await?;
        let beginning =
            ["team_notice.p1.-", "team_notice.respondent.-", "acceptance.p1.-", "acceptance.respondent.-"];
        self.issue(&beginning).await
    }

    async fn talk(&mut self) -> Result<(), Failure> {
        let (mediator, judge) = self.table().await?;
        self.mediate(&mediator, MediationCommand::AskJudge { question: self.theme.question.0.into() })
            .await?;
        let opinion =
            MediationCommand::GiveOpinion { question: "q1".into(), opinion: self.theme.question.1.into() };
        self.mediate(&judge, opinion).await?;
        self.later(2);
        let meets_on = self.diary.in_days(1, &self.office.law().calendar);
        // Where no working day is left before today, they meet in the afternoon.
        let hour = if meets_on > self.diary.day { 9 } else { 17 };
        let session = MediationCommand::ConveneSession {
            starts_at: meets_on.at(hour, 30, 0, 0),
            place: Some("中心二号调解室".into()),
            video: false,
            form: SessionForm::Joint,
            head_invited: true,
        };
        self.mediate(&mediator, session).await?;
        for recipient in ["p1", RESPONDENT] {
            let served = MediationCommand::RecordService {
                also: Vec::new(),
                session: "s1".into(),
                recipient: recipient.into(),
                way: ServiceWay::Phone,
                served_on: self.diary.day,
                proof: None,
                note: Some("本人接听，已知晓时间地点".into()),
            };
            self.mediate(&mediator, served).await?;
        }
        self.later(1);
        // An hour after they began.
        self.diary.not_before((i64::from(hour) - 9) * 60 + 90);
        self.meet(&mediator, &judge).await
    }

    async fn meet(&mut self, mediator: &Actor, judge: &Actor) -> Result<(), Failure> {
        let head =
            HeadAttendance::Attended {
                name: "示例·分管负责人".into(), post: "副局长".into(), spoke: true
            };
        let present = vec!["p1".to_owned(), RESPONDENT.to_owned()];
        let attendance = MediationCommand::RecordAttendance {
            session: "s1".into(),
            present,
            agents: Vec::new(),
            team: [judge, mediator].map(|actor| actor.user.clone()).into(),
            head: Some(head),
        };
        self.mediate(mediator, attendance).await?;
        let text = format!("双方陈述了“{}”的经过，核对了材料，就处理方案交换了意见。", self.theme.title);
        self.mediate(mediator, MediationCommand::WriteMinutes { session: "s1".into(), text }).await?;
        self.issue(&["minutes.-.s1"]).await
    }

    async fn fail(&mut self) -> Result<(), Failure> {
        self.talk().await?;
        self.later(6);
        let (mediator, _) = self.table().await?;
        let command =
            MediationCommand::Fail { ground: Ground::LargeDivergence, reason: self.theme.apart().into() };
        self.mediate(&mediator, command).await?;
        self.issue(&["termination.p1.-"]).await?;
        self.visit_and_close(20, false).await
    }

    async fn draft(&mut self) -> Result<(), Failure> {
        let (mediator, judge) = self.table().await?;
        self.later(2);
        let obligation = Obligation {
            obligor: RESPONDENT.into(),
            obligee: Some("p1".into()),
            content: self.theme.promise.into(),
            amount_fen: self.theme.promised_fen(),
            due_on: self.diary.day.checked_add(20.days()).expect("in this era"),
        };
        let command = MediationCommand::DraftAgreement {
            obligations: vec![obligation],
            disposition: self.theme.disposition(),
            disposition_note: None,
            ending: Ending::AgencyCorrects,
            cost_shown: true,
        };
        self.mediate(&mediator, command).await?;
        let items = [
            LegalityItem::Interests,
            LegalityItem::MandatoryRules,
            LegalityItem::Voluntariness,
            LegalityItem::Certainty,
        ];
        let items = items.map(|item| Legality { item, passed: true, note: None }).into();
        self.mediate(&judge, MediationCommand::CheckLegality { items }).await
    }

    async fn sign(&mut self) -> Result<(), Failure> {
        let (mediator, _) = self.table().await?;
        // The party by the code on its telephone, the agency and the mediator on one sheet.
        let way = SignatureWay::Code { receipt: "示例验证".into() };
        let sign = |party: &str, also: Vec<String>, way| MediationCommand::SignAgreement {
            party: party.into(),
            also,
            way,
            present: None,
        };
        self.mediate(&self.party(), sign("p1", Vec::new(), way)).await?;
        let sheet = SignatureWay::Scan { file: self.paper.clone() };
        self.mediate(&mediator, sign(RESPONDENT, vec![MEDIATOR.into()], sheet)).await?;
        self.issue(&["agreement.-.-"]).await
    }

    async fn perform_and_close(&mut self) -> Result<(), Failure> {
        self.later(15);
        let command = PerformanceCommand::RecordFulfilment {
            obligation: "o1".into(),
            on: self.diary.day,
            proof: None,
            partly: false,
            note: None,
        };
        let target = self.dispute.child(Kind::Performance, 1);
        self.give(&self.clerk(), target, Command::Performance(command)).await?;
        self.visit_and_close(8, true).await
    }
}
