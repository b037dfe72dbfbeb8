//! Ways back from a page that says what went wrong: to the form or the page one came from, to the file, to one's own house. Made of
//! what the reader asked for and came from alone, so that nothing is learnt from them; what is not there has none.

use super::local_address;
use crate::ui::parts::Link;
use axum::http::{HeaderMap, header};

/// Where the request came from, if that is a page of this house.
pub(super) fn came_from(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let (host, referer) = (text(header::HOST)?, text(header::REFERER)?);
    let rest = referer.strip_prefix("https://").or_else(|| referer.strip_prefix("http://"))?;
    let path = rest.strip_prefix(host).filter(|path| path.starts_with('/'))?;
    local_address(path).map(str::to_owned)
}

/// The nearest first. `here` is what was asked for, by a form or not.
pub(super) fn ways(here: &str, by_form: bool, came_from: Option<&str>) -> Vec<Link> {
    let path = here.split('?').next().unwrap_or_default();
    let mut ways = Vec::new();
    match came_from {
        Some(from) if by_form => ways.push(Link::new(from, "回到刚才的表，再填一次")),
        Some(from) if from.split('?').next() != Some(path) => {
            ways.push(Link::new(from, "回到刚才那一页"));
        }
        _ if by_form && is_form(path) => ways.push(Link::new(here, "回到刚才的表，再填一次")),
        _ => {}
    }
    ways.extend(file_of(path).map(|file| Link::new(file, "回到案卷")));
    ways.push(house_of(path));
    let mut known: Vec<String> = Vec::new();
    ways.retain(|way| {
        !known.contains(&way.href) && {
            known.push(way.href.clone());
            true
        }
    });
    ways
}

/// Pages that ask and take under one address.
fn is_form(path: &str) -> bool {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    matches!(parts[..], ["my", _, _] | ["desk", "file", _, _] | ["desk", "register"] | ["apply", _])
}

/// The file on whose page the step stood; whether there is one is not said by it.
fn file_of(path: &str) -> Option<String> {
    let (id, step) = path.strip_prefix("/desk/file/")?.split_once('/')?;
    (!id.is_empty() && !step.is_empty()).then(|| format!("/desk/file/{id}"))
}

fn house_of(path: &str) -> Link {
    let in_house = |house: &str| path == house || path.starts_with(&format!("{house}/"));
    match path {
        _ if in_house("/desk") => Link::new("/desk", "回到我的待办"),
        _ if in_house("/my") => Link::new("/my", "回到办理进度"),
        _ if in_house("/apply") => Link::new("/apply", "回到申请的全部步骤，填过的都在"),
        _ => Link::new("/", "回到首页"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(here: &str, by_form: bool, from: Option<&str>) -> Vec<String> {
        ways(here, by_form, from).into_iter().map(|way| way.href).collect()
    }

    #[test]
    fn the_form_one_came_from_is_the_nearest_way_back_then_the_file_then_the_house() {
        let form = "/desk/file/d1.mediation1/import";
        assert_eq!(addresses(form, true, Some(form)), [form, "/desk/file/d1.mediation1", "/desk"]);
        assert_eq!(addresses(form, true, None), [form, "/desk/file/d1.mediation1", "/desk"]);
        assert_eq!(
            addresses(form, false, Some("/desk/file/d1")),
            ["/desk/file/d1", "/desk/file/d1.mediation1", "/desk"]
        );
        assert_eq!(
            addresses("/my/d1.mediation1/sign_agreement", true, None),
            ["/my/d1.mediation1/sign_agreement", "/my"]
        );
        assert_eq!(
            addresses("/apply/evidence", true, Some("/apply/evidence")),
            ["/apply/evidence", "/apply"]
        );
        assert_eq!(addresses("/desk", false, None), ["/desk"]);
        assert_eq!(addresses("/law/TJ-09", false, None), ["/"]);
    }

    #[test]
    fn nobody_is_led_to_where_another_house_says_one_came_from() {
        let headers = |host: &'static str, from: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().expect("a header"));
            headers.insert(header::REFERER, from.parse().expect("a header"));
            headers
        };
        let ours = headers("huajie.test", "https://huajie.test/my?done=1");
        assert_eq!(came_from(&ours).as_deref(), Some("/my?done=1"));
        for elsewhere in [
            "https://evil.test/my",
            "https://huajie.test.evil/my",
            "huajie.test/my",
            "https://huajie.test//evil",
        ] {
            assert_eq!(came_from(&headers("huajie.test", elsewhere)), None, "{elsewhere}");
        }
    }
}
