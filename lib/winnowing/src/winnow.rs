//! Choosing few k-grams so that no long shared run goes unseen.

use crate::{Fingerprint, k_grams};

/// The least hash of every `window` neighbouring grams, rightmost on a tie, each place once. What is chosen in a
/// window depends on that window alone: that is what makes the guarantee hold between any two texts.
///
/// Fewer grams than `window` count as one window, so that short texts are not lost. O(n).
pub fn winnow(grams: &[Fingerprint], window: usize) -> Vec<Fingerprint> {
    let window = window.clamp(1, grams.len().max(1));
    let mut chosen: Vec<Fingerprint> = Vec::with_capacity(2 * grams.len() / (window + 1) + 1);
    let mut least: Option<usize> = None;
    for end in window..=grams.len() {
        let start = end - window;
        let is_inside = least.is_some_and(|at| at >= start);
        let hash = |at: usize| grams.get(at).map_or(u64::MAX, |gram| gram.hash);
        least = match least.filter(|_| is_inside) {
            Some(at) if hash(end - 1) > hash(at) => Some(at),
            Some(_) => Some(end - 1),
            // The least has left: look through the window, from the right.
            None => (start..end).rev().min_by_key(|at| hash(*at)),
        };
        let gram = least.and_then(|at| grams.get(at));
        if let Some(gram) = gram.filter(|gram| chosen.last() != Some(gram)) {
            chosen.push(*gram);
        }
    }
    chosen
}

/// The winnowed `k`-grams of `tokens`. Texts that share `window + k - 1` tokens in a row share one.
pub fn fingerprints(tokens: &[u64], k: usize, window: usize) -> Vec<Fingerprint> {
    winnow(&k_grams(tokens, k), window)
}
