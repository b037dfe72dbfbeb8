//! Old Office documents (compound files): which one it is, and what must not be in it.
//!
//! Only the names in the directory are read. Directory entries are 128 bytes and start at multiples
//! of 128, so they can be found without following the allocation table, which a hostile file may have
//! tied into a knot.

use super::{FileKind, Rejected};

/// Size of a directory entry, and of the name at its start.
const ENTRY_BYTES: usize = 128;
const NAME_BYTES: usize = 64;

/// Accepts a compound file as what its extension says.
pub(super) fn check(said: FileKind, bytes: &[u8]) -> Result<(), Rejected> {
    let names: Vec<String> = bytes.chunks_exact(ENTRY_BYTES).filter_map(name).collect();
    let holds = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    if holds(&["EncryptedPackage", "EncryptionInfo"]) {
        return Err(Rejected::PasswordProtected);
    }
    let is_what_it_says = match said {
        FileKind::Doc => holds(&["WordDocument"]),
        FileKind::Xls => holds(&["Workbook", "Book"]),
        _ => false,
    };
    if !is_what_it_says {
        return Err(Rejected::NotWhatItSays { said });
    }
    if holds(&["_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros"]) {
        return Err(Rejected::Macros);
    }
    Ok(())
}

/// The name of a directory entry, if these 128 bytes can be one: a length in bytes that counts a
/// closing zero, and a type from 1 to 5.
fn name(entry: &[u8]) -> Option<String> {
    let length = usize::from(u16::from_le_bytes([entry[NAME_BYTES], entry[NAME_BYTES + 1]]));
    if !(4..=NAME_BYTES).contains(&length) || length % 2 != 0 || !(1..=5).contains(&entry[NAME_BYTES + 2]) {
        return None;
    }
    let units: Vec<u16> =
        entry[..length].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let (end, text) = units.split_last()?;
    (*end == 0).then(|| String::from_utf16(text).ok()).flatten()
}
