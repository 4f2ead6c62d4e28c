//! Sets that cannot all hold, made as small as they can be.
//!
//! Comes in: a system and sets of assertions that cannot all hold. Goes out: sets from which nothing can be left out.

use crate::diagnosis::Repair;
use crate::gaps::{Union, reached};
use crate::graph::{Edge, Graph, Sum};
use std::collections::BTreeSet;

/// Edges that may be looked at in all.
const WORK: u64 = 20_000_000;

/// Shrinks each set until every member is needed, the fewest members first; drops repetitions. False if sets were
/// dropped because it took too long.
pub(crate) fn only_minimal(
    repair: &Repair<'_>,
    sets: impl Iterator<Item = Vec<u32>>,
) -> (Vec<Vec<u32>>, bool) {
    let sets: BTreeSet<(usize, Vec<u32>)> = sets.map(|set| (set.len(), set)).collect();
    let mut minimal = BTreeSet::new();
    let mut is_all = true;
    let mut work = 0;
    for (_, set) in sets {
        match shrink(repair, set, &mut work) {
            Some(small) => {
                minimal.insert((small.len(), small));
            }
            None => is_all = false,
        }
    }
    (minimal.into_iter().map(|(_, set)| set).collect(), is_all)
}

/// Leaves out members that are not needed; nothing if it took too long.
pub(crate) fn shrink(repair: &Repair<'_>, mut set: Vec<u32>, work: &mut u64) -> Option<Vec<u32>> {
    // One edge each, and a simple cycle: nothing can be left out.
    if repair.unions.is_empty() && set.iter().all(|assertion| repair.edges_of.get(*assertion).len() == 1) {
        return Some(set);
    }
    let mut idx = 0;
    while idx < set.len() {
        if *work > WORK {
            return None;
        }
        let mut without = set.clone();
        without.remove(idx);
        if is_infeasible(repair, &without, work) {
            set = without;
        } else {
            idx += 1;
        }
    }
    Some(set)
}

/// Bellman and Ford over the few edges of `assertions`.
fn is_infeasible(repair: &Repair<'_>, assertions: &[u32], work: &mut u64) -> bool {
    let numbers = assertions.iter().flat_map(|assertion| repair.edges_of.get(*assertion));
    let edges: Vec<Edge> = numbers.map(|number| repair.graph.edge(*number)).collect();
    let mut nodes: Vec<u32> = edges.iter().flat_map(|edge| [edge.from, edge.to]).chain([0]).collect();
    let meant = repair.unions.iter().filter(|union| assertions.contains(&union.assertion));
    nodes.extend(meant.map(|union| union.node));
    nodes.sort_unstable();
    nodes.dedup();
    let place = |node: u32| nodes.binary_search(&node).unwrap_or(0);
    let ends: Vec<(usize, usize, Sum)> =
        edges.iter().map(|edge| (place(edge.from), place(edge.to), edge.weight())).collect();
    let mut potential: Vec<Sum> = vec![0; nodes.len()];
    for _ in 0..=nodes.len() {
        *work += ends.len() as u64;
        let mut is_changed = false;
        for (from, to, weight) in &ends {
            let lowered = potential[*from] + weight;
            if lowered < potential[*to] {
                potential[*to] = lowered;
                is_changed = true;
            }
        }
        if !is_changed {
            let at = |node: u32| place(node) as u32;
            return in_a_gap(repair, assertions, &edges, &potential, at);
        }
    }
    true
}

/// True if the unions of `assertions` cannot hold with `edges`, which `potential` satisfies. `at` gives the place of a
/// node among those of the edges.
fn in_a_gap(
    repair: &Repair<'_>,
    assertions: &[u32],
    edges: &[Edge],
    potential: &[Sum],
    at: impl Fn(u32) -> u32,
) -> bool {
    let meant = repair.unions.iter().filter(|union| assertions.contains(&union.assertion));
    let unions: Vec<Union> = meant.map(|union| Union { node: at(union.node), ..union.clone() }).collect();
    if unions.is_empty() {
        return false;
    }
    let edges: Vec<Edge> =
        edges.iter().map(|edge| Edge { from: at(edge.from), to: at(edge.to), ..*edge }).collect();
    let mut graph = Graph::of(potential.len(), &edges);
    graph.potential = potential.to_vec();
    let numbered: Vec<(u32, &Union)> = (0..).zip(&unions).collect();
    reached(&graph, &numbered, true).is_err()
}
