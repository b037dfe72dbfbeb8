//! Sealed fields of persons, and stored files' particulars.

use crate::{
    Ledger,
    engine::{Fault, Row, Value},
    values,
};
use huajie_law::{FileHash, PersonId};
use jiff::Timestamp;

/// What is known of a stored file; its bytes lie in the file store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    pub hash: FileHash,
    /// `jpg`, `pdf` …
    pub format: String,
    pub size_bytes: u64,
    /// SM3 of what was handed in, before metadata was stripped.
    pub original_hash: String,
    /// Where the original lies, sealed, when it is another than this.
    pub sealed_original: Option<FileHash>,
}

/// How many are asked for at once, and how: each is looked for, also where it was said before.
const FEW: usize = 4;
const STORED_FEW: &str = "SELECT hash, format, size_bytes, original_hash, sealed_original FROM stored_file \
     WHERE hash IN ($1, $2, $3, $4)";
const MANY: usize = 16;
const STORED_MANY: &str = "SELECT hash, format, size_bytes, original_hash, sealed_original FROM stored_file \
     WHERE hash IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

impl Ledger {
    /// Whether this mark is the one that the first start left here; the first start leaves it.
    pub async fn fits_key_mark(&self, mark: &str) -> Result<bool, Fault> {
        let first =
            "INSERT INTO key_mark (mark) SELECT CAST($1 AS TEXT) WHERE NOT EXISTS (SELECT 1 FROM key_mark)";
        self.store.execute(first, &values![mark]).await?;
        let rows = self.store.query("SELECT mark FROM key_mark WHERE mark = $1", &values![mark]).await?;
        Ok(!rows.is_empty())
    }

    /// The mark of the keys that this store met first; none: it has met none yet.
    pub async fn key_mark(&self) -> Result<Option<String>, Fault> {
        let rows = self.store.query("SELECT mark FROM key_mark LIMIT 1", &[]).await?;
        Ok(rows.first().map(|row| row.text(0).to_owned()))
    }

    /// All sealed fields of a person: `(field, sealed)`.
    pub async fn sealed_fields(&self, person: &PersonId) -> Result<Vec<(String, String)>, Fault> {
        let sql = "SELECT field, sealed FROM vault WHERE person = $1 ORDER BY field";
        let rows = self.store.query(sql, &values![person.as_str()]).await?;
        Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect())
    }

    pub async fn record_file(&self, file: &StoredFile, at: Timestamp) -> Result<(), Fault> {
        let sql = "INSERT INTO stored_file (hash, format, size_bytes, original_hash, stored_at, sealed_original, sent_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $5) \
                   ON CONFLICT (hash) DO UPDATE SET sent_at = excluded.sent_at";
        let params = values![
            file.hash.as_str(),
            &file.format,
            file.size_bytes as i64,
            &file.original_hash,
            at,
            file.sealed_original.as_ref().map(|hash| hash.as_str().to_owned())
        ];
        self.store.execute(sql, &params).await.map(|_| ())
    }

    pub async fn stored_file(&self, hash: &FileHash) -> Result<Option<StoredFile>, Fault> {
        Ok(self.stored_files(std::slice::from_ref(hash)).await?.pop())
    }

    /// Those of them that are stored, in no order, each once.
    pub async fn stored_files(&self, hashes: &[FileHash]) -> Result<Vec<StoredFile>, Fault> {
        let mut asked: Vec<&str> = hashes.iter().map(FileHash::as_str).collect();
        asked.sort_unstable();
        asked.dedup();
        let mut found = Vec::new();
        for some in asked.chunks(MANY) {
            let (sql, room) = if some.len() <= FEW { (STORED_FEW, FEW) } else { (STORED_MANY, MANY) };
            // Where there are fewer, they are said again.
            let params: Vec<Value> = some.iter().cycle().take(room).map(|hash| Value::from(*hash)).collect();
            let stored = |row: &Row| StoredFile {
                hash: FileHash::from(row.text(0)),
                format: row.text(1).to_owned(),
                size_bytes: row.int(2).unsigned_abs(),
                original_hash: row.text(3).to_owned(),
                sealed_original: row.opt_text(4).map(FileHash::from),
            };
            found.extend(self.store.query(sql, &params).await?.iter().map(stored));
        }
        Ok(found)
    }

    /// Whether any journal names this file: nothing that was ever put on file is cleared away.
    pub async fn is_on_file(&self, hash: &FileHash) -> Result<bool, Fault> {
        // No journal can name a file before it was stored the first time.
        let sql = "SELECT 1 FROM journal WHERE at >= (SELECT stored_at FROM stored_file WHERE hash = $1) \
                   AND payload LIKE '%' || $1 || '%' LIMIT 1";
        Ok(!self.store.query(sql, &values![hash.as_str()]).await?.is_empty())
    }

    /// Strikes a file that nobody has sent since then; false when somebody has, or there is none.
    pub async fn strike_file(&self, hash: &FileHash, not_sent_since: Timestamp) -> Result<bool, Fault> {
        let sql = "DELETE FROM stored_file WHERE hash = $1 AND COALESCE(sent_at, stored_at) < $2";
        Ok(self.store.execute(sql, &values![hash.as_str(), not_sent_since]).await? == 1)
    }
}
