//! Blanks of the period and of the end: longer, suspended, failed, terminated, handed on.

use super::{
    super::{Asked, Ground, document, documents, organizations, today_field},
    conservative_day, sides,
};
use crate::{
    desk::told,
    ui::form::{Choice, Field},
};
use huajie_law::{
    OrgId,
    mediation::{Ground as EndGround, Mediation, PauseCause},
};

/// Whoever ends it is told what nobody has signed yet: it may be signed until the file is closed.
fn unsigned(held: &Mediation, ground: &Ground<'_>) -> Option<String> {
    let talks = told::unsigned_talks(held, ground.law);
    (!talks.is_empty()).then(|| {
        format!(
            "还没有签完字的笔录：{}。终结以后、归档以前还可以补签，请提醒没有签的人；归档时还没有签的，要写明原因。",
            talks.join("；")
        )
    })
}

/// Whoever can take it over; whoever sent it is the first to have it back.
fn taking_over(held: &Mediation, ground: &Ground<'_>) -> Vec<Choice> {
    let fits = |choice: &Choice| held.ensure_can_take_over(ground.law, &choice.value.as_str().into()).is_ok();
    let mut bodies: Vec<Choice> = organizations(ground.law).into_iter().filter(fits).collect();
    let sender = held.brief.sent_by.as_ref().map(OrgId::as_str);
    bodies.sort_by_key(|choice| sender != Some(&choice.value));
    bodies
}

pub(super) fn ending(command: &str, held: &Mediation, ground: &Ground<'_>) -> Option<Asked> {
    let grounds = |fits: fn(EndGround) -> bool| {
        // The day alone is known here: a talk of today may have been held.
        let fitting = held.possible_grounds(fits, ground.today.at(23, 59, 59, 0));
        let choices: Vec<Choice> =
            fitting.map(|ground| Choice::from((ground.as_str(), ground.name_zh()))).collect();
        Field::choice("ground", "事由", choices).required().hint(
            "案卷里没有根据的没有列出：没有起草协议的，谈不上拒绝签字；没有通知、开过会谈的，谈不上不到场",
        )
    };
    let reason = || {
        let said = "写明是哪一方、什么时候、怎样表示的；通知书上只印事由，不印说明";
        Field::long_text("reason", "说明").required().hint(said)
    };
    let consequence = "终结以后转法定程序，最初提交的日子不变；谈话中让步的内容不会带走。";
    let sender = held.brief.sent_by.as_ref().map(ToString::to_string);
    Some(match command {
        "extend" => (
            "延长调解期限",
            Some(format!("要各方都同意。{}", conservative_day(held, ground))),
            vec![
                Field::date("until", "延到哪天").required(),
                Field::several("agreed_by", "同意延期的（要全部）", sides(held, ground)).required(),
                documents("documents", "各方同意的书面材料").required(),
            ],
            None,
        ),
        "suspend" => (
            "中止计算期限",
            None,
            vec![
                Field::choice("cause", "原因", PauseCause::choices()).required(),
                today_field("from", "从哪天起", ground.today),
                Field::date("to", "到哪天（不知道就空着）"),
                Field::text("reason", "说明").required(),
                document("document", "委托书等材料").hint("鉴定、评估的必须上传"),
            ],
            None,
        ),
        "resume" => (
            "恢复计算期限",
            None,
            vec![today_field("on", "从哪天起", ground.today), Field::text("reason", "说明").required()],
            None,
        ),
        "fail" => {
            let fields = vec![grounds(EndGround::is_failure), reason()];
            ("调解不成", unsigned(held, ground), fields, Some(consequence.into()))
        }
        "terminate" => {
            let fields = vec![grounds(EndGround::is_termination), reason()];
            ("终止调解", unsigned(held, ground), fields, Some(consequence.into()))
        }
        "hand_on" => (
            "移送下一程序",
            Some("移送材料只含最初提交日、各方确认的无争议事实和材料清单。".into()),
            vec![
                Field::select("to", "移送给", taking_over(held, ground)).required().known(sender),
                document("receipt", "签收回执"),
            ],
            None,
        ),
        _ => return None,
    })
}
