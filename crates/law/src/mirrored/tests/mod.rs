//! Rules of mirrored proceedings as sentences.

mod anew;
mod arriving;
mod beside;
mod conflicting;
mod contradicting;
mod court;
mod elsewhere;
mod heads;
mod higher;
mod left;
mod placing;
mod protest;
mod referring;
mod tables;
mod unfinished;
mod walks;
mod withdrawn;
