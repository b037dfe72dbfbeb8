//! The dates of a file for somebody's own calendar (RFC 5545): last days as whole days, talks at their hour.
//!
//! What a reader may not see is not in it, and no name of a citizen is: number, matter and period only. Called by the
//! file page of the desk and by the citizen's own page.

use crate::{
    dispute::progress::days::{is_own, left},
    office::Office,
    words,
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use huajie_law::{
    Actor, AnyMatter, File, MatterId,
    dispute::without_names,
    mediation::{Mediation, Session},
    mirrored::NextRemedy,
    now::SHANGHAI,
    performance::Performance,
};
use huajie_ledger::{Fault, read::ClockRow};
use jiff::{Timestamp, civil::Date};

/// No line is longer, its end not counted; counted in octets (RFC 5545, 3.1).
const LONGEST_LINE_BYTES: usize = 75;
/// Nine in the morning of the day before: nobody is woken at midnight by a whole day.
const REMIND_DAY: &str = "-PT15H";
const REMIND_HOUR: &str = "-PT2H";

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Day(Date),
    At(Timestamp),
}

/// One date as a calendar shows it.
struct Dated {
    /// The same for the same clock or talk for ever, so that a second import moves it instead of doubling it.
    uid: String,
    when: When,
    summary: String,
    description: String,
    place: Option<String>,
}

impl Office {
    /// Everything with a day that this reader sees in a dispute's files.
    pub async fn agenda(
        &self,
        dispute: &MatterId,
        visible: &[File],
        actor: &Actor,
        page: &str,
    ) -> Result<Response, Fault> {
        let law = self.law();
        let root = visible.iter().find(|file| file.id == *dispute).and_then(|file| file.matter.as_ref());
        let number = root.and_then(|matter| matter.outline(dispute, &law).facets.number).unwrap_or_default();
        let url = format!("{}{page}", self.config.public_url);
        let clocks = words::days_known_to(self.ledger.clocks_on(dispute).await?, visible, actor, &law);
        // When the house looks in on a citizen is no day for the citizen to keep.
        let kept =
            |file: &File| actor.standing.is_none() || !matches!(file.matter, Some(AnyMatter::FollowUp(_)));
        let own = actor.standing.as_ref().map(|standing| standing.party.as_str());
        let minded = |file: &File, row: &ClockRow| {
            kept(file) && file.matter.as_ref().is_none_or(|matter| is_own(&row.name, matter, own))
        };
        let shown =
            clocks.iter().filter(|row| visible.iter().any(|file| file.id == row.matter && minded(file, row)));
        let words = |row: &ClockRow| match actor.standing {
            Some(_) => words::own_title(&row.title),
            None => without_names(&row.title).to_owned(),
        };
        let mut dates: Vec<Dated> = shown.filter_map(|row| of_clock(row, &words(row), &number)).collect();
        for file in visible {
            match &file.matter {
                Some(AnyMatter::Mediation(held)) if !held.as_of(&law, self.now().today).is_over() => {
                    dates.extend(talks(file, held, actor, &number))
                }
                Some(AnyMatter::Performance(held)) => dates.extend(promised(file, held, &number)),
                Some(ended) if actor.standing.is_some() => {
                    dates.extend(left(ended, own, &law).iter().filter_map(|way| of_way(file, way, &number)));
                }
                _ => {}
            }
        }
        let text = written(&dates, &url, self.now().at);
        let headers = [
            (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
            (header::CONTENT_DISPOSITION, "attachment; filename=\"dates.ics\""),
        ];
        Ok((headers, text).into_response())
    }
}

/// A period that runs; suspended, stopped or over before it came here, there is no day to keep.
fn of_clock(row: &ClockRow, title: &str, number: &str) -> Option<Dated> {
    let due = row.due_on.filter(|_| row.state == "running")?;
    let provisional = if row.provisional { "（暂定）" } else { "" };
    let last = if title.contains("最后一天") { "" } else { "最后一天" };
    let mut lines = row.reasons.clone();
    lines.push("日子可能因中止、延长或者放假安排变动，以系统页面为准。".to_owned());
    Some(Dated {
        uid: format!("{}-{}@huajie", row.matter, row.name),
        when: When::Day(due),
        summary: format!("{title}{last}{provisional} {number}"),
        description: lines.join("\n"),
        place: None,
    })
}

/// What can still be asked for after a proceeding elsewhere has ended.
fn of_way(file: &File, way: &NextRemedy, number: &str) -> Option<Dated> {
    let due = way.due.as_ref()?;
    Some(Dated {
        uid: match way.performed_by {
            Some(on) => format!("{}-{}-{on}@huajie", file.id, way.what),
            None => format!("{}-{}@huajie", file.id, way.what),
        },
        when: When::Day(due.on?),
        summary: format!("{} {number}", way.title_zh()),
        description: due.lines().join("\n"),
        place: None,
    })
}

/// Talks to come that this reader knows of.
fn talks(file: &File, held: &Mediation, actor: &Actor, number: &str) -> Vec<Dated> {
    let of_session = |session: &Session| {
        let at = SHANGHAI.to_timestamp(session.starts_at).ok()?;
        Some(Dated {
            uid: format!("{}-session-{}@huajie", file.id, session.key),
            when: When::At(at),
            summary: format!("调解会谈 {number}"),
            description: "带上身份证件和有关材料的原件。".to_owned(),
            place: Some(session.place.clone().unwrap_or_else(|| "视频".to_owned())),
        })
    };
    let seen = held.visible(actor).file;
    seen.sessions.iter().filter(|session| session.is_open()).filter_map(of_session).collect()
}

/// What is still to be done under the agreement; the words of it may name people and stay on the page.
fn promised<'a>(file: &File, held: &'a Performance, number: &str) -> impl Iterator<Item = Dated> + 'a {
    let (id, number) = (file.id.clone(), number.to_owned());
    held.open_lines().map(move |line| Dated {
        uid: format!("{id}-{}@huajie", line.key),
        when: When::Day(line.obligation.due_on),
        summary: format!("协议约定的履行日期 {number}"),
        description: "要做什么，见系统页面。".to_owned(),
        place: None,
    })
}

