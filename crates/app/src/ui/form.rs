//! The form model: one description of fields, rendered by one template (`form.html`, `field.html`) in both houses.
//!
//! A room builds a `Form`, shows it with `{{ form }}`, and after a refused submission calls `keep` and `reject`
//! and shows the same form again: nothing typed is lost, each error stands beside its field and in the summary.
//! Parsing into types that cannot hold nonsense is not done here; that is each room's.

mod choice;
pub(crate) mod files;
mod held;
mod person;
mod preset;
mod rows;
mod spoken;

use super::parts::Link;
use askama::{Template, filters::HtmlSafe};
pub use choice::Choice;
pub use held::{HELD, Held};

/// Names of the inputs every form carries besides its fields.
pub const CSRF: &str = "csrf";
/// The version of the matter the page showed; a stale one is answered with both texts.
pub const VERSION: &str = "version";
/// The same value twice has one effect and the same answer.
pub const ONCE: &str = "once";

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    /// Name, ID number, phone: digits may come full-width, with spaces or hyphens.
    Digits,
    Phone,
    /// A telephone that a code is sent to.
    Mobile,
    Secret,
    LongText,
    /// One tolerant input; see `law`'s date parser for what it takes.
    Date,
    /// Yuan, at most two decimals.
    Money,
    /// A whole number.
    Number,
    /// Radio buttons.
    Choice(Vec<Choice>),
    /// A drop-down list, for more than about eight choices.
    Select(Vec<Choice>),
    /// Checkboxes.
    Several(Vec<Choice>),
    /// `accept` as in HTML (`image/*,.pdf`).
    File {
        accept: String,
        several: bool,
    },
    /// By hand on glass (script), or a scan, or printed and signed.
    Signature,
    Hidden,
    /// A person's parts, or any other fields that belong together.
    Group(Vec<Field>),
    /// `再加一行`: sends the form back with one row more. Nothing is saved by it, nothing typed is lost.
    More,
}

/// Name of the button of [`FieldKind::More`].
pub const MORE: &str = "more";

/// One question, its hint, the kept answer and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "ui/field.html")]
pub struct Field {
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub kind: FieldKind,
    pub required: bool,
    /// Kept as typed. Several values only for `Several`.
    pub value: Vec<String>,
    pub error: Option<String>,
    /// Files that were sent already, for `File`.
    pub held: Vec<Held>,
    /// What is counted, `人`: it stands behind the box, and whoever types it too is understood.
    pub unit: Option<&'static str>,
    /// The label is the page's `h1`: one question per page.
    pub heading: bool,
    /// In place of “可不填”: when it may be left empty.
    pub unless: Option<&'static str>,
    /// HTML's `autocomplete` word, so that a browser or keyboard can fill in the reader's own data.
    pub autocomplete: Option<String>,
}

impl HtmlSafe for Field {}

impl Field {
    pub fn new(name: impl Into<String>, label: impl Into<String>, kind: FieldKind) -> Field {
        Field {
            name: name.into(),
            label: label.into(),
            hint: None,
            kind,
            required: false,
            value: Vec::new(),
            error: None,
            held: Vec::new(),
            unit: None,
            heading: false,
            unless: None,
            autocomplete: None,
        }
    }

    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::new(name, label, FieldKind::Text)
    }

    pub fn long_text(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::new(name, label, FieldKind::LongText)
    }

    pub fn date(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::new(name, label, FieldKind::Date).hint("例如 2026年3月5日")
    }

    pub fn money(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::new(name, label, FieldKind::Money)
    }

    pub fn number(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::new(name, label, FieldKind::Number)
    }

    pub fn choice<C: Into<Choice>>(
        name: impl Into<String>,
        label: impl Into<String>,
        choices: impl IntoIterator<Item = C>,
    ) -> Field {
        Field::new(name, label, FieldKind::Choice(choices.into_iter().map(Into::into).collect()))
    }

    pub fn select<C: Into<Choice>>(
        name: impl Into<String>,
        label: impl Into<String>,
        choices: impl IntoIterator<Item = C>,
    ) -> Field {
        Field::new(name, label, FieldKind::Select(choices.into_iter().map(Into::into).collect()))
    }

    pub fn several<C: Into<Choice>>(
        name: impl Into<String>,
        label: impl Into<String>,
        choices: impl IntoIterator<Item = C>,
    ) -> Field {
        Field::new(name, label, FieldKind::Several(choices.into_iter().map(Into::into).collect()))
    }

    pub fn hidden(name: impl Into<String>, value: impl Into<String>) -> Field {
        Field::new(name, "", FieldKind::Hidden).value(value)
    }

    pub fn signature(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::new(name, label, FieldKind::Signature)
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = Some(hint.into());
        self
    }

    pub fn required(mut self) -> Field {
        self.required = true;
        self
    }

    pub fn value(mut self, value: impl Into<String>) -> Field {
        self.value = vec![value.into()];
        self
    }

    pub fn unit(mut self, unit: &'static str) -> Field {
        self.unit = Some(unit);
        self
    }

    /// It may be left empty only in this case.
    pub fn unless(mut self, case: &'static str) -> Field {
        self.unless = Some(case);
        self
    }

    pub fn heading(mut self) -> Field {
        self.heading = true;
        self
    }

    pub fn autocomplete(mut self, word: impl Into<String>) -> Field {
        self.autocomplete = Some(word.into());
        self
    }

    pub fn error(mut self, message: impl Into<String>) -> Field {
        self.error = Some(message.into());
        self
    }

    /// The first value, or nothing typed.
    pub fn first(&self) -> &str {
        self.value.first().map_or("", String::as_str)
    }

    /// The id of the control itself, where the error summary and the label point.
    pub fn id(&self) -> String {
        format!("f-{}", self.name.replace(['.', '[', ']'], "-"))
    }

    /// What `aria-describedby` names: the hint and the error, if there.
    fn described_by(&self) -> String {
        let id = self.id();
        let hint = self.hint.as_ref().map(|_| format!("{id}-hint"));
        let limits = matches!(self.kind, FieldKind::File { .. }).then(|| format!("{id}-limits"));
        let error = self.error.as_ref().map(|_| format!("{id}-error"));
        [hint, limits, error].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn chosen(&self, value: &str) -> bool {
        self.value.iter().any(|held| held == value)
    }

    /// Where the summary's link lands: the first control of a set, else the control.
    fn target(&self) -> String {
        match &self.kind {
            FieldKind::Choice(_) | FieldKind::Several(_) => format!("{}-1", self.id()),
            FieldKind::Group(parts) => parts.first().map_or_else(|| self.id(), Field::target),
            FieldKind::Signature => format!("{}-scan", self.id()),
            _ => self.id(),
        }
    }

    fn needs_multipart(&self) -> bool {
        match &self.kind {
            FieldKind::File { .. } | FieldKind::Signature => true,
            FieldKind::Group(parts) => parts.iter().any(Field::needs_multipart),
            _ => false,
        }
    }

    fn find_mut(&mut self, name: &str) -> Option<&mut Field> {
        if self.name == name && self.kind != FieldKind::More {
            return Some(self);
        }
        match &mut self.kind {
            FieldKind::Group(parts) => parts.iter_mut().find_map(|part| part.find_mut(name)),
            _ => None,
        }
    }

    fn forget_values(&mut self) {
        match &mut self.kind {
            FieldKind::Group(parts) => parts.iter_mut().for_each(Field::forget_values),
            FieldKind::Hidden => {}
            _ => self.value.clear(),
        }
    }

    fn collect_errors(&self, errors: &mut Vec<(String, String)>) {
        if let Some(error) = &self.error {
            errors.push((self.target(), error.clone()));
        }
        if let FieldKind::Group(parts) = &self.kind {
            parts.iter().for_each(|part| part.collect_errors(errors));
        }
    }
}

