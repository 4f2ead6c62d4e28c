//! The inbox of findings.

use super::{Page, Rows, has_words};
use crate::http::{App, Ask, Problem};
use axum::extract::{Path, Query};
use axum::response::Response;
use recount_model::{Act, Finding};
use recount_publish::view::Context;
use recount_publish::view::findings::{FindingView, finding_view, in_order};
use recount_sayings::say;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(findings)).routes(routes!(finding))
}

/// Which findings are wanted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Wanted {
    /// Kebab-case; all when absent.
    pub kind: Option<String>,
    /// `always`, `on-reading` or `possible`.
    pub hold: Option<String>,
    /// `open` (nobody judged it), `decided`, or `all`.
    pub state: Option<String>,
    /// Words that must stand in its title.
    pub q: Option<String>,
    pub offset: usize,
    pub limit: Option<usize>,
}

/// One finding in the list.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct FindingRow {
    id: String,
    kind: String,
    kind_words: String,
    title: String,
    hold: &'static str,
    hold_words: String,
    is_sharp: bool,
    /// `accept`, `reject` or `unsure`.
    verdict: Option<&'static str>,
    decided: Option<String>,
}

/// How many findings there are of one kind.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct KindCount {
    kind: String,
    title: String,
    count: usize,
    open: usize,
}

/// The inbox.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Inbox {
    kinds: Vec<KindCount>,
    open: usize,
    found: Rows<FindingRow>,
}

/// The findings, the sharpest first
#[utoipa::path(get, path = "/api/findings", params(Wanted),
    responses((status = 200, body = Inbox), (status = 503, body = Problem)))]
async fn findings(ask: Ask, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    ask.answer(move |context| Ok(inbox(context, &wanted))).await
}

/// One finding with its quotes
#[utoipa::path(get, path = "/api/findings/{id}", params(("id" = String, Path)),
    responses((status = 200, body = FindingView), (status = 404, body = Problem)))]
async fn finding(ask: Ask, Path(id): Path<String>) -> Result<Response, Problem> {
    ask.answer(move |context| {
        let found = context.dossier().findings.iter().find(|finding| finding.id.0 == id);
        let found = found.ok_or_else(|| Problem::not_found(say!("problem-why.no-finding")))?;
        Ok(finding_view(context, found))
    })
    .await
}

fn inbox(context: &Context<'_>, wanted: &Wanted) -> Inbox {
    let all = in_order(context);
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for finding in &all {
        let (count, open) = kinds.entry(&finding.kind).or_default();
        *count += 1;
        *open += usize::from(verdict(context, finding).is_none());
    }
    let open = kinds.values().map(|(_, open)| open).sum();
    let kinds = kinds.into_iter().map(|(kind, (count, open))| KindCount {
        kind: kind.to_owned(),
        title: context.words.say("finding-kind", kind),
        count,
        open,
    });
    let kinds = kinds.collect();
    let fitting: Vec<&Finding> = all.into_iter().filter(|finding| fits(context, finding, wanted)).collect();
    let page = Page { offset: wanted.offset, limit: wanted.limit.unwrap_or(Page::default().limit) };
    Inbox { kinds, open, found: page.of(&fitting, |finding| row(context, finding)) }
}

/// Ids of the findings that are wanted, wherever in the list they stand.
pub fn ids<'d>(context: &Context<'d>, wanted: &Wanted) -> BTreeSet<&'d str> {
    let fitting = context.dossier().findings.iter().filter(|finding| fits(context, finding, wanted));
    fitting.map(|finding| finding.id.0.as_str()).collect()
}

fn fits(context: &Context<'_>, finding: &Finding, wanted: &Wanted) -> bool {
    let is = |wanted: &Option<String>, own: &str| wanted.as_deref().is_none_or(|wanted| wanted == own);
    let is_decided = verdict(context, finding).is_some();
    let is_in_state = match wanted.state.as_deref() {
        Some("open") => !is_decided,
        Some("decided") => is_decided,
        _ => true,
    };
    is(&wanted.kind, &finding.kind)
        && is(&wanted.hold, recount_publish::view::findings::hold_key(finding.hold))
        && is_in_state
        && wanted.q.as_deref().is_none_or(|q| has_words(Some(q), &[&context.say(&finding.title)]))
}

fn row(context: &Context<'_>, finding: &Finding) -> FindingRow {
    let FindingView { id, kind, kind_words, title, hold, hold_words, is_sharp, decided, .. } =
        finding_view(context, finding);
    let verdict = verdict(context, finding);
    FindingRow { id, kind, kind_words, title, hold, hold_words, is_sharp, verdict, decided }
}

fn verdict(context: &Context<'_>, finding: &Finding) -> Option<&'static str> {
    context.dossier().verdict(&finding.id).map(|decided| match decided.decision.act {
        Act::Accept => "accept",
        Act::Reject => "reject",
        _ => "unsure",
    })
}
