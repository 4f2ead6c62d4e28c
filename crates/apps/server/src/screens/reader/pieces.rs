//! Texts cut where marks begin and end.

use super::marks::MarkView;
use recount_model::{BlockKind, Span};
use recount_publish::view::{Context, Numbered};
use serde::Serialize;
use utoipa::ToSchema;

/// A block of layout, or a part of one that is very long.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BlockView {
    pub start: u32,
    pub end: u32,
    /// `title`, `heading`, `paragraph`, `speaker`, `list`, `byline` or `furniture`.
    pub kind: &'static str,
    /// The number of the paragraph.
    pub number: Option<usize>,
    /// It goes on where the block before stopped.
    pub is_continued: bool,
    pub pieces: Vec<TextPiece>,
}

/// A run of words under the same marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TextPiece {
    /// In bytes of the reading.
    pub start: u32,
    pub text: String,
    /// Places in the list of marks.
    pub marks: Vec<usize>,
}

/// A block, or a part of one.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub span: Span,
    kind: BlockKind,
    number: Option<usize>,
    is_continued: bool,
}

/// Longer blocks are shown in parts.
const LONGEST_BYTES: usize = 8 << 10;

/// The blocks of an account, long ones in parts.
pub fn parts(context: &Context<'_>, account: &Numbered<'_>) -> Vec<Part> {
    let text = context.index.reading(&account.account.original).map_or("", |reading| reading.text.as_str());
    let mut parts = Vec::new();
    for (block, number) in &account.paragraphs {
        let mut start = block.span.start as usize;
        let end = (block.span.end as usize).min(text.len());
        while start < end {
            let stop = cut(text, start, end);
            let is_continued = start > block.span.start as usize;
            parts.push(Part {
                span: Span::new(start, stop),
                kind: block.kind,
                number: *number,
                is_continued,
            });
            start = stop;
        }
    }
    parts
}

/// Where a part that begins at `start` ends: after a space where there is one.
fn cut(text: &str, start: usize, end: usize) -> usize {
    if end - start <= LONGEST_BYTES {
        return end;
    }
    let mut stop = start + LONGEST_BYTES;
    while !text.is_char_boundary(stop) {
        stop -= 1;
    }
    let part = text.get(start..stop).unwrap_or("");
    part.rfind(char::is_whitespace).map_or(stop, |at| {
        start + at + part.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    })
}

/// The parts with their words; `marks` are sorted by their beginning.
pub fn blocks_of(
    context: &Context<'_>,
    account: &Numbered<'_>,
    parts: &[Part],
    marks: &[MarkView],
) -> Vec<BlockView> {
    let text = context.index.reading(&account.account.original).map_or("", |reading| reading.text.as_str());
    let view = |part: &Part| BlockView {
        start: part.span.start,
        end: part.span.end,
        kind: kind(part.kind),
        number: part.number,
        is_continued: part.is_continued,
        pieces: pieces(text, part.span, marks),
    };
    parts.iter().map(view).collect()
}

/// Cuts `span` of the text at every beginning and end of a mark.
fn pieces(text: &str, span: Span, marks: &[MarkView]) -> Vec<TextPiece> {
    let within: Vec<(usize, Span)> = marks
        .iter()
        .enumerate()
        .map(|(at, mark)| (at, Span { start: mark.start, end: mark.end }))
        .filter(|(_, mark)| mark.overlaps(span))
        .collect();
    let mut cuts: Vec<u32> = within.iter().flat_map(|(_, mark)| [mark.start, mark.end]).collect();
    cuts.retain(|at| span.start < *at && *at < span.end && text.is_char_boundary(*at as usize));
    cuts.extend([span.start, span.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut open: Vec<(usize, Span)> = Vec::new();
    let mut waiting = within.into_iter().peekable();
    let piece = |pair: &[u32]| {
        let [start, end] = *pair else { return None };
        while let Some(mark) = waiting.next_if(|(_, mark)| mark.start <= start) {
            open.push(mark);
        }
        open.retain(|(_, mark)| mark.end > start);
        let words = text.get(start as usize..end as usize)?;
        let marks = open.iter().map(|(at, _)| *at).collect();
        Some(TextPiece { start, text: words.to_owned(), marks })
    };
    cuts.windows(2).filter_map(piece).collect()
}

fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Speaker => "speaker",
        BlockKind::List => "list",
        BlockKind::Byline => "byline",
        BlockKind::Furniture => "furniture",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: u32, end: u32) -> MarkView {
        MarkView {
            id: format!("m-{start}"),
            kind: "time",
            sort: String::new(),
            title: String::new(),
            detail: None,
            start,
            end,
            rule: String::new(),
            verdict: None,
        }
    }

    #[test]
    fn marks_that_overlap_are_cut_and_no_letter_is_lost() {
        let text = "в среду погибли 14 человек";
        let marks = [mark(0, 13), mark(3, 31), mark(30, 31)];
        let cut = pieces(text, Span::new(0, text.len()), &marks);
        assert_eq!(cut.iter().map(|piece| piece.text.as_str()).collect::<String>(), text);
        assert_eq!(cut.first().map(|piece| piece.marks.clone()), Some(vec![0]));
        assert!(cut.iter().any(|piece| piece.marks == [0, 1]));
        assert_eq!(cut.last().map(|piece| piece.marks.len()), Some(0));
    }

    #[test]
    fn a_mark_inside_a_letter_cuts_nothing() {
        let cut = pieces("ёж", Span::new(0, 4), &[mark(1, 3)]);
        assert_eq!(cut.iter().map(|piece| piece.text.as_str()).collect::<String>(), "ёж");
    }

    #[test]
    fn long_blocks_are_cut_after_a_space() {
        let text = "слово ".repeat(3_000);
        let stop = cut(&text, 0, text.len());
        assert!(stop <= LONGEST_BYTES && text.is_char_boundary(stop) && text[..stop].ends_with(' '));
        assert_eq!(cut("abc", 0, 3), 3);
    }
}
