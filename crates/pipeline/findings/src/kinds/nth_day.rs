//! `nth-day`: a counted day that is not the day of writing.
//!
//! # What it says
//! An account says that today is the sixth day since an event, gives or is given its own day, and neither way of counting
//! leads from the event to that day.
//!
//! # Why it matters
//! Where the count is right, the date of the event or of the account is not: a chronicle built on either is some days off.
//!
//! # How it is computed
//! The reading of times counts from the day the account is mainly about, with the first day counted and without it, and
//! compares both with the day of writing where words or the user give it.
//!
//! # What it does not show
//! Which of the three is wrong: the count, the date of the event or the date of the account.
//!
//! # References
//! ISO 8601-1:2019, 4.4 (time intervals).

use crate::observed::{self, Wording};
use crate::view::View;
use recount_model::{Finding, Severity};

/// The kind's id.
pub const ID: &str = "nth-day";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let says = "observed.nth-day";
    observed::find(view, &Wording { kind: ID, severity: Severity::Note, says })
}
