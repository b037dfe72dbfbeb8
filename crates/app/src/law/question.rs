//! A question about a last day as it was typed, at whichever door: read here once.

use huajie_law::{
    Code, Refusal,
    clock::ServedBy,
    deadline::{Question, Stop},
    term::CATALOGUE,
    text::{narrow, parse_date, tidy},
};
use jiff::civil::Date;
use strum::IntoEnumIterator;

/// The words of one question. An empty one was not given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed<'a> {
    pub term: &'a str,
    pub from: &'a str,
    pub extend: &'a str,
    pub service: &'a str,
}

pub const FROM_MISSING: Code = Code::new("deadline.from_missing", "请给出起算的日期");
pub const UNREAD_DATE: Code = Code::new("deadline.date_unread", "没有看懂这个日期，请写成 2026-03-05 这样");
pub const UNREAD_SUSPENSION: Code = Code::new(
    "deadline.suspension_unread",
    "没有看懂这段中止，请写成 2026-03-05..2026-04-01：自前一日起中止，自后一日起恢复计算",
);
pub const UNREAD_DAYS: Code = Code::new("deadline.days_unread", "延长的日数应是1至3650的整数");
pub const UNKNOWN_SERVICE: Code = Code::new(
    "deadline.service_unknown",
    "没有这种送达方式；有 direct（直接送达）、left（留置送达）、electronic（电子送达）、entrusted（委托送达）、mail（邮寄送达）、forwarded（转交送达）、public_notice（公告送达）",
);

/// The question, or what was not understood and in which field.
pub fn read<'a>(
    typed: Typed<'_>,
    suspensions: impl IntoIterator<Item = &'a str>,
) -> Result<Question, Refusal> {
    let from = tidy(typed.from);
    if from.is_empty() {
        return Err(Refusal::at(FROM_MISSING, "from"));
    }
    let suspensions = suspensions.into_iter().filter(|text| !tidy(text).is_empty());
    Ok(Question {
        term: id_of(typed.term),
        from: day(&from, "from")?,
        suspensions: suspensions.map(suspension).collect::<Result<_, _>>()?,
        extend_days: days(typed.extend)?,
        service: service(typed.service)?,
    })
}

/// The id of the catalogue that was meant, however its digits and hyphen were typed.
fn id_of(typed: &str) -> String {
    let same = |id: &&'static str| narrow(id) == narrow(typed);
    let found = CATALOGUE.iter().map(|term| term.id).find(same);
    found.map_or_else(|| tidy(typed).to_uppercase(), str::to_owned)
}

fn day(text: &str, field: &str) -> Result<Date, Refusal> {
    parse_date(text).map_err(|_| Refusal::at(UNREAD_DATE, field))
}

/// `A..B`: suspended from A on, counted again from B on; `A..` has not ended.
fn suspension(text: &str) -> Result<Stop, Refusal> {
    let unread = || Refusal::at(UNREAD_SUSPENSION, "suspend");
    let (from, to) = text.split_once("..").ok_or_else(unread)?;
    let end = tidy(to);
    let to = if end.is_empty() { None } else { Some(parse_date(&end).map_err(|_| unread())?) };
    Ok(Stop { from: parse_date(from).map_err(|_| unread())?, to })
}

fn days(text: &str) -> Result<Option<u16>, Refusal> {
    if tidy(text).is_empty() {
        return Ok(None);
    }
    let whole = tidy(text).chars().all(char::is_numeric);
    let days = narrow(text).parse().ok().filter(|_| whole).filter(|days| (1..=3650).contains(days));
    days.map(Some).ok_or_else(|| Refusal::at(UNREAD_DAYS, "extend"))
}

/// By its word or by its Chinese name, with or without 送达.
fn service(text: &str) -> Result<Option<ServedBy>, Refusal> {
    let text = tidy(text);
    if text.is_empty() {
        return Ok(None);
    }
    let named = |way: &ServedBy| {
        let zh = way.zh();
        text == way.to_string() || text == zh || Some(text.as_str()) == zh.strip_suffix("送达")
    };
    ServedBy::iter().find(named).map(Some).ok_or_else(|| Refusal::at(UNKNOWN_SERVICE, "service"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed<'a>(from: &'a str, extend: &'a str, service: &'a str) -> Typed<'a> {
        Typed { term: " ｆｙ－０６ ", from, extend, service }
    }

    #[test]
    fn a_question_reads_as_people_type_it() {
        let question = read(
            typed("２０２６年3月5日", " ３０ ", "公告"),
            ["2026-03-10..2026年3月20日", " ", "2026-04-01.."],
        )
        .expect("it reads");
        assert_eq!(question.term, "FY-06");
        assert_eq!(question.from.to_string(), "2026-03-05");
        assert_eq!((question.extend_days, question.service), (Some(30), Some(ServedBy::PublicNotice)));
        let ends: Vec<_> = question.suspensions.iter().map(|stop| stop.to.map(|to| to.to_string())).collect();
        assert_eq!(ends, [Some("2026-03-20".to_owned()), None]);
    }

    #[test]
    fn every_way_of_service_has_three_names() {
        for way in ServedBy::iter() {
            let (word, zh) = (way.to_string(), way.zh());
            for name in [word.as_str(), zh, zh.strip_suffix("送达").expect("they all end so")] {
                assert_eq!(
                    read(typed("2026-3-5", "", name), []).expect("it reads").service,
                    Some(way),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn what_does_not_read_is_refused_at_its_field() {
        let field = |typed, stops: &[&str]| {
            read(typed, stops.iter().copied()).expect_err("it does not read").field.expect("a field")
        };
        assert_eq!(field(typed("", "", ""), &[]), "from");
        assert_eq!(field(typed("2026-02-30", "", ""), &[]), "from");
        assert_eq!(field(typed("2026-3-5", "0", ""), &[]), "extend");
        assert_eq!(field(typed("2026-3-5", "-1", ""), &[]), "extend");
        assert_eq!(field(typed("2026-3-5", "", "飞鸽"), &[]), "service");
        assert_eq!(field(typed("2026-3-5", "", ""), &["2026-3-5"]), "suspend");
        assert_eq!(field(typed("2026-3-5", "", ""), &["..2026-3-5"]), "suspend");
    }
}
