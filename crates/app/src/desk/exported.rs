//! What goes out of a list as a work sheet: of every kind what the list shows; of the reconsiderations run here the days by which their
//! office works and reports. Not here: the workbook itself (`list`), proceedings of other bodies (`exchange`).

use super::list::respondent;
use crate::{
    http::{Trouble, Visit},
    words,
};
use huajie_law::{
    Actor, AnyMatter, Law,
    dispute::{Dispute, Proceeding},
    mediation::RESPONDENT,
    mirrored::Procedure,
    reconsideration::{Reconsideration, Reply},
};
use huajie_ledger::{Listed, Scope};
use jiff::civil::Date;

/// Labels, and a row for each matter.
type Sheet = (Vec<&'static str>, Vec<Vec<String>>);

pub(super) fn listed(rows: &[Listed], law: &Law) -> Sheet {
    let header = vec!["案号", "事由", "当事人", "被申请机关", "阶段", "结果", "立案", "终结"];
    let line = |row: &Listed| {
        vec![
            row.number.clone().unwrap_or_default(),
            row.title.clone(),
            row.parties.clone(),
            respondent(row, law),
            words::stage(&row.kind, &row.stage).word,
            row.outcome.as_deref().map(words::outcome).unwrap_or_default().to_owned(),
            day(row.opened_on),
            day(row.ended_on),
        ]
    };
    (header, rows.iter().map(line).collect())
}

const COLUMNS: [&str; 24] = [
    "案号",
    "争议编号",
    "事由",
    "申请人",
    "被申请机关",
    "申请方式",
    "收到申请",
    "复议请求",
    "阶段",
    "审查结果",
    "受理",
    "审理程序",
    "答复",
    "中止",
    "延长（日）",
    "审理期限最后一天",
    "已用天数（扣除中止）",
    "结果",
    "决定日",
    "决定文号",
    "送达申请人",
    "送达被申请人",
    "结案",
    "后来的诉讼",
];

/// The days stand on nobody's list, so that each file is read; a table that goes out counts as opening.
pub(super) async fn reconsiderations(
    visit: &Visit,
    actor: &Actor,
    rows: &[Listed],
) -> Result<Sheet, Trouble> {
    let (ledger, law, now) = (&visit.office.ledger, visit.office.law(), visit.office.now());
    let scope = Scope::from(actor);
    let mut lines = Vec::new();
    for row in rows {
        let file = ledger.open(&scope, &row.id).await?;
        let Some(AnyMatter::Reconsideration(held)) = file.and_then(|file| file.matter) else { continue };
        let root = row.id.root();
        ledger.record_opening(actor, &root, now.at).await?;
        let dispute = match ledger.open(&scope, &root).await?.and_then(|file| file.matter) {
            Some(AnyMatter::Dispute(dispute)) => Some(*dispute),
            _ => None,
        };
        let (held, _) = held.caught_up(&law, now.today);
        let seen = held.visible(actor);
        lines.push(line(row, &seen, dispute.as_ref(), &law, now.today));
    }
    Ok((COLUMNS.to_vec(), lines))
}

fn line(
    row: &Listed,
    held: &Reconsideration,
    dispute: Option<&Dispute>,
    law: &Law,
    today: Date,
) -> Vec<String> {
    let application = &held.application;
    let requests: Vec<&str> = application.requests.iter().map(|one| one.name_zh()).collect();
    let calendar = &law.calendar;
    let notice = held.deciding_notice();
    let applicants = notice.map(|notice| {
        let served: Option<Vec<Date>> =
            held.applicants().map(|side| notice.served_on(side, calendar)).collect();
        served.and_then(|days| days.into_iter().max())
    });
    vec![
        held.number.clone(),
        held.brief.number.clone(),
        row.title.clone(),
        row.parties.clone(),
        respondent(row, law),
        application.way.name_zh().to_owned(),
        application.received_on.to_string(),
        requests.join("；"),
        held.stage.name_zh().to_owned(),
        screened(held),
        day(held.acceptance.as_ref().map(|accepted| accepted.on)),
        held.acceptance.as_ref().map(|accepted| accepted.procedure.name_zh()).unwrap_or_default().to_owned(),
        held.reply.as_ref().map(replied).unwrap_or_default(),
        halts(held),
        held.prolongation.as_ref().map(|longer| longer.days.to_string()).unwrap_or_default(),
        last_day(held, law),
        used(held, law, today).map(|days| days.to_string()).unwrap_or_default(),
        result(held),
        day(held.decided.as_ref().map(|decided| decided.on)),
        held.decided.as_ref().and_then(|decided| decided.number.clone()).unwrap_or_default(),
        day(applicants.flatten()),
        day(notice.and_then(|notice| notice.served_on(RESPONDENT, calendar))),
        day(held.stage.over_on()),
        dispute.map(sued).unwrap_or_default(),
    ]
}

fn day(on: Option<Date>) -> String {
    on.map(|on| on.to_string()).unwrap_or_default()
}

fn replied(reply: &Reply) -> String {
    format!("{}{}", reply.on, if reply.late { "（逾期）" } else { "" })
}

/// 30条: what became of the application.
fn screened(held: &Reconsideration) -> String {
    match (&held.refused, &held.acceptance) {
        (Some(refused), _) => format!("不予受理：{}", refused.ground.name_zh()),
        (None, Some(accepted)) if accepted.deemed => "视为受理".to_owned(),
        (None, Some(_)) => "受理".to_owned(),
        (None, None) => String::new(),
    }
}

fn halts(held: &Reconsideration) -> String {
    let each = held.halts.iter().map(|halt| {
        let to = halt.to.map_or_else(|| "尚未恢复".to_owned(), |to| to.to_string());
        let to = if halt.to.is_some() && !held.is_resumed(halt) { format!("{to}复议终结") } else { to };
        format!("{}至{to}（{}）", halt.from, halt.ground.zh())
    });
    each.collect::<Vec<_>>().join("；")
}

/// With the suspensions and the extension that count.
fn last_day(held: &Reconsideration, law: &Law) -> String {
    match held.decision_clock(law) {
        Some(_) if held.open_halt().is_some() => "中止，停止计算".to_owned(),
        Some(clock) => day(clock.due_on(&law.calendar)),
        None => String::new(),
    }
}

/// Of the days to decide in, without those on which it was suspended.
fn used(held: &Reconsideration, law: &Law, today: Date) -> Option<u32> {
    Some(held.decision_clock(law)?.consumed_on(today, &law.calendar))
}

/// 63条至71条 by their kinds, 73条, 41条.
fn result(held: &Reconsideration) -> String {
    let holdings: Vec<&str> = held.holdings().iter().map(|one| one.kind.name_zh()).collect();
    match (&held.statement, &held.terminated) {
        _ if !holdings.is_empty() => holdings.join("；"),
        (Some(_), _) => "行政复议调解书".to_owned(),
        (None, Some(ended)) => format!("终止：{}", ended.ground.name_zh()),
        (None, None) => String::new(),
    }
}

/// Every suit on file, with its numbers and how it ended.
fn sued(dispute: &Dispute) -> String {
    let suits = dispute.proceedings.iter().filter(|p| p.course.procedure == Some(Procedure::Litigation));
    let told = suits.map(|suit: &Proceeding| {
        let course = &suit.course;
        let on = course.accepted_on.or(course.filed_on).unwrap_or(suit.opened_on);
        let over = course.over.as_ref().map(|over| format!("，{}{}", over.on, over.outcome.name_zh()));
        format!("{on}立案 {}{}", course.case_numbers.join("、"), over.unwrap_or_else(|| "，在办".to_owned()))
    });
    told.collect::<Vec<_>>().join("；")
}
