//! The text a reader builds, with the way back.
//!
//! Comes in: words and where in the decoded text they stand. Goes out: the reading's text and its
//! [`OffsetMap`] down to the bytes of the original. It may not know any format.

use recount_diagnostics::Diagnostic;
use recount_model::{
    BlockKind, Locator, MetadataClue, MetadataField, OffsetMap, OffsetPiece, Place, ReadingBlock, Span,
    Telling,
};
use recount_sayings::Told;
use std::ops::Range;

/// What a reader makes: text in pieces, blocks and clues. Offsets on the source side are into the decoded text.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) text: String,
    pieces: Vec<OffsetPiece>,
    pub(crate) blocks: Vec<ReadingBlock>,
    pub(crate) clues: Vec<DraftClue>,
    places: Vec<Place>,
    tellings: Vec<DraftTelling>,
    /// What was odd, with where in the decoded text.
    odd: Vec<(usize, Diagnostic)>,
    /// The format, where a reader reads several.
    pub(crate) reader: Option<&'static str>,
}

/// A telling that the format sets apart, before its clues are led back.
#[derive(Debug)]
struct DraftTelling {
    span: Span,
    clues: Vec<DraftClue>,
    why: Told,
}

/// What becomes of a draft: all that a reading takes from its reader.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) text: String,
    pub(crate) offsets: OffsetMap,
    pub(crate) blocks: Vec<ReadingBlock>,
    pub(crate) metadata: Vec<MetadataClue>,
    pub(crate) tellings: Vec<Telling>,
    pub(crate) places: Vec<Place>,
    /// What was odd, with the byte of the original it was met at.
    pub(crate) odd: Vec<(u64, Diagnostic)>,
    /// The format, where a reader reads several.
    pub(crate) reader: Option<&'static str>,
}

impl Default for Made {
    fn default() -> Self {
        Draft::default().finish(&OffsetMap::Text)
    }
}

/// A metadata clue before its place is led back to the bytes of the original.
#[derive(Debug)]
pub(crate) struct DraftClue {
    pub(crate) field: MetadataField,
    pub(crate) value: String,
    /// Into the decoded text.
    pub(crate) source: Range<usize>,
}

/// No title, name or date is longer.
const MOST_CLUE_CHARACTERS: usize = 2_000;

impl Draft {
    /// Adds words that stand in the source exactly so, at `start`.
    pub(crate) fn verbatim(&mut self, words: &str, start: usize) {
        if words.is_empty() {
            return;
        }
        let text_start = self.text.len();
        self.text.push_str(words);
        let end = start + words.len();
        if let Some(last) = self.pieces.last_mut()
            && last.is_verbatim
            && last.original_end as usize == start
        {
            last.original_end = end as u32;
            return;
        }
        self.pieces.push(piece(text_start, start..end, true));
    }

    /// Adds words that were made from `source` in some other way (an entity, a run of white space).
    pub(crate) fn made(&mut self, words: &str, source: Range<usize>) {
        if words.is_empty() {
            return;
        }
        self.pieces.push(piece(self.text.len(), source, false));
        self.text.push_str(words);
    }

    /// A draft of what was made already; its sources are the bytes of the original.
    pub(crate) fn of(made: Made) -> Self {
        let mut draft = Draft { blocks: made.blocks.clone(), ..Draft::default() };
        draft.absorb(&made, 0..made.text.len());
        let bytes = |(start, end): (u64, u64)| start as usize..end as usize;
        let clue = |clue: MetadataClue| DraftClue {
            field: clue.field,
            value: clue.value,
            source: bytes(clue.original_bytes),
        };
        draft.clues = made.metadata.into_iter().map(clue).collect();
        draft.odd = made.odd.into_iter().map(|(at, diagnostic)| (at as usize, diagnostic)).collect();
        draft
    }

