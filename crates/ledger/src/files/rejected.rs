//! Why an upload was not taken: a code that never changes, and a sentence for the person who sent it.

use super::FileKind;
use super::examine::MAX_FILE_BYTES;
use std::fmt;

/// The one reason an upload was refused for. Its `Display` is the Chinese sentence to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rejected {
    /// No bytes.
    Empty,
    /// More than [`MAX_FILE_BYTES`].
    TooLarge { bytes: u64 },
    /// Its extension (lower case; empty when there is none) is not on the allow-list.
    KindNotAccepted { extension: String },
    /// A program or a script, whatever it is called.
    Executable,
    /// A web page, SVG or other markup that a browser would run.
    ActivePage,
    /// Its content is not of the kind its extension says.
    NotWhatItSays { said: FileKind },
    /// Two formats in one file, so that different programs would see different things.
    TwoFormats,
    /// Would unpack to far more than it weighs, or to more than is allowed.
    UnpacksTooLarge,
    /// Protected by a password.
    PasswordProtected,
    /// A document with macros.
    Macros,
    /// More pixels than are allowed, known from the header without decoding.
    PictureTooLarge { width: u32, height: u32 },
    /// Of the right kind, but damaged or cut off.
    Unreadable { kind: FileKind },
}

impl Rejected {
    /// Stable code in words, for the API and the logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file.empty",
            Self::TooLarge { .. } => "file.too_large",
            Self::KindNotAccepted { .. } => "file.kind_not_accepted",
            Self::Executable => "file.executable",
            Self::ActivePage => "file.active_page",
            Self::NotWhatItSays { .. } => "file.not_what_it_says",
            Self::TwoFormats => "file.two_formats",
            Self::UnpacksTooLarge => "file.unpacks_too_large",
            Self::PasswordProtected => "file.password_protected",
            Self::Macros => "file.macros",
            Self::PictureTooLarge { .. } => "file.picture_too_large",
            Self::Unreadable { .. } => "file.unreadable",
        }
    }
}

/// What may be sent, in words.
const MAY_BE_SENT: &str = "可以传：照片（jpg、png、webp）、PDF、Word、Excel、OFD、文本（txt）、录音（mp3、m4a、wav）、录像（mp4）。";

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "这个文件是空的，请重新选择。"),
            Self::TooLarge { bytes } => {
                let (limit, size) = (MAX_FILE_BYTES >> 20, tenths_of_mebibytes(*bytes));
                write!(
                    f,
                    "文件太大（{size} MB），每个文件不能超过 {limit} MB。可以分成几个再传，或到窗口提交光盘、U 盘。"
                )
            }
            Self::KindNotAccepted { extension } if extension.is_empty() => {
                write!(f, "看不出这是什么文件（文件名没有扩展名）。{MAY_BE_SENT}")
            }
            Self::KindNotAccepted { extension } => match hint(extension) {
                Some(hint) => write!(f, "不能直接收 .{extension} 文件。{hint}"),
                None => write!(f, "不能收 .{extension} 文件。{MAY_BE_SENT}"),
            },
            Self::Executable => write!(f, "这是程序或脚本，不能上传。{MAY_BE_SENT}"),
            Self::ActivePage => {
                write!(f, "网页类文件（html、svg、xml 等）不能上传，请打印成 PDF 或截图后再传。")
            }
            Self::NotWhatItSays { said } => write!(
                f,
                "文件内容与扩展名 .{} 不符，不是{}。请用原来的软件打开，另存为正确的格式后再传。",
                said.extension(),
                said.name()
            ),
            Self::TwoFormats => {
                write!(
                    f,
                    "这个文件里夹带了另一种格式的内容，不能上传。请用原来的软件另存一份，或打印成 PDF 后再传。"
                )
            }
            Self::UnpacksTooLarge => {
                write!(f, "这个文件展开后过大，可能有问题，不能上传。请打印成 PDF 后再传。")
            }
            Self::PasswordProtected => write!(f, "这个文件加了密码，打不开。请先去掉密码再传。"),
            Self::Macros => {
                write!(f, "这个文档里有宏（小程序），不能上传。请另存为不带宏的文档，或打印成 PDF 后再传。")
            }
            Self::PictureTooLarge { width, height } => {
                write!(f, "图片太大（{width}×{height} 像素）。请缩小或截取需要的部分后再传。")
            }
            Self::Unreadable { kind } => {
                write!(f, "这个{}打不开，可能已损坏或没有传完整，请检查后重新上传。", kind.name())
            }
        }
    }
}

impl std::error::Error for Rejected {}

/// What to do instead, for kinds that people often have.
fn hint(extension: &str) -> Option<&'static str> {
    match extension {
        "heic" | "heif" => Some("请在手机相册里把照片导出或截屏成 jpg 后再传。"),
        "zip" | "rar" | "7z" | "tar" | "gz" => Some("请解压后，把里面的文件一个一个传上来。"),
        "wps" | "rtf" | "odt" | "docm" => Some("请另存为 docx 或 PDF 后再传。"),
        "et" | "ods" | "csv" | "xlsm" => Some("请另存为 xlsx 或 PDF 后再传。"),
        "ppt" | "pptx" | "dps" => Some("请另存为 PDF 后再传。"),
        "bmp" | "gif" | "tif" | "tiff" => Some("请转成 jpg 或 png 后再传。"),
        "mov" | "avi" | "mkv" | "wmv" | "3gp" | "flv" => Some("请转成 mp4 后再传。"),
        "amr" | "aac" | "wma" | "ogg" | "flac" => Some("请转成 mp3 或 m4a 后再传。"),
        _ => None,
    }
}

/// Mebibytes with one decimal, rounded up: 50.1 when the limit of 50 is passed by a byte.
fn tenths_of_mebibytes(bytes: u64) -> String {
    let tenths = (bytes.saturating_mul(10)).div_ceil(1 << 20);
    format!("{}.{}", tenths / 10, tenths % 10)
}
