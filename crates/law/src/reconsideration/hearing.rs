//! The parties heard (49条) and the hearing (50条、51条): one chair, two members or more, one clerk; told five working days before; the
//! head of the agency comes, or says why not and sends somebody.

use super::{codes::*, *};
use crate::{
    Refusal,
    calendar::zh_date,
    clock::Due,
    decision::Law,
    dispute::{line, text},
    matter::Context,
    refusal::{DATE_IN_FUTURE, ensure_at},
    term,
};

impl Reconsideration {
    pub(super) fn weigh_hearing(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::HearParty { heard } => {
                ensure_at(self.is_party(&heard.side), UNKNOWN_SIDE, "heard.side")?;
                ensure_at(heard.on <= on, DATE_IN_FUTURE, "heard.on")?;
                text(&heard.text, "heard.text")?;
                ReconsiderationEvent::PartyHeard { on, heard: heard.clone() }
            }
            C::StateOpinion { side, text: said, documents } => {
                ensure_at(self.is_party(side), UNKNOWN_SIDE, "side")?;
                ensure_at(self.speaks_for(context, side), NOT_YOURS, "side")?;
                text(said, "text")?;
                let (side, text, documents) = (side.clone(), said.clone(), documents.clone());
                ReconsiderationEvent::OpinionStated { on, side, text, documents }
            }
            C::RequestHearing { side, reason } => {
                // 50条2款: the right to ask is the applicant's.
                ensure_at(self.applicants().any(|applicant| applicant == side), NOT_AN_APPLICANT, "side")?;
                ensure_at(self.speaks_for(context, side), NOT_YOURS, "side")?;
                line(reason, "reason")?;
                let (side, reason) = (side.clone(), reason.clone());
                ReconsiderationEvent::HearingRequested { on, side, reason }
            }
            C::ConveneHearing { plan, document } => {
                self.weigh_plan(plan, context)?;
                ReconsiderationEvent::HearingConvened { on, plan: plan.clone(), document: document.clone() }
            }
            C::RecordHearing { record } => {
                self.weigh_record(record, context)?;
                ReconsiderationEvent::HearingHeld { on, record: record.clone() }
            }
            C::KeepHearingMinutes { document } => {
                ReconsiderationEvent::HearingMinutesKept { on, document: document.clone() }
            }
            C::CancelHearing { reason } => {
                line(reason, "reason")?;
                ReconsiderationEvent::HearingCancelled { on, reason: reason.clone() }
            }
            C::DeclineHearing { reason } => {
                line(reason, "reason")?;
                ReconsiderationEvent::HearingDeclined(HearingDeclined { on, reason: reason.clone() })
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }

    fn weigh_plan(&self, plan: &HearingPlan, context: Context<'_>) -> Result<(), Refusal> {
        let (law, today) = (context.law, context.now.today);
        line(&plan.place, "plan.place")?;
        text(&plan.matters, "plan.matters")?;
        let latest = plan.notice_by(law);
        let told_in_time = latest.is_some_and(|latest| today <= latest);
        if !told_in_time {
            let by = latest.map(|on| format!("通知最迟要在{}送达。", zh_date(on))).unwrap_or_default();
            let detail = format!("{by}{}", HEARING_TOO_SOON.says);
            return Err(Refusal::at(HEARING_TOO_SOON, "plan.starts_at").because(detail));
        }
        let sits = |user: &UserId| self.is_officer(user, law) && !self.walled.contains(user);
        ensure_at(sits(&plan.chair), NOT_A_HANDLER, "plan.chair")?;
        let members = plan.members.iter().all(sits);
        ensure_at(plan.members.len() >= 2 && members, HEARING_MEMBERS, "plan.members")?;
        ensure_at(self.may_keep_minutes(&plan.clerk, law), HEARING_CLERK, "plan.clerk")?;
        let mut all: Vec<&UserId> = plan.members.iter().chain([&plan.chair, &plan.clerk]).collect();
        let seats = all.len();
        all.sort();
        all.dedup();
        ensure_at(all.len() == seats, HEARING_SEATS, "plan.clerk")
    }

    /// 50条3款: any officer, with or without the qualification of a 复议人员; nobody of the agency, nobody walled off.
    pub fn may_keep_minutes(&self, user: &UserId, law: &Law) -> bool {
        let officer = law.directory.officer(user).filter(|officer| !officer.dismissed);
        let of_the_agency = |officer: &crate::directory::Officer| {
            officer.capacities.iter().any(|held| held.organization == self.brief.respondent)
        };
        officer.is_some_and(|officer| !of_the_agency(officer)) && !self.walled.contains(user)
    }

    fn weigh_record(&self, record: &HearingRecord, context: Context<'_>) -> Result<(), Refusal> {
        let hearing = self.open_hearing().ok_or_else(|| Refusal::of(NO_HEARING))?;
        let day = hearing.plan.starts_at.date();
        ensure_at(day <= context.now.today, HEARING_NOT_YET, "record.minutes")?;
        let notice = self.notice(&hearing.notice);
        let told_on = notice.and_then(|notice| notice.served_on_all(&context.law.calendar));
        let latest = hearing.plan.notice_by(context.law);
        let told = told_on.zip(latest).is_some_and(|(told, latest)| told <= latest);
        ensure_at(told, HEARING_UNTOLD, "record.present")?;
        for (i, side) in record.present.iter().enumerate() {
            ensure_at(self.is_side(side), UNKNOWN_SIDE, &format!("record.present.{i}"))?;
        }
        text(&record.minutes, "record.minutes")
    }

    /// The hearing that is set and neither held nor cancelled.
    pub fn open_hearing(&self) -> Option<&Hearing> {
        self.hearings.iter().find(|hearing| hearing.record.is_none() && hearing.cancelled.is_none())
    }

    /// The hearing whose minutes have not come back signed.
    pub fn unsigned_hearing(&self) -> Option<&Hearing> {
        self.hearings.iter().find(|hearing| Hearing::lacks_paper(hearing))
    }

    /// 50条2款: asked for, in the application or later, and neither set nor declined since; whether one is held is the office's to decide.
    pub fn is_hearing_asked_for(&self) -> bool {
        let in_it = self.application.wants_hearing && self.hearing_requests.is_empty();
        let open = self.hearing_requests.iter().any(|asked| asked.declined.is_none());
        self.hearings.is_empty() && (in_it || open)
    }

    /// What stood in the application alone is written down with its answer.
    pub(super) fn decline_hearing(&mut self, declined: &HearingDeclined) {
        if self.application.wants_hearing && self.hearing_requests.is_empty() {
            let side = self.applicants().next().unwrap_or_default().to_owned();
            let (on, reason) = (self.application.received_on, "申请书里请求听证".to_owned());
            self.hearing_requests.push(HearingRequest { on, side, reason, declined: None });
        }
        for asked in self.hearing_requests.iter_mut().filter(|asked| asked.declined.is_none()) {
            asked.declined = Some(declined.clone());
        }
    }

    /// 50条1款: required, and not held yet.
    pub(super) fn lacks_hearing(&self) -> bool {
        self.weights.contains(&Weight::Major) && self.hearings.iter().all(|hearing| hearing.record.is_none())
    }

    /// 51条2款: which applicants stayed away without a good reason; each waives for itself alone. For whom a representative speaks (条例8条)
    /// need not come.
    pub fn waiving(&self, hearing: &Hearing) -> Vec<&str> {
        let Some(record) = hearing.record.as_ref().filter(|record| record.absence_reason.is_none()) else {
            return Vec::new();
        };
        let represented = self.applying().any(|party| party.representative);
        let speaks = |side: &&str| {
            !represented || self.applying().any(|party| party.key == *side && party.representative)
        };
        let absent = |side: &&str| record.present.iter().all(|present| present != side);
        self.applicants().filter(speaks).filter(absent).collect()
    }

    /// 49条: those whose opinion has to be heard, and has not been.
    pub fn unheard(&self) -> impl Iterator<Item = &str> {
        let represented = self.brief.parties.iter().any(|party| party.representative);
        let parties = self.brief.parties.iter().filter(move |party| party.representative || !represented);
        let heard = |side: &str| {
            let present = |hearing: &Hearing| {
                hearing.record.as_ref().is_some_and(|record| record.present.iter().any(|one| one == side))
            };
            self.heard.iter().any(|heard| heard.side == side)
                || self.hearings.iter().any(present)
                || self.declines(side)
        };
        parties.map(|party| party.key.as_str()).filter(move |side| !heard(side))
    }

    /// 16条2款: a third party who does not take part holds nothing up.
    fn declines(&self, side: &str) -> bool {
        let told = self.third_parties.iter().find(|third| third.side == side);
        told.is_some_and(|third| third.joins == Some(false))
    }

    pub(super) fn is_party(&self, side: &str) -> bool {
        side != RESPONDENT && self.is_side(side)
    }
}

impl HearingPlan {
    /// FY-22: the last day on which the notice may be served.
    pub fn notice_by(&self, law: &Law) -> Option<Date> {
        Due::before(&term::HEARING_NOTICE, self.starts_at.date(), &law.calendar).on
    }
}
