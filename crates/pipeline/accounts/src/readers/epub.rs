//! Books (EPUB).
//!
//! Comes in: the bytes of a package. Goes out: its chapters in reading order, each read as a page. It may not follow an
//! address: a chapter is a part of the package or is missing.
//!
//! Source: EPUB 3.3, which reads EPUB 2 as well.

use super::draft::Draft;
use super::package::{Package, is_package};
use super::xml::{Mark, Marks};
use super::{PackedReader, html};
use crate::ReadError;
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::{BlockKind, Locator, MetadataField, OffsetMap};
use recount_sayings::say;
use std::collections::BTreeMap;

pub(super) const READER: PackedReader = PackedReader {
    id: "epub",
    is_this: |name, bytes| is_package(name, bytes, "META-INF/container.xml", &["epub"]),
    make: |bytes, _| read(bytes),
};

const WHAT: &str = "file.the-book";
const MOST_CHAPTERS: usize = 5_000;
const MOST_NAME_CHARACTERS: usize = 60;

fn read(bytes: &[u8]) -> Result<Reported<Draft>, ReadError> {
    let mut package = Package::open(bytes, WHAT)?;
    let container = package.text("META-INF/container.xml")?.unwrap_or_default();
    let path = root(&container).unwrap_or_default();
    let book = book(&package.text(&path)?.unwrap_or_default());
    let is_locked = package.text("META-INF/encryption.xml")?.is_some_and(|xml| {
        let enciphered = addresses(&xml);
        book.chapters.iter().any(|chapter| {
            enciphered.contains(&resolved(&path, chapter)) || enciphered.contains(&resolved("", chapter))
        })
    });
    if is_locked {
        return Err(ReadError::Locked(say!(WHAT)));
    }
    let mut draft = Draft::default();
    for (field, value) in &book.clues {
        draft.clue(*field, value, 0..0);
    }
    let mut missing = Vec::new();
    for (idx, chapter) in book.chapters.iter().take(MOST_CHAPTERS).enumerate() {
        match package.text(&resolved(&path, chapter))? {
            Some(page) => add(&mut draft, &page, idx + 1),
            None => missing.push(chapter.clone()),
        }
    }
    if let Some(first) = missing.first() {
        let message = say!("odd.missing-part", n = missing.len(), all = book.chapters.len(), first = first);
        draft.odd(0, Diagnostic::warning("missing-part", message));
    }
    Ok(Reported::clean(draft))
}

/// Adds a chapter, named by its first heading.
fn add(draft: &mut Draft, page: &str, number: usize) {
    let made = html::fragment(page).finish(&OffsetMap::Text);
    let heading =
        made.blocks.iter().find(|block| matches!(block.kind, BlockKind::Title | BlockKind::Heading));
    let name = heading.map_or_else(
        || format!("part {number}"),
        |block| block.span.of(&made.text).split_whitespace().collect::<Vec<_>>().join(" "),
    );
    draft.break_block(0);
    draft.place(Locator::Section { name: name.chars().take(MOST_NAME_CHARACTERS).collect() });
    draft.append(made);
}

/// Where the description of the book lies.
fn root(container: &str) -> Option<String> {
    Marks::new(container).find_map(|(mark, _)| match mark {
        Mark::Open(element) if element.name() == "rootfile" => element.get("full-path"),
        _ => None,
    })
}

/// Parts that are enciphered.
fn addresses(encryption: &str) -> Vec<String> {
    let found = Marks::new(encryption).filter_map(|(mark, _)| match mark {
        Mark::Open(element) if element.name() == "CipherReference" => element.get("URI"),
        _ => None,
    });
    found.map(|address| resolved("", &address)).collect()
}

#[derive(Default)]
struct Book {
    clues: Vec<(MetadataField, String)>,
    /// Addresses of the chapters, in the order in which they are read.
    chapters: Vec<String>,
}

const CLUES: [(&str, MetadataField); 5] = [
    ("title", MetadataField::Title),
    ("creator", MetadataField::Author),
    ("publisher", MetadataField::Publisher),
    ("date", MetadataField::Published),
    ("language", MetadataField::Language),
];

fn book(description: &str) -> Book {
    let mut book = Book::default();
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    let (mut open, mut words) = (None, String::new());
    for (mark, _) in Marks::new(description) {
        match mark {
            Mark::Open(element) => {
                let clue = CLUES.iter().find(|(name, _)| element.prefix() == "dc" && *name == element.name());
                open = clue.map(|(_, field)| *field);
                words.clear();
                match element.name() {
                    "item" => parts.extend(element.get("id").zip(element.get("href"))),
                    "itemref" => {
                        book.chapters.extend(element.get("idref").and_then(|id| parts.get(&id).cloned()))
                    }
                    _ => {}
                }
            }
            Mark::Words(more) => words.push_str(&more),
            Mark::Close(_) => book.clues.extend(open.take().map(|field| (field, words.clone()))),
        }
    }
    book
}

/// The name of a part that `address` means, seen from the part `from`.
fn resolved(from: &str, address: &str) -> String {
    let bare = address.split(['#', '?']).next().unwrap_or("");
    let mut names: Vec<&str> =
        from.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect());
    let unescaped = unescaped(bare);
    for name in unescaped.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            _ => names.push(name),
        }
    }
    names.join("/")
}

/// `%20` and the like.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits =
            after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or(&[]);
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
