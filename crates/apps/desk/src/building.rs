//! A case built: every document read once, the dossier reckoned once, both cached by content.

use crate::formats::Formats;
use crate::proposals::Proposals;
use crate::{Watcher, Work, archives, foreign};
use anyhow::{Context as _, Result};
use rayon::prelude::*;
use recount::{LocalReading, Original, Rules, Settings, read_local_of, reckon_decided};
use recount_diagnostics::{Diagnostic, Reported};
use recount_intake::HEAD_BYTES;
use recount_keep::{Cache, Case, Originals, StoredOriginal};
use recount_model::{Decision, Dossier, MetadataClue, MetadataField, OriginalId};
use recount_sayings::say;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

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
    let built = build_unkept(case, rules, watcher)?;
    if is_worth_keeping(&built)
        && let Err(error) = remember(case, &built)
    {
        watcher
            .says(&format!("warning: the result could not be cached ({error}); the next build starts over"));
    }
    Ok(built)
}

/// The same for somebody who waits: the result is not cached yet, [`remember`] does that.
///
/// # Errors
/// Those of [`build`].
pub fn build_unkept(case: &Case, rules: &Rules, watcher: &dyn Watcher) -> Result<Built> {
    let sources = Sources::of(case, rules, case.originals()?)?;
    let decisions = case.decisions()?;
    let whole = sources.dossier_key(&decisions);
    if let Some(built) = sources.cache.get::<Built>("dossier", &whole) {
        return Ok(Built { is_unchanged: true, revision: whole, ..built });
    }
    watcher.begins(Work::Reading, sources.originals.len());
    let locals = sources.read(|| watcher.step());
    watcher.ends();
    watcher.begins(Work::Reckoning, 0);
    let built = Built { revision: whole, ..reckoned(locals, &sources, &decisions) };
    watcher.ends();
    Ok(built)
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

/// All that a build starts from.
struct Sources<'b> {
    store: &'b Originals,
    cache: Cache,
    rules: &'b Rules,
    settings: Settings,
    formats: Formats<'b>,
    originals: Vec<StoredOriginal>,
    proposals: Proposals,
    /// What containers say of the originals found in them.
    facts: BTreeMap<OriginalId, Vec<(MetadataField, String)>>,
}

impl<'b> Sources<'b> {
    fn of(case: &'b Case, rules: &'b Rules, originals: Vec<StoredOriginal>) -> Result<Self> {
        let settings = Settings {
            default_zone: case.settings.default_zone.clone(),
            language: case.settings.language.clone(),
            date_order: case.settings.date_order,
            columns: case.settings.column_rules(),
        };
        let proposals = Proposals::of(case, &originals)?;
        let (store, cache, facts) = (case.store(), case.cache(), case.all_facts()?);
        let formats = Formats::of(case)?;
        Ok(Sources { store, cache, rules, settings, formats, originals, proposals, facts })
    }

    /// Every original read, or taken from the cache; `done` is told of each.
    fn read(&self, done: impl Fn() + Sync) -> Vec<Local> {
        let read = |stored: &StoredOriginal| {
            let local = self.local(stored);
            done();
            local
        };
        self.originals.par_iter().map(read).collect()
    }

    fn local(&self, stored: &StoredOriginal) -> Local {
        let key = self.local_key(stored);
        if let Some(mut read) = self.cache.get::<Reported<LocalReading>>("local", &key) {
            read.value.names.clone_from(&stored.names);
            return Local { read: Some(read), problem: None, was_cached: true };
        }
        let name = stored.names.first().map_or("", String::as_str);
        if self.store.head(&stored.id, HEAD_BYTES).is_ok_and(|head| archives::is_archive(name, &head)) {
            return Local { read: None, problem: None, was_cached: true };
        }
        let bytes = match self.store.read(&stored.id) {
            Ok(bytes) => bytes,
            Err(error) => {
                return Local { read: None, problem: Some(damaged(name, &error)), was_cached: false };
            }
        };
        match self.read_anew(name, &bytes, &stored.id) {
            Ok(mut read) => {
                let problem = self.cache.put("local", &key, &read).err().map(|error| uncached(name, &error));
                read.value.names.clone_from(&stored.names);
                Local { read: Some(read), problem, was_cached: false }
            }
            Err(problem) => Local { read: None, problem: Some(*problem), was_cached: false },
        }
    }

