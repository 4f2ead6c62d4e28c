//! Rows of cells with a mark between them: CSV, TSV and what spreadsheets call so.
//!
//! Comes in: decoded text. Goes out: rows whose cells know the bytes they stand in. It may not know what a column means.
//!
//! Source: RFC 4180, and what spreadsheets write besides: semicolons, tabs, a first line `sep=;`, rows that end in CR alone.

use super::super::draft::Draft;
use super::super::{Make, Reader};
use super::{Cell, Row, columns, rows};
use crate::FormatSettings;
use recount_diagnostics::Diagnostic;
use recount_model::ColumnRule;
use recount_sayings::say;

pub(in super::super) const READER: Reader = Reader {
    id: "table",
    extensions: &["csv", "tsv", "tab", "psv"],
    is_certain: |_| false,
    is_likely: |_| false,
    declared_encoding: |_| None,
    make: Make::Settled(read),
};

/// What may stand between cells, the likeliest first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Bytes and rows of the beginning that tell the separator.
const SNIFFED_BYTES: usize = 64 * 1024;
const SNIFFED_ROWS: usize = 40;
/// A spreadsheet has no more columns.
const MOST_CELLS: usize = 16_384;
/// A spreadsheet has no more rows.
const MOST_ROWS: usize = 1_048_576;
/// A cell of so many lines has most likely lost the mark that ends it.
const MANY_LINES: usize = 200;

fn read(source: &str, settings: &FormatSettings) -> Draft {
    let mut draft = Draft::default();
    let (start, declared) = declared_separator(source);
    let separator = declared.unwrap_or_else(|| sniffed(source, start, &settings.columns));
    let mut split = Rows::new(source, start, separator);
    rows::add(&mut draft, source, None, &mut split, &settings.columns);
    for (at, diagnostic) in split.odd {
        draft.odd(at, diagnostic);
    }
    draft
}

/// All rows of a text, cut at the mark that makes the most of them.
pub(super) fn rows_of_text(source: &str) -> Vec<Row> {
    let (start, declared) = declared_separator(source);
    let separator = declared.unwrap_or_else(|| sniffed(source, start, &[]));
    Rows::new(source, start, separator).take(MOST_ROWS).collect()
}

/// All rows of a text whose first row has a cell that says `header`; `None` where no mark makes one.
pub(super) fn rows_by_header(source: &str, header: &str) -> Option<Vec<Row>> {
    let (start, declared) = declared_separator(source);
    let has_header = |separator: &u8| {
        let first = Rows::new(source, start, *separator).next();
        first.is_some_and(|row| {
            row.cells.iter().any(|(_, cell)| cell.words(source).eq_ignore_ascii_case(header))
        })
    };
    let separator = declared.or_else(|| SEPARATORS.into_iter().find(has_header))?;
    Some(Rows::new(source, start, separator).take(MOST_ROWS).collect())
}

/// `sep=;` on a line of its own, and where the table begins behind it.
fn declared_separator(source: &str) -> (usize, Option<u8>) {
    let Some(rest) = source.strip_prefix("sep=").or_else(|| source.strip_prefix("SEP=")) else {
        return (0, None);
    };
    match rest.as_bytes() {
        [mark, b'\r', b'\n', ..] => (7, Some(*mark).filter(u8::is_ascii)),
        [mark, b'\n' | b'\r', ..] => (6, Some(*mark).filter(u8::is_ascii)),
        _ => (0, None),
    }
}

/// The mark that makes the most of the first rows: a header that is known, then rows of one width.
fn sniffed(source: &str, start: usize, rules: &[ColumnRule]) -> u8 {
    let end = source.floor_char_boundary(start + SNIFFED_BYTES);
    let beginning = source.get(..end).unwrap_or(source);
    let score = |separator: u8| {
        let rows: Vec<Row> = Rows::new(beginning, start, separator).take(SNIFFED_ROWS).collect();
        let known = columns::of(beginning, &rows, rules).known();
        let mut widths: Vec<usize> = rows.iter().map(|row| row.width).filter(|width| *width > 1).collect();
        widths.sort_unstable();
        let usual = widths.get(widths.len() / 2).copied().unwrap_or(0);
        let even = widths.iter().filter(|width| **width == usual).count();
        (known, even, usual)
    };
    let best =
        SEPARATORS.iter().enumerate().max_by_key(|(idx, separator)| (score(**separator), usize::MAX - idx));
    best.map_or(b',', |(_, separator)| *separator)
}

