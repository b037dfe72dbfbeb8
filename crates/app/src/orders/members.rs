//! Many persons from one pasted list, one a line. What they are to the file is said by whoever reads it.

use crate::dispute::intake::IntakeParty;
use huajie_law::{
    Code, Refusal,
    dispute::{Nature, PartyStanding},
    refusal::REQUIRED,
    telephone, text,
};

pub const UNREAD: Code = Code::new(
    "members.line_unread",
    "有一行读不懂。请一人一行：姓名，身份证号，手机号，地址；后三项可以不写",
);
pub const TOO_MANY: Code = Code::new("members.too_many", "一次最多登记一百名，请分几次");

const FIELD: &str = "lines";
const MOST_AT_ONCE: usize = 100;
/// As many digits on end, or in all, and not a word beside them: no house has such a number. Shorter ones are parts of an address.
const LEAST_DIGITS: usize = 5;
const LEAST_DIGITS_IN_ALL: usize = 9;

pub(super) fn read(typed: &str) -> Result<Vec<IntakeParty>, Refusal> {
    let lines = typed.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty());
    // Copied with the head of its table.
    let lines = lines.filter(|(at, line)| *at > 0 || !line.starts_with("姓名"));
    let members = lines.map(|(at, line)| {
        person(line)
            .map_err(|detail| Refusal::at(UNREAD, FIELD).because(format!("第 {} 行：{detail}", at + 1)))
    });
    let members = members.collect::<Result<Vec<_>, Refusal>>()?;
    match members.len() {
        0 => Err(Refusal::at(REQUIRED, FIELD)),
        1..=MOST_AT_ONCE => Ok(members),
        _ => Err(Refusal::at(TOO_MANY, FIELD)),
    }
}

fn person(line: &str) -> Result<IntakeParty, String> {
    // A table that was copied comes with tabs, of which the form leaves blanks.
    let marks = ['，', ',', '、', '；', ';'];
    let between = |c: char| if line.contains(marks) { marks.contains(&c) } else { c.is_whitespace() };
    let mut parts = line.split(between).map(str::trim).filter(|part| !part.is_empty());
    let mut member = IntakeParty {
        standing: PartyStanding::Applicant,
        nature: Nature::NaturalPerson,
        name: text::person_name(parts.next().unwrap_or_default())?,
        number: None,
        phone: None,
        address: None,
        representative: false,
        agent: None,
    };
    for part in parts {
        let narrow = text::narrow(part);
        let digits = narrow.chars().filter(char::is_ascii_digit).count();
        let is_number = digits + usize::from(narrow.ends_with(['X', 'x'])) == narrow.chars().count();
        let (slot, what) = match narrow.chars().count() {
            15 | 18 if is_number => (&mut member.number, "身份证号"),
            _ if telephone::is_phone(part) => (&mut member.phone, "手机号"),
            _ if is_like_a_number(part) => {
                return Err(format!(
                    "“{part}”不是 18 位身份证号，也不是电话：手机号 11 位，座机带区号；是门牌、邮编的，请和地址写在一起"
                ));
            }
            _ => (&mut member.address, "地址"),
        };
        match slot {
            // Whoever writes an address with commas writes one address.
            Some(address) if what == "地址" => address.push_str(part),
            Some(_) => return Err(format!("有两个{what}")),
            None => *slot = Some(part.to_owned()),
        }
    }
    Ok(member)
}

/// Meant to be a telephone or a number of identity, and neither. Between dashes stand the parts of a door's number.
fn is_like_a_number(part: &str) -> bool {
    let between_dashes: Vec<String> = part.split(['-', '－', '—', '–']).map(text::narrow).collect();
    let digits = |piece: &String| piece.chars().filter(char::is_ascii_digit).count();
    let runs = between_dashes.iter().flat_map(|piece| piece.split(|c: char| !c.is_ascii_digit()));
    let on_end = runs.map(str::len).max().unwrap_or_default();
    let in_all: usize = between_dashes.iter().map(digits).sum();
    let wordless = between_dashes.iter().all(|piece| piece.is_ascii());
    wordless && (on_end >= LEAST_DIGITS || in_all >= LEAST_DIGITS_IN_ALL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_copied() {
        let typed = "姓名\t身份证号\t手机号\n张示一\t11010519491231002X\t13800001111\n\n李例甲，１３８００００２２２２，胡集镇，例村 3 组\n王示二\n赵例乙  13800003333 例村";
        let read = read(typed).expect("reads");
        let told: Vec<_> = read
            .iter()
            .map(|one| {
                (one.name.as_str(), one.number.as_deref(), one.phone.as_deref(), one.address.as_deref())
            })
            .collect();
        assert_eq!(
            told,
            [
                ("张示一", Some("11010519491231002X"), Some("13800001111"), None),
                ("李例甲", None, Some("１３８００００２２２２"), Some("胡集镇例村 3 组")),
                ("王示二", None, None, None),
                ("赵例乙", None, Some("13800003333"), Some("例村")),
            ]
        );
    }

    #[test]
    fn a_line_that_does_not_read_is_named() {
        let refused = |typed: &str| read(typed).expect_err("is refused");
        let short = refused("张示一\n李例甲，4208811980");
        assert!(short.code == UNREAD && short.says().contains("第 2 行"), "{}", short.says());
        for wrong in ["139000", "139000x", "138-0000-111", "４２２３３４４"] {
            let refused = refused(&format!("张示一\n李例甲，{wrong}，例村"));
            assert!(
                refused.says().contains("第 2 行") && refused.says().contains(wrong),
                "{}",
                refused.says()
            );
        }
        assert!(read("张示一，例村，3，2-1-1203，431900胡集镇").is_ok(), "parts of an address");
        assert!(refused("张示一，13800001111，13800002222").says().contains("有两个手机号"));
        assert_eq!(refused(" \n ").code, REQUIRED);
        assert_eq!(refused(&"张示一\n".repeat(101)).code, TOO_MANY);
    }
}
