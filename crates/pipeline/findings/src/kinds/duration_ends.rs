//! `duration-ends`: a stated length that does not fit the stated end.
//!
//! # What it says
//! The words give how long something lasts and when it ends ("for 20 days (until 5 March)"), and counting from its
//! beginning gives another end, whether the first day counts or not.
//!
//! # Why it matters
//! The length, the beginning or the end is wrong; orders and curfews are often cited by one of the three.
//!
//! # How it is computed
//! The reading of times adds the length to the beginning, inclusive and exclusive, and compares with the end.
//!
//! # What it does not show
//! Which of the three is wrong.
//!
//! # References
//! ISO 8601-1:2019, 4.4 (time intervals).

use crate::observed::{self, Wording};
use crate::view::View;
use recount_model::{Finding, Severity};

/// The kind's id.
pub const ID: &str = "duration-ends";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let wording = Wording { kind: ID, severity: Severity::Notable, says: "observed.duration-ends" };
    observed::find(view, &wording)
}
