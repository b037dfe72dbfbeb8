//! Where in a body the reader stopped, and what it wanted there: the parser's own words know neither the path nor Chinese.
//!
//! Each value is tried with others in its place, the innermost first: where another one takes the reader further, it stopped.

use serde_json::{Value, json};

/// A body with more values than this is not searched.
const MOST_TRIED: usize = 300;

/// What a value may be, by what words the parser turns it away where it is not wanted, and how it is asked for.
const KINDS: [(&str, &[&str], &str); 6] = [
    (r#""2026-01-01""#, &["2026-01-01"], "请写成 2026-03-05 这样的日期"),
    (r#""2026-01-01T09:00:00""#, &["2026-01-01"], "请写成 2026-03-05T09:00 这样的时间"),
    ("1", &["`1`"], "请写一个整数"),
    ("true", &["`true`"], "请写 true 或者 false"),
    ("[]", &["sequence", "invalid length"], "请写成列表 […]"),
    ("{}", &["map", "missing field"], "请写成 {…}"),
];
const TEXT: &str = "请写成文字";

/// The path of the value at which the reader stopped, and what it should be, as far as both can be told.
pub fn stopped_at(
    sent: &Value,
    words: &str,
    read: impl Fn(&Value) -> Option<String>,
) -> (Option<String>, &'static str) {
    let places = places(sent);
    if places.len() > MOST_TRIED {
        return (None, "");
    }
    for place in places {
        for (value, unwanted, asked) in KINDS {
            let value: Value = serde_json::from_str(value).expect("the table holds JSON");
            let further = match read(&with(sent, &place, value)) {
                None => true,
                Some(next) => next != words && !unwanted.iter().any(|word| next.contains(word)),
            };
            if further {
                let asked = if words.ends_with("expected a string") { TEXT } else { asked };
                return (Some(dotted(&place)), asked);
            }
        }
    }
    (None, "")
}

/// The path at which a field of this name is missing.
pub fn missing_at(
    sent: &Value,
    name: &str,
    words: &str,
    read: impl Fn(&Value) -> Option<String>,
) -> Option<String> {
    let whole = std::iter::once(String::new());
    let lacks = |place: &String| {
        sent.pointer(place).and_then(Value::as_object).is_some_and(|held| !held.contains_key(name))
    };
    let there = whole.chain(places(sent)).filter(lacks).map(|place| format!("{place}/{name}"));
    let found = there.take(MOST_TRIED).find(|there| {
        let next = read(&with(sent, there, json!(null)));
        next.is_none_or(|next| next != words && !next.starts_with("unknown field"))
    });
    found.map(|place| dotted(&place))
}

/// The path of the only text that says this.
pub fn said_at(sent: &Value, text: &str) -> Option<String> {
    the_only(sent, |place| sent.pointer(place).is_some_and(|held| held == text))
}

/// The path of the only field that is called this.
pub fn called_at(sent: &Value, name: &str) -> Option<String> {
    let ending = format!("/{name}");
    the_only(sent, |place| place.ends_with(&ending))
}

fn the_only(sent: &Value, fits: impl Fn(&str) -> bool) -> Option<String> {
    let mut fitting = places(sent).into_iter().filter(|place| fits(place));
    let found = fitting.next()?;
    fitting.next().is_none().then(|| dotted(&found))
}

/// Every value but the whole as a JSON pointer, the innermost first.
fn places(sent: &Value) -> Vec<String> {
    let mut places = Vec::new();
    inner_first(sent, "", &mut places);
    places
}

fn inner_first(value: &Value, place: &str, places: &mut Vec<String>) {
    let mut below = |name: &str, value: &Value| {
        let place = format!("{place}/{name}");
        inner_first(value, &place, places);
        places.push(place);
    };
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| below(&name.replace('~', "~0").replace('/', "~1"), value))
        }
        Value::Array(rows) => rows.iter().enumerate().for_each(|(at, row)| below(&at.to_string(), row)),
        _ => {}
    }
}

fn with(sent: &Value, place: &str, value: Value) -> Value {
    let mut other = sent.clone();
    let (parent, name) = place.rsplit_once('/').unwrap_or_default();
    match (other.pointer_mut(place).is_some(), other.pointer_mut(parent)) {
        (false, Some(Value::Object(fields))) => {
            fields.insert(name.to_owned(), value);
        }
        (true, _) => {
            if let Some(held) = other.pointer_mut(place) {
                *held = value;
            }
        }
        _ => {}
    }
    other
}

/// `/order/rows/0/on` as `order.rows.0.on`, the way of every other field.
fn dotted(place: &str) -> String {
    place.trim_start_matches('/').replace('/', ".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Date;
    use serde::Deserialize;

    #[derive(Deserialize)]
    #[serde(tag = "command", rename_all = "snake_case")]
    #[expect(dead_code, reason = "only whether it reads is asked")]
    enum Order {
        Do { on: Option<Date>, rows: Vec<Row>, sure: bool, note: Option<String> },
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only whether it reads is asked")]
    struct Row {
        amount_fen: i64,
        due_on: Date,
    }

    fn read(value: &Value) -> Option<String> {
        serde_json::from_value::<Order>(value.clone()).err().map(|error| error.to_string())
    }

    fn stops(sent: Value) -> (Option<String>, &'static str) {
        let words = read(&sent).expect("it does not read");
        stopped_at(&sent, &words, read)
    }

    fn order() -> Value {
        json!({
            "command": "do", "on": "2026-03-05", "rows": [{ "amount_fen": 1, "due_on": "2026-03-06" }], "sure": true, "note": "x",
        })
    }

    #[test]
    fn the_value_at_which_the_reader_stopped_is_named_by_its_path_and_what_it_should_be() {
        assert!(read(&order()).is_none());
        for (place, wrong, path, asked) in [
            ("/on", json!("2026-02-30"), "on", "日期"),
            ("/rows/0/due_on", json!("昨天"), "rows.0.due_on", "日期"),
            ("/rows/0/amount_fen", json!("一百元"), "rows.0.amount_fen", "整数"),
            ("/sure", json!("yes"), "sure", "true"),
            ("/note", json!(5), "note", "文字"),
            ("/rows", json!("x"), "rows", "列表"),
        ] {
            let mut sent = order();
            *sent.pointer_mut(place).expect("is there") = wrong;
            let (found, says) = stops(sent);
            assert_eq!(found.as_deref(), Some(path));
            assert!(says.contains(asked), "{path}: {says}");
        }
    }

    #[test]
    fn a_missing_field_is_named_where_it_is_missing() {
        let mut sent = order();
        sent["rows"][0].as_object_mut().expect("a row").remove("due_on");
        let words = read(&sent).expect("it does not read");
        assert_eq!(missing_at(&sent, "due_on", &words, read).as_deref(), Some("rows.0.due_on"));
    }
}
