//! Which case is open: another one opened, a new one made, the example tried; the zone of its clocks.

use crate::clerk::Desk;
use crate::example;
use crate::http::{App, Language, Problem};
use crate::people::Person;
use crate::status::Status;
use axum::Json;
use axum::extract::State;
use recount_sayings::say;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(open))
        .routes(routes!(new))
        .routes(routes!(try_example))
        .routes(routes!(close))
        .routes(routes!(zone))
}

/// A case by its folder.
#[derive(Debug, Deserialize, ToSchema)]
struct Open {
    /// On the computer that serves.
    dir: String,
}

/// A case to be made.
#[derive(Debug, Deserialize, ToSchema)]
struct New {
    /// A new or empty folder on the computer that serves.
    dir: String,
    #[serde(default)]
    title: String,
    /// IANA zone of clock times that name none.
    #[serde(default)]
    zone: Option<String>,
}

/// The zone of a case.
#[derive(Debug, Deserialize, ToSchema)]
struct ZoneBody {
    /// IANA zone of clock times that name none; `null` for none.
    zone: Option<String>,
}

/// Opens a case in place of the one that is open
#[utoipa::path(post, path = "/api/case/open", request_body = Open,
    responses((status = 200, body = Status), (status = 422, body = Problem)))]
async fn open(
    State(app): State<Arc<App>>,
    person: Person,
    Language(language): Language,
    Json(wanted): Json<Open>,
) -> Result<Json<Status>, Problem> {
    let dir = folder(&wanted.dir)?;
    let opened = app.clerk.ask(move |desk| {
        if !dir.join("case.db").is_file() {
            return Err(Problem::refuse(say!("problem-why.no-case-folder", dir = dir.display().to_string())));
        }
        desk.open(&dir);
        Ok(())
    });
    opened.await.map(|()| told(&app, &person, language))
}

/// Makes an empty case and opens it
#[utoipa::path(post, path = "/api/case/new", request_body = New,
    responses((status = 200, body = Status), (status = 422, body = Problem)))]
async fn new(
    State(app): State<Arc<App>>,
    person: Person,
    Language(language): Language,
    Json(wanted): Json<New>,
) -> Result<Json<Status>, Problem> {
    let dir = folder(&wanted.dir)?;
    let zone = wanted.zone.filter(|zone| !zone.is_empty());
    app.clerk
        .ask(move |desk| desk.create(&dir, &wanted.title, zone))
        .await
        .map(|()| told(&app, &person, language))
}

/// Makes a case of the example dossier and opens it
#[utoipa::path(post, path = "/api/case/example", request_body = Open,
    responses((status = 200, body = Status), (status = 422, body = Problem)))]
async fn try_example(
    State(app): State<Arc<App>>,
    person: Person,
    Language(language): Language,
    Json(wanted): Json<Open>,
) -> Result<Json<Status>, Problem> {
    let dir = folder(&wanted.dir)?;
    let opened = app.clerk.ask(move |desk| {
        if !dir.join("case.db").is_file() {
            desk.create(&dir, example::TITLE, None)?;
            add_example(desk)?;
        }
        desk.open(&dir);
        Ok(())
    });
    opened.await.map(|()| told(&app, &person, language))
}

/// Lets go of the open case
#[utoipa::path(post, path = "/api/case/close", responses((status = 200, body = Status)))]
async fn close(
    State(app): State<Arc<App>>,
    person: Person,
    Language(language): Language,
) -> Result<Json<Status>, Problem> {
    let closed = app.clerk.ask(|desk| {
        desk.close();
        Ok(())
    });
    closed.await.map(|()| told(&app, &person, language))
}

/// Sets the zone in which clock times that name none are read, or takes it away; everything is derived anew
#[utoipa::path(put, path = "/api/case/zone", request_body = ZoneBody,
    responses((status = 200, body = Status), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn zone(
    State(app): State<Arc<App>>,
    person: Person,
    Language(language): Language,
    Json(wanted): Json<ZoneBody>,
) -> Result<Json<Status>, Problem> {
    let set = app.clerk.ask_as(person.clone(), move |desk| desk.set_zone(wanted.zone.as_deref()));
    set.await.map(|()| told(&app, &person, language))
}

fn add_example(desk: &mut Desk) -> Result<(), Problem> {
    let folder = tempfile::tempdir().map_err(Problem::ours)?;
    example::write(folder.path()).map_err(Problem::ours)?;
    let progress = desk.progress();
    let open = desk.opened()?;
    let paths = [folder.path().to_owned()];
    recount_desk::adding::take(&mut open.case, &paths, &progress).map_err(Problem::refused)?;
    Ok(())
}

fn told(app: &App, person: &Person, language: &str) -> Json<Status> {
    Json(app.seen(&app.clerk.status(), person, language))
}

/// An absolute path, or one below the user's home.
fn folder(dir: &str) -> Result<PathBuf, Problem> {
    let dir = Path::new(dir.trim());
    if dir.is_absolute() {
        return Ok(dir.to_owned());
    }
    let below = dir.strip_prefix("~").unwrap_or(dir);
    let home = std::env::var_os("HOME").map(PathBuf::from);
    match home {
        Some(home) if !dir.as_os_str().is_empty() => Ok(home.join(below)),
        _ => Err(Problem::refuse(say!("problem-why.name-folder"))),
    }
}
