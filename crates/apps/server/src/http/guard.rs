//! Who may ask. Any page that the user has open elsewhere can send requests to this computer; none may learn anything.
//!
//! `Host` must be the address this launch listens at, or a name it was given (against DNS rebinding), `Origin` and
//! `Sec-Fetch-Site` must be our own where a browser sends them, on every method; whoever asks the interface must be known: by the
//! key of this launch or by a session, which are in a header and never in a cookie. Nothing is allowed to other origins.

use super::{App, Language, Problem};
use crate::people::Person;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use recount_sayings::say;
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

/// Where the server is asked.
#[derive(Clone, Debug)]
pub struct Names {
    /// What `Host` may say.
    hosts: Vec<String>,
    /// What an origin of our own begins with.
    schemes: &'static [&'static str],
    is_secured: bool,
}

impl Names {
    /// Names of a server that listens at `address` and is also called `named`. Behind a proxy pages come by either scheme.
    pub fn new(address: SocketAddr, named: &[String], is_secured: bool, is_behind_proxy: bool) -> Self {
        let port = address.port();
        let mut hosts = vec![address.to_string()];
        if address.ip().is_loopback() {
            hosts.push(format!("localhost:{port}"));
        }
        // A browser leaves out the usual port, and before a proxy it is another one.
        hosts.extend(named.iter().flat_map(|name| [name.clone(), format!("{name}:{port}")]));
        let schemes: &[&str] = match (is_secured, is_behind_proxy) {
            (true, _) => &["https://"],
            (false, true) => &["https://", "http://"],
            (false, false) => &["http://"],
        };
        Names { hosts, schemes, is_secured }
    }

    fn is_own(&self, origin: &str, host: &str) -> bool {
        let rests = self.schemes.iter().filter_map(|scheme| origin.strip_prefix(scheme));
        rests.into_iter().any(|rest| rest.eq_ignore_ascii_case(host))
    }

    fn allow(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
        let host = text(header::HOST).unwrap_or("");
        if !self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)) {
            return Err(Problem::forbidden(say!("problem-why.other-address")));
        }
        if text(header::ORIGIN).is_some_and(|origin| !self.is_own(origin, host)) {
            return Err(Problem::forbidden(say!("problem-why.other-sites")));
        }
        let site = text(HeaderName::from_static("sec-fetch-site"));
        if !matches!(site, None | Some("same-origin" | "none")) {
            return Err(Problem::forbidden(say!("problem-why.other-sites")));
        }
        Ok(())
    }
}

/// Lets a request through, or not; says what went wrong in the language of whoever asks, and sets what every answer says.
pub async fn check(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let language = Language::of(request.headers());
    let (mut response, is_user) = match allowed(&app, &request) {
        Ok(None) => (next.run(request).await, false),
        Ok(Some(person)) => {
            let is_user = person.is_user;
            (run_as(person, request, next).await, is_user)
        }
        Err(problem) => (problem.into_response(), false),
    };
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response = said(&app, problem, language, is_user);
    }
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if app.names.is_secured {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

async fn run_as(person: Person, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(person);
    next.run(request).await
}

/// A problem as it is told; users are told nothing of where things lie on this machine.
fn said(app: &App, problem: Problem, language: &str, is_user: bool) -> Response {
    let mut problem = problem.said_in(language);
    if is_user {
        problem.detail = app.hidden.without(&problem.detail);
    }
    problem.into_response()
}

fn allowed(app: &App, request: &Request) -> Result<Option<Person>, Problem> {
    app.names.allow(request.headers())?;
    let path = request.uri().path();
    if !path.starts_with("/api/") {
        return Ok(None);
    }
    app.access.person(request.headers(), request.method(), path)
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn own_pages_are_known_by_scheme_and_host() {
        let named = ["desk.example".to_owned()];
        let names = |is_secured, is_behind| {
            Names::new("192.0.2.7:7311".parse().unwrap(), &named, is_secured, is_behind)
        };
        let host = "desk.example:7311";
        assert!(names(true, false).is_own("https://desk.example:7311", host));
        assert!(!names(true, false).is_own("http://desk.example:7311", host));
        assert!(!names(false, false).is_own("https://desk.example:7311", host));
        assert!(names(false, true).is_own("https://desk.example:7311", host));
        assert!(!names(false, true).is_own("https://desk.example", host));
        for known in ["192.0.2.7:7311", "desk.example", "desk.example:7311"] {
            assert!(names(true, false).hosts.iter().any(|host| host == known), "{known}");
        }
        assert!(!names(true, false).hosts.iter().any(|host| host.starts_with("localhost")));
    }
}
