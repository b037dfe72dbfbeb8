//! The reconsideration committee (52条): what it was asked, and what it said and came of it. For the office and the body alone.

use super::*;
use jiff::civil::Date;

pub fn asked(case: &Case, held: &Reconsideration, asked: &Consultation) -> (Letter, Date) {
    let weights: Vec<&str> = held.weights.iter().map(|weight| weight.name_zh()).collect();
    let why = if weights.is_empty() {
        "本机关办理中认为需要咨询。".to_owned()
    } else {
        format!("本案{}，应当提请咨询（《行政复议法》52条2款）。", weights.join("、"))
    };
    let letter = Letter {
        opening: vec![format!("{}。{why}", opening(case, held))],
        sections: vec![
            section("请委员会回答的问题", lines(&asked.question)),
            section(
                "咨询意见",
                ["请形成书面咨询意见。咨询意见是作出行政复议决定的重要参考依据（《行政复议法》61条3款），采纳与否由本机关决定并说明理由。".to_owned()],
            ),
        ],
    };
    (letter, asked.asked_on)
}

/// 52条3款: the opinion is recorded; 61条3款: whether it was followed, and why, once that is resolved.
pub fn record(case: &Case, key: &str) -> Option<Value> {
    let held = case.reconsideration()?;
    let Some(About::Committee(asked)) = about(held, key) else { return None };
    let said = asked.opinion.as_ref()?;
    let resolved =
        held.drafts.iter().rev().find(|draft| draft.resolved.is_some()).map(|draft| &draft.opinion);
    let followed = resolved.and_then(|opinion| {
        let reason = opinion.committee_reason.as_deref()?;
        let how = if opinion.committee_followed { "采纳" } else { "没有采纳" };
        Some(section("采纳的情况", [format!("{how}。{reason}")]))
    });
    let sections: Vec<Value> =
        [section("提请咨询的问题", lines(&asked.question)), section("委员会的咨询意见", lines(&said.text))]
            .into_iter()
            .chain(followed)
            .collect();
    let own = json!({
        "title": "行政复议委员会咨询意见记录",
        "facts": [
            { "label": "案由", "value": on_what(case) },
            { "label": "案号", "value": held.number },
            { "label": "提请", "value": zh_date(asked.asked_on) },
            { "label": "记录", "value": zh_date(said.on) },
        ],
        "sections": sections,
        "note": "咨询意见供作出行政复议决定时参考，决定另行作出（《行政复议法》第六十一条）。",
        "dated_on": said.on,
    });
    Some(of_body(case, held, own))
}
