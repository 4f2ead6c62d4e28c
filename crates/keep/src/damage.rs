//! Checking a case: every original, the chain, the tables against the log, the database as a file.

use crate::database::Database;
use crate::log::LogEntry;
use crate::seeded::is_seeded;
use crate::{Case, KeepError, projection};
use recount_diagnostics::Diagnostic;
use recount_model::OriginalId;
use recount_sayings::say;
use serde::Serialize;
use std::collections::BTreeSet;

/// Acts whose `sha256` lies among the originals.
pub(crate) const KEPT_AS_FILES: [&str; 4] = ["original.add", "proposals.add", "rendition.add", "stamp.add"];

/// What kind of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DamageKind {
    OriginalMissing,
    OriginalChanged,
    LogUnreadable,
    LogChainBroken,
    TableDiffersFromLog,
    DatabaseDamaged,
    QuoteNotFound,
    PackageFileMissing,
    PackageFileChanged,
    PackageFileUnnamed,
    CheckpointWrong,
    StampWrong,
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
    /// Checks originals, chain, tables and the database; damages come sorted. Quotes are the caller's business, since only the
    /// pipeline knows them.
    ///
    /// # Errors
    /// When what is needed for checking cannot be had; a database that cannot be read is a damage.
    pub fn verify(&self) -> Result<Vec<Damage>, KeepError> {
        let mut damages = Vec::new();
        match self.database.structure() {
            Ok(odd) => damages.extend(
                odd.into_iter().map(|line| Damage::new(DamageKind::DatabaseDamaged, "case.db", line)),
            ),
            Err(error) => damages.push(unreadable(&error)),
        }
        match self.checked_log(&mut damages) {
            Ok(entries) => {
                self.check_tables(&entries, &mut damages)?;
                self.check_originals(&entries, &mut damages);
                self.check_anchors(&entries, &mut damages)?;
            }
            Err(error) => damages.push(unreadable(&error)),
        }
        damages.sort();
        damages.dedup();
        Ok(damages)
    }

    /// What is worth knowing of the case and is no damage: settings changed by hand, a clock that ran backwards, files that no
    /// entry speaks of, a place that may not keep what it promises.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notes(&self) -> Result<Vec<Diagnostic>, KeepError> {
        let mut notes = crate::place_warnings(&self.root);
        let settings = self.settings.logged()?;
        if self.database.last_settings()?.is_some_and(|known| known != settings) {
            let message = say!("odd.settings-changed");
            notes.push(Diagnostic::warning("settings-changed", message).in_place("case.toml"));
        }
        let entries = self.checked_log(&mut Vec::new())?;
        notes.extend(backwards(&entries));
        if let Ok(litter) = self.litter() {
            let count = litter.unnamed.len() + litter.temporary.len();
            if count > 0 {
                let message = say!("odd.unnamed-files", n = count);
                let note = Diagnostic::note("unnamed-files", message);
                notes.push(note.hint(say!("odd-hint.unnamed-files")));
            }
        }
        Ok(notes)
    }

    /// The custody log, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn log(&self) -> Result<Vec<LogEntry>, KeepError> {
        self.checked_log(&mut Vec::new())
    }

    pub(crate) fn checked_log(&self, damages: &mut Vec<Damage>) -> Result<Vec<LogEntry>, KeepError> {
        self.database.checked_log(damages)
    }

    /// Projects the log anew and compares every column of every table.
    pub(crate) fn check_tables(
        &self,
        entries: &[LogEntry],
        damages: &mut Vec<Damage>,
    ) -> Result<(), KeepError> {
        let fresh = Database::projected(entries, damages)?;
        for (table, _) in projection::TABLES {
            if table == "names" && is_seeded("uncovered-column") {
                continue;
            }
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
        let kept = entries.iter().filter(|entry| KEPT_AS_FILES.contains(&entry.verb.as_str()));
        let ids: BTreeSet<&str> = kept.filter_map(|entry| entry.args.get("sha256")?.as_str()).collect();
        for id in ids {
            match self.originals.check(&OriginalId(id.into())) {
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

/// A database that cannot be read, as a damage.
fn unreadable(error: &KeepError) -> Damage {
    Damage::new(DamageKind::DatabaseDamaged, "case.db", error.to_string())
}

/// Entries that bear an earlier time than the one before: their order is that of their numbers.
fn backwards(entries: &[LogEntry]) -> Option<Diagnostic> {
    let time = |entry: &LogEntry| entry.at.parse::<jiff::Timestamp>().ok();
    let is_back = |pair: &&[LogEntry]| matches!(pair, [a, b] if time(b) < time(a));
    let back: Vec<&[LogEntry]> = entries.windows(2).filter(is_back).collect();
    let seq = back.first()?.last()?.seq;
    let message = say!("odd.clock-ran-backwards", n = back.len(), seq = seq.to_string());
    Some(Diagnostic::note("clock-ran-backwards", message))
}
