//! The catalogue of periods as the doors show it: one entry per regime, in the order of the rules.

use huajie_law::{
    Kind,
    term::{self, CATALOGUE, Direction, Term, Unit},
    text::narrow,
};
use jiff::civil::Date;
use serde::Serialize;

/// One regime of one period; the shape of the API and of `huajie law list --json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Entry {
    pub id: &'static str,
    pub name: &'static str,
    pub amount: u16,
    /// `working_day`, `natural_day`, `month`, `year`, `hour`.
    pub unit: String,
    /// `forward`, or `backward`: so long before the event.
    pub direction: &'static str,
    /// 起算点
    pub start_event: &'static str,
    /// 末日顺延
    pub roll_over: bool,
    pub extension: Option<Extension>,
    pub article: &'static str,
    /// false: a setting of the city, not a statutory period.
    pub verified: bool,
    #[schemars(with = "Option<String>")]
    pub valid_from: Option<Date>,
    #[schemars(with = "Option<String>")]
    pub valid_to: Option<Date>,
    pub note: &'static str,
}

/// 延长
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Extension {
    pub by: &'static str,
    /// None: no limit is laid down.
    pub at_most_amount: Option<u16>,
    pub at_most_unit: Option<String>,
}

impl From<&Term> for Entry {
    fn from(term: &Term) -> Entry {
        Entry {
            id: term.id,
            name: term.name,
            amount: term.amount,
            unit: term.unit.to_string(),
            direction: match term.direction {
                Direction::Forward => "forward",
                Direction::Backward => "backward",
            },
            start_event: term.start_event,
            roll_over: term.roll_over,
            extension: term.extension.map(|extension| Extension {
                by: extension.by,
                at_most_amount: extension.at_most.map(|most| most.amount),
                at_most_unit: extension.at_most.map(|most| most.unit.to_string()),
            }),
            article: term.article,
            verified: term.verified,
            valid_from: term.valid_from,
            valid_to: term.valid_to,
            note: term.note,
        }
    }
}

/// The entries asked for.
pub fn entries(only_unverified: bool) -> Vec<Entry> {
    CATALOGUE.iter().filter(|term| !only_unverified || !term.verified).map(Entry::from).collect()
}

/// `5个工作日`, `之前3日`.
pub fn length_zh(term: &Term) -> String {
    match term.direction {
        Direction::Forward => term.span().to_string(),
        Direction::Backward => format!("之前{}", term.span()),
    }
}

/// What becomes of a last day off.
pub fn roll_over_zh(term: &Term) -> &'static str {
    match (term.direction, term.unit, term.roll_over) {
        (Direction::Backward, ..) => "往前数，不顺延",
        (_, Unit::WorkingDay, _) => "只数工作日",
        (_, _, true) => "末日放假的顺延",
        (_, _, false) => "末日放假也不顺延",
    }
}

pub fn extension_zh(term: &Term) -> String {
    match term.extension {
        None => "不能延长".to_owned(),
        Some(extension) => match extension.at_most {
            Some(most) => format!("{}，最多延长{most}", extension.by),
            None => extension.by.to_owned(),
        },
    }
}

/// Said of everything whose article was not read in an official text.
pub const UNVERIFIED: &str = "未核实，仅为设置";

/// One line of `huajie law list`.
pub fn line(term: &Term) -> String {
    let verified = if term.verified { "已核实" } else { UNVERIFIED };
    format!(
        "{} {}：{}{}，{}，{}。{}。{}。{verified}。",
        term.id,
        term.name,
        term.start_event,
        length_zh(term),
        roll_over_zh(term),
        extension_zh(term),
        term.article,
        huajie_law::deadline::validity_zh(term),
    )
}

/// The statute, interpretation or rule that an article belongs to: `《行政复议法》`, `法释〔2018〕1号`.
pub fn statute(article: &str) -> &str {
    let through = |mark: char| article.find(mark).map(|at| &article[..at + mark.len_utf8()]);
    let titled = if article.starts_with('《') { through('》') } else { through('号') };
    titled.unwrap_or_else(|| article.split('（').next().unwrap_or(article))
}

/// Whether everything that was typed stands in the entry; nothing typed is everything.
pub fn matches(term: &Term, typed: &str) -> bool {
    let held = format!(
        "{} {} {} {} {} {} {}",
        term.id,
        term.name,
        term.start_event,
        term.article,
        term.note,
        length_zh(term),
        if term.verified { "已核实" } else { UNVERIFIED },
    );
    let plain = |text: &str| narrow(&text.replace(['《', '》'], ""));
    let held = plain(&held);
    typed.split_whitespace().all(|word| held.contains(&plain(word)))
}

/// 用在哪里: the rooms of the law that count by this period; nothing where it is only read.
pub fn used_in(term: &Term) -> Option<String> {
    let rooms = term::used_in(term).into_iter().filter(|used| used.door == "law");
    let named: Vec<&str> = rooms.map(|used| room_zh(used.room)).collect();
    (!named.is_empty()).then(|| named.join("、"))
}

fn room_zh(room: &'static str) -> &'static str {
    match (room, room.parse::<Kind>()) {
        ("remedy", _) => "每件争议的起诉期限和复议申请期限",
        ("ways", _) => "救济途径指引",
        (_, Ok(kind)) => kind.name_zh(),
        (other, Err(_)) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_belongs_to_its_statute() {
        for (article, whole) in [
            ("《行政复议法》第30条第1款", "《行政复议法》"),
            ("《行政复议法》第51条第1款、《行政复议普通程序听证办法》第4条", "《行政复议法》"),
            ("法释〔2018〕1号第66条", "法释〔2018〕1号"),
            ("钟优化办文〔2024〕8号二（五）4", "钟优化办文〔2024〕8号"),
            ("国办发〔2018〕115号（时限待核）", "国办发〔2018〕115号"),
            ("国家法律无统一规定（默认值，待市司法局确认）", "国家法律无统一规定"),
        ] {
            assert_eq!(statute(article), whole, "{article}");
        }
    }

    #[test]
    fn a_term_is_found_by_what_a_person_would_type() {
        let found = |typed: &str| -> Vec<&str> {
            CATALOGUE.iter().filter(|term| matches(term, typed)).map(|term| term.id).collect()
        };
        assert_eq!(found("").len(), CATALOGUE.len());
        assert_eq!(found("fy-06"), ["FY-06"; 2], "since 2024, and before");
        assert!(found("行政诉讼法 第46条").contains(&"XS-01"));
        assert!(found("《行政诉讼法》第46条").contains(&"XS-01"));
        assert!(found("未核实").iter().all(|id| CATALOGUE.iter().any(|t| t.id == *id && !t.verified)));
        assert!(found("没有这样的期限").is_empty());
    }

    #[test]
    fn a_period_says_where_it_is_used_in_chinese_or_not_at_all() {
        let used: Vec<String> = CATALOGUE.iter().filter_map(used_in).collect();
        assert!(used.len() > 20, "{used:?}");
        assert!(used.iter().all(|said| !said.contains(|c: char| c.is_ascii_alphabetic())), "{used:?}");
        let visit = CATALOGUE.iter().find(|term| term.name == "案后回访").expect("stands in the catalogue");
        assert_eq!(used_in(visit).as_deref(), Some("案后回访"));
        assert!(CATALOGUE.iter().any(|term| used_in(term).is_none()), "many are only read");
    }
}
