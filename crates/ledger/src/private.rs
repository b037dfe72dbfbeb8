//! Folders and files that hold personal data: for the owner of the program alone (700, 600), from their first moment. What an older
//! program left open is narrowed when it is met. Whoever makes such a place on disk calls this.

use std::{
    fs::{self, File, OpenOptions, Permissions},
    io,
    path::Path,
};

const FOLDER: u32 = 0o700;
const FILE: u32 = 0o600;
/// Everybody's folder (`/tmp`) is not narrowed under everybody's feet.
const STICKY: u32 = 0o1000;

/// Makes the folder, with those above it, where it is not there.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, FOLDER);
    builder.create(path)?;
    narrow(path, FOLDER);
    Ok(())
}

/// Opens the file for writing, made where it is not there and emptied where it is.
pub fn file(path: &Path) -> io::Result<File> {
    open(path, OpenOptions::new().create(true).truncate(true))
}

/// The same, going on behind what stands there.
pub fn file_to_append(path: &Path) -> io::Result<File> {
    open(path, OpenOptions::new().create(true).append(true))
}

/// Makes the file where it is not there, and narrows it and what lies beside it under these endings. What is there is not opened: a
/// database that this process has open would lose its locks when it is closed again.
pub fn file_as_it_is(path: &Path, beside: &[&str]) -> io::Result<()> {
    match open(path, OpenOptions::new().create_new(true)) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => narrow(path, FILE),
    }
    for ending in beside {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        narrow(Path::new(&name), FILE);
    }
    Ok(())
}

/// A copy that only the owner reads, whoever may read the original.
pub fn copy(from: &Path, to: &Path) -> io::Result<u64> {
    let mut original = File::open(from)?;
    let mut copy = file(to)?;
    let length = io::copy(&mut original, &mut copy)?;
    copy.sync_all()?;
    Ok(length)
}

fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, FILE);
    let file = options.open(path)?;
    narrow(path, FILE);
    Ok(file)
}

/// Takes from others what they could do here. That it cannot be done (another owner) is for the log: it stops nobody's work.
#[cfg(unix)]
fn narrow(path: &Path, wanted: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    let Ok(found) = fs::metadata(path) else { return };
    let mode = found.permissions().mode();
    if mode & 0o077 == 0 {
        return;
    }
    let (shown, was) = (path.display(), format!("{:o}", mode & 0o777));
    if mode & STICKY != 0 {
        tracing::error!(path = %shown, was, "a folder of everybody is no place for personal data");
        return;
    }
    match fs::set_permissions(path, Permissions::from_mode(wanted)) {
        Ok(()) => tracing::error!(path = %shown, was, "others could read this; narrowed to its owner"),
        Err(error) => {
            tracing::error!(path = %shown, was, %error, "others can read this and it cannot be narrowed")
        }
    }
}

#[cfg(not(unix))]
fn narrow(_: &Path, _: u32) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("is there").permissions().mode() & 0o777
    }

    #[test]
    fn what_is_made_is_the_owners_alone_and_what_was_open_is_narrowed() {
        let place = tempfile::tempdir().expect("a folder");
        let inner = place.path().join("var/deep");
        folder(&inner).expect("is made");
        assert_eq!((mode(&inner), mode(&place.path().join("var"))), (FOLDER, FOLDER));
        let open = inner.join("huajie.db");
        fs::write(&open, b"held").expect("writes");
        fs::write(inner.join("huajie.db-wal"), b"held").expect("writes");
        for path in [&open, &inner.join("huajie.db-wal")] {
            fs::set_permissions(path, Permissions::from_mode(0o644)).expect("is opened to all");
        }
        file_as_it_is(&open, &["-wal", "-shm"]).expect("is narrowed");
        assert_eq!((mode(&open), mode(&inner.join("huajie.db-wal"))), (FILE, FILE));
        assert_eq!(fs::read(&open).expect("reads"), b"held");
        copy(&open, &inner.join("copy")).expect("copies");
        assert_eq!(mode(&inner.join("copy")), FILE);
    }
}
