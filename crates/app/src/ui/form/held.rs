//! Files that came with a form already: the form holds them, so that they are not asked for again.

use super::{Field, FieldKind, Form};

/// A file that was sent already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub title: String,
    /// What the form sends back for it.
    pub token: String,
}

/// After the name of a file field: the files it holds already.
pub const HELD: &str = ".held";

impl Field {
    /// Whether several files may be given here.
    pub fn several_files(&self) -> bool {
        matches!(self.kind, FieldKind::File { several: true, .. })
    }
}

impl Form {
    /// The files that another showing of the same form holds.
    pub fn hold_as(&mut self, other: &Form) {
        for field in &other.fields {
            if let Some(ours) = self.find_mut(&field.name) {
                ours.held.clone_from(&field.held);
            }
        }
    }
}
