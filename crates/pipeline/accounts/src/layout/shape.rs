//! What a block looks like from outside: how long, how it begins and ends.
//!
//! Comes in: the words of a block. Goes out: its [`Shape`]. It may not know what any word means.

use crate::layout::lines::Lump;
use recount_model::Span;
use recount_text::{Token, tokenize};

/// Bytes of a block that are cut into tokens: leads and short lines, never whole paragraphs.
const HEAD_BYTES: usize = 640;
/// A line is no longer than this.
const MOST_LINE_WORDS: usize = 24;
const MOST_LINE_BYTES: usize = 320;
/// A heading is wrapped into a few lines at most.
const MOST_WRAPS: usize = 3;

/// The outside of a block.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) span: Span,
    /// The tokens of its beginning; all of them if it is a line.
    pub(crate) head: Vec<Token>,
    pub(crate) words: usize,
    /// Short; at most wrapped.
    pub(crate) is_line: bool,
    pub(crate) begins: Begins,
    pub(crate) ends: Ends,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begins {
    Upper,
    Lower,
    Digit,
    Quote,
    Dash,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// `.`, `…`
    Stop,
    /// `!`, `?`
    Call,
    Colon,
    /// `,`, `;`, a dash
    Open,
    Other,
}

impl Shape {
    pub(crate) fn of(text: &str, lump: &Lump) -> Self {
        let words = lump.span.of(text);
        let head = words.get(..words.floor_char_boundary(HEAD_BYTES)).unwrap_or(words);
        let count = words.split_whitespace().count();
        Shape {
            span: lump.span,
            head: tokenize(head, lump.span.start).into_iter().filter(|token| !token.is_break()).collect(),
            words: count,
            is_line: count <= MOST_LINE_WORDS
                && words.len() <= MOST_LINE_BYTES
                && words.matches('\n').count() <= MOST_WRAPS,
            begins: begins(words),
            ends: ends(words),
        }
    }

    /// The tokens of the first sentence, roughly: up to the first full stop that white space follows.
    pub(crate) fn lead(&self) -> &[Token] {
        let stop = self.head.windows(2).position(|pair| {
            let is_stop = matches!(&*pair[0].lower, "." | "!" | "?") && !pair[0].is_spaced;
            is_stop && pair[1].is_spaced && pair[1].is_capitalised
        });
        self.head.get(..stop.map_or(self.head.len(), |at| at + 1)).unwrap_or(&self.head)
    }

    pub(crate) fn word_tokens(&self) -> impl Iterator<Item = &Token> {
        self.head.iter().filter(|token| token.is_word())
    }

    /// Questions in its beginning.
    pub(crate) fn questions(&self) -> usize {
        self.head.iter().filter(|token| token.is("?")).count()
    }
}

fn begins(words: &str) -> Begins {
    match words.chars().next() {
        Some('—' | '–' | '-' | '―' | '‒') => Begins::Dash,
        Some(c) if recount_text::is_quotation_mark(c) || matches!(c, '‘' | '\'') => Begins::Quote,
        Some(c) if c.is_lowercase() => Begins::Lower,
        Some(c) if c.is_uppercase() || c.is_alphabetic() => Begins::Upper,
        Some(c) if c.is_numeric() => Begins::Digit,
        _ => Begins::Other,
    }
}

fn ends(words: &str) -> Ends {
    let bare = words.trim_end_matches(['”', '"', '»', '“', '’', '\'', ')', ']', ' ']);
    match bare.chars().next_back() {
        Some('.' | '…' | '。') => Ends::Stop,
        Some('!' | '?' | '？' | '！') => Ends::Call,
        Some(':') => Ends::Colon,
        Some(',' | ';' | '—' | '–' | '-') => Ends::Open,
        _ => Ends::Other,
    }
}
