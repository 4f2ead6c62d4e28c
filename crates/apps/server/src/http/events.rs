//! The status as it changes (server-sent events), so that no screen need ask again and again.

use super::App;
use crate::status::Status;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use std::convert::Infallible;
use std::sync::Arc;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(events))
}

/// The status now, and whenever it changes, as events named `status`
#[utoipa::path(get, path = "/api/events", responses((status = 200, body = Status, content_type = "text/event-stream")))]
async fn events(State(app): State<Arc<App>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let told = WatchStream::new(app.clerk.follow()).map(|status| {
        let event = Event::default().event("status");
        let data = serde_json::to_string(&*status).unwrap_or_default();
        Ok(event.data(data))
    });
    Sse::new(told).keep_alive(KeepAlive::default())
}
