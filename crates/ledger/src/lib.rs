//! What is remembered: the journal, derived rows, the person vault, files, search — on SQLite and PostgreSQL.
//!
//! Here is everything an archivist would ask about. Not here: what is right (law) and what is shown (app).
//! Matters are written by [`commit::Commit`] alone and read through [`read`] alone.
#![forbid(unsafe_code)]

pub mod allowance;
pub mod audit;
pub mod bundle;
pub mod commit;
pub mod deliveries;
pub mod derived;
pub mod dossier;
pub mod draft;
pub mod engine;
pub mod event_out;
pub mod exchange;
pub mod files;
mod found;
pub mod journal;
pub mod opening;
pub mod outbox;
pub mod person;
pub mod private;
pub mod published;
pub mod read;
mod redating;
pub mod reminder;
pub mod rounds;
pub mod sign_in;
pub mod table_columns;
pub mod testing;
#[cfg(test)]
mod tests;
pub mod vault;
mod worked;
pub mod worklist;

pub use commit::{
    AccountChange, Alone, Commit, CommitError, CommitRefusal, Committed, Letter, Receipt, SealedField, Turn,
    Written,
};
pub use dossier::{Depth, Dossier};
pub use engine::Fault;
pub use read::{Filter, Listed, Scope};
pub use redating::Moves;
pub use worked::Prepared;
pub use worklist::{Part, ToDo, Wanted, WorkKey};

/// The ledger over one store.
#[derive(Clone)]
pub struct Ledger {
    pub store: engine::Store,
}
