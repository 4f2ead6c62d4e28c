//! The content words of each block as numbers, for comparing stretches of text.
//!
//! Comes in: the parts of a reading. Goes out: [`Terms`]: cohesion at every gap and passages that are told twice.
//! It may not know where accounts begin.
//!
//! Sources: cohesion after Hearst, "TextTiling" (Computational Linguistics 23, 1997), with windows of words
//! instead of sentences; repeated passages by hashed runs of content words.

use crate::layout::Part;
use crate::rules::LayoutRules;
use recount_text::{Beginning, FoldHasher, FoldMap, ScannedWord, scan, scanned};
use std::hash::Hasher as _;
use std::ops::Range;

/// Shorter words are hardly ever content.
const LEAST_CHARACTERS: usize = 4;
/// Words on either side of a gap that are compared.
const WINDOW_TERMS: usize = 120;
/// A window with fewer words says nothing.
const LEAST_WINDOW_TERMS: usize = 25;
/// After so many mentions a reader knows who or what is meant.
const KNOWN_AFTER: u32 = 2;
/// Content words in a row that are no coincidence.
const SHINGLE_TERMS: usize = 6;

/// Content words of all parts, in order.
pub(crate) struct Terms {
    terms: Vec<u32>,
    /// For each part the range of its terms.
    ranges: Vec<Range<usize>>,
    numbers: FoldMap<Beginning, u32>,
    /// How often each term occurs.
    counts: Vec<u32>,
    /// The part in which each term has been told often enough to be known, if ever.
    known_from: Vec<Option<usize>>,
    /// For each part the similarity of the text before and after its beginning, in standard deviations
    /// from the mean of all gaps; positive where the text is less alike than usual.
    drops: Vec<f32>,
    /// Pairs of parts, first before second, that share a passage word for word.
    pub(crate) retold: Vec<(usize, usize)>,
}

impl Terms {
    pub(crate) fn of(text: &str, parts: &[Part], rules: &LayoutRules) -> Self {
        let mut numbers: FoldMap<Beginning, u32> = FoldMap::default();
        let mut terms = Vec::with_capacity(text.len() / 10);
        let mut ranges = Vec::with_capacity(parts.len());
        for part in parts {
            let start = terms.len();
            if parts.len() > 1 && (part.is_body() || part.role == crate::layout::Role::Headline) {
                for word in scan(part.span().of(text), true).filter(|word| is_content(word, rules)) {
                    let next = numbers.len() as u32;
                    terms.push(*numbers.entry(word.beginning()).or_insert(next));
                }
            }
            ranges.push(start..terms.len());
        }
        let (mut counts, mut known_from) = (vec![0; numbers.len()], vec![None; numbers.len()]);
        for (idx, range) in ranges.iter().enumerate() {
            for term in terms.get(range.clone()).unwrap_or(&[]) {
                let term = *term as usize;
                let (Some(count), Some(known)) = (counts.get_mut(term), known_from.get_mut(term)) else {
                    continue;
                };
                *count += 1;
                *known = (*known).or((*count == KNOWN_AFTER).then_some(idx));
            }
        }
        let mut found =
            Terms { terms, ranges, numbers, counts, known_from, drops: Vec::new(), retold: Vec::new() };
        found.drops = found.cohesion_drops();
        found.retold = found.retold_passages();
        found
    }

    /// True if `word` has been told several times before part `idx`.
    pub(crate) fn is_known_before(&self, word: &str, idx: usize, rules: &LayoutRules) -> bool {
        let word = scanned(word);
        let term = self.numbers.get(&word.beginning()).filter(|_| is_content(&word, rules));
        let known = term.and_then(|term| self.known_from.get(*term as usize)).copied().flatten();
        known.is_some_and(|known| known < idx)
    }

    /// How much less alike the text before and after the beginning of part `idx` is than usual.
    pub(crate) fn drop_at(&self, idx: usize) -> f32 {
        self.drops.get(idx).copied().unwrap_or(0.0)
    }

    /// How many different words of part `idx` are frequent in the whole text.
    pub(crate) fn topic_words(&self, idx: usize) -> usize {
        let mut own: Vec<u32> = self.of_part(idx).to_vec();
        own.sort_unstable();
        own.dedup();
        let least = (self.terms.len() as u32 / 250).clamp(3, 12);
        own.iter()
            .filter(|term| self.counts.get(**term as usize).is_some_and(|count| *count >= least))
            .count()
    }

    fn of_part(&self, idx: usize) -> &[u32] {
        self.ranges.get(idx).and_then(|range| self.terms.get(range.clone())).unwrap_or(&[])
    }

