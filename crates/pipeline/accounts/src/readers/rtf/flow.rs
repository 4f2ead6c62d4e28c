//! Paragraphs of an RTF document, and what stands beside them, on their way into a draft.
//!
//! Comes in: pieces of words with where they stand. Goes out: blocks. It may not know control words.

use super::super::draft::Draft;
use recount_model::{BlockKind, Locator};
use std::ops::Range;

/// Words and where in the source they stand.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    /// `None` if the words are the source itself.
    pub(super) made: Option<String>,
}

impl Piece {
    pub(super) fn words<'w>(&'w self, source: &'w str) -> &'w str {
        self.made.as_deref().unwrap_or_else(|| source.get(self.range.clone()).unwrap_or(""))
    }
}

/// A note, or the head or foot of a page.
#[derive(Debug)]
struct Aside {
    /// How deep the group is that holds it.
    depth: usize,
    name: String,
    kind: BlockKind,
    paragraphs: Vec<Vec<Piece>>,
    open: Vec<Piece>,
}

/// Inside one another no more than this.
const MOST_NESTED: usize = 16;
const MOST_SECTION_CHARACTERS: usize = 60;

#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) draft: Draft,
    paragraph: Vec<Piece>,
    kind: Option<BlockKind>,
    open: Vec<Aside>,
    closed: Vec<Aside>,
    notes: usize,
}

impl Flow {
    pub(super) fn put(&mut self, piece: Piece) {
        match self.open.last_mut() {
            Some(aside) => aside.open.push(piece),
            None => self.paragraph.push(piece),
        }
    }

    pub(super) fn set_kind(&mut self, kind: BlockKind) {
        if self.open.is_empty() {
            self.kind = Some(kind);
        }
    }

    /// The properties of paragraphs are those that are usual again.
    pub(super) fn reset(&mut self) {
        if self.open.is_empty() {
            self.kind = None;
        }
    }

    pub(super) fn end_paragraph(&mut self, source: &str, at: usize) {
        if let Some(aside) = self.open.last_mut() {
            let paragraph = std::mem::take(&mut aside.open);
            aside.paragraphs.push(paragraph);
            return;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        let kind = self.kind.unwrap_or(BlockKind::Paragraph);
        add(&mut self.draft, source, &paragraph, kind, at);
    }

    pub(super) fn open_aside(&mut self, depth: usize, name: &str, kind: BlockKind) {
        if self.open.len() >= MOST_NESTED {
            return;
        }
        let mut name = name.to_owned();
        if kind == BlockKind::List {
            self.notes += 1;
            name = format!("{name} {}", self.notes);
        }
        self.open.push(Aside { depth, name, kind, paragraphs: Vec::new(), open: Vec::new() });
    }

    /// Groups deeper than `depth` are closed.
    pub(super) fn close_to(&mut self, depth: usize) {
        while self.open.last().is_some_and(|aside| aside.depth > depth) {
            let Some(mut aside) = self.open.pop() else { break };
            let last = std::mem::take(&mut aside.open);
            aside.paragraphs.push(last);
            self.closed.push(aside);
        }
    }

    pub(super) fn finish(mut self, source: &str) -> Draft {
        self.close_to(0);
        self.end_paragraph(source, source.len());
        // Notes follow the text; what is the page's stands behind both.
        self.closed.sort_by_key(|aside| aside.kind == BlockKind::Furniture);
        for aside in self.closed {
            let name = aside.name;
            for paragraph in &aside.paragraphs {
                let start = paragraph.first().map_or(0, |piece| piece.range.start);
                if paragraph.iter().any(|piece| !piece.words(source).trim().is_empty()) {
                    self.draft.break_block(start);
                    self.draft.place(Locator::Section { name: name.clone() });
                }
                add(&mut self.draft, source, paragraph, aside.kind, start);
            }
        }
        self.draft
    }
}

/// Adds one paragraph as a block, if it says anything.
fn add(draft: &mut Draft, source: &str, paragraph: &[Piece], kind: BlockKind, at: usize) {
    let is_empty = |piece: &Piece| piece.words(source).trim().is_empty();
    let first = paragraph.iter().position(|piece| !is_empty(piece));
    let last = paragraph.iter().rposition(|piece| !is_empty(piece));
    let (Some(first), Some(last)) = (first, last) else { return };
    let Some(words) = paragraph.get(first..=last) else { return };
    draft.break_block(words.first().map_or(at, |piece| piece.range.start));
    if matches!(kind, BlockKind::Title | BlockKind::Heading) {
        let heading: String = words.iter().map(|piece| piece.words(source)).collect();
        let name = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        draft.place(Locator::Section { name: name.chars().take(MOST_SECTION_CHARACTERS).collect() });
    }
    let start = draft.text.len();
    for piece in words {
        match &piece.made {
            Some(made) => draft.made(made, piece.range.clone()),
            None => draft.verbatim(piece.words(source), piece.range.start),
        }
    }
    draft.block(start, kind);
}
