//! What somebody asked for along the trial, and what was answered: a stay (42条), a hearing (50条2款), that somebody of the office steps
//! aside. For the page of a reconsideration and for its parties.

use crate::ui::parts::Fact;
use huajie_law::{
    Law,
    calendar::zh_date,
    reconsideration::{Challenged, HearingRequest, Reconsideration, Stay},
};

pub(super) fn stays(held: &Reconsideration, law: &Law) -> Vec<Fact> {
    let row = |stay: &Stay| {
        let ground = stay.decided.as_ref().and_then(|decided| decided.ground);
        let who = stay.by.as_deref().map_or("复议机构", |side| held.label(side, law));
        let text = format!("{who}提出\n{}", stay.told_zh(held.stage.over_on()));
        Fact::new("停止执行", text).note(ground.map_or("《行政复议法》42条", |ground| ground.article()))
    };
    held.stays.iter().map(row).collect()
}

pub(super) fn hearings(held: &Reconsideration, law: &Law) -> Vec<Fact> {
    let row = |one: &HearingRequest| {
        let who = format!("{}，{}", held.label(&one.side, law), zh_date(one.on));
        let answer = declined(one).map(|said| format!("\n{said}")).unwrap_or_default();
        Fact::new("请求听证", format!("{who}\n{}{answer}", one.reason))
    };
    held.hearing_requests.iter().map(row).collect()
}

fn declined(one: &HearingRequest) -> Option<String> {
    let declined = one.declined.as_ref()?;
    let why = declined.reason.trim_end_matches('。');
    Some(format!("{}答复：不组织听证，{why}", zh_date(declined.on)))
}

/// Who was to step aside and whether; why somebody thinks so is between them and whoever decides.
pub(super) fn challenges(held: &Reconsideration, law: &Law) -> Vec<Fact> {
    let row = |one: &Challenged| {
        let by = if one.by == "self" { "本人" } else { held.label(&one.by, law) };
        Fact::new("申请回避", format!("{}，{by}提出：{}", zh_date(one.on), decided(one, law)))
    };
    held.challenges.iter().map(row).collect()
}

fn decided(one: &Challenged, law: &Law) -> String {
    let name = law.directory.officer(&one.of).map_or("复议人员", |officer| officer.name.as_str());
    match one.upheld {
        None => format!("请{name}回避，正在决定"),
        Some(true) => format!("决定{name}回避，不再办理本案"),
        Some(false) => format!("决定{name}不需要回避"),
    }
}

/// The decision with its reason, which may say what somebody has told of themselves: for whoever asked.
fn decided_because(one: &Challenged, law: &Law) -> String {
    let why = one.reason.as_deref().map(|why| format!("，理由：{}", why.trim_end_matches('。')));
    format!("{}{}", decided(one, law), why.unwrap_or_default())
}

/// The same as sentences for a party: of everybody what concerns all, of its own request the answer.
pub(crate) fn told(held: &Reconsideration, own: &str, law: &Law) -> Vec<String> {
    let stays = held.stays.iter().map(|stay| {
        let who = match stay.by.as_deref() {
            Some(side) if side == own => "您",
            Some(side) => held.label(side, law),
            None => "复议机构",
        };
        format!("停止执行（{who}提出）：{}（《行政复议法》42条）。", stay.told_zh(held.stage.over_on()))
    });
    let asked = held.hearing_requests.iter().filter(|one| one.side == own);
    let hearings = asked
        .filter_map(|one| Some(format!("您请求听证，复议机构{}（《行政复议法》50条2款）。", declined(one)?)));
    let challenges = held.challenges.iter().filter(|one| one.by == own && one.upheld.is_some());
    let challenges = challenges.map(|one| format!("您申请回避，复议机构{}。", decided_because(one, law)));
    stays.chain(hearings).chain(challenges).collect()
}
