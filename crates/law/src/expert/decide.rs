//! What may happen to an entry of the pool.

use super::*;
use crate::{
    Facets, Kind, Matter, MatterId, Outline, Principal, Refusal, Role,
    decision::Law,
    dispute::line,
    matter::{Context, Offer, offers_from},
    refusal::{ALREADY_OPEN, NOT_OPEN, REQUIRED, UNKNOWN_ORGANIZATION, WRONG_STAGE, ensure, ensure_at},
};
use strum::IntoEnumIterator;

pub mod codes {
    //! Refusals of this room.
    use crate::Code;
    pub const NOT_AN_EXPERT: Code =
        Code::new("expert.appoint.no_capacity", "这个人的账户还没有“专家”身份，请先由安全管理员授予");
    pub const WRONG_FILE: Code = Code::new("expert.appoint.wrong_file", "一个人在专家库里只有一条，请核对");
    pub const NO_FIELD: Code = Code::new("expert.fields.missing", "请至少选一个专业领域");
    pub const ENDS_BEFORE_IT_BEGINS: Code =
        Code::new("expert.until.before_from", "聘期最后一天不能早于起聘日期");
}
use codes::*;

const OFFERED: [&str; 4] = ["change", "pause", "resume", "dismiss"];

impl Matter for Expert {
    type Command = ExpertCommand;
    type Event = ExpertEvent;
    const KIND: Kind = Kind::Expert;

    fn decide(
        state: Option<&Self>,
        context: Context<'_>,
        command: &ExpertCommand,
    ) -> Result<Vec<ExpertEvent>, Refusal> {
        context.actor.permits(&[Role::ReconsiderationOfficer, Role::Statute])?;
        let event = match (state, command) {
            (None, ExpertCommand::Appoint { .. }) => appoint(context, command)?,
            (Some(held), ExpertCommand::Appoint { .. }) => {
                ensure(matches!(held.stage, Stage::Dismissed { .. }), ALREADY_OPEN)?;
                appoint(context, command)?
            }
            (None, _) => return Err(Refusal::of(NOT_OPEN)),
            (Some(held), command) => {
                held.may(context, name(command))?;
                held.weigh(context, command)?
            }
        };
        Ok(vec![event])
    }

    fn apply(state: Option<Self>, event: &ExpertEvent) -> Self {
        match (state, event) {
            (_, ExpertEvent::Appointed { user, name, profile, from, basis, .. }) => Expert {
                user: user.clone(),
                name: name.clone(),
                profile: (**profile).clone(),
                from: *from,
                basis: basis.clone(),
                stage: Stage::Serving,
            },
            (Some(held), event) => held.after(event),
            (None, _) => panic!("the journal of an expert opens with the appointment"),
        }
    }

    /// Who is in the pool is no secret from anybody who works here.
    fn outline(&self, _id: &MatterId, _law: &Law) -> Outline {
        let ended_on = match &self.stage {
            Stage::Dismissed { on, .. } => Some(*on),
            Stage::Serving | Stage::Paused { .. } => None,
        };
        Outline {
            stage: self.stage.as_str().to_owned(),
            facets: Facets {
                title: self.name.clone(),
                opened_on: Some(self.from),
                ended_on,
                ..Facets::default()
            },
            access: Role::iter().filter(|role| role.is_grantable()).map(Principal::role).collect(),
            words: vec![self.name.clone(), self.profile.organization.clone()],
            ..Outline::default()
        }
    }

    fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        offers_from(&OFFERED, |command| self.may(context, command))
    }
}

fn appoint(context: Context<'_>, command: &ExpertCommand) -> Result<ExpertEvent, Refusal> {
    let ExpertCommand::Appoint { user, profile, from, basis } = command else {
        return Err(Refusal::of(NOT_OPEN));
    };
    let mut experts = context.law.directory.holders(Role::Expert);
    let found = experts.find(|(known, ..)| *known == user);
    let (_, officer, _) = found.ok_or_else(|| Refusal::at(NOT_AN_EXPERT, "user"))?;
    ensure_at(*context.id == Expert::id_of(user), WRONG_FILE, "user")?;
    weigh_profile(profile, *from, context)?;
    line(basis, "basis")?;
    Ok(ExpertEvent::Appointed {
        on: context.now.today,
        user: user.clone(),
        name: officer.name.clone(),
        profile: profile.clone(),
        from: *from,
        basis: basis.clone(),
    })
}

fn weigh_profile(profile: &Profile, from: Date, context: Context<'_>) -> Result<(), Refusal> {
    ensure_at(!profile.fields.is_empty(), NO_FIELD, "profile.fields")?;
    ensure_at(!profile.organization.trim().is_empty(), REQUIRED, "profile.organization")?;
    ensure_at(profile.until >= from, ENDS_BEFORE_IT_BEGINS, "profile.until")?;
    let known = |body: &OrgId| context.law.directory.organization(body).is_some();
    ensure_at(profile.interests.iter().all(known), UNKNOWN_ORGANIZATION, "profile.interests")
}

impl Expert {
    fn may(&self, context: Context<'_>, command: &str) -> Result<(), Refusal> {
        context.actor.permits(&[Role::ReconsiderationOfficer, Role::Statute])?;
        let fits = !matches!(
            (&self.stage, command),
            (Stage::Dismissed { .. }, _) | (Stage::Serving, "resume") | (Stage::Paused { .. }, "pause")
        );
        ensure(fits, WRONG_STAGE)
    }

    fn weigh(&self, context: Context<'_>, command: &ExpertCommand) -> Result<ExpertEvent, Refusal> {
        let on = context.now.today;
        let because = |reason: &String| line(reason, "reason").map(|()| reason.clone());
        Ok(match command {
            ExpertCommand::Appoint { .. } => return Err(Refusal::of(ALREADY_OPEN)),
            ExpertCommand::Change { profile, reason } => {
                weigh_profile(profile, self.from, context)?;
                ExpertEvent::Changed { on, profile: profile.clone(), reason: because(reason)? }
            }
            ExpertCommand::Pause { reason } => ExpertEvent::Paused { on, reason: because(reason)? },
            ExpertCommand::Resume => ExpertEvent::Resumed { on },
            ExpertCommand::Dismiss { reason } => ExpertEvent::Dismissed { on, reason: because(reason)? },
        })
    }

    fn after(mut self, event: &ExpertEvent) -> Expert {
        match event {
            ExpertEvent::Appointed { .. } => {}
            ExpertEvent::Changed { profile, .. } => self.profile = (**profile).clone(),
            ExpertEvent::Paused { on, reason } => {
                self.stage = Stage::Paused { on: *on, reason: reason.clone() }
            }
            ExpertEvent::Resumed { .. } => self.stage = Stage::Serving,
            ExpertEvent::Dismissed { on, reason } => {
                self.stage = Stage::Dismissed { on: *on, reason: reason.clone() }
            }
        }
        self
    }
}

/// The command's name as its JSON has it.
fn name(command: &ExpertCommand) -> &'static str {
    match command {
        ExpertCommand::Appoint { .. } => "appoint",
        ExpertCommand::Change { .. } => "change",
        ExpertCommand::Pause { .. } => "pause",
        ExpertCommand::Resume => "resume",
        ExpertCommand::Dismiss { .. } => "dismiss",
    }
}
