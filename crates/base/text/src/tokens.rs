//! Typed tokens: runs of letters, runs of digits, single marks.

use crate::{WordKey, is_alphabetic, lower_case_into};
use recount_model::Span;
use std::borrow::Cow;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters and combining marks, with apostrophes and inner hyphens of one word kept apart:
    /// `well-known` is three tokens, `don't` is one.
    Word,
    /// Decimal digits only. `11.40` is three tokens, so that each stage reads `a.b` by evidence.
    Digits,
    /// `"`, `“`, `”`, `„`, `«`, `»` and doubled primes.
    QuotationMark,
    /// Any other single character that is not white space.
    Mark,
    /// A run of white space with one line break.
    LineBreak,
    /// A run of white space with two or more line breaks.
    ParagraphBreak,
}

/// One token. White space without a line break is not a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'text> {
    pub span: Span,
    pub kind: TokenKind,
    /// Lower case of the text, curly apostrophes straightened; empty for breaks.
    pub lower: Cow<'text, str>,
    /// The key of `lower`.
    pub key: WordKey,
    /// True if white space (or the start of the text) stands before it. `of150` has `150` glued on.
    pub is_spaced: bool,
    /// True if the first letter is upper case.
    pub is_capitalised: bool,
}

impl Token<'_> {
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub fn is_digits(&self) -> bool {
        self.kind == TokenKind::Digits
    }

    pub fn is_break(&self) -> bool {
        matches!(self.kind, TokenKind::LineBreak | TokenKind::ParagraphBreak)
    }

    /// True if it is this mark (or word, in lower case).
    pub fn is(&self, text: &str) -> bool {
        &*self.lower == text
    }
}

/// `tokens` without line breaks.
pub fn without_breaks<'a, 'text>(tokens: &'a [Token<'text>]) -> Vec<&'a Token<'text>> {
    // A filter does not say how many it leaves, and nearly all stay.
    let mut kept = Vec::with_capacity(tokens.len());
    kept.extend(tokens.iter().filter(|token| !token.is_break()));
    kept
}

/// Cuts `text` into tokens in one pass. Spans are offset by `base`.
pub fn tokenize(text: &str, base: u32) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
    let (mut start, mut is_spaced) = (0, true);
    while let Some(first) = text.get(start..).and_then(|rest| rest.chars().next()) {
        if first == ' ' {
            (start, is_spaced) = (start + 1, true);
            continue;
        }
        if first.is_whitespace() {
            let (end, breaks) = white_space(text, start);
            if breaks > 0 {
                let kind = if breaks > 1 { TokenKind::ParagraphBreak } else { TokenKind::LineBreak };
                tokens.push(make(text, start, end, base, kind, true));
            }
            (start, is_spaced) = (end, true);
            continue;
        }
        let token = small_word(text, start, base, is_spaced).unwrap_or_else(|| {
            let (end, kind) = run(text, start, first);
            make(text, start, end, base, kind, is_spaced)
        });
        (start, is_spaced) = (token.span.end as usize - base as usize, false);
        tokens.push(token);
    }
    tokens
}

/// The word at `start` if it consists of plain small letters, as most do: nothing about it needs to be looked up.
fn small_word(text: &str, start: usize, base: u32, is_spaced: bool) -> Option<Token<'_>> {
    let bytes = text.as_bytes().get(start..)?;
    let length = bytes.iter().position(|byte| !byte.is_ascii_lowercase()).unwrap_or(bytes.len());
    let ends = |next: &u8| next.is_ascii() && !next.is_ascii_alphabetic() && *next != b'\'';
    if length == 0 || !bytes.get(length).is_none_or(ends) {
        return None;
    }
    let lower = text.get(start..start + length)?;
    Some(Token {
        span: Span::new(start, start + length).shifted(base),
        kind: TokenKind::Word,
        key: WordKey::of(lower),
        lower: Cow::Borrowed(lower),
        is_spaced,
        is_capitalised: false,
    })
}

