//! A first guess at all times, so that little is left to correct.
//!
//! Comes in: a graph. Goes out: a potential that need not satisfy anything. It changes no answer, only how long it takes.
//! Times are handed on along constraints as if each were tight, then every node moves to the median of what its
//! neighbours say, which a few wrong constraints do not move.

use crate::graph::{Graph, Sum};
use std::collections::VecDeque;
use std::sync::Arc;

/// How often every node moves to the median. Once is enough: more costs more than it spares.
const SWEEPS: usize = 1;
/// Writes the guess into the graph's potential.
pub(crate) fn estimate(graph: &mut Graph) {
    hand_on(graph);
    let mut said: Vec<Sum> = Vec::new();
    for _ in 0..SWEEPS {
        for node in 0..graph.nodes() {
            said.clear();
            said.extend(graph.incoming[node].iter().map(|number| {
                let edge = graph.edge(*number);
                graph.potential[edge.from as usize] + edge.weight()
            }));
            said.extend(graph.outgoing[node].iter().map(|number| {
                let edge = graph.edge(*number);
                graph.potential[edge.to as usize] - edge.weight()
            }));
            if !said.is_empty() {
                let middle = said.len() / 2;
                graph.potential[node] = *said.select_nth_unstable(middle).1;
            }
        }
    }
}

fn hand_on(graph: &mut Graph) {
    let mut is_seen = vec![false; graph.nodes()];
    let mut queue = VecDeque::new();
    let (outgoing, incoming) = (Arc::clone(&graph.outgoing), Arc::clone(&graph.incoming));
    for start in 0..graph.nodes() as u32 {
        if std::mem::replace(&mut is_seen[start as usize], true) {
            continue;
        }
        queue.push_back(start);
        while let Some(node) = queue.pop_front() {
            let own = graph.potential[node as usize];
            for number in outgoing[node as usize].iter().chain(&incoming[node as usize]) {
                let edge = graph.edge(*number);
                let (next, said) = if edge.from == node {
                    (edge.to, own + edge.weight())
                } else {
                    (edge.from, own - edge.weight())
                };
                if !std::mem::replace(&mut is_seen[next as usize], true) {
                    graph.potential[next as usize] = said;
                    queue.push_back(next);
                }
            }
        }
    }
}
