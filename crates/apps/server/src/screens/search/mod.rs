//! Search over all accounts and everything that was read in them.

mod index;

pub use index::SearchIndex;

use super::Rows;
use crate::http::{App, Ask, Problem};
use axum::extract::Query;
use axum::response::Response;
use recount_publish::view::Context;
use recount_publish::view::quote::QuoteView;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(search))
}

/// What is looked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Wanted {
    /// Words; all must occur, in any form. The last may be unfinished.
    q: String,
    /// `accounts` (their texts), `claims` (what was read in them), `findings` (what was made of it), or `all`.
    #[serde(rename = "in")]
    #[param(rename = "in")]
    within: Option<String>,
    offset: usize,
    limit: Option<usize>,
}

/// Something found.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Hit {
    /// Of a passage the id of its account.
    id: String,
    /// `passage`, `time`, `figure`, `name`, `quote`, `finding`, `entry` or `question`.
    kind: &'static str,
    title: String,
    quote: Option<QuoteView>,
}

const MOST_HITS: usize = 200;

/// As a list shows it; what was said of a finding or a question in the language of who asks.
fn title(context: &Context<'_>, entry: &index::Entry) -> String {
    let dossier = context.dossier();
    let said = match entry.kind {
        "finding" => dossier.findings.iter().find(|one| one.id.0 == entry.id).map(|one| &one.title),
        "question" => dossier.questions.iter().find(|one| one.id.0 == entry.id).map(|one| &one.title),
        _ => None,
    };
    said.map_or_else(|| entry.title.clone(), |said| context.say(said))
}

/// What was found: findings, entries and questions first, then what was read, then passages
#[utoipa::path(get, path = "/api/search", params(Wanted),
    responses((status = 200, body = Rows<Hit>), (status = 503, body = Problem)))]
async fn search(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    let index = ask.search_index();
    ask.answer(move |context| {
        let index = index.get_or_init(|| SearchIndex::of(context));
        let kinds: Option<&[&str]> = match wanted.within.as_deref() {
            Some("accounts") => Some(&["passage"]),
            Some("claims") => Some(&["time", "figure", "name", "quote"]),
            Some("findings") => Some(&["finding", "entry", "question"]),
            _ => None,
        };
        let found = index.find(&wanted.q, kinds);
        let limit = wanted.limit.unwrap_or(50).min(MOST_HITS);
        let shown = found.iter().skip(wanted.offset).take(limit).filter_map(|at| index.entry(*at));
        let hit = |entry: &index::Entry| Hit {
            id: entry.id.clone(),
            kind: entry.kind,
            title: title(context, entry),
            quote: entry.passage.as_ref().map(|passage| context.quote(passage)),
        };
        Ok(Rows { total: found.len(), offset: wanted.offset, rows: shown.map(hit).collect() })
    })
    .await
}
