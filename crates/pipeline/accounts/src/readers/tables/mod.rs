//! Tables: chronologies and lists of claims, a row a telling.
//!
//! Comes in: the rows of a table, from whatever format. Goes out: tellings in a [`Draft`], with what each column was
//! taken for. It may not know how cells are packed.

mod columns;
mod damage;
mod grid;
mod rows;
mod separated;
mod sheets;

pub use grid::{TableCell, TableRow, cells};
pub(super) use rows::add;
pub(super) use separated::READER;
pub(super) use sheets::READER as XLSX;
pub(super) use sheets::{MOST_CELLS, take};

use super::draft::Draft;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// One row, as far as it is filled.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Counted from 1, as people see it.
    pub(super) number: u32,
    /// Where in the source it begins.
    pub(super) at: usize,
    /// How many cells it has, filled or not.
    pub(super) width: usize,
    /// The filled cells, each with its column counted from 0.
    pub(super) cells: Vec<(usize, Cell)>,
}

impl Row {
    fn cell(&self, column: usize) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(at).map(|(_, cell)| cell)
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// It stands in the source; between quotation marks two marks are one.
    Source { range: Range<usize>, is_quoted: bool },
    /// It was read out of a packed format.
    Made { words: String, kind: Kind },
}

/// What a packed format says a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    Plain,
    Date,
    /// A formula that was saved without its value.
    Formula,
    Error,
}

impl Cell {
    /// What it says, without white space at its ends.
    pub(super) fn words<'c>(&'c self, source: &'c str) -> Cow<'c, str> {
        match self {
            Cell::Source { range, is_quoted } => {
                let words = source.get(range.clone()).unwrap_or("").trim();
                if *is_quoted && words.contains("\"\"") {
                    Cow::Owned(words.replace("\"\"", "\""))
                } else {
                    Cow::Borrowed(words)
                }
            }
            Cell::Made { words, .. } => Cow::Borrowed(words.trim()),
        }
    }

    pub(super) fn is_empty(&self, source: &str) -> bool {
        match self {
            Cell::Source { range, .. } => source.get(range.clone()).unwrap_or("").trim().is_empty(),
            Cell::Made { words, .. } => words.trim().is_empty(),
        }
    }

    /// Where in the source it stands.
    fn range(&self) -> Range<usize> {
        if let Cell::Source { range, .. } = self { range.clone() } else { 0..0 }
    }

    /// The lines of it that hold anything, each a cell of its own.
    fn lines(&self, source: &str) -> Vec<Cell> {
        let ranges = |words: &str| {
            let mut found = Vec::new();
            let mut at = 0;
            for line in words.split(['\n', '\r', '\u{b}', '\u{2028}']) {
                let bare = line.trim();
                if !bare.is_empty() {
                    let start = at + (line.len() - line.trim_start().len());
                    found.push(start..start + bare.len());
                }
                at += line.len()
                    + words
                        .get(at + line.len()..)
                        .and_then(|rest| rest.chars().next())
                        .map_or(0, char::len_utf8);
            }
            found
        };
        match self {
            Cell::Source { range, is_quoted } => ranges(source.get(range.clone()).unwrap_or(""))
                .into_iter()
                .map(|line| Cell::Source {
                    range: range.start + line.start..range.start + line.end,
                    is_quoted: *is_quoted,
                })
                .collect(),
            Cell::Made { words, kind } => ranges(words)
                .into_iter()
                .map(|line| Cell::Made { words: words.get(line).unwrap_or("").to_owned(), kind: *kind })
                .collect(),
        }
    }

    /// Adds its words, each leading back to where it stands.
    fn add(&self, draft: &mut Draft, source: &str) {
        match self {
            Cell::Source { range, is_quoted: false } => {
                draft.verbatim(source.get(range.clone()).unwrap_or(""), range.start);
            }
            Cell::Source { range, is_quoted: true } => {
                let mut at = range.start;
                let words = source.get(range.clone()).unwrap_or("");
                for part in words.split_inclusive("\"\"") {
                    let shown = part.strip_suffix('"').filter(|shown| shown.ends_with('"')).unwrap_or(part);
                    draft.verbatim(shown, at);
                    at += part.len();
                }
            }
            Cell::Made { words, .. } => draft.made(words, 0..0),
        }
    }
}
