//! 行政复议申请书, and what is written down of whoever applies by word of mouth (22条3款): from what was registered and what the application
//! says beyond it. The copy that the agency gets with the notice to answer names who applies and says nothing by which they are found.

use super::*;
use crate::papers::fill::opening;
use huajie_law::reconsideration::{Application, ApplicationWay};

/// Stands for the application where other papers name their notice or act.
pub const TO_RECONSIDER: &str = "application";

/// Nothing registered yet is what somebody says at the counter.
pub fn title(held: Option<&Reconsideration>, copy: bool) -> String {
    let oral = held.is_none_or(|held| held.application.way == ApplicationWay::Oral);
    let name = if oral { "行政复议申请笔录" } else { "行政复议申请书" };
    if copy { format!("{name}（副本）") } else { name.to_owned() }
}

pub fn application(case: &Case, copy: bool) -> Value {
    let held = case.reconsideration();
    let mut own = if copy { opening::application_copy(case) } else { opening::application(case) };
    own["title"] = json!(title(held, copy));
    // Whether somebody wishes to mediate is among what is asked for here.
    own["willing"] = Value::Null;
    let Some(held) = held else {
        own["case_number"] = Value::Null;
        own["office"] = json!("行政复议机关");
        own["signatures"] = signed_by(case, None);
        return own;
    };
    let said = &held.application;
    own["claims"] = json!(claims(case, said));
    let facts = own["facts"].as_array_mut().map(std::mem::take).unwrap_or_default();
    let grounds = said.grounds.iter().chain(&said.late_reason).flat_map(|text| lines(text)).map(Value::from);
    own["facts"] = Value::Array(facts.into_iter().chain(grounds).chain([json!(how(said))]).collect());
    own["signatures"] = signed_by(case, Some(held));
    of_body(case, held, own)
}

fn claims(case: &Case, said: &Application) -> Vec<String> {
    let named: Vec<&str> = said.requests.iter().map(|one| one.name_zh()).collect();
    let mut claims = vec![format!("{}。", named.join("、"))];
    claims.extend(lines(&case.dispute.registration.claims));
    let sum = said.compensation_fen.map(crate::words::yuan_on_paper);
    claims.extend(sum.map(|sum| format!("一并请求行政赔偿：{sum}。")));
    claims.extend(said.rule.as_ref().map(|rule| format!("一并申请审查规范性文件：{}", sentence(rule))));
    claims.extend(said.wants_hearing.then(|| "请求听证。".to_owned()));
    claims.extend(said.willing_to_mediate.then(|| "愿意接受调解。".to_owned()));
    claims
}

fn how(said: &Application) -> String {
    let on = zh_date(said.received_on);
    match said.way {
        ApplicationWay::Oral => format!("申请人于{on}口头申请，由两名工作人员当场记录。"),
        ApplicationWay::Online => format!("本申请于{on}在网上提交。"),
        way => format!("本申请于{on}收到（{}）。", way.name_zh()),
    }
}

/// What was handed in by net was confirmed there; of an oral application whoever took it down signs too.
fn signed_by(case: &Case, held: Option<&Reconsideration>) -> Value {
    let applicants = case
        .dispute
        .applicants()
        .map(|party| ("申请人", case.name(&party.particulars.person, &party.particulars.label).to_owned()));
    let oral = held.is_none_or(|held| held.application.way == ApplicationWay::Oral);
    let second = held.and_then(|held| held.application.second_receiver.clone()).unwrap_or_default();
    let officers = [("记录人", case.clerk.clone()), ("第二接待人", second)];
    json!(to_sign(applicants.chain(officers.into_iter().filter(|_| oral))))
}
