//! The typesetter.
#![forbid(unsafe_code)]
