//! Systems by name: events, constraints and assertions in one canonical order.
//!
//! Comes in: names in any order. Goes out: a [`System`] sorted by id, so that no answer depends on insertion order.

use crate::choices::Choice;
use crate::gaps::{Union, joined};
use crate::graph::{Edge, Graph};
use std::collections::BTreeMap;

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

/// Collects events and constraints in any order.
#[derive(Clone, Debug, Default)]
pub struct SystemBuilder {
    events: BTreeMap<String, ()>,
    constraints: BTreeMap<String, Named>,
    unions: BTreeMap<String, NamedUnion>,
    choices: BTreeMap<String, NamedChoice>,
    /// Thousandths; the greatest weight given to any constraint of the assertion.
    weights: BTreeMap<String, u64>,
}

#[derive(Clone, Debug)]
struct Named {
    from: String,
    to: String,
    max_ms: i64,
    assertion: String,
}

#[derive(Clone, Debug)]
struct NamedUnion {
    event: String,
    intervals: Vec<Ends>,
    assertion: String,
}

#[derive(Clone, Debug)]
struct NamedChoice {
    alternatives: Vec<Vec<Difference>>,
    assertion: String,
}

/// `t[to] - t[from] <= max_ms`, by the ids of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub from: String,
    pub to: String,
    pub max_ms: i64,
}

/// Earliest and latest millisecond of an interval; nothing where it is open.
pub type Ends = (Option<i64>, Option<i64>);

impl SystemBuilder {
    /// Adds an event. The origin is always there; adding it changes nothing.
    ///
    /// # Errors
    /// When the id was added before.
    pub fn event(&mut self, id: &str) -> Result<(), SystemError> {
        if id != ORIGIN && self.events.insert(id.to_owned(), ()).is_some() {
            return Err(SystemError::DuplicateEvent(id.to_owned()));
        }
        Ok(())
    }

    /// Adds `t[to] - t[from] <= max_ms`, asserted by itself with weight 1.
    ///
    /// # Errors
    /// When an event is not known or the id was added before.
    pub fn constraint(&mut self, id: &str, from: &str, to: &str, max_ms: i64) -> Result<(), SystemError> {
        self.asserted(id, from, to, max_ms, id)
    }

    /// Adds `t[to] - t[from] <= max_ms` as part of `assertion`.
    ///
    /// # Errors
    /// When an event is not known or the id was added before.
    pub fn asserted(
        &mut self,
        id: &str,
        from: &str,
        to: &str,
        max_ms: i64,
        assertion: &str,
    ) -> Result<(), SystemError> {
        self.known(id, from)?;
        self.known(id, to)?;
        self.unused(id)?;
        let named =
            Named { from: from.to_owned(), to: to.to_owned(), max_ms, assertion: assertion.to_owned() };
        self.constraints.insert(id.to_owned(), named);
        Ok(())
    }

    /// Adds that `event` lies in one of `intervals`, as part of `assertion`.
    ///
    /// # Errors
    /// When the event is not known, the id was added before, or the intervals are none or run backwards.
    pub fn union(
        &mut self,
        id: &str,
        event: &str,
        intervals: &[Ends],
        assertion: &str,
    ) -> Result<(), SystemError> {
        let runs_backwards = |(start, end): &Ends| start.zip(*end).is_some_and(|(start, end)| end < start);
        if event == ORIGIN || intervals.is_empty() || intervals.iter().any(runs_backwards) {
            return Err(SystemError::BadUnion(id.to_owned()));
        }
        self.known(id, event)?;
        self.unused(id)?;
        let intervals = joined(intervals.to_vec());
        let union = NamedUnion { event: event.to_owned(), intervals, assertion: assertion.to_owned() };
        self.unions.insert(id.to_owned(), union);
        Ok(())
    }

    /// Adds that all constraints of at least one of `alternatives` hold, as part of `assertion`.
    ///
    /// # Errors
    /// When an event is not known, the id was added before, or there is nothing to choose from.
    pub fn choice(
        &mut self,
        id: &str,
        alternatives: &[Vec<Difference>],
        assertion: &str,
    ) -> Result<(), SystemError> {
        if alternatives.is_empty() || alternatives.iter().any(Vec::is_empty) {
            return Err(SystemError::BadChoice(id.to_owned()));
        }
        for Difference { from, to, .. } in alternatives.iter().flatten() {
            self.known(id, from)?;
            self.known(id, to)?;
        }
        self.unused(id)?;
        let choice = NamedChoice { alternatives: alternatives.to_vec(), assertion: assertion.to_owned() };
        self.choices.insert(id.to_owned(), choice);
        Ok(())
    }

