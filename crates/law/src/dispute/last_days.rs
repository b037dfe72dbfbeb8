//! The last days to sue and to apply for reconsideration, of the dispute as it was registered.
//!
//! Reminders, the cap on mediation and the paper that consent is given on follow the conservative day (保守口径);
//! how it is counted is in [`crate::remedy`]. Here only: what the registration says, put as that module asks for it.

use super::{ActKind, ContestedAct, Dispute, Mediated, Told};
use crate::{
    OrgId,
    calendar::{Calendar, zh_date},
    clock::{Clock, Due},
    decision::Law,
    directory::Category,
    matter::{ClockLine, ClockState},
    mediation::Channel,
    remedy::{
        self, Claim, Contested, Counted, Deadline, Exclusion, Facts, LIMITATION_STARTS_ANEW, LastDays, Remedy,
    },
    term,
};
use jiff::civil::Date;

/// The clocks of the dispute, which a claimed day follows under the same name with an ending.
const TO_SUE: &str = "last_day_to_sue";
const TO_RECONSIDER: &str = "last_day_to_reconsider";

/// Before the masked names of those whose day it is, at the end of a title.
const WHOSE: &str = "——";

/// The title of a clock without them: for the own page, and where no name may stand.
pub fn without_names(title: &str) -> &str {
    title.split(WHOSE).next().unwrap_or(title)
}

/// The remedies that are open to this act, earliest last day first. Empty where no day can be counted from what is on file.
pub fn last_days(act: &ContestedAct, calendar: &Calendar) -> Vec<Deadline> {
    last_days_claiming(act, Vec::new(), calendar)
}

/// The same, where the party may ask for days to be left out: only the claimed day moves (要点3).
pub fn last_days_claiming(
    act: &ContestedAct,
    exclusions: Vec<Exclusion>,
    calendar: &Calendar,
) -> Vec<Deadline> {
    counted(act, exclusions, calendar).into_iter().map(|one| one.explained(calendar)).collect()
}

/// The days of [`last_days`] alone.
pub fn last_days_alone(act: &ContestedAct, calendar: &Calendar) -> Vec<LastDays> {
    counted(act, Vec::new(), calendar).iter().map(Counted::days).collect()
}

fn counted(act: &ContestedAct, exclusions: Vec<Exclusion>, calendar: &Calendar) -> Vec<Counted> {
    let Some(facts) = facts(act).map(|facts| Facts { exclusions, ..facts }) else { return Vec::new() };
    let [mut sue, mut reconsider] = remedy::counted(&facts, calendar);
    // XS-07.1 另有规定的从其规定: an application for a licence is to be answered sooner (许可法42条); that period may have been
    // extended, or begun later than with the request, so that the later day can be claimed.
    if let Some(perform_by) = licence_due(act, calendar) {
        let sooner = Facts { perform_by: Some(perform_by), ..facts.clone() };
        let [first_sue, first_reconsider] = remedy::counted(&sooner, calendar);
        sue = first_sue.or_claimed_as(sue);
        reconsider = first_reconsider.or_claimed_as(reconsider);
    }
    // 法释〔2019〕17号25条: a promise that is not kept has the limitation of civil law; whether it is that, or an act that changed the
    // agreement, is for the court, whatever day is on file, so that the later day can only be claimed.
    if act.kind == ActKind::Agreement {
        let breach = Facts { contested: Contested::AgreementBreach, ..facts.clone() };
        let [limitation, _] = remedy::counted(&breach, calendar);
        sue = sue.or_claimed_as(limitation);
    }
    if act.kind == ActKind::Compensation {
        sue = sue.of_compensation(facts.made_on, calendar);
    }
    let mut open = vec![reconsider];
    if !reconsideration_first(act) {
        open.push(sue);
    }
    open.sort_by_key(|one| one.days().on);
    open
}

/// An inaction counts from the day on which the agency was asked (`made_on`); nobody can count without a day.
fn facts(act: &ContestedAct) -> Option<Facts> {
    let contested = if act.is_inaction() { Contested::Inaction } else { Contested::Act };
    let made_on = match contested {
        Contested::Inaction => Some(act.made_on?),
        Contested::Act | Contested::AgreementBreach => act.made_on,
    };
    let known_on = act.known_on.or(made_on)?;
    Some(Facts {
        contested,
        made_on: made_on.unwrap_or(known_on),
        known_on,
        told: match act.told {
            Told::Yes => remedy::Told::Yes,
            // Nobody knows: nothing is taken away that might be claimed.
            Told::No | Told::Unknown => remedy::Told::No,
            Told::Partly => remedy::Told::Partly,
        },
        learned_on: None,
        real_estate: act.real_estate,
        perform_by: None,
        exclusions: Vec::new(),
    })
}

