//! What an event in one matter means for others: more commands, given by the statute, in the same transaction.

use crate::{Command, Decision, MatterId};

/// A command that follows from a decision, and the file it goes to (opened by it, if it does not exist).
#[derive(Clone, Debug)]
pub struct Reaction {
    pub target: MatterId,
    pub command: Command,
}

/// Everything that follows from one decision, in order.
pub fn reactions(_decision: &Decision) -> Vec<Reaction> {
    Vec::new()
}
