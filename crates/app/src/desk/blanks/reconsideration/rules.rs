//! Blanks of the incidental review of a rule (56条至60条).

use super::super::{Asked, Ground, document, flag, today_field};
use crate::ui::form::{Choice, Field};
use huajie_law::reconsideration::{Reconsideration, RuleOutcome};

/// As the applicant named it, where nobody has begun with it.
fn asked_for(held: &Reconsideration) -> Option<String> {
    held.application.rule.clone().filter(|_| held.rule_reviews.iter().all(|review| review.plan.found))
}

pub(super) fn rules(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "open_rule_review" => (
            "附带审查",
            held.application.rule.as_ref().map(|rule| format!("申请人请求审查：{rule}")),
            vec![
                Field::text("plan.rule", "哪个文件、哪一条").required().known(asked_for(held)),
                Field::text("plan.maker", "制定机关").required(),
                flag("plan.own", "谁来处理", "本机关有权处理"),
                Field::text("plan.forward_to", "无权处理的：转送给哪个机关"),
                flag("plan.found", "来由", "审查中自己发现依据不合法"),
            ],
            None,
        ),
        "notify_rule" => (
            "通知制定机关，或者转送",
            Some(
                "制定机关十个工作日内答复，接受转送的机关六十日内回复，都从送达起算；请接着登记送达。".into(),
            ),
            vec![document("document", "通知书或者转送函")],
            None,
        ),
        "record_rule_answer" => (
            "登记答复或者回复",
            None,
            vec![
                today_field("on", "哪天收到的", ground.today),
                Field::long_text("text", "答复、回复的要点").required(),
                document("document", "答复、回复的文书"),
            ],
            None,
        ),
        "record_rule_put_right" => {
            let reviews = held.rules_to_put_right();
            let reviews = reviews.map(|one| Choice::from((one.key.clone(), one.plan.rule.clone())));
            (
                "登记制定机关纠正情况",
                Some("责令纠正以后，制定机关告知怎样纠正的，登记在这里；法律没有规定它答复的期限。".into()),
                vec![
                    Field::select("review", "哪一件规范性文件", reviews.collect::<Vec<_>>()).required(),
                    today_field("on", "哪天收到的", ground.today),
                    Field::long_text("text", "怎样纠正的").required(),
                    document("document", "制定机关的来文"),
                ],
                None,
            )
        }
        "conclude_rule_review" => (
            "附带审查的结论",
            None,
            vec![
                Field::choice("outcome", "结果", RuleOutcome::choices()).required(),
                Field::long_text("text", "写明").required(),
                super::agreed_by(),
            ],
            None,
        ),
        _ => return None,
    })
}
