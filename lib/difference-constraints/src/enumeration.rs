//! Minimal conflicts: smallest sets of assertions that cannot all hold.
//!
//! Comes in: a repaired system. Goes out: conflicts, fewest assertions first. The minimal infeasible sets of difference
//! constraints are exactly the simple negative cycles, and each passes through an assertion that the repair leaves out;
//! so cycles are listed through those, one after the other, the earlier ones avoided. Where that is too much work, the
//! cores found while repairing are given and the list says "at least".

use crate::diagnosis::Repair;
use crate::graph::{Graph, Members, Sum};
use std::collections::BTreeSet;

/// Sets of assertions, and whether there may be more of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Conflicts {
    pub sets: Vec<Vec<u32>>,
    pub is_at_least: bool,
}

/// Steps the listing may take in all, and edges the longest listed cycle may have.
const STEPS: usize = 4_000_000;
const LONGEST: usize = 24;

/// The minimal conflicts of the whole system, at most `limit`.
pub(crate) fn conflicts(repair: &Repair<'_>, limit: usize) -> Conflicts {
    if repair.removed.is_empty() {
        return Conflicts::default();
    }
    let mut listing = Listing::new(repair, limit);
    listing.run();
    let mut sets: Vec<Vec<u32>> = listing.found.iter().chain(&repair.cores).cloned().collect();
    sets.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    sets.dedup();
    let minimal = only_minimal(repair, sets);
    let is_at_least = listing.is_cut || minimal.len() > limit;
    Conflicts { sets: minimal.into_iter().take(limit).collect(), is_at_least }
}

/// Shrinks each set until every member is needed; drops repetitions.
fn only_minimal(repair: &Repair<'_>, sets: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    let shrunk: BTreeSet<(usize, Vec<u32>)> = sets
        .into_iter()
        .map(|set| {
            let small = shrink(repair, set);
            (small.len(), small)
        })
        .collect();
    shrunk.into_iter().map(|(_, set)| set).collect()
}

fn shrink(repair: &Repair<'_>, mut set: Vec<u32>) -> Vec<u32> {
    // One edge each, and a simple cycle: nothing can be left out.
    if set.iter().all(|assertion| repair.edges_of.get(*assertion).len() == 1) {
        return set;
    }
    let mut idx = 0;
    while idx < set.len() {
        let mut without = set.clone();
        without.remove(idx);
        if is_infeasible(repair, &without) {
            set = without;
        } else {
            idx += 1;
        }
    }
    set
}

/// Bellman and Ford over the few edges of `assertions`.
fn is_infeasible(repair: &Repair<'_>, assertions: &[u32]) -> bool {
    let edges: Vec<_> = assertions
        .iter()
        .flat_map(|assertion| repair.edges_of.get(*assertion))
        .map(|number| repair.graph.edge(*number))
        .collect();
    let mut nodes: Vec<u32> = edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let place = |node: u32| nodes.binary_search(&node).unwrap_or(0);
    let mut potential: Vec<Sum> = vec![0; nodes.len()];
    for _ in 0..=nodes.len() {
        let mut is_changed = false;
        for edge in &edges {
            let lowered = potential[place(edge.from)] + edge.weight();
            if lowered < potential[place(edge.to)] {
                potential[place(edge.to)] = lowered;
                is_changed = true;
            }
        }
        if !is_changed {
            return false;
        }
    }
    true
}

struct Listing<'repair> {
    graph: Graph,
    edges_of: &'repair Members,
    suspects: Vec<u32>,
    found: BTreeSet<Vec<u32>>,
    limit: usize,
    steps: usize,
    is_cut: bool,
}

impl<'repair> Listing<'repair> {
    fn new(repair: &'repair Repair<'_>, limit: usize) -> Self {
        let mut graph = repair.graph.clone();
        graph.is_active.fill(true);
        Listing {
            graph,
            edges_of: &repair.edges_of,
            suspects: repair.removed.iter().copied().collect(),
            found: BTreeSet::new(),
            limit,
            steps: 0,
            is_cut: false,
        }
    }

    fn run(&mut self) {
        for assertion in self.suspects.clone() {
            for idx in 0..self.edges_of.get(assertion).len() {
                let number = self.edges_of.get(assertion)[idx];
                self.through(number);
                self.graph.switch(number, false);
            }
        }
    }

    /// All simple negative cycles through `number` in what is still on, shortest first.
    fn through(&mut self, number: u32) {
        let edge = self.graph.edge(number);
        if edge.from == edge.to {
            if edge.max_ms < 0 {
                self.found.insert(vec![edge.assertion]);
            }
            return;
        }
        self.graph.switch(number, false);
        let longest = self.graph.nodes().min(LONGEST);
        self.is_cut |= longest < self.graph.nodes();
        let mut back: Vec<Vec<Option<Sum>>> = vec![vec![None; self.graph.nodes()]];
        back[0][edge.from as usize] = Some(0);
        let mut is_on_path = vec![false; self.graph.nodes()];
        is_on_path[edge.to as usize] = true;
        for hops in 1..longest {
            if self.is_over() {
                return;
            }
            let next = self.one_hop_more(&back[hops - 1], edge.from);
            back.push(next);
            let mut walk =
                Walk { back: &back, goal: edge.from, is_on_path: &mut is_on_path, path: vec![number] };
            self.extend(&mut walk, edge.to, edge.weight(), hops);
        }
    }

    fn is_over(&mut self) -> bool {
        let is_over = self.steps > STEPS || self.found.len() >= self.limit * 4;
        self.is_cut |= is_over;
        is_over
    }

    /// Least cost to `goal` with exactly one hop more than `before`.
    fn one_hop_more(&mut self, before: &[Option<Sum>], goal: u32) -> Vec<Option<Sum>> {
        let mut next: Vec<Option<Sum>> = vec![None; before.len()];
        self.steps += self.graph.edges.len();
        for (number, edge) in self.graph.edges.iter().enumerate() {
            let is_useful = self.graph.is_active[number] && edge.from != goal && edge.from != edge.to;
            if let (true, Some(rest)) = (is_useful, before[edge.to as usize]) {
                let cost = rest + edge.weight();
                let known = &mut next[edge.from as usize];
                *known = Some(known.map_or(cost, |known| known.min(cost)));
            }
        }
        next
    }

    /// Walks on from `node` with exactly `hops` hops left, only where the cycle can still become negative.
    fn extend(&mut self, walk: &mut Walk<'_>, node: u32, cost: Sum, hops: usize) {
        self.steps += 1;
        if self.is_over() {
            return;
        }
        if hops == 0 {
            if node == walk.goal && cost < 0 {
                self.found.insert(self.graph.assertions(&walk.path));
            }
            return;
        }
        for idx in 0..self.graph.outgoing[node as usize].len() {
            let number = self.graph.outgoing[node as usize][idx];
            let edge = self.graph.edge(number);
            let left = walk.back[hops - 1][edge.to as usize];
            let can_close = left.is_some_and(|left| cost + edge.weight() + left < 0);
            if !self.graph.is_on(number) || walk.is_on_path[edge.to as usize] || !can_close {
                continue;
            }
            walk.is_on_path[edge.to as usize] = true;
            walk.path.push(number);
            self.extend(walk, edge.to, cost + edge.weight(), hops - 1);
            walk.path.pop();
            walk.is_on_path[edge.to as usize] = false;
        }
    }
}

struct Walk<'search> {
    /// By hops: least cost from each node to the goal with exactly so many.
    back: &'search [Vec<Option<Sum>>],
    goal: u32,
    is_on_path: &'search mut [bool],
    path: Vec<u32>,
}
