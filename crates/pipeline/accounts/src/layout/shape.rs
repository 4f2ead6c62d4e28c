//! What a block looks like from outside: how long, how it begins and ends.
//!
//! Comes in: the words of a block. Goes out: its [`Shape`]. It may not know what any word means.

use crate::layout::lines::Lump;
use recount_model::Span;
use recount_text::{Token, tokenize};

/// Bytes of a block that are cut into tokens: leads and short lines, never whole paragraphs.
const HEAD_BYTES: usize = 640;
/// Running text whose first sentence ends within so many is cut no further.
const SHORT_HEAD_BYTES: usize = 240;
/// A line is no longer than this.
const MOST_LINE_WORDS: usize = 24;
const MOST_LINE_BYTES: usize = 320;
/// A heading is wrapped into a few lines at most.
const MOST_WRAPS: usize = 3;

/// The outside of a block.
#[derive(Clone, Debug)]
pub(crate) struct Shape<'text> {
    pub(crate) span: Span,
    /// The tokens of its beginning: all of them if it is a line, else at least those of its first sentence.
    pub(crate) head: Vec<Token<'text>>,
    /// Questions in its beginning.
    pub(crate) questions: usize,
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

impl<'text> Shape<'text> {
    pub(crate) fn of(text: &'text str, lump: &Lump) -> Self {
        let words = lump.span.of(text);
        let count = recount_text::word_count(words);
        let is_line = words.len() <= MOST_LINE_BYTES
            && count <= MOST_LINE_WORDS
            && words.matches('\n').count() <= MOST_WRAPS;
        Shape {
            span: lump.span,
            head: head(words, lump.span.start, is_line),
            questions: beginning(words, HEAD_BYTES).matches('?').count(),
            words: count,
            is_line,
            begins: begins(words),
            ends: ends(words),
        }
    }

    /// The tokens of the first sentence, roughly.
    pub(crate) fn lead(&self) -> &[Token<'text>] {
        self.head.get(..lead_end(&self.head).unwrap_or(self.head.len())).unwrap_or(&self.head)
    }

    pub(crate) fn word_tokens(&self) -> impl Iterator<Item = &Token<'text>> {
        self.head.iter().filter(|token| token.is_word())
    }
}

fn beginning(words: &str, bytes: usize) -> &str {
    words.get(..words.floor_char_boundary(bytes)).unwrap_or(words)
}

fn head(words: &str, start: u32, is_line: bool) -> Vec<Token<'_>> {
    let tokens = |bytes: usize| {
        let mut tokens = tokenize(beginning(words, bytes), start);
        tokens.retain(|token| !token.is_break());
        tokens
    };
    if !is_line {
        let short = tokens(SHORT_HEAD_BYTES);
        if lead_end(&short).is_some() {
            return short;
        }
    }
    tokens(HEAD_BYTES)
}

/// Where the first sentence ends, roughly: behind the first full stop that white space and a capital follow.
fn lead_end(head: &[Token]) -> Option<usize> {
    let stop = head.windows(2).position(|pair| {
        let is_stop = matches!(&*pair[0].lower, "." | "!" | "?") && !pair[0].is_spaced;
        is_stop && pair[1].is_spaced && pair[1].is_capitalised
    });
    stop.map(|at| at + 1)
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
