//! The hearing before experts (司法听证): set, told of, held, and only then thought of; and experts who are none any more before they have
//! answered. Not here: the draw, the opinions.

use super::{codes::*, *};
use crate::{
    Refusal, UserId,
    calendar::zh_date,
    clock::Due,
    decision::Law,
    dispute::{line, text},
    expert,
    matter::Context,
    mediation::RESPONDENT,
    refusal::{ALREADY_OPEN, DATE_BEFORE_START, DATE_IN_FUTURE, ensure, ensure_at},
    term,
};

/// Why another is drawn in their place.
const NO_LONGER_AN_EXPERT_ZH: &str = "已经解聘或者账户已经停用，由系统记下，请重新抽取";

impl Consultation {
    /// Drawn, has not answered, and is no expert of the city any more or has no account: an open consultation waits for nobody.
    pub fn gone<'a>(&'a self, law: &'a Law) -> impl Iterator<Item = &'a Invited> {
        let open = self.stage.over_on().is_none();
        let serves = |user: &UserId| {
            let account = law.directory.officer(user).is_some_and(|officer| !officer.dismissed);
            let expert = law.directory.experts.get(user);
            account && expert.is_some_and(|held| !matches!(held.stage, expert::Stage::Dismissed { .. }))
        };
        self.waiting().filter(move |one| open && !serves(&one.user))
    }

    pub(super) fn left(&self, context: Context<'_>) -> Vec<ConsultationEvent> {
        let declined = |one: &Invited| ConsultationEvent::ExpertDeclined {
            on: context.now.today,
            user: one.user.clone(),
            ground: DeclineGround::Other,
            note: Some(NO_LONGER_AN_EXPERT_ZH.to_owned()),
        };
        self.gone(context.law).map(declined).collect()
    }

    pub(super) fn weigh_hearing(
        &self,
        context: Context<'_>,
        command: &ConsultationCommand,
    ) -> Result<ConsultationEvent, Refusal> {
        let on = context.now.today;
        Ok(match command {
            ConsultationCommand::SetHearing { starts_at, place, participants, due_on } => {
                line(place, "place")?;
                line(participants, "participants")?;
                let last = last_day_of_notice(starts_at.date(), context.law);
                ensure_at(on <= last, NOTICE_TOO_LATE, "starts_at")?;
                // An expert signs only after it: nobody is late before it was held.
                let answers_on = due_on.unwrap_or(self.plan.request.due_on);
                if answers_on < starts_at.date() {
                    let says = format!(
                        "听证{}举行，专家听证以后才能签署意见，答复的最后一天（{}）要改到这一天或者以后",
                        zh_date(starts_at.date()),
                        zh_date(answers_on)
                    );
                    return Err(Refusal::at(ANSWERS_BEFORE_HEARING, "due_on").because(says));
                }
                ConsultationEvent::HearingSet {
                    on,
                    starts_at: *starts_at,
                    place: place.clone(),
                    participants: participants.clone(),
                    due_on: *due_on,
                }
            }
            ConsultationCommand::RecordNotice { notice } => {
                let told = self.sides().any(|side| side == notice.side) || self.sits(&notice.side);
                ensure_at(told, UNKNOWN_SIDE, "notice.side")?;
                ensure_at(notice.served_on <= on, DATE_IN_FUTURE, "notice.served_on")?;
                ensure_at(notice.served_on >= self.opened_on, DATE_BEFORE_START, "notice.served_on")?;
                ConsultationEvent::NoticeRecorded { on, notice: notice.clone() }
            }
            ConsultationCommand::RecordHearing { held } => {
                line(&held.present, "held.present")?;
                text(&held.minutes, "held.minutes")?;
                ensure_at(held.held_on <= on, DATE_IN_FUTURE, "held.held_on")?;
                let hearing = self.hearing.as_ref().ok_or_else(|| Refusal::of(NOT_SET))?;
                ensure_at(held.held_on >= hearing.starts_at.date(), BEFORE_ITS_DAY, "held.held_on")?;
                let last = last_day_of_notice(held.held_on, context.law);
                let told = |side: &str| {
                    hearing.notices.iter().any(|notice| notice.side == side && notice.served_on <= last)
                };
                ensure(self.sides().all(told), NOT_NOTIFIED)?;
                ConsultationEvent::HearingRecorded { on, held: held.clone() }
            }
            _ => return Err(Refusal::of(ALREADY_OPEN)),
        })
    }

    /// An expert who was drawn comes to the hearing and is told of it as well.
    fn sits(&self, user: &str) -> bool {
        self.sitting().any(|invited| invited.user.as_str() == user)
    }

    /// The hearing was held, where there is to be one: what was not heard cannot be thought of.
    pub(super) fn is_heard(&self) -> bool {
        !self.is_hearing() || self.hearing.as_ref().is_some_and(|hearing| hearing.held.is_some())
    }

    /// Who is to be told of a hearing.
    pub fn sides(&self) -> impl Iterator<Item = &str> {
        self.brief.parties.iter().map(|party| party.key.as_str()).chain([RESPONDENT])
    }
}

fn last_day_of_notice(hearing: Date, law: &Law) -> Date {
    Due::before(&term::HEARING_NOTICE, hearing, &law.calendar).on.unwrap_or(hearing)
}
