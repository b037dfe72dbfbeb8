//! What every page has in common: the layout context, the modes, and the components that pages compose.
//!
//! Two layouts, `ui/portal.html` (citizens) and `ui/desk.html` (staff): a page template says
//! `{% extends "ui/portal.html" %}` and its struct has a field `page: Page`.
//! A component with content of its own is a type that renders itself (`{{ clock }}`); a component that only frames
//! something is a macro of `ui/components.html`. The gallery shows each of them in every state.
//!
//! Not here: routes, cookies, headers (`http/`), and any sentence about a particular matter.
//! Every room may call; nothing here calls a room.
pub mod assets;
pub mod error;
pub mod form;
pub mod gallery;
pub mod parts;
pub mod table;

use huajie_law::Contact;
use std::sync::Arc;

/// The policy every template is written for: no inline script or style, nothing from elsewhere.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// How the same HTML is shown; chosen by the reader, remembered in a cookie, put on `<html data-mode>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    #[default]
    Standard,
    /// 长辈版: text from 20 px, hit areas 60 × 60.
    Elder,
    /// 长辈版 with text of 30 px, the largest the ageing-friendly specification asks for.
    Largest,
    /// 高对比: light on black.
    Contrast,
}

impl Mode {
    pub const ALL: [Mode; 4] = [Mode::Standard, Mode::Elder, Mode::Largest, Mode::Contrast];

    /// The word in the cookie and in `/mode/{word}`.
    pub fn word(self) -> &'static str {
        match self {
            Mode::Standard => "standard",
            Mode::Elder => "elder",
            Mode::Largest => "largest",
            Mode::Contrast => "contrast",
        }
    }

    /// Unknown words are the standard mode: a damaged cookie must not stop a page.
    pub fn from_word(word: &str) -> Mode {
        Mode::ALL.into_iter().find(|mode| mode.word() == word).unwrap_or_default()
    }

    pub fn label(self) -> &'static str {
        match self {
            Mode::Standard => "标准版",
            Mode::Elder => "长辈版",
            Mode::Largest => "特大字",
            Mode::Contrast => "高对比",
        }
    }

    /// The value of `data-mode`; the largest size is the elder mode with `data-size="largest"`.
    pub fn attribute(self) -> &'static str {
        match self {
            Mode::Standard => "standard",
            Mode::Elder | Mode::Largest => "elder",
            Mode::Contrast => "contrast",
        }
    }

    pub fn size(self) -> &'static str {
        if self == Mode::Largest { "largest" } else { "normal" }
    }

    /// The modes the switch offers: the others, and the largest size only to who already reads the elder one.
    pub fn offered(self) -> Vec<Mode> {
        let elder = matches!(self, Mode::Elder | Mode::Largest);
        Mode::ALL.into_iter().filter(|&mode| mode != self && (mode != Mode::Largest || elder)).collect()
    }
}

/// The centre whose pages these are; one per deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// `某市行政争议化解中心`.
    pub centre: String,
    /// Where and when people find it, as far as it was said.
    pub contact: Contact,
}

/// Everything a layout needs. A page template's struct carries it as the field `page`.
#[derive(Clone, Debug)]
pub struct Page {
    pub site: Arc<Site>,
    /// The heading's words; the layout adds the centre's name.
    pub title: String,
    pub mode: Mode,
    /// Path and query of this page, so that switching the mode comes back to it.
    pub here: String,
    /// `/assets/….js`; empty on the portal's first view. All pages work without.
    pub scripts: Vec<&'static str>,
    pub csrf: String,
    pub who: Option<Who>,
    pub nav: Vec<NavItem>,
    pub flash: Option<Flash>,
    /// Kept in the search box of the desk.
    pub search: String,
}

impl Page {
    pub fn new(site: Arc<Site>, title: impl Into<String>) -> Page {
        Page {
            site,
            title: title.into(),
            mode: Mode::default(),
            here: "/".into(),
            scripts: Vec::new(),
            csrf: String::new(),
            who: None,
            nav: Vec::new(),
            flash: None,
            search: String::new(),
        }
    }

    pub fn style_url(&self) -> &'static str {
        assets::style_url()
    }
}

/// Who is signed in at the desk, and in which capacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub name: String,
    pub capacity: String,
    pub organization: String,
    /// The person's other capacities: `POST /capacity` with `capacity=<id>` switches.
    pub others: Vec<Capacity>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    pub id: String,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    pub href: String,
    pub label: String,
    /// How many wait there; `None` when nobody counts.
    pub count: Option<u64>,
    pub current: bool,
}

/// One sentence about what has just happened, shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    pub tone: Tone,
    pub text: String,
}

/// What a state means to the reader. Always shown as word + shape; the colour only repeats it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do with urgency.
    #[default]
    Plain,
    /// Under way.
    Live,
    /// Suspended: no due date runs.
    Paused,
    /// The day is close.
    Close,
    /// Overdue or wrong.
    Overdue,
    /// Settled, done.
    Settled,
}

impl Tone {
    pub const ALL: [Tone; 6] =
        [Tone::Plain, Tone::Live, Tone::Paused, Tone::Close, Tone::Overdue, Tone::Settled];

    pub fn word(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Live => "live",
            Tone::Paused => "paused",
            Tone::Close => "close",
            Tone::Overdue => "overdue",
            Tone::Settled => "settled",
        }
    }

    /// All six are in GB 2312: every Chinese font has them.
    pub fn shape(self) -> &'static str {
        match self {
            Tone::Plain => "○",
            Tone::Live => "●",
            Tone::Paused => "‖",
            Tone::Close => "◆",
            Tone::Overdue => "▲",
            Tone::Settled => "√",
        }
    }
}

#[cfg(test)]
mod tests;
