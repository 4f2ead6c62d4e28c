//! Precision, recall, granularity and plagdet over characters.
//!
//! Comes in: cases and detections of pairs of documents. Goes out: a [`Score`]. It may not know files.

use crate::Score;
use std::ops::Range;

/// A stretch of the suspicious document and the stretch of the source it goes with, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    pub suspicious: Range<usize>,
    pub source: Range<usize>,
}

impl Marked {
    fn meets(&self, other: &Marked) -> bool {
        shared(&self.suspicious, &other.suspicious) > 0 && shared(&self.source, &other.source) > 0
    }

    /// Share of its characters, on both sides, that those of `others` cover which meet it.
    fn covered_by(&self, others: &[Marked]) -> f64 {
        let meeting: Vec<&Marked> = others.iter().filter(|other| self.meets(other)).collect();
        let covered = |own: &Range<usize>, side: fn(&Marked) -> &Range<usize>| {
            covered(own, meeting.iter().map(|other| side(other).clone()).collect())
        };
        let all = self.suspicious.len() + self.source.len();
        let of_both = covered(&self.suspicious, |other| &other.suspicious)
            + covered(&self.source, |other| &other.source);
        if all == 0 { 0.0 } else { of_both as f64 / all as f64 }
    }
}

fn shared(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// Characters of `own` that lie in any of `ranges`.
fn covered(own: &Range<usize>, mut ranges: Vec<Range<usize>>) -> usize {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let (mut sum, mut reached) = (0, own.start);
    for range in ranges {
        let (start, end) = (range.start.max(reached), range.end.min(own.end));
        sum += end.saturating_sub(start);
        reached = reached.max(end);
    }
    sum
}

/// Sums over pairs of documents.
#[derive(Debug, Default)]
pub struct Tally {
    recalls: Vec<f64>,
    precisions: Vec<f64>,
    /// For every case that was found, by how many detections.
    pieces: Vec<usize>,
    errors: Vec<String>,
    /// Pairs without an XML file: they are taken to have no case, and told.
    pub unmarked: usize,
}

impl Tally {
    /// One pair of documents.
    pub fn new(name: &str, cases: &[Marked], detections: &[Marked]) -> Self {
        let recalls: Vec<f64> = cases.iter().map(|case| case.covered_by(detections)).collect();
        let precisions: Vec<f64> = detections.iter().map(|one| one.covered_by(cases)).collect();
        let pieces = cases.iter().map(|case| detections.iter().filter(|one| case.meets(one)).count());
        let missed = cases.iter().zip(&recalls).filter(|(_, recall)| **recall < 0.5);
        let wrong = detections.iter().zip(&precisions).filter(|(_, precision)| **precision < 0.5);
        let line = |what: &str, (marked, share): (&Marked, &f64)| {
            format!("{what} {name} {:?} {:?}: {share:.2}", marked.suspicious, marked.source)
        };
        let errors = missed.map(|one| line("missed", one)).chain(wrong.map(|one| line("too much", one)));
        Tally {
            errors: errors.collect(),
            pieces: pieces.filter(|count| *count > 0).collect(),
            recalls,
            precisions,
            unmarked: 0,
        }
    }

    pub fn extend(&mut self, other: Tally) {
        self.recalls.extend(other.recalls);
        self.precisions.extend(other.precisions);
        self.pieces.extend(other.pieces);
        self.errors.extend(other.errors);
        self.unmarked += other.unmarked;
    }

    /// Detections per case found; 1 is best.
    pub fn granularity(&self) -> f64 {
        if self.pieces.is_empty() { 1.0 } else { mean(self.pieces.iter().map(|count| *count as f64)) }
    }

    /// Nothing to find and nothing found is right.
    fn shares(&self) -> (f64, f64) {
        match (self.recalls.is_empty(), self.precisions.is_empty()) {
            (true, true) => (1.0, 1.0),
            (false, false) => (mean(self.precisions.iter().copied()), mean(self.recalls.iter().copied())),
            _ => (0.0, 0.0),
        }
    }

    pub fn score(&self, name: &str) -> Score {
        let (precision, recall) = self.shares();
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        let granularity = self.granularity();
        let mut extra = vec![
            ("granularity".to_owned(), granularity),
            ("plagdet".to_owned(), f1 / (1.0 + granularity).log2()),
        ];
        if self.unmarked > 0 {
            extra.push(("pairs-without-xml".to_owned(), self.unmarked as f64));
        }
        Score {
            name: name.to_owned(),
            precision,
            recall,
            f1,
            right: self.pieces.len(),
            gold: self.recalls.len(),
            predicted: self.precisions.len(),
            errors: self.errors.clone(),
            extra,
        }
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0_usize), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.0 } else { sum / count as f64 }
}
