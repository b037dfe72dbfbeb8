//! Files: what people upload and what the system sealed, stored by their SM3 and never changed.
//!
//! Two steps, both here: [`examine`] decides whether an upload may come in and makes the copy that is
//! shown; [`FileStore`] keeps bytes. Not here: names, who may see what, which matter a file belongs to —
//! those are rows. A virus scanner is not here either.
//!
//! What is kept of an upload. **The original** is kept byte for byte, by its SM3: a photo's time and
//! place may be the very evidence, and a file that was altered on arrival proves nothing. It is never
//! shown in a page; it is opened as a download by those who handle the file, and that opening is
//! recorded. **The cleaned copy**, where [`Accepted::cleaned`] has one, is what everybody sees, prints
//! and gets by default: pictures decoded and encoded again (no EXIF, no hidden place, nothing behind
//! the picture), text in UTF-8. Both are stored; the row names both hashes.
//!
//! Whatever is served goes out with `X-Content-Type-Options: nosniff`, the type of its [`FileKind`],
//! and as an attachment unless [`FileKind::may_show_in_page`].

mod archive;
mod compound;
mod examine;
mod kind;
mod pages;
mod picture;
mod rejected;
mod store;
#[cfg(test)]
mod tests;
mod text;

pub use examine::{Accepted, Cleaned, MAX_FILE_BYTES, examine, name_to_show};
pub use kind::FileKind;
pub use pages::pages_of;
pub use rejected::Rejected;
pub use store::{FileError, FileStore, hash_of};
