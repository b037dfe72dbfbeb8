//! What the lapse of a period brings about, as data: what counts as accepted, given up or served, what has to be decided
//! then, and which right opens. Computed from a clock, never awaited; a room records it under the day that stands here.
//! Grounds that end a suspended proceeding by lapse, and those that never do, are here too. No state is changed.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString};

use super::Clock;
use crate::{
    calendar::Calendar,
    term::{self, Term},
};

/// 期限届满的后果: one effect of one period's lapse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Deemed {
    /// Id of the rule: `FY-07`.
    pub id: &'static str,
    /// In Chinese: `视为受理`.
    pub name: &'static str,
    /// Id of the term whose lapse it is.
    pub term: &'static str,
    pub article: &'static str,
    pub effect: Effect,
    pub nature: Nature,
    /// What else must be so, in Chinese; empty if nothing.
    pub only_if: &'static str,
    /// The regime of the term that this belongs to, by the day on which the period started.
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
}

/// Which day the effect bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// 届满之日
    OnLastDay,
    /// 届满次日
    DayAfter,
}

/// How far the law goes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// 依法视为: without any decision.
    ByLaw,
    /// 须作出决定: the body must now decide so.
    MustDecide,
    /// 可以行使权利: somebody may now go to the next instance.
    MayAct,
}

impl Nature {
    pub fn zh(self) -> &'static str {
        match self {
            Nature::ByLaw => "依法视为，无须决定",
            Nature::MustDecide => "应当作出决定",
            Nature::MayAct => "可以行使权利",
        }
    }
}

const fn deemed(
    id: &'static str,
    name: &'static str,
    term: &Term,
    article: &'static str,
    effect: Effect,
    nature: Nature,
    only_if: &'static str,
) -> Deemed {
    let (valid_from, valid_to) = (term.valid_from, term.valid_to);
    Deemed { id, name, term: term.id, article, effect, nature, only_if, valid_from, valid_to }
}

use Effect::{DayAfter, OnLastDay};
use Nature::{ByLaw, MayAct, MustDecide};

