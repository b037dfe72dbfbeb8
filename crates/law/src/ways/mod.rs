//! 救济途径: from what happened to every way that is open or closed on a given day: by which article, who is competent, how many
//! days are left, what to bring, what is lost by choosing it, and what to do next.
//!
//! Pure, without a file: the guide on the portal, the API, the command line and the counter ask the same [`answer`].
//! Information, not advice: [`Answer::notes`] says so and names whom to ask. Nothing that is talked over elsewhere tolls a
//! period (要点3): a petition, a complaint or a mediation leaves every last day where it was.
//! Not here: counting ([`crate::remedy`]), and disputes on file.

mod after;
mod agency;
mod competence;
mod offices;
mod others;
mod period;
mod precedence;
mod reconsider;
mod sue;
mod tried;

#[cfg(test)]
mod tests;

pub use agency::{Agency, AgencyKind};
pub use offices::{Bureau, Office, Offices};
pub use period::Period;
pub use precedence::{Decisive, Item, Precedence, decisive};
pub use tried::{Attempt, Attempts, CONTRADICTORY, DAY_UNREAD, Tried, UNKNOWN_STEP};

use crate::{
    Refusal,
    calendar::{Calendar, zh_date},
    clock::Clock,
    directory::Organization,
    dispute::{self, ActKind, ContestedAct, Told, choices},
    remedy::{self, Contested, Deadline, Facts, Remedies},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 救济途径.
    Way {
        /// 《行政复议法》5条，特邀调解规定.
        Mediate = "请中心调解",
        /// 《行政复议法》2条.
        Reconsider = "申请行政复议",
        /// 《行政诉讼法》2条.
        Sue = "提起行政诉讼",
        /// 法释〔2019〕17号4条.
        AgreementSuit = "提起行政协议诉讼",
        /// 《国家赔偿法》9条.
        Compensation = "申请国家赔偿",
        /// 《信访工作条例》17条.
        Petition = "信访",
        /// 《行政执法监督条例》2条、6条，12345.
        Complain = "投诉执法行为",
    }

    /// 途径走不走得通.
    Passage {
        Open = "可以走",
        /// Only who can argue for the longer period.
        Claimable = "过了一般期限，只能主张",
        NotYet = "还没到时候",
        AfterReconsideration = "复议以后才能走",
        Running = "正在办",
        /// A day is missing from which the period runs.
        Uncounted = "算不出期限，先去问",
        Closed = "走不通",
    }
}

/// What happened, as far as it is known. `None` is 不知道 everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    pub act: Option<ActKind>,
    /// The answer to [`decisive`] of the kind of act.
    pub circumstance: Option<bool>,
    pub real_estate: bool,
    pub agency: Agency,
    /// 作出之日; for an inaction the day on which the agency received the request.
    pub made_on: Option<Date>,
    pub known_on: Option<Date>,
    pub told: Option<Told>,
    pub tried: Attempts,
}

/// Why, with the rule and the article behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Basis {
    pub says: String,
    /// As in the reviewed list of rules (`FY-12`).
    pub rule: &'static str,
    pub article: &'static str,
}

impl Basis {
    fn new(rule: &'static str, article: &'static str, says: impl Into<String>) -> Basis {
        Basis { says: says.into(), rule, article }
    }
}

/// 一条途径的现状.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Prospect {
    pub way: Way,
    pub passage: Passage,
    /// The first decides; the others are to be known.
    pub bases: Vec<Basis>,
    /// Who is competent; several are a choice. Never empty.
    pub offices: Vec<Office>,
    pub period: Option<Period>,
    /// What to bring.
    pub materials: Vec<&'static str>,
    /// What is lost by going this way.
    pub costs: Vec<Basis>,
    /// Never empty.
    pub next: String,
}

/// Everything there is to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    pub on: Date,
    /// All ways, in the order of [`Way`].
    pub prospects: Vec<Prospect>,
    /// What was assumed where something is not known, and that this is not legal advice.
    pub notes: Vec<String>,
    /// Whom to ask.
    pub ask: Vec<Office>,
}

