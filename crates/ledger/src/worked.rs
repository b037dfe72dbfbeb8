//! A commit worked out as far as it can be before its transaction: whoever waits for the writer waits for statements, not for
//! the law.
//!
//! Not here: what depends on what the transaction finds, the numbers that are drawn and the chain's last hash
//! ([`crate::commit`], [`crate::journal`]).

use crate::{
    Commit, Committed, Written,
    commit::CommitRefusal,
    derived::{self, Change},
    engine::{Tx, Value, WriteError},
    journal::{self, Entry},
};
use huajie_law::{Decision, File, Law, MatterId, Outline};

/// What one decision writes.
pub(crate) struct Worked {
    pub decision: Decision,
    pub file: File,
    pub outline: Outline,
    /// Without the hashes of the chain, each with its row.
    pub entries: Vec<(Entry, Vec<Value>)>,
    /// Without the hash of the journal's head.
    pub projection: Vec<Value>,
    changes: Vec<Change>,
}

impl Worked {
    /// `before` is what the file showed until now, where that is known already.
    pub fn of(decision: Decision, before: Option<&Outline>, law: &Law) -> Worked {
        let id = decision.id();
        let outline = decision.after().outline(id, law);
        let changes = match (before, decision.before()) {
            (Some(before), _) => derived::changes(id, decision.kind(), before, &outline),
            (None, Some(matter)) => derived::changes(id, decision.kind(), &matter.outline(id, law), &outline),
            (None, None) => derived::changes(id, decision.kind(), &Outline::default(), &outline),
        };
        let file = decision.file();
        let entries = journal::entries_of(&decision);
        let projection = derived::projection(&file, &outline, "").to_vec();
        Worked { decision, file, outline, entries, projection, changes }
    }

    pub fn written(&self) -> Written {
        let number = self.outline.facets.number.clone();
        Written { matter: self.file.id.clone(), version: self.file.version, number }
    }

    /// Events, projection and derived rows.
    pub async fn write<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<CommitRefusal>> {
        journal::append(tx, self).await?;
        derived::write(tx, self.decision.id(), &self.changes).await?;
        Ok(())
    }
}

/// A [`Commit`] that is ready to be written.
pub struct Prepared {
    /// Without its decisions.
    pub(crate) commit: Commit,
    /// One for each of them.
    pub(crate) worked: Vec<Worked>,
}

impl From<Commit> for Prepared {
    fn from(mut commit: Commit) -> Prepared {
        let mut worked: Vec<Worked> = Vec::with_capacity(commit.decisions.len());
        for decision in std::mem::take(&mut commit.decisions) {
            let before = last_of(&worked, decision.id()).map(|one| &one.outline);
            let one = Worked::of(decision, before, &commit.law);
            worked.push(one);
        }
        Prepared { commit, worked }
    }
}

impl Committed {
    /// What these left behind, once they are on disk.
    pub(crate) fn of(worked: impl IntoIterator<Item = Worked>) -> Committed {
        let left = worked.into_iter().map(|one| (one.written(), one.file));
        let (written, files) = left.unzip();
        Committed { written, files }
    }
}

/// The file as the last of these leaves it.
pub(crate) fn last_of<'a>(worked: &'a [Worked], id: &MatterId) -> Option<&'a Worked> {
    worked.iter().rev().find(|one| one.decision.id() == id)
}
