//! The parties at the counter: their rows in the form, what is missing of each, and what has to be said of them once they are registered.

use super::super::blanks;
use crate::{
    http::{Trouble, Visit},
    office::number_doubted,
    ui::form::{Field, FieldKind, Form},
};
use huajie_law::dispute::{Authority, Dispute, IdentityCheck, Nature, PartyStanding, PhoneKind};

/// The fields of one party.
pub fn row(at: usize) -> Field {
    let name = |part: &str| format!("parties.{at}.{part}");
    let parts = vec![
        Field::select(name("standing"), "地位", PartyStanding::choices()),
        Field::select(name("nature"), "性质", Nature::choices()),
        Field::text(name("name"), "姓名或名称"),
        Field::new(name("number"), "身份证号或信用代码", FieldKind::Digits)
            .hint("核不了的也可以登记，会标“待核”"),
        blanks::head(name("head")),
        Field::new(name("phone"), "电话", FieldKind::Phone).hint(blanks::TELEPHONE),
        Field::text(name("address"), "地址"),
        Field::select(name("representative"), "是不是代表人", [("true", "是代表人")]),
        Field::text(name("agent.name"), "代理人姓名"),
        Field::new(name("agent.phone"), "代理人电话", FieldKind::Phone),
        Field::select(name("agent.authority"), "代理权限", Authority::given()),
    ];
    let parts = parts.into_iter().map(|part| {
        let asked =
            ["standing", "nature", "name"].iter().any(|last| part.name.ends_with(&format!(".{last}")));
        if at == 0 && asked && !part.name.contains("agent") { part.required() } else { part }
    });
    let parts = parts.collect();
    Field::new(format!("parties.{at}"), format!("当事人 {}", at + 1), FieldKind::Group(parts))
}

/// Rows in which something was typed, in the order of the form: only these are parties.
fn filled(form: &Form) -> Vec<usize> {
    let at = |name: &str| name.strip_prefix("parties.")?.split('.').next()?.parse::<usize>().ok();
    let mut rows: Vec<usize> = form
        .leaves()
        .iter()
        .filter(|field| !field.first().trim().is_empty())
        .filter_map(|field| at(&field.name))
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Where the law counts the parties, the form counts its rows.
pub fn as_typed(field: &str, form: &Form) -> String {
    let place = field.strip_prefix("parties.").and_then(|rest| rest.split_once('.'));
    let row = place.and_then(|(at, part)| Some((*filled(form).get(at.parse::<usize>().ok()?)?, part)));
    row.map_or_else(|| field.to_owned(), |(row, part)| format!("parties.{row}.{part}"))
}

/// Of every party of whom something is said it is asked who it is and in which part; of an agent the name and how far it may act.
pub fn refuse_half_a_person(form: &mut Form) {
    for at in filled(form) {
        let name = |part: &str| format!("parties.{at}.{part}");
        let is_said = |part: &str| {
            form.leaves().iter().any(|field| field.name == name(part) && !field.first().trim().is_empty())
        };
        let by_agent = ["agent.name", "agent.phone", "agent.authority"].into_iter().any(is_said);
        let asked = [
            ("standing", true, "请选这位当事人是申请人还是第三人"),
            ("nature", true, "请选这位当事人是个人还是单位"),
            ("name", true, "请填写这位当事人的姓名或名称；没有这一位的，这一栏都空着"),
            ("agent.name", by_agent, "请填写代理人姓名；没有代理人的，代理人的几项都空着"),
            ("agent.authority", by_agent, "请选代理权限"),
        ];
        let missing: Vec<_> = asked.into_iter().filter(|(part, asked, _)| *asked && !is_said(part)).collect();
        for (part, _, says) in missing {
            form.reject(&name(part), says);
        }
    }
}

/// Whose number is marked for checking, with the reason. Whoever reads it has just typed it.
pub async fn doubted(visit: &Visit, held: &Dispute) -> Result<Vec<String>, Trouble> {
    let mut told = Vec::new();
    for party in &held.parties {
        let who = &party.particulars;
        if who.identity == IdentityCheck::Unverified {
            let number = visit.office.open_person(&who.person).await?.number.unwrap_or_default();
            let why = number_doubted(&number, who.nature).unwrap_or_default();
            told.push(format!("{}：{why}。", held.label_apart(&party.key)));
        }
    }
    Ok(told)
}

/// Who cannot be written to, and whose agent is.
pub fn landlines(held: &Dispute) -> Vec<String> {
    let unreached =
        held.parties.iter().filter(|party| party.particulars.phone_kind == Some(PhoneKind::Landline));
    let told = unreached.map(|party| {
        let (label, party) = (held.label_apart(&party.key), &party.particulars);
        let agent = party.agent.as_ref().filter(|agent| agent.phone_kind == Some(PhoneKind::Mobile));
        match agent {
            Some(agent) => format!(
                "{}登记的是座机，收不到短信，要打电话或者用纸质文书告知；短信同时发到代理人{}的手机。",
                label, agent.label
            ),
            None => format!("{}登记的是座机，收不到短信，要打电话或者用纸质文书告知。", label),
        }
    });
    told.collect()
}
