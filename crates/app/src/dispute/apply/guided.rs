//! From the guide into an application: what was answered there is not asked again.

use super::{
    answers::{Answers, Draft},
    before, steps,
};
use crate::{
    guide::{Asked, card::Apply},
    http::{Subject, Submission, Trouble, Visit, html, refuse_foreign, see_other},
    ui::Page,
};
use askama::Template;
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use huajie_law::{
    calendar::zh_date,
    dispute::{ActKind, Told, Wish},
};

#[derive(Template)]
#[template(path = "dispute/apply/guided.html")]
struct BegunPage {
    page: Page,
    /// Sent again, should the answers of the guide take the place of what was begun.
    carried: Vec<(String, String)>,
}

/// `POST /apply/guided`: opens a draft in which the pages that were answered are filled in. One that was begun before is not
/// overwritten unasked.
pub async fn begin(visit: Visit, headers: HeaderMap, submission: Submission) -> Result<Response, Trouble> {
    refuse_foreign(&headers)?;
    let law = visit.office.law();
    let carried: Vec<(String, String)> =
        submission.pairs.iter().filter(|(name, _)| name != "anew").cloned().collect();
    let Ok(asked) = Asked::read(&carried, &law.directory, visit.office.now().today) else {
        return Ok(see_other("/guide"));
    };
    let guided = filled_in(&asked, Apply::wish(submission.first("wish")));
    let next = see_other(&steps::after("", &guided));
    let begun = match &visit.subject {
        Some(Subject::Draft(_)) => {
            Some(Draft::of(&visit).await?).filter(|draft| draft.answers.handed_in.is_none())
        }
        _ => None,
    };
    let Some(mut draft) = begun else {
        let id = visit.office.fresh_id("a");
        let draft = Draft { id: id.clone(), version: 0, answers: guided };
        let cookie = visit.begin_session(&Subject::Draft(id), None).await?;
        draft.save(&visit.office).await?;
        return Ok(([(header::SET_COOKIE, cookie)], next).into_response());
    };
    if draft.answers.is_begun() && submission.first("anew") != "true" {
        let page = BegunPage { page: visit.page("您上次的申请还没有填完"), carried };
        return Ok((StatusCode::CONFLICT, html(&page)).into_response());
    }
    draft.answers = guided;
    draft.save(&visit.office).await?;
    Ok(next)
}

/// The pages as they would have been typed. A page that is whole counts as answered; the others show what is known.
fn filled_in(asked: &Asked, wish: Wish) -> Answers {
    let question = &asked.question;
    let mut answers = Answers::default();
    let on_the_spot = question.act == Some(ActKind::Penalty) && question.circumstance == Some(true);
    answers.fill("kind", "act.kind", question.act.map(|act| act.as_str().to_owned()));
    if question.act.is_some() {
        answers.settle("kind");
    }
    answers.fill("more", "act.on_the_spot", on_the_spot.then(|| "true".to_owned()));
    let unanswered = question.act.is_some_and(ActKind::is_asked_for) && question.circumstance == Some(true);
    answers.fill("more", "act.unanswered", unanswered.then(|| "true".to_owned()));
    answers.fill("more", "act.real_estate", question.real_estate.then(|| "true".to_owned()));
    // Of a penalty the guide does not ask everything.
    if question.act.is_some_and(|act| act != ActKind::Penalty) {
        answers.settle("more");
    }
    // The button that was pressed is the answer.
    answers.fill("way", "wish", Some(wish.as_str().to_owned()));
    answers.settle("way");
    if let Some(agency) = &asked.agency {
        answers.fill("who", "respondent", Some(agency.to_string()));
        answers.settle("who");
    }
    // Who cannot say when they knew is asked for the earliest day that may be.
    let known_on = question.known_on.or(question.made_on);
    answers.fill("when", "act.known_on", known_on.map(zh_date));
    answers.fill("when", "act.made_on", question.made_on.map(zh_date));
    let told = question.told.unwrap_or(Told::Unknown);
    answers.fill("told", "act.told", Some(told.as_str().to_owned()));
    answers.settle("told");
    before::fill(&mut answers, &question.tried);
    answers.settle("tried");
    if known_on.is_some() {
        answers.settle("when");
    }
    answers
}
