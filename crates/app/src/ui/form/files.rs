//! Fields for files: what a dialogue offers is what is taken in, and what is too much is said before.

use super::{Field, FieldKind};
use huajie_ledger::files::FileKind;

/// Said at every file field: what is over it is not taken, and what else was filled in stays.
const UPLOAD_LIMITS: &str = "每个不超过 50 MB，一次提交的合起来不超过 64 MB；多的请分几次交。";
const TABLE_LIMITS: &str = "XLSX 或 CSV，最大 16 MB；只读第一张工作表。";
const TABLES: &str = ".xlsx,.csv";

impl Field {
    /// Whatever is taken in, several at once.
    pub fn files(name: impl Into<String>, label: impl Into<String>) -> Field {
        let kind = FieldKind::File { accept: FileKind::accept(|_| true), several: true };
        Field::new(name, label, kind).hint("照片、PDF、文档、录音或者录像。没有电子版，可以稍后到窗口交。")
    }

    /// A paper, as pictures of it or as the file that it is; one or several.
    pub fn scan(name: impl Into<String>, label: impl Into<String>, several: bool) -> Field {
        Field::new(name, label, FieldKind::File { accept: papers(), several })
    }

    /// A table made elsewhere.
    pub fn table(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::new(name, label, FieldKind::File { accept: TABLES.into(), several: false })
    }

    /// What is said to be too much, of what is chosen here.
    pub(super) fn limits(&self) -> &'static str {
        match &self.kind {
            FieldKind::File { accept, .. } if accept == TABLES => TABLE_LIMITS,
            _ => UPLOAD_LIMITS,
        }
    }

    /// What may be given in place of signing on glass.
    pub(super) fn scans(&self) -> String {
        papers()
    }
}

fn papers() -> String {
    FileKind::accept(is_paper)
}

fn is_paper(kind: FileKind) -> bool {
    kind.is_picture() || matches!(kind, FileKind::Pdf | FileKind::Ofd)
}

/// Whether a file of this format, `pdf`, can show what somebody has put a hand to.
pub fn shows_a_hand(format: &str) -> bool {
    FileKind::from_extension(format).is_some_and(is_paper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_dialogue_offers_every_kind_that_is_taken_in_and_no_other() {
        let FieldKind::File { accept, .. } = Field::files("evidence", "证据").kind else {
            panic!("a file field")
        };
        let offered: Vec<&str> = accept.split(',').filter_map(|one| one.strip_prefix('.')).collect();
        assert!(FileKind::ALL.iter().all(|kind| offered.contains(&kind.extension())), "{accept}");
        assert!(offered.iter().all(|one| FileKind::from_extension(one).is_some()), "{accept}");
        assert!(!accept.contains('*'), "a telephone would hand over what cannot be read: {accept}");
    }
}
