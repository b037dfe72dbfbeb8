//! Parties whose masked names are alike, told apart: of a family of twenty each is 刘某某, and whoever is asked which one must know.

use super::Dispute;
use std::borrow::Cow;

/// `刘某某`; where another party of the file is masked alike `刘某某（第 3 位）`, by the place in the file.
pub fn apart<'a>(label: &'a str, key: &str, all: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    match all.filter(|other| *other == label).count() {
        0 | 1 => Cow::Borrowed(label),
        _ => Cow::Owned(format!("{label}（第 {} 位）", key.trim_start_matches('p'))),
    }
}

impl Dispute {
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
