//! What a program is told when there is no ordinary answer: always `{code, says, …}`, the code in words.

use crate::{http::Trouble, office::Failure};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use huajie_law::{Refusal, refusal::Class};
use huajie_ledger::Fault;
use serde_json::{Value, json};

/// Either something that every door says alike, or an answer of this door's own.
#[derive(Clone, Debug)]
pub enum Problem {
    Common(Trouble),
    Own { status: StatusCode, body: Value },
}

impl Problem {
    pub fn new(status: StatusCode, code: &str, says: &str) -> Problem {
        Problem::Own { status, body: json!({ "code": code, "says": says }) }
    }

    pub fn bad_request(code: &str, says: &str) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, code, says)
    }

    /// The same with one more thing to know.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Problem {
        if let Problem::Own { body, .. } = &mut self {
            body[name] = value.into();
        }
        self
    }

    /// A refusal that has no article of its own rests on those of the step.
    pub fn citing(mut self, articles: &'static str) -> Problem {
        if let Problem::Common(Trouble::Refused(refusal)) = &mut self
            && refusal.class == Class::Refused
            && !articles.is_empty()
        {
            refusal.code.cites = refusal.code.cites.or(Some(articles));
        }
        self
    }

    /// 409: the key of another request.
    pub fn key_reused() -> Problem {
        Problem::new(
            StatusCode::CONFLICT,
            "idempotency.key_reused",
            "这个 Idempotency-Key 已经用于另一次请求，请换一个",
        )
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        Problem::Common(trouble)
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Problem::Common(fault.into())
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Problem::Common(refusal.into())
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Stale(file) => {
                Problem::new(StatusCode::CONFLICT, "stale", "有人先保存了，请重新读取后再办")
                    .with("version", file.version)
            }
            Failure::KeyReused => Problem::key_reused(),
            other => Problem::Common(other.into()),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match self {
            Problem::Common(trouble) => trouble.into_response(),
            Problem::Own { status, body } => (status, Json(body)).into_response(),
        }
    }
}
