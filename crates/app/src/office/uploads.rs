//! Files on their way in: examined, cleaned, stored, recorded.

use super::Office;
use crate::http::Upload;
use huajie_law::{FileHash, dispute::Evidence};
use huajie_ledger::{
    Fault,
    files::{self, Accepted, Cleaned},
    person::StoredFile,
    vault::Context,
};

/// Of a file that came when a form had brought as much as it may.
const OVER: &str =
    "一次提交的文件合起来不能超过 64 MB，这一个没有收下；其余的和填的内容都在，请把它单独再交一次";

impl Office {
    /// Stores an upload. The inner error is a sentence for the person: why this file is not taken.
    pub async fn store_upload(&self, upload: &Upload) -> Result<Result<Evidence, String>, Fault> {
        if upload.over {
            return Ok(Err(OVER.to_owned()));
        }
        let _place = self.examining.acquire().await.expect("the semaphore is never closed");
        let (name, bytes) = (upload.name.clone(), upload.bytes.clone());
        // A large photo takes a second of computing: not on a thread that serves others.
        let examined = tokio::task::spawn_blocking(move || {
            let accepted = files::examine(&name, &bytes)?;
            let pages = files::pages_of(accepted.kind, &bytes);
            Ok::<_, files::Rejected>((accepted, pages))
        });
        let (Accepted { kind, original, cleaned }, pages) =
            match examined.await.expect("examining a file does not panic") {
                Ok(accepted) => accepted,
                Err(rejected) => return Ok(Err(rejected.to_string())),
            };
        let (stored, format, size_bytes, sealed_original) = match cleaned {
            None => (self.files.put(&*upload.bytes).await?, kind, upload.bytes.len() as u64, None),
            Some(Cleaned { kind, bytes }) => {
                let size_bytes = bytes.len() as u64;
                let copy = self.files.put(bytes).await?;
                let sealed = self.keep_original(&copy, original.as_str(), &upload.bytes).await?;
                (copy, kind, size_bytes, Some(sealed))
            }
        };
        let format = format.extension().to_owned();
        let record = StoredFile {
            hash: stored.clone(),
            format: format.clone(),
            size_bytes,
            original_hash: original.as_str().to_owned(),
            sealed_original,
        };
        self.ledger.record_file(&record, self.now().at).await?;
        let title = files::name_to_show(&upload.name);
        let (formed_on, proves) = (None, None);
        Ok(Ok(Evidence { file: stored, title, format, size_bytes, pages, formed_on, proves }))
    }

    /// What was handed in is the evidence: it is kept too, byte for byte, with the place and the time that a photograph
    /// carries. That is more than most readers need, so it lies sealed; pages show the copy.
    async fn keep_original(&self, copy: &FileHash, original: &str, bytes: &[u8]) -> Result<FileHash, Fault> {
        let known = self.ledger.stored_file(copy).await?.and_then(|known| known.sealed_original);
        if let Some(known) = known {
            return Ok(known);
        }
        let mut nonce = [0; 12];
        self.chance().fill(&mut nonce);
        let sealed = self.keys.seal_bytes(&place_of(original), bytes, nonce);
        let sealed = sealed.map_err(|_| Fault::other("an original cannot be sealed"))?;
        Ok(self.files.put(sealed).await?)
    }

    /// The original of a picture as it was handed in; `None` when there is none but the file itself.
    pub async fn original_of(&self, file: &FileHash) -> Result<Option<Vec<u8>>, Fault> {
        let Some(stored) = self.ledger.stored_file(file).await? else { return Ok(None) };
        let Some(sealed) = &stored.sealed_original else { return Ok(None) };
        let bytes = self.files.get(sealed).await?;
        let opened = self.keys.open_bytes(&place_of(&stored.original_hash), &bytes);
        Ok(Some(opened.map_err(|_| Fault::other("an original does not open"))?))
    }
}

fn place_of(original: &str) -> Context<'_> {
    Context { table: "stored_file", column: "sealed_original", row_id: original }
}
