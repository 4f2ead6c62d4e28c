//! One constraint more: is everything still possible?
//!
//! Comes in: a graph whose potential satisfies every active edge, and one more edge. Goes out: a repaired
//! potential, or a negative cycle. *Source*: Cotton and Maler 2006, algorithm 1, run from both ends of the edge.

use crate::by_node::ByNode;
use crate::cycles::{Search, simple_part};
use crate::graph::{Edge, Graph, NONE, Sum};
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
    forward: Reach,
    backward: Reach,
}

impl Scratch {
    pub fn for_nodes(count: usize) -> Self {
        Scratch { forward: Reach::new(true, count), backward: Reach::new(false, count) }
    }

    /// Links looked at so far.
    pub fn work(&self) -> u64 {
        self.forward.work + self.backward.work
    }

    fn side(&self, is_forward: bool) -> &Reach {
        if is_forward { &self.forward } else { &self.backward }
    }

    fn clear(&mut self) {
        self.forward.clear();
        self.backward.clear();
    }

    /// Searches from both ends of an edge that the potential does not satisfy.
    fn meet(&mut self, graph: &Graph, edge: Edge, most: u64) -> Meeting {
        let budget = -graph.reduced(edge);
        let until = self.work().saturating_add(most);
        self.forward.start(edge.to);
        self.backward.start(edge.from);
        let mut is_forward = true;
        while self.work() < until {
            let (near, far) = if is_forward {
                (&mut self.forward, &self.backward)
            } else {
                (&mut self.backward, &self.forward)
            };
            match near.step(graph, far, budget) {
                Step::Onward => is_forward = !is_forward,
                Step::Met(node) => return Meeting::At(node),
                Step::Exhausted => return Meeting::Never { is_forward },
            }
        }
        Meeting::Unknown
    }
}

/// Dijkstra's algorithm on reduced costs from one end of the new edge, one node at a time.
#[derive(Clone, Debug)]
struct Reach {
    is_forward: bool,
    /// `FAR` where not reached.
    distance: ByNode<Sum>,
    parent: Vec<u32>,
    heap: BinaryHeap<Reverse<(Sum, u32)>>,
    /// Links looked at so far.
    work: u64,
}

const FAR: Sum = Sum::MAX;

/// What one step of a search came to.
enum Step {
    Onward,
    /// Everything nearer than the budget was reached.
    Exhausted,
    /// Both searches reached this node, together under the budget: the new edge closes a negative cycle.
    Met(u32),
}

/// Switches edge `number` on and repairs the potential, or gives the negative cycle that it closes, itself last,
/// and leaves the graph as it was.
///
/// The potential can be repaired by lowering what hangs on the edge's head or by raising what its tail hangs on. Both
/// searches run in turn; the one that ends first is used, and a cycle shows as soon as they meet.
pub(crate) fn switch_on(graph: &mut Graph, scratch: &mut Scratch, number: u32) -> Result<(), Vec<u32>> {
    let edge = graph.edge(number);
    if edge.from == edge.to && edge.max_ms < 0 {
        return Err(vec![number]);
    }
    let budget = -graph.reduced(edge);
    if budget > 0 && edge.from != edge.to {
        let met = scratch.meet(graph, edge, u64::MAX);
        let cycle = match met {
            Meeting::At(node) => Some(cycle_through(graph, scratch, node, number)),
            Meeting::Never { is_forward } => {
                scratch.side(is_forward).shift(graph, budget);
                None
            }
            Meeting::Unknown => None,
        };
        scratch.clear();
        if let Some(cycle) = cycle {
            return Err(cycle);
        }
    }
    graph.switch(number, true);
    Ok(())
}

/// Longest cycle sought by the fewest-hop search; longer ones come from insertion as they are.
pub(crate) const HOPS: usize = 64;

