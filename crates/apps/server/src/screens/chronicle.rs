//! The chronicle: every entry with its bounds, and the stretches that nobody tells of.

use super::as_told::Clocks;
use super::reader::verdict;
use crate::http::{App, Ask, Problem};
use axum::extract::Path;
use axum::response::Response;
use recount_model::{ChronicleEntry, Interval};
use recount_publish::view::Context;
use recount_publish::view::chronicle::{ChronicleView, EntryView, chronicle, entry_view};
use recount_sayings::say;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(entries)).routes(routes!(entry))
}

/// One entry in the list.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct EntryRow {
    id: String,
    title: String,
    when: String,
    /// Milliseconds since 1970, UTC; absent where nothing bounds it. Where the case has no zone, of the wall clock of the place,
    /// as if it were UTC: days as the accounts tell them.
    earliest_ms: Option<i64>,
    latest_ms: Option<i64>,
    place: Option<String>,
    /// Numbers of the accounts that tell it.
    accounts: Vec<usize>,
    support: String,
    roots: u32,
    is_disputed: bool,
    is_planned: bool,
    /// Other entries lie within its time, and nothing says which came first.
    is_unordered: bool,
    /// `core`, `background`, `aftermath` or `undated`.
    phase: &'static str,
    weight: u32,
    verdict: Option<&'static str>,
}

/// A stretch inside the core that no entry touches.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct GapRow {
    from_ms: i64,
    to_ms: i64,
    words: String,
}

/// The chronicle.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Chronicle {
    /// IANA zone that times are shown in; `null` where the case has none.
    zone: Option<String>,
    /// Of the core.
    earliest_ms: Option<i64>,
    latest_ms: Option<i64>,
    places: Vec<String>,
    rows: Vec<EntryRow>,
    gaps: Vec<GapRow>,
}

/// All entries in the order that is known, and the gaps between them
#[utoipa::path(get, path = "/api/chronicle",
    responses((status = 200, body = Chronicle), (status = 503, body = Problem)))]
async fn entries(ask: Ask) -> Result<Response, Problem> {
    ask.answer(|context| Ok(whole(context))).await
}

/// One entry with the passages that support and dispute it
#[utoipa::path(get, path = "/api/chronicle/{id}", params(("id" = String, Path)),
    responses((status = 200, body = EntryView), (status = 404, body = Problem)))]
async fn entry(ask: Ask, Path(id): Path<String>) -> Result<Response, Problem> {
    ask.answer(move |context| {
        let found = context.dossier().chronicle.iter().find(|entry| entry.id.0 == id);
        let found = found.ok_or_else(|| Problem::not_found(say!("problem-why.no-entry")))?;
        Ok(entry_view(context, found))
    })
    .await
}

fn whole(context: &Context<'_>) -> Chronicle {
    let ChronicleView { core, background, aftermath, undated, .. } = chronicle(context);
    let unordered: BTreeSet<String> = [&core, &background, &aftermath]
        .into_iter()
        .flatten()
        .filter(|entry| entry.is_unordered)
        .map(|entry| entry.id.clone())
        .collect();
    let core_ids: BTreeSet<String> = core.iter().map(|entry| entry.id.clone()).collect();
    let undated: BTreeSet<String> = undated.into_iter().map(|entry| entry.id).collect();
    let all = &context.dossier().chronicle;
    let zone = &context.settings.display_zone;
    let clocks = Clocks::of(all.iter().map(|entry| (entry.edtf.as_deref(), entry.interval)));
    let times = |entry: &ChronicleEntry| match zone {
        Some(_) => entry.interval,
        None => clocks.told(entry.edtf.as_deref(), entry.interval),
    };
    let rows: Vec<EntryRow> = all
        .iter()
        .map(|entry| {
            let phase = match &*entry.phase {
                _ if undated.contains(entry.id.0.as_str()) => "undated",
                "background" => "background",
                "aftermath" => "aftermath",
                _ => "core",
            };
            row(context, entry, times(entry), phase, unordered.contains(entry.id.0.as_str()))
        })
        .collect();
    let in_core: Vec<Interval> =
        all.iter().filter(|entry| core_ids.contains(entry.id.0.as_str())).map(times).collect();
    let bounded = || in_core.iter().filter(|interval| interval.is_bounded());
    let places: BTreeSet<&str> = all.iter().filter_map(|entry| entry.place.as_deref()).collect();
    Chronicle {
        zone: zone.clone(),
        earliest_ms: bounded().filter_map(|interval| interval.earliest).min(),
        latest_ms: bounded().filter_map(|interval| interval.latest).max(),
        places: places.into_iter().map(str::to_owned).collect(),
        gaps: gaps(context, &in_core),
        rows,
    }
}

fn row(
    context: &Context<'_>,
    entry: &ChronicleEntry,
    times: Interval,
    phase: &'static str,
    is_unordered: bool,
) -> EntryRow {
    let view = entry_view(context, entry);
    let numbers = entry.supports.iter().map(|passage| context.account_ref(&passage.account).number);
    let numbers: BTreeSet<usize> = numbers.collect();
    EntryRow {
        id: view.id,
        title: view.title,
        when: view.when,
        earliest_ms: times.earliest,
        latest_ms: times.latest,
        place: view.place,
        accounts: numbers.into_iter().collect(),
        support: view.support,
        roots: entry.roots,
        is_disputed: view.is_disputed,
        is_planned: view.is_planned,
        is_unordered,
        phase,
        weight: entry.weight,
        verdict: verdict(context, &entry.id.0),
    }
}

/// Shorter stretches are no gaps.
const SHORTEST_GAP_MS: i64 = 2 * 3_600_000;
const MOST_GAPS: usize = 200;

/// Stretches between the first and the last of `core` that no entry of at most two days touches: an entry that says "in
/// January" tells nothing about an hour.
fn gaps(context: &Context<'_>, core: &[Interval]) -> Vec<GapRow> {
    const LONGEST_MS: i64 = 2 * 24 * 3_600_000;
    let ends = |interval: &Interval| Some((interval.earliest?, interval.latest?));
    let mut told: Vec<(i64, i64)> = core.iter().filter_map(ends).collect();
    told.retain(|(from, to)| to.saturating_sub(*from) <= LONGEST_MS);
    told.sort_unstable();
    let mut gaps = Vec::new();
    let mut reached = told.first().map_or(0, |(_, to)| *to);
    for (from, to) in told {
        if from.saturating_sub(reached) >= SHORTEST_GAP_MS {
            let words = context.moments.interval(Interval::new(reached, from)).unwrap_or_default();
            gaps.push(GapRow { from_ms: reached, to_ms: from, words });
        }
        reached = reached.max(to);
    }
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.to_ms - gap.from_ms));
    gaps.truncate(MOST_GAPS);
    gaps.sort_by_key(|gap| gap.from_ms);
    gaps
}
