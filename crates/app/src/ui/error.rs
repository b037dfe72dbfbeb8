//! Pages for what went wrong, each with ways out. In the portal's layout, which promises nothing and needs no sign-in; for whoever is
//! signed in at the desk in the desk's.
//!
//! Invisible → 404, visible but not allowed → 403, refused → 422, stale → 409, the world failed → 500 or 503.

use super::{Page, parts::Link};
use askama::Template;

/// A whole page. `status` is for the reply; the page says it in words.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/error.html")]
pub struct ErrorPage {
    pub page: Page,
    pub status: u16,
    pub text: String,
    /// What may be told on the phone, so that the one log line is found.
    pub incident: Option<String>,
    /// The rule and what can be done instead, for a refusal.
    pub remedy: Option<String>,
    pub ways: Vec<Link>,
}

/// The same at the desk, with the navigation of whoever is signed in.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/error_desk.html")]
pub struct DeskErrorPage {
    pub page: Page,
    pub told: ErrorPage,
}

impl From<ErrorPage> for DeskErrorPage {
    fn from(told: ErrorPage) -> DeskErrorPage {
        DeskErrorPage { page: told.page.clone(), told }
    }
}

impl ErrorPage {
    pub fn new(page: Page, status: u16, title: &str, text: &str) -> ErrorPage {
        let mut page = page;
        page.title = title.to_owned();
        page.scripts.clear();
        let home = if page.who.is_some() {
            Link::new("/desk", "回到我的待办")
        } else {
            Link::new("/", "回到首页")
        };
        ErrorPage { page, status, text: text.to_owned(), incident: None, remedy: None, ways: vec![home] }
    }

    /// Also what the reader may not see: the answer does not tell the two apart.
    pub fn not_found(page: Page) -> ErrorPage {
        ErrorPage::new(page, 404, "没有这个页面", "网址可能输错了，或者这里的内容不对您开放。")
            .way("/progress", "用编号查进度")
    }

    pub fn forbidden(page: Page, why: &str) -> ErrorPage {
        ErrorPage::new(page, 403, "您现在的身份不能做这件事", why)
    }

    pub fn too_large(page: Page) -> ErrorPage {
        ErrorPage::new(
            page,
            413,
            "文件太大",
            "每个文件不能超过 50 MB，一次提交的文件合起来不能超过 64 MB，这次的多得没法读完。请回到刚才那一页，分几次提交、拍得小一点，或者交到窗口。",
        )
    }

    pub fn stale(page: Page) -> ErrorPage {
        ErrorPage::new(
            page,
            409,
            "这页已经旧了",
            "您打开以后，有人先保存了。什么都没有被覆盖，请打开新的再看一遍。",
        )
    }

    pub fn refused(page: Page, why: &str, remedy: Option<&str>) -> ErrorPage {
        let mut refused = ErrorPage::new(page, 422, "现在还办不了", why);
        refused.remedy = remedy.map(str::to_owned);
        refused
    }

    pub fn too_many(page: Page, why: &str) -> ErrorPage {
        ErrorPage::new(page, 429, "次数太多了", why)
    }

    pub fn fault(page: Page, incident: &str) -> ErrorPage {
        let mut fault =
            ErrorPage::new(page, 500, "系统出了问题", "不是您的错。已经保存的内容都在，请过一会儿再试。");
        fault.incident = Some(incident.to_owned());
        fault
    }

    /// `saving`: something was to be kept; else a page was asked for, which needs the same disk or database.
    pub fn unavailable(page: Page, incident: &str, saving: bool) -> ErrorPage {
        let (title, text) = if saving {
            ("现在暂时办不了", "这一次没有收下，以前保存的内容都在。请过一会儿再试；着急可以把材料交到窗口。")
        } else {
            ("现在暂时打不开", "不是您的错，已经保存的内容都在。请过一会儿再看；着急可以到窗口查问。")
        };
        let mut fault = ErrorPage::new(page, 503, title, text);
        fault.incident = Some(incident.to_owned());
        fault
    }

    /// Ways out that fit where the reader came from, in place of the one to the front page.
    pub fn leading(mut self, ways: Vec<Link>) -> ErrorPage {
        self.ways = ways;
        self
    }

    pub fn way(mut self, href: impl Into<String>, label: impl Into<String>) -> ErrorPage {
        self.ways.push(Link::new(href, label));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Site;
    use std::sync::Arc;

    #[test]
    fn whoever_only_asked_for_a_page_is_not_told_that_pages_can_be_read() {
        let site =
            Arc::new(Site { centre: "某市行政争议化解中心".into(), contact: Default::default() });
        let told = |saving| ErrorPage::unavailable(Page::new(site.clone(), ""), "E1", saving);
        for saving in [true, false] {
            assert!(!told(saving).text.contains("查看不受影响"));
        }
        assert!(told(false).page.title.contains("打不开") && told(true).text.contains("没有收下"));
    }
}
