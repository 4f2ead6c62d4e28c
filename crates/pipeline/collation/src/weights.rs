//! How much a shared word says: rare stems much, frequent ones little, function words nothing.
//!
//! Comes in: all witnesses. Goes out: a weight per stem. It may not know sentences' meaning or any language.

use crate::witness::{Unit, Witness, Word, WordKind};
use std::collections::{HashMap, HashSet};

/// As if this many more units had been seen: keeps weights sensible in a dossier of two paragraphs.
const PRIOR_UNITS: f64 = 400.0;
/// As if every stem had been in this many more units.
const PRIOR_FREQUENCY: f64 = 2.0;

/// A stem of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term {
    pub(crate) stem: u64,
    /// Hundredths of a bit.
    pub(crate) weight: u32,
    /// Neither a name nor a date: those come with the subject, not with the wording.
    pub(crate) is_telling: bool,
}

/// Weights of stems, in hundredths of a bit.
#[derive(Debug)]
pub(crate) struct Weights {
    unsorted_frequency: HashMap<u64, u32>,
    units: u32,
}

impl Weights {
    /// Counts each wording of a unit once, however often it was copied: adding a copy changes no weight.
    pub(crate) fn new(witnesses: &[&Witness<'_>]) -> Self {
        let mut seen = HashSet::new();
        let mut weights = Weights { unsorted_frequency: HashMap::new(), units: 0 };
        for witness in witnesses {
            for unit in &witness.units {
                let words = witness.words.get(unit.words.clone()).unwrap_or_default();
                if seen.insert(wording(words)) {
                    weights.units += 1;
                    let mut stems: Vec<u64> = words.iter().map(|word| word.stem).collect();
                    stems.sort_unstable();
                    stems.dedup();
                    for stem in stems {
                        *weights.unsorted_frequency.entry(stem).or_default() += 1;
                    }
                }
            }
        }
        weights
    }

    /// Inverse unit frequency in hundredths of a bit; nothing for function words.
    pub(crate) fn of(&self, word: &Word) -> u32 {
        if word.kind == WordKind::Function {
            return 0;
        }
        let frequency = f64::from(self.unsorted_frequency.get(&word.stem).copied().unwrap_or(1));
        let all = f64::from(self.units) + PRIOR_UNITS;
        // Rounded, so that the last bit of a logarithm cannot differ between machines.
        ((all / (frequency + PRIOR_FREQUENCY)).log2() * 100.0).round().clamp(0.0, 1600.0) as u32
    }

    /// The distinct stems of a unit, sorted by stem; function words left out.
    pub(crate) fn terms(&self, witness: &Witness<'_>, unit: &Unit) -> Vec<Term> {
        let words = witness.words.get(unit.words.clone()).unwrap_or_default();
        let term =
            |word: &Word| Term { stem: word.stem, weight: self.of(word), is_telling: word.is_telling() };
        let mut terms: Vec<Term> = words.iter().map(term).filter(|term| term.weight > 0).collect();
        terms.sort_unstable();
        terms.dedup_by_key(|term| term.stem);
        terms
    }
}

/// Names the wording of some words, whatever stands between them.
pub(crate) fn wording(words: &[Word]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, word| winnowing::combine(hash, word.form))
}
