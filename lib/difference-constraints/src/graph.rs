//! The graph of a system: one node per event (0 is the origin), one edge per constraint.
//!
//! Comes in: edges. Goes out: adjacency, switched-on edges and a potential. It may not know names.

use std::sync::Arc;

/// Sums of milliseconds along paths. 128 bits, so that no path overflows.
pub(crate) type Sum = i128;

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
}

/// Adjacency with edges that can be switched off.
///
/// Invariant kept by [`crate::insertion`]: once [`crate::feasibility`] has run, `potential` satisfies every active edge.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    /// Shared between copies of a graph, which differ in what is switched on.
    pub edges: Arc<Vec<Edge>>,
    /// Edge numbers by node, ascending; shared as well.
    pub outgoing: Arc<Vec<Vec<u32>>>,
    pub incoming: Arc<Vec<Vec<u32>>>,
    pub is_active: Vec<bool>,
    pub potential: Vec<Sum>,
}

impl Graph {
    pub fn with_nodes(count: usize) -> Self {
        Graph {
            outgoing: Arc::new(vec![Vec::new(); count]),
            incoming: Arc::new(vec![Vec::new(); count]),
            potential: vec![0; count],
            ..Graph::default()
        }
    }

    pub fn nodes(&self) -> usize {
        self.potential.len()
    }

    /// Adds an edge, active or not, and gives its number.
    pub fn push(&mut self, edge: Edge, is_active: bool) -> u32 {
        let number = self.edges.len() as u32;
        Arc::make_mut(&mut self.edges).push(edge);
        self.is_active.push(is_active);
        Arc::make_mut(&mut self.outgoing)[edge.from as usize].push(number);
        Arc::make_mut(&mut self.incoming)[edge.to as usize].push(number);
        number
    }

    pub fn edge(&self, number: u32) -> Edge {
        self.edges[number as usize]
    }

    pub fn is_on(&self, number: u32) -> bool {
        self.is_active[number as usize]
    }

    pub fn switch(&mut self, number: u32, is_on: bool) {
        self.is_active[number as usize] = is_on;
    }

    /// How far the potential leaves an edge from being tight; negative when it is violated.
    pub fn reduced(&self, edge: Edge) -> Sum {
        self.potential[edge.from as usize] + edge.weight() - self.potential[edge.to as usize]
    }

    /// The sum of the bounds along `path`.
    pub fn sum(&self, path: &[u32]) -> Sum {
        path.iter().map(|number| self.edge(*number).weight()).sum()
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
        for edge in graph.edges.iter() {
            starts[edge.assertion as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut edges = vec![0_u32; graph.edges.len()];
        for (number, edge) in graph.edges.iter().enumerate() {
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
