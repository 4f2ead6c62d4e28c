//! Time expressions and what they resolve to.

use crate::{Id, Span};
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
pub type EpochMs = i64;

/// A closed interval of instants; `None` is unbounded on that side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    pub earliest: Option<EpochMs>,
    pub latest: Option<EpochMs>,
}

impl Interval {
    pub const UNBOUNDED: Interval = Interval { earliest: None, latest: None };

    pub fn new(earliest: EpochMs, latest: EpochMs) -> Self {
        Interval { earliest: Some(earliest), latest: Some(latest) }
    }

    /// Milliseconds from the end of the earlier to the start of the later one; 0 where they share an instant.
    pub fn distance_ms(self, other: Interval) -> i64 {
        let gap = |end: Option<i64>, start: Option<i64>| {
            end.zip(start).map_or(0, |(end, start)| start.saturating_sub(end).max(0))
        };
        gap(self.latest, other.earliest).max(gap(other.latest, self.earliest))
    }

    /// The instants in both; `None` when there are none.
    pub fn intersection(self, other: Interval) -> Option<Interval> {
        let earliest = self.earliest.max(other.earliest);
        let latest = match (self.latest, other.latest) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        match (earliest, latest) {
            (Some(e), Some(l)) if l < e => None,
            _ => Some(Interval { earliest, latest }),
        }
    }

    /// True if both ends are known.
    pub fn is_bounded(self) -> bool {
        self.earliest.is_some() && self.latest.is_some()
    }
}

/// TIMEX3 `type` (TimeML 1.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// A time expression as it stands in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timex {
    pub id: Id,
    pub span: Span,
    pub text: String,
    #[serde(rename = "type")]
    pub kind: TimexType,
    /// TIMEX3 `value` of the preferred candidate; empty when nothing is preferred.
    pub value: String,
    /// TIMEX3 `mod` (`APPROX`, `BEFORE`, `START`, …).
    pub modifier: Option<String>,
    /// EDTF level 2 where it can be said (day grain and coarser, or a date and time).
    pub edtf: Option<String>,
    /// The instants the expression can denote; unbounded for durations, sets and the unresolved.
    pub interval: Interval,
    /// Length in milliseconds (least, most) of a duration.
    pub duration_ms: Option<(i64, i64)>,
    pub is_approximate: bool,
    /// IANA zone, or a fixed offset like `+05:00`, that the text itself gives.
    pub stated_zone: Option<String>,
    /// True for what is announced, not reported as having happened.
    pub is_planned: bool,
    /// What a vague or relative expression was counted from, in words ("document time", "previous date").
    pub anchor: Option<String>,
    pub rule: String,
    /// All readings that stand, best first. A resolved expression has at least one.
    pub candidates: Vec<TimexCandidate>,
}

/// One way to read a time expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimexCandidate {
    pub value: String,
    pub interval: Interval,
    /// Log-odds against the other candidates; only comparable inside one expression.
    pub score: i32,
    /// In words, what speaks for it.
    pub why: crate::Told,
}

/// Times named together: from … to …, or one and another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeGroup {
    /// With the word that opens it ("from", "between").
    pub span: Span,
    pub text: String,
    pub is_range: bool,
    /// The expressions, in order; a range has two.
    pub parts: Vec<Id>,
    /// `2001-05-03/2001-05-07` or `2001-05-03,2001-05-04`.
    pub value: String,
    /// From the first instant of the first to the last of the last.
    pub interval: Interval,
}
