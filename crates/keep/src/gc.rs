//! What nobody speaks of, taken away: temporary files of runs that were stopped, originals whose entry was never written.

use crate::damage::KEPT_AS_FILES;
use crate::database::Act;
use crate::seeded::is_seeded;
use crate::{Case, KeepError};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What temporary files of ours begin with.
pub(crate) const TEMPORARY: &str = ".writing-";

/// What was taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// Hashes of files in `originals/` that no entry of the log speaks of.
    pub unnamed: Vec<String>,
    /// Temporary files.
    pub temporary: usize,
    pub bytes: u64,
}

/// Files that no entry speaks of.
#[derive(Debug, Default)]
pub(crate) struct Litter {
    pub(crate) unnamed: Vec<(String, PathBuf)>,
    pub(crate) temporary: Vec<PathBuf>,
}

impl Case {
    /// Removes temporary files and unnamed originals that are older than this call. Nobody else may be at work meanwhile. Hashes of
    /// unnamed originals go into the log before the files go.
    ///
    /// # Errors
    /// When another process does not finish, the log is damaged (then nothing is sure to be unnamed), or files cannot be removed.
    pub fn gc(&mut self) -> Result<Removed, KeepError> {
        let started = SystemTime::now();
        self.alone()?;
        let removed = self.remove_litter(started);
        self.share()?;
        removed
    }

    fn remove_litter(&mut self, started: SystemTime) -> Result<Removed, KeepError> {
        let mut litter = self.litter()?;
        let is_older = |path: &PathBuf| {
            fs::symlink_metadata(path).and_then(|data| data.modified()).is_ok_and(|time| time <= started)
        };
        litter.temporary.retain(is_older);
        litter.unnamed.retain(|(_, path)| is_older(path));
        let unnamed: Vec<String> = litter.unnamed.iter().map(|(id, _)| id.clone()).collect();
        if !unnamed.is_empty() {
            let args = Map::from_iter([("unnamed".to_owned(), Value::from(unnamed.clone()))]);
            self.log_acts(vec![Act { verb: "case.gc", args }])?;
        }
        let mut removed = Removed { unnamed, temporary: litter.temporary.len(), bytes: 0 };
        for path in litter.temporary.iter().chain(litter.unnamed.iter().map(|(_, path)| path)) {
            removed.bytes += fs::symlink_metadata(path).map_or(0, |data| data.len());
            remove(path)?;
        }
        Ok(removed)
    }

    /// Everything that no entry of the log speaks of.
    pub(crate) fn litter(&self) -> Result<Litter, KeepError> {
        let mut damages = Vec::new();
        let entries = self.checked_log(&mut damages)?;
        // Of a log that was cut off only the tables still know.
        self.check_tables(&entries, &mut damages)?;
        if !damages.is_empty() {
            return Err(KeepError::LogDamaged { path: self.root.clone() });
        }
        let named: BTreeSet<&str> = entries
            .iter()
            .filter(|entry| KEPT_AS_FILES.contains(&entry.verb.as_str()))
            .filter(|entry| entry.verb == "original.add" || !is_seeded("gc-forgets-proposals"))
            .filter_map(|entry| entry.args.get("sha256")?.as_str())
            .collect();
        let mut litter = Litter::default();
        for folder in [self.root.clone(), self.root.join("cache"), self.root.join("originals")] {
            let depth = if folder == self.root { 0 } else { 2 };
            walk(&folder, depth, &mut |path, name| {
                if name.starts_with(TEMPORARY) {
                    litter.temporary.push(path);
                } else if is_hash(name) && self.originals.is_place_of(name, &path) && !named.contains(name) {
                    litter.unnamed.push((name.to_owned(), path));
                }
            })?;
        }
        Ok(litter)
    }
}

fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase())
}

/// Shows every file below `folder`, that many folders down, in order. Links are not followed.
fn walk(folder: &Path, depth: usize, show: &mut dyn FnMut(PathBuf, &str)) -> Result<(), KeepError> {
    let listed = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        listed => listed.and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(KeepError::io(folder))?,
    };
    let mut listed: Vec<_> = listed.into_iter().map(|entry| (entry.file_name(), entry)).collect();
    listed.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, entry) in listed {
        let kind = entry.file_type().map_err(KeepError::io(folder))?;
        if kind.is_dir() && depth > 0 {
            walk(&entry.path(), depth - 1, show)?;
        } else if kind.is_file() {
            show(entry.path(), name.to_str().unwrap_or_default());
        }
    }
    Ok(())
}

fn remove(path: &Path) -> Result<(), KeepError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(KeepError::io(path)(error)),
        _ => Ok(()),
    }
}
