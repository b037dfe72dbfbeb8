//! The keys of one installation and the five things done with them: seal, open, index, digest, rotate.
//!
//! Not here: how they lie on disk (`key_file`), signing (`sign`).

use super::cipher::{Cipher, NONCE_BYTES, Sm4Gcm};
use super::sign::{SIGNING_CHANCE, Signer};
use super::{Context, VaultError, hex, length_prefixed};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sm3::Sm3;
use std::fmt;
use zeroize::Zeroizing;

/// Bytes in a field key (SM4: 128 bits).
pub const FIELD_KEY_BYTES: usize = 16;
/// Bytes in the keys of the blind index and of the codes.
const MAC_KEY_BYTES: usize = 32;
/// Bytes of chance that a new set of keys is made of.
pub const KEYS_CHANCE: usize = FIELD_KEY_BYTES + 2 * MAC_KEY_BYTES + SIGNING_CHANCE;

/// Secret bytes as they are kept: wiped when dropped.
pub(super) type Secret<const N: usize> = Zeroizing<[u8; N]>;

/// What the key file holds.
#[derive(Clone)]
pub(super) struct Material {
    /// (version, key), ascending; never empty.
    pub field: Vec<(u32, Secret<FIELD_KEY_BYTES>)>,
    pub index: Secret<MAC_KEY_BYTES>,
    pub code: Secret<MAC_KEY_BYTES>,
    /// (version, seed), ascending; never empty.
    pub signing: Vec<(u32, Secret<SIGNING_CHANCE>)>,
}

/// All keys of an installation. Cheap to share behind an `Arc`; prints no secret.
///
/// Field keys have versions: the newest seals, all open. The keys of the blind index and of the codes
/// have one version only, because what they made is looked up by equality.
pub struct Keys {
    pub(super) material: Material,
    cipher: Box<dyn Cipher>,
    pub(super) signer: Signer,
}

impl Keys {
    /// New keys from bytes of chance, held in memory only. `chance` must come from the machine's
    /// source of secrets, except in tests.
    pub fn from_chance(chance: &[u8; KEYS_CHANCE]) -> Self {
        let (field, rest) = chance.split_at(FIELD_KEY_BYTES);
        let (index, rest) = rest.split_at(MAC_KEY_BYTES);
        let (code, signing) = rest.split_at(MAC_KEY_BYTES);
        Self::of(Material {
            field: vec![(1, secret(field))],
            index: secret(index),
            code: secret(code),
            signing: vec![(1, secret(signing))],
        })
    }

    pub(super) fn of(material: Material) -> Self {
        let cipher = Sm4Gcm::new(material.field.iter().map(|(version, key)| (*version, &**key)))
            .expect("a set of keys has at least one field key");
        let signer = Signer::of(&material.signing);
        Self { material, cipher: Box::new(cipher), signer }
    }

    /// Lets another module seal and open fields, for instance a certified one.
    pub fn with_cipher(mut self, cipher: Box<dyn Cipher>) -> Self {
        self.cipher = cipher;
        self
    }

    /// Seals a field: `version.base64(nonce, cipher text, tag)`. `nonce` is chance and must never
    /// come twice. The length of `plain` can be read off the sealed text.
    pub fn seal(
        &self,
        context: &Context<'_>,
        plain: &str,
        nonce: [u8; NONCE_BYTES],
    ) -> Result<String, VaultError> {
        let version = self.cipher.newest();
        let mut bytes = nonce.to_vec();
        bytes.extend(self.cipher.seal(version, &nonce, &aad(context, version), plain.as_bytes())?);
        Ok(format!("{version}.{}", BASE64.encode(bytes)))
    }

    /// Opens what [`Keys::seal`] made for the same place, by this or an older key.
    pub fn open(&self, context: &Context<'_>, sealed: &str) -> Result<String, VaultError> {
        let (version, bytes) = parse(sealed)?;
        let (nonce, body) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or(VaultError::NotSealedText)?;
        let plain = self.cipher.open(version, nonce, &aad(context, version), body)?;
        String::from_utf8(plain.to_vec()).map_err(|_| VaultError::Altered)
    }

    /// Seals a whole file: the key's version in four bytes, the nonce, the cipher text, the tag.
    pub fn seal_bytes(
        &self,
        context: &Context<'_>,
        plain: &[u8],
        nonce: [u8; NONCE_BYTES],
    ) -> Result<Vec<u8>, VaultError> {
        let version = self.cipher.newest();
        let mut bytes = version.to_be_bytes().to_vec();
        bytes.extend(nonce);
        bytes.extend(self.cipher.seal(version, &nonce, &aad(context, version), plain)?);
        Ok(bytes)
    }