/// JD-18.4: until when an application for a licence that nobody answered had to be decided.
fn licence_due(act: &ContestedAct, calendar: &Calendar) -> Option<Date> {
    let asked_on = act.made_on.filter(|_| act.kind == ActKind::Licence && act.is_inaction())?;
    Clock::start(&term::LICENCE_DECISION, asked_on).due(calendar).on
}

/// FY-12 《行政复议法》23条: reconsideration before the suit.
pub fn reconsideration_first(act: &ContestedAct) -> bool {
    matches!(act.kind, ActKind::NaturalResources | ActKind::InformationDisclosure)
        || act.is_inaction()
        || (act.kind == ActKind::Penalty && act.on_the_spot)
}

/// As lists and pages show it, with its reasons: the conservative day; where that was over on `from` already, it is said,
/// and below it stands the day that can still be claimed.
pub fn last_day_lines(deadline: &Deadline, from: Date) -> Vec<ClockLine> {
    if deadline.on() >= from {
        return vec![line(deadline, &deadline.conservative, "", ClockState::Running)];
    }
    let over = line(deadline, &deadline.conservative, "", ClockState::Lapsed);
    let open = deadline.claimed.on.is_some_and(|on| on >= from);
    let claimed = open.then(|| line(deadline, &deadline.claimed, "_claimed", ClockState::Running));
    std::iter::once(over).chain(claimed).collect()
}

fn line(deadline: &Deadline, due: &Due, suffix: &str, state: ClockState) -> ClockLine {
    let (name, what) = match deadline.remedy {
        Remedy::Sue => (TO_SUE, "起诉"),
        Remedy::Reconsider => (TO_RECONSIDER, "申请行政复议"),
        Remedy::Appeal => ("last_day_to_appeal", "上诉"),
    };
    let title = match (suffix, deadline.claim()) {
        ("", _) => format!("{what}的最后一天（保守口径）"),
        (_, Claim::Limitation) => {
            format!("协议没有履行的，请求履行的诉讼时效（{LIMITATION_STARTS_ANEW}）")
        }
        (_, Claim::Untold) => {
            format!("{what}的最后一天（没有告知过期限的，或许还能主张，由受理机关认定）")
        }
        (_, Claim::Otherwise) => format!("{what}的最后一天（按可以主张的算法，由受理机关认定）"),
    };
    let on = due.on.unwrap_or_else(|| deadline.on());
    ClockLine {
        name: format!("{name}{suffix}"),
        title,
        term: term_of(due),
        started_on: started_on(due).unwrap_or(on),
        due_on: Some(on),
        provisional: due.provisional,
        state,
        short: due.short.clone(),
        reasons: due.lines(),
    }
}

pub(super) fn term_of(due: &Due) -> String {
    let rule = due.reasons.iter().find_map(|reason| match reason {
        crate::clock::Reason::Rule { term, .. } => Some(term.clone()),
        _ => None,
    });
    rule.unwrap_or_default()
}

pub(super) fn started_on(due: &Due) -> Option<Date> {
    due.reasons.iter().find_map(|reason| match reason {
        crate::clock::Reason::Start { on, .. } => Some(*on),
        _ => None,
    })
}

/// Its name, where the body to which something was sent is a court.
pub(crate) fn court_named<'a>(law: &'a Law, to: &OrgId) -> Option<&'a str> {
    let body = law.directory.organization(to).filter(|body| body.category == Category::Court);
    body.map(|body| body.name.as_str())
}

impl Dispute {
    /// 起诉、申请复议的最后一天 that are still to be kept by somebody, earliest first; what is closed for good is not among them. Mediation
    /// before the suit moves only the claimed day.
    pub fn open_last_days(&self, law: &Law) -> Vec<Deadline> {
        self.all_last_days(law).into_iter().filter(|last| self.is_kept_open(last.remedy)).collect()
    }

    /// The same for one party, whether it has filed or not.
    pub fn open_last_days_of(&self, party: &str, law: &Law) -> Vec<Deadline> {
        let all = self.all_last_days(law).into_iter();
        all.filter(|last| self.closed_to(last.remedy, party).is_none()).collect()
    }

    /// Of those what nothing on file keeps: of one party, else of somebody.
    pub fn unkept_last_days(&self, party: Option<&str>, law: &Law) -> Vec<Deadline> {
        let unkept = |last: &Deadline| match party {
            Some(party) => self.is_to_be_kept_by(last.remedy, party),
            None => !self.is_kept_by_all(last.remedy),
        };
        let all = match party {
            Some(party) => self.open_last_days_of(party, law),
            None => self.open_last_days(law),
        };
        all.into_iter().filter(unkept).collect()
    }

