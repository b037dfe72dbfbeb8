//! A copy of a SQLite store while it is in use. PostgreSQL has its own tools for that.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, backup::Backup};

use super::{Fault, FaultKind, beside, fault, with_ending};

/// Copies the notes and then the store, each whole and from one snapshot; reading and writing go on meanwhile.
/// The copy appears under its name only when it is complete, checked and on the disk.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), Fault> {
    copy_file(&beside::file(from), &beside::file(to))?;
    copy_file(from, to)
}

fn copy_file(from: &Path, to: &Path) -> Result<(), Fault> {
    if to.exists() {
        return Err(Fault::new(FaultKind::Setup, format!("copying to {}, which exists", to.display())));
    }
    let unfinished = with_ending(to, ".part");
    let copied = copy_pages(from, &unfinished).and_then(|()| settle(&unfinished, to));
    if copied.is_err() {
        // The half copy is of no use to anybody; that it cannot be removed matters less than why it is half.
        drop(std::fs::remove_file(&unfinished));
    }
    copied
}

fn copy_pages(from: &Path, to: &Path) -> Result<(), Fault> {
    let doing = format!("copying {} to {}", from.display(), to.display());
    let failed = |error| fault(&doing, error);
    if to.exists() {
        std::fs::remove_file(to).map_err(|error| unwritten(to, error))?;
    }
    crate::private::file_as_it_is(to, &[]).map_err(|error| unwritten(to, error))?;
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
    let mut copy = Connection::open(to).map_err(failed)?;
    // All pages in one step: in smaller ones every write in between would make it start again.
    Backup::new(&source, &mut copy).and_then(|backup| backup.step(-1)).map_err(failed)?;
    copy.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL").map_err(failed)?;
    sound(&copy, &format!("checking the copy of {}", from.display()))
}

/// That a file which came from somewhere is a whole database and has something in it; nothing is written.
pub(super) fn prove(file: &Path) -> Result<(), Fault> {
    let doing = format!("checking {}", file.display());
    let failed = |error| fault(&doing, error);
    let copy = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
    sound(&copy, &doing)?;
    let tables = "SELECT count(*) FROM sqlite_schema";
    let tables: i64 = copy.query_row(tables, (), |row| row.get(0)).map_err(failed)?;
    // A file that was cut to nothing is an empty database.
    if tables == 0 { Err(Fault::new(FaultKind::Damaged, doing)) } else { Ok(()) }
}

fn sound(copy: &Connection, doing: &str) -> Result<(), Fault> {
    let verdict: String = copy
        .query_row("PRAGMA integrity_check", (), |row| row.get(0))
        .map_err(|error| fault(doing, error))?;
    if verdict == "ok" { Ok(()) } else { Err(Fault::new(FaultKind::Damaged, doing.to_owned())) }
}

fn settle(unfinished: &Path, to: &Path) -> Result<(), Fault> {
    let settled = std::fs::File::open(unfinished)
        .and_then(|file| file.sync_all())
        .and_then(|()| std::fs::rename(unfinished, to))
        .and_then(|()| std::fs::File::open(folder_of(to))?.sync_all());
    settled.map_err(|error| unwritten(to, error))
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn unwritten(file: &Path, error: std::io::Error) -> Fault {
    let kind = match error.kind() {
        std::io::ErrorKind::StorageFull => FaultKind::DiskFull,
        _ => FaultKind::Unavailable,
    };
    Fault::caused(kind, format!("writing {}", file.display()), error)
}
