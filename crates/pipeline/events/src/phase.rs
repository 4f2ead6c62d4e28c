//! Which part of the story an entry belongs to.
//!
//! Comes in: when each entry was, and how many independent tellings stand behind it. Goes out: the days of the core, and
//! `background`, `core` or `aftermath` for an entry. It may not know what happened.
//!
//! The core is the densest burst: the day with most tellings, and the days next to it that have at least an eighth of
//! that, a gap of one day allowed.

use recount_model::{EpochMs, Interval};
use std::collections::BTreeMap;

const DAY_MS: i64 = 86_400_000;
/// Widest an entry may be to say on which day it was, zones left open.
const ONE_DAY_MS: i64 = 2 * DAY_MS;
/// Share of the fullest day that a day of the core has at least.
const SHARE: u64 = 8;

/// The instants of the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Core {
    first: EpochMs,
    last: EpochMs,
}

impl Core {
    /// Finds the densest burst among entries that say their day: interval and tellings.
    pub fn of(entries: impl Iterator<Item = (Interval, u64)>) -> Option<Self> {
        let mut tellings: BTreeMap<i64, u64> = BTreeMap::new();
        for (when, roots) in entries {
            if let Some(day) = day_of(when) {
                *tellings.entry(day).or_default() += roots;
            }
        }
        let (&peak, &most) = tellings.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))?;
        let is_dense = |day: i64| tellings.get(&day).is_some_and(|count| count * SHARE >= most);
        let (mut first, mut last) = (peak, peak);
        while let Some(day) = [first - 1, first - 2].into_iter().find(|day| is_dense(*day)) {
            first = day;
        }
        while let Some(day) = [last + 1, last + 2].into_iter().find(|day| is_dense(*day)) {
            last = day;
        }
        Some(Core { first: first * DAY_MS, last: (last + 1) * DAY_MS - 1 })
    }

    /// Whole days between an interval and the core; 0 inside it, and the most there are for what is open.
    pub fn days_from(&self, when: Interval) -> i64 {
        let before = when.latest.map(|latest| self.first.saturating_sub(latest));
        let after = when.earliest.map(|earliest| earliest.saturating_sub(self.last));
        let gap = match (before, after) {
            (Some(before), Some(after)) => before.max(after),
            _ => return i64::MAX,
        };
        if self.phase(when) == "core" { 0 } else { gap.max(0).div_euclid(DAY_MS).max(1) }
    }

    /// `background`, `core` or `aftermath`. What is too coarse to say belongs where it begins.
    pub fn phase(&self, when: Interval) -> &'static str {
        if let Some(day) = day_of(when) {
            let noon = day * DAY_MS;
            return if noon < self.first {
                "background"
            } else if noon > self.last {
                "aftermath"
            } else {
                "core"
            };
        }
        match when.earliest {
            Some(earliest) if earliest > self.last => "aftermath",
            Some(earliest) if earliest >= self.first => "core",
            _ => "background",
        }
    }
}

/// The day that the middle of an interval lies in, where it is not wider than a day (with open zones).
fn day_of(when: Interval) -> Option<i64> {
    let (earliest, latest) = (when.earliest?, when.latest?);
    let width = latest.saturating_sub(earliest);
    (width < ONE_DAY_MS).then(|| (earliest + width / 2).div_euclid(DAY_MS))
}
