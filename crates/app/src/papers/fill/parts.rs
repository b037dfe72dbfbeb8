//! What several papers share: parties, periods with their reasons, signatures, the head of every paper.

mod act;
mod periods;
mod signing;

pub use act::*;
pub use periods::*;
pub use signing::*;

use super::super::case::Case;
use huajie_law::{
    Role, UserId,
    calendar::zh_date,
    clock::{Due, Reason},
    dispute::{self, Agent, Authority, IdentityCheck, Nature, Party},
    identity,
    mediation::RESPONDENT,
    reconsideration::SideAgent,
};
use serde_json::{Map, Value, json};

/// The fields that nearly every paper has, with those of its own.
pub fn with_head(case: &Case, own: Value) -> Value {
    let mut head = Map::new();
    let mut put = |name: &str, value: Value| head.insert(name.to_owned(), value);
    put("office", json!(case.law.settings.centre_name));
    put("case_number", json!(case.dispute.number));
    put("paper_number", json!(case.next_number(&case.dispute.number)));
    put("applicant", json!(case.applicants()));
    put("respondent", json!(case.respondent()));
    put("matter", json!(act_with_branch(&case.dispute.registration.act)));
    let contact = &case.law.settings.contact;
    let found = json!({
        "name": case.clerk, "phone": contact.phone, "address": contact.address, "hours": contact.hours,
    });
    put("contact", found);
    put("dated_on", json!(case.today));
    if let Value::Object(own) = own {
        head.extend(own);
    }
    Value::Object(head)
}

/// Articles as a paper cites them: `《行政复议法》64条1款3项` or `第64条第1款第3项` is `《行政复议法》第六十四条第一款第三项`. What is counted otherwise stays.
pub fn formal(text: &str) -> String {
    let mut written = String::new();
    let (mut rest, mut goes_on) = (text, false);
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let digits = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (number, after) = from.split_at(digits);
        written.push_str(before);
        let before = before.strip_suffix('第').unwrap_or(before);
        let ordinal = before.len() < at;
        let begins = after.starts_with('条')
            && (ordinal || ["》", "号", "号 ", "（"].iter().any(|end| before.ends_with(end)));
        let further = goes_on && before.chars().count() <= 2 && after.starts_with(['条', '款', '项']);
        goes_on = begins || further;
        match number.parse::<usize>() {
            Ok(counted) if goes_on && counted < 1000 => {
                if !ordinal {
                    written.push('第');
                }
                written.push_str(&counted_in_words(counted));
            }
            _ => written.push_str(number),
        }
        rest = after;
    }
    written + rest
}

/// The same of everything that is said in it.
pub fn formally(said: Value) -> Value {
    match said {
        Value::String(text) => Value::String(formal(&text)),
        Value::Array(all) => all.into_iter().map(formally).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, said)| (name, formally(said))).collect(),
        other => other,
    }
}

/// Rule, start and what moved the last day, short enough for a table; the catalogue's remarks stay on the pages.
pub fn short_reason(due: &Due) -> String {
    let told = due.reasons.iter().filter_map(|reason| match reason {
        Reason::Rule { span, article, .. } => Some(format!("{article}，{span}；")),
        Reason::Start { event, on, .. } => Some(format!("自{}（{event}）的次日起算。", zh_date(*on))),
        // That something was done since is no reason for the day.
        Reason::Stopped { .. } => None,
        Reason::Remark { .. } | Reason::Calendar { .. } | Reason::Capped { instead_of: None, .. } => None,
        other => Some(other.zh()),
    });
    let provisional = if due.provisional { "放假安排尚未公布，日期为暂定。" } else { "" };
    formal(&format!("{}{provisional}", told.collect::<String>()))
}

/// A clock's last day with its reason, as the templates take it.
pub fn dated(due: &Due) -> Value {
    json!({ "on": due.bound_on(), "reason": short_reason(due) })
}

pub fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// `2026年12月10日9时30分`.
pub fn hour(at: jiff::civil::DateTime) -> String {
    format!("{}{}时{:02}分", zh_date(at.date()), at.hour(), at.minute())
}

