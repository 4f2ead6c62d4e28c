//! What was derived as tables that spreadsheets read.
//!
//! Comes in: a dossier and the name of a table. Goes out: header and cells, and those as CSV (RFC 4180), TSV or XLSX. A cell
//! that a spreadsheet would take for a formula begins with an apostrophe.

mod xlsx;

pub use xlsx::xlsx;

use crate::json::records;
use recount_model::{Act, Bound, Dossier, Figure, Standing};
use serde_json::Value;
use std::collections::BTreeMap;

/// A table: its header and its rows, each as long as the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    pub header: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Number(i64),
    Text(String),
    Empty,
}

/// Writes a table.
pub type Write = fn(&Table) -> Result<Vec<u8>, crate::PublishError>;

/// Every table with its columns: fields of the JSON records, `.` leading into them; before `=` the name, where it is another.
/// Those of [`DECIDED`] have `decision` and `why` besides.
pub const TABLES: [(&str, &[&str]); 10] = [
    ("accounts", &["id", "title", "source", "written", "earliest", "latest", "original"]),
    ("chronicle", &["id", "title", "edtf", "earliest", "latest", "place", "roots", "supports", "disputes"]),
    ("decisions", &["seq", "act", "standing", "about=now", "quote=subject.quote", "who", "at", "reason=why"]),
    (
        "figures",
        &[
            "id",
            "text",
            "value=@count",
            "low",
            "high",
            "bound",
            "measure",
            "counted",
            "group",
            "place",
            "as_of",
            "chain",
            "certainty",
            "original",
            "account",
            "start",
            "end",
        ],
    ),
    ("findings", &["id", "kind", "hold", "reading", "title", "explanation=why", "spans"]),
    ("lineage", &["id", "from", "to", "direction", "shared", "credited", "explanation=why"]),
    ("names", &["id", "text", "type", "canonical", "original", "account", "start", "end"]),
    ("questions", &["id", "title", "measure", "scope", "low", "high", "best", "claims"]),
    ("quotes", &["id", "speaker", "role", "mode", "text", "chain", "original", "account", "start", "end"]),
    (
        "times",
        &["id", "text", "type", "value", "edtf", "earliest", "latest", "original", "account", "start", "end"],
    ),
];

/// Tables of things that people decide about.
pub const DECIDED: [&str; 6] = ["chronicle", "figures", "findings", "names", "quotes", "times"];

/// By this a spreadsheet knows that the letters are UTF-8, and not those of the computer it runs on.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Stands for what [`count_words`] says of a figure.
const COUNT: &str = "@count";

/// The table of this name; `None` when there is none.
pub fn table(dossier: &Dossier, name: &str) -> Option<Table> {
    let (name, columns) = TABLES.iter().find(|(known, _)| *known == name)?;
    let columns: Vec<(&str, &str)> =
        columns.iter().map(|column| column.split_once('=').unwrap_or((column, column))).collect();
    let is_decided = DECIDED.contains(name);
    let counts =
        if columns.iter().any(|(_, path)| *path == COUNT) { counts(dossier) } else { BTreeMap::new() };
    let verdicts = if is_decided { verdicts(dossier) } else { BTreeMap::new() };
    let values = records(dossier, name)?.into_iter().filter_map(|record| serde_json::to_value(record).ok());
    let row = |value: Value| {
        let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
        let shown = |(_, path): &(&str, &str)| match *path {
            COUNT => counts.get(id).map_or(Cell::Empty, |words| cell(&Value::from(words.as_str()))),
            path => cell(at(&value, path)),
        };
        let decision = || {
            let (verdict, why) = verdicts.get(id).copied().unwrap_or_default();
            [verdict, why].map(|words| words.map_or(Cell::Empty, |words| cell(&Value::from(words))))
        };
        let decision = is_decided.then(decision).into_iter().flatten();
        columns.iter().map(shown).chain(decision).collect()
    };
    let rows = values.map(row).collect();
    let decision = if is_decided { ["decision", "why"].as_slice() } else { &[] };
    let header = columns.iter().map(|(header, _)| *header).chain(decision.iter().copied()).collect();
    Some(Table { name, header, rows })
}

/// The table with these rows, whatever they are made of.
pub fn plain(name: &'static str, header: Vec<&'static str>, rows: Vec<Vec<Value>>) -> Table {
    let rows = rows.into_iter().map(|row| row.iter().map(cell).collect()).collect();
    Table { name, header, rows }
}

fn counts(dossier: &Dossier) -> BTreeMap<&str, String> {
    let figures = dossier.claims.iter().flat_map(|claims| &claims.figures);
    figures.map(|figure| (figure.id.0.as_str(), count_words(figure))).collect()
}

