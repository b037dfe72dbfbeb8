//! Upkeep at the command line: proving, rebuilding, signing, backing up, restoring.

use crate::{config::Config, office::Office};
use huajie_ledger::audit::{Anchor, Report};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// Signed heads, one JSON a line. Meant to be copied off the machine.
fn anchors_path(var: &Path) -> PathBuf {
    var.join("anchors.jsonl")
}

fn read_anchors(var: &Path) -> Result<Vec<Anchor>, String> {
    let text = match fs::read_to_string(anchors_path(var)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(format!("读不了签名文件：{error}")),
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|error| format!("签名文件第 {} 行读不懂：{error}", at + 1))
        })
        .collect()
}

pub async fn verify(office: &Office) -> Result<(), String> {
    let anchors = read_anchors(&office.config.var)?;
    let report = office.ledger.verify(&anchors, &office.keys).await.map_err(|fault| fault.to_string())?;
    conclude("日志校验", &report)?;
    println!("库外签名 {} 次，全部成立", anchors.len());
    Ok(())
}

pub async fn rebuild(office: &Office, check: bool) -> Result<(), String> {
    let report = office.ledger.rebuild(&office.law(), !check).await.map_err(|fault| fault.to_string())?;
    match conclude("派生数据与日志重放比较", &report) {
        Err(complaint) if check => Err(complaint),
        Err(complaint) => {
            println!("{complaint}\n已按日志重建。");
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

fn conclude(what: &str, report: &Report) -> Result<(), String> {
    if report.findings.is_empty() {
        println!("{what}：{} 个案卷、{} 条日志，全部一致", report.streams, report.entries);
        return Ok(());
    }
    let lines: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    Err(format!("{what}：发现 {} 处问题\n{}", lines.len(), lines.join("\n")))
}

pub async fn anchor(office: &Office) -> Result<(), String> {
    let before = read_anchors(&office.config.var)?;
    let anchor = office
        .ledger
        .anchor(&before, &office.keys, office.now().at)
        .await
        .map_err(|fault| fault.to_string())?;
    let line = serde_json::to_string(&anchor).expect("anchors are plain data");
    let path = anchors_path(&office.config.var);
    let written = fs::OpenOptions::new().create(true).append(true).open(&path).and_then(|mut file| {
        writeln!(file, "{line}")?;
        file.sync_all()
    });
    written.map_err(|error| format!("写不了 {}：{error}", path.display()))?;
    println!("已签名：{} 个案卷有变动。请把 {} 复制到别的机器。", anchor.moved.len(), path.display());
    Ok(())
}

pub fn backup(office: &Office, folder: &Path) -> Result<(), String> {
    if folder.exists() {
        return Err(format!("{} 已经存在，请给一个新目录", folder.display()));
    }
    let failed = |error: std::io::Error| format!("备份没有完成：{error}");
    fs::create_dir_all(folder).map_err(failed)?;
    // The database first: files that come in meanwhile may be in the copy without being named, never the reverse.
    office
        .ledger
        .store
        .backup(&folder.join("huajie.db"))
        .map_err(|fault| format!("备份没有完成：{fault}（{}）", fault.doing()))?;
    copy_folder(&office.config.var.join("files"), &folder.join("files")).map_err(failed)?;
    if anchors_path(&office.config.var).exists() {
        fs::copy(anchors_path(&office.config.var), anchors_path(folder)).map_err(failed)?;
    }
    println!(
        "已备份到 {}。密钥文件 {} 不在其中，请另行保管：没有它，个人信息打不开。",
        folder.display(),
        office.config.keys.display()
    );
    Ok(())
}

pub fn restore(config: &Config, folder: &Path) -> Result<(), String> {
    let path = config.database_url.strip_prefix("sqlite:").ok_or("PostgreSQL 请用 pg_restore 恢复")?;
    // A write-ahead log left behind belongs to another database file and would be replayed into this one.
    for present in [path.to_owned(), format!("{path}-wal"), format!("{path}-shm")] {
        if Path::new(&present).exists() {
            return Err(format!("{present} 已经存在；请先移走，恢复不会覆盖现有数据"));
        }
    }
    let failed = |error: std::io::Error| format!("恢复没有完成：{error}");
    fs::create_dir_all(&config.var).map_err(failed)?;
    copy_folder(&folder.join("files"), &config.var.join("files")).map_err(failed)?;
    if anchors_path(folder).exists() {
        fs::copy(anchors_path(folder), anchors_path(&config.var)).map_err(failed)?;
    }
    // Under another name until it is whole: a restore that was cut off can be run again.
    let part = format!("{path}.part");
    fs::copy(folder.join("huajie.db"), &part).map_err(failed)?;
    fs::File::open(&part).and_then(|file| file.sync_all()).map_err(failed)?;
    fs::rename(&part, path).map_err(failed)?;
    println!("已恢复。请运行 huajie verify 和 huajie rebuild --check 核对。");
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    let Ok(entries) = fs::read_dir(from) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
