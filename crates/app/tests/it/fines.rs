//! A fine, at the counter, before any procedure: the case with which most of what can happen to a mediation begins.

use crate::{
    cases::{Case, register},
    harness::House,
};
use huajie_law::mediation::RESPONDENT;

/// It is changed to 300 yuan.
pub const CHANGED: [(&str, &str); 5] = [
    ("obligations.0.obligor", RESPONDENT),
    ("obligations.0.content", "改罚 300 元"),
    ("obligations.0.due_on", "2026年11月30日"),
    ("disposition", "changed"),
    ("ending", "agreement_alone"),
];

/// Somebody's shop was fined over tea that was worth fifteen yuan.
pub const OVER_TEA: [(&str, &str); 7] = [
    ("source", "counter"),
    ("act.kind", "penalty"),
    ("act.title", "罚款 5000 元"),
    ("act.made_on", "2026年10月31日"),
    ("act.known_on", "2026年10月31日"),
    ("claims", "撤销处罚"),
    ("facts", "五袋茶干货值十五元"),
];

/// Registered with what else is typed, and nothing decided about it yet.
pub async fn registered<'a>(house: &'a House, name: &str, typed: &[(&str, &str)]) -> Case<'a> {
    let person = [("applicant", "natural_person", name, false)];
    let act = [
        ("act.kind", "penalty"),
        ("act.title", "罚款 2000 元"),
        ("act.made_on", "2026年11月5日"),
        ("act.known_on", "2026年11月6日"),
        ("act.discretionary", "true"),
        ("claims", "减轻处罚"),
        ("facts", "初次违法，已经改正。"),
        ("amount_fen", "2000"),
    ];
    register(house, "钟祥市市场监督管理局", "shichang", &person, &[&act[..], typed].concat()).await
}

/// And imported.
pub async fn fined<'a>(house: &'a House, name: &str) -> Case<'a> {
    let case = registered(house, name, &[]).await;
    case.import("party_asks", "before_procedure", false).await;
    case
}
