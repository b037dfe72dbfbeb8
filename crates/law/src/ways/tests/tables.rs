//! The tables that a lawyer reads against the statute: `tables/ways.txt`.

use super::*;
use crate::golden::assert_table;
use std::fmt::Write as _;

#[test]
fn the_ways_read_as_reviewed() {
    let mut text = String::from("救济途径：按《行政复议法》《行政诉讼法》等，从事实到能走的路。\n");
    precedence(&mut text);
    competence(&mut text);
    steps(&mut text);
    edges(&mut text);
    in_full(&mut text);
    assert_table("ways", &text);
}

fn yes_or_no(circumstance: Option<bool>) -> &'static str {
    match circumstance {
        Some(true) => "是",
        Some(false) => "否",
        None => "不知道",
    }
}

/// 《行政复议法》23条.
fn precedence(text: &mut String) {
    text.push_str("\n== 复议前置（《行政复议法》第23条） ==\n");
    for act in ActKind::iter() {
        let asked = decisive(act);
        let _ = writeln!(text, "{}", act.name_zh());
        let answers: &[Option<bool>] =
            if asked.is_some() { &[Some(true), Some(false), None] } else { &[None] };
        for circumstance in answers {
            let question = Question { act: Some(act), circumstance: *circumstance, ..penalty() };
            let verdict = match Precedence::of(&question) {
                Precedence::Free => "可以选择复议或者起诉".to_owned(),
                Precedence::Required(item) => format!("应当先复议，{}", item.article()),
                Precedence::Perhaps(item) => format!("可能要先复议，{}", item.article()),
            };
            let asked = asked.map_or_else(String::new, |decisive| {
                let answer = match circumstance {
                    Some(true) => decisive.yes,
                    Some(false) => decisive.no,
                    None => "不知道",
                };
                format!("{}{answer} → ", decisive.asked)
            });
            let _ = writeln!(text, "  {asked}{verdict}");
        }
    }
    let tax = Question { act: Some(ActKind::Other), agency: Agency::kind(AgencyKind::Tax), ..penalty() };
    if let Precedence::Perhaps(item) = Precedence::of(&tax) {
        let _ = writeln!(text, "税务局的其他行为\n  可能要先复议，{}（{}）", item.article(), item.zh());
    }
}

/// 《行政复议法》24条至28条, 《行政诉讼法》14条、15条.
fn competence(text: &mut String) {
    text.push_str("\n== 管辖：谁复议，哪个法院 ==\n");
    let today = date(2026, 3, 10);
    for kind in AgencyKind::iter() {
        let question = Question { agency: Agency::kind(kind), ..penalty() };
        let _ = writeln!(text, "{}", kind.name_zh());
        for way in [Way::Reconsider, Way::Sue] {
            let prospect = found(&question, way, today);
            let offices: Vec<String> =
                prospect.offices.iter().map(|office| format!("{}（{}）", office.name, office.note)).collect();
            let why = prospect.bases.last().expect("there is one");
            let _ = writeln!(text, "  {}：{}", way.name_zh(), offices.join("；或者"));
            let _ = writeln!(text, "    {} {} {}", why.rule, why.article, why.says);
        }
    }
}

/// What each step leaves open, where one may choose and where reconsideration comes first.
fn steps(text: &mut String) {
    let on = date(2026, 4, 1);
    let today = date(2026, 4, 10);
    let _ = writeln!(text, "\n== 走过一步以后（{on}，今天{today}；处罚于2026年3月5日知道） ==");
    for step in Tried::iter() {
        let _ = writeln!(text, "{}", step.name_zh());
        for on_the_spot in [false, true] {
            let question = Question {
                circumstance: Some(on_the_spot),
                tried: tried(&[(step, step.day_asked().map(|_| on))]),
                ..penalty()
            };
            let kind = if on_the_spot { "当场处罚" } else { "一般处罚" };
            let line: Vec<String> = [Way::Mediate, Way::Reconsider, Way::Sue, Way::Petition]
                .into_iter()
                .map(|way| {
                    let prospect = found(&question, way, today);
                    let until =
                        prospect.period.map_or_else(String::new, |period| format!("至{}", period.on()));
                    let rule = prospect.bases[0].rule;
                    format!("{}：{}{until}（{rule}）", way.name_zh(), prospect.passage.name_zh())
                })
                .collect();
            let _ = writeln!(text, "  {kind} {}", line.join("；"));
        }
    }
}

