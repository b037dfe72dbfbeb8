//! 此前的程序: what was told of an earlier reconsideration or suit when the dispute was registered. Nobody here has seen it; until the
//! proceeding is on file, days and offers follow what was told as the guide counts it, and where it counts no day none is shown.
//! Not here: proceedings that are on file (`course`), and the counting itself ([`crate::ways`]).

use super::{ContestedAct, Dispute, codes::*, course};
use crate::{
    Actor, OrgId, Refusal, Role,
    clock::Due,
    decision::Law,
    matter::{ClockLine, ClockState},
    reconsideration::codes::{APPLIED_ALREADY, APPLIED_BEFORE, COURT_HAS_IT},
    refusal::{DATE_IN_FUTURE, ensure, ensure_at},
    remedy::{Deadline, Remedy},
    ways::{self, Agency, Answer, Attempts, Offices, Passage, Period, Prospect, Question, Tried, Way},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was told, and on which day it stood like that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ToldBefore {
    #[schemars(with = "String")]
    pub on: Date,
    pub steps: Attempts,
}

/// Each step on its own way, and its day neither to come nor before the act.
pub fn weigh_tried(tried: &Attempts, made_on: Option<Date>, today: Date, field: &str) -> Result<(), Refusal> {
    ensure_at(tried.is_in_order(), STEP_OF_ANOTHER_WAY, field)?;
    for attempt in tried.all() {
        let at = format!("{field}.{}.on", attempt.tried.way().as_str());
        ensure_at(attempt.on.is_none_or(|on| on <= today), DATE_IN_FUTURE, &at)?;
        weigh_filing(attempt.on, made_on, &at)?;
    }
    Ok(())
}

/// Nothing is filed, refused or decided about an act before it was made.
pub(super) fn weigh_filing(on: Option<Date>, made_on: Option<Date>, field: &str) -> Result<(), Refusal> {
    let in_order = made_on.zip(on).is_none_or(|(made, on)| made <= on);
    ensure_at(in_order, FILED_BEFORE_ACT, field)
}

impl ToldBefore {
    fn step(&self, way: Way) -> Option<Tried> {
        self.steps.get(way).map(|attempt| attempt.tried)
    }

    /// 《行政复议法》29条2款: a court has taken it.
    pub fn is_in_court(&self) -> bool {
        matches!(self.step(Way::Sue), Some(Tried::SuitAccepted | Tried::SuitJudged | Tried::SuitWithdrawn))
    }

    /// The way on which it is being decided: a court has taken it up, or whoever reconsiders has accepted it.
    pub fn running(&self) -> Option<Way> {
        match (self.step(Way::Sue), self.step(Way::Reconsider)) {
            (Some(Tried::SuitAccepted), _) => Some(Way::Sue),
            (_, Some(Tried::ReconsiderationAccepted)) => Some(Way::Reconsider),
            _ => None,
        }
    }

    /// What the guide answers to it on that day.
    fn answer(&self, act: &ContestedAct, respondent: &OrgId, law: &Law, on: Date) -> Answer {
        let agency = law.directory.organization(respondent).map(Agency::of).unwrap_or_default();
        let question = Question::about(act, agency, self.steps.clone());
        let offices = Offices::of(&law.directory).with_centre(&law.settings.contact);
        ways::answer(&question, &offices, &law.calendar, on)
    }

    /// The last days that can be counted from it, earliest first: to sue and to apply for reconsideration.
    pub fn last_days(&self, act: &ContestedAct, respondent: &OrgId, law: &Law) -> Vec<Deadline> {
        // After the days to appeal other ways may be open again (法释〔2018〕1号55条).
        let appeal = self.appeal(act, respondent, law).and_then(|period| period.on().tomorrow().ok());
        let answer = self.answer(act, respondent, law, appeal.unwrap_or(self.on));
        let counted = answer.prospects.iter().filter_map(|one| Some((one, self.counted(one)?)));
        let kept = counted.filter(|(_, period)| !period.is_appeal());
        let mut days: Vec<Deadline> = kept
            .map(|(prospect, period)| Deadline {
                remedy: remedy_of(prospect.way).expect("nothing else was counted"),
                conservative: period.conservative.clone(),
                claimed: period.claimed.clone(),
                opens_on: period.opens_on,
            })
            .collect();
        days.sort_by_key(Deadline::on);
        days
    }

    /// 上诉期限 of a judgment or ruling that was told.
    fn appeal(&self, act: &ContestedAct, respondent: &OrgId, law: &Law) -> Option<Period> {
        let answer = self.answer(act, respondent, law, self.on);
        let mut counted = answer.prospects.iter().filter_map(|one| self.counted(one));
        counted.find(|period| period.is_appeal()).cloned()
    }

    /// The same as a remedy, for whoever tells it beside the others.
    pub fn appeal_days(&self, act: &ContestedAct, respondent: &OrgId, law: &Law) -> Option<Deadline> {
        let Period { conservative, claimed, opens_on, .. } = self.appeal(act, respondent, law)?;
        Some(Deadline { remedy: Remedy::Appeal, conservative, claimed, opens_on })
    }

    /// What is left of it once a reconsideration is withdrawn, as if none had been applied for (法释〔2018〕1号58条).
    pub fn without_reconsideration(&self) -> Option<ToldBefore> {
        let steps = self.steps.without(|way| way == Way::Reconsider);
        (!steps.is_empty()).then_some(ToldBefore { on: self.on, steps })
    }

    /// An application that is neither refused nor accepted yet will be one of both within days: until that is known no day to sue is kept.
    fn counted<'a>(&self, prospect: &'a Prospect) -> Option<&'a Period> {
        let remedy = remedy_of(prospect.way)?;
        let waits = remedy == Remedy::Sue && self.step(Way::Reconsider) == Some(Tried::ReconsiderationFiled);
        prospect.period.as_ref().filter(|_| prospect.passage != Passage::Uncounted && !waits)
    }

    /// A day is needed and cannot be counted from what was told.
    fn is_uncounted(&self, act: &ContestedAct, respondent: &OrgId, law: &Law) -> bool {
        let open = [Passage::Open, Passage::Claimable, Passage::Uncounted];
        let answer = self.answer(act, respondent, law, self.on);
        let mut needed = answer.prospects.iter().filter(|one| remedy_of(one.way).is_some());
        // It will be decided, or is late with it: the fifteen days that follow are not known here (行诉法45条).
        let runs = self.step(Way::Reconsider) == Some(Tried::ReconsiderationAccepted);
        runs || needed.any(|one| open.contains(&one.passage) && self.counted(one).is_none())
    }

    /// What is to be known and done on that day, one line for each way to the court and to reconsideration.
    pub fn advice(&self, dispute: &Dispute, law: &Law, today: Date) -> Vec<String> {
        let held = &dispute.registration;
        let answer = self.answer(&held.act, &held.respondent, law, today);
        let apt = answer.prospects.iter().filter(|one| {
            let agreement = held.act.kind == super::ActKind::Agreement;
            remedy_of(one.way).is_some() && agreement == (one.way == Way::AgreementSuit)
                || one.way == Way::Reconsider
        });
        let line = |one: &Prospect| {
            let says = one.bases.first().map_or("", |basis| basis.says.as_str());
            format!("{}：{says}{}", one.way.name_zh(), one.next)
        };
        apt.map(line).collect()
    }

    /// Why this application would be in vain, as far as what was told goes.
    pub(super) fn ensure_may_apply(&self, act: &ContestedAct) -> Result<(), Refusal> {
        ensure(!self.is_in_court(), COURT_HAS_IT)?;
        let unclear = self.step(Way::Sue) == Some(Tried::SuitUnclear) && !super::reconsideration_first(act);
        ensure(!unclear, COURT_HAS_IT).map_err(|refusal| {
            refusal.because(
                "登记里写着起诉过、不知道办到哪一步：请先打 12368 问法院立案没有；没有立案的，告诉窗口改正登记以后再申请",
            )
        })?;
        use Tried::*;
        match self.step(Way::Reconsider) {
            Some(ReconsiderationFiled | ReconsiderationAccepted | ReconsiderationUnclear) => {
                Err(Refusal::of(APPLIED_ALREADY))
            }
            Some(
                ReconsiderationLapsed
                | ReconsiderationUpheld
                | ReconsiderationChanged
                | ReconsiderationWithdrawn,
            ) => Err(Refusal::of(APPLIED_BEFORE)),
            _ => Ok(()),
        }
    }
}

