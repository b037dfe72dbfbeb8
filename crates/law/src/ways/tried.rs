//! What has been tried so far: one stage for each of mediation, reconsideration, suit, petition and complaint, with the day from
//! which a period runs, where one does. What the passing of time has made of it is said here too.

use super::Way;
use crate::{
    Code, Refusal,
    calendar::{Calendar, zh_date},
    clock::Clock,
    dispute::choices,
    refusal::DATE_IN_FUTURE,
    term,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, str::FromStr};

choices! {
    /// 已经走过的一步.
    Tried {
        MediationRunning = "正在调解",
        MediationFailed = "调解没有谈成，或者退出了",
        MediationAgreed = "调解达成了协议",
        ReconsiderationFiled = "复议申请递上去了，还没说受不受理",
        ReconsiderationAccepted = "复议已经受理，还没有决定",
        /// 《行政复议法》30条2款、33条.
        ReconsiderationRefused = "复议机关不予受理，或者驳回申请",
        /// 《行政复议法》34条、《行政诉讼法》45条.
        ReconsiderationLapsed = "受理以后，过了期限还没有决定",
        /// 维持、驳回请求：《行政复议法》68条、69条.
        ReconsiderationUpheld = "复议决定维持，或者驳回请求",
        /// 变更、撤销、确认违法等：《行政复议法》63条至67条.
        ReconsiderationChanged = "复议决定改变了原来的决定",
        /// 《行政复议法》74条.
        ReconsiderationWithdrawn = "复议申请撤回了",
        ReconsiderationUnclear = "申请过复议，不知道办到哪一步",
        SuitFiled = "起诉状递上去了，还没有立案",
        /// 《行政诉讼法》51条2款.
        SuitRefused = "法院裁定不予立案",
        SuitAccepted = "法院已经立案，还没有判",
        SuitJudged = "法院已经判决，或者裁定驳回起诉",
        /// 法释〔2018〕1号60条.
        SuitWithdrawn = "起诉以后撤诉了",
        SuitUnclear = "起诉过，不知道办到哪一步",
        PetitionRunning = "信访正在办",
        PetitionAnswered = "收到了信访答复",
        /// 《信访工作条例》35条.
        PetitionReviewed = "收到了信访复查意见",
        /// 《信访工作条例》36条.
        PetitionConcluded = "收到了信访复核意见",
        Complained = "打过 12345，或者投诉过执法人员",
    }
}

impl Tried {
    /// The way on which it was a step.
    pub fn way(self) -> Way {
        match self.as_str().split('_').next() {
            Some("mediation") => Way::Mediate,
            Some("reconsideration") => Way::Reconsider,
            Some("suit") => Way::Sue,
            Some("petition") => Way::Petition,
            _ => Way::Complain,
        }
    }

    /// The day that matters, as it is asked for; `None` where no period runs from one.
    pub fn day_asked(self) -> Option<&'static str> {
        match self {
            Tried::ReconsiderationFiled => Some("复议机关哪天收到申请的？"),
            Tried::ReconsiderationAccepted | Tried::ReconsiderationLapsed => Some("复议哪天受理的？"),
            Tried::ReconsiderationRefused | Tried::ReconsiderationUpheld | Tried::ReconsiderationChanged => {
                Some("哪天收到复议决定书的？")
            }
            Tried::SuitFiled => Some("法院哪天收到起诉状的？"),
            Tried::SuitRefused | Tried::SuitJudged => Some("哪天收到法院裁判文书的？"),
            Tried::PetitionAnswered | Tried::PetitionReviewed => Some("哪天收到书面答复的？"),
            Tried::MediationAgreed => Some("协议哪天签的？"),
            _ => None,
        }
    }
}

/// One step with its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attempt {
    pub tried: Tried,
    #[schemars(with = "Option<String>")]
    pub on: Option<Date>,
}

/// All that has been tried: the last step on each way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attempts(BTreeMap<Way, Attempt>);

pub const CONTRADICTORY: Code =
    Code::new("remedies.tried.contradictory", "同一条途径只能选一种情形，请选最近的一步");
pub const UNKNOWN_STEP: Code = Code::new("remedies.tried.unknown", "没有这种情形，请从列出的里面选");
pub const DAY_UNREAD: Code = Code::new("remedies.tried.day_unread", "日期没有看懂，请写成“2026年3月5日”这样");

impl Attempts {
    /// Errors: two steps on one way, a day that is still to come.
    pub fn of(all: impl IntoIterator<Item = Attempt>, today: Date) -> Result<Attempts, Refusal> {
        let mut held = BTreeMap::new();
        for attempt in all {
            if attempt.on.is_some_and(|on| on > today) {
                return Err(Refusal::at(DATE_IN_FUTURE, "tried"));
            }
            if held.insert(attempt.tried.way(), attempt).is_some_and(|before| before != attempt) {
                return Err(Refusal::at(CONTRADICTORY, "tried"));
            }
        }
        Ok(Attempts(held))
    }

