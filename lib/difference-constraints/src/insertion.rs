//! One constraint more: is everything still possible?
//!
//! Comes in: a graph whose potential satisfies every active edge, and one more edge. Goes out: a repaired
//! potential, or a negative cycle. *Source*: Cotton and Maler 2006, algorithm 1.

use crate::graph::{Edge, Graph, Sum};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A system that grows one constraint at a time and never accepts one that cannot hold with the rest.
#[derive(Clone, Debug)]
pub struct Incremental {
    graph: Graph,
    scratch: Scratch,
}

impl Incremental {
    /// A system of `events` unknowns, numbered 1 to `events`; 0 is the origin.
    pub fn new(events: usize) -> Self {
        let graph = Graph::with_nodes(events + 1);
        let scratch = Scratch::for_nodes(events + 1);
        Incremental { graph, scratch }
    }

    /// Adds `edge` if all constraints so far can hold with it; gives its number.
    ///
    /// # Errors
    /// A simple negative cycle as edge numbers, the refused edge last, when it cannot hold. The system stays as
    /// it was; the number of a refused edge is not used again.
    ///
    /// An edge that names an unknown event is accepted by nobody: the cycle is empty.
    pub fn insert(&mut self, edge: Edge) -> Result<u32, Vec<u32>> {
        if edge.from.max(edge.to) as usize >= self.graph.nodes() {
            return Err(Vec::new());
        }
        let number = self.graph.push(edge, false);
        switch_on(&mut self.graph, &mut self.scratch, number).map(|()| number)
    }
}

/// Working memory of insertions, reused so that one insertion costs what it touches.
#[derive(Clone, Debug)]
pub(crate) struct Scratch {
    /// By how much each touched node must fall.
    fall: Vec<Sum>,
    parent: Vec<u32>,
    is_settled: Vec<bool>,
    touched: Vec<u32>,
    heap: BinaryHeap<Reverse<(Sum, u32)>>,
}

impl Scratch {
    pub fn for_nodes(count: usize) -> Self {
        Scratch {
            fall: vec![0; count],
            parent: vec![0; count],
            is_settled: vec![false; count],
            touched: Vec::new(),
            heap: BinaryHeap::new(),
        }
    }

    fn clear(&mut self) {
        for node in self.touched.drain(..) {
            self.fall[node as usize] = 0;
            self.is_settled[node as usize] = false;
        }
        self.heap.clear();
    }

    fn lower(&mut self, node: u32, fall: Sum, by: u32) {
        if self.fall[node as usize] == 0 {
            self.touched.push(node);
        }
        self.fall[node as usize] = fall;
        self.parent[node as usize] = by;
        self.heap.push(Reverse((fall, node)));
    }
}

/// Switches edge `number` on and repairs the potential, or gives the negative cycle that it closes, itself last,
/// and leaves the graph as it was.
pub(crate) fn switch_on(graph: &mut Graph, scratch: &mut Scratch, number: u32) -> Result<(), Vec<u32>> {
    let edge = graph.edge(number);
    if edge.from == edge.to {
        if edge.max_ms < 0 {
            return Err(vec![number]);
        }
        graph.switch(number, true);
        return Ok(());
    }
    let missing = graph.reduced(edge);
    if missing < 0 {
        scratch.lower(edge.to, missing, number);
        let closes = propagate(graph, scratch, edge.from);
        if closes {
            let cycle = cycle_back(graph, scratch, edge.from, number);
            scratch.clear();
            return Err(cycle);
        }
        for node in &scratch.touched {
            graph.potential[*node as usize] += scratch.fall[*node as usize];
        }
        scratch.clear();
    }
    graph.switch(number, true);
    Ok(())
}

/// True if lowering reaches `goal`: then the new edge closes a negative cycle. The potential is not written.
fn propagate(graph: &Graph, scratch: &mut Scratch, goal: u32) -> bool {
    while let Some(Reverse((fall, node))) = scratch.heap.pop() {
        let at = node as usize;
        if scratch.is_settled[at] || fall != scratch.fall[at] {
            continue;
        }
        scratch.is_settled[at] = true;
        let lowered = graph.potential[at] + fall;
        for number in &graph.outgoing[at] {
            if !graph.is_on(*number) {
                continue;
            }
            let edge = graph.edge(*number);
            let next = lowered + edge.weight() - graph.potential[edge.to as usize];
            if next < scratch.fall[edge.to as usize] && !scratch.is_settled[edge.to as usize] {
                scratch.lower(edge.to, next, *number);
                if edge.to == goal {
                    return true;
                }
            }
        }
    }
    false
}

fn cycle_back(graph: &Graph, scratch: &Scratch, goal: u32, closing: u32) -> Vec<u32> {
    let mut cycle = Vec::new();
    let mut node = goal;
    loop {
        let by = scratch.parent[node as usize];
        cycle.push(by);
        if by == closing {
            break;
        }
        node = graph.edge(by).from;
    }
    cycle.reverse();
    // The closing edge was found first; said last, the cycle reads "all these hold, then this one cannot".
    cycle.rotate_left(1);
    cycle
}
