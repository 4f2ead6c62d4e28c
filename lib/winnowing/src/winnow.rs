//! Choosing few k-grams so that no long shared run goes unseen.

use crate::{Fingerprint, k_grams};
use std::collections::VecDeque;

/// The least hash of every `window` neighbouring grams, rightmost on a tie, each place once. What is chosen in a
/// window depends on that window alone: that is what makes the guarantee hold between any two texts.
///
/// Fewer grams than `window` count as one window, so that short texts are not lost. O(n).
pub fn winnow(grams: &[Fingerprint], window: usize) -> Vec<Fingerprint> {
    let window = window.clamp(1, grams.len().max(1));
    let mut chosen: Vec<Fingerprint> = Vec::with_capacity(2 * grams.len() / (window + 1) + 1);
    // Indices of grams that may still become a minimum; their hashes ascend strictly.
    let mut waiting: VecDeque<usize> = VecDeque::with_capacity(window);
    for (at, gram) in grams.iter().enumerate() {
        while waiting.back().is_some_and(|last| grams.get(*last).is_some_and(|g| g.hash >= gram.hash)) {
            waiting.pop_back();
        }
        waiting.push_back(at);
        if waiting.front().is_some_and(|first| first + window <= at) {
            waiting.pop_front();
        }
        if at + 1 < window {
            continue;
        }
        let least = waiting.front().and_then(|first| grams.get(*first));
        if let Some(least) = least.filter(|least| chosen.last() != Some(least)) {
            chosen.push(*least);
        }
    }
    chosen
}

/// The winnowed `k`-grams of `tokens`. Texts that share `window + k - 1` tokens in a row share one.
pub fn fingerprints(tokens: &[u64], k: usize, window: usize) -> Vec<Fingerprint> {
    winnow(&k_grams(tokens, k), window)
}
