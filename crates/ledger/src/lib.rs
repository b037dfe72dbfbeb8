//! What is remembered.
#![forbid(unsafe_code)]

pub mod vault;
