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
    let mut lines = typed.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty()).peekable();
    // Copied with the head of its table.
    lines.next_if(|(_, line)| line.contains("姓名"));
    let mut members: Vec<IntakeParty> = Vec::new();
    for (at, line) in lines {
        let unread =
            |detail: String| Refusal::at(UNREAD, FIELD).because(format!("第 {} 行：{detail}", at + 1));
        let member = person(line).map_err(unread)?;
        if members.iter().any(|other| cannot_be_told_apart(other, &member)) {
            let detail = "和前面一行是同一个姓名，又没有不同的证件号、电话、地址；是同一个人的去掉一行，是两个人的补上";
            return Err(unread(detail.to_owned()));
        }
        members.push(member);
    }
    match members.len() {
        0 => Err(Refusal::at(REQUIRED, FIELD)),
        1..=MOST_AT_ONCE => Ok(members),
        _ => Err(Refusal::at(TOO_MANY, FIELD)),
    }
}

/// The same name, and nothing that is another.
fn cannot_be_told_apart(one: &IntakeParty, other: &IntakeParty) -> bool {
    let (one, other) = (one.person(), other.person());
    let differs =
        |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some() && one != other;
    one.name == other.name
        && !differs(&one.number, &other.number)
        && !differs(&one.phone, &other.phone)
        && !differs(&one.address, &other.address)
}

/// What a roll says beside and nobody needs: the row's own number before the name, sex, and of which people somebody is.
fn is_beside_the_matter(part: &str) -> bool {
    let people = part.ends_with('族') && part.chars().count() <= 5;
    people || matches!(part, "男" | "女" | "汉")
}

/// `1.张三` is 张三.
fn without_its_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    match rest.strip_prefix(['.', '．', '、', ')', '）']) {
        Some(name) if rest.len() < line.len() => name.trim_start(),
        _ => line,
    }
}

fn person(line: &str) -> Result<IntakeParty, String> {
    let line = without_its_number(line);
    // A table that was copied comes with tabs, of which the form leaves blanks.
    let marks = ['，', ',', '、', '；', ';'];
    let between = |c: char| if line.contains(marks) { marks.contains(&c) } else { c.is_whitespace() };
    let mut parts = line.split(between).map(str::trim).filter(|part| !part.is_empty()).peekable();
    let is_of_the_row = |part: &&str| text::narrow(part.trim_end_matches(['.', '．'])).parse::<u16>().is_ok();
    parts.next_if(is_of_the_row);
    let mut member = IntakeParty {
        standing: PartyStanding::Applicant,
        nature: Nature::NaturalPerson,
        name: text::person_name(parts.next().unwrap_or_default())?,
        number: None,
        phone: None,
        address: None,
        head: None,
        representative: false,
        agent: None,
    };
    for part in parts.filter(|part| !is_beside_the_matter(part)) {
        let narrow = text::narrow(part);
        let digits = narrow.chars().filter(char::is_ascii_digit).count();
        let is_number = digits + usize::from(narrow.ends_with(['X', 'x'])) == narrow.chars().count();
        let (slot, what) = match narrow.chars().count() {
            15 | 18 if is_number => (&mut member.number, "身份证号"),
            _ if telephone::is_phone(part) => (&mut member.phone, "手机号"),
            // A house's number stands behind its street.
            _ if is_like_a_number(part) || member.address.is_none() && is_wordless(part) => {
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
    is_wordless(part) && (on_end >= LEAST_DIGITS || in_all >= LEAST_DIGITS_IN_ALL)
}

fn is_wordless(part: &str) -> bool {
    part.split(['-', '－', '—', '–']).all(|piece| text::narrow(piece).is_ascii())
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
    fn a_roll_with_the_numbers_of_its_rows_and_the_sex_of_each_is_read_and_the_same_line_twice_is_not() {
        let typed = "序号\t姓名\t性别\t民族\t身份证号\n1\t张示一\t男\t汉族\t11010519491231002X\n2\t李例甲\t女\t土家族\t例村三组";
        let read_ = read(typed).expect("reads");
        let told: Vec<_> = read_.iter().map(|one| (one.name.as_str(), one.address.as_deref())).collect();
        assert_eq!(told, [("张示一", None), ("李例甲", Some("例村三组"))]);
        let numbered =
            read("1、张示一 13800001111\n２．李例甲，0724.4223344，胡集镇，5.2公里处").expect("reads");
        let told: Vec<_> = numbered
            .iter()
            .map(|one| (one.name.as_str(), one.phone.as_deref(), one.address.as_deref()))
            .collect();
        let (first, second) = (("张示一", Some("13800001111"), None), "胡集镇5.2公里处");
        assert_eq!(told, [first, ("李例甲", Some("0724.4223344"), Some(second))]);
        let twice = read("张示一\n李例甲\n张示一，13800001111").expect_err("is refused");
        assert!(twice.says().contains("第 3 行") && twice.says().contains("同一个姓名"), "{}", twice.says());
        assert!(read("张示一，例村一组\n张示一，例村二组").is_ok(), "two of one name");
    }

    #[test]
    fn a_line_that_does_not_read_is_named() {
        let refused = |typed: &str| read(typed).expect_err("is refused");
        let short = refused("张示一\n李例甲，4208811980");
        assert!(short.code == UNREAD && short.says().contains("第 2 行"), "{}", short.says());
        for wrong in ["4208", "139", "139000", "139000x", "138-0000-111", "４２２３３４４"] {
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
        let many: String = (1..=101).map(|at| format!("张示一，例村{at}号\n")).collect();
        assert_eq!(refused(&many).code, TOO_MANY);
    }
}
