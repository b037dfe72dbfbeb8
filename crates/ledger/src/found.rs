//! What somebody finds by what was typed, through the same authorised path as the lists: disputes by the words and marks that they carry,
//! and by the exact number of anything that hangs on them, as far as the reader sees it. Not here: what keys are made of what was typed.

use crate::{
    Ledger, Scope,
    engine::Fault,
    read::{Listed, listed, rows_of},
    values,
};
use huajie_law::MatterId;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A word that stands in more files than this finds the newest of them; a second word narrows further.
const MOST_MATCHED: u32 = 2000;

const MARKED: &str = rows_of!(
    "FROM mark k JOIN sight s ON s.matter = k.matter AND s.principal = $1 AND s.kind = $2 JOIN matter m ON m.id = k.matter \
     WHERE k.mark = $3 AND NOT EXISTS (SELECT 1 FROM wall w WHERE w.actor = $5 AND w.matter = k.matter) \
     ORDER BY s.sort DESC LIMIT $6"
);

/// Keys that are looked for at once; one number bears few.
const MOST_KEYS: usize = 3;
/// One number is borne by a dispute and what hangs on it.
const MOST_BEARING: u32 = 200;

/// What carries one of these keys and is seen by one of these names, with its dispute.
pub(crate) const BEARING: &str = "SELECT DISTINCT m.id, m.dispute FROM mark k JOIN matter m ON m.id = k.matter WHERE k.mark IN ($1, $2, $3) \
     AND EXISTS (SELECT 1 FROM sight s WHERE s.matter = k.matter AND s.principal IN ($4, $5, $6)) \
     AND NOT EXISTS (SELECT 1 FROM wall w WHERE w.matter = k.matter AND w.actor = $7) ORDER BY m.id LIMIT $8";

/// One matter as a row, for whoever sees it.
const SEEN: &str = rows_of!(
    "FROM sight s JOIN matter m ON m.id = s.matter WHERE s.matter = $1 AND s.principal IN ($2, $3, $5) \
     AND NOT EXISTS (SELECT 1 FROM wall w WHERE w.actor = $6 AND w.matter = s.matter) LIMIT 1"
);

impl Ledger {
    /// Disputes that carry all of these marks, newest first, as far as this scope sees them: the same door as the lists.
    pub async fn search(
        &self,
        scope: &Scope,
        marks: &[String],
        today: Date,
        limit: u32,
    ) -> Result<Vec<Listed>, Fault> {
        let Some((first, others)) = marks.split_first() else { return Ok(Vec::new()) };
        let mut rows = Vec::new();
        for principal in &scope.principals {
            let params = values![
                principal.as_str(),
                "dispute",
                first.as_str(),
                today,
                scope.user.as_str(),
                MOST_MATCHED
            ];
            rows.extend(self.store.query(MARKED, &params).await?.iter().map(listed));
        }
        for mark in others {
            let mut kept = Vec::new();
            for row in rows {
                let sql = "SELECT 1 FROM mark WHERE mark = $1 AND matter = $2";
                if !self.store.query(sql, &values![mark.as_str(), row.id.as_str()]).await?.is_empty() {
                    kept.push(row);
                }
            }
            rows = kept;
        }
        rows.sort_by(|a, b| b.sort.cmp(&a.sort));
        rows.dedup_by(|a, b| a.id == b.id);
        rows.truncate(limit as usize);
        Ok(rows)
    }

    /// Disputes that carry one of these keys, or on which something hangs that does; newest first. Whoever does not see the dispute
    /// gets what carries the key for itself, and whoever sees neither gets nothing.
    pub async fn find(&self, scope: &Scope, keys: &[String], today: Date) -> Result<Vec<Listed>, Fault> {
        let mut rows = Vec::new();
        for (dispute, bearing) in self.bearing(scope, keys).await? {
            let own = self.seen(scope, &dispute, today).await?;
            let whole = own.is_some();
            rows.extend(own);
            for id in bearing.iter().filter(|_| !whole) {
                rows.extend(self.seen(scope, id, today).await?);
            }
        }
        rows.sort_by(|a, b| b.sort.cmp(&a.sort));
        Ok(rows)
    }

    /// By dispute, so that each is asked for once.
    async fn bearing(
        &self,
        scope: &Scope,
        keys: &[String],
    ) -> Result<BTreeMap<MatterId, Vec<MatterId>>, Fault> {
        let mut found: BTreeMap<MatterId, Vec<MatterId>> = BTreeMap::new();
        let [one, two, three] = scope.names()?;
        for some in keys.chunks(MOST_KEYS) {
            // Where there are fewer, one is said again.
            let key = |at: usize| some[at.min(some.len() - 1)].as_str();
            let user = scope.user.as_str();
            let params = values![key(0), key(1), key(2), one, two, three, user, MOST_BEARING];
            for row in self.store.query(BEARING, &params).await? {
                let id = MatterId::from(row.text(0));
                let dispute = row.opt_text(1).map_or_else(|| id.clone(), MatterId::from);
                found.entry(dispute).or_default().push(id);
            }
        }
        Ok(found)
    }

    async fn seen(&self, scope: &Scope, id: &MatterId, today: Date) -> Result<Option<Listed>, Fault> {
        let [one, two, three] = scope.names()?;
        let params = values![id.as_str(), one, two, today, three, scope.user.as_str()];
        Ok(self.store.query(SEEN, &params).await?.first().map(listed))
    }
}
