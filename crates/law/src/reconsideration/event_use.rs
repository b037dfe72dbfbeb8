//! What an event is called, for whose eyes it is, and which of them draw a number from a register.

use super::*;
use crate::matter::Series;

/// The register of the copies that the public reads (79条).
const PUBLISHED_SERIES: &str = "复议公开";

impl ReconsiderationEvent {
    /// What the timeline calls it.
    pub fn title_zh(&self) -> &'static str {
        use ReconsiderationEvent::*;
        match self {
            Opened { .. } => "收到行政复议申请",
            BriefUpdated { .. } => "登记事项已同步",
            Forwarded { .. } => "处罚机关转送申请",
            Assigned { .. } => "指定复议人员",
            HandlersLeft { .. } => "复议人员离任",
            ChallengeMade { .. } => "申请回避",
            ChallengeDecided(_) => "决定回避申请",
            ApplicationAccepted { .. } => "受理",
            AcceptanceDeemed { .. } => "审查期满，视为受理",
            ApplicationRefused { .. } => "不予受理",
            SupplementRequested { .. } => "通知补正",
            SupplementExtended { .. } => "延长补正期限",
            SupplementReceived { .. } => "收到补正材料，重新审查",
            AbandonmentDeemed { .. } => "逾期不补正，视为放弃申请",
            CopySent { .. } => "发送申请书副本",
            Replied { .. } => "被申请人答复、举证",
            ReplyAdded { .. } => "被申请人补充答复、证据",
            Weighed { .. } => "标明重大疑难复杂、专业性强",
            PartyHeard { .. } => "听取意见",
            OpinionStated { .. } => "当事人提交书面意见",
            HearingRequested { .. } => "申请人请求听证",
            HearingConvened { .. } => "决定听证",
            HearingHeld { .. } => "举行听证",
            HearingMinutesKept { .. } => "收存签字的听证笔录",
            HearingCancelled { .. } | HearingDeclined(_) | ApplicationRecordKept(_) => self.asked_zh(),
            ThirdPartyNotified { .. } => "通知第三人参加",
            ThirdPartyAnswered { .. } => "第三人答复是否参加",
            AgentAppointed { .. } => "委托代理人",
            AgentDismissed { .. } => "变更、解除代理",
            Joined(_) | Separated(_) | TriedTogether(_) | TriedApart(_) => self.together_title_zh(),
            AccessRequested { .. } => "申请查阅、复制",
            AccessDecided { .. } => "决定查阅、复制",
            StayAsked { .. } | StayDecided { .. } | StayLifted { .. } => self.stay_title_zh(),
            ProcedureChanged { .. } => "转为普通程序",
            RuleReviewOpened { .. } => "附带审查规范性文件",
            RuleNotified { .. } => "通知制定机关，或者转送",
            RuleAnswered { .. } => "制定机关答复，或者转送的机关回复",
            RulePutRight { .. } => "制定机关已经纠正",
            RuleReviewConcluded { .. } => "附带审查有了结论",
            WithdrawalApplied { .. } => "申请撤回",
            WithdrawalDecided { .. } => "决定是否准予撤回",
            StatementSealed { .. } => "行政复议调解书生效",
            CommitteeConsulted { .. } => "提请行政复议委员会咨询",
            ConsultationRecorded { .. } => "记录咨询意见",
            OpinionIssued { kind, .. } => kind.name_zh(),
            ReportRecorded { .. } => "报送纠正情况",
            PerformanceRecorded(_) | UnperformedReported(_) => self.performance_zh(),
            Pressed { pressure, .. } => pressure.measure.name_zh(),
            AdviceNoted { .. } | ReviewNoted(_) => self.advised_zh(),
            LinesNoted { lines, .. } => lines.told_zh(),
            EnforcementBegun { .. } => "强制执行",
            CopyPublished { .. } | CopyCorrected { .. } | CopyWithdrawn { .. } => self.copy_title_zh(),
            Suspended { .. } => "中止审理",
            Resumed { .. } => "恢复审理",
            Extended { .. } => "批准延长审理期限",
            OpinionDrafted { .. } => "提出审查意见",
            Resolved { .. } => "负责人同意或者集体讨论",
            DecisionIssued { .. } => "作出行政复议决定",
            Terminated { .. } => "终止行政复议",
            ServiceRecorded { .. } | ServiceStruck { .. } | AddressConfirmed { .. } => self.service_zh(),
            SuperiorTold { .. } => "抄告上一级主管部门",
            TookEffect { .. } => "决定发生法律效力",
            BecameFinal { .. } | DecisionOverdue(_) => self.over_zh(),
            EffectNoted { .. } => "调解对本程序的影响",
            InquiryPlanned { .. } | InquiryRecorded { .. } | InquiryRecordKept { .. } => self.inquiry_zh(),
        }
    }

    /// What was said by word of mouth, and a hearing that is not held.
    fn asked_zh(&self) -> &'static str {
        match self {
            ReconsiderationEvent::HearingCancelled { .. } => "取消听证",
            ReconsiderationEvent::HearingDeclined(_) => "不组织听证",
            _ => "收存签字的申请笔录",
        }
    }

    /// A period that is over.
    fn over_zh(&self) -> &'static str {
        match self {
            ReconsiderationEvent::DecisionOverdue(_) => "审理期限届满，没有作出决定",
            _ => "起诉期限届满",
        }
    }

    fn service_zh(&self) -> &'static str {
        match self {
            ReconsiderationEvent::ServiceStruck { .. } => "作废一次记错的送达",
            ReconsiderationEvent::AddressConfirmed { .. } => "确认送达地址",
            ReconsiderationEvent::ServiceRecorded { delivery, .. } if delivery.failed => "送达文书，没有送到",
            _ => "送达文书",
        }
    }

    /// 调查取证.
    fn inquiry_zh(&self) -> &'static str {
        match self {
            ReconsiderationEvent::InquiryPlanned { .. } => "决定调查取证",
            ReconsiderationEvent::InquiryRecordKept { .. } => "收存签名的调查笔录",
            _ => "调查取证",
        }
    }

    fn advised_zh(&self) -> &'static str {
        match self {
            ReconsiderationEvent::ReviewNoted(noted) if noted.open => "召集市长案审会",
            ReconsiderationEvent::ReviewNoted(_) => "市长案审会办完",
            _ => "案审会、专家论证、听证的结果",
        }
    }

    fn performance_zh(&self) -> &'static str {
        match self {
            ReconsiderationEvent::UnperformedReported(_) => "反映没有履行复议决定",
            _ => "被申请人履行",
        }
    }

    fn stay_title_zh(&self) -> &'static str {
        match self {
            ReconsiderationEvent::StayDecided { .. } => "决定是否停止执行",
            ReconsiderationEvent::StayLifted { .. } => "恢复执行",
            _ => "提出停止执行",
        }
    }

    fn together_title_zh(&self) -> &'static str {
        match self {
            ReconsiderationEvent::Separated(_) | ReconsiderationEvent::TriedApart(_) => "分开审理",
            _ => "合并审理",
        }
    }

    fn copy_title_zh(&self) -> &'static str {
        match self {
            ReconsiderationEvent::CopyCorrected { .. } => "更正公开的副本",
            ReconsiderationEvent::CopyWithdrawn { .. } => "撤下公开的副本",
            _ => "公开决定书副本",
        }
    }

    /// What the office proposes is for the office and the body alone until it is decided: titles only, never the payload.
    pub fn is_confidential(&self) -> bool {
        use ReconsiderationEvent::*;
        matches!(
            self,
            AdviceNoted { .. }
                | ReviewNoted(_)
                | OpinionDrafted { .. }
                | Resolved { .. }
                | CommitteeConsulted { .. }
                | ConsultationRecorded { .. }
                | InquiryPlanned { .. }
                | InquiryRecorded { .. }
                | InquiryRecordKept { .. }
        )
    }

    pub(super) fn series(&self) -> Option<Series> {
        match self {
            ReconsiderationEvent::Opened { on, prefix, serial: 0, .. } => {
                Some(crate::dispute::series(prefix, *on))
            }
            ReconsiderationEvent::CopyPublished { on, serial: 0, .. } => {
                Some(crate::dispute::series(PUBLISHED_SERIES, *on))
            }
            _ => None,
        }
    }

    /// The number that was drawn for it.
    pub(super) fn numbered(&mut self, given: u64) {
        use ReconsiderationEvent::{CopyPublished, Opened};
        if let Opened { serial, .. } | CopyPublished { serial, .. } = self {
            *serial = given;
        }
    }
}
