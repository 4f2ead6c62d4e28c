//! One form for all mentions of the same name inside an account.
//!
//! Comes in: mentions with their kinds. Goes out: the canonical form of each. It may not know other accounts.

use super::folding::Folder;
use super::people::{PersonForm, group};
use recount_model::NameKind;
use recount_text::{FoldMap, WordMap};
use std::collections::{BTreeMap, BTreeSet};

/// A mention, reduced to what joining needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention<'text> {
    pub(crate) text: &'text str,
    pub(crate) kind: NameKind,
    pub(crate) role: Option<&'text str>,
}

/// Mentions with the same words: an account says few names many times.
#[derive(Debug, Default)]
struct Form<'text> {
    text: &'text str,
    count: usize,
    roles: Vec<&'text str>,
}

/// The canonical form of each mention, in order.
pub(crate) fn canonical(mentions: &[Mention<'_>], folder: &Folder<'_>) -> Vec<String> {
    let mut canonical = vec![String::new(); mentions.len()];
    for kind in [NameKind::Person, NameKind::Organisation, NameKind::Place] {
        let (forms, form_of) = forms(mentions, kind);
        let groups = match kind {
            NameKind::Person => group_people(&forms, folder),
            NameKind::Organisation => group_organisations(&forms, folder),
            NameKind::Place => group_equal(&forms, folder),
        };
        let best = best_forms(&forms, &groups, kind, folder);
        for (mention, form) in form_of {
            let group = groups.get(form).copied().unwrap_or_default();
            if let (Some(place), Some(chosen)) = (canonical.get_mut(mention), best.get(group)) {
                place.clone_from(chosen);
            }
        }
    }
    canonical
}

/// The forms of one kind in the order of the text, and the form of each mention.
fn forms<'text>(mentions: &[Mention<'text>], kind: NameKind) -> (Vec<Form<'text>>, Vec<(usize, usize)>) {
    let mut numbers: WordMap<usize, &str> = WordMap::new();
    let (mut forms, mut form_of) = (Vec::<Form<'text>>::new(), Vec::new());
    for (idx, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.kind == kind) {
        let number = numbers.entry(mention.text);
        if *number == 0 {
            forms.push(Form { text: mention.text, ..Form::default() });
            *number = forms.len();
        }
        if let Some(form) = forms.get_mut(*number - 1) {
            form.count += 1;
            form.roles.extend(mention.role);
        }
        form_of.push((idx, *number - 1));
    }
    (forms, form_of)
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

fn group_people(forms: &[Form<'_>], folder: &Folder<'_>) -> Vec<usize> {
    let mut numbers: FoldMap<Vec<String>, usize> = FoldMap::default();
    let mut distinct: Vec<PersonForm> = Vec::new();
    let person_of: Vec<usize> = forms
        .iter()
        .map(|form| {
            let words = name_words(form.text, folder);
            let number = *numbers.entry(words).or_insert_with_key(|words| {
                let stems = name_stems(form.text, folder);
                distinct.push(PersonForm { words: words.clone(), stems, roles: BTreeSet::new() });
                distinct.len() - 1
            });
            if let Some(person) = distinct.get_mut(number) {
                person.roles.extend(form.roles.iter().flat_map(|role| role_words(Some(role), folder)));
            }
            number
        })
        .collect();
    let groups = group(&distinct);
    person_of.iter().map(|person| groups.get(*person).copied().unwrap_or_default()).collect()
}

fn group_equal(forms: &[Form<'_>], folder: &Folder<'_>) -> Vec<usize> {
    let mut seen: FoldMap<String, usize> = FoldMap::default();
    forms
        .iter()
        .map(|form| {
            let next = seen.len();
            *seen.entry(name_stems(form.text, folder).join(" ")).or_insert(next)
        })
        .collect()
}

/// Equal keys, a form that another continues ("Water Office", "Water Office of Orvel"), and an acronym of the only
/// long form it fits.
fn group_organisations(mentioned: &[Form<'_>], folder: &Folder<'_>) -> Vec<usize> {
    let stems: Vec<Vec<String>> = mentioned.iter().map(|form| name_stems(form.text, folder)).collect();
    let mut forms: BTreeMap<&Vec<String>, &str> = BTreeMap::new();
    for (form, stems) in mentioned.iter().zip(&stems) {
        forms.entry(stems).or_insert(form.text);
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
    mentioned
        .iter()
        .zip(&stems)
        .map(|(form, stems)| {
            let own = group_of.get(stems).copied().unwrap_or_default();
            acronyms.get(form.text).copied().unwrap_or(own)
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

/// For each group the form with most words, then a nominative, then the one met most often, then the first in the alphabet.
fn best_forms(forms: &[Form<'_>], groups: &[usize], kind: NameKind, folder: &Folder<'_>) -> Vec<String> {
    let mut shown: Vec<(usize, String, usize)> = forms
        .iter()
        .zip(groups)
        .map(|(form, group)| (*group, displayed(form.text, kind), form.count))
        .collect();
    shown.sort_unstable();
    // Forms that only capitals told apart.
    shown.dedup_by(|later, first| {
        let is_same = later.0 == first.0 && later.1 == first.1;
        first.2 += if is_same { later.2 } else { 0 };
        is_same
    });
    let mut best = vec![String::new(); groups.iter().max().map_or(0, |most| most + 1)];
    for group in shown.chunk_by(|(a, ..), (b, ..)| a == b) {
        let rank = |(_, form, count): &(usize, String, usize)| (folder.rank(form), *count);
        let chosen = match group {
            [only] => Some(only),
            // Of equals the last is chosen, so the alphabet goes backwards.
            several => several.iter().rev().max_by_key(|form| rank(form)),
        };
        if let Some((place, chosen)) = chosen.and_then(|chosen| Some((best.get_mut(chosen.0)?, chosen))) {
            place.clone_from(&chosen.1);
        }
    }
    best
}

/// As written, on one line, without a surname in capitals.
fn displayed(text: &str, kind: NameKind) -> String {
    let mut shown = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        if kind == NameKind::Person && is_in_capitals(word) {
            push_lowered(word, &mut shown);
        } else {
            shown.push_str(word);
        }
    }
    shown
}

fn is_in_capitals(word: &str) -> bool {
    word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic()) && word.chars().count() > 2
}

/// Small letters behind the first of each part.
fn push_lowered(word: &str, shown: &mut String) {
    let mut is_first = true;
    for character in word.chars() {
        if is_first {
            shown.push(character);
        } else {
            shown.extend(character.to_lowercase());
        }
        is_first = !character.is_alphabetic();
    }
}
