//! Every column of every table changed by hand: `verify` of the program itself must say so.

use crate::Violation;
use crate::acts::{copy, typed};
use anyhow::Result;
use rusqlite::Connection;
use std::path::Path;

/// Tries each column of the case under `template`; gives how many were tried.
pub fn check(
    program: &Path,
    bug: Option<&str>,
    template: &Path,
    place: &Path,
) -> Result<(usize, Vec<Violation>)> {
    let (mut tried, mut found) = (0, Vec::new());
    for (table, column) in columns(&template.join("case/case.db"))? {
        let folder = place.join(format!("column-{table}-{column}"));
        copy(template, &folder)?;
        let changed = change(&folder.join("case/case.db"), &table, &column)?;
        let arguments = ["verify", "@/case", "--json"].map(str::to_owned);
        let output = typed(program, &folder, &arguments, bug)?;
        if changed {
            tried += 1;
            if output.status.success() {
                let (point, what) =
                    (format!("{table}.{column}"), "verify says that the case is whole".to_owned());
                found.push(Violation { point, invariant: "I3", what });
            }
        }
        std::fs::remove_dir_all(&folder)?;
    }
    Ok((tried, found))
}

fn columns(database: &Path) -> Result<Vec<(String, String)>> {
    let connection = Connection::open(database)?;
    let sql = "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Changes the column in one row; false if there is no row.
fn change(database: &Path, table: &str, column: &str) -> Result<bool> {
    let connection = Connection::open(database)?;
    let sql = format!(
        "UPDATE {table} SET {column} = CASE typeof({column}) WHEN 'integer' THEN {column} + 100 ELSE coalesce({column}, '') || 'x' END \
         WHERE {column} IS (SELECT {column} FROM {table} LIMIT 1)"
    );
    Ok(connection.execute(&sql, [])? > 0)
}
