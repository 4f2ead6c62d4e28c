//! Systems of difference constraints: tightest bounds, minimal conflicts, smallest repairs.
//!
//! Comes in: unknown instants ("events") and constraints `t[to] - t[from] <= max_ms`, each asserted by
//! something that can be right or wrong. Goes out: whether all can hold, the earliest and latest time of each
//! event with the constraints that give it, the smallest sets of assertions that cannot all hold, and the
//! smallest sets that would have to be wrong. It may not know what an event or an assertion is.
//!
//! *Units*: milliseconds, `i64`. *Overflow*: path sums are exact (128 bits, never more than 2^31 terms); a bound
//! that leaves `i64` is given as `i64::MIN` or `i64::MAX`, which reads "beyond every time that can be written".
//!
//! Everything is a function of the *set* of events and constraints: the order in which they were added changes
//! nothing, because [`System`] sorts them by id first.
//!
//! *Sources*: Cotton and Maler, "Fast and flexible difference constraint propagation for DPLL(T)" (SAT 2006) for
//! insertion; Reiter, "A theory of diagnosis from first principles" (1987) for conflicts and repairs; implicit
//! hitting sets after Moreno-Centeno and Karp (2013).
//!
//! ```
//! use difference_constraints::{Limits, SystemBuilder, ORIGIN};
//! let mut builder = SystemBuilder::default();
//! builder.event("gate")?;
//! builder.constraint("not-after-5", ORIGIN, "gate", 5)?;
//! builder.constraint("not-before-3", "gate", ORIGIN, -3)?;
//! let solution = builder.build().solve(&Limits::default());
//! assert!(solution.is_feasible);
//! assert_eq!(solution.bounds[0].earliest_ms, Some(3));
//! # Ok::<(), difference_constraints::SystemError>(())
//! ```

mod adjacency;
mod bounds;
mod branching;
mod builder;
mod by_node;
mod choices;
mod cover;
mod cycles;
mod diagnosis;
mod enumeration;
mod estimate;
mod feasibility;
mod gaps;
mod graph;
mod hitting_set;
mod insertion;
mod json;
mod minimal;
mod names;
mod near_optima;
mod solution;
mod system;
#[cfg(test)]
mod tests;

pub use bounds::{EventBound, LONGEST_PATH};
pub use builder::SystemBuilder;
pub use choices::NODES;
pub use graph::Edge;
pub use insertion::Incremental;
pub use json::{JsonError, SolveInput, SolveOutput, solve_json};
pub use solution::{Choices, Limits, Solution};
pub use system::{Difference, Ends, ORIGIN, System, SystemError};
