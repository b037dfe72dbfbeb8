//! What was wrong with a command line, in Chinese; what could be typed instead stands in `huajie help`.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// One sentence, and where to read on.
pub fn says(error: &Error) -> String {
    let about = |kind| error.get(kind).map(named).unwrap_or_default();
    let argument = about(ContextKind::InvalidArg);
    let value = about(ContextKind::InvalidValue);
    let says = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", about(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("不认识的参数：{argument}"),
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "要做什么？请给出命令".to_owned()
        }
        ErrorKind::ArgumentConflict => format!("参数重复或者互相冲突：{argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("参数 {argument} 后面缺少内容"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = about(ContextKind::ValidValue);
            let valid = if valid.is_empty() { valid } else { format!("；可以是：{valid}") };
            format!("参数 {argument} 的内容“{value}”不对{valid}")
        }
        _ => "没有看懂这条命令".to_owned(),
    };
    let usage = error.get(ContextKind::Usage).map(|usage| format!("\n{}", named(usage).trim()));
    let usage = usage.unwrap_or_default().replace("Usage:", "用法：");
    format!("{says}。{usage}\n用 huajie help 查看全部命令。")
}

fn named(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        other => other.to_string(),
    }
}
