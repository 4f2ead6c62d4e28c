//! One form for all mentions of the same name inside an account.
//!
//! Comes in: mentions with their kinds. Goes out: the canonical form of each. It may not know other accounts.

use super::folding::Folder;
use super::people::{PersonForm, group};
use recount_model::NameKind;
use std::collections::{BTreeMap, BTreeSet};

/// A mention, reduced to what joining needs.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) text: String,
    pub(crate) kind: NameKind,
    pub(crate) role: Option<String>,
}

/// The canonical form of each mention, in order.
pub(crate) fn canonical(mentions: &[Mention], folder: &Folder<'_>) -> Vec<String> {
    let mut forms: Vec<String> = mentions.iter().map(|mention| mention.text.clone()).collect();
    for kind in [NameKind::Person, NameKind::Organisation, NameKind::Place] {
        let at: Vec<usize> = indices(mentions, kind);
        let groups = match kind {
            NameKind::Person => group_people(mentions, &at, folder),
            NameKind::Organisation => group_organisations(mentions, &at, folder),
            NameKind::Place => group_equal(mentions, &at, folder),
        };
        let best = best_forms(mentions, &at, &groups, folder);
        for (idx, group) in at.iter().zip(&groups) {
            if let (Some(form), Some(chosen)) = (forms.get_mut(*idx), best.get(group)) {
                form.clone_from(chosen);
            }
        }
    }
    forms
}

/// Folded words of weight in a role.
pub(crate) fn role_words(role: Option<&str>, folder: &Folder<'_>) -> BTreeSet<String> {
    let words = role.unwrap_or("").split(|character: char| !character.is_alphanumeric());
    words.filter(|word| word.chars().count() > 2 && *word != "the").map(|word| folder.key(word)).collect()
}

/// Folded words of a name.
pub(crate) fn name_words(name: &str, folder: &Folder<'_>) -> Vec<String> {
    folded_words(name, |word| folder.key(word))
}

/// Folded words of a name without their case endings.
pub(crate) fn name_stems(name: &str, folder: &Folder<'_>) -> Vec<String> {
    folded_words(name, |word| folder.stem_key(word))
}

fn folded_words(name: &str, fold: impl Fn(&str) -> String) -> Vec<String> {
    name.split(|character: char| character.is_whitespace() || character == '.')
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect()
}

fn indices(mentions: &[Mention], kind: NameKind) -> Vec<usize> {
    (0..mentions.len()).filter(|idx| mentions.get(*idx).is_some_and(|mention| mention.kind == kind)).collect()
}

fn group_people(mentions: &[Mention], at: &[usize], folder: &Folder<'_>) -> Vec<usize> {
    let mut roles: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
    let mut stems: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    let mut words = Vec::new();
    for mention in at.iter().filter_map(|idx| mentions.get(*idx)) {
        let name = name_words(&mention.text, folder);
        roles.entry(name.clone()).or_default().extend(role_words(mention.role.as_deref(), folder));
        stems.entry(name.clone()).or_insert_with(|| name_stems(&mention.text, folder));
        words.push(name);
    }
    let form = |(words, roles): (Vec<String>, BTreeSet<String>)| {
        let stems = stems.get(&words).cloned().unwrap_or_default();
        PersonForm { words, stems, roles }
    };
    let distinct: Vec<PersonForm> = roles.into_iter().map(form).collect();
    let groups = group(&distinct);
    let by_words: BTreeMap<&Vec<String>, usize> =
        distinct.iter().map(|form| &form.words).zip(groups).collect();
    words.iter().map(|name| by_words.get(name).copied().unwrap_or_default()).collect()
}

fn group_equal(mentions: &[Mention], at: &[usize], folder: &Folder<'_>) -> Vec<usize> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    at.iter()
        .filter_map(|idx| mentions.get(*idx))
        .map(|mention| {
            let next = seen.len();
            *seen.entry(name_stems(&mention.text, folder).join(" ")).or_insert(next)
        })
        .collect()
}

