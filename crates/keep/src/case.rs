//! A case: the folder as a whole.

use crate::database::{Act as LogAct, Database};
use crate::originals::{Originals, READ_WRITE, stream_synced};
use crate::{Actor, Cache, CaseSettings, KeepError, LogEntry};
use recount_model::{Act, Decision, MetadataField, OriginalId, Subject};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// An open case.
#[derive(Debug)]
pub struct Case {
    pub(crate) root: PathBuf,
    pub(crate) database: Database,
    pub(crate) originals: Originals,
    pub settings: CaseSettings,
    pub actor: Actor,
}

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
    /// Makes a case in `root`, which must be new or empty. Leaves nothing behind when it fails.
    ///
    /// # Errors
    /// When the folder holds something, or cannot be written.
    pub fn create(root: &Path, settings: CaseSettings, actor: Actor) -> Result<Self, KeepError> {
        let existed = root.exists();
        if existed && fs::read_dir(root).map_err(KeepError::io(root))?.next().is_some() {
            return Err(KeepError::NotEmpty { path: root.to_owned() });
        }
        let made = Self::create_in(root, settings, actor);
        if made.is_err() {
            remove_what_was_made(root, existed);
        }
        made
    }

    fn create_in(root: &Path, settings: CaseSettings, actor: Actor) -> Result<Self, KeepError> {
        let folder = root.join("originals");
        fs::create_dir_all(&folder).map_err(KeepError::io(&folder))?;
        let path = root.join("case.toml");
        fs::write(&path, settings.to_toml(&path)?).map_err(KeepError::io(&path))?;
        let mut database = Database::create(&root.join("case.db"))?;
        let title = settings.title.clone().map_or(Value::Null, Value::String);
        let args = Map::from_iter([("title".to_owned(), title)]);
        database.append(&actor, vec![LogAct { verb: "case.init", args }], |_, _| Ok(()))?;
        Ok(Case { root: root.to_owned(), database, originals: Originals::at(folder), settings, actor })
    }

    /// Opens the case in `root`.
    ///
    /// # Errors
    /// When it is no case, was made by a newer version, or its settings cannot be understood.
    pub fn open(root: &Path, actor: Actor) -> Result<Self, KeepError> {
        let path = root.join("case.db");
        if !path.is_file() {
            return Err(KeepError::NotACase { path: root.to_owned() });
        }
        let settings = CaseSettings::load(&root.join("case.toml"))?;
        let originals = Originals::at(root.join("originals"));
        Ok(Case { root: root.to_owned(), database: Database::open(&path)?, originals, settings, actor })
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The cache of derived results.
    pub fn cache(&self) -> Cache {
        Cache::at(self.root.join("cache"))
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
        Ok(files.into_iter().map(|(id, name)| StoredProposals { id: OriginalId(id), name }).collect())
    }

    /// Records a person's judgement on a derived thing. Never erases an earlier one.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn decide(
        &mut self,
        subject: &Subject,
        act: &Act,
        reason: Option<&str>,
    ) -> Result<LogEntry, KeepError> {
        let subject = &serde_json::to_string(subject).map_err(KeepError::LogFormat)?;
        let decision = &serde_json::to_string(act).map_err(KeepError::LogFormat)?;
        let args = Map::from_iter([
            ("subject".to_owned(), Value::String(subject.to_owned())),
            ("decision".to_owned(), Value::String(decision.to_owned())),
            ("reason".to_owned(), reason.map_or(Value::Null, |reason| Value::String(reason.to_owned()))),
        ]);
        let acts = vec![LogAct { verb: "decision.add", args }];
        let entry = self.database.append(&self.actor, acts, |_, _| Ok(()))?.pop();
        entry.ok_or(KeepError::Stopped)
    }

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
            let known = all.entry(OriginalId(id)).or_default();
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
            Ok((OriginalId(row.get(0)?), OriginalId(row.get(1)?), row.get::<_, String>(2)?))
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
            id: OriginalId(id),
        };
        Ok(rows.into_iter().map(stored).collect())
    }

    /// The originals themselves.
    pub fn store(&self) -> &Originals {
        &self.originals
    }
}

/// Writes `bytes` to `path` whole or not at all.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_file_whole<E: From<KeepError>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    stream_synced(folder, path, READ_WRITE, write)
}

fn remove_what_was_made(root: &Path, existed: bool) {
    let made = ["case.db", "case.db-journal", "case.toml"];
    for name in made {
        let _ = fs::remove_file(root.join(name));
    }
    let _ = fs::remove_dir(root.join("originals"));
    if !existed {
        let _ = fs::remove_dir(root);
    }
}
