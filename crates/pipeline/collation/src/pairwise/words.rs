//! Rare words that stand close together in both texts, in whatever order.
//!
//! Comes in: two witnesses. Goes out: stretches of words that are dense with the same rare words. It may not know sentences: a
//! text that was shuffled or badly cut has none to go by.
//!
//! *Source*: density-based clustering of matches (Ester et al. 1996), as several systems of PAN text alignment use it.

use crate::cuts::{Cut, Cuts};
use crate::witness::{Word, WordKind};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A stem that stands more often than this in a text says nothing about where.
const MOST_PLACES: usize = 4;
/// Matches so many words apart on both sides belong together.
const REACH: u32 = 12;
/// Least number of different stems.
const LEAST_STEMS: usize = 9;
/// Least share of the words with a subject that match, per thousand: the mean over both sides.
const LEAST_DENSITY: usize = 300;
/// More matches than this are too many to go through: texts of one vocabulary.
const MOST_MATCHES: usize = 200_000;

/// Words of both texts that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dense {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
}

/// All dense stretches, sorted.
pub(crate) fn dense(a: &[Word], b: &[Word], cuts: &Cuts) -> Vec<Dense> {
    let matches = matches(a, b);
    if matches.len() > MOST_MATCHES {
        cuts.add(Cut::RareWords, matches.len());
        return Vec::new();
    }
    let mut groups: BTreeMap<usize, Vec<(u32, u32)>> = BTreeMap::new();
    for (at, top) in tops(&matches).into_iter().enumerate() {
        groups.entry(top).or_default().extend(matches.get(at));
    }
    let mut found: Vec<Dense> = groups.into_values().filter_map(|group| stretch(&group, a, b)).collect();
    found.sort_by_key(|one| (one.a.start, one.b.start, one.a.end, one.b.end));
    found
}

/// Places of stems that are rare in both texts, by the place in `a`.
fn matches(a: &[Word], b: &[Word]) -> Vec<(u32, u32)> {
    let (in_a, in_b) = (places(a), places(b));
    let mut matches: Vec<(u32, u32)> = Vec::new();
    for (stem, of_a) in &in_a {
        let Some(of_b) = in_b.get(stem).filter(|of_b| of_b.len() <= MOST_PLACES) else { continue };
        if of_a.len() <= MOST_PLACES {
            matches.extend(of_a.iter().flat_map(|i| of_b.iter().map(move |j| (*i, *j))));
        }
    }
    matches.sort_unstable();
    matches
}

fn places(words: &[Word]) -> BTreeMap<u32, Vec<u32>> {
    let mut places: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.kind != WordKind::Function) {
        let of_stem = places.entry(word.stem).or_default();
        if of_stem.len() <= MOST_PLACES {
            of_stem.push(at as u32);
        }
    }
    places
}

/// For each match the first match of its group.
fn tops(matches: &[(u32, u32)]) -> Vec<usize> {
    let mut parents: Vec<usize> = (0..matches.len()).collect();
    for (at, (i, j)) in matches.iter().enumerate() {
        let near = matches.iter().enumerate().skip(at + 1).take_while(|(_, next)| next.0 - i <= REACH);
        for (other, _) in near.filter(|(_, next)| next.1.abs_diff(*j) <= REACH) {
            let (one, two) = (top(&parents, at), top(&parents, other));
            if let Some(parent) = parents.get_mut(one.max(two)) {
                *parent = one.min(two);
            }
        }
    }
    (0..matches.len()).map(|at| top(&parents, at)).collect()
}

fn top(parents: &[usize], mut at: usize) -> usize {
    while let Some(parent) = parents.get(at).filter(|parent| **parent != at) {
        at = *parent;
    }
    at
}

/// The hull of a group, if it is dense.
fn stretch(group: &[(u32, u32)], a: &[Word], b: &[Word]) -> Option<Dense> {
    if group.len() < LEAST_STEMS {
        return None;
    }
    let hull = |side: fn(&(u32, u32)) -> u32| {
        let (first, last) = (group.iter().map(side).min()?, group.iter().map(side).max()?);
        Some(first as usize..last as usize + 1)
    };
    let (in_a, in_b) = (hull(|one| one.0)?, hull(|one| one.1)?);
    let stems: BTreeSet<u32> = group.iter().filter_map(|(i, _)| Some(a.get(*i as usize)?.stem)).collect();
    let density = stems.len() * 1000 / (different(a, &in_a) * different(b, &in_b)).isqrt().max(1);
    (stems.len() >= LEAST_STEMS && density >= LEAST_DENSITY).then_some(Dense { a: in_a, b: in_b })
}

fn different(words: &[Word], range: &Range<usize>) -> usize {
    let inside = words.get(range.clone()).unwrap_or_default();
    let stems = inside.iter().filter(|word| word.kind != WordKind::Function).map(|word| word.stem);
    stems.collect::<BTreeSet<u32>>().len()
}