/// Equal keys, a form that another continues ("Water Office", "Water Office of Orvel"), and an acronym of the only
/// long form it fits.
fn group_organisations(mentions: &[Mention], at: &[usize], folder: &Folder<'_>) -> Vec<usize> {
    let mentions = || at.iter().filter_map(|idx| mentions.get(*idx));
    let stems: Vec<Vec<String>> = mentions().map(|mention| name_stems(&mention.text, folder)).collect();
    let mut forms: BTreeMap<&Vec<String>, &str> = BTreeMap::new();
    for (mention, stems) in mentions().zip(&stems) {
        forms.entry(stems).or_insert(&mention.text);
    }
    let keys: Vec<&Vec<String>> = forms.keys().copied().collect();
    let mut group_of: BTreeMap<&Vec<String>, usize> = BTreeMap::new();
    for (idx, key) in keys.iter().enumerate() {
        // Keys ascend, so a form that this one continues stands directly before it or is what that one continues.
        let continued = idx
            .checked_sub(1)
            .and_then(|before| keys.get(before))
            .filter(|before| before.len() > 1 && key.starts_with(before));
        let group = continued.and_then(|before| group_of.get(*before).copied()).unwrap_or(idx);
        group_of.insert(key, group);
    }
    let acronyms = acronyms(&forms, &group_of);
    mentions()
        .zip(&stems)
        .map(|(mention, stems)| {
            let own = group_of.get(stems).copied().unwrap_or_default();
            acronyms.get(&mention.text).copied().unwrap_or(own)
        })
        .collect()
}

fn acronyms(
    forms: &BTreeMap<&Vec<String>, &str>,
    group_of: &BTreeMap<&Vec<String>, usize>,
) -> BTreeMap<String, usize> {
    let mut by_initials: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (key, text) in forms.iter().filter(|(key, _)| key.len() > 1) {
        let initials: String = text
            .split_whitespace()
            .filter_map(|word| word.chars().next())
            .filter(|c| c.is_uppercase())
            .collect();
        by_initials.entry(initials).or_default().extend(group_of.get(*key));
    }
    let only = |text: &str| by_initials.get(text).filter(|groups| groups.len() == 1)?.first().copied();
    forms
        .iter()
        .filter(|(key, text)| key.len() == 1 && text.chars().count() > 1)
        .filter_map(|(_, text)| Some(((*text).to_owned(), only(text)?)))
        .collect()
}

/// The form with most words, then a nominative, then the one met most often, then the first in the alphabet.
fn best_forms(
    mentions: &[Mention],
    at: &[usize],
    groups: &[usize],
    folder: &Folder<'_>,
) -> BTreeMap<usize, String> {
    let mut counts: BTreeMap<usize, BTreeMap<String, usize>> = BTreeMap::new();
    for (idx, group) in at.iter().zip(groups) {
        let Some(mention) = mentions.get(*idx) else { continue };
        *counts.entry(*group).or_default().entry(displayed(mention)).or_default() += 1;
    }
    let rank = |form: &str, count: usize| (folder.rank(form), count);
    counts
        .into_iter()
        .filter_map(|(group, forms)| {
            let best = forms
                .into_iter()
                .max_by(|(a, m), (b, n)| rank(a, *m).cmp(&rank(b, *n)).then_with(|| b.cmp(a)))?;
            Some((group, best.0))
        })
        .collect()
}

/// As written, on one line, without a surname in capitals.
fn displayed(mention: &Mention) -> String {
    let words: Vec<String> = mention
        .text
        .split_whitespace()
        .map(|word| if mention.kind == NameKind::Person { lowered_surname(word) } else { word.to_owned() })
        .collect();
    words.join(" ")
}

fn lowered_surname(word: &str) -> String {
    let is_capitals =
        word.chars().count() > 2 && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    if !is_capitals {
        return word.to_owned();
    }
    let mut is_first = true;
    word.chars()
        .flat_map(|character| {
            let kept: Vec<char> = if is_first { vec![character] } else { character.to_lowercase().collect() };
            is_first = !character.is_alphabetic();
            kept
        })
        .collect()
}
