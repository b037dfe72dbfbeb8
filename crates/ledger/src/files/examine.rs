//! Whether an upload may come in. Pure: bytes in, verdict out.
//!
//! It takes time and memory in proportion to the file (a large photo: a second and 400 MB), so callers
//! run it off the async threads and not many at once.

use super::{FileKind, Rejected, archive, compound, hash_of, picture, text};
use file_format::{FileFormat, Kind};
use huajie_law::FileHash;

/// The largest upload, in bytes.
pub const MAX_FILE_BYTES: u64 = 50 << 20;

/// Longest name that is kept, in characters.
const MAX_NAME_CHARS: usize = 120;

/// An upload that may come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub kind: FileKind,
    /// SM3 of the bytes as they were sent: the evidence.
    pub original: FileHash,
    /// The copy that is shown instead; `None` when the original is shown.
    pub cleaned: Option<Cleaned>,
}

/// A copy freed of what nobody asked for. Its kind may differ from the original's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    pub kind: FileKind,
    pub bytes: Vec<u8>,
}

/// Judges an upload by its name and all of its bytes. Extension, content and allow-list must agree.
/// The first reason found is given; size and programs come first.
pub fn examine(name: &str, bytes: &[u8]) -> Result<Accepted, Rejected> {
    if bytes.is_empty() {
        return Err(Rejected::Empty);
    }
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(Rejected::TooLarge { bytes: bytes.len() as u64 });
    }
    let extension = extension(name);
    let format = FileFormat::from_bytes(bytes);
    if format.kind() == Kind::Executable || bytes.starts_with(b"#!") || is_script(&extension) {
        return Err(Rejected::Executable);
    }
    let Some(kind) = FileKind::from_extension(&extension) else {
        return Err(if is_page(&extension) {
            Rejected::ActivePage
        } else {
            Rejected::KindNotAccepted { extension }
        });
    };
    if matches!(format, FileFormat::HypertextMarkupLanguage | FileFormat::ScalableVectorGraphics) {
        return Err(Rejected::ActivePage);
    }
    let cleaned = check(kind, format, bytes)?;
    if !holds_documents(kind) && archive::hides_behind(bytes) {
        return Err(Rejected::TwoFormats);
    }
    Ok(Accepted { kind, original: hash_of(bytes), cleaned })
}

/// The name as it may be stored and shown: without folders, without characters that cannot be seen
/// or that turn the reading direction (which make `cod.exe` look like `exe.doc`), of bounded length.
/// The extension survives shortening. Never empty.
pub fn name_to_show(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = name.chars().filter(|char| !char.is_control() && !is_invisible(*char)).collect();
    let visible = visible.trim();
    if visible.is_empty() {
        return "未命名".to_owned();
    }
    if visible.chars().count() <= MAX_NAME_CHARS {
        return visible.to_owned();
    }
    let tail = match visible.rsplit_once('.') {
        Some((_, extension)) if extension.chars().count() <= 8 => format!("….{extension}"),
        _ => "…".to_owned(),
    };
    let kept = MAX_NAME_CHARS - tail.chars().count();
    visible.chars().take(kept).chain(tail.chars()).collect()
}

