//! Blanks of service: what reached whom by which way, and a record that was a mistake.

use super::super::{Asked, Ground, document, flag, today_field};
use crate::ui::form::{Choice, Field};
use huajie_law::{calendar::zh_date, clock::ServedBy, reconsideration::Reconsideration};
use serde_json::Value;
use strum::IntoEnumIterator;

/// What is still to be served on whom.
pub(super) fn serving(held: &Reconsideration, ground: &Ground<'_>) -> Vec<Field> {
    let calendar = &ground.law.calendar;
    let open = held.notices.iter().flat_map(|notice| {
        notice.unserved(calendar).map(move |side| {
            let to = held.label_apart(side, ground.law);
            let label = format!("{} → {to}", notice.paper.name_zh());
            Choice::from((format!("{}|{side}", notice.key), label))
        })
    });
    let ways = ServedBy::iter().map(|by| (by.to_string(), by.zh()));
    vec![
        Field::select("notice", "送达什么、给谁", open).required(),
        Field::choice("delivery.by", "怎样送达的", ways)
            .required()
            .known(by_default(held, ground).map(|by| by.to_string())),
        today_field("delivery.on", "送达的日子", ground.today).hint("写哪一天，见上面的说明"),
        flag("delivery.failed", "结果", "没有送到（只记这次经过）"),
        Field::text("delivery.refused_because", "留置送达的：拒收的事由"),
        Field::text("delivery.witness", "留置送达的：见证人的姓名、单位")
            .hint("居委会、村委会或者所在单位的代表；没有见证人的，把拍照、录像传在下面"),
        document("delivery.sealed_paper", "还没有上传的：盖章的决定书或者通知书")
            .hint("决定书送达以前必须上传，或者先在“文书”里出具"),
        document("delivery.consent_paper", "电子送达的：本人同意电子送达的书面材料")
            .hint("申请时、参加复议时已经同意的不用上传；各人的同意只对各人算数"),
        document("delivery.proof", "送达回证、回执、截图、留置的照片"),
        Field::text("delivery.note", "经过"),
    ]
}

/// 送达地址确认书. What is the same as it was registered is not typed again: the program takes it from there.
pub(super) fn addressing(held: &Reconsideration, ground: &Ground<'_>) -> Asked {
    let now = |side: &str| {
        let confirmed = held.address_of(side);
        let confirmed = confirmed.map(|held| format!("{}确认：{}。", zh_date(held.on), held.told_zh()));
        confirmed.map(|said| format!("{}，{said}", held.label(side, ground.law)))
    };
    let own = |side: &&str| ground.own_side.is_none_or(|own| own == *side);
    let known = held.sides().filter(own).filter_map(now);
    let rule = "文书送到这里确认的地方，由写明的收件人收；以后变了，再确认一次，以最后一次为准。";
    let explain = known.chain([rule.to_owned()]).collect::<Vec<_>>().join("\n");
    let agrees = match ground.agency {
        Some(_) => huajie_law::agency::E_SERVICE_BY_AGENT_ZH,
        None => "同意电子送达：文书在网上收，会发短信提醒",
    };
    let mut fields = vec![
        super::trying::side("address.side", "谁的送达地址", held, ground),
        Field::text("address.address", "送达地点（和登记的地址一样的不填）"),
        Field::text("address.name", "谁收（本人收的不填）"),
        Field::text("address.phone", "收件人电话（和登记的一样的不填）"),
        flag("address.electronic_service", "电子送达", agrees),
    ];
    if ground.own_side.is_none() {
        fields.push(document("address.document", "本人签名的送达地址确认书").required());
    }
    ("确认送达地址", Some(explain), fields, None)
}

/// Everybody who is still to be served has agreed to it.
fn by_default(held: &Reconsideration, ground: &Ground<'_>) -> Option<ServedBy> {
    let open = held.notices.iter().flat_map(|notice| notice.unserved(&ground.law.calendar));
    let mut open = open.peekable();
    let electronic = |side: &str| held.address_of(side).is_some_and(|one| one.address.electronic_service);
    (open.peek().is_some() && open.all(electronic)).then_some(ServedBy::Electronic)
}

/// What was recorded, one line each; nothing is taken from the history.
pub(super) fn striking(held: &Reconsideration, ground: &Ground<'_>) -> Asked {
    let records = held.notices.iter().flat_map(|notice| {
        notice.deliveries.iter().enumerate().map(move |(at, delivery)| {
            let failed = if delivery.failed { "，没有送到" } else { "" };
            let label = format!(
                "{} → {}，{}{}{failed}",
                notice.paper.name_zh(),
                held.label_on(&delivery.recipient, delivery.on, ground.law),
                zh_date(delivery.on),
                delivery.by.zh()
            );
            Choice::from((format!("{}|{at}", notice.key), label))
        })
    });
    (
        "作废记错的送达",
        Some("记录留在经过里，但不再算数：从这次送达起算的期限重新算，因为它而生效、视为放弃的退回原来的阶段。随后请按实际重新登记送达。".into()),
        vec![
            Field::select("notice", "哪一次记错了", records.collect::<Vec<_>>()).required(),
            Field::text("reason", "错在哪里，怎样发现的").required(),
        ],
        Some("这次送达不再算数，各方看到的期限会变。".into()),
    )
}

pub(super) fn service_days() -> String {
    let lines = ServedBy::iter().map(|by| format!("{}：{}", by.zh(), by.day_asked()));
    format!("期限从送达的次日起算。各种方式要写的日子：\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// `n3|p1` as chosen becomes the paper and whom it goes to, `n3|0` the paper and which of its records.
pub(in crate::desk::blanks) fn service_chosen(command: &str, order: &mut Value) {
    let chosen = order.get("notice").and_then(Value::as_str).unwrap_or_default().to_owned();
    let Some((notice, which)) = chosen.split_once('|') else { return };
    if command == "serve" {
        let Some(delivery) = order.get_mut("delivery").and_then(Value::as_object_mut) else { return };
        delivery.insert("recipient".into(), Value::from(which));
    } else {
        let Ok(attempt) = which.parse::<u32>() else { return };
        order["attempt"] = Value::from(attempt);
    }
    order["notice"] = Value::from(notice);
}
