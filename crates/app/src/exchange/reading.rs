//! What a row says, in the law's words. Pure: text in, steps out, or a sentence about what was not understood.

mod foreign;
mod synonyms;

pub(super) use self::{
    foreign::{Foreign, foreign},
    synonyms::{ServedOn, bare, listed, served_on},
};

use self::synonyms::{PROCEDURES, RESULTS, SAID, day_of_serial, says};
use super::{
    columns::{FIXED_BODY, FIXED_PROCEDURE},
    words::{AS_WRITTEN, PASSED_OVER, ours},
};
use crate::desk::blanks::mirrored::STEPS;
use huajie_law::{
    mirrored::{AbsenceReason, ExclusionCause, Finding, HeadAppearance, HeadRank, Level, Procedure, Step},
    text::{parse_date, tidy},
};
use huajie_ledger::table_columns::Columns;
use jiff::civil::Date;
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// A row that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub dispute: Option<String>,
    pub procedure: Procedure,
    pub level: Level,
    /// As it is written, or the one of the directory that it was said to be, by its id.
    pub body: Option<String>,
    pub case_number: Option<String>,
    pub document_number: Option<String>,
    pub external_id: Option<String>,
    pub system: Option<String>,
    /// Whom a paper was served on, as the row has it; everybody where it says nothing.
    pub served_to: Option<String>,
    /// With the day on which it happened, or why it was not understood. Of 送达 the sides are still to be found in the file.
    pub steps: Vec<ReadStep>,
}

/// A row's cells by our fields.
pub type Said = BTreeMap<&'static str, String>;

struct Cells<'a> {
    said: &'a Said,
    columns: &'a Columns,
}

impl Cells<'_> {
    fn get(&self, field: &str) -> &str {
        self.said.get(field).map_or("", String::as_str)
    }

    fn text(&self, field: &str) -> Option<String> {
        Some(tidy(self.get(field))).filter(|text| !text.is_empty())
    }

    /// The same where a word of theirs was said to be one of ours.
    fn word(&self, field: &str) -> Option<String> {
        self.text(field).map(|theirs| ours(self.columns, field, &theirs).to_owned())
    }

    fn body(&self) -> Option<String> {
        let said = self.word("body")?;
        if said == AS_WRITTEN { self.text("body") } else { Some(said) }
    }

    fn procedure(&self) -> Result<Procedure, String> {
        let fixed = || self.columns.get(FIXED_PROCEDURE).filter(|text| !text.is_empty()).cloned();
        match self.word("procedure").or_else(fixed) {
            Some(asked) => procedure_named(&asked),
            None => Err("缺少程序（行政诉讼、信访等）".into()),
        }
    }

    fn level(&self, procedure: Procedure) -> Result<Level, String> {
        match self.word("level") {
            Some(asked) => level_named(procedure, &asked),
            None => Ok(level_of_number(procedure, &self.text("case_number").unwrap_or_default())),
        }
    }

    fn day(&self, field: &str, label: &str) -> Result<Option<Date>, String> {
        let Some(typed) = self.text(field) else { return Ok(None) };
        // An instant's hour is not the law's concern: 2026-03-05 09:30:00.
        let day = typed.split([' ', 'T']).next().unwrap_or_default();
        let read = parse_date(day).ok().or_else(|| day_of_serial(day));
        read.map(Some).ok_or_else(|| format!("{label}没有看懂：{typed}"))
    }

    fn yes(&self, field: &str) -> bool {
        matches!(
            self.get(field).to_lowercase().as_str(),
            "是" | "有" | "yes" | "y" | "true" | "1" | "简易程序" | "简易"
        )
    }

    fn number(&self, field: &str, label: &str) -> Result<u16, String> {
        let typed = self.get(field);
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        if typed.is_empty() {
            Ok(0)
        } else {
            digits.parse().map_err(|_| format!("{label}没有看懂：{typed}"))
        }
    }
}