/// Checks that the content is what `kind` says, each kind in its own way.
fn check(kind: FileKind, format: FileFormat, bytes: &[u8]) -> Result<Option<Cleaned>, Rejected> {
    let sniffed_as = |accepted: &[FileFormat]| {
        if accepted.contains(&format) { Ok(()) } else { Err(Rejected::NotWhatItSays { said: kind }) }
    };
    match kind {
        FileKind::Jpeg | FileKind::Png | FileKind::Webp => {
            sniffed_as(&[match kind {
                FileKind::Png => FileFormat::PortableNetworkGraphics,
                FileKind::Webp => FileFormat::Webp,
                _ => FileFormat::JointPhotographicExpertsGroup,
            }])?;
            return picture::clean(kind, bytes).map(Some);
        }
        FileKind::Text => {
            return Ok(text::clean(bytes)?.map(|bytes| Cleaned { kind, bytes }));
        }
        FileKind::Docx | FileKind::Xlsx | FileKind::Ofd => {
            // Office wraps a document with a password into a compound file and keeps the extension.
            if format == FileFormat::CompoundFileBinary {
                return compound::check(kind, bytes).map(|()| None);
            }
            sniffed_as(&[FileFormat::Zip])?;
            archive::check(kind, bytes)?;
        }
        FileKind::Doc | FileKind::Xls => {
            sniffed_as(&[FileFormat::CompoundFileBinary])?;
            compound::check(kind, bytes)?;
        }
        FileKind::Pdf => {
            // Readers find `%PDF` up to 1,024 bytes in; what stands before it would be something else.
            if !bytes.starts_with(b"%PDF-") {
                return Err(Rejected::NotWhatItSays { said: kind });
            }
            if !bytes.windows(5).rev().any(|window| window == b"%%EOF") {
                return Err(Rejected::Unreadable { kind });
            }
        }
        FileKind::Mp3 if starts_with_tagged_sound(bytes) => {}
        FileKind::Mp3 => sniffed_as(&[FileFormat::Mpeg12AudioLayer3])?,
        FileKind::Wav => sniffed_as(&[FileFormat::WaveformAudio])?,
        FileKind::M4a | FileKind::Mp4 => sniffed_as(&[
            FileFormat::Mpeg4Part14,
            FileFormat::Mpeg4Part14Audio,
            FileFormat::Mpeg4Part14Video,
            FileFormat::AppleItunesAudio,
            FileFormat::AppleItunesVideo,
            // Recorders and older phones write this inside files they call .mp4 and .m4a.
            FileFormat::ThirdGenerationPartnershipProject,
        ])?,
    }
    Ok(None)
}

/// An ID3v2 tag with a frame of MPEG sound right behind it.
fn starts_with_tagged_sound(bytes: &[u8]) -> bool {
    let Some(&[b'I', b'D', b'3', _, _, _, a, b, c, d]) = bytes.first_chunk::<10>() else { return false };
    // Seven bits of each byte count.
    let length = [a, b, c, d].iter().fold(0usize, |sum, byte| (sum << 7) | usize::from(byte & 0x7f));
    let behind = bytes.get(10 + length..).unwrap_or_default();
    // Writers pad with zeros that the tag's length does not always count.
    let frame = behind.iter().position(|byte| *byte != 0).map_or(&[][..], |at| &behind[at..]);
    matches!(frame, [0xff, second, ..] if second & 0xe0 == 0xe0)
}

/// Kinds that are archives, or may rightly hold whole documents as objects.
fn holds_documents(kind: FileKind) -> bool {
    matches!(kind, FileKind::Docx | FileKind::Xlsx | FileKind::Ofd | FileKind::Doc | FileKind::Xls)
}

/// Lower case, without the dot; empty when the name has none. Full-width letters and dots count.
fn extension(name: &str) -> String {
    let narrow: String = name_to_show(name)
        .chars()
        .map(|char| match char {
            '！'..='～' => char::from_u32(u32::from(char) - 0xFEE0).unwrap_or(char),
            '。' => '.',
            _ => char,
        })
        .collect();
    narrow.rsplit_once('.').map(|(_, extension)| extension.trim().to_lowercase()).unwrap_or_default()
}

fn is_script(extension: &str) -> bool {
    matches!(
        extension,
        "exe"
            | "com"
            | "scr"
            | "msi"
            | "dll"
            | "bat"
            | "cmd"
            | "ps1"
            | "vbs"
            | "vbe"
            | "js"
            | "jse"
            | "wsf"
            | "hta"
            | "lnk"
            | "reg"
            | "sh"
            | "py"
            | "pl"
            | "rb"
            | "php"
            | "jsp"
            | "asp"
            | "aspx"
            | "jar"
            | "apk"
            | "ipa"
            | "app"
            | "deb"
            | "rpm"
            | "dmg"
            | "elf"
            | "so"
    )
}

fn is_page(extension: &str) -> bool {
    matches!(extension, "html" | "htm" | "xhtml" | "mht" | "mhtml" | "svg" | "svgz" | "xml" | "swf" | "xsl")
}

/// Marks without a picture of their own: direction marks, joiners, byte order mark.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
