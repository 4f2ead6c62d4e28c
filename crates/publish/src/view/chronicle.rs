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
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ChronicleView {
    pub total: usize,
    pub disputed: usize,
    /// Drawn on the axis.
    pub core: Vec<EntryView>,
    pub background: Vec<EntryView>,
    pub aftermath: Vec<EntryView>,
    pub undated: Vec<EntryView>,
}

/// One entry.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct EntryView {
    pub id: String,
    pub title: String,
    pub when: String,
    /// The entry before has the same time.
    pub is_same_when: bool,
    /// The title is the beginning of the first quote: then the quote need not be given again.
    pub is_title_quoted: bool,
    pub place: Option<String>,
    pub is_disputed: bool,
    pub is_planned: bool,
    /// Other entries lie within its time, and nothing says which came first.
    pub is_unordered: bool,
    /// "2 accounts, 1 root"
    pub support: String,
    pub supports: Vec<QuoteView>,
    pub disputes: Vec<QuoteView>,
    #[serde(skip)]
    pub interval: Interval,
}

/// All entries in words.
pub fn chronicle(context: &Context<'_>) -> ChronicleView {
    let entries = &context.dossier().chronicle;
    let mut view = ChronicleView {
        total: entries.len(),
        disputed: entries.iter().filter(|entry| !entry.disputes.is_empty()).count(),
        core: Vec::new(),
        background: Vec::new(),
        aftermath: Vec::new(),
        undated: Vec::new(),
    };
    for entry in entries.iter() {
        let list = match (&*entry.phase, entry.interval == Interval::UNBOUNDED) {
            (_, true) => &mut view.undated,
            ("background", _) => &mut view.background,
            ("aftermath", _) => &mut view.aftermath,
            _ => &mut view.core,
        };
        let mut view = entry_view(context, entry);
        view.is_same_when = list.last().is_some_and(|last| last.when == view.when);
        list.push(view);
    }
    for list in [&mut view.core, &mut view.background, &mut view.aftermath] {
        mark_unordered(list);
    }
    view
}

/// Longest that an entry may last and still stand at one place: a day, zones left open.
const ONE_PLACE_MS: i64 = 2 * 24 * 3_600_000;

/// Marks entries whose time holds the whole time of another, shorter one.
pub fn mark_unordered(entries: &mut [EntryView]) {
    let times: Vec<Interval> = entries.iter().map(|entry| entry.interval).collect();
    let length = |time: &Interval| Some(time.latest?.saturating_sub(time.earliest?));
    for entry in entries {
        let own = entry.interval;
        let is_long = length(&own).is_none_or(|length| length > ONE_PLACE_MS);
        let holds = |other: &Interval| {
            *other != own && length(other).is_some() && own.intersection(*other) == Some(*other)
        };
        entry.is_unordered = is_long && times.iter().any(holds);
    }
}

pub fn entry_view(context: &Context<'_>, entry: &ChronicleEntry) -> EntryView {
    let when = context.moments.of(entry.edtf.as_deref(), entry.interval);
    let accounts: BTreeSet<_> = entry.supports.iter().map(|passage| &passage.account).collect();
    let (accounts, roots) = (accounts.len(), entry.roots as usize);
    EntryView {
        id: entry.id.0.to_string(),
        title: entry.title.clone(),
        when: when.unwrap_or_else(|| context.words.say("moment", "unknown")),
        place: entry.place.clone(),
        is_same_when: false,
        is_title_quoted: entry.supports.first().is_some_and(|first| is_beginning(&entry.title, &first.text)),
        is_disputed: !entry.disputes.is_empty(),
        is_planned: entry.is_planned,
        is_unordered: false,
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

/// True if `title` is how `quote` begins, up to the case of letters and white space.
fn is_beginning(title: &str, quote: &str) -> bool {
    let title = title.trim_end_matches(['…', '.']).trim();
    let mut words = quote.split_whitespace();
    title.split_whitespace().all(|word| words.next().is_some_and(|other| is_alike(word, other)))
}

fn is_alike(word: &str, other: &str) -> bool {
    const MARKS: [char; 5] = ['.', ',', ';', ':', '!'];
    word.trim_end_matches(MARKS).to_lowercase() == other.trim_end_matches(MARKS).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::is_beginning;

    #[test]
    fn a_title_cut_from_its_quote_is_known() {
        assert!(is_beginning("The gates were opened…", "the gates  were opened, at ten."));
        assert!(!is_beginning("The gates were opened", "The gates stayed shut."));
        assert!(!is_beginning("The gates were opened", "The gates"));
    }
}
