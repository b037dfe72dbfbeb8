//! Blanks of the pool of experts.

use super::{Asked, Ground, organizations};
use crate::ui::form::{Field, FieldKind};
use huajie_law::{Law, calendar::zh_date, expert};

pub(super) fn fields(command: &str, held: &expert::Expert, ground: &Ground<'_>) -> Option<Asked> {
    let reason = || Field::text("reason", "原因").required();
    Some(match command {
        "change" => {
            let mut fields = profile(ground.law, Some(&held.profile), ground.rows);
            fields.push(reason());
            ("变更专家信息", Some("聘期延长就是续聘。原来的内容留在日志里。".into()), fields, None)
        }
        "pause" => ("暂停参加", None, vec![reason()], None),
        "resume" => ("恢复参加", None, Vec::new(), None),
        "dismiss" => {
            ("解聘", None, vec![reason()], Some("解聘以后不再参加抽取；已经抽中的论证照常办完。".into()))
        }
        _ => return None,
    })
}

/// What the pool knows of an expert; interests by organization, as many rows as are wanted.
pub(crate) fn profile(law: &Law, held: Option<&expert::Profile>, rows: usize) -> Vec<Field> {
    let text = |value: Option<String>| value.unwrap_or_default();
    let interests = held.map_or(&[][..], |held| &held.interests);
    let mut known = Field::several("profile.fields", "专业领域", expert::Field::choices()).required();
    known.value = held
        .map(|held| held.fields.iter().map(|field| field.as_str().to_owned()).collect())
        .unwrap_or_default();
    let mut fields = vec![
        known,
        Field::text("profile.organization", "工作单位")
            .required()
            .value(text(held.map(|held| held.organization.clone()))),
    ];
    fields.extend((0..rows.max(2).max(interests.len() + 1)).map(|at| {
        let chosen = text(interests.get(at).map(ToString::to_string));
        Field::select(
            format!("profile.interests.{at}"),
            format!("三年内有利害关系的单位 {}", at + 1),
            organizations(law),
        )
        .value(chosen)
    }));
    fields.extend([
        Field::new("profile.interests", "再加一个单位", FieldKind::More),
        Field::text("profile.interests_note", "其他利害关系")
            .value(text(held.and_then(|held| held.interests_note.clone()))),
        Field::date("profile.until", "聘到哪天").required().value(text(held.map(|held| zh_date(held.until)))),
    ]);
    fields
}