/// A whole form. `{{ form }}` renders the summary, the fields, the warning and the buttons.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "ui/form.html")]
pub struct Form {
    pub action: String,
    /// Searching and filtering; everything that changes something is a POST.
    pub get: bool,
    pub submit_label: String,
    pub fields: Vec<Field>,
    /// Wrong with the whole, not with one field: the law's or the form's refusal and its remedy.
    pub refusal: Option<String>,
    pub csrf: String,
    pub version: Option<u64>,
    pub once: Option<String>,
    /// What will follow and cannot be taken back; turns the button into a dangerous one.
    pub danger: Option<String>,
    /// A second button, with the field that it sends: what cannot be taken back, where the first only looks.
    pub also: Option<(&'static str, &'static str)>,
    /// A second, weaker way on: `返回`, `先不填`.
    pub cancel: Option<Link>,
}

impl HtmlSafe for Form {}

impl Form {
    fn has_more(&self) -> bool {
        self.fields.iter().any(|field| field.kind == FieldKind::More)
    }

    pub fn new(action: impl Into<String>, submit_label: impl Into<String>) -> Form {
        Form {
            action: action.into(),
            get: false,
            submit_label: submit_label.into(),
            fields: Vec::new(),
            refusal: None,
            csrf: String::new(),
            version: None,
            once: None,
            danger: None,
            also: None,
            cancel: None,
        }
    }

    pub fn field(mut self, field: Field) -> Form {
        self.fields.push(field);
        self
    }

    pub fn csrf(mut self, csrf: impl Into<String>) -> Form {
        self.csrf = csrf.into();
        self
    }

    pub fn version(mut self, version: u64) -> Form {
        self.version = Some(version);
        self
    }

    pub fn once(mut self, once: impl Into<String>) -> Form {
        self.once = Some(once.into());
        self
    }

    pub fn danger(mut self, consequence: impl Into<String>) -> Form {
        self.danger = Some(consequence.into());
        self
    }

    pub fn also(mut self, name: &'static str, label: &'static str) -> Form {
        self.also = Some((name, label));
        self
    }

    pub fn cancel(mut self, href: impl Into<String>, label: impl Into<String>) -> Form {
        self.cancel = Some(Link::new(href, label));
        self
    }

    pub fn searching(mut self) -> Form {
        self.get = true;
        self
    }

    pub fn find_mut(&mut self, name: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find_map(|field| field.find_mut(name))
    }

    /// Keeps a submission as it was typed. Names the form does not have are left out.
    pub fn keep<'a>(&mut self, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) {
        self.fields.iter_mut().for_each(Field::forget_values);
        for (name, value) in pairs {
            match self.find_mut(name) {
                Some(field) if field.kind != FieldKind::Hidden && field.kind != FieldKind::Secret => {
                    field.value.push(value.to_owned());
                }
                _ => {}
            }
        }
    }

    /// Puts an error beside a field; without such a field it becomes the refusal of the whole, never lost.
    pub fn reject(&mut self, name: &str, message: impl Into<String>) {
        match self.find_mut(name) {
            Some(field) => field.error = Some(message.into()),
            None => self.refusal = Some(message.into()),
        }
    }

    pub fn is_wrong(&self) -> bool {
        self.refusal.is_some() || !self.errors().is_empty()
    }

    /// (id of the control, message) in the order of the page, for the summary.
    pub fn errors(&self) -> Vec<(String, String)> {
        let mut errors = Vec::new();
        self.fields.iter().for_each(|field| field.collect_errors(&mut errors));
        errors
    }

    fn needs_multipart(&self) -> bool {
        self.fields.iter().any(Field::needs_multipart)
    }
}
