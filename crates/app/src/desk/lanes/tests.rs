//! The picture by its parts.

use super::*;
use crate::ui::table::Cell;
use askama::Template;
use huajie_law::{
    MatterId,
    dispute::lanes::{Mark, Segment, Track},
};
use jiff::civil::date;

fn lane(from: Date, to: Option<Date>, tracks: Vec<Track>, marks: Vec<Mark>) -> Lane {
    let (matter, kind) = (MatterId::from("d1.mirrored1"), huajie_law::Kind::Mirrored);
    Lane { matter, kind, title: "一审：罚款".into(), from, to, tracks, marks, bare: false }
}

fn mark(on: Date, title: &str) -> Mark {
    Mark { on, title: title.into(), number: None }
}

/// Tried from 1 March, left out from 11 to 21 March.
fn trial() -> Track {
    let piece = |from, to, runs: bool| Segment { from, to, runs, why: (!runs).then(|| "调解".to_owned()) };
    Track {
        name: "first_trial".into(),
        title: "一审：审理期限".into(),
        term: "XS-20".into(),
        due_on: Some(date(2026, 9, 11)),
        provisional: false,
        stopped: false,
        segments: vec![
            piece(date(2026, 3, 1), Some(date(2026, 3, 11)), true),
            piece(date(2026, 3, 11), Some(date(2026, 3, 21)), false),
            piece(date(2026, 3, 21), Some(date(2026, 9, 11)), true),
        ],
    }
}

fn drawn() -> (Drawn, Scale) {
    let marks = vec![
        mark(date(2026, 3, 1), "立案"),
        mark(date(2026, 3, 2), "送达"),
        mark(date(2026, 6, 9), "开庭"),
        mark(date(2026, 6, 9), "判决"),
    ];
    let lanes = [("诉讼".to_owned(), lane(date(2026, 3, 1), None, vec![trial()], marks))];
    let scale = Scale::over(&lanes, date(2026, 6, 9));
    let drawn = Pen::new(&WIDE).lane(&lanes[0].0, &lanes[0].1, &scale);
    (drawn, scale)
}

#[test]
fn a_period_is_drawn_in_pieces_that_touch_and_the_one_that_stands_still_is_told_apart() {
    let (drawn, _) = drawn();
    let bar = |bar: &pen::Bar| format!("{} + {}{}", bar.x, bar.width, if bar.runs { "" } else { ", stands" });
    let bars: Vec<String> = drawn.tracks[0].bars.iter().map(bar).collect();
    // The last day is the 194th, and twelve more are shown: ten of 206 are 4.85 percent.
    assert_eq!(bars, ["0.00 + 4.85", "4.85 + 4.85, stands", "9.71 + 84.47"]);
}

#[test]
fn milestones_that_would_touch_stand_on_two_shelves_in_the_order_of_their_numbers() {
    let (drawn, _) = drawn();
    let marks: Vec<String> =
        drawn.marks.iter().map(|mark| format!("{} at {}, {}", mark.numbers, mark.x, mark.y)).collect();
    assert_eq!(marks, ["1 at 0.00, 3.500", "2 at 0.49, 5.000", "3–4 at 48.54, 3.500"]);
}

#[test]
fn an_open_lane_reaches_today_and_a_last_day_beyond_the_edge_is_not_lost() {
    let (drawn, scale) = drawn();
    assert!(drawn.open);
    assert_eq!(drawn.to, Percent::of(48.54));
    assert_eq!(scale.x(date(2026, 6, 9)), drawn.to);
    assert_eq!(scale.x(date(2030, 1, 1)), Percent::of(100.0));
    let row =
        &table(&[("诉讼".into(), lane(date(2026, 3, 1), None, vec![trial()], Vec::new()))], date(2026, 6, 9))
            .rows[1];
    let Cell::Text(when) = &row.cells[2] else { panic!("{row:?}") };
    assert_eq!(
        when,
        "2026年3月1日至2026年3月11日计算；2026年3月11日至2026年3月21日不计算（调解）；2026年3月21日至2026年9月11日计算；\
         最后一天2026年9月11日"
    );
}

#[test]
fn a_year_has_more_than_one_month_on_a_phone() {
    let scale = Scale { from: date(2026, 3, 20), to: date(2027, 4, 10), today: date(2026, 12, 1) };
    let labels: Vec<String> = scale.ticks(&NARROW).into_iter().map(|tick| tick.label).collect();
    assert!(labels.len() > 1, "{labels:?}");
}

#[test]
fn the_axis_never_has_more_labels_than_have_room_and_says_a_year_once() {
    for (to, most) in [(date(2026, 4, 1), 4), (date(2026, 12, 1), 11), (date(2031, 6, 1), 11)] {
        let scale = Scale { from: date(2026, 1, 15), to, today: to };
        let told = |breadth| scale.ticks(breadth).into_iter().filter(|tick| !tick.label.is_empty());
        let ticks: Vec<Tick> = told(&WIDE).collect();
        assert!(told(&NARROW).count() <= 5, "{to}");
        assert!(ticks.len() <= most, "{to}: {}", ticks.len());
        let years: Vec<&str> =
            ticks.iter().filter_map(|tick| tick.label.split_once('年')).map(|(y, _)| y).collect();
        let mut once = years.clone();
        once.dedup();
        assert_eq!(years, once);
    }
}

