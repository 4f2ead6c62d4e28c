//! `recount add`: files and folders into a case.

use super::Outcome;
use crate::archives::{self, Opened};
use crate::args::Add;
use crate::gather::{self, Found};
use crate::pages::{self, Fetched};
use crate::recognition::{self, Recogniser};
use crate::{media, output, progress};
use anyhow::{Context as _, Result};
use indicatif::ProgressBar;
use recount_diagnostics::{Diagnostic, DiagnosticSeverity};
use recount_intake::Kind;
use recount_keep::{Actor, Added, Batch, Case, KeepError, is_seeded, place_warnings};
use recount_model::OriginalId;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs::{File, Metadata};
use std::path::{Path, PathBuf};

pub fn run(args: &Add) -> Result<Outcome> {
    let mut case = Case::open(&args.dir, Actor(args.actor.clone()))?;
    output::diagnostics(&place_warnings(&args.dir));
    let (urls, paths) = pages::split(&args.paths);
    let mut taken = take(&mut case, &paths)?;
    for url in &urls {
        take_page(&mut case, url, args, &mut taken)?;
    }
    take_proposals(&mut case, args.proposals.as_deref())?;
    if !args.no_ocr {
        recognise(&mut case, &mut taken)?;
    }
    output::diagnostics(&taken.diagnostics);
    if args.json {
        output::json(&taken)?;
    } else {
        if let Some(opened) = taken.opened.summary() {
            output::text(&format!("{opened}\n"))?;
        }
        let dir = output::printable(&args.dir.display().to_string());
        let proposed = if args.proposals.is_some() { "; proposed names kept" } else { "" };
        let recognised = match taken.recognised {
            0 => String::new(),
            pages => format!("; text recognised on {}", super::counted(pages, "page", "pages")),
        };
        output::text(&format!("{}{recognised}{proposed}\nnext: recount build {dir}\n", taken.summary()))?;
    }
    Ok(Outcome::of(&taken.diagnostics))
}

fn take_page(case: &mut Case, url: &str, args: &Add, taken: &mut Taken) -> Result<()> {
    match pages::take(case, url, &args.network)? {
        Fetched::Kept(added) => taken.note(added),
        Fetched::Missed(problem) => taken.diagnostics.push(problem),
    }
    if args.network.media {
        let mut kept = Vec::new();
        let said = media::take(case, url, &args.network, &mut |added| kept.push(added))?;
        kept.into_iter().for_each(|added| taken.note(added));
        taken.diagnostics.extend(said);
    }
    Ok(())
}

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
    pub diagnostics: Vec<Diagnostic>,
}

fn opened_as_json<S: serde::Serializer>(opened: &Opened, serializer: S) -> Result<S::Ok, S::Error> {
    opened.to_json().serialize(serializer)
}

impl Taken {
    pub fn summary(&self) -> String {
        let known =
            if self.known.is_empty() { String::new() } else { format!(", {} kept before", self.known.len()) };
        let failed = match self.diagnostics.iter().filter(|d| d.severity == DiagnosticSeverity::Error).count()
        {
            0 => String::new(),
            count => format!(", {count} not taken"),
        };
        format!("{} new{known}{failed}", super::counted(self.new.len(), "original", "originals"))
    }
}

impl Taken {
    fn keep(&mut self, case: &mut Case, batch: Batch) -> Result<()> {
        if is_seeded("told-before-kept") {
            output::json(&Taken { new: batch.waiting().cloned().collect(), ..Taken::default() })?;
        }
        case.keep(batch)?.into_iter().for_each(|added| self.note(added));
        Ok(())
    }

    fn note(&mut self, added: Added) {
        match added {
            Added::New(id) => self.new.push(id),
            Added::Known(id) => self.known.push(id),
        }
    }
}

/// Adds everything under `paths`. A file that cannot be read is a diagnostic; a case that cannot be written is an error.
pub fn take(case: &mut Case, paths: &[PathBuf]) -> Result<Taken> {
    let (found, diagnostics) = gather::files(paths);
    let mut taken = Taken { diagnostics, ..Taken::default() };
    let bar = progress::bar("adding", found.len());
    let mut batch = case.batch();
    for file in found {
        let id = receive(&mut batch, &file, &mut taken)?;
        if let Some((kind, id)) = archives::kind_of_file(&file.name, &file.path).zip(id) {
            taken.keep(case, std::mem::replace(&mut batch, case.batch()))?;
            open(case, &file, (kind, &id), &mut taken, &bar)?;
        } else if batch.is_full() {
            taken.keep(case, std::mem::replace(&mut batch, case.batch()))?;
        }
        bar.inc(1);
    }
    taken.keep(case, batch)?;
    bar.finish_and_clear();
    Ok(taken)
}

/// Takes apart an archive that is kept already.
fn open(
    case: &mut Case,
    file: &Found,
    (kind, id): (Kind, &OriginalId),
    taken: &mut Taken,
    bar: &ProgressBar,
) -> Result<()> {
    bar.set_message(format!("opening {}", output::printable(&file.name)));
    let mut opened = std::mem::take(&mut taken.opened);
    let of = (file.name.as_str(), file.path.as_path(), id);
    let said = archives::open(case, of, kind, &mut opened, &mut |case, batch| taken.keep(case, batch))?;
    taken.opened = opened;
    taken.diagnostics.extend(said);
    bar.set_message("");
    Ok(())
}

/// Recognises the text on scans and pictures among what was taken.
///
/// # Errors
/// When the case cannot be written, or the recogniser cannot be used.
pub fn recognise(case: &mut Case, taken: &mut Taken) -> Result<()> {
    let asked: BTreeSet<&OriginalId> = taken.new.iter().chain(&taken.known).collect();
    let candidates = recognition::candidates(case, false, |id| asked.contains(id))?;
    if candidates.is_empty() {
        return Ok(());
    }
    let recogniser = Recogniser::found(None, case.settings.language.as_deref())?;
    let done = recognition::recognise(case, &candidates, recogniser.as_ref())?;
    taken.recognised += done.pages;
    taken.diagnostics.extend(done.diagnostics);
    Ok(())
}

/// Keeps a file of proposed names, if there is one. What is in it is judged when the case is built.
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
        let id = batch.receive(&file.name, None, &mut open)?;
        Ok((id, before.is_some_and(|before| has_changed(&before, &file.path))))
    });
    let place = file.path.display().to_string();
    match read {
        Ok((id, false)) => return Ok(Some(id)),
        Ok((_, true)) => taken.diagnostics.push(
            Diagnostic::warning("changed-while-read", "it changed while it was read; what was read is kept")
                .in_place(place)
                .hint("add it again when nothing writes to it any more"),
        ),
        Err(KeepError::Source(error)) => taken.diagnostics.push(
            Diagnostic::error("unreadable-file", format!("cannot be read: {error}"))
                .in_place(place)
                .hint("check that it still exists and that you may read it, then add it again"),
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
