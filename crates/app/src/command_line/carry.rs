//! Files carried between networks that do not touch: out into a folder, in from a file.

use super::told;
use super::told::say;
use crate::office::Office;
use clap::Subcommand;
use huajie_law::{
    MatterId,
    directory::{OutsideSystem, Reach},
};
use huajie_ledger::bundle::BundleOut;
use std::{
    io::Write,
    path::{Path, PathBuf},
};

#[derive(Subcommand)]
pub enum CarryTask {
    /// 把等待摆渡的信息写成签名的文件，每个系统一包，编号连续
    Out {
        folder: PathBuf,
        /// 重写以前写过的一包：系统的编号（client_id）
        #[arg(long, requires = "again")]
        system: Option<String>,
        /// 重写第几包；内容与当时一样
        #[arg(long, requires = "system")]
        again: Option<u64>,
    },
    /// 收进一个摆渡来的文件；同一个文件可以重复收
    In { file: PathBuf },
}

pub async fn carry_out(office: &Office, task: CarryTask) -> Result<(), String> {
    match task {
        CarryTask::In { file } => bring_in(office, &file).await,
        CarryTask::Out { folder, system: Some(system), again: Some(number) } => {
            let system = MatterId::new(system);
            let bundle =
                office.ledger.bundle_again(&system, number).await.map_err(|fault| fault.to_string())?;
            let bundle = bundle.ok_or_else(|| format!("没有给 {system} 写过第 {number} 包"))?;
            write(office, &folder, &system, &bundle)
        }
        CarryTask::Out { folder, .. } => take_out(office, &folder).await,
    }
}

async fn take_out(office: &Office, folder: &Path) -> Result<(), String> {
    let law = office.law();
    let reached = |system: &OutsideSystem| system.terms.reach == Reach::Carried && !system.withdrawn;
    let mut written = 0;
    for (id, _) in law.directory.systems.iter().filter(|(_, system)| reached(system)) {
        while let Some(bundle) =
            office.ledger.next_bundle(id, office.now().at).await.map_err(|fault| fault.to_string())?
        {
            write(office, folder, id, &bundle)?;
            written += 1;
        }
    }
    if written == 0 {
        say!("没有等待摆渡的信息");
    }
    Ok(())
}

/// Whole or not at all: under another name first.
fn write(office: &Office, folder: &Path, system: &MatterId, bundle: &BundleOut) -> Result<(), String> {
    let (name, bytes) = office.bundle_file(system, bundle)?;
    let path = folder.join(&name);
    let again = format!(
        "；这一包已经编号，可以用 huajie carry out 目录 --system {system} --again {} 重写",
        bundle.number
    );
    let failed = |error: std::io::Error| format!("写不了 {}：{}{again}", path.display(), told::io(&error));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let part = folder.join(format!(".{name}.part"));
    let mut file = std::fs::File::create(&part).map_err(failed)?;
    file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(failed)?;
    std::fs::rename(&part, &path).map_err(failed)?;
    say!("{}：第 {} 包，{} 条", path.display(), bundle.number, bundle.events.len());
    Ok(())
}

async fn bring_in(office: &Office, file: &Path) -> Result<(), String> {
    let bytes =
        std::fs::read(file).map_err(|error| format!("读不了 {}：{}", file.display(), told::io(&error)))?;
    let taken = office.carry_in(&bytes).await.map_err(|why| why.says())?;
    if taken.before {
        say!("{} 第 {} 包以前收过，没有变化", taken.system, taken.number);
        return Ok(());
    }
    say!("{} 第 {} 包：办好 {} 条，没有办成 {} 条", taken.system, taken.number, taken.applied, taken.held);
    for line in &taken.refused {
        eprintln!("{line}");
    }
    if taken.held > 0 {
        say!("没有办成的在“外部系统”页面上，由系统管理员处理");
    }
    Ok(())
}
