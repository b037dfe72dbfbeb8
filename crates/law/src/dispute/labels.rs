//! Parties whose masked names are alike, told apart: of a family of twenty each is 刘某某, and whoever is asked which one must know.

use super::{Dispute, Group};
use std::borrow::Cow;

/// `刘某某`; where another party of the file is masked alike `刘某某（第 3 位）`, by the place in the file.
pub fn apart<'a>(label: &'a str, key: &str, all: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    match all.filter(|other| *other == label).count() {
        0 | 1 => Cow::Borrowed(label),
        _ => Cow::Owned(format!("{label}（第 {} 位）", key.trim_start_matches('p'))),
    }
}

/// Applicants as lists show them: `张某某等 18 人`.
pub(crate) fn applicants_label<'a>(
    mut labels: impl Iterator<Item = &'a str>,
    group: Option<&Group>,
) -> String {
    let first = labels.next();
    let named = usize::from(first.is_some()) + labels.count();
    let size = group.map_or(named, |group| group.size as usize).max(named);
    let first = first.unwrap_or_default();
    if size > 1 { format!("{first}等 {size} 人") } else { first.to_owned() }
}

impl Dispute {
    pub fn applicants_label(&self) -> String {
        let labels = self.applicants().map(|party| party.particulars.label.as_str());
        applicants_label(labels, self.registration.group.as_ref())
    }

    /// The masked name of a party, with its place where it is not the only one of that name.
    pub fn label_apart<'a>(&'a self, key: &'a str) -> Cow<'a, str> {
        let labels = self.parties.iter().map(|party| party.particulars.label.as_str());
        self.party(key).map_or(Cow::Borrowed(key), |party| apart(&party.particulars.label, key, labels))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_masked_alike_is_told_apart_by_the_place_and_nobody_else_is() {
        let all = ["刘某某", "刘某某", "王某某"];
        assert_eq!(apart("刘某某", "p2", all.into_iter()), "刘某某（第 2 位）");
        assert_eq!(apart("王某某", "p3", all.into_iter()), "王某某");
    }
}
