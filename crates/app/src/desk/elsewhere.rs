//! What other bodies do, in words: a mirrored proceeding level by level, a referral by its own room `referred`. For the
//! file page. Not here: the public sentences (the law's).

use super::{file::Shown, referred};
use crate::ui::parts::{Fact, Link};
use huajie_law::{
    Actor, AnyMatter, File, Law, MatterId,
    calendar::{PROVISIONAL_ZH, zh_date},
    dispute::Dispute,
    mediation::RESPONDENT,
    mirrored::{HeadDuty, LevelCourse, Milestone, Mirrored, NextRemedy, Ruling},
};
use jiff::civil::Date;
use std::{borrow::Cow, collections::BTreeMap};

/// A section of the file page for it, if it is one of another body.
pub fn shown(file: &File, actor: &Actor, law: &Law) -> Option<Shown> {
    match file.matter.as_ref()? {
        AnyMatter::Mirrored(held) => Some(Shown {
            heading: format!("{}（{}）", held.procedure.name_zh(), held.body.name),
            facts: proceeding(held, law).into_iter().collect(),
            draws: Vec::new(),
            confidential: Vec::new(),
            confidential_to: "",
        }),
        AnyMatter::Referral(held) => Some(Shown {
            heading: format!("移送对接：{}", held.package.docking.name_zh()),
            facts: referred::facts(held, actor, law).into_iter().collect(),
            draws: Vec::new(),
            confidential: Vec::new(),
            confidential_to: "",
        }),
        _ => None,
    }
}

/// What runs beside the proceedings `own`, for whoever runs these and does not read the others' files: that it is there and how far it is.
pub fn beside(dispute: &Dispute, own: &[&MatterId], actor: &Actor) -> Vec<Fact> {
    dispute.told_beside(own, actor).into_iter().map(|(name, told)| Fact::new(name, told)).collect()
}

/// The same as a section of the file page.
pub fn beside_all(dispute: &Dispute, files: &[File], actor: &Actor) -> Option<Shown> {
    let own: Vec<&MatterId> = files.iter().map(|file| &file.id).collect();
    let facts = beside(dispute, &own, actor);
    (!facts.is_empty()).then(|| Shown {
        heading: "同一件争议的其他程序".to_owned(),
        facts: facts.into_iter().collect(),
        draws: Vec::new(),
        confidential: Vec::new(),
        confidential_to: "",
    })
}

/// A referral in a line, for the page of the proceeding that its sender runs.
pub fn referred(file: &File) -> Option<Fact> {
    let Some(AnyMatter::Referral(held)) = &file.matter else { return None };
    let outcome = held.back.as_ref().map(|back| format!("：{}", back.outcome.name_zh()));
    let (sent_on, stage) = (zh_date(held.package.sent_on), held.stage.name_zh());
    let told = format!("{sent_on}发出，{stage}{}", outcome.unwrap_or_default());
    let link = Link::new(format!("/desk/file/{}", file.id), "看移送的材料和交回的结果");
    Some(Fact::new(held.package.docking.name_zh(), told).link(link))
}

fn proceeding(held: &Mirrored, law: &Law) -> Vec<Fact> {
    let gone_on = held.gone_on_to_zh().map(|said| format!("；{said}")).unwrap_or_default();
    let mut facts = vec![Fact::new("阶段", format!("{}{gone_on}", held.stage().name_zh()))];
    facts.extend(
        held.brought_by_zh().map(|who| Fact::new("由谁提起", format!("{who}（其余申请人的期限照常算）"))),
    );
    facts.extend(held.earlier_levels().into_iter().map(|(name, course)| level(held, name, &course, law)));
    let named = |course: &LevelCourse| held.procedure.level_zh(course.level).to_owned();
    facts.extend(held.levels().iter().map(|course| level(held, named(course), course, law)));
    facts.extend(held.settled.as_ref().map(|settled| {
        Fact::new("已达成协议", format!("{}，{}", zh_date(settled.on), settled.how.name_zh()))
    }));
    let remedies: Vec<String> = held.next_remedies(law).iter().map(|next| remedy(held, next)).collect();
    if !remedies.is_empty() {
        facts.push(Fact::new("下一步救济", remedies.join("\n")));
    }
    let waits = |waits: &&Milestone| {
        let on = zh_date(waits.report.happened_on);
        format!("{}（{on}）", waits.title_zh(held.procedure))
    };
    let waiting: Vec<String> = held.waiting().iter().map(waits).collect();
    if !waiting.is_empty() {
        facts.push(Fact::new("等待立案信息", waiting.join("、")).note("外部系统先送来的，补登记立案后生效"));
    }
    let doubtful: Vec<String> =
        held.contradictions().iter().map(|found| found.says(held.procedure)).collect();
    if !doubtful.is_empty() {
        let fact = Fact::new("要核对的节点", doubtful.join("\n"));
        facts.push(fact.note("外部送来的和已登记的对不上，不参与计算；核对后作废登记错的"));
    }
    let struck = held.milestones.iter().filter_map(|milestone| {
        let struck = milestone.struck.as_ref()?;
        Some(format!("{}：{}", milestone.title_zh(held.procedure), struck.reason))
    });
    let struck: Vec<String> = struck.collect();
    if !struck.is_empty() {
        facts.push(Fact::new("已作废的节点", struck.join("\n")));
    }
    facts
}

