//! Names of things: opaque, never reused, never shown to a citizen as a number to remember.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )*};
}

ids! {
    /// A matter (事项): one file with a journal of its own.
    MatterId;
    /// A person in the vault (人): who it is stands there, encrypted; everywhere else only this reference.
    PersonId;
    /// A login (用户): one per person, however many capacities.
    UserId;
    /// An organization (单位).
    OrgId;
    /// The SM3 of a stored file (文件), 64 hexadecimal digits.
    FileHash;
}

impl MatterId {
    /// The dispute that a child belongs to; everything else is its own root.
    pub fn root(&self) -> MatterId {
        MatterId::new(self.0.split('.').next().unwrap_or_default())
    }

    /// Whether it hangs on nothing.
    pub fn is_root(&self) -> bool {
        !self.0.contains('.')
    }

    /// Whether it hangs on that one.
    pub fn is_under(&self, other: &MatterId) -> bool {
        self.0.strip_prefix(&other.0).is_some_and(|rest| rest.starts_with('.'))
    }

    /// Whether it is a child of that kind, by its name alone.
    pub fn is_of(&self, kind: crate::Kind) -> bool {
        let last = self.0.rsplit_once('.').map_or("", |(_, last)| last);
        let ordinal = last.strip_prefix(kind.as_str());
        ordinal.is_some_and(|ordinal| !ordinal.is_empty() && ordinal.bytes().all(|c| c.is_ascii_digit()))
    }

    /// The n-th matter of a kind that hangs on this one, e.g. the second mediation of a dispute.
    /// Derived, not drawn: the same event always opens the same matter.
    pub fn child(&self, kind: crate::Kind, ordinal: usize) -> MatterId {
        MatterId(format!("{}.{}{}", self.0, kind.as_str(), ordinal))
    }
}