/// A party with everything that identifies it, and its agent.
pub fn party(case: &Case, party: &Party) -> Value {
    let held = &party.particulars;
    let person = case.persons.get(&held.person).cloned().unwrap_or_default();
    let number = person.number.as_deref().filter(|number| !number.is_empty());
    let verified = number.filter(|_| held.identity == IdentityCheck::Verified);
    // Whoever reads the paper takes a number for checked unless it says otherwise.
    let shown = number.map(|number| match held.identity {
        IdentityCheck::Unverified => format!("{number}（{}）", IdentityCheck::Unverified.name_zh()),
        IdentityCheck::Verified | IdentityCheck::NotGiven => number.to_owned(),
    });
    let agents: Vec<Value> =
        held.agent.iter().map(|one| agent(case, one)).chain(agents_here(case, &party.key)).collect();
    let mut shape = json!({
        "role": held.standing.name_zh(),
        "name": case.name(&held.person, &held.label),
        "address": person.address,
        "phone": person.phone,
        "agents": agents,
    });
    let own = match held.nature {
        Nature::NaturalPerson => json!({
            "kind": "person",
            // What a number says counts only when its own check digit agrees.
            "sex": verified.and_then(sex),
            "born_on": verified.and_then(identity::born_on),
            "id_number": shown,
        }),
        Nature::IndividualBusiness | Nature::LegalPerson | Nature::OtherOrganization => json!({
            "kind": "organization",
            "credit_code": shown,
            "legal_representative": person.head,
            "representative_title": held.nature.head_title(),
        }),
    };
    if let (Some(shape), Value::Object(own)) = (shape.as_object_mut(), own) {
        shape.extend(own);
    }
    if held.representative {
        shape["represents"] =
            json!(case.dispute.registration.group.as_ref().map(|group| group.size.to_string()));
    }
    shape
}

/// The last but one digit of an identity number says it (GB 11643).
fn sex(number: &str) -> Option<&'static str> {
    let digits: Vec<u32> = number.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let digit = (number.chars().count() == 18).then(|| digits.get(16)).flatten()?;
    Some(if digit % 2 == 1 { "男" } else { "女" })
}

/// Of an agent whose letter is not on file.
const UNSEEN: &str = "未见授权委托书";

fn agent(case: &Case, agent: &Agent) -> Value {
    let person = case.persons.get(&agent.person);
    // 《民事诉讼法》62条: how far it reaches is what the letter says, and nobody has seen one.
    let authority = match agent.authority {
        Authority::Statutory => "法定代理",
        _ if agent.document.is_none() => UNSEEN,
        Authority::General => "一般授权",
        Authority::Special => "特别授权",
    };
    let title = match agent.authority {
        Authority::Statutory => "法定代理人",
        Authority::General | Authority::Special => "委托代理人",
    };
    json!({
        "title": title,
        "name": case.name(&agent.person, &agent.label),
        "authority": authority,
        "phone": person.and_then(|person| person.phone.clone()),
    })
}

/// Those whom a side has appointed in the reconsideration itself.
fn agents_here(case: &Case, side: &str) -> Vec<Value> {
    let appointed = case.reconsideration().into_iter().flat_map(|held| &held.agents);
    let acting = appointed.filter(|one| one.side == side && one.ended_on.is_none());
    let shape = |one: &SideAgent| {
        let person = one.person.as_ref();
        json!({
            "title": "委托代理人",
            "name": person.map_or(one.label.as_str(), |person| case.name(person, &one.label)),
            "unit": one.kind.name_zh(),
            "authority": one.authority,
            "phone": person.and_then(|person| case.persons.get(person)).and_then(|held| held.phone.clone()),
        })
    };
    acting.map(shape).collect()
}

/// The agency complained against, with its head where the directory knows one.
pub fn respondent(case: &Case) -> Value {
    let agency = &case.dispute.registration.respondent;
    let head = case.law.directory.holders(Role::AgencyHead).find(|(.., held)| held.organization == *agency);
    json!({
        "role": "被申请人",
        "kind": "organization",
        "name": case.respondent(),
        "legal_representative": head.map(|(_, officer, _)| officer.name.clone()),
        "representative_title": "负责人",
        "post": head.and_then(|(.., held)| held.post.clone()),
    })
}

pub fn of_standing(case: &Case, standing: dispute::PartyStanding) -> Vec<Value> {
    standing_as(case, standing).map(|held| party(case, held)).collect()
}

fn standing_as(case: &Case, standing: dispute::PartyStanding) -> impl Iterator<Item = &Party> {
    case.dispute.parties.iter().filter(move |held| held.particulars.standing == standing)
}

