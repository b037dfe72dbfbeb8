//! Tables in and out: what was not taken is told line by line, and makes the command fail, so that scripts notice.

use crate::{
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
}

#[derive(Subcommand)]
pub enum ExportTask {
    /// 名册（XLSX），改完可以再导入
    Roster { file: PathBuf },
}

pub async fn bring_in(office: &Office, table: Table, file: &Path) -> Result<(), String> {
    let bytes = std::fs::read(file).map_err(|error| format!("读不了 {}：{error}", file.display()))?;
    let actor = Actor::statute();
    let report = match table {
        Table::Organizations => import::organizations(office, &actor, &bytes).await,
        Table::Divisions => import::divisions(office, &actor, &bytes).await,
        Table::Seats => import::seats(office, &actor, &bytes).await,
        Table::Roster => {
            let (report, issued) =
                import::roster(office, &actor, &bytes).await.map_err(|fault| fault.to_string())??;
            for (login, password) in issued {
                println!("{login}\t初始密码（只显示这一次，首次登录时要改）：{password}");
            }
            Ok(Ok(report))
        }
    };
    tell(&report.map_err(|fault| fault.to_string())??)
}

fn tell(report: &Report) -> Result<(), String> {
    for (row, why) in report.refused() {
        eprintln!("第 {} 行（{}）：{why}", row.line, row.subject);
    }
    println!("{}", report.summary());
    if report.refused().next().is_some() {
        Err("有的行没有导入，改好后可以整表再导入一次".into())
    } else {
        Ok(())
    }
}

pub fn take_out(office: &Office, task: ExportTask) -> Result<(), String> {
    let ExportTask::Roster { file } = task;
    let bytes =
        import::roster_workbook(&office.law().directory).map_err(|error| format!("表格没有做成：{error}"))?;
    std::fs::write(&file, bytes).map_err(|error| format!("写不了 {}：{error}", file.display()))?;
    println!("已写入 {}", file.display());
    Ok(())
}
