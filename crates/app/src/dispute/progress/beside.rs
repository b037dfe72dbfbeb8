//! What the reader told of at a visit and stands in a file of its own by now: under which number, and how to look into it. Not here: what
//! is not registered yet, which stands with the visit ([`super::promised`]).

use super::own_side;
use crate::{
    http::{Trouble, Visit},
    ui::parts::Fact,
};
use huajie_law::{
    Actor, AnyMatter, File,
    calendar::zh_date,
    follow_up::{NewAct, NewActSettled},
};

/// One line each. The number is that of the other file, which the reader of this one has no right to open here.
pub async fn registered(visit: &Visit, visible: &[File], actor: &Actor) -> Result<Vec<Fact>, Trouble> {
    let own = own_side(actor).unwrap_or_default();
    let of = |file: &'_ File| match &file.matter {
        Some(AnyMatter::FollowUp(held)) => held.told_by(own).cloned().collect(),
        _ => Vec::new(),
    };
    let told: Vec<NewAct> = visible.iter().flat_map(of).collect();
    let mut facts = Vec::new();
    for found in &told {
        let Some(NewActSettled::Registered { on, dispute }) = &found.settled else { continue };
        let file = visit.office.ledger.load(dispute).await?;
        let Some(AnyMatter::Dispute(beside)) = file.and_then(|file| file.matter) else { continue };
        let title = &found.told.act.title;
        let said = format!("{title}：{}已经另行登记，编号{}。", zh_date(*on), beside.number);
        facts.push(Fact::new("回访时说到的新的行政行为", said).note(how(found, own)));
    }
    Ok(facts)
}

/// Who told of it first is its first applicant, whom a query code is kept for.
fn how(found: &NewAct, own: &str) -> &'static str {
    match found.by.first().is_some_and(|first| first == own) {
        true => {
            "查询码在登记回执上，请本人带身份证件到窗口领取；领到以后，用新的编号和查询码“查进度”。期限另外算，登记不等于起诉、申请复议。"
        }
        false => {
            "您也是那件事的申请人的，用新的编号和您登记的手机号“查进度”。期限另外算，登记不等于起诉、申请复议。"
        }
    }
}
