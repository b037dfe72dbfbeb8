//! Notes for which the disk had no room. Whoever reads a file reads on; that they did is held here until it can be written, and is
//! lost if the program ends before. So many are held that somebody has looked to the disk by then; with more, reading stops too.

use super::Value;
use std::{collections::VecDeque, sync::Mutex};

/// A few megabytes.
const MOST: usize = 10_000;

/// A statement that notes something, and what goes before it where it is written late: with the instant of that as its last parameter.
#[derive(Clone, Debug)]
pub struct Note {
    pub sql: &'static str,
    pub params: Vec<Value>,
    pub late: Option<(&'static str, Vec<Value>)>,
}

impl Note {
    /// The statement that goes before.
    pub(super) fn lateness(&self, at: jiff::Timestamp) -> Option<(&'static str, Vec<Value>)> {
        self.late.as_ref().map(|(sql, params)| {
            let params = params.iter().cloned().chain([Value::from(at)]).collect();
            (*sql, params)
        })
    }
}

#[derive(Default)]
pub(super) struct Late(Mutex<VecDeque<Note>>);

impl Late {
    /// Whether there was room for one more.
    pub fn hold(&self, note: Note) -> bool {
        let mut held = self.0.lock().expect("nobody panics while holding the notes");
        if held.is_empty() {
            tracing::error!("no room on the disk: who opens a file is held in memory until there is");
        }
        let room = held.len() < MOST;
        if room {
            held.push_back(note);
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
