//! The earliest and latest time each event can have, and the constraints that say so.
//!
//! Comes in: a graph whose potential satisfies every active edge. Goes out: one bound per event. Two runs of
//! Dijkstra's algorithm on reduced costs; explanations are the shortest paths with the fewest constraints.

use crate::adjacency::Hop;
use crate::gaps::{self, Union, reached};
use crate::graph::{Edge, Graph, NONE, Sum};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

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
fn tighten(bound: &mut EventBound, reached: &gaps::Reached, node: usize, is_forward: bool) {
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
    let mut bounds = vec![EventBound::default(); graph.nodes()];
    for is_forward in [true, false] {
        let tree = Tree::from_origin(graph, is_forward);
        for node in &tree.settled {
            let time = saturated(tree.time(*node));
            let path = tree.path_through(&bounds, *node);
            let bound = &mut bounds[*node as usize];
            bound.is_path_left_out |= tree.reached[*node as usize].hops as usize > LONGEST_PATH;
            if is_forward {
                (bound.latest_ms, bound.latest_path) = (Some(time), path);
            } else {
                (bound.earliest_ms, bound.earliest_path) = (Some(time), path);
            }
        }
    }
    bounds
}

/// How far each node can lie from the origin at most, both ways: [`Sum::MAX`] where nothing bounds it.
pub(crate) struct FromOrigin {
    from: Vec<Sum>,
    to: Vec<Sum>,
}

impl FromOrigin {
    /// Of a graph whose potential satisfies every active edge.
    pub fn of(graph: &Graph) -> Self {
        let distances = |is_forward| {
            let tree = Tree::from_origin(graph, is_forward);
            tree.reached.iter().map(|reached| reached.distance).collect()
        };
        FromOrigin { from: distances(true), to: distances(false) }
    }

    /// True if `edge` closes a negative walk over the origin.
    pub fn excludes(&self, edge: Edge) -> bool {
        let (back, out) = (self.to[edge.to as usize], self.from[edge.from as usize]);
        back != Sum::MAX && out != Sum::MAX && back + edge.weight() + out < 0
    }
}

fn saturated(sum: Sum) -> i64 {
    sum.clamp(Sum::from(i64::MIN), Sum::from(i64::MAX)) as i64
}

/// The best way found to a node so far: the shortest, of equals the one of fewest edges, of those the one whose last
/// edge sorts first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reached {
    distance: Sum,
    hops: u32,
    by: u32,
    /// The node before.
    before: u32,
}

const NOWHERE: Reached = Reached { distance: Sum::MAX, hops: 0, by: NONE, before: NONE };

/// Shortest paths from (or, backwards, to) the origin.
struct Tree {
    is_forward: bool,
    reached: Vec<Reached>,
    /// Nodes that a path leads to, each after those on its path.
    settled: Vec<u32>,
}

impl Tree {
    /// Dijkstra's algorithm.
    fn from_origin(graph: &Graph, is_forward: bool) -> Self {
        let mut reached = vec![NOWHERE; graph.nodes()];
        let mut settled = Vec::with_capacity(graph.nodes());
        let sign = if is_forward { 1 } else { -1 };
        let shift = |node: u32| sign * (graph.potential[node as usize] - graph.potential[0]);
        // Ordered by reduced costs, in which no edge leads down.
        let mut heap = BinaryHeap::from([Reverse((0, 0_u32, 0_u32))]);
        reached[0] = Reached { distance: 0, ..NOWHERE };
        while let Some(Reverse((reduced, hops, node))) = heap.pop() {
            let so_far = reduced + shift(node);
            let known = reached[node as usize];
            if (known.distance, known.hops) < (so_far, hops) {
                continue;
            }
            settled.push(node);
            for Hop { end, number, max_ms } in graph.around(node, is_forward) {
                let distance = so_far + Sum::from(max_ms);
                let found = Reached { distance, hops: hops + 1, by: number, before: node };
                let known = &mut reached[end as usize];
                if found < *known {
                    let is_nearer = (distance, found.hops) < (known.distance, known.hops);
                    *known = found;
                    if is_nearer {
                        heap.push(Reverse((distance - shift(end), found.hops, end)));
                    }
                }
            }
        }
        Tree { is_forward, reached, settled }
    }

    /// The bound of `node`.
    fn time(&self, node: u32) -> Sum {
        let distance = self.reached[node as usize].distance;
        if self.is_forward { distance } else { -distance }
    }

    /// The path between the origin and `node`, which goes on from the one of the node before; none if it is too long.
    fn path_through(&self, bounds: &[EventBound], node: u32) -> Vec<u32> {
        let Reached { hops, by, before, .. } = self.reached[node as usize];
        if by == NONE || hops as usize > LONGEST_PATH {
            return Vec::new();
        }
        let before = &bounds[before as usize];
        let mut path = Vec::with_capacity(hops as usize);
        if self.is_forward {
            path.extend_from_slice(&before.latest_path);
            path.push(by);
        } else {
            path.push(by);
            path.extend_from_slice(&before.earliest_path);
        }
        path
    }
}