/// Whether it was said of a word in this row that such rows are none of ours.
pub fn is_passed_over(said: &Said, columns: &Columns) -> bool {
    let cells = Cells { said, columns };
    ["procedure", "step"].into_iter().any(|field| cells.word(field).as_deref() == Some(PASSED_OVER))
}

/// Reads a row.
pub fn read(said: &Said, columns: &Columns) -> Result<Told, String> {
    let cells = Cells { said, columns };
    let fixed = |field: &str| columns.get(field).filter(|text| !text.is_empty()).cloned();
    let procedure = cells.procedure()?;
    let level = cells.level(procedure)?;
    Ok(Told {
        dispute: cells.text("dispute"),
        procedure,
        level,
        body: cells.body().or_else(|| fixed(FIXED_BODY)),
        document_number: cells.text("document_number"),
        external_id: cells.text("external_id"),
        system: cells.text("system"),
        served_to: cells.text("served_to"),
        steps: steps(&cells, procedure, level)?,
        case_number: cells.text("case_number"),
    })
}

fn procedure_named(asked: &str) -> Result<Procedure, String> {
    let exact = Procedure::iter().find(|one| says(asked, one.name_zh()) || one.as_str() == asked);
    let alias = || PROCEDURES.iter().find(|(name, _)| says(asked, name)).map(|(_, one)| *one);
    exact.or_else(alias).ok_or_else(|| {
        let all: Vec<&str> = Procedure::iter().map(Procedure::name_zh).collect();
        format!("没有这种程序：{asked}。可以写：{}", all.join("、"))
    })
}

fn level_named(procedure: Procedure, asked: &str) -> Result<Level, String> {
    let cell = bare(asked);
    let named = |level: &Level| {
        let (asked, name) = (cell.as_str(), procedure.level_zh(*level));
        // 一审、行政一审、一审程序; 复查、信访复查.
        level.as_str() == asked
            || name == asked
            || asked.contains(name)
            || (procedure == Procedure::Petition && name.ends_with(asked))
    };
    let found = procedure.levels().iter().copied().find(named);
    found.ok_or_else(|| {
        let all: Vec<&str> = procedure.levels().iter().map(|level| procedure.level_zh(*level)).collect();
        format!("{}没有这一级：{asked}。可以写：{}", procedure.name_zh(), all.join("、"))
    })
}

/// A step with its day, or why it does not read.
pub type ReadStep = Result<(Step, Date), String>;

/// 案号里的审级: 行初, 行终, 行申 or 行再 (法〔2015〕137号).
fn level_of_number(procedure: Procedure, number: &str) -> Level {
    match procedure {
        Procedure::Litigation if number.contains("行终") => Level::Second,
        Procedure::Litigation if number.contains("行申") || number.contains("行再") => Level::Third,
        _ => Level::First,
    }
}

/// The steps of a row: the one that it names, or one for each day that it gives.
fn steps(cells: &Cells<'_>, procedure: Procedure, level: Level) -> Result<Vec<ReadStep>, String> {
    let mut steps = Vec::new();
    if let Some(asked) = cells.word("step") {
        let name = step_named(&asked, procedure)?;
        let on = cells.day("happened_on", "发生日期")?.ok_or("缺少发生日期")?;
        return Ok(vec![Ok((step(name, cells, procedure, level)?, on))]);
    }
    for (field, label, name) in [
        ("received_on", "收到日期", "received"),
        ("accepted_on", "立案、受理日期", "accepted"),
        ("heard_on", "开庭日期", "heard"),
        ("decided_on", "作出日期", "decided"),
        ("served_on", "送达日期", "served"),
    ] {
        // One day that cannot be read is no reason to lose the others.
        match cells.day(field, label) {
            Ok(None) => {}
            Ok(Some(on)) => steps.push(step(name, cells, procedure, level).map(|step| (step, on))),
            Err(why) => steps.push(Err(why)),
        }
    }
    if steps.is_empty() { Err("这一行没有写任何日期".into()) } else { Ok(steps) }
}

