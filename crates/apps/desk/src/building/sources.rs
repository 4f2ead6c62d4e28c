//! What a build starts from: originals, settings, proposals, and what was read in each document, cached by content.

use super::Built;
use crate::formats::Formats;
use crate::proposals::Proposals;
use crate::{Watcher, Work, archives, foreign};
use anyhow::Result;
use rayon::prelude::*;
use recount::{LocalReading, Original, Rules, Settings, read_local_of};
use recount_diagnostics::{Diagnostic, Reported};
use recount_intake::HEAD_BYTES;
use recount_keep::{Cache, Case, Originals, StoredOriginal};
use recount_model::{Decision, MetadataClue, MetadataField, OriginalId};
use recount_sayings::say;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// All that a build starts from.
pub(super) struct Sources<'b> {
    store: &'b Originals,
    cache: Cache,
    pub rules: &'b Rules,
    settings: Settings,
    formats: Formats<'b>,
    pub originals: Vec<StoredOriginal>,
    proposals: Proposals,
    /// What containers say of the originals found in them.
    facts: BTreeMap<OriginalId, Vec<(MetadataField, String)>>,
}

impl<'b> Sources<'b> {
    pub fn of(case: &'b Case, rules: &'b Rules, originals: Vec<StoredOriginal>) -> Result<Self> {
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

    /// What is cached under the key of a dossier.
    pub fn built_before(&self, whole: &str) -> Option<Built> {
        let built = self.cache.get::<Built>("dossier", whole)?;
        Some(Built { is_unchanged: true, revision: whole.to_owned(), ..built })
    }

    /// Every original read, or taken from the cache, while somebody watches.
    pub fn read_all(&self, watcher: &dyn Watcher) -> Vec<Local> {
        watcher.begins(Work::Reading, self.originals.len());
        let locals = self.read(|| watcher.step());
        watcher.ends();
        locals
    }

    /// Every original read, or taken from the cache; `done` is told of each.
    pub fn read(&self, done: impl Fn() + Sync) -> Vec<Local> {
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

    /// What came of all documents.
    pub fn gathered(&self, locals: Vec<Local>) -> Gathered {
        let mut diagnostics = self.proposals.diagnostics.clone();
        let mut readings = Vec::with_capacity(locals.len());
        let read = locals.iter().filter(|local| !local.was_cached).count();
        let is_whole = locals.iter().all(|local| local.problem.is_none());
        for local in locals {
            diagnostics.extend(local.problem);
            readings.extend(local.read.map(|read| read.take(&mut diagnostics)));
        }
        Gathered { readings, diagnostics, read, is_whole }
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

    /// Changes with whatever is derived from the documents, and with nothing else.
    pub fn documents_key(&self) -> String {
        let mut parts: Vec<String> = self.originals.iter().map(|stored| self.local_key(stored)).collect();
        // Where there is no document yet, the zone still says in what times are shown.
        parts.extend(self.settings.default_zone.clone());
        for stored in &self.originals {
            parts.push(stored.id.0.to_string());
            parts.extend(stored.names.iter().cloned());
        }
        parts.extend(self.proposals.files.iter().map(|file| file.id.0.to_string()));
        Cache::key(&parts.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// The same for what is derived from the documents and decisions on them.
    pub fn dossier_key(&self, decisions: &[Decision]) -> String {
        // Decisions are only ever appended: the last number tells all of them.
        let last = decisions.last().map_or_else(String::new, |decision| decision.seq.to_string());
        Cache::key(&[&self.documents_key(), &last])
    }
}

/// What was read in all documents.
pub(super) struct Gathered {
    pub readings: Vec<LocalReading>,
    pub diagnostics: Vec<Diagnostic>,
    /// Documents that had to be read; the others came from the cache.
    pub read: usize,
    /// False where a document could not be had this time.
    pub is_whole: bool,
}

/// What became of one original.
pub(super) struct Local {
    pub read: Option<Reported<LocalReading>>,
    pub problem: Option<Diagnostic>,
    pub was_cached: bool,
}

fn damaged(name: &str, error: &recount_keep::KeepError) -> Diagnostic {
    Diagnostic::error("original-damaged", error.told()).in_place(name).hint(say!("odd-hint.verify"))
}

fn uncached(name: &str, error: &recount_keep::KeepError) -> Diagnostic {
    Diagnostic::warning("not-cached", say!("odd.not-cached", why = error.told())).in_place(name)
}
