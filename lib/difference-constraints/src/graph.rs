//! The graph of a system: one node per event (0 is the origin), one edge per constraint.
//!
//! Comes in: edges. Goes out: what is next to what, switched-on edges and a potential. It may not know names.

use crate::adjacency::{Adjacency, Hop};
use crate::gaps::Union;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Sums of milliseconds along paths. 128 bits, so that no path overflows.
pub(crate) type Sum = i128;

/// No edge, no label, no place.
pub(crate) const NONE: u32 = u32::MAX;

/// One constraint `t[to] - t[from] <= max_ms` between dense node numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    pub from: u32,
    pub to: u32,
    pub max_ms: i64,
    /// What asserts it; edges of one assertion stand and fall together.
    pub assertion: u32,
}

impl Edge {
    pub(crate) fn weight(&self) -> Sum {
        Sum::from(self.max_ms)
    }

    /// Where a walk along (or, backwards, against) the edge leads.
    pub(crate) fn end(&self, is_forward: bool) -> u32 {
        if is_forward { self.to } else { self.from }
    }
}

/// Edges between the same two nodes in the same direction, so that a search looks at one of a thousand statements about
/// the same question, the tightest.
#[derive(Clone, Copy, Debug)]
struct Link {
    from: u32,
    to: u32,
    /// Its rank among the hops of either end.
    rank_out: u32,
    rank_in: u32,
    /// The edge added first, the one added last, and how many there are.
    first: u32,
    last: u32,
    count: u32,
}

/// What does not change while edges are switched.
#[derive(Clone, Debug, Default)]
struct Shape {
    edges: Vec<Edge>,
    link_of: Vec<u32>,
    /// By edge: the next one of its link.
    next: Vec<u32>,
    links: Vec<Link>,
    numbered: HashMap<(u32, u32), u32>,
}

/// Links with more edges than this keep their active ones sorted.
const CROWD: u32 = 16;

/// Adjacency with edges that can be switched off.
///
/// Invariant kept by [`crate::insertion`]: once [`crate::feasibility`] has run, `potential` satisfies every active edge.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    /// Shared between copies of a graph, which differ in what is switched on.
    shape: Arc<Shape>,
    is_active: Vec<bool>,
    outgoing: Adjacency,
    incoming: Adjacency,
    /// By link, if it is crowded: its active edges, the tightest first.
    crowds: HashMap<u32, BTreeSet<(i64, u32)>>,
    pub potential: Vec<Sum>,
}

impl Graph {
    pub fn with_nodes(count: usize) -> Self {
        Graph::with_room_for(count, &[])
    }

    /// All of `edges`, switched on.
    pub fn of(nodes: usize, edges: &[Edge]) -> Self {
        let mut graph = Graph::with_room_for(nodes, edges);
        for edge in edges {
            graph.push(*edge, true);
        }
        graph
    }

    fn with_room_for(nodes: usize, edges: &[Edge]) -> Self {
        let (mut leaving, mut entering) = (vec![0; nodes], vec![0; nodes]);
        for edge in edges {
            leaving[edge.from as usize] += 1;
            entering[edge.to as usize] += 1;
        }
        Graph {
            outgoing: Adjacency::with_degrees(&leaving),
            incoming: Adjacency::with_degrees(&entering),
            potential: vec![0; nodes],
            ..Graph::default()
        }
    }

    pub fn nodes(&self) -> usize {
        self.potential.len()
    }

    pub fn edges(&self) -> &[Edge] {
        &self.shape.edges
    }

    /// Adds an edge, active or not, and gives its number.
    pub fn push(&mut self, edge: Edge, is_active: bool) -> u32 {
        let shape = Arc::make_mut(&mut self.shape);
        let number = shape.edges.len() as u32;
        let fresh = shape.links.len() as u32;
        let link = *shape.numbered.entry((edge.from, edge.to)).or_insert(fresh);
        if link == fresh {
            let rank_out = self.outgoing.push(edge.from, link, Hop::closed(edge.to));
            let rank_in = self.incoming.push(edge.to, link, Hop::closed(edge.from));
            let Edge { from, to, .. } = edge;
            shape.links.push(Link { from, to, rank_out, rank_in, first: number, last: number, count: 1 });
        } else {
            let known = &mut shape.links[link as usize];
            shape.next[known.last as usize] = number;
            (known.last, known.count) = (number, known.count + 1);
        }
        shape.edges.push(edge);
        shape.link_of.push(link);
        shape.next.push(NONE);
        self.is_active.push(false);
        if self.shape.links[link as usize].count == CROWD + 1 {
            let active = self.members(link).filter(|number| self.is_on(*number));
            let active = active.map(|number| (self.edge(number).max_ms, number)).collect();
            self.crowds.insert(link, active);
        }
        self.switch(number, is_active);
        number
    }

    pub fn edge(&self, number: u32) -> Edge {
        self.shape.edges[number as usize]
    }

    pub fn is_on(&self, number: u32) -> bool {
        self.is_active[number as usize]
    }

    fn adjacency(&self, is_forward: bool) -> &Adjacency {
        if is_forward { &self.outgoing } else { &self.incoming }
    }

