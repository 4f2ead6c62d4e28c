//! Decisions: what a person judged about a derived thing. Appended, never erased (nomenklatura: Judgement).

use crate::{Id, Interval, Mode, OriginalId};
use serde::{Deserialize, Serialize};

/// What a decision can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    Time,
    Figure,
    Name,
    Statement,
    Claim,
    Finding,
    Entry,
}

/// A derived thing, kept by its quote, so that a decision finds it again when a later version reads the passage elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    pub kind: SubjectKind,
    pub id: Id,
    /// The original of its first passage.
    pub original: OriginalId,
    /// The words of that passage, verbatim.
    pub quote: String,
    /// Where they stood, in bytes of the reading: which of several equal quotes was meant.
    pub start: u32,
    /// For a finding its kind, for what a person added that and what it counts, else nothing: what a quote alone does not
    /// tell apart.
    #[serde(default)]
    pub sort: String,
}

/// What can be set by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// Of a figure: `14`, `10-20`, `>=25`, `<=30`; of a time: EDTF.
    Value,
    /// Of a figure.
    Place,
    /// Of a figure: a key of the measure lexicon.
    Measure,
    /// Of a figure: the group it counts; empty = everybody.
    Group,
    /// Of a statement.
    Speaker,
}

/// The rule of what a person added.
pub const BY_HAND: &str = "by-hand";

/// What a person reads at a passage where no rule read it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Added {
    Time(GivenTime),
    Figure(GivenFigure),
    Statement { speaker: String, mode: Mode },
}

impl Added {
    /// What kind of thing it makes.
    pub fn kind(&self) -> SubjectKind {
        match self {
            Added::Time(_) => SubjectKind::Time,
            Added::Figure(_) => SubjectKind::Figure,
            Added::Statement { .. } => SubjectKind::Statement,
        }
    }
}

/// A date that a person gives, with its instants in the zone that was in force then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GivenTime {
    pub edtf: String,
    pub interval: Interval,
}

/// A count that a person gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GivenFigure {
    /// `14`, `10-20`, `>=25`, `<=30`.
    pub value: String,
    /// A key of the measure lexicon.
    pub measure: String,
    /// What is counted, in words.
    pub counted: String,
    /// The group that is counted; none = everybody.
    pub group: Option<String>,
    /// Where; as the sentence says when not given.
    pub place: Option<String>,
    /// As the sentence says when not given.
    pub as_of: Option<GivenTime>,
    /// Who gives it; as the sentence says when not given.
    pub speaker: Option<String>,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "act")]
pub enum Act {
    Accept,
    Reject,
    Unsure,
    Set {
        field: Field,
        value: String,
        /// The instants of a time, worked out in the zone that was in force when it was set.
        #[serde(default)]
        interval: Option<Interval>,
    },
    /// At this passage stands what no rule read there.
    Add {
        thing: Added,
    },
    /// The two are one: two names, two entries.
    Merge {
        with: Subject,
    },
    /// The two are not one: a claim and the other claim it was joined with.
    Split {
        from: Subject,
    },
    /// The decision with this number no longer holds.
    Withdraw {
        of: i64,
    },
}

/// One decision as it was made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Decision {
    /// Its number in the custody log.
    pub seq: i64,
    pub subject: Subject,
    #[serde(flatten)]
    pub act: Act,
    /// Who, as they name themselves.
    pub who: Option<String>,
    /// RFC 3339, UTC.
    pub at: String,
    pub why: Option<String>,
}

/// What became of a decision in this build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It holds, and acts.
    Holds,
    /// The same person decided otherwise later.
    Replaced,
    /// Another person decided otherwise: neither acts.
    Contested,
    /// Nothing with this quote is read any more.
    Gone,
    Withdrawn,
    /// It does not fit its subject (no such field, a value that cannot be read, no account at the passage).
    Unfit,
}

/// A decision with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    #[serde(flatten)]
    pub decision: Decision,
    pub standing: Standing,
    /// The id its subject has now; another than then where the passage moved.
    pub now: Option<Id>,
}

/// Which claims are decided to tell of one event, and which not; each pair and the list sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joins {
    pub same: Vec<(Id, Id)>,
    pub apart: Vec<(Id, Id)>,
}
