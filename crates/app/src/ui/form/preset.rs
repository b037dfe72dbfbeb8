//! What a form knows before anybody types.

use super::Field;

impl Field {
    /// As [`Field::value`], where something is known.
    pub fn known(self, value: Option<impl Into<String>>) -> Field {
        match value {
            Some(value) => self.value(value),
            None => self,
        }
    }
}
