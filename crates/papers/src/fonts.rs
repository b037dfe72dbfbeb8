//! The fonts of the papers, read from a folder: they are files beside the program and never part of it.
//!
//! A family is looked for under several names, the licensed faces of an agency first: whoever drops its own
//! 仿宋_GB2312 or 小标宋 into the folder gets it, without any setting.

use std::fs;
use std::path::Path;

use serde_json::json;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::PaperError;

/// A role that a font plays on the sheet.
struct Role {
    /// Key in `faces.json`, as `gw.typ` knows it.
    key: &'static str,
    family: &'static str,
    /// The file that `scripts/fonts` puts there.
    file: &'static str,
    candidates: &'static [&'static str],
}

const ROLES: [Role; 5] = [
    Role {
        key: "fang",
        family: "仿宋",
        file: "FandolFang-Regular.otf",
        candidates: &[
            "仿宋_GB2312",
            "FangSong_GB2312",
            "方正仿宋_GBK",
            "FZFangSong-Z02",
            "FandolFang R",
            "FandolFang",
        ],
    },
    Role {
        key: "hei",
        family: "黑体",
        file: "FandolHei-Regular.otf",
        candidates: &["黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "FandolHei"],
    },
    Role {
        key: "kai",
        family: "楷体",
        file: "FandolKai-Regular.otf",
        candidates: &["楷体_GB2312", "KaiTi_GB2312", "方正楷体_GBK", "FZKai-Z03", "FandolKai"],
    },
    Role {
        key: "song",
        family: "宋体",
        file: "FandolSong-Regular.otf",
        candidates: &["宋体", "SimSun", "方正书宋_GBK", "FandolSong"],
    },
    Role {
        key: "headline",
        family: "小标宋（宋体加粗）",
        file: "FandolSong-Bold.otf",
        candidates: &[
            "方正小标宋_GBK",
            "方正小标宋简体",
            "FZXiaoBiaoSong-B05S",
            "FZXiaoBiaoSong-B05",
            "FandolSong",
        ],
    },
];

/// Stands behind every role for characters that the others lack.
const FALLBACK: &str = "Noto Serif CJK SC";
const FALLBACK_FILE: &str = "NotoSerifCJK-Regular.ttc";
/// Stands behind the fallback for the rarest names (U+20000 and up). Without it such a name is a missing glyph.
const LAST_RESORT: &str = "HanaMinB";

/// All fonts of the folder, and which family plays which role.
pub(crate) struct Fonts {
    pub book: LazyHash<FontBook>,
    pub list: Vec<Font>,
    /// `faces.json`: role → families in order of preference.
    pub faces: Bytes,
}

impl Fonts {
    pub fn read(folder: &Path) -> Result<Self, PaperError> {
        let unreadable = |error: std::io::Error| PaperError::FontFolder {
            folder: folder.display().to_string(),
            reason: error.to_string(),
        };
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let extension = path.extension().and_then(|it| it.to_str()).map(str::to_ascii_lowercase);
            if matches!(extension.as_deref(), Some("otf" | "ttf" | "ttc" | "otc")) {
                files.push(path);
            }
        }
        // The order of a directory is chance, and the choice among equal fonts must not be.
        files.sort();
        let mut list = Vec::new();
        for path in files {
            let bytes = Bytes::new(fs::read(&path).map_err(unreadable)?);
            // A collection carries the same glyphs under one name per country; only the mainland's serves here.
            list.extend(Font::iter(bytes).filter(|font| {
                let family = &font.info().family;
                !family.starts_with("Noto S") || family.as_str() == FALLBACK
            }));
        }
        let book = FontBook::from_fonts(&list);
        let faces = Bytes::from_string(faces(&book, folder)?.to_string());
        Ok(Self { book: LazyHash::new(book), list, faces })
    }
}

fn faces(book: &FontBook, folder: &Path) -> Result<serde_json::Value, PaperError> {
    let missing = |family: &str, file: &str| PaperError::MissingFont {
        family: family.to_owned(),
        file: file.to_owned(),
        folder: folder.display().to_string(),
    };
    let has = |family: &str| book.contains_family(&family.to_lowercase());
    let mut faces = serde_json::Map::new();
    for role in &ROLES {
        let found: Vec<_> = role.candidates.iter().filter(|family| has(family)).copied().collect();
        // FandolSong is one family in two weights, so the bold file is asked for by its weight.
        let bold_absent = role.key == "headline" && found == ["FandolSong"] && !is_bold_there(book);
        if found.is_empty() || bold_absent {
            return Err(missing(role.family, role.file));
        }
        faces.insert(role.key.to_owned(), json!([found[0], FALLBACK, LAST_RESORT]));
    }
    if !has(FALLBACK) {
        return Err(missing("后备宋体（思源宋体，用于生僻字）", FALLBACK_FILE));
    }
    Ok(faces.into())
}

fn is_bold_there(book: &FontBook) -> bool {
    book.select_family("fandolsong")
        .filter_map(|index| book.info(index))
        .any(|info| info.variant.weight.to_number() >= 600)
}
