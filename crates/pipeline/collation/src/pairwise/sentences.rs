//! Sentences as weighted stems, and the pairs of them that are alike.
//!
//! Comes in: two witnesses. Goes out: both as [`Cut`]s, and [`Seed`]s. It may not know where sentences stand in the text.
//!
//! Weights are term frequency times inverse sentence frequency over both texts, in whole numbers, so that every machine says
//! the same.

use crate::cuts::{Cut as Left, Cuts};
use crate::witness::Witness;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Sentences of fewer words go with the one after them.
const LEAST_WORDS: usize = 3;
/// Longer ones are cut: a list without full stops is not one sentence.
const MOST_WORDS: usize = 80;
/// Least cosine of a seed, per thousand.
const LEAST_COSINE: u128 = 300;
/// Least Dice coefficient of its stems, per thousand.
const LEAST_DICE: usize = 330;
/// A short sentence may also be most of a part of a long one: least share of its stems that the other has, per thousand …
const LEAST_CONTAINED: usize = 500;
/// … and the least number of them.
const CONTAINED_STEMS: usize = 5;
/// A stem in more sentences of the second text than this is left out of the search: bounds the work.
const MOST_SENTENCES: usize = 1500;
/// Seeds kept for one sentence, the most alike first.
const MOST_SEEDS: usize = 24;

/// A text as sentences.
pub(crate) struct Cut {
    pub(crate) sentences: Vec<Sentence>,
}

pub(crate) struct Sentence {
    pub(crate) words: Range<usize>,
    /// Stem and weight, sorted by stem.
    pub(crate) terms: Vec<(u32, u64)>,
}

impl Cut {
    /// The words of a range of sentences.
    pub(crate) fn words(&self, sentences: &Range<usize>) -> Range<usize> {
        let inside = self.sentences.get(sentences.clone()).unwrap_or_default();
        let first = inside.first().map_or(0, |sentence| sentence.words.start);
        first..inside.last().map_or(first, |sentence| sentence.words.end)
    }
}

impl Cut {
    /// The sentences that have a third of their words or more in `words`.
    pub(crate) fn sentences_of(&self, words: &Range<usize>) -> Range<usize> {
        let inside = |sentence: &Sentence| {
            let (start, end) = (sentence.words.start.max(words.start), sentence.words.end.min(words.end));
            end.saturating_sub(start) * 3 >= sentence.words.len()
        };
        let first = self.sentences.iter().position(inside).unwrap_or(0);
        first..self.sentences.iter().rposition(inside).map_or(first, |last| last + 1)
    }
}

/// Two sentences that are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Seed {
    pub(crate) a: usize,
    pub(crate) b: usize,
}

/// Both texts with weights that count the sentences of both.
pub(crate) fn cut(a: &Witness<'_>, b: &Witness<'_>) -> (Cut, Cut) {
    let (mut cut_a, mut cut_b) = (unweighted(a), unweighted(b));
    let mut frequency: BTreeMap<u32, u64> = BTreeMap::new();
    for (stem, _) in cut_a.sentences.iter().chain(&cut_b.sentences).flat_map(|sentence| &sentence.terms) {
        *frequency.entry(*stem).or_default() += 1;
    }
    let all = (cut_a.sentences.len() + cut_b.sentences.len()) as f64;
    // Two more than there are, so that a stem of every sentence still weighs something.
    let weight = |stem: u32| {
        let of_stem = frequency.get(&stem).copied().unwrap_or(1) as f64;
        (((all + 2.0) / of_stem).log2() * 100.0).round() as u64
    };
    for sentence in cut_a.sentences.iter_mut().chain(&mut cut_b.sentences) {
        sentence.terms.iter_mut().for_each(|(stem, count)| *count *= weight(*stem));
    }
    (cut_a, cut_b)
}

