//! Giving an order on a matter: any command of any room; the law says who may.

use super::{
    Problem, Sent, caller, files, parse,
    sent::{receipt, seen_version},
};
use crate::{
    desk::order::loads,
    http::{Trouble, Visit},
    office::{Extras, Failure, Order},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use huajie_law::{
    Actor, Command, Kind, MatterId, UserId, dispute::DisputeCommand, mediation::MediationCommand,
    refusal::Class,
};
use huajie_ledger::{Scope, Written};
use serde_json::json;

/// `POST /api/matters/{id}/orders`.
pub async fn give(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    sent: Result<Sent, Problem>,
) -> Result<Response, Problem> {
    let actor = caller(&visit).await?;
    let target = MatterId::from(id.as_str());
    // Who may not see the matter is not told either whether the body reads.
    let opens = !ensure_visible(&visit, &actor, &target, sent.as_ref().ok()).await?;
    let Sent(body) = sent?;
    let receipt = receipt(&headers, &actor, &format!("POST /api/matters/{id}/orders"), &body)?;
    let seen_version = seen_version(&headers)?;
    let mut command: Command = parse(&body)?;
    fill_in(&visit, &mut command).await?;
    let order = Order { target: target.clone(), seen_version, command: command.clone() };
    let extras = Extras { receipt: Some(receipt), ..Extras::default() };
    match visit.office.execute(&actor, order, extras).await {
        Ok(committed) => {
            let secret = follow_up(&visit, &target, &command).await?;
            Ok(answer(&committed.written, secret))
        }
        Err(Failure::Answered(written)) => Ok(answer(&written, None)),
        Err(Failure::Refused(refusal)) if opens && refusal.class == Class::NotPermitted => {
            Err(Trouble::NotFound.into())
        }
        Err(failure) => Err(failure.into()),
    }
}

/// True when the file is there for this actor; false when the order opens a file of the directory.
async fn ensure_visible(
    visit: &Visit,
    actor: &Actor,
    target: &MatterId,
    sent: Option<&Sent>,
) -> Result<bool, Problem> {
    if visit.office.ledger.may_see(&Scope::from(actor), target).await? {
        return Ok(true);
    }
    let kind = sent.and_then(|Sent(body)| serde_json::from_value::<Kind>(body["kind"].clone()).ok());
    let of_the_directory = matches!(kind, Some(Kind::Organization | Kind::Officer | Kind::Body));
    let id = target.as_str();
    let fits = (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if of_the_directory && fits && visit.office.ledger.load(target).await?.is_none() {
        return Ok(false);
    }
    Err(Trouble::NotFound.into())
}

/// What the program's own records say goes before what was sent.
async fn fill_in(visit: &Visit, command: &mut Command) -> Result<(), Problem> {
    match command {
        Command::Mediation(MediationCommand::NameTeam { loads: sent, .. }) => *sent = loads(visit).await?,
        Command::Dispute(DisputeCommand::AddEvidence { evidence }) => {
            files::check_evidence(visit, evidence).await?
        }
        _ => {}
    }
    Ok(())
}

/// What an order on an officer means outside the journal: secrets and sessions. Answers a password that was issued.
async fn follow_up(visit: &Visit, target: &MatterId, command: &Command) -> Result<Option<String>, Problem> {
    let Command::Officer(order) = command else { return Ok(None) };
    Ok(visit.office.after_officer_order(&UserId::new(target.as_str()), order).await?)
}

fn answer(written: &[Written], issued_password: Option<String>) -> Response {
    let mut told = json!({ "written": written });
    if let Some(password) = issued_password {
        // Told once: the same request again does not tell it again.
        told["issued_password"] = password.into();
    }
    (StatusCode::OK, Json(told)).into_response()
}