    /// What is left once the proceeding on file is over and nothing came of it, for its own papers.
    pub fn last_days_left(&self, law: &Law) -> Vec<Deadline> {
        let all = self.all_last_days(law).into_iter();
        all.filter(|last| self.closed(last.remedy).is_none()).collect()
    }

    pub(super) fn all_last_days(&self, law: &Law) -> Vec<Deadline> {
        let held = &self.registration;
        match self.told_before() {
            Some(told) => told.last_days(&held.act, &held.respondent, law),
            None => last_days_claiming(&held.act, self.claimed_days(), &law.calendar),
        }
    }

    /// As [`last_day_lines`], with whose day it is where it is not everybody's.
    pub(crate) fn day_lines(&self, last: &Deadline, from: Date) -> Vec<ClockLine> {
        let whose = self.kept_only_by_zh(last.remedy).map(|whose| format!("{WHOSE}{whose}的"));
        let named = |line: ClockLine| match &whose {
            Some(whose) => ClockLine { title: format!("{}{whose}", line.title), ..line },
            None => line,
        };
        let claimed = self.tolled_zh(last);
        let mut lines: Vec<ClockLine> = last_day_lines(last, from).into_iter().map(named).collect();
        // Beside the safe day, never instead of it: no light and no reminder follows it.
        if let (Some((short, why)), [safe]) = (claimed, &mut lines[..]) {
            safe.short = format!("{}；{short}", safe.short);
            safe.reasons.push(why);
        }
        lines
    }

    /// 行诉法48条: until when it could be sued if a court leaves out the days of the mediation before it, in short and with what it rests on.
    fn tolled_zh(&self, last: &Deadline) -> Option<(String, String)> {
        let on = last.claimed.on.filter(|on| last.remedy == Remedy::Sue && *on > last.on())?;
        let days = if self.told_before().is_some() { Vec::new() } else { self.claimed_days() };
        let days: Vec<String> = days
            .iter()
            .filter_map(|days| {
                Some(format!("{}至{}", zh_date(days.from), zh_date(days.to?.yesterday().ok()?)))
            })
            .collect();
        let (on, days) = (zh_date(on), if days.is_empty() { return None } else { days.join("、") });
        let short = format!("主张扣除调解期间的到{on}，由人民法院认定，不能当作有把握的日子");
        let why = format!(
            "主张扣除后的起诉期限最后一天是{on}：扣除调解期间{days}（《行政诉讼法》48条）；能不能扣除由人民法院认定，要稳妥就按最保守的一天办"
        );
        Some((short, why))
    }

    /// Whether this party has to mind a clock of the dispute: where others have filed, that of a remedy only if it has not.
    pub fn is_day_of(&self, clock: &str, party: &str) -> bool {
        let remedies = [(TO_SUE, Remedy::Sue), (TO_RECONSIDER, Remedy::Reconsider)];
        let remedy = remedies.into_iter().find(|(name, _)| clock.starts_with(name));
        remedy.is_none_or(|(_, remedy)| self.is_to_be_kept_by(remedy, party))
    }

    /// What the party itself still has to file, where nothing of it is on file yet; without a party, what anybody has. `to`: who was sent
    /// the papers.
    pub fn to_file_zh(
        &self,
        law: &Law,
        today: Date,
        to: Option<&OrgId>,
        party: Option<&str>,
    ) -> Option<String> {
        let (days, filed) = match party {
            Some(party) => (self.open_last_days_of(party, law), self.filed_on_by(party).is_some()),
            None => (self.open_last_days(law), self.is_filed_by_all()),
        };
        let days: Vec<LastDays> = self.appeal_told(law).iter().chain(&days).map(Deadline::days).collect();
        let court = to.and_then(|to| court_named(law, to));
        let whose = self.unfiled_zh().filter(|_| party.is_none());
        remedy::own_step_zh(&days, (self.gone_zh(party), filed), whose.as_deref(), today, court)
    }

    /// From all sides' consent to the end of each mediation before the suit (行诉法48条; a court decides). One that runs still leaves
    /// the day that can be claimed where it is: how far it will move nobody knows.
    fn claimed_days(&self) -> Vec<Exclusion> {
        let mediated =
            self.proceedings.iter().filter_map(|p| Some((p.opened_on, p.course.mediated.as_ref()?)));
        let before = |(_, days): &(Date, &Mediated)| {
            matches!(days.channel, Some(Channel::BeforeProcedure | Channel::PreTrial))
        };
        let days = mediated.filter(before).filter_map(|(opened_on, days)| {
            Some(Exclusion {
                // Whoever was willing before waited for nothing here yet.
                from: days.consented_on?.max(opened_on),
                to: Some(days.over_on?),
                reason: "各方同意调解至调解终结".to_owned(),
            })
        });
        days.collect()
    }
}
