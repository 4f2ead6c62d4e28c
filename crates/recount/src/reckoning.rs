//! What only the whole dossier can say.

use crate::{LocalReading, Rules, decisions};
use recount_claims::names::{NameRules, spelled};
use recount_diagnostics::Reported;
use recount_events::InOrder;
use recount_model::{Account, Decision, Dossier, Entity, OriginalId, Reading};
use recount_text::Abbreviations;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reckons a dossier from what was read in each document. The order of `locals` changes nothing; the same
/// original twice counts once.
pub fn reckon(locals: Vec<LocalReading>, rules: &Rules) -> Reported<Dossier> {
    reckon_decided(locals, &[], rules)
}

/// The same, with what people decided about it.
pub fn reckon_decided(locals: Vec<LocalReading>, decisions: &[Decision], rules: &Rules) -> Reported<Dossier> {
    let mut diagnostics = Vec::new();
    let mut dossier = gathered(locals);
    decisions::act(&mut dossier, decisions, rules);
    dossier.entities = Arc::new(entities(&dossier, rules));
    let collation = {
        let language = rules.for_language(&main_language(&dossier));
        let read = (&dossier.claims[..], &dossier.entities[..]);
        let abbreviations = |account: &Account| abbreviations(account, rules);
        recount_collation::collate(&with_readings(&dossier), read, abbreviations, &language.collation, None)
    };
    dossier.collation = Arc::new(collation.take(&mut diagnostics));
    take_over_twins(&mut dossier);
    follow(&mut dossier, None, rules);
    Reported::with(dossier, diagnostics)
}

/// The abbreviations of the language that an account is in.
pub(crate) fn abbreviations<'rules>(account: &Account, rules: &'rules Rules) -> &'rules Abbreviations {
    &rules.for_language(&account.language).abbreviations
}

pub(crate) fn take_over_twins(dossier: &mut Dossier) {
    let twins = recount_events::twin_times(dossier);
    recount_events::take_over(dossier, twins);
}

/// Everything that follows from what was read and collated. Happenings are put in order anew unless they are `known` to be the same.
pub(crate) fn follow(dossier: &mut Dossier, known: Option<InOrder>, rules: &Rules) -> InOrder {
    let language = rules.for_language(&main_language(dossier));
    let in_order = || {
        let anew = || InOrder::of(dossier, &language.events, &|tag| &rules.for_language(tag).events);
        let found = known.unwrap_or_else(anew);
        let chronicle = found.chronicle(dossier);
        (found, chronicle)
    };
    let of = |tag: &str| &rules.for_language(tag).questions;
    let questions = || recount_figures::questions(dossier, &language.questions, of);
    let ((in_order, chronicle), questions) = rayon::join(in_order, questions);
    (dossier.network, dossier.chronicle) = (Arc::clone(&in_order.network), Arc::new(chronicle));
    dossier.questions = Arc::new(questions);
    let findings = recount_findings::find(dossier, |language| &rules.for_language(language).findings);
    dossier.findings = Arc::new(findings);
    decisions::settle(dossier);
    in_order
}

pub(crate) fn gathered(mut locals: Vec<LocalReading>) -> Dossier {
    locals.sort_by(|a, b| (&a.reading.original, &a.names).cmp(&(&b.reading.original, &b.names)));
    let mut dossier = Dossier::default();
    for local in locals {
        let original = local.reading.original.clone();
        dossier.names_of_originals.extend(local.names.into_iter().map(|name| (original.clone(), name)));
        if dossier.readings.last().is_some_and(|last| last.original == original) {
            continue;
        }
        Arc::make_mut(&mut dossier.readings).push(local.reading);
        Arc::make_mut(&mut dossier.accounts).extend(local.accounts);
        Arc::make_mut(&mut dossier.claims).extend(local.claims.into_iter().map(Arc::new));
    }
    dossier.names_of_originals.sort();
    dossier.names_of_originals.dedup();
    dossier
}

/// Each account with the text it is a part of.
pub(crate) fn with_readings(dossier: &Dossier) -> Vec<(&Account, &Reading)> {
    let readings: BTreeMap<&OriginalId, &Reading> =
        dossier.readings.iter().map(|reading| (&reading.original, reading)).collect();
    let accounts = dossier.accounts.iter();
    accounts.filter_map(|account| Some((account, readings.get(&account.original).copied()?))).collect()
}

/// Names joined over all accounts, whatever their alphabets.
pub(crate) fn entities(dossier: &Dossier, rules: &Rules) -> Vec<Entity> {
    recount_claims::names::join(&dossier.claims, spelling(dossier, rules))
}

/// The rules of the language that can spell most names of all accounts in one alphabet: names of two scripts meet only
/// there. Ties go to the main language, then to the tag that sorts first.
fn spelling<'rules>(dossier: &Dossier, rules: &'rules Rules) -> &'rules NameRules {
    let main = main_language(dossier);
    let others: BTreeSet<&str> = dossier
        .accounts
        .iter()
        .map(|account| account.language.as_str())
        .filter(|language| *language != main)
        .collect();
    let mut best = &rules.for_language(&main).claims.names;
    if others.is_empty() {
        return best;
    }
    let mut most = spelled(&dossier.claims, best);
    for language in others {
        let names = &rules.for_language(language).claims.names;
        let count = spelled(&dossier.claims, names);
        if count > most {
            (best, most) = (names, count);
        }
    }
    best
}

/// The language most accounts are in; ties go to the tag that sorts first.
pub(crate) fn main_language(dossier: &Dossier) -> String {
    let mut counts = BTreeMap::<&str, usize>::new();
    for account in dossier.accounts.iter() {
        *counts.entry(&account.language).or_default() += 1;
    }
    let most = counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    most.map_or_else(|| "en".to_owned(), |(language, _)| (*language).to_owned())
}