/// Every effect of a lapse that the rules know.
#[rustfmt::skip]
pub static DEEMED: &[Deemed] = &[
    deemed("FY-07", "视为受理", &term::RECONSIDERATION_SCREENING, "《行政复议法》第30条第3款", OnLastDay, ByLaw,
        "审查期限内没有作出不予受理决定，也没有通知补正；补正材料收到后重新起算五个工作日（FY-09.1）"),
    deemed("FY-07", "视为受理", &term::RECONSIDERATION_SCREENING_AGAIN, "《行政复议法》第31条第3款、第30条第3款", OnLastDay, ByLaw,
        "自收到补正材料之日起的审查期限内没有作出不予受理决定"),
    deemed("FY-09", "视为放弃复议申请", &term::SUPPLEMENT, "《行政复议法》第31条第2款", DayAfter, ByLaw,
        "没有正当理由，也没有延长补正期限；须记录在案"),
    deemed("FY-18", "视为没有证据、依据", &term::REPLY, "《行政复议法》第70条", DayAfter, ByLaw,
        "被申请人没有书面答复并提交证据、依据；涉及第三人合法权益、第三人提供证据的除外"),
    deemed("FY-18", "视为没有证据、依据", &term::SUMMARY_REPLY, "《行政复议法》第70条", DayAfter, ByLaw,
        "被申请人没有书面答复并提交证据、依据；涉及第三人合法权益、第三人提供证据的除外"),
    deemed("FY-31", "终止行政复议", &term::TERMINATION_AFTER_SUSPENSION, "《行政复议法》第41条第5项", DayAfter, MustDecide,
        "因第39条第1款第1项、第2项、第4项中止，且原因仍未消除"),
    deemed("FY-31", "终止行政复议", &term::TERMINATION_AFTER_SUSPENSION_2007, "《行政复议法实施条例》（2007）第42条第2款", DayAfter, MustDecide,
        "因第41条第1款第1项至第3项中止，且原因仍未消除"),
    deemed("FY-13", "可以起诉（复议前置）", &term::RECONSIDERATION_DECISION, "《行政复议法》第34条", DayAfter, MayAct,
        "应当先申请复议的案件，受理后超过复议期限（含延长）不作答复"),
    deemed("XS-05", "可以起诉", &term::RECONSIDERATION_DECISION, "《行政诉讼法》第45条", DayAfter, MayAct,
        "复议机关逾期（含延长）不作决定"),
    deemed("XS-05", "可以起诉", &term::SUMMARY_DECISION, "《行政诉讼法》第45条", DayAfter, MayAct,
        "复议机关逾期不作决定"),
    deemed("FY-43", "可以申请复议", &term::INACTION_PRESUMED, "《行政复议法实施条例》（2007）第16条第1款第2项", DayAfter, MayAct,
        "没有履行期限规定"),
    deemed("FY-43", "可以申请复议", &term::INACTION_PRESUMED_2026, "《行政复议法实施条例》（2026年修订，条文待核）", DayAfter, MayAct,
        "没有履行期限规定；条文待核"),
    deemed("XS-07.1", "可以起诉", &term::INACTION_SUABLE, "《行政诉讼法》第47条第1款", DayAfter, MayAct,
        "法律、法规没有另行规定履行期限；应当先申请复议的除外（《行政复议法》第23条）"),
    deemed("XS-15", "先予立案", &term::FILING_DECISION, "法释〔2018〕1号第53条第2款", DayAfter, MustDecide,
        "期满仍不能判断是否符合起诉条件"),
    deemed("XS-24", "终结诉讼", &term::TRIAL_ENDS_AFTER_SUSPENSION, "法释〔2018〕1号第88条第2款", DayAfter, MustDecide,
        "因第87条第1款第1项至第3项中止，仍无人继续诉讼；有特殊情况的除外"),
    deemed("XS-34.2", "可以申请法院强制执行", &term::DEMAND_BEFORE_ENFORCEMENT, "《行政强制法》第54条", DayAfter, MayAct,
        "催告后仍未履行，且起诉期限已经届满"),
    deemed("TJ-12", "调解终结", &term::MEDIATION_BEFORE_TRIAL, "《在线调解规则》第25条、《特邀调解规定》第26条", OnLastDay, ByLaw,
        "期限届满，双方没有同意延长"),
    deemed("TJ-12", "调解终结", &term::MEDIATION_IN_TRIAL, "《在线调解规则》第25条、《特邀调解规定》第26条", OnLastDay, ByLaw,
        "期限届满，双方没有同意延长"),
    deemed("TJ-12", "调解终结", &term::MEDIATION_IN_SUMMARY_TRIAL, "《在线调解规则》第25条、《特邀调解规定》第26条", OnLastDay, ByLaw,
        "期限届满，双方没有同意延长"),
    deemed("RL-08", "视为送达", &term::SERVICE_BY_NOTICE, "《民事诉讼法》第95条", OnLastDay, ByLaw,
        "下落不明，或者其他方式无法送达；案卷记明原因和经过"),
    deemed("RL-08", "视为送达", &term::SERVICE_BY_NOTICE_2017, "《民事诉讼法》（2017修正）第92条（条文待核）", OnLastDay, ByLaw,
        "下落不明，或者其他方式无法送达；案卷记明原因和经过"),
];

/// The effects that a rule names.
pub fn deemed_by(id: &str) -> impl Iterator<Item = &'static Deemed> {
    DEEMED.iter().filter(move |deemed| deemed.id == id)
}

/// The effects of the lapse of that term.
pub fn deemed_of(term_id: &str) -> impl Iterator<Item = &'static Deemed> {
    DEEMED.iter().filter(move |deemed| deemed.term == term_id)
}

impl Deemed {
    /// The day that the effect bears if nothing stops the clock before; `None` while suspended, once stopped, and for the
    /// clock of another term.
    pub fn on(&self, clock: &Clock, calendar: &Calendar) -> Option<Date> {
        let before = self.valid_from.is_some_and(|from| clock.started_on < from);
        let after = self.valid_to.is_some_and(|to| to < clock.started_on);
        if clock.term != self.term || before || after || clock.stopped_on.is_some() {
            return None;
        }
        let last = clock.bound_on(calendar)?;
        match self.effect {
            Effect::OnLastDay => Some(last),
            Effect::DayAfter => last.tomorrow().ok(),
        }
    }

    /// What time has done by that day: the day of the effect, once the last day is over. The same answer on every later
    /// day.
    pub fn as_of(&self, clock: &Clock, today: Date, calendar: &Calendar) -> Option<Date> {
        let is_over = clock.bound_on(calendar).is_some_and(|last| last < today);
        self.on(clock, calendar).filter(|_| is_over)
    }
}

