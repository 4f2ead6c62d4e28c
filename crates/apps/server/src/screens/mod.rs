//! One file per screen: what it is answered with, from what is derived.

mod accounts;
mod as_told;
mod case;
mod chronicle;
mod decisions;
mod documents;
mod evidence;
mod findings;
mod first;
mod lineage;
mod questions;
mod reader;
mod report;
mod search;
mod session;
mod sheets;
mod status;
mod tables;
mod things;
mod voices;

pub use search::SearchIndex;
pub use things::Catalogue;

use crate::http::App;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;

/// All that the screens can ask.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    let screens: [fn() -> OpenApiRouter<Arc<App>>; 19] = [
        status::routes,
        session::routes,
        case::routes,
        documents::routes,
        first::routes,
        accounts::routes,
        reader::routes,
        findings::routes,
        chronicle::routes,
        questions::routes,
        lineage::routes,
        voices::routes,
        evidence::routes,
        search::routes,
        tables::routes,
        sheets::routes,
        report::routes,
        things::routes,
        decisions::routes,
    ];
    screens.into_iter().fold(OpenApiRouter::new(), |all, screen| all.merge(screen()))
}

/// Rows of a list that are asked for together.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Page {
    /// Rows to leave out at the beginning.
    pub offset: usize,
    /// Most rows to give; 1,000 at most.
    pub limit: usize,
}

impl Default for Page {
    fn default() -> Self {
        Page { offset: 0, limit: 200 }
    }
}

/// Part of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Rows<T> {
    /// How many there are in all.
    pub total: usize,
    pub offset: usize,
    pub rows: Vec<T>,
}

impl Page {
    /// Most rows that are given at once.
    const MOST: usize = 1_000;

    /// The part of `all` that is asked for, each made into a row.
    pub fn of<S, T>(self, all: &[S], row: impl FnMut(&S) -> T) -> Rows<T> {
        let from = self.offset.min(all.len());
        let to = from.saturating_add(self.limit.min(Self::MOST)).min(all.len());
        Rows {
            total: all.len(),
            offset: from,
            rows: all.get(from..to).unwrap_or_default().iter().map(row).collect(),
        }
    }
}

/// True if all words of `wanted` stand in one of `texts`, whatever their case.
pub fn has_words(wanted: Option<&str>, texts: &[&str]) -> bool {
    let Some(wanted) = wanted.map(str::trim).filter(|wanted| !wanted.is_empty()) else { return true };
    let texts = texts.join(" ").to_lowercase();
    wanted.to_lowercase().split_whitespace().all(|word| texts.contains(word))
}
