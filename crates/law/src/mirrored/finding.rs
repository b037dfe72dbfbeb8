//! How another body decides, in the categories of its own statute, each with its article and its form. What may be attacked,
//! by whom and until when, follows from the form.

use super::{Level, Procedure};
use crate::{
    dispute::choices,
    term::{self, Term},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

choices! {
    /// 处理结果. One paper may hold several (确认违法 and 责令补救).
    Finding {
        /// 《行政诉讼法》69条.
        ClaimDismissed = "判决驳回诉讼请求",
        /// 《行政诉讼法》70条.
        Annulled = "判决撤销",
        /// 《行政诉讼法》70条.
        PartlyAnnulled = "判决部分撤销",
        /// 《行政诉讼法》70条、71条.
        NewActOrdered = "判决重新作出行政行为",
        /// 《行政诉讼法》72条.
        DutyOrdered = "判决限期履行法定职责",
        /// 《行政诉讼法》73条.
        PaymentOrdered = "判决履行给付义务",
        /// 《行政诉讼法》74条.
        DeclaredUnlawful = "判决确认违法",
        /// 《行政诉讼法》75条.
        DeclaredVoid = "判决确认无效",
        /// 《行政诉讼法》76条.
        RemedyOrdered = "判决采取补救措施或者赔偿",
        /// 《行政诉讼法》77条.
        ActChanged = "判决变更",
        /// 《行政诉讼法》78条.
        AgreementOrdered = "判决继续履行协议、补救、赔偿或者补偿",
        /// 《行政诉讼法》51条2款.
        FilingRefused = "裁定不予立案",
        /// 法释〔2018〕1号 69条.
        SuitRejected = "裁定驳回起诉",
        /// 《行政诉讼法》62条、《行政复议法》74条.
        WithdrawalAllowed = "准许撤回",
        /// 《行政诉讼法》62条.
        WithdrawalRefused = "不准许撤回",
        /// 《行政诉讼法》58条、法释〔2018〕1号 61条.
        DeemedWithdrawn = "按撤诉处理",
        /// 法释〔2018〕1号 88条、《行政复议法》41条.
        Terminated = "终结、终止程序",
        /// 《行政诉讼法》60条、法释〔2018〕1号 85条、《行政复议法》73条.
        MediationStatement = "调解书",
        /// 《行政诉讼法》89条1款1项.
        AppealDismissed = "驳回上诉，维持原判",
        /// 《行政诉讼法》89条1款2项.
        ChangedOnAppeal = "依法改判、撤销或者变更",
        /// 《行政诉讼法》89条1款3、4项.
        Remanded = "发回重审",
        /// 法释〔2018〕1号 116条2款.
        RetrialRefused = "驳回再审申请",
        /// 《行政诉讼法》92条、法释〔2018〕1号 116条1款、124条.
        RetrialOrdered = "裁定再审",
        /// 法释〔2018〕1号 122条.
        ChangedOnRetrial = "再审改判、撤销",
        /// 法释〔2018〕1号 122条.
        UpheldOnRetrial = "再审维持原裁判",
        /// 《信访工作条例》32条1款1项.
        Supported = "支持信访请求",
        /// 《信访工作条例》32条1款2项.
        Explained = "缺乏法律依据，已作解释说明",
        /// 《信访工作条例》32条1款3项.
        NotSupported = "不支持信访请求",
        /// 《信访工作条例》31条1至4项.
        LedElsewhere = "导入其他法定途径",
        /// 《行政诉讼法》93条.
        Protested = "提出抗诉",
        /// 《行政诉讼法》93条2款、3款.
        AdviceGiven = "提出检察建议",
        /// 《检察公益诉讼解释》21条.
        PublicInterestAdvice = "行政公益诉讼检察建议",
        /// 法释〔2018〕1号 117条.
        SupervisionRefused = "不支持监督申请",
        /// 《行政复议法》68条.
        ActUpheld = "复议维持",
        /// 《行政复议法》63条至67条、71条、72条.
        ActCorrected = "复议变更、撤销、确认违法或者责令履行",
        /// 《行政复议法》69条.
        RequestRejected = "驳回复议请求",
        /// 《行政复议法》30条、33条.
        ApplicationRejected = "不予受理或者驳回复议申请",
        Ruled = "作出裁决",
        NotTaken = "不予受理",
        Answered = "已答复办结",
        PassedElsewhere = "转有权机关办理",
    }
}

/// 文书形式, on which finality depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// 判决.
    Judgment,
    /// 可以上诉的裁定 (法释〔2018〕1号101条2款).
    AppealableRuling,
    /// 不能上诉的裁定、决定.
    Ruling,
    /// 调解书.
    Statement,
    /// 复议决定.
    Decision,
    /// 信访处理意见.
    Opinion,
    /// 其他答复.
    Answer,
}

