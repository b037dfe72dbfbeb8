//! What was asked, as pairs of names and typed text: read into the law's question, with what is wrong beside its name.
//!
//! `unknown` is an answer to everything, and so is leaving a name out. An agency is an id or a name of the directory, or a
//! kind of agency by its code or its name.

use huajie_law::{
    Law, OrgId,
    directory::Directory,
    dispute::{ActKind, Told},
    text,
    ways::{self, Agency, AgencyKind, Answer, Attempts, Offices, Question},
};
use jiff::civil::Date;
use std::str::FromStr;
use strum::IntoEnumIterator;

/// The names that are understood, with what they mean (for the API's description).
pub const NAMES: &[(&str, &str)] = &[
    ("act", "行政行为类别的代号，例如 penalty；unknown 是不知道"),
    (
        "circumstance",
        "关键情形 yes、no、unknown：处罚是不是当场作出；自然资源是不是已经依法取得；信息是不是不公开；申请许可、给付、履责是不是一直没有答复；协议是不是对方不履行；赔偿是不是已经决定",
    ),
    ("real_estate", "是不是因房屋、土地等不动产：yes、no、unknown"),
    ("agency", "单位的名称或者编号，或者机关类别的代号，例如 tax；unknown 是不知道"),
    ("made", "作出之日；一直没有答复的，是提出申请之日"),
    ("known", "知道之日"),
    ("told", "是否告知过救济途径和期限：yes、no、partly、unknown"),
    ("tried", "走过的一步，可以有几个：代号，或者“代号:日期”，例如 reconsideration_upheld:2026-10-08"),
    ("on", "算到哪一天，默认今天"),
];

/// What could not be read: the name, and the sentence beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub name: &'static str,
    pub says: String,
}

/// A question as it was understood.
#[derive(Clone, Debug)]
pub struct Asked {
    pub question: Question,
    /// The body of the directory that was named.
    pub agency: Option<OrgId>,
    pub on: Date,
}

/// Names that nobody asked for: a program that misspells one should be told.
pub fn unknown_names(pairs: &[(String, String)]) -> Vec<&str> {
    let known = |name: &str| NAMES.iter().any(|(held, _)| *held == name);
    pairs.iter().map(|(name, _)| name.as_str()).filter(|name| !known(name)).collect()
}

impl Asked {
    pub fn read(
        pairs: &[(String, String)],
        directory: &Directory,
        today: Date,
    ) -> Result<Asked, Vec<Unread>> {
        let first = |name: &str| {
            let found = pairs.iter().find(|(held, _)| held == name).map_or("", |(_, value)| value.as_str());
            text::tidy(found)
        };
        let mut wrong = Vec::new();
        let on = keep(&mut wrong, "on", day(&first("on"))).flatten().unwrap_or(today);
        let steps = pairs.iter().filter(|(name, _)| name == "tried").flat_map(|(_, value)| value.split(','));
        let steps: Vec<&str> = steps.map(str::trim).filter(|step| !is_unknown(step)).collect();
        let tried = Attempts::read(steps, on).map_err(|refusal| refusal.says().to_owned());
        let named = keep(&mut wrong, "agency", agency(&first("agency"), directory)).unwrap_or_default();
        let question = Question {
            act: keep(&mut wrong, "act", choice::<ActKind>(&first("act"), ActKind::choices)).flatten(),
            circumstance: keep(&mut wrong, "circumstance", yes_or_no(&first("circumstance"))).flatten(),
            real_estate: keep(&mut wrong, "real_estate", yes_or_no(&first("real_estate")))
                .flatten()
                .unwrap_or(false),
            agency: named.1,
            made_on: keep(&mut wrong, "made", day(&first("made"))).flatten(),
            known_on: keep(&mut wrong, "known", day(&first("known"))).flatten(),
            told: keep(&mut wrong, "told", choice::<Told>(&first("told"), Told::choices)).flatten(),
            tried: keep(&mut wrong, "tried", tried).unwrap_or_default(),
        };
        if let Err(refusal) = question.check(on) {
            let name = if refusal.field.as_deref() == Some("made") { "made" } else { "known" };
            wrong.push(Unread { name, says: refusal.says().to_owned() });
        }
        if wrong.is_empty() { Ok(Asked { question, agency: named.0, on }) } else { Err(wrong) }
    }

    /// Every way, as the law answers.
    pub fn answer(&self, law: &Law) -> Answer {
        ways::answer(
            &self.question,
            &Offices::of(&law.directory).with_centre(&law.settings.contact),
            &law.calendar,
            self.on,
        )
    }
}

fn keep<T>(wrong: &mut Vec<Unread>, name: &'static str, read: Result<T, String>) -> Option<T> {
    read.map_err(|says| wrong.push(Unread { name, says })).ok()
}

fn is_unknown(typed: &str) -> bool {
    matches!(typed, "" | "unknown" | "不知道")
}

