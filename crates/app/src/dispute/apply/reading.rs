//! One page of the application, read: by its form's fields, and by what the law would refuse of it once all is handed in. What is
//! wrong is told at its own page and field.

use super::{
    answers::Answers,
    before, fitting,
    steps::{self, NOBODY, Step},
};
use crate::{dispute::intake::NO_HEAD, http::Submission, orders, ui::form::Form};
use huajie_law::{
    Law, Refusal,
    dispute::{Nature, weigh_days, weigh_tried},
    text,
    ways::Attempts,
};
use jiff::civil::Date;
use serde_json::Value;

/// The page's form with what was sent and what is wrong with it; the answers, if nothing is.
pub fn sent(
    step: Step,
    law: &Law,
    answers: &Answers,
    submission: &Submission,
    today: Date,
) -> (Form, Option<Value>) {
    let mut form = steps::form(step, law, answers, today);
    let read = orders::read(&mut form, submission, &orders::Stored::new(), "register");
    match step.slug {
        "when" => refuse_impossible_days(&mut form, today),
        "tried" => before::refuse_a_day_alone(&mut form, "tried"),
        "you" => refuse_head_of_a_person(&mut form),
        "others" | "third" => refuse_half_a_person(&mut form),
        _ => {}
    }
    if let Some((field, says)) = fitting::take_unfit(&mut form) {
        form.reject(field, says);
    }
    let mut read = read.filter(|_| !form.is_wrong());
    if let Some(read) = &mut read {
        without_nobody(read);
        read.get_mut("tried")
            .map_or(Ok(()), |tried| before::settle(tried, "tried"))
            .expect("a day alone was refused");
    }
    if let Some(Err(refusal)) =
        read.as_ref().filter(|_| step.slug == "tried").map(|read| weigh_told(read, answers, today))
    {
        form.reject(refusal.field.as_deref().unwrap_or_default(), refusal.says());
        return (form, None);
    }
    (form, read)
}

/// The same of what is saved.
pub fn saved(step: Step, law: &Law, answers: &Answers, today: Date) -> (Form, Option<Value>) {
    let typed = answers.of_step(step.slug).map(|(name, value)| (name.to_owned(), value.to_owned()));
    let submission = Submission { pairs: typed.collect(), uploads: Vec::new() };
    sent(step, law, answers, &submission, today)
}

/// Of earlier proceedings: no day that is to come or lies before the act.
fn weigh_told(read: &Value, answers: &Answers, today: Date) -> Result<(), Refusal> {
    let tried: Attempts = serde_json::from_value(read["tried"].clone()).unwrap_or_default();
    let made_on = text::parse_date(answers.first("when", "act.made_on")).ok();
    weigh_tried(&tried, made_on, today, "tried")
}

pub(super) fn typed(form: &Form, name: &str) -> String {
    form.leaves()
        .iter()
        .find(|field| field.name == name)
        .map_or_else(String::new, |field| text::tidy(field.first()))
}

fn refuse_impossible_days(form: &mut Form, today: Date) {
    let day = |name: &str| text::parse_date(&typed(form, name)).ok();
    if let Err(refusal) = weigh_days(day("act.made_on"), day("act.known_on"), today) {
        form.reject(refusal.field.as_deref().unwrap_or_default(), refusal.says());
    }
}

/// Told where it was typed, not once all is handed in.
fn refuse_head_of_a_person(form: &mut Form) {
    let nature: Option<Nature> = typed(form, "nature").parse().ok();
    let of_a_person = nature.is_some_and(|nature| nature.head_title().is_none());
    if of_a_person && !typed(form, "head").is_empty() {
        form.reject("head", NO_HEAD.says);
    }
}

/// A choice about somebody who has no name is about nobody.
fn without_nobody(read: &mut Value) {
    for (who, what) in [("third", "nature"), ("agent", "authority")] {
        let unnamed = read[who]["name"].is_null();
        if let Some(said) = read.get_mut(who).and_then(Value::as_object_mut).filter(|_| unnamed) {
            said.remove(what);
        }
    }
}

