//! Papers of a reconsideration run here: what each is about, its name, the letters, the receipt of service. The body signs, not the
//! centre.
//!
//! `applying.rs`: the application; `receiving.rs`: from its review to the copy; `trying.rs`: third party, hearing, stay, review of a rule; `running.rs`: suspension,
//! extension, other ends; `deciding.rs`: decision and statement; `after.rs`: opinion, proposal, what is done when nothing is performed;
//! `committee.rs`: what the committee was asked and said; `inquiry.rs`: the record of an inquiry.

mod after;
mod applying;
mod committee;
mod deciding;
mod inquiry;
mod receiving;
mod running;
mod trying;

use super::{super::case::Case, parts::*};
use crate::papers::draft::{APPLICATION_COPY, Draft};
use huajie_law::{
    calendar::zh_date,
    dispute::ActKind,
    mediation::RESPONDENT,
    mirrored::NamedClock,
    reconsideration::{
        Consultation, Delivery, Hearing, Inquiry, Measure, Notice, PaperKind, Pressure, RULE_BODY,
        Reconsideration, RuleReview, Stay,
    },
};
use serde_json::{Value, json};

pub use applying::{TO_RECONSIDER, application};
pub use committee::record as committee_record;
pub use deciding::decision;
pub use inquiry::record as inquiry_record;
pub use trying::minutes as hearing_minutes;

/// The key of a mediation statement that is still to be signed and sealed (73条).
pub const TO_BE_SEALED: &str = "statement";