/// 复议中止的事由 (行政复议法39条1款), by number.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, Display, EnumString, EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ReconsiderationSuspension {
    /// 1 申请人死亡，近亲属尚未确定是否参加
    ApplicantDied,
    /// 2 申请人丧失行为能力，尚未确定法定代理人
    ApplicantIncapable,
    /// 3 申请人下落不明
    ApplicantMissing,
    /// 4 申请人（法人、其他组织）终止，尚未确定承受人
    ApplicantDissolved,
    /// 5 不可抗力或者其他正当理由
    CannotTakePart,
    /// 6 调解、和解，双方同意中止
    AgreedForMediation,
    /// 7 法律适用问题需要有权机关解释、确认
    QuestionOfLaw,
    /// 8 以其他案件的审理结果为依据
    OtherCase,
    /// 9 附带审查（第56条、第57条）
    RuleReview,
    /// 10 其他情形
    Other,
}

impl ReconsiderationSuspension {
    /// The number in 39条1款.
    pub fn item(self) -> u8 {
        self as u8 + 1
    }

    pub fn article(self) -> String {
        format!("《行政复议法》39条1款{}项", self.item())
    }

    /// What people read.
    pub fn zh(self) -> &'static str {
        use ReconsiderationSuspension::*;
        match self {
            ApplicantDied => "申请人死亡，近亲属尚未确定是否参加",
            ApplicantIncapable => "申请人丧失行为能力，尚未确定法定代理人",
            ApplicantMissing => "申请人下落不明",
            ApplicantDissolved => "申请人终止，尚未确定权利义务承受人",
            CannotTakePart => "因不可抗力或者其他正当理由不能参加",
            AgreedForMediation => "依法调解、和解，申请人和被申请人同意中止",
            QuestionOfLaw => "法律适用问题需要有权机关解释或者确认",
            OtherCase => "以其他案件的审理结果为依据，其他案件尚未审结",
            RuleReview => "附带审查规范性文件或者依据",
            Other => "其他需要中止的情形",
        }
    }

    /// It befell who applied, as items 1 to 4 have it.
    pub fn is_of_an_applicant(self) -> bool {
        self.item() <= 4
    }

    /// FY-31: whether sixty days of it end the proceeding. Of the items 1, 2 and 4; that somebody is missing (3) never
    /// does.
    pub fn ends_by_lapse(self) -> bool {
        use ReconsiderationSuspension::{ApplicantDied, ApplicantDissolved, ApplicantIncapable};
        matches!(self, ApplicantDied | ApplicantIncapable | ApplicantDissolved)
    }

    /// The clock that ends the proceeding, for a suspension from that day on; `None`: this ground has none.
    pub fn termination_clock(self, suspended_on: Date) -> Option<Clock> {
        self.ends_by_lapse().then(|| start(&term::TERMINATION_AFTER_SUSPENSION, suspended_on))
    }
}

/// 诉讼中止的事由 (法释〔2018〕1号87条1款), by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Display, EnumString, EnumIter)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TrialSuspension {
    /// 1 原告死亡，须等待近亲属表明是否参加
    PlaintiffDied,
    /// 2 原告丧失诉讼行为能力，尚未确定法定代理人
    PlaintiffIncapable,
    /// 3 一方（行政机关、法人、其他组织）终止，尚未确定承受人
    PartyDissolved,
    /// 4 不可抗力
    ForceMajeure,
    /// 5 法律适用问题送请解释、确认
    QuestionOfLaw,
    /// 6 以相关案件的审理结果为依据
    OtherCase,
    /// 7 其他情形
    Other,
}

impl TrialSuspension {
    /// The number in 87条1款.
    pub fn item(self) -> u8 {
        self as u8 + 1
    }

    /// XS-24: whether ninety days of it end the trial. Of the items 1 to 3.
    pub fn ends_by_lapse(self) -> bool {
        self.item() <= 3
    }

    /// The clock that ends the trial, for a suspension from that day on; `None`: this ground has none.
    pub fn termination_clock(self, suspended_on: Date) -> Option<Clock> {
        self.ends_by_lapse().then(|| start(&term::TRIAL_ENDS_AFTER_SUSPENSION, suspended_on))
    }
}

fn start(term: &'static Term, on: Date) -> Clock {
    Clock::start(term::find_on(term.id, on).unwrap_or(term), on)
}
