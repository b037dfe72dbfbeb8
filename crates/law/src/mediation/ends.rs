//! What is kept of how a mediation ended: confirmation, the act that completes the agreement, the hand-over, the phases since.

use super::{Channel, FormalResult, Mediation, MediationEvent, ReturnReason, Stage};
use crate::{FileHash, OrgId, matter::Context};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

impl ReturnReason {
    /// What the public is told.
    pub(super) fn told_zh(self) -> &'static str {
        match self {
            ReturnReason::ConsentWithdrawn => "有一方不再同意调解，调解到此为止，材料转回法定程序。",
            ReturnReason::SettledInReconsideration => "这件事已经在行政复议里谈好、办结，不再另行调解。",
            ReturnReason::SettledBeside => "这件事已经在别的程序里谈好、办结，不再另行调解。",
            ReturnReason::ConsentRefused | ReturnReason::NotImported => {
                "这件事没有进入调解，材料转回法定程序。"
            }
        }
    }
}

impl Mediation {
    /// 行诉法60条: what the court made a statement of is not mediated any further in its trial. What is being signed is signed: the statement
    /// may be of that.
    pub(super) fn settled_beside(
        &self,
        context: Context<'_>,
        settled: Option<ReturnReason>,
    ) -> Option<MediationEvent> {
        let runs = !self.stage.is_over() && !matches!(self.stage, Stage::Signing { .. });
        let reason = settled.filter(|_| runs && self.channel().is_some_and(Channel::is_trial))?;
        let (on, facts) = (context.now.today, self.returned_facts(context));
        Some(MediationEvent::Returned { on, party: String::new(), reason, facts })
    }
}

impl ReturnReason {
    /// The sides settled in a proceeding beside it.
    pub fn is_settled(self) -> bool {
        matches!(self, ReturnReason::SettledInReconsideration | ReturnReason::SettledBeside)
    }
}

impl Stage {
    /// Nobody had begun it, or it was not over, when the sides settled in a proceeding beside it.
    pub fn is_settled_beside(&self) -> bool {
        let Stage::Returned { reason, .. } = self else { return false };
        reason.is_settled()
    }
}

/// 司法确认申请: joint, so it stands only when every side has joined it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    pub applicants: Vec<String>,
    /// The day on which the last side joined.
    pub applied_on: Option<Date>,
    /// What was signed, where the centre wrote it down for them, with the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<(Date, FileHash)>,
}

/// 结案手续: what the court or the reconsideration body did upon the agreement — confirmed it, sealed the statement, let
/// the withdrawal pass, or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormalEnding {
    pub result: FormalResult,
    pub on: Date,
    pub document: Option<FileHash>,
}

/// 移送.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOn {
    pub on: Date,
    pub to: OrgId,
    pub receipt: Option<FileHash>,
}

/// 到了新的阶段: a mediation that failed is offered again there, once, if the agency and somebody who applied wish it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseReached {
    pub phase: crate::dispute::Phase,
    pub on: Date,
    /// It comes to nothing there: the agency did not want to, or nobody who applied did.
    pub declined_on: Option<Date>,
    /// Keys of the sides that did not want to, then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declined_by: Vec<String>,
}

/// 退出调解: who did not wish to take part, or no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    pub on: Date,
    pub party: String,
    pub reason: ReturnReason,
    /// Since when it is asked again; until it says yes it is as gone as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<Date>,
    /// Since when it takes part again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_on: Option<Date>,
}

/// What must never be lost when a matter goes back: printed on the hand-over paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedFacts {
    /// 最初提交日.
    pub first_submitted_on: Date,
    /// From when all sides had agreed to mediate, for the deduction that may be claimed (行诉法48条).
    pub consented_on: Option<Date>,
    /// The last day to sue or apply that is still open, counted without any deduction.
    pub conservative_last_day: Option<Date>,
}
