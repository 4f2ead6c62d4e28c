//! Which units of which accounts may share words: few candidates, found without comparing everything with everything.
//!
//! Comes in: all witnesses. Goes out: pairs of units. It may not know what makes a pair good.
//!
//! Three families of seeds, each in an index with a cap on document frequency:
//! * winnowed 5-grams with values masked (a number, a date and a name may have changed): long runs, whatever their words;
//! * pairs of content stems at most three apart, in any order: short sentences and turned ones;
//! * single rare stems: wordings that share no run at all.
//!
//! Units become a candidate by several seeds. Work is bounded by seeds × cap: linear in the text for a fixed cap.

use crate::witness::{Unit, Witness, Word, WordKind};
use rayon::prelude::*;
use winnowing::{Fingerprint, Index, Repeats, combine, fingerprints, mix};

const GRAM_WORDS: usize = 5;
const WINDOW: usize = 8;
/// Farthest distance between two content stems of a pair, counted in content stems.
const PAIR_REACH: usize = 3;
/// Votes that make a candidate: a run alone, two pairs, or a pair with two rare stems.
const VOTES_NEEDED: u32 = 4;

/// One kind of seed.
struct Family {
    make: fn(&Witness<'_>, &mut Vec<Fingerprint>),
    /// In how many accounts a seed may stand before it counts as common property: the less it says, the fewer.
    max_documents: u32,
    votes: u32,
}

const FAMILIES: [Family; 3] = [
    Family { make: masked_runs, max_documents: 100, votes: 4 },
    Family { make: pairs, max_documents: 40, votes: 2 },
    Family { make: single_stems, max_documents: 20, votes: 1 },
];

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
    let repeats = repeats(witnesses);
    let kept: Vec<Seeds> = witnesses.par_iter().map(|witness| repeated(witness, &repeats)).collect();
    drop(repeats);
    let mut indexes = FAMILIES.map(|family| Index::new(family.max_documents));
    indexes.par_iter_mut().enumerate().for_each(|(family, index)| {
        for (document, list) in kept.iter().filter_map(|seeds| seeds.get(family)).enumerate() {
            index.insert(document as u32, list);
        }
    });
    // Asked only after everything is in, so that the order of accounts cannot change what a cap hides.
    let found: Vec<Vec<Candidate>> = kept
        .par_iter()
        .enumerate()
        .map_init(
            || Tally::new(witnesses.len()),
            |tally, (one, seeds)| of_one(one as u32, seeds, &indexes, tally),
        )
        .collect();
    found.into_iter().flatten().collect()
}

/// Seeds of one account, by family; positions are units.
type Seeds = [Vec<Fingerprint>; FAMILIES.len()];

/// Most seeds stand in one account only: they are dropped before they cost an entry, and made twice to cost no memory.
fn repeats(witnesses: &[&Witness<'_>]) -> Repeats {
    let words: usize = witnesses.iter().map(|witness| witness.words.len()).sum();
    let repeats = Repeats::with_room(words * 2);
    witnesses.par_iter().for_each_init(Vec::new, |seeds, witness| {
        seeds.clear();
        for family in &FAMILIES {
            (family.make)(witness, seeds);
        }
        seeds.iter().for_each(|seed| repeats.observe(seed.hash));
    });
    repeats
}

fn repeated(witness: &Witness<'_>, repeats: &Repeats) -> Seeds {
    FAMILIES.each_ref().map(|family| {
        let mut seeds = Vec::new();
        (family.make)(witness, &mut seeds);
        seeds.retain(|seed| repeats.is_repeated(seed.hash));
        seeds.sort_unstable();
        seeds.dedup();
        seeds.shrink_to_fit();
        seeds
    })
}

fn told<'words>(witness: &'words Witness<'_>) -> impl Iterator<Item = (u32, &'words [Word])> {
    let words = |unit: &Unit| witness.words.get(unit.words.clone()).unwrap_or_default();
    let told = witness.units.iter().enumerate().filter(|(_, unit)| !unit.is_idle);
    told.map(move |(at, unit)| (at as u32, words(unit)))
}

