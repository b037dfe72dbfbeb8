//! The law in code, for everybody: the catalogue of periods, the page on which one is reckoned, and the reading of what
//! was typed at any of the doors. Nobody signs in for it and no file is looked at.
//!
//! Not here: what a period is and how it is counted (`huajie_law::deadline`).

pub mod catalogue;
pub mod question;
