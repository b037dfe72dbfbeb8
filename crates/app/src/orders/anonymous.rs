//! What the public reads of a decision (《行政复议法》79条) names nobody whom this house keeps sealed: neither by the name nor by the
//! home nor by a telephone nor by a number of identity, however it is typed. The law cannot know them; both doors ask here.

use crate::{
    http::Trouble,
    office::{Office, Person},
};
use huajie_law::{
    Actor, AnyMatter, Code, File, MatterId, Refusal,
    dispute::{Agent, Dispute, Nature},
    reconsideration::{JOINED, Reconsideration},
    text,
};
use serde_json::Value;

pub const NAMED: Code = Code::citing(
    "reconsideration.publish.named",
    "公开的文本里还有当事人、代理人的姓名、住址、电话或者证件号码，请隐去再公开",
    "《行政复议法》79条1款、《个人信息保护法》25条、28条",
);

/// A name of one character would be found in every sentence.
const SHORTEST_NAME: usize = 2;
/// Of a landline, without its area code.
const SUBSCRIBER_DIGITS: usize = 7;
/// Of a home: less than this is said of many.
const SHORTEST_HOME: usize = 4;
const NUMERALS: &str = "一二三四五六七八九十";
/// What is counted behind the street or the village; a lane has many homes.
const GATES: [char; 6] = ['号', '组', '栋', '幢', '座', '楼'];
/// What stands between a number and its extension once it is stored.
const EXTENSION: char = '转';

/// Refuses a text for the public that names somebody.
pub(super) async fn ensure(
    office: &Office,
    actor: &Actor,
    file: &File,
    held: &Reconsideration,
    order: &Value,
) -> Result<(), Trouble> {
    // Whoever may not publish is refused by the law, and cannot try out names.
    let command = order["command"].as_str().unwrap_or_default();
    let offers = huajie_law::offers(file, actor, office.now(), &office.law());
    if !offers.iter().any(|offer| offer.command == command && offer.refusal.is_none()) {
        return Ok(());
    }
    for sealed in known(office, &file.id, held).await? {
        let person = office.open_person(&sealed.person).await?;
        for field in ["text", "removed"] {
            let said = order[field].as_str().unwrap_or_default();
            if let Some(what) = named(said, &person, sealed.nature) {
                let why = format!("这里还有{}的{what}，请隐去再公开", sealed.label);
                return Err(Refusal::at(NAMED, field).because(why).into());
            }
        }
    }
    Ok(())
}

/// Somebody of the file whom the vault keeps.
struct Sealed {
    person: huajie_law::PersonId,
    label: String,
    nature: Nature,
}

/// Everybody who is or was a party of it or of what is tried together with it, and who speaks or spoke for them.
async fn known(office: &Office, id: &MatterId, held: &Reconsideration) -> Result<Vec<Sealed>, Trouble> {
    let mut known = agents(held);
    let mut disputes = vec![id.root()];
    let mut others: Vec<MatterId> = held.joined.iter().map(|joined| joined.with.clone()).collect();
    // Whichever of the two it was recorded on.
    others.extend(office.ledger.marked(&format!("{JOINED}{id}")).await?);
    for other in others {
        if let Some(AnyMatter::Reconsideration(held)) =
            office.ledger.load(&other).await?.and_then(|file| file.matter)
        {
            known.extend(agents(&held));
        }
        disputes.push(other.root());
    }
    for id in disputes {
        if let Some(AnyMatter::Dispute(dispute)) = office.ledger.load(&id).await?.and_then(|file| file.matter)
        {
            known.extend(of_dispute(&dispute));
        }
    }
    Ok(known)
}

/// Who speaks there, and where its parties wish to be served.
fn agents(held: &Reconsideration) -> Vec<Sealed> {
    let sealed = held.agents.iter().filter_map(|agent| {
        let (person, label) = (agent.person.clone()?, agent.label.clone());
        Some(Sealed { person, label, nature: Nature::NaturalPerson })
    });
    let served = held.brief.parties.iter().filter_map(|party| {
        let person = held.address_of(&party.key)?.address.person.clone();
        Some(Sealed { person, label: party.label.clone(), nature: party.nature })
    });
    sealed.chain(served).collect()
}

fn of_dispute(dispute: &Dispute) -> Vec<Sealed> {
    let spoken = |agent: &Agent| Sealed {
        person: agent.person.clone(),
        label: agent.label.clone(),
        nature: Nature::NaturalPerson,
    };
    let mut sealed = Vec::new();
    for party in &dispute.parties {
        let now = &party.particulars;
        let before = party.former.iter().map(|former| (&former.person, &former.label, former.nature));
        let seats = before.chain([(&now.person, &now.label, now.nature)]);
        sealed.extend(seats.map(|(person, label, nature)| Sealed {
            person: person.clone(),
            label: label.clone(),
            nature,
        }));
        let agents = party.former.iter().filter_map(|former| former.agent.as_ref()).chain(&now.agent);
        sealed.extend(agents.map(spoken));
    }
    sealed
}

