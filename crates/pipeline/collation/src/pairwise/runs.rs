//! The same words in a row, small gaps allowed.
//!
//! Comes in: the words of two texts. Goes out: [`Run`]s. It may not know sentences.

use crate::cuts::{Cut, Cuts};
use crate::witness::Word;
use alignment::{Anchor, chains};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use winnowing::k_grams;

/// A run begins with so many equal words.
const GRAM_WORDS: usize = 6;
/// A gram that stands more often than this in the second text says nothing about where.
const MOST_PLACES: usize = 16;
/// Runs with so few words between them on both sides are one.
const LONGEST_GAP: usize = 8;
/// Least number of equal words of a run.
const LEAST_WORDS: usize = 24;
/// Most runs that are looked for.
const MOST_RUNS: usize = 256;

/// Equal words, in both texts in the same order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
}

/// All runs, heaviest chain first. No word of `a` or `b` is in two of them.
pub(crate) fn runs(a: &[Word], b: &[Word], cuts: &Cuts) -> Vec<Run> {
    let anchors = anchors(a, b, cuts);
    let mut chains = chains(&anchors, 1, LEAST_WORDS as i64, MOST_RUNS + 1);
    cuts.add(Cut::Runs, usize::from(chains.len() > MOST_RUNS));
    chains.truncate(MOST_RUNS);
    let mut found = Vec::new();
    for chain in chains {
        let picked: Vec<&Anchor> = chain.anchors.iter().filter_map(|at| anchors.get(*at)).collect();
        let is_near = |one: &&Anchor, next: &&Anchor| {
            let gap = |end: u32, start: u32| start.saturating_sub(end) as usize <= LONGEST_GAP;
            gap(one.a + one.length, next.a) && gap(one.b + one.length, next.b)
        };
        found.extend(picked.chunk_by(is_near).filter_map(run));
    }
    found
}

fn run(anchors: &[&Anchor]) -> Option<Run> {
    let (first, last) = (anchors.first()?, anchors.last()?);
    let equal: usize = anchors.iter().map(|anchor| anchor.length as usize).sum();
    (equal >= LEAST_WORDS).then(|| Run {
        a: first.a as usize..(last.a + last.length) as usize,
        b: first.b as usize..(last.b + last.length) as usize,
    })
}

/// Stretches of equal words, each as long as it can be.
fn anchors(a: &[Word], b: &[Word], cuts: &Cuts) -> Vec<Anchor> {
    let forms = |words: &[Word]| words.iter().map(|word| u64::from(word.form)).collect::<Vec<u64>>();
    let (forms_a, forms_b) = (forms(a), forms(b));
    let mut places: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for gram in k_grams(&forms_b, GRAM_WORDS) {
        let of_gram = places.entry(gram.hash).or_default();
        if of_gram.len() <= MOST_PLACES {
            of_gram.push(gram.position);
        }
    }
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut of_many = BTreeSet::new();
    for gram in k_grams(&forms_a, GRAM_WORDS) {
        match places.get(&gram.hash) {
            Some(places) if places.len() > MOST_PLACES => drop(of_many.insert(gram.hash)),
            of_gram => pairs.extend(of_gram.into_iter().flatten().map(|place| (gram.position, *place))),
        }
    }
    cuts.add(Cut::RowOfMany, of_many.len());
    pairs.sort_unstable_by_key(|(i, j)| (i.wrapping_sub(*j), *i));
    let goes_on = |one: &(u32, u32), next: &(u32, u32)| {
        next.0.wrapping_sub(one.0) == next.1.wrapping_sub(one.1) && next.0 - one.0 <= GRAM_WORDS as u32
    };
    pairs
        .chunk_by(goes_on)
        .filter_map(|row| {
            let (first, last) = (row.first()?, row.last()?);
            let length = last.0 - first.0 + GRAM_WORDS as u32;
            Some(Anchor { a: first.0, b: first.1, length, weight: i64::from(length) })
        })
        .collect()
}
