//! Choosing few k-grams so that no long shared run goes unseen.

use crate::Fingerprint;
use crate::grams::{Rolling, k_grams};

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
    /// Room for a power of two, so that the place of a gram is a few bits of its number.
    grams: Vec<Fingerprint>,
    /// Grams seen so far.
    seen: usize,
    /// Number and hash of the least gram of the last window.
    least: Option<(usize, u64)>,
}

impl Windows {
    fn new(window: usize) -> Self {
        let window = window.max(1);
        let grams = vec![Fingerprint { hash: u64::MAX, position: 0 }; window.next_power_of_two()];
        Windows { window, grams, seen: 0, least: None }
    }

    fn push(&mut self, gram: Fingerprint) -> Option<Fingerprint> {
        let newest = self.seen;
        let slot = newest & (self.grams.len() - 1);
        if let Some(cell) = self.grams.get_mut(slot) {
            *cell = gram;
        }
        self.seen += 1;
        let passed = self.seen.checked_sub(self.window)?;
        match self.least {
            Some((at, hash)) if at >= passed && gram.hash > hash => None,
            Some((at, _)) if at >= passed => {
                self.least = Some((newest, gram.hash));
                Some(gram)
            }
            _ => {
                let (at, least) = self.rightmost_least(passed);
                self.least = Some((at, least.hash));
                Some(least)
            }
        }
    }

    fn finish(self) -> Option<Fingerprint> {
        let is_short = self.least.is_none() && self.seen > 0;
        is_short.then(|| self.rightmost_least(0).1)
    }

    fn gram(&self, at: usize) -> Fingerprint {
        let none = Fingerprint { hash: u64::MAX, position: 0 };
        self.grams.get(at & (self.grams.len() - 1)).copied().unwrap_or(none)
    }

    fn rightmost_least(&self, passed: usize) -> (usize, Fingerprint) {
        let all = (passed..self.seen).rev().map(|at| (at, self.gram(at)));
        all.min_by_key(|(_, gram)| gram.hash).unwrap_or_else(|| (passed, self.gram(passed)))
    }
}
