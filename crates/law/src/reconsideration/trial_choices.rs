//! The closed lists of what is done along the trial.

use crate::dispute::choices;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 听取意见的方式 (《行政复议法》49条).
    HearingWay {
        InPerson = "当面",
        Online = "互联网",
        Phone = "电话",
    }

    /// 不同意查阅、复制的情形 (《行政复议法》47条).
    Withheld {
        StateSecret = "涉及国家秘密",
        TradeSecret = "涉及商业秘密",
        Privacy = "涉及个人隐私",
        Safety = "可能危及国家安全、公共安全、社会稳定",
    }

    /// 代理人 (《行政复议法》17条).
    AgentKind {
        Lawyer = "律师",
        LegalWorker = "基层法律服务工作者",
        Other = "其他代理人",
    }

    /// 停止执行的情形 (《行政复议法》42条).
    StayGround {
        AgencyThinks = "被申请人认为需要停止执行",
        BodyThinks = "复议机关认为需要停止执行",
        AskedReasonably = "申请人、第三人申请，复议机关认为合理",
        LawSays = "法律、法规、规章规定停止执行",
    }

    /// 附带审查的结果 (《行政复议法》59条、60条).
    RuleOutcome {
        Lawful = "相关条款合法",
        Unlawful = "超越权限或者违反上位法，停止执行并责令纠正",
        Answered = "接受转送的机关已回复处理意见",
    }
}

impl StayGround {
    pub fn article(self) -> &'static str {
        match self {
            StayGround::AgencyThinks => "《行政复议法》42条1项",
            StayGround::BodyThinks => "《行政复议法》42条2项",
            StayGround::AskedReasonably => "《行政复议法》42条3项",
            StayGround::LawSays => "《行政复议法》42条4项",
        }
    }
}