fn unweighted(witness: &Witness<'_>) -> Cut {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for unit in &witness.units {
        match ranges.last_mut().filter(|last| last.len() < LEAST_WORDS && last.end == unit.words.start) {
            Some(last) => last.end = unit.words.end,
            None => ranges.push(unit.words.clone()),
        }
    }
    let pieces = ranges.into_iter().flat_map(|range| {
        let end = range.end;
        range.step_by(MOST_WORDS).map(move |start| start..(start + MOST_WORDS).min(end))
    });
    let sentences = pieces.map(|words| Sentence { terms: counted(witness, &words), words }).collect();
    Cut { sentences }
}

fn counted(witness: &Witness<'_>, words: &Range<usize>) -> Vec<(u32, u64)> {
    let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
    for word in witness.words.get(words.clone()).unwrap_or_default() {
        *counts.entry(word.stem).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// Every pair of sentences that is alike, sorted.
pub(crate) fn seeds(a: &Cut, b: &Cut, cuts: &Cuts) -> Vec<Seed> {
    let mut places: BTreeMap<u32, Vec<(usize, u64)>> = BTreeMap::new();
    for (at, sentence) in b.sentences.iter().enumerate() {
        for (stem, weight) in &sentence.terms {
            places.entry(*stem).or_default().push((at, *weight));
        }
    }
    let norms: Vec<u128> = b.sentences.iter().map(|sentence| norm(&sentence.terms)).collect();
    let mut found = Vec::new();
    let mut shared: BTreeMap<usize, (u64, usize)> = BTreeMap::new();
    let mut of_many = BTreeSet::new();
    for (at, sentence) in a.sentences.iter().enumerate() {
        shared.clear();
        for (stem, weight) in &sentence.terms {
            let of_stem = places.get(stem).map_or(&[][..], Vec::as_slice);
            if of_stem.len() > MOST_SENTENCES {
                of_many.insert(*stem);
                continue;
            }
            for (other, other_weight) in of_stem {
                let (dot, stems) = shared.entry(*other).or_default();
                *dot += weight * other_weight;
                *stems += 1;
            }
        }
        let mut alike = of_sentence(at, sentence, &shared, b, &norms);
        cuts.add(Left::LikeMany, usize::from(alike.len() > MOST_SEEDS));
        alike.truncate(MOST_SEEDS);
        found.extend(alike);
    }
    cuts.add(Left::StemOfMany, of_many.len());
    found.sort_unstable();
    found
}

/// The most alike first.
fn of_sentence(
    at: usize,
    sentence: &Sentence,
    shared: &BTreeMap<usize, (u64, usize)>,
    b: &Cut,
    norms: &[u128],
) -> Vec<Seed> {
    let own = norm(&sentence.terms);
    let mut alike: Vec<(u128, Seed)> = Vec::new();
    for (other, (dot, stems)) in shared {
        let (Some(theirs), Some(norm)) = (b.sentences.get(*other), norms.get(*other)) else { continue };
        let (own_terms, their_terms) = (sentence.terms.len(), theirs.terms.len());
        let is_like = 2000 * stems > (own_terms + their_terms) * LEAST_DICE;
        let is_contained =
            *stems >= CONTAINED_STEMS && 1000 * stems >= own_terms.min(their_terms) * LEAST_CONTAINED;
        let cosine = cosine_permille(u128::from(*dot), own, *norm);
        if cosine > LEAST_COSINE && (is_like || is_contained) {
            alike.push((cosine, Seed { a: at, b: *other }));
        }
    }
    alike.sort_by_key(|(cosine, seed)| (std::cmp::Reverse(*cosine), *seed));
    alike.into_iter().map(|(_, seed)| seed).collect()
}

/// The square of the length.
pub(crate) fn norm(terms: &[(u32, u64)]) -> u128 {
    terms.iter().map(|(_, weight)| u128::from(*weight) * u128::from(*weight)).sum()
}

/// 0..=1000, from the dot product and the squares of both lengths.
pub(crate) fn cosine_permille(dot: u128, one: u128, other: u128) -> u128 {
    let product = one.isqrt().saturating_mul(other.isqrt()).max(1);
    (dot.saturating_mul(1000) / product).min(1000)
}
