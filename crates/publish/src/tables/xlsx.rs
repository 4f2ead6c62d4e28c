//! A table as a workbook of one sheet (Office Open XML).

use super::{Cell, Table};
use crate::PublishError;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// Most characters that a cell of a workbook may have.
const MOST_CHARACTERS: usize = 32_767;
/// Most rows below the header.
const MOST_ROWS: usize = 1_048_575;

/// The table as XLSX; its header stays in sight. Longer cells and further rows than a workbook can have are cut off.
///
/// # Errors
/// When the workbook cannot be made.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, PublishError> {
    made(table).map_err(|error| PublishError::Workbook(error.to_string()))
}

fn made(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(table.name)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, name) in (0_u16..).zip(&table.header) {
        sheet.write_string_with_format(0, column, *name, &bold)?;
    }
    for (row, cells) in (1_u32..).zip(table.rows.iter().take(MOST_ROWS)) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                #[expect(clippy::cast_precision_loss, reason = "a workbook has no other numbers")]
                Cell::Number(number) => sheet.write_number(row, column, *number as f64)?,
                Cell::Text(text) => {
                    sheet.write_string(row, column, text.chars().take(MOST_CHARACTERS).collect::<String>())?
                }
                Cell::Empty => continue,
            };
        }
    }
    workbook.save_to_buffer()
}
