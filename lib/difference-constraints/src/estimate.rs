//! A first guess at all times, so that little is left to correct.
//!
//! Comes in: a graph. Goes out: a potential that need not satisfy anything. It changes no answer, only how long it takes.
//! Times are handed on along constraints as if each were tight, then every node moves, a few times over, to where its
//! constraints are violated least in sum. That is an order statistic, which a few wrong constraints do not move.

use crate::graph::{Graph, Sum};
use std::collections::VecDeque;

/// How often every node is visited at most. A sweep in which little moves is the last.
const SWEEPS: usize = 6;

/// Writes the guess into the graph's potential.
pub(crate) fn estimate(graph: &mut Graph) {
    hand_on(graph);
    let mut is_awake = vec![true; graph.nodes()];
    let mut said: Vec<Sum> = Vec::new();
    for _ in 0..SWEEPS {
        let mut moved = 0;
        for node in 0..graph.nodes() as u32 {
            if !std::mem::take(&mut is_awake[node as usize]) {
                continue;
            }
            let at = best_time(graph, node, &mut said);
            if at == graph.potential[node as usize] {
                continue;
            }
            graph.potential[node as usize] = at;
            moved += 1;
            for is_forward in [true, false] {
                for hop in graph.around(node, is_forward) {
                    is_awake[hop.end as usize] = true;
                }
            }
        }
        if moved <= graph.nodes() / 20 {
            return;
        }
    }
}

/// Where the constraints of `node` are violated least in sum, as near as possible to where it is: as many upper bounds
/// lie below as lower bounds above.
fn best_time(graph: &Graph, node: u32, said: &mut Vec<Sum>) -> Sum {
    let own = graph.potential[node as usize];
    said.clear();
    said.extend(
        graph.around(node, true).map(|hop| graph.potential[hop.end as usize] - Sum::from(hop.max_ms)),
    );
    let lower = said.len();
    said.extend(
        graph.around(node, false).map(|hop| graph.potential[hop.end as usize] + Sum::from(hop.max_ms)),
    );
    let is_met =
        said[..lower].iter().all(|bound| *bound <= own) && said[lower..].iter().all(|bound| *bound >= own);
    if is_met {
        return own;
    }
    let mut at = own;
    if lower > 0 {
        at = at.max(*said.select_nth_unstable(lower - 1).1);
    }
    if lower < said.len() {
        at = at.min(*said.select_nth_unstable(lower).1);
    }
    at
}

fn hand_on(graph: &mut Graph) {
    let mut is_seen = vec![false; graph.nodes()];
    let mut potential = std::mem::take(&mut graph.potential);
    let mut queue = VecDeque::new();
    for start in 0..is_seen.len() as u32 {
        if std::mem::replace(&mut is_seen[start as usize], true) {
            continue;
        }
        queue.push_back(start);
        while let Some(node) = queue.pop_front() {
            let own = potential[node as usize];
            for is_forward in [true, false] {
                let sign = if is_forward { 1 } else { -1 };
                for hop in graph.around(node, is_forward) {
                    if !std::mem::replace(&mut is_seen[hop.end as usize], true) {
                        potential[hop.end as usize] = own + sign * Sum::from(hop.max_ms);
                        queue.push_back(hop.end);
                    }
                }
            }
        }
    }
    graph.potential = potential;
}
