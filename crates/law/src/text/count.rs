//! How many, as it is typed: with what is counted behind it, where that is what the field counts.

use super::{Unread, chinese_number, half, tidy};

/// What is said for one and the same thing.
const ALIKE: [&[&str]; 4] = [&["人", "个人", "名", "位"], &["天", "日"], &["项", "户"], &["个月", "月"]];

/// A whole number as typed (`１８`, `1,800`, `十八`), also with its unit (`18人`, `十八 名`).
pub fn parse_count(text: &str, unit: Option<&str>) -> Result<i64, Unread> {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, ',' | '，');
    let text: String = tidy(text).chars().map(half).filter(kept).collect();
    let longest =
        unit.into_iter().flat_map(said_for).filter(|unit| text.ends_with(unit)).max_by_key(|unit| unit.len());
    let number = longest.and_then(|unit| text.strip_suffix(unit)).unwrap_or(&text);
    let number = chinese_number(number);
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if digits { number.parse().map_err(|_| Unread) } else { Err(Unread) }
}

fn said_for(unit: &str) -> Vec<&str> {
    let alike = ALIKE.into_iter().find(|units| units.contains(&unit));
    alike.map_or_else(|| vec![unit], <[&str]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_read_with_what_is_counted_behind_it() {
        for typed in ["18", "１８", "18人", "１８人", "18 人", "十八人", "18个人", "１８ 名", "18位"]
        {
            assert_eq!(parse_count(typed, Some("人")), Ok(18), "{typed}");
        }
        assert_eq!(parse_count("1,800人", Some("人")), Ok(1800));
        assert_eq!(parse_count("三十日", Some("天")), Ok(30));
        assert_eq!(parse_count("２个月", Some("个月")), Ok(2));
        assert_eq!(parse_count("2026年", Some("年")), Ok(2026));
    }

    #[test]
    fn what_counts_something_else_or_is_no_number_is_not_guessed() {
        for typed in ["", "人", "18天", "18人人", "十几人", "3-5", "3-5人", "18.5", "约18人", "-18"]
        {
            assert_eq!(parse_count(typed, Some("人")), Err(Unread), "{typed}");
        }
        assert_eq!(parse_count("18人", None), Err(Unread));
    }
}
