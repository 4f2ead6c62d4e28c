//! Questions: the same attribute of the same event and scope, and how the answers compare.

use crate::{Bound, Hold, Id, Interval, Measure, Passage, Told};
use serde::{Deserialize, Serialize};

/// The same attribute of the same event and scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub id: Id,
    /// Stands alone ("How many were killed in Orlec?").
    pub title: Told,
    pub measure: Measure,
    pub event: Option<String>,
    pub place: Option<String>,
    /// Group the count is limited to ("police officers").
    pub group: Option<String>,
    /// Scope in words.
    pub scope: Told,
    pub claims: Vec<ClaimInQuestion>,
    pub pairs: Vec<PairRelation>,
    /// Infeasible sets under a stated reading.
    pub conflicts: Vec<FigureConflict>,
    /// The floor: value, and the figure that gives it.
    pub low: Option<(u64, Id)>,
    /// The ceiling: greatest value anyone gives, and the figure that gives it.
    pub high: Option<(u64, Id)>,
    /// Present only where independent roots of different sides agree; usually absent.
    pub best: Option<(u64, Vec<Id>)>,
    /// How coding manuals would put it down, as we read them; beside our bounds, never instead of them.
    #[serde(default)]
    pub codings: Vec<Coding>,
    /// Why there is no best, what is missing, what would settle it.
    pub missing: Vec<Told>,
    /// Questions whose scope contains, or is contained in, this one's.
    pub wider: Vec<Id>,
    pub narrower: Vec<Id>,
}

/// A question as a coding manual would put it down: each number with the figure it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    /// `acled` or `ucdp`.
    pub policy: String,
    pub low: Option<(u64, Id)>,
    pub best: Option<(u64, Id)>,
    pub high: Option<(u64, Id)>,
}

/// One figure as an answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimInQuestion {
    /// The figure's id.
    pub figure: Id,
    pub account: Id,
    pub passage: Passage,
    pub low: u64,
    pub high: Option<u64>,
    pub bound: Bound,
    pub as_of: Interval,
    pub chain: Vec<String>,
    /// The root it goes back to; copies share one.
    pub root: Id,
    /// `official`, `opposing`, `witness`, `anonymous`, `account`, or `named` where the text names a speaker without a
    /// side: as far as the text says.
    pub role: String,
}

/// How two answers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    Agreement,
    Update,
    OtherScope,
    OtherDefinition,
    Subset,
    Compatible,
    CopyEdit,
    Conflict,
}

/// How two figures compare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairRelation {
    pub a: Id,
    pub b: Id,
    pub relation: Relation,
    /// For conflicts only.
    pub hold: Option<Hold>,
    /// Mostly one of a few sentences: a crowded dossier has hundreds of thousands of pairs. Empty where a conflict of the
    /// question has the same two figures: its reading is the reason ([`Question::why`]).
    pub why: Told,
}

/// A smallest set of figures that cannot all hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureConflict {
    pub id: Id,
    pub figures: Vec<Id>,
    pub hold: Hold,
    /// The reading under which they cannot all hold, in words; `None` when `hold` is `always`.
    pub reading: Option<Told>,
    pub why: Vec<Told>,
}

impl Question {
    /// Why the two figures compare as they do.
    pub fn why<'q>(&'q self, pair: &'q PairRelation) -> &'q Told {
        let is_same = |conflict: &&FigureConflict| matches!(conflict.figures.as_slice(), [a, b] if (a, b) == (&pair.a, &pair.b));
        let reading = || self.conflicts.iter().find(is_same)?.reading.as_ref();
        if pair.why.is_empty() { reading().unwrap_or(&pair.why) } else { &pair.why }
    }
}
