//! `zone-pair`: two clock times for one moment that no time zone makes equal.
//!
//! # What it says
//! The words give one moment in two zones ("10 (11 capital time)"), and the distance between the two is not the
//! distance between the zones on that day.
//!
//! # Why it matters
//! At least one of the two clocks is wrong. Whoever builds a minute-by-minute chronicle on one of them may be an hour
//! or more off. The same odd pair in two accounts is strong evidence that one was copied from the other.
//!
//! # How it is computed
//! The reading of times tests the pair against the zone rules of the place and date (IANA time zone database). Copies
//! of one slip are one finding.
//!
//! # What it does not show
//! Which clock is right. A nearest repair, where one is named, is a suggestion.
//!
//! # References
//! IANA Time Zone Database; RFC 6557.

use crate::observed::{self, Wording};
use crate::view::View;
use recount_model::{Finding, Severity};

/// The kind's id.
pub const ID: &str = "zone-pair";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let says = "observed.zone-pair";
    observed::find(view, &Wording { kind: ID, severity: Severity::Sharp, says })
}
