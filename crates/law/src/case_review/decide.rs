//! What may happen in a case review.

use super::{convening::*, *};
use crate::{
    Kind, Matter, MatterId, Outline, Refusal, Role,
    decision::Law,
    dispute::{line, text},
    matter::{Context, Offer, offers_from},
    refusal::{ALREADY_OPEN, DATE_BEFORE_START, DATE_IN_FUTURE, NOT_OPEN, WRONG_STAGE, ensure, ensure_at},
};

pub mod codes {
    //! Refusals of this room.
    use crate::Code;
    pub const TOO_FEW: Code = Code::new(
        "case_review.members.number",
        "连主持人在内要五人以上，并且是单数（本市议事规则的设定，不是法定人数）",
    );
    pub const TWICE: Code = Code::new("case_review.members.twice", "同一个人只能列一次");
    pub const RECUSED: Code =
        Code::new("case_review.members.recused", "办理过原行为或者与案件有关系的人不能参加案审");
    pub const NOT_A_LEADER: Code =
        Code::new("case_review.chair.not_a_leader", "市长案审会由市政府领导主持，请重新选择主持人");
    pub const MEETS_IN_PAST: Code = Code::new("case_review.meets_on", "开会日期不能早于今天");
    pub const MATERIAL_TOO_LATE: Code = Code::new(
        "case_review.meets_on.material",
        "材料来不及在会前三个工作日送到成员手里（本市议事规则的设定，不是法定期限），请把会定晚一些",
    );
    pub const CONVENED_ALREADY: Code = Code::new(
        "case_review.convened_already",
        "这个程序已经召集了案审会，还没有开完：要改期的在那里改期，新的问题放到那次会上，或者等它开完",
    );
    pub const UNKNOWN_PROCEEDING: Code =
        Code::new("case_review.proceeding", "这个程序不在案件里，或者已经终结，请重新选择");
    pub const UNKNOWN_MATERIAL: Code = Code::new("case_review.material", "案卷里没有这份材料，请重新选择");
    pub const NOT_A_MEMBER: Code = Code::new("case_review.member.unknown", "这个人不是本次案审会的成员");
    pub const GIVEN_ALREADY: Code =
        Code::new("case_review.opinion.given", "意见已经签名提交，原样保存，不能再改");
    pub const PROPOSAL_MISSING: Code = Code::new("case_review.opinion.proposal", "另提意见的，请写明意见");
    pub const CHAIR_ABSENT: Code = Code::new("case_review.minutes.chair", "主持人没有到会，会议不能举行");
    pub const QUORUM: Code =
        Code::new("case_review.minutes.quorum", "到会的不到成员的一半以上，会议不能举行，请改期");
    pub const ABSENCE_REASON: Code =
        Code::new("case_review.minutes.absence", "有成员没有到会，请写明是谁、什么原因");
    pub const BEFORE_ITS_DAY: Code = Code::new("case_review.minutes.before", "会议不能早于定下的日子召开");
    pub const CONFIRMED_ALREADY: Code = Code::new("case_review.confirm.already", "您已经确认过纪要");
    pub const OPINIONS_MISSING: Code =
        Code::new("case_review.resolve.opinions", "还有到会成员没有签署意见，不能形成审议意见");
    pub const NOT_CONFIRMED: Code =
        Code::new("case_review.resolve.not_confirmed", "还有到会成员没有确认会议纪要");
}
use codes::*;

const OFFERED: [&str; 8] = [
    "serve_materials",
    "give_opinion",
    "record_minutes",
    "confirm_minutes",
    "resolve",
    "recuse",
    "postpone",
    "cancel",
];
/// FW-05, a setting: with the chair at least five, and an odd number.
pub(super) const LEAST_MEMBERS: usize = 5;