#[test]
fn the_svg_names_itself_draws_both_states_and_says_everything_again_as_a_table() {
    let marks = vec![mark(date(2026, 3, 1), "一审：立案、受理")];
    let lanes = vec![("行政诉讼（某法院）".to_owned(), lane(date(2026, 3, 1), None, vec![trial()], marks))];
    let scale = Scale::over(&lanes, date(2026, 6, 9));
    let picture = Picture {
        described: "行政诉讼（某法院）：2026年3月1日至今。".into(),
        drawings: [WIDE, NARROW].iter().map(|breadth| drawing(&lanes, &scale, breadth)).collect(),
        days: Days::FoldedOnPhones,
        bare: None,
        table: table(&lanes, date(2026, 6, 9)),
    };
    let html = picture.render().expect("renders");
    for part in [
        "role=\"img\" aria-labelledby=\"lanes-name-wide lanes-what-wide\"",
        "<desc id=\"lanes-what-narrow\">行政诉讼（某法院）：2026年3月1日至今。",
        "<rect class=\"lanes-runs\" x=\"0.00%\" width=\"4.85%\" y=\"0.313rem\" height=\".875rem\"/>",
        "<rect class=\"lanes-stands\" fill=\"url(#lanes-still-narrow)\" x=\"4.85%\" width=\"4.85%\"",
        "<svg x=\"0.00%\" y=\"3.500rem\"><rect class=\"lanes-mark\" x=\"-0.688rem\"",
        "<use href=\"#lanes-grid-narrow\"/>",
        "节点 1",
        "一审：立案、受理",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains("style="), "the policy lets no inline style through");
    assert!(!html.contains("<script"), "a picture needs no script");
}

fn until(to: Date) -> Track {
    let segments = vec![Segment { from: date(2026, 3, 1), to: Some(to), runs: true, why: None }];
    let (name, title, term) = ("sue".into(), "起诉期限".into(), "XS-01".into());
    Track { name, title, term, due_on: Some(to), provisional: false, stopped: false, segments }
}

/// Two periods that end after the last thing known end where each of them ends; one that is years away has an arrow.
#[test]
fn periods_that_end_beyond_what_is_known_have_room_and_one_years_away_has_an_arrow_and_its_day() {
    let ends = [date(2026, 7, 20), date(2026, 8, 20), date(2031, 3, 1)];
    let lanes = [("诉讼".to_owned(), lane(date(2026, 3, 1), None, ends.map(until).into(), Vec::new()))];
    let scale = Scale::over(&lanes, date(2026, 4, 30));
    assert!(scale.to > ends[1] && scale.is_beyond(ends[2]));
    for breadth in [&WIDE, &NARROW] {
        let drawn = drawing(&lanes, &scale, breadth);
        let tracks = &drawn.lanes[0].tracks;
        assert_ne!(tracks[0].bars[0].width, tracks[1].bars[0].width, "{}", breadth.name);
        assert_eq!(tracks.iter().map(|track| track.beyond).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(tracks[2].due.lines[0].text, "最后一天 2031年3月1日", "{}", breadth.name);
        assert_eq!(tracks[2].due.anchor, "end", "{}", breadth.name);
    }
}

/// Two windows of one judgment differ only in whose they are, which stands at the end.
#[test]
fn a_long_name_goes_on_in_another_line_and_nothing_of_it_is_cut() {
    let title = "一审：对判决的上诉期（示例工程有限责任公司）";
    let track = Track { title: title.into(), ..trial() };
    let lanes = [("诉讼".to_owned(), lane(date(2026, 3, 1), None, vec![track], Vec::new()))];
    let scale = Scale::over(&lanes, date(2026, 6, 9));
    for breadth in [&WIDE, &NARROW] {
        let drawn = drawing(&lanes, &scale, breadth);
        let lines = &drawn.lanes[0].tracks[0].label;
        let all: String = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(all, title);
        for line in lines {
            assert!(line.text.chars().count() <= breadth.label_chars, "{}", line.text);
            assert!(!line.text.starts_with(['）', '：']) && !line.text.ends_with('（'), "{}", line.text);
        }
    }
}

/// Of two reconsiderations the number tells which is which.
#[test]
fn a_year_in_its_brackets_is_never_broken_on_a_telephone() {
    for (heading, told) in [
        ("行政复议（钟政复〔2026〕37号）", ["行政复议（钟政复", "〔2026〕37号）"]),
        ("行政诉讼（钟祥市法院2026）", ["行政诉讼（钟祥市法院", "2026）"]),
    ] {
        let lanes = [(heading.to_owned(), lane(date(2026, 3, 1), None, Vec::new(), Vec::new()))];
        let scale = Scale::over(&lanes, date(2026, 6, 9));
        let drawn = drawing(&lanes, &scale, &NARROW);
        let lines: Vec<&str> = drawn.lanes[0].heading.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, told);
    }
}

