//! Many promises from one pasted table, one a line: who, what, how much, until when, for whom. The parties are named as whoever drafts
//! knows them; which sides they are is found here. Not here: what a promise may say, which is the law's.

use crate::{http::Trouble, office::Office};
use huajie_law::{
    Code, Refusal,
    mediation::{Mediation, RESPONDENT},
    text,
};
use jiff::civil::Date;
use serde_json::{Value, json};

/// Name of the field that a table is pasted into.
pub const PASTED: &str = "lines";

const UNREAD: Code = Code::new(
    "promises.line_unread",
    "有一行读不懂。请一行一项：谁，做什么，金额，哪天之前，给谁；金额、给谁可以不写",
);

/// A side by its key, and what it is called.
struct Side {
    key: String,
    names: Vec<String>,
}

/// What was pasted stands behind what was typed.
pub(super) async fn add(office: &Office, held: &Mediation, order: &mut Value) -> Result<(), Trouble> {
    let Some(order) = order.as_object_mut() else { return Ok(()) };
    let Some(typed) = order.remove(PASTED) else { return Ok(()) };
    let rows = read(typed.as_str().unwrap_or_default(), &sides(office, held).await?)?;
    if let Some(all) = order.entry("obligations").or_insert_with(|| json!([])).as_array_mut() {
        all.extend(rows);
    }
    Ok(())
}

async fn sides(office: &Office, held: &Mediation) -> Result<Vec<Side>, Trouble> {
    let law = office.law();
    let agency = held.label(RESPONDENT, &law).into_owned();
    let names = ["被申请人", "行政机关", "被申请机关"].map(str::to_owned);
    let mut sides = vec![Side { key: RESPONDENT.to_owned(), names: [&names[..], &[agency]].concat() }];
    for party in held.brief.parties.iter().filter(|party| held.is_side(&party.key)) {
        let name = office.open_person(&party.person).await?.name;
        sides.push(Side {
            key: party.key.clone(),
            names: vec![held.label(&party.key, &law).into_owned(), name],
        });
    }
    Ok(sides)
}

fn read(typed: &str, sides: &[Side]) -> Result<Vec<Value>, Refusal> {
    let mut lines = typed.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty()).peekable();
    // Copied with the head of its table.
    lines.next_if(|(_, line)| line.contains("做什么") || line.contains("履行内容"));
    let unread = |at: usize, detail: String| {
        Refusal::at(UNREAD, PASTED).because(format!("第 {} 行：{detail}", at + 1))
    };
    let mut rows = Vec::new();
    let mut above = None;
    for (at, line) in lines {
        let (row, due_on) = promise(line, sides, above).map_err(|detail| unread(at, detail))?;
        rows.push((at, row));
        above = Some(due_on);
    }
    // Of several whom the agency owes, those whom a line forgot would be owed nothing.
    let owes = |row: &Value| row["obligor"] == RESPONDENT;
    let several = sides.len() > 2 && rows.iter().any(|(_, row)| owes(row) && !row["obligee"].is_null());
    let forgot = rows.iter().find(|(_, row)| several && owes(row) && row["obligee"].is_null());
    if let Some((at, _)) = forgot {
        return Err(unread(*at, "没有写给谁，别的行写了；给几位的，一位一行".to_owned()));
    }
    let to_nobody = |row: &Value| !row["amount_fen"].is_null() && row["obligee"].is_null();
    if let Some((at, _)) = rows.iter().find(|(_, row)| sides.len() > 2 && to_nobody(row)) {
        return Err(unread(*at, "有金额，没有写给谁；给几位的，一位一行".to_owned()));
    }
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// A line, and its day; without one it has the day of the line above.
fn promise(line: &str, sides: &[Side], above: Option<Date>) -> Result<(Value, Date), String> {
    let has_marks = line.contains(['，', '；', ';']) || between_words(line);
    let parts = parts(line, has_marks);
    let mut parts = parts.iter().map(String::as_str).peekable();
    // The row's own number.
    parts.next_if(|part| text::narrow(part.trim_end_matches(['.', '．', '、'])).parse::<u16>().is_ok());
    let who = parts.next().unwrap_or_default();
    let obligor = side(who, sides)?
        .ok_or_else(|| format!("“{who}”不是参加调解的一方：当事人写姓名全称，行政机关写“被申请人”"))?;
    let (mut due_on, mut fen, mut obligee, mut content) = (None, None, None, Vec::new());
    // What is done stands before its sum, its day and for whom it is: what comes behind them is meant as somebody.
    let mut said = false;
    for part in parts {
        let day = part.trim_end_matches("之前").trim_end_matches(['前', '。']);
        // Somebody may be called 向.
        let whom = match side(part, sides)? {
            None => side(part.strip_prefix(['给', '对', '向']).unwrap_or(part), sides)?,
            named => named,
        };
        match (text::parse_date(day), amount(part, has_marks)?, whom) {
            (Ok(day), ..) if due_on.is_none() => due_on = Some(day),
            (_, Some(sum), _) if fen.is_none() => fen = Some(sum),
            (_, _, Some(key)) if obligee.is_none() => obligee = Some(key),
            _ if said || (!content.is_empty() && is_meant_for_somebody(part)) => {
                return Err(format!(
                    "“{part}”不是参加调解的一方：给谁写姓名全称；是内容的，写在金额、日期和给谁的前面"
                ));
            }
            _ => {
                content.push(part);
                continue;
            }
        }
        said = !content.is_empty();
    }
    if content.is_empty() {
        return Err("没有写做什么".to_owned());
    }
    let due_on = due_on.or(above).ok_or_else(|| "没有写哪天之前".to_owned())?;
    let content = content.join(if has_marks { "，" } else { " " });
    let mut row = json!({ "obligor": obligor, "content": content, "due_on": due_on });
    if let Some(key) = obligee {
        row["obligee"] = json!(key);
    }
    if let Some(fen) = fen {
        row["amount_fen"] = json!(fen);
    }
    Ok((row, due_on))
}

