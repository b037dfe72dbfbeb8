//! The visits afterwards in words: how, whom, what was asked and answered. A party reads what it was asked itself; the centre reads
//! everything. Not here: when a visit is due (the law's outline).

use super::file::Shown;
use crate::ui::parts::Fact;
use huajie_law::{
    Actor, AnyMatter, File, Role,
    calendar::zh_date,
    follow_up::{FollowUp, Visit},
};

/// A section of the file page for the visits of one end, if this is one.
pub fn shown(file: &File, actor: &Actor) -> Option<Shown> {
    let Some(AnyMatter::FollowUp(held)) = &file.matter else { return None };
    let mut facts = vec![Fact::new("阶段", held.stage.name_zh())];
    facts.extend(visited(held, actor));
    facts.extend(held.attempts.iter().map(|tried| {
        Fact::new("没有联系上", format!("{}，{}：{}", zh_date(tried.on), tried.form.name_zh(), tried.note))
    }));
    Some(Shown {
        heading: "案后回访".to_owned(),
        facts: facts.into_iter().collect(),
        draws: Vec::new(),
        confidential: Vec::new(),
        confidential_to: "",
    })
}

/// Every visit that this reader may read, in order.
pub fn visited(held: &FollowUp, actor: &Actor) -> Vec<Fact> {
    let own = actor.standing.as_ref().map(|standing| standing.party.as_str());
    let theirs = |visit: &&Visit| {
        actor.role != Role::Party || own.is_some_and(|own| visit.visited.iter().any(|key| key == own))
    };
    held.visits.iter().filter(theirs).map(|visit| fact(visit, held)).collect()
}

fn fact(visit: &Visit, held: &FollowUp) -> Fact {
    let parties = &held.plan.brief.parties;
    let label =
        |key: &String| parties.iter().find(|party| party.key == *key).map(|party| party.label.clone());
    let whom: Vec<String> = visit.visited.iter().filter_map(label).collect();
    let head = format!("{}，{}，访了{}", zh_date(visit.on), visit.form.name_zh(), whom.join("、"));
    Fact::new("回访", [vec![head], answers(visit)].concat().join("\n"))
}

/// What was said, one line each.
pub fn answers(visit: &Visit) -> Vec<String> {
    let mut lines = vec![format!("履行：{}", visit.performed.name_zh())];
    let said = [
        ("没有履行的原因", &visit.not_performed_reason),
        ("答疑", &visit.answers),
        ("新的矛盾", &visit.new_conflict),
    ];
    lines.push(match visit.satisfaction {
        None => "满意度：没有说".to_owned(),
        Some(grade) => format!("满意度：{grade} 分（5 分最满意）"),
    });
    let said = said.into_iter().filter_map(|(label, said)| Some((label, said.as_deref()?)));
    lines.extend(said.filter(|(_, said)| !said.is_empty()).map(|(label, said)| format!("{label}：{said}")));
    lines
}
