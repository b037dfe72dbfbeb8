//! The law in code at the command line: a last day with its reasons, and the catalogue. Needs no store; where there is
//! one, its loaded notices of holidays count.

use super::told::say;
use crate::{
    config::Config,
    law::{
        catalogue::{entries, line},
        question::{Typed, read},
    },
};
use clap::{Args, Subcommand};
use huajie_law::{
    calendar::{Calendar, zh_date_weekday},
    deadline::{Answer, answer},
    term::CATALOGUE,
};

/// 一项期限的末日和理由
#[derive(Args)]
pub struct Deadline {
    /// 期限编号，例如 FY-06；见 huajie law list
    term: String,
    /// 起算事由发生的日期
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: String,
    /// 中止：自 A 日起，至 B 日恢复计算；可以给几次，还没有恢复的写 A..
    #[arg(long, value_name = "A..B")]
    suspend: Vec<String>,
    /// 延长的日数：以工作日计的期限是工作日
    #[arg(long, value_name = "DAYS")]
    extend: Option<String>,
    /// 送达方式：direct left electronic entrusted mail forwarded public_notice，或者中文名
    #[arg(long, value_name = "WAY")]
    service: Option<String>,
    #[arg(long)]
    json: bool,
}

#[derive(Subcommand)]
pub enum LawTask {
    /// 期限目录
    List {
        /// 只列未核实的
        #[arg(long)]
        unverified: bool,
        #[arg(long)]
        json: bool,
    },
}

pub async fn deadline(config: Config, asked: &Deadline) -> Result<(), String> {
    let law = super::law_in_force(config).await?;
    say!("{}", in_text(asked, &law.calendar)?);
    Ok(())
}

fn in_text(asked: &Deadline, calendar: &Calendar) -> Result<String, String> {
    let typed = Typed {
        term: &asked.term,
        from: &asked.from,
        extend: asked.extend.as_deref().unwrap_or_default(),
        service: asked.service.as_deref().unwrap_or_default(),
    };
    let told = read(typed, asked.suspend.iter().map(String::as_str))
        .and_then(|question| answer(&question, calendar))
        .map_err(|refusal| match refusal.code.cites {
            Some(cites) => format!("{}（{cites}）", refusal.says()),
            None => refusal.says().to_owned(),
        })?;
    Ok(match asked.json {
        true => serde_json::to_string(&told).expect("an answer is plain data"),
        false => plain(&told),
    })
}

fn plain(told: &Answer) -> String {
    let due = told.due.map_or_else(|| "中止期间没有届满日".to_owned(), zh_date_weekday);
    let provisional = if told.provisional { "，暂定" } else { "" };
    format!("{due}{provisional}\n{}", told.reason.join("\n"))
}

pub fn carry_out(task: &LawTask) -> Result<(), String> {
    let LawTask::List { unverified, json } = task;
    if *json {
        say!("{}", serde_json::to_string_pretty(&entries(*unverified)).expect("entries are plain data"));
        return Ok(());
    }
    for term in CATALOGUE.iter().filter(|term| !unverified || !term.verified) {
        say!("{}", line(term));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
