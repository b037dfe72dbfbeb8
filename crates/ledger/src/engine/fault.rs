//! The world failed: a full disk, a lost server, a broken rule of the schema.
//!
//! A fault's `Display` is fit for a page, so it never holds a driver's words; those are its `source` and its
//! `Debug`, for the log. Refusals by law or by form are not faults and do not live here.

use std::{error::Error, fmt, sync::Arc};

/// What failed, as far as anybody can act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// No room left to write. Reads go on.
    DiskFull,
    /// The database cannot be reached, or did not answer in time.
    Unavailable,
    /// A unique, foreign or not-null rule of the schema was broken.
    Constraint,
    /// Others wrote the same rows at the same time, again and again.
    Contention,
    /// The stored data cannot be trusted: a damaged file, an altered migration.
    Damaged,
    /// The set-up is wrong: an address nobody understands, a database newer than the program.
    Setup,
    /// Anything else, a statement the engine rejects for instance.
    Other,
}

type Source = Box<dyn Error + Send + Sync + 'static>;

/// A failure of the world. Cheap to clone, because one failed commit is the answer to many jobs.
#[derive(Clone)]
pub struct Fault(Arc<Inner>);

struct Inner {
    kind: FaultKind,
    doing: String,
    source: Option<Source>,
}

impl Fault {
    /// `doing` says, in English and for the log, what was being done.
    pub fn new(kind: FaultKind, doing: impl Into<String>) -> Self {
        Fault(Arc::new(Inner { kind, doing: doing.into(), source: None }))
    }

    pub fn caused(kind: FaultKind, doing: impl Into<String>, source: impl Into<Source>) -> Self {
        Fault(Arc::new(Inner { kind, doing: doing.into(), source: Some(source.into()) }))
    }

    /// Something that no kind names.
    pub fn other(doing: impl Into<String>) -> Self {
        Fault::new(FaultKind::Other, doing)
    }

    /// Whether trying again later may help: 503 rather than 500.
    pub fn is_passing(&self) -> bool {
        matches!(self.kind(), FaultKind::DiskFull | FaultKind::Unavailable | FaultKind::Contention)
    }

    /// Damage is what a check looks for and no reason to stop it: `instead` says what comes of it. Every other fault stays one.
    pub fn unless_damaged<T>(
        outcome: Result<T, Fault>,
        instead: impl FnOnce(Fault) -> T,
    ) -> Result<T, Fault> {
        outcome.or_else(|fault| match fault.kind() {
            FaultKind::Damaged => Ok(instead(fault)),
            _ => Err(fault),
        })
    }

    pub fn kind(&self) -> FaultKind {
        self.0.kind
    }

    /// For the log and the operator at the console, never for a page.
    pub fn doing(&self) -> &str {
        &self.0.doing
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self.0.kind {
            FaultKind::DiskFull => "存储空间已满，暂时不能保存；查看不受影响，请联系系统管理员",
            FaultKind::Unavailable => "数据库暂时连接不上，请稍后再试",
            FaultKind::Constraint => "数据之间有冲突，没有保存，请刷新后再试",
            FaultKind::Contention => "同时办理的人较多，没有保存，请再试一次",
            FaultKind::Damaged => "存储的数据校验不通过，请联系系统管理员",
            FaultKind::Setup => "系统配置有误，请联系系统管理员",
            FaultKind::Other => "系统出现故障，没有保存，请稍后再试",
        })
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?} while {}", self.0.kind, self.0.doing)?;
        let mut next: Option<&(dyn Error + 'static)> = self.source();
        while let Some(error) = next {
            write!(out, ": {error}")?;
            next = error.source();
        }
        Ok(())
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}
