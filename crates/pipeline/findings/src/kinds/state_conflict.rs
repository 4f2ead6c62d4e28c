//! `state-conflict`: things said to be in two states at one time.
//!
//! # What it says
//! The words that say the one, the words that say the other, and who says them: telephones cut off and in use, a crowd
//! armed and unarmed.
//!
//! # Why it matters
//! Both can hold only if they speak of different moments, places or parts of a thing; which of these it is decides what is
//! known.
//!
//! # How it is computed
//! The language pack lists, for each theme, phrases that stand together in a sentence of one side. Denied, planned and
//! conditional sentences are left out; sentences that name other times or places are not compared.
//!
//! # What it does not show
//! That one of them is wrong: a state changes, and has exceptions.
//!
//! # References
//! M.-C. de Marneffe, A. Rafferty, C. Manning: Finding contradictions in text. ACL (2008).

use crate::contrast;
use crate::view::View;
use recount_model::Finding;

/// The kind's id.
pub const ID: &str = "state-conflict";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    contrast::find(view, ID)
}
