//! Who serves from the database file in this place: a lock beside it, held as long as the site runs and let go by the system
//! when it ends, however it ends. PostgreSQL needs none: it is moved nowhere.

use super::told;
use crate::config::Config;
use huajie_ledger::private;
use std::{
    fs::{File, TryLockError},
    path::Path,
};

/// Held while the site serves; several may.
pub fn here(config: &Config) -> Result<Option<File>, String> {
    let busy = "数据正在搬往别处，现在不能启动；搬完以后再运行";
    locked(config, File::try_lock_shared, busy)
}

/// Held while nobody may serve.
pub fn ensure_nobody(config: &Config) -> Result<Option<File>, String> {
    let busy = "网站正在运行：搬的时候收下的内容会留在原来的数据库里。请先停下网站（huajie serve），再运行";
    locked(config, File::try_lock, busy)
}

fn locked(
    config: &Config,
    lock: fn(&File) -> Result<(), TryLockError>,
    busy: &str,
) -> Result<Option<File>, String> {
    let Some(path) = config.database_url.strip_prefix("sqlite:") else { return Ok(None) };
    let path = format!("{path}-serving");
    let failed = |error: std::io::Error| format!("用不了 {path}：{}", told::io(&error));
    let file = private::file_to_append(Path::new(&path)).map_err(failed)?;
    match lock(&file) {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(busy.to_owned()),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}
