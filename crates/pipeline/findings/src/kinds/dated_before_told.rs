//! `dated-before-told`: an account older than what it tells.
//!
//! # What it says
//! An account gives a day as its own, in a byline or at its top, and tells as past of a day that came later.
//!
//! # Why it matters
//! Either the text was changed after it came out, or one of the dates is wrong. Both matter to whoever asks who knew what
//! when.
//!
//! # How it is computed
//! The reading of times takes the day that the account or the user gives for it, and looks for whole dates in sentences
//! in the past tense that lie more than a day behind it. Additions with a date of their own do not count.
//!
//! # What it does not show
//! That anything was hidden: pages keep the date of their first version.
//!
//! # References
//! ISO-TimeML, 6.2 (document creation time).

use crate::observed::{self, Wording};
use crate::view::View;
use recount_model::{Finding, Severity};

/// The kind's id.
pub const ID: &str = "dated-before-told";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    let says = "observed.dated-before-told";
    observed::find(view, &Wording { kind: ID, severity: Severity::Note, says })
}
