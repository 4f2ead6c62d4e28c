//! What a reader makes of an original: its text, and the way back to its bytes.

use crate::{OriginalId, Span};
use serde::{Deserialize, Serialize};

/// The text of one original.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    pub original: OriginalId,
    /// The id of the reader that made it (`text`, `markdown`, `html`).
    pub reader: String,
    /// The text all spans refer to. For UTF-8 plain text it is the original itself.
    pub text: String,
    pub offsets: OffsetMap,
    /// What the format itself says about structure, in order, not overlapping; empty for plain text.
    pub blocks: Vec<ReadingBlock>,
    /// What the format says about the document: evidence, not truth.
    pub metadata: Vec<MetadataClue>,
    /// BCP 47 language of the text, as detected or declared; `und` when unknown.
    pub language: String,
}

impl Reading {
    /// A text as it stands: its own original, without structure or metadata.
    pub fn plain(original: OriginalId, text: impl Into<String>, language: impl Into<String>) -> Self {
        Reading {
            original,
            reader: "text".to_owned(),
            text: text.into(),
            offsets: OffsetMap::Identity { skipped_bytes: 0 },
            blocks: Vec::new(),
            metadata: Vec::new(),
            language: language.into(),
        }
    }
}

/// A block that the format marks (an HTML element, a Markdown block).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingBlock {
    pub span: Span,
    pub kind: crate::BlockKind,
}

/// One thing the format says about the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetadataClue {
    pub field: MetadataField,
    pub value: String,
    /// Where it stands in the *bytes of the original*, half-open.
    pub original_bytes: (u64, u64),
}

/// Which thing a [`MetadataClue`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MetadataField {
    Title,
    Author,
    Publisher,
    Published,
    Modified,
    CanonicalUrl,
    Language,
}

/// Leads from offsets in the reading's text to byte offsets in the original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OffsetMap {
    /// Text and original are the same bytes, the text starting at this byte (after a byte-order mark).
    Identity { skipped_bytes: u32 },
    /// Pieces in ascending order, covering the text without gaps.
    Pieces(Vec<OffsetPiece>),
}

/// A run of text and the run of original bytes it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffsetPiece {
    pub text_start: u32,
    pub original_start: u32,
    /// End of the bytes this piece was made from (half-open).
    pub original_end: u32,
    /// True if each text byte is one original byte, so offsets inside can be computed.
    pub is_verbatim: bool,
}

impl OffsetMap {
    /// The original bytes that `span` of the text was made from. Inside a piece that is not verbatim
    /// the whole piece is given: wider, never wrong.
    pub fn to_original(&self, span: Span) -> (u64, u64) {
        match self {
            OffsetMap::Identity { skipped_bytes } => {
                (u64::from(span.start + skipped_bytes), u64::from(span.end + skipped_bytes))
            }
            OffsetMap::Pieces(pieces) => {
                let start = locate(pieces, span.start);
                let last_byte = span.end.saturating_sub(1).max(span.start);
                let end = locate(pieces, last_byte);
                match (start, end) {
                    (Some(first), Some(last)) => {
                        (original_start(first, span.start), original_end(last, span.end))
                    }
                    _ => (0, 0),
                }
            }
        }
    }
}

fn locate(pieces: &[OffsetPiece], offset: u32) -> Option<&OffsetPiece> {
    let after = pieces.partition_point(|piece| piece.text_start <= offset);
    pieces.get(after.checked_sub(1)?)
}

fn original_start(piece: &OffsetPiece, offset: u32) -> u64 {
    let inside = if piece.is_verbatim { offset - piece.text_start } else { 0 };
    u64::from(piece.original_start + inside)
}

fn original_end(piece: &OffsetPiece, offset: u32) -> u64 {
    if piece.is_verbatim {
        u64::from(piece.original_start + offset.saturating_sub(piece.text_start))
            .min(u64::from(piece.original_end))
    } else {
        u64::from(piece.original_end)
    }
}