/// What a paper is about: a notice on whose service something hangs, or an act that is told of by letter and needs no more.
pub enum About<'a> {
    Notice(&'a Notice),
    /// Not stayed, or stayed no longer.
    Stay(&'a Stay),
    /// 59条: to be put right by its maker.
    Rule(&'a RuleReview),
    /// 约谈、通报批评.
    Measure(&'a Pressure),
    Committee(&'a Consultation),
    /// 听证笔录.
    Hearing(&'a Hearing),
    /// 调查笔录.
    Inquiry(&'a Inquiry),
    ToBeSealed,
}

/// A letter's parts: what it opens with, and its sections.
struct Letter {
    opening: Vec<String>,
    sections: Vec<Value>,
}

fn section(heading: &str, paragraphs: impl IntoIterator<Item = String>) -> Value {
    json!({ "heading": heading, "paragraphs": paragraphs.into_iter().collect::<Vec<_>>() })
}

/// What somebody typed, a paragraph for each line, each ended as a sentence is.
fn lines(text: &str) -> Vec<String> {
    paragraphs(text).into_iter().map(sentence).collect()
}

fn sentence(line: &str) -> String {
    let ended = line.ends_with(['。', '！', '？', '；', '：', '…', '”', '）']);
    if ended { line.to_owned() } else { format!("{line}。") }
}

fn period(heading: &str, paragraphs: Vec<String>, clock: Option<&NamedClock>, case: &Case) -> Value {
    let due = clock.map(|named| (named, named.clock.due(&case.law.calendar)));
    let periods: Vec<Value> = due
        .into_iter()
        .map(|(named, due)| json!({ "name": named.title, "due_on": due.bound_on(), "reason": short_reason(&due) }))
        .collect();
    json!({ "heading": heading, "paragraphs": paragraphs, "periods": periods })
}

/// The body's own head, in place of the centre's.
fn of_body(case: &Case, held: &Reconsideration, own: Value) -> Value {
    let numbered = own.get("paper_number").is_some();
    let mut data = with_head(case, own);
    data["office"] = json!(case.law.directory.name_of(&held.bodies.body));
    data["case_number"] = json!(held.number);
    if !numbered {
        data["paper_number"] = json!(case.next_number(&held.number));
    }
    data
}

/// 文号: the decision's own where it was given one, else the reconsideration's and the place among its papers.
pub fn number(case: &Case, draft: &Draft) -> Option<String> {
    let held = case.reconsideration()?;
    let decided = held.decided.as_ref().filter(|decided| {
        draft.template == "reconsideration_decision" && draft.session.as_ref() == Some(&decided.notice)
    });
    let own = decided.and_then(|decided| decided.number.clone());
    Some(own.unwrap_or_else(|| case.next_number(&held.number)))
}

/// The place of one in its list, from one: acts that carry no key of their own are named by it.
fn nth<'a, T>(list: &'a [T], letter: char, key: &str) -> Option<&'a T> {
    let at: usize = key.strip_prefix(letter)?.parse().ok()?;
    list.get(at.checked_sub(1)?)
}

pub fn about<'a>(held: &'a Reconsideration, key: &str) -> Option<About<'a>> {
    if key == TO_BE_SEALED {
        return Some(About::ToBeSealed);
    }
    let stay = held.stays.iter().find(|stay| stay.key == key);
    let rule = held.rule_reviews.iter().find(|review| review.key == key);
    held.notice(key)
        .map(About::Notice)
        .or(stay.map(About::Stay))
        .or(rule.map(About::Rule))
        .or(nth(&held.measures, 'm', key).map(About::Measure))
        .or(nth(&held.consultations, 'c', key).map(About::Committee))
        .or(held.hearings.iter().find(|hearing| hearing.key == key).map(About::Hearing))
        .or(held.inquiries.iter().find(|one| one.key == key).map(About::Inquiry))
}

/// `于2026年11月10日作出的罚款 5000 元的决定（钟市监罚〔2026〕1号）`; what was never answered, and what an agreement left undone, was never
/// made and is called by its name alone.
fn act_of(case: &Case) -> String {
    let act = &case.dispute.registration.act;
    let number = act.document_number.as_deref().map(str::trim).filter(|number| !number.is_empty());
    let number = number.map(|number| format!("（{number}）")).unwrap_or_default();
    if act.is_inaction() || act.kind == ActKind::Agreement {
        return format!("{}{number}", act_with_branch(act));
    }
    let on = act.made_on.map(|on| format!("于{}", zh_date(on))).unwrap_or_default();
    let said = NAMES_OF_ACTS.iter().any(|name| act.title.ends_with(name));
    let decision = if said { "" } else { "的决定" };
    // It follows upon the name of the agency.
    let branch = act.branch.as_deref().unwrap_or_default();
    format!("{branch}{on}作出的{}{decision}{number}", act.title)
}

/// A title that ends so says by itself what kind of act it is.
const NAMES_OF_ACTS: [&str; 12] =
    ["决定", "决定书", "通知", "通知书", "认定书", "证明", "批复", "答复", "意见", "意见书", "裁决", "行为"];

/// 案由.
fn on_what(case: &Case) -> String {
    format!("{}不服{}{}", case.applicants(), case.respondent(), act_of(case))
}

/// The paper's own name: what a notice is called is said by the law once.
pub fn title(held: Option<&Reconsideration>, draft: &Draft) -> Option<String> {
    let key = draft.session.as_deref()?;
    if key == TO_RECONSIDER && draft.template != "service_receipt" {
        return Some(applying::title(held, draft.template == APPLICATION_COPY));
    }
    let about = about(held?, key)?;
    let name = name(&about);
    Some(match draft.template {
        "service_receipt" => format!("送达回证（{name}）"),
        "advice_record" if matches!(about, About::Committee(_)) => "行政复议委员会咨询意见记录".to_owned(),
        _ => name,
    })
}

fn name(about: &About<'_>) -> String {
    match about {
        About::Notice(notice) => match notice.paper {
            PaperKind::Copy => "行政复议答复通知书".to_owned(),
            PaperKind::ThirdPartyNotice => "第三人参加行政复议通知书".to_owned(),
            PaperKind::StayNotice
            | PaperKind::Urging
            | PaperKind::Decision
            | PaperKind::Statement
            | PaperKind::Opinion
            | PaperKind::SuperiorCopy
            | PaperKind::Proposal => notice.paper.name_zh().to_owned(),
            other => format!("行政复议{}", other.name_zh()),
        },
        About::Stay(stay) if stay.lifted_on.is_some() => "恢复执行通知书".to_owned(),
        About::Stay(_) => "停止执行申请处理告知书".to_owned(),
        About::Rule(_) => "责令纠正通知书".to_owned(),
        About::Measure(held) if held.measure == Measure::Criticism => "通报批评".to_owned(),
        About::Measure(_) => "约谈通知书".to_owned(),
        About::Committee(_) => "提请行政复议委员会咨询函".to_owned(),
        About::Hearing(_) => trying::MINUTES.to_owned(),
        About::Inquiry(_) => inquiry::RECORD.to_owned(),
        About::ToBeSealed => PaperKind::Statement.name_zh().to_owned(),
    }
}

/// Whether only the office and the body may read it.
pub fn is_internal(held: &Reconsideration, draft: &Draft) -> bool {
    let about = draft.session.as_deref().and_then(|key| about(held, key));
    matches!(about, Some(About::Committee(_) | About::Hearing(_) | About::Inquiry(_)))
}

pub fn letter(case: &Case, to: Option<&str>, key: &str) -> Option<Value> {
    let held = case.reconsideration()?;
    let about = about(held, key)?;
    let (letter, dated_on) = match &about {
        About::Notice(notice) => (of_notice(case, held, to?, notice)?, notice.made_on),
        About::Stay(stay) => trying::not_stayed(case, held, stay)?,
        About::Rule(review) => trying::put_right(case, held, review)?,
        About::Measure(pressure) => after::pressed(case, held, pressure),
        About::Committee(asked) => committee::asked(case, held, asked),
        About::Hearing(_) | About::Inquiry(_) | About::ToBeSealed => return None,
    };
    let own = json!({
        "title": name(&about),
        "addressee": addressee(case, held, to, &about),
        "opening": formally(json!(letter.opening)),
        "sections": formally(json!(letter.sections)),
        "dated_on": dated_on,
    });
    Some(of_body(case, held, own))
}

/// The body of a rule is the one of that very review, whichever is under way.
fn addressee(case: &Case, held: &Reconsideration, to: Option<&str>, about: &About<'_>) -> String {
    let review = match about {
        About::Rule(review) => Some(*review),
        About::Notice(notice) => {
            held.rule_reviews.iter().find(|review| review.notice.as_ref() == Some(&notice.key))
        }
        _ => None,
    };
    match (to, review) {
        (Some(RULE_BODY), Some(review)) => {
            review.plan.forward_to.clone().unwrap_or_else(|| review.plan.maker.clone())
        }
        (Some(to), _) => case.side_name(to),
        (None, _) => format!("{}行政复议委员会", case.law.directory.name_of(&held.bodies.body)),
    }
}

fn of_notice(case: &Case, held: &Reconsideration, to: &str, notice: &Notice) -> Option<Letter> {
    use PaperKind::*;
    let clocks = held.clocks(&case.law);
    let clock = |name: &str| clocks.iter().find(|named| named.name == name);
    Some(match notice.paper {
        Acceptance => receiving::accepted(case, held, to, clock("decision"))?,
        Refusal => receiving::refused(case, held)?,
        SupplementNotice => receiving::supplement(case, held)?,
        Copy => receiving::copy(case, held, clock("reply")),
        ThirdPartyNotice => trying::third_party(case, held),
        HearingNotice => trying::hearing(case, held, to, &notice.key)?,
        StayNotice => trying::stayed(case, held, &notice.key)?,
        RuleNotice | RuleForwarding => trying::rule(case, held, &notice.key, &clocks)?,
        Suspension => running::suspended(case, held, &notice.key)?,
        Resumption => running::resumed(case, held, notice, clock("decision")),
        Extension => running::extended(case, held)?,
        Termination => running::terminated(case, held, to)?,
        Opinion | Proposal => after::opinion(case, held, &notice.key, &clocks)?,
        Urging => after::urged(case, held, &notice.key)?,
        SuperiorCopy => after::copied(case, held, &notice.key)?,
        // These have a form of their own.
        Decision | Statement => return None,
    })
}

/// 申请人因不服 … 申请行政复议: how every letter begins.
fn opening(case: &Case, held: &Reconsideration) -> String {
    format!(
        "{}不服{}{}，于{}申请行政复议（案号：{}）",
        case.applicants(),
        case.respondent(),
        act_of(case),
        zh_date(held.application.received_on),
        held.number
    )
}

/// 送达回证 for one side of one paper.
pub fn service_receipt(case: &Case, to: &str, key: &str) -> Option<Value> {
    let held = case.reconsideration()?;
    let notice = held.notice(key)?;
    let attempts = notice.deliveries.iter().filter(|delivery| delivery.recipient == to);
    let attempts: Vec<Value> = attempts
        .map(|delivery| {
            json!({
                "on": delivery.on,
                "way": delivery.by.zh(),
                "result": result(delivery, case),
                "note": delivery.told_zh(),
            })
        })
        .collect();
    let served_on = notice.served_on(to, &case.law.calendar);
    let reached = notice.deliveries.iter().find(|delivery| delivery.recipient == to && !delivery.failed);
    let number = held
        .decided
        .as_ref()
        .filter(|decided| decided.notice == key)
        .and_then(|decided| decided.number.clone());
    let letter = Draft {
        template: "reconsideration_letter",
        to: Some(to.to_owned()),
        session: Some(key.to_owned()),
        attempt: Some(held.brief.ordinal),
    };
    let number = number.or_else(|| letter.issued_among(case).last()?.number.clone());
    let confirmed = held.address_of(to).and_then(|one| case.persons.get(&one.address.person));
    let registered = || case.dispute.party(to).and_then(|party| case.persons.get(&party.particulars.person));
    // Where the party has confirmed that it is to be served, and who takes it there.
    let address = match confirmed {
        Some(held) => held.address.as_ref().map(|address| format!("{address}（{}收）", held.name)),
        None => registered().and_then(|person| person.address.clone()),
    };
    let own = json!({
        "paper": name(&About::Notice(notice)),
        "paper_of": number,
        "addressee": addressee(case, held, Some(to), &About::Notice(notice)),
        "place": address,
        "served_on": served_on,
        "way": reached.map(|delivery| delivery.by.zh()),
        "note": reached.and_then(Delivery::told_zh),
        "issued_by": case.clerk,
        "attempts": attempts,
    });
    Some(of_body(case, held, own))
}

/// Of a public notice the day on which it counts as served, not that on which it was put up (民诉法95条).
fn result(delivery: &Delivery, case: &Case) -> String {
    if delivery.failed {
        return "没有送到".into();
    }
    let served = delivery.by.served(delivery.on, &case.law.calendar);
    match served.on == delivery.on {
        true => "已送达".into(),
        false => format!("{}视为送达", zh_date(served.on)),
    }
}

#[cfg(test)]
mod tests;
