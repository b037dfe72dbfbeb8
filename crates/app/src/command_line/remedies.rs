//! `huajie remedies`: every way that is open or closed, at the console. Reads, and writes nothing: without a store there is no
//! directory, and a kind of agency can be named all the same.

use crate::{
    config::Config,
    guide::{Asked, told},
    office::{MachineTime, TimeSource},
};
use clap::Args;
use huajie_law::{Law, now::Now};
use std::{io::Write, sync::Arc};

#[derive(Args)]
pub struct Question {
    /// 行政行为类别：代号（penalty、licence…）或者名称；unknown 是不知道
    #[arg(long)]
    act: String,
    /// 作出之日（一直没有答复的，是提出申请之日），例如 2026-03-05；unknown 是不知道
    #[arg(long)]
    made: String,
    /// 知道之日；unknown 是不知道
    #[arg(long)]
    known: String,
    /// 是否告知过救济途径和期限：yes、no、partly、unknown
    #[arg(long, default_value = "unknown")]
    told: String,
    /// 作出行为的单位：名录里的全称，或者机关类别的代号（department、tax…）
    #[arg(long, default_value = "unknown")]
    agency: String,
    /// 因房屋、土地等不动产
    #[arg(long)]
    real_estate: bool,
    /// 关键情形：当场作出、已依法取得、不予公开、一直没有答复、不履行协议、赔偿已决定：yes、no、unknown
    #[arg(long, default_value = "unknown")]
    circumstance: String,
    /// 走过的一步，可以有几个：代号，或者“代号:日期”，例如 reconsideration_upheld:2026-10-08
    #[arg(long)]
    tried: Vec<String>,
    /// 算到哪一天，默认今天
    #[arg(long)]
    on: Option<String>,
    /// 输出 JSON，与 GET /api/remedies 相同
    #[arg(long)]
    json: bool,
}

pub async fn answer(config: Config, question: Question) -> Result<(), String> {
    // Nothing of the city is asked about an agency that is not known: not even a store that does not open is in the way.
    let law = match question.agency.as_str() {
        "unknown" => Arc::default(),
        _ => super::law_in_force(config).await?,
    };
    let text = in_text(&question, &law)?;
    std::io::stdout()
        .write_all(text.as_bytes())
        .map_err(|error| format!("写不出去：{}", super::told::io(&error)))
}

fn in_text(question: &Question, law: &Law) -> Result<String, String> {
    let today = Now::at(MachineTime.now()).today;
    let real_estate = if question.real_estate { "yes" } else { "no" };
    let mut pairs = vec![
        ("act", question.act.as_str()),
        ("circumstance", &question.circumstance),
        ("real_estate", real_estate),
        ("agency", &question.agency),
        ("made", &question.made),
        ("known", &question.known),
        ("told", &question.told),
        ("on", question.on.as_deref().unwrap_or_default()),
    ];
    pairs.extend(question.tried.iter().map(|step| ("tried", step.as_str())));
    let pairs: Vec<_> = pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let asked = Asked::read(&pairs, &law.directory, today).map_err(|wrong| {
        let lines =
            wrong.iter().map(|unread| format!("--{}：{}", unread.name.replace('_', "-"), unread.says));
        lines.collect::<Vec<_>>().join("\n")
    })?;
    let answer = asked.answer(law);
    if question.json {
        let json =
            serde_json::to_string_pretty(&told::Remedies::from(&answer)).expect("the answer is plain data");
        return Ok(json + "\n");
    }
    Ok(told::in_words(&answer))
}