    /// What the container says, as if the original said it itself: beside what it does say.
    fn clues(&self, id: &OriginalId) -> impl Iterator<Item = MetadataClue> {
        let facts = self.facts.get(id).map_or(&[][..], Vec::as_slice).iter();
        facts.map(|(field, value)| MetadataClue {
            field: *field,
            value: value.clone(),
            original_bytes: (0, 0),
        })
    }

    /// The text is read by a process that can do nothing else, what it says is read here.
    fn read_anew(
        &self,
        name: &str,
        bytes: &[u8],
        id: &OriginalId,
    ) -> Result<Reported<LocalReading>, Box<Diagnostic>> {
        let formats = self.formats.of_original(id).map_err(|error| Box::new(damaged(name, &error)))?;
        let mut reading =
            foreign::read_with(name, bytes, formats).map_err(|why| Box::new(foreign::unread(name, &why)))?;
        reading.value.metadata.extend(self.clues(id));
        let original = Original { name, bytes, written: None };
        let proposed = self.proposals.for_original(id);
        let read = || read_local_of(reading, &original, &self.settings, proposed, self.rules);
        catch_unwind(AssertUnwindSafe(read)).map_err(|_| {
            let problem = Diagnostic::error("claims-crashed", say!("odd.claims-crashed"))
                .in_place(name)
                .hint(say!("odd-hint.claims-crashed"));
            Box::new(problem)
        })
    }

    fn local_key(&self, stored: &StoredOriginal) -> String {
        let extension = stored
            .names
            .first()
            .and_then(|name| name.rsplit_once('.'))
            .map_or("", |(_, extension)| extension);
        let zone = self.settings.default_zone.as_deref().unwrap_or("");
        let language = self.settings.language.as_deref().unwrap_or("");
        let order = self.settings.date_order.map_or_else(String::new, |order| format!("{order:?}"));
        let columns = if self.settings.columns.is_empty() {
            String::new()
        } else {
            format!("{:?}{:?}", self.settings.columns, stored.names)
        };
        let proposed = self.proposals.key_of(&stored.id);
        let facts = self.facts.get(&stored.id).map_or_else(String::new, |facts| format!("{facts:?}"));
        let recognised = self.formats.rendition(&stored.id).map_or("", |rendition| rendition.0.as_str());
        let fingerprint = self.rules.fingerprint();
        Cache::key(&[
            &stored.id.0,
            extension,
            fingerprint,
            zone,
            language,
            &order,
            &columns,
            &proposed,
            &facts,
            recognised,
        ])
    }

    fn dossier_key(&self, decisions: &[Decision]) -> String {
        let mut parts: Vec<String> = self.originals.iter().map(|stored| self.local_key(stored)).collect();
        // Decisions are only ever appended: the last number tells all of them.
        parts.push(decisions.last().map_or_else(String::new, |decision| decision.seq.to_string()));
        // Where there is no document yet, the zone still says in what times are shown.
        parts.extend(self.settings.default_zone.clone());
        for stored in &self.originals {
            parts.push(stored.id.0.to_string());
            parts.extend(stored.names.iter().cloned());
        }
        parts.extend(self.proposals.files.iter().map(|file| file.id.0.to_string()));
        Cache::key(&parts.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// What became of one original.
struct Local {
    read: Option<Reported<LocalReading>>,
    problem: Option<Diagnostic>,
    was_cached: bool,
}

fn reckoned(locals: Vec<Local>, sources: &Sources<'_>, decisions: &[Decision]) -> Built {
    let (mut diagnostics, mut readings) = (sources.proposals.diagnostics.clone(), Vec::new());
    let read = locals.iter().filter(|local| !local.was_cached).count();
    for local in locals {
        diagnostics.extend(local.problem);
        readings.extend(local.read.map(|read| read.take(&mut diagnostics)));
    }
    let dossier = reckon_decided(readings, decisions, sources.rules).take(&mut diagnostics);
    diagnostics.sort();
    Built { dossier, diagnostics, read, is_unchanged: false, revision: String::new() }
}

fn damaged(name: &str, error: &recount_keep::KeepError) -> Diagnostic {
    Diagnostic::error("original-damaged", error.told()).in_place(name).hint(say!("odd-hint.verify"))
}

fn uncached(name: &str, error: &recount_keep::KeepError) -> Diagnostic {
    Diagnostic::warning("not-cached", say!("odd.not-cached", why = error.told())).in_place(name)
}
