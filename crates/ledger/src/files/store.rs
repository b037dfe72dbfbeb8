//! Where bytes are kept: by their SM3, written once, safe on disk before anybody is told so.
//!
//! Not here: names and rights. The key is 64 hexadecimal digits under a folder of the first two, so
//! that no name ever reaches the file system or the object store.

use crate::engine::{Fault, FaultKind};
use crate::vault::sm3_hex;
use huajie_law::FileHash;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt as _};
use std::fmt;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

/// The name of these bytes: their SM3.
pub fn hash_of(bytes: &[u8]) -> FileHash {
    FileHash::new(sm3_hex(bytes))
}

/// Where a file lies; `None` when `hash` is not 64 lower-case hexadecimal digits, so that no text from a
/// URL reaches the file system.
fn key(hash: &FileHash) -> Option<Key> {
    let text = hash.as_str();
    let is_hash = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_hash.then(|| Key::from_iter([&text[..2], text]))
}

/// Why bytes could not be kept or given back.
#[derive(Debug)]
pub enum FileError {
    /// Nothing of this hash is stored.
    Missing(FileHash),
    /// What is stored under this hash has another: it was changed outside the program.
    Altered { stored_as: FileHash, is: FileHash },
    /// No space left. Reading goes on.
    Full,
    /// The disk or the object store failed otherwise.
    Store(object_store::Error),
    /// The folder cannot be used.
    Folder(std::io::Error),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(hash) => write!(f, "file {hash} is not stored"),
            Self::Altered { stored_as, is } => {
                write!(f, "file {stored_as} was altered: it now hashes to {is}")
            }
            Self::Full => write!(f, "no space left for files"),
            Self::Store(_) => write!(f, "the file store failed"),
            Self::Folder(_) => write!(f, "the folder for files cannot be used"),
        }
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Store(error) => Some(error),
            Self::Folder(error) => Some(error),
            _ => None,
        }
    }
}

/// For callers to whom it is one more thing that failed. The page says which.
impl From<FileError> for Fault {
    fn from(error: FileError) -> Self {
        let kind = match &error {
            FileError::Full => FaultKind::DiskFull,
            FileError::Missing(_) | FileError::Altered { .. } => FaultKind::Damaged,
            FileError::Store(_) => FaultKind::Unavailable,
            FileError::Folder(_) => FaultKind::Setup,
        };
        Fault::caused(kind, "keeping or reading a file", error)
    }
}

/// The store. Cheap to clone; asks for a tokio runtime around it.
#[derive(Debug, Clone)]
pub struct FileStore {
    store: Arc<dyn ObjectStore>,
}

impl FileStore {
    /// Keeps files in a folder, which is made (for its owner only, so that nobody else comes to what lies in it) when it is not there.
    ///
    /// Each file is written beside its place, synced, renamed, and its folders are synced, all before
    /// [`FileStore::put`] answers: `object_store` does so when `with_fsync` is set, which by default it is not.
    pub fn in_folder(folder: &Path) -> Result<Self, FileError> {
        crate::private::folder(folder).map_err(FileError::Folder)?;
        // The store syncs the folders it makes itself; this one's name is ours to make durable.
        if let Some(parent) = folder.canonicalize().map_err(FileError::Folder)?.parent() {
            std::fs::File::open(parent).and_then(|parent| parent.sync_all()).map_err(FileError::Folder)?;
        }
        let local = LocalFileSystem::new_with_prefix(folder).map_err(from_store)?;
        Ok(Self::on(Arc::new(local.with_fsync(true))))
    }

    /// Keeps files in whatever store is given, for instance S3.
    pub fn on(store: Arc<dyn ObjectStore>) -> Self {
        Self { store }
    }

    /// Keeps these bytes and returns their hash once they are durable. The same bytes twice are one
    /// file; a copy that was altered on disk is put right again.
    pub async fn put(&self, bytes: impl Into<Vec<u8>>) -> Result<FileHash, FileError> {
        let bytes = bytes.into();
        let (hash, bytes) = off_thread(move || (hash_of(&bytes), bytes)).await;
        let key = key(&hash).expect("SM3 in hexadecimal is 64 digits");
        // Written even if it is there: an earlier writer may not have synced its folder yet.
        self.store.put(&key, bytes.into()).await.map_err(from_store)?;
        Ok(hash)
    }

    /// The bytes of this hash, checked against it.
    pub async fn get(&self, hash: &FileHash) -> Result<Vec<u8>, FileError> {
        let missing_or = |error| match error {
            object_store::Error::NotFound { .. } => FileError::Missing(hash.clone()),
            other => from_store(other),
        };
        let key = key(hash).ok_or_else(|| FileError::Missing(hash.clone()))?;
        let found = self.store.get(&key).await.map_err(missing_or)?;
        let bytes: Vec<u8> = found.bytes().await.map_err(missing_or)?.into();
        let (is, bytes) = off_thread(move || (hash_of(&bytes), bytes)).await;
        if is == *hash { Ok(bytes) } else { Err(FileError::Altered { stored_as: hash.clone(), is }) }
    }

