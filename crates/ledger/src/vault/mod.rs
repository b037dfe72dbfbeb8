//! The vault: keys, and what is done with them. Fields are sealed (SM4-GCM), found again (HMAC-SM3),
//! chained (SM3) and signed for (SM2; towards other systems Ed25519).
//!
//! Not here: SQL, tables, who may open what. Who may call: the ledger's own modules, and `app` for
//! the digests of query codes and one-time codes.
//!
//! Chance is an argument everywhere. The algorithms are software, not a certified module
//! (GB/T 39786 asks for one): sealing goes through [`Cipher`], so that such a module can take over.

mod chain;
mod cipher;
mod key_file;
mod keys;
mod outward;
mod sign;
#[cfg(test)]
mod tests;

pub use chain::{StreamHead, chain_hash, sm3_hex, tree_head};
pub use cipher::{Cipher, NONCE_BYTES, Sm4Gcm};
pub use key_file::{DEFAULT_KEY_FILE, KEY_FILE_ENV};
pub use keys::{FIELD_KEY_BYTES, KEYS_CHANCE, Keys};
pub use outward::verify_outward;
pub use sign::{SIGNER_ID, SIGNING_CHANCE, SignedHead, verify_head};

use std::fmt;
use std::path::PathBuf;

/// Where a sealed field stands. It is bound into the seal: the same text copied to another table,
/// column or row does not open there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context<'a> {
    pub table: &'a str,
    pub column: &'a str,
    pub row_id: &'a str,
}

/// Why the vault could not do what was asked. Never contains key material or plain text.
#[derive(Debug)]
pub enum VaultError {
    /// The sealed text has not the form `version.base64`.
    NotSealedText,
    /// Sealed with a key this process does not hold. Another instance may have rotated: load again.
    UnknownKeyVersion(u32),
    /// The text, its place or its key was changed since it was sealed; or it was sealed elsewhere.
    Altered,
    /// The module that holds the keys failed (hardware only; the software one cannot).
    Module(String),
    /// A signature that is not one, or does not belong to this statement and key.
    BadSignature,
    /// Others than the owner may read the key file (unix mode in octal).
    KeyFileTooOpen { path: PathBuf, mode: u32 },
    /// The key file is there but is not one.
    KeyFileBroken { path: PathBuf, why: String },
    /// The key file could not be read or written.
    KeyFile { path: PathBuf, source: std::io::Error },
}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSealedText => write!(f, "not a sealed text"),
            Self::UnknownKeyVersion(version) => write!(f, "no key of version {version} is loaded"),
            Self::Altered => write!(f, "sealed text or its place was altered"),
            Self::Module(why) => write!(f, "cryptographic module failed: {why}"),
            Self::BadSignature => write!(f, "signature does not match"),
            Self::KeyFileTooOpen { path, mode } => {
                write!(f, "key file {} has mode {mode:o}; only its owner may read it (600)", path.display())
            }
            Self::KeyFileBroken { path, why } => write!(f, "key file {} is broken: {why}", path.display()),
            Self::KeyFile { path, source } => write!(f, "key file {}: {source}", path.display()),
        }
    }
}

impl std::error::Error for VaultError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::KeyFile { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// Writes `parts` so that no two lists give the same bytes: the count, then each length, then each part.
fn length_prefixed(parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::with_capacity(8 + parts.iter().map(|part| part.len() + 8).sum::<usize>());
    out.extend_from_slice(&(parts.len() as u64).to_be_bytes());
    for part in parts {
        out.extend_from_slice(&(part.len() as u64).to_be_bytes());
        out.extend_from_slice(part);
    }
    out
}

/// Lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        write!(out, "{byte:02x}").expect("writing to a String cannot fail");
        out
    })
}
