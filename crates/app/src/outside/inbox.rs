//! Taking events in: on file first, then applied, then answered. Whoever sends the same event again gets the same answer;
//! what cannot be applied is held for a person and may be applied later.

use super::{CloudEvent, milestone, referral};
use crate::{
    api::Problem,
    office::{Failure, Office},
};
use axum::http::StatusCode;
use huajie_law::{Actor, MatterId, Refusal, directory::OutsideSystem};
use huajie_ledger::{
    Fault, Receipt,
    exchange::{EventAnswer, EventIn, EventState},
    vault::{Context, sm3_hex},
};
use jiff::Timestamp;
use serde_json::{Value, json};

/// How many events one round applies.
const AT_ONCE: u32 = 50;

/// The sender's name for an event is another event's.
pub(super) const ID_REUSED: &str = "event.id_reused";

/// How it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Pushed,
    /// In a file, between networks that do not touch.
    Carried,
}

impl Way {
    fn as_str(self) -> &'static str {
        match self {
            Way::Pushed => "pushed",
            Way::Carried => "carried",
        }
    }
}

/// Why an event had no effect.
#[derive(Debug)]
pub(super) enum NotApplied {
    /// It says something that cannot be done: a person has to look. `dispute`: the number of what is on file already, for a sender who
    /// may know it.
    Held {
        code: String,
        says: String,
        field: Option<String>,
        cites: Option<&'static str>,
        dispute: Option<String>,
    },
    /// The world failed, or others were faster too often: the sender comes again.
    Later(Failure),
}

impl NotApplied {
    pub fn held(code: &str, says: &str, field: &str) -> NotApplied {
        let field = Some(field).filter(|field| !field.is_empty()).map(str::to_owned);
        NotApplied::Held { code: code.to_owned(), says: says.to_owned(), field, cites: None, dispute: None }
    }

    /// The law names fields of the command; the sender knows those of the event.
    pub fn with_field(self, named: impl FnOnce(String) -> String) -> NotApplied {
        match self {
            NotApplied::Held { code, says, field, cites, dispute } => {
                NotApplied::Held { code, says, field: field.map(named), cites, dispute }
            }
            later => later,
        }
    }
}

impl From<Fault> for NotApplied {
    fn from(fault: Fault) -> Self {
        NotApplied::Later(Failure::Fault(fault))
    }
}

impl From<Refusal> for NotApplied {
    fn from(refusal: Refusal) -> Self {
        NotApplied::Held {
            code: refusal.code.name.to_owned(),
            says: refusal.says().to_owned(),
            field: refusal.field.clone(),
            cites: refusal.code.cites,
            dispute: None,
        }
    }
}

impl From<Failure> for NotApplied {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => refusal.into(),
            other => NotApplied::Later(other),
        }
    }
}

impl From<Problem> for NotApplied {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Own { body, .. } => {
                let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
                NotApplied::held(&text("code"), &text("says"), &text("field"))
            }
            Problem::Common(_) => NotApplied::held("event.not_understood", "没有看懂这个事件", ""),
        }
    }
}

impl Office {
    /// Takes in one event whose sender is known and whose signature is right.
    pub async fn take_in(
        &self,
        id: &MatterId,
        system: &OutsideSystem,
        event: &CloudEvent,
        way: Way,
    ) -> Result<EventAnswer, Problem> {
        let body = serde_json::to_string(event).expect("an event is plain data");
        let asked = sm3_hex(body.as_bytes());
        let delivery = self.fresh_id("i");
        let row = EventIn {
            sealed_body: self.seal("event_in", "body", &delivery, &body),
            delivery,
            system: id.clone(),
            source: event.source.clone(),
            event: event.id.clone(),
            kind: event.kind.clone(),
            way: way.as_str().to_owned(),
            asked,
            received_at: self.now().at,
            state: EventState::Received,
            answer: EventAnswer { status: StatusCode::ACCEPTED.as_u16(), body: "{}".into() },
        };
        let row = if self.ledger.put_event_in(&row).await? {
            row
        } else {
            let held = self.ledger.event_in(id, &event.source, &event.id).await?;
            let held = held.expect("events are never taken off file");
            if held.asked != row.asked {
                let says = "这个 source 和 id 已经用于另一个事件，请给新的事件换一个 id";
                return Err(Problem::new(StatusCode::CONFLICT, ID_REUSED, says).with("field", "id"));
            }
            if held.state != EventState::Received {
                return Ok(held.answer);
            }
            held
        };
        self.apply_event(&row, &system.actor(id), event).await
    }

    /// Applies an event that is on file and notes what came of it.
    pub(super) async fn apply_event(
        &self,
        row: &EventIn,
        actor: &Actor,
        event: &CloudEvent,
    ) -> Result<EventAnswer, Problem> {
        let request = format!("event:{}:{}:{}", row.system, row.source, row.event);
        let receipt = Receipt { request, asked: row.asked.clone() };
        let (state, status, body) = match self.act_on(actor, event, receipt).await {
            Ok(mut told) => {
                told["state"] = json!("applied");
                (EventState::Applied, StatusCode::OK, told)
            }
            Err(NotApplied::Held { code, says, field, cites, dispute }) => {
                let mut told =
                    json!({ "code": code, "says": says, "field": field, "cites": cites, "state": "held" });
                if let Some(number) = dispute {
                    told["dispute"] = json!(number);
                }
                (EventState::Held, StatusCode::UNPROCESSABLE_ENTITY, told)
            }
            Err(NotApplied::Later(failure)) => return Err(failure.into()),
        };
        let mut body = body;
        body["delivery"] = json!(row.delivery);
        let answer = EventAnswer { status: status.as_u16(), body: body.to_string() };
        self.ledger.settle_event_in(&row.delivery, state, &answer, self.now().at).await?;
        Ok(answer)
    }

    /// Applies what is on file and was not applied: the machine stopped in between, or a person ordered it again.
    pub async fn apply_waiting_events(&self, received_before: Timestamp) -> Result<usize, Failure> {
        let mut applied = 0;
        for row in self.ledger.unapplied_events(received_before, AT_ONCE).await? {
            let law = self.law();
            let Some(system) = law.directory.systems.get(&row.system) else { continue };
            let place = Context { table: "event_in", column: "body", row_id: &row.delivery };
            let body = self.keys.open(&place, &row.sealed_body).ok();
            let Some(event) = body.and_then(|body| serde_json::from_str::<CloudEvent>(&body).ok()) else {
                tracing::error!(delivery = row.delivery, "an event on file does not open");
                continue;
            };
            match self.apply_event(&row, &system.actor(&row.system), &event).await {
                Ok(_) => applied += 1,
                Err(problem) => tracing::warn!(?problem, delivery = row.delivery, "an event was not applied"),
            }
        }
        Ok(applied)
    }

    async fn act_on(&self, actor: &Actor, event: &CloudEvent, receipt: Receipt) -> Result<Value, NotApplied> {
        match event.kind.as_str() {
            milestone::KIND => milestone::act(self, actor, event, receipt).await,
            referral::SENT => referral::take(self, actor, event, receipt).await,
            referral::ACCEPTED | referral::DECLINED | referral::HANDED_BACK => {
                referral::answer(self, actor, event, receipt).await
            }
            _ => Err(NotApplied::held("event.type_unknown", "不认识这种事件，请核对 type", "type")),
        }
    }
}
