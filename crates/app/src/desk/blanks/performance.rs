//! Blanks of performance.

use super::{Asked, Ground, document, flag, organizations, today_field};
use crate::ui::form::{Choice, Field};
use huajie_law::{
    calendar::zh_date,
    performance::{Performance, UrgeWay},
};

pub(super) fn fields(command: &str, held: &Performance, ground: &Ground<'_>) -> Option<Asked> {
    let open = held.open_lines().map(|line| {
        Choice::from((
            line.key.clone(),
            format!("{}（{}前）", line.obligation.content, zh_date(line.obligation.due_on)),
        ))
    });
    let open: Vec<Choice> = open.collect();
    let obligations =
        Field::several("obligations", "哪几项（同一天履行、同一份凭证的）", open.clone()).required();
    let obligation = Field::choice("obligation", "哪一项", open).required();
    Some(match command {
        "record_fulfilment" => (
            "记录履行",
            None,
            vec![
                obligation,
                today_field("on", "哪天履行的", ground.today),
                flag("partly", "部分履行", "只履行了一部分"),
                document("proof", "凭证"),
                Field::text("note", "说明"),
            ],
            None,
        ),
        "record_fulfilments" => (
            "一次记录多项履行",
            None,
            vec![
                obligations,
                today_field("on", "哪天履行的", ground.today),
                document("proof", "凭证（例如交付清单）"),
                Field::text("note", "说明"),
            ],
            None,
        ),
        "urge" => (
            "督促履行",
            None,
            vec![
                obligation,
                Field::choice("way", "怎么督促", UrgeWay::choices()).required(),
                Field::text("note", "说明"),
            ],
            None,
        ),
        "record_breach" => {
            ("记录未履行", None, vec![obligation, Field::long_text("reason", "原因").required()], None)
        }
        "apply_for_enforcement" => {
            ("申请强制执行", None, vec![document("document", "申请书"), Field::text("note", "说明")], None)
        }
        "pass_on" => (
            "转其他途径",
            None,
            vec![
                Field::select("to", "转给", organizations(ground.law)).required(),
                Field::long_text("reason", "理由").required(),
            ],
            None,
        ),
        _ => return None,
    })
}