fn level(held: &Mirrored, name: String, course: &LevelCourse, law: &Law) -> Fact {
    let mut lines = Vec::new();
    lines.extend(course.body.as_ref().filter(|body| **body != held.body).map(|body| body.name.clone()));
    // Before a retrial was ordered its review had a number of its own.
    let reviewed = course.retrial_ordered().map(|ruling| ruling.case_number.clone());
    let retried =
        course.case_number.clone().filter(|own| reviewed.as_ref().is_some_and(|it| it.as_ref() != Some(own)));
    lines.extend(reviewed.unwrap_or_else(|| course.case_number.clone()));
    let on = |what: &str, on: Option<Date>| on.map(|on| format!("{}{what}", zh_date(on)));
    lines.extend(on("收到", course.received_on));
    lines.extend(on("立案、受理", course.accepted_on));
    lines.extend(course.hearings_told(law));
    lines.extend(duty(&course.head_duty()));
    lines.extend(on("申请撤回", course.withdrawal_applied_on));
    lines.extend(course.rulings.iter().map(|ruling| ruled(held, ruling)));
    lines.extend(course.retried_on.map(|on| {
        format!("{}再审立案{}", zh_date(on), retried.map(|own| format!("，{own}")).unwrap_or_default())
    }));
    lines.extend(course.outcome.as_ref().map(|outcome| {
        let found: Vec<String> = outcome
            .findings
            .iter()
            .map(|finding| match finding.article(held.procedure) {
                "—" => finding.name_zh().to_owned(),
                article => format!("{}（{article}）", finding.name_zh()),
            })
            .collect();
        let until = outcome.perform_by.map(|by| format!("，要求在{}前履行", zh_date(by)));
        format!("{}：{}{}", zh_date(outcome.on), found.join("、"), until.unwrap_or_default())
    }));
    lines.extend(served(held, course));
    lines.extend(on("书面回复检察建议", course.answered_on().filter(|_| course.is_advised())));
    lines.extend(on("发生法律效力", course.effective_on));
    lines.extend(on("已履行", course.performed_on));
    lines.extend(on("申请强制执行", course.enforcement_on));
    Fact::new(name, lines.join("\n"))
}

/// On whom the outcome was served, by day: from each its own days run.
fn served(held: &Mirrored, course: &LevelCourse) -> Vec<String> {
    let mut by_day: BTreeMap<Date, Vec<Cow<'_, str>>> = BTreeMap::new();
    for (side, on) in &course.served {
        let who = if side == RESPONDENT { "被申请机关".into() } else { held.brief.label(side) };
        by_day.entry(*on).or_default().push(who);
    }
    by_day.iter().map(|(on, who)| format!("{}送达：{}", zh_date(*on), who.join("、"))).collect()
}

/// What was ruled on the way, with its service.
fn ruled(held: &Mirrored, ruling: &Ruling) -> String {
    let last = ruling.served.values().max().map(|on| format!("，{}送达", zh_date(*on)));
    let (on, what) = (zh_date(ruling.on), ruling.finding.name_zh());
    format!("{on}：{what}（{}）{}", ruling.finding.article(held.procedure), last.unwrap_or_default())
}

fn duty(duty: &HeadDuty) -> Option<String> {
    Some(match duty {
        HeadDuty::Open => return None,
        HeadDuty::Fulfilled { on } => format!("行政机关负责人{}出庭", zh_date(*on)),
        HeadDuty::Excused { on } => format!("行政机关负责人{}没有出庭，理由正当", zh_date(*on)),
        HeadDuty::Breached { on, grounds } => {
            let grounds: Vec<_> = grounds.iter().map(|ground| ground.name_zh()).collect();
            let on = zh_date(*on);
            format!("行政机关负责人出庭：{on}的庭审，法院应当提出司法建议（{}）", grounds.join("；"))
        }
    })
}

fn remedy(held: &Mirrored, next: &NextRemedy) -> String {
    let who = next.side.as_deref().map(|side| {
        let party = held.brief.parties.iter().find(|party| party.key == side);
        format!("（{}）", party.map_or("被申请机关", |party| party.label.as_str()))
    });
    let until = match (next.last_day(), &next.due) {
        (Some(day), due) => {
            let provisional = due.as_ref().is_some_and(|due| due.provisional);
            format!("{}止{}", zh_date(day), if provisional { PROVISIONAL_ZH } else { "" })
        }
        (None, None) if next.side.is_none() => "没有可以计算的最后一天".to_owned(),
        _ => "还没有可以计算的日子".to_owned(),
    };
    let part = next.performed_by.map(|on| format!("（{}到期的）", zh_date(on))).unwrap_or_default();
    format!("{}{}{part}：{until}，{}", next.what, who.unwrap_or_default(), next.article)
}
