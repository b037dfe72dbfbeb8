//! A job for the typesetter and what it gives back.

use serde::{Deserialize, Serialize};

/// One paper to be set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Name of the template, as listed by [`crate::names`].
    pub template: String,
    /// The data, in the shape of the template's sample. Texts are set literally, whatever they contain.
    pub data: serde_json::Value,
    /// What this paper is called for good: two different papers never share it. Becomes the identifier in the PDF.
    pub ident: String,
    /// Year, month and day written into the PDF as its day of creation (Asia/Shanghai).
    pub dated: (i32, u8, u8),
    /// Pictures (PNG or JPEG) by the names that the data uses: `qr.png`, `seal.png`, signatures.
    #[serde(with = "pictures")]
    pub attachments: Vec<(String, Vec<u8>)>,
}

/// A finished paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typeset {
    /// PDF/A-2a.
    #[serde(with = "bytes")]
    pub pdf: Vec<u8>,
    pub pages: usize,
}

/// Bytes as Base64 text, because the frames between the processes are JSON.
mod bytes {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// The pictures of a job as pairs of name and Base64 text.
mod pictures {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(pictures: &[(String, Vec<u8>)], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(pictures.iter().map(|(name, bytes)| (name, STANDARD.encode(bytes))))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, Vec<u8>)>, D::Error> {
        let pairs = Vec::<(String, String)>::deserialize(from)?;
        pairs
            .into_iter()
            .map(|(name, text)| Ok((name, STANDARD.decode(text).map_err(D::Error::custom)?)))
            .collect()
    }
}
