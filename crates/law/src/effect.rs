//! What happens in one proceeding and moves another: values, each with its article. [`crate::reaction`] carries them, in the same
//! transaction, to whoever they concern; a proceeding that is run here takes them as its own command when it has a room.
//!
//! Absent on purpose: an effect of mediation on a decision period that nobody agreed to suspend (要点2).

use crate::{FileHash, MatterId, mediation::RESPONDENT, mirrored::Finding};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 效果.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "effect", rename_all = "snake_case", deny_unknown_fields)]
pub enum Effect {
    /// 诉中调解期间不计入审理期限. Sent again when the mediation is over.
    ExcludeFromTrialPeriod {
        mediation: MatterId,
        #[schemars(with = "String")]
        from: Date,
        #[schemars(with = "Option<String>")]
        to: Option<Date>,
    },
    /// 双方同意，可以中止行政复议: the body still has to order it in writing and tell the parties.
    SuspendDecisionPeriod { mediation: MatterId, agreed: SuspensionAgreed },
    /// 调解终结，恢复行政复议.
    ResumeDecisionPeriod {
        mediation: MatterId,
        #[schemars(with = "String")]
        on: Date,
    },
    /// 已在别处达成协议: the proceeding ends only by its own body's act.
    Settled {
        by: MatterId,
        #[schemars(with = "String")]
        on: Date,
        how: SettledHow,
        /// 履行期限 of what was promised, the first first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[schemars(with = "Vec<String>")]
        due_on: Vec<Date>,
        /// 第三人 who have signed it, where it was mediated in a reconsideration (复议法16条).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        third_parties: Vec<String>,
    },
    /// 协议没有办成（反悔、不予受理、驳回）: the proceeding goes on.
    Unsettled { by: MatterId },
    /// 结案手续已办: what the court or body did upon the settlement.
    Concluded {
        by: MatterId,
        #[schemars(with = "String")]
        on: Date,
        finding: Finding,
        document: Option<FileHash>,
    },
}

crate::dispute::choices! {
    /// 协议之后这个程序以何种方式了结.
    SettledHow {
        Withdrawal = "撤回起诉、申请",
        Statement = "制作调解书",
        Otherwise = "由办理机关依协议办结",
    }
}

impl Effect {
    /// The article that it rests on.
    pub fn article(&self) -> &'static str {
        match self {
            Effect::ExcludeFromTrialPeriod { .. } => "法释〔2018〕1号 50条",
            Effect::SuspendDecisionPeriod { .. } => "《行政复议法》39条1款6项",
            Effect::ResumeDecisionPeriod { .. } => "《行政复议法》39条2款",
            Effect::Settled { how: SettledHow::Withdrawal, .. } => "《行政诉讼法》62条、《行政复议法》74条",
            Effect::Settled { how: SettledHow::Statement, .. } => "《行政诉讼法》60条、《行政复议法》73条",
            Effect::Settled { how: SettledHow::Otherwise, .. } => "《信访工作条例》33条",
            Effect::Unsettled { .. } => "《行政复议法》73条2款、法释〔2018〕1号 86条4款",
            Effect::Concluded { .. } => "《行政诉讼法》60条、62条；《行政复议法》73条、74条",
        }
    }
}

/// 同意中止的书面材料. It cannot be made without a paper of every applicant and one of the agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Papers", into = "Papers")]
pub struct SuspensionAgreed {
    on: Date,
    papers: Vec<(String, FileHash)>,
}

#[derive(Clone, Serialize, Deserialize, JsonSchema)]
struct Papers {
    #[schemars(with = "String")]
    on: Date,
    applicants: Vec<String>,
    papers: Vec<(String, FileHash)>,
}

impl SuspensionAgreed {
    /// `None` unless each applicant and the agency have signed (《行政复议法》39条1款6项: 申请人和被申请人同意).
    pub fn by<'a>(
        on: Date,
        applicants: impl IntoIterator<Item = &'a str>,
        papers: Vec<(String, FileHash)>,
    ) -> Option<SuspensionAgreed> {
        let signed = |side: &str| papers.iter().any(|(signer, _)| signer == side);
        let mut applicants = applicants.into_iter().peekable();
        let all = applicants.peek().is_some() && applicants.all(signed) && signed(RESPONDENT);
        all.then_some(SuspensionAgreed { on, papers })
    }

    pub fn on(&self) -> Date {
        self.on
    }

    /// Who signed which paper.
    pub fn papers(&self) -> &[(String, FileHash)] {
        &self.papers
    }
}

impl From<SuspensionAgreed> for Papers {
    fn from(agreed: SuspensionAgreed) -> Papers {
        let applicants =
            agreed.papers.iter().map(|(side, _)| side.clone()).filter(|side| side != RESPONDENT).collect();
        Papers { on: agreed.on, applicants, papers: agreed.papers }
    }
}

impl TryFrom<Papers> for SuspensionAgreed {
    type Error = &'static str;

    fn try_from(papers: Papers) -> Result<SuspensionAgreed, &'static str> {
        let Papers { on, applicants, papers } = papers;
        SuspensionAgreed::by(on, applicants.iter().map(String::as_str), papers)
            .ok_or("a suspension needs the papers of both sides")
    }
}
