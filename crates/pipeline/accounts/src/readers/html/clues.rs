//! What a page says about itself: title, author, dates, address, publisher.
//!
//! Comes in: tags and the linked data of a page. Goes out: clues. It may not judge them: a page's date may be wrong.
//!
//! Source: HTML `meta`, Open Graph, Dublin Core, schema.org (JSON-LD).

use super::blocks::Attributes;
use crate::readers::draft::DraftClue;
use recount_model::MetadataField;
use std::ops::Range;

/// Names (and properties) of `meta` elements.
const META: &[(&str, MetadataField)] = &[
    ("author", MetadataField::Author),
    ("article:author", MetadataField::Author),
    ("dc.creator", MetadataField::Author),
    ("parsely-author", MetadataField::Author),
    ("og:title", MetadataField::Title),
    ("dc.title", MetadataField::Title),
    ("og:site_name", MetadataField::Publisher),
    ("application-name", MetadataField::Publisher),
    ("dc.publisher", MetadataField::Publisher),
    ("article:published_time", MetadataField::Published),
    ("datepublished", MetadataField::Published),
    ("pubdate", MetadataField::Published),
    ("publish-date", MetadataField::Published),
    ("date", MetadataField::Published),
    ("dc.date", MetadataField::Published),
    ("dc.date.issued", MetadataField::Published),
    ("parsely-pub-date", MetadataField::Published),
    ("article:modified_time", MetadataField::Modified),
    ("og:updated_time", MetadataField::Modified),
    ("datemodified", MetadataField::Modified),
    ("last-modified", MetadataField::Modified),
    ("og:url", MetadataField::CanonicalUrl),
    ("og:locale", MetadataField::Language),
    ("content-language", MetadataField::Language),
];

/// Keys of schema.org's `Article`; a person's or publisher's name stands one level deeper.
const LINKED_DATA: &[(&str, MetadataField)] = &[
    ("datePublished", MetadataField::Published),
    ("dateModified", MetadataField::Modified),
    ("headline", MetadataField::Title),
    ("author", MetadataField::Author),
    ("publisher", MetadataField::Publisher),
    ("inLanguage", MetadataField::Language),
];

/// Adds what a start tag says about the page.
pub(super) fn of_tag(name: &str, attributes: &Attributes, clues: &mut Vec<DraftClue>) {
    let attribute = |key: &str| attributes.get(key);
    let lower = |key: &str| attribute(key).map_or(String::new(), |found| found.value.to_lowercase());
    let (field, key) = match name {
        "meta" => {
            let names = [lower("name"), lower("property"), lower("itemprop"), lower("http-equiv")];
            let known = META.iter().find(|(known, _)| names.iter().any(|name| name == known));
            (known.map(|(_, field)| *field), "content")
        }
        "link" => ((lower("rel") == "canonical").then_some(MetadataField::CanonicalUrl), "href"),
        "html" => (Some(MetadataField::Language), "lang"),
        "time" => {
            let is_date = lower("itemprop") == "datepublished" || attributes.contains_key("pubdate");
            (is_date.then_some(MetadataField::Published), "datetime")
        }
        _ => (None, ""),
    };
    if let (Some(field), Some(found)) = (field, attribute(key))
        && !found.value.trim().is_empty()
    {
        clues.push(DraftClue { field, value: found.value.trim().to_owned(), source: found.source.clone() });
    }
}

/// Adds what a `script` with linked data says: the first value of each key that matters.
pub(super) fn of_linked_data(source: &str, span: Range<usize>, clues: &mut Vec<DraftClue>) {
    let data = source.get(span.clone()).unwrap_or("");
    for (key, field) in LINKED_DATA {
        let Some(at) = data.find(&format!("\"{key}\"")) else { continue };
        let value_from = at + key.len() + 2;
        let rest = data.get(value_from..).unwrap_or("");
        let skipped = rest.len() - rest.trim_start_matches([':', ' ', '\n', '\r', '\t', '[']).len();
        let value_from = value_from + skipped;
        if let Some((value, range)) = text_value(data, value_from) {
            clues.push(DraftClue {
                field: *field,
                value,
                source: span.start + range.start..span.start + range.end,
            });
        }
    }
}

/// The string at `from`, or the `name` of the object at `from`.
fn text_value(data: &str, from: usize) -> Option<(String, Range<usize>)> {
    let rest = data.get(from..)?;
    if rest.starts_with('{') {
        let end = rest.find('}')?;
        let name = rest.get(..end)?.find("\"name\"")? + "\"name\"".len();
        let value = rest.get(name..end)?.find('"')? + name;
        return text_value(data, from + value);
    }
    let body = rest.strip_prefix('"')?;
    let end = body.char_indices().scan(false, |is_escaped, (at, c)| {
        let ends = c == '"' && !*is_escaped;
        *is_escaped = c == '\\' && !*is_escaped;
        Some((at, ends))
    });
    let end = end.into_iter().find(|(_, ends)| *ends)?.0;
    let value = body.get(..end)?.replace("\\\"", "\"").replace("\\/", "/");
    (!value.trim().is_empty()).then(|| (value, from + 1..from + 1 + end))
}
