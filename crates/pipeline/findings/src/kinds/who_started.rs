//! `who-started`: different answers to who began it.
//!
//! # What it says
//! Whom each voice names as the one that began the violence.
//!
//! # Why it matters
//! Who began is what responsibility is argued from, and the answer often follows the side of the speaker.
//!
//! # How it is computed
//! The language pack lists, for each theme, phrases that stand together in a sentence of one side. Denied, planned and
//! conditional sentences are left out; sentences that name other times or places are not compared.
//!
//! # What it does not show
//! Who began. A beginning can be placed earlier or later, and each side begins it with the other's act.
//!
//! # References
//! D. Horowitz: The Deadly Ethnic Riot (2001), on precipitating events.

use crate::contrast;
use crate::view::View;
use recount_model::Finding;

/// The kind's id.
pub const ID: &str = "who-started";

/// Finds all of the kind.
pub fn find(view: &View<'_>) -> Vec<Finding> {
    contrast::find(view, ID)
}
