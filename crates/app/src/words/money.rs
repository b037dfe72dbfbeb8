//! Sums of money as people read them and as papers write them.

/// Fen as people read it: `1,234.50 元`.
pub fn yuan(fen: i64) -> String {
    let whole = (fen / 100).unsigned_abs().to_string();
    let mut grouped = String::from(if fen < 0 { "-" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}.{:02} 元", (fen % 100).abs())
}

/// The same as a paper writes it: `48,000元`, and the fen only where there are some.
pub fn yuan_on_paper(fen: i64) -> String {
    yuan(fen).replace(".00", "").replace(' ', "")
}

/// Fen in the capital digits of cheques and agreements: `肆仟柒佰元整`.
pub fn capital_yuan(fen: i64) -> String {
    const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
    const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
    const GROUPS: [&str; 4] = ["", "万", "亿", "万亿"];
    let digit = |value: i64| DIGITS[usize::try_from(value % 10).unwrap_or(0)];
    let fen = fen.max(0);
    let yuan = (fen / 100).to_string();
    let (mut text, mut zero, mut in_group) = (String::new(), false, false);
    for (at, value) in yuan.bytes().enumerate() {
        let place = yuan.len() - 1 - at;
        if value == b'0' {
            zero = true;
        } else {
            if zero && !text.is_empty() {
                text.push_str(DIGITS[0]);
            }
            zero = false;
            in_group = true;
            text.push_str(digit(i64::from(value - b'0')));
            text.push_str(PLACES[place % 4]);
        }
        if place.is_multiple_of(4) && in_group {
            text.push_str(GROUPS.get(place / 4).unwrap_or(&""));
            in_group = false;
        }
    }
    let text = if text.is_empty() { "零".to_owned() } else { text };
    match (fen / 10 % 10, fen % 10) {
        (0, 0) => format!("{text}元整"),
        (0, cents) => format!("{text}元零{}分", digit(cents)),
        (tens, 0) => format!("{text}元{}角整", digit(tens)),
        (tens, cents) => format!("{text}元{}角{}分", digit(tens), digit(cents)),
    }
}

#[cfg(test)]
mod tests {
    use super::{capital_yuan, yuan, yuan_on_paper};

    #[test]
    fn a_sum_is_grouped_by_thousands() {
        for (fen, said) in [
            (0, "0.00 元"),
            (99_950, "999.50 元"),
            (500_000, "5,000.00 元"),
            (123_456_789, "1,234,567.89 元"),
            (-150_000, "-1,500.00 元"),
            (-50, "-0.50 元"),
        ] {
            assert_eq!(yuan(fen), said);
        }
    }

    #[test]
    fn a_paper_names_a_sum_without_a_gap_and_without_cents_that_are_none() {
        for (fen, said) in [(100_000, "1,000元"), (4_800_050, "48,000.50元"), (100_010_000, "1,000,100元")]
        {
            assert_eq!(yuan_on_paper(fen), said);
        }
    }

    #[test]
    fn sums_are_said_in_capital_digits() {
        for (fen, said) in [
            (470_000, "肆仟柒佰元整"),
            (0, "零元整"),
            (1_000_000, "壹万元整"),
            (10_050_005, "壹拾万零伍佰元零伍分"),
            (100_000_000, "壹佰万元整"),
            (20_001_050, "贰拾万零壹拾元伍角整"),
            (123_456, "壹仟贰佰叁拾肆元伍角陆分"),
        ] {
            assert_eq!(capital_yuan(fen), said, "{fen}");
        }
    }
}