    /// Adds the text in `range` of what was made already, with its way back to the bytes of the original.
    pub(crate) fn absorb(&mut self, made: &Made, range: Range<usize>) {
        let words = |from: usize, to: usize| made.text.get(from..to).unwrap_or("");
        let OffsetMap::Pieces(pieces) = &made.offsets else {
            let (start, _) = made.offsets.to_original(Span::new(range.start, range.end));
            return self.verbatim(words(range.start, range.end), start as usize);
        };
        let first =
            pieces.partition_point(|piece| (piece.text_start as usize) <= range.start).saturating_sub(1);
        let ends =
            pieces.iter().skip(first + 1).map(|next| next.text_start as usize).chain([made.text.len()]);
        for (piece, end) in pieces.iter().skip(first).zip(ends) {
            let from = range.start.max(piece.text_start as usize);
            let to = range.end.min(end);
            if piece.text_start as usize >= range.end {
                break;
            }
            if piece.is_verbatim {
                let inside = from - piece.text_start as usize;
                self.verbatim(words(from, to), piece.original_start as usize + inside);
            } else {
                self.made(words(from, to), piece.original_start as usize..piece.original_end as usize);
            }
        }
    }

    /// Adds what another reader made of a part of the source.
    pub(crate) fn append(&mut self, made: Made) {
        let base = self.text.len();
        match made.offsets {
            OffsetMap::Pieces(_) => self.absorb(&made, 0..made.text.len()),
            _ => self.made(&made.text, 0..0),
        }
        let moved = |block: ReadingBlock| ReadingBlock { span: block.span.shifted(base as u32), ..block };
        self.blocks.extend(made.blocks.into_iter().map(moved));
    }

    /// The end of the source that was used up so far.
    pub(crate) fn source_end(&self) -> usize {
        self.pieces.last().map_or(0, |last| last.original_end as usize)
    }

    /// Begins a new block: a blank line after what is there, made from the source up to `start`.
    pub(crate) fn break_block(&mut self, start: usize) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            let end = self.source_end();
            self.made("\n\n", end..start.max(end));
        }
    }

    /// Notes that the text from `start` to its end is one block. White space at either end is left out.
    pub(crate) fn block(&mut self, start: usize, kind: BlockKind) {
        self.block_of(start..self.text.len(), kind);
    }

    /// Notes each line of the text from `start` to its end as a block of its own, of the kind that `kind` gives it.
    pub(crate) fn lines(&mut self, start: usize, kind: impl Fn(&str) -> BlockKind) {
        let words = self.text.get(start..).unwrap_or("").to_owned();
        let mut offset = start;
        for line in words.split_inclusive('\n') {
            self.block_of(offset..offset + line.len(), kind(line));
            offset += line.len();
        }
    }

    /// Notes that the text in `range` is one block. White space at either end is left out.
    pub(crate) fn block_of(&mut self, range: Range<usize>, kind: BlockKind) {
        if let Some(span) = trimmed(&self.text, range) {
            self.blocks.push(ReadingBlock { span, kind });
        }
    }

    pub(crate) fn clue(&mut self, field: MetadataField, value: &str, source: Range<usize>) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        // A clue of the whole document is copied into each of its accounts.
        let value: String = value.chars().take(MOST_CLUE_CHARACTERS).collect();
        if !value.is_empty() {
            self.clues.push(DraftClue { field, value, source });
        }
    }

    /// Notes where in the original the text from here on stands.
    pub(crate) fn place(&mut self, locator: Locator) {
        let start = self.text.len() as u32;
        match self.places.last_mut() {
            Some(last) if last.start == start => last.locator = locator,
            Some(last) if last.locator == locator => {}
            _ => self.places.push(Place { start, locator }),
        }
    }

    /// Notes that something was odd at `source`; the reading's text may hold nothing of it.
    pub(crate) fn odd(&mut self, source: usize, diagnostic: Diagnostic) {
        self.odd.push((source, diagnostic));
    }

    /// Notes that the text from `start` to its end is one telling, of which the clues since `first_clue` speak.
    pub(crate) fn telling(&mut self, start: usize, first_clue: usize, why: Told) {
        let clues = self.clues.split_off(first_clue.min(self.clues.len()));
        if let Some(span) = trimmed(&self.text, start..self.text.len()) {
            self.tellings.push(DraftTelling { span, clues, why });
        }
    }

    /// The text, and the map from it to the bytes of the original, given the map of the decoded text.
    pub(crate) fn finish(self, decoded: &OffsetMap) -> Made {
        let led_back = |clues: Vec<DraftClue>| {
            let back = |clue: DraftClue| MetadataClue {
                field: clue.field,
                value: clue.value,
                original_bytes: decoded.to_original(Span::new(clue.source.start, clue.source.end)),
            };
            clues.into_iter().map(back).collect()
        };
        let told = |telling: DraftTelling| Telling {
            span: telling.span,
            metadata: led_back(telling.clues),
            why: telling.why,
        };
        let met_at = |(at, diagnostic)| (decoded.to_original(Span::new(at, at)).0, diagnostic);
        Made {
            odd: self.odd.into_iter().map(met_at).collect(),
            offsets: composed(&self.pieces, self.text.len(), decoded),
            tellings: self.tellings.into_iter().map(told).collect(),
            metadata: led_back(self.clues),
            text: self.text,
            blocks: self.blocks,
            places: self.places,
            reader: self.reader,
        }
    }
}

