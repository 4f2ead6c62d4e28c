//! What went wrong, as `application/problem+json` (RFC 9457).

use crate::status::Status;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::fmt::Display;
use std::time::Duration;
use utoipa::ToSchema;

/// What went wrong.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// One of a fixed set of words: `no-case`, `not-yet`, `not-found`, `nothing`, `refused`, `forbidden`, `unauthorised`,
    /// `needs-login`, `wrong`, `wait`, `ours`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub title: &'static str,
    pub status: u16,
    /// What a person should know and do.
    pub detail: String,
    /// Seconds to wait before it is worth asking again.
    #[serde(skip)]
    pub retry_after: Option<u64>,
}

impl Problem {
    fn new(kind: &'static str, title: &'static str, status: StatusCode, detail: impl Display) -> Self {
        Problem { kind, title, status: status.as_u16(), detail: detail.to_string(), retry_after: None }
    }

    pub fn no_case() -> Self {
        Self::new("no-case", "No case is open", StatusCode::CONFLICT, "open a case first")
    }

    /// Nothing is derived yet.
    pub fn not_yet(status: &Status) -> Self {
        if status.case.is_none() && status.build.why.is_none() {
            return Self::no_case();
        }
        let why = status
            .build
            .why
            .clone()
            .unwrap_or_else(|| "the case is being read; it will be told when it is ready".to_owned());
        Self::new("not-yet", "Nothing to show yet", StatusCode::SERVICE_UNAVAILABLE, why)
    }

    pub fn not_found(what: impl Display) -> Self {
        Self::new("not-found", "It is not there", StatusCode::NOT_FOUND, what)
    }

    /// Nothing to do it with.
    pub fn nothing(what: impl Display) -> Self {
        Self::new("nothing", "There is nothing to do", StatusCode::CONFLICT, what)
    }

    /// It cannot be done as it was asked.
    pub fn refused(error: &impl Display) -> Self {
        Self::new("refused", "It cannot be done so", StatusCode::UNPROCESSABLE_ENTITY, format!("{error:#}"))
    }

    pub fn zone(zone: &str) -> Self {
        Self::refused(&format!("`{zone}` is not a time zone; use an IANA name such as `Asia/Almaty`"))
    }

    pub fn forbidden(why: &'static str) -> Self {
        Self::new("forbidden", "Not allowed", StatusCode::FORBIDDEN, why)
    }

    pub fn unauthorised() -> Self {
        let why = "open the address that `recount serve` printed; it holds the key of this launch";
        Self::new("unauthorised", "The key of this launch is missing", StatusCode::UNAUTHORIZED, why)
    }

    /// Nobody is logged in with this request.
    pub fn log_in() -> Self {
        Self::new(
            "needs-login",
            "Log in",
            StatusCode::UNAUTHORIZED,
            "nobody is logged in, or the session is over",
        )
    }

    /// A name or a password is wrong, and it is not said which.
    pub fn wrong() -> Self {
        Self::new("wrong", "Not let in", StatusCode::UNAUTHORIZED, "name or password is wrong")
    }

    /// Too many failures.
    pub fn wait(time: Duration) -> Self {
        let seconds = time.as_secs() + u64::from(time.subsec_nanos() > 0);
        let why = format!("too often wrong; wait {seconds} seconds");
        let problem = Self::new("wait", "Wait", StatusCode::TOO_MANY_REQUESTS, why);
        Problem { retry_after: Some(seconds), ..problem }
    }

    /// Our own fault.
    pub fn ours(error: &impl Display) -> Self {
        Self::new("ours", "Something broke here", StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}"))
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
