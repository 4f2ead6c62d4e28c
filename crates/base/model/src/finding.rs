//! Findings: things the analyst should look at.

use crate::{Id, Passage, Told};
use serde::{Deserialize, Serialize};

/// Under which readings a finding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hold {
    Always,
    OnReading,
    Possible,
}

/// How much of the analyst's attention it deserves; says nothing about anybody's blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    Note,
    Notable,
    Sharp,
}

/// Something the analyst should look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub id: Id,
    /// Kebab-case, never reused.
    pub kind: String,
    pub hold: Hold,
    /// In words; `None` when `hold` is `always`.
    pub reading: Option<Told>,
    /// Stands alone, neutral wording.
    pub title: Told,
    /// The reasons, one a line, in plain words.
    pub why: Vec<Told>,
    /// The quotes it stands on; never empty.
    pub passages: Vec<Passage>,
    /// Ids of what it was made from (figures, timexes, alignments, questions).
    pub parents: Vec<Id>,
    pub severity: Severity,
}
