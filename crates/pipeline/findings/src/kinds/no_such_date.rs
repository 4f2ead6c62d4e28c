//! `no-such-date`: a date the calendar does not have.
//!
//! # What it says
//! The words name a day or hour that does not exist (31 June, 25 o'clock, an hour skipped by the clocks).
//!
//! # Why it matters
//! The date was mistyped, misheard or made up; whatever hangs on it has no date until it is found out.
//!
//! # How it is computed
//! The reading of times checks every date and clock time against calendar and zone rules. Copies of one slip are one
//! finding.
//!
//! # What it does not show
//! Which date was meant.
//!
//! # References
//! ISO 8601-1:2019, 4.2–4.3.

use crate::observed::{self, Wording};
use crate::view::View;
use recount_model::{Finding, Severity};

/// The kind's id.
pub const ID: &str = "no-such-date";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let wording = Wording { kind: ID, severity: Severity::Notable, says: "observed.no-such-date" };
    observed::find(view, &wording)
}
