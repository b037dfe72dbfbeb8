//! Golden tables: what the law of this crate says, printed as text that a lawyer can review, in `tables/*.txt`.
//! A test prints again and compares. After a change that is meant: `UPDATE_TABLES=1 cargo test -p huajie-law`, then read
//! the diff. Only tests live here.

use std::{fmt::Write as _, fs, path::Path};

use jiff::civil::{Date, date};

use crate::{
    calendar::{Calendar, DayKind, Span, Strictness, Unit, zh_date_weekday, zh_days},
    clock::{Clock, Due},
    remedy::{Contested, Exclusion, Facts, Remedies, Told, mediation_cap},
    term::{self, Direction, Term},
};

/// Compares with `tables/<name>.txt`, or writes it when asked to.
pub(crate) fn assert_table(name: &str, printed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tables").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_TABLES").is_some() {
        fs::write(&path, printed).expect("the source tree is writable where tables are updated");
    }
    let reviewed = fs::read_to_string(&path).unwrap_or_default();
    let differs = reviewed.lines().zip(printed.lines()).enumerate().find(|(_, (old, new))| old != new);
    if let Some((index, (old, new))) = differs {
        panic!("tables/{name}.txt line {}:\n- {old}\n+ {new}\nUPDATE_TABLES=1 writes it anew", index + 1);
    }
    assert_eq!(reviewed.lines().count(), printed.lines().count(), "tables/{name}.txt has another length");
}

fn calendar() -> &'static Calendar {
    Calendar::builtin_ref()
}

fn term(id: &str, event_on: Date) -> &'static Term {
    term::find_on(id, event_on).or_else(|| term::find(id)).expect("the tables name terms of the catalogue")
}

/// A case: what it shows, the term, the day of the event, and the last day as reckoned by hand.
type Case = (&'static str, &'static str, Date, Date);

fn due(id: &str, event_on: Date) -> Due {
    let term = term(id, event_on);
    match term.direction {
        Direction::Forward => Clock::start(term, event_on).due(calendar()),
        Direction::Backward => Due::before(term, event_on, calendar()),
    }
}

/// Known answers, reckoned independently of this program.
fn known() -> Vec<Case> {
    vec![
        ("G01 国庆前收到申请，调休的周六计入", "FY-06", date(2026, 9, 28), date(2026, 10, 10)),
        ("G02 第60日在国庆假期内，只顺延末日", "FY-29.1", date(2026, 8, 3), date(2026, 10, 8)),
        ("G03 没有31日，月末为末日；周六上班，不顺延", "XS-01", date(2025, 8, 31), date(2026, 2, 28)),
        ("G07 2024年除夕上班，计一日", "FY-17.2", date(2024, 2, 8), date(2024, 2, 21)),
        ("G09 末日是普通周一，不顺延", "FY-01", date(2026, 7, 23), date(2026, 9, 21)),
        ("G13 两个月到期在2月末", "XS-37", date(2025, 12, 31), date(2026, 2, 28)),
        ("G15 听证前净空五个工作日", "FY-22", date(2026, 10, 12), date(2026, 9, 28)),
        ("G16 诉讼的七日是自然日", "XS-15", date(2026, 2, 10), date(2026, 2, 24)),
        ("G17 复议的七日是工作日（同一起点）", "FY-15", date(2026, 2, 10), date(2026, 2, 26)),
    ]
}

