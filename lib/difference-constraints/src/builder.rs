//! Collects what a system is made of, in any order.
//!
//! Comes in: names in any order. Goes out: a [`System`] sorted by id, so that no answer depends on insertion order.

use crate::choices::Choice;
use crate::gaps::{Union, joined};
use crate::graph::{Edge, Graph};
use crate::names::{Names, Ranked};
use crate::system::{Difference, Ends, ORIGIN, System, SystemError};
use std::collections::HashMap;

/// Collects events and constraints in any order.
#[derive(Clone, Debug, Default)]
pub struct SystemBuilder {
    events: Names,
    /// Of constraints, unions and choices.
    ids: Names,
    assertions: Names,
    constraints: Vec<Named>,
    unions: Vec<NamedUnion>,
    choices: Vec<NamedChoice>,
    /// Thousandths; the greatest weight given to any constraint of the assertion.
    weights: HashMap<String, u64>,
}

/// An event by its number; nothing for the origin.
type Node = Option<u32>;

#[derive(Clone, Copy, Debug)]
struct Between {
    from: Node,
    to: Node,
    max_ms: i64,
}

#[derive(Clone, Debug)]
struct Named {
    id: u32,
    between: Between,
    assertion: u32,
}

#[derive(Clone, Debug)]
struct NamedUnion {
    id: u32,
    event: u32,
    intervals: Vec<Ends>,
    assertion: u32,
}

#[derive(Clone, Debug)]
struct NamedChoice {
    id: u32,
    alternatives: Vec<Vec<Between>>,
    assertion: u32,
}

impl SystemBuilder {
    /// Adds an event. The origin is always there; adding it changes nothing.
    ///
    /// # Errors
    /// When the id was added before.
    pub fn event(&mut self, id: &str) -> Result<(), SystemError> {
        if id != ORIGIN && self.events.add(id).is_none() {
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
        let between = Between { from: self.node(id, from)?, to: self.node(id, to)?, max_ms };
        let named = Named { id: self.fresh(id)?, between, assertion: self.assertions.number(assertion) };
        self.constraints.push(named);
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
        if intervals.is_empty() || intervals.iter().any(runs_backwards) {
            return Err(SystemError::BadUnion(id.to_owned()));
        }
        let Some(event) = self.node(id, event)? else { return Err(SystemError::BadUnion(id.to_owned())) };
        let id = self.fresh(id)?;
        let intervals = joined(intervals.to_vec());
        self.unions.push(NamedUnion { id, event, intervals, assertion: self.assertions.number(assertion) });
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
        let between = |Difference { from, to, max_ms }: &Difference| {
            Ok(Between { from: self.node(id, from)?, to: self.node(id, to)?, max_ms: *max_ms })
        };
        let alternatives = alternatives.iter().map(|edges| edges.iter().map(between).collect());
        let alternatives = alternatives.collect::<Result<_, SystemError>>()?;
        let (id, assertion) = (self.fresh(id)?, self.assertions.number(assertion));
        self.choices.push(NamedChoice { id, alternatives, assertion });
        Ok(())
    }

    fn node(&self, id: &str, event: &str) -> Result<Node, SystemError> {
        if event == ORIGIN {
            return Ok(None);
        }
        let unknown = || SystemError::UnknownEvent(id.to_owned(), event.to_owned());
        self.events.get(event).map(Some).ok_or_else(unknown)
    }

    fn fresh(&mut self, id: &str) -> Result<u32, SystemError> {
        self.ids.add(id).ok_or_else(|| SystemError::DuplicateConstraint(id.to_owned()))
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
        let (events, ids, assertions) = (self.events.ranked(), self.ids.ranked(), self.assertions.ranked());
        let mut placed = Placed { events, ids, assertions, edges: Vec::new(), reasons: Vec::new() };
        let constraints = self.constraints.len();
        placed.take_constraints(self.constraints);
        let unions = placed.take_unions(self.unions);
        let choices = placed.take_choices(self.choices);
        let Placed { events, assertions, edges, reasons, .. } = placed;
        let events: Vec<String> = std::iter::once(ORIGIN.to_owned()).chain(events.names).collect();
        let assertions = assertions.names;
        let weights = assertions.iter().map(|id| self.weights.get(id).copied().unwrap_or(1000)).collect();
        let graph = Graph::of(events.len(), &edges);
        System { events, constraints, reasons, unions, choices, assertions, weights, graph }
    }
}

/// What stands under which number once everything is sorted.
struct Placed {
    events: Ranked,
    ids: Ranked,
    assertions: Ranked,
    edges: Vec<Edge>,
    reasons: Vec<String>,
}

impl Placed {
    /// The origin stands first, whatever it sorts as.
    fn node(&self, node: Node) -> u32 {
        node.map_or(0, |event| self.events.rank(event) + 1)
    }

    fn edge(&self, between: Between, assertion: u32) -> Edge {
        let (from, to) = (self.node(between.from), self.node(between.to));
        Edge { from, to, max_ms: between.max_ms, assertion: self.assertions.rank(assertion) }
    }

    fn take_constraints(&mut self, mut constraints: Vec<Named>) {
        constraints.sort_by_key(|named| self.ids.rank(named.id));
        self.edges = constraints.iter().map(|named| self.edge(named.between, named.assertion)).collect();
        self.reasons = constraints.iter().map(|named| self.ids.name(named.id)).collect();
    }

    /// The ends of unions are edges as well, after those of constraints.
    fn take_unions(&mut self, mut unions: Vec<NamedUnion>) -> Vec<Union> {
        unions.sort_by_key(|named| self.ids.rank(named.id));
        let union = |named: &NamedUnion| Union {
            node: self.node(Some(named.event)),
            assertion: self.assertions.rank(named.assertion),
            intervals: named.intervals.clone(),
        };
        let made: Vec<Union> = unions.iter().map(union).collect();
        for (named, union) in unions.iter().zip(&made) {
            for edge in union.hull() {
                self.edges.push(edge);
                self.reasons.push(self.ids.name(named.id));
            }
        }
        self.reasons.extend(unions.iter().map(|named| self.ids.name(named.id)));
        made
    }

    fn take_choices(&mut self, mut choices: Vec<NamedChoice>) -> Vec<Choice> {
        choices.sort_by_key(|named| self.ids.rank(named.id));
        let mut made = Vec::new();
        for NamedChoice { id, alternatives, assertion } in choices {
            let edges = |group: &Vec<Between>| group.iter().map(|one| self.edge(*one, assertion)).collect();
            let alternatives: Vec<Vec<Edge>> = alternatives.iter().map(edges).collect();
            let name = self.ids.name(id);
            self.reasons.extend(alternatives.iter().flatten().map(|_| name.clone()));
            made.push(Choice { assertion: self.assertions.rank(assertion), alternatives });
        }
        made
    }
}