impl Matter for CaseReview {
    type Command = CaseReviewCommand;
    type Event = CaseReviewEvent;
    const KIND: Kind = Kind::CaseReview;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &CaseReviewCommand,
    ) -> Result<Vec<CaseReviewEvent>, Refusal> {
        match (state, command) {
            (None, CaseReviewCommand::Open { brief, plan }) => {
                context.actor.permits(&[Role::Statute])?;
                let (on, brief, plan) = (context.now.today, brief.clone(), plan.clone());
                Ok(vec![CaseReviewEvent::Opened { on, brief, plan }])
            }
            (Some(_), CaseReviewCommand::Open { .. }) => Err(Refusal::of(ALREADY_OPEN)),
            (None, _) => Err(Refusal::of(NOT_OPEN)),
            (Some(_), CaseReviewCommand::NoteWalls { walled }) => {
                context.actor.permits(&[Role::Statute])?;
                Ok(vec![CaseReviewEvent::WallsNoted { on: context.now.today, walled: walled.clone() }])
            }
            (Some(held), command) => {
                held.may(context, name(command))?;
                held.weigh(context, command).map(|event| vec![event])
            }
        }
    }

    fn apply(state: Option<Self>, event: &CaseReviewEvent) -> Self {
        match (state, event) {
            (_, CaseReviewEvent::Opened { on, brief, plan }) => CaseReview {
                brief: (**brief).clone(),
                opened_on: *on,
                stage: Stage::Convened,
                meets_on: plan.convening.meets_on,
                members: plan.members.clone(),
                plan: (**plan).clone(),
                recused: Vec::new(),
                served_on: None,
                opinions: Vec::new(),
                minutes: None,
                resolution: None,
            },
            (Some(held), event) => held.after(event),
            (None, _) => panic!("the journal of a case review opens with its opening"),
        }
    }

    fn outline(&self, _id: &MatterId, law: &Law) -> Outline {
        self.outline_of(law)
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        offers_from(&OFFERED, |command| self.may(context, command))
    }
}

impl CaseReview {
    /// Whoever convened it and their colleagues, the office of the committee.
    fn is_office(&self, context: Context<'_>) -> bool {
        let actor = context.actor;
        self.plan.by.is_colleague(actor) || actor.role == Role::ReconsiderationOfficer
    }

    fn may(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        let user = &context.actor.user;
        if self.walls().contains(user) {
            return Err(Refusal::not_visible());
        }
        let ours = match command {
            "give_opinion" | "confirm_minutes" => self.member(user).is_some(),
            "resolve" => self.members.first().is_some_and(|chair| chair.user == *user),
            _ => self.is_office(context),
        };
        if !ours {
            return Err(Refusal::not_permitted());
        }
        let there = self.present().any(|present| present == user);
        let fits = match (command, &self.stage) {
            ("serve_materials", Stage::Convened)
            | ("record_minutes" | "give_opinion", Stage::Served)
            | ("resolve", Stage::Held)
            | ("recuse" | "postpone", Stage::Convened | Stage::Served)
            | ("cancel", Stage::Convened | Stage::Served | Stage::Held) => true,
            ("give_opinion" | "confirm_minutes", Stage::Held) => there,
            _ => false,
        };
        ensure(fits, WRONG_STAGE)?;
        match command {
            "give_opinion" => ensure(self.opinion_of(user).is_none(), GIVEN_ALREADY),
            "confirm_minutes" => {
                ensure(self.without_confirmation().any(|open| open == user), CONFIRMED_ALREADY)
            }
            "resolve" => {
                ensure(self.without_opinion().next().is_none(), OPINIONS_MISSING)?;
                ensure(self.without_confirmation().next().is_none(), NOT_CONFIRMED)
            }
            _ => Ok(()),
        }
    }

