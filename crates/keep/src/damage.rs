//! Checking a case: every original, the chain, and the tables against the log.

use crate::database::Database;
use crate::log::{LogEntry, genesis};
use crate::{Case, KeepError, projection};
use recount_model::OriginalId;
use serde::Serialize;
use std::collections::BTreeSet;

/// What kind of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DamageKind {
    OriginalMissing,
    OriginalChanged,
    LogUnreadable,
    LogChainBroken,
    TableDiffersFromLog,
    QuoteNotFound,
}

/// One damage, named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Damage {
    pub kind: DamageKind,
    /// What is damaged: an original's hash, a log entry's number, a table row.
    pub what: String,
    pub message: String,
}

impl Damage {
    pub fn new(kind: DamageKind, what: impl Into<String>, message: impl Into<String>) -> Self {
        Damage { kind, what: what.into(), message: message.into() }
    }
}

impl Case {
    /// Checks originals, chain and tables; damages come sorted. Quotes are the caller's business, since only the
    /// pipeline knows them.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn verify(&self) -> Result<Vec<Damage>, KeepError> {
        let mut damages = Vec::new();
        let entries = self.checked_log(&mut damages)?;
        self.check_tables(&entries, &mut damages)?;
        self.check_originals(&entries, &mut damages);
        damages.sort();
        Ok(damages)
    }

    /// The custody log, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn log(&self) -> Result<Vec<LogEntry>, KeepError> {
        self.checked_log(&mut Vec::new())
    }

    fn checked_log(&self, damages: &mut Vec<Damage>) -> Result<Vec<LogEntry>, KeepError> {
        let read = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        };
        let rows = self.database.rows("SELECT seq, entry, hash FROM log ORDER BY seq", read)?;
        let (mut entries, mut prev) = (Vec::new(), genesis());
        for (number, (seq, text, hash)) in rows.into_iter().enumerate() {
            let Ok(entry) = serde_json::from_str::<LogEntry>(&text) else {
                damages.push(Damage::new(
                    DamageKind::LogUnreadable,
                    format!("entry {seq}"),
                    "the entry is not readable",
                ));
                prev = hash;
                continue;
            };
            let is_whole = entry.hash()? == hash && entry.canonical()? == text;
            let is_next = entry.seq == seq && usize::try_from(seq) == Ok(number + 1) && entry.prev == prev;
            if !is_whole || !is_next {
                let message = "the entry, or one before it, was changed, moved or removed";
                damages.push(Damage::new(DamageKind::LogChainBroken, format!("entry {seq}"), message));
            }
            prev = hash;
            entries.push(entry);
        }
        if entries.is_empty() {
            damages.push(Damage::new(DamageKind::LogChainBroken, "log", "the custody log is empty"));
        }
        Ok(entries)
    }

    /// Projects the log anew and compares every column of every table.
    fn check_tables(&self, entries: &[LogEntry], damages: &mut Vec<Damage>) -> Result<(), KeepError> {
        let fresh = Database::projected(entries, damages)?;
        for (table, _) in projection::TABLES {
            let wanted: BTreeSet<String> = fresh.table(table)?.into_iter().collect();
            let found: BTreeSet<String> = match self.database.table(table) {
                Ok(rows) => rows.into_iter().collect(),
                Err(error) => {
                    damages.push(Damage::new(DamageKind::TableDiffersFromLog, table, error.to_string()));
                    continue;
                }
            };
            for row in wanted.symmetric_difference(&found) {
                let message = if wanted.contains(row) {
                    "the log has it, the table does not"
                } else {
                    "the table has it, the log does not"
                };
                let what = format!("{table}: {row}");
                damages.push(Damage::new(DamageKind::TableDiffersFromLog, what, message));
            }
        }
        Ok(())
    }

    fn check_originals(&self, entries: &[LogEntry], damages: &mut Vec<Damage>) {
        let ids: BTreeSet<&str> =
            entries.iter().filter_map(|entry| entry.args.get("sha256")?.as_str()).collect();
        for id in ids {
            match self.originals.check(&OriginalId(id.to_owned())) {
                Ok(()) => {}
                Err(KeepError::OriginalChanged { found, .. }) => {
                    let message = format!("its bytes now hash to {found}");
                    damages.push(Damage::new(DamageKind::OriginalChanged, id, message));
                }
                Err(error) => damages.push(Damage::new(DamageKind::OriginalMissing, id, error.to_string())),
            }
        }
    }
}
