//! Sessions: convened, served, attended, written down, signed.

use super::{codes::*, hands::Given, *};
use crate::{
    Law, Refusal, UserId,
    calendar::zh_date,
    matter::Context,
    now::SHANGHAI,
    refusal::{DATE_BEFORE_START, DATE_IN_FUTURE, REQUIRED, ensure_at},
};
use jiff::civil::{Date, DateTime};

impl Mediation {
    /// A talk with one side alone exists for the judge, the lead mediator and that side only.
    pub(super) fn talks_seen<'a>(&'a self, context: Context<'a>) -> impl Iterator<Item = &'a Session> {
        let user = &context.actor.user;
        let team = self.is_lead(user) || self.is_judge(user);
        let own = self.own_side(context);
        self.sessions
            .iter()
            .filter(move |talk| !talk.is_separate() || team || own.is_some_and(|own| talk.concerns(own)))
    }

    fn known_session<'a>(&'a self, context: Context<'a>, key: &str) -> Result<&'a Session, Refusal> {
        let mut seen = self.talks_seen(context);
        seen.find(|talk| talk.key == key).ok_or_else(|| Refusal::at(SESSION_UNKNOWN, "session"))
    }

    pub(super) fn weigh_session(
        &self,
        context: Context<'_>,
        starts_at: DateTime,
        place: Option<&str>,
        video: bool,
        form: &SessionForm,
    ) -> Result<(), Refusal> {
        ensure_at(starts_at >= earliest(context), SESSION_IN_PAST, "starts_at")?;
        let last = self.last_day(context.law).filter(|last| starts_at.date() > *last);
        if let Some(last) = last {
            let detail = format!("调解到{}为止，要谈得更久，先由各方同意延长", zh_date(last));
            return Err(Refusal::at(SESSION_AFTER_PERIOD, "starts_at").because(detail));
        }
        ensure_at(video || place.is_some_and(|place| !place.trim().is_empty()), SESSION_NO_PLACE, "place")?;
        match form {
            SessionForm::Joint => Ok(()),
            SessionForm::Separate { party } => ensure_at(self.is_side(party), UNKNOWN_SIDE, "form.party"),
        }
    }

    /// Who was invited comes at the new time, or learns in time that there is none.
    pub(super) fn weigh_move(
        &self,
        context: Context<'_>,
        session: &str,
        starts_at: DateTime,
        place: Option<&str>,
        video: bool,
    ) -> Result<(), Refusal> {
        let held = self.session_to_come(context, session)?;
        self.weigh_session(context, starts_at, place, video, &held.form)?;
        let same = held.starts_at == starts_at && held.place.as_deref() == place && held.video == video;
        ensure_at(!same, SESSION_NOT_MOVED, "starts_at")
    }

