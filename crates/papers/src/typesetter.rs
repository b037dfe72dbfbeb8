//! From a job to PDF/A bytes.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Datetime, Smart};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::fonts::Fonts;
use crate::template::{self, DATA, SHEET};
use crate::world::{self, Desk, PICTURES, Shared};
use crate::{Job, PaperError, Typeset};

/// Cached layouts are dropped every so many papers, those unused over the last `CACHE_AGE` drops:
/// without this the cache of the library grows for ever.
const CACHE_EVERY: usize = 20;
const CACHE_AGE: usize = 5;
const PICTURE_LIMIT_BYTES: usize = 8 << 20;

/// Fonts and templates, ready. Loading reads some 55 MB of fonts; one serves all threads.
pub struct Typesetter {
    shared: Arc<Shared>,
    standards: PdfStandards,
    done: AtomicUsize,
}

impl Typesetter {
    /// Reads the fonts of `folder`.
    ///
    /// # Errors
    /// [`PaperError::FontFolder`], [`PaperError::MissingFont`].
    pub fn load(folder: &Path) -> Result<Self, PaperError> {
        let templates = template::names()
            .map(|name| (name, template::template(name).expect("names come from the catalogue").source));
        let shared = Shared::new(Fonts::read(folder)?, templates.chain([("gw", SHEET), ("data", DATA)]));
        let standards =
            PdfStandards::new(&[PdfStandard::A_2a]).expect("one standard is compatible with itself");
        Ok(Self { shared: Arc::new(shared), standards, done: AtomicUsize::new(0) })
    }

    /// Sets one paper. Pure computation of about 10 ms of CPU: keep it off an async thread.
    ///
    /// # Errors
    /// Every [`PaperError`] but those of fonts and worker.
    pub fn typeset(&self, job: &Job) -> Result<Typeset, PaperError> {
        let answer = self.set(job);
        if self.done.fetch_add(1, Ordering::Relaxed) % CACHE_EVERY == CACHE_EVERY - 1 {
            comemo::evict(CACHE_AGE);
        }
        answer
    }

    fn set(&self, job: &Job) -> Result<Typeset, PaperError> {
        let template = template::template(&job.template)?;
        let (year, month, day) = job.dated;
        let dated =
            Datetime::from_ymd_hms(year, month, day, 0, 0, 0).ok_or(PaperError::Day { year, month, day })?;
        let desk = Desk {
            shared: self.shared.clone(),
            main: world::file(&format!("/{}.typ", template.name)),
            files: self.files(job)?,
        };
        let document = typst::compile::<PagedDocument>(&desk).output.map_err(|found| {
            PaperError::Template { name: template.name.to_owned(), message: said(&found) }
        })?;
        for page in document.pages() {
            if let Some(character) = without_glyph(&page.frame) {
                return Err(PaperError::MissingGlyph { character });
            }
        }
        let options = PdfOptions {
            ident: Smart::Custom(job.ident.clone()),
            creator: Smart::Custom(Some("Huajie".into())),
            timestamp: Timestamp::new_local(dated, 8 * 60),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options)
            .map_err(|found| PaperError::Export { message: said(&found) })?;
        Ok(Typeset { pdf, pages: document.pages().len() })
    }

    fn files(&self, job: &Job) -> Result<HashMap<typst::syntax::FileId, Bytes>, PaperError> {
        let mut files = HashMap::new();
        let mut names = serde_json::Map::new();
        for (slot, (name, bytes)) in job.attachments.iter().enumerate() {
            check_picture(slot, name, bytes)?;
            let (path, id) = world::picture(slot);
            names.insert(name.clone(), Value::String(path));
            files.insert(id, Bytes::new(bytes.clone()));
        }
        files.insert(world::file("/data.json"), Bytes::from_string(job.data.to_string()));
        files.insert(world::file("/attachments.json"), Bytes::from_string(Value::Object(names).to_string()));
        files.insert(world::file("/faces.json"), self.shared.fonts.faces.clone());
        Ok(files)
    }
}

fn check_picture(slot: usize, name: &str, bytes: &[u8]) -> Result<(), PaperError> {
    let refused =
        |reason: &str| Err(PaperError::Attachment { name: name.to_owned(), reason: reason.to_owned() });
    let is_picture = bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.starts_with(&[0xFF, 0xD8, 0xFF]);
    match () {
        () if slot >= PICTURES => refused("一份文书最多放 64 张图片"),
        () if bytes.len() > PICTURE_LIMIT_BYTES => refused("超过 8 MB"),
        () if !is_picture => refused("不是 PNG 或 JPEG 图片"),
        () => Ok(()),
    }
}

/// The first character that was set with the glyph "none": the font of last resort did not have it either.
/// Codes that stand for no character and that PDF/A forbids in text count as missing too.
fn without_glyph(frame: &Frame) -> Option<char> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Group(group) => without_glyph(&group.frame),
        FrameItem::Text(run) => {
            let without = run.glyphs.iter().find(|glyph| glyph.id == 0);
            let named = without
                .map(|glyph| run.text[glyph.range()].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER));
            named.or_else(|| {
                run.text.chars().find(|character| matches!(character, '\0' | '\u{FEFF}' | '\u{FFFE}'))
            })
        }
        _ => None,
    })
}

fn said(found: &[SourceDiagnostic]) -> String {
    found.iter().map(|it| it.message.as_str()).collect::<Vec<_>>().join("; ")
}
