//! JSON Feed.
//!
//! Comes in: decoded text. Goes out: entries. It may not know how an entry is shown.

use super::super::draft::Draft;
use super::super::json::{self, Value};
use super::super::{Make, Reader};
use super::entry::{self, Entry, Words};
use recount_diagnostics::Diagnostic;
use recount_model::MetadataField;
use recount_sayings::say;
use std::ops::Range;

pub(in super::super) const READER: Reader = Reader {
    id: "json-feed",
    extensions: &[],
    is_certain: |beginning| {
        beginning.trim_start().starts_with('{') && beginning.contains("://jsonfeed.org/version/")
            || beginning.trim_start().starts_with('{')
                && beginning.contains(":\\/\\/jsonfeed.org\\/version\\/")
    },
    is_likely: |_| false,
    declared_encoding: |_| None,
    make: Make::Drafted(read),
};

const CLUES: [(&str, MetadataField); 6] = [
    ("date_published", MetadataField::Published),
    ("date_modified", MetadataField::Modified),
    ("url", MetadataField::CanonicalUrl),
    ("external_url", MetadataField::CanonicalUrl),
    ("language", MetadataField::Language),
    ("publisher", MetadataField::Publisher),
];

fn read(source: &str) -> Draft {
    let mut draft = Draft::default();
    let start = source.len() - source.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).len();
    let feed = match json::value_at(source, start) {
        Ok((feed, _)) => feed,
        Err(error) => {
            let message = say!("odd.feed-not-json", why = say!(error.why));
            draft.odd(error.at, Diagnostic::warning("not-json", message));
            draft.verbatim(source, 0);
            return draft;
        }
    };
    for (name, field) in [("title", MetadataField::Publisher), ("language", MetadataField::Language)] {
        if let Some((words, range)) = string(source, &feed, name) {
            draft.clue(field, &words, range);
        }
    }
    for (idx, item) in feed.get(source, "items").map(Value::items).unwrap_or_default().iter().enumerate() {
        entry::add(&mut draft, source, entry_of(source, item), idx + 1);
    }
    draft
}

fn entry_of(source: &str, item: &Value) -> Entry {
    let words = |name: &str, is_plain: bool| {
        let mut words = Words { is_plain, ..Words::default() };
        if let Some(range) = item.get(source, name).and_then(Value::string) {
            json::add(&mut words.draft, source, range.clone());
            words.source = range;
        }
        words
    };
    let html = words("content_html", false);
    let mut entry = Entry {
        title: words("title", true),
        summary: words("summary", true),
        content: if html.is_empty() { words("content_text", true) } else { html },
        ..Entry::default()
    };
    entry.at = [&entry.title, &entry.summary, &entry.content]
        .iter()
        .filter(|words| !words.is_empty())
        .map(|words| words.source.start)
        .min()
        .unwrap_or(0);
    for (name, field) in CLUES {
        entry.clues.extend(string(source, item, name).map(|(words, range)| (field, words, range)));
    }
    let authors = item.get(source, "authors").map(Value::items).unwrap_or_default();
    for author in authors.iter().chain(item.get(source, "author")) {
        entry.clues.extend(
            string(source, author, "name").map(|(words, range)| (MetadataField::Author, words, range)),
        );
    }
    entry
}

fn string(source: &str, value: &Value, name: &str) -> Option<(String, Range<usize>)> {
    let found = value.get(source, name)?;
    Some((found.words(source)?, found.string()?))
}