    /// Opens what [`Keys::seal_bytes`] made for the same place.
    pub fn open_bytes(&self, context: &Context<'_>, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        let (version, rest) = sealed.split_first_chunk::<4>().ok_or(VaultError::NotSealedText)?;
        let (nonce, body) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(VaultError::NotSealedText)?;
        let version = u32::from_be_bytes(*version);
        Ok(self.cipher.open(version, nonce, &aad(context, version), body)?.to_vec())
    }

    /// Whether a field was sealed with the newest key; if not, a quiet hour may open and seal it again.
    pub fn is_newest(&self, sealed: &str) -> Result<bool, VaultError> {
        Ok(parse(sealed)?.0 == self.cipher.newest())
    }

    /// The version new fields are sealed with.
    pub fn newest_version(&self) -> u32 {
        self.cipher.newest()
    }

    /// The same text in the same column gives the same 64 hexadecimal digits; without the key nobody
    /// can try out all phone numbers. The caller normalises first (case, width, spaces).
    pub fn blind_index(&self, column: &str, normalised: &str) -> String {
        hex(&mac(&self.material.index, &["blind index", column, normalised]).finalize().into_bytes())
    }

    /// What is stored of a query code or one-time code: 64 hexadecimal digits. `purpose` keeps the
    /// digests of one use from serving another.
    pub fn code_digest(&self, purpose: &str, text: &str) -> String {
        hex(&mac(&self.material.code, &["code", purpose, text]).finalize().into_bytes())
    }

    /// Whether `text` is the code with this digest, compared in constant time.
    pub fn code_matches(&self, purpose: &str, text: &str, digest: &str) -> bool {
        let digest: Vec<u8> = (0..digest.len() / 2)
            .filter_map(|at| u8::from_str_radix(digest.get(2 * at..2 * at + 2)?, 16).ok())
            .collect();
        mac(&self.material.code, &["code", purpose, text]).verify_slice(&digest).is_ok()
    }

    /// Stands for this set of keys without giving anything away. Store it beside the data at first
    /// start and compare at every later one: data whose key file was lost or swapped is then noticed
    /// before anything is written with the wrong keys. Rotation does not change it.
    pub fn fingerprint(&self) -> String {
        hex(&mac(&self.material.index, &["fingerprint"]).finalize().into_bytes()[..16])
    }

    /// Adds a field key that seals from now on and returns its version. In memory only; see
    /// `Keys::rotate`.
    pub(super) fn add_field_key(&mut self, key: &[u8; FIELD_KEY_BYTES]) -> u32 {
        let version = self.material.field.last().expect("never empty").0 + 1;
        self.material.field.push((version, secret(key)));
        *self = Self::of(self.material.clone());
        version
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("cipher", &self.cipher).finish_non_exhaustive()
    }
}

/// Copies `bytes` of known length into a secret.
fn secret<const N: usize>(bytes: &[u8]) -> Secret<N> {
    Zeroizing::new(bytes.try_into().expect("the lengths of the parts are constants that add up"))
}

/// What the seal binds beside the text: its place and the key's version.
fn aad(context: &Context<'_>, version: u32) -> Vec<u8> {
    let version = version.to_string();
    length_prefixed(&[
        context.table.as_bytes(),
        context.column.as_bytes(),
        context.row_id.as_bytes(),
        version.as_bytes(),
    ])
}

/// Takes `version.base64` apart. One sealed text has one spelling: `01.` or `+1.` are refused.
fn parse(sealed: &str) -> Result<(u32, Vec<u8>), VaultError> {
    let (version, body) = sealed.split_once('.').ok_or(VaultError::NotSealedText)?;
    let number: u32 = version.parse().map_err(|_| VaultError::NotSealedText)?;
    if number.to_string() != version {
        return Err(VaultError::NotSealedText);
    }
    let bytes = BASE64.decode(body).map_err(|_| VaultError::NotSealedText)?;
    Ok((number, bytes))
}

/// HMAC-SM3 over length-prefixed parts.
fn mac(key: &[u8; MAC_KEY_BYTES], parts: &[&str]) -> Hmac<Sm3> {
    let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
    let mut mac = Hmac::<Sm3>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(&length_prefixed(&parts));
    mac
}
