//! The content words of each block as numbers, for comparing stretches of text.
//!
//! Comes in: the parts of a reading. Goes out: [`Terms`]: cohesion at every gap and passages that are told twice.
//! It may not know where accounts begin.
//!
//! Sources: cohesion after Hearst, "TextTiling" (Computational Linguistics 23, 1997), with windows of words
//! instead of sentences; repeated passages by hashed runs of content words.

use crate::layout::Part;
use crate::rules::LayoutRules;
use std::collections::HashMap;
use std::ops::Range;

/// Letters of a word that count: a crude stem that needs no grammar.
const STEM_CHARACTERS: usize = 6;
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
    numbers: HashMap<String, u32>,
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
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let (mut terms, mut ranges) = (Vec::new(), Vec::with_capacity(parts.len()));
        for part in parts {
            let start = terms.len();
            if parts.len() > 1 && (part.is_body() || part.role == crate::layout::Role::Headline) {
                for word in part.span().of(text).split(|c: char| !c.is_alphanumeric()) {
                    if let Some(stem) = stem(word, rules) {
                        let next = numbers.len() as u32;
                        terms.push(*numbers.entry(stem).or_insert(next));
                    }
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
        let term = stem(word, rules).and_then(|stem| self.numbers.get(&stem));
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
        let likeness: Vec<Option<f32>> =
            self.ranges.iter().map(|range| self.likeness_at(range.start)).collect();
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
    fn likeness_at(&self, gap: usize) -> Option<f32> {
        let before = self.terms.get(gap.saturating_sub(WINDOW_TERMS)..gap)?;
        let after = self.terms.get(gap..(gap + WINDOW_TERMS).min(self.terms.len()))?;
        if before.len() < LEAST_WINDOW_TERMS || after.len() < LEAST_WINDOW_TERMS {
            return None;
        }
        let (left, right) = (counted(before), counted(after));
        let shared: f32 =
            left.iter().map(|(term, count)| count * right.get(term).copied().unwrap_or(0.0)).sum();
        let length =
            |counts: &HashMap<u32, f32>| counts.values().map(|count| count * count).sum::<f32>().sqrt();
        Some(shared / (length(&left) * length(&right)).max(1.0))
    }

    fn retold_passages(&self) -> Vec<(usize, usize)> {
        let mut part_of_term = Vec::with_capacity(self.terms.len());
        for (idx, range) in self.ranges.iter().enumerate() {
            part_of_term.extend(std::iter::repeat_n(idx, range.len()));
        }
        let mut last_seen: HashMap<&[u32], usize> = HashMap::new();
        let mut pairs: HashMap<(usize, usize), usize> = HashMap::new();
        for (run, part) in self.terms.windows(SHINGLE_TERMS).zip(&part_of_term) {
            if let Some(before) = last_seen.insert(run, *part)
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

/// How often each term occurs. Counts are whole numbers, so their sums do not depend on the order of the map.
fn counted(terms: &[u32]) -> HashMap<u32, f32> {
    let mut counts = HashMap::new();
    for term in terms {
        *counts.entry(*term).or_insert(0.0) += 1.0;
    }
    counts
}

fn stem(word: &str, rules: &LayoutRules) -> Option<String> {
    word.chars().nth(LEAST_CHARACTERS - 1)?;
    let lower = word.to_lowercase();
    (!rules.function_words.contains(&lower)).then(|| lower.chars().take(STEM_CHARACTERS).collect())
}
