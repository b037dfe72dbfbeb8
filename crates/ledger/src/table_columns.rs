//! Which column of somebody else's table holds what, and what the words in it mean: remembered for each sender and each row of headings.
//! No content of a table can be read here, for words come as digests; and nothing that a matter is made of.

use crate::{
    Ledger,
    engine::{Fault, Job, Tx, WriteError},
    values,
};
use jiff::Timestamp;
use std::{collections::BTreeMap, convert::Infallible};

/// Field here → heading there; empty where it was decided that no column holds it. Digest of a word there → word here.
pub type Columns = BTreeMap<String, String>;

struct Remember {
    sender: String,
    format: String,
    columns: Columns,
    at: Timestamp,
}

impl Job for Remember {
    type Output = ();
    type Error = Infallible;

    async fn run<T: Tx>(&mut self, tx: &mut T) -> Result<(), WriteError<Infallible>> {
        let old = "DELETE FROM table_columns WHERE sender = $1 AND format = $2";
        tx.execute(old, &values![&self.sender, &self.format]).await?;
        for (field, source) in &self.columns {
            let sql = "INSERT INTO table_columns (sender, format, field, source, remembered_at) \
                       VALUES ($1, $2, $3, $4, $5)";
            let source = Some(source.clone()).filter(|source| !source.is_empty());
            tx.execute(sql, &values![&self.sender, &self.format, field, source, self.at]).await?;
        }
        Ok(())
    }
}

impl Ledger {
    /// What was chosen for this row of headings the last time, and then what this sender's other tables say, the latest first: each with
    /// its row of headings. Empty for a sender that is new.
    pub async fn table_columns(&self, sender: &str, format: &str) -> Result<Vec<(String, Columns)>, Fault> {
        let sql = "SELECT format, field, source FROM table_columns WHERE sender = $1 \
                   ORDER BY remembered_at DESC, format, field";
        let mut formats: Vec<(String, Columns)> = Vec::new();
        for row in self.store.query(sql, &values![sender]).await? {
            let (held, field) = (row.text(0), row.text(1).to_owned());
            let source = row.opt_text(2).unwrap_or_default().to_owned();
            match formats.last_mut().filter(|(format, _)| format == held) {
                Some((_, columns)) => {
                    columns.insert(field, source);
                }
                None => formats.push((held.to_owned(), Columns::from([(field, source)]))),
            }
        }
        formats.sort_by_key(|(held, _)| held != format);
        Ok(formats)
    }

    /// Remembers a choice in place of the one before.
    pub async fn remember_table_columns(
        &self,
        sender: &str,
        format: &str,
        columns: &Columns,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let remember =
            Remember { sender: sender.to_owned(), format: format.to_owned(), columns: columns.clone(), at };
        self.store.write(remember).await.map_err(|error| match error {
            WriteError::Fault(fault) => fault,
            WriteError::Refused(never) => match never {},
        })
    }

    /// Whose tables have come in before, by name.
    pub async fn table_senders(&self) -> Result<Vec<String>, Fault> {
        let sql = "SELECT DISTINCT sender FROM table_columns ORDER BY sender";
        Ok(self.store.query(sql, &[]).await?.iter().map(|row| row.text(0).to_owned()).collect())
    }
}
