//! The typesetter: the name of a paper and its data in, PDF/A-2a out.
//!
//! Here: the templates of all papers in GB/T 9704 layout (`templates/*.typ`, the shape of each one's data is its
//! sample `templates/samples/*.json`), the fonts they are set in, the typesetting itself, and a worker process
//! that keeps its memory out of the program that serves people.
//! Not here: what a paper must say in a given case, its number, its storage: this crate knows nothing of disputes.
//! Who may call: the room of papers in the app, through [`worker::Client`]; tests and benches, directly.
//!
//! The templates sit in this crate and not in the rooms of the app: they share one sheet (`gw.typ`), are compiled
//! into the program together with it, and are tested with their samples without building the app.
//! No clock, no network, no packages, no file beyond the fonts: a template sees the data, the pictures of its job
//! and nothing else. The same job gives the same bytes.
#![forbid(unsafe_code)]

mod error;
mod fonts;
mod job;
mod template;
mod typesetter;
pub mod worker;
mod world;

pub use error::PaperError;
pub use job::{Job, Typeset};
pub use template::{Template, names, sample, template};
pub use typesetter::Typesetter;
