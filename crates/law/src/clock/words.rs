//! The reasons of a date in Chinese, one sentence each. Nothing is reckoned here. Called through `Due::lines`.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{LeftOut, Reason, Unit};
use crate::calendar::{zh_date, zh_date_weekday, zh_days};

impl Reason {
    /// One sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Reason::Rule { term, name, span, article, verified, note } => {
                let mut text = format!("依据：{article}，{name}{span}（规则{term}）。");
                if !verified {
                    text.push_str("尚未核实为法定期限：可由本市设定，或者条文尚未取得。");
                }
                text.push_str(note);
                text
            }
            Reason::Start { event, on, unit: Unit::Hour } => {
                format!("起算：{event}，即{}，自规定的时间起计算（《民法典》第201条第2款）。", zh_date(*on))
            }
            Reason::Start { event, on, .. } => format!(
                "起算：{event}，即{}；当日不计入，自次日起计算（《民法典》第201条、《民事诉讼法》第85条）。",
                zh_date(*on)
            ),
            Reason::Back { event, on, span, clear_on, lenient_on } => format!(
                "倒推：{event}为{}，其前须留足{span}；按净空口径最迟{}，按宽松口径为{}，从严取前者。",
                zh_date(*on),
                zh_date(*clear_on),
                zh_date(*lenient_on)
            ),
            Reason::Left { days } => format!("不计入的休假日：{}。", zh_groups(days)),
            Reason::Worked { days } => format!("周末上班、照常计入的日子：{}。", zh_groups(days)),
            Reason::MonthEnd { on } => {
                format!("到期月没有对应日，以月末{}为末日（《民法典》第202条）。", zh_date(*on))
            }
            Reason::Suspended { from, to, days, reason, paper } => {
                zh_suspended(*from, *to, *days, reason, paper)
            }
            Reason::Unresumed { from, to, reason, paper } => {
                let paper = prefixed("，", paper);
                format!("中止：{}起，到{}终结时没有恢复；{reason}{paper}。", zh_date(*from), zh_date(*to))
            }
            Reason::Excluded { from, to, days, reason } => zh_excluded(*from, *to, *days, reason),
            Reason::NotCounted { from, to, days, reason, article } => {
                zh_not_counted(*from, *to, *days, reason, article)
            }
            Reason::Extended { span, by, on, reason } => {
                format!("延长{span}：{}，{by}{}。", zh_date(*on), prefixed("；", reason))
            }
            Reason::RolledOver { from, to, days } => format!(
                "末日{}休假（{}），顺延至休假后的第一个工作日{}（《民法典》第203条）。",
                zh_date_weekday(*from),
                zh_groups(days),
                zh_date_weekday(*to)
            ),
            Reason::NotRolledOver { on, why } => {
                format!("末日{}是{why}日，不是休假日，不顺延。", zh_date_weekday(*on))
            }
            Reason::Capped { on, instead_of: Some(counted), reason } => {
                format!(
                    "最迟日：{reason}，即{}；计算所得{}晚于此日，以此日为准。",
                    zh_date(*on),
                    zh_date(*counted)
                )
            }
            Reason::Capped { on, instead_of: None, reason } => {
                format!("最迟日：{reason}，即{}。", zh_date(*on))
            }
            Reason::Stopped { on } => format!("事项已于{}完成或者终结，期间停止计算。", zh_date(*on)),
            Reason::Remark { text } => text.clone(),
            Reason::Calendar { version, missing_years } => zh_version(version, missing_years),
        }
    }
}

fn zh_groups(days: &[LeftOut]) -> String {
    days.iter()
        .map(|group| format!("{}{}", zh_days(group.from, group.to), group.why))
        .collect::<Vec<_>>()
        .join("、")
}

fn zh_suspended(from: Date, to: Option<Date>, days: Option<i64>, reason: &str, paper: &str) -> String {
    let paper = prefixed("，", paper);
    match (to, days) {
        (Some(to), Some(days)) => {
            format!("中止：{}起，{}恢复计算，共扣除{days}日；{reason}{paper}。", zh_date(from), zh_date(to))
        }
        _ => format!("中止：{}起，尚未恢复，期间没有届满日；{reason}{paper}。", zh_date(from)),
    }
}

fn zh_not_counted(from: Date, to: Option<Date>, days: Option<i64>, reason: &str, article: &str) -> String {
    let from = zh_date(from);
    match (to, days) {
        (Some(to), Some(days)) => {
            format!("依法不计入：{from}起，至{}恢复计算，共{days}日；{reason}（{article}）。", zh_date(to))
        }
        _ => format!("依法不计入：{from}起，尚未结束，期间没有届满日；{reason}（{article}）。"),
    }
}

fn zh_excluded(from: Date, to: Option<Date>, days: Option<i64>, reason: &str) -> String {
    let from = zh_date(from);
    match (to, days) {
        (Some(to), Some(days)) => format!(
            "主张扣除：{from}起，至{}恢复计算，共{days}日；{reason}。是否扣除由受理机关、人民法院认定。",
            zh_date(to)
        ),
        _ => format!("主张扣除：{from}起，尚未结束；{reason}。是否扣除由受理机关、人民法院认定。"),
    }
}

fn prefixed(mark: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{mark}{text}") }
}

fn zh_version(version: &str, missing_years: &BTreeSet<i16>) -> String {
    if missing_years.is_empty() {
        return format!("日历版本：{version}。");
    }
    let years = missing_years.iter().map(|year| format!("{year}年")).collect::<Vec<_>>().join("、");
    format!("日历版本：{version}；{years}放假安排尚未公布或者装载，本日期为暂定，装载后重新计算。")
}
