//! Rules of mirrored proceedings as sentences.

mod arriving;
mod beside;
mod court;
mod elsewhere;
mod tables;
mod walks;
