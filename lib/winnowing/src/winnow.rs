//! Choosing few k-grams so that no long shared run goes unseen.

use crate::Fingerprint;
use crate::grams::{Rolling, k_grams};
use std::collections::VecDeque;

/// The least hash of every `window` neighbouring grams, rightmost on a tie, each place once. What is chosen in a
/// window depends on that window alone: that is what makes the guarantee hold between any two texts.
///
/// Fewer grams than `window` count as one window, so that short texts are not lost. O(n).
pub fn winnow(grams: &[Fingerprint], window: usize) -> Vec<Fingerprint> {
    let mut chosen = Vec::with_capacity(2 * grams.len() / (window + 1) + 1);
    let mut windows = Windows::new(window);
    chosen.extend(grams.iter().filter_map(|gram| windows.push(*gram)));
    chosen.extend(windows.finish());
    chosen
}

/// The winnowed `k`-grams of `tokens`. Texts that share `window + k - 1` tokens in a row share one.
pub fn fingerprints(tokens: &[u64], k: usize, window: usize) -> Vec<Fingerprint> {
    winnow(&k_grams(tokens, k), window)
}

/// The same for tokens that come one by one: memory does not grow with the text.
#[derive(Clone, Debug)]
pub struct Winnower {
    grams: Rolling,
    windows: Windows,
}

impl Winnower {
    pub fn new(k: usize, window: usize) -> Self {
        Winnower { grams: Rolling::new(k), windows: Windows::new(window) }
    }

    /// Takes the next token. A gram has the `position` that came with its first token.
    pub fn push(&mut self, token: u64, position: u32) -> Option<Fingerprint> {
        self.windows.push(self.grams.push(token, position)?)
    }

    /// After the last token.
    pub fn finish(self) -> Option<Fingerprint> {
        self.windows.finish()
    }
}

/// The last `window` grams, and which of them is the least.
#[derive(Clone, Debug)]
struct Windows {
    window: usize,
    grams: VecDeque<Fingerprint>,
    /// Grams seen before those in `grams`.
    passed: usize,
    /// Number of the least gram among all seen.
    least: Option<usize>,
}

impl Windows {
    fn new(window: usize) -> Self {
        Windows { window: window.max(1), grams: VecDeque::new(), passed: 0, least: None }
    }

    fn push(&mut self, gram: Fingerprint) -> Option<Fingerprint> {
        self.grams.push_back(gram);
        if self.grams.len() > self.window {
            self.grams.pop_front();
            self.passed += 1;
        }
        if self.grams.len() < self.window {
            return None;
        }
        let newest = self.passed + self.grams.len() - 1;
        let is_inside = |at: &usize| *at >= self.passed;
        let chosen = match self.least.filter(is_inside) {
            Some(at) if gram.hash > self.hash(at) => at,
            Some(_) => newest,
            None => self.rightmost_least(),
        };
        let is_new = self.least != Some(chosen);
        self.least = Some(chosen);
        is_new.then(|| self.grams.get(chosen - self.passed).copied()).flatten()
    }

    fn finish(self) -> Option<Fingerprint> {
        let is_short = self.least.is_none() && !self.grams.is_empty();
        is_short.then(|| self.grams.get(self.rightmost_least()).copied()).flatten()
    }

    fn hash(&self, at: usize) -> u64 {
        self.grams.get(at - self.passed).map_or(u64::MAX, |gram| gram.hash)
    }

    fn rightmost_least(&self) -> usize {
        (self.passed..self.passed + self.grams.len())
            .rev()
            .min_by_key(|at| self.hash(*at))
            .unwrap_or(self.passed)
    }
}