impl Question {
    /// Of an act as it is registered, by a body of the directory. What a registration does not say stays unknown.
    pub fn of(act: &ContestedAct, respondent: &Organization, tried: Attempts) -> Question {
        Question::about(act, Agency::of(respondent), tried)
    }

    /// The same of an agency that the directory may not know; what a branch of it did is the branch's.
    pub fn about(act: &ContestedAct, agency: Agency, tried: Attempts) -> Question {
        let circumstance = match act.kind {
            ActKind::Penalty => Some(act.on_the_spot),
            ActKind::Licence | ActKind::Benefits => Some(act.unanswered),
            ActKind::FailureToAct => Some(true),
            _ => None,
        };
        Question {
            act: Some(act.kind),
            circumstance,
            real_estate: act.real_estate,
            agency: if act.branch.is_some() { agency.branch() } else { agency },
            made_on: act.made_on,
            known_on: act.known_on,
            told: Some(act.told),
            tried,
        }
    }

    /// Whether the days can be: nothing that is still to come, nothing known before it was made.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        dispute::weigh_days(self.made_on, self.known_on, today).map_err(|refusal| {
            let field = if refusal.field.as_deref() == Some("act.made_on") { "made" } else { "known" };
            Refusal::at(refusal.code, field)
        })
    }

    /// Both deadlines as the statute counts them, where a day is known to count from. Where an answer is missing that decides how,
    /// the first count is kept and the later day of the others may be claimed.
    fn remedies(&self, calendar: &Calendar) -> Option<Remedies> {
        let (safe, other) = precedence::contested(self);
        let licence_due = |contested| {
            let licence = contested == Contested::Inaction && self.act == Some(ActKind::Licence);
            let asked_on = self.made_on.filter(|_| licence)?;
            Clock::start(&crate::term::LICENCE_DECISION, asked_on).due(calendar).on
        };
        let count = |contested, perform_by| Some(Remedies::of(&self.facts(contested, perform_by)?, calendar));
        // Another law's period to act may have been extended, or may begin later than with the request.
        let others = [count(other, licence_due(other)), count(other, None)];
        let first = count(safe, licence_due(safe))?;
        Some(others.into_iter().flatten().fold(first, |kept, other| Remedies {
            sue: later_claim(kept.sue, other.sue),
            reconsider: later_claim(kept.reconsider, other.reconsider),
        }))
    }

    fn facts(&self, contested: Contested, perform_by: Option<Date>) -> Option<Facts> {
        let made_on = match contested {
            Contested::Inaction => Some(self.made_on?),
            Contested::Act | Contested::AgreementBreach => self.made_on,
        };
        let known_on = self.known_on.or(made_on)?;
        Some(Facts {
            contested,
            made_on: made_on.unwrap_or(known_on),
            known_on,
            told: match self.told {
                Some(Told::Yes) => remedy::Told::Yes,
                Some(Told::Partly) => remedy::Told::Partly,
                // Nobody knows: nothing is taken away that might be claimed.
                Some(Told::No | Told::Unknown) | None => remedy::Told::No,
            },
            learned_on: None,
            real_estate: self.real_estate,
            perform_by,
            exclusions: Vec::new(),
        })
    }
}

/// The first, with the later of the two days that may be claimed.
fn later_claim(kept: Deadline, other: Deadline) -> Deadline {
    let claimed = if other.claimed.on > kept.claimed.on { other.claimed } else { kept.claimed };
    Deadline { claimed, ..kept }
}

/// Whether an application for reconsideration can be handed in to the body here: it is the competent one, and nothing but the days
/// speaks against it. For being late there may be a good reason (《行政复议法》20条2款); whoever accepts weighs it.
pub fn can_be_applied_for_here(agency: &Agency, reconsider: &Prospect) -> bool {
    let competent = agency.kind.is_some_and(AgencyKind::is_reconsidered_here);
    competent
        && match reconsider.passage {
            Passage::Open | Passage::Claimable | Passage::Uncounted => true,
            Passage::Closed => reconsider.period.is_some(),
            Passage::NotYet | Passage::AfterReconsideration | Passage::Running => false,
        }
}

