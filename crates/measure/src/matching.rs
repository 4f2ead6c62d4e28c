//! Pairing what is in a key with what was given.

use recount_model::Span;

/// Bytes that two spans share.
pub fn shared_bytes(a: Span, b: Span) -> usize {
    (a.end.min(b.end) as usize).saturating_sub(a.start.max(b.start) as usize)
}

/// Shared bytes over the length of the longer, 0..=1 (1 = the same span).
pub fn overlap(a: Span, b: Span) -> f64 {
    let longer = a.len().max(b.len());
    if longer == 0 { 0.0 } else { shared_bytes(a, b) as f64 / longer as f64 }
}

/// Pairs key and given spans one to one, best overlap first; pairs below `least` are not made.
/// Ties go to what comes first in both lists, so the result does not depend on anything else.
pub fn pair_up(gold: &[Span], given: &[Span], least: f64) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (gold_idx, a) in gold.iter().enumerate() {
        for (given_idx, b) in given.iter().enumerate() {
            let score = overlap(*a, *b);
            if shared_bytes(*a, *b) > 0 && score >= least {
                candidates.push((score, gold_idx, given_idx));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut gold_used, mut given_used) = (vec![false; gold.len()], vec![false; given.len()]);
    let mut pairs = Vec::new();
    for (_, gold_idx, given_idx) in candidates {
        if !gold_used[gold_idx] && !given_used[given_idx] {
            gold_used[gold_idx] = true;
            given_used[given_idx] = true;
            pairs.push((gold_idx, given_idx));
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_used_once_and_the_best_wins() {
        let gold = [Span::new(0, 10), Span::new(10, 20)];
        let given = [Span::new(0, 20), Span::new(10, 19)];
        assert_eq!(pair_up(&gold, &given, 0.0), [(0, 0), (1, 1)]);
        assert_eq!(pair_up(&gold, &given, 0.6), [(1, 1)]);
    }
}
