//! Which units of which accounts may share words: few candidates, found without comparing everything with everything.
//!
//! Comes in: all witnesses. Goes out: pairs of units. It may not know what makes a pair good.
//!
//! Three families of seeds go into one index with a cap on document frequency:
//! * winnowed 5-grams with values masked (a number, a date and a name may have changed): long runs, whatever their words;
//! * pairs of content stems at most three apart, in any order: short sentences and turned ones;
//! * single rare stems, two of which must meet: wordings that share no run at all.
//!
//! Work is bounded by seeds × cap: linear in the text for a fixed cap.

use crate::witness::{Unit, Witness, Word, WordKind};
use rayon::prelude::*;
use std::collections::BTreeMap;
use winnowing::{Fingerprint, Index, Repeats, combine, fingerprints, mix};

const GRAM_WORDS: usize = 5;
const WINDOW: usize = 8;
/// Farthest distance between two content stems of a pair, counted in content stems.
const PAIR_REACH: usize = 3;
/// In how many accounts a run or a pair may stand before it counts as common property.
const MAX_DOCUMENTS: u32 = 100;
/// The same for single stems: they say less, so they must be rarer.
const MAX_DOCUMENTS_OF_A_STEM: u32 = 24;
/// A run or a pair counts twice; a single stem once. This many make a candidate.
const VOTES_NEEDED: u32 = 2;

/// One unit of an account and one of an account after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    /// Index of the witness, smaller than `other`.
    pub(crate) one: u32,
    pub(crate) other: u32,
    pub(crate) unit_of_one: u32,
    pub(crate) unit_of_other: u32,
}

/// All candidate pairs, sorted.
pub(crate) fn candidates(witnesses: &[&Witness<'_>]) -> Vec<Candidate> {
    let seeds: Vec<Seeds> = witnesses.par_iter().map(|witness| Seeds::new(witness)).collect();
    let repeats = repeats(&seeds);
    let (mut wordings, mut stems) = (Index::new(MAX_DOCUMENTS), Index::new(MAX_DOCUMENTS_OF_A_STEM));
    let mut kept = Vec::with_capacity(seeds.len());
    for (document, all) in seeds.into_iter().enumerate() {
        let seeds = all.only(&repeats);
        wordings.insert(document as u32, &seeds.wordings);
        stems.insert(document as u32, &seeds.stems);
        kept.push(seeds);
    }
    // Asked only after everything is in, so that the order of accounts cannot change what a cap hides.
    let found: Vec<Vec<Candidate>> = kept
        .par_iter()
        .enumerate()
        .map(|(one, seeds)| of_one(one as u32, seeds, &wordings, &stems))
        .collect();
    found.into_iter().flatten().collect()
}

/// Positions of seeds are units.
struct Seeds {
    wordings: Vec<Fingerprint>,
    stems: Vec<Fingerprint>,
}

impl Seeds {
    fn new(witness: &Witness<'_>) -> Self {
        let mut seeds = Seeds { wordings: masked_runs(witness), stems: Vec::new() };
        for (at, unit) in witness.units.iter().enumerate().filter(|(_, unit)| !unit.is_idle) {
            seeds.add_unit(at as u32, content(witness, unit));
        }
        for list in [&mut seeds.wordings, &mut seeds.stems] {
            list.sort_unstable();
            list.dedup();
        }
        seeds
    }

    fn add_unit(&mut self, position: u32, stems: Vec<u64>) {
        for (at, stem) in stems.iter().enumerate() {
            self.stems.push(Fingerprint { hash: mix(*stem), position });
            let next = stems.get(at + 1..).unwrap_or_default();
            for other in next.iter().take(PAIR_REACH).filter(|other| *other != stem) {
                let hash = combine(*stem.min(other), *stem.max(other));
                self.wordings.push(Fingerprint { hash, position });
            }
        }
    }

    fn only(self, repeats: &Repeats) -> Self {
        let keep = |mut list: Vec<Fingerprint>| {
            list.retain(|seed| repeats.is_repeated(seed.hash));
            list.shrink_to_fit();
            list
        };
        Seeds { wordings: keep(self.wordings), stems: keep(self.stems) }
    }
}

/// Most seeds stand in one account only: they are dropped before they cost an entry.
fn repeats(seeds: &[Seeds]) -> Repeats {
    let count = seeds.iter().map(|seeds| seeds.wordings.len() + seeds.stems.len()).sum();
    let mut repeats = Repeats::with_room(count);
    for seeds in seeds {
        for list in [&seeds.wordings, &seeds.stems] {
            let mut last = None;
            for seed in list.iter().filter(|seed| last.replace(seed.hash) != Some(seed.hash)) {
                repeats.observe(seed.hash);
            }
        }
    }
    repeats
}

fn content(witness: &Witness<'_>, unit: &Unit) -> Vec<u64> {
    let words = witness.words.get(unit.words.clone()).unwrap_or_default();
    words.iter().filter(|word| word.kind != WordKind::Function).map(|word| word.stem).collect()
}

/// Winnowed runs of masked words, over the whole account: runs go on from sentence to sentence.
fn masked_runs(witness: &Witness<'_>) -> Vec<Fingerprint> {
    let mut tokens = Vec::with_capacity(witness.words.len());
    let mut units = Vec::with_capacity(witness.words.len());
    let mut last = None;
    for (at, unit) in witness.units.iter().enumerate().filter(|(_, unit)| !unit.is_idle) {
        for word in witness.words.get(unit.words.clone()).unwrap_or_default() {
            let token = masked(word);
            // "16 December" and "December 16, 2011" are one date: a row of the same mask is one mask.
            if last.replace(token) != Some(token) || token == word.form {
                tokens.push(token);
                units.push(at as u32);
            }
        }
    }
    fingerprints(&tokens, GRAM_WORDS, WINDOW)
        .into_iter()
        .filter_map(|run| Some(Fingerprint { position: *units.get(run.position as usize)?, ..run }))
        .collect()
}

fn masked(word: &Word) -> u64 {
    match word.kind {
        WordKind::Number => 1,
        WordKind::Date => 2,
        WordKind::Name => 3,
        WordKind::Function | WordKind::Content => word.form,
    }
}

fn of_one(one: u32, seeds: &Seeds, wordings: &Index, stems: &Index) -> Vec<Candidate> {
    let mut votes: BTreeMap<Candidate, u32> = BTreeMap::new();
    for (index, list, vote) in [(wordings, &seeds.wordings, 2), (stems, &seeds.stems, 1)] {
        for hit in index.hits(list).into_iter().filter(|hit| hit.document > one) {
            let pair =
                Candidate { one, other: hit.document, unit_of_one: hit.ours, unit_of_other: hit.theirs };
            *votes.entry(pair).or_default() += vote;
        }
    }
    votes.into_iter().filter(|(_, votes)| *votes >= VOTES_NEEDED).map(|(pair, _)| pair).collect()
}
