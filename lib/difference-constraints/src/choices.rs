//! At least one of several groups of constraints holds, whatever events they are about.
//!
//! Comes in: a system that can hold without its choices. Goes out: bounds over all combinations that can hold, or the
//! minimal conflicts and smallest sets that choices take part in. To choose is NP-hard, so this is a search that is
//! bounded by its nodes and says when it gave up: what it then leaves out only makes bounds wider.

use crate::bounds::{EventBound, bounds};
use crate::gaps::{Union, reached};
use crate::graph::{Edge, Graph, Sum};
use crate::insertion::{Scratch, switch_on};
use std::collections::{BTreeSet, VecDeque};

/// Nodes that all searches through the combinations of one system may visit together.
pub const NODES: u64 = 20_000;
/// Sets of assertions that may be left out in turn while conflicts are listed.
const TREE: usize = 1_000;

/// Groups of constraints of which at least one holds.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub assertion: u32,
    pub alternatives: Vec<Vec<Edge>>,
}

/// What a search came to.
pub(crate) enum Answer {
    /// Bounds over all combinations, where they were asked for.
    Holds(Vec<EventBound>),
    /// Assertions that cannot all hold.
    Cannot(BTreeSet<u32>),
    GaveUp,
}

/// Minimal conflicts, sets of assertions without which the rest can hold, and whether these are all.
pub(crate) struct Listed {
    pub conflicts: Vec<Vec<u32>>,
    pub repairs: Vec<Vec<u32>>,
    pub is_all: bool,
}

/// A system with its choices.
pub(crate) struct Chooser<'system> {
    /// The edges of all alternatives come last and are off.
    graph: Graph,
    unions: &'system [Union],
    /// By choice: its assertion, and the edges of each alternative.
    choices: Vec<(u32, Vec<Vec<u32>>)>,
    nodes_left: u64,
}

impl<'system> Chooser<'system> {
    /// `base` is all else, `potential` satisfies it.
    pub fn of(base: &Graph, potential: Vec<Sum>, unions: &'system [Union], choices: &[Choice]) -> Self {
        let mut graph = Graph::of(base.nodes(), base.edges());
        graph.potential = potential;
        let mut numbered = |edges: &Vec<Edge>| edges.iter().map(|edge| graph.push(*edge, false)).collect();
        let choices = choices
            .iter()
            .map(|choice| (choice.assertion, choice.alternatives.iter().map(&mut numbered).collect()))
            .collect();
        Chooser { graph, unions, choices, nodes_left: NODES }
    }

    /// Whether the assertions that `keep` names can hold together. `is_for_bounds` looks at every combination.
    pub fn ask(&mut self, keep: impl Fn(u32) -> bool, is_for_bounds: bool) -> Answer {
        let mut graph = self.graph.clone();
        for number in 0..graph.edges().len() as u32 {
            if graph.is_on(number) && !keep(graph.edge(number).assertion) {
                graph.switch(number, false);
            }
        }
        let numbered = self.unions.iter().enumerate().map(|(number, union)| (number as u32, union));
        let mut walk = Walk {
            scratch: Scratch::for_nodes(graph.nodes()),
            graph,
            unions: self.unions,
            unions_on: numbered.filter(|(_, union)| keep(union.assertion)).collect(),
            choices: &self.choices,
            nodes_left: self.nodes_left,
            is_for_bounds,
            core: BTreeSet::new(),
            hull: None,
            is_cut: false,
        };
        let open = (0..self.choices.len()).filter(|at| keep(self.choices[*at].0)).collect();
        walk.branch(open);
        // A question costs what it looks at, even without a choice.
        self.nodes_left = walk.nodes_left.saturating_sub(self.graph.edges().len() as u64 / 1000);
        match walk.hull {
            Some(hull) if !(is_for_bounds && walk.is_cut) => Answer::Holds(hull),
            _ if walk.is_cut => Answer::GaveUp,
            _ => Answer::Cannot(walk.core),
        }
    }

    /// Lists conflicts with Reiter's hitting-set tree: whatever is known to be contradictory is left out in every way, one
    /// member each, and what still cannot hold is a new conflict.
    pub fn listed(&mut self) -> Listed {
        let mut listed = Listed { conflicts: Vec::new(), repairs: Vec::new(), is_all: true };
        let mut seen = BTreeSet::from([BTreeSet::new()]);
        let mut open = VecDeque::from([BTreeSet::new()]);
        while let Some(left_out) = open.pop_front() {
            if seen.len() > TREE || self.nodes_left == 0 {
                listed.is_all = false;
                break;
            }
            if listed.repairs.iter().any(|repair| repair.iter().all(|member| left_out.contains(member))) {
                continue;
            }
            let Some(core) = self.conflict_beside(&left_out, &mut listed) else { continue };
            for member in core {
                let more: BTreeSet<u32> = left_out.iter().copied().chain([member]).collect();
                if seen.insert(more.clone()) {
                    open.push_back(more);
                }
            }
        }
        listed.conflicts.sort_by_key(|conflict| (conflict.len(), conflict.clone()));
        listed
    }

