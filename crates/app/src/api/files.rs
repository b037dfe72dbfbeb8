//! Uploads for programs: examined, cleaned and stored like those of the forms; orders then name them by their hash.

use super::{Problem, caller};
use crate::http::{Trouble, Upload, Visit};
use axum::{
    Json,
    body::Bytes,
    extract::{Query, rejection::BytesRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use huajie_law::{FileHash, dispute::Evidence};
use std::collections::BTreeMap;

/// `POST /api/files?name=…`: the bytes are the body; the answer is what `evidence` takes.
pub async fn store(
    visit: Visit,
    Query(asked): Query<BTreeMap<String, String>>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    caller(&visit).await?;
    let bytes = body.map_err(|_| Trouble::TooLarge)?.to_vec();
    let name = asked.get("name").cloned().unwrap_or_default();
    if name.is_empty() || bytes.is_empty() {
        return Err(Problem::bad_request("file.empty", "请在地址里写 name=文件名，请求体放文件内容"));
    }
    match visit.office.store_upload(&Upload::new("file", name, bytes)).await? {
        Ok(stored) => Ok((StatusCode::CREATED, Json(stored)).into_response()),
        Err(why) => Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "file.rejected", &why)),
    }
}

/// Evidence names files that were stored here; format and size are what the store knows, not what is claimed.
pub async fn check_evidence(visit: &Visit, evidence: &mut [Evidence]) -> Result<(), Problem> {
    for (at, item) in evidence.iter_mut().enumerate() {
        let Some(stored) = stored(visit, &item.file).await? else {
            return Err(unknown(&format!("evidence.{at}.file")));
        };
        (item.format, item.size_bytes) = stored;
    }
    Ok(())
}

async fn stored(visit: &Visit, hash: &FileHash) -> Result<Option<(String, u64)>, Problem> {
    Ok(visit.office.ledger.stored_file(hash).await?.map(|stored| (stored.format, stored.size_bytes)))
}

fn unknown(field: &str) -> Problem {
    let says = "没有这个文件，请先上传";
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "file.unknown", says).with("field", field)
}