fn day(typed: &str) -> Result<Option<Date>, String> {
    if is_unknown(typed) {
        return Ok(None);
    }
    text::parse_date(typed)
        .map(Some)
        .map_err(|_| format!("这个日期没有看懂：{typed}。请写成“2026年3月5日”这样"))
}

fn yes_or_no(typed: &str) -> Result<Option<bool>, String> {
    match typed {
        "yes" | "是" => Ok(Some(true)),
        "no" | "否" => Ok(Some(false)),
        typed if is_unknown(typed) => Ok(None),
        other => Err(format!("没有看懂：{other}。可以是 yes、no、unknown")),
    }
}

/// By its code or by its name.
fn choice<T: FromStr>(
    typed: &str,
    choices: fn() -> Vec<(String, &'static str)>,
) -> Result<Option<T>, String> {
    if is_unknown(typed) {
        return Ok(None);
    }
    let choices = choices();
    let code = choices.iter().find(|(code, name)| code == typed || *name == typed).map(|(code, _)| code);
    let read = code.and_then(|code| T::from_str(code).ok());
    read.map(Some).ok_or_else(|| {
        let all: Vec<String> = choices.iter().map(|(code, name)| format!("{code}（{name}）")).collect();
        format!("没有这一种：{typed}。可以是：{}", all.join("、"))
    })
}

fn agency(typed: &str, directory: &Directory) -> Result<(Option<OrgId>, Agency), String> {
    if is_unknown(typed) {
        return Ok((None, Agency::default()));
    }
    let body = |(id, body): (&OrgId, _)| (Some(id.clone()), Agency::of(body));
    let acting = || directory.organizations.iter().filter(|(_, body)| body.category.acts_on_citizens());
    if let Some(found) = acting().find(|(id, body)| id.as_str() == typed || body.name == typed) {
        return Ok(body(found));
    }
    if let Some(kind) = AgencyKind::iter().find(|kind| kind.as_str() == typed || kind.name_zh() == typed) {
        return Ok((None, Agency::kind(kind)));
    }
    let close = close_matches(typed, acting().map(|(_, body)| body.name.as_str()));
    let close = match close.is_empty() {
        true => "可以写单位名录里的全称，或者机关类别的代号，例如 department、tax".to_owned(),
        false => format!("是不是：{}", close.join("、")),
    };
    Err(format!("没有找到这个单位：{typed}。{close}"))
}

/// At most five names that share most of what was typed, the closest first.
fn close_matches<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let typed: Vec<char> = typed.chars().collect();
    let shared = |name: &str| typed.iter().filter(|letter| name.contains(**letter)).count();
    let mut close: Vec<(usize, usize, &str)> = names
        .map(|name| (shared(name), name.chars().count(), name))
        .filter(|(shared, ..)| *shared * 2 > typed.len())
        .collect();
    close.sort_by_key(|(shared, length, _)| (std::cmp::Reverse(*shared), *length));
    close.into_iter().take(5).map(|(_, _, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use huajie_law::directory::{Category, Organization};
    use jiff::civil::date;

    fn directory() -> Directory {
        let mut directory = Directory::default();
        for (id, name) in [("o1", "钟祥市市场监督管理局"), ("o2", "钟祥市水利局")] {
            let body = Organization {
                name: name.into(),
                category: Category::Department,
                parent: None,
                division: None,
                vertical: false,
                superior: None,
            };
            directory.organizations.insert(OrgId::from(id), body);
        }
        directory
    }

    fn read(pairs: &[(&str, &str)]) -> Result<Asked, Vec<Unread>> {
        let pairs: Vec<_> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Asked::read(&pairs, &directory(), date(2026, 11, 24))
    }

    #[test]
    fn an_agency_is_found_by_name_by_id_and_by_kind() {
        for typed in ["钟祥市水利局", "o2", "department"] {
            let asked = read(&[("agency", typed)]).expect("reads");
            assert_eq!(asked.question.agency.kind, Some(AgencyKind::Department), "{typed}");
        }
    }

    #[test]
    fn an_agency_that_is_not_there_names_those_that_are_close() {
        let wrong = read(&[("agency", "市场监管局")]).expect_err("not there");
        assert!(wrong[0].says.contains("是不是：钟祥市市场监督管理局"), "{wrong:?}");
    }

    #[test]
    fn unknown_is_an_answer_to_everything() {
        let all: Vec<(&str, &str)> = NAMES.iter().map(|(name, _)| (*name, "unknown")).collect();
        assert_eq!(read(&all).expect("reads").question, Question::default());
    }

    #[test]
    fn everything_that_does_not_read_is_named() {
        let wrong = read(&[("act", "fine"), ("known", "昨天"), ("told", "maybe"), ("tried", "prayed")]);
        let names: Vec<&str> = wrong.expect_err("does not read").iter().map(|unread| unread.name).collect();
        assert_eq!(names, ["act", "known", "told", "tried"]);
        assert_eq!(unknown_names(&[("acts".into(), "penalty".into())]), ["acts"]);
    }
}