fn step_named(asked: &str, procedure: Procedure) -> Result<&'static str, String> {
    let found = STEPS.iter().find(|(name, label)| *name == asked || says(asked, label));
    let exact = found.map(|(name, _)| *name);
    // Before a court or a reconsideration body it is the agency that answers, elsewhere the body itself.
    let answers = if procedure.keeps_filing_day() { "replied" } else { "decided" };
    let answer = || ["答复", "已答复", "回复"].iter().any(|word| says(asked, word)).then_some(answers);
    let alias = || SAID.iter().find(|(said, _)| says(asked, said)).map(|(_, name)| *name);
    exact.or_else(answer).or_else(alias).ok_or_else(|| {
        let all: Vec<&str> = STEPS.iter().map(|(_, label)| *label).collect();
        format!("没有看懂节点：{asked}。可以写：{}", all.join("；"))
    })
}

fn step(name: &str, cells: &Cells<'_>, procedure: Procedure, level: Level) -> Result<Step, String> {
    Ok(match name {
        "received" => Step::Received,
        "accepted" => Step::Accepted { summary: procedure.keeps_filing_day() && cells.yes("summary") },
        "forwarded" => {
            Step::Forwarded { to: cells.text("to").ok_or("转送、交办的，要写转给谁")? }
        }
        "copy_served" => Step::CopyServed,
        "replied" => Step::Replied,
        "converted" => Step::Converted,
        "hearing_set" => Step::HearingSet {
            hearing_on: cells.day("hearing_on", "定的开庭日期")?.ok_or("要写定的开庭日期")?,
            head_notified_on: None,
        },
        "heard" => Step::Heard { head: head(cells, procedure)? },
        "period_excluded" => {
            let asked = cells.word("cause").ok_or("暂停计算期限的，要写原因")?;
            let cause = cause_named(&asked);
            Step::PeriodExcluded {
                cause: cause.ok_or_else(|| unknown::<ExclusionCause>("暂停的原因", &asked))?,
            }
        }
        "period_resumed" => Step::PeriodResumed,
        "extended" => Step::Extended {
            months: cells.number("months", "延长月数")?,
            days: cells.number("days", "延长天数")?,
            by: cells.text("approved_by").ok_or("批准延长的，要写批准人")?,
        },
        // Whether the cost was told is the body's own business; what it sends is a fact.
        "withdrawal_applied" => Step::WithdrawalApplied { cost_shown: false },
        "decided" => Step::Decided {
            findings: findings(cells, procedure, level)?,
            perform_by: cells.day("perform_by", "履行最后一天")?,
        },
        "served" => Step::Served { sides: Vec::new() },
        "effective" => Step::Effective,
        "performed" => Step::Performed,
        _ => Step::EnforcementApplied,
    })
}

