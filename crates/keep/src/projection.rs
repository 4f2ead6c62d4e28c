//! The tables: what the log says, laid out for reading.
//!
//! Writing an act, rebuilding the tables and checking them all go through [`apply`]; so every column that anyone
//! reads is a function of the hash-chained log.

use crate::log::LogEntry;
use rusqlite::types::ToSql;
use rusqlite::{Connection, params};
use serde_json::Value;

const LOG: &str =
    "CREATE TABLE log (seq INTEGER PRIMARY KEY, entry TEXT NOT NULL, hash TEXT NOT NULL) STRICT";

/// Each table that is projected from the log: its name and how it is made. Rows lie in one tree each, so there is no
/// index that could disagree with them.
pub(crate) const TABLES: [(&str, &str); 8] = [
    (
        "originals",
        "CREATE TABLE originals (sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    ),
    (
        "names",
        "CREATE TABLE names (seq INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, name TEXT NOT NULL) STRICT",
    ),
    (
        "origins",
        "CREATE TABLE origins (seq INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, container TEXT NOT NULL, member TEXT NOT NULL) STRICT",
    ),
    (
        "facts",
        "CREATE TABLE facts (seq INTEGER NOT NULL, number INTEGER NOT NULL, sha256 TEXT NOT NULL, field TEXT NOT NULL, \
         value TEXT NOT NULL, PRIMARY KEY (seq, number)) STRICT, WITHOUT ROWID",
    ),
    (
        "proposals",
        "CREATE TABLE proposals (seq INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, name TEXT NOT NULL) STRICT",
    ),
    (
        "renditions",
        "CREATE TABLE renditions (seq INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, original TEXT NOT NULL, \
         kind TEXT NOT NULL) STRICT",
    ),
    (
        "decisions",
        "CREATE TABLE decisions (seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, decision TEXT NOT NULL, actor TEXT, \
         at TEXT NOT NULL, reason TEXT) STRICT",
    ),
    ("settings", "CREATE TABLE settings (seq INTEGER PRIMARY KEY, settings TEXT NOT NULL) STRICT"),
];

/// What an act does to the tables.
type Handler = fn(&Connection, &LogEntry) -> rusqlite::Result<()>;

/// Acts that show in a table; all others stand in the log alone.
const HANDLERS: [(&str, Handler); 6] = [
    ("case.init", settings),
    ("settings.set", settings),
    ("original.add", original),
    ("proposals.add", proposals),
    ("rendition.add", rendition),
    ("decision.add", decision),
];

/// Writes what `entry` says into the tables.
pub(crate) fn apply(connection: &Connection, entry: &LogEntry) -> rusqlite::Result<()> {
    match HANDLERS.iter().find(|(verb, _)| *verb == entry.verb) {
        Some((_, handler)) => handler(connection, entry),
        None => Ok(()),
    }
}

/// Makes the log and the tables, empty.
pub(crate) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(LOG)?;
    TABLES.iter().try_for_each(|(_, sql)| connection.execute_batch(sql))
}

fn original(connection: &Connection, entry: &LogEntry) -> rusqlite::Result<()> {
    let (sha256, bytes, name) = (arg(entry, "sha256"), number(entry, "bytes"), arg(entry, "name"));
    let sql = "INSERT OR IGNORE INTO originals (sha256, bytes, seq) VALUES (?1, ?2, ?3)";
    execute(connection, sql, params![sha256, bytes, entry.seq])?;
    let sql = "INSERT INTO names (seq, sha256, name) VALUES (?1, ?2, ?3)";
    execute(connection, sql, params![entry.seq, sha256, name])?;
    if let Some(from) = entry.args.get("from") {
        let part = |name: &str| from.get(name).and_then(Value::as_str);
        let sql = "INSERT INTO origins (seq, sha256, container, member) VALUES (?1, ?2, ?3, ?4)";
        execute(connection, sql, params![entry.seq, sha256, part("container"), part("member")])?;
    }
    let facts = entry.args.get("facts").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for (number, fact) in (1_i64..).zip(facts) {
        let part = |idx: usize| fact.get(idx).and_then(Value::as_str);
        let sql = "INSERT INTO facts (seq, number, sha256, field, value) VALUES (?1, ?2, ?3, ?4, ?5)";
        execute(connection, sql, params![entry.seq, number, sha256, part(0), part(1)])?;
    }
    Ok(())
}

fn proposals(connection: &Connection, entry: &LogEntry) -> rusqlite::Result<()> {
    let sql = "INSERT INTO proposals (seq, sha256, bytes, name) VALUES (?1, ?2, ?3, ?4)";
    let (sha256, bytes, name) = (arg(entry, "sha256"), number(entry, "bytes"), arg(entry, "name"));
    execute(connection, sql, params![entry.seq, sha256, bytes, name])
}

fn rendition(connection: &Connection, entry: &LogEntry) -> rusqlite::Result<()> {
    let sql = "INSERT INTO renditions (seq, sha256, bytes, original, kind) VALUES (?1, ?2, ?3, ?4, ?5)";
    let (sha256, bytes) = (arg(entry, "sha256"), number(entry, "bytes"));
    let (original, kind) = (arg(entry, "original"), arg(entry, "kind"));
    execute(connection, sql, params![entry.seq, sha256, bytes, original, kind])
}

fn decision(connection: &Connection, entry: &LogEntry) -> rusqlite::Result<()> {
    let sql =
        "INSERT INTO decisions (seq, subject, decision, actor, at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let (subject, decision, reason) = (arg(entry, "subject"), arg(entry, "decision"), arg(entry, "reason"));
    execute(connection, sql, params![entry.seq, subject, decision, entry.actor, entry.at, reason])
}

fn settings(connection: &Connection, entry: &LogEntry) -> rusqlite::Result<()> {
    // Logs of the first format do not say.
    let Some(settings) = entry.args.get("settings") else { return Ok(()) };
    let sql = "INSERT INTO settings (seq, settings) VALUES (?1, ?2)";
    execute(connection, sql, params![entry.seq, settings.to_string()])
}

fn execute(connection: &Connection, sql: &str, values: &[&dyn ToSql]) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute(values).map(|_| ())
}

fn arg<'entry>(entry: &'entry LogEntry, name: &str) -> Option<&'entry str> {
    entry.args.get(name).and_then(Value::as_str)
}

fn number(entry: &LogEntry, name: &str) -> Option<i64> {
    entry.args.get(name).and_then(Value::as_i64)
}