/// The whole file: folded lines that end in CR LF.
fn written(dates: &[Dated], url: &str, stamped_at: Timestamp) -> String {
    let stamp = utc(stamped_at);
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//huajie//{}//ZH", env!("CARGO_PKG_VERSION")),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
    ];
    for date in dates {
        lines.extend(["BEGIN:VEVENT".to_owned(), format!("UID:{}", date.uid), format!("DTSTAMP:{stamp}")]);
        let remind = match date.when {
            When::Day(on) => {
                let after = on.tomorrow().unwrap_or(on);
                lines.push(format!("DTSTART;VALUE=DATE:{}", basic(on)));
                lines.push(format!("DTEND;VALUE=DATE:{}", basic(after)));
                // A day to keep does not make anybody busy.
                lines.push("TRANSP:TRANSPARENT".to_owned());
                REMIND_DAY
            }
            When::At(at) => {
                lines.push(format!("DTSTART:{}", utc(at)));
                REMIND_HOUR
            }
        };
        let summary = escaped(&date.summary);
        lines.push(format!("SUMMARY:{summary}"));
        lines.push(format!("DESCRIPTION:{}", escaped(&date.description)));
        lines.extend(date.place.as_ref().map(|place| format!("LOCATION:{}", escaped(place))));
        lines.push(format!("URL:{url}"));
        lines.extend(["BEGIN:VALARM".to_owned(), "ACTION:DISPLAY".to_owned(), format!("TRIGGER:{remind}")]);
        lines.push(format!("DESCRIPTION:{summary}"));
        lines.extend(["END:VALARM".to_owned(), "END:VEVENT".to_owned()]);
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// `20260401`
fn basic(on: Date) -> String {
    format!("{:04}{:02}{:02}", on.year(), on.month(), on.day())
}

/// `20260401T013000Z`
fn utc(at: Timestamp) -> String {
    let at = jiff::tz::Offset::UTC.to_datetime(at);
    format!("{}T{:02}{:02}{:02}Z", basic(at.date()), at.hour(), at.minute(), at.second())
}

/// 3.3.11: backslash, semicolon, comma and the end of a line; no other control characters stand in a text.
fn escaped(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => told.extend(['\\', c]),
            '\n' => told.push_str("\\n"),
            c if c.is_control() => {}
            c => told.push(c),
        }
    }
    told
}

