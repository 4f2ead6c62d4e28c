//! All constraints at once: a potential, or negative cycles.
//!
//! Comes in: a graph with any potential. Goes out: edge-disjoint negative cycles that were switched off, and a
//! potential that satisfies all that is left on. Label correcting in first-in-first-out order; the parent graph is
//! searched for cycles after every `n` improvements, which finds many at once.

use crate::cycles::shortest_negative;
use crate::graph::Graph;
use std::collections::VecDeque;

/// Switches off whole assertions, cycle by cycle, until the rest is possible. Gives the cycles (edge numbers).
///
/// `edges_of` lists the edges of each assertion.
pub(crate) fn clear_cycles(graph: &mut Graph, edges_of: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut found = Vec::new();
    for number in 0..graph.edges.len() as u32 {
        let edge = graph.edge(number);
        if edge.from == edge.to && edge.max_ms < 0 && graph.is_on(number) {
            take_out(graph, edges_of, &[number]);
            found.push(vec![number]);
        }
    }
    let mut labels = Labels::new(graph);
    while let Some(node) = labels.next() {
        labels.improve_from(graph, node);
        if labels.improvements >= graph.nodes() || labels.queue.is_empty() {
            labels.improvements = 0;
            for cycle in labels.parent_cycles(graph) {
                if cycle.iter().all(|number| graph.is_on(*number)) && graph.sum(&cycle) < 0 {
                    let short = shortest_negative(graph, &cycle);
                    take_out(graph, edges_of, &short);
                    found.push(short);
                }
                labels.forget(graph, &cycle);
            }
        }
    }
    found
}

fn take_out(graph: &mut Graph, edges_of: &[Vec<u32>], cycle: &[u32]) {
    for assertion in graph.assertions(cycle) {
        for number in &edges_of[assertion as usize] {
            graph.switch(*number, false);
        }
    }
}

const NO_PARENT: u32 = u32::MAX;

struct Labels {
    queue: VecDeque<u32>,
    is_queued: Vec<bool>,
    /// The edge that last lowered each node.
    parent: Vec<u32>,
    improvements: usize,
}

impl Labels {
    fn new(graph: &Graph) -> Self {
        let nodes = graph.nodes();
        Labels {
            queue: (0..nodes as u32).collect(),
            is_queued: vec![true; nodes],
            parent: vec![NO_PARENT; nodes],
            improvements: 0,
        }
    }

    fn next(&mut self) -> Option<u32> {
        let node = self.queue.pop_front()?;
        self.is_queued[node as usize] = false;
        Some(node)
    }

    fn improve_from(&mut self, graph: &mut Graph, node: u32) {
        for idx in 0..graph.outgoing[node as usize].len() {
            let number = graph.outgoing[node as usize][idx];
            let edge = graph.edge(number);
            if !graph.is_on(number) || edge.from == edge.to {
                continue;
            }
            let lowered = graph.potential[node as usize] + edge.weight();
            if lowered < graph.potential[edge.to as usize] {
                graph.potential[edge.to as usize] = lowered;
                self.parent[edge.to as usize] = number;
                self.improvements += 1;
                self.enqueue(edge.to);
            }
        }
    }

    fn enqueue(&mut self, node: u32) {
        if !std::mem::replace(&mut self.is_queued[node as usize], true) {
            self.queue.push_back(node);
        }
    }

    /// Every cycle of the parent graph, as edge numbers in walking order.
    fn parent_cycles(&self, graph: &Graph) -> Vec<Vec<u32>> {
        let mut seen_in = vec![0_u32; graph.nodes()];
        let mut cycles = Vec::new();
        for start in 0..graph.nodes() as u32 {
            let mut node = start;
            while seen_in[node as usize] == 0 {
                seen_in[node as usize] = start + 1;
                match self.parent[node as usize] {
                    NO_PARENT => break,
                    by => node = graph.edge(by).from,
                }
            }
            if seen_in[node as usize] == start + 1 && self.parent[node as usize] != NO_PARENT {
                cycles.extend(self.cycle_at(graph, node));
            }
        }
        cycles
    }

    fn cycle_at(&self, graph: &Graph, start: u32) -> Option<Vec<u32>> {
        let mut cycle = Vec::new();
        let mut node = start;
        loop {
            let by = self.parent[node as usize];
            if by == NO_PARENT {
                return None;
            }
            cycle.push(by);
            node = graph.edge(by).from;
            if node == start {
                cycle.reverse();
                return Some(cycle);
            }
        }
    }

    /// Lets the nodes of a broken cycle start anew: their labels stay, which any potential may.
    fn forget(&mut self, graph: &Graph, cycle: &[u32]) {
        for number in cycle {
            let edge = graph.edge(*number);
            self.parent[edge.to as usize] = NO_PARENT;
            self.enqueue(edge.from);
        }
    }
}
