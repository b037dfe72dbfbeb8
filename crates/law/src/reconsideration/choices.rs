//! The closed lists of a reconsideration, each with the words people read and, where it rests on one, its article.

use crate::dispute::choices;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 申请方式 (《行政复议法》22条、32条).
    ApplicationWay {
        InPerson = "当面提交",
        Post = "邮寄",
        Online = "互联网渠道",
        Oral = "口头申请",
        ThroughAgency = "通过作出处罚决定的机关提交",
        ConsultPoint = "咨询点代收",
    }

    /// 复议请求.
    Request {
        Annul = "撤销",
        Change = "变更",
        DeclareUnlawful = "确认违法",
        DeclareVoid = "确认无效",
        OrderPerformance = "责令履行职责",
        AgreementLiability = "承担行政协议责任",
    }

    /// 受理条件 (《行政复议法》30条1款).
    Condition {
        ClearParties = "有明确的申请人和符合规定的被申请人",
        Interest = "申请人与行政行为有利害关系",
        ConcreteRequest = "有具体的复议请求和理由",
        InTime = "在法定申请期限内提出",
        InScope = "属于行政复议范围",
        Jurisdiction = "属于本机关管辖",
        NotElsewhere = "没有受理过同一申请，法院也没有受理过同一起诉",
    }

    /// 不予受理的原因, as the bureaus keep them; each lacks one of the seven conditions.
    RefusalGround {
        NoClearParties = "没有明确的申请人或者被申请人",
        NoInterest = "没有利害关系",
        NoConcreteRequest = "没有具体的请求和理由",
        OutOfTime = "超过申请期限",
        NotThisBody = "不属于本机关管辖",
        AlreadyElsewhere = "复议机关或者法院已经受理过",
        AbstractRule = "不属于范围：规范性文件等抽象行为",
        Personnel = "不属于范围：奖惩、任免等人事处理",
        CivilMediation = "不属于范围：对民事纠纷的调解",
        StateAct = "不属于范围：国防、外交等国家行为",
        AccidentFinding = "不属于范围：交通、医疗事故认定",
        JudicialAppraisal = "不属于范围：司法鉴定",
        Criminal = "不属于范围：刑事侦查行为",
        Civil = "不属于范围：民事争议",
        Petition = "不属于范围：信访事项的处理",
        InternalAct = "不属于范围：内部行为",
        Guidance = "不属于范围：没有强制力的指导",
        OtherReview = "不属于范围：其他复议机关的复议行为",
        OtherOutOfScope = "不属于范围：其他",
    }

    /// 审理程序.
    Procedure {
        Ordinary = "普通程序",
        Summary = "简易程序",
    }

    /// 适用简易程序的情形 (《行政复议法》53条).
    SummaryGround {
        OnTheSpot = "行政行为是当场作出的",
        WarningOrCriticism = "警告或者通报批评",
        SmallAmount = "款额三千元以下",
        InformationDisclosure = "政府信息公开案件",
        AllAgree = "当事人各方同意",
    }

    /// 重大、疑难、复杂等标签 (《行政复议法》50条1款、52条2款).
    Weight {
        Major = "重大、疑难、复杂",
        Technical = "专业性、技术性较强",
    }

    /// 决定的种类.
    HoldingKind {
        /// 《行政复议法》68条.
        Uphold = "维持",
        /// 63条.
        Change = "变更",
        /// 64条.
        Annul = "撤销",
        /// 64条.
        AnnulPart = "部分撤销",
        /// 65条.
        DeclareUnlawful = "确认违法",
        /// 66条.
        OrderPerformance = "责令限期履行",
        /// 67条.
        DeclareVoid = "确认无效",
        /// 69条.
        RejectClaim = "驳回复议请求",
        /// 33条.
        DismissApplication = "驳回复议申请",
        /// 71条1款.
        AgreementLiability = "责令承担行政协议责任",
        /// 71条2款.
        AgreementCompensation = "责令给予合理补偿",
    }

    /// 决定的理由, each an item of the law.
    HoldingGround {
        ContentInappropriate = "事实清楚、证据确凿、依据正确、程序合法，但内容不适当",
        BasisMisapplied = "事实清楚、证据确凿、程序合法，但未正确适用依据",
        FactsEstablished = "事实不清、证据不足，已由复议机关查清",
        FactsUnclear = "主要事实不清、证据不足",
        ProcedureViolated = "违反法定程序",
        BasisUnlawful = "适用的依据不合法",
        PowersExceeded = "超越职权或者滥用职权",
        AnnulmentHarms = "依法应予撤销，但撤销会给国家、社会公共利益造成重大损害",
        MinorProcedure = "程序轻微违法，对申请人权利不产生实际影响",
        NothingToAnnul = "违法，但不具有可撤销内容",
        ChangedMeanwhile = "被申请人已改变原违法行为，申请人仍要求撤销或者确认违法",
        PerformancePointless = "不履行或者拖延履行职责，责令履行没有意义",
        DutyNotPerformed = "不履行法定职责",
        GrossDefect = "实施主体不具有行政主体资格或者没有依据等重大且明显违法",
        AllInOrder = "事实清楚、证据确凿、依据正确、程序合法、内容适当",
        NoSuchDuty = "被申请人没有相应的法定职责",
        PerformedBefore = "受理前已经履行法定职责",
        NoReply = "被申请人不按规定答复、举证，视为没有证据、依据",
        AgreementBreach = "不依法订立、不依法履行、未按约定履行或者违法变更、解除协议",
        AgreementUncompensated = "变更、解除协议合法，但未依法补偿或者补偿不合理",
        ConditionMissing = "受理后发现不符合受理条件",
    }

    /// 作出决定的方式 (《行政复议法》61条1款).
    Resolving {
        Head = "复议机关负责人同意",
        Collective = "集体讨论通过",
    }

    /// 终止的情形 (《行政复议法》41条).
    TerminationGround {
        Withdrawn = "申请人撤回，准予撤回",
        ApplicantDied = "申请人死亡，没有近亲属或者近亲属放弃",
        ApplicantDissolved = "申请人终止，没有承受人或者承受人放弃",
        CriminalMeasures = "同一违法行为涉嫌犯罪，被采取刑事强制措施",
        SuspendedSixtyDays = "中止满六十日，原因仍未消除",
    }

    /// 文书, as far as a period or an effect hangs on its service.
    PaperKind {
        Acceptance = "受理通知书",
        Refusal = "不予受理决定书",
        SupplementNotice = "补正通知书",
        Copy = "申请书副本（答复通知书）",
        Suspension = "中止通知书",
        Resumption = "恢复审理通知书",
        Extension = "延期审理通知书",
        Decision = "行政复议决定书",
        Termination = "终止决定书",
        ThirdPartyNotice = "第三人参加复议通知书",
        HearingNotice = "听证通知书",
        StayNotice = "停止执行通知书",
        RuleNotice = "附带审查通知书",
        RuleForwarding = "附带审查转送函",
        Statement = "行政复议调解书",
        Opinion = "行政复议意见书",
        Proposal = "行政复议建议书",
        Urging = "责令履行通知书",
        SuperiorCopy = "抄告函",
    }
}