    fn weigh(&self, context: Context<'_>, command: &CaseReviewCommand) -> Result<CaseReviewEvent, Refusal> {
        let on = context.now.today;
        let user = context.actor.user.clone();
        Ok(match command {
            CaseReviewCommand::Open { .. } | CaseReviewCommand::NoteWalls { .. } => {
                return Err(Refusal::of(ALREADY_OPEN));
            }
            CaseReviewCommand::ServeMaterials { served_on } => {
                ensure_at(*served_on <= on, DATE_IN_FUTURE, "served_on")?;
                ensure_at(*served_on >= self.opened_on, DATE_BEFORE_START, "served_on")?;
                CaseReviewEvent::MaterialsServed { on, served_on: *served_on }
            }
            CaseReviewCommand::Recuse { user, reason, in_place } => {
                self.weigh_recusal(context, user, reason, in_place.as_ref())?
            }
            CaseReviewCommand::Postpone { meets_on, reason } => {
                line(reason, "reason")?;
                ensure_at(*meets_on >= on, MEETS_IN_PAST, "meets_on")?;
                if self.stage == Stage::Convened {
                    ensure_material_in_time(*meets_on, context, "meets_on")?;
                }
                CaseReviewEvent::Postponed { on, meets_on: *meets_on, reason: reason.clone() }
            }
            CaseReviewCommand::GiveOpinion { view } => {
                text(&view.reasons, "view.reasons")?;
                let said = view.proposal.as_deref().is_some_and(|said| !said.trim().is_empty());
                let other = view.stand == ReviewStand::Otherwise;
                ensure_at(said || !other, PROPOSAL_MISSING, "view.proposal")?;
                CaseReviewEvent::OpinionGiven { on, user, view: view.clone() }
            }
            CaseReviewCommand::RecordMinutes { minutes } => {
                self.weigh_minutes(context, minutes)?;
                CaseReviewEvent::MinutesRecorded { on, minutes: minutes.clone() }
            }
            CaseReviewCommand::ConfirmMinutes { remark } => {
                CaseReviewEvent::MinutesConfirmed { on, user, remark: remark.clone() }
            }
            CaseReviewCommand::Resolve { text: resolved } => {
                text(resolved, "text")?;
                let resolution = Resolution { on, by: user, text: resolved.clone(), tally: self.tally() };
                CaseReviewEvent::Resolved { on, resolution: Box::new(resolution) }
            }
            CaseReviewCommand::Cancel { reason } => {
                line(reason, "reason")?;
                CaseReviewEvent::Cancelled { on, reason: reason.clone() }
            }
        })
    }

    fn weigh_recusal(
        &self,
        context: Context<'_>,
        user: &UserId,
        reason: &str,
        in_place: Option<&UserId>,
    ) -> Result<CaseReviewEvent, Refusal> {
        line(reason, "reason")?;
        ensure_at(self.member(user).is_some(), NOT_A_MEMBER, "user")?;
        let in_place = match in_place {
            Some(next) => {
                ensure_at(self.member(next).is_none() && !self.walls().contains(next), TWICE, "in_place")?;
                Some(member(next, &self.brief, context.law, "in_place")?)
            }
            None => None,
        };
        let remaining = self.members.len() - usize::from(in_place.is_none());
        ensure_at(remaining >= LEAST_MEMBERS && remaining % 2 == 1, TOO_FEW, "in_place")?;
        let chair = self.members.first().is_some_and(|chair| chair.user == *user);
        if chair && self.plan.convening.kind == ReviewKind::Mayor {
            let leads = in_place.as_ref().is_some_and(|next| leads_city(&next.user, context.law));
            ensure_at(leads, NOT_A_LEADER, "in_place")?;
        }
        let (on, user, reason) = (context.now.today, user.clone(), reason.to_owned());
        Ok(CaseReviewEvent::MemberRecused { on, user, reason, in_place })
    }