/// Pairs on both sides of an edge.
fn boundaries() -> Vec<Case> {
    vec![
        ("末日恰在国庆前一日", "FY-29.1", date(2026, 8, 1), date(2026, 9, 30)),
        ("晚一日起算，末日入国庆，顺延到节后", "FY-29.1", date(2026, 8, 2), date(2026, 10, 8)),
        ("末日是国庆最后一日，顺延一日", "FY-29.1", date(2026, 8, 8), date(2026, 10, 8)),
        ("末日恰为节后第一日", "FY-29.1", date(2026, 8, 9), date(2026, 10, 8)),
        ("再晚一日", "FY-29.1", date(2026, 8, 10), date(2026, 10, 9)),
        ("末日是上班的周六", "TJ-09", date(2026, 1, 29), date(2026, 2, 28)),
        ("末日是普通的周日", "TJ-09", date(2026, 1, 30), date(2026, 3, 2)),
        ("末日是普通的周六", "TJ-09", date(2026, 2, 5), date(2026, 3, 9)),
        ("调休上班的周日", "XS-04", date(2026, 9, 5), date(2026, 9, 20)),
        ("前一日是普通周六，顺延到上班的周日", "XS-04", date(2026, 9, 4), date(2026, 9, 20)),
        ("周五起算五个工作日", "FY-06", date(2026, 3, 6), date(2026, 3, 13)),
        ("周六收到，周一为第一日", "FY-06", date(2026, 3, 7), date(2026, 3, 13)),
        ("周一收到，周二为第一日", "FY-06", date(2026, 3, 9), date(2026, 3, 16)),
        ("信访不顺延：末日是周日", "XF-01", date(2026, 3, 7), date(2026, 3, 22)),
        ("诉讼同一天：顺延到周一", "XS-04", date(2026, 3, 7), date(2026, 3, 23)),
        ("年末起算，入未公布的年份，暂定", "RM-04", date(2026, 12, 2), date(2027, 1, 4)),
        ("年末起算，末日仍在本年", "RM-04", date(2026, 12, 1), date(2026, 12, 31)),
        ("开庭前净空三日", "XS-29", date(2026, 3, 12), date(2026, 3, 8)),
        ("开庭在节后，倒推不顺延", "XS-29", date(2026, 10, 9), date(2026, 10, 5)),
        ("移送签收三个工作日，跨国庆，调休的周六计入", "ZX-10.9", date(2026, 9, 30), date(2026, 10, 10)),
        ("早一日移送，国庆前还有一日", "ZX-10.9", date(2026, 9, 29), date(2026, 10, 9)),
        ("回访三十日", "ZZ-HF", date(2026, 1, 16), date(2026, 2, 24)),
    ]
}

fn month_ends() -> Vec<Case> {
    vec![
        ("8月28日起六个月", "XS-01", date(2025, 8, 28), date(2026, 2, 28)),
        ("8月29日起六个月", "XS-01", date(2025, 8, 29), date(2026, 2, 28)),
        ("8月30日起六个月", "XS-01", date(2025, 8, 30), date(2026, 2, 28)),
        ("9月1日起六个月，末日周日", "XS-01", date(2025, 9, 1), date(2026, 3, 2)),
        ("8月31日起六个月，2025年2月28日是周五", "XS-01", date(2024, 8, 31), date(2025, 2, 28)),
        ("8月31日起六个月，闰年", "XS-01", date(2023, 8, 31), date(2024, 2, 29)),
        ("12月31日起两个月，闰年", "XS-07.1", date(2023, 12, 31), date(2024, 2, 29)),
        ("1月31日起三个月", "XS-34.1", date(2026, 1, 31), date(2026, 4, 30)),
        ("11月30日起三个月，暂定", "XS-34.1", date(2026, 11, 30), date(2027, 3, 1)),
        ("闰日起一年", "XS-03", date(2024, 2, 29), date(2025, 2, 28)),
        ("3月31日起六个月，末日周三", "XS-01", date(2026, 3, 31), date(2026, 9, 30)),
        ("申请再审，2月28日是上班的周六", "XS-42.1", date(2025, 8, 31), date(2026, 2, 28)),
        ("申请再审，晚一日起算", "XS-42.1", date(2025, 9, 1), date(2026, 3, 2)),
        ("审查再审申请，末日周三", "XS-42.2", date(2026, 3, 31), date(2026, 9, 30)),
        ("审查再审申请，末日国庆", "XS-42.2", date(2026, 4, 1), date(2026, 10, 8)),
        ("4月1日起六个月，末日国庆", "XS-01", date(2026, 4, 1), date(2026, 10, 8)),
    ]
}

fn spring_festivals() -> Vec<Case> {
    vec![
        ("2024 五个工作日", "FY-06", date(2024, 2, 8), date(2024, 2, 21)),
        ("2024 十五日，末日入春节", "XS-04", date(2024, 1, 30), date(2024, 2, 18)),
        ("2024 十五日，末日除夕（上班）", "XS-04", date(2024, 1, 25), date(2024, 2, 9)),
        ("2025 五个工作日", "FY-06", date(2025, 1, 24), date(2025, 2, 7)),
        ("2025 十五日，末日入春节", "XS-04", date(2025, 1, 15), date(2025, 2, 5)),
        ("2025 十五日，末日除夕（放假）", "XS-04", date(2025, 1, 13), date(2025, 2, 5)),
        ("2026 五个工作日", "FY-06", date(2026, 2, 12), date(2026, 2, 26)),
        ("2026 十五日，末日入春节", "XS-04", date(2026, 2, 2), date(2026, 2, 24)),
        ("2026 十五日，末日除夕（放假）", "XS-04", date(2026, 2, 1), date(2026, 2, 24)),
    ]
}