/// The range without white space at either end; `None` where nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Span> {
    let words = text.get(range.clone())?;
    let end = range.start + words.trim_end().len();
    let start = range.start + (words.len() - words.trim_start().len());
    (start < end).then(|| Span::new(start, end))
}

fn piece(text_start: usize, source: Range<usize>, is_verbatim: bool) -> OffsetPiece {
    OffsetPiece {
        text_start: text_start as u32,
        original_start: source.start as u32,
        original_end: source.end as u32,
        is_verbatim,
    }
}

/// Leads the pieces of a draft through the map of the decoded text to the bytes of the original.
fn composed(pieces: &[OffsetPiece], text_end: usize, decoded: &OffsetMap) -> OffsetMap {
    let mut whole = Vec::with_capacity(pieces.len());
    let ends = pieces.iter().skip(1).map(|next| next.text_start).chain([text_end as u32]);
    for (piece, text_end) in pieces.iter().zip(ends) {
        match decoded {
            OffsetMap::Pieces(inner) if piece.is_verbatim => push_inner(&mut whole, *piece, text_end, inner),
            _ => {
                let (start, end) =
                    decoded.to_original(Span { start: piece.original_start, end: piece.original_end });
                let (original_start, original_end) = (start as u32, end as u32);
                whole.push(OffsetPiece { original_start, original_end, ..*piece });
            }
        }
    }
    OffsetMap::Pieces(whole)
}

/// Splits one verbatim piece where the decoded text below it changes pieces.
fn push_inner(whole: &mut Vec<OffsetPiece>, piece: OffsetPiece, text_end: u32, inner: &[OffsetPiece]) {
    let first = inner.partition_point(|below| below.text_start <= piece.original_start).saturating_sub(1);
    for below in inner.get(first..).unwrap_or(&[]) {
        if below.text_start >= piece.original_end {
            break;
        }
        let inside = piece.original_start.max(below.text_start);
        let text_start = piece.text_start + (inside - piece.original_start);
        if text_start >= text_end {
            break;
        }
        let skipped = if below.is_verbatim { inside - below.text_start } else { 0 };
        let left = piece.original_end - inside;
        let original_start = below.original_start + skipped;
        let original_end = if below.is_verbatim {
            below.original_end.min(original_start + left)
        } else {
            below.original_end
        };
        whole.push(OffsetPiece { text_start, original_start, original_end, is_verbatim: below.is_verbatim });
    }
}

/// Where in the reading's text the byte `offset` of the original is shown: the start of the first
/// piece made from it or from what comes after.
pub(crate) fn text_offset(map: &OffsetMap, offset: u64, text_bytes: usize) -> usize {
    match map {
        OffsetMap::Identity { skipped_bytes } => {
            (offset.saturating_sub(u64::from(*skipped_bytes)) as usize).min(text_bytes)
        }
        OffsetMap::Text => (offset as usize).min(text_bytes),
        OffsetMap::Pieces(pieces) => {
            let at = pieces.partition_point(|piece| u64::from(piece.original_end) <= offset);
            pieces.get(at).map_or(text_bytes, |piece| {
                let inside = offset.saturating_sub(u64::from(piece.original_start)) as usize;
                piece.text_start as usize + if piece.is_verbatim { inside } else { 0 }
            })
        }
    }
}
