//! Stretching passwords off the async threads, a few at a time: each costs tens of megabytes and milliseconds, and a
//! burst of guesses must not take the machine from those who work.

use super::credential::{PasswordCost, SALT_BYTES};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// At once; the rest wait their turn.
const AT_ONCE: usize = 2;

pub struct Stretching {
    cost: PasswordCost,
    places: Arc<Semaphore>,
}

impl Stretching {
    pub fn at(cost: PasswordCost) -> Stretching {
        Stretching { cost, places: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The text to store for a new password.
    pub async fn hash(&self, password: String, salt: [u8; SALT_BYTES]) -> String {
        let cost = self.cost;
        self.run(move || cost.hash(&password, &salt)).await
    }

    /// Whether this is the password; takes as long when there is none on file.
    pub async fn verify(&self, password: String, stored: Option<String>) -> bool {
        let cost = self.cost;
        self.run(move || cost.verify(&password, stored.as_deref())).await
    }

    /// Whether a stored text was made at another cost than today's.
    pub fn is_outdated(&self, stored: &str) -> bool {
        self.cost.is_outdated(stored)
    }

    async fn run<R: Send + 'static>(&self, work: impl FnOnce() -> R + Send + 'static) -> R {
        let place = self.places.clone().acquire_owned().await.expect("the semaphore is never closed");
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(place);
            result
        });
        done.await.expect("stretching does not panic, and the runtime outlives it")
    }
}
