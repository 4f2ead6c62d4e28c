//! What a case holds, as the tables tell it.

use crate::{Case, KeepError};
use recount_model::{Decision, MetadataField, OriginalId};
use serde_json::Value;
use std::collections::BTreeMap;

/// One original as the case holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOriginal {
    pub id: OriginalId,
    pub length_bytes: u64,
    /// Every name it was added under, sorted, without repeats.
    pub names: Vec<String>,
}

/// A file of names that something outside proposed, as the case holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProposals {
    /// Hash of the file, which lies among the originals.
    pub id: OriginalId,
    /// The name it was first added under.
    pub name: String,
}

impl Case {
    /// All decisions, in the order they were made.
    ///
    /// # Errors
    /// When the database cannot be read, or a decision in it cannot be understood.
    pub fn decisions(&self) -> Result<Vec<Decision>, KeepError> {
        let sql = "SELECT seq, subject, decision, actor, at, reason FROM decisions ORDER BY seq";
        let rows = self.database.rows(sql, |row| {
            let (subject, act): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, subject, act, row.get(3)?, row.get(4)?, row.get(5)?))
        })?;
        let decision = |(seq, subject, act, who, at, why): (
            i64,
            String,
            String,
            Option<String>,
            String,
            Option<String>,
        )| {
            let broken = |source| KeepError::Decision { seq, source };
            let subject = serde_json::from_str(&subject).map_err(broken)?;
            Ok(Decision { seq, subject, act: serde_json::from_str(&act).map_err(broken)?, who, at, why })
        };
        rows.into_iter().map(decision).collect()
    }

    /// Decisions that were made together with others, by their numbers: those of one step have the same number here.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn steps(&self) -> Result<BTreeMap<i64, i64>, KeepError> {
        let rows = self.database.rows("SELECT seq, decision FROM decisions ORDER BY seq", |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        let step = |(seq, decision): (i64, String)| {
            let decision: Value = serde_json::from_str(&decision).ok()?;
            Some((seq, decision.get("step")?.as_i64()?))
        };
        Ok(rows.into_iter().filter_map(step).collect())
    }

    /// What containers say of the originals that were found in them; none twice.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn all_facts(&self) -> Result<BTreeMap<OriginalId, Vec<(MetadataField, String)>>, KeepError> {
        let read = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        };
        let mut all: BTreeMap<OriginalId, Vec<(MetadataField, String)>> = BTreeMap::new();
        for (id, field, value) in
            self.database.rows("SELECT sha256, field, value FROM facts ORDER BY seq, number", read)?
        {
            // A field that only a newer version knows says nothing here.
            let Ok(field) = serde_json::from_value(Value::String(field)) else { continue };
            let known = all.entry(OriginalId(id.into())).or_default();
            if !known.contains(&(field, value.clone())) {
                known.push((field, value));
            }
        }
        Ok(all)
    }

    /// What containers say of one original.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn facts(&self, id: &OriginalId) -> Result<Vec<(MetadataField, String)>, KeepError> {
        Ok(self.all_facts()?.remove(id).unwrap_or_default())
    }

    /// Where each original was found that came out of another one; once per act.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn origins(&self) -> Result<Vec<(OriginalId, OriginalId, String)>, KeepError> {
        let read = |row: &rusqlite::Row<'_>| {
            Ok((
                OriginalId(row.get::<_, String>(0)?.into()),
                OriginalId(row.get::<_, String>(1)?.into()),
                row.get::<_, String>(2)?,
            ))
        };
        self.database.rows("SELECT sha256, container, member FROM origins ORDER BY seq", read)
    }

    /// All originals, sorted by id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn originals(&self) -> Result<Vec<StoredOriginal>, KeepError> {
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        for (id, name) in self.database.rows("SELECT DISTINCT sha256, name FROM names ORDER BY name", read)? {
            names.entry(id).or_default().push(name);
        }
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
        let rows = self.database.rows("SELECT sha256, bytes FROM originals ORDER BY sha256", read)?;
        let stored = |(id, length): (String, i64)| StoredOriginal {
            names: names.remove(&id).unwrap_or_default(),
            length_bytes: u64::try_from(length).unwrap_or(0),
            id: OriginalId(id.into()),
        };
        Ok(rows.into_iter().map(stored).collect())
    }

    /// Every file of proposed names that was added, once, sorted by hash.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn proposals(&self) -> Result<Vec<StoredProposals>, KeepError> {
        let sql = "SELECT sha256, name FROM proposals ORDER BY seq";
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        for (id, name) in self.database.rows(sql, read)? {
            files.entry(id).or_insert(name);
        }
        Ok(files.into_iter().map(|(id, name)| StoredProposals { id: OriginalId(id.into()), name }).collect())
    }
}
