//! Letters that say how long it goes on: suspension, resumption, extension, termination.

use super::*;
use huajie_law::{
    clock::ServedBy,
    reconsideration::{Delivery, Prolongation, TerminationGround},
};

pub fn suspended(case: &Case, held: &Reconsideration, key: &str) -> Option<Letter> {
    let halt = held.halts.iter().find(|halt| halt.notice == key)?;
    let days = match held.stops_days_from(halt.from, &case.law) {
        true => "审理期限停止计算",
        false => "审理期限在这以前已经届满，不因中止重新计算",
    };
    Some(Letter {
        opening: vec![format!(
            "{}。本机关决定自{}起中止审理，{days}。",
            opening(case, held),
            zh_date(halt.from)
        )],
        sections: vec![
            section(
                "中止的原因",
                std::iter::once(format!("{}（{}）。", halt.ground.zh(), halt.ground.article()))
                    .chain(lines(&halt.reason)),
            ),
            section(
                "恢复",
                ["中止的原因消除后，本机关及时恢复审理，并书面告知各方（《行政复议法》39条2款）。"
                    .to_owned()],
            ),
        ],
    })
}

pub fn resumed(case: &Case, held: &Reconsideration, notice: &Notice, clock: Option<&NamedClock>) -> Letter {
    // A halt ends on the day of the order that lifts it.
    let on = zh_date(notice.made_on);
    let days = match held.overdue_on(&case.law) {
        None => period("审理期限", vec!["审理期限继续计算，中止的时间不计入。".into()], clock, case),
        Some(_) => section("审理期限", ["审理期限在中止以前已经届满，不因中止、恢复重新计算。".to_owned()]),
    };
    Letter {
        opening: vec![format!("{}。中止的原因已经消除，本机关决定自{on}起恢复审理。", opening(case, held))],
        sections: vec![
            days,
            section(
                "请各方",
                ["请继续参加审理；地址、联系方式和代理人有变动的，及时书面告知本机关。".to_owned()],
            ),
        ],
    }
}

pub fn extended(case: &Case, held: &Reconsideration) -> Option<Letter> {
    let longer = held.prolongation.as_ref()?;
    let opening = format!(
        "{}。因情况复杂，不能在规定期限内作出决定，经{}批准，审理期限延长{}日（《行政复议法》62条1款）。",
        opening(case, held),
        longer.by,
        longer.days
    );
    let clocks = told(held, longer).clocks(&case.law);
    let clock = clocks.iter().find(|named| named.name == "decision");
    Some(Letter {
        opening: vec![opening],
        sections: vec![
            period(
                "延长以后的期限",
                vec!["延长要在原来的审理期限内书面告知各方才算数；下面的日子按已经告知计算。".to_owned()],
                clock,
                case,
            ),
            section("延长的理由", lines(&longer.reason)),
        ],
    })
}

/// As it will stand once this very letter has reached everybody: before, the extension does not count yet.
fn told(held: &Reconsideration, longer: &Prolongation) -> Reconsideration {
    let mut told = held.clone();
    for notice in told.notices.iter_mut().filter(|notice| notice.key == longer.notice) {
        let on = notice.made_on;
        let delivered = notice.recipients.iter().map(|recipient| Delivery {
            recipient: recipient.clone(),
            by: ServedBy::Direct,
            on,
            failed: false,
            proof: None,
            note: None,
            refused_because: None,
            witness: None,
            consent_paper: None,
            sealed_paper: None,
        });
        notice.deliveries = delivered.collect();
    }
    told
}

pub fn terminated(case: &Case, held: &Reconsideration, to: &str) -> Option<Letter> {
    let terminated = held.terminated.as_ref()?;
    let mut sections = vec![section(
        "终止的理由",
        std::iter::once(format!("{}（{}）。", terminated.ground.name_zh(), terminated.ground.article()))
            .chain(lines(&terminated.reason)),
    )];
    if to != RESPONDENT {
        // 74条2款 is about what was accepted: before that it is made again in time.
        let withdrawn = terminated.ground == TerminationGround::Withdrawn && held.acceptance.is_some();
        let cost = withdrawn.then(|| "撤回以后，不得再以同一事实和理由申请行政复议；能证明撤回违背真实意愿的除外（《行政复议法》74条2款）。".to_owned());
        let ways = if withdrawn { suits(case) } else { periods(case) };
        let open = (!ways.is_empty()).then(|| "下面的途径按最早到期的算法列出。".to_owned());
        let told: Vec<String> = cost.into_iter().chain(open).collect();
        if !told.is_empty() {
            sections.push(json!({ "heading": "终止以后", "paragraphs": told, "ways": ways }));
        }
    }
    Some(Letter {
        opening: vec![format!("{}。本机关决定终止行政复议。", opening(case, held))], sections
    })
}
