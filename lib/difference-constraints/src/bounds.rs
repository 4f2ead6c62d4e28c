//! The earliest and latest time each event can have, and the constraints that say so.
//!
//! Comes in: a graph whose potential satisfies every active edge. Goes out: one bound per event. Two runs of
//! Dijkstra's algorithm on reduced costs; explanations are the tight paths with the fewest constraints.

use crate::gaps::{Reached, Union, reached};
use crate::graph::{Graph, NONE, Sum};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// What the constraints allow one event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventBound {
    /// Milliseconds after the origin; `None` when nothing bounds it below.
    pub earliest_ms: Option<i64>,
    /// Milliseconds after the origin; `None` when nothing bounds it above.
    pub latest_ms: Option<i64>,
    /// Positions of constraints that lead from the event to the origin: their bounds sum to `-earliest_ms`.
    pub earliest_path: Vec<u32>,
    /// Positions of constraints that lead from the origin to the event: their bounds sum to `latest_ms`.
    pub latest_path: Vec<u32>,
    /// True if a path has more than [`LONGEST_PATH`] constraints and is not given.
    pub is_path_left_out: bool,
}

/// Constraints of the longest path that is given; nobody follows a longer one, and all together would be many.
pub const LONGEST_PATH: usize = 500;

/// Bounds of every node, the origin (0) included, with the unions that are on.
pub(crate) fn bounds(graph: &Graph, unions: &[(u32, &Union)]) -> Vec<EventBound> {
    let mut bounds = without_unions(graph);
    if unions.is_empty() {
        return bounds;
    }
    for is_forward in [true, false] {
        let Ok(reached) = reached(graph, unions, is_forward) else { continue };
        for (node, bound) in bounds.iter_mut().enumerate() {
            tighten(bound, &reached, node, is_forward);
        }
    }
    bounds
}

/// Takes over what unions add. The path of such a bound runs from the origin to a union, is brought out of a gap by it,
/// and runs on.
fn tighten(bound: &mut EventBound, reached: &Reached, node: usize, is_forward: bool) {
    let Some(time) = reached.time(node) else { return };
    let found = saturated(if is_forward { time } else { -time });
    let known = if is_forward { bound.latest_ms } else { bound.earliest_ms };
    if known == Some(found) {
        return;
    }
    let mut path = reached.path(node);
    if path.len() > LONGEST_PATH {
        path.clear();
        bound.is_path_left_out = true;
    }
    if is_forward {
        (bound.latest_ms, bound.latest_path) = (Some(found), path);
    } else {
        path.reverse();
        (bound.earliest_ms, bound.earliest_path) = (Some(found), path);
    }
}

fn without_unions(graph: &Graph) -> Vec<EventBound> {
    let latest = Tree::from_origin(graph, true);
    let earliest = Tree::from_origin(graph, false);
    (0..graph.nodes())
        .map(|node| EventBound {
            earliest_ms: earliest.distance[node].map(|distance| saturated(-distance)),
            latest_ms: latest.distance[node].map(saturated),
            is_path_left_out: earliest.is_long(node) || latest.is_long(node),
            earliest_path: earliest.path(graph, node),
            latest_path: {
                let mut path = latest.path(graph, node);
                path.reverse();
                path
            },
        })
        .collect()
}

fn saturated(sum: Sum) -> i64 {
    sum.clamp(Sum::from(i64::MIN), Sum::from(i64::MAX)) as i64
}

/// Shortest paths from (or, backwards, to) the origin.
struct Tree {
    is_forward: bool,
    distance: Vec<Option<Sum>>,
    parent: Vec<u32>,
    hops: Vec<u32>,
}

impl Tree {
    fn from_origin(graph: &Graph, is_forward: bool) -> Self {
        let mut tree = Tree {
            is_forward,
            distance: reduced_distances(graph, is_forward),
            parent: vec![NONE; graph.nodes()],
            hops: vec![0; graph.nodes()],
        };
        tree.hang_fewest_hops(graph);
        let sign = if is_forward { 1 } else { -1 };
        for node in 0..graph.nodes() {
            let shift = graph.potential[node] - graph.potential[0];
            tree.distance[node] = tree.distance[node].map(|reduced| reduced + sign * shift);
        }
        tree
    }

    /// Breadth first over the edges that shortest paths use, so that each path has as few of them as possible and
    /// ties fall to the edges that sort first.
    fn hang_fewest_hops(&mut self, graph: &Graph) {
        let mut is_seen = vec![false; graph.nodes()];
        let mut queue = VecDeque::from([0_u32]);
        is_seen[0] = true;
        while let Some(node) = queue.pop_front() {
            for (number, edge) in
                graph.around(node, self.is_forward).iter().filter_map(|link| graph.tightest(*link))
            {
                let next = edge.end(self.is_forward);
                let is_tight = self.distance[node as usize].map(|distance| distance + graph.reduced(edge))
                    == self.distance[next as usize];
                if is_tight && !std::mem::replace(&mut is_seen[next as usize], true) {
                    self.parent[next as usize] = number;
                    self.hops[next as usize] = self.hops[node as usize] + 1;
                    queue.push_back(next);
                }
            }
        }
    }

    fn is_long(&self, node: usize) -> bool {
        self.hops[node] as usize > LONGEST_PATH
    }

    /// Edges from `node` back to the origin; none if they are too many.
    fn path(&self, graph: &Graph, node: usize) -> Vec<u32> {
        let mut path = Vec::new();
        let mut at = node;
        while !self.is_long(node) && self.parent[at] != NONE {
            let number = self.parent[at];
            path.push(number);
            let edge = graph.edge(number);
            at = edge.end(!self.is_forward) as usize;
        }
        path
    }
}

fn reduced_distances(graph: &Graph, is_forward: bool) -> Vec<Option<Sum>> {
    let mut distance: Vec<Option<Sum>> = vec![None; graph.nodes()];
    let mut heap = BinaryHeap::from([Reverse((0, 0_u32))]);
    distance[0] = Some(0);
    while let Some(Reverse((so_far, node))) = heap.pop() {
        if distance[node as usize].is_some_and(|known| known < so_far) {
            continue;
        }
        for (_, edge) in graph.around(node, is_forward).iter().filter_map(|link| graph.tightest(*link)) {
            let next = edge.end(is_forward);
            let reached = so_far + graph.reduced(edge);
            if distance[next as usize].is_none_or(|known| reached < known) {
                distance[next as usize] = Some(reached);
                heap.push(Reverse((reached, next)));
            }
        }
    }
    distance
}
