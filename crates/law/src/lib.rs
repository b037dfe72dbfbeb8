//! What is right: the law of the house, pure. No database, no HTTP, no clock, no async, no randomness.
//!
//! Everything that is allowed to happen is decided here. [`decide`] takes what is on file, who asks, what they ask
//! and when, and answers with a [`Decision`] or a [`Refusal`]; nothing outside this crate can make a `Decision`.
//! The arrows run app → ledger → law and never back.
#![forbid(unsafe_code)]

pub mod actor;
pub mod agency;
pub mod calendar;
pub mod case_review;
pub mod consultation;
pub mod deadline;
pub mod decision;
pub mod directory;
pub mod dispute;
pub mod documents;
pub mod effect;
pub mod expert;
pub mod follow_up;
pub mod holiday_schedule;
pub mod id;
pub mod identity;
pub mod lengths;
pub mod matter;
pub mod mediation;
pub mod mirrored;
mod outlined;
pub mod paper;
pub mod performance;
pub mod reaction;
pub mod reconsideration;
pub mod referral;
pub mod refusal;
pub mod telephone;
pub mod text;
pub mod ways;

#[cfg(test)]
mod articles;
pub mod clock;
#[cfg(test)]
mod golden;
pub mod now;
pub mod remedy;
#[cfg(test)]
mod scenes;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod stories_elsewhere;
#[cfg(test)]
mod tables;
pub mod term;
#[cfg(test)]
mod walks;
#[cfg(test)]
mod world;
#[cfg(test)]
mod world_heirs;
#[cfg(test)]
mod world_table;

pub use actor::{Actor, Principal, Role};
pub use decision::{Contact, Decision, File, Law, Settings, decide, offers};
pub use documents::Document;
pub use id::{FileHash, MatterId, OrgId, PersonId, UserId};
pub use matter::{AnyMatter, Command, Context, Event, Facets, Kind, Matter, Outline};
pub use now::Now;
pub use outlined::Outlined;
pub use refusal::{Code, Refusal};
