//! A case: the folder as a whole.

use crate::database::{Act as LogAct, Database};
use crate::gc::TEMPORARY;
use crate::lock::Lock;
use crate::originals::{Originals, READ_WRITE, stream_synced, sync_folder};
use crate::place::may_be_written;
use crate::{Actor, Cache, CaseSettings, KeepError, LogEntry};
use recount_model::{Act, OriginalId, Subject};
use serde_json::{Map, Value};
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
    /// `None` where nothing may be written.
    lock: Option<Lock>,
}

impl Case {
    /// Makes a case in `root`, which must be new or empty, or hold what was left of a run of this very act that was stopped.
    /// Leaves nothing behind when it fails.
    ///
    /// # Errors
    /// When the folder holds something, or cannot be written.
    pub fn create(root: &Path, settings: &CaseSettings, actor: Actor) -> Result<Self, KeepError> {
        let existed = root.exists();
        if existed && !is_free(root).map_err(KeepError::io(root))? {
            return Err(KeepError::NotEmpty { path: root.to_owned() });
        }
        if let Err(error) = create_in(root, settings, &actor) {
            remove_what_was_made(root, existed);
            return Err(error);
        }
        Self::open(root, actor)
    }

    /// Opens the case in `root`; for reading alone where the folder may not be written.
    ///
    /// # Errors
    /// When it is no case, was made by a newer version, its settings cannot be understood, or another process does not let go of
    /// it.
    pub fn open(root: &Path, actor: Actor) -> Result<Self, KeepError> {
        ensure_whole(root)?;
        Self::open_marked(root, actor)
    }

    /// Opens the case in `root`, even while it is being imported.
    pub(crate) fn open_marked(root: &Path, actor: Actor) -> Result<Self, KeepError> {
        let path = database_of(root)?;
        if !may_be_written(root) || !may_be_written(&path) {
            return Self::opened(root, Database::open_read_only(&path)?, None, Actor::default());
        }
        let lock = Lock::shared(root)?;
        if Database::is_of_older_format(&path)? {
            lock.alone()?;
            Database::renew(&path)?;
            lock.share()?;
        }
        Self::opened(root, Database::open(&path)?, Some(lock), actor)
    }

    /// Opens a case that somebody else made, without writing anything: nothing in it can act on us, and its cache is not
    /// believed.
    ///
    /// # Errors
    /// When it is no case, was made by a newer version, or its settings cannot be understood.
    pub fn open_read_only(root: &Path) -> Result<Self, KeepError> {
        ensure_whole(root)?;
        Self::opened(root, Database::open_read_only(&database_of(root)?)?, None, Actor::default())
    }

    fn opened(root: &Path, database: Database, lock: Option<Lock>, actor: Actor) -> Result<Self, KeepError> {
        let settings = CaseSettings::load(&root.join("case.toml"))?;
        let originals = Originals::at(root.join("originals"));
        Ok(Case { root: root.to_owned(), database, originals, settings, actor, lock })
    }

    /// True if nothing can be kept in it.
    pub fn is_read_only(&self) -> bool {
        self.lock.is_none()
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The cache of derived results; one that holds nothing for a case that is read only.
    pub fn cache(&self) -> Cache {
        if self.is_read_only() { Cache::none() } else { Cache::at(self.root.join("cache")) }
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
        let judgement = (subject.clone(), act.clone(), reason.map(str::to_owned));
        self.decide_all(&[judgement])?.pop().ok_or(KeepError::Stopped)
    }

    /// Records judgements that were made together, all or none; [`Case::steps`] tells that they were.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn decide_all(&mut self, judgements: &[Judgement]) -> Result<Vec<LogEntry>, KeepError> {
        let last = if judgements.len() > 1 { Some(self.database.last_number()?) } else { None };
        let logged = |(subject, act, reason): &Judgement| {
            let decision = Together { act, step: last };
            let decision = serde_json::to_string(&decision).map_err(KeepError::LogFormat)?;
            let subject = serde_json::to_string(subject).map_err(KeepError::LogFormat)?;
            let args = Map::from_iter([
                ("subject".to_owned(), Value::String(subject)),
                ("decision".to_owned(), Value::String(decision)),
                ("reason".to_owned(), reason.clone().map_or(Value::Null, Value::String)),
            ]);
            Ok(LogAct { verb: "decision.add", args })
        };
        let acts: Vec<LogAct> = judgements.iter().map(logged).collect::<Result<_, KeepError>>()?;
        let entries = if acts.is_empty() { Vec::new() } else { self.log_acts(acts)? };
        Ok(entries.into_iter().filter(|entry| entry.verb == "decision.add").collect())
    }