/// As [`switch_on`], but the cycle has as few edges as the search can find. Looked for first, as most edges that the
/// potential does not satisfy close one.
pub(crate) fn switch_on_or_shortest(
    graph: &mut Graph,
    scratch: &mut Scratch,
    search: &mut Search,
    number: u32,
) -> Result<(), Vec<u32>> {
    let is_met = graph.reduced(graph.edge(number)) >= 0;
    let shortest = if is_met { None } else { search.through(graph, number, HOPS) };
    shortest.map_or_else(|| switch_on(graph, scratch, number), Err)
}

/// The negative cycle that edge `number`, which is off, would close, if one shows before `most` links were looked at.
/// The graph stays as it is.
pub(crate) fn cycle_closed_by(
    graph: &Graph,
    scratch: &mut Scratch,
    number: u32,
    most: u64,
) -> Option<Vec<u32>> {
    let edge = graph.edge(number);
    if edge.from == edge.to {
        return (edge.max_ms < 0).then(|| vec![number]);
    }
    let met = if graph.reduced(edge) < 0 { scratch.meet(graph, edge, most) } else { Meeting::Unknown };
    let cycle = match met {
        Meeting::At(node) => Some(cycle_through(graph, scratch, node, number)),
        Meeting::Never { .. } | Meeting::Unknown => None,
    };
    scratch.clear();
    cycle
}

/// Whether searches from both ends of an edge met.
enum Meeting {
    At(u32),
    /// One of them reached everything it could.
    Never {
        is_forward: bool,
    },
    /// They were stopped before.
    Unknown,
}

impl Reach {
    fn new(is_forward: bool, count: usize) -> Self {
        Reach {
            is_forward,
            distance: ByNode::new(count, FAR),
            parent: vec![NONE; count],
            heap: BinaryHeap::new(),
            work: 0,
        }
    }

    fn clear(&mut self) {
        self.distance.clear();
        self.heap.clear();
    }

    fn start(&mut self, node: u32) {
        self.reach(node, 0, NONE);
    }

    fn reach(&mut self, node: u32, distance: Sum, by: u32) {
        self.distance.put(node, distance);
        self.parent[node as usize] = by;
        self.heap.push(Reverse((distance, node)));
    }

    fn step(&mut self, graph: &Graph, far: &Reach, budget: Sum) -> Step {
        let Some(Reverse((distance, node))) = self.heap.pop() else { return Step::Exhausted };
        if distance != self.distance.get(node) {
            return Step::Onward;
        }
        self.work += 1 + graph.degree(node, self.is_forward) as u64;
        for hop in graph.around(node, self.is_forward) {
            let next = hop.end;
            let reached = distance + graph.slack(node, hop, self.is_forward);
            if reached < budget && reached < self.distance.get(next) {
                self.reach(next, reached, hop.number);
                let other = far.distance.get(next);
                if other != FAR && reached + other < budget {
                    return Step::Met(next);
                }
            }
        }
        Step::Onward
    }

    /// Lowers (or, backwards, raises) everything reached by what it lacks to the budget.
    fn shift(&self, graph: &mut Graph, budget: Sum) {
        for node in self.distance.set() {
            let by = budget - self.distance.get(*node);
            let potential = &mut graph.potential[*node as usize];
            *potential += if self.is_forward { -by } else { by };
        }
    }

    /// Edges from `node` back to where this search began.
    fn edges_to(&self, graph: &Graph, node: u32) -> Vec<u32> {
        let mut edges = Vec::new();
        let mut at = node;
        while self.parent[at as usize] != NONE {
            let by = self.parent[at as usize];
            edges.push(by);
            at = graph.edge(by).end(!self.is_forward);
        }
        edges
    }
}

/// The simple negative cycle over `node`, where both searches met, that `closing` closes; `closing` comes last.
fn cycle_through(graph: &Graph, scratch: &Scratch, node: u32, closing: u32) -> Vec<u32> {
    let mut walk = scratch.forward.edges_to(graph, node);
    walk.reverse();
    walk.extend(scratch.backward.edges_to(graph, node));
    walk.push(closing);
    simple_part(graph, &walk).unwrap_or(walk)
}