fn sections() -> [(&'static str, Vec<Case>); 4] {
    [("已知答案", known()), ("边界", boundaries()), ("月末", month_ends()), ("三个春节", spring_festivals())]
}

#[test]
fn every_last_day_is_as_reckoned_by_hand() {
    for (what, id, event_on, last_on) in sections().into_iter().flat_map(|(_, cases)| cases) {
        assert_eq!(due(id, event_on).on, Some(last_on), "{what}");
    }
}

#[test]
fn deadlines_read_as_reviewed() {
    let mut text = String::from("期限用例：规则，起算日，末日；其下是系统给出的理由。\n");
    for (title, cases) in sections() {
        let _ = writeln!(text, "\n== {title} ==");
        for (what, id, event_on, _) in cases {
            let due = due(id, event_on);
            let last = due.on.map(zh_date_weekday).unwrap_or_default();
            let provisional = if due.provisional { "（暂定）" } else { "" };
            let _ = writeln!(text, "\n{what}\n  {id} {} → {last}{provisional}", zh_date_weekday(event_on));
            let reasons = if title == "已知答案" { due.lines() } else { telling(&due) };
            for line in reasons {
                let _ = writeln!(text, "    {line}");
            }
        }
    }
    moved(&mut text);
    assert_table("deadlines", &text);
}

/// Without the lines that every case has.
fn telling(due: &Due) -> Vec<String> {
    due.lines()
        .into_iter()
        .filter(|line| {
            !["依据：", "起算：", "日历版本：内置2015—2026。"].iter().any(|head| line.starts_with(head))
        })
        .collect()
}

/// Clocks that were suspended, extended and bounded.
fn moved(text: &mut String) {
    let mut suspended = Clock::start(&term::RECONSIDERATION_DECISION, date(2026, 3, 2));
    suspended.suspend(date(2026, 4, 1), "依法调解，申请人和被申请人同意中止", "行政复议中止通知书");
    let mut resumed = suspended.clone();
    resumed.resume(date(2026, 4, 21));
    let mut extended = resumed.clone();
    extended.extend(Span::days(30), "复议机构负责人批准", date(2026, 5, 15), "情况复杂");
    let mut capped = Clock::start(&term::MEDIATION_BEFORE_TRIAL, date(2026, 3, 2));
    capped.extend(Span::days(30), "双方当事人同意", date(2026, 3, 30), "尚在核算补偿款");
    capped.cap(date(2026, 4, 21), "不得越过保守行政复议申请期限（2026年5月6日）前15日");
    let mut stopped = Clock::start(&term::CENTRE_SCREENING, date(2026, 3, 2));
    stopped.stop(date(2026, 3, 4));
    text.push_str("\n== 中止、延长、最迟日 ==\n");
    for (what, clock) in [
        ("中止未恢复：没有末日", suspended),
        ("中止二十日后恢复：末日后移二十日，再顺延", resumed),
        ("再延长三十日", extended),
        ("延长不得越过最迟日", capped),
        ("本市设定的期限，已完成", stopped),
    ] {
        let due = clock.due(calendar());
        let _ = writeln!(text, "\n{what}\n  {}", due.short);
        for line in due.lines() {
            let _ = writeln!(text, "    {line}");
        }
        for (rung, on) in clock.rungs(calendar()) {
            let _ = writeln!(text, "    提醒：{} {}", zh_date_weekday(on), rung.zh());
        }
    }
}

#[test]
fn the_calendar_reads_as_reviewed() {
    let calendar = calendar();
    let mut text = format!("日历版本：{}\n", calendar.version());
    for year in calendar.years() {
        let (start, end) = (date(year.year - 1, 12, 31), date(year.year, 12, 31));
        let working = calendar.measure(start, end, Unit::WorkingDay);
        let _ = writeln!(text, "\n== {}年（{}）工作日{working}天 ==", year.year, year.number);
        let mut on = date(year.year, 1, 1);
        while on <= end {
            let (kind, from) = (calendar.day_kind(on), on);
            let name = calendar.day_name(on);
            while on < end
                && calendar.day_kind(on.tomorrow().unwrap()) == kind
                && calendar.day_name(on.tomorrow().unwrap()) == name
            {
                on = on.tomorrow().unwrap();
            }
            if matches!(kind, Ok(DayKind::Holiday | DayKind::WorkedWeekend)) {
                let _ = writeln!(text, "  {} {}", zh_days(from, on), name.unwrap_or_default());
            }
            on = on.tomorrow().unwrap();
        }
        let _ = writeln!(text, "  每月工作日：{}", months(year.year).join(" "));
    }
    text.push_str("\n== 倒推（净空 / 宽松） ==\n");
    for (event_on, span) in [
        (date(2026, 10, 12), Span::working_days(5)),
        (date(2026, 2, 25), Span::working_days(5)),
        (date(2026, 3, 12), Span::days(3)),
        (date(2026, 10, 9), Span::days(3)),
    ] {
        let clear = zh_date_weekday(calendar.before(event_on, span, Strictness::Clear).on);
        let lenient = zh_date_weekday(calendar.before(event_on, span, Strictness::Lenient).on);
        let _ = writeln!(text, "  {}前{span}：{clear} / {lenient}", zh_date_weekday(event_on));
    }
    assert_table("calendar", &text);
}

fn months(year: i16) -> Vec<String> {
    (1..=12)
        .map(|month| {
            let first = date(year, month, 1);
            let count =
                calendar().measure(first.yesterday().unwrap(), first.last_of_month(), Unit::WorkingDay);
            count.to_string()
        })
        .collect()
}

#[test]
fn the_catalogue_of_terms_reads_as_reviewed() {
    let mut text = String::from("期限目录：编号 名称 期限 起算 末日 延长 依据 核实\n\n");
    for term in term::CATALOGUE {
        let back = if term.direction == Direction::Backward { "之前" } else { "" };
        let last = match (term.direction, term.unit, term.roll_over) {
            (Direction::Backward, ..) => "倒推",
            (_, Unit::WorkingDay, _) => "只数工作日",
            (_, _, true) => "末日顺延",
            (_, _, false) => "不顺延",
        };
        let _ = write!(text, "{} {}：{}{back}{}，{last}", term.id, term.name, term.start_event, term.span());
        if let Some(extension) = term.extension {
            let most = extension.at_most.map_or_else(String::new, |span| format!("，最多{span}"));
            let _ = write!(text, "，可延长（{}{most}）", extension.by);
        }
        let _ = write!(text, "。{}", term.article);
        for (label, day) in [("自", term.valid_from), ("至", term.valid_to)] {
            let _ = write!(text, "{}", day.map_or_else(String::new, |day| format!("，{label}{day}")));
        }
        text.push_str(if term.verified { "。\n" } else { "。【本市设定，未核实】\n" });
    }
    assert_table("terms", &text);
}

#[test]
fn both_dates_of_each_remedy_read_as_reviewed() {
    let plain = Facts {
        contested: Contested::Act,
        made_on: date(2026, 3, 2),
        known_on: date(2026, 3, 5),
        told: Told::Yes,
        learned_on: None,
        real_estate: false,
        perform_by: None,
        exclusions: Vec::new(),
    };
    let mediated = vec![Exclusion {
        from: date(2026, 4, 1),
        to: Some(date(2026, 5, 1)),
        reason: "同意诉前调解至调解终止".into(),
    }];
    let cases = [
        ("普通行为，已告知", plain.clone()),
        ("未告知", Facts { told: Told::No, ..plain.clone() }),
        (
            "告知不全，后来知道",
            Facts { told: Told::Partly, learned_on: Some(date(2026, 4, 10)), ..plain.clone() },
        ),
        ("主张扣除调解期间", Facts { exclusions: mediated, ..plain.clone() }),
        ("不动产，多年后知道", Facts { real_estate: true, made_on: date(2010, 6, 1), ..plain.clone() }),
        ("非不动产，多年后知道", Facts { made_on: date(2021, 4, 1), ..plain.clone() }),
        (
            "不履行法定职责",
            Facts { contested: Contested::Inaction, made_on: date(2025, 12, 31), ..plain.clone() },
        ),
        ("行政协议不履行", Facts { contested: Contested::AgreementBreach, ..plain }),
    ];
    let mut text = String::from("双期限：保守口径用于一切提醒；主张口径由受理机关、人民法院认定。\n");
    for (what, facts) in cases {
        let remedies = Remedies::of(&facts, calendar());
        let _ = writeln!(text, "\n== {what}：{}作出，{}知道 ==", facts.made_on, facts.known_on);
        for deadline in [&remedies.sue, &remedies.reconsider] {
            let _ = writeln!(text, "{}", deadline.zh(date(2026, 3, 10)));
            for line in deadline.conservative.lines() {
                let _ = writeln!(text, "    {line}");
            }
            let _ = writeln!(text, "  主张口径：{}", deadline.claimed.short);
            for line in deadline.claimed.lines() {
                let _ = writeln!(text, "    {line}");
            }
        }
        let both = [remedies.sue.days(), remedies.reconsider.days()];
        for from in [date(2026, 3, 10), date(2026, 4, 21), date(2026, 4, 22), date(2026, 8, 24)] {
            let cap = mediation_cap(both, from, term::CENTRE_LATEST_END.amount);
            let told = cap.map_or_else(
                || "没有可以这样保住的期限".to_owned(),
                |cap| format!("{}，{}", zh_date_weekday(cap.on), cap.reason),
            );
            let _ = writeln!(text, "{from}开始调解的，最迟：{told}");
        }
    }
    assert_table("remedies", &text);
}
