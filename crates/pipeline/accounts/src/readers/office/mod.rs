//! Documents of office programs: text in the order people read it, what stands beside it set apart.
//!
//! Comes in: paragraphs, rows, notes as a format marks them. Goes out: a [`Draft`]. It may not know any one format.

mod docx;
mod ods;
mod odt;
mod properties;

pub(super) use docx::READER as DOCX;
pub(super) use ods::READER as ODS;
pub(super) use odt::READER as ODT;

use super::draft::Draft;
use recount_diagnostics::Diagnostic;
use recount_model::{BlockKind, Locator};
use recount_sayings::{Arg, Join, list, say};
use std::collections::BTreeMap;

/// Deeper than this nothing is nested by people.
const MOST_NESTED: usize = 32;
/// A cell with more words than this is text that only stands in a table.
const MOST_CELL_WORDS: usize = 30;
const MOST_SECTION_CHARACTERS: usize = 60;

/// A paragraph that is being filled, or stands in a row that is.
#[derive(Clone, Debug)]
struct Paragraph {
    words: String,
    kind: BlockKind,
}

/// What stands beside the text: notes, comments, heads of pages.
#[derive(Debug)]
struct Aside {
    name: String,
    kind: BlockKind,
    paragraphs: Vec<Paragraph>,
}

/// A document as it is read.
#[derive(Debug, Default)]
struct Flow {
    draft: Draft,
    open: Vec<Paragraph>,
    /// Cells of the rows that are open, the innermost last.
    rows: Vec<Vec<Vec<Paragraph>>>,
    /// The aside that is being filled.
    aside: Option<Aside>,
    asides: Vec<Aside>,
    changes: Changes,
}

impl Flow {
    fn begin(&mut self, kind: BlockKind) {
        if self.open.len() < MOST_NESTED {
            self.open.push(Paragraph { words: String::new(), kind });
        }
    }

    /// What the paragraph being filled is, once its properties are read.
    fn set_kind(&mut self, kind: BlockKind) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.kind = kind;
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.words.push_str(words);
        }
    }

    fn end(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        if paragraph.words.trim().is_empty() {
            return;
        }
        if let Some(aside) = &mut self.aside {
            aside.paragraphs.push(paragraph);
        } else if let Some(row) = self.rows.last_mut() {
            match row.last_mut() {
                Some(cell) => cell.push(paragraph),
                None => row.push(vec![paragraph]),
            }
        } else {
            self.emit(&paragraph);
        }
    }

    fn begin_row(&mut self) {
        if self.rows.len() < MOST_NESTED {
            self.rows.push(Vec::new());
        }
    }

    fn begin_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(Vec::new());
        }
    }

    /// A row of short cells is one line; cells of running text are paragraphs as everywhere.
    fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        let is_long = |cell: &Vec<Paragraph>| {
            cell.len() > 1 || cell.iter().any(|one| one.words.split_whitespace().count() > MOST_CELL_WORDS)
        };
        let paragraphs: Vec<Paragraph> = if row.iter().any(is_long) {
            row.into_iter().flatten().collect()
        } else {
            let cells = row.into_iter().filter_map(|cell| cell.into_iter().next());
            let words: Vec<String> = cells.map(|cell| cell.words.trim().to_owned()).collect();
            vec![Paragraph { words: words.join("\t"), kind: BlockKind::Paragraph }]
        };
        match self.rows.last_mut().map(|outer| outer.last_mut()) {
            Some(Some(cell)) => cell.extend(paragraphs),
            Some(None) => {}
            None => paragraphs.iter().for_each(|paragraph| self.emit(paragraph)),
        }
    }

    fn begin_aside(&mut self, name: String, kind: BlockKind) {
        self.aside = Some(Aside { name, kind, paragraphs: Vec::new() });
    }

    fn end_aside(&mut self) {
        self.asides.extend(self.aside.take().filter(|aside| !aside.paragraphs.is_empty()));
    }

    fn emit(&mut self, paragraph: &Paragraph) {
        let words = paragraph.words.trim();
        if words.is_empty() {
            return;
        }
        self.draft.break_block(0);
        if matches!(paragraph.kind, BlockKind::Title | BlockKind::Heading) {
            let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
            self.draft.place(Locator::Section { name: name.chars().take(MOST_SECTION_CHARACTERS).collect() });
        }
        let start = self.draft.text.len();
        self.draft.made(words, 0..0);
        self.draft.block(start, paragraph.kind);
    }

    /// The document with what stands beside its text behind it.
    fn finish(mut self) -> Draft {
        while !self.open.is_empty() {
            self.end();
        }
        while !self.rows.is_empty() {
            self.end_row();
        }
        self.end_aside();
        for aside in std::mem::take(&mut self.asides) {
            self.draft.break_block(0);
            self.draft.place(Locator::Section { name: aside.name });
            for paragraph in aside.paragraphs {
                self.draft.break_block(0);
                let start = self.draft.text.len();
                self.draft.made(paragraph.words.trim(), 0..0);
                self.draft.block(start, aside.kind);
            }
        }
        self.changes.report(&mut self.draft);
        self.draft
    }

    /// Where reading broke off, if it did.
    fn say_broken(&mut self, part: &str, broken: Option<(usize, String)>) {
        if let Some((at, why)) = broken {
            let broken = broken_part(part, at, why).hint(say!("odd-hint.broken-part"));
            self.draft.odd(self.draft.text.len(), broken);
        }
    }
}

