//! The typesetter as the office uses it: a process of its own, started with the first paper and let go when idle.

use huajie_papers::{Job, PaperError, Typeset, worker::Client};
use serde_json::{Value, json};
use std::{
    ffi::OsString,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// The worker holds its fonts for this long after a paper: clerks print several in a row.
const IDLE: Duration = Duration::from_mins(2);

/// Cheap to clone.
#[derive(Clone)]
pub struct Typesetting(Arc<Inner>);

struct Inner {
    client: Client,
    /// How many papers were asked for: whether anybody came since.
    asked: AtomicU64,
}

impl Typesetting {
    /// Starts nothing yet. `program typeset FONTS` must be the worker.
    pub fn with(program: &Path, fonts: &Path) -> Typesetting {
        let arguments = [OsString::from("typeset"), fonts.as_os_str().to_owned()];
        Typesetting(Arc::new(Inner { client: Client::new(program, arguments), asked: AtomicU64::new(0) }))
    }

    /// Sets one paper. Papers wait for each other; other requests do not wait for them.
    pub async fn typeset(&self, job: Job) -> Result<Typeset, PaperError> {
        let asked = self.0.asked.fetch_add(1, Ordering::Relaxed) + 1;
        let inner = self.0.clone();
        let set = tokio::task::spawn_blocking(move || set(&inner.client, job)).await;
        let inner = self.0.clone();
        tokio::spawn(async move {
            tokio::time::sleep(IDLE).await;
            if inner.asked.load(Ordering::Relaxed) == asked {
                // Letting it go waits for the process to end, for a moment.
                let rest = tokio::task::spawn_blocking(move || inner.client.rest());
                let _ = rest.await;
            }
        });
        set.unwrap_or_else(|error| Err(PaperError::Worker { reason: error.to_string() }))
    }
}

/// Printed for a character that no font has.
const BOX: char = '□';
/// A paper with more kinds of them is no text any more.
const MOST_BOXED: usize = 60;

/// What was typed on a telephone may hold what no font here has: the paper is set all the same, with boxes, and says which they are.
fn set(client: &Client, mut job: Job) -> Result<Typeset, PaperError> {
    let mut boxed: Vec<String> = Vec::new();
    loop {
        let answer = client.typeset(&job);
        let Err(PaperError::MissingGlyph { character }) = answer else { return answer };
        let named = format!("U+{:04X}", u32::from(character));
        // Not of the data, or too many.
        if !put_box(&mut job.data, character) || boxed.len() >= MOST_BOXED {
            return answer;
        }
        boxed.push(named);
        if let Some(data) = job.data.as_object_mut() {
            data.insert("boxed".into(), json!(boxed));
        }
    }
}

/// Whether the character stood anywhere in the data.
fn put_box(data: &mut Value, character: char) -> bool {
    match data {
        Value::String(text) => {
            let found = text.contains(character);
            if found {
                *text = text.replace(character, &BOX.to_string());
            }
            found
        }
        Value::Array(rows) => put_boxes(rows.iter_mut(), character),
        Value::Object(fields) => put_boxes(fields.values_mut(), character),
        _ => false,
    }
}

/// In every one of them, also after the first in which it stands.
fn put_boxes<'a>(values: impl Iterator<Item = &'a mut Value>, character: char) -> bool {
    let mut found = false;
    for value in values {
        found |= put_box(value, character);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_no_font_has_becomes_a_box_wherever_it_stands() {
        let mut data = json!({ "facts": "好😀", "turns": [{ "text": "😀" }], "size": 2 });
        assert!(put_box(&mut data, '😀') && !put_box(&mut data, '😀'));
        assert_eq!(data, json!({ "facts": "好□", "turns": [{ "text": "□" }], "size": 2 }));
    }
}
