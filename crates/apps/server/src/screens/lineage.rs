//! Who copied whom, and what changed on the way.

use crate::http::{App, Ask, Problem};
use axum::extract::Path;
use axum::response::Response;
use recount_model::LineageEdge;
use recount_publish::view::Context;
use recount_publish::view::context::AccountRef;
use recount_publish::view::lineage::{
    PairView, TalkingPointView, TranslationView, direction_words, pair_view, talking_point, translation,
};
use recount_sayings::say;
use serde::Serialize;
use std::cmp::Reverse;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(lineage)).routes(routes!(pair))
}

/// Two accounts that share words, in the list.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct PairRow {
    id: String,
    from: AccountRef,
    to: AccountRef,
    /// Which came first is known.
    is_directed: bool,
    direction_words: String,
    shared_permille: u32,
    passages: usize,
    edits: usize,
    is_credited: bool,
}

/// An account in the graph.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Node {
    account: AccountRef,
    /// When it was written, as far as that is known; milliseconds since 1970.
    earliest_ms: Option<i64>,
    latest_ms: Option<i64>,
    written: String,
}

/// Everything copied.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Lineage {
    nodes: Vec<Node>,
    pairs: Vec<PairRow>,
    talking_points: Vec<TalkingPointView>,
    translations: Vec<TranslationView>,
}

/// Account pairs that share words, similar wording in several mouths, and translations
#[utoipa::path(get, path = "/api/lineage",
    responses((status = 200, body = Lineage), (status = 503, body = Problem)))]
async fn lineage(ask: Ask) -> Result<Response, Problem> {
    ask.answer(|context| Ok(whole(context))).await
}

/// One pair with its passages side by side
#[utoipa::path(get, path = "/api/lineage/{id}", params(("id" = String, Path)),
    responses((status = 200, body = PairView), (status = 404, body = Problem)))]
async fn pair(ask: Ask, Path(id): Path<String>) -> Result<Response, Problem> {
    ask.answer(move |context| {
        let found = context.dossier().collation.lineage.iter().find(|edge| edge.id.0 == id);
        let found = found.ok_or_else(|| Problem::not_found(say!("problem-why.no-pair")))?;
        Ok(pair_view(context, found))
    })
    .await
}

fn whole(context: &Context<'_>) -> Lineage {
    let collation = &context.dossier().collation;
    let mut edges: Vec<&LineageEdge> = collation.lineage.iter().collect();
    edges.sort_by_key(|edge| Reverse(edge.shared_permille));
    let pairs: Vec<PairRow> = edges.into_iter().map(|edge| row(context, edge)).collect();
    let nodes = context.accounts.iter().filter(|account| {
        pairs.iter().any(|pair| [pair.from.number, pair.to.number].contains(&account.number))
    });
    let node = |account: &recount_publish::view::Numbered<'_>| {
        let written = account.claims.map(|claims| &claims.written);
        let words = written.and_then(|time| context.moments.of(time.edtf.as_deref(), time.interval));
        Node {
            account: account.reference(),
            earliest_ms: written.and_then(|time| time.interval.earliest),
            latest_ms: written.and_then(|time| time.interval.latest),
            written: words.unwrap_or_else(|| context.words.say("moment", "unknown")),
        }
    };
    Lineage {
        nodes: nodes.map(node).collect(),
        pairs,
        talking_points: collation.talking_points.iter().map(|point| talking_point(context, point)).collect(),
        translations: collation.translations.iter().map(|found| translation(context, found)).collect(),
    }
}

fn row(context: &Context<'_>, edge: &LineageEdge) -> PairRow {
    use recount_model::Direction;
    let (from, to) =
        if edge.direction == Direction::BToA { (&edge.to, &edge.from) } else { (&edge.from, &edge.to) };
    let edits = edge.alignments.iter().filter_map(|id| context.index.alignment(id));
    PairRow {
        id: edge.id.0.to_string(),
        from: context.account_ref(from),
        to: context.account_ref(to),
        is_directed: matches!(edge.direction, Direction::AToB | Direction::BToA),
        direction_words: direction_words(context, edge.direction),
        shared_permille: edge.shared_permille,
        passages: edge.alignments.len(),
        edits: edits.map(|alignment| alignment.edits.len()).sum(),
        is_credited: edge.is_credited,
    }
}
