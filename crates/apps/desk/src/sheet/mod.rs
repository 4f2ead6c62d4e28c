//! A table that went out to a spreadsheet and comes back: what somebody changed in it.
//!
//! Comes in: the bytes of a CSV, TSV or XLSX file, or pasted cells, and the dossier as it is now. Goes out: the decisions that
//! its changed cells wish, each with its row, and the cells that cannot be understood. Nothing is done yet. Spreadsheets write
//! dates and numbers as they like: a cell that only looks different wishes nothing, and neither does an empty one.

mod additions;
mod columns;
mod counts;
mod dates;
mod now;
mod rows;
mod words;

use crate::by_hand::Addition;
use crate::deciding::{Wish, WishedAct};
use crate::foreign;
use crate::refusal::refusal;
use anyhow::{Context as _, Result, ensure};
use columns::Columns;
use recount_accounts::TableRow;
use recount_model::{Dossier, Field};
use std::collections::BTreeMap;

/// What a table that came back wishes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the table it is.
    pub table: String,
    /// Rows with anything in them, without the header.
    pub rows_read: usize,
    pub changes: Vec<Change>,
    pub refused: Vec<Refused>,
    /// Rows that wish nothing.
    pub unchanged: usize,
}

/// One decision that a row wishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// As the spreadsheet counts: the header is row 1.
    pub row: usize,
    /// Of the thing; for an addition of its account, for `withdraw` the number of the decision.
    pub id: String,
    pub title: String,
    pub act: WishedAct,
    pub field: Option<Field>,
    /// What is there now.
    pub from: Option<String>,
    pub to: Option<String>,
    pub why: Option<String>,
    pub addition: Option<Addition>,
}

impl From<Change> for Wish {
    fn from(change: Change) -> Self {
        let Change { id, act, field, to, why, addition, .. } = change;
        // What is set is said by `to` alone; of other acts it only tells what the cell said.
        let to = to.filter(|_| act == WishedAct::Set);
        Wish { id, act, field, to, with: None, addition, why }
    }
}

/// A cell, or a whole row, that wishes nothing that could be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub row: usize,
    /// `None` for the whole row.
    pub column: Option<String>,
    pub text: String,
    pub why: String,
}

/// Reads a table that came back; `name` where its columns do not tell which one it is.
///
/// # Errors
/// When it is no table that went out of here.
pub fn read(bytes: &[u8], name: Option<&str>, dossier: &Dossier, zone: &str) -> Result<Sheet> {
    let rows = foreign::cells(bytes, columns::ID).context(refusal!("refusal.no-table"))?;
    of_rows(&rows, name, dossier, zone)
}

/// What rows wish, the first of them the header.
fn of_rows(rows: &[TableRow], name: Option<&str>, dossier: &Dossier, zone: &str) -> Result<Sheet> {
    let (header, rows) = rows.split_first().context(refusal!("refusal.empty-table"))?;
    let columns = Columns::of(header, name)?;
    ensure!(columns.can_decide(), refusal!("refusal.nothing-to-decide"));
    let now = now::Now::of(dossier);
    let reader = rows::Reader { columns: &columns, now: &now, dossier, zone };
    let wished: Vec<Wished> =
        rows.iter().filter(|row| reader.is_filled(row)).map(|row| reader.row(row)).collect();
    Ok(together(columns.table, wished))
}

/// What one row wishes.
#[derive(Debug, Default)]
struct Wished {
    row: usize,
    id: Option<String>,
    changes: Vec<Change>,
    refused: Vec<Refused>,
}

impl Wished {
    /// What it wishes, wherever it stands.
    fn told(&self) -> Vec<Change> {
        self.changes.iter().map(|change| Change { row: 0, ..change.clone() }).collect()
    }
}

/// Rows of one thing that wish the same wish it once; those that do not are refused, all of them.
fn together(table: &str, wished: Vec<Wished>) -> Sheet {
    let mut of_thing: BTreeMap<String, Vec<&Wished>> = BTreeMap::new();
    for one in wished.iter().filter(|one| !one.changes.is_empty()) {
        if let Some(id) = &one.id {
            of_thing.entry(id.clone()).or_default().push(one);
        }
    }
    let mut contested: BTreeMap<usize, String> = BTreeMap::new();
    let mut repeated: Vec<usize> = Vec::new();
    for (id, rows) in of_thing.iter().filter(|(_, rows)| rows.len() > 1) {
        let numbers: Vec<String> = rows.iter().map(|one| one.row.to_string()).collect();
        let is_same = rows.windows(2).all(|pair| matches!(pair, [a, b] if a.told() == b.told()));
        if is_same {
            repeated.extend(rows.iter().skip(1).map(|one| one.row));
        } else {
            let why =
                format!("rows {} wish different things of `{id}`: leave one of them", numbers.join(", "));
            contested.extend(rows.iter().map(|one| (one.row, why.clone())));
        }
    }
    let mut sheet = Sheet { table: table.to_owned(), rows_read: wished.len(), ..Sheet::default() };
    for mut one in wished {
        if let Some(why) = contested.remove(&one.row) {
            let text = one.id.clone().unwrap_or_default();
            one.changes.clear();
            one.refused.push(Refused { row: one.row, column: None, text, why });
        } else if repeated.contains(&one.row) {
            one.changes.clear();
        }
        sheet.unchanged += usize::from(one.changes.is_empty() && one.refused.is_empty());
        sheet.changes.extend(one.changes);
        sheet.refused.extend(one.refused);
    }
    sheet
}

#[cfg(test)]
mod tests;
