//! Who is told how far a long work is.

/// A work that can take more than a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Files are taken into the case.
    Adding,
    /// Text on pictures is recognised.
    Recognising,
    /// Documents are read.
    Reading,
    /// What was read is put together.
    Reckoning,
    /// Quotes are looked up in their originals.
    Checking,
}

/// Is told how far a work is, from several threads.
pub trait Watcher: Sync {
    /// A work begins that has `total` steps; 0 where nobody knows how many.
    fn begins(&self, work: Work, total: usize);
    /// One more step is done.
    fn step(&self);
    /// What is being worked on, where a step takes long.
    fn at(&self, what: &str);
    /// The work is over.
    fn ends(&self);
    /// Something a person should know now.
    fn says(&self, line: &str);
}

/// Nobody wants to know.
#[derive(Clone, Copy, Debug)]
pub struct Nobody;

impl Watcher for Nobody {
    fn begins(&self, _work: Work, _total: usize) {}
    fn step(&self) {}
    fn at(&self, _what: &str) {}
    fn ends(&self) {}
    fn says(&self, _line: &str) {}
}