impl Finding {
    pub fn form(self) -> Form {
        use Finding::*;
        match self {
            ClaimDismissed | Annulled | PartlyAnnulled | NewActOrdered | DutyOrdered | PaymentOrdered
            | DeclaredUnlawful | DeclaredVoid | RemedyOrdered | ActChanged | AgreementOrdered
            | AppealDismissed | ChangedOnAppeal | ChangedOnRetrial | UpheldOnRetrial => Form::Judgment,
            FilingRefused | SuitRejected => Form::AppealableRuling,
            WithdrawalAllowed | WithdrawalRefused | DeemedWithdrawn | Terminated | Remanded
            | RetrialRefused | RetrialOrdered => Form::Ruling,
            MediationStatement => Form::Statement,
            ActUpheld | ActCorrected | RequestRejected | ApplicationRejected => Form::Decision,
            Supported | Explained | NotSupported => Form::Opinion,
            LedElsewhere | Protested | AdviceGiven | PublicInterestAdvice | SupervisionRefused | Ruled
            | NotTaken | Answered | PassedElsewhere => Form::Answer,
        }
    }

    /// The article behind it in that procedure; `—` where none was read for it.
    pub fn article(self, procedure: Procedure) -> &'static str {
        use Finding::*;
        match self {
            ClaimDismissed => "《行政诉讼法》69条",
            Annulled | PartlyAnnulled => "《行政诉讼法》70条",
            NewActOrdered => "《行政诉讼法》70条、71条",
            DutyOrdered => "《行政诉讼法》72条",
            PaymentOrdered => "《行政诉讼法》73条",
            DeclaredUnlawful => "《行政诉讼法》74条",
            DeclaredVoid => "《行政诉讼法》75条",
            RemedyOrdered => "《行政诉讼法》76条",
            ActChanged => "《行政诉讼法》77条",
            AgreementOrdered => "《行政诉讼法》78条",
            FilingRefused => "《行政诉讼法》51条2款",
            SuitRejected => "法释〔2018〕1号 69条",
            WithdrawalAllowed | WithdrawalRefused | Terminated | MediationStatement => {
                self.ending_article(procedure)
            }
            DeemedWithdrawn => "《行政诉讼法》58条、法释〔2018〕1号 61条",
            AppealDismissed | ChangedOnAppeal | Remanded => "《行政诉讼法》89条",
            RetrialRefused => "法释〔2018〕1号 116条",
            RetrialOrdered => "《行政诉讼法》92条、法释〔2018〕1号 116条、124条",
            ChangedOnRetrial | UpheldOnRetrial => "法释〔2018〕1号 122条",
            Supported | Explained | NotSupported => "《信访工作条例》32条",
            LedElsewhere => "《信访工作条例》31条",
            Protested | AdviceGiven => "《行政诉讼法》93条",
            PublicInterestAdvice => "《检察公益诉讼解释》21条",
            SupervisionRefused => "法释〔2018〕1号 117条",
            ActUpheld => "《行政复议法》68条",
            ActCorrected => "《行政复议法》63条至67条、71条、72条",
            RequestRejected => "《行政复议法》69条",
            ApplicationRejected => "《行政复议法》30条、33条",
            Ruled | NotTaken | Answered | PassedElsewhere => "—",
        }
    }

    /// Withdrawal, termination and settlement stand in each statute.
    fn ending_article(self, procedure: Procedure) -> &'static str {
        match (procedure, self) {
            (Procedure::Litigation, Finding::Terminated) => "法释〔2018〕1号 88条",
            (Procedure::Litigation, Finding::MediationStatement) => {
                "《行政诉讼法》60条、法释〔2018〕1号 85条"
            }
            (Procedure::Litigation, _) => "《行政诉讼法》62条",
            (Procedure::ReconsiderationElsewhere, Finding::Terminated) => "《行政复议法》41条",
            (Procedure::ReconsiderationElsewhere, Finding::MediationStatement) => "《行政复议法》73条",
            (Procedure::ReconsiderationElsewhere, _) => "《行政复议法》74条",
            _ => "—",
        }
    }

    /// Whether it can stand in a paper of this procedure at this level.
    pub fn belongs_to(self, procedure: Procedure, level: Level) -> bool {
        use Finding::*;
        let appeal = matches!(self, AppealDismissed | ChangedOnAppeal);
        let retrial = matches!(self, RetrialRefused | RetrialOrdered | ChangedOnRetrial | UpheldOnRetrial);
        match procedure {
            Procedure::Litigation => match self {
                Remanded => level != Level::First,
                _ if appeal => level == Level::Second,
                _ if retrial => level == Level::Third,
                WithdrawalAllowed | WithdrawalRefused | DeemedWithdrawn | Terminated | MediationStatement => {
                    true
                }
                _ => {
                    let first = matches!(self.form(), Form::Judgment | Form::AppealableRuling);
                    first && level == Level::First
                }
            },
            Procedure::ReconsiderationElsewhere => {
                self.form() == Form::Decision
                    || matches!(self, WithdrawalAllowed | Terminated | MediationStatement)
            }
            Procedure::Petition => {
                self.form() == Form::Opinion
                    || matches!(self, LedElsewhere | NotTaken | WithdrawalAllowed | Answered)
            }
            Procedure::ProcuratorialSupervision => matches!(
                self,
                Protested
                    | AdviceGiven
                    | PublicInterestAdvice
                    | SupervisionRefused
                    | Terminated
                    | NotTaken
                    | WithdrawalAllowed
            ),
            Procedure::Adjudication | Procedure::Arbitration => {
                matches!(self, Ruled | NotTaken | MediationStatement | WithdrawalAllowed | Terminated)
            }
            Procedure::Complaint | Procedure::Hotline => {
                matches!(self, Answered | NotTaken | PassedElsewhere | WithdrawalAllowed)
            }
        }
    }

    /// Ends the level; an order that only lets it go on does not.
    pub fn ends(self) -> bool {
        !matches!(self, Finding::WithdrawalRefused | Finding::RetrialOrdered)
    }

    /// Orders somebody to do something, or holds a promise: it can be performed and enforced (行诉法94条至96条).
    pub fn can_be_performed(self) -> bool {
        use Finding::*;
        matches!(
            self,
            NewActOrdered
                | DutyOrdered
                | PaymentOrdered
                | RemedyOrdered
                | ActChanged
                | AgreementOrdered
                | MediationStatement
                | ChangedOnAppeal
                | ChangedOnRetrial
        )
    }

    /// 撤回: the party itself gave it up.
    pub fn is_withdrawal(self) -> bool {
        matches!(self, Finding::WithdrawalAllowed | Finding::DeemedWithdrawn)
    }

    /// 维持, 驳回复议请求: the act stands as the agency made it.
    fn upholds(self) -> bool {
        matches!(self, Finding::ActUpheld | Finding::RequestRejected)
    }

    /// Nothing was taken up: the day of filing is not kept by it.
    pub fn is_not_taken_up(self) -> bool {
        matches!(
            self,
            Finding::FilingRefused | Finding::SuitRejected | Finding::ApplicationRejected | Finding::NotTaken
        )
    }
}

