//! How many pages a file has, for the catalogue of a volume. A PDF says it in its page tree, in plain or in a packed list of objects; where
//! neither can be read (it is locked, or damaged) nobody knows. One pass in proportion to the file; what is packed unpacks so far and
//! no further. Not here: whether a file may come in (`examine`).

use super::FileKind;
use flate2::read::ZlibDecoder;
use std::io::Read;

/// All that the packed lists of one file may come to.
const MOST_UNPACKED_BYTES: u64 = 32 << 20;

/// No sound file nests deeper.
const DEEPEST: usize = 64;

/// `None` where it has no pages, or does not say how many.
pub fn pages_of(kind: FileKind, bytes: &[u8]) -> Option<u32> {
    match kind {
        FileKind::Jpeg | FileKind::Png | FileKind::Webp => Some(1),
        FileKind::Pdf => {
            let mut reading = Reading { found: Found::default(), room: MOST_UNPACKED_BYTES };
            reading.read(bytes, true);
            let found = reading.found;
            found.root.or((found.single > 0).then_some(found.single)).filter(|pages| *pages > 0)
        }
        _ => None,
    }
}

#[derive(Default)]
struct Found {
    /// What the root of the page tree says; of a file that was changed the last one counts.
    root: Option<u32>,
    /// Pages met one by one.
    single: u32,
}

struct Reading {
    found: Found,
    room: u64,
}

/// A dictionary as far as it matters here.
#[derive(Default, Clone)]
struct Dictionary {
    kind: Vec<u8>,
    count: Option<u32>,
    has_parent: bool,
    packed: bool,
    /// Packed in a way that is not read here.
    otherwise: bool,
}

impl Reading {
    /// `whole`: the file itself, in which streams stand; a packed list has none.
    fn read(&mut self, bytes: &[u8], whole: bool) {
        let (mut at, mut open) = (0, Vec::<Dictionary>::new());
        let (mut key, mut last) = (Vec::new(), None::<Dictionary>);
        while let Some(&byte) = bytes.get(at) {
            let rest = &bytes[at..];
            match byte {
                b'%' => at += rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len()),
                b'(' => at += text_len(rest),
                b'<' if rest.starts_with(b"<<") => {
                    if open.len() >= DEEPEST {
                        return;
                    }
                    open.push(Dictionary::default());
                    key.clear();
                    at += 2;
                }
                b'<' => at += rest.iter().position(|b| *b == b'>').map_or(rest.len(), |end| end + 1),
                b'>' if rest.starts_with(b">>") => {
                    if let Some(done) = open.pop() {
                        self.note(&done);
                        last = Some(done);
                    }
                    key.clear();
                    at += 2;
                }
                b'/' => {
                    let name = &rest[1..1 + word_len(&rest[1..])];
                    if let Some(here) = open.last_mut() {
                        here.take(&mut key, name);
                    }
                    at += 1 + name.len();
                }
                b'0'..=b'9' => {
                    let word = &rest[..word_len(rest)];
                    if let Some(here) = open.last_mut().filter(|_| key == b"Count") {
                        here.count = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok());
                        key.clear();
                    }
                    at += word.len();
                }
                b's' if whole && open.is_empty() && rest.starts_with(b"stream") => {
                    let from =
                        6 + rest[6..].iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
                    let end = find(&rest[from..], b"endstream").map_or(rest.len(), |end| from + end);
                    if let Some(of) = last.take() {
                        self.unpack(&of, &rest[from..end]);
                    }
                    at += end + b"endstream".len().min(rest.len() - end);
                }
                _ => at += word_len(rest).max(1),
            }
        }
    }

    fn note(&mut self, done: &Dictionary) {
        match done.kind.as_slice() {
            b"Pages" if !done.has_parent => self.found.root = done.count.or(self.found.root),
            b"Page" => self.found.single = self.found.single.saturating_add(1),
            _ => {}
        }
    }

    fn unpack(&mut self, of: &Dictionary, stream: &[u8]) {
        if of.kind != b"ObjStm" || of.otherwise {
            return;
        }
        if !of.packed {
            return self.read(stream, false);
        }
        let mut list = Vec::new();
        // What is damaged at its end is read as far as it goes.
        let _ = ZlibDecoder::new(stream).take(self.room).read_to_end(&mut list);
        self.room -= list.len() as u64;
        self.read(&list, false);
    }
}

