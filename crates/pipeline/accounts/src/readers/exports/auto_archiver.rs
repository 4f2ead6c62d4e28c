//! `metadata.json` of Auto Archiver: what was archived from one address.
//!
//! Comes in: a JSON document. Goes out: title and content as one telling. It may not know layout.
//!
//! Source: `core/metadata.py` of Auto Archiver: `status`, `metadata` (any keys), `media`. Times are seconds or ISO 8601.

use super::super::articles;
use super::super::dates;
use super::super::draft::Draft;
use super::super::json;
use super::{Document, Shape};
use recount_diagnostics::Diagnostic;
use recount_model::{BlockKind, Locator, MetadataField};
use recount_sayings::say;
use std::ops::Range;

pub(super) const SHAPE: Shape = Shape { id: "auto-archiver", is_this, read };

fn is_this(document: Document<'_>) -> bool {
    let has_address = document.get("metadata").is_some_and(|metadata| metadata.get("url").is_some());
    has_address && document.get("status").is_some() && document.get("media").is_some()
}

const SOURCES: [&str; 5] = ["channel", "uploader", "author", "user", "username"];

fn read(document: Document<'_>, draft: &mut Draft) {
    let Some(metadata) = document.get("metadata") else { return };
    let first_clue = draft.clues.len();
    draft.place(Locator::Section { name: "content".to_owned() });
    if let Some(title) = metadata.string("title") {
        json::add(draft, document.source, title.clone());
        draft.block(0, BlockKind::Title);
        draft.break_block(title.end);
    }
    match metadata.string("content").or_else(|| metadata.string("description")) {
        Some(content) => articles::paragraphs(draft, document.source, content),
        None => {
            let message = say!("odd.no-content");
            draft.odd(document.start(), Diagnostic::note("no-content", message));
        }
    }
    if let Some((name, place)) = SOURCES.iter().find_map(|name| metadata.words(name)) {
        draft.clue(MetadataField::Publisher, &name, place);
    }
    if let Some((address, place)) = metadata.words("url") {
        draft.clue(MetadataField::CanonicalUrl, &address, place);
    }
    for (name, field) in [("timestamp", MetadataField::Published), ("_processed_at", MetadataField::Captured)]
    {
        if let Some((value, place)) = time(metadata, name) {
            draft.clue(field, &value, place);
        }
    }
    draft.telling(0, first_clue, say!("telling.archived"));
}

fn time(metadata: Document<'_>, name: &str) -> Option<(String, Range<usize>)> {
    if let Some((seconds, place)) = metadata.integer(name) {
        return Some((dates::of_unix(seconds)?, place));
    }
    let (words, place) = metadata.words(name)?;
    let bytes = words.as_bytes();
    (bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-')).then(|| (words.replacen(' ', "T", 1), place))
}
