//! RSS and Atom.
//!
//! Comes in: decoded text. Goes out: entries. It may not know how an entry is shown.

use super::super::draft::Draft;
use super::super::html;
use super::super::xml::{Element, Mark, Marks};
use super::super::{Make, Reader};
use super::entry::{self, Entry, Words};
use recount_diagnostics::Diagnostic;
use recount_model::MetadataField;
use recount_sayings::say;
use std::ops::Range;

pub(in super::super) const READER: Reader = Reader {
    id: "feed",
    extensions: &["rss", "atom"],
    is_certain,
    is_likely: |_| false,
    declared_encoding: html::declared_encoding,
    make: Make::Drafted(read),
};

fn is_certain(beginning: &str) -> bool {
    let start = beginning.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let is_xml = ["<?xml", "<!--", "<rss", "<feed", "<rdf:RDF"].iter().any(|tag| start.starts_with(tag));
    let root =
        ["<rss", "<feed", "<rdf:RDF", "<html"].iter().filter_map(|tag| Some((start.find(tag)?, *tag))).min();
    let is_feed = match root {
        Some((_, "<rss")) => true,
        Some((at, "<feed")) => start.get(at..).is_some_and(|rest| {
            rest.contains("http://www.w3.org/2005/Atom") || rest.contains("http://purl.org/atom")
        }),
        Some((at, "<rdf:RDF")) => start.get(at..).is_some_and(|rest| rest.contains("purl.org/rss")),
        _ => false,
    };
    is_xml && is_feed
}

fn read(source: &str) -> Draft {
    let mut walk = Walk {
        source,
        draft: Draft::default(),
        depth: 0,
        entry: None,
        field: None,
        entries: 0,
        inside: Vec::new(),
    };
    let mut marks = Marks::new(source);
    for (mark, range) in marks.by_ref() {
        match mark {
            Mark::Open(element) => walk.open(&element, range),
            Mark::Close(_) => walk.close(range),
            Mark::Words(words) => walk.words(&words, range),
        }
    }
    let broken = marks.broken;
    walk.end_entry();
    let mut draft = walk.draft;
    if let Some((at, why)) = broken {
        let message = say!("odd.broken-feed", why = why);
        draft.odd(at, Diagnostic::warning("broken-feed", message));
    }
    draft
}

/// What an element of an entry, or of the feed itself, says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Title,
    Summary,
    Content,
    Clue(MetadataField),
}

/// Elements of entries, by prefix and name.
const PARTS: &[(&str, &str, Part)] = &[
    ("", "title", Part::Title),
    ("dc", "title", Part::Title),
    ("", "description", Part::Summary),
    ("", "summary", Part::Summary),
    ("content", "encoded", Part::Content),
    ("", "content", Part::Content),
    ("", "pubDate", Part::Clue(MetadataField::Published)),
    ("", "published", Part::Clue(MetadataField::Published)),
    ("", "issued", Part::Clue(MetadataField::Published)),
    ("dc", "date", Part::Clue(MetadataField::Published)),
    ("dcterms", "issued", Part::Clue(MetadataField::Published)),
    ("", "updated", Part::Clue(MetadataField::Modified)),
    ("", "modified", Part::Clue(MetadataField::Modified)),
    ("dcterms", "modified", Part::Clue(MetadataField::Modified)),
    ("", "author", Part::Clue(MetadataField::Author)),
    ("dc", "creator", Part::Clue(MetadataField::Author)),
    ("", "source", Part::Clue(MetadataField::Publisher)),
    ("dc", "publisher", Part::Clue(MetadataField::Publisher)),
    ("", "link", Part::Clue(MetadataField::CanonicalUrl)),
    ("dc", "language", Part::Clue(MetadataField::Language)),
    ("", "language", Part::Clue(MetadataField::Language)),
];

/// Of the feed itself: what it is called is who publishes it.
const OF_FEED: &[(&str, MetadataField)] =
    &[("title", MetadataField::Publisher), ("language", MetadataField::Language)];

struct Field {
    part: Part,
    depth: usize,
    words: Words,
}

