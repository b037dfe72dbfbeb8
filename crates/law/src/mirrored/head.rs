//! 行政机关负责人出庭应诉 (行诉法3条3款, 法释〔2020〕3号): who counts as a head, who may stay away, what follows.

use super::LevelCourse;
use crate::{calendar::zh_date, clock::Due, decision::Law, dispute::choices, term};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 出庭人员的职务层级（法释〔2020〕3号2条）.
    HeadRank {
        Principal = "正职负责人",
        Deputy = "副职负责人",
        DeputyRankInCharge = "参与分管被诉行为实施工作的副职级别负责人",
        OtherInCharge = "其他参与分管的负责人",
        AuthorizedUnitHead = "法律、法规、规章授权的内设、派出机构或者其他组织的负责人",
        EntrustedOrSubordinate = "受委托组织或者下级机关的负责人",
        NotAHead = "不是负责人",
    }

    /// 不能出庭的理由（法释〔2020〕3号8条）.
    AbsenceReason {
        ForceMajeure = "不可抗力",
        Accident = "意外事件",
        IrreplaceableDuty = "需要履行他人不能代替的公务",
        OtherJustified = "无法出庭的其他正当事由",
        Unjustified = "说明的理由不成立",
        NotGiven = "没有说明理由",
    }

    /// 法院应当提出司法建议的情形（法释〔2020〕3号12条1款）.
    AdviceGround {
        NoReason = "未出庭，且未说明理由或者理由不成立",
        AbsentAfterPostponement = "准许延期后再次开庭仍未出庭，且无正当理由",
        NobodyCame = "负责人和相应的工作人员均不出庭",
        LeftEarly = "未经法庭许可中途退庭",
        RefusedToExplain = "拒绝解释或者说明，导致庭审无法进行",
    }
}

impl HeadRank {
    /// 法释〔2020〕3号 1条2款、2条: heads of entrusted organizations and of lower agencies do not count.
    pub fn counts(self) -> bool {
        !matches!(self, HeadRank::EntrustedOrSubordinate | HeadRank::NotAHead)
    }
}

impl AbsenceReason {
    /// 法释〔2020〕3号 8条.
    pub fn is_justified(self) -> bool {
        !matches!(self, AbsenceReason::Unjustified | AbsenceReason::NotGiven)
    }
}

/// 出庭情况 of one hearing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum HeadAppearance {
    Attended {
        name: String,
        post: String,
        rank: HeadRank,
        /// 出庭且出声.
        spoke: bool,
        #[serde(default)]
        left_early: bool,
        #[serde(default)]
        refused_to_explain: bool,
    },
    Absent {
        reason: AbsenceReason,
        /// Material under seal or signed by the principal (9条1款).
        material: bool,
        /// 委托出庭的相应工作人员; a lawyer alone is not enough (解释128条2款).
        staff: Option<String>,
        /// The hearing had been postponed at the agency's wish.
        #[serde(default)]
        postponed_before: bool,
    },
}

impl HeadAppearance {
    /// A head in the sense of the law was there.
    pub fn is_head_present(&self) -> bool {
        matches!(self, HeadAppearance::Attended { rank, .. } if rank.counts())
    }

    /// 正职出庭.
    pub fn is_principal_present(&self) -> bool {
        matches!(self, HeadAppearance::Attended { rank: HeadRank::Principal, .. })
    }

    /// Somebody of the agency in charge of the matter was there; a lawyer alone is nobody (解释128条2款).
    fn is_agency_present(&self) -> bool {
        match self {
            HeadAppearance::Attended { .. } => true,
            HeadAppearance::Absent { staff, .. } => {
                staff.as_deref().is_some_and(|staff| !staff.trim().is_empty())
            }
        }
    }

    /// Why the court has to send a judicial suggestion to supervision and to the higher agency (12条1款).
    pub fn advice_grounds(&self) -> Vec<AdviceGround> {
        use AdviceGround::*;
        let mut grounds = Vec::new();
        match self {
            HeadAppearance::Attended { rank, left_early, refused_to_explain, .. } => {
                grounds.extend((!rank.counts()).then_some(NoReason));
                grounds.extend(left_early.then_some(LeftEarly));
                grounds.extend(refused_to_explain.then_some(RefusedToExplain));
            }
            HeadAppearance::Absent { reason, material, postponed_before, .. } => {
                let justified = reason.is_justified() && *material;
                grounds.extend((!justified).then_some(NoReason));
                grounds.extend((!justified && *postponed_before).then_some(AbsentAfterPostponement));
                grounds.extend((!self.is_agency_present()).then_some(NobodyCame));
            }
        }
        grounds
    }
}

