//! Outside systems: the programs of other organizations that report what their bodies do. They prove themselves twice, by a
//! token for who they are and by a signature for what they send; each event has one effect however often it comes.
//!
//! Everything they order goes through [`crate::office::Office::execute`] like a click. What cannot be applied is kept for a
//! person, not thrown away. Not here: what they may do (`law`), the rows of deliveries (`ledger`).

mod carry;
mod event;
mod inbox;
mod milestone;
mod outward;
mod pages;
mod papers;
mod referral;
mod secret;
mod sender;
mod signature;
mod token;

pub use carry::{CarriedIn, NotCarried};
pub use event::CloudEvent;
pub use inbox::Way;
pub use milestone::MilestoneData;
pub use pages::{routes, stuck_for};
pub use papers::{fetch as fetch_paper, request_line};
pub use referral::{AnswerData, ReferralData};
pub use sender::{MOST_ATTEMPTS, Sender, Sent};
pub use signature::{BadSignature, SIGNATURE, WINDOW};
pub use token::issue as issue_token;

use crate::{
    api::{self, Problem},
    http::{Trouble, Visit},
    office::Office,
};
use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use huajie_law::{MatterId, directory::OutsideSystemCommand};
use huajie_ledger::deliveries::DeliveryChange;
use serde_json::{Value, json};
use std::sync::Arc;

/// `POST /api/events`: one CloudEvent, signed.
pub async fn receive(
    visit: Visit,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let (id, system) = visit.system()?;
    let bytes = body.map_err(|_| Trouble::TooLarge)?;
    check_type(&headers)?;
    let given = headers.get(SIGNATURE).and_then(|value| value.to_str().ok());
    signature::check(&system.public_key, given, &bytes, visit.office.now().at).map_err(unsigned)?;
    let event = CloudEvent::read(&api::json_of(&bytes)?)?;
    let answer = visit.office.take_in(&id, &system, &event, Way::Pushed).await?;
    let status = StatusCode::from_u16(answer.status).expect("only statuses of HTTP are answered");
    Ok((status, [(header::CONTENT_TYPE, "application/json")], answer.body).into_response())
}

/// Structured mode alone: one event, all of it in the body that is signed.
fn check_type(headers: &HeaderMap) -> Result<(), Problem> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = given.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/cloudevents+json") {
        return Ok(());
    }
    let says = "Content-Type 请用 application/cloudevents+json（结构化模式，一次一个事件）";
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "event.media_type", says))
}

fn unsigned(why: BadSignature) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, why.code(), why.says())
}

/// `GET /api/keys`: by which key what we send is verified.
pub async fn keys(State(office): State<Arc<Office>>) -> Json<Value> {
    Json(
        json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "use": "sig", "public_key": office.keys.outward_public_key() }] }),
    )
}

/// What an order on a system means for a delivery: only one that waits for a person is tried again or set aside.
pub(crate) async fn delivery_change(
    visit: &Visit,
    system: &MatterId,
    order: &OutsideSystemCommand,
) -> Result<Vec<DeliveryChange>, Trouble> {
    let (delivery, change) = match order {
        OutsideSystemCommand::TryAgain { delivery } => {
            (delivery, DeliveryChange::Again { delivery: delivery.clone() })
        }
        OutsideSystemCommand::SetAside { delivery, .. } => {
            (delivery, DeliveryChange::SetAside { delivery: delivery.clone() })
        }
        _ => return Ok(Vec::new()),
    };
    let open = visit.office.ledger.is_open_delivery(system, delivery).await?;
    if open { Ok(vec![change]) } else { Err(Trouble::Stale) }
}
