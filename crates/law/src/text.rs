//! Typed text, tidied: full-width digits, spaces and hyphens are accepted everywhere a number or a day is asked for.

use jiff::civil::Date;

/// Text that could not be read as what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread;

/// Without control characters and without space around it.
pub fn tidy(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').collect::<String>().trim().to_owned()
}

/// Full-width ASCII made narrow, letters upper case, spaces and hyphens gone: for numbers and codes.
pub fn narrow(text: &str) -> String {
    text.chars()
        .map(half)
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '－' | '—' | '‐' | '–' | '·'))
        .collect::<String>()
        .to_uppercase()
}

fn half(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).expect("full-width ASCII has narrow twins"),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// `2026年3月5日`, `2026-3-5`, `20260305`, `2026/3/5`, `２０２６．３．５`.
pub fn parse_date(text: &str) -> Result<Date, Unread> {
    let text: String = text.chars().map(half).filter(|c| !c.is_whitespace()).collect();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(&text[..4], &text[4..6], &text[6..]);
    }
    let parts: Vec<&str> = text.split(['年', '月', '日', '号', '-', '/', '.', '。']).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [year, month, day_of_month] if year.len() == 4 => day(year, month, day_of_month),
        _ => Err(Unread),
    }
}

fn day(year: &str, month: &str, day: &str) -> Result<Date, Unread> {
    let number = |text: &str| text.parse::<i16>().map_err(|_| Unread);
    let small = |text: &str| text.parse::<i8>().map_err(|_| Unread);
    Date::new(number(year)?, small(month)?, small(day)?).map_err(|_| Unread)
}

/// Yuan as typed (`1,234.50元`, `1.2万`) in fen.
pub fn parse_money(text: &str) -> Result<i64, Unread> {
    let text: String = text.chars().map(half).filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '¥' | '￥')).collect();
    let text = text.strip_suffix('元').unwrap_or(&text);
    let (text, places) = match text.strip_suffix('万') {
        Some(text) => (text, 6),
        None => (text, 2),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > places {
        return Err(Unread);
    }
    format!("{whole}{fraction:0<places$}").parse().map_err(|_| Unread)
}

/// A matter's number as it is stored, whatever brackets and widths were typed: `钟行争〔2026〕1号`.
pub fn normal_number(text: &str) -> String {
    let text: String = text.chars().map(half).filter(|c| !c.is_whitespace()).collect();
    let text: String = text
        .chars()
        .map(|c| match c {
            '(' | '[' | '【' | '「' | '<' | '《' => '〔',
            ')' | ']' | '】' | '」' | '>' | '》' => '〕',
            other => other,
        })
        .collect();
    if text.ends_with('号') { text } else { format!("{text}号") }
}

/// What a text is found by: pairs of Han characters, whole words of letters and digits.
pub fn search_terms(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    let mut word = String::new();
    let mut last: Option<char> = None;
    for c in text.chars().map(half).flat_map(char::to_lowercase).chain(std::iter::once(' ')) {
        if c.is_ascii_alphanumeric() {
            word.push(c);
            last = None;
            continue;
        }
        if !word.is_empty() {
            terms.push(std::mem::take(&mut word));
        }
        let han = c.is_alphanumeric().then_some(c);
        if let (Some(before), Some(now)) = (last, han) {
            terms.push([before, now].iter().collect());
        }
        last = han;
    }
    terms.sort();
    terms.dedup();
    terms
}
