//! The typesetter as the office uses it: a process of its own, started with the first paper and let go when idle.

use huajie_papers::{Job, PaperError, Typeset, worker::Client};
use std::{
    ffi::OsString,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// The worker holds its fonts for this long after a paper: clerks print several in a row.
const IDLE: Duration = Duration::from_mins(2);

/// Cheap to clone.
#[derive(Clone)]
pub struct Typesetting(Arc<Inner>);

struct Inner {
    client: Client,
    /// How many papers were asked for: whether anybody came since.
    asked: AtomicU64,
}

impl Typesetting {
    /// Starts nothing yet. `program typeset FONTS` must be the worker.
    pub fn with(program: &Path, fonts: &Path) -> Typesetting {
        let arguments = [OsString::from("typeset"), fonts.as_os_str().to_owned()];
        Typesetting(Arc::new(Inner { client: Client::new(program, arguments), asked: AtomicU64::new(0) }))
    }

    /// Sets one paper. Papers wait for each other; other requests do not wait for them.
    pub async fn typeset(&self, job: Job) -> Result<Typeset, PaperError> {
        let asked = self.0.asked.fetch_add(1, Ordering::Relaxed) + 1;
        let inner = self.0.clone();
        let set = tokio::task::spawn_blocking(move || inner.client.typeset(&job)).await;
        let inner = self.0.clone();
        tokio::spawn(async move {
            tokio::time::sleep(IDLE).await;
            if inner.asked.load(Ordering::Relaxed) == asked {
                // Letting it go waits for the process to end, for a moment.
                let rest = tokio::task::spawn_blocking(move || inner.client.rest());
                let _ = rest.await;
            }
        });
        set.unwrap_or_else(|error| Err(PaperError::Worker { reason: error.to_string() }))
    }
}
