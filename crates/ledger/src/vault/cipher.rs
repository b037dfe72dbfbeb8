//! Sealing bytes under a versioned key: the seam at which a certified module can take over, and the
//! software that stands there until then.
//!
//! Not here: the text form of a sealed field and the binding to its place ([`Keys::seal`](super::Keys)).

use super::VaultError;
use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use std::collections::BTreeMap;
use std::fmt;
use zeroize::Zeroizing;

/// Length of a nonce in bytes (96 bits, RFC 5116 and RFC 8998).
pub const NONCE_BYTES: usize = 12;

/// What a cryptographic module must be able to do for the vault. Keys are named by version and need
/// not leave the module.
pub trait Cipher: Send + Sync + fmt::Debug {
    /// The version new fields are sealed with.
    fn newest(&self) -> u32;

    /// Cipher text followed by its 16-byte tag. A nonce must never come twice under one key.
    fn seal(
        &self,
        version: u32,
        nonce: &[u8; NONCE_BYTES],
        aad: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, VaultError>;

    /// The plain bytes, or [`VaultError::Altered`] when cipher text, tag, nonce or `aad` differ.
    fn open(
        &self,
        version: u32,
        nonce: &[u8; NONCE_BYTES],
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError>;
}

/// SM4 (GB/T 32907) in Galois counter mode (RFC 8998), in software. The S-box is a table: not
/// constant in time against somebody who shares the processor's cache.
pub struct Sm4Gcm {
    by_version: BTreeMap<u32, aes_gcm::AesGcm<sm4::Sm4, U12>>,
    newest: u32,
}

impl Sm4Gcm {
    /// `keys` are (version, key); `None` when there is none, as then nothing could be sealed.
    pub fn new<'a>(keys: impl IntoIterator<Item = (u32, &'a [u8; 16])>) -> Option<Self> {
        let by_version: BTreeMap<_, _> = keys
            .into_iter()
            .map(|(version, key)| (version, aes_gcm::AesGcm::<sm4::Sm4, U12>::new(key.into())))
            .collect();
        let newest = *by_version.keys().next_back()?;
        Some(Self { by_version, newest })
    }

    fn key(&self, version: u32) -> Result<&aes_gcm::AesGcm<sm4::Sm4, U12>, VaultError> {
        self.by_version.get(&version).ok_or(VaultError::UnknownKeyVersion(version))
    }
}

impl Cipher for Sm4Gcm {
    fn newest(&self) -> u32 {
        self.newest
    }

    fn seal(
        &self,
        version: u32,
        nonce: &[u8; NONCE_BYTES],
        aad: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, VaultError> {
        self.key(version)?
            .encrypt(nonce.into(), Payload { msg: plain, aad })
            .map_err(|_| VaultError::Module("plain text longer than the mode allows".into()))
    }

    fn open(
        &self,
        version: u32,
        nonce: &[u8; NONCE_BYTES],
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.key(version)?
            .decrypt(nonce.into(), Payload { msg: sealed, aad })
            .map(Zeroizing::new)
            .map_err(|_| VaultError::Altered)
    }
}

impl fmt::Debug for Sm4Gcm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sm4Gcm").field("versions", &self.by_version.keys()).finish_non_exhaustive()
    }
}
