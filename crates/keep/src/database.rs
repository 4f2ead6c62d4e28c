//! `case.db`: opening it, and the one transaction that every act is.

use crate::log::{LogEntry, genesis};
use crate::originals::sync_folder;
use crate::seeded::is_seeded;
use crate::{Actor, Damage, DamageKind, KeepError, projection};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Written to `PRAGMA user_version`; a greater number than we know is refused, a smaller one renewed from the log.
const FORMAT: i64 = 3;
/// `Rcnt`, so that `file` and others can tell a case database.
const APPLICATION_ID: i64 = 0x5263_6e74;

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
    /// Makes a database beside `path` that `fill` fills, and gives it that name once it is whole. Nothing there is replaced.
    pub(crate) fn create(
        path: &Path,
        fill: impl FnOnce(&mut Database) -> Result<(), KeepError>,
    ) -> Result<(), KeepError> {
        let made = Self::made_beside(path, fill)?;
        made.persist_noclobber(path).map_err(|error| KeepError::io(path)(error.error))?;
        sync_folder(folder_of(path))
    }

    /// Makes the tables anew from the log, with all of its entries as they are, in a file that takes the place of the old one.
    /// The log must be whole.
    pub(crate) fn renew(path: &Path) -> Result<(), KeepError> {
        let old = Self::connected(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let mut damages = Vec::new();
        let entries = old.checked_log(&mut damages)?;
        if !damages.is_empty() {
            return Err(KeepError::LogDamaged { path: path.to_owned() });
        }
        drop(old);
        let made = Self::made_beside(path, |database| database.refill(&entries))?;
        made.persist(path).map_err(|error| KeepError::io(path)(error.error))?;
        sync_folder(folder_of(path))
    }

    fn made_beside(
        path: &Path,
        fill: impl FnOnce(&mut Database) -> Result<(), KeepError>,
    ) -> Result<tempfile::TempPath, KeepError> {
        let folder = folder_of(path);
        let file = tempfile::Builder::new().prefix(crate::gc::TEMPORARY).tempfile_in(folder);
        let file = file.map_err(KeepError::io(folder))?.into_temp_path();
        let mut database = Self::connected(&file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        database.configure()?;
        database.lay_out()?;
        fill(&mut database)?;
        Ok(file)
    }

    /// Makes the log and the tables, empty, and says what the file is.
    fn lay_out(&self) -> Result<(), KeepError> {
        let says = format!("PRAGMA user_version = {FORMAT}; PRAGMA application_id = {APPLICATION_ID};");
        self.batch(&format!("BEGIN; {says}"))?;
        projection::create(&self.connection).map_err(KeepError::database(&self.path))?;
        self.batch("COMMIT")
    }

    fn refill(&mut self, entries: &[LogEntry]) -> Result<(), KeepError> {
        let path = self.path.clone();
        let broken = || KeepError::database(&path);
        let transaction = self.connection.transaction().map_err(broken())?;
        for entry in entries {
            insert(&transaction, entry, &entry.canonical()?, &entry.hash()?).map_err(broken())?;
            projection::apply(&transaction, entry).map_err(broken())?;
        }
        transaction.commit().map_err(broken())
    }

    /// Takes in entries that were logged elsewhere: the log as it stands, each with its hash, and the tables that follow
    /// from it. An entry that cannot be read is told when the case is verified.
    pub(crate) fn restore(&mut self, log: &[(String, String)]) -> Result<(), KeepError> {
        let path = self.path.clone();
        let run = |connection: &mut Connection| {
            let transaction = connection.transaction()?;
            for (seq, (text, hash)) in (1_i64..).zip(log) {
                let sql = "INSERT INTO log (seq, entry, hash) VALUES (?1, ?2, ?3)";
                transaction.prepare_cached(sql)?.execute(params![seq, text, hash])?;
                if let Ok(entry) = serde_json::from_str::<LogEntry>(text) {
                    projection::apply(&transaction, &entry)?;
                }
            }
            transaction.commit()
        };
        run(&mut self.connection).map_err(KeepError::database(&path))
    }

    pub(crate) fn open(path: &Path) -> Result<Self, KeepError> {
        let database = Self::connected(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        database.configure()?;
        database.format()?;
        Ok(database)
    }

    /// Opens it so that nothing is written and nothing in its schema can act. An older format is laid out anew in memory.
    pub(crate) fn open_read_only(path: &Path) -> Result<Self, KeepError> {
        let database = Self::connected(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        database.batch("PRAGMA query_only = ON; PRAGMA mmap_size = 0;")?;
        if database.format()? == FORMAT {
            return Ok(database);
        }
        let mut damages = Vec::new();
        let entries = database.checked_log(&mut damages)?;
        if !damages.is_empty() {
            return Err(KeepError::LogDamaged { path: path.to_owned() });
        }
        let mut renewed = Self::in_memory()?;
        renewed.refill(&entries)?;
        Ok(renewed)
    }

    pub(crate) fn is_of_older_format(path: &Path) -> Result<bool, KeepError> {
        // Not for reading alone: what a stopped process left in the journal has to be taken back first.
        Ok(Self::connected(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?.format()? < FORMAT)
    }

    /// A database in memory that holds what `entries` say. An entry that says nothing a table can hold is a damage.
    pub(crate) fn projected(entries: &[LogEntry], damages: &mut Vec<Damage>) -> Result<Self, KeepError> {
        let database = Self::in_memory()?;
        database.batch("BEGIN")?;
        for entry in entries {
            if let Err(error) = projection::apply(&database.connection, entry) {
                let message = format!("what it says cannot be laid out in the tables: {error}");
                let what = format!("entry {}", entry.seq);
                damages.push(Damage::new(DamageKind::LogUnreadable, what, message));
            }
        }
        database.batch("COMMIT")?;
        Ok(database)
    }

    fn in_memory() -> Result<Self, KeepError> {
        let path = PathBuf::from(":memory:");
        let connection = Connection::open_in_memory().map_err(KeepError::database(&path))?;
        let database = Database { connection, path };
        database.lay_out()?;
        Ok(database)
    }

    /// A connection on which no trigger, view or function of a foreign schema acts.
    fn connected(path: &Path, flags: OpenFlags) -> Result<Self, KeepError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || {
            let connection = Connection::open_with_flags(path, flags)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
            connection.execute_batch("PRAGMA busy_timeout = 10000; PRAGMA cell_size_check = ON;")?;
            Ok(connection)
        };
        let connection = open().map_err(KeepError::database(path))?;
        Ok(Database { connection, path: path.to_owned() })
    }

    /// Rollback journal rather than WAL: cases are carried about as folders, one file is what people expect. `EXTRA` also
    /// syncs the folder after the journal is gone, without which a power cut could undo what was said to be kept.
    fn configure(&self) -> Result<(), KeepError> {
        self.batch(
            "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA fullfsync = ON;
             PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;",
        )
    }

    fn format(&self) -> Result<i64, KeepError> {
        let found: i64 = self.get("PRAGMA user_version")?;
        if found > FORMAT { Err(KeepError::NewerFormat { found, known: FORMAT }) } else { Ok(found) }
    }

    /// Appends one log entry for each of `acts` and writes the tables after them, all in one transaction.
    pub(crate) fn append(&mut self, actor: &Actor, acts: Vec<Act>) -> Result<Vec<LogEntry>, KeepError> {
        let path = self.path.clone();
        let broken = || KeepError::database(&path);
        let mut transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(broken())?;
        let (mut seq, mut prev) = head(&transaction).map_err(broken())?;
        let mut entries = Vec::new();
        for Act { verb, args } in acts {
            seq += 1;
            let (at, actor) = (now()?, actor.0.clone());
            let tool = concat!("recount/", env!("CARGO_PKG_VERSION")).to_owned();
            let entry = LogEntry { seq, prev, at, actor, tool, verb: verb.to_owned(), args };
            let hash = entry.hash()?;
            insert(&transaction, &entry, &entry.canonical()?, &hash).map_err(broken())?;
            if is_seeded("two-transactions") {
                transaction.commit().map_err(broken())?;
                transaction = self.connection.transaction().map_err(broken())?;
            }
            projection::apply(&transaction, &entry).map_err(broken())?;
            prev = hash;
            entries.push(entry);
        }
        transaction.commit().map_err(broken())?;
        Ok(entries)
    }

    /// The settings that the log knows of, as JSON; `None` where a log of the first format does not say.
    pub(crate) fn last_settings(&self) -> Result<Option<Value>, KeepError> {
        let sql = "SELECT settings FROM settings ORDER BY seq DESC LIMIT 1";
        let texts = self.rows(sql, |row| row.get::<_, String>(0))?;
        texts.first().map(|text| serde_json::from_str(text).map_err(KeepError::LogFormat)).transpose()
    }

    /// The number of the last entry of the log.
    pub(crate) fn last_number(&self) -> Result<i64, KeepError> {
        let rows = self.rows("SELECT ifnull(max(seq), 0) FROM log", |row| row.get(0))?;
        Ok(rows.first().copied().unwrap_or_default())
    }

    /// The originals that came with the entry numbered `first` or a later one.
    pub(crate) fn originals_since(&self, first: i64) -> Result<BTreeSet<String>, KeepError> {
        let sql = format!("SELECT sha256 FROM originals WHERE seq >= {first}");
        Ok(self.rows(&sql, |row| row.get(0))?.into_iter().collect())
    }

    /// The log as it stands, with everything that is wrong with it.
    pub(crate) fn checked_log(&self, damages: &mut Vec<Damage>) -> Result<Vec<LogEntry>, KeepError> {
        let read = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        };
        let rows = self.rows("SELECT seq, entry, hash FROM log ORDER BY seq", read)?;
        crate::log::checked(rows, damages)
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

    /// What is wrong with the file as a database: SQLite's own check, its header, and anything in its schema that is not ours.
    pub(crate) fn structure(&self) -> Result<Vec<String>, KeepError> {
        let mut odd = self.rows("PRAGMA integrity_check(10)", |row| row.get::<_, String>(0))?;
        odd.retain(|line| line != "ok");
        if self.get::<i64>("PRAGMA application_id")? != APPLICATION_ID {
            odd.push("the file does not say that it is a case".to_owned());
        }
        if self.format()? != FORMAT {
            odd.push("the file does not say its format".to_owned());
        }
        let schema = "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema";
        let ours: BTreeSet<String> = Self::in_memory()?.rows(schema, |row| row.get(0))?.into_iter().collect();
        let found: BTreeSet<String> = self.rows(schema, |row| row.get(0))?.into_iter().collect();
        odd.extend(found.symmetric_difference(&ours).map(|line| format!("its schema is not ours: {line}")));
        Ok(odd)
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

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn insert(connection: &Connection, entry: &LogEntry, text: &str, hash: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO log (seq, entry, hash) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![entry.seq, text, hash]).map(|_| ())
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
    let which = if is_seeded("chain-off-by-one") { "LIMIT 1 OFFSET 1" } else { "LIMIT 1" };
    let last = |what: &str| format!("SELECT {what} FROM log ORDER BY seq DESC {which}");
    let hash = transaction.query_row(&last("hash"), [], |row| row.get(0)).optional()?;
    let seq = transaction.query_row("SELECT coalesce(max(seq), 0) FROM log", [], |row| row.get(0))?;
    Ok((seq, hash.unwrap_or_else(genesis)))
}

/// The wall clock, RFC 3339, in UTC to the millisecond. The only place in the program that asks for it.
///
/// # Errors
/// When the computer's clock lies outside the calendar.
pub fn now() -> Result<String, KeepError> {
    let now = jiff::Timestamp::now();
    let rounded = now
        .round(jiff::TimestampRound::new().smallest(jiff::Unit::Millisecond).mode(jiff::RoundMode::Trunc))
        .map_err(KeepError::Clock)?;
    Ok(rounded.to_string())
}