impl RefusalGround {
    /// Which of the seven conditions it lacks.
    pub fn condition(self) -> Condition {
        use RefusalGround::*;
        match self {
            NoClearParties => Condition::ClearParties,
            NoInterest => Condition::Interest,
            NoConcreteRequest => Condition::ConcreteRequest,
            OutOfTime => Condition::InTime,
            NotThisBody => Condition::Jurisdiction,
            AlreadyElsewhere => Condition::NotElsewhere,
            _ => Condition::InScope,
        }
    }

    pub fn article(self) -> &'static str {
        use RefusalGround::*;
        match self {
            AbstractRule => "《行政复议法》12条2项",
            Personnel => "《行政复议法》12条3项",
            CivilMediation => "《行政复议法》12条4项",
            StateAct => "《行政复议法》12条1项",
            OutOfTime => "《行政复议法》20条、21条、30条1款4项",
            NotThisBody => "《行政复议法》24条至28条、30条1款6项",
            AlreadyElsewhere => "《行政复议法》29条2款、30条1款7项",
            other => other.condition().article(),
        }
    }
}

impl Condition {
    pub fn article(self) -> &'static str {
        match self {
            Condition::ClearParties => "《行政复议法》30条1款1项",
            Condition::Interest => "《行政复议法》30条1款2项",
            Condition::ConcreteRequest => "《行政复议法》30条1款3项",
            Condition::InTime => "《行政复议法》30条1款4项",
            Condition::InScope => "《行政复议法》11条、12条、30条1款5项",
            Condition::Jurisdiction => "《行政复议法》30条1款6项",
            Condition::NotElsewhere => "《行政复议法》30条1款7项",
        }
    }
}

