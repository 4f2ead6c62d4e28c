//! `unsourced-event`: grave happenings that one account alone tells, and for which it names no source.
//!
//! # What it says
//! The account gives nobody's words anywhere, does not speak of itself, and no other account tells of these happenings,
//! although others tell of the same days.
//!
//! # Why it matters
//! Nothing in the dossier lets a reader follow such a statement up: neither a second telling nor somebody to ask.
//!
//! # How it is computed
//! Entries of the chronicle's core with one root, all of one account; the act is among those that harm people or things;
//! asserted, not planned, not disputed. The account holds no statement of anybody and no words of the first person. At least one
//! other account tells of something else on the same day. All of one account together.
//!
//! # What it does not show
//! That it did not happen, or that the account has no source. Who was there first may be the only one who can tell.
//!
//! # References
//! OHCHR and Human Rights Center, UC Berkeley: Berkeley Protocol on Digital Open Source Investigations (2022), V.

use crate::draft::Draft;
use crate::view::View;
use crate::words::{name_of, quoted};
use recount_model::{Certainty, ChronicleEntry, Claim, ClaimContent, Finding, Hold, Id, Severity};
use recount_sayings::say;
use std::collections::{BTreeMap, BTreeSet};

/// The kind's id.
pub const ID: &str = "unsourced-event";

/// Acts that harm people or things, as all language packs name them.
const GRAVE: [&str; 14] = [
    "arrest", "attack", "burn", "collapse", "destroy", "detain", "die", "explode", "flood", "injure", "kill",
    "loot", "shoot", "seize",
];
/// Most passages that one finding cites.
const MOST_CITED: usize = 4;

/// Finds all of the kind: one finding for each account.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let tellers = tellers_by_day(view);
    let claims: BTreeMap<&Id, &Claim> =
        view.dossier.claims.iter().flat_map(|read| &read.claims).map(|claim| (&claim.id, claim)).collect();
    let mut alone: BTreeMap<&Id, Vec<&ChronicleEntry>> = BTreeMap::new();
    for entry in view.dossier.chronicle.iter() {
        let Some(account) = only_account(entry) else { continue };
        let is_told_beside = entry
            .edtf
            .as_deref()
            .and_then(|day| tellers.get(day))
            .is_some_and(|tellers| tellers.iter().any(|teller| *teller != account));
        if is_told_beside && is_grave(entry, &claims) && !names_sources(account, view) {
            alone.entry(account).or_default().push(entry);
        }
    }
    alone.into_iter().filter_map(|(account, entries)| finding(account, &entries, view)).collect()
}

/// The accounts that tell of each day.
fn tellers_by_day<'dossier>(view: &View<'dossier>) -> BTreeMap<&'dossier str, BTreeSet<&'dossier Id>> {
    let mut tellers: BTreeMap<&str, BTreeSet<&Id>> = BTreeMap::new();
    for entry in view.dossier.chronicle.iter() {
        if let Some(day) = entry.edtf.as_deref() {
            tellers.entry(day).or_default().extend(entry.supports.iter().map(|passage| &passage.account));
        }
    }
    tellers
}

/// The one account that tells it, in the core, undisputed, as done.
fn only_account(entry: &ChronicleEntry) -> Option<&Id> {
    let first = &entry.supports.first()?.account;
    let is_alone = entry.roots == 1 && entry.supports.iter().all(|passage| passage.account == *first);
    (is_alone && entry.phase == "core" && !entry.is_planned && entry.disputes.is_empty()).then_some(first)
}

/// Every claim of it is asserted in the account's own voice, and some act is grave.
fn is_grave(entry: &ChronicleEntry, claims: &BTreeMap<&Id, &Claim>) -> bool {
    let claims: Vec<&Claim> = entry.claims.iter().filter_map(|id| claims.get(id).copied()).collect();
    let is_own = |claim: &&Claim| claim.certainty == Certainty::Asserted && claim.chain.len() <= 1;
    let is_act = |claim: &&Claim| match &claim.content {
        ClaimContent::Happened { action, .. } => GRAVE.contains(&action.as_str()),
        _ => false,
    };
    claims.iter().all(is_own) && claims.iter().any(is_act)
}

/// Somebody speaks in it, or it speaks of itself.
fn names_sources(account: &Id, view: &View<'_>) -> bool {
    let has_statements = view.claims(account).is_none_or(|read| !read.statements.is_empty());
    has_statements || view.sightings.first_persons.contains(account)
}

fn finding(account: &Id, entries: &[&ChronicleEntry], view: &View<'_>) -> Option<Finding> {
    let first = entries.first()?.supports.first()?;
    let words = quoted(&first.text);
    let title = match entries.len() {
        1 => say!("unsourced-event.one", words = words),
        2 => say!("unsourced-event.two", words = words),
        count => say!("unsourced-event.more", words = words, n = count - 1),
    };
    let cited = entries.get(..entries.len().min(MOST_CITED)).unwrap_or(entries);
    Some(
        Draft {
            kind: ID,
            hold: Hold::Possible,
            reading: Some(say!("unsourced-event.reading")),
            title,
            why: vec![
                say!("unsourced-event.own-voice", account = name_of(account, view)),
                say!("unsourced-event.day"),
            ],
            passages: cited.iter().filter_map(|entry| entry.supports.first().cloned()).collect(),
            parents: entries.iter().map(|entry| entry.id.clone()).collect(),
            severity: Severity::Note,
        }
        .finish(),
    )
}
