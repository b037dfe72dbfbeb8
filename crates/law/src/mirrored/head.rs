//! 行政机关负责人出庭应诉 (行诉法3条3款, 法释〔2020〕3号): who counts as a head, who may stay away, what follows.

use crate::dispute::choices;
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

/// The duty over all hearings of a level. A breach stays one though the head comes the next time.
pub(super) fn duty(heard: &[(Date, HeadAppearance)]) -> HeadDuty {
    let grounds = |(on, head): &(Date, HeadAppearance)| {
        let grounds = head.advice_grounds();
        (!grounds.is_empty()).then_some(HeadDuty::Breached { on: *on, grounds })
    };
    if let Some(breached) = heard.iter().find_map(grounds) {
        return breached;
    }
    match heard.iter().find(|(_, head)| head.is_head_present()) {
        Some((on, _)) => HeadDuty::Fulfilled { on: *on },
        None => heard.first().map_or(HeadDuty::Open, |(on, _)| HeadDuty::Excused { on: *on }),
    }
}
