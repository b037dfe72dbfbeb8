//! Upkeep at the command line: proving, rebuilding, signing, moving into another store.

use super::told::say;
use super::{keys_there, missing_store, open_store, serving, told};
use crate::{config::Config, office::Office, people::lacking};
use huajie_ledger::{
    audit::{Anchor, Finding, Kept, Report},
    engine::{Engine, Store, Unmoved},
    private,
};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// Signed heads, one JSON a line. Meant to be copied off the machine.
pub(super) fn anchors_path(var: &Path) -> PathBuf {
    var.join("anchors.jsonl")
}

fn read_anchors(var: &Path) -> Result<Vec<Anchor>, String> {
    let text = match fs::read_to_string(anchors_path(var)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(format!("读不了签名文件：{}", told::io(&error))),
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| serde_json::from_str(line).map_err(|_| format!("签名文件第 {} 行读不懂", at + 1)))
        .collect()
}

/// Files are read and fields are opened one after the other; so often it is said how far it is.
const PROGRESS_EVERY: u64 = 1000;

/// Proves what is there and makes nothing: no database, no keys.
pub async fn verify(config: &Config, journals_only: bool) -> Result<(), String> {
    if let Some(path) = missing_store(config) {
        return Err(format!("没有数据库 {path}，没有可以校验的"));
    }
    let keys = keys_there(config)?;
    let (ledger, files) = open_store(config).await?;
    let fault = |fault: huajie_ledger::Fault| fault.to_string();
    if let Some(keys) = &keys
        && ledger.key_mark().await.map_err(fault)?.is_some_and(|mark| mark != Office::key_mark(keys))
    {
        return Err(Office::keys_of_another(&config.keys));
    }
    let anchors = read_anchors(&config.var)?;
    let report = ledger.verify(&anchors, keys.as_ref()).await.map_err(fault)?;
    let mut unsaid = Vec::new();
    let mut findings = report.findings.clone();
    let mut said = vec![format!("日志：{} 个案卷、{} 条", report.streams, report.entries)];
    let signed = if keys.is_some() { "核对了签名" } else { "只核对了校验值" };
    said.push(format!("库外签名：{} 次，{signed}", anchors.len()));
    said.push("编号簿".to_owned());
    match ledger.store.engine() {
        Engine::Sqlite => said.push("数据库文件的结构".to_owned()),
        Engine::Postgres => unsaid.push("数据库文件的结构（由 PostgreSQL 自己保证）".to_owned()),
    }
    if journals_only {
        unsaid.push("存放的文件、密封的个人信息（--journals-only）".to_owned());
    } else {
        let kept = ledger.verify_files(&files, &report.named, |done| progress("文件", done)).await;
        let kept = Kept::of("文件的登记", kept).map_err(fault)?;
        said.push(format!("文件：{} 个", kept.looked_at));
        findings.extend(kept.findings);
        let persons = ledger.verify_persons(&report.persons).await;
        let persons = Kept::of("密封的人员", persons).map_err(fault)?;
        said.push(format!("日志里的人员：{} 位，密封字段都要在", persons.looked_at));
        findings.extend(persons.findings);
    }
    match &keys {
        Some(keys) if !journals_only => {
            let kept = ledger.verify_sealed(keys, |done| progress("密封的个人信息", done)).await;
            let kept = Kept::of("密封的个人信息", kept).map_err(fault)?;
            said.push(format!(
                "密封的个人信息：{} 项（待寄信件、草稿、动态口令、往来报文在内）",
                kept.looked_at
            ));
            findings.extend(kept.findings);
        }
        Some(_) => {}
        None => {
            unsaid.push(format!("密封的个人信息、库外签名的真伪（没有密钥文件 {}）", config.keys.display()))
        }
    }
    unsaid.push("账户密码、文件登记的大小和原件".to_owned());
    unsaid.push(match anchors.is_empty() {
        true => "有没有案卷被整个删去（没有库外签名，看不出来；请定时运行 huajie anchor，另存到别的机器）"
            .to_owned(),
        false => "最近一次签名以后新立的案卷有没有被整个删去".to_owned(),
    });
    tell(&findings, &said, &unsaid)
}

fn progress(what: &str, done: u64) {
    if done.is_multiple_of(PROGRESS_EVERY) {
        eprintln!("{what}：已核对 {done}");
    }
}

/// What was looked at, what was not, and what was found.
fn tell(findings: &[Finding], said: &[String], unsaid: &[String]) -> Result<(), String> {
    say!("校验了：{}", said.join("；"));
    if !unsaid.is_empty() {
        say!("没有校验：{}", unsaid.join("；"));
    }
    if findings.is_empty() {
        say!("校验过的全部一致");
        return Ok(());
    }
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    Err(format!("发现 {} 处问题\n{}", lines.len(), lines.join("\n")))
}

/// What the installation lacks before the city can work with it.
pub fn check(office: &Office) -> Result<(), String> {
    let lacking = lacking(&office.law(), &office.config);
    if lacking.is_empty() {
        say!("单位、身份、网关都有了");
        return Ok(());
    }
    Err(format!("还缺 {} 项\n{}", lacking.len(), lacking.join("\n")))
}

pub async fn rebuild(office: &Office, check: bool) -> Result<(), String> {
    let report = office.ledger.rebuild(&office.law(), !check).await.map_err(|fault| fault.to_string())?;
    match conclude("派生数据与日志重放比较", &report) {
        Err(complaint) if check => Err(complaint),
        Err(complaint) => {
            say!("{complaint}\n已按日志重建；日志不在、日志本身不成立的，没有动。");
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

fn conclude(what: &str, report: &Report) -> Result<(), String> {
    if report.findings.is_empty() {
        say!("{what}：{} 个案卷、{} 条日志，全部一致", report.streams, report.entries);
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
    let written = private::file_to_append(&path).and_then(|mut file| {
        writeln!(file, "{line}")?;
        file.sync_all()
    });
    written.map_err(|error| format!("写不了 {}：{}", path.display(), told::io(&error)))?;
    say!("已签名：{} 个案卷有变动。请把 {} 复制到别的机器。", anchor.moved.len(), path.display());
    Ok(())
}

/// The old store stays as it is; which one the next start uses is for its setting.
pub async fn move_to(config: &Config, postgres: &str) -> Result<(), String> {
    if !config.database_url.starts_with("sqlite:") {
        return Err("现在用的就是 PostgreSQL，不用搬".to_owned());
    }
    if let Some(path) = missing_store(config) {
        return Err(format!("没有数据库 {path}，没有可以搬的"));
    }
    if !(postgres.starts_with("postgres://") || postgres.starts_with("postgresql://")) {
        return Err("请写 PostgreSQL 的地址：postgres://用户@主机/库".to_owned());
    }
    // What is acknowledged meanwhile would stay behind.
    let _nobody_serves = serving::ensure_nobody(config)?;
    let failed = |unmoved: Unmoved| {
        tracing::error!(?unmoved, "the store was not moved");
        format!("没有搬成，原来的数据库没有动：{unmoved}")
    };
    let from = Store::open(&config.database_url).await.map_err(|fault| failed(fault.into()))?;
    let to = Store::open(postgres).await.map_err(|fault| failed(fault.into()))?;
    let rows = from.move_into(&to).await.map_err(failed)?;
    say!(
        "已搬进 PostgreSQL：{rows} 行，原来的数据库没有动。请把 DATABASE_URL 改成这个地址，再运行 huajie verify 和 huajie rebuild --check 核对。\n上传的文件还在 {}，密钥文件还在 {}。",
        config.var.join("files").display(),
        config.keys.display()
    );
    Ok(())
}
