//! A case built: every document read once, the dossier reckoned once, both cached by content.

mod prepared;
mod sources;

pub use prepared::{Prepared, build_prepared, prepare};

use crate::{Watcher, Work};
use anyhow::{Context as _, Result};
use recount::{Rules, reckon_decided};
use recount_diagnostics::Diagnostic;
use recount_keep::Case;
use recount_model::{Decision, Dossier, OriginalId};
use serde::{Deserialize, Serialize};
use sources::{Gathered, Local, Sources};

/// What a build gives.
#[derive(Debug, Serialize, Deserialize)]
pub struct Built {
    pub dossier: Dossier,
    pub diagnostics: Vec<Diagnostic>,
    /// Documents that had to be read; the others came from the cache.
    #[serde(skip)]
    pub read: usize,
    /// True if nothing had to be derived at all.
    #[serde(skip)]
    pub is_unchanged: bool,
    /// Changes with everything that is derived, and with nothing else; empty for what is not kept.
    #[serde(skip)]
    pub revision: String,
}

/// The rules with the chosen table for vague numbers.
///
/// # Errors
/// When there is no such table.
pub fn rules_of(vague_numbers: Option<&str>) -> Result<Rules> {
    Rules::built_in_with(vague_numbers).context("the language packs cannot be used so")
}

/// Brings everything derived from `case` up to date, and caches it.
///
/// # Errors
/// When the case cannot be read. An original that cannot be read is a diagnostic.
pub fn build(case: &Case, rules: &Rules, watcher: &dyn Watcher) -> Result<Built> {
    let sources = Sources::of(case, rules, case.originals()?)?;
    let decisions = case.decisions()?;
    let whole = sources.dossier_key(&decisions);
    if let Some(built) = sources.built_before(&whole) {
        return Ok(built);
    }
    let locals = sources.read_all(watcher);
    watcher.begins(Work::Reckoning, 0);
    let built = Built { revision: whole, ..reckoned(locals, &sources, &decisions) };
    watcher.ends();
    remember_or_say(case, &built, watcher);
    Ok(built)
}

/// Caches what was built, where that is worth it.
pub fn remember_or_say(case: &Case, built: &Built, watcher: &dyn Watcher) {
    if is_worth_keeping(built)
        && let Err(error) = remember(case, built)
    {
        watcher
            .says(&format!("warning: the result could not be cached ({error}); the next build starts over"));
    }
}

/// False where it is cached already, and where something could not be had this time that may be had the next.
pub fn is_worth_keeping(built: &Built) -> bool {
    !built.is_unchanged && built.diagnostics.iter().all(|diagnostic| diagnostic.id != "original-damaged")
}

/// What was built after further decisions, where they change nothing in what is reckoned; `None` where [`build`] must do it. It is
/// not cached yet: [`remember`] does that.
///
/// # Errors
/// When the case cannot be read.
pub fn rebuilt(case: &Case, rules: &Rules, built: &Built) -> Result<Option<Built>> {
    let decisions = case.decisions()?;
    let Some(dossier) = recount::decisions::rejudged(&built.dossier, &decisions) else { return Ok(None) };
    let revision = Sources::of(case, rules, case.originals()?)?.dossier_key(&decisions);
    let diagnostics = built.diagnostics.clone();
    Ok(Some(Built { dossier, diagnostics, read: 0, is_unchanged: false, revision }))
}

/// Caches what was built.
///
/// # Errors
/// When the cache cannot be written.
pub fn remember(case: &Case, built: &Built) -> Result<()> {
    Ok(case.cache().put("dossier", &built.revision, built)?)
}

/// What `case` says without one of its originals. Nothing is cached but what was read in each document.
///
/// # Errors
/// When the case cannot be read.
pub fn build_without(case: &Case, rules: &Rules, without: &OriginalId) -> Result<Built> {
    let mut sources = Sources::of(case, rules, case.originals()?)?;
    // Only now: what is proposed for it still has its original.
    sources.originals.retain(|stored| stored.id != *without);
    Ok(reckoned(sources.read(|| ()), &sources, &case.decisions()?))
}

fn reckoned(locals: Vec<Local>, sources: &Sources<'_>, decisions: &[Decision]) -> Built {
    let Gathered { readings, mut diagnostics, read, .. } = sources.gathered(locals);
    let dossier = reckon_decided(readings, decisions, sources.rules).take(&mut diagnostics);
    diagnostics.sort();
    Built { dossier, diagnostics, read, is_unchanged: false, revision: String::new() }
}
