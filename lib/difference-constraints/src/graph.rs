//! The graph of a system: one node per event (0 is the origin), one edge per constraint.
//!
//! Comes in: edges. Goes out: adjacency, switched-on edges and a potential. It may not know names.

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

/// What does not change while edges are switched.
///
/// Edges between the same two nodes in the same direction share a link, so that a search looks at one of a thousand
/// statements about the same question, the tightest.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    pub edges: Vec<Edge>,
    link_of: Vec<u32>,
    /// Edge numbers by link, ascending.
    links: Vec<Vec<u32>>,
    numbered: HashMap<(u32, u32), u32>,
    outgoing: Vec<Vec<u32>>,
    incoming: Vec<Vec<u32>>,
}

/// Links with more edges than this keep their active ones sorted.
const CROWD: usize = 16;

/// Adjacency with edges that can be switched off.
///
/// Invariant kept by [`crate::insertion`]: once [`crate::feasibility`] has run, `potential` satisfies every active edge.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    /// Shared between copies of a graph, which differ in what is switched on.
    shape: Arc<Shape>,
    is_active: Vec<bool>,
    /// By link: the tightest active edge, or [`NONE`].
    tightest: Vec<u32>,
    /// By link, if it is crowded: its active edges, the tightest first.
    crowds: HashMap<u32, BTreeSet<(i64, u32)>>,
    pub potential: Vec<Sum>,
}

impl Graph {
    pub fn with_nodes(count: usize) -> Self {
        let shape = Shape {
            outgoing: vec![Vec::new(); count],
            incoming: vec![Vec::new(); count],
            ..Shape::default()
        };
        Graph { shape: Arc::new(shape), potential: vec![0; count], ..Graph::default() }
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
        let next = shape.links.len() as u32;
        let link = *shape.numbered.entry((edge.from, edge.to)).or_insert(next);
        if link == next {
            shape.links.push(Vec::new());
            shape.outgoing[edge.from as usize].push(link);
            shape.incoming[edge.to as usize].push(link);
            self.tightest.push(NONE);
        }
        shape.edges.push(edge);
        shape.link_of.push(link);
        shape.links[link as usize].push(number);
        self.is_active.push(false);
        if shape.links[link as usize].len() == CROWD + 1 {
            let active = shape.links[link as usize].iter().filter(|number| self.is_active[**number as usize]);
            let active = active.map(|number| (shape.edges[*number as usize].max_ms, *number)).collect();
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

    /// Links that leave (or, backwards, enter) `node`.
    pub fn around(&self, node: u32, is_forward: bool) -> &[u32] {
        let lists = if is_forward { &self.shape.outgoing } else { &self.shape.incoming };
        &lists[node as usize]
    }

    /// The tightest active edge of a link and its number.
    pub fn tightest(&self, link: u32) -> Option<(u32, Edge)> {
        let number = self.tightest[link as usize];
        (number != NONE).then(|| (number, self.edge(number)))
    }

    /// All edges of a link, active or not.
    pub fn members(&self, link: u32) -> &[u32] {
        &self.shape.links[link as usize]
    }

    pub fn switch(&mut self, number: u32, is_on: bool) {
        if self.is_active[number as usize] == is_on {
            return;
        }
        self.is_active[number as usize] = is_on;
        let link = self.shape.link_of[number as usize];
        let rank = |number: u32| (self.shape.edges[number as usize].max_ms, number);
        let first = match self.crowds.get_mut(&link) {
            Some(crowd) => {
                if is_on {
                    crowd.insert(rank(number))
                } else {
                    crowd.remove(&rank(number))
                };
                crowd.first().map(|(_, number)| *number)
            }
            None => {
                let members = self.shape.links[link as usize].iter().copied();
                members.filter(|number| self.is_active[*number as usize]).min_by_key(|number| rank(*number))
            }
        };
        self.tightest[link as usize] = first.unwrap_or(NONE);
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