fn remedy_of(way: Way) -> Option<Remedy> {
    match way {
        Way::Reconsider => Some(Remedy::Reconsider),
        Way::Sue | Way::AgreementSuit => Some(Remedy::Sue),
        _ => None,
    }
}

/// Of an application that was not accepted the agency learns nothing (《行政复议法》48条), from us or through a program.
pub(crate) fn may_know_what_was_told(actor: &Actor, respondent: &OrgId) -> bool {
    !actor.is_of_agency(respondent) && actor.role != Role::OutsideSystem
}

impl Dispute {
    /// What was told of ways of which nothing is on file here: once the proceeding is recorded, that says how far it is.
    pub fn told_before(&self) -> Option<ToldBefore> {
        let tried = &self.registration.tried;
        if tried.is_empty() {
            return None;
        }
        let stands = |way| self.in_way(way).any(|held| held.course.struck_on.is_none());
        let known = |way: Way| match way {
            Way::Reconsider => stands(course::Way::Reconsideration),
            Way::Sue => stands(course::Way::Suit),
            _ => true,
        };
        let steps = tried.without(known);
        (!steps.is_empty()).then(|| ToldBefore { on: self.told_on.unwrap_or(self.registered_on), steps })
    }

    /// The same as this reader may learn it.
    pub fn told_before_known_to(&self, actor: &Actor) -> Option<ToldBefore> {
        self.told_before().filter(|_| may_know_what_was_told(actor, &self.registration.respondent))
    }

