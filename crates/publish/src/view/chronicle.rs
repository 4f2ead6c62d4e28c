//! The chronicle: what is said to have happened, with the passages that support or dispute it.
//!
//! Comes in: chronicle entries. Goes out: the same in words, by phase. It may not place what has no time: undated
//! entries are listed apart.

use super::context::Context;
use super::quote::QuoteView;
use recount_model::{ChronicleEntry, Interval};
use serde::Serialize;
use std::collections::BTreeSet;

/// The chronicle by phase.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ChronicleView {
    pub total: usize,
    pub disputed: usize,
    /// Drawn on the axis.
    pub core: Vec<EntryView>,
    pub background: Vec<EntryView>,
    pub aftermath: Vec<EntryView>,
    pub undated: Vec<EntryView>,
}

/// One entry.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EntryView {
    pub id: String,
    pub title: String,
    pub when: String,
    pub place: Option<String>,
    pub is_disputed: bool,
    pub is_planned: bool,
    /// "2 accounts, 1 root"
    pub support: String,
    pub supports: Vec<QuoteView>,
    pub disputes: Vec<QuoteView>,
    #[serde(skip)]
    pub interval: Interval,
}

/// All entries in words.
pub(crate) fn chronicle(context: &Context<'_>) -> ChronicleView {
    let entries = &context.dossier().chronicle;
    let mut view = ChronicleView {
        total: entries.len(),
        disputed: entries.iter().filter(|entry| !entry.disputes.is_empty()).count(),
        core: Vec::new(),
        background: Vec::new(),
        aftermath: Vec::new(),
        undated: Vec::new(),
    };
    for entry in entries {
        let list = match (&*entry.phase, entry.interval == Interval::UNBOUNDED) {
            (_, true) => &mut view.undated,
            ("background", _) => &mut view.background,
            ("aftermath", _) => &mut view.aftermath,
            _ => &mut view.core,
        };
        list.push(entry_view(context, entry));
    }
    view
}

fn entry_view(context: &Context<'_>, entry: &ChronicleEntry) -> EntryView {
    let when = context.moments.of(entry.edtf.as_deref(), entry.interval);
    let accounts: BTreeSet<_> = entry.supports.iter().map(|passage| &passage.account).collect();
    let (accounts, roots) = (accounts.len(), entry.roots as usize);
    EntryView {
        id: entry.id.0.clone(),
        title: entry.title.clone(),
        when: when.unwrap_or_else(|| context.words.say("moment", "unknown")),
        place: entry.place.clone(),
        is_disputed: !entry.disputes.is_empty(),
        is_planned: entry.is_planned,
        support: format!(
            "{}, {}",
            context.words.count("account", accounts),
            context.words.count("root", roots)
        ),
        supports: context.quotes(&entry.supports),
        disputes: context.quotes(&entry.disputes),
        interval: entry.interval,
    }
}
