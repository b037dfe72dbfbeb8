//! The letter of a referral (移送函): filled from what was sent ([`huajie_law::referral::Package`]), so that it says what the file says and
//! nothing that was conceded.

use super::{super::case::Case, parts::*};
use huajie_law::calendar::zh_date;
use serde_json::{Value, json};

pub fn letter(case: &Case, id: &str) -> Option<Value> {
    let (_, held) = case.referrals.iter().find(|(held, _)| held.as_str() == id)?;
    let package = &held.package;
    let facts = package.undisputed.iter().flat_map(|facts| paragraphs(&facts.text));
    let papers = package.papers.iter();
    let papers = papers.map(|paper| json!({ "name": paper.title, "copies": 1, "pages": paper.pages }));
    let application = json!({ "name": "行政争议化解申请书", "copies": 1 });
    let own = json!({
        "to": case.law.directory.name_of(&package.to),
        "ground": format!("本中心于{}依法移送（{}）", zh_date(package.sent_on), package.docking.name_zh()),
        "why": package.reason,
        "first_submitted_on": { "on": package.first_submitted_on, "reason": format!("本中心于{}登记。", zh_date(case.dispute.registered_on)) },
        "as_of": case.today,
        "periods": all_periods_beside(case, None),
        "kept_note": kept_note(case, None),
        "undisputed_facts": facts.collect::<Vec<_>>(),
        "papers": std::iter::once(application).chain(papers).collect::<Vec<_>>(),
    });
    Some(with_head(case, own))
}
