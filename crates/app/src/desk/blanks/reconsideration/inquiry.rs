//! Blanks of an inquiry (调查取证, 45条), and of what goes to the department above (抄告, 79条2款).

use super::{
    super::{Asked, Ground, document, flag, today_field},
    handlers,
};
use crate::ui::form::{Choice, Field, FieldKind};
use huajie_law::{
    calendar::zh_date,
    reconsideration::{Inquiry, InquiryOutcome, Reconsideration, TakenWay},
};
use serde_json::Value;

pub(super) fn inquiring(command: &str, held: &Reconsideration, ground: &Ground<'_>) -> Option<Asked> {
    Some(match command {
        "plan_inquiry" => ("决定调查取证", Some(ASKED_OF_ALL.into()), planning(held, ground), None),
        "record_inquiry" => ("登记调查取证", Some(planned(held)), recording(held, ground), None),
        "keep_inquiry_record" => (
            "收存调查笔录",
            Some("笔录在“文书”里打印；被调查的人核对、签名，调查的人签名以后，扫描收存在这里。".into()),
            vec![
                Field::select("inquiry", "哪一次调查", choices(held.unsigned_inquiries())).required(),
                document("document", "签名的调查笔录").required(),
                Field::text("unsigned_because", UNSIGNED),
            ],
            None,
        ),
        "copy_to_superior" => copying(held, ground),
        _ => return None,
    })
}

const UNSIGNED: &str = "拒绝签名、盖章的：写明情况";

const ASKED_OF_ALL: &str = "复议机关有权向单位和个人调查取证，查阅、复制、调取文件资料，询问有关人员。\
去的复议人员不少于两人，要出示行政复议工作证件。";

fn planning(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Field> {
    let mut officers = Field::several("plan.officers", "谁去（两人以上）", handlers(held, ground)).required();
    officers.value = held.handlers.iter().map(|user| user.to_string()).collect();
    vec![
        Field::long_text("plan.matters", "要查清什么").required(),
        Field::text("plan.body", "向哪个单位调查"),
        Field::text("plan.name", "询问谁：姓名").hint("加密保存，页面上只显示“王某某”；单位和个人至少写一项"),
        Field::text("plan.phone", "询问谁：电话"),
        officers,
        Field::date("plan.planned_for", "打算哪天去"),
    ]
}

/// What each of them was to find out.
fn planned(held: &Reconsideration) -> String {
    let open = held.open_inquiries();
    let open = open.map(|one| format!("向{}调查：{}", one.plan.asked_zh(), one.plan.matters));
    open.chain([ASKED_OF_ALL.to_owned()]).collect::<Vec<_>>().join("\n")
}

fn choices<'a>(inquiries: impl Iterator<Item = &'a Inquiry>) -> Vec<Choice> {
    let label = |one: &Inquiry| format!("{}决定，向{}", zh_date(one.planned_on), one.plan.asked_zh());
    inquiries.map(|one| Choice::from((one.key.clone(), label(one)))).collect()
}

fn recording(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Field> {
    let first = held.open_inquiries().next();
    let only = first.filter(|_| held.open_inquiries().nth(1).is_none());
    let mut officers = Field::several("record.officers", "谁去的（两人以上）", handlers(held, ground));
    officers.value =
        only.map(|one| one.plan.officers.iter().map(|user| user.to_string()).collect()).unwrap_or_default();
    let which = Field::select("inquiry", "哪一次调查", choices(held.open_inquiries())).required();
    let mut fields = vec![
        which.known(only.map(|one| one.key.clone())),
        Field::choice("record.outcome", "结果", InquiryOutcome::choices()).required(),
        today_field("record.on", "哪天", ground.today),
        Field::text("record.place", "在哪里"),
        officers,
        flag("record.identified", "证件", "已经出示行政复议工作证件"),
        Field::long_text("record.text", "问了什么、答了什么，查到什么").required().hint(
            "拒绝、阻挠的，写明经过（依法给予处分、治安管理处罚，《行政复议法》84条）；没有去的，写明为什么",
        ),
    ];
    for at in 0..ground.rows.max(2) {
        let part = |name: &str| format!("record.taken.{at}.{name}");
        fields.extend([
            document(&part("file"), &format!("第 {} 份取得的材料", at + 1)),
            Field::text(part("title"), "名称"),
            Field::select(part("way"), "怎样取得的", TakenWay::choices()),
        ]);
    }
    fields.push(Field::new("record.taken", "再加一份", FieldKind::More));
    fields.extend([
        document("record.document", "签名的调查笔录")
            .hint("还没有签名的先空着：保存后在“文书”里打印，签名后再收存"),
        Field::text("record.unsigned_because", UNSIGNED),
    ]);
    fields
}

/// A row of which something was said is a paper that was taken; what it still lacks is told beside it.
pub(in crate::desk::blanks) fn taken(order: &mut Value) {
    for row in order.pointer_mut("/record/taken").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(row) = row.as_object_mut() {
            row.entry("file").or_insert_with(|| Value::from(""));
            row.entry("title").or_insert_with(|| Value::from(""));
            row.entry("way").or_insert_with(|| Value::from(TakenWay::Copied.as_str()));
        }
    }
}

fn copying(held: &Reconsideration, ground: &Ground<'_>) -> Asked {
    let open = held.to_copy(ground.law);
    let mut papers = Field::several("papers", "抄告什么", open.iter().cloned()).required();
    papers.value = open.into_iter().map(|(key, _)| key).collect();
    (
        "抄告上一级主管部门",
        Some(
            "政府办理以本级工作部门为被申请人的案件，生效的决定书、意见书应当同时抄告被申请人的上一级主管部门。\
抄告函在“文书”里打印，请接着登记送达。"
                .into(),
        ),
        vec![
            papers,
            Field::text("to_body", "上一级主管部门").required().value(held.superior(ground.law).unwrap_or_default()),
            document("document", "抄告函"),
        ],
        None,
    )
}
