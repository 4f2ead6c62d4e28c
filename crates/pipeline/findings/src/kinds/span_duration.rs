//! `span-duration`: a stated length that does not fit the stated beginning.
//!
//! # What it says
//! One account says how long something had lasted ("a seven-month strike") and when it began ("since June"), and the
//! two do not fit the day it was still going on.
//!
//! # Why it matters
//! A beginning is a fact that others repeat; a wrong length often shows that another beginning was meant.
//!
//! # How it is computed
//! The reading of times compares the length with the distance between the two dates, with the slack that the words
//! leave ("about", whole months).
//!
//! # What it does not show
//! That the account is wrong: lengths are rounded, and beginnings can be counted from different acts.
//!
//! # References
//! ISO 8601-1:2019, 4.4 (time intervals).

use crate::observed::{self, Wording};
use crate::view::View;
use recount_model::{Finding, Severity};

/// The kind's id.
pub const ID: &str = "span-duration";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let says = "observed.span-duration";
    observed::find(view, &Wording { kind: ID, severity: Severity::Note, says })
}
