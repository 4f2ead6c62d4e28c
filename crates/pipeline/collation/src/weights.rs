//! How much a shared word says: rare stems much, frequent ones little, function words nothing.
//!
//! Comes in: all witnesses. Goes out: a weight per stem. It may not know sentences' meaning or any language.

use crate::witness::{Unit, Witness, Word, WordKind};
use rayon::prelude::*;
use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// As if this many more units had been seen: keeps weights sensible in a dossier of two paragraphs.
const PRIOR_UNITS: f64 = 400.0;
/// As if every stem had been in this many more units.
const PRIOR_FREQUENCY: f64 = 2.0;

/// A stem of a unit with its weight and kind, in one number: they are sorted more often than anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term(u64);

const IS_TELLING: u64 = 2;
const IS_WORDING: u64 = 1;

impl Term {
    fn new(word: &Word) -> Self {
        let telling = if word.is_telling() { IS_TELLING } else { 0 };
        let wording = if word.kind == WordKind::Content { IS_WORDING } else { 0 };
        Term(u64::from(word.stem) << 32 | u64::from(word.weight) << 2 | telling | wording)
    }

    pub(crate) fn stem(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// Hundredths of a bit.
    pub(crate) fn weight(self) -> u32 {
        self.0 as u32 >> 2
    }

    /// Neither a name nor a date: those come with the subject, not with the wording.
    pub(crate) fn is_telling(self) -> bool {
        self.0 & IS_TELLING != 0
    }

    /// The same, and no number either.
    pub(crate) fn is_wording(self) -> bool {
        self.0 & IS_WORDING != 0
    }
}

/// Odd, so that a product with it loses no bits; the fractional part of the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

type Frequencies = HashMap<u32, u32, BuildHasherDefault<AlreadyHashed>>;

/// Accounts counted together by one worker.
const CHUNK: usize = 512;

/// Gives every word its weight, and says how many different units there are. Each wording of a unit is counted once, however often
/// it was copied: adding a copy changes no weight.
pub(crate) fn weigh(witnesses: &mut [&mut Witness<'_>]) -> u32 {
    let wordings: Vec<Vec<u64>> = witnesses.par_iter().map(|witness| unit_wordings(witness)).collect();
    let mut seen: HashSet<u64, BuildHasherDefault<AlreadyHashed>> = HashSet::default();
    let is_new: Vec<Vec<bool>> =
        wordings.iter().map(|units| units.iter().map(|unit| seen.insert(*unit)).collect()).collect();
    let units = seen.len() as u32;
    drop(seen);
    let all = witnesses
        .par_chunks(CHUNK)
        .zip(is_new.par_chunks(CHUNK))
        .map(|(witnesses, is_new)| frequencies(witnesses, is_new))
        .reduce(Frequencies::default, together);
    let weights = Weights::new(all, units);
    witnesses.par_iter_mut().for_each(|witness| weights.give(&mut witness.words));
    units
}

/// What each stem weighs.
#[derive(Debug)]
pub(crate) struct Weights {
    unsorted_by_stem: Frequencies,
    of_single: u16,
}

impl Weights {
    fn new(mut frequencies: Frequencies, units: u32) -> Self {
        frequencies.values_mut().for_each(|count| *count = u32::from(weight(*count, units)));
        Weights { unsorted_by_stem: frequencies, of_single: weight(1, units) }
    }

    pub(crate) fn give(&self, words: &mut [Word]) {
        for word in words.iter_mut().filter(|word| word.kind != WordKind::Function) {
            word.weight =
                self.unsorted_by_stem.get(&word.stem).map_or(self.of_single, |weight| *weight as u16);
            word.is_single = word.weight == self.of_single;
        }
    }
}

fn together(one: Frequencies, other: Frequencies) -> Frequencies {
    let (mut all, unsorted_fewer) = if one.len() < other.len() { (other, one) } else { (one, other) };
    unsorted_fewer.into_iter().for_each(|(stem, count)| *all.entry(stem).or_default() += count);
    all
}

/// The same counts kept for accounts that come one by one.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    unsorted_seen: HashSet<u64, BuildHasherDefault<AlreadyHashed>>,
    unsorted_frequencies: Frequencies,
}

impl Counts {
    /// Different units so far.
    pub(crate) fn units(&self) -> u32 {
        self.unsorted_seen.len() as u32
    }

