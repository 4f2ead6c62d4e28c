//! Files and folders into a case.

use crate::archives::{self, Opened};
use crate::gather::{self, Found};
use crate::recognition::{self, Recogniser};
use crate::{Watcher, Work, printable};
use anyhow::{Context as _, Result};
use recount_diagnostics::{Diagnostic, DiagnosticSeverity};
use recount_intake::Kind;
use recount_keep::{Added, Batch, Case, KeepError, is_seeded};
use recount_model::OriginalId;
use recount_sayings::say;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs::{File, Metadata};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// What adding did.
#[derive(Debug, Default, Serialize)]
pub struct Taken {
    pub new: Vec<OriginalId>,
    pub known: Vec<OriginalId>,
    /// What was found in archives.
    #[serde(serialize_with = "opened_as_json")]
    pub opened: Opened,
    /// Pages that text was recognised on.
    pub recognised: usize,
    #[serde(serialize_with = "recount_diagnostics::write_plain")]
    pub diagnostics: Vec<Diagnostic>,
}

fn opened_as_json<S: serde::Serializer>(opened: &Opened, serializer: S) -> Result<S::Ok, S::Error> {
    opened.to_json().serialize(serializer)
}

impl Taken {
    /// "3 new originals, 1 kept before".
    pub fn summary(&self) -> String {
        let known =
            if self.known.is_empty() { String::new() } else { format!(", {} kept before", self.known.len()) };
        let failed = match self.diagnostics.iter().filter(|d| d.severity == DiagnosticSeverity::Error).count()
        {
            0 => String::new(),
            count => format!(", {count} not taken"),
        };
        format!("{} new{known}{failed}", counted(self.new.len()))
    }
}

impl Taken {
    fn keep(&mut self, case: &mut Case, batch: Batch) -> Result<()> {
        if is_seeded("told-before-kept") {
            let told = Taken { new: batch.waiting().cloned().collect(), ..Taken::default() };
            writeln!(std::io::stdout(), "{}", serde_json::to_string(&told)?)?;
        }
        case.keep(batch)?.into_iter().for_each(|added| self.note(added));
        Ok(())
    }

    /// Counts what was added.
    pub fn note(&mut self, added: Added) {
        match added {
            Added::New(id) => self.new.push(id),
            Added::Known(id) => self.known.push(id),
        }
    }
}

/// Adds everything under `paths`. A file that cannot be read is a diagnostic; a case that cannot be written is an error.
///
/// # Errors
/// When the case cannot be written.
pub fn take(case: &mut Case, paths: &[PathBuf], watcher: &dyn Watcher) -> Result<Taken> {
    let (found, mut diagnostics) = gather::files(paths);
    let mut taken = take_found(case, found, watcher)?;
    diagnostics.append(&mut taken.diagnostics);
    Ok(Taken { diagnostics, ..taken })
}

/// Adds these files. One that cannot be read is a diagnostic.
///
/// # Errors
/// When the case cannot be written.
pub fn take_found(case: &mut Case, found: Vec<Found>, watcher: &dyn Watcher) -> Result<Taken> {
    let mut taken = Taken::default();
    watcher.begins(Work::Adding, found.len());
    let mut batch = case.batch();
    for file in found {
        let id = receive(&mut batch, &file, &mut taken)?;
        if let Some((kind, id)) = archives::kind_of_file(&file.name, &file.path).zip(id) {
            taken.keep(case, std::mem::replace(&mut batch, case.batch()))?;
            open(case, &file, (kind, &id), &mut taken, watcher)?;
        } else if batch.is_full() {
            taken.keep(case, std::mem::replace(&mut batch, case.batch()))?;
        }
        watcher.step();
    }
    taken.keep(case, batch)?;
    watcher.ends();
    Ok(taken)
}