/// Those of them who take part in the mediation: whoever left, or never came, agreed to nothing and stands in nothing that the others sign.
pub fn taking_part(case: &Case, standing: dispute::PartyStanding) -> Vec<Value> {
    let is_here = |held: &&Party| case.mediation().is_none_or(|mediation| mediation.is_side(&held.key));
    let here = standing_as(case, standing).filter(is_here);
    here.map(|held| {
        let mut shape = party(case, held);
        if shape.get("represents").is_some() {
            shape["represents"] = json!(represented_here(case).map(|size| size.to_string()));
        }
        // Whoever has shown no letter takes part in nothing that is agreed or asked for.
        if let Some(agents) = shape["agents"].as_array_mut() {
            agents.retain(|agent| agent["authority"] != UNSEEN);
        }
        shape
    })
    .collect()
}

/// For how many a representative signs beside those who sign themselves; nobody where each of them does.
fn represented_here(case: &Case) -> Option<usize> {
    let size = case.dispute.registration.group.as_ref()?.size as usize;
    let named = case.dispute.applicants().count();
    let gone = case
        .dispute
        .applicants()
        .filter(|held| case.mediation().is_some_and(|mediation| !mediation.is_side(&held.key)));
    (size > named).then(|| size - gone.count())
}

/// A decision and an agreement are read by the other side and by whoever they are shown to: they name the parties, nobody calls them from
/// it, and what proves who somebody is stands in none of them.
pub fn for_the_other_side(mut parties: Vec<Value>) -> Vec<Value> {
    for party in parties.iter_mut().filter_map(Value::as_object_mut) {
        party.remove("phone");
        party.remove("id_number");
        let agents = party.get_mut("agents").and_then(Value::as_array_mut);
        for agent in agents.into_iter().flatten().filter_map(Value::as_object_mut) {
            agent.remove("phone");
        }
    }
    parties
}

pub fn officer_name(case: &Case, user: &UserId) -> String {
    case.law.directory.officer(user).map_or_else(|| user.to_string(), |officer| officer.name.clone())
}

/// The post in which somebody sits at the table.
pub fn officer_post(case: &Case, user: &UserId, role: Role) -> Option<String> {
    let officer = case.law.directory.officer(user)?;
    let held = officer.capacities.iter().find(|held| held.role == role).or(officer.capacities.first())?;
    let organization = case.law.directory.name_of(&held.organization);
    Some(format!("{organization}{}", held.post.as_deref().unwrap_or(held.role.name_zh())))
}

/// What a side is called where it signs.
pub fn side_role(case: &Case, side: &str) -> &'static str {
    if side == RESPONDENT {
        return "被申请人";
    }
    case.dispute.party(side).map_or("主调人员", |held| held.particulars.standing.name_zh())
}

/// `六十四`, `十二`, `一百零三`; below a thousand.
pub fn counted_in_words(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let hundreds_said = if hundreds > 0 { format!("{}百", DIGITS[hundreds]) } else { String::new() };
    let tens_said = match (hundreds, tens) {
        (0, 0) => String::new(),
        (_, 0) if ones > 0 => "零".to_owned(),
        (_, 0) => String::new(),
        (0, 1) => "十".to_owned(),
        (_, tens) => format!("{}十", DIGITS[tens]),
    };
    format!("{hundreds_said}{tens_said}{}", DIGITS[ones])
}

#[cfg(test)]
mod tests {
    use super::formal;

    #[test]
    fn a_paper_cites_an_article_in_words_and_leaves_what_is_counted_otherwise() {
        for (article, cited) in [
            ("《行政复议法》64条1款3项", "《行政复议法》第六十四条第一款第三项"),
            ("《行政复议法》68条", "《行政复议法》第六十八条"),
            ("《行政诉讼法》10条、12条", "《行政诉讼法》第十条、第十二条"),
            ("法释〔2018〕1号 103条、110条", "法释〔2018〕1号 第一百零三条、第一百一十条"),
            ("共提交 3 项材料、2条意见（31条）", "共提交 3 项材料、2条意见（第三十一条）"),
            ("《行政复议法》第七十五条", "《行政复议法》第七十五条"),
        ] {
            assert_eq!(formal(article), cited);
        }
    }
}