/// Cut into lines of at most 75 octets, never inside a character; the space that opens each next line counts.
fn folded(line: &str) -> String {
    let mut told = String::with_capacity(line.len() + line.len() / 25 + 2);
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LONGEST_LINE_BYTES {
            told.push_str("\r\n ");
            octets = 1;
        }
        told.push(c);
        octets += c.len_utf8();
    }
    told.push_str("\r\n");
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn clock(title: &str) -> ClockRow {
        ClockRow {
            matter: "d1.mediation1".into(),
            name: "mediation_period".into(),
            title: title.into(),
            term: "TJ-09".into(),
            started_on: date(2026, 3, 2),
            due_on: Some(date(2026, 12, 31)),
            provisional: false,
            state: "running".into(),
            short: String::new(),
            reasons: vec!["依据：第27条, 第1款; \\".into(), "起算：2026年3月2日".repeat(12)],
        }
    }

    fn told(row: &ClockRow) -> String {
        let dates: Vec<Dated> = of_clock(row, &row.title, "钟行争〔2026〕1号").into_iter().collect();
        written(&dates, "https://example.test/my", "2026-11-24T01:02:03Z".parse().expect("an instant"))
    }

    /// As a calendar reads it: folded lines made whole again.
    fn unfolded(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_unfolding_gives_back_every_character() {
        for title in ["调解期限", "a", "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷"]
        {
            let text = told(&clock(title));
            assert!(text.ends_with("END:VCALENDAR\r\n"));
            assert!(
                text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])),
                "{text}"
            );
            let summary = format!("SUMMARY:{title}最后一天 钟行争〔2026〕1号");
            assert!(unfolded(&text).contains(&summary), "{text}");
        }
        // Exactly 75 octets stay on one line; one more does not.
        assert_eq!(folded(&"x".repeat(75)).matches("\r\n").count(), 1);
        assert_eq!(folded(&"x".repeat(76)), format!("{}\r\n x\r\n", "x".repeat(75)));
    }

    #[test]
    fn what_means_something_to_the_format_is_escaped() {
        let lines = unfolded(&told(&clock("期限")));
        let description =
            lines.iter().find(|line| line.starts_with("DESCRIPTION:依据")).expect("a description");
        assert!(description.contains("第27条\\, 第1款\\; \\\\\\n起算"), "{description}");
        assert_eq!(escaped("a\r\nb\u{7}\tc"), "a\\nbc");
    }

    #[test]
    fn a_last_day_is_a_whole_day_with_the_office_s_stamp_and_the_same_name_each_time() {
        let lines = unfolded(&told(&clock("期限")));
        for line in [
            "UID:d1.mediation1-mediation_period@huajie",
            "DTSTAMP:20261124T010203Z",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "TRIGGER:-PT15H",
        ] {
            assert!(lines.iter().any(|held| held == line), "{line} is not among {lines:?}");
        }
    }

    #[test]
    fn what_has_no_day_to_keep_is_left_out() {
        for (state, due_on) in [("suspended", None), ("stopped", None), ("lapsed", Some(date(2026, 3, 5)))] {
            let row = ClockRow { state: state.into(), due_on, ..clock("期限") };
            assert!(!told(&row).contains("VEVENT"), "{state}");
        }
    }
}
