//! Which column is which, by the header, wherever it stands by now.

use crate::refusal::refusal;
use anyhow::{Result, bail};
use recount_accounts::{TableCell, TableRow};
use recount_publish::tables::{DECIDED, TABLES};
use recount_sayings::{Join, list};
use std::collections::BTreeMap;

pub const ID: &str = "id";
pub const DECISION: &str = "decision";
pub const WHY: &str = "why";
/// Columns that can be set in some table.
const SET: [&str; 6] = ["edtf", "group", "measure", "place", "speaker", "value"];

/// Where the columns of a table stand.
pub struct Columns {
    pub table: &'static str,
    at: BTreeMap<String, usize>,
}

impl Columns {
    /// The columns of the table `name`, or of the one that has most of them.
    ///
    /// # Errors
    /// When there is no such table, no column of ids, or nothing tells which table it is.
    pub fn of(header: &TableRow, name: Option<&str>) -> Result<Self> {
        let mut at = BTreeMap::new();
        for cell in &header.cells {
            // Of two columns with one name the first is meant.
            at.entry(cell.words.trim().to_lowercase()).or_insert(cell.column);
        }
        if !at.contains_key(ID) {
            bail!(refusal!("refusal.no-id-column"));
        }
        let table = match name.map(str::trim).filter(|name| !name.is_empty()) {
            Some(name) => TABLES.iter().map(|(known, _)| *known).find(|known| *known == name),
            None => likeliest(&at),
        };
        match table {
            Some(table) => Ok(Columns { table, at }),
            None => bail!(refusal!("refusal.which-table", names = list(Join::Comma, DECIDED))),
        }
    }

    pub fn can_decide(&self) -> bool {
        DECIDED.contains(&self.table)
            && (self.at.contains_key(DECISION) || SET.iter().any(|column| self.at.contains_key(*column)))
    }

    /// The cell of a row in the column `name`.
    pub fn cell<'r>(&self, row: &'r TableRow, name: &str) -> Option<&'r TableCell> {
        let column = self.at.get(name)?;
        row.cells.iter().find(|cell| cell.column == *column)
    }
}

/// The table that has most of these columns, the decided ones first where several have as many; none where no column but
/// those that all of them have is known.
fn likeliest(at: &BTreeMap<String, usize>) -> Option<&'static str> {
    let common = [ID, DECISION, WHY];
    let known = |columns: &[&str]| {
        let names = columns.iter().map(|column| column.split_once('=').map_or(*column, |(name, _)| name));
        names.filter(|name| !common.contains(name) && at.contains_key(*name)).count()
    };
    let scored = TABLES.iter().map(|(name, columns)| (known(columns), DECIDED.contains(name), *name));
    let (most, _, name) = scored.max_by_key(|(known, is_decided, _)| (*known, *is_decided))?;
    if most > 0 {
        return Some(name);
    }
    // Ids and decisions are enough: the ids tell what each row is.
    at.contains_key(DECISION).then_some("findings")
}
