//! Files that lie here for nobody: what came with an application that was never handed in goes with it, unless a journal or
//! another application names it, or somebody has sent it again since.

use super::{EXAMINED_AT_ONCE, Office};
use crate::dispute::apply::Answers;
use huajie_law::FileHash;
use huajie_ledger::{Fault, vault::Context};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// How many drafts are opened at once.
const AT_ONCE: u32 = 200;

impl Office {
    /// Discards drafts that nobody touched since then, with their files; how many drafts.
    pub async fn discard_drafts(&self, since: Timestamp) -> Result<u64, Fault> {
        let left = self.files_in_drafts(since).await?;
        let discarded = self.ledger.discard_drafts_before(since).await?;
        if left.is_empty() {
            return Ok(discarded);
        }
        let still_wanted = self.files_in_drafts(Timestamp::MAX).await?;
        for hash in left.difference(&still_wanted) {
            self.clear(hash, since).await?;
        }
        Ok(discarded)
    }

    /// What the drafts name that were not touched since then. One that does not open holds up no other.
    async fn files_in_drafts(&self, since: Timestamp) -> Result<BTreeSet<FileHash>, Fault> {
        let (mut files, mut after) = (BTreeSet::new(), "-".to_owned());
        loop {
            let page = self.ledger.drafts_before(since, &after, AT_ONCE).await?;
            for (digest, sealed) in &page {
                let context = Context { table: "draft", column: "sealed", row_id: digest };
                let plain = self.keys.open(&context, sealed).ok();
                let answers: Option<Answers> = plain.and_then(|plain| serde_json::from_str(&plain).ok());
                files.extend(answers.into_iter().flat_map(|held| held.evidence).map(|item| item.file));
            }
            let Some((last, _)) = page.into_iter().last() else { return Ok(files) };
            after = last;
        }
    }

    async fn clear(&self, hash: &FileHash, since: Timestamp) -> Result<(), Fault> {
        // Nothing is being stored here meanwhile, so the same file cannot come in between the row and the bytes.
        let _all = self.examining.acquire_many(EXAMINED_AT_ONCE as u32).await.expect("never closed");
        let Some(stored) = self.ledger.stored_file(hash).await? else { return Ok(()) };
        if self.ledger.is_on_file(hash).await? || !self.ledger.strike_file(hash, since).await? {
            return Ok(());
        }
        self.files.remove(hash).await?;
        if let Some(original) = &stored.sealed_original {
            self.files.remove(original).await?;
        }
        Ok(())
    }
}
