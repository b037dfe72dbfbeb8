//! What everybody outside sees of a mediation: the line in the list, who may open it, the clocks.

use super::*;
use crate::{
    Facets, Outline, Principal, Role,
    calendar::zh_date,
    decision::Law,
    matter::{ClockLine, ClockState, Lapse},
};

impl Mediation {
    pub(super) fn outline_of(&self, id: &MatterId, law: &Law) -> Outline {
        let act = &self.brief.act;
        Outline {
            stage: self.stage.as_str().to_owned(),
            lapse: self.lapse_of(law),
            facets: Facets {
                number: Some(self.brief.number.clone()),
                dispute: Some(self.brief.dispute.clone()),
                title: act.title.clone(),
                parties: self.parties_label(),
                respondent: Some(self.brief.respondent.clone()),
                place: self.brief.place.clone(),
                act_kind: Some(act.kind.as_str().to_owned()),
                source: Some(self.brief.source.as_str().to_owned()),
                outcome: self.outcome_word(),
                enterprise: self.brief.enterprise,
                amount_fen: self.brief.amount_fen,
                opened_on: Some(self.opened_on),
                ended_on: self.stage.over_on(),
            },
            access: self.access(),
            walls: self.walled.clone(),
            clocks: self.clocks(law),
            tasks: self.tasks(id, law),
            marks: vec![format!("number:{}", self.brief.number)],
            words: vec![self.brief.number.clone(), act.title.clone(), self.brief.claims.clone()],
        }
    }

    fn lapse_of(&self, law: &Law) -> Option<Lapse> {
        let last_day = self.due(law).filter(|_| self.stage.is_running())?.last_day()?;
        Some(Lapse { last_day, stage_after: "ended".into() })
    }

    pub fn parties_label(&self) -> String {
        use crate::dispute::PartyStanding;
        let applicants = || self.brief.parties.iter().filter(|party| party.standing == PartyStanding::Applicant);
        let first = applicants().next().map_or("", |party| party.label.as_str());
        let named = applicants().count();
        let size = self.brief.group.as_ref().map_or(named, |group| group.size as usize).max(named);
        if size > 1 { format!("{first}等 {size} 人") } else { first.to_owned() }
    }

    fn outcome_word(&self) -> Option<String> {
        match &self.stage {
            Stage::Ended { outcome, .. } => Some(outcome.as_str().to_owned()),
            Stage::Returned { reason, .. } => Some(reason.as_str().to_owned()),
            Stage::PassedOn { .. } => Some("passed_on".to_owned()),
            _ => None,
        }
    }

    /// The centre, the sides, the seats. The walls are taken away by whoever reads.
    fn access(&self) -> Vec<Principal> {
        use Role::*;
        let mut access: Vec<Principal> = [IntakeClerk, CentreHead, Archivist, Auditor].into_iter().map(Principal::role).collect();
        access.push(Principal::role_in(AgencyLegal, &self.brief.respondent));
        access.push(Principal::role_in(AgencyHead, &self.brief.respondent));
        access.extend(self.brief.consult_point.iter().map(|point| Principal::role_in(ConsultPoint, point)));
        access.extend(self.brief.parties.iter().map(|party| Principal::party(&self.brief.dispute, &party.key)));
        access.extend(self.team.iter().flat_map(Team::users).map(Principal::user));
        access
    }

    fn clocks(&self, law: &Law) -> Vec<ClockLine> {
        let mut clocks: Vec<ClockLine> = self.period_clock(law).into_iter().collect();
        clocks.extend(self.confirmation_clock(law));
        clocks
    }

    fn period_clock(&self, law: &Law) -> Option<ClockLine> {
        let due = self.due(law)?;
        let started_on = self.period.as_ref()?.accepted_on;
        let state = match (self.stage.is_running(), due.suspended) {
            (false, _) => ClockState::Stopped,
            (true, true) => ClockState::Suspended,
            (true, false) => ClockState::Running,
        };
        let cap = due.cap.as_ref();
        let mut reasons = vec![format!("主调人{}签收材料，次日起算{}（{}）", zh_date(started_on), due.span, article(due.term))];
        reasons.extend(self.pause_reasons());
        reasons.extend(self.extension_reasons());
        if let (true, Some(cap)) = (due.capped, cap) {
            reasons.push(format!("{}是{}，调解最晚在此前十五日即{}结束", cap.title, zh_date(cap.on), zh_date(cap.latest_end())));
        }
        let short = match (due.on, due.capped) {
            (None, _) => "已中止，暂不计算".to_owned(),
            (Some(on), true) => format!("到{}为止（给起诉、复议留出十五日）", zh_date(on)),
            (Some(on), false) => format!("到{}为止", zh_date(on)),
        };
        Some(ClockLine {
            name: "mediation_period".into(),
            title: "调解期限".into(),
            term: due.term.into(),
            started_on,
            due_on: due.on.filter(|_| state == ClockState::Running),
            provisional: due.provisional,
            state,
            short,
            reasons,
        })
    }

    fn pause_reasons(&self) -> Vec<String> {
        let suspensions = self.period.iter().flat_map(|period| &period.suspensions);
        let line = |suspension: &Suspension| match suspension.to {
            Some(to) => format!(
                "{}起不计入（{}），{}恢复计算",
                zh_date(suspension.from),
                suspension.cause.name_zh(),
                zh_date(to),
            ),
            None => format!("自{}起中止（{}）", zh_date(suspension.from), suspension.cause.name_zh()),
        };
        suspensions.map(line).collect()
    }

    fn extension_reasons(&self) -> Vec<String> {
        let extensions = self.period.iter().flat_map(|period| &period.extensions);
        extensions.map(|extension| format!("各方{}同意延长到{}", zh_date(extension.on), zh_date(extension.until))).collect()
    }

    fn confirmation_clock(&self, law: &Law) -> Option<ClockLine> {
        let last_day = self.confirmation_last_day(law)?;
        let started_on = self.agreement.as_ref()?.effective_on?;
        let state = if self.confirmation.is_some() { ClockState::Stopped } else { ClockState::Running };
        Some(ClockLine {
            name: "judicial_confirmation".into(),
            title: "共同申请司法确认".into(),
            term: "RM-04".into(),
            started_on,
            due_on: Some(last_day).filter(|_| state == ClockState::Running),
            provisional: false,
            state,
            short: format!("协议生效后三十日内，到{}为止", zh_date(last_day)),
            reasons: vec![format!("协议{}生效，次日起算三十日，须各方共同申请（{}）", zh_date(started_on), article("RM-04"))],
        })
    }
}

fn article(term: &str) -> &'static str {
    match term {
        "RM-04" => "《民事诉讼法》205条、法发〔2021〕17号 6条",
        "TJ-09" => "特邀调解规定 27条1款、在线调解规则 24条",
        _ => "特邀调解规定 27条2款、在线调解规则 24条",
    }
}
