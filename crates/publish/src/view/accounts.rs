//! The accounts: who tells, when it was written, and from which words that is known.
//!
//! Comes in: accounts with what was read in them. Goes out: one row each. It may not date what nothing dates.

use super::context::{Context, Numbered};
use super::quote::QuoteView;
use recount_model::DocumentTime;
use serde::Serialize;

/// One account.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct AccountView {
    pub id: String,
    pub number: usize,
    pub anchor: String,
    pub label: String,
    pub title: Option<String>,
    pub source: Option<String>,
    pub author: Option<String>,
    pub language: String,
    pub file: Option<String>,
    /// The original's hash.
    pub original: String,
    pub is_dated: bool,
    pub written: String,
    pub reasons: Vec<ReasonView>,
    pub layers: Vec<LayerView>,
    pub why_here: Vec<String>,
    pub words: String,
    pub figures: usize,
    pub statements: usize,
    pub times: usize,
    pub names: usize,
}

/// Something that bounds the time of writing.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ReasonView {
    pub why: String,
    /// The words; absent for metadata and for what the user gave.
    pub quote: Option<QuoteView>,
}

/// A part written at another time.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct LayerView {
    pub opening: QuoteView,
    pub written: String,
    pub reasons: Vec<ReasonView>,
}

/// All accounts in reading order.
pub fn accounts(context: &Context<'_>) -> Vec<AccountView> {
    context.accounts.iter().map(|account| account_view(context, account)).collect()
}

pub fn account_view(context: &Context<'_>, numbered: &Numbered<'_>) -> AccountView {
    let (account, claims) = (numbered.account, numbered.claims);
    let reading = context.index.reading(&account.original);
    let words = reading.map_or(0, |reading| account.span.of(&reading.text).split_whitespace().count());
    let written = claims.and_then(|claims| written(context, &claims.written));
    AccountView {
        id: account.id.0.to_string(),
        number: numbered.number,
        anchor: numbered.anchor(),
        label: numbered.label.clone(),
        title: account.title.as_ref().map(|title| title.text.clone()),
        source: account.source.clone(),
        author: account.author.as_ref().map(|author| author.text.clone()),
        language: account.language.clone(),
        file: context.index.file_name(&account.original).map(str::to_owned),
        original: account.original.0.to_string(),
        is_dated: written.is_some(),
        written: written.unwrap_or_else(|| context.words.say("moment", "unknown")),
        reasons: claims.map(|claims| reasons(context, &claims.written)).unwrap_or_default(),
        layers: layers(context, numbered),
        why_here: context.reasons(&account.why),
        words: context.words.count("word", words),
        figures: claims.map_or(0, |claims| claims.figures.len()),
        statements: claims.map_or(0, |claims| claims.statements.len()),
        times: claims.map_or(0, |claims| claims.times.len()),
        names: claims.map_or(0, |claims| claims.names.len()),
    }
}

fn written(context: &Context<'_>, time: &DocumentTime) -> Option<String> {
    context.moments.of(time.edtf.as_deref(), time.interval)
}

fn reasons(context: &Context<'_>, time: &DocumentTime) -> Vec<ReasonView> {
    let view = |reason: &recount_model::account::TimeReason| ReasonView {
        why: context.say(&reason.why),
        quote: reason.passage.as_ref().map(|passage| context.quote(passage)),
    };
    time.reasons.iter().map(view).collect()
}

fn layers(context: &Context<'_>, numbered: &Numbered<'_>) -> Vec<LayerView> {
    let times = numbered.claims.map_or(&[][..], |claims| &claims.layers_written);
    let layers = numbered.account.layers.iter().enumerate();
    layers
        .map(|(at, layer)| {
            let time = times.get(at);
            let words = time.and_then(|time| written(context, time));
            LayerView {
                opening: context.bare_quote(&layer.opening),
                written: words.unwrap_or_else(|| context.words.say("moment", "unknown")),
                reasons: time.map(|time| reasons(context, time)).unwrap_or_default(),
            }
        })
        .collect()
}
