//! Everything that can be said about a system.
//!
//! Comes in: a [`System`] and limits. Goes out: a [`Solution`] by name.

use crate::bounds::{EventBound, LONGEST_PATH, bounds};
use crate::choices::{Answer, Chooser, NODES};
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
    /// What became of the choices.
    pub choices: Choices,
}

/// How far choices between constraints were taken into account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choices {
    /// As far as they go.
    #[default]
    Decided,
    /// Not at all: so many were not looked at, because the rest cannot hold without them.
    Unread(usize),
    /// The search was given up; bounds leave choices out of account.
    GivenUp,
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
        let unread_choices = match self.choices {
            Choices::Unread(count) => count,
            Choices::Decided | Choices::GivenUp => 0,
        };
        let said = [
            (
                unread_choices > 0,
                format!("not looked at, because the rest cannot hold: {unread_choices} choices"),
            ),
            (
                self.choices == Choices::GivenUp,
                format!("gave up at {NODES} nodes of the search through choices, which bounds leave out"),
            ),
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
        let mut solution = self.without_choices(limits);
        if !self.choices.is_empty() {
            self.choose(&mut solution, limits);
        }
        solution
    }

    /// Takes the choices into account, where the rest can hold.
    fn choose(&self, solution: &mut Solution, limits: &Limits) {
        if !solution.is_feasible || !solution.unread.is_empty() {
            solution.choices = Choices::Unread(self.choices.len());
            (solution.has_more_conflicts, solution.has_more_sets) = (true, true);
            return;
        }
        let base = Repair::of(self.graph.clone(), &self.unions, &self.weights);
        let mut chooser = Chooser::of(&self.graph, base.graph.potential, &self.unions, &self.choices);
        match chooser.ask(|_| true, true) {
            Answer::Holds(hull) => solution.bounds = self.renumbered(hull),
            Answer::GaveUp => {
                (solution.choices, solution.has_more_conflicts) = (Choices::GivenUp, true);
                solution.has_more_sets = true;
            }
            Answer::Cannot(_) => self.contradicted(&mut chooser, solution, limits),
        }
    }

    /// What can be said when the choices cannot be decided so that everything holds.
    fn contradicted(&self, chooser: &mut Chooser<'_>, solution: &mut Solution, limits: &Limits) {
        let mut listed = chooser.listed();
        solution.is_feasible = false;
        let disputed: BTreeSet<u32> = listed.conflicts.iter().flatten().copied().collect();
        solution.has_more_conflicts = !listed.is_all || listed.conflicts.len() > limits.conflicts;
        listed.conflicts.truncate(limits.conflicts);
        solution.conflicts = listed.conflicts;
        let weight = |set: &[u32]| set.iter().map(|member| self.weights[*member as usize]).sum::<u64>();
        listed.repairs.sort_by_key(|set| (weight(set), set.len(), set.clone()));
        let lightest = listed.repairs.first().map_or(0, |set| weight(set));
        listed.repairs.retain(|set| weight(set) <= lightest + lightest / 20);
        solution.has_more_sets = !listed.is_all || listed.repairs.len() > limits.smallest_sets;
        listed.repairs.truncate(limits.smallest_sets);
        solution.smallest_sets = listed.repairs;
        match chooser.ask(|assertion| !disputed.contains(&assertion), true) {
            Answer::Holds(hull) => solution.bounds = self.renumbered(hull),
            Answer::GaveUp | Answer::Cannot(_) => {
                solution.choices = Choices::GivenUp;
                let mut graph = self.graph.clone();
                let base = Repair::of(self.graph.clone(), &self.unions, &self.weights);
                graph.potential = base.graph.potential;
                for number in 0..graph.edges().len() as u32 {
                    if disputed.contains(&graph.edge(number).assertion) {
                        graph.switch(number, false);
                    }
                }
                let unions =
                    (0..).zip(&self.unions).filter(|(_, union)| !disputed.contains(&union.assertion));
                solution.bounds = bounds(&graph, &unions.collect::<Vec<_>>()).split_off(1);
            }
        }
    }

    /// Bounds of all events but the origin, with paths in the positions of [`System::reason`]: a chooser counts the edges
    /// of alternatives before unions.
    fn renumbered(&self, mut hull: Vec<EventBound>) -> Vec<EventBound> {
        let edges = self.graph.edges().len() as u32;
        let chosen = self.choices.iter().flat_map(|choice| &choice.alternatives).flatten().count() as u32;
        for bound in &mut hull {
            for step in bound.earliest_path.iter_mut().chain(&mut bound.latest_path) {
                if *step >= edges + chosen {
                    *step -= chosen;
                } else if *step >= edges {
                    *step += self.unions.len() as u32;
                }
            }
        }
        hull.split_off(1)
    }

    fn without_choices(&self, limits: &Limits) -> Solution {
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
            choices: Choices::Decided,
        }
    }

    /// Bounds of all events but the origin, from everything that stands in no conflict, choices apart.
    pub fn bounds(&self) -> Vec<EventBound> {
        let repair = Repair::of(self.graph.clone(), &self.unions, &self.weights);
        undisputed_bounds(&repair, &[])
    }
}

fn undisputed_bounds(repair: &Repair<'_>, conflicts: &[Vec<u32>]) -> Vec<EventBound> {
    let cores = repair.cores.iter().flat_map(|core| core.iter());
    let disputed: BTreeSet<u32> =
        conflicts.iter().flatten().chain(cores).chain(&repair.removed).copied().collect();
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
