//! What cannot all be true of one count that never shrinks.
//!
//! Comes in: answers as (as-of, floor, ceiling). Goes out: every smallest set that cannot hold. They are all pairs.
//!
//! Let the true count be a function of time that never decreases. Answer `i` says: at `a_i` it was at least `l_i`
//! and at most `u_i`. All answers can hold together unless there are `i`, `j` with `a_i <= a_j` and `l_i > u_j`:
//! take `F(t) = max l_i over a_i <= t`, which never decreases; if no such pair exists, `F(a_j) <= u_j` for every
//! `j`, so `F` itself is a true count that fits. Hence a smallest infeasible set has two members.
//!
//! Where the moment of an answer is itself an interval, its floor is taken at the earliest moment and its ceiling
//! at the latest: the pairs are then those that conflict for at least one choice of moments.

use std::collections::BTreeMap;

/// One answer. Moments are milliseconds; the two are the same where the as-of is known exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// Earliest moment by which the count had reached `floor`.
    pub floor_at: i64,
    pub floor: u64,
    /// Latest moment at which the count was no more than `ceiling`.
    pub ceiling_at: i64,
    pub ceiling: Option<u64>,
}

/// Pairs `(i, j)` with `floor_at[i] <= ceiling_at[j]` and `floor[i] > ceiling[j]`, sorted: all, or `most` of them where
/// there are more. O(n log n + number of pairs).
pub(crate) fn infeasible_pairs(told: &[Told], most: usize) -> Vec<(usize, usize)> {
    let mut by_floor: Vec<(usize, &Told)> = told.iter().enumerate().collect();
    by_floor.sort_by_key(|(at, told)| (told.floor_at, *at));
    let mut by_ceiling: Vec<(usize, i64, u64)> =
        told.iter().enumerate().filter_map(|(at, told)| Some((at, told.ceiling_at, told.ceiling?))).collect();
    by_ceiling.sort_by_key(|(at, ceiling_at, _)| (*ceiling_at, *at));

    let mut floors: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut waiting = by_floor.into_iter().peekable();
    let mut found = Vec::new();
    for (at, ceiling_at, ceiling) in by_ceiling {
        while let Some((reached, told)) = waiting.next_if(|(_, told)| told.floor_at <= ceiling_at) {
            floors.entry(told.floor).or_default().push(reached);
        }
        let Some(above) = ceiling.checked_add(1) else { continue };
        let higher = floors.range(above..).flat_map(|(_, members)| members);
        let room = most.saturating_sub(found.len());
        found.extend(higher.filter(|member| **member != at).map(|member| (*member, at)).take(room));
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::{Told, infeasible_pairs};
    use proptest::prelude::*;

    fn told() -> impl Strategy<Value = Told> {
        (0..6_i64, 0..8_u64, prop::option::of(0..8_u64)).prop_map(|(as_of, floor, width)| Told {
            floor_at: as_of,
            ceiling_at: as_of,
            floor,
            ceiling: width.map(|width| floor + width),
        })
    }

    /// Looks for a true count by trying every non-decreasing function of the six moments.
    fn is_feasible(told: &[Told]) -> bool {
        let mut reachable = vec![true; 17];
        for moment in 0..6_i64 {
            let fits = |count: u64| {
                let mut now = told.iter().filter(|told| told.floor_at == moment);
                now.all(|told| told.floor <= count && told.ceiling.is_none_or(|ceiling| count <= ceiling))
            };
            let mut is_reachable_below = false;
            let mut next = vec![false; 17];
            for (count, was) in reachable.iter().enumerate() {
                is_reachable_below |= *was;
                next[count] = is_reachable_below && fits(count as u64);
            }
            reachable = next;
        }
        reachable.contains(&true)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn pairs_are_all_there_is(told in prop::collection::vec(told(), 0..7)) {
            prop_assert_eq!(infeasible_pairs(&told, usize::MAX).is_empty(), is_feasible(&told));
        }

        #[test]
        fn no_more_than_asked_for(told in prop::collection::vec(told(), 0..7), most in 0..4_usize) {
            let all = infeasible_pairs(&told, usize::MAX);
            let some = infeasible_pairs(&told, most);
            prop_assert_eq!(some.len(), all.len().min(most));
            prop_assert!(some.iter().all(|pair| all.contains(pair)));
        }

        #[test]
        fn every_pair_is_infeasible_by_itself(told in prop::collection::vec(told(), 0..7)) {
            for (i, j) in infeasible_pairs(&told, usize::MAX) {
                prop_assert!(!is_feasible(&[told[i], told[j]]));
            }
        }
    }
}
