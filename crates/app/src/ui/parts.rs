//! Components with content of their own: each is a type that renders itself, `{{ clock }}`.
//!
//! They hold words that are ready to be read; turning a clock of the law into `剩 5 天` is the caller's.

use super::Tone;
use askama::{Template, filters::HtmlSafe};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub href: String,
    pub label: String,
}

impl Link {
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Link {
        Link { href: href.into(), label: label.into() }
    }
}

/// A state in one word, with its shape.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    source = r#"<span class="tag" data-tone="{{ tone.word() }}"><span aria-hidden="true">{{ tone.shape() }}</span> {{ word }}</span>"#,
    ext = "html"
)]
pub struct Tag {
    pub tone: Tone,
    pub word: String,
}

impl Tag {
    pub fn new(tone: Tone, word: impl Into<String>) -> Tag {
        Tag { tone, word: word.into() }
    }
}

/// A running, suspended or met period. Opening it shows how the day was reckoned.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "ui/clock.html")]
pub struct Clock {
    /// Which period: `调解期限`.
    pub name: String,
    pub tone: Tone,
    /// `剩 5 天`, `已超 2 天`, `中止，不计时`.
    pub remaining: String,
    /// `2026年3月5日止`; none while suspended.
    pub due: Option<String>,
    /// Rule and article, start event, days left out, what moved it; a sentence each.
    pub reasons: Vec<String>,
    /// Id of the period in the catalogue, one tap away; empty for what is none of the law's.
    pub term: String,
}

/// The bar that stays while a file is read: 案号 · 当事人 · 被申请机关 · 阶段 · 期限.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "ui/identity.html")]
pub struct Identity {
    pub number: String,
    pub href: String,
    pub parties: String,
    pub respondent: String,
    pub stage: Tag,
    /// The one that ends first comes first; the bar shows it, the file page shows all.
    pub clock: Option<Clock>,
}

/// What happened, who has it, what comes next; oldest first or newest first as the caller gives them.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "ui/timeline.html")]
pub struct Timeline {
    pub entries: Vec<Entry>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub tone: Tone,
    /// In words, `2026年3月5日 14:20`.
    pub at: String,
    pub title: String,
    pub text: Option<String>,
    pub by: Option<String>,
    pub links: Vec<Link>,
    /// Not yet happened; drawn hollow and said in words.
    pub to_come: bool,
}

/// Label and value, as a definition list.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "ui/facts.html")]
pub struct Facts {
    pub facts: Vec<Fact>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    pub label: String,
    /// Line breaks are kept. Empty shows `未填写`.
    pub value: String,
    /// Where the value comes from or why it is so.
    pub note: Option<String>,
    /// `修改`, on the check-your-answers page.
    pub change: Option<String>,
    /// Where what it says is to be read.
    pub link: Option<Link>,
    /// What is told only to whoever opens it: headings and texts.
    pub more: Vec<(String, String)>,
}

impl Fact {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Fact {
        Fact { label: label.into(), value: value.into(), ..Fact::default() }
    }

    pub fn note(mut self, note: impl Into<String>) -> Fact {
        self.note = Some(note.into());
        self
    }

    pub fn more(mut self, heading: impl Into<String>, text: impl Into<String>) -> Fact {
        self.more.push((heading.into(), text.into()));
        self
    }

    pub fn link(mut self, link: Link) -> Fact {
        self.link = Some(link);
        self
    }

    pub fn change(mut self, href: impl Into<String>) -> Fact {
        self.change = Some(href.into());
        self
    }
}

impl FromIterator<Fact> for Facts {
    fn from_iter<I: IntoIterator<Item = Fact>>(facts: I) -> Facts {
        Facts { facts: facts.into_iter().collect() }
    }
}

/// The list of an application's pages with what is done and what is left.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "ui/steps.html")]
pub struct Steps {
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub label: String,
    /// None: cannot be opened yet.
    pub href: Option<String>,
    pub state: StepState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    Current,
    Todo,
    /// Filled in, and something of it has to be put right.
    Wrong,
    /// Waits for an earlier step.
    Closed,
}

impl StepState {
    fn tag(self) -> Tag {
        match self {
            StepState::Done => Tag::new(Tone::Settled, "已填"),
            StepState::Current => Tag::new(Tone::Live, "正在填"),
            StepState::Todo => Tag::new(Tone::Plain, "没填"),
            StepState::Wrong => Tag::new(Tone::Close, "要改"),
            StepState::Closed => Tag::new(Tone::Paused, "先填前面的"),
        }
    }
}

/// Two people at once: the second sees both texts side by side; nothing has been overwritten.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "ui/conflict.html")]
pub struct Conflict {
    /// Who saved first, and when, in words.
    pub other: String,
    pub at: String,
    pub differences: Vec<Difference>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub label: String,
    /// What stands in the file now.
    pub theirs: String,
    /// What was typed and is not saved.
    pub yours: String,
}

/// What was received: the number in large type, then what happens next.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "ui/confirmation.html")]
pub struct Confirmation {
    /// `已收到您的申请`.
    pub heading: String,
    /// `编号`.
    pub label: String,
    pub number: String,
    /// Label and code, `查询码`.
    pub code: Option<(String, String)>,
    pub text: Option<String>,
}

/// The set filters of a list, each removable; the URL is the state.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "ui/chips.html")]
pub struct Chips {
    /// Label, and the URL without this filter.
    pub set: Vec<Link>,
    /// The URL without any.
    pub clear: String,
}

/// Views of the same thing, as links.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "ui/tabs.html")]
pub struct Tabs {
    /// What the tabs choose between, for screen readers: `案卷的各部分`.
    pub label: String,
    pub tabs: Vec<super::NavItem>,
}

/// Pages by key: no numbers, no total.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "ui/pager.html")]
pub struct Pager {
    pub first: Option<String>,
    pub next: Option<String>,
}

impl HtmlSafe for Tag {}
impl HtmlSafe for Clock {}
impl HtmlSafe for Identity {}
impl HtmlSafe for Timeline {}
impl HtmlSafe for Facts {}
impl HtmlSafe for Steps {}
impl HtmlSafe for Conflict {}
impl HtmlSafe for Confirmation {}
impl HtmlSafe for Chips {}
impl HtmlSafe for Tabs {}
impl HtmlSafe for Pager {}
