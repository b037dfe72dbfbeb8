//! What can go wrong with a paper, said in Chinese so that it can be shown as it is.
//!
//! Not here: Typst's own diagnostics for people who write templates; they travel inside `Template::message`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why there is no paper. It crosses the pipe of the worker, hence plain texts inside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaperError {
    /// The folder of the fonts cannot be read.
    FontFolder { folder: String, reason: String },
    /// No font of this family lies in the folder; `family` is its Chinese name, such as 仿宋.
    MissingFont { family: String, file: String, folder: String },
    /// There is no template of this name.
    UnknownTemplate { name: String },
    /// No font has this character: an error of the data, to be put right by whoever entered it.
    MissingGlyph { character: char },
    /// A picture that is too large, one too many, or no PNG or JPEG.
    Attachment { name: String, reason: String },
    /// The day on the paper is no day of the calendar.
    Day { year: i32, month: u8, day: u8 },
    /// The template refused the data: a required field is absent or of another shape than its sample.
    Template { name: String, message: String },
    /// The paper was set but could not be written as PDF/A.
    Export { message: String },
    /// The worker process could not be started, or died twice over the same job.
    Worker { reason: String },
}

impl fmt::Display for PaperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FontFolder { folder, reason } => {
                write!(
                    f,
                    "读不到文书字体目录“{folder}”（{reason}）。请运行 scripts/fonts 下载字体，或用 HUAJIE_FONTS 指定目录。"
                )
            }
            Self::MissingFont { family, file, folder } => write!(
                f,
                "文书缺少{family}字体：目录“{folder}”里没有 {file}。请运行 scripts/fonts 下载，或把本单位有授权的{family}字体放进该目录。"
            ),
            Self::UnknownTemplate { name } => write!(f, "没有名为“{name}”的文书格式。"),
            Self::MissingGlyph { character } => write!(
                f,
                "现有字体都没有“{character}”（U+{:04X}）这个字，文书打不出来。请核对是否录错；确是此字的，请换用通行写法，或加装含有该字的字体。",
                u32::from(*character)
            ),
            Self::Attachment { name, reason } => write!(f, "文书里的图片“{name}”不能用：{reason}。"),
            Self::Day { year, month, day } => write!(f, "文书日期{year}年{month}月{day}日不存在。"),
            Self::Template { name, message } => write!(f, "文书“{name}”的内容不完整或格式不对：{message}"),
            Self::Export { message } => write!(f, "文书没能存成归档用的 PDF：{message}"),
            Self::Worker { reason } => write!(f, "排版程序没有应答（{reason}），请稍后再试。"),
        }
    }
}

impl std::error::Error for PaperError {}
