//! What was derived as tables that spreadsheets read.
//!
//! Comes in: a dossier and the name of a table. Goes out: header and cells, and those as CSV (RFC 4180), TSV or XLSX. A cell
//! that a spreadsheet would take for a formula begins with an apostrophe.

mod xlsx;

pub use xlsx::xlsx;

use crate::json::records;
use recount_model::Dossier;
use serde_json::Value;

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

/// Every table with its columns: fields of the JSON records, `.` leading into them.
pub const TABLES: [(&str, &[&str]); 9] = [
    ("accounts", &["id", "title", "source", "written", "earliest", "latest", "original"]),
    ("chronicle", &["id", "title", "edtf", "earliest", "latest", "place", "roots", "supports", "disputes"]),
    ("decisions", &["seq", "act", "standing", "id", "subject.quote", "who", "at", "why"]),
    (
        "figures",
        &[
            "id",
            "text",
            "low",
            "high",
            "bound",
            "measure",
            "counted",
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
    ("findings", &["id", "kind", "hold", "reading", "title", "why", "spans"]),
    ("names", &["id", "text", "type", "canonical", "original", "account", "start", "end"]),
    ("questions", &["id", "title", "measure", "scope", "low", "high", "best", "claims"]),
    ("quotes", &["id", "speaker", "role", "mode", "text", "chain", "original", "account", "start", "end"]),
    (
        "times",
        &["id", "text", "type", "value", "edtf", "earliest", "latest", "original", "account", "start", "end"],
    ),
];

/// The table of this name; `None` when there is none.
pub fn table(dossier: &Dossier, name: &str) -> Option<Table> {
    let (name, header) = TABLES.iter().find(|(known, _)| *known == name)?;
    let values = records(dossier, name)?.into_iter().filter_map(|record| serde_json::to_value(record).ok());
    let row = |value: Value| header.iter().map(|column| cell(at(&value, column))).collect();
    Some(Table { name, header: header.to_vec(), rows: values.map(row).collect() })
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

/// Every cell between quotation marks, lines end with CR LF.
///
/// # Errors
/// Never; the kinds of files share one shape.
pub fn csv(table: &Table) -> Result<Vec<u8>, crate::PublishError> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    Ok(written(table, ",", "\r\n", &quoted))
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
        assert_eq!(String::from_utf8(made).unwrap(), "\"a\",\"b\",\"c\"\r\n\"'=cmd|' /C calc'!A0\",-3,\r\n");
        let made = csv(&one("he said \"14\",\nthen 16")).unwrap();
        assert!(String::from_utf8(made).unwrap().contains("\"he said \"\"14\"\",\nthen 16\""));
    }

    #[test]
    fn a_row_of_tabs_is_a_line() {
        assert_eq!(tsv(&one("a\tb\nc")).unwrap(), b"a\tb\tc\na b c\t-3\t\n");
    }
}
