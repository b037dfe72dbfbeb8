//! The contested act, and what follows from its kind.

use super::{ActKind, Told};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 行政行为: what the agency did or failed to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContestedAct {
    pub kind: ActKind,
    /// What people call it, e.g. `罚款 5000 元`.
    pub title: String,
    /// 文号.
    pub document_number: Option<String>,
    /// 作出之日. Unknown or never made: none.
    #[schemars(with = "Option<String>")]
    pub made_on: Option<Date>,
    /// 知道或应当知道之日.
    #[schemars(with = "Option<String>")]
    pub known_on: Option<Date>,
    pub told: Told,
    /// 涉及行政裁量.
    #[serde(default)]
    pub discretionary: bool,
    /// 涉及赔偿、补偿.
    #[serde(default)]
    pub about_money: bool,
    /// 因不动产.
    #[serde(default)]
    pub real_estate: bool,
    /// 当场作出.
    #[serde(default)]
    pub on_the_spot: bool,
    /// 依据电子技术监控设备记录的违法事实作出的处罚（《行政复议法》32条）.
    #[serde(default)]
    pub by_monitoring: bool,
    /// 一直没有答复: asked for a licence or a benefit, and nothing was decided; `made_on` is the day on which it was asked for.
    #[serde(default)]
    pub unanswered: bool,
    /// 派出机构: which station, branch or office of the respondent it was (派出所、分局、所), as it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
}

impl ActKind {
    /// 依申请: a citizen asks for it, and may be left without an answer.
    pub fn is_asked_for(self) -> bool {
        matches!(self, ActKind::Licence | ActKind::Benefits)
    }

    /// Land or a building may hang on it, so that it has to be asked; what is confirmed, published or paid out moves neither.
    pub fn may_concern_real_estate(self) -> bool {
        use ActKind::{Benefits, Compensation, InformationDisclosure, WorkInjury};
        !matches!(self, WorkInjury | InformationDisclosure | Benefits | Compensation)
    }
}

impl ContestedAct {
    /// 不履行法定职责, also where it was asked for under another name (复议法11条11项、12项，行诉法12条1款3项、6项、10项).
    pub fn is_inaction(&self) -> bool {
        self.kind == ActKind::FailureToAct || (self.unanswered && self.kind.is_asked_for())
    }
}
