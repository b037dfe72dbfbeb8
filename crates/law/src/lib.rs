//! What is right: pure law. No database, no HTTP, no clock, no async, no randomness.
#![forbid(unsafe_code)]
