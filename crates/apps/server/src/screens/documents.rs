//! Documents taken in: files that are dropped on the workbench.

use crate::http::{App, Problem};
use crate::status::Note;
use axum::Json;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use recount_desk::adding::{recognise, take_found};
use recount_desk::gather::Found;
use recount_model::OriginalId;
use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::sync::Arc;
use tokio_stream::StreamExt as _;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    // Originals may be of any length: they go to a file piece by piece.
    OpenApiRouter::new().routes(routes!(add)).routes(routes!(original)).layer(DefaultBodyLimit::disable())
}

/// How a document is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Called {
    /// A file name, with the folders above it where there are any.
    name: String,
}

/// What became of a document.
#[derive(Debug, Serialize, ToSchema)]
struct Taken {
    /// `new`, `known` (the same bytes were kept before), or `refused`.
    outcome: &'static str,
    /// The hash it is kept under; of an archive the first document in it.
    original: Option<String>,
    documents: usize,
    diagnostics: Vec<Note>,
}

/// Takes one document into the case; what is in archives is taken out of them
#[utoipa::path(put, path = "/api/documents", params(Called),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Taken), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn add(
    State(app): State<Arc<App>>,
    Query(called): Query<Called>,
    body: Body,
) -> Result<Json<Taken>, Problem> {
    let name = plain(&called.name)?;
    let mut file = tempfile::NamedTempFile::new().map_err(|error| Problem::refused(&error))?;
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| Problem::refused(&error))?;
        file.write_all(&piece).map_err(|error| Problem::refused(&error))?;
    }
    file.flush().map_err(|error| Problem::refused(&error))?;
    app.clerk
        .ask(move |desk| {
            let progress = desk.progress();
            let open = desk.opened()?;
            let found = vec![Found { path: file.path().to_owned(), name }];
            let refused = |error: anyhow::Error| Problem::refused(&error);
            let mut taken = take_found(&mut open.case, found, &progress).map_err(refused)?;
            recognise(&mut open.case, &mut taken, &progress).map_err(refused)?;
            desk.fall_behind();
            let outcome = match (taken.new.is_empty(), taken.known.is_empty()) {
                (false, _) => "new",
                (true, false) => "known",
                (true, true) => "refused",
            };
            Ok(Json(Taken {
                outcome,
                original: taken.new.first().or(taken.known.first()).map(|id| id.0.clone()),
                documents: taken.new.len() + taken.known.len(),
                diagnostics: taken.diagnostics.iter().map(Note::of).collect(),
            }))
        })
        .await
}

/// A name without ways out of it: it is only ever a name, but others may take it for a path.
fn plain(name: &str) -> Result<String, Problem> {
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let name = parts.collect::<Vec<_>>().join("/");
    if name.is_empty() { Err(Problem::refused(&"the document has no name")) } else { Ok(name) }
}

/// The bytes of an original as they were kept, to be saved and never shown
#[utoipa::path(get, path = "/api/originals/{sha256}", params(("sha256" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
async fn original(State(app): State<Arc<App>>, Path(sha256): Path<String>) -> Result<Response, Problem> {
    let bytes = app
        .clerk
        .ask(move |desk| {
            let id = OriginalId(sha256);
            let open = desk.opened()?;
            let is_known = open.case.originals().map_err(|error| Problem::ours(&error))?;
            if !is_known.iter().any(|stored| stored.id == id) {
                return Err(Problem::not_found("no original has this hash"));
            }
            open.case.store().read(&id).map_err(|error| Problem::refused(&error))
        })
        .await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CONTENT_DISPOSITION, "attachment"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ];
    Ok((StatusCode::OK, headers, bytes).into_response())
}
