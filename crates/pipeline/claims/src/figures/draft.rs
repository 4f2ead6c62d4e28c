//! A figure in the making: a quantity with what it counts, still in token positions.
//!
//! Comes in: nothing. Goes out: the type that the steps from quantity to figure fill in. It may not know accounts.

use super::counted::Counted;
use super::quantity::Quantity;
use std::ops::Range;

/// How a draft hangs on another one, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DraftRelation {
    PartOf(usize),
    ItemOf(usize, Option<bool>),
    MoreThanBy(usize),
}

/// A figure in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Index of the sentence in the account.
    pub sentence: usize,
    pub quantity: Quantity,
    pub counted: Counted,
    pub measure: String,
    /// The predicate the measure came from.
    pub predicate: Option<u16>,
    /// True if the predicate stands before ("killed 12"): later items of the row inherit it.
    pub is_object: bool,
    /// What a reader would underline.
    pub underlined: Range<usize>,
    /// The words that name what is counted.
    pub counted_words: Range<usize>,
    pub is_group: bool,
    pub is_negated: bool,
    pub is_planned: bool,
    pub is_hedged: bool,
    pub is_implied: bool,
    pub relation: Option<DraftRelation>,
    pub rule: &'static str,
}
