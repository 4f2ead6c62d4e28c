//! Documents taken in: files that are dropped on the workbench.

use crate::http::{App, Language, Problem};
use crate::people::Person;
use crate::status::Note;
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use recount_desk::adding::{recognise, take_found};
use recount_desk::gather::Found;
use recount_model::OriginalId;
use recount_sayings::say;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt as _};
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
    person: Person,
    Language(language): Language,
    Query(called): Query<Called>,
    body: Body,
) -> Result<Json<Taken>, Problem> {
    let name = plain(&called.name)?;
    let mut file = tempfile::NamedTempFile::new().map_err(Problem::refused)?;
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(Problem::refused)?;
        file.write_all(&piece).map_err(Problem::refused)?;
    }
    file.flush().map_err(Problem::refused)?;
    app.clerk
        .ask_as(person, move |desk| {
            let progress = desk.progress();
            let open = desk.opened()?;
            let found = vec![Found { path: file.path().to_owned(), name }];
            let refused = |error: anyhow::Error| Problem::refused(error);
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
                original: taken.new.first().or(taken.known.first()).map(|id| id.0.to_string()),
                documents: taken.new.len() + taken.known.len(),
                diagnostics: taken.diagnostics.iter().map(|odd| Note::of(odd, language)).collect(),
            }))
        })
        .await
}

/// A name without ways out of it: it is only ever a name, but others may take it for a path.
fn plain(name: &str) -> Result<String, Problem> {
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let name = parts.collect::<Vec<_>>().join("/");
    if name.is_empty() { Err(Problem::refuse(say!("problem-why.no-name"))) } else { Ok(name) }
}

/// The bytes of an original as they were kept, to be saved and never shown
#[utoipa::path(get, path = "/api/originals/{sha256}", params(("sha256" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
async fn original(State(app): State<Arc<App>>, Path(sha256): Path<String>) -> Result<Response, Problem> {
    let id = OriginalId(sha256.into());
    let wanted = id.clone();
    let store = app
        .clerk
        .ask(move |desk| {
            let case = &desk.opened()?.case;
            let known = case.originals().map_err(Problem::ours)?;
            if !known.iter().any(|stored| stored.id == wanted) {
                return Err(Problem::not_found(say!("problem-why.no-original")));
            }
            Ok(case.store().clone())
        })
        .await?;
    // It may be long: neither the clerk nor other readers wait while it is checked.
    let opened = tokio::task::spawn_blocking(move || store.open(&id)).await;
    let opened = opened.map_err(Problem::ours)?;
    let (file, length_bytes) = opened.map_err(Problem::refused)?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_LENGTH, length_bytes.to_string()),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((StatusCode::OK, headers, Body::from_stream(pieces(file))).into_response())
}

const PIECE_BYTES: usize = 256 << 10;

/// The bytes of a file, a piece at a time, read as fast as they are taken.
fn pieces(mut file: File) -> impl Stream<Item = io::Result<Bytes>> {
    let (send, pieces) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        let mut piece = vec![0; PIECE_BYTES];
        loop {
            let read = match file.read(&mut piece) {
                Ok(0) => return,
                Ok(read) => Ok(Bytes::copy_from_slice(piece.get(..read).unwrap_or_default())),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => Err(error),
            };
            let is_over = read.is_err();
            // Whoever asked may have gone away.
            if send.blocking_send(read).is_err() || is_over {
                return;
            }
        }
    });
    ReceiverStream::new(pieces)
}
