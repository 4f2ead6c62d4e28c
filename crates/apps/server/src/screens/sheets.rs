//! Tables that come back from a spreadsheet: what was changed in them, seen before it is done, and done as one step.

use super::decisions::{AdditionBody, WishBody};
use crate::clerk::Decided;
use crate::http::{App, Language, Problem};
use crate::people::Person;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use recount_desk::deciding::{Wish, WishedAct};
use recount_desk::sheet::{self, Change, Refused, Sheet};
use recount_model::Field;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Longer tables are refused.
const MOST_BYTES: usize = 64 << 20;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(read)).routes(routes!(apply)).layer(DefaultBodyLimit::max(MOST_BYTES))
}

/// Which table it is.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Called {
    /// `figures`, `findings`, …; its columns tell it where it is not named.
    name: Option<String>,
}

/// What a table that came back wishes.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct SheetRead {
    table: String,
    /// Rows with anything in them, without the header.
    rows_read: usize,
    changes: Vec<SheetChange>,
    refused: Vec<SheetRefused>,
    /// Rows that wish nothing.
    unchanged: usize,
}

/// One decision that a row wishes: what [`WishBody`] is, with where it stands and what it changes.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct SheetChange {
    /// As the spreadsheet counts: the header is row 1.
    row: usize,
    /// Of the thing; for `add` of its account.
    id: String,
    title: String,
    /// `accept`, `reject`, `unsure`, `set` or `add`.
    #[schema(value_type = String)]
    act: WishedAct,
    /// `value`, `place`, `measure`, `group` or `speaker`.
    #[schema(value_type = Option<String>)]
    field: Option<Field>,
    /// What is there now.
    from: Option<String>,
    to: Option<String>,
    why: Option<String>,
    /// What is added, for `add`.
    addition: Option<AdditionBody>,
}

/// A cell, or a whole row, that wishes nothing that could be done.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct SheetRefused {
    row: usize,
    /// `null` for the whole row.
    column: Option<String>,
    text: String,
    why: String,
}

/// Changes that a person wants done; what else was read of each may stand beside it.
#[derive(Debug, Deserialize, ToSchema)]
struct SheetChanges {
    changes: Vec<WishBody>,
}

impl From<Sheet> for SheetRead {
    fn from(sheet: Sheet) -> Self {
        SheetRead {
            table: sheet.table,
            rows_read: sheet.rows_read,
            changes: sheet.changes.into_iter().map(SheetChange::from).collect(),
            refused: sheet.refused.into_iter().map(SheetRefused::from).collect(),
            unchanged: sheet.unchanged,
        }
    }
}

impl From<Change> for SheetChange {
    fn from(change: Change) -> Self {
        let Change { row, id, title, act, field, from, to, why, addition } = change;
        let addition = addition.map(AdditionBody::from);
        SheetChange { row, id, title, act, field, from, to, why, addition }
    }
}

impl From<Refused> for SheetRefused {
    fn from(refused: Refused) -> Self {
        let Refused { row, column, text, why } = refused;
        SheetRefused { row, column, text, why }
    }
}

/// Reads a table that came back (CSV, TSV, XLSX, or cells that were pasted); nothing is done yet
#[utoipa::path(post, path = "/api/tables/read", params(Called),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = SheetRead), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn read(
    State(app): State<Arc<App>>,
    Query(called): Query<Called>,
    bytes: Bytes,
) -> Result<Json<SheetRead>, Problem> {
    let asked = app.clerk.ask(|desk| {
        let open = desk.opened()?;
        let built = open.built().map_err(Problem::refused)?;
        Ok((built, open.case.settings.default_zone.clone()))
    });
    let (built, zone) = asked.await?;
    // It may be long: nobody else waits while it is read.
    let read = tokio::task::spawn_blocking(move || {
        sheet::read(&bytes, called.name.as_deref(), &built.dossier, zone.as_deref().unwrap_or("UTC"))
    });
    let read = read.await.map_err(Problem::ours)?;
    read.map(|sheet| Json(sheet.into())).map_err(Problem::refused)
}

/// Does what a table wishes: all of it as one step that is taken back as one, or nothing
#[utoipa::path(post, path = "/api/tables/apply", request_body = SheetChanges,
    responses((status = 200, body = Decided), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn apply(
    State(app): State<Arc<App>>,
    person: Person,
    Language(language): Language,
    Json(body): Json<SheetChanges>,
) -> Result<Json<Decided>, Problem> {
    let wishes: Vec<Wish> = body.changes.into_iter().map(Wish::from).collect();
    app.clerk.ask_as(person, move |desk| desk.decide(&wishes, language).map(Json)).await
}
