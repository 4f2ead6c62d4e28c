//! The cells of one table as they are, for whoever knows its columns: a table that went out of here and comes back.
//!
//! Comes in: the bytes of a workbook (its first sheet that holds anything), or text with marks between cells. Goes out: filled
//! cells by row and column. It may not know what they mean.

use super::super::encoding::decode;
use super::separated::{rows_by_header, rows_of_text};
use super::sheets::first_sheet;
use super::{Kind, Row};
use crate::ReadError;
use serde::{Deserialize, Serialize};

/// One row, as far as it is filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Counted from 1, as people see it.
    pub number: u32,
    pub cells: Vec<TableCell>,
}

/// One filled cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableCell {
    /// Counted from 0.
    pub column: usize,
    pub words: String,
    pub kind: Kind,
}

/// The filled rows of a table; text is cut at the mark that gives the first row a cell that says `header`, if one does.
///
/// # Errors
/// When the bytes are neither a workbook nor text, or are damaged.
pub fn cells(bytes: &[u8], header: &str) -> Result<Vec<TableRow>, ReadError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(of_rows(first_sheet(bytes)?, ""));
    }
    let text = decode(bytes, None)?.text;
    let rows = rows_by_header(&text, header).unwrap_or_else(|| rows_of_text(&text));
    Ok(of_rows(rows, &text))
}

fn of_rows(rows: Vec<Row>, source: &str) -> Vec<TableRow> {
    let cell = |(column, cell): &(usize, super::Cell)| TableCell {
        column: *column,
        words: cell.words(source).into_owned(),
        kind: if let super::Cell::Made { kind, .. } = cell { *kind } else { Kind::Plain },
    };
    let row = |row: Row| TableRow { number: row.number, cells: row.cells.iter().map(cell).collect() };
    rows.into_iter().map(row).filter(|row| !row.cells.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(bytes: &[u8]) -> Vec<(u32, Vec<(usize, String)>)> {
        let rows = cells(bytes, "id").unwrap();
        rows.into_iter()
            .map(|row| (row.number, row.cells.into_iter().map(|cell| (cell.column, cell.words)).collect()))
            .collect()
    }

    #[test]
    fn cells_are_cut_where_the_header_says_so() {
        let at = |column: usize, words: &str| (column, words.to_owned());
        let semicolons = words("\u{feff}id;why\r\na;\"one, two, three\"\r\n\r\nb;\r\n".as_bytes());
        assert_eq!(
            semicolons,
            [
                (1, vec![at(0, "id"), at(1, "why")]),
                (2, vec![at(0, "a"), at(1, "one, two, three")]),
                (4, vec![at(0, "b")])
            ]
        );
        assert_eq!(words(b"why\tID\n1;2;3\ta")[1].1, [at(0, "1;2;3"), at(1, "a")]);
        let legacy =
            [&b"id;\xef\xee\xf7\xe5\xec\xf3\r\n"[..], b"a;\xf0\xe5\xf7\xed\xe0\xff \xe2\xee\xe4\xe0\r\n"]
                .concat();
        assert_eq!(words(&legacy)[1].1, [at(0, "a"), at(1, "речная вода")]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert!(cells(b"", "id").is_err() && cells(b"\x89PNG\r\n\x1a\n\0\0", "id").is_err());
        assert!(cells(b"PK\x03\x04 and nothing more", "id").is_err());
    }
}
