//! `case.db`: opening, its tables, and the one transaction that every act is.

use crate::log::{LogEntry, genesis};
use crate::{Actor, Damage, DamageKind, KeepError, projection};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// Written to `PRAGMA user_version`; a greater number than we know is refused.
pub(crate) const FORMAT: i64 = 2;
/// `Rcnt`, so that `file` and others can tell a case database.
const APPLICATION_ID: i64 = 0x5263_6e74;

const LOG: &str =
    "CREATE TABLE log (seq INTEGER PRIMARY KEY, entry TEXT NOT NULL, hash TEXT NOT NULL) STRICT";

/// An act that is to be logged: what was done, and everything the tables hold of it.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub(crate) verb: &'static str,
    pub(crate) args: Map<String, Value>,
}

#[derive(Debug)]
pub(crate) struct Database {
    connection: Connection,
    path: PathBuf,
}

impl Database {
    pub(crate) fn create(path: &Path) -> Result<Self, KeepError> {
        let connection = Connection::open(path).map_err(KeepError::database(path))?;
        let database = Database { connection, path: path.to_owned() };
        database.configure()?;
        database.batch(LOG)?;
        projection::create(&database.connection).map_err(KeepError::database(path))?;
        database
            .batch(&format!("PRAGMA user_version = {FORMAT}; PRAGMA application_id = {APPLICATION_ID};"))?;
        Ok(database)
    }

    pub(crate) fn open(path: &Path) -> Result<Self, KeepError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(KeepError::database(path))?;
        let mut database = Database { connection, path: path.to_owned() };
        database.configure()?;
        let found: i64 = database.get("PRAGMA user_version")?;
        if found > FORMAT {
            return Err(KeepError::NewerFormat { found, known: FORMAT });
        }
        if found < FORMAT {
            database.renew()?;
        }
        Ok(database)
    }

    /// Rollback journal rather than WAL: cases are carried about as folders, one file is what people expect. `EXTRA` also
    /// syncs the folder after the journal is gone, without which a power cut could undo what was said to be kept.
    fn configure(&self) -> Result<(), KeepError> {
        self.batch(
            "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON;
             PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA busy_timeout = 10000;",
        )
    }

    /// Appends one log entry for each of `acts` and writes the tables after them, all in one transaction. `before` sees each
    /// entry before the tables do.
    pub(crate) fn append(
        &mut self,
        actor: &Actor,
        acts: Vec<Act>,
        mut before: impl FnMut(&Connection, &LogEntry) -> rusqlite::Result<()>,
    ) -> Result<Vec<LogEntry>, KeepError> {
        let path = self.path.clone();
        let broken = || KeepError::database(&path);
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(broken())?;
        let (mut seq, mut prev) = head(&transaction).map_err(broken())?;
        let mut entries = Vec::new();
        for Act { verb, args } in acts {
            seq += 1;
            let (at, actor) = (now()?, actor.0.clone());
            let tool = concat!("recount/", env!("CARGO_PKG_VERSION")).to_owned();
            let entry = LogEntry { seq, prev, at, actor, tool, verb: verb.to_owned(), args };
            let (text, hash) = (entry.canonical()?, entry.hash()?);
            before(&transaction, &entry).map_err(broken())?;
            let sql = "INSERT INTO log (seq, entry, hash) VALUES (?1, ?2, ?3)";
            let written =
                transaction.prepare_cached(sql).and_then(|mut sql| sql.execute(params![seq, text, hash]));
            written.and_then(|_| projection::apply(&transaction, &entry)).map_err(broken())?;
            prev = hash;
            entries.push(entry);
        }
        transaction.commit().map_err(broken())?;
        Ok(entries)
    }

    /// Makes the tables anew from the log, which stays as it is.
    pub(crate) fn renew(&mut self) -> Result<(), KeepError> {
        let path = self.path.clone();
        let entries: Vec<LogEntry> = self
            .rows("SELECT entry FROM log ORDER BY seq", |row| row.get::<_, String>(0))?
            .iter()
            .map(|text| serde_json::from_str(text).map_err(KeepError::LogFormat))
            .collect::<Result<_, _>>()?;
        let run = |connection: &mut Connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for (table, _) in projection::TABLES {
                transaction.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
            }
            projection::create(&transaction)?;
            entries.iter().try_for_each(|entry| projection::apply(&transaction, entry))?;
            transaction.execute_batch(&format!("PRAGMA user_version = {FORMAT}"))?;
            transaction.commit()
        };
        run(&mut self.connection).map_err(KeepError::database(&path))
    }

    /// A database in memory that holds what `entries` say. An entry that says nothing a table can hold is a damage.
    pub(crate) fn projected(entries: &[LogEntry], damages: &mut Vec<Damage>) -> Result<Self, KeepError> {
        let path = PathBuf::from(":memory:");
        let mut run = || {
            let connection = Connection::open_in_memory()?;
            projection::create(&connection)?;
            connection.execute_batch("BEGIN")?;
            for entry in entries {
                if let Err(error) = projection::apply(&connection, entry) {
                    let message = format!("what it says cannot be laid out in the tables: {error}");
                    damages.push(Damage::new(
                        DamageKind::LogUnreadable,
                        format!("entry {}", entry.seq),
                        message,
                    ));
                }
            }
            connection.execute_batch("COMMIT")?;
            Ok(connection)
        };
        let connection = run().map_err(KeepError::database(&path))?;
        Ok(Database { connection, path })
    }

    /// Every row of a table, every column of it, as text.
    pub(crate) fn table(&self, table: &str) -> Result<Vec<String>, KeepError> {
        self.rows(&format!("SELECT * FROM {table}"), |row| {
            let count = row.as_ref().column_count();
            let values =
                (0..count).map(|idx| row.get::<_, rusqlite::types::Value>(idx).map(|value| told(&value)));
            Ok(values.collect::<rusqlite::Result<Vec<_>>>()?.join(", "))
        })
    }

    /// All rows of a query, each made by `row`.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        row: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, KeepError> {
        let run = || self.connection.prepare(sql)?.query_map([], row)?.collect::<rusqlite::Result<Vec<T>>>();
        run().map_err(KeepError::database(&self.path))
    }

    fn get<T: rusqlite::types::FromSql>(&self, sql: &str) -> Result<T, KeepError> {
        self.connection.query_row(sql, [], |row| row.get(0)).map_err(KeepError::database(&self.path))
    }

    fn batch(&self, sql: &str) -> Result<(), KeepError> {
        self.connection.execute_batch(sql).map_err(KeepError::database(&self.path))
    }
}

/// A value so that different ones read differently.
fn told(value: &rusqlite::types::Value) -> String {
    use rusqlite::types::Value;
    match value {
        Value::Null => "null".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => format!("{number:?}"),
        Value::Text(text) => format!("{text:?}"),
        Value::Blob(bytes) => format!("{bytes:x?}"),
    }
}

fn head(transaction: &Transaction<'_>) -> rusqlite::Result<(i64, String)> {
    let last = transaction
        .query_row("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(last.unwrap_or_else(|| (0, genesis())))
}

/// The wall clock, in UTC to the millisecond. The only place in the program that asks for it.
fn now() -> Result<String, KeepError> {
    let now = jiff::Timestamp::now();
    let rounded = now
        .round(jiff::TimestampRound::new().smallest(jiff::Unit::Millisecond).mode(jiff::RoundMode::Trunc))
        .map_err(KeepError::Clock)?;
    Ok(rounded.to_string())
}
