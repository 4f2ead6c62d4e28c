//! Every table, for spreadsheets, with the filters of its screen.

use super::{evidence, findings, has_words, questions};
use crate::http::{App, Ask, Problem};
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use recount_publish::tables::{self, Cell, TABLES, Table, table};
use recount_publish::view::Context;
use recount_sayings::say;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(file))
}

/// Which rows are wanted: the filters of the screen that shows them.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Wanted {
    /// Of findings.
    kind: Option<String>,
    /// Of findings.
    hold: Option<String>,
    /// Of findings and questions.
    state: Option<String>,
    /// Of questions and figures.
    measure: Option<String>,
    /// Words that must stand in the row.
    q: Option<String>,
}

const CSV: &str = "text/csv; charset=utf-8";
const TSV: &str = "text/tab-separated-values; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// What comes from the case itself and not from what is derived.
const OF_CASE: [&str; 2] = ["originals", "log"];

/// A table as CSV, TSV or XLSX; cells that a spreadsheet would take for formulas begin with an apostrophe
#[utoipa::path(get, path = "/api/tables/{file}",
    params(("file" = String, Path, description = "`accounts`, `chronicle`, `decisions`, `figures`, `findings`, `lineage`, `log`, `names`, `originals`, `questions`, `quotes` or `times`, with `.csv`, `.tsv` or `.xlsx`"), Wanted),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
async fn file(
    State(app): State<Arc<App>>,
    ask: Ask,
    Path(file): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let unknown = || Problem::not_found(say!("problem-why.no-table"));
    let (name, format) = file.rsplit_once('.').ok_or_else(unknown)?;
    let known = TABLES.iter().map(|(known, _)| *known).chain(OF_CASE).find(|known| *known == name);
    let name = known.ok_or_else(unknown)?;
    let (write, kind): (tables::Write, &str) = match format {
        "csv" => (tables::csv, CSV),
        "tsv" => (tables::tsv, TSV),
        "xlsx" => (tables::xlsx, XLSX),
        _ => return Err(unknown()),
    };
    let written = |found: &Table| write(found).map_err(Problem::ours);
    let bytes = if OF_CASE.contains(&name) {
        let of_case = move |desk: &mut crate::clerk::Desk| evidence::table(desk, name);
        let mut found = app.clerk.ask(of_case).await?;
        found.rows.retain(|row| says(row, &wanted));
        written(&found)?
    } else {
        ask.made(move |context| {
            let mut found = table(context.dossier(), name).ok_or_else(|| Problem::not_found(name))?;
            filter(&mut found, context, &wanted);
            write(&found).map_err(Problem::ours)
        })
        .await?
    };
    let disposition = format!("attachment; filename=\"{file}\"");
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes).into_response())
}

/// Leaves the rows that the screen of the table would show.
fn filter(found: &mut Table, context: &Context<'_>, wanted: &Wanted) {
    let Wanted { kind, hold, state, measure, q } = wanted.clone();
    let ids: Option<BTreeSet<&str>> = match found.name {
        "findings" => {
            Some(findings::ids(context, &findings::Wanted { kind, hold, state, q, ..Default::default() }))
        }
        "questions" => {
            Some(questions::ids(context, &questions::Wanted { measure, state, q, ..Default::default() }))
        }
        _ => None,
    };
    let column = |name: &str| found.header.iter().position(|known| *known == name);
    let (id, measured) = (column("id"), column("measure"));
    let is = |row: &[Cell], at: Option<usize>, fits: &dyn Fn(&str) -> bool| {
        at.and_then(|at| row.get(at)).is_some_and(|cell| matches!(cell, Cell::Text(words) if fits(words)))
    };
    found.rows.retain(|row| match &ids {
        Some(ids) => is(row, id, &|words| ids.contains(words)),
        None => {
            let measure = wanted.measure.as_deref().filter(|_| measured.is_some());
            measure.is_none_or(|measure| is(row, measured, &|words| words == measure)) && says(row, wanted)
        }
    });
}

fn says(row: &[Cell], wanted: &Wanted) -> bool {
    let words =
        row.iter().filter_map(|cell| if let Cell::Text(words) = cell { Some(words.as_str()) } else { None });
    has_words(wanted.q.as_deref(), &words.collect::<Vec<_>>())
}
