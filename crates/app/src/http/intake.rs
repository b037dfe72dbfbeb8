//! What a form sent: pairs as typed, files as received, and the three inputs every form carries.

use super::Trouble;
use crate::{
    office::Office,
    ui::form::{CSRF, ONCE, VERSION},
};
use axum::{
    extract::{FromRequest, Multipart, Request, rejection::BytesRejection},
    http::header,
};
use std::sync::Arc;

/// Forms without files are small.
const LARGEST_PLAIN_FORM_BYTES: usize = 1 << 20;

/// A file as it came in; nothing is known about it yet.
#[derive(Clone, Debug)]
pub struct Upload {
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
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

    /// How many rows of a repeated group came with the form.
    pub fn rows_sent(&self) -> usize {
        let row = |name: &str| name.split('.').nth(1).and_then(|at| at.parse::<usize>().ok());
        let last = self.pairs.iter().filter_map(|(name, _)| row(name)).max();
        last.map_or(0, |last| last.saturating_add(1)).min(Self::MOST_ROWS)
    }

    /// The request's own key: the same twice has one effect.
    pub fn once(&self) -> Option<&str> {
        Some(self.first(ONCE)).filter(|once| !once.is_empty())
    }

    /// For `Form::keep`.
    pub fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl FromRequest<Arc<Office>> for Submission {
    type Rejection = Trouble;

    async fn from_request(request: Request, office: &Arc<Office>) -> Result<Self, Trouble> {
        let kind =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        if kind.starts_with("multipart/form-data") {
            let multipart = Multipart::from_request(request, office)
                .await
                .map_err(|_| Trouble::BadRequest("上传的格式不对，请返回再试一次。".into()))?;
            return read_multipart(multipart).await;
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

async fn read_multipart(mut multipart: Multipart) -> Result<Submission, Trouble> {
    let broken = |error: axum::extract::multipart::MultipartError| {
        if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            Trouble::TooLarge
        } else {
            Trouble::BadRequest("上传没有传完整，请返回再试一次。".into())
        }
    };
    let mut submission = Submission::default();
    let mut typed_bytes = 0;
    while let Some(field) = multipart.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or("").to_owned();
        match field.file_name().map(str::to_owned) {
            Some(file_name) => {
                let bytes = field.bytes().await.map_err(broken)?.to_vec();
                // A file without a byte was chosen all the same: it is refused where it is examined.
                if !file_name.is_empty() {
                    submission.uploads.push(Upload { field: name, name: file_name, bytes });
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
