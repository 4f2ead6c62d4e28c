//! Which answers a later one overtakes.
//!
//! Comes in: as-of times and times of writing. Goes out: whether an answer has a later one, as [`is_later`] says, looked up
//! rather than compared with each: a speaker may give a hundred thousand numbers. It may not know the numbers.
//!
//! [`is_later`]: crate::pairs::is_later

use crate::answers::Answer;
use recount_model::Interval;
use std::collections::BTreeMap;

/// First and last moment.
type Ends = (i64, i64);

/// The moments of answers.
#[derive(Default)]
pub(crate) struct Moments {
    as_of: Frontier,
    /// Times of writing by as-of time.
    written: BTreeMap<Ends, Frontier>,
}

impl Moments {
    pub(crate) fn add(&mut self, answer: &Answer<'_>) {
        self.as_of.add(ends(answer.as_of));
        self.written.entry(ends(answer.as_of)).or_default().add(ends(answer.written));
    }

    /// True if one of the added answers is later than this one.
    pub(crate) fn have_later(&self, answer: &Answer<'_>) -> bool {
        let as_of = ends(answer.as_of);
        let of_same = self.written.get(&as_of);
        self.as_of.follows(as_of) || of_same.is_some_and(|written| written.follows(ends(answer.written)))
    }
}

fn ends(interval: Interval) -> Ends {
    (interval.earliest.unwrap_or(i64::MIN), interval.latest.unwrap_or(i64::MAX))
}

/// The times that no other one begins and ends at or after: the later they begin, the earlier they end.
#[derive(Default)]
struct Frontier {
    end_by_start: BTreeMap<i64, i64>,
}

impl Frontier {
    fn add(&mut self, (start, end): Ends) {
        if self.reaches((start, end)) {
            return;
        }
        while let Some((before, _)) =
            self.end_by_start.range(..=start).next_back().filter(|(_, old)| **old <= end)
        {
            let before = *before;
            self.end_by_start.remove(&before);
        }
        self.end_by_start.insert(start, end);
    }

    /// True if one of the times begins at or after `start` and ends at or after `end`.
    fn reaches(&self, (start, end): Ends) -> bool {
        self.end_by_start.range(start..).next().is_some_and(|(_, last)| *last >= end)
    }

    /// True if one of the times, other than this one itself, begins and ends no earlier.
    fn follows(&self, (start, end): Ends) -> bool {
        let starts_later = start.checked_add(1).is_some_and(|start| self.reaches((start, end)));
        let ends_later = end.checked_add(1).is_some_and(|end| self.reaches((start, end)));
        starts_later || ends_later
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn follows(old: Ends, new: Ends) -> bool {
        old != new && old.0 <= new.0 && old.1 <= new.1
    }

    proptest! {
        #[test]
        fn what_is_looked_up_is_what_comparing_all_finds(
            times in prop::collection::vec((0_i64..9, 0_i64..9), 0..12), one in (0_i64..9, 0_i64..9),
        ) {
            let mut frontier = Frontier::default();
            times.iter().for_each(|time| frontier.add(*time));
            prop_assert_eq!(frontier.follows(one), times.iter().any(|new| follows(one, *new)));
        }
    }
}
