//! Files on their way in: examined, cleaned, stored, recorded.

use super::Office;
use crate::http::Upload;
use huajie_law::dispute::Evidence;
use huajie_ledger::{
    Fault,
    files::{self, Accepted, Cleaned},
    person::StoredFile,
};

impl Office {
    /// Stores an upload. The inner error is a sentence for the person: why this file is not taken.
    pub async fn store_upload(&self, upload: &Upload) -> Result<Result<Evidence, String>, Fault> {
        let _place = self.examining.acquire().await.expect("the semaphore is never closed");
        let (name, bytes) = (upload.name.clone(), upload.bytes.clone());
        // A large photo takes a second of computing: not on a thread that serves others.
        let examined = tokio::task::spawn_blocking(move || files::examine(&name, &bytes));
        let Accepted { kind, original, cleaned } =
            match examined.await.expect("examining a file does not panic") {
                Ok(accepted) => accepted,
                Err(rejected) => return Ok(Err(rejected.to_string())),
            };
        // What was handed in is the evidence and is kept too, byte for byte; pages show the copy.
        let mut stored = self.files.put(&*upload.bytes).await?;
        let (mut format, mut size_bytes) = (kind, upload.bytes.len() as u64);
        if let Some(Cleaned { kind, bytes }) = cleaned {
            (format, size_bytes) = (kind, bytes.len() as u64);
            stored = self.files.put(bytes).await?;
        }
        let format = format.extension().to_owned();
        let record = StoredFile {
            hash: stored.clone(),
            format: format.clone(),
            size_bytes,
            original_hash: original.as_str().to_owned(),
        };
        self.ledger.record_file(&record, self.now().at).await?;
        let title = files::name_to_show(&upload.name);
        Ok(Ok(Evidence { file: stored, title, format, size_bytes, pages: None, formed_on: None }))
    }
}
