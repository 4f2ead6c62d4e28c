//! Who may ask. Any page that the user has open elsewhere can send requests to this computer; none may learn anything.
//!
//! `Host` must be the address this launch listens at (against DNS rebinding), `Origin` and `Sec-Fetch-Site` must be our own
//! where a browser sends them, on every method; whoever asks the interface must know the token of this launch, which is in a
//! header and never in a cookie. Nothing is allowed to other origins.

use super::{App, Problem};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::net::SocketAddr;
use std::sync::Arc;

/// No script but ours, nothing from elsewhere, no frame but our own.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
     connect-src 'self'; font-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// Set on every answer that does not say otherwise.
const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// What `Host` may say for a server at `address`.
pub fn hosts(address: SocketAddr) -> Vec<String> {
    let mut hosts = vec![address.to_string()];
    if address.ip().is_loopback() {
        hosts.push(format!("localhost:{}", address.port()));
    }
    hosts
}

/// Lets a request through, or not; and sets what every answer says.
pub async fn check(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let is_interface = ["/api/", "/preview/"].iter().any(|prefix| request.uri().path().starts_with(prefix));
    let is_preview = request.uri().path().starts_with("/preview/");
    let mut response = match allowed(&app, request.headers(), is_interface && !is_preview) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

fn allowed(app: &App, headers: &HeaderMap, needs_token: bool) -> Result<(), Problem> {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let host = text(header::HOST).unwrap_or("");
    if !app.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)) {
        return Err(Problem::forbidden("this address is not served here"));
    }
    if text(header::ORIGIN).is_some_and(|origin| !is_own(origin, host)) {
        return Err(Problem::forbidden("pages of other sites may not ask here"));
    }
    let site = text(HeaderName::from_static("sec-fetch-site"));
    if !matches!(site, None | Some("same-origin" | "none")) {
        return Err(Problem::forbidden("pages of other sites may not ask here"));
    }
    if needs_token && !is_known(headers, &app.token) {
        return Err(Problem::unauthorised());
    }
    Ok(())
}

fn is_own(origin: &str, host: &str) -> bool {
    origin.strip_prefix("http://").is_some_and(|rest| rest.eq_ignore_ascii_case(host))
}

fn is_known(headers: &HeaderMap, token: &str) -> bool {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    given.and_then(|value| value.strip_prefix("Bearer ")).is_some_and(|given| is_same(given, token))
}

/// Compares without telling by its time how much was right.
fn is_same(given: &str, token: &str) -> bool {
    let pairs = given.bytes().zip(token.bytes());
    given.len() == token.len() && pairs.fold(0, |odd, (a, b)| odd | (a ^ b)) == 0
}
