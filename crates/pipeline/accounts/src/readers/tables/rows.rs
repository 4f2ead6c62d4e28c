//! The rows of a table as tellings.
//!
//! Comes in: rows. Goes out: for each that tells anything a telling: when and where, then what, then the rest under its
//! headers. It may not date a telling: the day in a chronology is the day of what happened.

use super::columns::{self, Columns, MOST_ROWS_ABOVE};
use super::damage::{self, Damage, Met};
use super::{Cell, Draft, Row};
use recount_diagnostics::Diagnostic;
use recount_model::{BlockKind, ColumnMeaning as Meaning, ColumnRule, Locator, MetadataField};
use recount_sayings::{Told, quote, say};

/// Columns about the telling, and what they say of it.
const CLUES: [(Meaning, MetadataField); 5] = [
    (Meaning::Source, MetadataField::Publisher),
    (Meaning::Author, MetadataField::Author),
    (Meaning::Published, MetadataField::Published),
    (Meaning::Url, MetadataField::CanonicalUrl),
    (Meaning::Language, MetadataField::Language),
];

/// Words of a cell that is running text.
const LEAST_PARAGRAPH_WORDS: usize = 12;

/// Adds the rows of one table. `sheet` is its name where a file has several.
pub(in super::super) fn add(
    draft: &mut Draft,
    source: &str,
    sheet: Option<&str>,
    rows: &mut dyn Iterator<Item = Row>,
    rules: &[ColumnRule],
) {
    let first: Vec<Row> = rows.take(MOST_ROWS_ABOVE + 2).collect();
    let columns = columns::of(source, &first, rules);
    let Some(top) = first.first() else { return };
    say_columns(draft, sheet, &columns, at(draft, source, first.get(columns.header.start).unwrap_or(top)));
    let mut table = Table { source, sheet, columns: &columns, met: Met::default() };
    for (idx, row) in first.iter().enumerate() {
        if idx < columns.header.start {
            table.aside(draft, row);
        } else if !columns.header.contains(&idx) {
            table.row(draft, row);
        }
    }
    rows.for_each(|row| table.row(draft, &row));
    table.met.report(draft);
}

/// Where a row stands: of a packed one, where in the text it will stand.
fn at(draft: &Draft, source: &str, row: &Row) -> usize {
    if source.is_empty() { draft.text.len() } else { row.at }
}

/// Tells what each column was taken for.
fn say_columns(draft: &mut Draft, sheet: Option<&str>, columns: &Columns, at: usize) {
    let taken = || columns::described(columns);
    let message = match (sheet.map(quote), columns.header.is_empty()) {
        (None, true) => say!("odd.no-header"),
        (Some(sheet), true) => say!("odd.no-header-of-sheet", sheet = sheet),
        (None, false) => say!("odd.columns", columns = taken()),
        (Some(sheet), false) => say!("odd.columns-of-sheet", sheet = sheet, columns = taken()),
    };
    draft.odd(at, Diagnostic::note("columns", message));
}

struct Table<'t> {
    source: &'t str,
    sheet: Option<&'t str>,
    columns: &'t Columns,
    met: Met,
}

