//! A year's notice of holidays at the command line: seen first, loaded with `--yes`. Through the same command as the desk.

use super::told;
use super::told::say;
use crate::{
    law::holidays::day,
    office::{Extras, Office, Order},
};
use clap::{Args, Subcommand};
use huajie_law::{
    Actor, Command, Role,
    holiday_schedule::{HolidaySchedule, HolidayScheduleCommand, Moved},
    text::parse_date,
};
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum HolidaysTask {
    /// 列出已经装载的年份
    List,
    /// 装载一年：先列出会移动的期限；加 --yes 才真正装载
    Load(Load),
}

#[derive(Args)]
pub struct Load {
    /// 文件：一行一项，“休 元旦 01-01..01-03”或者“班 元旦 01-09”
    file: PathBuf,
    #[arg(long)]
    year: i16,
    /// 通知文号，例如 国办发明电〔2026〕7号
    #[arg(long)]
    number: String,
    /// 印发日期
    #[arg(long, value_name = "YYYY-MM-DD")]
    issued_on: String,
    /// 以谁的身份：中心负责人的登录名
    #[arg(long, value_name = "LOGIN")]
    by: String,
    #[arg(long)]
    yes: bool,
}

pub async fn carry_out(office: &Office, task: HolidaysTask) -> Result<(), String> {
    match task {
        HolidaysTask::List => list(office),
        HolidaysTask::Load(asked) => load(office, asked).await,
    }
}

fn list(office: &Office) -> Result<(), String> {
    for notice in office.law().calendar.years() {
        let (off, worked) = (notice.off.len(), notice.worked.len());
        say!("{}年\t{}\t放假 {off} 天，调休上班 {worked} 天", notice.year, notice.number);
    }
    Ok(())
}

async fn load(office: &Office, asked: Load) -> Result<(), String> {
    let actor = head(office, &asked.by)?;
    let days = std::fs::read_to_string(&asked.file)
        .map_err(|error| format!("读不了 {}：{}", asked.file.display(), told::io(&error)))?;
    let issued_on = parse_date(&asked.issued_on).map_err(|_| "印发日期请写成 2026-11-05 这样".to_owned())?;
    let command = HolidayScheduleCommand::Load { year: asked.year, number: asked.number, issued_on, days };
    let moves = office.preview_notice(&actor, &command).await.map_err(|failure| told::failure(&failure))?;
    say!("看过 {} 个案卷事项，{} 个正在走的期限会变：", moves.files, moves.moved.len());
    moves.moved.iter().for_each(|moved| say!("{}", line(moved)));
    if !asked.yes {
        say!("还没有装载。核对无误后加 --yes 再运行一次。");
        return Ok(());
    }
    let command = Command::HolidaySchedule(command);
    let order = Order { target: HolidaySchedule::id(), seen_version: None, command };
    office.execute(&actor, order, Extras::default()).await.map_err(|failure| told::failure(&failure))?;
    say!("已装载{}年放假安排，期限已经重算。", asked.year);
    Ok(())
}

/// The officer in the capacity in which a notice is loaded.
fn head(office: &Office, login: &str) -> Result<Actor, String> {
    let law = office.law();
    let (user, _) = law.directory.by_login(login).ok_or_else(|| format!("没有这个登录名：{login}"))?;
    let held = law.directory.holders(Role::CentreHead).find(|(held, ..)| *held == user);
    let key = held.map(|(_, _, capacity)| capacity.key.clone());
    let key = key.ok_or_else(|| format!("{login} 不是{}，不能装载放假安排", Role::CentreHead.name_zh()))?;
    law.directory.actor(user, &key).ok_or_else(|| format!("{login} 已经停用"))
}

fn line(moved: &Moved) -> String {
    let number = moved.number.as_deref().unwrap_or(moved.matter.as_str());
    let (from, to) = (day(moved.from, moved.was_provisional), day(moved.to, moved.provisional));
    format!("{number}\t{}\t{from} → {to}", moved.title)
}
