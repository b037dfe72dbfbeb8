//! 此前的程序: what is asked about an earlier reconsideration or suit, on the portal, at the counter and where it is put right. What follows
//! from it is the law's (`huajie_law::ways`).

use super::{answers::Answers, reading::typed};
use crate::ui::form::{Choice, Field, Form};
use huajie_law::{
    Code, Refusal,
    calendar::zh_date,
    ways::{Attempts, Tried, Way},
};
use serde_json::Value;
use strum::IntoEnumIterator;

/// That there was none: said, and not left out.
const NONE: &str = "none";
const WAYS: [Way; 2] = [Way::Reconsider, Way::Sue];
const WHICH_STEP: Code =
    Code::new("dispute.register.step_missing", "写了日子的，请选办到哪一步；没有这回事的，把日子去掉");

/// The two questions with their days, as they stand; `path`: where they stand in the order.
pub fn fields(path: &str, held: &Attempts, select: bool) -> Vec<Field> {
    WAYS.into_iter().flat_map(|way| asked(path, way, held, select)).collect()
}

fn asked(path: &str, way: Way, held: &Attempts, select: bool) -> [Field; 2] {
    let (step, on) = names(path, way);
    let (question, day, hint) = match way {
        Way::Sue => (
            "为这件事起诉过吗？",
            "起诉是哪天的事？",
            "起诉状递上去的，写法院收到的那天；已经有裁定、判决的，写收到文书的那天。没有或者记不清就空着。",
        ),
        _ => (
            "为这件事申请过复议吗？",
            "复议是哪天的事？",
            "申请递上去的，写复议机关收到的那天；已经受理、过期没有决定的，写受理的那天；有了决定的，写收到决定书的那天。没有或者记不清就空着。",
        ),
    };
    let steps = Tried::iter().filter(|tried| tried.way() == way);
    let named = steps.map(|tried| Choice::from((tried.as_str().to_owned(), tried.name_zh())));
    let choices: Vec<Choice> = std::iter::once(Choice::from((NONE, "没有"))).chain(named).collect();
    let attempt = held.get(way);
    let step = match select {
        true => Field::select(step, question, choices),
        false => Field::choice(step, question, choices),
    };
    let chosen = attempt.map_or(NONE.to_owned(), |attempt| attempt.tried.as_str().to_owned());
    let step = if select || attempt.is_some() { step.value(chosen) } else { step };
    let on = Field::date(on, day).hint(hint);
    let known = attempt.and_then(|attempt| attempt.on).map(zh_date);
    [step, on.value(known.unwrap_or_default())]
}

fn names(path: &str, way: Way) -> (String, String) {
    let at = format!("{path}.{}", way.as_str());
    (format!("{at}.tried"), format!("{at}.on"))
}

/// What the guide was told.
pub fn fill(answers: &mut Answers, told: &Attempts) {
    for way in WAYS {
        let (step, on) = names("tried", way);
        let attempt = told.get(way);
        let chosen = attempt.map_or(NONE.to_owned(), |attempt| attempt.tried.as_str().to_owned());
        answers.fill("tried", &step, Some(chosen));
        answers.fill("tried", &on, attempt.and_then(|attempt| attempt.on).map(zh_date));
    }
}

/// A draft that was begun while the page asked one question for both ways: the answer stands under its way, and of the other one nothing.
pub fn read_anew(answers: &mut Answers) {
    for pages in [&mut answers.typed, &mut answers.known] {
        let Some(page) = pages.get_mut("when") else { continue };
        let Some(said) = page.remove("tried") else { continue };
        let tried: Option<Tried> = said.first().and_then(|said| said.parse().ok());
        for way in WAYS {
            let told = tried.filter(|tried| tried.way() == way);
            let chosen = told.map_or(NONE.to_owned(), |tried| tried.as_str().to_owned());
            page.entry(names("tried", way).0).or_insert_with(|| vec![chosen]);
        }
    }
}

/// A day of a step that nobody named.
pub fn refuse_a_day_alone(form: &mut Form, path: &str) {
    for way in WAYS {
        let (step, on) = names(path, way);
        let unnamed = matches!(typed(form, &step).as_str(), "" | NONE);
        if unnamed && !typed(form, &on).is_empty() {
            form.reject(&on, WHICH_STEP.says);
        }
    }
}

/// The same of an order in which they stand below another field.
pub fn settle_below(order: &mut Value, field: &str) -> Result<(), Refusal> {
    let tried = order.get_mut(field).and_then(|said| said.get_mut("tried"));
    tried.map_or(Ok(()), |tried| settle(tried, &format!("{field}.tried")))
}

/// The answers as the order has them: of a way that was not gone nothing is said. Errors: a day of no step.
pub fn settle(tried: &mut Value, path: &str) -> Result<(), Refusal> {
    let Some(ways) = tried.as_object_mut() else { return Ok(()) };
    for way in WAYS {
        let said = ways.get(way.as_str());
        let unnamed = said.is_some_and(|said| matches!(said["tried"].as_str(), None | Some("" | NONE)));
        let dated = said.is_some_and(|said| !said["on"].is_null());
        if unnamed && dated {
            return Err(Refusal::at(WHICH_STEP, names(path, way).1));
        }
        if unnamed {
            ways.remove(way.as_str());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispute::apply::steps;
    use huajie_law::Law;
    use jiff::civil::date;

    /// As such a draft lies in the store.
    fn begun_before(said: &str) -> Answers {
        let when =
            serde_json::json!({ "act.known_on": ["2026-11-01"], "act.told": ["yes"], "tried": [said] });
        let draft = serde_json::json!({ "typed": { "when": when }, "evidence": [], "despite": null, "handed_in": null });
        let mut answers = serde_json::from_value(draft).expect("it reads");
        read_anew(&mut answers);
        answers.move_to_their_pages();
        answers
    }

    #[test]
    fn what_was_typed_on_a_page_of_many_questions_stands_on_the_page_that_asks_it_now() {
        let answers = begun_before("none");
        assert_eq!(answers.first("when", "act.known_on"), "2026-11-01");
        assert_eq!((answers.first("when", "act.told"), answers.first("told", "act.told")), ("", "yes"));
    }

    #[test]
    fn a_draft_begun_while_one_question_was_asked_still_says_what_was_told() {
        let read = |said| {
            let answers = begun_before(said);
            let tried = steps::find("tried").expect("is a page");
            let read = super::super::reading::saved(tried, &Law::default(), &answers, date(2026, 11, 24)).1;
            read.expect("the page reads")["tried"].clone()
        };
        assert_eq!(read("suit_accepted")["sue"]["tried"], "suit_accepted");
        assert_eq!(read("reconsideration_withdrawn")["reconsider"]["tried"], "reconsideration_withdrawn");
        assert!(read("suit_accepted")["reconsider"].is_null() && read("none")["sue"].is_null());
        assert_eq!(begun_before("suit_filed").first("tried", "tried.reconsider.tried"), NONE);
    }
}
