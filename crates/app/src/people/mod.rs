//! Organizations, seats, users, sign-in.
pub mod credential;
pub mod import;