    /// Takes the file away; that it is not there is as good.
    pub async fn remove(&self, hash: &FileHash) -> Result<(), FileError> {
        let key = key(hash).ok_or_else(|| FileError::Missing(hash.clone()))?;
        match self.store.delete(&key).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(other) => Err(from_store(other)),
        }
    }

    /// Whether the file is there and unchanged.
    pub async fn verify(&self, hash: &FileHash) -> Result<(), FileError> {
        self.get(hash).await.map(drop)
    }
}

/// Hashing 50 MB takes a tenth of a second: too long for a thread that serves others.
async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("hashing does not panic and is never cancelled")
}

/// Tells a full disk, which is answered differently, from all other failures.
fn from_store(error: object_store::Error) -> FileError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(this) = cause {
        if let Some(io) = this.downcast_ref::<std::io::Error>()
            && matches!(io.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
        {
            return FileError::Full;
        }
        cause = this.source();
    }
    FileError::Store(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> (tempfile::TempDir, FileStore) {
        let folder = tempfile::tempdir().unwrap();
        let files = FileStore::in_folder(&folder.path().join("files")).unwrap();
        (folder, files)
    }

    #[tokio::test]
    async fn what_was_put_comes_back_by_its_sm3() {
        let (_folder, files) = files();
        let hash = files.put(b"abc".to_vec()).await.unwrap();
        assert_eq!(hash.as_str(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assert_eq!(files.get(&hash).await.unwrap(), b"abc");
        assert_eq!(files.put(b"abc".to_vec()).await.unwrap(), hash);
    }

    #[tokio::test]
    async fn a_file_that_was_never_put_is_missing() {
        let (_folder, files) = files();
        let error = files.get(&hash_of(b"nothing")).await.unwrap_err();
        assert!(matches!(error, FileError::Missing(_)));
    }

    #[tokio::test]
    async fn a_byte_changed_on_disk_is_noticed_and_put_right_by_the_same_file() {
        let (folder, files) = files();
        let hash = files.put(b"the agreement".to_vec()).await.unwrap();
        let path = folder.path().join("files").join(&hash.as_str()[..2]).join(hash.as_str());
        std::fs::write(&path, b"the Agreement").unwrap();
        assert!(matches!(files.verify(&hash).await, Err(FileError::Altered { .. })));
        assert!(matches!(files.get(&hash).await, Err(FileError::Altered { .. })));
        files.put(b"the agreement".to_vec()).await.unwrap();
        files.verify(&hash).await.unwrap();
    }

    #[tokio::test]
    async fn nothing_half_written_is_left_and_nobody_else_may_look() {
        let (folder, files) = files();
        let hash = files.put(b"abc".to_vec()).await.unwrap();
        let inside = folder.path().join("files").join(&hash.as_str()[..2]);
        let names: Vec<_> =
            std::fs::read_dir(inside).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, [hash.as_str()]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(folder.path().join("files")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
    }

    #[test]
    fn files_are_synced_before_they_are_acknowledged() {
        // Whether a disk keeps its word cannot be tested here; that it is asked can.
        assert!(format!("{:?}", files().1).contains("fsync: true"));
    }

    #[tokio::test]
    async fn another_store_can_take_the_folders_place() {
        let files = FileStore::on(Arc::new(object_store::memory::InMemory::new()));
        let hash = files.put(vec![7; 100_000]).await.unwrap();
        assert_eq!(files.get(&hash).await.unwrap().len(), 100_000);
    }

    #[test]
    fn a_full_disk_is_told_from_other_failures() {
        let failure = |kind: ErrorKind| object_store::Error::Generic {
            store: "test",
            source: Box::new(std::io::Error::from(kind)),
        };
        assert!(matches!(from_store(failure(ErrorKind::StorageFull)), FileError::Full));
        assert!(matches!(from_store(failure(ErrorKind::PermissionDenied)), FileError::Store(_)));
    }

    #[tokio::test]
    async fn only_sixty_four_lower_case_hexadecimal_digits_reach_the_file_system() {
        let (_folder, files) = files();
        for text in
            ["", "..", &"A".repeat(64), &"a".repeat(63), &"../".repeat(22)[..64], &"g".repeat(64), "钟"]
        {
            assert!(key(&FileHash::from(text)).is_none());
            assert!(matches!(files.get(&FileHash::from(text)).await, Err(FileError::Missing(_))));
        }
    }

    #[test]
    fn a_full_disk_stays_a_full_disk_for_whoever_only_knows_faults() {
        assert_eq!(Fault::from(FileError::Full).kind(), FaultKind::DiskFull);
    }
}
