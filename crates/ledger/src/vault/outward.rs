//! Signing towards other systems (Ed25519, RFC 8032): what we send, and whether what came is theirs.
//!
//! The key is derived from the newest signing seed, so that one key file is all there is to keep; a new seed is a new key.
//! Not here: which bytes are signed, when a signature is too old.

use super::keys::Keys;
use super::{VaultError, length_prefixed};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use sm3::{Digest as _, Sm3};

/// Bytes of an Ed25519 public key.
const PUBLIC_KEY_BYTES: usize = 32;

impl Keys {
    /// Signs for another system; base64.
    pub fn sign_outward(&self, statement: &[u8]) -> String {
        BASE64.encode(self.outward().sign(statement).as_ref())
    }

    /// The key by which others verify [`Keys::sign_outward`]; 32 bytes in base64.
    pub fn outward_public_key(&self) -> String {
        BASE64.encode(self.outward().public_key().as_ref())
    }

    fn outward(&self) -> Ed25519KeyPair {
        let (_, seed) = self.material.signing.last().expect("a set of keys has at least one signing key");
        outward_pair(&Sm3::digest(length_prefixed(&[b"outward key", &seed[..]])).into())
    }
}

/// A pair from 32 bytes of chance: for whoever has no keys of ours (the other side in tests and trials).
fn outward_pair(seed: &[u8; 32]) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(seed).expect("any 32 bytes are a seed")
}

/// Whether `signature` (base64) over `statement` was made with the private half of `public_key` (base64).
pub fn verify_outward(public_key: &str, statement: &[u8], signature: &str) -> Result<(), VaultError> {
    let decoded = |text: &str| BASE64.decode(text).map_err(|_| VaultError::BadSignature);
    let key = decoded(public_key)?;
    if key.len() != PUBLIC_KEY_BYTES {
        return Err(VaultError::BadSignature);
    }
    let key = UnparsedPublicKey::new(&ED25519, key);
    key.verify(statement, &decoded(signature)?).map_err(|_| VaultError::BadSignature)
}
