//! A case built: every document read once, the dossier reckoned once, both cached by content.

use crate::progress;
use anyhow::Result;
use rayon::prelude::*;
use recount::{LocalReading, Original, Rules, Settings, read_local, reckon_decided, unread};
use recount_diagnostics::{Diagnostic, Reported};
use recount_keep::{Cache, Case, Originals, StoredOriginal};
use recount_model::{Decision, Dossier, OriginalId};
use serde::{Deserialize, Serialize};

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
}

/// Brings everything derived from `case` up to date.
///
/// # Errors
/// When the case cannot be read. An original that cannot be read is a diagnostic.
pub fn build(case: &Case, rules: &Rules) -> Result<Built> {
    let settings = Settings {
        default_zone: case.settings.default_zone.clone(),
        language: case.settings.language.clone(),
    };
    let originals = case.originals()?;
    let keys: Vec<String> = originals.iter().map(|stored| local_key(stored, &settings, rules)).collect();
    let decisions = case.decisions()?;
    let whole = dossier_key(&originals, &keys, &decisions);
    let cache = case.cache();
    if let Some(built) = cache.get::<Built>("dossier", &whole) {
        return Ok(Built { is_unchanged: true, ..built });
    }
    let store = case.store();
    let bar = progress::bar("reading", originals.len());
    let locals: Vec<Local> = originals
        .par_iter()
        .zip(&keys)
        .map(|(stored, key)| {
            let local = local(store, &cache, stored, key, &settings, rules);
            bar.inc(1);
            local
        })
        .collect();
    bar.finish_and_clear();
    let built = reckoned(locals, &decisions, rules);
    if let Err(error) = cache.put("dossier", &whole, &built) {
        crate::output::message(&format!(
            "warning: the result could not be cached ({error}); the next build starts over"
        ));
    }
    Ok(built)
}

/// What `case` says without one of its originals. Nothing is cached but what was read in each document.
///
/// # Errors
/// When the case cannot be read.
pub fn build_without(case: &Case, rules: &Rules, without: &OriginalId) -> Result<Built> {
    let settings = Settings {
        default_zone: case.settings.default_zone.clone(),
        language: case.settings.language.clone(),
    };
    let (store, cache) = (case.store(), case.cache());
    let mut originals = case.originals()?;
    originals.retain(|stored| stored.id != *without);
    let read = |stored: &StoredOriginal| {
        let key = local_key(stored, &settings, rules);
        local(store, &cache, stored, &key, &settings, rules)
    };
    let locals: Vec<Local> = originals.par_iter().map(read).collect();
    Ok(reckoned(locals, &case.decisions()?, rules))
}

/// What became of one original.
struct Local {
    read: Option<Reported<LocalReading>>,
    problem: Option<Diagnostic>,
    was_cached: bool,
}

fn reckoned(locals: Vec<Local>, decisions: &[Decision], rules: &Rules) -> Built {
    let (mut diagnostics, mut readings) = (Vec::new(), Vec::new());
    let read = locals.iter().filter(|local| !local.was_cached).count();
    for local in locals {
        diagnostics.extend(local.problem);
        readings.extend(local.read.map(|read| read.take(&mut diagnostics)));
    }
    let dossier = reckon_decided(readings, decisions, rules).take(&mut diagnostics);
    diagnostics.sort();
    Built { dossier, diagnostics, read, is_unchanged: false }
}

fn local(
    store: &Originals,
    cache: &Cache,
    stored: &StoredOriginal,
    key: &str,
    settings: &Settings,
    rules: &Rules,
) -> Local {
    if let Some(mut read) = cache.get::<Reported<LocalReading>>("local", key) {
        read.value.names.clone_from(&stored.names);
        return Local { read: Some(read), problem: None, was_cached: true };
    }
    let name = stored.names.first().map_or("", String::as_str);
    let bytes = match store.read(&stored.id) {
        Ok(bytes) => bytes,
        Err(error) => {
            let problem = Diagnostic::error("original-damaged", error.to_string())
                .in_place(name)
                .hint("run `recount verify` on the case");
            return Local { read: None, problem: Some(problem), was_cached: false };
        }
    };
    match read_local(&Original { name, bytes: &bytes, written: None }, settings, rules) {
        Ok(mut read) => {
            let problem = cache.put("local", key, &read).err().map(|error| uncached(name, &error));
            read.value.names.clone_from(&stored.names);
            Local { read: Some(read), problem, was_cached: false }
        }
        Err(error) => Local { read: None, problem: Some(unread(name, &error)), was_cached: false },
    }
}

fn uncached(name: &str, error: &recount_keep::KeepError) -> Diagnostic {
    Diagnostic::warning("not-cached", format!("what was read could not be cached: {error}")).in_place(name)
}

fn local_key(stored: &StoredOriginal, settings: &Settings, rules: &Rules) -> String {
    let extension =
        stored.names.first().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension);
    let zone = settings.default_zone.as_deref().unwrap_or("");
    let language = settings.language.as_deref().unwrap_or("");
    Cache::key(&[&stored.id.0, extension, rules.fingerprint(), zone, language])
}

fn dossier_key(originals: &[StoredOriginal], keys: &[String], decisions: &[Decision]) -> String {
    let mut parts: Vec<&str> = keys.iter().map(String::as_str).collect();
    // Decisions are only ever appended: the last number tells all of them.
    let last = decisions.last().map_or_else(String::new, |decision| decision.seq.to_string());
    parts.push(&last);
    for stored in originals {
        parts.push(&stored.id.0);
        parts.extend(stored.names.iter().map(String::as_str));
    }
    Cache::key(&parts)
}
