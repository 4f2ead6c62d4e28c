//! Time constraints between events, and the bounds that follow from them.

use crate::{Id, Interval, Passage, Told};
use serde::{Deserialize, Serialize};

/// `t[to] - t[from] <= max_ms`. The event `0` is the epoch origin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Constraint {
    pub id: Id,
    pub from: String,
    pub to: String,
    pub max_ms: i64,
    /// The [`TimeAssertion`] that asserts it.
    pub assertion: Id,
}

/// Something said about time, by one telling or in several copies of it: its constraints stand or fall together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeAssertion {
    pub id: Id,
    pub why: Told,
    /// Where it is said, sorted; empty for what was inferred, such as when an account was written.
    pub passages: Vec<Passage>,
}

/// The earliest and latest time an event can have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventBounds {
    pub event: String,
    pub title: String,
    pub interval: Interval,
    /// Assertions the bounds stand on.
    pub because: Vec<Id>,
}

/// A smallest set of assertions about time that cannot all hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeConflict {
    pub id: Id,
    pub kind: TimeConflictKind,
    pub assertions: Vec<Id>,
    pub passages: Vec<Passage>,
    pub why: Vec<Told>,
    pub hold: crate::Hold,
    pub reading: Option<Told>,
}

/// What a time conflict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeConflictKind {
    /// Two clock times or dates for one event.
    Clock,
    /// Orders that go round in a circle.
    Order,
}

/// The whole network: constraints in, bounds and conflicts out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ConstraintNetwork {
    /// Sorted by id.
    pub assertions: Vec<TimeAssertion>,
    /// Sorted by id.
    pub constraints: Vec<Constraint>,
    pub bounds: Vec<EventBounds>,
    pub conflicts: Vec<TimeConflict>,
}