/// An agent or a third party of whom something is said has a name, and a third party a nature.
fn refuse_half_a_person(form: &mut Form) {
    let is_said = |name: &str| !typed(form, name).is_empty();
    let is_nobody = |name: &str| typed(form, name) == NOBODY;
    let of_third = ["third.number", "third.phone"].into_iter().any(is_said);
    let nature = is_said("third.nature") && !is_nobody("third.nature");
    let wrong = [
        (
            is_said("agent.phone") && !is_said("agent.name"),
            "agent.name",
            "写了代理人的电话，请填写代理人姓名",
        ),
        (
            of_third && !is_said("third.name"),
            "third.name",
            "请填写第三人的姓名或者单位名称；没有第三人的，下面几项都空着",
        ),
        (is_said("third.name") && !nature, "third.nature", "请选择第三人是个人还是单位"),
        (
            is_said("agent.name") && is_nobody("agent.authority"),
            "agent.authority",
            "写了代理人姓名，请选授权范围；没有代理人的，把姓名去掉",
        ),
    ];
    wrong.into_iter().filter(|(wrong, ..)| *wrong).for_each(|(_, name, says)| form.reject(name, says));
}

#[cfg(test)]
mod tests {
    use super::*;
    use huajie_law::dispute::LONGEST_TEXT_CHARS;
    use jiff::civil::date;

    fn read(slug: &str, pairs: &[(&str, &str)]) -> (Form, Option<Value>) {
        let step = steps::find(slug).expect("is a page");
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let submission = Submission { pairs, uploads: Vec::new() };
        sent(step, &Law::default(), &Answers::default(), &submission, date(2026, 11, 24))
    }

    fn error(form: &mut Form, name: &str) -> String {
        form.find_mut(name).and_then(|field| field.error.clone()).unwrap_or_default()
    }

    #[test]
    fn a_day_known_before_the_act_was_made_is_told_at_the_day() {
        let typed = [("act.known_on", "2026-11-01"), ("act.made_on", "2026-11-02")];
        let (mut form, read_) = read("when", &typed);
        assert!(read_.is_none() && error(&mut form, "act.known_on").contains("早于"), "{:?}", form.errors());
        let (mut form, _) = read("when", &[("act.known_on", "2026年12月1日")]);
        assert!(error(&mut form, "act.known_on").contains("不能晚于今天"));
    }

    #[test]
    fn a_text_that_is_too_long_is_told_at_its_page_with_its_length() {
        let long = "长".repeat(LONGEST_TEXT_CHARS + 5);
        let (mut form, read) = read("want", &[("claims", &long)]);
        assert!(read.is_none() && error(&mut form, "claims").contains("现在是 20005 个字"));
    }

    #[test]
    fn a_person_has_nobody_at_the_head_and_an_organization_may_say_who_is() {
        let typed =
            |nature| [("nature", nature), ("name", "示例"), ("head", "李示例"), ("phone", "13800001111")];
        let (mut form, told) = read("you", &typed("natural_person"));
        assert!(told.is_none() && error(&mut form, "head").contains("个人没有"), "{:?}", form.errors());
        let (form, told) = read("you", &typed("legal_person"));
        assert_eq!(told.unwrap_or_else(|| panic!("{:?}", form.errors()))["head"], "李示例");
    }

    #[test]
    fn a_third_party_has_a_name_and_a_nature_and_nothing_else_must_be_known() {
        let (mut form, _) = read("third", &[("third.phone", "0724-4223344")]);
        assert!(error(&mut form, "third.name").contains("姓名"));
        let (mut form, _) = read("third", &[("third.name", "示例·邻居")]);
        assert!(error(&mut form, "third.nature").contains("个人还是单位"));
        let (form, told) = read("third", &[("third.name", "示例·邻居"), ("third.nature", "natural_person")]);
        assert!(told.is_some(), "{:?}", form.errors());
    }

    #[test]
    fn what_was_chosen_about_a_third_party_that_there_is_not_stands_in_nobodys_way() {
        for chosen in ["natural_person", NOBODY] {
            let (form, told) = read("third", &[("third.nature", chosen)]);
            let told = told.unwrap_or_else(|| panic!("{chosen}: {:?}", form.errors()));
            assert!(told["third"]["nature"].is_null(), "{told}");
        }
        let (mut form, _) = read("third", &[("third.name", "示例·邻居"), ("third.nature", NOBODY)]);
        assert!(error(&mut form, "third.nature").contains("个人还是单位"));
        let (mut form, _) = read("others", &[("agent.name", "示例·代理"), ("agent.authority", NOBODY)]);
        assert!(error(&mut form, "agent.authority").contains("授权范围"));
    }
}
