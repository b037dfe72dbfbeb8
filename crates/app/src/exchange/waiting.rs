//! A table between its upload and its import: sealed, under a key that only the session that sent it can use, gone after some hours.

use super::columns::Sheet;
use crate::{
    http::{Trouble, Visit},
    office::timers::FORMS_KEPT,
};
use huajie_ledger::{Fault, table_columns::Columns, vault::Context};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Waiting {
    pub sender: String,
    pub sheet: Sheet,
    /// As last chosen; none before anybody has.
    pub columns: Option<Columns>,
    /// Why rows were not taken, by line.
    pub refused: BTreeMap<u64, Vec<String>>,
}

fn digest(visit: &Visit, key: &str) -> String {
    let session = visit.digest.as_deref().unwrap_or_default();
    visit.office.keys.code_digest("exchange", &format!("{session} {key}"))
}

impl Waiting {
    pub async fn keep(&self, visit: &Visit, key: &str) -> Result<(), Trouble> {
        let digest = digest(visit, key);
        let plain = serde_json::to_string(self).expect("plain data");
        let sealed = visit.office.seal("kept_form", "sealed", &digest, &plain);
        Ok(visit.office.ledger.keep_form(&digest, &sealed, visit.office.now().at).await?)
    }

    /// What waits under this key for this session.
    pub async fn under(visit: &Visit, key: &str) -> Result<Waiting, Trouble> {
        let digest = digest(visit, key);
        let kept = visit.office.ledger.kept_form(&digest).await?;
        let (sealed, at) = kept.ok_or(Trouble::NotFound)?;
        if visit.office.now().at.duration_since(at) > FORMS_KEPT {
            return Err(Trouble::NotFound);
        }
        let context = Context { table: "kept_form", column: "sealed", row_id: &digest };
        let plain = visit.office.keys.open(&context, &sealed);
        let plain = plain.map_err(|_| Fault::other("a waiting table does not open"))?;
        Ok(serde_json::from_str(&plain).map_err(|_| Fault::other("a waiting table does not read"))?)
    }
}