    fn cohesion_drops(&self) -> Vec<f32> {
        let mut tally = Tally::new(self.counts.len());
        let likeness: Vec<Option<f32>> =
            self.ranges.iter().map(|range| self.likeness_at(range.start, &mut tally)).collect();
        let known: Vec<f32> = likeness.iter().flatten().copied().collect();
        if known.len() < 4 {
            return vec![0.0; likeness.len()];
        }
        let mean = known.iter().sum::<f32>() / known.len() as f32;
        let variance = known.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / known.len() as f32;
        let deviation = variance.sqrt().max(0.02);
        likeness.iter().map(|value| value.map_or(0.0, |value| (mean - value) / deviation)).collect()
    }

    /// Cosine of the words before and after the term at `gap`.
    fn likeness_at(&self, gap: usize, tally: &mut Tally) -> Option<f32> {
        let before = self.terms.get(gap.saturating_sub(WINDOW_TERMS)..gap)?;
        let after = self.terms.get(gap..(gap + WINDOW_TERMS).min(self.terms.len()))?;
        if before.len() < LEAST_WINDOW_TERMS || after.len() < LEAST_WINDOW_TERMS {
            return None;
        }
        tally.count(after);
        let (shared, of_after) = (tally.sum(before), tally.sum(after));
        tally.forget(after);
        tally.count(before);
        let of_before = tally.sum(before);
        tally.forget(before);
        Some(shared / (of_before.sqrt() * of_after.sqrt()).max(1.0))
    }

    fn retold_passages(&self) -> Vec<(usize, usize)> {
        let mut part_of_term = Vec::with_capacity(self.terms.len());
        for (idx, range) in self.ranges.iter().enumerate() {
            part_of_term.extend(std::iter::repeat_n(idx, range.len()));
        }
        let is_repeated = |term: &u32| self.counts.get(*term as usize).is_some_and(|count| *count > 1);
        let mut seen = Sieve::new(self.terms.len());
        let mut again = Sieve::new(self.terms.len());
        let runs = || self.terms.windows(SHINGLE_TERMS).zip(&part_of_term);
        for (run, _) in runs().filter(|(run, _)| run.iter().all(is_repeated)) {
            let hash = hash_of(run);
            if seen.add(hash) {
                again.add(hash);
            }
        }
        let mut last_seen: FoldMap<&[u32], usize> = FoldMap::default();
        let mut pairs: FoldMap<(usize, usize), usize> = FoldMap::default();
        for (run, part) in runs() {
            if again.may_hold(hash_of(run))
                && let Some(before) = last_seen.insert(run, *part)
                && before < *part
            {
                *pairs.entry((before, *part)).or_default() += 1;
            }
        }
        let mut found: Vec<(usize, usize)> =
            pairs.into_iter().filter(|(_, runs)| *runs >= 2).map(|(pair, _)| pair).collect();
        found.sort_unstable();
        found
    }
}

fn hash_of(run: &[u32]) -> u64 {
    let mut hasher = FoldHasher::default();
    run.iter().for_each(|term| hasher.write_u32(*term));
    hasher.finish()
}

/// A set of hashes in a few bits each: it may hold one that was never added, so that most runs of words, which stand once, need no
/// place in a table.
struct Sieve {
    bits: Vec<u64>,
    mask: u64,
}

impl Sieve {
    /// Room for so many hashes, with little chance that two meet.
    fn new(hashes: usize) -> Self {
        let bits = (hashes.max(8) * 8).next_power_of_two();
        Sieve { bits: vec![0; bits / 64], mask: bits as u64 - 1 }
    }

    /// True if it may have been there.
    fn add(&mut self, hash: u64) -> bool {
        let (place, bit) = self.place(hash);
        let Some(bits) = self.bits.get_mut(place) else { return true };
        let was_there = *bits & bit != 0;
        *bits |= bit;
        was_there
    }

    fn may_hold(&self, hash: u64) -> bool {
        let (place, bit) = self.place(hash);
        self.bits.get(place).is_none_or(|bits| bits & bit != 0)
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let at = hash & self.mask;
        ((at / 64) as usize, 1 << (at % 64))
    }
}

/// How often each term occurs in a window; one for all windows, since most terms are in none.
struct Tally(Vec<u16>);

impl Tally {
    fn new(terms: usize) -> Self {
        Tally(vec![0; terms])
    }

    fn count(&mut self, window: &[u32]) {
        for term in window {
            if let Some(count) = self.0.get_mut(*term as usize) {
                *count += 1;
            }
        }
    }

    fn forget(&mut self, window: &[u32]) {
        for term in window {
            if let Some(count) = self.0.get_mut(*term as usize) {
                *count = 0;
            }
        }
    }

    /// The counts of all terms of `window`, each as often as it stands there: for the counted window itself the sum of squares.
    fn sum(&self, window: &[u32]) -> f32 {
        let counts = window.iter().filter_map(|term| self.0.get(*term as usize));
        counts.map(|count| u32::from(*count)).sum::<u32>() as f32
    }
}

/// True for a word that is long enough and no function word.
fn is_content(word: &ScannedWord<'_>, rules: &LayoutRules) -> bool {
    word.characters >= LEAST_CHARACTERS && rules.scanned_function_words.of(word).is_none()
}
