//! Every table, for spreadsheets.

use crate::http::{App, Ask, Problem};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use recount_publish::tables::{TABLES, table};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(file))
}

/// A table as CSV, TSV or XLSX; cells that a spreadsheet would take for formulas begin with an apostrophe
#[utoipa::path(get, path = "/api/tables/{file}",
    params(("file" = String, Path, description = "`accounts`, `chronicle`, `decisions`, `figures`, `findings`, `names`, `questions`, `quotes` or `times`, with `.csv`, `.tsv` or `.xlsx`")),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
async fn file(ask: Ask, Path(file): Path<String>) -> Result<Response, Problem> {
    let unknown = || Problem::not_found("there is no such table");
    let (name, format) = file.rsplit_once('.').ok_or_else(unknown)?;
    let name =
        TABLES.iter().find(|(known, _)| *known == name).map(|(known, _)| *known).ok_or_else(unknown)?;
    let (write, kind): (recount_publish::tables::Write, &str) = match format {
        "csv" => (recount_publish::tables::csv, "text/csv; charset=utf-8"),
        "tsv" => (recount_publish::tables::tsv, "text/tab-separated-values; charset=utf-8"),
        "xlsx" => (
            recount_publish::tables::xlsx,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        _ => return Err(unknown()),
    };
    let bytes = ask
        .made(move |context| {
            let found = table(context.dossier(), name).ok_or_else(|| Problem::not_found(name))?;
            write(&found).map_err(|error| Problem::ours(&error))
        })
        .await?;
    let disposition = format!("attachment; filename=\"{file}\"");
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes).into_response())
}