    fn known(&self, id: &str, event: &str) -> Result<(), SystemError> {
        if event != ORIGIN && !self.events.contains_key(event) {
            return Err(SystemError::UnknownEvent(id.to_owned(), event.to_owned()));
        }
        Ok(())
    }

    fn unused(&self, id: &str) -> Result<(), SystemError> {
        let is_used = self.constraints.contains_key(id)
            || self.unions.contains_key(id)
            || self.choices.contains_key(id);
        if is_used { Err(SystemError::DuplicateConstraint(id.to_owned())) } else { Ok(()) }
    }

    /// Says how much it takes to call `assertion` wrong (default 1). The greatest weight given counts.
    ///
    /// # Errors
    /// When the weight is not a positive finite number.
    pub fn weight(&mut self, assertion: &str, weight: f64) -> Result<(), SystemError> {
        if !(weight.is_finite() && weight > 0.0) {
            return Err(SystemError::BadWeight(assertion.to_owned()));
        }
        // Whole thousandths keep sums exact, so that equal repairs compare as equal.
        let thousandths = (weight.min(1e12) * 1000.0).round().max(1.0) as u64;
        let kept = self.weights.entry(assertion.to_owned()).or_insert(thousandths);
        *kept = thousandths.max(*kept);
        Ok(())
    }

    /// Sorts everything by id.
    pub fn build(self) -> System {
        let mut events = vec![ORIGIN.to_owned()];
        events.extend(self.events.into_keys());
        let mut assertions: Vec<String> =
            self.constraints.values().map(|named| named.assertion.clone()).collect();
        assertions.extend(self.unions.values().map(|union| union.assertion.clone()));
        assertions.extend(self.choices.values().map(|choice| choice.assertion.clone()));
        assertions.sort_unstable();
        assertions.dedup();
        let number = |names: &[String], name: &str| {
            names.binary_search_by(|other| other.as_str().cmp(name)).unwrap_or(0) as u32
        };
        // The origin stands first whatever it sorts as, so events are searched from the second on.
        let node = |name: &str| if name == ORIGIN { 0 } else { number(&events[1..], name) + 1 };
        let edge = |named: &Named| {
            let (from, to) = (node(&named.from), node(&named.to));
            Edge { from, to, max_ms: named.max_ms, assertion: number(&assertions, &named.assertion) }
        };
        let mut edges: Vec<Edge> = self.constraints.values().map(edge).collect();
        let constraints = self.constraints.len();
        let mut reasons: Vec<String> = self.constraints.into_keys().collect();
        let mut unions = Vec::new();
        for (id, named) in &self.unions {
            let (node, assertion) = (node(&named.event), number(&assertions, &named.assertion));
            let union = Union { node, assertion, intervals: named.intervals.clone() };
            for edge in union.hull() {
                edges.push(edge);
                reasons.push(id.clone());
            }
            unions.push(union);
        }
        reasons.extend(self.unions.into_keys());
        let mut choices = Vec::new();
        for (id, named) in &self.choices {
            let assertion = number(&assertions, &named.assertion);
            let edge = |Difference { from, to, max_ms }: &Difference| Edge {
                from: node(from),
                to: node(to),
                max_ms: *max_ms,
                assertion,
            };
            let alternatives: Vec<Vec<Edge>> =
                named.alternatives.iter().map(|edges| edges.iter().map(edge).collect()).collect();
            reasons.extend(alternatives.iter().flatten().map(|_| id.clone()));
            choices.push(Choice { assertion, alternatives });
        }
        let weights = assertions.iter().map(|id| self.weights.get(id).copied().unwrap_or(1000)).collect();
        let graph = Graph::of(events.len(), &edges);
        System { events, constraints, reasons, unions, choices, assertions, weights, graph }
    }
}

/// A system in canonical order.
#[derive(Clone, Debug)]
pub struct System {
    /// The origin first, the rest sorted by id.
    pub(crate) events: Vec<String>,
    /// How many constraints there are; the edges of unions come after them.
    constraints: usize,
    /// By edge, then by union, then by edge of an alternative: the id of what it comes from.
    reasons: Vec<String>,
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