fn broken_part(part: &str, at: usize, why: String) -> Diagnostic {
    Diagnostic::warning("broken-part", say!("odd.broken-part", part = part, at = at, why = why))
}

/// What was changed in a document, and by whom.
#[derive(Debug, Default)]
struct Changes {
    deleted: BTreeMap<String, Count>,
    inserted: BTreeMap<String, Count>,
    comments: BTreeMap<String, Count>,
    hidden_characters: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    places: usize,
    characters: usize,
}

impl Changes {
    fn report(&self, draft: &mut Draft) {
        let told: [(&str, &'static str, &BTreeMap<String, Count>); 3] = [
            ("deleted-text", "odd.deleted-text", &self.deleted),
            ("inserted-text", "odd.inserted-text", &self.inserted),
            ("comments", "odd.comments", &self.comments),
        ];
        for (id, key, by) in told {
            if !by.is_empty() {
                draft.odd(0, Diagnostic::note(id, say!(key, by = shown(by))));
            }
        }
        if self.hidden_characters > 0 {
            let message = say!("odd.hidden-text", n = self.hidden_characters);
            draft.odd(0, Diagnostic::note("hidden-text", message));
        }
    }
}

/// Who changed how much; the first ten of many.
fn shown(by: &BTreeMap<String, Count>) -> Arg {
    let one = |(who, count): (&String, &Count)| match count.places {
        1 => say!("changed.in-one-place", n = count.characters, who = who),
        places => say!("changed.in-places", n = count.characters, places = places, who = who),
    };
    list(Join::Semicolon, by.iter().take(10).map(one))
}

/// Notes words of somebody.
fn count(by: &mut BTreeMap<String, Count>, who: &str, places: usize, words: &str) {
    let count = by.entry(who.to_owned()).or_default();
    count.places += places;
    count.characters += words.chars().count();
}

/// What a style is for, by its name in English: programs keep that name in every language.
fn kind_of_style(name: &str) -> Option<BlockKind> {
    let name = name.to_lowercase().replace("_20_", " ");
    let level = name.strip_prefix("heading").map(str::trim);
    match (name.as_str(), level) {
        ("title", _) | (_, Some("1")) => Some(BlockKind::Title),
        ("subtitle", _) | (_, Some(_)) => Some(BlockKind::Heading),
        _ if name.starts_with("toc") || name.starts_with("contents") => Some(BlockKind::Furniture),
        _ if name.starts_with("header") || name.starts_with("footer") => Some(BlockKind::Furniture),
        _ if name.starts_with("list") => Some(BlockKind::List),
        _ => None,
    }
}
