//! What a form knows before anybody types.

use super::{Field, FieldKind};

impl Field {
    /// The only answer there is to a question that has to be answered. Whether to tick something is always the reader's own.
    pub fn only_choice(self) -> Field {
        let only = match &self.kind {
            FieldKind::Choice(all) | FieldKind::Select(all) => match &all[..] {
                [only] if only.value != "true" => Some(only.value.clone()),
                _ => None,
            },
            _ => None,
        };
        let is_asked = self.required && self.value.is_empty();
        self.known(only.filter(|_| is_asked))
    }

    /// As [`Field::value`], where something is known.
    pub fn known(self, value: Option<impl Into<String>>) -> Field {
        match value {
            Some(value) => self.value(value),
            None => self,
        }
    }
}
