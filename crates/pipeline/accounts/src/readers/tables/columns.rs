//! What the columns of a table hold, by their headers.
//!
//! Comes in: the first rows of a table. Goes out: where the header is and what each column means. It may not guess: a
//! header that is not in `columns.toml` is a label, and stands before what its cells say.

use super::{Cell, Row};
use recount_model::{ColumnMeaning as Meaning, ColumnRule};
use recount_rules::Pack;
use recount_sayings::{Arg, Join, Told, list, quote, say};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What each meaning is called in `columns.toml`, and the key of what the program says of such a column.
const NAMED: [(&str, Meaning, &str); 11] = [
    ("date", Meaning::Date, "column.date"),
    ("time", Meaning::Time, "column.time"),
    ("place", Meaning::Place, "column.place"),
    ("title", Meaning::Title, "column.title"),
    ("text", Meaning::Text, "column.text"),
    ("source", Meaning::Source, "column.source"),
    ("author", Meaning::Author, "column.author"),
    ("url", Meaning::Url, "column.address"),
    ("published", Meaning::Published, "column.published"),
    ("language", Meaning::Language, "column.language"),
    ("ignored", Meaning::Ignored, "column.left-out"),
];

/// In words, for people.
fn in_words(meaning: Meaning) -> Told {
    let named = NAMED.iter().find(|(_, one, _)| *one == meaning);
    named.map_or_else(|| say!("column.labelled"), |(_, _, key)| say!(*key))
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// As it stands in the header; empty where there is none.
    pub(super) header: String,
    pub(super) meaning: Meaning,
}

/// The columns of a table and what stands above its rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub(super) columns: Vec<Column>,
    /// Which of the first rows are the header; empty where none is.
    pub(super) header: std::ops::Range<usize>,
}

impl Columns {
    /// How many columns have a meaning.
    pub(super) fn known(&self) -> usize {
        self.columns.iter().filter(|column| column.meaning != Meaning::Labelled).count()
    }
}

/// Rows at the top in which a header is looked for.
pub(super) const MOST_ROWS_ABOVE: usize = 20;
/// A header stands before the words of each row: no more of it than this.
const MOST_LABEL_CHARACTERS: usize = 80;
/// A header is no longer than this.
const MOST_HEADER_WORDS: usize = 8;

static MEANINGS: LazyLock<BTreeMap<String, Meaning>> = LazyLock::new(|| {
    let sections = sections();
    let of_name = |(name, meaning, _): &(&str, Meaning, &str)| {
        let headers = sections.get(*name).into_iter().flat_map(|languages| languages.values()).flatten();
        headers.map(|header| (header.clone(), *meaning)).collect::<Vec<_>>()
    };
    NAMED.iter().flat_map(of_name).collect()
});

pub(super) static MONTHS: LazyLock<Vec<String>> = LazyLock::new(|| {
    sections().remove("months").into_iter().flat_map(BTreeMap::into_values).flatten().collect()
});

/// A section is lists of headers by language.
fn sections() -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    let pack = Pack::from_sections("mul", &[("columns", include_str!("../../columns.toml"))]);
    pack.section("columns").unwrap_or_default()
}

/// What a header names, if it names anything; what the user settled comes first.
fn meaning_of(header: &str, rules: &[ColumnRule]) -> Option<Meaning> {
    let settled = rules.iter().rev().find(|rule| rule.header.trim() == header);
    settled.map(|rule| rule.meaning).or_else(|| known(header))
}

fn known(header: &str) -> Option<Meaning> {
    MEANINGS.get(&folded(header)).copied()
}

