//! The law's answer as programs read it: the API and `huajie remedies --json` give the same.

use huajie_law::{
    calendar::zh_date,
    clock::Due,
    ways::{Answer, Basis, Office, Passage, Period, Prospect, Way},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// Every way on a day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Remedies {
    /// The day for which it is answered.
    #[schemars(with = "String")]
    on: Date,
    ways: Vec<OneWay>,
    /// What was assumed, and that this is no legal advice.
    notes: Vec<String>,
    /// Whom to ask.
    ask: Vec<Whom>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct OneWay {
    way: Way,
    name: &'static str,
    passage: Passage,
    passage_name: &'static str,
    reasons: Vec<Reason>,
    offices: Vec<Whom>,
    period: Option<Days>,
    bring: Vec<&'static str>,
    costs: Vec<Reason>,
    next: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Reason {
    says: String,
    /// `FY-12`, as in the reviewed list of rules.
    rule: &'static str,
    cites: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Whom {
    name: String,
    phone: Option<String>,
    note: String,
}

/// Both days of a period with everything that made them.
#[derive(Debug, Serialize, JsonSchema)]
struct Days {
    name: String,
    #[schemars(with = "String")]
    conservative_on: Date,
    /// Natural days; negative once it is over.
    days_left: i64,
    provisional: bool,
    explanation: Vec<String>,
    /// A later day that may be claimed; whoever receives it decides.
    #[schemars(with = "Option<String>")]
    claimed_on: Option<Date>,
    claimed_explanation: Vec<String>,
    #[schemars(with = "Option<String>")]
    opens_on: Option<Date>,
}

impl From<&Answer> for Remedies {
    fn from(answer: &Answer) -> Remedies {
        Remedies {
            on: answer.on,
            ways: answer.prospects.iter().map(|prospect| one_way(prospect, answer.on)).collect(),
            notes: answer.notes.clone(),
            ask: answer.ask.iter().map(whom).collect(),
        }
    }
}

fn one_way(prospect: &Prospect, today: Date) -> OneWay {
    OneWay {
        way: prospect.way,
        name: prospect.way.name_zh(),
        passage: prospect.passage,
        passage_name: prospect.passage.name_zh(),
        reasons: prospect.bases.iter().map(reason).collect(),
        offices: prospect.offices.iter().map(whom).collect(),
        period: prospect.period.as_ref().map(|period| days(period, today)),
        bring: prospect.materials.clone(),
        costs: prospect.costs.iter().map(reason).collect(),
        next: prospect.next.clone(),
    }
}

fn reason(basis: &Basis) -> Reason {
    Reason { says: basis.says.clone(), rule: basis.rule, cites: basis.article }
}

fn whom(office: &Office) -> Whom {
    Whom { name: office.name.clone(), phone: office.phone.clone(), note: office.note.clone() }
}

fn days(period: &Period, today: Date) -> Days {
    let claimed = period.claimed_on();
    Days {
        name: period.name.clone(),
        conservative_on: period.on(),
        days_left: period.days_left(today),
        provisional: period.conservative.provisional,
        explanation: period.conservative.lines(),
        claimed_on: claimed,
        claimed_explanation: claimed.map_or_else(Vec::new, |_| Due::lines(&period.claimed)),
        opens_on: period.opens_on,
    }
}

/// The same as text, for the command line.
pub fn in_words(answer: &Answer) -> String {
    let mut lines = vec![format!("{}，各条途径：", zh_date(answer.on))];
    for prospect in &answer.prospects {
        lines.push(String::new());
        lines.push(format!("【{}】{}", prospect.way.name_zh(), prospect.passage.name_zh()));
        let cited = |basis: &Basis| format!("{}（{}，规则{}）", basis.says, basis.article, basis.rule);
        lines.extend(prospect.bases.iter().map(|basis| format!("  {}", cited(basis))));
        if let Some(period) = &prospect.period {
            lines.push(format!("  {}", period.zh(answer.on)));
            lines.extend(period.conservative.lines().iter().map(|line| format!("    {line}")));
            lines.extend(period.claimed_on().map(|on| format!("  可以主张到：{}", zh_date(on))));
        }
        for office in &prospect.offices {
            let phone = office.phone.as_deref().map_or_else(String::new, |phone| format!("，电话 {phone}"));
            let note = if office.note.is_empty() { String::new() } else { format!("，{}", office.note) };
            lines.push(format!("  找谁：{}{phone}{note}", office.name));
        }
        lines.push(format!("  带什么：{}", prospect.materials.join("；")));
        lines.extend(prospect.costs.iter().map(|basis| format!("  要知道：{}", cited(basis))));
        lines.push(format!("  下一步：{}", prospect.next));
    }
    lines.push(String::new());
    lines.extend(answer.notes.iter().map(|note| format!("说明：{note}")));
    lines.push(String::new());
    lines.join("\n")
}