    /// As this actor may see it: the days that follow from what was told would tell of it.
    pub fn visible(&self, actor: &Actor) -> Dispute {
        let mut seen = self.clone();
        if !may_know_what_was_told(actor, &self.registration.respondent) {
            seen.registration.tried = Attempts::default();
        }
        seen
    }

    /// The days to appeal that follow from a judgment or a ruling that was told.
    pub fn appeal_told(&self, law: &Law) -> Option<Deadline> {
        let held = &self.registration;
        self.told_before()?.appeal_days(&held.act, &held.respondent, law)
    }

    /// 上诉的最后一天, where a judgment or a ruling was told.
    pub(super) fn appeal_lines(&self, law: &Law) -> Vec<ClockLine> {
        let held = &self.registration;
        let appeal = self.told_before().and_then(|told| told.appeal(&held.act, &held.respondent, law));
        let Some(period) = appeal else { return Vec::new() };
        let line = |name: &str, title: &str, due: &Due, state| ClockLine {
            name: name.to_owned(),
            title: title.to_owned(),
            term: super::last_days::term_of(due),
            started_on: super::last_days::started_on(due).unwrap_or_else(|| period.on()),
            due_on: due.on,
            provisional: due.provisional,
            state,
            short: due.short.clone(),
            reasons: due.lines(),
        };
        let over = period.on() < self.registered_on;
        let state = if over { ClockState::Lapsed } else { ClockState::Running };
        let first = line("last_day_to_appeal", "上诉的最后一天（保守口径）", &period.conservative, state);
        let later = period.claimed_on().filter(|on| over && *on >= self.registered_on).map(|_| {
            let title = "上诉的最后一天（是判决的）";
            line("last_day_to_appeal_claimed", title, &period.claimed, ClockState::Running)
        });
        std::iter::once(first).chain(later).collect()
    }

    /// What the counter has to look into, in one sentence; whether a day cannot be counted.
    pub(super) fn told_unverified(&self, law: &Law) -> Option<(String, bool)> {
        let told = self.told_before()?;
        let uncounted = told.is_uncounted(&self.registration.act, &self.registration.respondent, law);
        let undated = told.steps.all().any(|attempt| attempt.on.is_none());
        let lacks = match (uncounted, undated) {
            (true, true) => "；日子没有说清，最后一天算不出来",
            (true, false) => "；最后一天还算不出来",
            (false, _) => "",
        };
        // What it is stands in the file: of an application that was not accepted the agency learns nothing (复议法48条).
        let title = format!(
            "登记的内容有一项要先核实（见登记信息）{lacks}。核实以后登记相应的程序，或者更正登记事项"
        );
        Some((title, uncounted))
    }
}

#[cfg(test)]
mod tests;
