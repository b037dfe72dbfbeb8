//! The kinds of file that may come in: the allow-list.

use serde::{Deserialize, Serialize};

/// A kind of file that is accepted. Serialized as its extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    #[serde(rename = "jpg")]
    Jpeg,
    Png,
    Webp,
    Pdf,
    Doc,
    Docx,
    Xls,
    Xlsx,
    Ofd,
    #[serde(rename = "txt")]
    Text,
    Mp3,
    M4a,
    Wav,
    Mp4,
}

impl FileKind {
    /// Every kind, in the order the user is told them.
    pub const ALL: [Self; 14] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Pdf,
        Self::Doc,
        Self::Docx,
        Self::Xls,
        Self::Xlsx,
        Self::Ofd,
        Self::Text,
        Self::Mp3,
        Self::M4a,
        Self::Wav,
        Self::Mp4,
    ];

    /// The kind that files with this extension (lower case, no dot) claim to be.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension {
            "jpeg" => Some(Self::Jpeg),
            _ => Self::ALL.into_iter().find(|kind| kind.extension() == extension),
        }
    }

    /// The extension it is given when it is handed out, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
            Self::Doc => "doc",
            Self::Docx => "docx",
            Self::Xls => "xls",
            Self::Xlsx => "xlsx",
            Self::Ofd => "ofd",
            Self::Text => "txt",
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Wav => "wav",
            Self::Mp4 => "mp4",
        }
    }

    /// The `Content-Type` it is served with.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Doc => "application/msword",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xls => "application/vnd.ms-excel",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ofd => "application/ofd",
            Self::Text => "text/plain; charset=utf-8",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Wav => "audio/wav",
            Self::Mp4 => "video/mp4",
        }
    }

    /// What a user calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg | Self::Png | Self::Webp => "图片",
            Self::Pdf => "PDF 文件",
            Self::Doc | Self::Docx => "Word 文档",
            Self::Xls | Self::Xlsx => "Excel 表格",
            Self::Ofd => "OFD 版式文件",
            Self::Text => "文本文件",
            Self::Mp3 | Self::M4a | Self::Wav => "录音",
            Self::Mp4 => "录像",
        }
    }

    /// What a file dialogue offers, as HTML's `accept`: the same list that is taken in. Pictures come first and by their type too, so
    /// that a telephone offers its camera and hands over what can be read here.
    pub fn accept(takes: impl Fn(Self) -> bool) -> String {
        let offered = |kind: Self| match kind {
            Self::Jpeg => vec![kind.content_type().to_owned(), ".jpg".to_owned(), ".jpeg".to_owned()],
            kind if kind.is_picture() => {
                vec![kind.content_type().to_owned(), format!(".{}", kind.extension())]
            }
            kind => vec![format!(".{}", kind.extension())],
        };
        let kinds = Self::ALL.into_iter().filter(|kind| takes(*kind));
        kinds.flat_map(offered).collect::<Vec<_>>().join(",")
    }

    /// Whether it is a picture, so that a cleaned copy is made of it.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }

    /// Whether a browser may show it in the page instead of saving it: only what cannot run anything.
    /// For pictures this holds for the cleaned copy only.
    pub fn may_show_in_page(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp | Self::Mp3 | Self::M4a | Self::Wav | Self::Mp4)
    }
}
