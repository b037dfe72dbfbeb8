//! A day with its hour, as people type it. Not here: which fields are such.

use serde_json::Value;

/// `2026年12月1日 9:30` and the like as the law reads it; what is not understood stays and is refused.
pub(super) fn moment(order: &mut Value, name: &str) {
    let typed = order.get(name).and_then(Value::as_str).unwrap_or_default();
    match read_moment(typed) {
        Some(read) => order[name] = Value::String(read),
        // A moment that does not read is a moment that is missing: the page says so beside it.
        None => {
            order.as_object_mut().map(|order| order.remove(name));
        }
    }
}

pub(super) fn read_moment(typed: &str) -> Option<String> {
    let typed = typed.trim().replace('T', " ");
    let (day, time) = match typed.split_once(['日', '号']) {
        Some((day, time)) => (format!("{day}日"), time),
        None => typed.split_once(char::is_whitespace).map(|(day, time)| (day.to_owned(), time))?,
    };
    let on = huajie_law::text::parse_date(&day).ok()?;
    let afternoon = ["下午", "晚上"].iter().any(|word| time.contains(word));
    let time = ["上午", "下午", "中午", "晚上", "早上"]
        .iter()
        .fold(time.to_owned(), |time, word| time.replace(word, ""));
    let time = huajie_law::text::narrow(&time).replace("点半", ":30").replace(['点', '时'], ":");
    let time = time.trim_end_matches('分');
    let (hour, minute) = time.split_once(':').unwrap_or((time, "0"));
    let minute = if minute.is_empty() { "0" } else { minute };
    let number = |text: &str| huajie_law::text::chinese_number(text.trim()).parse::<u8>().ok();
    let (hour, minute) = (number(hour)?, number(minute)?);
    let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
    (hour < 24 && minute < 60).then(|| format!("{on}T{hour:02}:{minute:02}"))
}
