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
    /// What the weight is the sum of.
    #[serde(default)]
    pub weighed: Vec<RankReason>,
}

/// One reason why an entry is near to the first screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankReason {
    /// `roots`, `core`, `disputed`, `harm`, `dated`, `told-as-done`, `stands-alone`.
    pub reason: String,
    pub points: u32,
}

/// What one person, organisation or thing took part in, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// As asked for.
    pub of: String,
    /// Every form that was looked for, sorted.
    pub forms: Vec<String>,
    /// Dated ones first, in order of their time; then those that nothing dates.
    pub entries: Vec<TimelineEntry>,
}

/// Mentions of one happening, or of several at one time that nothing tells apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    pub id: Id,
    /// Entries at the same time have the same; 0 for those that have no place in the order.
    pub ordinal: u32,
    /// `stated`: the words say when; `told`: told as the news of that day, so then or before; `nowhere`: no time.
    pub dated: crate::Dated,
    /// The stated time; of what is only told, no later than the day it was written.
    pub interval: Interval,
    /// The stated time, or the day it was told on.
    pub edtf: Option<String>,
    pub is_planned: bool,
    pub is_negated: bool,
    /// In the order of accounts and places.
    pub mentions: Vec<TimelineMention>,
}

/// One event word that the asked-for takes part in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineMention {
    pub deed: Id,
    pub role: crate::Role,
    /// The event word.
    pub word: Passage,
    /// Its sentence.
    pub sentence: Passage,
}