/// What of this person stands in the text. The name and the credit code of an enterprise are public.
fn named(said: &str, person: &Person, nature: Nature) -> Option<&'static str> {
    let personal = matches!(nature, Nature::NaturalPerson | Nature::IndividualBusiness);
    let name = text::narrow(&person.name);
    let name = Some(name).filter(|name| personal && name.chars().count() >= SHORTEST_NAME);
    // The name of an enterprise is public; who stands at its head is somebody.
    let head = person.head.as_deref().map(text::narrow).filter(|head| head.chars().count() >= SHORTEST_NAME);
    let number = person.number.as_deref().map(bare).filter(|number| personal && !number.is_empty());
    let phone = person.phone.as_deref().and_then(dialled);
    let homes = person.address.as_deref().filter(|_| personal).map(homes).unwrap_or_default();
    passages(said).iter().find_map(|passage| {
        let (words, bare) = (text::narrow(passage), bare(passage));
        let has = |text: &str, what: &Option<String>| what.as_ref().is_some_and(|what| text.contains(what));
        if has(&words, &name) {
            Some("姓名（名称）")
        } else if has(&words, &head) {
            Some("法定代表人、负责人或者经营者的姓名")
        } else if homes.iter().any(|home| stands_in(&bare, home)) {
            Some("住址")
        } else if has(&bare, &phone) {
            Some("电话")
        } else {
            has(&bare, &number).then_some("证件号码")
        }
    })
}

/// The text as it is read: a line that ends in the middle of a sentence, as in what is copied out of a paper, goes on in the next.
fn passages(said: &str) -> Vec<String> {
    const ENDS: [char; 6] = ['。', '；', '！', '？', '：', '.'];
    let mut passages = vec![String::new()];
    for line in said.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if passages.last().is_some_and(|passage| passage.ends_with(ENDS)) {
            passages.push(String::new());
        }
        passages.last_mut().expect("there is one").push_str(line);
    }
    passages
}