    fn weigh_minutes(&self, context: Context<'_>, minutes: &MinutesText) -> Result<(), Refusal> {
        text(&minutes.text, "minutes.text")?;
        ensure_at(minutes.held_on <= context.now.today, DATE_IN_FUTURE, "minutes.held_on")?;
        ensure_at(minutes.held_on >= self.meets_on, BEFORE_ITS_DAY, "minutes.held_on")?;
        let walls = self.walls();
        let sits = |user: &UserId| self.member(user).is_some() && !walls.contains(user);
        let members = minutes.present.iter().all(sits);
        ensure_at(members, NOT_A_MEMBER, "minutes.present")?;
        let there = |member: &&Member| minutes.present.contains(&member.user);
        let present = self.members.iter().filter(there).count();
        let chaired = self.members.first().is_some_and(|chair| minutes.present.contains(&chair.user));
        ensure_at(chaired, CHAIR_ABSENT, "minutes.present")?;
        ensure_at(present * 2 > self.members.len(), QUORUM, "minutes.present")?;
        let explained = minutes.absences.as_deref().is_some_and(|said| !said.trim().is_empty());
        ensure_at(explained || present == self.members.len(), ABSENCE_REASON, "minutes.absences")
    }

    fn after(mut self, event: &CaseReviewEvent) -> CaseReview {
        match event {
            CaseReviewEvent::Opened { .. } => {}
            CaseReviewEvent::MaterialsServed { served_on, .. } => {
                self.served_on = Some(*served_on);
                self.stage = Stage::Served;
            }
            CaseReviewEvent::MemberRecused { on, user, reason, in_place } => {
                let at = self.members.iter().position(|member| member.user == *user);
                if let Some(at) = at {
                    let gone = self.members.remove(at);
                    self.members.splice(at..at, in_place.clone());
                    let (on, reason) = (*on, reason.clone());
                    self.recused.push(Recused { on, user: gone.user, name: gone.name, reason });
                }
            }
            CaseReviewEvent::WallsNoted { walled, .. } => {
                let new = walled.iter().filter(|user| !self.brief.walled.contains(user)).cloned();
                let new: Vec<UserId> = new.collect();
                self.brief.walled.extend(new);
            }
            CaseReviewEvent::Postponed { meets_on, .. } => self.meets_on = *meets_on,
            CaseReviewEvent::OpinionGiven { on, user, view } => {
                let (on, user, view) = (*on, user.clone(), (**view).clone());
                self.opinions.push(MemberOpinion { on, user, view });
            }
            CaseReviewEvent::MinutesRecorded { minutes, .. } => {
                self.minutes = Some(Minutes { text: (**minutes).clone(), confirmed: Vec::new() });
                self.stage = Stage::Held;
            }
            CaseReviewEvent::MinutesConfirmed { on, user, remark } => {
                let (on, user, remark) = (*on, user.clone(), remark.clone());
                let confirmed = Confirmed { on, user, remark };
                self.minutes.iter_mut().for_each(|minutes| minutes.confirmed.push(confirmed.clone()));
            }
            CaseReviewEvent::Resolved { on, resolution } => {
                self.resolution = Some((**resolution).clone());
                self.stage = Stage::Resolved { on: *on };
            }
            CaseReviewEvent::Cancelled { on, reason } => {
                self.stage = Stage::Cancelled { on: *on, reason: reason.clone() }
            }
        }
        self
    }
}

/// The command's name as its JSON has it.
fn name(command: &CaseReviewCommand) -> &'static str {
    match command {
        CaseReviewCommand::Open { .. } => "open",
        CaseReviewCommand::ServeMaterials { .. } => "serve_materials",
        CaseReviewCommand::Recuse { .. } => "recuse",
        CaseReviewCommand::Postpone { .. } => "postpone",
        CaseReviewCommand::GiveOpinion { .. } => "give_opinion",
        CaseReviewCommand::RecordMinutes { .. } => "record_minutes",
        CaseReviewCommand::ConfirmMinutes { .. } => "confirm_minutes",
        CaseReviewCommand::Resolve { .. } => "resolve",
        CaseReviewCommand::Cancel { .. } => "cancel",
        CaseReviewCommand::NoteWalls { .. } => "note_walls",
    }
}