/// Where a way changes, for each kind of act: the days on which its passage becomes another.
fn edges(text: &mut String) {
    text.push_str("\n== 边界：2026年3月2日作出，3月5日知道；每条路从哪天起变了 ==\n");
    let ways = [Way::Reconsider, Way::Sue, Way::AgreementSuit, Way::Compensation];
    for act in ActKind::iter() {
        for circumstance in
            if decisive(act).is_some() { vec![Some(true), Some(false), None] } else { vec![None] }
        {
            for told in [Told::Yes, Told::No] {
                let question = Question { act: Some(act), circumstance, told: Some(told), ..penalty() };
                let told = told.name_zh();
                let _ = writeln!(text, "{}，{}，{told}", act.name_zh(), yes_or_no(circumstance));
                for way in ways {
                    let changes = changes(&question, way);
                    let _ = writeln!(text, "  {}：{}", way.name_zh(), changes.join(" → "));
                }
            }
        }
    }
}

fn changes(question: &Question, way: Way) -> Vec<String> {
    let mut changes: Vec<String> = Vec::new();
    let mut before = None;
    let mut day = date(2026, 3, 5);
    while day < date(2029, 4, 1) {
        let now = passage(question, way, day);
        if before != Some(now) {
            changes.push(format!("{day} {}", now.name_zh()));
            before = Some(now);
        }
        // A passage changes on the day after one of these, or when it opens; looking at them alone finds every change.
        let prospect = found(question, way, day);
        let next = prospect.period.and_then(|period| {
            let days = [Some(period.on()), period.claimed_on()].into_iter().flatten();
            days.filter_map(|on| on.tomorrow().ok()).chain(period.opens_on).filter(|on| *on > day).min()
        });
        match next {
            Some(next) => day = next,
            None => break,
        }
    }
    changes
}

/// Two answers with every word.
fn in_full(text: &mut String) {
    let land = Question {
        act: Some(ActKind::Expropriation),
        circumstance: None,
        real_estate: true,
        agency: Agency::kind(AgencyKind::Government),
        told: None,
        ..penalty()
    };
    let nothing = Question::default();
    let spot =
        Question { circumstance: Some(true), tried: tried(&[(Tried::PetitionRunning, None)]), ..penalty() };
    for (title, question) in
        [("市政府征收，不知道有没有告知", land), ("当场处罚，正在信访", spot), ("什么都不知道", nothing)]
    {
        let today = date(2026, 3, 20);
        let answer = asked(&question, today);
        let _ = writeln!(text, "\n== 全文：{title}（今天{today}） ==");
        for prospect in &answer.prospects {
            let _ = writeln!(text, "{}：{}", prospect.way.name_zh(), prospect.passage.name_zh());
            for basis in &prospect.bases {
                let _ = writeln!(text, "  {} {}：{}", basis.rule, basis.article, basis.says);
            }
            for office in &prospect.offices {
                let phone = office.phone.as_deref().unwrap_or("无电话");
                let _ = writeln!(text, "  找：{} {phone} {}", office.name, office.note);
            }
            if let Some(period) = &prospect.period {
                let _ = writeln!(text, "  {}", period.zh(today));
                for line in period.conservative.lines() {
                    let _ = writeln!(text, "    {line}");
                }
                if let Some(on) = period.claimed_on() {
                    let _ = writeln!(text, "  可以主张到{on}");
                }
            }
            let _ = writeln!(text, "  带：{}", prospect.materials.join("；"));
            for cost in &prospect.costs {
                let _ = writeln!(text, "  要知道 {} {}：{}", cost.rule, cost.article, cost.says);
            }
            let _ = writeln!(text, "  下一步：{}", prospect.next);
        }
        for note in &answer.notes {
            let _ = writeln!(text, "说明：{note}");
        }
    }
}
