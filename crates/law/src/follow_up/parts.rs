//! What a follow-up is made of.

use super::*;
use crate::dispute::choices;

choices! {
    /// 回访方式.
    VisitForm {
        Phone = "电话",
        Home = "上门",
        Office = "到中心面谈",
        Online = "网上问卷",
    }

    /// 履行情况.
    Performed {
        Yes = "已履行",
        Partly = "部分履行",
        No = "未履行",
        NotApplicable = "没有约定履行事项",
    }
}

/// What the visit follows up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    pub brief: Brief,
    pub mediation: MatterId,
    /// How the mediation ended, `agreed`, `failed` …
    pub outcome: String,
    /// 终结之日.
    #[schemars(with = "String")]
    pub ended_on: Date,
    /// The last day of what was promised.
    #[schemars(with = "Option<String>")]
    pub last_due_on: Option<Date>,
}

/// 回访登记.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    #[schemars(with = "String")]
    pub on: Date,
    pub form: VisitForm,
    /// Keys of the parties spoken with.
    pub visited: Vec<String>,
    pub performed: Performed,
    /// Why not, where it was not or only partly performed.
    pub not_performed_reason: Option<String>,
    /// 1 (very dissatisfied) to 5 (very satisfied); none: the party did not want to say.
    pub satisfaction: Option<u8>,
    /// 答疑记录.
    pub answers: Option<String>,
    /// 新的矛盾: reopens the dispute.
    pub new_conflict: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    pub on: Date,
    pub form: VisitForm,
    pub note: String,
}
