//! Archives taken apart: what is in them is kept beside them, each with where it came from.

use crate::{foreign, printable};
use anyhow::Result;
use recount_diagnostics::{Diagnostic, DiagnosticSeverity};
use recount_intake::{Fact, HEAD_BYTES, Intake, IntakeError, Kind, Sink, Sort, kind_of};
use recount_keep::{Batch, Case, KeepError, Origin};
use recount_model::OriginalId;
use recount_sayings::{Told, say};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The container that a file is, by its name and its first bytes; `None` for what is one document or cannot be read.
pub fn kind_of_file(name: &str, path: &Path) -> Option<Kind> {
    let mut head = Vec::new();
    File::open(path).ok()?.take(HEAD_BYTES as u64).read_to_end(&mut head).ok()?;
    kind_of(name, &head)
}

/// True if an original is an archive and nothing else: it is not read itself, what was in it is.
pub fn is_archive(name: &str, head: &[u8]) -> bool {
    kind_of(name, head).is_some_and(|kind| !kind.is_document())
}

/// What was found in all archives together.
#[derive(Debug, Default)]
pub struct Opened {
    archives: u64,
    documents: u64,
    left: BTreeMap<Sort, u64>,
}

impl Opened {
    fn count(&mut self, intake: &Intake, kind: Kind) {
        self.archives += u64::from(!kind.is_document());
        self.documents += intake.documents;
        for (sort, count) in &intake.left {
            *self.left.entry(*sort).or_default() += count;
        }
    }

    /// "1 archive: 12 documents taken, 30 pictures left inside"; nothing where nothing was opened.
    pub fn summary(&self) -> Option<String> {
        if self.archives + self.documents == 0 {
            return None;
        }
        let archives = match self.archives {
            0 => "attached to mail".to_owned(),
            1 => "1 archive".to_owned(),
            count => format!("{count} archives"),
        };
        let left: Vec<String> = self.left.iter().map(|(sort, count)| sort.counted(*count)).collect();
        let left =
            if left.is_empty() { String::new() } else { format!("; left inside: {}", left.join(", ")) };
        Some(format!("{archives}: {} taken{left}", Sort::Document.counted(self.documents)))
    }

    /// For programs.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({ "archives": self.archives, "documents": self.documents, "left": self.left })
    }
}

/// Takes the archive apart that is kept as `container`. What comes of it goes into batches, which `keep` keeps.
///
/// # Errors
/// When the case cannot be written. A broken archive is a diagnostic.
pub fn open(
    case: &mut Case,
    (name, path, container): (&str, &Path, &OriginalId),
    kind: Kind,
    opened: &mut Opened,
    keep: &mut dyn FnMut(&mut Case, Batch) -> Result<()>,
) -> Result<Vec<Diagnostic>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return Ok(vec![broken(name, error.to_string().into())]),
    };
    let batch = Some(case.batch());
    let mut sink = Keeper { case, keep, batch, name, container, failure: None };
    let taken = foreign::members(name, file, &mut sink);
    if let Some(failure) = sink.failure.take() {
        return Err(failure);
    }
    sink.flush()?;
    match taken {
        Ok(reported) => {
            opened.count(&reported.value, kind);
            Ok(reported.diagnostics.into_iter().map(|one| within(one, name)).collect())
        }
        Err(IntakeError::Sink(error)) => Err(error.into()),
        // A message need not hold anything.
        Err(IntakeError::NoArchive) if kind.is_document() => Ok(Vec::new()),
        Err(IntakeError::NoArchive) => Ok(vec![broken(name, say!("archive.unknown"))]),
        Err(IntakeError::Broken(why)) => Ok(vec![broken(name, say!("archive.unreadable", why = why))]),
    }
}

fn within(diagnostic: Diagnostic, name: &str) -> Diagnostic {
    let place = match &diagnostic.place {
        Some(place) if place.starts_with(name) => place.clone(),
        Some(place) => format!("{name}: {}", printable(place)),
        None => name.to_owned(),
    };
    diagnostic.in_place(place)
}

fn broken(name: &str, why: Told) -> Diagnostic {
    Diagnostic::new(DiagnosticSeverity::Error, "archive-damaged", say!("odd.nothing-taken-out", why = why))
        .in_place(name)
        .hint(say!("odd-hint.archive-by-hand"))
}

/// Keeps what an archive gives, with where it came from.
struct Keeper<'k> {
    case: &'k mut Case,
    keep: &'k mut dyn FnMut(&mut Case, Batch) -> Result<()>,
    batch: Option<Batch>,
    name: &'k str,
    container: &'k OriginalId,
    /// Why the case could not be written.
    failure: Option<anyhow::Error>,
}

impl Keeper<'_> {
    fn flush(&mut self) -> Result<()> {
        match self.batch.take() {
            Some(batch) => (self.keep)(self.case, batch),
            None => Ok(()),
        }
    }

    fn failed(&mut self, failure: anyhow::Error) -> io::Error {
        let error = io::Error::other(failure.to_string());
        self.failure = Some(failure);
        error
    }
}

impl Sink for Keeper<'_> {
    fn member(&mut self, name: &str, facts: &[Fact], bytes: &mut dyn Read) -> io::Result<()> {
        let facts = facts.iter().map(|fact| (fact.field, fact.value.clone())).collect();
        let origin = Origin { container: self.container.clone(), member: name.to_owned(), facts };
        let mut batch = self.batch.take().unwrap_or_else(|| self.case.batch());
        // Inside a mailbox the name of the mailbox stands before that of the attachment already.
        let file = self.name.rsplit('/').next().unwrap_or(self.name);
        let inner = name.strip_prefix(file).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name);
        let received = batch.receive(&format!("{}/{inner}", self.name), Some(origin), bytes);
        let is_full = batch.is_full();
        self.batch = Some(batch);
        match received {
            Ok(_) if is_full => self.flush().map_err(|failure| self.failed(failure)),
            Ok(_) => Ok(()),
            Err(KeepError::Source(error)) => Err(error),
            Err(error) => Err(self.failed(error.into())),
        }
    }
}
