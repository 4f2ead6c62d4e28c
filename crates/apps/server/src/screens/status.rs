//! What the workbench is at.

use crate::http::App;
use crate::status::Status;
use axum::Json;
use axum::extract::State;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(status)).route("/api/openapi.json", axum::routing::get(description))
}

/// The state of the workbench
#[utoipa::path(get, path = "/api/status", responses((status = 200, body = Status)))]
async fn status(State(app): State<Arc<App>>) -> Json<Status> {
    Json((*app.clerk.status()).clone())
}

async fn description() -> Json<utoipa::openapi::OpenApi> {
    Json(crate::http::description())
}
