//! What lets a request in: the key of this launch, or the session of a user.

use super::Problem;
use crate::people::{Door, Person, Role};
use crate::status::Status;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use recount_sayings::say;
use std::path::Path;

/// What lets people in.
pub enum Access {
    /// Whoever knows the key that was printed is at work, under the name given at the start.
    Launch {
        key: String,
        name: Option<String>,
    },
    Users(Box<Door>),
}

/// What users may ask before they are logged in.
const OPEN: [(Method, &str); 2] = [(Method::GET, "/api/status"), (Method::POST, "/api/session")];
/// What is not a GET and changes nothing.
const HARMLESS: [&str; 4] = ["/api/session", "/api/report/preview", "/api/tables/read", "/api/verify"];

/// What users may ask of a case all the same: it is still the one that is served.
const OF_THE_CASE: [&str; 1] = ["/api/case/zone"];

impl Access {
    /// Who asks; `None` where nobody need be known.
    pub fn person(
        &self,
        headers: &HeaderMap,
        method: &Method,
        path: &str,
    ) -> Result<Option<Person>, Problem> {
        let known = bearer(headers).and_then(|token| self.behind(token, true));
        let is_open = || OPEN.iter().any(|(open, at)| open == method && *at == path);
        match (self, known) {
            (_, Some(person)) => may(&person, method, path).map(|()| Some(person)),
            (Access::Launch { .. }, None) => Err(Problem::unauthorised()),
            (Access::Users(_), None) if is_open() => Ok(None),
            (Access::Users(_), None) => Err(Problem::log_in()),
        }
    }

    /// The person behind a token; `is_asking` makes a session last longer.
    pub fn behind(&self, token: &str, is_asking: bool) -> Option<Person> {
        match self {
            Access::Launch { key, name } => is_same(token, key).then(|| Person {
                name: name.clone(),
                role: Role::Decides,
                until: None,
                is_user: false,
            }),
            Access::Users(door) => door.person(token, is_asking),
        }
    }

    pub fn door(&self) -> Option<&Door> {
        match self {
            Access::Launch { .. } => None,
            Access::Users(door) => Some(door),
        }
    }
}

fn may(person: &Person, method: &Method, path: &str) -> Result<(), Problem> {
    if person.is_user && path.starts_with("/api/case/") && !OF_THE_CASE.contains(&path) {
        return Err(Problem::forbidden(say!("problem-why.one-case")));
    }
    let changes = !matches!(*method, Method::GET | Method::HEAD) && !HARMLESS.contains(&path);
    if changes && person.role == Role::Reads {
        return Err(Problem::forbidden(say!("problem-why.reads-only")));
    }
    Ok(())
}

/// The token of a request.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// Compares without telling by its time how much was right.
fn is_same(given: &str, token: &str) -> bool {
    let pairs = given.bytes().zip(token.bytes());
    given.len() == token.len() && pairs.fold(0, |odd, (a, b)| odd | (a ^ b)) == 0
}

impl<S: Sync> FromRequestParts<S> for Person {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Person>().cloned().ok_or_else(Problem::log_in)
    }
}

/// Paths of this machine that users need not see.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    paths: Vec<String>,
}

impl Hidden {
    pub fn of(dir: Option<&Path>) -> Self {
        let of_dir = dir.into_iter().flat_map(|dir| {
            let absolute = std::path::absolute(dir).ok();
            [dir.canonicalize().ok(), absolute, Some(dir.to_owned())].into_iter().flatten()
        });
        let mut paths: Vec<String> = of_dir.map(|path| path.display().to_string()).collect();
        // `.` says nothing of the machine and stands everywhere.
        paths.retain(|path| path.len() > 2);
        paths.push(std::env::temp_dir().display().to_string());
        paths.sort_by_key(|path| std::cmp::Reverse(path.len()));
        paths.dedup();
        Hidden { paths }
    }

    pub fn without(&self, text: &str) -> String {
        self.paths.iter().fold(text.to_owned(), |text, path| text.replace(path.as_str(), "…"))
    }

    /// The status as this person may see it.
    pub fn status(&self, status: &Status, person: &Person, language: &str) -> Status {
        let mut seen = status.of(person.name.as_deref(), language);
        if person.is_user {
            seen.actor.clone_from(&person.name);
            seen.recent.clear();
            seen.build.why = seen.build.why.map(|why| self.without(&why));
            seen.case.iter_mut().for_each(|case| case.dir.clear());
            for note in &mut seen.diagnostics {
                note.message = self.without(&note.message);
                note.hint = note.hint.take().map(|hint| self.without(&hint));
                note.place = note.place.take().map(|place| self.without(&place));
            }
        }
        seen
    }
}
