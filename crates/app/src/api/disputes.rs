//! Registering through a program: another system's transfer, a kiosk, or somebody's own software.

use super::{Problem, Sent, files, parse, sent::receipt};
use crate::{
    dispute::{intake::Intake, twin::Twin},
    http::{Trouble, Visit},
    office::{Extras, Failure},
};
use axum::{
    Json,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use huajie_law::{Actor, MatterId, Role, dispute::Source, text::normal_number};
use huajie_ledger::Receipt;
use serde_json::Value;

/// `POST /api/disputes`: without a token as somebody on the portal, with one as the officer.
pub async fn register(
    visit: Visit,
    headers: HeaderMap,
    sent: Result<Sent, Problem>,
) -> Result<Response, Problem> {
    let actor = match headers.get(header::AUTHORIZATION) {
        Some(_) => visit.officer()?,
        None => Actor::public(),
    };
    actor.permits(&[Role::Public, Role::IntakeClerk, Role::ConsultPoint, Role::ReconsiderationOfficer])?;
    let Sent(body) = sent?;
    let receipt = receipt(&headers, &actor, "POST /api/disputes", &body)?;
    let mut intake: Intake = parse(&body)?;
    check_source(&actor, intake.source)?;
    files::check_evidence(&visit, &mut intake.evidence).await?;
    let (public, said) = (actor.role == Role::Public, intake.despite.clone());
    loop {
        let looked = visit.office.look_for_twins(&intake, public).await?;
        match (was_answered(&visit, &receipt).await?, public) {
            (true, _) => {}
            (false, true) => {
                intake.despite = said.clone();
                refuse_own_twin(&visit, &mut intake).await?;
                visit.office.admit_registration(&intake, visit.office.now()).await?;
            }
            (false, false) => refuse_twin(&visit, &intake).await?,
        }
        let extras = Extras { receipt: Some(receipt.clone()), alone: Some(looked), ..Extras::default() };
        match visit.office.register_with(&actor, &intake, extras).await {
            // Somebody was faster with the same: what a stranger may learn of it is weighed as before.
            Err(Failure::Doubled(_)) if public => {}
            Err(Failure::Doubled(twin)) => return Err(on_file(&visit, &twin).await?),
            done => return Ok((StatusCode::CREATED, Json(done?)).into_response()),
        }
    }
}

/// A request that was carried out before finds its own dispute on file: that is no twin.
async fn was_answered(visit: &Visit, receipt: &Receipt) -> Result<bool, Problem> {
    Ok(visit.office.ledger.answered(&receipt.request).await?.is_some())
}

/// Where it came in follows from who hands it in; only the counter takes in what others sent.
fn check_source(actor: &Actor, source: Source) -> Result<(), Problem> {
    let fits = match actor.role {
        Role::Public => source == Source::Online,
        Role::ConsultPoint => source == Source::ConsultPoint,
        Role::ReconsiderationOfficer => source == Source::ReconsiderationCounter,
        _ => true,
    };
    if fits {
        return Ok(());
    }
    let says =
        "来源与您的身份不符：群众填 online，咨询点填 consult_point，复议机构填 reconsideration_counter";
    Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "dispute.register.source", says)
        .with("field", "source"))
}

/// Whoever is not known here learns of a dispute only as its party, and by its number alone. What is found by less goes to the counter,
/// whatever was said in `despite`.
async fn refuse_own_twin(visit: &Visit, intake: &mut Intake) -> Result<(), Problem> {
    let said = intake.despite.take();
    let Some(twin) = visit.office.find_twin_of_public(intake).await? else { return Ok(()) };
    if let Twin::Theirs(twin) = &twin {
        let number = number_of(visit, twin).await?;
        let named =
            |said: &MatterId| number.as_str().map(normal_number) == Some(normal_number(said.as_str()));
        if !said.as_ref().is_some_and(named) {
            let says = "您对同一个单位的同一件事（或者没有写日期、分不清是不是同一件的同一类事）已经登记过，不用再登记；确实是另一件的，请把原来的编号填入 despite 后换一个 Idempotency-Key 重发";
            let problem = Problem::new(StatusCode::CONFLICT, "dispute.already_on_file", says);
            return Err(problem.with("number", number));
        }
    }
    intake.despite = Some(twin.dispute());
    Ok(())
}

async fn refuse_twin(visit: &Visit, intake: &Intake) -> Result<(), Problem> {
    let Some(twin) = visit.office.find_twin(intake).await? else { return Ok(()) };
    if intake.despite.as_ref() == Some(&twin) {
        return Ok(());
    }
    Err(on_file(visit, &twin).await?)
}

async fn on_file(visit: &Visit, twin: &MatterId) -> Result<Problem, Problem> {
    let says = "已经登记过同一件争议，或者没有写日期、分不清是不是同一件的同一类争议；确实是另一件的，请把它的 dispute 填入 despite 后换一个 Idempotency-Key 重发";
    let problem = Problem::new(StatusCode::CONFLICT, "dispute.already_on_file", says);
    Ok(problem.with("number", number_of(visit, twin).await?).with("dispute", twin.as_str()))
}

async fn number_of(visit: &Visit, twin: &MatterId) -> Result<Value, Problem> {
    let file = visit.office.ledger.load(twin).await?.ok_or(Trouble::NotFound)?;
    let law = visit.office.law();
    Ok(file.matter.and_then(|matter| matter.outline(twin, &law).facets.number).into())
}
