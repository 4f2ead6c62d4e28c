//! `took-part`: a group is said to have taken part, and not to have.
//!
//! # What it says
//! The words that put a group among those who acted, and the words that keep it out.
//!
//! # Why it matters
//! Whether strikers, soldiers or strangers acted is what later charges stand on.
//!
//! # How it is computed
//! The language pack lists, for each theme, phrases that stand together in a sentence of one side. Denied, planned and
//! conditional sentences are left out; sentences that name other times or places are not compared.
//!
//! # What it does not show
//! That any one person did: a group is not each of its members.
//!
//! # References
//! M.-C. de Marneffe, A. Rafferty, C. Manning: Finding contradictions in text. ACL (2008).

use crate::contrast;
use crate::view::View;
use recount_model::Finding;

/// The kind's id.
pub const ID: &str = "took-part";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    contrast::find(view, ID)
}