/// Takes apart an archive that is kept already.
fn open(
    case: &mut Case,
    file: &Found,
    (kind, id): (Kind, &OriginalId),
    taken: &mut Taken,
    watcher: &dyn Watcher,
) -> Result<()> {
    watcher.at(&format!("opening {}", printable(&file.name)));
    let mut opened = std::mem::take(&mut taken.opened);
    let of = (file.name.as_str(), file.path.as_path(), id);
    let said = archives::open(case, of, kind, &mut opened, &mut |case, batch| taken.keep(case, batch))?;
    taken.opened = opened;
    taken.diagnostics.extend(said);
    watcher.at("");
    Ok(())
}

/// Recognises the text on scans and pictures among what was taken.
///
/// # Errors
/// When the case cannot be written, or the recogniser cannot be used.
pub fn recognise(case: &mut Case, taken: &mut Taken, watcher: &dyn Watcher) -> Result<()> {
    let asked: BTreeSet<&OriginalId> = taken.new.iter().chain(&taken.known).collect();
    let candidates = recognition::candidates(case, false, |id| asked.contains(id))?;
    if candidates.is_empty() {
        return Ok(());
    }
    let recogniser = Recogniser::found(None, case.settings.language.as_deref())?;
    let done = recognition::recognise(case, &candidates, recogniser.as_ref(), watcher)?;
    taken.recognised += done.pages;
    taken.diagnostics.extend(done.diagnostics);
    Ok(())
}

/// Keeps a file of proposed names, if there is one. What is in it is judged when the case is built.
///
/// # Errors
/// When the file cannot be read or the case not be written.
pub fn take_proposals(case: &mut Case, file: Option<&Path>) -> Result<()> {
    let Some(file) = file else { return Ok(()) };
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    case.add_proposals(&file.display().to_string(), &bytes)?;
    Ok(())
}

/// Reads one file piece by piece. That it cannot be read, or changes meanwhile, is a diagnostic.
fn receive(batch: &mut Batch, file: &Found, taken: &mut Taken) -> Result<Option<OriginalId>> {
    let read = File::open(&file.path).map_err(KeepError::Source).and_then(|mut open| {
        let before = open.metadata().ok();
        // What grows faster than it is read would never end; what a system makes up as it is read has no length.
        let length = before.as_ref().map(Metadata::len).filter(|length| *length > 0).unwrap_or(u64::MAX);
        let id = batch.receive(&file.name, None, &mut (&mut open).take(length))?;
        Ok((id, before.is_some_and(|before| has_changed(&before, &file.path))))
    });
    let place = file.path.display().to_string();
    match read {
        Ok((id, false)) => return Ok(Some(id)),
        Ok((_, true)) => taken.diagnostics.push(
            Diagnostic::warning("changed-while-read", say!("odd.changed-while-read"))
                .in_place(place)
                .hint(say!("odd-hint.changed-while-read")),
        ),
        Err(KeepError::Source(error)) => taken.diagnostics.push(
            Diagnostic::error("unreadable-file", say!("odd.unreadable-file", why = error.to_string()))
                .in_place(place)
                .hint(say!("odd-hint.unreadable-file")),
        ),
        Err(error) => return Err(error.into()),
    }
    Ok(None)
}

/// True if what stands under the path is not what was opened, as far as size and time tell.
fn has_changed(before: &Metadata, path: &Path) -> bool {
    let Ok(after) = std::fs::metadata(path) else { return true };
    before.len() != after.len() || before.modified().ok() != after.modified().ok()
}

fn counted(originals: usize) -> String {
    format!("{originals} {}", if originals == 1 { "original" } else { "originals" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_grows_goes_or_is_written_anew_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "one").unwrap();
        let before = File::open(&path).unwrap().metadata().unwrap();
        assert!(!has_changed(&before, &path));
        std::fs::write(&path, "one and more").unwrap();
        assert!(has_changed(&before, &path));
        std::fs::remove_file(&path).unwrap();
        assert!(has_changed(&before, &path));
    }
}