struct Walk<'s> {
    source: &'s str,
    draft: Draft,
    depth: usize,
    /// The entry that is open and how deep it is.
    entry: Option<(usize, Entry)>,
    field: Option<Field>,
    entries: usize,
    /// Names of the elements open inside of the field.
    inside: Vec<String>,
}

impl Walk<'_> {
    fn open(&mut self, element: &Element<'_>, range: Range<usize>) {
        self.depth += 1;
        if let Some(field) = &mut self.field {
            if matches!(field.part, Part::Clue(_)) {
                self.inside.push(element.name().to_owned());
            } else {
                field.words.is_markup = true;
            }
            return;
        }
        if matches!(element.name(), "item" | "entry") && element.prefix().is_empty() && self.entry.is_none() {
            self.entry = Some((self.depth, Entry { at: range.start, ..Entry::default() }));
            return;
        }
        let part = match &self.entry {
            Some((depth, _)) if self.depth == depth + 1 => part_of(element),
            None if self.depth <= 3 && element.prefix().is_empty() => {
                OF_FEED.iter().find(|(name, _)| *name == element.name()).map(|(_, field)| Part::Clue(*field))
            }
            _ => None,
        };
        self.link(element, &range);
        let Some(part) = part else { return };
        let kind = element.get("type").unwrap_or_default();
        let words = Words {
            is_plain: kind == "text" || kind == "text/plain",
            source: range.end..range.end,
            ..Words::default()
        };
        self.field = Some(Field { part, depth: self.depth, words });
        self.inside.clear();
    }

    /// `<link href="…"/>` of Atom.
    fn link(&mut self, element: &Element<'_>, range: &Range<usize>) {
        let is_main = element.get("rel").is_none_or(|rel| rel == "alternate");
        let Some((depth, entry)) = &mut self.entry else { return };
        if element.name() == "link"
            && element.prefix().is_empty()
            && is_main
            && self.depth == *depth + 1
            && let Some(address) = element.get("href")
        {
            entry.clues.push((MetadataField::CanonicalUrl, address, range.clone()));
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        let Some(field) = &mut self.field else { return };
        // A person has a name, an address and a page; a source has all that a feed has.
        if self.inside.last().is_some_and(|name| name != "name" && name != "title") {
            return;
        }
        if self.source.get(range.clone()) == Some(words) {
            field.words.draft.verbatim(words, range.start);
        } else {
            field.words.draft.made(words, range);
        }
    }

    fn close(&mut self, range: Range<usize>) {
        if let Some(field) = self.field.take_if(|field| field.depth == self.depth) {
            self.end_field(field, range.start);
        } else if self.field.is_some() {
            self.inside.pop();
        }
        if self.entry.as_ref().is_some_and(|(depth, _)| *depth == self.depth) {
            self.end_entry();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn end_field(&mut self, mut field: Field, end: usize) {
        field.words.source.end = end.max(field.words.source.start);
        let Some((_, entry)) = &mut self.entry else {
            if let Part::Clue(of) = field.part {
                self.draft.clue(of, &field.words.draft.text, field.words.source);
            }
            return;
        };
        match field.part {
            Part::Clue(of) => entry.clues.push((of, field.words.draft.text, field.words.source)),
            Part::Title if entry.title.is_empty() => entry.title = field.words,
            Part::Summary if entry.summary.is_empty() => entry.summary = field.words,
            Part::Content if entry.content.is_empty() => entry.content = field.words,
            _ => {}
        }
    }

    fn end_entry(&mut self) {
        if let Some((_, entry)) = self.entry.take() {
            self.entries += 1;
            entry::add(&mut self.draft, self.source, entry, self.entries);
        }
    }
}

fn part_of(element: &Element<'_>) -> Option<Part> {
    let (prefix, name) = (element.prefix(), element.name());
    let prefix = if prefix == "atom" || prefix == "rss" { "" } else { prefix };
    PARTS.iter().find(|(of, one, _)| *of == prefix && *one == name).map(|(_, _, part)| *part)
}
