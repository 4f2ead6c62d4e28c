//! What the workbench is at.

use crate::http::{App, Language};
use crate::people::Person;
use crate::status::Status;
use axum::extract::State;
use axum::{Extension, Json};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(status)).route("/api/openapi.json", axum::routing::get(description))
}

/// All that somebody is told who is not logged in yet.
#[derive(Debug, Serialize, ToSchema)]
struct NeedsLogin {
    /// Always true.
    needs_login: bool,
    version: &'static str,
    /// The language that is answered in, of those asked for.
    language: &'static str,
}

/// The state of the workbench; or that one must log in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
enum StatusAnswer {
    Known(Box<Status>),
    Unknown(NeedsLogin),
}

/// The state of the workbench; without a session, where people log in, only that they must
#[utoipa::path(get, path = "/api/status", responses((status = 200, body = StatusAnswer)))]
async fn status(
    State(app): State<Arc<App>>,
    person: Option<Extension<Person>>,
    Language(language): Language,
) -> Json<StatusAnswer> {
    Json(match person {
        Some(Extension(person)) => {
            StatusAnswer::Known(Box::new(app.seen(&app.clerk.status(), &person, language)))
        }
        None => StatusAnswer::Unknown(NeedsLogin {
            needs_login: true,
            version: env!("CARGO_PKG_VERSION"),
            language,
        }),
    })
}

async fn description() -> Json<utoipa::openapi::OpenApi> {
    Json(crate::http::description())
}
