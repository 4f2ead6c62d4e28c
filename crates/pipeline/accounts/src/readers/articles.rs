//! JSON lines of articles: one object a line, each a telling.
//!
//! Comes in: decoded text. Goes out: a [`Draft`] with one telling for each line that has a text. It may not know
//! layout.
//!
//! Names of fields: those that news corpora, crawlers and search engines share.

use super::draft::Draft;
use super::json::{self, Value};
use super::{Make, Reader};
use recount_diagnostics::Diagnostic;
use recount_model::{BlockKind, Locator, MetadataField};
use recount_sayings::{Told, say};

pub(super) const READER: Reader = Reader {
    id: "json-lines",
    extensions: &["jsonl", "ndjson"],
    is_certain: |_| false,
    is_likely: |beginning| {
        let first = beginning.lines().next().unwrap_or("");
        first.starts_with('{') && first.contains("\":") && TEXTS.iter().any(|name| first.contains(name))
    },
    declared_encoding: |_| None,
    make: Make::Drafted(read),
};

/// Fields that hold the telling itself; the first that is there.
const TEXTS: [&str; 8] =
    ["text", "body", "content", "article_text", "maintext", "article_content", "description", "message"];
const TITLES: [&str; 3] = ["title", "headline", "article_title"];

/// Fields about the telling, and what they say.
const CLUES: &[(&str, MetadataField)] = &[
    ("author", MetadataField::Author),
    ("authors", MetadataField::Author),
    ("byline", MetadataField::Author),
    ("source", MetadataField::Publisher),
    ("publisher", MetadataField::Publisher),
    ("outlet", MetadataField::Publisher),
    ("site", MetadataField::Publisher),
    ("sitename", MetadataField::Publisher),
    ("source_domain", MetadataField::Publisher),
    ("date", MetadataField::Published),
    ("published", MetadataField::Published),
    ("publish_date", MetadataField::Published),
    ("date_publish", MetadataField::Published),
    ("published_at", MetadataField::Published),
    ("modified", MetadataField::Modified),
    ("updated", MetadataField::Modified),
    ("date_modify", MetadataField::Modified),
    ("url", MetadataField::CanonicalUrl),
    ("link", MetadataField::CanonicalUrl),
    ("lang", MetadataField::Language),
    ("language", MetadataField::Language),
];

fn read(source: &str) -> Draft {
    let mut draft = Draft::default();
    let mut offset = 0;
    for (idx, line) in source.split_inclusive('\n').enumerate() {
        let start = offset;
        offset += line.len();
        if line.trim().is_empty() {
            continue;
        }
        match json::value_at(source, start) {
            Ok((value, _)) => article(&mut draft, source, &value, idx + 1, start),
            Err(error) => {
                let why = say!("odd.line-not-json", n = idx + 1, why = say!(error.why));
                draft.odd(error.at, Diagnostic::warning("not-json", why));
                unread(&mut draft, line, start);
            }
        }
    }
    draft
}

/// A line that is no JSON stays as it stands: nothing is lost, and nobody is made its author.
fn unread(draft: &mut Draft, line: &str, start: usize) {
    draft.break_block(start);
    let from = draft.text.len();
    draft.verbatim(line.trim_end(), start);
    draft.block(from, BlockKind::Furniture);
}

fn article(draft: &mut Draft, source: &str, value: &Value, number: usize, at: usize) {
    let why = say!("telling.article", n = number);
    telling(draft, source, value, (number, at), why);
}

/// True for an object that has a text, and a title or a word on where it comes from.
pub(super) fn is_article(source: &str, value: &Value) -> bool {
    let has = |name: &str| value.get(source, name).is_some_and(|found| found.place().is_some());
    TEXTS.iter().any(|name| has(name))
        && (TITLES.iter().any(|name| has(name)) || CLUES.iter().any(|(name, _)| has(name)))
}

/// Adds the article that `value` holds, if it holds one.
pub(super) fn telling(
    draft: &mut Draft,
    source: &str,
    value: &Value,
    (number, at): (usize, usize),
    why: Told,
) {
    let string = |names: &[&str]| names.iter().find_map(|name| value.get(source, name)?.string());
    let Some(text) = string(&TEXTS) else { return };
    draft.break_block(at);
    draft.place(Locator::Row { sheet: None, number: number as u32 });
    let (start, first_clue) = (draft.text.len(), draft.clues.len());
    if let Some(title) = string(&TITLES) {
        json::add(draft, source, title.clone());
        draft.block(start, BlockKind::Title);
        draft.break_block(title.end);
    }
    paragraphs(draft, source, text);
    for (name, field) in CLUES {
        let Some(clue) = value.get(source, name) else { continue };
        for one in std::iter::once(clue).chain(clue.items()) {
            if let (Some(words), Some(range)) = (one.words(source), one.string()) {
                draft.clue(*field, &words, range);
            }
        }
    }
    draft.telling(start, first_clue, why);
}

/// Adds a string of several paragraphs as blocks.
pub(super) fn paragraphs(draft: &mut Draft, source: &str, range: std::ops::Range<usize>) {
    let start = draft.text.len();
    json::add(draft, source, range);
    draft.lines(start, |_| BlockKind::Paragraph);
}
