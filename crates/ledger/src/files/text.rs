//! Plain text as people send it: UTF-8, UTF-16 with its mark, or GB 18030 from an old notepad.

use super::{FileKind, Rejected};
use encoding_rs::{Encoding, GB18030, UTF_8};

/// The text in UTF-8 when it was written otherwise; `None` when it already is UTF-8 without a mark.
pub(super) fn clean(bytes: &[u8]) -> Result<Option<Vec<u8>>, Rejected> {
    let text = decode(bytes).ok_or(Rejected::NotWhatItSays { said: FileKind::Text })?;
    if text.chars().any(|char| char.is_control() && !matches!(char, '\t' | '\n' | '\r' | '\u{c}')) {
        return Err(Rejected::NotWhatItSays { said: FileKind::Text });
    }
    let start = text.trim_start().get(..64).unwrap_or(text.trim_start()).to_ascii_lowercase();
    if start.starts_with("#!") {
        return Err(Rejected::Executable);
    }
    if ["<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "<iframe"]
        .iter()
        .any(|tag| start.starts_with(tag))
    {
        return Err(Rejected::ActivePage);
    }
    Ok((text.as_bytes() != bytes).then(|| text.into_bytes()))
}

/// The first encoding in which every byte means something.
fn decode(bytes: &[u8]) -> Option<String> {
    let candidates = match Encoding::for_bom(bytes) {
        Some((marked, _)) => vec![marked],
        None => vec![UTF_8, GB18030],
    };
    candidates.into_iter().find_map(|encoding| {
        let (text, _, had_errors) = encoding.decode(bytes);
        (!had_errors).then(|| text.into_owned())
    })
}
