//! Which quarrel a row is about, by our number or theirs, and what of it whoever brings the table in may see.

use super::reading::Told;
use crate::office::Office;
use huajie_law::{Actor, Kind, MatterId, text::normal_number};
use huajie_ledger::{Fault, Scope};
use std::collections::BTreeMap;

/// A quarrel, and what of it this officer sees: the dispute itself, or a proceeding alone.
pub(super) struct Found {
    pub dispute: MatterId,
    pub seen: MatterId,
}

/// The quarrel that a row is about, if this officer sees it or one of its proceedings.
pub(super) async fn quarrel(
    office: &Office,
    actor: &Actor,
    told: &Told,
) -> Result<Result<Found, String>, Fault> {
    let scope = (!actor.is_statute()).then(|| Scope::from(actor));
    for (asked, what) in [(&told.dispute, "争议案号"), (&told.case_number, "案号")] {
        let Some(asked) = asked else { continue };
        let mut found: BTreeMap<MatterId, MatterId> = BTreeMap::new();
        for id in office.ledger.marked(&format!("number:{}", normal_number(asked))).await? {
            let root = id.root();
            if found.contains_key(&root) {
                continue;
            }
            if let Some(seen) = seen(office, scope.as_ref(), &id).await? {
                found.insert(root, seen);
            }
        }
        if found.len() > 1 {
            let many = found.len();
            return Ok(Err(format!("{what} {asked} 有 {many} 个争议，请写明争议案号")));
        }
        match found.pop_first() {
            Some((dispute, seen)) => return Ok(Ok(Found { dispute, seen })),
            None if what == "争议案号" => return Ok(Err(format!("没有这个争议案号：{asked}"))),
            None => {}
        }
    }
    Ok(Err("这个案号还没有对应的争议：请在表里加一列“争议案号”，写上它属于哪一个争议".into()))
}

/// The dispute of this matter, or the matter itself where another body's officer sees its own proceeding and not the dispute.
async fn seen(office: &Office, scope: Option<&Scope>, id: &MatterId) -> Result<Option<MatterId>, Fault> {
    let root = id.root();
    let Some(scope) = scope else { return Ok(Some(root)) };
    if office.ledger.may_see(scope, &root).await? {
        return Ok(Some(root));
    }
    let alone = [Kind::Mirrored, Kind::Referral].into_iter().any(|kind| id.is_of(kind));
    Ok((alone && office.ledger.may_see(scope, id).await?).then(|| id.clone()))
}
