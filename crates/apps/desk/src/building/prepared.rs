//! A case made ready for further decisions: its documents read, and what they say reckoned once.
//!
//! Comes in: a case. Goes out: what a build gives, without reading a document again, and without deriving what a decision cannot
//! have touched. It may not know who decides.

use super::Built;
use super::sources::{Gathered, Sources};
use crate::{Nobody, Watcher, Work};
use anyhow::Result;
use recount::{Reckoner, Rules};
use recount_diagnostics::Diagnostic;
use recount_keep::Case;
use recount_model::Decision;
use std::path::Path;

/// The documents of a case as they were read.
pub struct Prepared {
    /// Changes when another document, or another way of reading one, is there.
    documents: String,
    diagnostics: Vec<Diagnostic>,
    /// Documents that had to be read since something was built last.
    read: usize,
    /// False where a document could not be had this time.
    is_whole: bool,
    reckoner: Reckoner,
}

impl Prepared {
    fn of(sources: &Sources<'_>, watcher: &dyn Watcher) -> Self {
        let Gathered { readings, diagnostics, read, is_whole } = sources.gathered(sources.read_all(watcher));
        let documents = sources.documents_key();
        Prepared { documents, diagnostics, read, is_whole, reckoner: Reckoner::of(readings) }
    }

    fn built(&mut self, decisions: &[Decision], rules: &Rules, revision: String) -> Built {
        let mut diagnostics = self.diagnostics.clone();
        let dossier = self.reckoner.reckon(decisions, rules).take(&mut diagnostics);
        diagnostics.sort();
        Built { dossier, diagnostics, read: std::mem::take(&mut self.read), is_unchanged: false, revision }
    }
}

/// As [`super::build`] for somebody who waits and will decide again: what is cached of it is for [`super::remember`]. What is prepared is
/// used where it is of the same documents, and left for the next time.
///
/// # Errors
/// When the case cannot be read.
pub fn build_prepared(
    case: &Case,
    rules: &Rules,
    watcher: &dyn Watcher,
    prepared: &mut Option<Prepared>,
) -> Result<Built> {
    let sources = Sources::of(case, rules, case.originals()?)?;
    let decisions = case.decisions()?;
    let whole = sources.dossier_key(&decisions);
    if let Some(built) = sources.built_before(&whole) {
        return Ok(built);
    }
    let documents = sources.documents_key();
    let known = prepared.take().filter(|one| one.documents == documents);
    let mut ready = known.unwrap_or_else(|| Prepared::of(&sources, watcher));
    watcher.begins(Work::Reckoning, 0);
    let built = ready.built(&decisions, rules, whole);
    watcher.ends();
    *prepared = Some(ready).filter(|ready| ready.is_whole);
    Ok(built)
}

/// Makes the case in `dir` ready, of which `built` is what was built last. `None` where it is another one by now.
///
/// # Errors
/// When the case cannot be read.
pub fn prepare(dir: &Path, rules: &Rules, built: &Built) -> Result<Option<Prepared>> {
    let case = Case::open_read_only(dir)?;
    let sources = Sources::of(&case, rules, case.originals()?)?;
    let decisions = case.decisions()?;
    if sources.dossier_key(&decisions) != built.revision {
        return Ok(None);
    }
    let mut ready = Prepared::of(&sources, &Nobody);
    ready.built(&decisions, rules, String::new());
    ready.reckoner.share_with(&built.dossier);
    Ok(Some(ready).filter(|ready| ready.is_whole))
}
