//! Everything that can be said about a system.
//!
//! Comes in: a [`System`] and limits. Goes out: a [`Solution`] by name.

use crate::bounds::{EventBound, LONGEST_PATH, bounds};
use crate::diagnosis::Repair;
use crate::enumeration::conflicts;
use crate::graph::Graph;
use crate::near_optima::near_optima;
use crate::system::System;
use std::collections::BTreeSet;

/// How much is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub conflicts: usize,
    pub smallest_sets: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { conflicts: 1000, smallest_sets: 20 }
    }
}

/// What follows from a system. Positions refer to [`System::events`], [`System::constraints`] and
/// [`System::assertions`]; all are sorted by id, so positions compare as ids do. Paths may hold unions as well: [`System::reason`] names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Solution {
    /// False where a contradiction was found.
    pub is_feasible: bool,
    /// One per event, in the order of [`System::events`] without the origin. Where not everything can hold, bounds
    /// stand only on assertions that are in no known conflict: they hold whichever assertions turn out to be wrong.
    pub bounds: Vec<EventBound>,
    /// Smallest sets of assertions that cannot all hold, fewest members first.
    pub conflicts: Vec<Vec<u32>>,
    /// True if there may be more conflicts than listed.
    pub has_more_conflicts: bool,
    /// The lightest sets of assertions that would have to be wrong, and those at most 5 % heavier.
    pub smallest_sets: Vec<Vec<u32>>,
    /// True if there may be more such sets, or lighter ones.
    pub has_more_sets: bool,
    /// Assertions that were not looked at, because it would take too long: nothing here rests on them.
    pub unread: Vec<u32>,
}

impl Solution {
    /// What the answer leaves out, one sentence each.
    pub fn left_out(&self) -> Vec<String> {
        let bounds =
            |is_meant: fn(&EventBound) -> bool| self.bounds.iter().filter(|bound| is_meant(bound)).count();
        let (unread, long) = (self.unread.len(), bounds(|bound| bound.is_path_left_out));
        let beyond = bounds(|bound| {
            let ends = [bound.earliest_ms, bound.latest_ms];
            ends.contains(&Some(i64::MIN)) || ends.contains(&Some(i64::MAX))
        });
        let said = [
            (self.has_more_conflicts, "there may be more conflicts than are listed".to_owned()),
            (
                self.has_more_sets,
                "there may be more smallest sets than are listed, or smaller ones".to_owned(),
            ),
            (unread > 0, format!("not looked at, because it would take too long: {unread} assertions")),
            (
                long > 0,
                format!("reasons of more than {LONGEST_PATH} constraints are not listed: {long} events"),
            ),
            (beyond > 0, format!("bounds beyond every time that can be written: {beyond} events")),
        ];
        said.into_iter().filter(|(is_so, _)| *is_so).map(|(_, sentence)| sentence).collect()
    }
}

impl System {
    /// Solves the system.
    pub fn solve(&self, limits: &Limits) -> Solution {
        let mut repair = Repair::of(self.graph.clone(), &self.unions, &self.weights);
        if repair.removed.is_empty() {
            let bounds = undisputed_bounds(&repair, &[]);
            let unread: Vec<u32> = repair.unread.into_iter().collect();
            let has_more_conflicts = !unread.is_empty();
            return Solution { is_feasible: true, bounds, has_more_conflicts, unread, ..Solution::default() };
        }
        let sets = near_optima(&mut repair, limits.smallest_sets);
        let conflicts = conflicts(&mut repair, limits.conflicts);
        Solution {
            is_feasible: false,
            bounds: undisputed_bounds(&repair, &conflicts.sets),
            conflicts: conflicts.sets,
            has_more_conflicts: conflicts.is_at_least,
            smallest_sets: sets.sets,
            has_more_sets: sets.is_at_least || !repair.unread.is_empty(),
            unread: repair.unread.into_iter().collect(),
        }
    }

    /// Bounds of all events but the origin, from everything that stands in no conflict.
    pub fn bounds(&self) -> Vec<EventBound> {
        let repair = Repair::of(self.graph.clone(), &self.unions, &self.weights);
        undisputed_bounds(&repair, &[])
    }
}

fn undisputed_bounds(repair: &Repair<'_>, conflicts: &[Vec<u32>]) -> Vec<EventBound> {
    let known = conflicts.iter().chain(&repair.cores).flatten();
    let disputed: BTreeSet<u32> = known.chain(&repair.removed).copied().collect();
    let mut unions = repair.unions_on();
    unions.retain(|(_, union)| !disputed.contains(&union.assertion));
    if disputed.is_empty() {
        return bounds(&repair.graph, &unions).split_off(1);
    }
    let mut graph: Graph = repair.graph.clone();
    for assertion in disputed {
        for number in repair.edges_of.get(assertion) {
            graph.switch(*number, false);
        }
    }
    bounds(&graph, &unions).split_off(1)
}