fn pairs(witness: &Witness<'_>, seeds: &mut Vec<Fingerprint>) {
    let mut last = [0_u32; PAIR_REACH];
    for (position, words) in told(witness) {
        let stems = words.iter().filter(|word| word.kind != WordKind::Function).map(|word| word.stem);
        for (count, stem) in stems.enumerate() {
            for other in last.iter().take(count).filter(|other| **other != stem) {
                let (low, high) = (u64::from(stem.min(*other)), u64::from(stem.max(*other)));
                seeds.push(Fingerprint { hash: mix((high << 32) | low), position });
            }
            last.rotate_right(1);
            last[0] = stem;
        }
    }
}

fn single_stems(witness: &Witness<'_>, seeds: &mut Vec<Fingerprint>) {
    for (position, words) in told(witness) {
        let stems = words.iter().filter(|word| word.kind != WordKind::Function).map(|word| word.stem);
        seeds.extend(stems.map(|stem| Fingerprint { hash: combine(1, u64::from(stem)), position }));
    }
}

/// Winnowed runs of masked words, over the whole account: runs go on from sentence to sentence.
fn masked_runs(witness: &Witness<'_>, seeds: &mut Vec<Fingerprint>) {
    let mut tokens = Vec::with_capacity(witness.words.len());
    let mut units = Vec::with_capacity(witness.words.len());
    for (at, words) in told(witness) {
        for word in words {
            let token = masked(word);
            // "16 December" and "December 16, 2011" are one date: a row of the same mask is one mask.
            if token > LAST_MASK || tokens.last() != Some(&token) {
                tokens.push(token);
                units.push(at);
            }
        }
    }
    let runs = fingerprints(&tokens, GRAM_WORDS, WINDOW).into_iter();
    seeds.extend(runs.filter_map(|run| {
        Some(Fingerprint { hash: combine(2, run.hash), position: *units.get(run.position as usize)? })
    }));
}

const LAST_MASK: u64 = 3;

fn masked(word: &Word) -> u64 {
    match word.kind {
        WordKind::Number => 1,
        WordKind::Date => 2,
        WordKind::Name => LAST_MASK,
        WordKind::Function | WordKind::Content => u64::from(word.form) + LAST_MASK + 1,
    }
}

/// Votes per account, and the hits they came from; kept between accounts so that nothing is made anew.
struct Tally {
    by_document: Vec<u32>,
    hits: Vec<(Candidate, u32)>,
}

impl Tally {
    fn new(documents: usize) -> Self {
        Tally { by_document: vec![0; documents], hits: Vec::new() }
    }
}

fn of_one(one: u32, seeds: &Seeds, indexes: &[Index], tally: &mut Tally) -> Vec<Candidate> {
    let Tally { by_document, hits } = tally;
    hits.clear();
    for ((index, list), family) in indexes.iter().zip(seeds).zip(&FAMILIES) {
        index.each_hit_after(one, list, |hit| {
            let pair =
                Candidate { one, other: hit.document, unit_of_one: hit.ours, unit_of_other: hit.theirs };
            hits.push((pair, family.votes));
            if let Some(votes) = by_document.get_mut(hit.document as usize) {
                *votes += family.votes;
            }
        });
    }
    // Most accounts share a word or two by chance: they are gone before anything is sorted.
    hits.retain(|(pair, _)| {
        let votes = by_document.get_mut(pair.other as usize);
        votes.is_some_and(|votes| {
            let is_enough = *votes >= VOTES_NEEDED;
            // Left at nothing for the next account; too few stays too few for the other hits of this one.
            *votes *= u32::from(is_enough);
            is_enough
        })
    });
    for (pair, _) in hits.iter() {
        if let Some(votes) = by_document.get_mut(pair.other as usize) {
            *votes = 0;
        }
    }
    hits.sort_unstable();
    let same_pair = hits.chunk_by(|x, y| x.0 == y.0);
    same_pair
        .filter(|votes| votes.iter().map(|(_, vote)| vote).sum::<u32>() >= VOTES_NEEDED)
        .filter_map(|votes| votes.first().map(|(pair, _)| *pair))
        .collect()
}
