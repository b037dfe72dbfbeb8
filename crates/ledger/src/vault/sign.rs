//! Signing the tree head (SM2, GB/T 32918), so that a copy kept elsewhere proves what the journal was.
//!
//! Not here: when and whereto heads are sent. Anybody may verify: the public key is enough, and so is
//! `openssl dgst -sm3 -verify public.pem -sigopt distid:1234567812345678 -signature head.sig head.txt`.

use super::keys::{Keys, Secret};
use super::{VaultError, length_prefixed};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};
use sm2::dsa::signature::{Signer as _, Verifier as _};
use sm2::dsa::{Signature, SigningKey, VerifyingKey};
use sm2::pkcs8::{DecodePublicKey as _, EncodePublicKey as _, LineEnding};
use sm3::{Digest, Sm3};
use std::fmt;

/// The signer's identity in SM2: the default of GM/T 0009. Tools that leave it out verify nothing.
pub const SIGNER_ID: &str = "1234567812345678";
/// Bytes of chance that a signing key is made of.
pub const SIGNING_CHANCE: usize = 32;

/// A tree head with the moment it was taken and our signature. This is what leaves the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedHead {
    /// From [`tree_head`](super::tree_head): 64 hexadecimal digits.
    pub head: String,
    /// Microseconds since 1970-01-01 UTC.
    pub at_us: i64,
    /// Which signing key.
    pub key_version: u32,
    /// ASN.1 DER, base64.
    pub signature: String,
}

impl SignedHead {
    /// The bytes that are signed: four lines of text that anybody can write again.
    pub fn statement(&self) -> String {
        statement(&self.head, self.at_us, self.key_version)
    }
}

fn statement(head: &str, at_us: i64, key_version: u32) -> String {
    format!("huajie tree head 1\n{head}\n{at_us}\n{key_version}\n")
}

/// The signing keys; the newest signs.
pub(super) struct Signer {
    newest: u32,
    key: SigningKey,
}

impl Signer {
    pub fn of(seeds: &[(u32, Secret<SIGNING_CHANCE>)]) -> Self {
        let (newest, seed) = seeds.last().expect("a set of keys has at least one signing key");
        Self { newest: *newest, key: signing_key(seed) }
    }
}

impl Keys {
    /// Signs a tree head as it stood at `at_us`. The same head at the same moment gives the same
    /// signature: the per-signature secret is derived (RFC 6979), so no chance is needed.
    pub fn sign_head(&self, head: &str, at_us: i64) -> SignedHead {
        let key_version = self.signer.newest;
        let signature: Signature = self
            .signer
            .key
            .try_sign(statement(head, at_us, key_version).as_bytes())
            .expect("an SM2 key made from a valid scalar can sign any message");
        SignedHead {
            head: head.to_owned(),
            at_us,
            key_version,
            signature: BASE64.encode(signature.to_der().as_bytes()),
        }
    }

    /// Verifies a head that this installation signed, with whatever signing key it names.
    pub fn verify_head(&self, signed: &SignedHead) -> Result<(), VaultError> {
        let (_, seed) = self
            .material
            .signing
            .iter()
            .find(|(version, _)| *version == signed.key_version)
            .ok_or(VaultError::UnknownKeyVersion(signed.key_version))?;
        check(signing_key(seed).verifying_key(), signed)
    }

    /// The public half of the newest signing key, PEM: give it to whoever keeps the heads.
    pub fn public_key_pem(&self) -> String {
        self.signer
            .key
            .verifying_key()
            .to_public_key_pem(LineEnding::LF)
            .expect("a public key has a PEM form")
    }
}

/// Verifies a signed head with nothing but the public key.
pub fn verify_head(public_key_pem: &str, signed: &SignedHead) -> Result<(), VaultError> {
    let public = sm2::PublicKey::from_public_key_pem(public_key_pem).map_err(|_| VaultError::BadSignature)?;
    let key = VerifyingKey::new(SIGNER_ID, public).map_err(|_| VaultError::BadSignature)?;
    check(&key, signed)
}

fn check(key: &VerifyingKey, signed: &SignedHead) -> Result<(), VaultError> {
    let der = BASE64.decode(&signed.signature).map_err(|_| VaultError::BadSignature)?;
    let signature = Signature::from_der(&der).map_err(|_| VaultError::BadSignature)?;
    key.verify(signed.statement().as_bytes(), &signature).map_err(|_| VaultError::BadSignature)
}

/// A scalar from a seed. One 256-bit number in four thousand million is too large for the curve's
/// order, so numbers are drawn from the seed until one fits.
fn signing_key(seed: &[u8; SIGNING_CHANCE]) -> SigningKey {
    (0u32..)
        .find_map(|draw| {
            let bytes = Sm3::digest(length_prefixed(&[b"signing key", seed, &draw.to_be_bytes()]));
            SigningKey::from_slice(SIGNER_ID, &bytes).ok()
        })
        .expect("almost every 256-bit number is a valid scalar")
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("newest", &self.newest).finish_non_exhaustive()
    }
}
