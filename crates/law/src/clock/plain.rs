//! A date in words for somebody who has never read a statute: from when, how long, what was not counted, and the last
//! day. The same facts as `Due::lines`, without articles. Nothing is reckoned here.

use jiff::civil::Date;

use super::{Due, LeftOut, Reason, Unit};
use crate::calendar::{Span, zh_date, zh_date_weekday, zh_days};

impl Due {
    /// 大白话: a few short sentences.
    pub fn plain(&self) -> String {
        let mut text = String::new();
        let span = self.reasons.iter().find_map(|reason| match reason {
            Reason::Rule { span, .. } => Some(*span),
            _ => None,
        });
        for reason in &self.reasons {
            if let Some(sentence) = sentence(reason, span) {
                text.push_str(&sentence);
            }
        }
        match self.on {
            Some(on) => text.push_str(&format!("最后一天是{}。", zh_date_weekday(on))),
            None => text.push_str("现在停着不算，恢复以后才知道最后一天。"),
        }
        if self.provisional {
            text.push_str("那一年的放假安排还没有公布，这个日子可能会变，请早一点办。");
        }
        text
    }
}

fn sentence(reason: &Reason, span: Option<Span>) -> Option<String> {
    let text = match reason {
        Reason::Start { on, unit: Unit::Hour, .. } => {
            format!("从{}那个时刻开始算{}。", zh_date(*on), spoken(span?))
        }
        Reason::Start { on, .. } => {
            format!("从{}的第二天开始数，一共{}。", zh_date(*on), spoken(span?))
        }
        Reason::Back { on, span, .. } => {
            format!("{}以前要空出{}；那一天和办理的当天都不算。", zh_date(*on), spoken(*span))
        }
        Reason::Left { days } => format!("放假休息的日子不算：{}。", groups(days)),
        Reason::Worked { days } => format!("周末补班的日子要算：{}。", groups(days)),
        Reason::MonthEnd { on } => format!("那个月没有这一天，数到月底，就是{}。", zh_date(*on)),
        Reason::Suspended { from, to, reason, .. } | Reason::NotCounted { from, to, reason, .. } => {
            stopped(*from, *to, reason)
        }
        Reason::Unresumed { from, reason, .. } => stopped(*from, None, reason),
        Reason::Excluded { from, to, reason, .. } => format!(
            "{}，如果受理的机关或者法院同意，才真的不算；不同意就照算，最好不要等。",
            stopped(*from, *to, reason).trim_end_matches('。')
        ),
        Reason::Extended { span, by, .. } => format!("后来延长了{}（{by}）。", spoken(*span)),
        Reason::RolledOver { from, to, .. } => {
            format!("数到{}正好放假，所以推到放完假第一个上班的日子，{}。", zh_date(*from), zh_date(*to))
        }
        Reason::NotRolledOver { on, .. } => format!("{}虽然是周末，但那天补班，不往后推。", zh_date(*on)),
        Reason::Capped { on, reason, .. } => format!("无论如何不能晚于{}（{reason}）。", zh_date(*on)),
        Reason::Stopped { on } => format!("这件事{}已经办完，不再往下算。", zh_date(*on)),
        Reason::Rule { .. } | Reason::Remark { .. } | Reason::Calendar { .. } => return None,
    };
    Some(text)
}

fn stopped(from: Date, to: Option<Date>, reason: &str) -> String {
    match to.and_then(|to| to.yesterday().ok()).filter(|last| *last >= from) {
        Some(last) => format!("{}没有算进去（{reason}）。", zh_days(from, last)),
        None => format!("{}起停下来不算（{reason}）。", zh_date(from)),
    }
}

fn groups(days: &[LeftOut]) -> String {
    days.iter().map(|group| zh_days(group.from, group.to)).collect::<Vec<_>>().join("、")
}

/// `60天`, `5个工作日（周末和放假不算）`.
fn spoken(span: Span) -> String {
    match span.unit {
        Unit::NaturalDay => format!("{}天，周末和放假的日子也算在内", span.amount),
        Unit::WorkingDay => format!("{}个上班的日子", span.amount),
        Unit::Month | Unit::Year | Unit::Hour => span.to_string(),
    }
}