/// Letters and digits alone: whatever was typed between the digits of a number is gone.
fn bare(text: &str) -> String {
    text::narrow(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || NUMERALS.contains(c)
}

/// A home in a text; 11号 is not 1号.
fn stands_in(text: &str, home: &str) -> bool {
    let numbered = |c: Option<char>| c.is_some_and(is_numeral);
    text.match_indices(home)
        .any(|(at, _)| !numbered(home.chars().next()) || !numbered(text[..at].chars().last()))
}

/// A home as it is said in full, and without the house behind the first number: whoever leaves the door out names the gate.
fn homes(address: &str) -> Vec<String> {
    let Some(home) = home(address) else { return Vec::new() };
    let all: Vec<char> = home.chars().collect();
    let gate =
        all.windows(2).position(|pair| is_numeral(pair[0]) && GATES.contains(&pair[1])).map(|at| at + 2);
    let gate = gate.filter(|end| (SHORTEST_HOME..all.len()).contains(end));
    gate.map(|end| all[..end].iter().collect()).into_iter().chain([home]).collect()
}

/// Street, number and door: how a home is said by whoever leaves the town and the district out. What has no number names a village or a
/// street, where many live and after which bodies are called.
fn home(address: &str) -> Option<String> {
    const COUNTED: [char; 10] = ['号', '组', '栋', '幢', '座', '楼', '室', '户', '巷', '弄'];
    let all: Vec<char> = bare(address).chars().collect();
    let is_counted = |pair: &[char]| NUMERALS.contains(pair[0]) && COUNTED.contains(&pair[1]);
    let numbered = |home: &[char]| home.iter().any(char::is_ascii_digit) || home.windows(2).any(is_counted);
    let shorter = std::iter::successors(Some(&all[..]), |home| below(home));
    let homes = shorter.filter(|home| home.len() >= SHORTEST_HOME && numbered(home));
    homes.last().map(|home| home.iter().collect())
}

/// What stands behind the first division of an address; none where it begins with no division.
fn below(address: &[char]) -> Option<&[char]> {
    const DIVISIONS: [&[char]; 9] = [
        &['自', '治', '区'],
        &['自', '治', '州'],
        &['街', '道'],
        &['省'],
        &['市'],
        &['县'],
        &['区'],
        &['镇'],
        &['乡'],
    ];
    const LONGEST: usize = 9;
    // A 小区 or an 园区 is somebody's home.
    const NO_DIVISION: [char; 4] = ['小', '社', '园', '校'];
    (2..LONGEST.min(address.len())).find_map(|at| {
        let ends = DIVISIONS.iter().find(|word| address[at..].starts_with(word))?;
        let no_division = ends[..] == ['区'] && NO_DIVISION.contains(&address[at - 1]);
        (!no_division).then(|| &address[at + ends.len()..])
    })
}

/// The digits by which somebody is called: of a landline those that are dialled in its own town.
fn dialled(phone: &str) -> Option<String> {
    let number = phone.split(EXTENSION).next().unwrap_or_default();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let from = if digits.starts_with('0') { digits.len().saturating_sub(SUBSCRIBER_DIGITS) } else { 0 };
    Some(digits[from..].to_owned()).filter(|digits| digits.len() >= SUBSCRIBER_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whoever() -> Person {
        Person {
            name: "冯低保".into(),
            number: Some("42088119800101001X".into()),
            phone: Some("13900000081".into()),
            address: Some("湖北省钟祥市郢中街道某路1号2栋".into()),
            ..Person::default()
        }
    }

    #[test]
    fn a_home_is_found_however_much_of_the_address_is_said() {
        for said in [
            "申请人住钟祥市郢中街道某路1号2栋，不服",
            "家住某路 1 号 2 栋",
            "郢中某路１号２栋",
            "住某路1号",
            "某路 1 号院内",
        ] {
            assert_eq!(named(said, &whoever(), Nature::NaturalPerson), Some("住址"), "{said}");
        }
        for said in ["钟祥市郢中街道办事处", "某路11号", "某路11号2栋", "钟祥市某路", "1号"]
        {
            assert_eq!(named(said, &whoever(), Nature::NaturalPerson), None, "{said}");
        }
        for (address, said) in [
            ("钟祥市胡集镇", None),
            ("钟祥市胡集镇某村", None),
            ("钟祥市胡集镇某村三组", Some("某村三组")),
            ("新市镇市场路3号", Some("市场路3号")),
            ("郢中小区3栋", Some("郢中小区3栋")),
            ("东门市场3号", Some("东门市场3号")),
        ] {
            assert_eq!(home(address).as_deref(), said, "{address}");
        }
    }

    #[test]
    fn a_home_is_found_without_its_door_and_another_number_is_another_home() {
        for (address, said) in [
            ("钟祥市胡集镇某村三组12号", vec!["某村三组", "某村三组12号"]),
            ("钟祥市城北三巷5号", vec!["城北三巷5号"]),
            ("钟祥市某路2号", vec!["某路2号"]),
            ("钟祥市1号楼2单元301室", vec!["1号楼2单元301室"]),
        ] {
            assert_eq!(homes(address), said, "{address}");
        }
        assert!(stands_in("住1号楼2单元", "1号楼2单元") && !stands_in("住11号楼2单元", "1号楼2单元"));
    }

    #[test]
    fn a_person_is_found_however_the_name_and_the_numbers_are_typed() {
        for (said, what) in [
            ("申请人冯低保不服民政局", "姓名（名称）"),
            ("申请人冯 低 保不服", "姓名（名称）"),
            ("冯　低　保", "姓名（名称）"),
            ("冯·低-保", "姓名（名称）"),
            ("电话139-0000-0081。", "电话"),
            ("电话１３９００００００８１", "电话"),
            ("139 0000 0081", "电话"),
            ("（139）00000081", "电话"),
            ("证件4208 8119 8001 0100 1x", "证件号码"),
            ("证件420881-19800101-００１Ｘ", "证件号码"),
            ("申请人：冯低\n保。被申请人", "姓名（名称）"),
            ("申请人冯\n\n  低保不服", "姓名（名称）"),
            ("电话139000\r\n00081", "电话"),
            ("证件420881\n19800101001X", "证件号码"),
            ("住某路1\n号2栋", "住址"),
        ] {
            assert_eq!(named(said, &whoever(), Nature::NaturalPerson), Some(what), "{said}");
        }
    }

    #[test]
    fn what_names_nobody_passes_and_so_does_the_name_of_an_enterprise() {
        for said in ["申请人冯某某不服民政局", "退还 13900 元，0081 号", "见冯。\n低保金按月发放"]
        {
            assert_eq!(named(said, &whoever(), Nature::NaturalPerson), None, "{said}");
        }
        let company =
            Person {
                name: "示例商贸有限公司".into(), phone: Some("07244223344".into()), ..whoever()
            };
        assert_eq!(named("申请人示例商贸有限公司", &company, Nature::LegalPerson), None);
        let led = Person { head: Some("李领头".into()), ..company.clone() };
        assert!(
            named("法定代表人李 领头到场", &led, Nature::LegalPerson).is_some(),
            "who stands at its head"
        );
        assert_eq!(named("电话 422-3344", &company, Nature::LegalPerson), Some("电话"));
    }
}
