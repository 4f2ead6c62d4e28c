//! What went wrong, as `application/problem+json` (RFC 9457).

use crate::status::Status;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use recount_desk::Refusal;
use recount_keep::KeepError;
use recount_sayings::{Teller, Told, say};
use serde::Serialize;
use std::time::Duration;
use utoipa::ToSchema;

/// What went wrong.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// One of a fixed set of words: `no-case`, `not-yet`, `not-found`, `nothing`, `refused`, `forbidden`, `unauthorised`,
    /// `needs-login`, `wrong`, `wait`, `ours`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub title: String,
    pub status: u16,
    /// What a person should know and do.
    pub detail: String,
    /// Seconds to wait before it is worth asking again.
    #[serde(skip)]
    pub retry_after: Option<u64>,
    /// Title and detail, to be said in the language of whoever asked.
    #[serde(skip)]
    said: Box<[Told; 2]>,
}

impl Problem {
    fn new(kind: &'static str, title: Told, status: StatusCode, detail: impl Into<Told>) -> Self {
        let detail = detail.into();
        Problem {
            kind,
            title: title.to_string(),
            status: status.as_u16(),
            detail: detail.to_string(),
            retry_after: None,
            said: Box::new([title, detail]),
        }
    }

    /// The same in another language.
    pub fn said_in(self, language: &str) -> Self {
        let [title, detail] = self.said.each_ref().map(|told| Teller::of(language).told(told));
        Problem { title, detail, ..self }
    }

    pub fn no_case() -> Self {
        let why = say!("problem-why.no-case");
        Self::new("no-case", say!("problem.no-case"), StatusCode::CONFLICT, why)
    }

    /// Nothing is derived yet.
    pub fn not_yet(status: &Status) -> Self {
        if status.case.is_none() && status.build.why.is_none() {
            return Self::no_case();
        }
        let why = status.build.words().unwrap_or_else(|| say!("problem-why.being-read"));
        Self::new("not-yet", say!("problem.not-yet"), StatusCode::SERVICE_UNAVAILABLE, why)
    }

    pub fn not_found(what: impl Into<Told>) -> Self {
        Self::new("not-found", say!("problem.not-found"), StatusCode::NOT_FOUND, what)
    }

    /// Nothing to do it with.
    pub fn nothing(what: Told) -> Self {
        Self::new("nothing", say!("problem.nothing"), StatusCode::CONFLICT, what)
    }

    /// It cannot be done as it was asked.
    pub fn refused(error: impl Into<anyhow::Error>) -> Self {
        Self::refuse(reason(&error.into()))
    }

    /// The same where it is we who refuse.
    pub fn refuse(why: Told) -> Self {
        Self::new("refused", say!("problem.refused"), StatusCode::UNPROCESSABLE_ENTITY, why)
    }

    pub fn zone(zone: &str) -> Self {
        Self::refuse(say!("problem-why.no-zone", zone = zone))
    }

    pub fn forbidden(why: Told) -> Self {
        Self::new("forbidden", say!("problem.forbidden"), StatusCode::FORBIDDEN, why)
    }

    pub fn unauthorised() -> Self {
        let why = say!("problem-why.no-key");
        Self::new("unauthorised", say!("problem.unauthorised"), StatusCode::UNAUTHORIZED, why)
    }

    /// Nobody is logged in with this request.
    pub fn log_in() -> Self {
        let why = say!("problem-why.session-over");
        Self::new("needs-login", say!("problem.needs-login"), StatusCode::UNAUTHORIZED, why)
    }

    /// A name or a password is wrong, and it is not said which.
    pub fn wrong() -> Self {
        let why = say!("problem-why.name-or-password");
        Self::new("wrong", say!("problem.wrong"), StatusCode::UNAUTHORIZED, why)
    }

    /// Too many failures.
    pub fn wait(time: Duration) -> Self {
        let seconds = time.as_secs() + u64::from(time.subsec_nanos() > 0);
        let why = say!("problem-why.too-often", n = seconds);
        let problem = Self::new("wait", say!("problem.wait"), StatusCode::TOO_MANY_REQUESTS, why);
        Problem { retry_after: Some(seconds), ..problem }
    }

    /// Our own fault.
    pub fn ours(error: impl Into<anyhow::Error>) -> Self {
        Self::fault(reason(&error.into()))
    }

    /// The same in words of ours.
    pub fn fault(why: Told) -> Self {
        Self::new("ours", say!("problem.ours"), StatusCode::INTERNAL_SERVER_ERROR, why)
    }
}

/// Why something failed: what we say of it ourselves can be said in every language, other libraries speak English.
pub fn reason(error: &anyhow::Error) -> Told {
    if let Some(Refusal(why)) = error.downcast_ref() {
        return why.clone();
    }
    match error.downcast_ref::<KeepError>().filter(|keep| keep.to_string() == error.to_string()) {
        Some(keep) => keep.told(),
        None => format!("{error:#}").into(),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (status, [(header::CONTENT_TYPE, kind)], body).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        // Whoever passes the answer on can see what it is.
        response.extensions_mut().insert(self);
        response
    }
}
