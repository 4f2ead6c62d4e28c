//! One account, cut up once for all the stages that read it.

use crate::{Abbreviations, Token, sentences, span_of, tokenize};
use recount_model::{Account, Block, BlockKind, Reading, Span};
use std::ops::Range;

/// One account with its tokens, blocks and sentences. Made once per account, read by every local stage.
#[derive(Clone, Debug)]
pub struct AccountText<'reading> {
    pub account: &'reading Account,
    pub reading: &'reading Reading,
    /// Tokens of the whole account, spans into the reading's text.
    pub tokens: Vec<Token<'reading>>,
    /// Sentences, in order; none crosses a block, furniture has none.
    pub sentences: Vec<Sentence>,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// Indices into [`AccountText::tokens`].
    pub tokens: Range<usize>,
    /// Index into the account's blocks.
    pub block: usize,
}

impl<'reading> AccountText<'reading> {
    pub fn new(
        account: &'reading Account,
        reading: &'reading Reading,
        abbreviations: &Abbreviations,
    ) -> Self {
        let tokens = tokenize(account.span.of(&reading.text), account.span.start);
        let mut found = Vec::new();
        for (block, at) in account.blocks.iter().enumerate() {
            if at.kind != BlockKind::Furniture {
                found.extend(block_sentences(&tokens, block, *at, abbreviations));
            }
        }
        AccountText { account, reading, tokens, sentences: found }
    }

    /// The words under `span`.
    pub fn words(&self, span: Span) -> &'reading str {
        span.of(&self.reading.text)
    }

    /// Indices of the tokens that lie wholly inside `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        token_range(&self.tokens, span)
    }

    /// The index of the sentence that `offset` stands in.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= offset);
        let idx = after.checked_sub(1)?;
        (offset < self.sentences.get(idx)?.span.end).then_some(idx)
    }

    /// The block that `offset` stands in.
    pub fn block_at(&self, offset: u32) -> Option<&'reading Block> {
        let blocks = &self.account.blocks;
        let after = blocks.partition_point(|block| block.span.start <= offset);
        blocks.get(after.checked_sub(1)?).filter(|block| offset < block.span.end)
    }
}

fn token_range(tokens: &[Token], span: Span) -> Range<usize> {
    let start = tokens.partition_point(|token| token.span.start < span.start);
    let end = tokens.partition_point(|token| token.span.end <= span.end);
    start..end.max(start)
}

fn block_sentences(
    tokens: &[Token],
    block: usize,
    at: Block,
    abbreviations: &Abbreviations,
) -> Vec<Sentence> {
    let within = token_range(tokens, at.span);
    let Some(inside) = tokens.get(within.clone()) else { return Vec::new() };
    sentences(inside, abbreviations)
        .into_iter()
        .filter_map(|range| {
            let span = span_of(inside, &range)?;
            Some(Sentence { span, tokens: range.start + within.start..range.end + within.start, block })
        })
        .collect()
}
