//! How a hearing went, who stayed away from it, and how late an application was passed on. For the page of a reconsideration.

use crate::{desk::told::moment, ui::parts::Fact, words};
use huajie_law::{
    Law,
    calendar::zh_date,
    reconsideration::{Hearing, Reconsideration},
};

/// Each who stayed away waives for itself (51条2款); of the agency's head it is said which half is missing (51条3款).
pub(super) fn told(hearing: &Hearing, held: &Reconsideration, law: &Law) -> Fact {
    let how = match (&hearing.record, &hearing.cancelled) {
        (Some(record), _) => match record.head.lacking_zh() {
            None => "已经举行".to_owned(),
            Some(lacking) => {
                format!("已经举行；被申请人负责人没有参加，{lacking}（《行政复议法》51条3款）")
            }
        },
        (None, Some(reason)) => format!("已取消：{reason}"),
        (None, None) => "还没有举行".to_owned(),
    };
    let on = hearing.plan.starts_at.date();
    let waiving: Vec<_> =
        held.waiving(hearing).into_iter().map(|side| held.label_on(side, on, law)).collect();
    let waived = match waiving.is_empty() {
        true => String::new(),
        false => format!(
            "；{}没有到场，也没有说明理由，视为放弃自己的听证权利（《行政复议法》51条2款）",
            waiving.join("、")
        ),
    };
    let at = moment(hearing.plan.starts_at);
    let mut lines = vec![format!("{at}，{}，{how}{waived}", hearing.plan.place)];
    if let Some(record) = hearing.record.as_ref().filter(|record| !record.minutes.is_empty()) {
        let present = record.present.iter().map(|side| held.label_on(side, on, law));
        let present: Vec<&str> = present.collect();
        lines.extend((!present.is_empty()).then(|| format!("到场：{}", present.join("、"))));
        lines.push(format!("笔录：{}", record.minutes));
    }
    Fact::new("听证", lines.join("\n"))
}

/// 32条2款: what the penalising agency did late, once it has done it.
pub(super) fn forwarded(held: &Reconsideration, law: &Law) -> Option<Fact> {
    let (due, on) = held.forwarded_late(law)?;
    let late = words::days_between(due, on?);
    let text = format!("{}才转送，应当在{}前转送，逾期 {late} 天", zh_date(on?), zh_date(due));
    Some(Fact::new("处罚机关转送", text).note("《行政复议法》32条2款"))
}
