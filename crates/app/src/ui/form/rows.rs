//! Repeated groups of fields: 再加一行.

use super::{Field, Form};

impl Form {
    /// How many rows of this repeated group it shows.
    pub fn rows_shown(&self, group: &str) -> usize {
        let row = |field: &Field| {
            let at = field.name.strip_prefix(group)?.strip_prefix('.')?.split('.').next()?;
            at.parse::<usize>().ok()
        };
        self.fields.iter().filter_map(row).max().map_or(0, |last| last + 1)
    }
}