/// On a telephone the last day stands at an edge of the picture, so that neither its beginning nor its end is outside of it.
#[test]
fn on_a_telephone_a_last_day_stands_at_an_edge_and_what_is_said_of_it_in_a_line_of_its_own() {
    let late = Track { due_on: Some(date(2026, 5, 6)), stopped: true, ..trial() };
    let lanes = [("诉讼".to_owned(), lane(date(2026, 3, 1), None, vec![late], Vec::new()))];
    let scale = Scale::over(&lanes, date(2026, 6, 9));
    let drawn = drawing(&lanes, &scale, &NARROW);
    let due = &drawn.lanes[0].tracks[0].due;
    let lines: Vec<&str> = due.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines, ["最后一天 2026年5月6日", "超 128 天停止计算"]);
    assert!([Percent::of(0.0), Percent::of(100.0)].contains(&due.x), "{}", due.x);
}

/// Three periods that ended before today: one ran out, one was stopped in time, one on its last day.
#[test]
fn a_period_that_ran_out_has_a_shape_and_a_word_and_one_that_was_stopped_in_time_has_neither() {
    let tracks = [false, true, true].map(|stopped| Track { stopped, ..until(date(2026, 5, 6)) });
    let lanes = vec![("诉讼".to_owned(), lane(date(2026, 3, 1), None, tracks.into(), Vec::new()))];
    let today = date(2026, 6, 9);
    let scale = Scale::over(&lanes, today);
    for breadth in [&WIDE, &NARROW] {
        let drawn = drawing(&lanes, &scale, breadth);
        let expired: Vec<bool> = drawn.lanes[0].tracks.iter().map(|track| track.expired.is_some()).collect();
        assert_eq!(expired, [true, false, false], "{}", breadth.name);
        let said: String = drawn.lanes[0].tracks[0].due.lines.iter().map(|line| line.text.as_str()).collect();
        assert!(said.contains("已过"), "{said}");
    }
    let said = |row: usize| format!("{:?}", table(&lanes, today).rows[row].cells);
    assert!(said(1).contains("最后一天2026年5月6日，已过") && !said(2).contains("已过"), "{}", said(1));
    let on_the_day = Track { stopped: false, ..until(today) };
    assert!(!on_the_day.is_expired(today), "on its last day it runs");
}

#[test]
fn the_axis_begins_with_a_label_and_ends_a_little_after_the_last_day_and_no_two_labels_touch() {
    for (months, least) in [(1, 1), (5, 3), (13, 3), (21, 3), (40, 3), (130, 3)] {
        let from = date(2025, 3, 6);
        let today = from.saturating_add(jiff::Span::new().months(months));
        let lanes = [("诉讼".to_owned(), lane(from, None, Vec::new(), vec![mark(today, "判决")]))];
        let scale = Scale::over(&lanes, today);
        assert!(scale.percent(today) > 90.0 || months == 1, "{months}: {}", scale.percent(today));
        for breadth in [&WIDE, &NARROW] {
            let mut ticks = scale.ticks(breadth);
            ticks.retain(|tick| !tick.label.is_empty());
            let told: Vec<&str> = ticks.iter().map(|tick| tick.label.as_str()).collect();
            assert_eq!(told[0], "2025年3月");
            assert!(told.len() >= least, "{months} {}: {told:?}", breadth.name);
            let plot = f64::from(breadth.plot) / 100.0;
            let begins = |tick: &Tick| tick.at.to_string().parse::<f64>().expect("a number");
            let ends = |tick: &Tick| {
                begins(tick) + plot * breadth.percent(breadth.month_rem * pen::width(&tick.label))
            };
            for pair in ticks.windows(2) {
                assert!(ends(&pair[0]) < begins(&pair[1]), "{months} {}: {ticks:?}", breadth.name);
            }
            assert!(ticks.iter().all(|tick| ends(tick) <= 100.01), "{months} {}: {ticks:?}", breadth.name);
        }
    }
}

/// At the left edge of a telephone a pill of several numbers is wider than what is before the first day.
#[test]
fn a_milestone_is_as_wide_as_its_numbers_and_never_over_the_edge() {
    let days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 6, 9)];
    let marks: Vec<Mark> = days.iter().flat_map(|on| (0..9).map(|_| mark(*on, "登记"))).collect();
    let lanes = [("诉讼".to_owned(), lane(days[0], None, Vec::new(), marks))];
    let scale = Scale::over(&lanes, date(2026, 6, 9));
    let number = |text: String| text.parse::<f64>().expect("a number");
    for breadth in [&WIDE, &NARROW] {
        let drawn = drawing(&lanes, &scale, breadth);
        let marks = &drawn.lanes[0].marks;
        assert!(number(marks[0].wide.to_string()) < number(marks[2].wide.to_string()), "1–9 and 19–27");
        for mark in marks {
            let (at, half) = (number(mark.x.to_string()), breadth.percent(number(mark.half.to_string())));
            assert!(
                at - half >= -breadth.before() - 0.01 && at + half <= 100.01 + breadth.beyond(),
                "{mark:?}"
            );
        }
    }
}
