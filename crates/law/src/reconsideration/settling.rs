//! How the sides themselves end it: withdrawal, whether or not after a settlement (41条1项、74条), and the mediation statement (73条).

use super::{codes::*, *};
use crate::{
    Law, Refusal,
    dispute::{self, last_days, line, text},
    matter::Context,
    mediation::weigh_obligations,
    refusal::ensure_at,
    remedy::Remedy,
};

/// 74条2款 and 法释〔2018〕1号58条: what is left to whoever withdraws an application that was accepted, whichever body has it, with the day
/// counted as if nothing had been applied for.
pub fn after_withdrawal(brief: &Brief, law: &Law, today: Date) -> Vec<String> {
    let again = "准予撤回以后，不能再以同一事实和理由申请行政复议，能证明撤回违背真实意愿的除外（《行政复议法》74条2款）。".to_owned();
    std::iter::once(again).chain(left_to_sue(brief, law, today)).collect()
}

/// 20条, 30条1款7项: the same where nobody has accepted it; what was given up then was not terminated, and is made again in time.
fn after_early_withdrawal(brief: &Brief, law: &Law, today: Date) -> Vec<String> {
    let last =
        last_days(&brief.act, &law.calendar).into_iter().find(|last| last.remedy == Remedy::Reconsider);
    let left =
        last.map_or_else(|| "申请期限从登记内容算不出，请向复议机构核实".to_owned(), |last| last.zh(today));
    let again = format!(
        "还没有受理的，撤回以后在申请期限内还可以再申请行政复议（《行政复议法》20条、30条1款7项），撤回前后的日子都算在期限里：{left}。"
    );
    std::iter::once(again).chain(left_to_sue(brief, law, today)).collect()
}

fn left_to_sue(brief: &Brief, law: &Law, today: Date) -> Vec<String> {
    if dispute::reconsideration_first(&brief.act) {
        let first =
            "这件事依法要先复议才能起诉（《行政复议法》23条），撤回以后也不能起诉（法释〔2018〕1号 58条）。";
        return vec![first.to_owned()];
    }
    let left = brief.left_to_sue_zh(law, today);
    let sue = "仍想起诉的，只能在原来的起诉期限内提出，复议、调解的时间不扣除（法释〔2018〕1号 58条）";
    vec![format!("{sue}：{left}。")]
}

impl Reconsideration {
    /// 要点6: what a withdrawal costs, told before anybody withdraws.
    pub fn withdrawal_costs(&self, law: &Law, today: Date) -> Vec<String> {
        match self.acceptance.is_some() {
            true => after_withdrawal(&self.brief, law, today),
            false => after_early_withdrawal(&self.brief, law, today),
        }
    }

    /// 15条2款: to whoever is represented and wants to withdraw alone. What becomes of one who leaves the others stands in no article.
    pub fn represented_zh(&self, side: &str) -> Option<&'static str> {
        let own = self.applying().find(|party| party.key == side && !party.representative)?;
        let others = self.applying().any(|party| party.key != own.key && party.representative);
        others.then_some(
            "您由代表人参加这次复议：撤回整个申请，由代表人提出，并附上您和其他人同意的材料（《行政复议法》15条2款）。只是您自己不再参加的，请书面告诉代表人和复议机构，由复议机构处理，其他人的复议照常进行",
        )
    }

    /// Said once it is withdrawn, as it was said before.
    pub fn left_after_withdrawal(&self, law: &Law, today: Date) -> Option<String> {
        self.is_withdrawn().then(|| self.withdrawal_costs(law, today).concat())
    }

    /// 33条: what is left to whoever was dismissed because a condition is missing.
    pub fn left_after_dismissal(&self, law: &Law, today: Date) -> Option<String> {
        let dismissed = self.dismissal()?;
        if dismissed.condition == Some(Condition::Jurisdiction) {
            return Some(
                "申请不归这里管辖，受理以后驳回：可以在申请期限内向有管辖权的复议机关申请（《行政复议法》30条1款6项、33条）。"
                    .to_owned(),
            );
        }
        let never =
            "申请受理以后被驳回，对同一行政行为不能再申请行政复议（《行政复议法》30条1款7项、33条）。";
        if self.is_mandatory() {
            return Some(never.to_owned());
        }
        let left = self.brief.left_to_sue_zh(law, today);
        Some(format!("{never}直接对原来的行政行为起诉的，只能在原来的起诉期限内提出：{left}。"))
    }

    /// 28条: what whoever applied here may still do about who reconsiders, where the department complained of works on the case.
    pub fn choice_of_body_zh(&self, law: &Law, today: Date) -> Option<String> {
        const CHOICE: &str = "被申请人就是办理本案的司法行政部门：申请人可以向本级人民政府申请复议，也可以向上一级司法行政部门申请，由申请人选（《行政复议法》28条）。";
        let left = match (self.is_against_its_office(), self.acceptance.is_some(), self.stage.over_on()) {
            (false, ..) => return None,
            (true, _, Some(_)) => String::new(),
            (true, true, None) => "已经受理的，就由受理的机关办到底：撤回以后不能再以同一事实和理由申请复议，换不成另一个机关（《行政复议法》74条2款）。".to_owned(),
            (true, false, None) => format!("还没有受理，想换的，要在受理以前撤回。{}", self.withdrawal_costs(law, today)[0]),
        };
        Some(format!("{CHOICE}{left}与本案有利害关系的人员应当回避。"))
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
                let alone = self.own_side(context).and_then(|own| self.represented_zh(own));
                let because = |refusal: Refusal| match alone {
                    Some(said) => refusal.because(said.to_owned()),
                    None => refusal,
                };
                ensure_at(consented, REPRESENTED_CONSENT, "represented_consent").map_err(because)?;
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
