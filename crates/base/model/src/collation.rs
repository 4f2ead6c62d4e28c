//! Collation: who copied whom, and what changed on the way.

use crate::{Id, Passage, Span, Told};
use serde::{Deserialize, Serialize};

/// How alike two aligned passages are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlignmentKind {
    Verbatim,
    Edited,
    Paraphrase,
}

/// Which way the words went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    AToB,
    BToA,
    CommonOrigin,
    Unknown,
}

/// What kind of change an edit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditKind {
    /// A number, date or name became another.
    Value,
    Insert,
    Delete,
    Replace,
    /// A hedge was dropped or added.
    Hedge,
    /// A source was dropped or added.
    Attribution,
    Tense,
    /// The same words in another form, or a name in another spelling.
    Variant,
}

/// One change between two aligned passages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub kind: EditKind,
    pub old: String,
    pub new: String,
    /// Empty span at the place of insertion where nothing stands on that side.
    pub a: Span,
    pub b: Span,
}

/// Two passages of different accounts that share their words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alignment {
    pub id: Id,
    /// Side `a` is the account with the smaller id unless `direction` says otherwise.
    pub a: Passage,
    pub b: Passage,
    pub kind: AlignmentKind,
    /// Share of words that agree, 0..=1000 (1000 = all).
    pub score_permille: u32,
    pub edits: Vec<Edit>,
    pub direction: Direction,
    pub why: Vec<Told>,
}

/// One account takes words from another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineageEdge {
    pub id: Id,
    pub from: Id,
    pub to: Id,
    /// `AToB` when the direction is known (from → to); `CommonOrigin` or `Unknown` otherwise.
    pub direction: Direction,
    pub alignments: Vec<Id>,
    /// Share of the shorter account's words that are shared, 0..=1000.
    pub shared_permille: u32,
    pub is_credited: bool,
    pub why: Vec<Told>,
}

/// Claims that go back to one telling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    pub id: Id,
    /// Figures or statements (ids), sorted.
    pub members: Vec<Id>,
    pub why: Vec<Told>,
}

/// Similar wording in the mouths of different speakers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkingPoint {
    pub id: Id,
    /// Statement ids with the speaker, sorted.
    pub statements: Vec<(Id, String)>,
    pub passages: Vec<Passage>,
    pub shared_words: Vec<String>,
    pub why: Vec<Told>,
}

/// Two accounts that tell the same facts in the same order, and not in the same words: one translated from the other, or both from
/// a third, as far as facts can show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Translation {
    pub id: Id,
    /// The account with the smaller id.
    pub one: Id,
    pub other: Id,
    pub is_across_languages: bool,
    /// The facts of the chain, in order: where the one has it, where the other.
    pub facts: Vec<(Passage, Passage)>,
    /// Share of the facts of the account with more of them that is in the chain, 0..=1000.
    pub shared_permille: u32,
    pub why: Vec<Told>,
}

/// Everything collation says about a dossier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Collation {
    pub alignments: Vec<Alignment>,
    pub lineage: Vec<LineageEdge>,
    pub roots: Vec<Root>,
    pub talking_points: Vec<TalkingPoint>,
    #[serde(default)]
    pub translations: Vec<Translation>,
}
