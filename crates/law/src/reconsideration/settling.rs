//! How the sides themselves end it: withdrawal, whether or not after a settlement (41条1项、74条), and the mediation statement (73条).

use super::{codes::*, *};
use crate::{
    Refusal,
    dispute::{line, text},
    matter::Context,
    mediation::weigh_obligations,
    refusal::ensure_at,
};

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
                let terminated = Terminated { on, ground: TerminationGround::Withdrawn, reason };
                let document = document.clone();
                return Ok(vec![decided, ReconsiderationEvent::Terminated { on, terminated, document }]);
            }
            C::SealStatement { text: said, signed_by, document, obligations } => {
                text(said, "text")?;
                let all = self.sides().all(|side| signed_by.iter().any(|signed| signed == side));
                ensure_at(all, STATEMENT_UNSIGNED, "signed_by")?;
                let anew = obligations.is_empty() || self.settled.is_none();
                ensure_at(anew, LINES_WATCHED, "obligations")?;
                weigh_obligations(obligations, |side| self.is_side(side), on)?;
                let (text, document, obligations) = (said.clone(), document.clone(), obligations.clone());
                ReconsiderationEvent::StatementSealed { on, text, document, obligations }
            }
            _ => return Err(Refusal::not_permitted()),
        };
        Ok(vec![event])
    }
}
