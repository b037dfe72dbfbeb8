//! What went wrong with the machine, for whoever typed the command: in Chinese, without the words of the system's library.

use crate::office::Failure;
use huajie_ledger::{files::FileError, vault::VaultError};
use std::{
    error::Error as _,
    fmt,
    io::{self, Write as _},
};

/// Prints a line of the answer. Whoever reads it may have read enough (`| head`): the work goes on without them.
pub fn line(words: fmt::Arguments<'_>) {
    match writeln!(io::stdout(), "{words}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            tracing::warn!(%error, "an answer was not printed");
        }
        _ => {}
    }
}

/// As `println!`, by [`line`].
macro_rules! say {
    ($($words:tt)*) => { $crate::command_line::told::line(format_args!($($words)*)) };
}
pub(crate) use say;

/// What the library that reads the command line says of its own in a help text, and how that is said here.
const HELP_ZH: [(&str, &str); 13] = [
    ("Usage: ", "用法："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("[OPTIONS]", "[选项]"),
    ("<COMMAND>", "<命令>"),
    ("[COMMAND]", "[命令]"),
    ("Print this message or the help of the given subcommand(s)", "显示这些说明，或者某个命令的说明"),
    ("Print help (see more with '--help')", "显示说明（--help 更详细）"),
    ("Print help (see a summary with '-h')", "显示说明（-h 只有摘要）"),
    ("Print help", "显示说明"),
    ("Print version", "显示版本"),
    ("possible values: ", "可以是："),
];

/// A help text with the library's own words in Chinese.
pub fn help(text: &str) -> String {
    let said =
        HELP_ZH.iter().fold(text.to_owned(), |said, (english, chinese)| said.replace(english, chinese));
    said.replace("Possible values:", "可以是：").trim_end().to_owned()
}

/// Why something could not be read or written.
pub fn io(error: &io::Error) -> String {
    use io::ErrorKind::*;
    let says = match error.kind() {
        NotFound => "没有这个文件或者目录",
        PermissionDenied => "没有权限",
        AlreadyExists => "已经存在",
        StorageFull | QuotaExceeded => "存储空间已满",
        FileTooLarge => "文件太大",
        IsADirectory => "这是一个目录，不是文件",
        NotADirectory => "路径里有一段不是目录",
        ReadOnlyFilesystem => "所在的磁盘只能读、不能写",
        InvalidData => "内容不是 UTF-8 文字",
        BrokenPipe => "接收的一方已经关闭",
        AddrInUse => "这个端口已经有程序在用",
        AddrNotAvailable => "这台机器没有这个地址",
        _ => "",
    };
    match (says, error.raw_os_error()) {
        ("", Some(code)) => format!("系统报错，编号 {code}"),
        ("", None) => "系统报错".to_owned(),
        (says, _) => says.to_owned(),
    }
}

/// Why the keys cannot be used. The log has the details.
pub fn keys(error: &VaultError) -> String {
    match error {
        VaultError::KeyFileTooOpen { path, mode } => format!(
            "密钥文件 {} 的权限是 {mode:o}，别人也能读；请改为 600（chmod 600）再启动",
            path.display()
        ),
        VaultError::KeyFileBroken { path, .. } => {
            format!("密钥文件 {} 的内容不完整或者不是密钥文件，请换回原来的", path.display())
        }
        VaultError::KeyFile { path, source } => {
            format!("密钥文件 {} 用不了：{}", path.display(), io(source))
        }
        VaultError::NotSealedText
        | VaultError::UnknownKeyVersion(_)
        | VaultError::Altered
        | VaultError::Module(_)
        | VaultError::BadSignature => "密钥和存储的内容对不上".to_owned(),
    }
}

/// Why the folder of the files cannot be used.
pub fn files(error: &FileError) -> String {
    match error {
        FileError::Folder(source) => io(source),
        FileError::Full => "存储空间已满".to_owned(),
        FileError::Missing(_) | FileError::Altered { .. } => "文件缺失或者被改动".to_owned(),
        FileError::Store(error) => {
            let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
            source.map_or_else(|| "读写失败".to_owned(), io)
        }
    }
}

/// Why an order was not carried out.
pub fn failure(failure: &Failure) -> String {
    match failure {
        Failure::Refused(refusal) => refusal.says().to_owned(),
        Failure::Fault(fault) => fault.to_string(),
        Failure::Stale(_) | Failure::Answered(_) | Failure::KeyReused | Failure::Doubled(_) => {
            "别人同时在改，请再试一次".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_in_chinese() {
        for kind in [io::ErrorKind::NotFound, io::ErrorKind::AddrInUse, io::ErrorKind::StorageFull] {
            let says = super::io(&io::Error::from(kind));
            assert!(!says.is_ascii(), "{says}");
        }
        assert_eq!(super::io(&io::Error::from_raw_os_error(2)), "没有这个文件或者目录");
        assert_eq!(super::io(&io::Error::from_raw_os_error(114)), "系统报错，编号 114");
    }
}
