//! What a reader makes of an original: its text, and the way back to its bytes.

use crate::{OriginalId, Span, Told};
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
    /// Tellings that the format itself sets apart (messages, entries of a feed), in order, not overlapping; empty
    /// where only the text can tell.
    pub tellings: Vec<Telling>,
    /// Where in the original each stretch of the text stands, in words of its format; ascending by start.
    pub places: Vec<Place>,
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
            tellings: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Every place that `span` runs over, in order.
    pub fn locators(&self, span: Span) -> impl Iterator<Item = &Locator> {
        let first = self.places.partition_point(|place| place.start <= span.start).saturating_sub(1);
        let begun = self.places.get(first..).unwrap_or_default().iter();
        begun.take_while(move |place| place.start < span.end).map(|place| &place.locator)
    }

    /// Where the byte `offset` of the text stands, in words of the format; `None` where byte offsets say it all.
    pub fn locator(&self, offset: u32) -> Option<&Locator> {
        let after = self.places.partition_point(|place| place.start <= offset);
        self.places.get(after.checked_sub(1)?).map(|place| &place.locator)
    }
}

/// In which order a format writes day, month and year, where it does not say so itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnMeaning {
    /// When what the row tells of happened: never when it was published.
    Date,
    Time,
    Place,
    Title,
    Text,
    Source,
    Author,
    Url,
    Published,
    Language,
    /// A number of the row, which tells nothing.
    Ignored,
    /// Anything else: its header stands before what it says.
    Labelled,
}

/// What the user settles about a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnRule {
    /// The file it holds for; for all files where absent.
    pub file: Option<String>,
    /// As it stands in the file.
    pub header: String,
    pub meaning: ColumnMeaning,
}

/// A telling that the format itself sets apart: a message, an entry of a feed, a line of a collection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    /// Into the reading's text.
    pub span: Span,
    /// What the format says about this telling alone.
    pub metadata: Vec<MetadataClue>,
    /// What makes it one, in words ("message 12 of the mailbox").
    pub why: Told,
}

/// A stretch of the text, up to the next one, and where in the original it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Offset into the reading's text at which it begins.
    pub start: u32,
    pub locator: Locator,
}

/// A place in words of a format; printed as `p.3`, `row 12`, `00:01:12-00:01:20`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Locator {
    /// A page, counted from 1, and the box on it.
    Page {
        number: u32,
        area: Option<Area>,
        /// True if the words were recognised on a picture of the page.
        is_recognised: bool,
    },
    /// A row of a table, counted from 1 as people see it.
    Row { sheet: Option<String>, number: u32 },
    /// A stretch of a recording, in milliseconds from its start.
    Time { from_ms: u64, to_ms: u64 },
    /// A message, by the number or address its format gives it.
    Message { id: String },
    /// A part with a name: a chapter, a footnote.
    Section { name: String },
}

/// A box on a page, in thousandths of its width and height, from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    pub left: u16,
    pub top: u16,
    pub width: u16,
    pub height: u16,
}

impl std::fmt::Display for Locator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Locator::Page { number, is_recognised: false, .. } => write!(f, "p.{number}"),
            Locator::Page { number, is_recognised: true, .. } => write!(f, "p.{number} (recognised)"),
            Locator::Row { sheet: None, number } => write!(f, "row {number}"),
            Locator::Row { sheet: Some(sheet), number } => write!(f, "{sheet}, row {number}"),
            Locator::Time { from_ms, to_ms } => write!(f, "{}-{}", Clock(*from_ms), Clock(*to_ms)),
            Locator::Message { id } => write!(f, "message {id}"),
            Locator::Section { name } => f.write_str(name),
        }
    }
}

/// Milliseconds as `hh:mm:ss`, and `.mmm` where there are any.
struct Clock(u64);

impl std::fmt::Display for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (seconds, rest) = (self.0 / 1000, self.0 % 1000);
        write!(f, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?;
        if rest == 0 { Ok(()) } else { write!(f, ".{rest:03}") }
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
    /// When the file was begun; what is told in it may have been written before or after.
    Created,
    CanonicalUrl,
    Language,
    /// When a message was sent: written then.
    Sent,
    /// When it was taken from where it was published: it was written before.
    Captured,
}

/// Leads from offsets in the reading's text to byte offsets in the original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OffsetMap {
    /// Text and original are the same bytes, the text starting at this byte (after a byte-order mark).
    Identity { skipped_bytes: u32 },
    /// Pieces in ascending order, covering the text without gaps.
    Pieces(Vec<OffsetPiece>),
    /// The original is packed (an office document, a PDF): offsets count in the text that was read out of it, which
    /// reading the same bytes again gives again; [`Reading::places`] says where it stands.
    Text,
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
            OffsetMap::Text => (u64::from(span.start), u64::from(span.end)),
            OffsetMap::Identity { skipped_bytes } => {
                (u64::from(span.start + skipped_bytes), u64::from(span.end + skipped_bytes))
            }
            OffsetMap::Pieces(pieces) => {
                let start = locate(pieces, span.start);
                let last_byte = span.end.saturating_sub(1).max(span.start);
                let end = locate(pieces, last_byte);
                match (start, end) {
                    (Some(first), Some(last)) => {
                        let (from, to) = (original_start(first, span.start), original_end(last, span.end));
                        // A format may say later what a reader shows earlier.
                        if from <= to { (from, to) } else { covered(first, last) }
                    }
                    _ => (0, 0),
                }
            }
        }
    }
}

fn covered(first: &OffsetPiece, last: &OffsetPiece) -> (u64, u64) {
    let start = first.original_start.min(last.original_start);
    (u64::from(start), u64::from(first.original_end.max(last.original_end)))
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