    /// `reconsideration_upheld:2026-10-01`, the day may be missing.
    pub fn read<'a>(texts: impl IntoIterator<Item = &'a str>, today: Date) -> Result<Attempts, Refusal> {
        let one = |text: &str| {
            let (step, day) = text.split_once([':', '：']).map_or((text, ""), |(step, day)| (step, day));
            let unknown = || Refusal::at(UNKNOWN_STEP, "tried").because(format!("没有这种情形：{step}"));
            let tried = Tried::from_str(step.trim()).map_err(|_| unknown())?;
            let on = match crate::text::tidy(day) {
                day if day.is_empty() => None,
                day => {
                    let unread = Refusal::at(DAY_UNREAD, "tried");
                    Some(crate::text::parse_date(&day).map_err(|_| unread)?)
                }
            };
            Ok(Attempt { tried, on })
        };
        let attempts: Result<Vec<Attempt>, Refusal> = texts.into_iter().map(one).collect();
        Attempts::of(attempts?, today)
    }

    pub fn get(&self, way: Way) -> Option<Attempt> {
        self.0.get(&way).copied()
    }

    pub fn all(&self) -> impl Iterator<Item = Attempt> {
        self.0.values().copied()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each step is one on the way under which it stands: what was read as JSON need not be.
    pub fn is_in_order(&self) -> bool {
        self.0.iter().all(|(way, attempt)| attempt.tried.way() == *way)
    }

    /// Those on other ways.
    pub fn without(&self, gone: impl Fn(Way) -> bool) -> Attempts {
        Attempts(self.0.iter().filter(|(way, _)| !gone(**way)).map(|(way, held)| (*way, *held)).collect())
    }

    /// `“复议决定维持，或者驳回请求”（2026年11月20日）`.
    pub fn told_zh(&self) -> String {
        let day = |attempt: &Attempt| attempt.on.map_or("日子没有说".to_owned(), zh_date);
        let one = |attempt: &Attempt| match attempt.tried.day_asked() {
            Some(_) => format!("“{}”（{}）", attempt.tried.name_zh(), day(attempt)),
            None => format!("“{}”", attempt.tried.name_zh()),
        };
        self.0.values().map(one).collect::<Vec<_>>().join("、")
    }

    pub(super) fn suit(&self) -> Option<Tried> {
        self.get(Way::Sue).map(|attempt| attempt.tried)
    }

    /// The reconsideration as it stands today: the law accepts by silence (《行政复议法》30条3款), and a decision that is not
    /// made within its period is overdue whether or not anybody noticed. With a sentence about what time has done.
    pub(super) fn reconsideration(
        &self,
        today: Date,
        calendar: &Calendar,
    ) -> (Option<Attempt>, Option<String>) {
        let Some(mut attempt) = self.get(Way::Reconsider) else { return (None, None) };
        let mut said = None;
        if let (Tried::ReconsiderationFiled, Some(on)) = (attempt.tried, attempt.on) {
            let screened = Clock::start(&term::RECONSIDERATION_SCREENING, on).due(calendar).on;
            if let Some(deemed_on) = screened.filter(|screened| *screened <= today) {
                attempt = Attempt { tried: Tried::ReconsiderationAccepted, on: Some(deemed_on) };
                said = Some(format!(
                    "没有收到不予受理决定的，自{}起视为受理（《行政复议法》第30条第3款）。",
                    zh_date(deemed_on)
                ));
            }
        }
        if let (Tried::ReconsiderationLapsed, Some(on)) = (attempt.tried, attempt.on) {
            let summary = calendar.add(on, term::SUMMARY_DECISION.span(), true).on;
            if today <= summary {
                attempt.tried = Tried::ReconsiderationAccepted;
                said = Some(format!(
                    "{}受理的，最短的三十日审理期限到{}才满，现在还没有逾期（《行政复议法》第62条）。",
                    zh_date(on),
                    zh_date(summary)
                ));
            }
        }
        if let (Tried::ReconsiderationAccepted, Some(on)) = (attempt.tried, attempt.on) {
            let decided = Clock::start(&term::RECONSIDERATION_DECISION, on).due(calendar).on;
            if decided.is_some_and(|decided| decided < today) {
                attempt.tried = Tried::ReconsiderationLapsed;
                let overdue = "六十日的审理期限已经过了；收到过延长通知的，以通知写的日子为准，最多再加三十日（《行政复议法》第62条）。";
                said = Some(format!("{}{overdue}", said.unwrap_or_default()));
            }
        }
        (Some(attempt), said)
    }
}
