//! Heads that are signed and kept off the box: of every journal, and of who looked into files.

use super::Finding;
use crate::{
    Ledger,
    engine::Fault,
    values,
    vault::{Keys, SignedHead, StreamHead, chain_hash, tree_head},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a journal stood when a head was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchored {
    pub stream: String,
    pub seq: u64,
    pub hash: String,
}

/// Who had looked into which file until an instant (谁看过我的案卷): how many openings, and one hash over all of them in the order of
/// their key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Openings {
    /// Microseconds since 1970-01-01 UTC.
    pub until_us: i64,
    pub count: u64,
    pub hash: String,
}

/// A signed head with the journals that moved since the one before. Lines of these go off the box.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Anchor {
    pub moved: Vec<Anchored>,
    /// Who had looked until then; an older program did not sign it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openings: Option<Openings>,
    pub signed: SignedHead,
}

/// An opening is written after the instant that it bears; what is signed ends so long before now.
const SETTLED: SignedDuration = SignedDuration::from_secs(60);
const OPENINGS_PER_PAGE: u32 = 1000;

impl Ledger {
    /// A new anchor: the journals that moved since the last one, and the signed head over all.
    pub async fn anchor(&self, before: &[Anchor], keys: &Keys, at: Timestamp) -> Result<Anchor, Fault> {
        let known = accumulate(before);
        let rows = self.store.query("SELECT id, version, head_hash FROM matter ORDER BY id", &[]).await?;
        let heads: Vec<Anchored> = rows
            .iter()
            .map(|row| Anchored {
                stream: row.text(0).to_owned(),
                seq: row.int(1).unsigned_abs(),
                hash: row.text(2).to_owned(),
            })
            .collect();
        let openings = self.openings_until((at - SETTLED).as_microsecond()).await?;
        let head = head_over(&heads, Some(&openings));
        let moved = heads.into_iter().filter(|head| known.get(&head.stream) != Some(head)).collect();
        Ok(Anchor { moved, openings: Some(openings), signed: keys.sign_head(&head, at.as_microsecond()) })
    }

    /// Those that were written by then: one that waited for room longer is in none that was signed before it was.
    async fn openings_until(&self, until_us: i64) -> Result<Openings, Fault> {
        let sql = "SELECT matter, at, actor, actor_name, role, organization FROM opening o WHERE at <= $1 \
                   AND (matter > $2 OR (matter = $2 AND (at > $3 OR (at = $3 AND actor > $4)))) \
                   AND NOT EXISTS (SELECT 1 FROM late_opening l WHERE l.matter = o.matter AND l.at = o.at \
                   AND l.actor = o.actor AND l.noted_at > $1) ORDER BY matter, at, actor LIMIT $5";
        let mut all = Openings { until_us, count: 0, hash: chain_hash("", &[]) };
        let mut after = (String::new(), i64::MIN, String::new());
        loop {
            let key = values![until_us, &after.0, after.1, &after.2, OPENINGS_PER_PAGE];
            let rows = self.store.query(sql, &key).await?;
            let Some(last) = rows.last() else { return Ok(all) };
            let text =
                |row: &crate::engine::Row, at: usize| row.found_text(at).unwrap_or_default().to_owned();
            after = (text(last, 0), last.found_int(1).unwrap_or(i64::MAX), text(last, 2));
            for row in &rows {
                let at = row.found_int(1).map(|at| at.to_string()).unwrap_or_default();
                let columns = [text(row, 0), at, text(row, 2), text(row, 3), text(row, 4), text(row, 5)];
                all.hash = chain_hash(&all.hash, &columns.each_ref().map(String::as_str));
                all.count += 1;
            }
        }
    }

    /// Compares who had looked with what was signed last.
    pub(super) async fn check_openings(
        &self,
        anchors: &[Anchor],
        findings: &mut Vec<Finding>,
    ) -> Result<(), Fault> {
        let Some(signed) = anchors.iter().rev().find_map(|anchor| anchor.openings.as_ref()) else {
            return Ok(());
        };
        let found = self.openings_until(signed.until_us).await?;
        if found != *signed {
            let what = format!(
                "“谁看过”的记录与库外签名不符：签名时有 {} 条，现在那以前的有 {} 条；有的被删除、改动或者补写",
                signed.count, found.count
            );
            findings.push(Finding { stream: String::new(), seq: None, what });
        }
        Ok(())
    }
}

pub(super) fn check_anchor(
    stream: &str,
    anchor: &Anchored,
    hashes: Option<&Vec<String>>,
    findings: &mut Vec<Finding>,
) {
    let finding =
        |what: &str| Finding { stream: stream.to_owned(), seq: Some(anchor.seq), what: what.to_owned() };
    match hashes.and_then(|hashes| hashes.get(usize::try_from(anchor.seq).unwrap_or(0).saturating_sub(1))) {
        Some(hash) if *hash == anchor.hash => {}
        Some(_) => findings.push(finding("与库外签名的校验值不符：日志被整体重写")),
        None => findings.push(finding("库外签名时有这一条，现在没有：日志被截断或删除")),
    }
}

fn accumulate(anchors: &[Anchor]) -> BTreeMap<String, Anchored> {
    let moved = anchors.iter().flat_map(|anchor| anchor.moved.iter());
    moved.map(|anchored| (anchored.stream.clone(), anchored.clone())).collect()
}

/// The heads named by anchors whose signature holds; an anchor that does not hold is itself a finding.
pub(super) fn anchored_heads(
    anchors: &[Anchor],
    keys: Option<&Keys>,
    findings: &mut Vec<Finding>,
) -> BTreeMap<String, Anchored> {
    for (at, anchor) in anchors.iter().enumerate() {
        let heads: Vec<Anchored> = accumulate(&anchors[..=at]).into_values().collect();
        let signed = keys.is_none_or(|keys| keys.verify_head(&anchor.signed).is_ok());
        let holds = signed && anchor.signed.head == head_over(&heads, anchor.openings.as_ref());
        if !holds {
            let what = format!("第 {} 个库外签名不成立", at + 1);
            findings.push(Finding { stream: "库外签名".into(), seq: None, what });
        }
    }
    accumulate(anchors)
}

fn head_over(heads: &[Anchored], openings: Option<&Openings>) -> String {
    let mut heads: Vec<StreamHead<'_>> = heads
        .iter()
        .map(|head| StreamHead { stream: &head.stream, seq: head.seq as i64, hash: &head.hash })
        .collect();
    // No journal has an empty name. Until when they were counted is bound with them.
    let counted = openings.map(|all| (all, chain_hash(&all.hash, &[&all.until_us.to_string()])));
    heads.extend(counted.iter().map(|(all, hash)| StreamHead { stream: "", seq: all.count as i64, hash }));
    tree_head(&heads)
}
