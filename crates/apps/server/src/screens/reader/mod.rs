//! The reader: a part of an account with everything that was read in it.
//!
//! Documents may have megabytes: a window of blocks is given, and where the next ones begin. Texts are cut where marks begin and
//! end, so that nobody else ever counts bytes.

mod marks;
mod pieces;

use crate::http::{App, Ask, Problem};
use axum::extract::{Path, Query};
use axum::response::Response;
pub use marks::verdict;
use marks::{MarkView, marks_of};
use pieces::{BlockView, blocks_of};
use recount_model::{Id, Span};
use recount_publish::view::accounts::{AccountView, account_view};
use recount_publish::view::{Context, Numbered};
use recount_sayings::say;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(text))
}

/// Which part of the account.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Window {
    /// A byte of the reading; the block that holds it is in the window.
    at: Option<u32>,
    /// A block by its number, instead of `at`.
    from: Option<usize>,
    /// Blocks before that one.
    before: usize,
    /// Blocks after it.
    after: usize,
}

impl Default for Window {
    fn default() -> Self {
        Window { at: None, from: None, before: 4, after: 40 }
    }
}

const MOST_BLOCKS: usize = 400;

/// A part of an account.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ReaderView {
    account: AccountView,
    /// The number of the first block of the window, from 0.
    first: usize,
    /// Blocks of the whole account.
    total: usize,
    blocks: Vec<BlockView>,
    marks: Vec<MarkView>,
}

/// A part of an account's text, with all that was read in it
#[utoipa::path(get, path = "/api/accounts/{id}/text", params(("id" = String, Path), Window),
    responses((status = 200, body = ReaderView), (status = 404, body = Problem)))]
async fn text(ask: Ask, Path(id): Path<String>, Query(window): Query<Window>) -> Result<Response, Problem> {
    ask.answer(move |context| {
        let account = context.numbered(&Id(id.into()));
        let account = account.ok_or_else(|| Problem::not_found(say!("problem-why.no-account")))?;
        Ok(reader(context, account, window))
    })
    .await
}

fn reader(context: &Context<'_>, account: &Numbered<'_>, window: Window) -> ReaderView {
    let parts = pieces::parts(context, account);
    let at = match (window.at, window.from) {
        (Some(byte), _) => parts.partition_point(|part| part.span.start <= byte).saturating_sub(1),
        (None, from) => from.unwrap_or(0),
    };
    let first = at.saturating_sub(window.before.min(MOST_BLOCKS)).min(parts.len());
    let last = at.saturating_add(window.after.min(MOST_BLOCKS)).saturating_add(1).min(parts.len());
    let shown = parts.get(first..last).unwrap_or_default();
    let span = shown.first().zip(shown.last()).map_or(Span::new(0, 0), |(a, b)| a.span.cover(b.span));
    let marks = marks_of(context, account, span);
    ReaderView {
        account: account_view(context, account),
        first,
        total: parts.len(),
        blocks: blocks_of(context, account, shown, &marks),
        marks,
    }
}
