//! The status as it changes (server-sent events), so that no screen need ask again and again.

use super::{App, Language, bearer};
use crate::people::Person;
use crate::status::Status;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::interval;
use tokio_stream::wrappers::{IntervalStream, WatchStream};
use tokio_stream::{Stream, StreamExt as _};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// So often it is looked whether the session still lasts.
const LOOK: Duration = Duration::from_secs(15);

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(events))
}

/// The status now, and whenever it changes, as events named `status`; it ends with the session
#[utoipa::path(get, path = "/api/events", responses((status = 200, body = Status, content_type = "text/event-stream")))]
async fn events(
    State(app): State<Arc<App>>,
    person: Person,
    Language(language): Language,
    headers: HeaderMap,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let token = bearer(&headers).unwrap_or_default().to_owned();
    let (told, looks) = (WatchStream::new(app.clerk.follow()), IntervalStream::new(interval(LOOK)));
    let lasting = Arc::clone(&app);
    let told = told.map(Some).merge(looks.map(|_| None));
    // Looking on is not asking: it makes no session last longer.
    let told = told.take_while(move |_| lasting.access.behind(&token, false).is_some());
    let told = told.filter_map(move |status| {
        let seen = app.seen(&*status?, &person, language);
        let data = serde_json::to_string(&seen).unwrap_or_default();
        Some(Ok(Event::default().event("status").data(data)))
    });
    Sse::new(told).keep_alive(KeepAlive::default())
}
