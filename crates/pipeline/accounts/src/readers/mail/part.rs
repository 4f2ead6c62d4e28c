//! The text of one part of a message, with the way back to its bytes.
//!
//! Comes in: the bytes of a file and where a part stands in them. Goes out: its text and an [`OffsetMap`] to those bytes. It
//! may not know what the text says.

use super::super::draft::Draft;
use super::super::encoding;
use mail_parser::{Encoding, MessagePart, MimeHeaders as _};
use recount_model::{OffsetMap, OffsetPiece, Span};
use std::ops::Range;

/// The text of a part; `None` where its bytes are no text.
pub(super) fn text_of(bytes: &[u8], part: &MessagePart<'_>, base: usize) -> Option<(String, OffsetMap)> {
    let charset = part.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned);
    let range = base + part.offset_body as usize..base + part.offset_end as usize;
    let raw = bytes.get(range.clone())?;
    let transfer = match part.encoding {
        Encoding::None => {
            let decoded = encoding::decode(raw, charset.as_deref()).ok()?;
            return Some((decoded.text, shifted(decoded.offsets, range.start)));
        }
        Encoding::QuotedPrintable => quoted_printable(raw),
        Encoding::Base64 => base64(raw),
    };
    let decoded = encoding::decode(&transfer.bytes, charset.as_deref()).ok()?;
    let mut draft = Draft::default();
    let mut at = 0;
    for line in decoded.text.split_inclusive('\n') {
        let (from, to) = decoded.offsets.to_original(Span::new(at, at + line.len()));
        draft.made(line, transfer.source(from as usize..to as usize, range.start));
        at += line.len();
    }
    let made = draft.finish(&OffsetMap::Identity { skipped_bytes: 0 });
    Some((made.text, made.offsets))
}

fn shifted(offsets: OffsetMap, by: usize) -> OffsetMap {
    let by = by as u32;
    match offsets {
        OffsetMap::Identity { skipped_bytes } => OffsetMap::Identity { skipped_bytes: skipped_bytes + by },
        OffsetMap::Pieces(pieces) => {
            let shift = |piece: OffsetPiece| OffsetPiece {
                original_start: piece.original_start + by,
                original_end: piece.original_end + by,
                ..piece
            };
            OffsetMap::Pieces(pieces.into_iter().map(shift).collect())
        }
        OffsetMap::Text => OffsetMap::Text,
    }
}

/// Bytes without their transfer encoding, each with where it comes from.
#[derive(Default)]
struct Transfer {
    bytes: Vec<u8>,
    from: Vec<u32>,
    end: u32,
}

impl Transfer {
    fn push(&mut self, byte: u8, from: usize) {
        self.bytes.push(byte);
        self.from.push(from as u32);
    }

    fn source(&self, range: Range<usize>, base: usize) -> Range<usize> {
        let place = |at: usize| self.from.get(at).copied().unwrap_or(self.end) as usize + base;
        let start = place(range.start);
        start..place(range.end).max(start)
    }
}

/// RFC 2045, 6.7. What does not keep to it stays as it stands.
fn quoted_printable(raw: &[u8]) -> Transfer {
    let mut made = Transfer { end: raw.len() as u32, ..Transfer::default() };
    let hex = |at: usize| raw.get(at).and_then(|byte| (*byte as char).to_digit(16));
    let mut at = 0;
    while let Some(byte) = raw.get(at) {
        let next = (raw.get(at + 1), raw.get(at + 2));
        match (byte, next, hex(at + 1), hex(at + 2)) {
            (b'=', _, Some(high), Some(low)) => {
                made.push((high * 16 + low) as u8, at);
                at += 3;
            }
            (b'=', (Some(b'\r'), Some(b'\n')), _, _) => at += 3,
            (b'=', (Some(b'\n'), _), _, _) => at += 2,
            _ => {
                made.push(*byte, at);
                at += 1;
            }
        }
    }
    made
}

/// RFC 2045, 6.8. What is no letter of the alphabet is read over.
fn base64(raw: &[u8]) -> Transfer {
    let mut made = Transfer { end: raw.len() as u32, ..Transfer::default() };
    let (mut bits, mut count, mut first) = (0_u32, 0_u32, 0);
    for (at, byte) in raw.iter().enumerate() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        if count == 0 {
            first = at;
        }
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            made.push((bits >> count) as u8, first);
            bits &= (1 << count) - 1;
            first = at;
        }
    }
    made
}
