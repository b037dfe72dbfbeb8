//! Blanks of what stands beside and comes after the decision: the committee, opinions and reports, performance, enforcement, the copy for
//! the public.

use super::super::{Asked, Ground, document, flag, today_field};
use crate::ui::form::{Choice, Field};
use huajie_law::{
    calendar::zh_date,
    mediation::RESPONDENT,
    reconsideration::{Duty, EnforcedBy, Measure, OpinionKind, Reconsideration},
};

pub(super) fn after(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    beside(command, held, ground)
        .or_else(|| duty(command, held, ground))
        .or_else(|| performing(command, held, ground))
}

fn beside(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    let said = |label: &str| Field::long_text("text", label).required();
    Some(match command {
        "consult" => (
            "提请委员会咨询",
            Some("咨询意见是作出决定的重要参考依据；采纳没有、为什么，要在审查意见里写明。".into()),
            vec![Field::long_text("question", "请委员会回答什么").required()],
            None,
        ),
        "record_consultation" => (
            "记录咨询意见",
            held.open_consultation()
                .map(|asked| format!("{}提请：{}", zh_date(asked.asked_on), asked.question)),
            vec![said("咨询意见"), document("document", "意见书、会议记录")],
            None,
        ),
        "issue_opinion" => (
            "制发意见书、建议书",
            Some("收到意见书的机关，六十日内报送纠正情况，从送达起算；请接着登记送达。".into()),
            vec![
                Field::choice("kind", "哪一种", OpinionKind::choices()).required(),
                Field::text("to_body", "发给别的机关的，写名称（发给被申请人的不填）"),
                said("哪里违法或者不当，怎样纠正"),
                super::agreed_by(),
                document("document", "意见书、建议书"),
            ],
            None,
        ),
        "record_report" => {
            let open = held.opinions.iter().filter(|one| one.reported_on.is_none());
            let open = open.map(|one| {
                let to = held.label(&one.recipient, ground.law);
                Choice::from((one.key.clone(), format!("{}{}：{to}", zh_date(one.on), one.kind.name_zh())))
            });
            (
                "报送纠正情况",
                None,
                vec![
                    Field::choice("opinion", "哪一份", open)
                        .required()
                        .value(ground.step.unwrap_or_default()),
                    said("纠正的情况"),
                ],
                None,
            )
        }
        _ => return None,
    })
}

/// Of several it is said which; one is named above.
fn which<'a>(label: &'a str, duties: &'a [Duty]) -> impl Iterator<Item = Field> + 'a {
    let choice = |duty: &Duty| Choice::from((duty.key.clone(), duty.choice_zh()));
    (duties.len() > 1).then(|| Field::several("of", label, duties.iter().map(choice)).required()).into_iter()
}

fn named(label: &str, duties: &[Duty]) -> Option<String> {
    let [only] = duties else { return None };
    Some(format!("{label}：{}", only.choice_zh()))
}

/// What a decision lays on the agency: done, or said not to be.
fn duty(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    let said = |label: &str| Field::long_text("text", label).required();
    Some(match command {
        "record_performance" => {
            let open: Vec<Duty> = held.open_duties().collect();
            let mut fields: Vec<Field> = which("履行了哪几项（没有履行的不选）", &open).collect();
            // Whoever comes for one of them has chosen it.
            let meant = |duty: &&Duty| ground.step == Some(duty.key.as_str());
            let meant: Vec<String> = open.iter().filter(meant).map(|duty| duty.key.clone()).collect();
            fields.iter_mut().for_each(|field| field.value.clone_from(&meant));
            fields.extend([
                today_field("on", "哪天履行的", ground.today),
                said("怎样履行的"),
                document("proof", "履行的凭证"),
            ]);
            ("登记履行", named("履行的是", &open), fields, None)
        }
        "report_unperformed" => {
            let told = "写下哪一项没有履行，或者只履行了一部分。复议机构会去核实，没有履行的责令被申请的机关限期履行，可以约谈、通报批评。";
            let reportable = held.reportable(ground.today);
            let mut fields = vec![super::trying::side("side", "谁反映的", held, ground)];
            fields.extend(which("哪几项没有履行", &reportable));
            fields.push(said("没有履行、没有做完的情况"));
            let named = named("没有履行的", &reportable).map(|named| format!("{told}\n{named}"));
            ("反映没有履行复议决定", Some(named.unwrap_or_else(|| told.to_owned())), fields, None)
        }
        _ => return None,
    })
}

fn performing(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    let said = |label: &str| Field::long_text("text", label).required();
    Some(match command {
        "press" => {
            let pressable = held.pressable(ground.law, ground.today);
            let mut fields = vec![Field::choice("measure", "哪一种措施", Measure::choices()).required()];
            fields.extend(which("针对哪几项（责令的日子只算给选中的）", &pressable));
            fields.extend([
                Field::date("until", "责令履行的：最后一天"),
                said("情况和要求"),
                super::agreed_by(),
                document("document", "通知书、约谈记录、通报"),
            ]);
            ("责令履行、约谈、通报批评", named("针对的是", &pressable), fields, None)
        }
        "enforce" => ("强制执行", Some(enforced_by(held, ground)), enforcing(held, ground), None),
        "publish" => (
            "公开副本",
            Some("公开的是去掉个人信息的副本，决定书本身不动。".into()),
            vec![
                said("副本全文（去掉姓名、住址、证件号、电话）"),
                Field::text("removed", "去掉了哪些内容").required(),
            ],
            Some("公开以后任何人都能看到。".into()),
        ),
        "correct_copy" => {
            let shown = held.shown_copy();
            let text = shown.map(|copy| copy.text.clone()).unwrap_or_default();
            let removed = shown.map(|copy| copy.removed.clone()).unwrap_or_default();
            (
                "更正公开的副本",
                Some("新的副本马上代替旧的；旧的留在案卷里，公众不再看到。".into()),
                vec![
                    said("副本全文（去掉姓名、住址、证件号、电话）").value(text),
                    Field::text("removed", "去掉了哪些内容").required().value(removed),
                    Field::text("reason", "为什么更正").required(),
                ],
                Some("更正以后任何人都能看到新的副本。".into()),
            )
        }
        "withdraw_copy" => (
            "撤下公开的副本",
            Some("撤下以后公众不再看到；文本和理由留在案卷里，可以再次公开。".into()),
            vec![Field::text("reason", "为什么撤下").required()],
            None,
        ),
        _ => return None,
    })
}

fn enforced_by(held: &Reconsideration, ground: &Ground<'_>) -> String {
    let by = "维持的由作出行为的机关，变更的和调解书由复议机关，依法强制执行或者申请法院执行。";
    let suit = held.sued_zh(ground.law).map(|said| format!("{said}。\n")).unwrap_or_default();
    format!("{suit}{by}")
}

/// 78条: who has to be asked about, and that nobody sued; a watched statement knows who broke it.
fn enforcing(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Field> {
    let mut fields = vec![Field::choice("by", "由谁执行", EnforcedBy::choices()).required()];
    if held.watched_lines().is_none() {
        let parties = super::sides(held, ground).into_iter().filter(|choice| choice.value != RESPONDENT);
        let parties: Vec<Choice> = parties.collect();
        fields.push(Field::several("against", "对谁执行（可多选）", parties).required());
    }
    if held.statement.is_none() && held.left_standing_by().is_none() {
        fields.push(
            flag("no_suit", "起诉", "已经查明：起诉期限内没有人起诉，或者起诉已经撤回、没有立案").required(),
        );
    }
    fields.push(document("document", "执行的文书"));
    fields
}
