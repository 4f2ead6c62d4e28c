//! The graph of a system: one node per event (0 is the origin), one edge per constraint.
//!
//! Comes in: edges. Goes out: adjacency, switched-on edges and a potential. It may not know names.

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
    pub edges: Vec<Edge>,
    /// Edge numbers by node, ascending.
    pub outgoing: Vec<Vec<u32>>,
    pub incoming: Vec<Vec<u32>>,
    pub is_active: Vec<bool>,
    pub potential: Vec<Sum>,
}

impl Graph {
    pub fn with_nodes(count: usize) -> Self {
        Graph {
            outgoing: vec![Vec::new(); count],
            incoming: vec![Vec::new(); count],
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
        self.edges.push(edge);
        self.is_active.push(is_active);
        self.outgoing[edge.from as usize].push(number);
        self.incoming[edge.to as usize].push(number);
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