    pub(crate) fn add(&mut self, witness: &Witness<'_>) {
        let wordings = unit_wordings(witness);
        let is_new: Vec<bool> = wordings.iter().map(|unit| self.unsorted_seen.insert(*unit)).collect();
        let unsorted_own = frequencies(&[witness], &[is_new]).into_iter();
        unsorted_own.for_each(|(stem, count)| *self.unsorted_frequencies.entry(stem).or_default() += count);
    }

    /// What all stems weigh, when no more accounts come.
    pub(crate) fn settled(self) -> Weights {
        let units = self.units();
        Weights::new(self.unsorted_frequencies, units)
    }

    /// Weights as [`weigh`] gives them to accounts that were all there from the beginning.
    pub(crate) fn weigh(&self, words: &mut [Word]) {
        let (units, of_single) = (self.units(), weight(1, self.units()));
        for word in words.iter_mut().filter(|word| word.kind != WordKind::Function) {
            let count = self.unsorted_frequencies.get(&word.stem).copied().unwrap_or(1);
            word.weight = weight(count, units);
            word.is_single = word.weight == of_single;
        }
    }
}

/// The distinct stems of a unit, sorted by stem; function words left out.
pub(crate) fn terms(witness: &Witness<'_>, unit: &Unit) -> Vec<Term> {
    let words = witness.words.get(unit.words.clone()).unwrap_or_default();
    let mut terms: Vec<Term> = Vec::with_capacity(words.len());
    terms.extend(words.iter().filter(|word| word.weight > 0).map(Term::new));
    terms.sort_unstable();
    terms.dedup_by_key(|term| term.stem());
    terms
}

fn weight(frequency: u32, units: u32) -> u16 {
    let all = f64::from(units) + PRIOR_UNITS;
    // Rounded, so that the last bit of a logarithm cannot differ between machines.
    ((all / (f64::from(frequency) + PRIOR_FREQUENCY)).log2() * 100.0).round().clamp(0.0, 1600.0) as u16
}

fn unit_wordings(witness: &Witness<'_>) -> Vec<u64> {
    let words = |unit: &Unit| witness.words.get(unit.words.clone()).unwrap_or_default();
    witness.units.iter().map(|unit| wording(words(unit))).collect()
}

fn frequencies<'text>(witnesses: &[impl Borrow<Witness<'text>>], is_new: &[Vec<bool>]) -> Frequencies {
    let mut counted = Frequencies::default();
    let mut stems = Vec::new();
    for (witness, is_new) in witnesses.iter().zip(is_new) {
        let witness = witness.borrow();
        for (unit, _) in witness.units.iter().zip(is_new).filter(|(_, is_new)| **is_new) {
            let words = witness.words.get(unit.words.clone()).unwrap_or_default();
            stems.clear();
            stems.extend(words.iter().filter(|word| word.kind != WordKind::Function).map(|word| word.stem));
            stems.sort_unstable();
            stems.dedup();
            for stem in &stems {
                *counted.entry(*stem).or_default() += 1;
            }
        }
    }
    counted
}

/// Forms and stems are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AlreadyHashed(u64);

impl Hasher for AlreadyHashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = winnowing::hash_bytes(bytes);
    }

    fn write_u32(&mut self, value: u32) {
        // Both ends of a hash are used by the table: spread the half there is.
        self.0 = u64::from(value).wrapping_mul(SPREAD);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// Names the wording of some words, whatever stands between them.
pub(crate) fn wording(words: &[Word]) -> u64 {
    // A product each and all bits spread in the end: every word of every account goes through here.
    let added = |hash: u64, word: &Word| (hash.rotate_left(23) ^ u64::from(word.form)).wrapping_mul(SPREAD);
    winnowing::mix(words.iter().fold(words.len() as u64, added))
}
