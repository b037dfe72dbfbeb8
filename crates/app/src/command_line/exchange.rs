//! Tables in and out: what was not taken is told line by line, and makes the command fail, so that scripts notice.

use super::told;
use super::told::say;
use crate::{
    exchange,
    office::Office,
    people::import::{self, Report},
};
use clap::{Subcommand, ValueEnum};
use huajie_law::Actor;
use std::path::{Path, PathBuf};

#[derive(Clone, Copy, ValueEnum)]
pub enum Table {
    /// 单位：名称、类别、上级、区划代码、垂直管理
    Organizations,
    /// 区划：代码、名称、级别、上级代码
    Divisions,
    /// 席位：议事机构、席位、单位、依案而定、职务、在任者、起任日期、依据
    Seats,
    /// 名册：登录名、姓名、身份、单位、职务、资格证号
    Roster,
    /// 其他机关的程序：争议案号、程序、案号、节点、日期等，列的标题自动对应，或者照网页上选过的
    Proceedings,
}

#[derive(Subcommand)]
pub enum ExportTask {
    /// 名册（XLSX），改完可以再导入
    Roster { file: PathBuf },
    /// 其他机关的程序（XLSX），一个节点一行，改完可以再导入
    Proceedings { file: PathBuf },
}

pub async fn bring_in(
    office: &Office,
    table: Table,
    file: &Path,
    sender: Option<&str>,
) -> Result<(), String> {
    let bytes =
        std::fs::read(file).map_err(|error| format!("读不了 {}：{}", file.display(), told::io(&error)))?;
    let actor = Actor::statute();
    let report = match table {
        Table::Organizations => import::organizations(office, &actor, &bytes).await,
        Table::Divisions => import::divisions(office, &actor, &bytes).await,
        Table::Seats => import::seats(office, &actor, &bytes).await,
        Table::Proceedings => Ok(Ok(proceedings(office, &actor, &bytes, sender).await?)),
        Table::Roster => {
            let (report, issued) =
                import::roster(office, &actor, &bytes).await.map_err(|fault| fault.to_string())??;
            for (login, password) in issued {
                say!("{login}\t初始密码（只显示这一次，首次登录时要改）：{password}");
            }
            Ok(Ok(report))
        }
    };
    tell(&report.map_err(|fault| fault.to_string())??)
}

/// Columns as they were chosen on the page for this sender, else as their headings say.
async fn proceedings(
    office: &Office,
    actor: &Actor,
    bytes: &[u8],
    sender: Option<&str>,
) -> Result<Report, String> {
    let sender = sender.map(str::trim).filter(|sender| !sender.is_empty()).unwrap_or("命令行");
    let sheet = exchange::sheet(import::table_rows(bytes)?)?;
    let fault = |fault: huajie_ledger::Fault| fault.to_string();
    let columns = exchange::remembered(office, sender, &sheet).await.map_err(fault)?;
    if let Some((_, why)) = exchange::Sheet::lacking(&columns) {
        return Err(format!("{why}。标题认不出来的，先在网页“表格交换”里选一次，再用同一个 --sender 导入"));
    }
    let source = exchange::Source { sender, sheet: &sheet, columns: &columns };
    let taken = exchange::bring_in(office, actor, &source, true).await.map_err(fault)?;
    if let Some(says) = source.passed_over_zh() {
        say!("{says}");
    }
    let row = |one: exchange::Taken| import::RowReport {
        line: one.line,
        subject: [one.subject, one.what].join(" ").trim().to_owned(),
        outcome: one.outcome,
    };
    Ok(Report { rows: taken.into_iter().map(row).collect() })
}

fn tell(report: &Report) -> Result<(), String> {
    for (row, why) in report.refused() {
        eprintln!("第 {} 行（{}）：{why}", row.line, row.subject);
    }
    say!("{}", report.summary());
    if report.refused().next().is_some() {
        Err("有的行没有导入，改好后可以整表再导入一次".into())
    } else {
        Ok(())
    }
}

pub async fn take_out(office: &Office, task: ExportTask) -> Result<(), String> {
    let (file, bytes) = match task {
        ExportTask::Roster { file } => (file, import::roster_workbook(&office.law().directory)),
        ExportTask::Proceedings { file } => {
            let files = exchange::of_everybody(office).await.map_err(|fault| fault.to_string())?;
            (file, exchange::proceedings_workbook(&files))
        }
    };
    let bytes = bytes.map_err(|error| {
        tracing::error!(%error, "a workbook was not made");
        "表格没有做成，原因见运行日志".to_owned()
    })?;
    std::fs::write(&file, bytes)
        .map_err(|error| format!("写不了 {}：{}", file.display(), told::io(&error)))?;
    say!("已写入 {}", file.display());
    Ok(())
}
