//! Systems by name: events, constraints and assertions in one canonical order.
//!
//! Comes in: what [`SystemBuilder`](crate::SystemBuilder) sorted by id. Goes out: names for positions, and what is wrong with
//! a system's shape.

use crate::choices::Choice;
use crate::gaps::Union;
use crate::graph::{Edge, Graph};

/// The id of the epoch origin, whose time is 0 by definition. It need not be added.
pub const ORIGIN: &str = "0";

/// What is wrong with a system's own shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SystemError {
    DuplicateEvent(String),
    DuplicateConstraint(String),
    /// (constraint, event)
    UnknownEvent(String, String),
    /// The assertion whose weight is not a positive finite number.
    BadWeight(String),
    /// The union that has no interval, one that ends before it starts, or is about the origin.
    BadUnion(String),
    /// The choice without an alternative, or with an empty one.
    BadChoice(String),
}

impl std::fmt::Display for SystemError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SystemError::DuplicateEvent(id) => write!(formatter, "event id used twice: `{id}`"),
            SystemError::DuplicateConstraint(id) => write!(formatter, "constraint id used twice: `{id}`"),
            SystemError::UnknownEvent(constraint, event) => {
                write!(formatter, "constraint `{constraint}` names an event that is not listed: `{event}`")
            }
            SystemError::BadWeight(id) => {
                write!(formatter, "weight is not a positive finite number: `{id}`")
            }
            SystemError::BadUnion(id) => {
                write!(formatter, "a union needs an event, and intervals that end after they start: `{id}`")
            }
            SystemError::BadChoice(id) => {
                write!(formatter, "a choice needs alternatives, and each of them a constraint: `{id}`")
            }
        }
    }
}

impl std::error::Error for SystemError {}

/// `t[to] - t[from] <= max_ms`, by the ids of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub from: String,
    pub to: String,
    pub max_ms: i64,
}

/// Earliest and latest millisecond of an interval; nothing where it is open.
pub type Ends = (Option<i64>, Option<i64>);

/// A system in canonical order.
#[derive(Clone, Debug)]
pub struct System {
    /// The origin first, the rest sorted by id.
    pub(crate) events: Vec<String>,
    /// How many constraints there are; the edges of unions come after them.
    pub(crate) constraints: usize,
    /// By edge, then by union, then by edge of an alternative: the id of what it comes from.
    pub(crate) reasons: Vec<String>,
    pub(crate) unions: Vec<Union>,
    pub(crate) choices: Vec<Choice>,
    /// Ids of the assertions, sorted.
    pub(crate) assertions: Vec<String>,
    /// Thousandths, by assertion.
    pub(crate) weights: Vec<u64>,
    pub(crate) graph: Graph,
}

impl System {
    /// Ids of all events, the origin first.
    pub fn events(&self) -> &[String] {
        &self.events
    }

    /// Ids of all constraints, sorted.
    pub fn constraints(&self) -> &[String] {
        &self.reasons[..self.constraints]
    }

    /// The id of the constraint, union or choice at a position that a path gives. Positions of constraints are those of
    /// [`System::constraints`].
    pub fn reason(&self, position: u32) -> Option<&str> {
        self.reasons.get(position as usize).map(String::as_str)
    }

    /// Ids of all assertions, sorted.
    pub fn assertions(&self) -> &[String] {
        &self.assertions
    }

    /// The constraint at a position of [`System::constraints`] (or the end of a union), over positions of [`System::events`].
    pub fn edge(&self, constraint: usize) -> Option<Edge> {
        self.graph.edges().get(constraint).copied()
    }
}
