//! The evidence: originals, who did what with them, and whether all is as it was kept.

use super::{Page, Rows};
use crate::clerk::Desk;
use crate::http::{App, Problem};
use axum::Json;
use axum::extract::{Query, State};
use recount_desk::checking::check;
use recount_keep::{LogEntry, StoredOriginal};
use recount_publish::tables::{Table, plain};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(originals)).routes(routes!(log)).routes(routes!(verify))
}

/// One original.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct OriginalRow {
    sha256: String,
    bytes: u64,
    /// Every name it was added under.
    names: Vec<String>,
    /// What it came out of: an archive, a message.
    container: Option<String>,
    /// When it was kept first; RFC 3339, UTC.
    kept_at: Option<String>,
    kept_by: Option<String>,
}

/// The originals with where they came from
#[utoipa::path(get, path = "/api/evidence/originals", params(Page),
    responses((status = 200, body = Rows<OriginalRow>), (status = 409, body = Problem)))]
async fn originals(
    State(app): State<Arc<App>>,
    Query(page): Query<Page>,
) -> Result<Json<Rows<OriginalRow>>, Problem> {
    app.clerk.ask(move |desk| rows_of_originals(desk).map(|all| Json(page.of(&all, Clone::clone)))).await
}

fn rows_of_originals(desk: &mut Desk) -> Result<Vec<OriginalRow>, Problem> {
    let case = &desk.opened()?.case;
    let ours = Problem::ours;
    let stored = case.originals().map_err(ours)?;
    let origins: BTreeMap<_, _> =
        case.origins().map_err(ours)?.into_iter().map(|(id, container, _)| (id, container)).collect();
    let mut kept: BTreeMap<String, LogEntry> = BTreeMap::new();
    for entry in case.log().map_err(ours)? {
        if let Some(sha256) = entry.args.get("sha256").and_then(|value| value.as_str()).map(str::to_owned) {
            kept.entry(sha256).or_insert(entry);
        }
    }
    let row = |original: &StoredOriginal| {
        let act = kept.get(original.id.0.as_str());
        OriginalRow {
            sha256: original.id.0.to_string(),
            bytes: original.length_bytes,
            names: original.names.clone(),
            container: origins.get(&original.id).map(|container| container.0.to_string()),
            kept_at: act.map(|entry| entry.at.clone()),
            kept_by: act.and_then(|entry| entry.actor.clone()),
        }
    };
    Ok(stored.iter().map(row).collect())
}

/// The table `originals` or `log`, whole.
pub fn table(desk: &mut Desk, name: &'static str) -> Result<Table, Problem> {
    if name == "log" {
        let entries = desk.opened()?.case.log().map_err(Problem::ours)?;
        let row = |entry: LogEntry| {
            let args = Value::Object(entry.args.clone()).to_string();
            let hash = entry.hash().unwrap_or_default();
            [json!(entry.seq), json!(entry.at), json!(entry.actor), json!(entry.tool), json!(entry.verb)]
                .into_iter()
                .chain([json!(args), json!(hash)])
                .collect()
        };
        let header = vec!["seq", "at", "who", "tool", "verb", "args", "hash"];
        return Ok(plain(name, header, entries.into_iter().map(row).collect()));
    }
    let rows = rows_of_originals(desk)?.into_iter();
    let row = |one: OriginalRow| {
        [json!(one.sha256), json!(one.bytes), json!(one.names), json!(one.container)]
            .into_iter()
            .chain([json!(one.kept_at), json!(one.kept_by)])
            .collect()
    };
    let header = vec!["sha256", "bytes", "names", "container", "kept_at", "kept_by"];
    Ok(plain(name, header, rows.map(row).collect()))
}

/// One entry of the custody log.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct LogRow {
    seq: i64,
    at: String,
    who: Option<String>,
    tool: String,
    verb: String,
    /// What exactly was done, as it stands in the log.
    #[schema(value_type = Object)]
    args: serde_json::Map<String, serde_json::Value>,
    hash: String,
}

/// The custody log, the last act first
#[utoipa::path(get, path = "/api/evidence/log", params(Page),
    responses((status = 200, body = Rows<LogRow>), (status = 409, body = Problem)))]
async fn log(State(app): State<Arc<App>>, Query(page): Query<Page>) -> Result<Json<Rows<LogRow>>, Problem> {
    app.clerk
        .ask(move |desk| {
            let mut entries = desk.opened()?.case.log().map_err(Problem::ours)?;
            entries.reverse();
            Ok(Json(page.of(&entries, |entry| LogRow {
                seq: entry.seq,
                at: entry.at.clone(),
                who: entry.actor.clone(),
                tool: entry.tool.clone(),
                verb: entry.verb.clone(),
                args: entry.args.clone(),
                hash: entry.hash().unwrap_or_default(),
            })))
        })
        .await
}

/// What was checked, and what came out.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Verified {
    originals: usize,
    quotes: usize,
    damages: Vec<DamageRow>,
}

/// Something that is not as it was kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct DamageRow {
    /// Kebab-case.
    #[schema(value_type = String)]
    kind: recount_keep::DamageKind,
    what: String,
    message: String,
}

/// Checks every hash, the chain, the tables and every quote
#[utoipa::path(post, path = "/api/verify",
    responses((status = 200, body = Verified), (status = 409, body = Problem)))]
async fn verify(State(app): State<Arc<App>>) -> Result<Json<Verified>, Problem> {
    app.clerk
        .ask(|desk| {
            let progress = desk.progress();
            let checked = check(&desk.opened()?.case, &progress).map_err(Problem::refused)?;
            let damages = checked.damages.into_iter();
            let damages =
                damages.map(|one| DamageRow { kind: one.kind, what: one.what, message: one.message });
            Ok(Json(Verified {
                originals: checked.originals,
                quotes: checked.quotes,
                damages: damages.collect(),
            }))
        })
        .await
}
