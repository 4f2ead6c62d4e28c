//! Spreadsheets of LibreOffice and its kin (ODS): each sheet a table.
//!
//! Comes in: the bytes of a package. Goes out: tellings with sheet and row. It may not reckon: a formula has the value
//! that was saved with it, or none.
//!
//! Source: OpenDocument 1.3, part 3. Cells are read here and not by a library, because a cell may say that it stands
//! a thousand million times, and no library we found says how often it believes that.

use super::super::PackedReader;
use super::super::draft::Draft;
use super::super::tables::{self, Cell, Kind, Row};
use super::super::xml::{Element, Mark, Marks};
use super::broken_part;
use super::odt::{is_document, opened};
use crate::{FormatSettings, ReadError};
use recount_diagnostics::{Diagnostic, Reported};
use recount_sayings::say;

pub(in super::super) const READER: PackedReader = PackedReader {
    id: "ods",
    is_this: |name, bytes| is_document(name, bytes, "spreadsheet", &["ods", "ots"]),
    make: read,
};

const WHAT: &str = "file.the-ods";
/// A row or a cell that is filled is taken so often at most; an empty one counts, and costs nothing.
const MOST_REPEATED: u32 = 1_000;

fn read(bytes: &[u8], settings: &FormatSettings) -> Result<Reported<Draft>, ReadError> {
    let mut package = opened(bytes, WHAT)?;
    let content = package.text("content.xml")?.unwrap_or_default();
    let mut walk = Walk { left: tables::MOST_CELLS, ..Walk::default() };
    let mut marks = Marks::new(&content);
    for (mark, _) in marks.by_ref() {
        match mark {
            Mark::Open(element) => walk.open(&element),
            Mark::Close(name) => walk.close(&name),
            Mark::Words(words) => walk.words(&words),
        }
    }
    let broken = marks.broken;
    walk.end_sheet();
    let mut draft = Draft::default();
    let count = walk.sheets.len();
    for sheet in walk.sheets {
        let name = (count > 1).then_some(sheet.name.as_str());
        tables::add(&mut draft, "", name, &mut sheet.rows.into_iter(), &settings.columns);
    }
    if let Some((at, why)) = broken {
        draft.odd(draft.text.len(), broken_part("content.xml", at, why));
    }
    if walk.left == 0 {
        let message = say!("odd.too-many-cells", n = tables::MOST_CELLS);
        draft.odd(draft.text.len(), Diagnostic::warning("too-many-cells", message));
    }
    Ok(Reported::clean(draft))
}

#[derive(Default)]
struct Sheet {
    name: String,
    rows: Vec<Row>,
}

#[derive(Default)]
struct Walk {
    sheets: Vec<Sheet>,
    sheet: Option<Sheet>,
    row: Row,
    /// How often the open row and the open cell stand.
    rows: u32,
    cells: u32,
    column: usize,
    number: u32,
    /// The open cell: what its value is, and its words.
    value: Option<(String, Kind)>,
    words: String,
    is_open: bool,
    paragraphs: usize,
    notes: usize,
    left: usize,
}

impl Walk {
    fn open(&mut self, element: &Element<'_>) {
        let repeated = |name: &str| element.get(name).and_then(|count| count.parse().ok()).unwrap_or(1);
        match element.name() {
            "table" => {
                self.sheet = Some(Sheet {
                    name: element.get("name").unwrap_or_default().chars().take(60).collect(),
                    rows: Vec::new(),
                })
            }
            "table-row" => {
                self.rows = repeated("number-rows-repeated");
                self.row = Row::default();
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => {
                self.cells = repeated("number-columns-repeated");
                self.value = value(element);
                self.words.clear();
                (self.is_open, self.paragraphs) = (true, 0);
            }
            "annotation" => self.notes += 1,
            "p" if self.is_open && self.notes == 0 => {
                if self.paragraphs > 0 {
                    self.words.push('\n');
                }
                self.paragraphs += 1;
            }
            "s" => self.words(" "),
            "line-break" => self.words("\n"),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.paragraphs > 0 && self.notes == 0 {
            self.words.push_str(words);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "table" => self.end_sheet(),
            "table-row" => self.end_row(),
            "table-cell" | "covered-table-cell" => self.end_cell(),
            "annotation" => self.notes = self.notes.saturating_sub(1),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        self.is_open = false;
        self.paragraphs = 0;
        let words = std::mem::take(&mut self.words);
        let (words, kind) = self.value.take().unwrap_or((words, Kind::Plain));
        let times = self.cells.min(MOST_REPEATED) as usize;
        if !words.trim().is_empty() {
            for nth in 0..times {
                let cell = Cell::Made { words: words.clone(), kind };
                if !tables::take(&mut self.left, &cell) {
                    break;
                }
                self.row.cells.push((self.column + nth, cell));
            }
            self.row.width = self.column + times;
        }
        self.column = self.column.saturating_add(self.cells as usize);
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if let Some(sheet) = self.sheet.as_mut().filter(|_| !row.cells.is_empty()) {
            for nth in 0..self.rows.min(MOST_REPEATED) {
                // The first is paid for.
                let is_paid =
                    nth == 0 || row.cells.iter().all(|(_, cell)| tables::take(&mut self.left, cell));
                if !is_paid {
                    break;
                }
                sheet
                    .rows
                    .push(Row { number: self.number.saturating_add(nth).saturating_add(1), ..row.clone() });
            }
        }
        self.number = self.number.saturating_add(self.rows);
    }

    fn end_sheet(&mut self) {
        self.sheets.extend(self.sheet.take().filter(|sheet| !sheet.rows.is_empty()));
        self.number = 0;
    }
}

/// What the cell's attributes say, where that is more exact than its words.
fn value(element: &Element<'_>) -> Option<(String, Kind)> {
    match element.get_exact("office:value-type").as_deref()? {
        "date" => element.get("date-value").map(|date| {
            let date = date.strip_suffix("T00:00:00").unwrap_or(&date).replacen('T', " ", 1);
            (date, Kind::Date)
        }),
        "float" => element.get_exact("office:value").map(|number| (number, Kind::Plain)),
        _ => None,
    }
}
