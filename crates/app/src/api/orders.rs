//! Giving an order on a matter: any command of any room; the law says who may.

use super::{
    Problem, Sent, caller, files, parse,
    sent::{receipt, seen_version},
};
use crate::{
    desk::blanks,
    dispute::progress::signing,
    http::{Trouble, Visit},
    office::{Extras, Failure, Order},
    orders, outside,
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use huajie_law::{Actor, Command, Kind, MatterId, Refusal, UserId, dispute::DisputeCommand, refusal::Class};
use huajie_ledger::{Scope, Written};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// `POST /api/matters/{id}/orders`.
pub async fn give(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    sent: Result<Sent, Problem>,
) -> Result<Response, Problem> {
    let command = sent.as_ref().ok().and_then(|Sent(body)| body["order"]["command"].as_str());
    let command = command.unwrap_or_default().to_owned();
    match given(&visit, headers, &id, sent).await {
        Err(problem) => {
            let file = visit.office.ledger.load(&MatterId::from(id.as_str())).await?;
            let matter = file.as_ref().and_then(|file| file.matter.as_ref());
            Err(problem.citing(blanks::articles(&command, matter)))
        }
        answered => answered,
    }
}

async fn given(
    visit: &Visit,
    headers: HeaderMap,
    id: &str,
    sent: Result<Sent, Problem>,
) -> Result<Response, Problem> {
    let actor = caller(visit).await?;
    let target = MatterId::from(id);
    // Who may not see the matter is not told either whether the body reads.
    let opens = !ensure_visible(visit, &actor, &target, sent.as_ref().ok()).await?;
    let Sent(body) = sent?;
    let receipt = receipt(&headers, &actor, &format!("POST /api/matters/{id}/orders"), &body)?;
    let seen_version = seen_version(&headers)?;
    let again = visit.office.ledger.answered(&receipt.request).await?.is_some();
    let (body, orders::Completed { sealed, query_code, accounts: locked_out }) =
        complete(visit, &actor, &target, body, again).await?;
    let mut command: Command = parse(&body)?;
    if let Command::Dispute(DisputeCommand::AddEvidence { evidence }) = &mut command {
        files::check_evidence(visit, evidence).await?;
    }
    if let Command::Dispute(DisputeCommand::Consult { request }) = &mut command {
        files::check_evidence(visit, &mut request.evidence).await?;
    }
    if let Command::Dispute(DisputeCommand::ConveneReview { convening }) = &mut command {
        files::check_evidence(visit, &mut convening.evidence).await?;
    }
    let (accounts, secret) = match &command {
        Command::Officer(order) => {
            let user = UserId::new(target.as_str());
            let (accounts, password) = visit.office.account_changes(&user, order, Some(&receipt)).await;
            (accounts, password.map(|password| ("issued_password", password)))
        }
        Command::OutsideSystem(order) => {
            let (accounts, secret) = visit.office.system_changes(&target, order, Some(&receipt));
            (accounts, secret.map(|secret| ("client_secret", secret)))
        }
        _ => (locked_out, None),
    };
    let deliveries = match &command {
        Command::OutsideSystem(order) => outside::delivery_change(visit, &target, order).await?,
        _ => Vec::new(),
    };
    let order = Order { target: target.clone(), seen_version, command };
    let extras = Extras { receipt: Some(receipt), sealed, accounts, deliveries, ..Extras::default() };
    match visit.office.execute(&actor, order, extras).await {
        Ok(committed) => Ok(answer(&committed.written, secret, query_code)),
        Err(Failure::Answered(written)) => Ok(answer(&written, secret, None)),
        Err(Failure::Refused(refusal)) if opens && refusal.class == Class::NotPermitted => {
            Err(Trouble::NotFound.into())
        }
        Err(failure) => Err(failure.into()),
    }
}

/// True when the file is there for this actor; false when the order opens a file of the directory or of the calendar.
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
    use Kind::{Body, Expert, HolidaySchedule, Officer, Organization, OutsideSystem};
    let of_the_directory =
        matches!(kind, Some(Organization | Officer | Body | OutsideSystem | HolidaySchedule | Expert));
    let id = target.as_str();
    let fits = (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if of_the_directory && fits && visit.office.ledger.load(target).await?.is_none() {
        return Ok(false);
    }
    Err(Trouble::NotFound.into())
}

/// What no door takes from outside is put in by the program, as for the forms.
async fn complete(
    visit: &Visit,
    actor: &Actor,
    target: &MatterId,
    mut body: Value,
    again: bool,
) -> Result<(Value, orders::Completed), Problem> {
    let file = visit.office.ledger.load(target).await?;
    let completed = match (file, body.get_mut("order")) {
        (Some(file), Some(order)) => {
            // What was answered before is answered again, though its code is spent.
            if !again {
                signing::check(&visit.office, actor, &file, order).await?;
            }
            orders::complete(&visit.office, actor, &file, order).await?
        }
        _ => orders::Completed::default(),
    };
    Ok((body, completed))
}

/// With a secret that is told this once, under its name.
fn answer(
    written: &[Written],
    secret: Option<(&'static str, String)>,
    query_code: Option<String>,
) -> Response {
    let mut told = json!({ "written": written });
    if let Some((name, secret)) = secret {
        told[name] = secret.into();
    }
    if let Some(code) = query_code {
        told["query_code"] = code.into();
    }
    (StatusCode::OK, Json(told)).into_response()
}

/// Which step is to be signed by a code.
#[derive(Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskSigningCode {
    /// `sign_agreement`, `sign_minutes` or `confirm_undisputed`.
    command: String,
}

/// `POST /api/matters/{id}/signing-code`: a code to sign with, to the phone of whoever asks.
pub async fn signing_code(
    visit: Visit,
    Path(id): Path<String>,
    Sent(sent): Sent,
) -> Result<Response, Problem> {
    let actor = caller(&visit).await?;
    let target = MatterId::from(id.as_str());
    let file = visit.office.ledger.open(&Scope::from(&actor), &target).await?.ok_or(Trouble::NotFound)?;
    let AskSigningCode { command } = parse(&sent)?;
    let offers = huajie_law::offers(&file, &actor, visit.office.now(), &visit.office.law());
    let offer = offers.into_iter().find(|offer| offer.command == command);
    if let Some(refusal) = offer.ok_or_else(|| Trouble::from(Refusal::not_permitted()))?.refusal {
        return Err(Trouble::from(refusal).into());
    }
    let end = signing::send(&visit.office, &actor, &target, &command).await?;
    let says = format!("验证码已经发到尾号 {end} 的手机，10 分钟内有效");
    Ok((StatusCode::ACCEPTED, Json(json!({ "says": says }))).into_response())
}
