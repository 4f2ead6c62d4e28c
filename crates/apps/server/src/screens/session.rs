//! Who one is: logging in, asking, logging out.

use crate::http::{App, Peer, Problem, bearer};
use crate::people::{Entered, Person, Role};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::{Extension, Json};
use recount_sayings::say;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(enter, who, leave))
}

/// Who wants to come in.
#[derive(Deserialize, ToSchema)]
struct Credentials {
    name: String,
    password: String,
}

/// A session that was begun.
#[derive(Debug, Serialize, ToSchema)]
struct Begun {
    /// For the `Authorization` header: `Bearer …`. It is told this once.
    token: String,
    name: String,
    role: Role,
    /// When it ends at the latest; RFC 3339, UTC.
    until: String,
}

/// Who one is.
#[derive(Debug, Serialize, ToSchema)]
struct Session {
    /// As the custody log will name them; `null` where no name was given at the start.
    name: Option<String>,
    role: Role,
    /// When it ends at the latest; `null` with the key of a launch.
    until: Option<String>,
    /// True for a user who logged in, and can log out.
    is_user: bool,
}

/// Logs in; a wrong name and a wrong password are answered alike
#[utoipa::path(post, path = "/api/session", request_body = Credentials,
    responses((status = 200, body = Begun), (status = 401, body = Problem), (status = 409, body = Problem),
        (status = 429, body = Problem, description = "too many failures; `Retry-After` says how many seconds to wait")))]
async fn enter(
    State(app): State<Arc<App>>,
    Extension(Peer(address)): Extension<Peer>,
    Json(given): Json<Credentials>,
) -> Result<Json<Begun>, Problem> {
    let door = app.access.door().ok_or_else(|| Problem::nothing(say!("problem-why.no-users")))?;
    let Entered { token, person } = door.enter(&given.name, &given.password, address).await?;
    let Person { name, role, until, .. } = person;
    Ok(Json(Begun { token, name: name.unwrap_or_default(), role, until: until.unwrap_or_default() }))
}

/// Who one is
#[utoipa::path(get, path = "/api/session", responses((status = 200, body = Session), (status = 401, body = Problem)))]
async fn who(Person { name, role, until, is_user }: Person) -> Json<Session> {
    Json(Session { name, role, until, is_user })
}

/// Logs out
#[utoipa::path(delete, path = "/api/session", responses((status = 204), (status = 401, body = Problem)))]
async fn leave(State(app): State<Arc<App>>, headers: HeaderMap) -> StatusCode {
    if let (Some(door), Some(token)) = (app.access.door(), bearer(&headers)) {
        door.leave(token);
    }
    StatusCode::NO_CONTENT
}