/// The rows of a text, one after the other.
struct Rows<'s> {
    source: &'s str,
    bytes: &'s [u8],
    at: usize,
    number: u32,
    separator: u8,
    /// From here on no quotation mark opens a cell: one before it was never closed.
    no_quotes_from: usize,
    odd: Vec<(usize, Diagnostic)>,
    torn: usize,
}

impl<'s> Rows<'s> {
    fn new(source: &'s str, at: usize, separator: u8) -> Self {
        let bytes = source.as_bytes();
        let number = u32::from(at > 0);
        Rows { source, bytes, at, number, separator, no_quotes_from: usize::MAX, odd: Vec::new(), torn: 0 }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The cell at `self.at`, which is left at the mark behind it.
    fn cell(&mut self) -> Cell {
        let start = self.at;
        if self.byte(start) == Some(b'"') && start < self.no_quotes_from {
            match self.closed(start + 1) {
                Some(end) => return self.quoted(start + 1, end),
                None => self.never_closed(start),
            }
        }
        self.skip_plain();
        Cell::Source { range: start..self.at, is_quoted: false }
    }

    fn skip_plain(&mut self) {
        while self.byte(self.at).is_some_and(|byte| byte != self.separator && !matches!(byte, b'\n' | b'\r'))
        {
            self.at += 1;
        }
    }

    /// Where the mark stands that closes a cell whose words begin at `at`.
    fn closed(&self, mut at: usize) -> Option<usize> {
        while let Some(byte) = self.byte(at) {
            match (byte, self.byte(at + 1)) {
                (b'"', Some(b'"')) => at += 2,
                (b'"', _) => return Some(at),
                _ => at += 1,
            }
        }
        None
    }

    fn quoted(&mut self, start: usize, end: usize) -> Cell {
        self.at = end + 1;
        self.skip_plain();
        let words = self.source.get(start..end).unwrap_or("");
        let lines = words.bytes().filter(|byte| *byte == b'\n').count();
        if lines > MANY_LINES {
            let message = say!("odd.long-cell", row = self.number, n = lines);
            self.report(start, Diagnostic::warning("long-cell", message).hint(say!("odd-hint.long-cell")));
        }
        let rest = self.source.get(end + 1..self.at).unwrap_or("");
        if rest.trim().is_empty() {
            return Cell::Source { range: start..end, is_quoted: true };
        }
        let message = say!("odd.words-behind-cell", row = self.number);
        self.report(end, Diagnostic::note("words-behind-cell", message));
        Cell::Source { range: start..self.at, is_quoted: true }
    }

    fn never_closed(&mut self, start: usize) {
        self.no_quotes_from = start;
        let message = say!("odd.open-quote", row = self.number);
        self.report(start, Diagnostic::warning("open-quote", message).hint(say!("odd-hint.open-quote")));
    }

    /// The first twenty are told.
    fn report(&mut self, at: usize, diagnostic: Diagnostic) {
        self.torn += 1;
        if self.torn <= 20 {
            self.odd.push((at, diagnostic));
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.at >= self.bytes.len() {
            return None;
        }
        self.number = self.number.saturating_add(1);
        let mut row = Row { number: self.number, at: self.at, ..Row::default() };
        loop {
            let cell = self.cell();
            if row.cells.len() < MOST_CELLS && !cell.is_empty(self.source) {
                row.cells.push((row.width, cell));
            }
            row.width += 1;
            match self.byte(self.at) {
                Some(b'\r') if self.byte(self.at + 1) == Some(b'\n') => self.at += 2,
                Some(b'\r' | b'\n') => self.at += 1,
                Some(_) => {
                    self.at += 1;
                    continue;
                }
                None => {}
            }
            return Some(row);
        }
    }
}
