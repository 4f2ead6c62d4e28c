//! Texts compared outside any dossier: two closely, or many.
//!
//! Comes in: texts. Goes out: the spans or passages they share. It may not know files.

use crate::local::segmented;
use crate::reckoning::{entities, gathered, main_language, with_readings};
use crate::{LocalReading, Rules, Settings};
use recount_collation::{Library, Room, SharedSpans};
use recount_diagnostics::{Diagnostic, Reported};
use recount_model::{Account, Collation, Dossier, Id, OriginalId, Reading};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that two texts share. The language is the one of the settings, else it is detected from the first text.
pub fn shared_spans(a: &str, b: &str, settings: &Settings, rules: &Rules) -> Reported<Vec<SharedSpans>> {
    let detected = || recount_accounts::language_of(a).to_owned();
    let language = settings.language.clone().unwrap_or_else(detected);
    let rules = rules.for_language(&language);
    recount_collation::shared_spans(a, b, &rules.abbreviations, &rules.collation)
}

/// Plain texts with their names, each as one account: the passages they share, without anything else being read.
pub fn collate_texts(texts: &[(&str, &str)], settings: &Settings, rules: &Rules) -> Reported<Collation> {
    let detected = || texts.first().map_or("", |(_, text)| recount_accounts::language_of(text)).to_owned();
    let language = settings.language.clone().unwrap_or_else(detected);
    let readings: Vec<Reading> = texts
        .iter()
        .map(|(name, text)| Reading::plain(OriginalId((*name).to_owned().into()), *text, language.as_str()))
        .collect();
    let named: Vec<(&str, &Reading)> = texts.iter().map(|(name, _)| *name).zip(&readings).collect();
    let rules = rules.for_language(&language);
    recount_collation::collate_readings(&named, &rules.abbreviations, &rules.collation)
}

/// Documents that were read, compared with each other and nothing else: two with the same bytes are two here.
/// Seeds of passages beyond `room` are kept where it says.
pub fn collate_locals(locals: Vec<LocalReading>, rules: &Rules, room: Option<Room<'_>>) -> Reported<Dossier> {
    let mut diagnostics = Vec::new();
    let mut dossier = gathered(apart(locals));
    let language = rules.for_language(&main_language(&dossier));
    let accounts = with_readings(&dossier);
    let abbreviations = |account: &Account| &rules.for_language(&account.language).abbreviations;
    let entities = entities(&dossier, rules);
    let read = (&dossier.claims[..], &entities[..]);
    let collation = recount_collation::collate(&accounts, read, abbreviations, &language.collation, room);
    dossier.collation = Arc::new(collation.take(&mut diagnostics));
    Reported::with(dossier, diagnostics)
}

/// A reading for its words alone: no times, figures or names, which is many times faster. Its names are for the caller to give.
pub fn read_words_of(
    reading: Reported<Reading>,
    settings: &Settings,
    rules: &Rules,
) -> Reported<LocalReading> {
    segmented(reading, settings, rules).map(|(reading, accounts)| LocalReading {
        names: Vec::new(),
        reading,
        accounts,
        claims: Vec::new(),
    })
}

/// Plain text as one account, its paragraphs cut at blank lines, for its words alone.
pub fn plain_words(name: &str, text: String, settings: &Settings) -> LocalReading {
    let detected = || recount_accounts::language_of(&text).to_owned();
    let language = settings.language.clone().unwrap_or_else(detected);
    let reading = Reading::plain(OriginalId::of(text.as_bytes()), text, language);
    let account = recount_collation::plain_account(name, &reading);
    LocalReading { names: vec![name.to_owned()], accounts: vec![account], reading, claims: Vec::new() }
}

/// Documents that come one by one, each compared with those before it.
#[derive(Debug, Default)]
pub struct Stream {
    library: Library,
    seen: BTreeMap<OriginalId, usize>,
}

impl Stream {
    /// What was left out so far because there was too much of it.
    pub fn noticed(&self) -> Vec<Diagnostic> {
        self.library.noticed()
    }

    /// What one more document shares with those before it: its accounts and the others, with the passages. What is there already is
    /// not told again.
    pub fn add(&mut self, local: LocalReading, rules: &Rules) -> Dossier {
        let mut local = local;
        named_apart(&mut local, &mut self.seen);
        let mut claims: BTreeMap<Id, _> =
            local.claims.into_iter().map(|claims| (claims.account.clone(), claims)).collect();
        let mut alignments = Vec::new();
        let mut told: Vec<Id> = Vec::new();
        for account in local.accounts {
            let (id, of_language) = (account.id.clone(), rules.for_language(&account.language));
            let claims = claims.remove(&id);
            let (abbreviations, collation) = (&of_language.abbreviations, &of_language.collation);
            alignments.extend(self.library.add(
                account,
                local.reading.clone(),
                claims,
                abbreviations,
                collation,
            ));
            told.push(id);
        }
        told.extend(alignments.iter().flat_map(|one| [one.a.account.clone(), one.b.account.clone()]));
        told.sort();
        told.dedup();
        let known = told.iter().filter_map(|id| self.library.get(id));
        let (accounts, mut readings): (Vec<Account>, Vec<Reading>) =
            known.map(|(account, reading)| (account.clone(), reading.clone())).unzip();
        readings.sort_by(|one, other| one.original.cmp(&other.original));
        readings.dedup_by(|one, other| one.original == other.original);
        let names_of_originals =
            accounts.iter().filter_map(|one| Some((one.original.clone(), one.source.clone()?))).collect();
        let collation = Arc::new(Collation { alignments, ..Collation::default() });
        let (readings, accounts) = (Arc::new(readings), Arc::new(accounts));
        Dossier { readings, accounts, collation, names_of_originals, ..Dossier::default() }
    }
}

/// Gives every document an identity of its own and, where it names no source, its name for one.
fn apart(mut locals: Vec<LocalReading>) -> Vec<LocalReading> {
    locals.sort_by(|a, b| (&a.reading.original, &a.names).cmp(&(&b.reading.original, &b.names)));
    let mut seen: BTreeMap<OriginalId, usize> = BTreeMap::new();
    locals.iter_mut().for_each(|local| named_apart(local, &mut seen));
    locals
}

fn named_apart(local: &mut LocalReading, seen: &mut BTreeMap<OriginalId, usize>) {
    let name = local.names.first().cloned();
    for account in local.accounts.iter_mut().filter(|one| one.title.is_none() && one.source.is_none()) {
        account.source.clone_from(&name);
    }
    let count = seen.entry(local.reading.original.clone()).or_default();
    *count += 1;
    if *count > 1 {
        set_apart(local, *count);
    }
}

/// The same bytes once more.
fn set_apart(local: &mut LocalReading, count: usize) {
    let original = OriginalId(Id::from_parts("again", &[&local.reading.original.0, &count.to_string()]).0);
    local.reading.original = original.clone();
    let renamed = |id: &Id| Id::from_parts("acc", &[&original.0, &id.0]);
    for account in &mut local.accounts {
        *account = Account { id: renamed(&account.id), original: original.clone(), ..account.clone() };
    }
    for claims in &mut local.claims {
        claims.account = renamed(&claims.account);
    }
}
