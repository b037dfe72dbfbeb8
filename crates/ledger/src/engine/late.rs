//! Notes for which the disk had no room. Whoever reads a file reads on; that they did is held here until it can be written, and is
//! lost if the program ends before. So many are held that somebody has looked to the disk by then; with more, reading stops too.

use super::Value;
use std::{collections::VecDeque, sync::Mutex};

/// A few megabytes.
const MOST: usize = 10_000;

type Note = (&'static str, Vec<Value>);

#[derive(Default)]
pub(super) struct Late(Mutex<VecDeque<Note>>);

impl Late {
    /// Whether there was room for one more.
    pub fn hold(&self, sql: &'static str, params: &[Value]) -> bool {
        let mut held = self.0.lock().expect("nobody panics while holding the notes");
        if held.is_empty() {
            tracing::error!("no room on the disk: who opens a file is held in memory until there is");
        }
        let room = held.len() < MOST;
        if room {
            held.push_back((sql, params.to_vec()));
        }
        room
    }

    /// The oldest, to be written; one that cannot be goes back to where it was.
    pub fn take(&self) -> Option<Note> {
        self.0.lock().expect("nobody panics while holding the notes").pop_front()
    }

    pub fn give_back(&self, note: Note) {
        self.0.lock().expect("nobody panics while holding the notes").push_front(note);
    }

    pub fn held(&self) -> usize {
        self.0.lock().expect("nobody panics while holding the notes").len()
    }
}
