//! `other-counted`: one number, told of others in another account.
//!
//! # What it says
//! The same number for the same place or in a copied passage, where one account counts "workers" and another "people",
//! or one counts "30 others" and another 30 in all.
//!
//! # Why it matters
//! A number travels further than what it counted. Lost words make a part into a whole.
//!
//! # How it is computed
//! Figures with the same stated number and bound in two accounts that stand in one copied passage, or name one place and
//! share a key word beside the number; what is counted is compared word by word.
//!
//! # What it does not show
//! Which of the two the number was first given for.
//!
//! # References
//! None needed: the words are compared as they stand.

use crate::draft::Draft;
use crate::view::{Told, View};
use crate::words::{quoted, told as told_by};
use recount_model::{Bound, Figure, Finding, Hold, Id, Severity, Span};
use recount_sayings::say;
use std::collections::{BTreeMap, BTreeSet};

/// The kind's id.
pub const ID: &str = "other-counted";

/// Smaller numbers meet by chance.
const LEAST_NUMBER: u64 = 20;
/// Numbers told more often than this say nothing by themselves.
const MOST_ALIKE: usize = 50;

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let mut alike: BTreeMap<(u64, Bound), Vec<Told<'_>>> = BTreeMap::new();
    for told in view.all_told().filter(|told| !told.figure.is_implied) {
        if let Some(stated) = told.figure.stated.filter(|stated| *stated >= LEAST_NUMBER) {
            alike.entry((stated, told.figure.bound)).or_default().push(told);
        }
    }
    let mut found: BTreeMap<(u64, Id, Id), Finding> = BTreeMap::new();
    for ((stated, _), own) in alike.into_iter().filter(|(_, own)| own.len() <= MOST_ALIKE) {
        for (at, a) in own.iter().enumerate() {
            for b in own.iter().skip(at + 1).filter(|b| b.account.id != a.account.id) {
                if let Some(finding) = pair(*a, *b, view) {
                    let (first, second) = ordered(&a.account.id, &b.account.id);
                    found.entry((stated, first, second)).or_insert(finding);
                }
            }
        }
    }
    found.into_values().collect()
}

fn ordered(a: &Id, b: &Id) -> (Id, Id) {
    if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) }
}

fn pair(a: Told<'_>, b: Told<'_>, view: &View<'_>) -> Option<Finding> {
    let are_copied = view.are_copies((&a.account.id, a.figure.span), (&b.account.id, b.figure.span));
    let lost = are_copied && view.says_others(a) != view.says_others(b);
    let other = a.figure.counted.to_lowercase() != b.figure.counted.to_lowercase()
        && a.figure.group != b.figure.group
        && (are_copied || are_one_place(a, b) && !are_of_other_days(a, b));
    if !lost && !other {
        return None;
    }
    let why = if lost { say!("other-counted.besides") } else { say!("other-counted.other") };
    let (first, second) = if a.figure.id < b.figure.id { (a, b) } else { (b, a) };
    Some(
        Draft {
            kind: ID,
            hold: Hold::Possible,
            reading: Some(say!("other-counted.reading")),
            title: say!("other-counted.title", a = told_by(first, view), b = told_by(second, view)),
            why: vec![
                why,
                say!(
                    "other-counted.counted",
                    a = quoted(&first.figure.counted),
                    b = quoted(&second.figure.counted)
                ),
            ],
            passages: vec![first.passage(), second.passage()],
            parents: vec![first.figure.id.clone(), second.figure.id.clone()],
            severity: Severity::Note,
        }
        .finish(),
    )
}

/// What happened at times that exclude each other is not one happening.
fn are_of_other_days(a: Told<'_>, b: Told<'_>) -> bool {
    a.figure.during.intersection(b.figure.during).is_none()
}

/// The same place, which both name in words, and a long word in common near the number.
fn are_one_place(a: Told<'_>, b: Told<'_>) -> bool {
    const LEAST_SHARED: usize = 1;
    let place = |figure: &Figure| figure.place.clone().filter(|_| !figure.is_place_inherited);
    let is_place = place(a.figure).is_some() && place(a.figure) == place(b.figure);
    is_place && stems(a).intersection(&stems(b)).count() >= LEAST_SHARED
}

/// The long words of the line around a figure, cut to their first letters.
fn stems(told: Told<'_>) -> BTreeSet<String> {
    const LONG_CHARS: usize = 7;
    const STEM_CHARS: usize = 6;
    const AROUND_BYTES: u32 = 120;
    let span = told.figure.span;
    let bytes = told.account.span;
    let text = &told.reading.text;
    let start = (span.start.saturating_sub(AROUND_BYTES).max(bytes.start)..=span.start)
        .find(|at| text.is_char_boundary(*at as usize));
    let end = (span.end..=(span.end + AROUND_BYTES).min(bytes.end))
        .rev()
        .find(|at| text.is_char_boundary(*at as usize));
    let around = Span { start: start.unwrap_or(span.start), end: end.unwrap_or(span.end) };
    let lower = around.of(text).to_lowercase();
    let long = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= LONG_CHARS);
    long.map(|word| word.chars().take(STEM_CHARS).collect())
        .filter(|stem: &String| !is_in_name(stem, told.figure))
        .collect()
}

fn is_in_name(stem: &str, figure: &Figure) -> bool {
    figure.place.as_ref().is_some_and(|place| place.to_lowercase().contains(stem))
}
