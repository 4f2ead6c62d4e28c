//! Weighted interval stabbing: the days that most of the evidence allows.
//!
//! Comes in: intervals of days with weights, either end open. Goes out: the longest run of days with the greatest total
//! weight. It may not know what the days are of. O(n log n) in the number of intervals.

/// One interval of day numbers, closed; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weighted {
    pub from: Option<i64>,
    pub to: Option<i64>,
    pub weight: i64,
}

/// The first run of days with the greatest total weight; `None` when nothing is weighed.
pub(super) fn heaviest(intervals: &[Weighted]) -> Option<(Option<i64>, Option<i64>)> {
    let mut changes: Vec<(i64, i64)> = Vec::with_capacity(intervals.len() * 2);
    let mut running = 0i64;
    for interval in intervals.iter().filter(|interval| interval.weight > 0) {
        match interval.from {
            Some(from) => changes.push((from, interval.weight)),
            None => running += interval.weight,
        }
        if let Some(to) = interval.to {
            changes.push((to.saturating_add(1), -interval.weight));
        }
    }
    if changes.is_empty() {
        return None;
    }
    changes.sort_unstable();
    let mut best: (i64, Option<i64>, Option<i64>) =
        (running, None, changes.first().map(|change| change.0 - 1));
    let mut at = 0;
    while let Some((day, _)) = changes.get(at).copied() {
        while let Some((_, weight)) = changes.get(at).filter(|change| change.0 == day) {
            running += weight;
            at += 1;
        }
        let end = changes.get(at).map(|change| change.0 - 1);
        if running > best.0 {
            best = (running, Some(day), end);
        } else if running == best.0 && best.2 == Some(day - 1) {
            best.2 = end;
        }
    }
    Some((best.1, best.2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn weighted(from: Option<i64>, to: Option<i64>, weight: i64) -> Weighted {
        Weighted { from, to, weight }
    }

    #[test]
    fn lower_bounds_and_a_soft_upper_bound() {
        let found = heaviest(&[
            weighted(Some(10), None, 3),
            weighted(Some(12), None, 3),
            weighted(Some(10), Some(14), 1),
        ]);
        assert_eq!(found, Some((Some(12), Some(14))));
        assert_eq!(heaviest(&[]), None);
        assert_eq!(heaviest(&[weighted(Some(5), None, 1)]), Some((Some(5), None)));
    }

    proptest! {
        #[test]
        fn no_day_is_heavier(
            raw in proptest::collection::vec((0i64..30, 0i64..10, 1i64..5, 0u8..4), 1..12)
        ) {
            let all: Vec<Weighted> = raw
                .iter()
                .map(|(from, length, weight, open)| weighted(
                    (open & 1 == 0).then_some(*from),
                    (open & 2 == 0).then_some(from + length),
                    *weight,
                ))
                .collect();
            let weigh = |day: i64| all
                .iter()
                .filter(|one| one.from.is_none_or(|from| from <= day) && one.to.is_none_or(|to| day <= to))
                .map(|one| one.weight)
                .sum::<i64>();
            if let Some((from, to)) = heaviest(&all) {
                let most = (-5..50).map(weigh).max().unwrap();
                for day in -5..50 {
                    if from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to) {
                        prop_assert_eq!(weigh(day), most);
                    }
                }
            }
        }
    }
}
