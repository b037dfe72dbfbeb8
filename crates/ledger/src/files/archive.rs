//! Documents that are zip archives (docx, xlsx, ofd): what is inside, and that it stays small.
//!
//! Nothing is written anywhere: entries are read through a counter and thrown away.

use super::{FileKind, Rejected};
use file_format::{FileFormat, Kind};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Entries an archive may have.
const MAX_ENTRIES: usize = 10_000;
/// Bytes all entries together may unpack to.
const MAX_UNPACKED_BYTES: u64 = 256 << 20;
/// How many times its packed size an entry may unpack to; only asked of entries above a mebibyte.
/// Text compresses to a twentieth, seldom to a hundredth; zeros to a thousandth.
const MAX_RATIO: u64 = 250;
/// An archive's closing record: 22 bytes and a comment of at most 65,535.
const MAX_TAIL_BYTES: usize = 22 + 65_535;
const RATIO_COUNTS_FROM_BYTES: u64 = 1 << 20;

/// Accepts a zip archive as what its extension says.
pub(super) fn check(said: FileKind, bytes: &[u8]) -> Result<(), Rejected> {
    let unreadable = || Rejected::Unreadable { kind: said };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    if archive.offset() != 0 {
        return Err(Rejected::TwoFormats);
    }
    if archive.len() > MAX_ENTRIES {
        return Err(Rejected::UnpacksTooLarge);
    }
    declared(said, &mut archive)?;
    unpacked(said, &mut archive)
}

/// Whether the bytes, which are something else, end in a readable zip archive. Only the end counts, as
/// for every program that opens archives: one that lies deep inside is an attachment.
pub(super) fn hides_behind(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(MAX_TAIL_BYTES)..];
    tail.windows(4).any(|window| window == b"PK\x05\x06")
        && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| !archive.is_empty())
}

/// Judges by what the archive says about itself: names, sizes, passwords.
fn declared(said: FileKind, archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Rejected> {
    let unreadable = || Rejected::Unreadable { kind: said };
    let mut total = 0u64;
    let mut has_main_part = false;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| unreadable())?;
        if entry.encrypted() {
            return Err(Rejected::PasswordProtected);
        }
        let Some(name) = entry.enclosed_name() else { return Err(unreadable()) };
        let name = name.to_string_lossy().replace('\\', "/");
        if name.to_ascii_lowercase().ends_with("vbaproject.bin") {
            return Err(Rejected::Macros);
        }
        has_main_part |= match said {
            FileKind::Docx => name.starts_with("word/"),
            FileKind::Xlsx => name.starts_with("xl/"),
            FileKind::Ofd => name == "OFD.xml",
            _ => false,
        };
        total = total.saturating_add(entry.size());
        let inflated = entry.size() > entry.compressed_size().saturating_mul(MAX_RATIO);
        if total > MAX_UNPACKED_BYTES || (entry.size() > RATIO_COUNTS_FROM_BYTES && inflated) {
            return Err(Rejected::UnpacksTooLarge);
        }
    }
    if has_main_part { Ok(()) } else { Err(Rejected::NotWhatItSays { said }) }
}

/// Declared sizes may lie, so everything is unpacked once, up to the limit.
fn unpacked(said: FileKind, archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Rejected> {
    let unreadable = || Rejected::Unreadable { kind: said };
    let mut left = MAX_UNPACKED_BYTES;
    let mut buffer = vec![0; 64 << 10];
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|_| unreadable())?;
        let mut at_start = true;
        loop {
            let read = entry.read(&mut buffer).map_err(|_| unreadable())?;
            if read == 0 {
                break;
            }
            left = left.checked_sub(read as u64).ok_or(Rejected::UnpacksTooLarge)?;
            if std::mem::take(&mut at_start)
                && FileFormat::from_bytes(&buffer[..read]).kind() == Kind::Executable
            {
                return Err(Rejected::Executable);
            }
        }
    }
    Ok(())
}
