//! A matter together with what it shows outside, worked out once however many ask for it, and not at all if nobody does.

use crate::{AnyMatter, File, Law, MatterId, Outline};
use std::cell::OnceCell;

/// One matter of a dispute, for whoever shows several of them.
pub struct Outlined<'a> {
    pub file: &'a File,
    pub matter: &'a AnyMatter,
    law: &'a Law,
    outline: OnceCell<Outline>,
}

impl<'a> Outlined<'a> {
    /// `None` before its first event.
    pub fn of(file: &'a File, law: &'a Law) -> Option<Outlined<'a>> {
        Some(Outlined { file, matter: file.matter.as_ref()?, law, outline: OnceCell::new() })
    }

    pub fn all(files: impl IntoIterator<Item = &'a File>, law: &'a Law) -> Vec<Outlined<'a>> {
        files.into_iter().filter_map(|file| Outlined::of(file, law)).collect()
    }

    pub fn id(&self) -> &'a MatterId {
        &self.file.id
    }

    pub fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| self.matter.outline(&self.file.id, self.law))
    }
}
