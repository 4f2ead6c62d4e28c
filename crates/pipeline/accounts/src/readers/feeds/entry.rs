//! One entry of a feed on its way into the draft, whatever the feed is written in.
//!
//! Comes in: its parts, each with the way back. Goes out: a telling. It may not know a format.

use super::super::draft::{Draft, Made};
use super::super::html;
use recount_model::{BlockKind, Locator, MetadataField, OffsetMap, OffsetPiece};
use recount_sayings::say;
use std::ops::Range;

/// Words that were taken out of their marks, with the way back.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) draft: Draft,
    /// The source between the marks.
    pub(super) source: Range<usize>,
    /// The words are marked up where they stand, not escaped.
    pub(super) is_markup: bool,
    /// The words are plain: what looks like a tag is none.
    pub(super) is_plain: bool,
}

impl Words {
    pub(super) fn is_empty(&self) -> bool {
        self.draft.text.trim().is_empty()
    }

    /// The words as they are shown, with the way back into the feed.
    fn shown(self, source: &str) -> Made {
        if self.is_markup {
            let inner = source.get(self.source.clone()).unwrap_or("");
            let piece = OffsetPiece {
                text_start: 0,
                original_start: self.source.start as u32,
                original_end: self.source.end as u32,
                is_verbatim: true,
            };
            return html::fragment(inner).finish(&OffsetMap::Pieces(vec![piece]));
        }
        let is_plain = self.is_plain || !self.draft.text.contains(['<', '&']);
        let unescaped = self.draft.finish(&OffsetMap::Identity { skipped_bytes: 0 });
        if is_plain {
            return paragraphs(unescaped);
        }
        html::fragment(&unescaped.text).finish(&unescaped.offsets)
    }
}

/// Plain words: each line a paragraph.
fn paragraphs(mut made: Made) -> Made {
    let mut lines = Draft::default();
    let mut at = 0;
    for line in made.text.split_inclusive('\n') {
        lines.text.push_str(line);
        lines.block_of(at..at + line.len(), BlockKind::Paragraph);
        at += line.len();
    }
    made.blocks = lines.blocks;
    made
}

/// What an entry says.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) at: usize,
    pub(super) title: Words,
    pub(super) summary: Words,
    pub(super) content: Words,
    pub(super) clues: Vec<(MetadataField, String, Range<usize>)>,
}

/// A summary of so many characters that the content begins with is no text of its own.
const BEGINNING_CHARACTERS: usize = 80;

/// Adds an entry as a telling; the `number`th of its feed.
pub(super) fn add(draft: &mut Draft, source: &str, entry: Entry, number: usize) {
    let (start, first_clue) = (draft.text.len(), draft.clues.len());
    let content = entry.content.shown(source);
    let summary = entry.summary.shown(source);
    let title = entry.title.shown(source);
    let has_words = [&title, &summary, &content].iter().any(|made| !made.text.trim().is_empty());
    if !has_words {
        return;
    }
    draft.break_block(entry.at);
    draft.place(Locator::Section { name: format!("entry {number}") });
    let from = draft.text.len();
    draft.append(Made { blocks: Vec::new(), ..title });
    draft.block(from, BlockKind::Title);
    let told = if repeats(&content.text, &summary.text) { vec![content] } else { vec![summary, content] };
    for made in told.into_iter().filter(|made| !made.text.trim().is_empty()) {
        draft.break_block(entry.at);
        draft.append(made);
    }
    for (field, value, range) in entry.clues {
        draft.clue(field, &value, range);
    }
    draft.telling(start, first_clue, say!("telling.entry", n = number));
}

/// True if `content` begins like `summary`, or there is no summary.
fn repeats(content: &str, summary: &str) -> bool {
    let folded = |text: &str| {
        text.split_whitespace().flat_map(str::chars).take(BEGINNING_CHARACTERS).collect::<String>()
    };
    let beginning = folded(summary);
    let bare = beginning.trim_end_matches(['…', '.']);
    folded(content).starts_with(bare)
}