    /// Records that a report left the case: its file name, its hash and length, and what made it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn released(&mut self, name: &str, report: &Written, rules: &str) -> Result<(), KeepError> {
        let args = Map::from_iter([
            ("name".to_owned(), Value::String(name.to_owned())),
            ("report".to_owned(), Value::String(report.sha256.0.to_string())),
            ("bytes".to_owned(), Value::from(report.length_bytes)),
            ("rules".to_owned(), Value::String(rules.to_owned())),
        ]);
        self.log_acts(vec![LogAct { verb: "report.write", args }]).map(|_| ())
    }

    /// Records that the vault of names was changed: how many it holds, and not whom.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn log_vault(&mut self, names: usize) -> Result<LogEntry, KeepError> {
        self.act("vault.change", Map::from_iter([("names".to_owned(), Value::from(names))]))
    }

    /// Logs one act, and writes what follows from it into the tables.
    pub(crate) fn act(
        &mut self,
        verb: &'static str,
        args: Map<String, Value>,
    ) -> Result<LogEntry, KeepError> {
        self.log_acts(vec![LogAct { verb, args }])?.pop().ok_or(KeepError::Stopped)
    }

    /// Appends acts to the log; before them, the settings that hold now, if the log does not know them yet.
    pub(crate) fn log_acts(&mut self, mut acts: Vec<LogAct>) -> Result<Vec<LogEntry>, KeepError> {
        self.ensure_writable()?;
        let settings = self.settings.logged()?;
        if self.database.last_settings()?.is_some_and(|known| known != settings) {
            let args = Map::from_iter([("settings".to_owned(), settings)]);
            acts.insert(0, LogAct { verb: "settings.set", args });
        }
        self.database.append(&self.actor, acts)
    }

    pub(crate) fn ensure_writable(&self) -> Result<(), KeepError> {
        if self.is_read_only() { Err(KeepError::ReadOnly { path: self.root.clone() }) } else { Ok(()) }
    }

    /// Waits until nobody else is at work in the case.
    pub(crate) fn alone(&self) -> Result<(), KeepError> {
        self.ensure_writable()?;
        self.lock.as_ref().map_or(Ok(()), Lock::alone)
    }

    /// Lets others work again.
    pub(crate) fn share(&self) -> Result<(), KeepError> {
        self.lock.as_ref().map_or(Ok(()), Lock::share)
    }

    /// Makes the tables anew from the log, in a new file that takes the place of the old one. The log must be whole.
    ///
    /// # Errors
    /// When the log is damaged, another process does not finish, or the new file cannot be written.
    pub fn rebuild_tables(&mut self) -> Result<(), KeepError> {
        self.alone()?;
        let path = self.root.join("case.db");
        let renewed = Database::renew(&path).and_then(|()| Database::open(&path));
        self.share()?;
        self.database = renewed?;
        Ok(())
    }

    /// The originals themselves.
    pub fn store(&self) -> &Originals {
        &self.originals
    }
}

/// An act, with the number of the entry before the first of those it was made together with.
#[derive(serde::Serialize)]
struct Together<'a> {
    #[serde(flatten)]
    act: &'a Act,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<i64>,
}

/// A judgement that is to be recorded, with its reason.
pub type Judgement = (Subject, Act, Option<String>);

/// A file that was written whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub sha256: OriginalId,
    pub length_bytes: u64,
}

/// Writes to `path` all that `write` makes, or leaves what was there before.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_file_whole<E: From<KeepError>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<Written, E> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    stream_synced(folder, path, READ_WRITE, write)
}

fn database_of(root: &Path) -> Result<PathBuf, KeepError> {
    let path = root.join("case.db");
    if path.is_file() { Ok(path) } else { Err(KeepError::NotACase { path: root.to_owned() }) }
}

/// True if the folder is empty but for what [`create_in`] makes before there is a case.
fn is_free(root: &Path) -> std::io::Result<bool> {
    let mut names = fs::read_dir(root)?.collect::<Result<Vec<_>, _>>()?;
    names.retain(|entry| !entry.file_name().to_string_lossy().starts_with(TEMPORARY));
    let is_there = |wanted: &str| names.iter().any(|entry| entry.file_name() == wanted);
    let is_begun = is_there("originals") && fs::read_dir(root.join("originals"))?.next().is_none();
    let is_ours =
        names.iter().all(|entry| entry.file_name() == "originals" || entry.file_name() == "case.toml");
    Ok(names.is_empty() || (is_begun && is_ours))
}

/// The database comes last, whole, under its name at once: until then there is no case.
fn create_in(root: &Path, settings: &CaseSettings, actor: &Actor) -> Result<(), KeepError> {
    let folder = root.join("originals");
    fs::create_dir_all(&folder).map_err(KeepError::io(&folder))?;
    let path = root.join("case.toml");
    let text = settings.to_toml(&path)?;
    stream_synced(root, &path, READ_WRITE, |file| {
        file.write_all(text.as_bytes()).map_err(KeepError::io(&path))
    })?;
    let args = Map::from_iter([("settings".to_owned(), settings.logged()?)]);
    Database::create(&root.join("case.db"), |database| {
        database.append(actor, vec![LogAct { verb: "case.init", args }]).map(|_| ())
    })?;
    sync_folder(root.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")))
}

/// An import that was cut off left no case.
fn ensure_whole(root: &Path) -> Result<(), KeepError> {
    if crate::package::is_cut_off(root) {
        return Err(KeepError::ImportCutOff { path: root.to_owned() });
    }
    Ok(())
}

fn remove_what_was_made(root: &Path, existed: bool) {
    // As long as the folder of originals is there, the rest is known for what it is.
    let is_removed = |name: &str| fs::remove_file(root.join(name)).is_ok() || !root.join(name).exists();
    if is_removed("case.db") && is_removed("case.toml") {
        let _ = fs::remove_dir(root.join("originals"));
    }
    if !existed {
        let _ = fs::remove_dir(root);
    }
}