impl Table<'_> {
    fn meaning(&self, idx: usize) -> Meaning {
        self.columns.columns.get(idx).map_or(Meaning::Labelled, |column| column.meaning)
    }

    fn row(&mut self, draft: &mut Draft, row: &Row) {
        if columns::is_repeated(self.source, self.columns, row) {
            let at = at(draft, self.source, row);
            return self.met.add(Damage::Header, at, || say!("column.row", n = row.number));
        }
        if self.is_slipped(row) {
            return self.slipped(draft, row);
        }
        let cells = self.sound(row, at(draft, self.source, row));
        let tells =
            |idx: &usize| matches!(self.meaning(*idx), Meaning::Text | Meaning::Title | Meaning::Labelled);
        if !cells.iter().any(|(idx, _)| tells(idx)) {
            return self.aside(draft, row);
        }
        self.begin(draft, row);
        let (start, first_clue) = (draft.text.len(), draft.clues.len());
        self.scene(draft, &cells, row);
        for meaning in [Meaning::Title, Meaning::Text, Meaning::Labelled] {
            for (idx, cell) in cells.iter().filter(|(idx, _)| self.meaning(*idx) == meaning) {
                self.words(draft, *idx, cell, meaning);
            }
        }
        for (idx, cell) in &cells {
            if let Some((_, field)) = CLUES.iter().find(|(meaning, _)| *meaning == self.meaning(*idx)) {
                draft.clue(*field, &cell.words(self.source), cell.range());
            }
        }
        draft.telling(start, first_clue, self.why(row));
    }

    /// Where a separator stands among the words of a cell, all cells behind it have slipped.
    fn is_slipped(&self, row: &Row) -> bool {
        let width = self.columns.columns.len();
        let is_behind = |(idx, cell): &(usize, Cell)| *idx >= width && matches!(cell, Cell::Source { .. });
        !self.columns.header.is_empty() && row.cells.last().is_some_and(is_behind)
    }

    /// The whole row as it stands: what each of its cells means is not known.
    fn slipped(&mut self, draft: &mut Draft, row: &Row) {
        self.met.add(Damage::Slipped, row.at, || say!("column.row", n = row.number));
        let end = row.cells.last().map_or(row.at, |(_, cell)| cell.range().end);
        self.begin(draft, row);
        let (start, first_clue) = (draft.text.len(), draft.clues.len());
        for line in (Cell::Source { range: row.at..end, is_quoted: false }).lines(self.source) {
            draft.break_block(line.range().start);
            let from = draft.text.len();
            line.add(draft, self.source);
            draft.block(from, BlockKind::Paragraph);
        }
        draft.telling(start, first_clue, self.why(row));
    }

    fn why(&self, row: &Row) -> Told {
        let place = match self.sheet {
            None => say!("telling.row-number", n = row.number),
            Some(sheet) => say!("telling.sheet-row", sheet = sheet, n = row.number),
        };
        say!("telling.row", place = place)
    }

    /// The filled cells whose words are what somebody wrote.
    fn sound<'r>(&mut self, row: &'r Row, at: usize) -> Vec<(usize, &'r Cell)> {
        let cells = row.cells.iter().map(|(idx, cell)| (*idx, cell));
        let cells: Vec<(usize, &Cell)> =
            cells.filter(|(idx, _)| self.meaning(*idx) != Meaning::Ignored).collect();
        let is_sound = |(idx, cell): &(usize, &Cell)| {
            let damage = damage::of(cell, &cell.words(self.source), self.meaning(*idx));
            if let Some(damage) = damage {
                let at = if cell.range().is_empty() { at } else { cell.range().start };
                let header = self.columns.columns.get(*idx).map_or("", |column| column.header.as_str());
                let name = columns::called(*idx, header);
                let shown: String = cell.words(self.source).chars().take(40).collect();
                self.met
                    .add(damage, at, || say!("column.cell", n = row.number, column = name, shown = shown));
            }
            !damage.is_some_and(Damage::is_void)
        };
        cells.into_iter().filter(is_sound).collect()
    }

    fn place(&self, row: &Row) -> Locator {
        Locator::Row { sheet: self.sheet.map(str::to_owned), number: row.number }
    }

    fn begin(&self, draft: &mut Draft, row: &Row) {
        draft.break_block(row.at);
        draft.place(self.place(row));
    }

    /// When and where, on one line each: items, so that no day is taken for a day of writing.
    fn scene(&self, draft: &mut Draft, cells: &[(usize, &Cell)], row: &Row) {
        for meanings in [&[Meaning::Date, Meaning::Time][..], &[Meaning::Place]] {
            let is_one = |(idx, _): &&(usize, &Cell)| meanings.contains(&self.meaning(*idx));
            let mut found: Vec<&(usize, &Cell)> = cells.iter().filter(is_one).collect();
            found.sort_by_key(|(idx, _)| self.meaning(*idx));
            if found.is_empty() {
                continue;
            }
            draft.break_block(row.at);
            let start = draft.text.len();
            for (nth, (_, cell)) in found.iter().enumerate() {
                for line in cell.lines(self.source) {
                    if nth > 0 || draft.text.len() > start {
                        draft.made(" ", line.range().start..line.range().start);
                    }
                    line.add(draft, self.source);
                }
            }
            draft.block(start, BlockKind::List);
        }
    }

    /// A cell that tells: its lines as blocks, under its header where that names nothing known.
    fn words(&self, draft: &mut Draft, idx: usize, cell: &Cell, meaning: Meaning) {
        let header = self.columns.columns.get(idx).map_or("", |column| column.header.as_str());
        for (nth, line) in cell.lines(self.source).iter().enumerate() {
            let at = line.range().start;
            draft.break_block(at);
            let start = draft.text.len();
            if nth == 0 && meaning == Meaning::Labelled && !header.is_empty() {
                draft.made(&format!("{}: ", header.split_whitespace().collect::<Vec<_>>().join(" ")), at..at);
            }
            line.add(draft, self.source);
            let is_paragraph = ends_sentence(&draft.text)
                || line.words(self.source).split_whitespace().count() >= LEAST_PARAGRAPH_WORDS;
            let kind = match meaning {
                Meaning::Title => BlockKind::Title,
                _ if is_paragraph => BlockKind::Paragraph,
                _ => BlockKind::List,
            };
            draft.block(start, kind);
        }
    }

    /// A row that tells nothing by itself stays as it stands: a heading, a remark.
    fn aside(&self, draft: &mut Draft, row: &Row) {
        if row.cells.is_empty() {
            return;
        }
        self.begin(draft, row);
        let start = draft.text.len();
        for (_, cell) in &row.cells {
            for line in cell.lines(self.source) {
                if draft.text.len() > start {
                    draft.made("\t", line.range().start..line.range().start);
                }
                line.add(draft, self.source);
            }
        }
        draft.block(start, BlockKind::Furniture);
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '»', ')']).ends_with(['.', '!', '?', '…'])
}
