//! A package taken back into a case folder.
//!
//! Comes in: a bag. Goes out: a case with the same settings, log and originals, byte for byte, and one new entry that
//! says whence it came. Nothing is taken from a package with a damage.

use super::{Bag, CUSTODY, ORIGINALS, SETTINGS};
use crate::database::{Act, Database};
use crate::gc::TEMPORARY;
use crate::originals::{Originals, READ_WRITE, stream_synced, sync_folder};
use crate::{Actor, Case, Damage, KeepError};
use serde_json::{Map, Value};
use std::fs;
use std::io::Read as _;
use std::path::Path;

/// Stands in the folder until the case is whole, and names the package, so that a cut-off import can be repeated.
const MARK: &str = ".importing";

/// True if an import into `root` did not come to its end.
pub(crate) fn is_cut_off(root: &Path) -> bool {
    root.join(MARK).exists()
}

/// What importing gives.
#[derive(Debug)]
pub enum Imported {
    Whole(Box<Case>),
    /// Nothing was taken.
    Damaged(Vec<Damage>),
}

impl Case {
    /// Makes a case in `root`, a new or empty folder, from the package in `bag`.
    ///
    /// # Errors
    /// When it is no package of a case, the folder holds something else, or cannot be written.
    pub fn import(bag: &Path, root: &Path, actor: Actor) -> Result<Imported, KeepError> {
        let (bag, damages) = Bag::check(bag)?;
        if !damages.is_empty() {
            return Ok(Imported::Damaged(damages));
        }
        let lines = custody(&bag)?;
        begin(root, &bag)?;
        let store = Originals::at(root.join("originals"));
        take_originals(&bag, &store)?;
        if bag.names().any(|name| name == SETTINGS) {
            let mut text = Vec::new();
            let path = root.join("case.toml");
            bag.open(SETTINGS)?.read_to_end(&mut text).map_err(KeepError::io(&path))?;
            stream_synced(root, &path, READ_WRITE, |file| {
                file.write_all(&text).map_err(KeepError::io(&path))
            })?;
        }
        let args = Map::from_iter([("tagmanifest".to_owned(), Value::String(bag.tag_manifest.clone()))]);
        Database::create(&root.join("case.db"), |database| {
            database.restore(&lines)?;
            database.append(&actor, vec![Act { verb: "case.import", args }]).map(|_| ())
        })?;
        // The mark goes last: until then everything here is known for what it is, and can be begun anew.
        let case = Case::open_marked(root, actor)?;
        let damages = case.verify()?;
        if damages.is_empty() {
            let mark = root.join(MARK);
            fs::remove_file(&mark).map_err(KeepError::io(&mark))?;
            sync_folder(root)?;
            return Ok(Imported::Whole(Box::new(case)));
        }
        drop(case);
        remove(root);
        Ok(Imported::Damaged(damages))
    }
}

/// Makes the folder, or takes up an import of the same package that was cut off.
fn begin(root: &Path, bag: &Bag) -> Result<(), KeepError> {
    let mark = root.join(MARK);
    let is_cut_off = fs::read_to_string(&mark).is_ok_and(|text| text == bag.tag_manifest);
    // What was begun and has no name yet is ours.
    let is_of_others = |entry: std::io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| !entry.file_name().to_string_lossy().starts_with(TEMPORARY))
    };
    let is_filled = || fs::read_dir(root).is_ok_and(|mut entries| entries.any(is_of_others));
    if !is_cut_off && is_filled() {
        return Err(KeepError::NotEmpty { path: root.to_owned() });
    }
    remove(root);
    fs::create_dir_all(root).map_err(KeepError::io(root))?;
    // The mark comes first and whole: with it, everything else is known for what it is.
    stream_synced(root, &mark, READ_WRITE, |file| {
        file.write_all(bag.tag_manifest.as_bytes()).map_err(KeepError::io(&mark))
    })?;
    fs::create_dir_all(root.join("originals")).map_err(KeepError::io(root))
}

/// What an import that did not end well has made.
fn remove(root: &Path) {
    for name in ["case.db", "case.db-journal", "case.toml", "case.lock"] {
        let _ = fs::remove_file(root.join(name));
    }
    let originals = root.join("originals");
    // As long as anything is left, the mark tells what it is.
    if !originals.exists() || fs::remove_dir_all(&originals).is_ok() {
        let _ = fs::remove_file(root.join(MARK));
    }
}

/// How many originals are made durable at once.
const AT_ONCE: usize = 64;

fn take_originals(bag: &Bag, store: &Originals) -> Result<(), KeepError> {
    let mut incoming = Vec::new();
    for name in bag.names() {
        let Some(id) = name.strip_prefix(ORIGINALS).and_then(|rest| rest.rsplit('/').next()) else {
            continue;
        };
        let one = store.receive(&mut bag.open(name)?)?;
        if one.id.0 != id {
            return Err(KeepError::OriginalChanged { id: id.to_owned(), found: one.id.0.to_string() });
        }
        incoming.push(one);
        if incoming.len() == AT_ONCE {
            store.settle(std::mem::take(&mut incoming))?;
        }
    }
    store.settle(incoming)
}

/// The entries of the custody log as they stand in the package, with their hashes.
fn custody(bag: &Bag) -> Result<Vec<(String, String)>, KeepError> {
    let mut text = String::new();
    bag.open(CUSTODY)?.read_to_string(&mut text).map_err(KeepError::io(Path::new(CUSTODY)))?;
    text.lines()
        .map(|line| {
            entry_of(line).ok_or_else(|| KeepError::NotAPackage {
                path: Path::new(CUSTODY).to_owned(),
                why: format!("a line is no entry: `{}`", line.chars().take(80).collect::<String>()),
            })
        })
        .collect()
}

/// `{"entry":<text>,"hash":"<64 digits>"}`: the text as it stands, since it is what was hashed.
fn entry_of(line: &str) -> Option<(String, String)> {
    let inner = line.strip_prefix("{\"entry\":")?.strip_suffix("\"}")?;
    let (entry, hash) = inner.rsplit_once(",\"hash\":\"")?;
    Some((entry.to_owned(), hash.to_owned()))
}
