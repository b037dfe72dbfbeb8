//! A filled-in form as people read it: its fields one by one, choices in their words.

use super::{Field, FieldKind, Form};
use crate::{ui::parts::Difference, words};
use huajie_law::text;

impl Field {
    /// What is chosen or typed, as people read it.
    pub fn spoken(&self) -> String {
        let word = |value: &String| match &self.kind {
            FieldKind::Choice(choices) | FieldKind::Select(choices) | FieldKind::Several(choices) => {
                let chosen = choices.iter().find(|choice| choice.value == *value);
                chosen.map_or_else(|| value.clone(), |choice| choice.label.clone())
            }
            // As it was understood; what was not stays as it was typed.
            FieldKind::Money => text::parse_money(value).map_or_else(|_| value.clone(), words::yuan),
            FieldKind::Number => match (text::parse_count(value, self.unit), self.unit) {
                (Ok(count), Some(unit)) => format!("{count} {unit}"),
                _ => value.clone(),
            },
            _ => value.clone(),
        };
        self.value.iter().map(word).collect::<Vec<_>>().join("、")
    }
}

impl Form {
    /// Every field that holds something, the parts of groups included.
    pub fn leaves(&self) -> Vec<&Field> {
        fn walk<'a>(field: &'a Field, leaves: &mut Vec<&'a Field>) {
            match &field.kind {
                FieldKind::Group(parts) => parts.iter().for_each(|part| walk(part, leaves)),
                FieldKind::More => {}
                _ => leaves.push(field),
            }
        }
        let mut leaves = Vec::new();
        self.fields.iter().for_each(|field| walk(field, &mut leaves));
        leaves
    }

    /// What was typed where the file now says something else, side by side.
    pub fn differences(&self, typed: &Form) -> Vec<Difference> {
        let now = self.leaves();
        let shown = typed.leaves().into_iter();
        let shown =
            shown.filter(|field| field.kind != FieldKind::Hidden && field.kind != FieldKind::Signature);
        shown
            .filter_map(|field| {
                let theirs = now.iter().find(|held| held.name == field.name);
                let theirs = theirs.map(|held| held.spoken()).unwrap_or_default();
                let yours = field.spoken();
                (theirs != yours).then(|| Difference { label: field.label.clone(), theirs, yours })
            })
            .collect()
    }
}
