//! What a question offers to choose from.

/// One of the answers a reader may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
    /// Under which heading of a drop-down list it stands; those of one heading follow each other.
    pub group: Option<&'static str>,
}

impl<V: Into<String>, L: Into<String>> From<(V, L)> for Choice {
    fn from((value, label): (V, L)) -> Choice {
        Choice { value: value.into(), label: label.into(), hint: None, group: None }
    }
}

impl Choice {
    pub fn under(self, group: &'static str) -> Choice {
        Choice { group: Some(group), ..self }
    }

    /// What stands under one heading together.
    pub fn runs(choices: &[Choice]) -> impl Iterator<Item = &[Choice]> {
        choices.chunk_by(|one, next| one.group == next.group)
    }
}
