//! What people enter: every field that is filled in through a form here is put on record, so that a test can see what was asked twice.

use crate::harness::{House, Page, attribute, controls};
use huajie_law::MatterId;

/// One field that a person filled in: what stood in the form already is not among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// `reconsideration.accept`.
    pub step: String,
    pub field: String,
    pub how: How,
    pub value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Letters and figures, by hand.
    Typed,
    /// One of what the form offers.
    Chosen,
    /// By hand on glass: of this moment.
    Signed,
    /// A paper, by its name.
    Brought,
}

impl House {
    /// Puts on record what a person enters into this form.
    pub fn note(&self, form: &Page, step: &str, pairs: &[(&str, &str)], files: &[(&str, &str, &[u8])]) {
        let text = form.text.split("<form class=\"form\"").nth(1).expect("the page has a form");
        let text = text.split("</form>").next().expect("the form ends");
        let standing = controls(text);
        let entry = |field: &str, how: How, value: &str| Entered {
            step: step.to_owned(),
            field: field.to_owned(),
            how,
            value: value.to_owned(),
        };
        self.forms.lock().expect("nobody panics here").push(step.to_owned());
        let mut entered = self.entered.lock().expect("nobody panics here");
        for (field, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            let stands = standing.iter().any(|(name, held)| name == field && held == value);
            let how = how(text, field, value).filter(|_| !stands);
            entered.extend(how.map(|how| entry(field, how, value)));
        }
        entered.extend(files.iter().map(|(field, file, _)| entry(field, How::Brought, file)));
    }
}

/// `d….reconsideration1` and `accept` make `reconsideration.accept`.
pub fn step_of(matter: &MatterId, command: &str) -> String {
    let kind = matter.as_str().split_once('.').map_or("dispute", |(_, child)| child);
    format!("{}.{command}", kind.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// How a field of a form is filled in; nothing of what is hidden, for nobody fills that in. A further row of a group is filled in
/// as its first.
fn how(form: &str, field: &str, value: &str) -> Option<How> {
    if value.starts_with("data:") {
        return Some(How::Signed);
    }
    let first = field.split('.').map(|part| if part.parse::<u8>().is_ok() { "0" } else { part });
    let first = first.collect::<Vec<_>>().join(".");
    let of = |opening: &str| {
        let tags = form.split(opening).skip(1).filter_map(|rest| rest.split('>').next());
        let mut named = tags.filter(|tag| attribute(tag, "name").is_some_and(|name| name == first));
        named.next().map(|tag| attribute(tag, "type").unwrap_or_default())
    };
    match (of("<input ").as_deref(), of("<select ")) {
        (Some("hidden"), _) => None,
        (Some("radio" | "checkbox"), _) | (None, Some(_)) => Some(How::Chosen),
        _ => Some(How::Typed),
    }
}
