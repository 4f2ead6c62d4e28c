//! An account cut into sentences and parts of them, a piece of text at a time.
//!
//! Comes in: blocks of a text. Goes out: tokens of few sentences at once, so that a text of any length costs little memory beside
//! its words. It may not know words.

use recount_model::Span;
use recount_text::{Abbreviations, Token, TokenKind, sentences, tokenize};
use std::ops::Range;

/// Bytes of a block that are cut into tokens at once.
const PIECE_BYTES: usize = 256 << 10;
/// A piece may end inside a sentence, or right after one that goes on: so many at its end are cut again with the next.
const CUT_AGAIN: usize = 2;

/// Gives every sentence of the block at `span` to `take`: the tokens of its piece, and which of them it is.
pub(super) fn each_sentence(
    text: &str,
    span: Span,
    abbreviations: &Abbreviations,
    mut take: impl FnMut(&[Token<'_>], Range<usize>),
) {
    let (mut start, block_end, mut piece) = (span.start as usize, span.end as usize, PIECE_BYTES);
    while start < block_end {
        let end = text.ceil_char_boundary(start + piece).min(block_end);
        let tokens = tokenize(text.get(start..end).unwrap_or_default(), start as u32);
        let found = sentences(&tokens, abbreviations);
        let whole = if end < block_end { found.len().saturating_sub(CUT_AGAIN) } else { found.len() };
        let next = found.get(whole).and_then(|next| tokens.get(next.start));
        if whole == 0 && end < block_end {
            // One sentence longer than a piece.
            piece *= 2;
            continue;
        }
        let next = next.map_or(end, |token| token.span.start as usize);
        found.into_iter().take(whole).for_each(|sentence| take(&tokens, sentence));
        (start, piece) = (next, PIECE_BYTES);
    }
}

/// Longer than this no sentence is: recognised speech, or print without its full stops.
const LONGEST_PART: usize = 100;
/// What is cut for its length has at least so many tokens …
const LEAST_CUT: usize = 12;
/// … and one word in so many, always the same ones, ends a part: so a copy is cut at the same places.
const ONE_CUT: u64 = 16;

/// Cuts at semicolons; parts of fewer than four tokens stay with what is before them. Parts too long for a sentence are cut at
/// words that the words themselves choose.
pub(super) fn parts(tokens: &[Token<'_>], sentence: Range<usize>) -> Vec<Range<usize>> {
    let parts = at_semicolons(tokens, sentence);
    if parts.iter().all(|part| part.len() <= LONGEST_PART) {
        return parts;
    }
    parts.into_iter().flat_map(|part| by_content(tokens, part)).collect()
}

fn by_content(tokens: &[Token<'_>], part: Range<usize>) -> Vec<Range<usize>> {
    if part.len() <= LONGEST_PART {
        return vec![part];
    }
    let mut found = Vec::new();
    let mut start = part.start;
    for at in part.clone() {
        let ends = tokens.get(at).is_some_and(|token| {
            token.is_word() && winnowing::hash_bytes(token.lower.as_bytes()).is_multiple_of(ONE_CUT)
        });
        let length = at + 1 - start;
        if (ends && length >= LEAST_CUT || length >= LONGEST_PART) && part.end - (at + 1) >= LEAST_CUT {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found.push(start..part.end);
    found
}

fn at_semicolons(tokens: &[Token<'_>], sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = sentence.start;
    for at in sentence.clone() {
        let is_cut = tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark && token.is(";"));
        if is_cut && at + 1 - start > 4 && sentence.end - at > 4 {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found.push(start..sentence.end);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of a text that is longer than a piece, and of the same cut at once.
    fn cut(text: &str) -> (Vec<Span>, Vec<Span>) {
        let span_of =
            |tokens: &[Token<'_>], range: &Range<usize>| recount_text::span_of(tokens, range).unwrap();
        let abbreviations = Abbreviations::from(["mr"]);
        let mut piecewise = Vec::new();
        each_sentence(text, Span::new(0, text.len()), &abbreviations, |tokens, sentence| {
            piecewise.push(span_of(tokens, &sentence));
        });
        let tokens = tokenize(text, 0);
        (piecewise, sentences(&tokens, &abbreviations).iter().map(|range| span_of(&tokens, range)).collect())
    }

    #[test]
    fn long_text_is_cut_into_the_same_sentences_as_at_once() {
        let told = "Mr. Orr came at 11.40, in the rain. “Nobody knew him!” Что было дальше, никто не видел… ";
        for text in [told.repeat(9_000), "word ".repeat(200_000), "a.b".repeat(300_000)] {
            let (piecewise, at_once) = cut(&text);
            assert_eq!(piecewise.len(), at_once.len());
            assert_eq!(piecewise, at_once);
        }
    }
}