/// Lower case, words parted by one space, without what stands in brackets; `eventDate` and `event_date` are two words.
fn folded(header: &str) -> String {
    let bare = header.split(['(', '[']).next().unwrap_or(header);
    let mut words = String::with_capacity(bare.len());
    let mut was_lower = false;
    for c in bare.chars().take(200) {
        if c.is_uppercase() && was_lower {
            words.push(' ');
        }
        was_lower = c.is_lowercase();
        if c.is_alphanumeric() {
            words.extend(c.to_lowercase());
        } else {
            words.push(' ');
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Finds the header among `rows`, the first ones of a table, and what its columns mean.
pub(super) fn of(source: &str, rows: &[Row], rules: &[ColumnRule]) -> Columns {
    let Some(at) = rows.iter().take(MOST_ROWS_ABOVE).position(|row| is_header(source, row, rules)) else {
        let width = rows.iter().map(|row| row.width).max().unwrap_or(0);
        let column = Column { header: String::new(), meaning: Meaning::Labelled };
        return Columns { columns: vec![column; width], header: 0..0 };
    };
    let first = rows.get(at);
    let second =
        rows.get(at + 1).filter(|second| first.is_some_and(|first| is_continued(source, first, second)));
    let headers = match (first, second) {
        (Some(first), Some(second)) => joined(source, first, second),
        (Some(first), None) => (0..first.width).map(|idx| words(source, first, idx)).collect(),
        _ => Vec::new(),
    };
    Columns { columns: named(headers, rules), header: at..at + 1 + usize::from(second.is_some()) }
}

/// True if every filled cell of `row` stands in the header too.
pub(super) fn is_repeated(source: &str, columns: &Columns, row: &Row) -> bool {
    let is_header = |(idx, cell): &(usize, Cell)| {
        columns.columns.get(*idx).is_some_and(|column| cell.words(source) == column.header.as_str())
    };
    row.cells.len() >= 2 && row.cells.iter().all(is_header)
}

/// What the cell in a column says.
fn words(source: &str, row: &Row, column: usize) -> String {
    row.cell(column).map(|cell| cell.words(source).into_owned()).unwrap_or_default()
}

/// A meaning that two columns share is that of the first; the second keeps its header.
fn named(headers: Vec<String>, rules: &[ColumnRule]) -> Vec<Column> {
    let mut seen = Vec::new();
    let one = |header: String| {
        let header: String = header.chars().take(MOST_LABEL_CHARACTERS).collect();
        let meaning = meaning_of(&header, rules).unwrap_or(Meaning::Labelled);
        let is_settled = rules.iter().any(|rule| rule.header.trim() == header);
        let is_second = meaning != Meaning::Ignored && !is_settled && seen.contains(&meaning);
        seen.push(meaning);
        Column { meaning: if is_second { Meaning::Labelled } else { meaning }, header }
    };
    headers.into_iter().map(one).collect()
}

/// Two cells that name meanings, or one and nothing that could not be a header.
fn is_header(source: &str, row: &Row, rules: &[ColumnRule]) -> bool {
    let filled: Vec<_> = row.cells.iter().map(|(_, cell)| cell.words(source)).collect();
    let named = filled.iter().filter(|words| meaning_of(words, rules).is_some()).count();
    let is_full = || filled.len() == row.width && filled.iter().all(|words| !has_digit(words));
    filled.iter().all(|words| is_short(words)) && (named >= 2 || (named == 1 && is_full()))
}

fn is_short(words: &str) -> bool {
    words.split_whitespace().count() <= MOST_HEADER_WORDS && !words.ends_with('.')
}

fn has_digit(words: &str) -> bool {
    words.chars().any(|c| c.is_ascii_digit())
}

/// A second row of headers: short words without a number, below cells that the first row leaves empty, and nothing below
/// what the first row has named a date, a text or an address.
fn is_continued(source: &str, first: &Row, second: &Row) -> bool {
    let has_no_data = |(idx, cell): &(usize, Cell)| {
        let words = cell.words(source);
        let is_named = first.cell(*idx).is_some_and(|above| known(&above.words(source)).is_some());
        words.split_whitespace().count() <= 4 && !has_digit(&words) && !is_named
    };
    second.cells.len() >= 2
        && second.cells.iter().all(has_no_data)
        && second.cells.iter().any(|(idx, _)| first.cell(*idx).is_none())
}

/// "Casualties" over "killed" and "injured": "Casualties, killed"; a header over one column alone stays.
fn joined(source: &str, first: &Row, second: &Row) -> Vec<String> {
    let mut group = String::new();
    let one = |idx: usize| {
        let (above, below) = (words(source, first, idx), words(source, second, idx));
        if !above.is_empty() || below.is_empty() {
            group.clone_from(&above);
        }
        match (group.is_empty(), below.is_empty()) {
            (_, true) => above,
            (true, false) => below,
            (false, false) => format!("{group}, {below}"),
        }
    };
    (0..first.width.max(second.width)).map(one).collect()
}

/// What each column was taken for, in one line.
pub(super) fn described(columns: &Columns) -> Arg {
    let one = |(idx, column): (usize, &Column)| {
        say!("column.is", header = called(idx, &column.header), meaning = in_words(column.meaning))
    };
    list(Join::Semicolon, columns.columns.iter().enumerate().take(60).map(one))
}

/// A column by its header, or by its number where it has none.
pub(super) fn called(idx: usize, header: &str) -> Arg {
    if header.is_empty() { say!("column.number", n = idx + 1).into() } else { quote(header) }
}
