//! An account's tokens without line breaks, with its sentences as ranges over them.
//!
//! Comes in: an [`AccountText`]. Goes out: a view in which words that a line break parts stand side by side.
//! It may not know what the words mean.

use recount_model::Span;
use recount_text::{AccountText, Token, TokenKind, without_breaks};
use std::ops::Range;

/// Tokens without breaks; positions in it are called *places*.
#[derive(Debug)]
pub(crate) struct Flat<'text> {
    pub(crate) tokens: Vec<&'text Token<'text>>,
    pub(crate) sentences: Vec<FlatSentence>,
    /// The text that spans refer to.
    source: &'text str,
}

/// One sentence as a range of places.
#[derive(Clone, Debug)]
pub(crate) struct FlatSentence {
    pub(crate) places: Range<usize>,
    /// Index into the account's blocks.
    pub(crate) block: usize,
}

impl<'text> Flat<'text> {
    pub(crate) fn new(text: &'text AccountText<'_>) -> Self {
        let tokens = without_breaks(&text.tokens);
        let mut sentences = Vec::with_capacity(text.sentences.len());
        let mut place = 0;
        for sentence in &text.sentences {
            while tokens.get(place).is_some_and(|token| token.span.start < sentence.span.start) {
                place += 1;
            }
            let start = place;
            while tokens.get(place).is_some_and(|token| token.span.end <= sentence.span.end) {
                place += 1;
            }
            if place > start {
                sentences.push(FlatSentence { places: start..place, block: sentence.block });
            }
        }
        Flat { tokens, sentences, source: &text.reading.text }
    }

    pub(crate) fn get(&self, place: usize) -> Option<&'text Token<'text>> {
        self.tokens.get(place).copied()
    }

    pub(crate) fn is_word(&self, place: usize) -> bool {
        self.get(place).is_some_and(Token::is_word)
    }

    pub(crate) fn is(&self, place: usize, word: &str) -> bool {
        self.get(place).is_some_and(|token| token.is(word))
    }

    /// A capitalised word.
    pub(crate) fn is_capital(&self, place: usize) -> bool {
        self.get(place).is_some_and(|token| token.is_word() && token.is_capitalised)
    }

    /// The words as written.
    pub(crate) fn written(&self, places: &Range<usize>) -> &'text str {
        self.span(places).map_or("", |span| span.of(self.source))
    }

    /// A word of two letters or more, all of them capitals.
    pub(crate) fn is_all_capitals(&self, place: usize) -> bool {
        let Some(token) = self.get(place).filter(|token| token.is_word() && token.is_capitalised) else {
            return false;
        };
        let mut letters = token.span.of(self.source).chars().filter(|character| character.is_alphabetic());
        letters.by_ref().take(2).filter(|letter| letter.is_uppercase()).count() == 2
            && letters.all(char::is_uppercase)
    }

    /// One capital letter, as in "E. Orr".
    pub(crate) fn is_initial(&self, place: usize) -> bool {
        self.is_capital(place)
            && self.get(place).is_some_and(|token| token.span.of(self.source).chars().count() == 1)
    }

    pub(crate) fn is_quotation_mark(&self, place: usize) -> bool {
        self.get(place).is_some_and(|token| token.kind == TokenKind::QuotationMark)
    }

    /// The span from the first to the last token of `places`; empty ranges have none.
    pub(crate) fn span(&self, places: &Range<usize>) -> Option<Span> {
        let first = self.get(places.start)?;
        let last = self.get(places.end.checked_sub(1)?)?;
        (places.start < places.end).then(|| first.span.cover(last.span))
    }

    /// The places whose tokens lie wholly inside `span`.
    pub(crate) fn places_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        start..end.max(start)
    }

    /// The index of the sentence that `place` stands in.
    pub(crate) fn sentence_at(&self, place: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.places.start <= place);
        let idx = after.checked_sub(1)?;
        self.sentences.get(idx)?.places.contains(&place).then_some(idx)
    }
}

/// True for a word of Latin letters, with or without accents.
pub(crate) fn is_latin(lower: &str) -> bool {
    lower.chars().all(|character| character < '\u{370}')
}
