//! Accounts: one telling by one source.

use crate::{Id, Interval, OriginalId, Passage, Span};
use serde::{Deserialize, Serialize};

/// One telling by one source: a span of an original.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub id: Id,
    pub original: OriginalId,
    /// From the first byte of the title to the last byte of the last paragraph.
    pub span: Span,
    pub language: String,
    pub title: Option<Passage>,
    /// Who publishes, as far as the original says so.
    pub source: Option<String>,
    /// The words (or metadata) that name the source.
    pub source_passage: Option<Passage>,
    pub author: Option<Passage>,
    /// Everything inside the span, in order, not overlapping.
    pub blocks: Vec<Block>,
    /// Parts that were written at another time than the rest (an addition below an essay).
    pub layers: Vec<Layer>,
    /// Why it begins and ends where it does, in words.
    pub why: Vec<crate::Told>,
    /// What the format said about the document this account stands in.
    pub metadata: Vec<crate::MetadataClue>,
}

/// A part of an account with its own time of writing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    pub span: Span,
    /// The words that open it ("Addition. 30.12.").
    pub opening: Passage,
}

/// One block of layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The account's own title.
    Title,
    Heading,
    Paragraph,
    /// A line that names who speaks in what follows ("Anna ORR, miner:").
    Speaker,
    /// An item of a list.
    List,
    /// A byline or a place-and-date line.
    Byline,
    /// Belongs to the page, not to the telling: adverts, menus, captions of players.
    Furniture,
}

/// When an account (or a layer, or a statement) was written, as an interval with its reasons.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentTime {
    pub interval: Interval,
    /// EDTF level 2, day grain; `None` when nothing bounds it.
    pub edtf: Option<String>,
    pub reasons: Vec<TimeReason>,
}

/// Something that bounds a document time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeReason {
    /// What it says, in plain words ("written after Friday 16 December").
    pub why: crate::Told,
    pub rule: String,
    /// What it allows by itself.
    pub interval: Interval,
    /// The words; `None` for metadata and for what the user gave.
    pub passage: Option<Passage>,
}
