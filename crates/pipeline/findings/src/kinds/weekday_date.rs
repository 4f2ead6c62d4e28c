//! `weekday-date`: a weekday that the date beside it was not.
//!
//! # What it says
//! The words give a weekday and a date; in the calendar that date falls on another weekday.
//!
//! # Why it matters
//! One of the two is wrong, or the year is: every time counted from this date is in doubt until it is known which.
//!
//! # How it is computed
//! The reading of times checks every date with a weekday against the proleptic Gregorian calendar. Copies of one
//! slip are one finding.
//!
//! # What it does not show
//! Which of the two is wrong, or that anything else in the account is.
//!
//! # References
//! ISO 8601-1:2019, 4.3 (calendar date and day of the week).

use crate::observed::{self, Wording};
use crate::view::View;
use recount_model::{Finding, Severity};

/// The kind's id.
pub const ID: &str = "weekday-date";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let wording = Wording { kind: ID, severity: Severity::Sharp, says: "observed.weekday-date" };
    observed::find(view, &wording)
}
