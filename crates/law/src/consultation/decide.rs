//! What may happen in a consultation.

use super::*;
use crate::{
    Kind, Matter, MatterId, Outline, Refusal, Role,
    decision::Law,
    dispute::{Dispute, line, text},
    matter::{Context, Offer, offers_from},
    refusal::{ALREADY_OPEN, NOT_OPEN, WRONG_STAGE, ensure, ensure_at},
};

pub mod codes;
use codes::*;

const OFFERED: [&str; 8] = [
    "draw",
    "answer",
    "excuse",
    "set_hearing",
    "record_notice",
    "record_hearing",
    "record_followed",
    "end_early",
];
const MOST_EXPERTS: u8 = 9;
/// 128 bits as hexadecimal digits.
const SEED_DIGITS: usize = 32;

impl Matter for Consultation {
    type Command = ConsultationCommand;
    type Event = ConsultationEvent;
    const KIND: Kind = Kind::Consultation;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &ConsultationCommand,
    ) -> Result<Vec<ConsultationEvent>, Refusal> {
        match (state, command) {
            (None, ConsultationCommand::Open { brief, plan }) => {
                context.actor.permits(&[Role::Statute])?;
                let (on, brief, plan) = (context.now.today, brief.clone(), plan.clone());
                Ok(vec![ConsultationEvent::Opened { on, brief, plan }])
            }
            (Some(_), ConsultationCommand::Open { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
            (Some(_), ConsultationCommand::NoteWalls { walled }) => {
                context.actor.permits(&[Role::Statute])?;
                Ok(vec![ConsultationEvent::WallsNoted { on: context.now.today, walled: walled.clone() }])
            }
            (Some(held), command) => {
                held.may(context, name(command))?;
                if let ConsultationCommand::NoteLeft = command {
                    return Ok(held.left(context));
                }
                let event = held.weigh(context, command)?;
                Ok(held.with_completion(context.now.today, event))
            }
        }
    }

    fn apply(state: Option<Self>, event: &ConsultationEvent) -> Self {
        match (state, event) {
            (_, ConsultationEvent::Opened { on, brief, plan }) => Consultation {
                brief: (**brief).clone(),
                plan: (**plan).clone(),
                opened_on: *on,
                stage: Stage::Drawing,
                draws: Vec::new(),
                invited: Vec::new(),
                hearing: None,
                followed: None,
            },
            (Some(held), event) => held.after(event),
            (None, _) => panic!("the journal of a consultation opens with its opening"),
        }
    }

    fn outline(&self, _id: &MatterId, _law: &Law) -> Outline {
        self.outline_of()
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        offers_from(&OFFERED, |command| self.may(context, command))
    }
}

impl Consultation {
    /// Whoever asks and their colleagues, the head of the centre, the office of the committee.
    fn manages(&self, context: Context<'_>) -> bool {
        let actor = context.actor;
        self.plan.by.is_colleague(actor)
            || matches!(actor.role, Role::CentreHead | Role::ReconsiderationOfficer)
    }

    fn may(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let actor = context.actor;
        if self.walls().contains(&actor.user) {
            return Err(Refusal::not_visible());
        }
        let own = self.invitation(&actor.user);
        let open = self.stage.over_on().is_none();
        match command {
            "answer" => {
                let own = own.ok_or_else(Refusal::not_permitted)?;
                ensure(open && own.state == Invitation::Waiting, WRONG_STAGE)?;
                ensure(self.is_heard(), HEARING_FIRST)
            }
            "note_left" => {
                actor.permits(&[Role::Statute])?;
                ensure(self.gone(context.law).next().is_some(), WRONG_STAGE)
            }
            "excuse" if own.is_some() => {
                ensure(open && own.is_some_and(|own| own.state == Invitation::Waiting), WRONG_STAGE)
            }
            _ if !self.manages(context) => Err(Refusal::not_permitted()),
            "excuse" => ensure(open && self.waiting().next().is_some(), WRONG_STAGE),
            "draw" => {
                ensure(open, WRONG_STAGE)?;
                ensure(self.missing() > 0, NOBODY_MISSING)
            }
            "record_followed" => {
                ensure(!open && self.followed.is_none(), WRONG_STAGE)?;
                ensure(self.answered().0 > 0, NOTHING_ANSWERED)
            }
            "end_early" => ensure(open, WRONG_STAGE),
            _ => {
                ensure(open && self.is_hearing(), if open { NO_HEARING } else { WRONG_STAGE })?;
                let held = self.hearing.as_ref().is_some_and(|hearing| hearing.held.is_some());
                ensure(!held, WRONG_STAGE)?;
                ensure(command == "set_hearing" || self.hearing.is_some(), NOT_SET)
            }
        }
    }

    pub fn waiting(&self) -> impl Iterator<Item = &Invited> {
        self.invited.iter().filter(|invited| invited.state == Invitation::Waiting)
    }

    fn weigh(
        &self,
        context: Context<'_>,
        command: &ConsultationCommand,
    ) -> Result<ConsultationEvent, Refusal> {
        let on = context.now.today;
        Ok(match command {
            ConsultationCommand::Open { .. } => return Err(Refusal::of(ALREADY_OPEN)),
            ConsultationCommand::Draw { seed, exclude } => {
                ConsultationEvent::Drawn { on, draw: Box::new(self.weigh_draw(context, seed, exclude)?) }
            }
            ConsultationCommand::Excuse { user, ground, note } => {
                let waits = self.waiting().any(|invited| invited.user == *user);
                let own = self.invitation(&context.actor.user).is_none() || *user == context.actor.user;
                ensure_at(waits && own, NOT_INVITED, "user")?;
                if *ground == DeclineGround::Other {
                    line(note.as_deref().unwrap_or_default(), "note")?;
                }
                ConsultationEvent::ExpertDeclined {
                    on,
                    user: user.clone(),
                    ground: *ground,
                    note: note.clone(),
                }
            }
            ConsultationCommand::Answer { opinion } => {
                line(&opinion.conclusion, "opinion.conclusion")?;
                text(&opinion.reasons, "opinion.reasons")?;
                let user = context.actor.user.clone();
                let given = self.invitation(&user).is_some_and(|own| own.state != Invitation::Waiting);
                ensure(!given, GIVEN_ALREADY)?;
                ConsultationEvent::Answered { on, user, opinion: opinion.clone() }
            }
            ConsultationCommand::EndEarly { reason } => {
                line(reason, "reason")?;
                ConsultationEvent::Closed { on, reason: reason.clone() }
            }
            ConsultationCommand::RecordFollowed { followed, reason } => {
                text(reason, "reason")?;
                let (by, followed, reason) = (context.actor.user.clone(), *followed, reason.clone());
                ConsultationEvent::FollowedRecorded { on, by, followed, reason }
            }
            _ => return self.weigh_hearing(context, command),
        })
    }

    fn weigh_draw(&self, context: Context<'_>, seed: &str, exclude: &[Exclude]) -> Result<Draw, Refusal> {
        let digits = seed.len() == SEED_DIGITS && seed.bytes().all(|byte| byte.is_ascii_hexdigit());
        ensure_at(digits, SEED_TYPED, "seed")?;
        for (i, one) in exclude.iter().enumerate() {
            ensure_at(!one.reason.trim().is_empty(), EXCLUDE_REASON, &format!("exclude.{i}.reason"))?;
        }
        let today = context.now.today;
        let (pool, excluded) = draw::eligible(self, exclude, &context.law.directory, today);
        let wanted = self.missing();
        if pool.len() < wanted {
            let says = format!(
                "还缺 {wanted} 位专家，符合条件的只有 {} 位：请先充实专家库，再抽取；也可以提前结束这次论证，放宽专业、减少人数另行发起",
                pool.len()
            );
            return Err(Refusal::of(TOO_FEW).because(says));
        }
        Ok(Draw::of(today, seed, wanted, pool, excluded))
    }

    /// The last answer, or the hearing after it, completes the consultation.
    fn with_completion(&self, on: Date, event: ConsultationEvent) -> Vec<ConsultationEvent> {
        let complete = self.stage.over_on().is_none() && self.clone().after(&event).is_complete();
        let ends = matches!(event, ConsultationEvent::Closed { .. });
        let completed = (complete && !ends).then_some(ConsultationEvent::Completed { on });
        std::iter::once(event).chain(completed).collect()
    }

    fn after(mut self, event: &ConsultationEvent) -> Consultation {
        match event {
            ConsultationEvent::Opened { .. } => {}
            ConsultationEvent::Drawn { on, draw } => {
                let name = |user: &UserId| {
                    let named = draw.pool.iter().find(|one| one.user == *user);
                    named.map_or_else(String::new, |one| one.name.clone())
                };
                let invited = draw.drawn.iter().map(|user| Invited {
                    user: user.clone(),
                    name: name(user),
                    on: *on,
                    state: Invitation::Waiting,
                });
                self.invited.extend(invited);
                self.draws.push((**draw).clone());
                self.stage = Stage::Asking;
            }
            ConsultationEvent::ExpertDeclined { on, user, ground, note } => {
                self.note(user, Invitation::Declined { on: *on, ground: *ground, note: note.clone() });
                self.stage = Stage::Drawing;
            }
            ConsultationEvent::Answered { on, user, opinion } => {
                self.note(user, Invitation::Answered { on: *on, opinion: Some((**opinion).clone()) });
            }
            ConsultationEvent::HearingSet { starts_at, place, participants, due_on, .. } => {
                self.plan.request.due_on = due_on.unwrap_or(self.plan.request.due_on);
                // Another day is another hearing: what was served for the first says nothing of it.
                self.hearing = Some(Hearing {
                    starts_at: *starts_at,
                    place: place.clone(),
                    participants: participants.clone(),
                    notices: Vec::new(),
                    held: None,
                });
            }
            ConsultationEvent::NoticeRecorded { notice, .. } => {
                self.hearing.iter_mut().for_each(|hearing| hearing.notices.push(notice.clone()))
            }
            ConsultationEvent::HearingRecorded { held, .. } => {
                self.hearing.iter_mut().for_each(|hearing| hearing.held = Some((**held).clone()))
            }
            ConsultationEvent::Completed { on } => self.stage = Stage::Completed { on: *on },
            ConsultationEvent::Closed { on, reason } => {
                self.stage = Stage::Closed { on: *on, reason: reason.clone() }
            }
            ConsultationEvent::WallsNoted { on, walled } => self.wall_off(*on, walled),
            ConsultationEvent::FollowedRecorded { on, by, followed, reason } => {
                let (by, reason) = (by.clone(), reason.clone());
                self.followed = Some(Following { on: *on, by, followed: *followed, reason });
            }
        }
        self
    }

    /// Whoever was drawn and is walled off makes room for another; an opinion that was given stays as it was given.
    fn wall_off(&mut self, on: Date, walled: &[UserId]) {
        for user in walled {
            if self.brief.walled.contains(user) {
                continue;
            }
            self.brief.walled.push(user.clone());
            let waits = self.waiting().any(|one| one.user == *user);
            self.note(user, Invitation::Declined { on, ground: DeclineGround::Interest, note: None });
            if waits && self.stage == Stage::Asking {
                self.stage = Stage::Drawing;
            }
        }
    }

    fn note(&mut self, user: &UserId, state: Invitation) {
        let waits = |one: &&mut Invited| one.user == *user && one.state == Invitation::Waiting;
        if let Some(invited) = self.invited.iter_mut().rev().find(waits) {
            invited.state = state;
        }
    }
}

/// The command's name as its JSON has it.
fn name(command: &ConsultationCommand) -> &'static str {
    match command {
        ConsultationCommand::Open { .. } => "open",
        ConsultationCommand::Draw { .. } => "draw",
        ConsultationCommand::Excuse { .. } => "excuse",
        ConsultationCommand::Answer { .. } => "answer",
        ConsultationCommand::SetHearing { .. } => "set_hearing",
        ConsultationCommand::RecordNotice { .. } => "record_notice",
        ConsultationCommand::RecordHearing { .. } => "record_hearing",
        ConsultationCommand::EndEarly { .. } => "end_early",
        ConsultationCommand::RecordFollowed { .. } => "record_followed",
        ConsultationCommand::NoteWalls { .. } => "note_walls",
        ConsultationCommand::NoteLeft => "note_left",
    }
}

