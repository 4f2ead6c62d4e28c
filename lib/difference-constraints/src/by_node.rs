//! Working memory with one value for each node, most of them the same.
//!
//! Comes in: nodes and values. Goes out: what was set since it was cleared; clearing costs what was set.

/// Values by node.
#[derive(Clone, Debug)]
pub(crate) struct ByNode<T> {
    values: Vec<T>,
    otherwise: T,
    set: Vec<u32>,
}

impl<T: Copy + PartialEq> ByNode<T> {
    /// `count` nodes, all of which have the value `otherwise`.
    pub fn new(count: usize, otherwise: T) -> Self {
        ByNode { values: vec![otherwise; count], otherwise, set: Vec::new() }
    }

    pub fn get(&self, node: u32) -> T {
        self.values[node as usize]
    }

    pub fn is_set(&self, node: u32) -> bool {
        self.get(node) != self.otherwise
    }

    pub fn put(&mut self, node: u32, value: T) {
        if !self.is_set(node) {
            self.set.push(node);
        }
        self.values[node as usize] = value;
    }

    /// Nodes with a value of their own, in the order in which they got it.
    pub fn set(&self) -> &[u32] {
        &self.set
    }

    pub fn clear(&mut self) {
        for node in self.set.drain(..) {
            self.values[node as usize] = self.otherwise;
        }
    }
}