/// The period in which somebody may go on against it, counted from service on each. None: final when served.
pub(super) fn window(
    procedure: Procedure,
    level: Level,
    findings: &[Finding],
    reconsideration_first: bool,
) -> Option<&'static Term> {
    let has = |form: Form| findings.iter().any(|finding| finding.form() == form);
    match (procedure, level) {
        (Procedure::Litigation, Level::First) if has(Form::Judgment) => Some(&term::APPEAL_JUDGMENT),
        (Procedure::Litigation, Level::First) if has(Form::AppealableRuling) => Some(&term::APPEAL_RULING),
        // 复议法34条 is about who was turned away; 行诉法26条2款, 法释〔2018〕1号133条: who upholds is sued with the agency.
        (Procedure::ReconsiderationElsewhere, _)
            if reconsideration_first && findings.contains(&Finding::ApplicationRejected) =>
        {
            Some(&term::SUIT_AFTER_MANDATORY_RECONSIDERATION)
        }
        (Procedure::ReconsiderationElsewhere, _) if findings.iter().any(|finding| finding.upholds()) => {
            Some(&term::SUIT_AFTER_UPHELD)
        }
        (Procedure::ReconsiderationElsewhere, _) if has(Form::Decision) => {
            Some(&term::SUIT_AFTER_RECONSIDERATION)
        }
        (Procedure::Petition, Level::First) if has(Form::Opinion) => Some(&term::PETITION_REVIEW_REQUEST),
        (Procedure::Petition, Level::Second) if has(Form::Opinion) => Some(&term::PETITION_RE_REVIEW_REQUEST),
        _ => None,
    }
}