impl Dictionary {
    /// A name is a key, or what the key before it says.
    fn take(&mut self, key: &mut Vec<u8>, name: &[u8]) {
        match (key.as_slice(), name) {
            (b"Type", _) => {
                self.kind = name.to_vec();
                key.clear();
            }
            (b"Filter", b"FlateDecode") => self.packed = true,
            (b"Filter", b"ASCIIHexDecode" | b"ASCII85Decode" | b"LZWDecode" | b"Crypt") => {
                self.otherwise = true
            }
            _ => {
                self.has_parent |= name == b"Parent";
                *key = name.to_vec();
            }
        }
    }
}

fn word_len(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0 || b"()<>[]{}/%".contains(byte);
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

/// A text in brackets, which may stand in it in pairs.
fn text_len(bytes: &[u8]) -> usize {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return at + 1,
            b')' => depth -= 1,
            _ => {}
        }
    }
    bytes.len()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut from = 0;
    while let Some(next) = bytes[from..].iter().position(|byte| *byte == first) {
        if bytes[from + next..].starts_with(what) {
            return Some(from + next);
        }
        from += next + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    fn pdf(parts: &[&[u8]]) -> Vec<u8> {
        [&[&b"%PDF-1.5\n"[..]], parts, &[&b"\n%%EOF"[..]]].concat().concat()
    }

    fn packed(list: &[u8]) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(list).expect("memory takes it");
        packed.finish().expect("memory takes it")
    }

    const ROOT: &[u8] = b"2 0 obj<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 3 >>endobj\n";
    const BRANCH: &[u8] = b"3 0 obj<</Type/Pages/Parent 2 0 R/Kids[5 0 R 6 0 R]/Count 2>>endobj\n";

    #[test]
    fn a_pdf_has_as_many_pages_as_the_root_of_its_tree_says_wherever_that_stands() {
        assert_eq!(pages_of(FileKind::Pdf, &pdf(&[ROOT, BRANCH])), Some(3));
        assert_eq!(pages_of(FileKind::Pdf, &pdf(&[BRANCH, ROOT])), Some(3));
        let list =
            packed(b"2 0 3 40 << /Type /Pages /Kids [3 0 R] /Count 7 >> << /Type /Page /Parent 2 0 R >>");
        let head =
            format!("1 0 obj<</Type/ObjStm/N 2/First 9/Length {}/Filter/FlateDecode>>stream\n", list.len());
        let listed = pdf(&[head.as_bytes(), &list, b"\nendstream endobj"]);
        assert_eq!(pages_of(FileKind::Pdf, &listed), Some(7));
    }

    #[test]
    fn what_only_looks_like_a_page_tree_counts_for_nothing() {
        let text = b"9 0 obj(/Type /Pages /Count 9 \\) <<)endobj 8 0 obj<</Length 30>>stream\n<</Type/Pages/Count 99>>\nendstream";
        assert_eq!(pages_of(FileKind::Pdf, &pdf(&[ROOT, text])), Some(3));
        assert_eq!(
            pages_of(FileKind::Pdf, &pdf(&[b"1 0 obj<</Type/Catalog>>endobj"])),
            None,
            "it says nothing"
        );
        let pages = b"5 0 obj<</Type/Page>>endobj 6 0 obj<</Type /Page /Parent 2 0 R>>endobj";
        assert_eq!(pages_of(FileKind::Pdf, &pdf(&[pages])), Some(2), "a tree that is lost");
        assert_eq!(pages_of(FileKind::Png, b""), Some(1));
        assert_eq!(pages_of(FileKind::Docx, b""), None);
    }

    #[test]
    fn a_list_that_unpacks_to_very_much_is_read_so_far_and_no_further() {
        let list = packed(&vec![b' '; 64 << 20]);
        let head = b"1 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n";
        let mut reading = Reading { found: Found::default(), room: 1 << 20 };
        reading.read(&pdf(&[head, &list, b"\nendstream"]), true);
        assert_eq!(reading.room, 0);
    }
}
