//! Negative cycles with the fewest constraints: what a person can follow.
//!
//! Comes in: a graph and an edge. Goes out: a simple negative cycle, through that edge with as few edges as
//! possible when all else can hold. Layered search from both ends of the edge, meeting in the middle.

use crate::adjacency::Hop;
use crate::by_node::ByNode;
use crate::graph::{Graph, NONE, Sum};
use std::collections::HashMap;

#[derive(Clone, Copy)]
struct Label {
    node: u32,
    cost: Sum,
    /// The edge walked last, and the label before it.
    by: u32,
    before: u32,
}

/// Links that one search may look at; without an answer by then there is none.
const WORK: u64 = 5_000;

/// One end's labels, in layers of equally many hops.
struct Side {
    is_forward: bool,
    labels: Vec<Label>,
    /// The cheapest label of each node so far.
    best: ByNode<u32>,
    /// Where the last layer begins in `labels`.
    layer: usize,
    hops: usize,
    /// Links looked at so far.
    work: u64,
}

/// Working memory of searches.
pub(crate) struct Search {
    forward: Side,
    backward: Side,
}

impl Search {
    pub fn for_nodes(count: usize) -> Self {
        Search { forward: Side::new(true, count), backward: Side::new(false, count) }
    }

    /// Links looked at so far.
    pub fn work(&self) -> u64 {
        self.forward.work + self.backward.work
    }

    /// A simple negative cycle with at most `limit` edges beside `number`, the fewest there are. `number` is off, and
    /// the graph's potential satisfies everything that is on.
    pub fn through(&mut self, graph: &Graph, number: u32, limit: usize) -> Option<Vec<u32>> {
        let edge = graph.edge(number);
        if edge.from == edge.to {
            return (edge.max_ms < 0).then(|| vec![number]);
        }
        let budget = Budget { below: -edge.weight(), slack: -graph.reduced(edge) };
        self.forward.start(edge.to);
        self.backward.start(edge.from);
        let until = self.work() + WORK;
        while self.work() < until && self.forward.hops + self.backward.hops < limit {
            let is_forward = self.forward.frontier() <= self.backward.frontier();
            let (near, far) = if is_forward {
                (&mut self.forward, &self.backward)
            } else {
                (&mut self.backward, &self.forward)
            };
            if let Some((a, b)) = near.expand(graph, far, &budget) {
                let (fore, back) = if is_forward { (a, b) } else { (b, a) };
                return simple_part(graph, &self.walk(fore, back, number));
            }
            if self.forward.frontier() == 0 || self.backward.frontier() == 0 {
                return None;
            }
        }
        None
    }

    fn walk(&self, fore: u32, back: u32, number: u32) -> Vec<u32> {
        let mut walk = self.forward.edges_to(fore);
        walk.reverse();
        walk.extend(self.backward.edges_to(back));
        walk.push(number);
        walk
    }
}

/// What a path from the far end back to the near end may cost so that the cycle is negative.
struct Budget {
    below: Sum,
    /// The same in reduced costs, which are never negative.
    slack: Sum,
}

impl Side {
    fn new(is_forward: bool, count: usize) -> Self {
        Side { is_forward, labels: Vec::new(), best: ByNode::new(count, NONE), layer: 0, hops: 0, work: 0 }
    }

    fn start(&mut self, node: u32) {
        self.best.clear();
        self.labels.clear();
        self.labels.push(Label { node, cost: 0, by: NONE, before: NONE });
        self.best.put(node, 0);
        self.layer = 0;
        self.hops = 0;
    }

    fn frontier(&self) -> usize {
        self.labels.len() - self.layer
    }

    /// One layer more, or the labels of this side and the other that meet first: cycles that are found in one layer
    /// have equally many edges.
    fn expand(&mut self, graph: &Graph, far: &Side, budget: &Budget) -> Option<(u32, u32)> {
        let last = self.layer..self.labels.len();
        self.layer = self.labels.len();
        self.hops += 1;
        let root = self.labels[0].node;
        for idx in last {
            let label = self.labels[idx];
            // A cheaper label of the same node in the same layer makes this one needless.
            if self.best.get(label.node) != idx as u32 {
                continue;
            }
            self.work += 1 + graph.degree(label.node, self.is_forward) as u64;
            for Hop { end: node, number, max_ms } in graph.around(label.node, self.is_forward) {
                let cost = label.cost + Sum::from(max_ms);
                if self.is_better(node, cost) && within(graph, root, node, cost, self.is_forward, budget) {
                    let own = self.labels.len() as u32;
                    self.best.put(node, own);
                    self.labels.push(Label { node, cost, by: number, before: idx as u32 });
                    if let Some(other) = far.label_of(node, budget.below - cost) {
                        return Some((own, other));
                    }
                }
            }
        }
        None
    }

    /// The label of `node` if it is cheaper than `below`.
    fn label_of(&self, node: u32, below: Sum) -> Option<u32> {
        let known = self.best.get(node);
        (known != NONE && self.labels[known as usize].cost < below).then_some(known)
    }

    fn is_better(&self, node: u32, cost: Sum) -> bool {
        let known = self.best.get(node);
        known == NONE || cost < self.labels[known as usize].cost
    }

    /// The edges from `label` back to the start of this side.
    fn edges_to(&self, label: u32) -> Vec<u32> {
        let mut edges = Vec::new();
        let mut at = self.labels[label as usize];
        while at.by != NONE {
            edges.push(at.by);
            at = self.labels[at.before as usize];
        }
        edges
    }
}

fn within(graph: &Graph, root: u32, node: u32, cost: Sum, is_forward: bool, budget: &Budget) -> bool {
    let (from, to) = if is_forward { (root, node) } else { (node, root) };
    graph.potential[from as usize] + cost - graph.potential[to as usize] < budget.slack
}

/// A simple negative cycle inside a closed negative walk: loops that do not help are cut out.
pub(crate) fn simple_part(graph: &Graph, walk: &[u32]) -> Option<Vec<u32>> {
    let mut kept: Vec<u32> = Vec::new();
    let mut left_at: HashMap<u32, usize> = HashMap::new();
    for number in walk {
        let edge = graph.edge(*number);
        left_at.insert(edge.from, kept.len());
        kept.push(*number);
        let Some(from) = left_at.get(&edge.to).copied() else { continue };
        if graph.sum(&kept[from..]) < 0 {
            return Some(kept.split_off(from));
        }
        for cut in kept.drain(from..) {
            left_at.remove(&graph.edge(cut).from);
        }
    }
    None
}
