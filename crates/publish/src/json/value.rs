//! Pieces that several records share: places in originals, instants.
//!
//! Comes in: spans and epoch milliseconds. Goes out: original bytes and RFC 3339 text. It may not know any record.

use crate::index::{BoxRecord, Index};
use jiff::Timestamp;
use recount_model::{EpochMs, Interval, OriginalId, Passage, Span, Told};
use serde::Serialize;

/// A cited passage: UTF-8 bytes into the original, half-open, with the verbatim words.
#[derive(Clone, Debug, Serialize)]
pub struct PassageRecord<'d> {
    pub original: &'d str,
    pub account: &'d str,
    pub start: u64,
    pub end: u64,
    pub text: &'d str,
    /// Where in words of the format (`p.3`, `row 12`, `00:01:12-00:01:20`), where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// On a page: the box of each line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<BoxRecord>,
}

impl<'d> PassageRecord<'d> {
    pub(crate) fn new(index: &Index<'_>, passage: &'d Passage) -> Self {
        let (start, end) = index.original_bytes(&passage.original, passage.span);
        PassageRecord {
            original: &passage.original.0,
            account: &passage.account.0,
            start,
            end,
            text: &passage.text,
            locator: index.locator(&passage.original, passage.span),
            boxes: index.boxes(&passage.original, passage.span),
        }
    }
}

/// Words inside a thing whose original is already named.
#[derive(Clone, Debug, Serialize)]
pub struct WordsRecord<'d> {
    pub start: u64,
    pub end: u64,
    pub text: &'d str,
}

impl<'d> WordsRecord<'d> {
    pub(crate) fn new(index: &Index<'d>, original: &'d OriginalId, span: Span) -> Self {
        let (start, end) = index.original_bytes(original, span);
        let text = index.reading(original).map_or("", |reading| span.of(&reading.text));
        WordsRecord { start, end, text }
    }
}

/// Original bytes without words.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct BytesRecord {
    pub start: u64,
    pub end: u64,
}

impl BytesRecord {
    pub(crate) fn new(index: &Index<'_>, original: &OriginalId, span: Span) -> Self {
        let (start, end) = index.original_bytes(original, span);
        BytesRecord { start, end }
    }
}

/// The first and last instant as RFC 3339, UTC; `None` where unbounded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IntervalRecord {
    pub earliest: Option<String>,
    pub latest: Option<String>,
}

impl From<Interval> for IntervalRecord {
    fn from(interval: Interval) -> Self {
        IntervalRecord {
            earliest: interval.earliest.and_then(rfc_3339),
            latest: interval.latest.and_then(rfc_3339),
        }
    }
}

/// RFC 3339 in UTC; `None` outside the years -9999 to 9999.
fn rfc_3339(instant: EpochMs) -> Option<String> {
    Timestamp::from_millisecond(instant).ok().map(|timestamp| timestamp.to_string())
}

/// A share in thousandths as 0..=1 (1 = all).
pub(crate) fn share(permille: u32) -> f64 {
    f64::from(permille) / 1000.0
}

/// What was said, in English: programs read that.
pub(super) fn texts(told: &[Told]) -> Vec<&str> {
    told.iter().map(|one| &**one).collect()
}
