//! How often somebody may be wrong at signing in (GB/T 22239 8.1.4.1 b).

use jiff::{SignedDuration, Timestamp};

/// Failures after which a login is locked.
pub const MAX_FAILURES: u32 = 5;
/// For how long.
pub const LOCKED_FOR: SignedDuration = SignedDuration::from_mins(15);

/// The failures of one login since it last succeeded. A wrong password and a wrong one-time password
/// count alike; attempts during the lock are refused unseen and do not prolong it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SignInGuard {
    pub failures: u32,
    pub locked_until: Option<Timestamp>,
}

impl SignInGuard {
    /// Until when nobody may try; `None` when one may.
    pub fn locked_at(self, now: Timestamp) -> Option<Timestamp> {
        self.locked_until.filter(|until| now < *until)
    }

    /// After a wrong try at `now`. When a lock has run out the counting starts anew.
    #[must_use]
    pub fn after_failure(self, now: Timestamp) -> Self {
        if self.locked_at(now).is_some() {
            return self;
        }
        let failures = if self.locked_until.is_some() { 1 } else { self.failures.saturating_add(1) };
        let locked_until = (failures >= MAX_FAILURES).then(|| now + LOCKED_FOR);
        Self { failures, locked_until }
    }

    /// After somebody got in.
    #[must_use]
    pub fn after_success(self) -> Self {
        Self::default()
    }

    /// The sentence for somebody who tries at `now` while it is locked.
    pub fn sentence(self, now: Timestamp) -> Option<String> {
        let left = self.locked_at(now)?.duration_since(now);
        let minutes = (left.as_secs() + 59) / 60;
        Some(format!("连续输错 {MAX_FAILURES} 次，已暂时锁定，请 {minutes} 分钟后再试"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn after(failures: usize) -> SignInGuard {
        (0..failures).fold(SignInGuard::default(), |guard, _| guard.after_failure(at(0)))
    }

    #[test]
    fn the_fifth_failure_locks_for_a_quarter_of_an_hour() {
        assert_eq!(after(4).locked_at(at(0)), None);
        let locked = after(5);
        assert_eq!(locked.locked_at(at(0)), Some(at(900)));
        assert_eq!(locked.locked_at(at(899)), Some(at(900)));
        assert_eq!(locked.locked_at(at(900)), None);
    }

    #[test]
    fn trying_during_the_lock_does_not_prolong_it() {
        assert_eq!(after(5).after_failure(at(600)), after(5));
    }

    #[test]
    fn after_the_lock_there_are_five_tries_again() {
        let first = after(5).after_failure(at(900));
        assert_eq!(first, SignInGuard { failures: 1, locked_until: None });
        let fifth = (0..4).fold(first, |guard, _| guard.after_failure(at(901)));
        assert_eq!(fifth.locked_at(at(901)), Some(at(1_801)));
    }

    #[test]
    fn getting_in_forgets_the_failures() {
        assert_eq!(after(4).after_success(), SignInGuard::default());
    }

    #[test]
    fn the_sentence_says_how_many_minutes_are_left_and_never_none() {
        let locked = after(5);
        assert!(locked.sentence(at(0)).unwrap().contains("15 分钟"));
        assert!(locked.sentence(at(899)).unwrap().contains("1 分钟"));
        assert_eq!(locked.sentence(at(900)), None);
    }
}
