//! Sentences that a run of the same words accounts for.
//!
//! Comes in: runs and both texts as sentences. Goes out: which pairs of sentences lie on a run, and which sentences need no other
//! counterpart. It may not know how sentences are compared.

use super::runs::Run;
use super::sentences::{Cut, Seed};
use std::collections::BTreeSet;
use std::ops::Range;

/// Runs of so many words were taken over, not summed up.
const VERBATIM_WORDS: usize = 40;

/// What the runs explain.
pub(crate) struct Explained {
    /// Pairs of sentences that one run goes through on both sides.
    on_runs: BTreeSet<Seed>,
    /// Those of them on runs that are too long to be part of a summary.
    pub(crate) verbatim: BTreeSet<Seed>,
    a: Vec<bool>,
    b: Vec<bool>,
}

impl Explained {
    pub(crate) fn new(runs: &[Run], a: &Cut, b: &Cut) -> Self {
        let mut explained = Explained {
            on_runs: BTreeSet::new(),
            verbatim: BTreeSet::new(),
            a: vec![false; a.sentences.len()],
            b: vec![false; b.sentences.len()],
        };
        for run in runs {
            let (touched_a, touched_b) = (touched(a, &run.a), touched(b, &run.b));
            for at in touched_a.clone() {
                let pairs = touched_b.clone().filter(|other| is_on(run, a, at, b, *other));
                let pairs: Vec<Seed> = pairs.map(|other| Seed { a: at, b: other }).collect();
                if run.a.len() >= VERBATIM_WORDS {
                    explained.verbatim.extend(&pairs);
                }
                explained.on_runs.extend(pairs);
            }
            mark(&mut explained.a, a, touched_a, &run.a);
            mark(&mut explained.b, b, touched_b, &run.b);
        }
        explained
    }

    /// Leaves out pairs with a sentence that stands word for word elsewhere in the other text.
    pub(crate) fn without_rivals(&self, mut seeds: Vec<Seed>) -> Vec<Seed> {
        let is_told = |told: &[bool], at: usize| told.get(at).copied().unwrap_or(false);
        seeds.retain(|seed| {
            self.on_runs.contains(seed) || !(is_told(&self.a, seed.a) || is_told(&self.b, seed.b))
        });
        seeds
    }
}

/// The sentences that share a word with `words`.
fn touched(cut: &Cut, words: &Range<usize>) -> Range<usize> {
    let first = cut.sentences.partition_point(|sentence| sentence.words.end <= words.start);
    first..cut.sentences.partition_point(|sentence| sentence.words.start < words.end)
}

/// A sentence is explained when most of it is in the run.
fn mark(told: &mut [bool], cut: &Cut, sentences: Range<usize>, words: &Range<usize>) {
    for at in sentences {
        let Some(sentence) = cut.sentences.get(at) else { continue };
        let inside = common(&sentence.words, words);
        if let Some(mark) = told.get_mut(at).filter(|_| inside * 2 > sentence.words.len()) {
            *mark = true;
        }
    }
}

/// True if the run leads from the one sentence to the other: its places there overlap along the run.
fn is_on(run: &Run, a: &Cut, at: usize, b: &Cut, other: usize) -> bool {
    let (Some(one), Some(two)) = (a.sentences.get(at), b.sentences.get(other)) else { return false };
    let along = |words: &Range<usize>, run: &Range<usize>| {
        words.start.saturating_sub(run.start)..words.end.min(run.end).saturating_sub(run.start)
    };
    common(&along(&one.words, &run.a), &along(&two.words, &run.b)) > 0
}

fn common(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}
