//! What a form knows before anybody types.

use super::{Field, FieldKind};

impl Field {
    /// The only answer there is to a question that has to be answered. Whether to tick something is always the reader's own.
    pub fn only_choice(self) -> Field {
        match (&self.kind, self.required && self.value.is_empty()) {
            (FieldKind::Choice(all) | FieldKind::Select(all), true) if matches!(&all[..], [only] if only.value != "true") =>
            {
                let only = all[0].value.clone();
                self.value(only)
            }
            _ => self,
        }
    }

    /// As [`Field::value`], where something is known.
    pub fn known(self, value: Option<impl Into<String>>) -> Field {
        match value {
            Some(value) => self.value(value),
            None => self,
        }
    }
}