fn make(text: &str, start: usize, end: usize, base: u32, kind: TokenKind, is_spaced: bool) -> Token<'_> {
    let words = text.get(start..end).unwrap_or("");
    let lower = match kind {
        TokenKind::LineBreak | TokenKind::ParagraphBreak => Cow::Borrowed(""),
        TokenKind::Digits => Cow::Borrowed(words),
        _ => lower_case(words),
    };
    let is_capitalised = match words.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => words.chars().next().is_some_and(char::is_uppercase),
    };
    Token {
        span: Span::new(start, end).shifted(base),
        kind,
        key: WordKey::of(&lower),
        lower,
        is_spaced,
        is_capitalised,
    }
}

/// Most words stand in lower case in the text itself.
fn lower_case(words: &str) -> Cow<'_, str> {
    let is_small = |character: char| match character {
        '’' | 'ʼ' => false,
        'а'..='я' => true,
        _ if character.is_ascii() => !character.is_ascii_uppercase(),
        _ => false,
    };
    if words.chars().all(is_small) {
        return Cow::Borrowed(words);
    }
    let mut lower = String::with_capacity(words.len());
    lower_case_into(words, &mut lower);
    if lower.contains(['’', 'ʼ']) {
        lower = lower.replace(['’', 'ʼ'], "'");
    }
    Cow::Owned(lower)
}

fn white_space(text: &str, start: usize) -> (usize, usize) {
    let mut breaks = 0;
    for (at, character) in text.get(start..).unwrap_or("").char_indices() {
        if !character.is_whitespace() {
            return (start + at, breaks);
        }
        breaks += usize::from(matches!(character, '\n' | '\u{2028}' | '\u{2029}'));
    }
    (text.len(), breaks)
}

fn run(text: &str, start: usize, first: char) -> (usize, TokenKind) {
    if first.is_ascii_digit() {
        return (run_end(text, start, |c, _| c.is_ascii_digit()), TokenKind::Digits);
    }
    if is_letter(first) {
        return (run_end(text, start, is_in_word), TokenKind::Word);
    }
    let end = start + first.len_utf8();
    if is_quotation_mark(first) { (end, TokenKind::QuotationMark) } else { (end, TokenKind::Mark) }
}

fn run_end(text: &str, start: usize, belongs: impl Fn(char, Option<char>) -> bool) -> usize {
    // Plain letters and digits that the first character's kind holds are passed over byte by byte.
    let bytes = text.as_bytes().get(start..).unwrap_or(&[]);
    let is_plain = |byte: &&u8| byte.is_ascii_alphanumeric() && belongs(char::from(**byte), None);
    let plain = bytes.iter().take_while(is_plain).count();
    if bytes.get(plain).is_none_or(|byte| byte.is_ascii() && *byte != b'\'') {
        return start + plain.max(1);
    }
    let mut characters = text.get(start..).unwrap_or("").char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        if at > 0 && !belongs(character, next) {
            return start + at;
        }
    }
    text.len()
}

fn is_in_word(character: char, next: Option<char>) -> bool {
    is_letter(character) || (matches!(character, '\'' | '’' | 'ʼ') && next.is_some_and(is_letter))
}

fn is_letter(character: char) -> bool {
    is_alphabetic(character) || matches!(character, '\u{0300}'..='\u{036f}')
}

/// True for the characters that open or close a quotation in the scripts Recount reads.
pub fn is_quotation_mark(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<&str> {
        tokenize(text, 0).iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn dotted_times_and_glued_words_come_apart() {
        assert_eq!(
            shown("At 11.40, of150 men don’t"),
            ["At", "11", ".", "40", ",", "of", "150", "men", "don’t"]
        );
    }

    #[test]
    fn breaks_are_tokens() {
        let kinds: Vec<_> = tokenize("a\nb\n\nc", 0).iter().map(|token| token.kind).collect();
        assert_eq!(kinds[1], TokenKind::LineBreak);
        assert_eq!(kinds[3], TokenKind::ParagraphBreak);
    }

    proptest! {
        #[test]
        fn spans_ascend_and_lie_on_characters(text in "\\PC{0,80}") {
            let mut last = 0;
            for token in tokenize(&text, 0) {
                prop_assert!(token.span.start >= last && !token.span.is_empty());
                prop_assert!(text.get(token.span.range()).is_some());
                last = token.span.end;
            }
        }
    }
}
