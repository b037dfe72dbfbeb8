//! What a registration says of whom it is against and of what was gone through before, in words; and what is written beside something.

use huajie_law::{
    Law,
    dispute::{Dispute, Registration},
};
use jiff::civil::Date;

/// The respondent; where a branch of it acted, which one.
pub fn respondent(said: &Registration, law: &Law) -> String {
    let name = law.directory.name_of(&said.respondent);
    match &said.act.branch {
        Some(branch) => format!("{name}（{branch}作出）"),
        None => name.to_owned(),
    }
}

/// What follows from earlier proceedings that were told, and that this is not looked into yet.
pub fn told_before(held: &Dispute, law: &Law, today: Date) -> Vec<String> {
    let Some(told) = held.told_before() else { return Vec::new() };
    let said = format!(
        "{}。窗口会核实；日子说得不准的，请尽快打电话或者到窗口改正，最后一天以复议机关、人民法院认定的为准。",
        told.steps.told_zh()
    );
    std::iter::once(said).chain(told.advice(held, law, today)).collect()
}

/// What was written beside something, after this mark and without its full stop; nothing where nothing was.
pub fn noted(mark: &str, note: Option<&str>) -> String {
    let said = note.map(|note| note.trim().trim_end_matches('。')).filter(|said| !said.is_empty());
    said.map(|said| format!("{mark}{said}")).unwrap_or_default()
}
