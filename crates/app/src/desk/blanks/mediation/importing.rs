//! The decision to import: only the channels that would be taken, and of the others why not.

use super::super::{Asked, Ground, flag};
use crate::ui::form::{Choice, Field};
use huajie_law::mediation::{Category, Channel, Mediation};
use serde_json::Value;
use strum::IntoEnumIterator;

pub(super) fn import(held: &Mediation, ground: &Ground<'_>) -> Asked {
    let mut open: Vec<(Channel, bool)> = Vec::new();
    let mut closed: Vec<(Vec<Channel>, String)> = Vec::new();
    for (channel, weighed) in held.channels() {
        match weighed {
            Ok(settlement_only) => open.push((channel, settlement_only)),
            Err(_) if held.asks_for_discretion(channel) => open.push((channel, false)),
            Err(refusal) => {
                let says = refusal.says().to_owned();
                match closed.iter_mut().find(|(_, known)| *known == says) {
                    Some((channels, _)) => channels.push(channel),
                    None => closed.push((vec![channel], says)),
                }
            }
        }
    }
    let mut explain = vec!["先看是不是六类情形，再看案件所处的阶段能不能调。".to_owned()];
    explain.extend(held.shortened_zh(ground.law, ground.today));
    explain.extend(held.not_waited_for_zh(ground.law, ground.today, None));
    explain.extend(closed.into_iter().map(|(channels, says)| {
        let names: Vec<&str> = channels.into_iter().map(Channel::name_zh).collect();
        format!("不能选“{}”：{says}。", names.join("”“"))
    }));
    let only = open.iter().filter(|(_, settlement_only)| *settlement_only).count();
    let choices = open.iter().map(|(channel, settlement_only)| {
        let what = if *settlement_only { "：依法不能调解，只协调和解、撤诉" } else { "" };
        Choice::from((channel.as_str(), format!("{}{what}", channel.name_zh())))
    });
    let mut fields = vec![
        Field::several("categories", "属于哪一类（可多选）", Category::choices()).required(),
        Field::choice("channel", "现在处在哪个阶段", choices).required(),
    ];
    // Asked only where it can make a difference; where nothing else is lawful it goes without asking.
    match only {
        0 => {}
        all if all == open.len() => fields.push(Field::hidden("settlement_only", "true")),
        _ => fields.push(flag("settlement_only", "选了“只协调和解、撤诉”那一行的", "只协调和解、撤诉")),
    }
    if Channel::iter().any(|channel| held.asks_for_discretion(channel)) {
        let words = "这件行政行为有裁量余地，例如罚款的幅度";
        let asked = flag("discretionary", "登记里没有写明是不是涉及裁量权", words);
        fields.push(asked.unless("选“信访中”的，确认以后要勾；不涉及的不能按“信访中”调解"));
    }
    let why = "只选“其他通过调解更能实质化解的”，必须写明为什么适合调解；选了别的可以不填";
    fields.push(Field::text("note", "说明").hint(why));
    ("决定导入调解", Some(explain.join("\n")), fields, None)
}

/// What was chosen by mistake.
pub(super) fn correct_channel(held: &Mediation) -> Asked {
    let open = held.corrected_channels().into_iter();
    let open = open.map(|channel| Choice::from((channel.as_str(), channel.name_zh())));
    let now = held.channel().map_or("", Channel::name_zh);
    let explain = format!(
        "现在记的是“{now}”。各方的意愿、小组、期限都不变；已经立案、受理的，登记那个程序以后自动变更。"
    );
    let fields = vec![
        Field::choice("channel", "实际处在哪个阶段", open).required(),
        Field::text("reason", "为什么更正").required().hint("例如：导入时选错了一行；法院后来移送了材料"),
    ];
    ("更正调解所处的阶段", Some(explain), fields, None)
}

/// Where it goes without asking it stands in the form as a word.
pub(in super::super) fn settlement_as_said(order: &mut Value) {
    if order.get("settlement_only").is_some_and(|said| said == "true") {
        order["settlement_only"] = Value::from(true);
    }
}
