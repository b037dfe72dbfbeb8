//! Bodies as a form offers them: a hundred names are found by their kind.

use crate::ui::form::Choice;
use huajie_law::{
    Law,
    directory::{Category, Organization},
};

/// Those that fit, the kinds in the order of the directory and each by name.
pub fn offered(law: &Law, fits: impl Fn(&Organization) -> bool) -> Vec<Choice> {
    let mut bodies: Vec<_> = law.directory.organizations.iter().filter(|(_, body)| fits(body)).collect();
    bodies.sort_by_key(|(id, body)| (body.category as u8, &body.name, *id));
    bodies
        .into_iter()
        .map(|(id, body)| Choice::from((id.to_string(), body.name.clone())).under(heading(body.category)))
        .collect()
}

fn heading(category: Category) -> &'static str {
    match category {
        Category::Department => "政府部门和垂直管理机关",
        other => other.name_zh(),
    }
}
