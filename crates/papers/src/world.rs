//! The whole world that a template can see: its own source, the common sheet, its data and its pictures.
//! No disk, no network, no packages, no clock.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::Fonts;

/// As many pictures as one paper may carry. File names are interned for the life of the process,
/// so pictures get one of these slots and never a name of their own.
pub(crate) const PICTURES: usize = 64;

/// The part of the world that all papers share, made once.
pub(crate) struct Shared {
    pub library: LazyHash<Library>,
    pub fonts: Fonts,
    pub sources: HashMap<FileId, Source>,
}

impl Shared {
    pub fn new(fonts: Fonts, sources: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        let sources = sources
            .map(|(name, text)| {
                let id = file(&format!("/{name}.typ"));
                (id, Source::new(id, text.to_owned()))
            })
            .collect();
        Self { library: LazyHash::new(Library::default()), fonts, sources }
    }
}

/// The world of one paper.
pub(crate) struct Desk {
    pub shared: Arc<Shared>,
    pub main: FileId,
    pub files: HashMap<FileId, Bytes>,
}

/// The id of a virtual path.
pub(crate) fn file(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("paths are constants of this crate");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// Where the picture of this slot lies.
pub(crate) fn picture(slot: usize) -> (String, FileId) {
    static SLOTS: LazyLock<Vec<(String, FileId)>> = LazyLock::new(|| {
        (0..PICTURES)
            .map(|slot| {
                let path = format!("/pictures/{slot}");
                let id = file(&path);
                (path, id)
            })
            .collect()
    });
    SLOTS[slot].clone()
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shared.sources.get(&id).cloned().ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.list.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}