/// One or several results, each once: two words of theirs may be one of ours.
fn findings(cells: &Cells<'_>, procedure: Procedure, level: Level) -> Result<Vec<Finding>, String> {
    let asked = cells.text("findings").ok_or("缺少处理结果")?;
    let parts = results(&asked)
        .map(|theirs| findings_named(ours(cells.columns, "findings", theirs), procedure, level));
    let mut all: Vec<Finding> = Vec::new();
    for one in parts.collect::<Result<Vec<_>, String>>()?.concat() {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    Ok(all)
}

pub(super) fn results(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// Names hold commas of their own: only what is no name as a whole is taken apart at them.
fn findings_named(part: &str, procedure: Procedure, level: Level) -> Result<Vec<Finding>, String> {
    finding(part, procedure, level).map(|one| vec![one]).or_else(|why| {
        let smaller: Result<Vec<Finding>, String> = part
            .split([',', '，', '、'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| finding(part, procedure, level))
            .collect();
        smaller.map_err(|_| why)
    })
}

/// A part of a name is enough where only one result of this procedure and level has it.
fn finding(asked: &str, procedure: Procedure, level: Level) -> Result<Finding, String> {
    let here: Vec<Finding> = Finding::iter().filter(|one| one.belongs_to(procedure, level)).collect();
    let exact = Finding::iter().find(|one| says(asked, one.name_zh()) || one.as_str() == asked);
    let alias = || {
        let said = RESULTS.iter().find(|(said, one)| says(asked, said) && here.contains(one));
        said.map(|(_, one)| *one)
    };
    let part = || {
        let mut holding = here.iter().filter(|one| one.name_zh().contains(asked));
        match (holding.next(), holding.next()) {
            (Some(one), None) => Some(*one),
            _ => None,
        }
    };
    exact.or_else(alias).or_else(part).ok_or_else(|| {
        let all: Vec<&str> = here.iter().map(|one| one.name_zh()).collect();
        format!("没有看懂处理结果：{asked}。可以写：{}", all.join("；"))
    })
}

fn cause_named(asked: &str) -> Option<ExclusionCause> {
    ExclusionCause::iter().find(|one| says(asked, one.name_zh()) || one.as_str() == asked)
}

fn absence_named(asked: &str) -> Option<AbsenceReason> {
    AbsenceReason::iter().find(|one| says(asked, one.name_zh()) || one.as_str() == asked)
}

fn rank_named(asked: &str) -> Option<HeadRank> {
    let found = HeadRank::iter().find(|one| says(asked, one.name_zh()) || one.as_str() == asked);
    found.or_else(|| HeadRank::iter().find(|one| one.name_zh().strip_suffix("负责人") == Some(asked)))
}

fn attended(asked: &str) -> Option<bool> {
    match asked {
        "出庭" | "已出庭" | "是" | "有" => Some(true),
        "未出庭" | "没有出庭" | "不出庭" | "否" | "无" => Some(false),
        _ => None,
    }
}

/// 负责人出庭: who came and in which rank, or why nobody did (法释〔2020〕3号). Nothing where the table does not say.
fn head(cells: &Cells<'_>, procedure: Procedure) -> Result<Option<HeadAppearance>, String> {
    let Some(asked) = cells.word("head").filter(|_| procedure == Procedure::Litigation) else {
        return Ok(None);
    };
    match attended(&asked) {
        Some(true) => {
            let rank = cells.word("head_rank").ok_or("负责人出庭的，要写出庭负责人层级")?;
            Ok(Some(HeadAppearance::Attended {
                name: cells.text("head_name").ok_or("负责人出庭的，要写姓名")?,
                post: cells.text("head_post").ok_or("负责人出庭的，要写职务")?,
                rank: rank_named(&rank).ok_or_else(|| unknown::<HeadRank>("出庭负责人层级", &rank))?,
                spoke: cells.yes("head_spoke"),
                left_early: false,
                refused_to_explain: false,
            }))
        }
        Some(false) => {
            let reason = match cells.word("absence") {
                None => AbsenceReason::NotGiven,
                Some(asked) => {
                    absence_named(&asked).ok_or_else(|| unknown::<AbsenceReason>("不出庭理由", &asked))?
                }
            };
            Ok(Some(HeadAppearance::Absent {
                reason,
                material: cells.yes("material"),
                staff: cells.text("staff"),
                postponed_before: false,
            }))
        }
        None => Err(format!("没有看懂负责人是否出庭：{asked}。可以写：出庭、未出庭")),
    }
}

/// What is chosen from, for the sentence about what was not understood.
trait Chosen: IntoEnumIterator {
    fn name(&self) -> &'static str;
}

impl Chosen for ExclusionCause {
    fn name(&self) -> &'static str {
        self.name_zh()
    }
}

impl Chosen for HeadRank {
    fn name(&self) -> &'static str {
        self.name_zh()
    }
}

impl Chosen for AbsenceReason {
    fn name(&self) -> &'static str {
        self.name_zh()
    }
}

fn unknown<C: Chosen>(what: &str, asked: &str) -> String {
    let all: Vec<&str> = C::iter().map(|one| one.name()).collect();
    format!("没有看懂{what}：{asked}。可以写：{}", all.join("、"))
}

#[cfg(test)]
mod tests;
