//! Whether a report is on file already, by its own number or by what it says.

use super::{Mirrored, Origin, Report, Step};

impl Mirrored {
    /// The same news from another sender, or sent once more under another number: the same step with all that it says, in the same
    /// paper where both name one.
    pub fn tells(&self, report: &Report) -> bool {
        let both =
            |held: &Option<String>, new: &Option<String>| held.is_none() || new.is_none() || held == new;
        let number = |report: &Report| report.case_number.as_deref().map(crate::text::normal_number);
        self.that_day(report).any(|held| {
            held.step == report.step
                && both(&held.document_number, &report.document_number)
                && both(&number(held), &number(report))
        })
    }

    /// The same kind of step, whatever else is known of it: a table says less than a hand or another system did.
    pub fn mentions(&self, report: &Report) -> bool {
        self.that_day(report).any(|held| match (&held.step, &report.step) {
            (Step::Served { sides: known }, Step::Served { sides }) => {
                sides.iter().all(|side| known.contains(side))
            }
            (known, new) => std::mem::discriminant(known) == std::mem::discriminant(new),
        })
    }

    /// What stands of the same level on the same day.
    fn that_day<'a>(&'a self, report: &'a Report) -> impl Iterator<Item = &'a Report> {
        let standing = self.milestones.iter().filter(|milestone| milestone.struck.is_none());
        standing
            .map(|milestone| &milestone.report)
            .filter(|held| (held.level, held.happened_on) == (report.level, report.happened_on))
    }

    /// A report with this key is on file already.
    pub fn knows(&self, origin: &Origin) -> bool {
        let key = origin.key();
        key.is_some() && self.milestones.iter().any(|milestone| milestone.report.origin.key() == key)
    }
}
