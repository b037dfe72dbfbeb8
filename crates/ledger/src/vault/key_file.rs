//! The key file: outside the database, readable by its owner only, one JSON object.
//!
//! Losing it loses every sealed field. A backup of the database must not contain it; a backup of the
//! installation must.
//!
//! Not here: the environment variable itself (configuration reads it, by the name given here).

use super::keys::{FIELD_KEY_BYTES, KEYS_CHANCE, Keys, Material, Secret};
use super::{SIGNING_CHANCE, VaultError};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use zeroize::{Zeroize, Zeroizing};

/// Where the key file lies unless configured otherwise.
pub const DEFAULT_KEY_FILE: &str = "var/keys.json";
/// The environment variable that names another place.
pub const KEY_FILE_ENV: &str = "HUAJIE_KEYS";

/// The one layout so far.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: u32,
    field: Vec<WrittenKey>,
    index: String,
    code: String,
    signing: Vec<WrittenKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenKey {
    version: u32,
    key: String,
}

impl Drop for WrittenKey {
    fn drop(&mut self) {
        self.key.zeroize();
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        self.index.zeroize();
        self.code.zeroize();
    }
}

impl Keys {
    /// Loads the keys in `path`. Refuses a file that others may read.
    pub fn load(path: &Path) -> Result<Self, VaultError> {
        let failed = |source| VaultError::KeyFile { path: path.to_owned(), source };
        let file = File::open(path).map_err(failed)?;
        owner_only(path, &file)?;
        let text = Zeroizing::new(std::io::read_to_string(file).map_err(failed)?);
        let written: Written = serde_json::from_str(&text)
            .map_err(|error| broken(path, &format!("line {} column {}", error.line(), error.column())))?;
        material(&written).map(Self::of).map_err(|why| broken(path, why))
    }

    /// Loads the keys in `path`, or makes them of `chance` when there is no such file. Of several
    /// processes that start at once, one makes the keys and all load the same.
    pub fn load_or_create(path: &Path, chance: &[u8; KEYS_CHANCE]) -> Result<Self, VaultError> {
        match Self::load(path) {
            Err(VaultError::KeyFile { source, .. }) if source.kind() == ErrorKind::NotFound => {}
            loaded_or_refused => return loaded_or_refused,
        }
        let failed = |source| VaultError::KeyFile { path: path.to_owned(), source };
        if let Some(folder) = folder_of(path) {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let fresh = Self::from_chance(chance);
        let staged = stage(path, &fresh.material, &fresh.fingerprint()).map_err(failed)?;
        // A hard link never replaces a file that another process has put there meanwhile.
        let linked = std::fs::hard_link(&staged, path);
        std::fs::remove_file(&staged).map_err(failed)?;
        match linked {
            Ok(()) => sync_folder(path).map_err(failed)?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(error)),
        }
        Self::load(path)
    }

    /// Adds a field key made of `chance`, writes the file, and only then seals with it. Returns the
    /// new version. Other processes must load again before they can open what this one seals. With a
    /// module of its own ([`Keys::with_cipher`]) rotation belongs to that module, and must not be called.
    pub fn rotate(&mut self, path: &Path, chance: &[u8; FIELD_KEY_BYTES]) -> Result<u32, VaultError> {
        let failed = |source| VaultError::KeyFile { path: path.to_owned(), source };
        // Read back what is on disk: another process may have rotated since this one loaded.
        let mut next = Self::load(path)?;
        if next.fingerprint() != self.fingerprint() {
            return Err(broken(path, "it belongs to another installation"));
        }
        let version = next.add_field_key(chance);
        let staged = stage(path, &next.material, &next.fingerprint()).map_err(failed)?;
        std::fs::rename(&staged, path).map_err(failed)?;
        sync_folder(path).map_err(failed)?;
        *self = next;
        Ok(version)
    }
}

fn broken(path: &Path, why: &str) -> VaultError {
    VaultError::KeyFileBroken { path: path.to_owned(), why: why.to_owned() }
}

/// Keys from their written form, or what is wrong with it.
fn material(written: &Written) -> Result<Material, &'static str> {
    if written.format != FORMAT {
        return Err("unknown format");
    }
    Ok(Material {
        field: versions::<FIELD_KEY_BYTES>(&written.field)?,
        index: decode(&written.index)?,
        code: decode(&written.code)?,
        signing: versions::<SIGNING_CHANCE>(&written.signing)?,
    })
}

fn versions<const N: usize>(keys: &[WrittenKey]) -> Result<Vec<(u32, Secret<N>)>, &'static str> {
    if keys.is_empty() {
        return Err("a list of keys is empty");
    }
    if !keys.windows(2).all(|pair| pair[0].version < pair[1].version) {
        return Err("versions do not ascend");
    }
    keys.iter().map(|key| Ok((key.version, decode(&key.key)?))).collect()
}

fn decode<const N: usize>(text: &str) -> Result<Secret<N>, &'static str> {
    let bytes = Zeroizing::new(BASE64.decode(text).map_err(|_| "a key is not base64")?);
    Ok(Zeroizing::new(bytes.as_slice().try_into().map_err(|_| "a key has the wrong length")?))
}

fn written(material: &Material) -> Written {
    fn list<const N: usize>(keys: &[(u32, Secret<N>)]) -> Vec<WrittenKey> {
        keys.iter()
            .map(|(version, key)| WrittenKey { version: *version, key: BASE64.encode(**key) })
            .collect()
    }
    Written {
        format: FORMAT,
        field: list(&material.field),
        index: BASE64.encode(*material.index),
        code: BASE64.encode(*material.code),
        signing: list(&material.signing),
    }
}

/// Writes the keys to a new file beside `path`, synced, mode 0600 from its first moment.
fn stage(path: &Path, material: &Material, name: &str) -> std::io::Result<PathBuf> {
    let staged = path.with_extension(format!("{name}.{}.new", std::process::id()));
    // Left behind by a crash of a process that had the same number: it was never the key file.
    match std::fs::remove_file(&staged) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let text = Zeroizing::new(serde_json::to_string_pretty(&written(material))?);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&staged)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(staged)
}

fn folder_of(path: &Path) -> Option<&Path> {
    path.parent().filter(|folder| !folder.as_os_str().is_empty())
}

/// Makes the new name of a file durable.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    File::open(folder_of(path).unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(unix)]
fn owner_only(path: &Path, file: &File) -> Result<(), VaultError> {
    use std::os::unix::fs::MetadataExt as _;
    let mode =
        file.metadata().map_err(|source| VaultError::KeyFile { path: path.to_owned(), source })?.mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(VaultError::KeyFileTooOpen { path: path.to_owned(), mode: mode & 0o777 })
}

#[cfg(not(unix))]
fn owner_only(_: &Path, _: &File) -> Result<(), VaultError> {
    Ok(())
}
