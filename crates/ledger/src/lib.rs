//! What is remembered.
#![forbid(unsafe_code)]