    pub(super) fn session_to_come<'a>(
        &'a self,
        context: Context<'a>,
        session: &str,
    ) -> Result<&'a Session, Refusal> {
        let held = self.session_not_cancelled(context, session)?;
        ensure_at(held.is_to_come(), SESSION_HELD, "session")?;
        Ok(held)
    }

    /// A talk that was to come is called off by whatever ends the mediation, so that nobody comes to it; a talk apart by whatever takes the
    /// side away with which it was to be.
    pub(super) fn with_talks_called_off(
        &self,
        context: Context<'_>,
        mut events: Vec<MediationEvent>,
    ) -> Vec<MediationEvent> {
        let ended_on = events.iter().find_map(MediationEvent::ends_on).filter(|_| !self.stage.is_over());
        let left = events.iter().find_map(|event| match event {
            MediationEvent::SideLeft { party, .. } => Some(party.clone()),
            _ => None,
        });
        let now = SHANGHAI.to_datetime(context.now.at);
        let why = |session: &Session| {
            let apart = session.is_separate() && left.as_ref().is_some_and(|party| session.concerns(party));
            let over = ended_on.is_some_and(|on| session.starts_at > now || session.starts_at.date() > on);
            match over {
                true => Some(CALLED_OFF_ZH),
                false => (apart && session.starts_at > now).then_some(LEFT_ZH),
            }
        };
        let off = self.sessions.iter().filter(|session| session.is_to_come());
        let off = off.filter_map(|session| Some((session.key.clone(), why(session)?)));
        let on = context.now.today;
        events.extend(off.map(|(session, why)| MediationEvent::SessionCancelled {
            on,
            session,
            reason: why.to_owned(),
        }));
        events
    }

    fn session_not_cancelled<'a>(
        &'a self,
        context: Context<'a>,
        session: &str,
    ) -> Result<&'a Session, Refusal> {
        let held = self.known_session(context, session)?;
        ensure_at(held.cancelled.is_none(), SESSION_CANCELLED, "session")?;
        Ok(held)
    }

    pub(super) fn weigh_service(
        &self,
        context: Context<'_>,
        session: &str,
        service: &Service,
    ) -> Result<(), Refusal> {
        let session = self.session_not_cancelled(context, session)?;
        let invited = self.is_side(&service.recipient) && session.concerns(&service.recipient);
        ensure_at(invited, SERVICE_NOT_INVITED, "recipient")?;
        ensure_at(
            !session.services.iter().any(|s| s.recipient == service.recipient),
            SERVICE_TWICE,
            "recipient",
        )?;
        ensure_at(service.served_on <= context.now.today, DATE_IN_FUTURE, "served_on")?;
        ensure_at(service.served_on >= session.set_on(), DATE_BEFORE_START, "served_on")?;
        ensure_at(service.served_on <= session.starts_at.date(), SERVICE_AFTER_SESSION, "served_on")?;
        let noted = service.note.as_deref().is_some_and(|note| !note.trim().is_empty());
        ensure_at(service.proof.is_some() || noted, SERVICE_PROOF_MISSING, "proof")
    }

    /// In a joint session the head of the agency attended, or there is a reason.
    pub(super) fn weigh_attendance(
        &self,
        context: Context<'_>,
        session: &str,
        attendance: &Attendance,
    ) -> Result<(), Refusal> {
        let session = self.session_not_cancelled(context, session)?;
        let Attendance { present, head, .. } = attendance;
        let head = head.as_ref();
        ensure_at(session.takes_attendance(), MINUTES_WRITTEN, "session")?;
        ensure_at(head.is_none() || session.form.admits_head(), HEAD_NOT_HERE, "head")?;
        ensure_begun(session, context, SESSION_NOT_YET)?;
        // Whoever left afterwards was there all the same.
        let day = session.starts_at.date();
        let all_known = present.iter().all(|key| self.was_side_on(key, day) && session.concerns(key));
        ensure_at(all_known && !present.is_empty(), UNKNOWN_SIDE, "present")?;
        let came = |key: &String| present.contains(key) && self.agent_of(key).is_some();
        ensure_at(attendance.agents.iter().all(came), AGENT_UNKNOWN, "agents")?;
        ensure_at(attendance.team.iter().all(|user| self.is_seated(user)), NOT_AT_THE_TABLE, "team")?;
        let stranger = attendance.team.iter().any(|user| !self.may_be_at(session, user));
        ensure_at(!stranger, OF_THE_OTHER_SIDE, "team")?;
        match head {
            None => ensure_at(session.is_separate() && !session.head_invited, HEAD_UNACCOUNTED, "head"),
            Some(HeadAttendance::Absent { reason, .. }) => {
                ensure_at(!reason.trim().is_empty(), HEAD_UNACCOUNTED, "head.reason")
            }
            Some(HeadAttendance::Attended { .. }) if !present.iter().any(|key| key == RESPONDENT) => {
                let said = "负责人到了场的，行政机关这一方也要勾选到场，才能在笔录上签字";
                Err(Refusal::at(HEAD_UNACCOUNTED, "present").because(said.to_owned()))
            }
            Some(HeadAttendance::Attended { name, post, .. }) => {
                ensure_at(!name.trim().is_empty(), REQUIRED, "head.name")?;
                ensure_at(!post.trim().is_empty(), REQUIRED, "head.post")
            }
        }
    }

    /// 背对背: the agency's own people sit at the table, and in no talk that another side has apart.
    pub fn may_be_at(&self, session: &Session, user: &UserId) -> bool {
        let mut members = self.team.iter().flat_map(|team| &team.members);
        session.concerns(RESPONDENT)
            || !members.any(|member| member.user == *user && member.is_of_the_agency())
    }

    /// Whoever leads it, unless the others of the table are on record and the lead is not.
    pub(super) fn host_of(&self, there: &[UserId]) -> Option<UserId> {
        let lead = self.team.as_ref()?.lead_mediator.clone()?;
        (there.is_empty() || there.contains(&lead)).then_some(lead)
    }

    pub(super) fn weigh_minutes(&self, context: Context<'_>, session: &str) -> Result<(), Refusal> {
        let session = self.session_not_cancelled(context, session)?;
        ensure_at(session.minutes.is_none(), MINUTES_WRITTEN, "session")?;
        ensure_begun(session, context, MINUTES_TOO_EARLY)?;
        if !session.is_separate() {
            // Who came, or came back, after that day was not invited to it.
            let day = session.starts_at.date();
            let mut invited = self.sides().filter(|side| self.was_side_on(side, day));
            let unserved =
                invited.find(|side| !session.services.iter().any(|service| service.recipient == *side));
            if let Some(side) = unserved {
                let detail = format!("还没有{}的送达记录，请先补上送达证明", self.label(side, context.law));
                return Err(Refusal::at(SERVICE_MISSING, "session").because(detail));
            }
        }
        ensure_at(session.attendance.is_some(), ATTENDANCE_MISSING, "session")
    }

    /// What one side said apart is nobody else's to correct or to sign.
    fn minutes_for<'a>(
        &'a self,
        context: Context<'a>,
        session: &str,
        party: &str,
        field: &str,
    ) -> Result<&'a Minutes, Refusal> {
        let session = self.known_session(context, session)?;
        ensure_at(session.concerns(party), SESSION_UNKNOWN, "session")?;
        let minutes = session.minutes.as_ref().ok_or_else(|| Refusal::at(MINUTES_MISSING, "session"))?;
        let present = session.attendance.as_ref().is_some_and(|a| a.present.iter().any(|key| key == party));
        ensure_at(present, NOT_PRESENT, field)?;
        Ok(minutes)
    }

    pub(super) fn weigh_correction(
        &self,
        context: Context<'_>,
        session: &str,
        by: &str,
    ) -> Result<(), Refusal> {
        ensure_at(self.is_side(by), UNKNOWN_SIDE, "by")?;
        ensure_at(self.own_side(context).is_none_or(|own| own == by), NOT_YOURS, "by")?;
        self.minutes_for(context, session, by, "by")?;
        let held = self.known_session(context, session)?;
        ensure_at(self.is_correctable(held, context.law, context.now.today), MINUTES_COMPLETE, "session")
    }

    /// Over, and minutes wait for somebody who was there.
    pub(super) fn is_over_unsigned(&self, context: Context<'_>) -> bool {
        self.as_of(context.law, context.now.today).is_over()
            && self.talks_seen(context).any(|talk| talk.unsigned().next().is_some())
    }

    /// After the end, until the file is closed, whoever was there may still put right what not everybody has signed. No article says when
    /// minutes are signed; 在线调解规则22条 and 特邀调解规定24条 say by whom.
    pub fn is_correctable(&self, session: &Session, law: &Law, today: Date) -> bool {
        let over = self.as_of(law, today).is_over();
        session.minutes.is_some() && (!over || session.unsigned().next().is_some())
    }

    pub(super) fn weigh_minutes_signature(
        &self,
        context: Context<'_>,
        session: &str,
        party: &str,
        given: Given<'_>,
    ) -> Result<(), Refusal> {
        self.ensure_speaks_for(context, party)?;
        let minutes = self.minutes_for(context, session, party, "party")?;
        ensure_at(
            !minutes.signatures.iter().any(|signature| signature.party == party),
            MINUTES_SIGNED,
            "party",
        )?;
        self.ensure_hand(context, party, given, &minutes.read(session))
    }
}

/// Why a talk that was to come is not held any more.
pub const CALLED_OFF_ZH: &str = "调解已经结束";
/// Why a talk apart is off whose side takes part no more.
const LEFT_ZH: &str = "约的一方已经退出调解";

/// Who sits down together now writes when they sat down, and writing takes its minutes; what lies further back is no invitation.
const WRITING_IT_DOWN: jiff::SignedDuration = jiff::SignedDuration::from_mins(15);

fn earliest(context: Context<'_>) -> DateTime {
    SHANGHAI.to_datetime(context.now.at - WRITING_IT_DOWN)
}

/// What is written down of a talk is written after it has begun, by the clock of whoever writes.
fn ensure_begun(session: &Session, context: Context<'_>, code: crate::Code) -> Result<(), Refusal> {
    let at = session.starts_at;
    if at <= SHANGHAI.to_datetime(context.now.at) {
        return Ok(());
    }
    let detail = format!(
        "会谈定在{} {:02}:{:02}，还没有开始；时间改了的，请先改期",
        zh_date(at.date()),
        at.hour(),
        at.minute()
    );
    Err(Refusal::at(code, "session").because(detail))
}