/// Every way, on this day.
pub fn answer(question: &Question, offices: &Offices, calendar: &Calendar, today: Date) -> Answer {
    let (reconsidered, time_has_done) = question.tried.reconsideration(today, calendar);
    let scene = Scene {
        question,
        offices,
        calendar,
        today,
        precedence: Precedence::of(question),
        remedies: question.remedies(calendar),
        reconsidered,
    };
    let prospects = vec![
        others::mediate(&scene),
        reconsider::prospect(&scene),
        sue::suit(&scene),
        sue::agreement_suit(&scene),
        others::compensation(&scene),
        others::petition(&scene),
        others::complain(&scene),
    ];
    let ask = [Bureau::ReconsiderationOffice, Bureau::LegalAdvice, Bureau::Centre];
    Answer {
        on: today,
        prospects,
        notes: notes(question, time_has_done),
        ask: ask.map(|bureau| offices.get(bureau)).into(),
    }
}

/// What every way looks at.
struct Scene<'a> {
    question: &'a Question,
    offices: &'a Offices,
    calendar: &'a Calendar,
    today: Date,
    precedence: Precedence,
    /// `None`: no day to count from.
    remedies: Option<Remedies>,
    /// As time has made it.
    reconsidered: Option<Attempt>,
}

/// The part of a prospect that depends on what happened.
struct Finding {
    passage: Passage,
    period: Option<Period>,
    bases: Vec<Basis>,
    next: String,
}

impl Finding {
    fn new(passage: Passage, basis: Basis, next: impl Into<String>) -> Finding {
        Finding { passage, period: None, bases: vec![basis], next: next.into() }
    }

    fn until(mut self, period: Period) -> Finding {
        self.period = Some(period);
        self
    }

    fn knowing(mut self, basis: Option<Basis>) -> Finding {
        self.bases.extend(basis);
        self
    }

    /// With what a way always has.
    fn on(self, way: Way, offices: Vec<Office>, materials: Vec<&'static str>, costs: Vec<Basis>) -> Prospect {
        let Finding { passage, period, bases, next } = self;
        Prospect { way, passage, bases, offices, period, materials, costs, next }
    }
}

/// What was assumed, and what this is not.
fn notes(question: &Question, time_has_done: Option<String>) -> Vec<String> {
    let mut notes: Vec<String> = time_has_done.into_iter().collect();
    if question.agency.is_agency() {
        match (question.made_on, question.known_on) {
            (None, None) => notes.push(
                "不知道日期，就算不出还剩几天。请按随时可能到期准备，尽快去复议机构或者法院问清，把材料交上去。".into(),
            ),
            (Some(made_on), None) => notes.push(format!(
                "不知道是哪天知道的，按作出之日{}起算，这样最早，不会误事。",
                zh_date(made_on)
            )),
            (None, Some(_)) => notes.push(
                "不知道是哪天作出的，没有核对五年（不动产二十年）的最长期限；日子隔得久的，请先问清（《行政复议法》第21条、《行政诉讼法》第46条第2款）。".into(),
            ),
            (Some(_), Some(_)) => {}
        }
        if question.told.is_none_or(|told| told == Told::Unknown) {
            notes.push("不知道有没有告知过，按告知过算日子。请看决定书最后一段；确实没有写的，过了期限还可以主张，由受理机关、人民法院认定。".into());
        }
        if let (Some(act), None) = (question.act, question.circumstance) {
            notes.extend(
                decisive(act).map(|decisive| format!("{}不知道的，{}", decisive.asked, decisive.unknown)),
            );
        }
        if precedence::contested(question).1 == Contested::Inaction {
            notes.push("法律、法规对办理期限另有规定的，从那个期限届满起算，可能比这里更早；紧急情况不受办理期限限制（《行政诉讼法》第47条）。".into());
        }
        notes.push("调解、信访、打投诉电话都不会让期限停下来；期限以这里的保守日子为准去办，最稳妥。".into());
        notes.push("别的法律、行政法规可能另有期限或者要求先复议，决定书上应当写明，请对照看一遍（《行政复议法》第20条、第23条）。".into());
    }
    notes.push("这里是按您填的内容查到的法律信息，不是法律意见。拿不准的，请问复议机构、12348 公共法律服务热线或者律师。".into());
    notes
}