/// `给` with a name, and no word that only begins so.
fn is_meant_for_somebody(part: &str) -> bool {
    part.starts_with('给') && !["给付", "给予", "给与"].iter().any(|word| part.starts_with(word))
}

/// A comma that stands before three digits and behind one groups a sum.
fn is_between(line: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).is_some_and(|at| line[at].is_ascii_digit());
    let after = line[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    line[at] == ',' && !(before && after == 3)
}

fn between_words(line: &str) -> bool {
    let line: Vec<char> = line.chars().collect();
    (0..line.len()).any(|at| is_between(&line, at))
}

/// Between marks where there are any; a table that was copied comes with tabs, of which the form leaves blanks.
fn parts(line: &str, has_marks: bool) -> Vec<String> {
    let line: Vec<char> = line.chars().collect();
    let mut parts = vec![String::new()];
    for (at, c) in line.iter().enumerate() {
        let ends = match has_marks {
            true => matches!(c, '，' | '；' | ';') || is_between(&line, at),
            false => c.is_whitespace(),
        };
        match parts.last_mut() {
            Some(part) if !ends => part.push(*c),
            _ => parts.push(String::new()),
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// A number alone is a sum only where marks say that it stands in a column of its own.
fn amount(part: &str, has_marks: bool) -> Result<Option<i64>, String> {
    let narrow = text::narrow(part);
    let bare = narrow.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '，'));
    match text::parse_money(part) {
        Ok(fen) if narrow.ends_with('元') || (bare && has_marks) => Ok(Some(fen)),
        Ok(_) if bare && narrow.len() < 8 => {
            Err(format!("“{part}”是不是金额分不清：是金额的写上“元”，是内容的和前后的字连着写"))
        }
        _ => Ok(None),
    }
}

fn side(called: &str, sides: &[Side]) -> Result<Option<String>, String> {
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let called = plain(called);
    let mut found = sides.iter().filter(|side| side.names.iter().any(|name| plain(name) == called));
    match (found.next(), found.next()) {
        (Some(_), Some(_)) => Err(format!("叫“{called}”的不止一位，分不清是谁：这一项请在上面逐项选")),
        (Some(side), None) => Ok(Some(side.key.clone())),
        (None, _) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides() -> Vec<Side> {
        let side = |key: &str, names: &[&str]| Side {
            key: key.into(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        vec![
            side(RESPONDENT, &["被申请人", "示例镇人民政府"]),
            side("p1", &["示某某", "示例一"]),
            side("p2", &["李某", "李二"]),
            side("p3", &["李某", "李三"]),
        ]
    }

    #[test]
    fn a_table_of_promises_is_read_as_it_was_copied() {
        let typed = "谁\t做什么\t金额\t哪天之前\t给谁\n\
            1 被申请人 交付示例小区247号房一套 2026年6月30日 示例一\n\
            示例镇人民政府，支付过渡费，40,000元，2026-06-30前，给李二\n\
            李三,腾空原房屋,交出钥匙\n\
            被申请人，支付差价，1200.50，2026年7月1日，李三";
        let rows = read(typed, &sides()).expect("reads");
        let day = "2026-06-30";
        assert_eq!(
            rows,
            [
                json!({ "obligor": RESPONDENT, "obligee": "p1", "content": "交付示例小区247号房一套", "due_on": day }),
                json!({ "obligor": RESPONDENT, "obligee": "p2", "content": "支付过渡费", "amount_fen": 4_000_000, "due_on": day }),
                json!({ "obligor": "p3", "content": "腾空原房屋，交出钥匙", "due_on": day }),
                json!({ "obligor": RESPONDENT, "obligee": "p3", "content": "支付差价", "amount_fen": 120_050, "due_on": "2026-07-01" }),
            ]
        );
    }

    #[test]
    fn a_promise_that_does_not_read_is_named_by_its_line() {
        for (typed, why) in [
            ("被申请人，交房，2026年6月30日\n王五，交房，2026年6月30日", "第 2 行：“王五”不是参加调解的一方"),
            ("被申请人，交房", "没有写哪天之前"),
            ("被申请人，2026年6月30日", "没有写做什么"),
            ("李某，交房，2026年6月30日", "叫“李某”的不止一位"),
            ("被申请人 支付 4000 2026年6月30日", "“4000”是不是金额分不清"),
            ("被申请人，交房108.84平方米，5558，2026年6月30日，陈某户80", "“陈某户80”不是参加调解的一方"),
            ("被申请人，支付差价，给王五，2026年6月30日", "“给王五”不是参加调解的一方"),
            (
                "被申请人，支付差价，1200，2026年6月30日，李三\n被申请人，交房，2026年6月30日",
                "第 2 行：没有写给谁",
            ),
            ("李三，支付差价，1200，2026年6月30日", "第 1 行：有金额，没有写给谁"),
        ] {
            let refused = read(typed, &sides()).expect_err("is refused");
            assert_eq!((refused.code, refused.field.as_deref()), (UNREAD, Some(PASTED)));
            assert!(refused.says().contains(why), "{why}: {}", refused.says());
        }
    }
}
