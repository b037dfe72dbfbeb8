//! What a form sent: pairs as typed, files as received, and the three inputs every form carries.

use super::{LARGEST_BODY_BYTES, Trouble};
use crate::{
    office::Office,
    ui::form::{CSRF, ONCE, VERSION},
};
use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, rejection::BytesRejection},
    http::header,
};
use huajie_ledger::vault::sm3_hex;
use std::sync::Arc;

/// Forms without files are small.
const LARGEST_PLAIN_FORM_BYTES: usize = 1 << 20;

/// What a form with files may bring on the way, most of it to be read past: beyond that the request is not read at all.
const MOST_READ_BYTES: usize = 256 << 20;

/// A file as it came in; nothing is known about it yet.
#[derive(Clone, Debug)]
pub struct Upload {
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
    /// It came after as much as one form may bring, and was not kept: refused where it is examined, with the rest of the form.
    pub over: bool,
}

impl Upload {
    pub fn new(field: impl Into<String>, name: impl Into<String>, bytes: Vec<u8>) -> Upload {
        Upload { field: field.into(), name: name.into(), bytes, over: false }
    }
}

/// A form as it was sent.
#[derive(Clone, Debug, Default)]
pub struct Submission {
    pub pairs: Vec<(String, String)>,
    pub uploads: Vec<Upload>,
}

impl Submission {
    /// The first value under a name, as typed.
    pub fn first(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn uploads_for<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Upload> {
        self.uploads.iter().filter(move |upload| upload.field == field)
    }

    pub fn csrf(&self) -> &str {
        self.first(CSRF)
    }

    /// The version of the matter that the page showed.
    pub fn version(&self) -> Option<u64> {
        self.first(VERSION).parse().ok()
    }

    /// A list on a page ends somewhere.
    pub const MOST_ROWS: usize = 200;

    /// How many rows of a repeated group came with the form, however deep the group lies.
    pub fn rows_sent(&self) -> usize {
        let row = |name: &str| name.split('.').skip(1).find_map(|at| at.parse::<usize>().ok());
        let last = self.pairs.iter().filter_map(|(name, _)| row(name)).max();
        last.map_or(0, |last| last.saturating_add(1)).min(Self::MOST_ROWS)
    }

    /// The request's own key: the same twice has one effect.
    pub fn once(&self) -> Option<&str> {
        Some(self.first(ONCE)).filter(|once| !once.is_empty())
    }

    /// What was filled in, whatever page it came with: the same twice is one request, other words under one key are not.
    pub fn asked(&self, about: &str) -> String {
        let mut all = vec![about.to_owned()];
        let carried = |name: &str| matches!(name, CSRF | ONCE | VERSION);
        for (name, value) in self.pairs.iter().filter(|(name, _)| !carried(name)) {
            all.extend([name.clone(), value.clone()]);
        }
        for upload in &self.uploads {
            all.extend([upload.field.clone(), upload.name.clone(), sm3_hex(&upload.bytes)]);
        }
        sm3_hex(serde_json::json!(all).to_string().as_bytes())
    }

    /// For `Form::keep`.
    pub fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl FromRequest<Arc<Office>> for Submission {
    type Rejection = Trouble;

    async fn from_request(mut request: Request, office: &Arc<Office>) -> Result<Self, Trouble> {
        let kind =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        if kind.starts_with("multipart/form-data") {
            DefaultBodyLimit::max(MOST_READ_BYTES).apply(&mut request);
            let multipart = Multipart::from_request(request, office)
                .await
                .map_err(|_| Trouble::BadRequest("上传的格式不对，请返回再试一次。".into()))?;
            return read_multipart(multipart, LARGEST_BODY_BYTES).await;
        }
        let bytes =
            axum::body::Bytes::from_request(request, office).await.map_err(|rejection| match rejection {
                BytesRejection::FailedToBufferBody(_) => Trouble::TooLarge,
                _ => Trouble::BadRequest("提交没有传完整，请返回再试一次。".into()),
            })?;
        if bytes.len() > LARGEST_PLAIN_FORM_BYTES {
            return Err(Trouble::TooLarge);
        }
        let pairs = form_urlencoded::parse(&bytes)
            .map(|(name, value)| (name.replace('\0', ""), value.replace('\0', "")));
        Ok(Submission { pairs: pairs.collect(), uploads: Vec::new() })
    }
}

/// Holds at most so many bytes of files. A file that does not fit any more is read past and said to be over, so that what was typed, in
/// front of it or behind it, comes back with the form.
async fn read_multipart(mut multipart: Multipart, holds: usize) -> Result<Submission, Trouble> {
    let broken = |error: axum::extract::multipart::MultipartError| {
        if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            Trouble::TooLarge
        } else {
            Trouble::BadRequest("上传没有传完整，请返回再试一次。".into())
        }
    };
    let mut submission = Submission::default();
    let (mut typed_bytes, mut held_bytes) = (0, 0);
    while let Some(mut field) = multipart.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or("").to_owned();
        match field.file_name().map(str::to_owned) {
            Some(file_name) => {
                let mut upload = Upload::new(name, file_name, Vec::new());
                while let Some(chunk) = field.chunk().await.map_err(broken)? {
                    upload.over |= held_bytes + upload.bytes.len() + chunk.len() > holds;
                    if upload.over {
                        upload.bytes = Vec::new();
                    } else {
                        upload.bytes.extend_from_slice(&chunk);
                    }
                }
                held_bytes += upload.bytes.len();
                // A file without a byte was chosen all the same: it is refused where it is examined.
                if !upload.name.is_empty() {
                    submission.uploads.push(upload);
                }
            }
            None => {
                let text = field.text().await.map_err(broken)?;
                typed_bytes += text.len();
                if typed_bytes > LARGEST_PLAIN_FORM_BYTES {
                    return Err(Trouble::TooLarge);
                }
                submission.pairs.push((name, text.replace('\0', "")));
            }
        }
    }
    Ok(submission)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    async fn sent(holds: usize, parts: &[(&str, Option<&str>, usize)]) -> Submission {
        let mut body = String::new();
        for (name, file, bytes) in parts {
            let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
            let head = format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
            body.push_str(&format!("{head}{}\r\n", "x".repeat(*bytes)));
        }
        body.push_str("--cut--\r\n");
        let request = Request::post("/").header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut");
        let request = request.body(Body::from(body)).expect("a request");
        let multipart = Multipart::from_request(request, &()).await.expect("parts");
        read_multipart(multipart, holds).await.expect("reads")
    }

    #[tokio::test]
    async fn what_is_more_than_a_form_may_bring_is_read_past_and_what_was_typed_comes_back() {
        let parts = [
            ("words", None, 9),
            ("a", Some("一.png"), 60),
            ("a", Some("二.png"), 60),
            ("a", Some("三.png"), 30),
            ("more", None, 4),
        ];
        let sent = sent(100, &parts).await;
        assert_eq!((sent.first("words").len(), sent.first("more").len()), (9, 4));
        let held: Vec<_> =
            sent.uploads.iter().map(|one| (one.name.as_str(), one.bytes.len(), one.over)).collect();
        assert_eq!(held, [("一.png", 60, false), ("二.png", 0, true), ("三.png", 30, false)]);
    }
}
