//! The chronicle: what is said to have happened, with bounds.

use crate::{Id, Interval, Passage};
use serde::{Deserialize, Serialize};

/// An event with time bounds, support and dispute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChronicleEntry {
    pub id: Id,
    pub title: String,
    pub interval: Interval,
    /// EDTF level 2; a clock time where the grain allows it.
    pub edtf: Option<String>,
    pub place: Option<String>,
    pub supports: Vec<Passage>,
    pub disputes: Vec<Passage>,
    /// Independent roots that support it.
    pub roots: u32,
    /// True for what is announced or planned.
    pub is_planned: bool,
    /// `core`, `background` or `aftermath`.
    pub phase: String,
    /// Claims it was made from, sorted.
    pub claims: Vec<Id>,
    /// Greater = nearer to the first screen; only comparable inside one dossier.
    pub weight: u32,
}
