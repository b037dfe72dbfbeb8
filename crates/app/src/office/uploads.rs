//! Files on their way in: examined, cleaned, stored, recorded.

use super::Office;
use crate::http::Upload;
use huajie_law::{FileHash, dispute::Evidence};
use huajie_ledger::{Fault, files, person::StoredFile};

impl Office {
    /// Stores an upload. The inner error is a sentence for the person: why this file is not taken.
    pub async fn store_upload(&self, upload: &Upload) -> Result<Result<Evidence, String>, Fault> {
        let accepted = match files::examine(&upload.name, &upload.bytes) {
            Ok(accepted) => accepted,
            Err(rejected) => return Ok(Err(rejected.to_string())),
        };
        let original_hash = huajie_ledger::vault::sm3_hex(&upload.bytes);
        let bytes = accepted.cleaned.as_deref().unwrap_or(&upload.bytes);
        let hash = self.files.put(bytes).await?;
        let size_bytes = bytes.len() as u64;
        let format = accepted.kind.extension().to_owned();
        let stored = StoredFile { hash: hash.clone(), format: format.clone(), size_bytes, original_hash };
        self.ledger.record_file(&stored, self.now().at).await?;
        Ok(Ok(Evidence {
            file: FileHash::new(hash.as_str()),
            title: title_of(&upload.name),
            format,
            size_bytes,
            pages: None,
            formed_on: None,
        }))
    }
}

/// The name people gave the file, without folders; long names are cut.
fn title_of(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.chars().filter(|c| !c.is_control()).take(80).collect()
}
