//! Refusals as a party reads them that gave the order itself: the law's own sentences speak to the officer who records it.

use crate::ui::form::Form;
use huajie_law::{Refusal, Role};

/// A refusal in the words of whoever gave the order.
pub fn addressed(refusal: Refusal, to: Role) -> Refusal {
    match own_refusal(refusal.code.name).filter(|_| to == Role::Party) {
        Some(own) => refusal.because(own),
        None => refusal,
    }
}

/// Puts it beside its field.
pub fn refuse(form: &mut Form, refusal: Refusal, by: Role) {
    let refusal = addressed(refusal, by);
    form.reject(refusal.field.as_deref().unwrap_or_default(), refusal.says());
}

/// What happened, as somebody reads it who did not apply: `None` where the sentence for the applicant fits them too.
pub fn others_event(kind: &str, event: &str) -> Option<&'static str> {
    Some(match (kind, event) {
        ("dispute", "registered") => "有人提出的申请已经登记，这件事和您有关",
        ("reconsideration", "opened") => "复议机关收到了复议申请",
        ("reconsideration", "supplement_requested") => "复议机关请申请人补正材料",
        ("reconsideration", "abandonment_deemed") => "申请人没有按期补正，视为放弃复议申请",
        _ => return None,
    })
}

/// `None`: the law's sentence fits everybody.
fn own_refusal(code: &str) -> Option<&'static str> {
    Some(match code {
        "mediation.consent.day_not_told" => {
            "愿意调解的，请先看清上面的日子，再在这一格打勾：调解的时候，起诉、申请复议的最后一天照常算"
        }
        "mediation.consent.same" => "您已经这样答复过了，不用再交",
        "mediation.withdraw.not_given" => "您还没有表示过愿意调解，不用退出",
        "mediation.consents_missing" => "对方还没有表示愿意调解，请等一等",
        "mediation.minutes.signed" | "mediation.sign.already" => "您已经签过字了，不用再签",
        "mediation.minutes.not_present" => "这次谈话您没有到场，不用签字",
        "mediation.undisputed.confirmed" => "您已经确认过了，不用再确认",
        "mediation.sign.legality_missing" => "协议还在审查合不合法，审查好了会发短信请您签字",
        "mediation.sign.legality_failed" => "协议没有通过合法性审查，调解员会改好再请您签字",
        "mediation.agreement.cost_not_shown" | "reconsideration.withdraw.cost_not_shown" => {
            "请先看清上面写的后果，再在这一格打勾：撤回以后，不能再为同一件事用同样的理由申请"
        }
        "matter.frozen" => "案卷已经归档，网上不能再改；还有问题的，请到窗口，由工作人员重新启动",
        "performance.fulfilment.proof_missing" => "您自己要做的这一项，请附上做到了的凭证，例如收据、照片",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::own_refusal;

    #[test]
    fn every_sentence_belongs_to_a_refusal_of_the_law_and_speaks_to_the_reader() {
        let law = include_str!("../../../law/src/tables/refusals.txt");
        let codes = law.lines().filter_map(|line| line.split(" | ").next());
        let told: Vec<&str> = codes.filter(|code| own_refusal(code).is_some()).collect();
        assert_eq!(told.len(), 14, "{told:?}");
        for code in told {
            let says = own_refusal(code).unwrap_or_default();
            assert!(
                !says.contains("当事人") && !says.contains("申请人") && !says.contains("这一方"),
                "{says}"
            );
        }
    }
}
