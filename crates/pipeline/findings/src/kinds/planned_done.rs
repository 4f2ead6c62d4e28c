//! `planned-done`: something announced at a place, and said not to have come about there.
//!
//! # What it says
//! What was planned, what came of it, and who says so; and where one voice says it took place and another that it did not.
//!
//! # Why it matters
//! A plan is often retold as a fact. What prevented it is an event of its own.
//!
//! # How it is computed
//! The language pack lists, for each theme, phrases that stand together in a sentence of one side. Denied, planned and
//! conditional sentences are left out; sentences that name other times or places are not compared.
//!
//! # What it does not show
//! That a plan was dropped: it may have been carried out at another hour or place.
//!
//! # References
//! R. Saurí, J. Pustejovsky: FactBank. Language Resources and Evaluation 43 (2009).

use crate::contrast;
use crate::view::View;
use recount_model::Finding;

/// The kind's id.
pub const ID: &str = "planned-done";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    contrast::find(view, ID)
}
