//! The closed lists of a mediation, each with the words people read.

use crate::dispute::choices;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

choices! {
    /// 调解优先的六类情形.
    Category {
        LawAllows = "法律规定可以调解或和解的",
        PartyAsks = "当事人要求调解的",
        ManyParties = "人数较多、涉及群体利益和公共稳定的",
        AnnulmentHarms = "撤销会给国家、公共或他人利益造成重大损失的",
        NeedDeservesHelp = "诉求支持不足但实际困难、合理需要应当帮助的",
        OtherSettleable = "其他通过调解更能实质化解的",
    }

    /// 通道: which procedure the dispute stands in while it is mediated.
    Channel {
        BeforeProcedure = "案前（尚未进入法定程序）",
        PreTrial = "诉前（法院委派）",
        TrialOrdinary = "诉中（法院委托，普通程序）",
        TrialSummary = "诉中（法院委托，简易程序）",
        Reconsideration = "行政复议中",
        Petition = "信访中",
    }

    /// 是否同意.
    Answer {
        Agree = "同意调解",
        Refuse = "不同意调解",
    }

    /// 以何种方式表示.
    ConsentWay {
        Paper = "书面",
        Phone = "电话",
        OnlineForm = "网上确认",
    }

    /// 披露: whether anything ties whoever sits at the table to a side or to the outcome.
    Interest {
        Free = "没有利害关系",
        Tied = "有，说明如下",
    }

    /// 送达方式.
    ServiceWay {
        InPerson = "当面送达",
        Post = "邮寄送达",
        Electronic = "电子送达",
        Phone = "电话通知",
        LeftInPlace = "留置送达",
    }

    /// 在屏幕上签的是谁.
    Hand {
        Party = "本人",
        Agent = "代理人",
    }

    /// 期限不计入的原因.
    PauseCause {
        Appraisal = "委托鉴定、评估",
        FalseMediationSuspected = "可能是虚假调解，中止并报告",
    }

    /// 对原行政行为的处理.
    Disposition {
        Stands = "维持不变",
        Changed = "变更",
        Withdrawn = "撤销或撤回",
        Performed = "履行法定职责或协议",
        Paid = "给付、补偿或赔偿",
    }

    /// 协议之后以何种方式结案.
    Ending {
        JudicialConfirmation = "共同申请法院出具行政诉前调解书（司法确认）",
        ReconsiderationStatement = "行政复议调解书",
        CourtStatement = "法院行政调解书",
        Withdrawal = "撤回复议申请或撤诉",
        AgencyCorrects = "行政机关自行改正",
        AgreementAlone = "只签调解协议，自觉履行",
    }

    /// 终结事由.
    Ground {
        SettledApart = "当事人自行和解，撤回调解申请",
        Unreachable = "期限内联系不上当事人",
        NoShow = "当事人无正当理由不到场",
        Unwilling = "一方明确表示不愿继续",
        LargeDivergence = "分歧较大，难以达成协议",
        RefusedSignature = "一方拒绝在协议上签字",
        FalseMediation = "虚假调解",
        UnlawfulContent = "协议内容违法或损害国家、公共、他人利益",
        Other = "其他导致调解无法进行的情形",
    }

    /// 退回原因.
    ReturnReason {
        ConsentRefused = "一方不同意调解",
        ConsentWithdrawn = "一方撤回同意",
        NotImported = "不予导入调解",
        SettledInReconsideration = "已经在行政复议里调解、和解",
        SettledBeside = "已经在别的程序里调解、和解",
    }

    /// 合法性审查的项目.
    LegalityItem {
        Interests = "不损害国家利益、公共利益和他人合法权益",
        MandatoryRules = "不违反法律、法规的强制性规定",
        Voluntariness = "各方自愿、真实",
        Certainty = "内容明确、可以履行",
    }

    /// 结案手续的结果.
    FormalResult {
        Granted = "已经办成（调解书盖章送达、准予撤回、确认有效）",
        NotAccepted = "不予受理",
        Rejected = "驳回，或者不准许",
        Reneged = "生效前一方反悔",
    }

    /// 1+1+N 的席位.
    SeatKind {
        GuidingJudge = "指导法官",
        LeadMediator = "主调人",
        Member = "其他成员",
    }
}

impl Ending {
    /// Complete only by an act of the court or the reconsideration body: 复议法73条（盖章）、74条（准许）, 解释60条（准许）、85条（签收）,
    /// 民诉法206条（裁定）.
    pub fn is_formal(self) -> bool {
        !matches!(self, Ending::AgencyCorrects | Ending::AgreementAlone)
    }

    /// Whether its paper can be enforced (复议法78条, 民诉法206条).
    pub fn is_enforceable(self) -> bool {
        matches!(
            self,
            Ending::JudicialConfirmation | Ending::ReconsiderationStatement | Ending::CourtStatement
        )
    }
}

impl Channel {
    /// A suit or an application for reconsideration is on file.
    pub fn is_filed(self) -> bool {
        self.is_trial() || self == Channel::Reconsideration
    }

    /// 立案后由法院委托.
    pub fn is_trial(self) -> bool {
        matches!(self, Channel::TrialOrdinary | Channel::TrialSummary)
    }
}

impl PauseCause {
    /// As everybody may read it: who is suspected of a sham does not learn of it here.
    pub fn told_zh(self) -> &'static str {
        match self {
            PauseCause::Appraisal => self.name_zh(),
            PauseCause::FalseMediationSuspected => "依法中止",
        }
    }
}

impl ServiceWay {
    /// A call tells of a talk; a paper it does not bring.
    pub fn brings_paper(self) -> bool {
        self != ServiceWay::Phone
    }

    /// The ways in which a paper gets to somebody, for a form.
    pub fn of_papers() -> Vec<(String, &'static str)> {
        let choice = |way: ServiceWay| way.brings_paper().then(|| (way.as_str().to_owned(), way.name_zh()));
        ServiceWay::iter().filter_map(choice).collect()
    }
}
