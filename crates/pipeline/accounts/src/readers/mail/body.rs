//! The lines of a message, and which of them are quoted.
//!
//! Comes in: a part of a message. Goes out: a [`Body`]: text with the way back, cut into lines. It may not know who speaks.

use super::super::draft::{Draft, Made};
use super::super::html;
use super::part;
use mail_parser::{MessagePart, PartType};
use recount_model::{BlockKind, OffsetMap};
use std::ops::Range;

pub(super) struct Body {
    pub(super) made: Made,
    pub(super) lines: Vec<Line>,
}

/// One line of plain text, or one block of a page.
pub(super) struct Line {
    /// Into the body's text, without marks of quotation.
    pub(super) words: Range<usize>,
    /// How often it is quoted.
    pub(super) depth: usize,
    /// What a page says it is; `None` in plain text, where lines join to paragraphs.
    pub(super) kind: Option<BlockKind>,
}

impl Body {
    pub(super) fn words(&self, line: &Line) -> &str {
        self.made.text.get(line.words.clone()).unwrap_or("")
    }
}

pub(super) fn of(bytes: &[u8], part: &MessagePart<'_>, base: usize, is_mailbox: bool) -> Option<Body> {
    let (text, offsets) = part::text_of(bytes, part, base)?;
    match part.body {
        PartType::Html(_) => Some(page(&text, &offsets)),
        PartType::Text(_) => Some(plain(text, offsets, is_mailbox)),
        _ => None,
    }
}

fn page(text: &str, offsets: &OffsetMap) -> Body {
    let made = html::read(text).finish(offsets);
    let line = |block: &recount_model::ReadingBlock| Line {
        words: block.span.range(),
        depth: 0,
        // A message is no page with menus around it: all of it was written to be read.
        kind: Some(if block.kind == BlockKind::Furniture { BlockKind::Paragraph } else { block.kind }),
    };
    let lines = made.blocks.iter().map(line).collect();
    Body { made, lines }
}

fn plain(text: String, offsets: OffsetMap, is_mailbox: bool) -> Body {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        // In a mailbox `From` at the beginning of a line is written `>From`: it is not quoted.
        let is_masked = is_mailbox && words.starts_with(">From ");
        let (depth, skipped) = if is_masked { (0, 1) } else { quoted(words) };
        lines.push(Line { words: at + skipped..at + words.len(), depth, kind: None });
        at += line.len();
    }
    let made = Made { text, offsets, ..Draft::default().finish(&OffsetMap::Text) };
    Body { made, lines }
}

/// How many marks of quotation a line begins with, and where its words begin.
fn quoted(words: &str) -> (usize, usize) {
    let (mut depth, mut start) = (0, 0);
    for (at, c) in words.char_indices() {
        match c {
            '>' => {
                depth += 1;
                start = at + 1;
            }
            ' ' | '\u{a0}' if at == start => {}
            ' ' if depth == 0 => {}
            _ => break,
        }
    }
    if depth == 0 {
        return (0, 0);
    }
    let rest = words.get(start..).unwrap_or("");
    (depth, start + usize::from(rest.starts_with(' ')))
}
