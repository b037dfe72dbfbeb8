//! The record of an inquiry (45条): who asked whom, what was said and taken, to be read and signed. For the office and the body alone.

use super::*;
use huajie_law::reconsideration::{InquiryOutcome, InquiryRecord};

pub const RECORD: &str = "行政复议调查笔录";

pub fn record(case: &Case, key: &str) -> Option<Value> {
    let held = case.reconsideration()?;
    let Some(About::Inquiry(inquiry)) = about(held, key) else { return None };
    let said = inquiry.record.as_ref()?;
    let plan = &inquiry.plan;
    let person =
        plan.person.as_ref().map(|person| case.name(person, plan.label.as_deref().unwrap_or_default()));
    let asked: Vec<&str> = [plan.body.as_deref(), person].into_iter().flatten().collect();
    let officers: Vec<String> = said.officers.iter().map(|user| officer_name(case, user)).collect();
    let mut sections = vec![
        section("要查清的事项", lines(&plan.matters)),
        section(
            "告知",
            [format!(
                "调查人员不少于两人，{}（《行政复议法》第四十五条第二款）。被调查的单位和个人应当积极配合，不得拒绝或者阻挠（《行政复议法》第四十五条第三款）；拒绝、阻挠调查取证的，依法给予处分、治安管理处罚（《行政复议法》第八十四条）。",
                shown(said)
            )],
        ),
        section(heading(said.outcome), lines(&said.text)),
    ];
    if !said.taken.is_empty() {
        let taken = said.taken.iter().enumerate();
        let taken =
            taken.map(|(at, paper)| format!("{}. {}（{}）。", at + 1, paper.title, paper.way.name_zh()));
        sections.push(section("取得的材料", taken));
    }
    let signs = [
        "以上笔录已经看过（向我宣读过），和我说的一致。被调查人（签名或者盖章、日期）：",
        "拒绝签名、盖章的，写明情况：",
        "调查人（签名、日期）：",
    ];
    sections.push(section("核对和签名", signs.map(str::to_owned)));
    let own = json!({
        "title": RECORD,
        "facts": [
            { "label": "案由", "value": on_what(case) },
            { "label": "案号", "value": held.number },
            { "label": "时间", "value": zh_date(said.on) },
            { "label": "地点", "value": said.place.clone().unwrap_or_default() },
            { "label": "被调查人", "value": asked.join("，") },
            { "label": "调查人", "value": officers.join("、") },
        ],
        "sections": sections,
        "by_hand": true,
        "dated_on": said.on,
    });
    Some(of_body(case, held, own))
}

fn shown(said: &InquiryRecord) -> &'static str {
    if said.identified {
        "已经出示行政复议工作证件"
    } else {
        "没有出示行政复议工作证件"
    }
}

fn heading(outcome: InquiryOutcome) -> &'static str {
    match outcome {
        InquiryOutcome::Refused => "拒绝、阻挠的经过",
        InquiryOutcome::Done | InquiryOutcome::Dropped => "问答和查到的情况",
    }
}