/// What holds of each thing that was judged, and why.
fn verdicts(dossier: &Dossier) -> BTreeMap<&str, (Option<&'static str>, Option<&str>)> {
    let judged = dossier.decisions.iter().filter(|one| one.standing == Standing::Holds);
    let told = judged.filter_map(|one| {
        let words = verdict_words(&one.decision.act)?;
        Some((one.now.as_ref()?.0.as_str(), (Some(words), one.decision.why.as_deref())))
    });
    told.collect()
}

/// `accept`, `reject` or `unsure`.
pub fn verdict_words(act: &Act) -> Option<&'static str> {
    match act {
        Act::Accept => Some("accept"),
        Act::Reject => Some("reject"),
        Act::Unsure => Some("unsure"),
        _ => None,
    }
}

/// The count as it can be set: `14`, `10–20`, `>=25`, `>24`, `<=30`, `<31`; with `~` before what the words leave open. No
/// spreadsheet takes it for a date: the dash of a range is no hyphen.
pub fn count_words(figure: &Figure) -> String {
    let Figure { low, high, stated, .. } = figure;
    let range = || match high {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low}–{high}"),
        None => format!(">={low}"),
    };
    match (figure.bound, high, stated) {
        (Bound::AtLeast, None, _) => format!(">={low}"),
        (Bound::MoreThan, None, _) => format!(">{}", low.saturating_sub(1)),
        (Bound::AtMost, Some(high), _) => format!("<={high}"),
        (Bound::LessThan, Some(high), _) => format!("<{}", high.saturating_add(1)),
        (Bound::Approx | Bound::Vague, _, Some(stated)) => format!("~{stated}"),
        (Bound::Approx | Bound::Vague, Some(high), None) => format!("~{low}–{high}"),
        _ => range(),
    }
}

fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    path.split('.').fold(value, |value, part| value.get(part).unwrap_or(&Value::Null))
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Number(number) => number.as_i64().map_or_else(|| Cell::Text(number.to_string()), Cell::Number),
        other => Cell::Text(harmless(words(other))),
    }
}

/// Lists by their members, passages by their words.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(words).collect::<Vec<_>>().join(" | "),
        Value::Object(fields) => {
            let told = ["text", "quote", "id"].iter().find_map(|name| fields.get(*name));
            told.map_or_else(|| value.to_string(), words)
        }
        other => other.to_string(),
    }
}

/// No spreadsheet shall reckon with the words of an account.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

/// Every cell between quotation marks, lines end with CR LF; a mark of byte order before the first.
///
/// # Errors
/// Never; the kinds of files share one shape.
pub fn csv(table: &Table) -> Result<Vec<u8>, crate::PublishError> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    Ok([MARK, &written(table, ",", "\r\n", &quoted)].concat())
}

/// Tabs between cells; tabs and line breaks inside them become spaces.
///
/// # Errors
/// Never; the kinds of files share one shape.
pub fn tsv(table: &Table) -> Result<Vec<u8>, crate::PublishError> {
    Ok(written(table, "\t", "\n", &|text| text.replace(['\t', '\n', '\r'], " ")))
}

fn written(table: &Table, between: &str, end: &str, text: &dyn Fn(&str) -> String) -> Vec<u8> {
    let header: Vec<String> = table.header.iter().map(|name| text(name)).collect();
    let row = |cells: &Vec<Cell>| {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| match cell {
                Cell::Number(number) => number.to_string(),
                Cell::Text(words) => text(words),
                Cell::Empty => String::new(),
            })
            .collect();
        cells.join(between)
    };
    let mut out = header.join(between) + end;
    for cells in &table.rows {
        out.push_str(&row(cells));
        out.push_str(end);
    }
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Table {
        let cells = vec![cell(&Value::from(text)), Cell::Number(-3), Cell::Empty];
        Table { name: "test", header: vec!["a", "b", "c"], rows: vec![cells] }
    }

    #[test]
    fn cells_are_quoted_and_no_cell_is_a_formula() {
        let made = csv(&one("=cmd|' /C calc'!A0")).unwrap();
        assert_eq!(
            String::from_utf8(made).unwrap(),
            "\u{feff}\"a\",\"b\",\"c\"\r\n\"'=cmd|' /C calc'!A0\",-3,\r\n"
        );
        let made = csv(&one("he said \"14\",\nthen 16")).unwrap();
        assert!(String::from_utf8(made).unwrap().contains("\"he said \"\"14\"\",\nthen 16\""));
    }

    #[test]
    fn a_row_of_tabs_is_a_line() {
        assert_eq!(tsv(&one("a\tb\nc")).unwrap(), b"a\tb\tc\na b c\t-3\t\n");
    }
}