/// What is asked, of how many, until when; with the materials of the file that go along.
pub(crate) fn weigh_request(
    dispute: &Dispute,
    request: &ConsultationRequest,
    context: Context<'_>,
) -> Result<Plan, Refusal> {
    text(&request.question, "request.question")?;
    ensure_at((1..=MOST_EXPERTS).contains(&request.number), NUMBER, "request.number")?;
    ensure_at(request.due_on > context.now.today, DUE_PASSED, "request.due_on")?;
    ensure_open(dispute, request.proceeding.as_ref(), UNKNOWN_PROCEEDING, "request.proceeding")?;
    let mut materials = materials_of(dispute, &request.materials, UNKNOWN_MATERIAL, "request.materials")?;
    materials.extend(request.evidence.iter().cloned());
    request.grounds.as_deref().map_or(Ok(()), |said| text(said, "request.grounds"))?;
    request.reply.as_deref().map_or(Ok(()), |said| text(said, "request.reply"))?;
    let (facts, team) = (dispute.registration.facts.clone(), dispute.seated.clone());
    Ok(Plan { request: request.clone(), materials, facts, by: asker(context)?, team })
}

/// A proceeding of this dispute that still runs, where one is named.
pub(crate) fn ensure_open(
    dispute: &Dispute,
    proceeding: Option<&MatterId>,
    code: crate::Code,
    field: &str,
) -> Result<(), Refusal> {
    let open = |id: &MatterId| {
        let mut held = dispute.proceedings.iter();
        held.any(|p| p.matter == *id && p.kind.is_proceeding() && p.ended_on.is_none())
    };
    ensure_at(proceeding.is_none_or(open), code, field)
}

pub(crate) fn materials_of(
    dispute: &Dispute,
    named: &[crate::FileHash],
    code: crate::Code,
    field: &str,
) -> Result<Vec<crate::dispute::Evidence>, Refusal> {
    let on_file = &dispute.registration.evidence;
    let find = |hash: &crate::FileHash| on_file.iter().find(|item| item.file == *hash).cloned();
    named.iter().map(|hash| find(hash).ok_or_else(|| Refusal::at(code, field))).collect()
}

pub(crate) fn asker(context: Context<'_>) -> Result<Asker, Refusal> {
    let actor = context.actor;
    let organization = actor.organization.clone().ok_or_else(Refusal::not_permitted)?;
    Ok(Asker { user: actor.user.clone(), name: actor.name.clone(), role: actor.role, organization })
}