impl HoldingKind {
    pub fn article(self) -> &'static str {
        use HoldingKind::*;
        match self {
            Uphold => "《行政复议法》68条",
            Change => "《行政复议法》63条",
            Annul | AnnulPart => "《行政复议法》64条",
            DeclareUnlawful => "《行政复议法》65条",
            OrderPerformance => "《行政复议法》66条",
            DeclareVoid => "《行政复议法》67条",
            RejectClaim => "《行政复议法》69条",
            DismissApplication => "《行政复议法》33条",
            AgreementLiability => "《行政复议法》71条1款",
            AgreementCompensation => "《行政复议法》71条2款",
        }
    }

    /// The agency is put right by it: 纠错.
    pub fn corrects(self) -> bool {
        !matches!(self, HoldingKind::Uphold | HoldingKind::RejectClaim | HoldingKind::DismissApplication)
    }

    /// 法释〔2018〕1号133条: who rejects what is requested upholds, and is sued together with the agency.
    pub fn upholds(self) -> bool {
        matches!(self, HoldingKind::Uphold | HoldingKind::RejectClaim)
    }

    /// 72条: the act does not stand as it was, so that what was done by it is given back or made good.
    pub fn undoes(self) -> bool {
        use HoldingKind::{Annul, AnnulPart, Change, DeclareUnlawful, DeclareVoid};
        matches!(self, Change | Annul | AnnulPart | DeclareUnlawful | DeclareVoid)
    }

    /// The agency has something to do in a named time.
    pub fn orders(self) -> bool {
        matches!(
            self,
            HoldingKind::OrderPerformance
                | HoldingKind::AgreementLiability
                | HoldingKind::AgreementCompensation
        )
    }
}

impl HoldingGround {
    pub fn article(self) -> &'static str {
        use HoldingGround::*;
        match self {
            ContentInappropriate => "《行政复议法》63条1款1项",
            BasisMisapplied => "《行政复议法》63条1款2项",
            FactsEstablished => "《行政复议法》63条1款3项",
            FactsUnclear => "《行政复议法》64条1款1项",
            ProcedureViolated => "《行政复议法》64条1款2项",
            BasisUnlawful => "《行政复议法》64条1款3项",
            PowersExceeded => "《行政复议法》64条1款4项",
            AnnulmentHarms => "《行政复议法》65条1款1项",
            MinorProcedure => "《行政复议法》65条1款2项",
            NothingToAnnul => "《行政复议法》65条2款1项",
            ChangedMeanwhile => "《行政复议法》65条2款2项",
            PerformancePointless => "《行政复议法》65条2款3项",
            DutyNotPerformed => "《行政复议法》66条",
            GrossDefect => "《行政复议法》67条",
            AllInOrder => "《行政复议法》68条",
            NoSuchDuty | PerformedBefore => "《行政复议法》69条",
            NoReply => "《行政复议法》70条",
            AgreementBreach => "《行政复议法》71条1款",
            AgreementUncompensated => "《行政复议法》71条2款",
            ConditionMissing => "《行政复议法》33条",
        }
    }

    /// The decisions that this ground carries.
    pub fn carries(self) -> &'static [HoldingKind] {
        use HoldingGround::*;
        use HoldingKind as K;
        match self {
            ContentInappropriate | BasisMisapplied | FactsEstablished => &[K::Change],
            FactsUnclear | ProcedureViolated | BasisUnlawful | PowersExceeded => &[K::Annul, K::AnnulPart],
            AnnulmentHarms | MinorProcedure | NothingToAnnul | ChangedMeanwhile | PerformancePointless => {
                &[K::DeclareUnlawful]
            }
            DutyNotPerformed => &[K::OrderPerformance],
            GrossDefect => &[K::DeclareVoid],
            AllInOrder => &[K::Uphold],
            NoSuchDuty | PerformedBefore => &[K::RejectClaim],
            NoReply => &[K::Annul, K::AnnulPart, K::DeclareUnlawful, K::DeclareVoid, K::OrderPerformance],
            AgreementBreach => &[K::AgreementLiability],
            AgreementUncompensated => &[K::AgreementCompensation],
            ConditionMissing => &[K::DismissApplication],
        }
    }
}

impl SummaryGround {
    pub fn article(self) -> &'static str {
        match self {
            SummaryGround::OnTheSpot => "《行政复议法》53条1款1项",
            SummaryGround::WarningOrCriticism => "《行政复议法》53条1款2项",
            SummaryGround::SmallAmount => "《行政复议法》53条1款3项",
            SummaryGround::InformationDisclosure => "《行政复议法》53条1款4项",
            SummaryGround::AllAgree => "《行政复议法》53条2款",
        }
    }
}

impl TerminationGround {
    /// A fact from outside the file, which a paper has to show.
    pub fn is_proved(self) -> bool {
        use TerminationGround::{ApplicantDied, ApplicantDissolved, CriminalMeasures};
        matches!(self, ApplicantDied | ApplicantDissolved | CriminalMeasures)
    }

    pub fn article(self) -> &'static str {
        match self {
            TerminationGround::Withdrawn => "《行政复议法》41条1项、74条2款",
            TerminationGround::ApplicantDied => "《行政复议法》41条2项",
            TerminationGround::ApplicantDissolved => "《行政复议法》41条3项",
            TerminationGround::CriminalMeasures => "《行政复议法》41条4项",
            TerminationGround::SuspendedSixtyDays => "《行政复议法》41条5项",
        }
    }
}