    /// A known or new conflict that `left_out` has no member of.
    fn conflict_beside(&mut self, left_out: &BTreeSet<u32>, listed: &mut Listed) -> Option<Vec<u32>> {
        let is_beside = |conflict: &&Vec<u32>| !conflict.iter().any(|member| left_out.contains(member));
        if let Some(known) = listed.conflicts.iter().find(is_beside) {
            return Some(known.clone());
        }
        match self.ask(|assertion| !left_out.contains(&assertion), false) {
            Answer::Holds(_) => listed.repairs.push(left_out.iter().copied().collect()),
            Answer::GaveUp => listed.is_all = false,
            Answer::Cannot(core) => {
                let conflict = self.shrunk(core, &mut listed.is_all);
                listed.conflicts.push(conflict.clone());
                return Some(conflict);
            }
        }
        None
    }

    /// Leaves out members that are not needed.
    fn shrunk(&mut self, mut core: BTreeSet<u32>, is_all: &mut bool) -> Vec<u32> {
        for member in core.clone() {
            core.remove(&member);
            match self.ask(|assertion| core.contains(&assertion), false) {
                Answer::Cannot(_) => continue,
                Answer::Holds(_) => {}
                Answer::GaveUp => *is_all = false,
            }
            core.insert(member);
        }
        core.into_iter().collect()
    }
}

/// One search through the combinations.
struct Walk<'input> {
    graph: Graph,
    scratch: Scratch,
    unions: &'input [Union],
    unions_on: Vec<(u32, &'input Union)>,
    choices: &'input [(u32, Vec<Vec<u32>>)],
    nodes_left: u64,
    is_for_bounds: bool,
    /// What every refusal so far rests on.
    core: BTreeSet<u32>,
    /// Bounds of the combinations that hold, all together.
    hull: Option<Vec<EventBound>>,
    is_cut: bool,
}

impl Walk<'_> {
    /// Decides the choices that are `open`, the one with fewest alternatives left first. False if the search is over.
    fn branch(&mut self, mut open: Vec<usize>) -> bool {
        if self.nodes_left == 0 {
            self.is_cut = true;
            return false;
        }
        self.nodes_left -= 1;
        let tried: Vec<_> = open.iter().map(|choice| self.possible(*choice)).collect();
        let Some(at) = (0..open.len()).min_by_key(|at| tried[*at].0.len()) else { return self.leaf() };
        let choice = open.remove(at);
        self.core.insert(self.choices[choice].0);
        self.core.extend(&tried[at].1);
        for alternative in &tried[at].0 {
            if self.switch_alternative_on(choice, *alternative).is_err() {
                continue;
            }
            let goes_on = self.branch(open.clone());
            self.switch_off(choice, *alternative);
            if !goes_on {
                return false;
            }
        }
        true
    }

    /// Alternatives that can hold with what is on, and what speaks against the others.
    fn possible(&mut self, choice: usize) -> (Vec<usize>, BTreeSet<u32>) {
        let (mut possible, mut core) = (Vec::new(), BTreeSet::new());
        for alternative in 0..self.choices[choice].1.len() {
            match self.switch_alternative_on(choice, alternative) {
                Ok(()) => {
                    self.switch_off(choice, alternative);
                    possible.push(alternative);
                }
                Err(cycle) => core.extend(self.graph.assertions(&cycle)),
            }
        }
        (possible, core)
    }

    fn switch_alternative_on(&mut self, choice: usize, alternative: usize) -> Result<(), Vec<u32>> {
        for number in &self.choices[choice].1[alternative] {
            if let Err(cycle) = switch_on(&mut self.graph, &mut self.scratch, *number) {
                self.switch_off(choice, alternative);
                return Err(cycle);
            }
        }
        Ok(())
    }

    fn switch_off(&mut self, choice: usize, alternative: usize) {
        self.choices[choice].1[alternative].iter().for_each(|number| self.graph.switch(*number, false));
    }

    /// Everything is decided: does it hold with the unions as well?
    fn leaf(&mut self) -> bool {
        if let Err(steps) = reached(&self.graph, &self.unions_on, true) {
            self.core.extend(self.graph.assertions_of(&steps, self.unions));
            return true;
        }
        if !self.is_for_bounds {
            self.hull = Some(Vec::new());
            return false;
        }
        let own = bounds(&self.graph, &self.unions_on);
        self.hull = Some(match self.hull.take() {
            None => own,
            Some(hull) => hull.into_iter().zip(own).map(|(a, b)| wider(a, b)).collect(),
        });
        true
    }
}

/// What two combinations allow together, for the reasons of both.
fn wider(a: EventBound, b: EventBound) -> EventBound {
    let both = |a: Vec<u32>, b: Vec<u32>| {
        let all: BTreeSet<u32> = a.into_iter().chain(b).collect();
        all.into_iter().collect::<Vec<u32>>()
    };
    let earliest_ms = a.earliest_ms.zip(b.earliest_ms).map(|(a, b)| a.min(b));
    let latest_ms = a.latest_ms.zip(b.latest_ms).map(|(a, b)| a.max(b));
    EventBound {
        earliest_path: if earliest_ms.is_some() {
            both(a.earliest_path, b.earliest_path)
        } else {
            Vec::new()
        },
        latest_path: if latest_ms.is_some() { both(a.latest_path, b.latest_path) } else { Vec::new() },
        earliest_ms,
        latest_ms,
        is_path_left_out: a.is_path_left_out || b.is_path_left_out,
    }
}