    /// How many links leave (or, backwards, enter) `node`.
    pub fn degree(&self, node: u32, is_forward: bool) -> usize {
        self.adjacency(is_forward).links(node).len()
    }

    /// Links that leave (or, backwards, enter) `node`.
    pub fn links(&self, node: u32, is_forward: bool) -> &[u32] {
        self.adjacency(is_forward).links(node)
    }

    /// Nodes at the other ends of these links, whatever is on.
    pub fn neighbours(&self, node: u32, is_forward: bool) -> impl Iterator<Item = u32> {
        self.adjacency(is_forward).hops(node).iter().map(|hop| hop.end)
    }

    /// The tightest active edges that leave (or, backwards, enter) `node`, one of each link.
    pub fn around(&self, node: u32, is_forward: bool) -> impl Iterator<Item = Hop> {
        self.adjacency(is_forward).hops(node).iter().filter(|hop| hop.number != NONE).copied()
    }

    /// The edge of a link that was added first.
    pub fn first_of(&self, link: u32) -> u32 {
        self.shape.links[link as usize].first
    }

    /// The next edge of the same link, or [`NONE`].
    pub fn next_of(&self, number: u32) -> u32 {
        self.shape.next[number as usize]
    }

    /// All edges of a link, active or not, ascending.
    pub fn members(&self, link: u32) -> impl Iterator<Item = u32> {
        let known = |number: u32| (number != NONE).then_some(number);
        std::iter::successors(Some(self.first_of(link)), move |number| known(self.next_of(*number)))
    }

    pub fn switch(&mut self, number: u32, is_on: bool) {
        if self.is_active[number as usize] == is_on {
            return;
        }
        self.is_active[number as usize] = is_on;
        let at = self.shape.link_of[number as usize];
        let rank = |number: u32| (self.shape.edges[number as usize].max_ms, number);
        let first = match self.crowds.get_mut(&at) {
            Some(crowd) => {
                if is_on {
                    crowd.insert(rank(number))
                } else {
                    crowd.remove(&rank(number))
                };
                crowd.first().copied()
            }
            None => self.members(at).filter(|number| self.is_on(*number)).map(rank).min(),
        };
        let (max_ms, tightest) = first.unwrap_or((0, NONE));
        let link = self.shape.links[at as usize];
        self.outgoing.set(link.from, link.rank_out, tightest, max_ms);
        self.incoming.set(link.to, link.rank_in, tightest, max_ms);
    }

    /// How far the potential leaves a hop from `node` from being tight.
    pub fn slack(&self, node: u32, hop: Hop, is_forward: bool) -> Sum {
        let (from, to) = if is_forward { (node, hop.end) } else { (hop.end, node) };
        self.potential[from as usize] + Sum::from(hop.max_ms) - self.potential[to as usize]
    }

    /// How far the potential leaves an edge from being tight; negative when it is violated.
    pub fn reduced(&self, edge: Edge) -> Sum {
        self.potential[edge.from as usize] + edge.weight() - self.potential[edge.to as usize]
    }

    /// The sum of the bounds along `path`.
    pub fn sum(&self, path: &[u32]) -> Sum {
        path.iter().map(|number| self.edge(*number).weight()).sum()
    }

    /// The assertions of edges, and of unions counted after all edges, sorted, each once.
    pub fn assertions_of(&self, steps: &[u32], unions: &[Union]) -> Vec<u32> {
        let of_union =
            |step: &u32| unions.get(*step as usize - self.edges().len()).map(|union| union.assertion);
        let (edges, gaps): (Vec<u32>, Vec<u32>) =
            steps.iter().partition(|step| (**step as usize) < self.edges().len());
        let mut assertions = self.assertions(&edges);
        assertions.extend(gaps.iter().filter_map(of_union));
        assertions.sort_unstable();
        assertions.dedup();
        assertions
    }

    /// The assertions of `path`, sorted, each once.
    pub fn assertions(&self, path: &[u32]) -> Vec<u32> {
        let mut assertions: Vec<u32> = path.iter().map(|number| self.edge(*number).assertion).collect();
        assertions.sort_unstable();
        assertions.dedup();
        assertions
    }
}

/// The edges of each assertion, in one piece.
#[derive(Clone, Debug, Default)]
pub(crate) struct Members {
    /// Where the edges of each assertion begin in `edges`; one more at the end.
    starts: Vec<u32>,
    edges: Vec<u32>,
}

impl Members {
    /// Groups the edges of `graph` by assertion; there are `assertions` of them.
    pub fn of(graph: &Graph, assertions: usize) -> Self {
        let mut starts = vec![0_u32; assertions + 1];
        for edge in graph.edges() {
            starts[edge.assertion as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut edges = vec![0_u32; graph.edges().len()];
        for (number, edge) in graph.edges().iter().enumerate() {
            let at = &mut next[edge.assertion as usize];
            edges[*at as usize] = number as u32;
            *at += 1;
        }
        Members { starts, edges }
    }

    /// How many assertions there are.
    pub fn count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The edges of one assertion, ascending.
    pub fn get(&self, assertion: u32) -> &[u32] {
        let at = assertion as usize;
        &self.edges[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}
