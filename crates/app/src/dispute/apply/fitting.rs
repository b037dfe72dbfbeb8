//! What was chosen on a page while something else stood on the pages before it: it is offered no more, so it is named in plain words
//! and asked again. Everything else on the page stays.

use crate::{
    desk::blanks,
    ui::form::{FieldKind, Form},
};
use huajie_law::dispute::Wish;

/// The pages on which is offered what the pages before them leave open.
const FIELDS: [&str; 2] = ["wish", "application.requests"];

/// Takes out what is not offered; the field, and what is to be said there.
pub fn take_unfit(form: &mut Form) -> Option<(&'static str, String)> {
    let name = FIELDS.into_iter().find(|name| form.find_mut(name).is_some())?;
    let field = form.find_mut(name)?;
    let (FieldKind::Choice(choices) | FieldKind::Several(choices)) = &field.kind else { return None };
    let offered = |value: &String| choices.iter().any(|choice| choice.value == *value);
    let (fit, unfit): (Vec<String>, Vec<String>) = field.value.iter().cloned().partition(offered);
    let known: Vec<&str> = unfit.iter().filter_map(|value| in_plain_words(name, value)).collect();
    field.value = fit;
    match (unfit.is_empty(), known.is_empty()) {
        (true, _) => None,
        (false, true) => Some((name, "请从列出的选项里选".to_owned())),
        (false, false) => {
            Some((name, format!("前面填的改过以后，原来选的“{}”不适用了，请重新选", known.join("”“"))))
        }
    }
}

fn in_plain_words(field: &str, value: &str) -> Option<&'static str> {
    match field {
        "wish" => Some(value.parse::<Wish>().ok()?.name_zh()),
        _ => Some(blanks::requested_zh(value.parse().ok()?)),
    }
}
