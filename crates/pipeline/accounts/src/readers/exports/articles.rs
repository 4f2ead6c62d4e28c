//! One article as a JSON object, or a list of them.
//!
//! Comes in: a JSON document. Goes out: one telling for each article in it. It may not know layout.

use super::super::articles;
use super::super::draft::Draft;
use super::super::json::Value;
use super::{Document, Shape};
use recount_sayings::say;

pub(super) const SHAPE: Shape = Shape { id: "json-articles", is_this, read };

/// The names under which lists of articles stand.
const LISTS: [&str; 4] = ["articles", "items", "documents", "results"];

fn is_this(document: Document<'_>) -> bool {
    let objects = all(document);
    !objects.is_empty() && objects.iter().all(|one| articles::is_article(one.source, one.value))
}

fn all(document: Document<'_>) -> Vec<Document<'_>> {
    match document.value {
        Value::Array(_) => document.items().collect(),
        Value::Object(_) => match LISTS.iter().find_map(|name| document.get(name)) {
            Some(list) => list.items().collect(),
            None => vec![document],
        },
        _ => Vec::new(),
    }
}

fn read(document: Document<'_>, draft: &mut Draft) {
    for (idx, one) in all(document).into_iter().enumerate() {
        let why = say!("telling.article-of-file", n = idx + 1);
        articles::telling(draft, one.source, one.value, (idx + 1, one.start()), why);
    }
}
