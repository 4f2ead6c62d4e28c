//! `case.db`: opening, its tables, and the one transaction that every act is.

use crate::log::{LogEntry, genesis};
use crate::{Actor, KeepError};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// Written to `PRAGMA user_version`; a greater number than we know is refused.
const FORMAT: i64 = 1;
/// `Rcnt`, so that `file` and others can tell a case database.
const APPLICATION_ID: i64 = 0x5263_6e74;

const TABLES: &str = "
CREATE TABLE log (seq INTEGER PRIMARY KEY, entry TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE originals (sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT;
CREATE TABLE names (seq INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, name TEXT NOT NULL) STRICT;
CREATE TABLE decisions (seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, decision TEXT NOT NULL,
                        actor TEXT, at TEXT NOT NULL, reason TEXT) STRICT;
";

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
        database.batch(TABLES)?;
        database
            .batch(&format!("PRAGMA user_version = {FORMAT}; PRAGMA application_id = {APPLICATION_ID};"))?;
        Ok(database)
    }

    pub(crate) fn open(path: &Path) -> Result<Self, KeepError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(KeepError::database(path))?;
        let database = Database { connection, path: path.to_owned() };
        database.configure()?;
        let found: i64 = database.get("PRAGMA user_version")?;
        if found > FORMAT {
            return Err(KeepError::NewerFormat { found, known: FORMAT });
        }
        Ok(database)
    }

    /// Rollback journal rather than WAL: cases are carried about as folders, one file is what people expect.
    fn configure(&self) -> Result<(), KeepError> {
        self.batch(
            "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA busy_timeout = 10000;",
        )
    }

    /// Runs `act` and appends its log entry in one transaction.
    pub(crate) fn act(
        &mut self,
        actor: &Actor,
        verb: &str,
        args: Map<String, Value>,
        act: impl FnOnce(&Transaction<'_>, &LogEntry) -> rusqlite::Result<()>,
    ) -> Result<LogEntry, KeepError> {
        let path = self.path.clone();
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(KeepError::database(&path))?;
        let (seq, prev) = head(&transaction).map_err(KeepError::database(&path))?;
        let entry = LogEntry {
            seq: seq + 1,
            prev,
            at: now()?,
            actor: actor.0.clone(),
            tool: concat!("recount/", env!("CARGO_PKG_VERSION")).to_owned(),
            verb: verb.to_owned(),
            args,
        };
        let (text, hash) = (entry.canonical()?, entry.hash()?);
        transaction
            .execute("INSERT INTO log (seq, entry, hash) VALUES (?1, ?2, ?3)", params![entry.seq, text, hash])
            .map_err(KeepError::database(&path))?;
        act(&transaction, &entry).map_err(KeepError::database(&path))?;
        transaction.commit().map_err(KeepError::database(&path))?;
        Ok(entry)
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
