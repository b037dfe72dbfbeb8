//! How the sides themselves end it: withdrawal, whether or not after a settlement (41条1项、74条), and the mediation statement (73条).

use super::{codes::*, *};
use crate::{
    Law, Refusal,
    dispute::{self, line, text},
    matter::Context,
    mediation::weigh_obligations,
    refusal::ensure_at,
};

/// 74条2款 and 法释〔2018〕1号58条: what is left to whoever withdraws an application, whichever body has it, with the day counted as if
/// nothing had been applied for.
pub fn after_withdrawal(brief: &Brief, law: &Law, today: Date) -> Vec<String> {
    let again = "准予撤回以后，不能再以同一事实和理由申请行政复议，能证明撤回违背真实意愿的除外（《行政复议法》74条2款）。".to_owned();
    if dispute::reconsideration_first(&brief.act) {
        let first =
            "这件事依法要先复议才能起诉（《行政复议法》23条），撤回以后也不能起诉（法释〔2018〕1号 58条）。";
        return vec![again, first.to_owned()];
    }
    let left = brief.left_to_sue_zh(law, today);
    let sue = "仍想起诉的，只能在原来的起诉期限内提出，复议、调解的时间不扣除（法释〔2018〕1号 58条）";
    vec![again, format!("{sue}：{left}。")]
}

impl Reconsideration {
    /// Said once it is withdrawn, as it was said before.
    pub fn left_after_withdrawal(&self, law: &Law, today: Date) -> Option<String> {
        let withdrawn = |ended: &&Terminated| ended.ground == TerminationGround::Withdrawn;
        self.terminated.as_ref().filter(withdrawn)?;
        Some(after_withdrawal(&self.brief, law, today).concat())
    }
}

impl Reconsideration {
    pub(super) fn weigh_settling(
        &self,
        context: Context<'_>,
        command: &ReconsiderationCommand,
    ) -> Result<Vec<ReconsiderationEvent>, Refusal> {
        use ReconsiderationCommand as C;
        let on = context.now.today;
        let event = match command {
            C::ApplyWithdrawal { settled, reason, cost_shown, represented_consent, document } => {
                line(reason, "reason")?;
                ensure_at(*cost_shown, COST_NOT_SHOWN, "cost_shown")?;
                // 15条2款: representatives withdraw only with the consent of those whom they represent.
                let represented = self.brief.parties.iter().any(|party| party.representative);
                let consented = !represented || represented_consent.is_some();
                ensure_at(consented, REPRESENTED_CONSENT, "represented_consent")?;
                ReconsiderationEvent::WithdrawalApplied {
                    on,
                    settled: *settled,
                    reason: reason.clone(),
                    document: document.clone(),
                    represented_consent: represented_consent.clone(),
                }
            }
            C::DecideWithdrawal { allowed, reason, document } => {
                line(reason, "reason")?;
                let reason = reason.clone();
                let decided = ReconsiderationEvent::WithdrawalDecided { on, allowed: *allowed, reason };
                if !*allowed {
                    return Ok(vec![decided]);
                }
                // 41条1项: allowed, and therefore terminated.
                let reason = "申请人撤回，准予撤回".to_owned();
                let terminated =
                    Terminated { on, ground: TerminationGround::Withdrawn, reason, agreed_by: None };
                let document = document.clone();
                return Ok(vec![
                    decided,
                    ReconsiderationEvent::Terminated { on, terminated, proof: None, document },
                ]);
            }
            C::SealStatement { text: said, signed_by, document, obligations } => {
                text(said, "text")?;
                let all = self.sides().all(|side| signed_by.iter().any(|signed| signed == side));
                ensure_at(all, STATEMENT_UNSIGNED, "signed_by")?;
                let anew = obligations.is_empty() || self.settled.is_none();
                ensure_at(anew, LINES_WATCHED, "obligations")?;
                let sides: Vec<&str> = self.sides().collect();
                weigh_obligations(obligations, &sides, on)?;
                let (text, document, obligations) = (said.clone(), document.clone(), obligations.clone());
                ReconsiderationEvent::StatementSealed { on, text, document, obligations }
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }
}
