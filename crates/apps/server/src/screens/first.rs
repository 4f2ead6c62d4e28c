//! The first screen: what the case holds, the sharpest findings, what is missing.

use crate::http::{App, Ask, Problem};
use axum::response::Response;
use recount_publish::view;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(first))
}

/// The first screen
#[utoipa::path(get, path = "/api/first",
    responses((status = 200, body = view::first_screen::FirstScreenView), (status = 503, body = Problem)))]
async fn first(ask: Ask) -> Result<Response, Problem> {
    ask.answer(|context| Ok(view::first_screen(context))).await
}
