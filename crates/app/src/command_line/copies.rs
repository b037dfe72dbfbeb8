//! Copies of a city that lies in SQLite: made into a new folder, and brought back from one that is whole.

use super::{told, told::say, upkeep::anchors_path};
use crate::{config::Config, office::Office};
use huajie_ledger::{
    engine::{Engine, NOTES_BESIDE, prove_copy},
    private,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, io, io::Write, path::Path};

/// Written last: a folder without it is a copy that was not finished.
const MARK: &str = "backup.json";

/// What a whole copy holds beside the database, which proves itself: the stored files, by name, with their bytes.
#[derive(Serialize, Deserialize)]
struct Whole {
    made_at: Timestamp,
    files: BTreeMap<String, u64>,
}

impl Whole {
    fn note(&self, folder: &Path) -> io::Result<()> {
        let mut mark = private::file(&folder.join(MARK))?;
        mark.write_all(serde_json::to_string(self).expect("plain data").as_bytes())?;
        mark.sync_all()
    }

    fn read(folder: &Path) -> Result<Whole, String> {
        match fs::read_to_string(folder.join(MARK)) {
            Ok(text) => serde_json::from_str(&text)
                .map_err(|_| format!("没有恢复：{MARK} 读不懂，这份备份不完整或者被改动。请换另一份备份")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(format!(
                "没有恢复：{} 里没有 {MARK}，这份备份没有做完，请换另一份。以前版本的程序做的备份没有这个文件：确知它是完整的，加 --unmarked 再运行",
                folder.display()
            )),
            Err(error) => Err(format!("没有恢复：读不了 {MARK}：{}", told::io(&error))),
        }
    }

    fn ensure_there(&self, folder: &Path) -> Result<(), String> {
        let there = |name: &str, bytes: u64| {
            let found = fs::metadata(folder.join("files").join(name));
            found.is_ok_and(|found| found.len() == bytes)
        };
        let missing = self.files.iter().filter(|(name, bytes)| !there(name, **bytes)).count();
        if missing == 0 {
            return Ok(());
        }
        Err(format!("没有恢复：备份里有 {missing} 个文件不在了或者长短不对。请换另一份备份"))
    }
}

pub fn backup(office: &Office, folder: &Path) -> Result<(), String> {
    if folder.exists() {
        return Err(format!("{} 已经存在，请给一个新目录", folder.display()));
    }
    if office.ledger.store.engine() == Engine::Postgres {
        let files = office.config.var.join("files");
        return Err(format!(
            "数据库是 PostgreSQL，请用 pg_dump 备份；上传的文件在 {}，签名在 {}，请一起复制，密钥文件 {} 另行保管",
            files.display(),
            anchors_path(&office.config.var).display(),
            office.config.keys.display()
        ));
    }
    let failed = |error: std::io::Error| format!("备份没有完成：{}", told::io(&error));
    private::folder(folder).map_err(failed)?;
    // The database first: files that come in meanwhile may be in the copy without being named, never the reverse.
    office.ledger.store.backup(&folder.join("huajie.db")).map_err(|fault| {
        tracing::error!(?fault, "the copy of the database was not made");
        format!("备份没有完成：{fault}")
    })?;
    let files = copy_files(&office.config.var.join("files"), &folder.join("files")).map_err(failed)?;
    if anchors_path(&office.config.var).exists() {
        private::copy(&anchors_path(&office.config.var), &anchors_path(folder)).map_err(failed)?;
    }
    Whole { made_at: office.now().at, files }.note(folder).map_err(failed)?;
    say!(
        "已备份到 {}。密钥文件 {} 不在其中，请另行保管：没有它，个人信息打不开。",
        folder.display(),
        office.config.keys.display()
    );
    Ok(())
}

pub fn restore(config: &Config, folder: &Path, unmarked: bool) -> Result<(), String> {
    let path =
        config.database_url.strip_prefix("sqlite:").ok_or("数据库是 PostgreSQL，请用 pg_restore 恢复")?;
    if !folder.join("huajie.db").is_file() {
        return Err(format!("{} 里没有 huajie.db，不是备份目录", folder.display()));
    }
    if !unmarked {
        Whole::read(folder)?.ensure_there(folder)?;
    }
    // A write-ahead log left behind belongs to another database file and would be replayed into this one.
    let notes = format!("{path}{NOTES_BESIDE}");
    for file in [path, &notes] {
        for present in ["", "-wal", "-shm"].map(|ending| format!("{file}{ending}")) {
            if Path::new(&present).exists() {
                return Err(format!("{present} 已经存在；请先移走，恢复不会覆盖现有数据"));
            }
        }
    }
    let failed = |error: std::io::Error| format!("恢复没有完成：{}", told::io(&error));
    private::folder(&config.var).map_err(failed)?;
    // Under other names until all is whole: a restore that was cut off can be run again.
    let noted = folder.join(format!("huajie.db{NOTES_BESIDE}"));
    let mut all = vec![(folder.join("huajie.db"), path)];
    // A copy that an older program made holds the openings in the database itself.
    if noted.exists() {
        all.insert(0, (noted, &notes));
    }
    let part = |to: &str| format!("{to}.part");
    for (from, to) in &all {
        private::copy(from, Path::new(&part(to))).map_err(failed)?;
    }
    for (from, to) in &all {
        if let Err(fault) = prove_copy(Path::new(&part(to))) {
            tracing::error!(?fault, "the copy is no whole database");
            // Of no use to anybody; that they cannot be removed matters less than that the copy is broken.
            all.iter().for_each(|(_, to)| drop(fs::remove_file(part(to))));
            return Err(format!(
                "没有恢复：{} 是坏的，不完整或者被改动。请换另一份备份；数据目录里没有留下数据库。",
                from.display()
            ));
        }
    }
    copy_files(&folder.join("files"), &config.var.join("files")).map_err(failed)?;
    if anchors_path(folder).exists() {
        private::copy(&anchors_path(folder), &anchors_path(&config.var)).map_err(failed)?;
    }
    for (_, to) in &all {
        fs::rename(part(to), to).map_err(failed)?;
    }
    if !config.keys.exists() {
        say!(
            "备份里没有密钥文件：请把原来的放到 {}（权限 600），没有它个人信息打不开。",
            config.keys.display()
        );
    }
    say!("已恢复。请运行 huajie verify 和 huajie rebuild --check 核对。");
    Ok(())
}

/// Copies what is stored, `aa/aabb…`, and says what that was. What is only being written (`aabb…#1`) is of a file that nothing names yet.
fn copy_files(from: &Path, to: &Path) -> io::Result<BTreeMap<String, u64>> {
    let mut copied = BTreeMap::new();
    private::folder(to)?;
    let Ok(folders) = fs::read_dir(from) else { return Ok(copied) };
    for inner in folders {
        let inner = inner?;
        if !inner.file_type()?.is_dir() {
            continue;
        }
        let target = to.join(inner.file_name());
        private::folder(&target)?;
        for file in fs::read_dir(inner.path())? {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            if name.contains('#') {
                continue;
            }
            let bytes = private::copy(&file.path(), &target.join(&name))?;
            copied.insert(format!("{}/{name}", inner.file_name().to_string_lossy()), bytes);
        }
    }
    Ok(copied)
}
