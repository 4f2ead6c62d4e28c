//! Spreadsheets of Excel and its kin (XLSX): each sheet a table.
//!
//! Comes in: the bytes of a workbook. Goes out: tellings with sheet and row. It may not reckon: a formula has the value
//! that was saved with it, or none.
//!
//! Source: ECMA-376, read by `calamine`. Days count from 1900 or 1904 as the workbook says.

use super::super::PackedReader;
use super::super::draft::Draft;
use super::super::package::{Package, damaged, is_package};
use super::{Cell, Kind, Row, rows};
use crate::{FormatSettings, ReadError};
use calamine::{DataRef, Dimensions, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx};
use recount_diagnostics::{Diagnostic, Reported};
use recount_sayings::{quote, say};
use std::collections::BTreeMap;
use std::io::Cursor;

pub(in super::super) const READER: PackedReader = PackedReader {
    id: "xlsx",
    is_this: |name, bytes| is_package(name, bytes, "xl/workbook.xml", &["xlsx", "xlsm"]),
    make: read,
};

const WHAT: &str = "file.the-spreadsheet";
/// More filled cells than this are no chronology; a long cell counts as several, since many may show the same words.
pub(in super::super) const MOST_CELLS: usize = if cfg!(test) { 20_000 } else { 1_000_000 };
const MOST_SHEETS: usize = 1_000;
/// Spreadsheets allow 31.
const MOST_NAME_CHARACTERS: usize = 60;

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

fn opened(bytes: &[u8]) -> Result<Workbook<'_>, ReadError> {
    Package::open(bytes, WHAT)?.check()?;
    Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsxError::Password => ReadError::Locked(say!(WHAT)),
        other => damaged(WHAT, other.to_string()),
    })
}

/// The rows of the first sheet that holds anything.
pub(super) fn first_sheet(bytes: &[u8]) -> Result<Vec<Row>, ReadError> {
    let mut book = opened(bytes)?;
    let sheets = book.sheets_metadata().to_vec();
    let mut left = MOST_CELLS;
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).take(MOST_SHEETS) {
        let rows =
            rows_of(&mut book, &sheet.name, &mut left).map_err(|error| damaged(WHAT, error.to_string()))?;
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Ok(Vec::new())
}

fn read(bytes: &[u8], settings: &FormatSettings) -> Result<Reported<Draft>, ReadError> {
    let mut book = opened(bytes)?;
    let mut draft = Draft::default();
    let sheets = book.sheets_metadata().to_vec();
    let mut left = MOST_CELLS;
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).take(MOST_SHEETS) {
        if sheet.visible != SheetVisible::Visible {
            let message = say!("odd.hidden-sheet", sheet = quote(&sheet.name));
            draft.odd(draft.text.len(), Diagnostic::note("hidden-sheet", message));
        }
        match rows_of(&mut book, &sheet.name, &mut left) {
            Ok(read) => {
                let name: String = sheet.name.chars().take(MOST_NAME_CHARACTERS).collect();
                let name = (sheets.len() > 1).then_some(name.as_str());
                rows::add(&mut draft, "", name, &mut read.into_iter(), &settings.columns);
            }
            Err(error) => {
                let message = say!("odd.unread-sheet", sheet = quote(&sheet.name), why = error.to_string());
                draft.odd(draft.text.len(), Diagnostic::warning("unread-sheet", message));
            }
        }
        if left == 0 {
            let message = say!("odd.sheet-too-many-cells", n = MOST_CELLS, sheet = quote(&sheet.name));
            draft.odd(draft.text.len(), Diagnostic::warning("too-many-cells", message));
            break;
        }
    }
    Ok(Reported::clean(draft))
}

/// The filled rows of a sheet; a cell that is merged from several says the same in each of its rows.
fn rows_of(book: &mut Workbook<'_>, sheet: &str, left: &mut usize) -> Result<Vec<Row>, calamine::XlsxError> {
    let merged = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
    let mut cells: BTreeMap<(u32, u32), Cell> = BTreeMap::new();
    let mut reader = book.worksheet_cells_reader(sheet)?;
    while let Some(read) = reader.next_cell_with_formula()? {
        let cell = match (value(&read.value), read.formula) {
            (Some(cell), _) => cell,
            (None, Some(formula)) => Cell::Made { words: format!("={formula}"), kind: Kind::Formula },
            (None, None) => continue,
        };
        if !take(left, &cell) {
            break;
        }
        cells.insert(read.pos, cell);
    }
    merged.iter().for_each(|area| spread(&mut cells, *area, left));
    Ok(into_rows(cells))
}

/// Bytes of a cell that count as one.
const CELL_BYTES: usize = 128;

/// Takes the room that a cell needs; of too little nothing is left.
pub(in super::super) fn take(left: &mut usize, cell: &Cell) -> bool {
    let bytes = if let Cell::Made { words, .. } = cell { words.len() } else { 0 };
    let rest = left.checked_sub(1 + bytes / CELL_BYTES);
    *left = rest.unwrap_or(0);
    rest.is_some()
}

/// What a merged cell says holds for each of its rows. Across columns it is said once.
fn spread(cells: &mut BTreeMap<(u32, u32), Cell>, area: Dimensions, left: &mut usize) {
    let Some(cell) = cells.get(&area.start).cloned() else { return };
    let last = cells.last_key_value().map_or(0, |((row, _), _)| *row).min(area.end.0);
    for row in area.start.0.saturating_add(1)..=last {
        if !take(left, &cell) {
            return;
        }
        cells.entry((row, area.start.1)).or_insert_with(|| cell.clone());
    }
}

pub(super) fn into_rows(cells: BTreeMap<(u32, u32), Cell>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for ((row, column), cell) in cells {
        let number = row.saturating_add(1);
        if rows.last().is_none_or(|last| last.number != number) {
            rows.push(Row { number, ..Row::default() });
        }
        if let Some(last) = rows.last_mut() {
            last.width = column as usize + 1;
            last.cells.push((column as usize, cell));
        }
    }
    rows
}

/// What a cell says, as people would write it.
fn value(data: &DataRef<'_>) -> Option<Cell> {
    let plain = |words: String| Some(Cell::Made { words, kind: Kind::Plain });
    match data {
        DataRef::Empty => None,
        DataRef::String(words) => plain(words.clone()),
        DataRef::SharedString(words) => plain((*words).to_owned()),
        DataRef::Int(number) => plain(number.to_string()),
        DataRef::Float(number) => plain(number.to_string()),
        DataRef::Bool(is_true) => plain(is_true.to_string()),
        DataRef::Error(error) => Some(Cell::Made { words: error.to_string(), kind: Kind::Error }),
        DataRef::DateTime(time) => Some(dated(time)),
        DataRef::DateTimeIso(words) => {
            Some(Cell::Made { words: words.replacen('T', " ", 1), kind: Kind::Date })
        }
        DataRef::DurationIso(words) => plain(words.clone()),
    }
}

/// `2001-05-03`, `2001-05-03 11:40`, `11:40`.
fn dated(time: &ExcelDateTime) -> Cell {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let mut clock = format!("{hour:02}:{minute:02}");
    if second > 0 {
        clock.push_str(&format!(":{second:02}"));
    }
    let number = time.as_f64();
    if time.is_duration() || (0.0..1.0).contains(&number) {
        return Cell::Made { words: clock, kind: Kind::Plain };
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    let words = if number.fract() == 0.0 { date } else { format!("{date} {clock}") };
    Cell::Made { words, kind: Kind::Date }
}
