//! Local alignment of token sequences with affine gaps, and anchor chaining.
//!
//! Comes in: two sequences as a function that scores a pair of places, or anchors (places where they agree). Goes out:
//! which places belong together, and what stands on one side only. It may not know what the tokens mean.
//!
//! * [`chain`] picks the heaviest sequence of anchors that ascends on both sides, in O(a log a);
//!   [`chains`] goes on with what is left, so that passages in another order become chains of their own.
//! * [`align`] aligns two sequences along the chain of their common rare tokens: banded dynamic programming with affine
//!   gaps between anchors (Gotoh 1982), X-drop extension at both ends (Zhang et al. 2000). Near-linear where the two
//!   agree, never more than about twice `band` cells a row where they do not. [`align_all`] goes on with what is left.
//!
//! ```
//! use alignment::{Penalties, Step, align};
//! let (a, b) = ([1_u64, 2, 3, 4, 5], [9_u64, 1, 2, 4, 5]);
//! let found = align(&a, &b, |i, j| if a[i] == b[j] { 10 } else { -8 }, &Penalties::default());
//! assert_eq!(found.matches(), 4);
//! assert!(found.steps.contains(&Step::OnlyA(2)));
//! ```

mod anchors;
mod banded;
mod chains;
mod sequence;

pub use chains::{Anchor, Chain, chain, chains};
pub use sequence::{align, align_all};

/// What differences cost. Scores of pairs come from the caller; everything is an integer, so that results are the
/// same on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Penalties {
    /// For opening a gap, a positive number.
    pub gap_open: i32,
    /// For each place in a gap, a positive number.
    pub gap_extend: i32,
    /// An extension ends when it falls this far below the best so far.
    pub x_drop: i32,
    /// Most cells per row on either side of the diagonal.
    pub band: usize,
}

impl Default for Penalties {
    /// Made for matches worth about 10.
    fn default() -> Self {
        Penalties { gap_open: 12, gap_extend: 3, x_drop: 120, band: 48 }
    }
}

/// One step of an alignment, with places in the sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Belong together and agree (the pair's score is positive).
    Match(usize, usize),
    /// Stand for each other, but differ.
    Mismatch(usize, usize),
    /// Has no counterpart in `b`.
    OnlyA(usize),
    /// Has no counterpart in `a`.
    OnlyB(usize),
}

/// One local alignment. Steps ascend on both sides; the first and the last are matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    pub steps: Vec<Step>,
    pub score: i64,
}

impl Alignment {
    /// How many places agree.
    pub fn matches(&self) -> usize {
        self.steps.iter().filter(|step| matches!(step, Step::Match(..))).count()
    }
}