/// 出庭义务 at one level: once is enough there unless the court calls again; each level anew (7条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "duty", rename_all = "snake_case")]
pub enum HeadDuty {
    /// Not heard yet, or nobody has said who came.
    Open,
    /// 已履行.
    Fulfilled { on: Date },
    /// 有正当理由.
    Excused { on: Date },
    /// 应当提出司法建议.
    Breached { on: Date, grounds: Vec<AdviceGround> },
}

/// The duty over all hearings of a level, in their order. Whoever came once need not come again, unless the court told the head to come to
/// that hearing too (7条1款); whoever of the agency has to be there all the same, and how whoever comes behaves, is asked of each. A breach
/// stays one though the head comes the next time.
pub(super) fn duty(heard: &[(Date, HeadAppearance)], is_told_of: impl Fn(Date) -> bool) -> HeadDuty {
    let came = |on: Date| heard.iter().any(|(before, head)| *before < on && head.is_head_present());
    let breached = heard.iter().find_map(|(on, head)| {
        let mut grounds = head.advice_grounds();
        if came(*on) && !is_told_of(*on) {
            grounds.retain(|ground| !ground.is_of_staying_away());
        }
        (!grounds.is_empty()).then_some(HeadDuty::Breached { on: *on, grounds })
    });
    if let Some(breached) = breached {
        return breached;
    }
    match heard.iter().find(|(_, head)| head.is_head_present()) {
        Some((on, _)) => HeadDuty::Fulfilled { on: *on },
        None => heard.first().map_or(HeadDuty::Open, |(on, _)| HeadDuty::Excused { on: *on }),
    }
}

impl AdviceGround {
    /// 负责人没有来, whoever else of the agency was there.
    fn is_of_staying_away(self) -> bool {
        matches!(self, AdviceGround::NoReason | AdviceGround::AbsentAfterPostponement)
    }
}

impl LevelCourse {
    /// 负责人出庭义务 at this level.
    pub fn head_duty(&self) -> HeadDuty {
        let known: Vec<(Date, HeadAppearance)> =
            self.heard.iter().filter_map(|(on, head)| Some((*on, head.clone()?))).collect();
        duty(&known, |on| self.notified.contains_key(&on))
    }

    /// What was set for a day is set anew: what is said of the notice then stands, and what was known of it before where nothing is said.
    pub(super) fn set_hearing(&mut self, hearing_on: Date, head_notified_on: Option<Date>) {
        if !self.hearings.contains(&hearing_on) {
            self.hearings.push(hearing_on);
        }
        self.notified.extend(head_notified_on.map(|on| (hearing_on, on)));
    }

    /// `2027年1月5日开庭、听证（2027年1月3日通知负责人出庭，…）`: those that are set and those that were held, in the order of their days.
    pub fn hearings_told(&self, law: &Law) -> Vec<String> {
        let set = self.hearings.iter().map(|on| (*on, "开庭、听证"));
        let held = self.heard.iter().map(|(on, _)| (*on, "已经开庭、听证"));
        let mut all: Vec<(Date, &str)> = held.chain(set).collect();
        all.sort_by_key(|(on, _)| *on);
        all.into_iter()
            .map(|(on, what)| format!("{}{what}{}", zh_date(on), self.notice_zh(on, law)))
            .collect()
    }

    /// 5条1款: the court tells the head three days before; told later, that is said.
    fn notice_zh(&self, hearing_on: Date, law: &Law) -> String {
        let Some(told_on) = self.notified.get(&hearing_on) else { return String::new() };
        let last = Due::before(&term::HEAD_APPEARANCE_NOTICE, hearing_on, &law.calendar).on;
        let late = last.filter(|last| told_on > last).map(|last| {
            format!("，晚于应当通知的最后一天{}（{}）", zh_date(last), term::HEAD_APPEARANCE_NOTICE.article)
        });
        format!("（{}通知负责人出庭{}）", zh_date(*told_on), late.unwrap_or_default())
    }
}
