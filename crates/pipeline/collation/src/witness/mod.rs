//! An account as collation sees it: words with their kind and stem, in units of about a sentence.
//!
//! Comes in: an account, and what was read in it. Goes out: a [`Witness`], small enough to hold many thousands of; its tokens
//! are dropped as soon as words are made of them. It may not know other accounts.

mod cutting;
mod words;

pub(crate) use words::{Lexicon, form};

use crate::CollationRules;
use cutting::{each_sentence, parts};
use recount_model::{Account, AccountClaims, BlockKind, Reading, Span};
use recount_text::{Abbreviations, Token};
use std::ops::Range;
use words::WordReader;

/// What kind of word it is: decides what a change of it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum WordKind {
    Function,
    Content,
    Number,
    Date,
    Name,
}

/// One word or number. Marks are not words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Hash of the lower-case word; of the number without thousands separators.
    pub(crate) form: u32,
    pub(crate) stem: u32,
    pub(crate) span: Span,
    pub(crate) kind: WordKind,
    /// How much it says, in hundredths of a bit; 0 for function words, and until `weights` has seen all accounts.
    pub(crate) weight: u16,
    /// Its stem stands in one sentence only (copies of the sentence counted once); false until `weights` has seen all accounts.
    pub(crate) is_single: bool,
}

impl Word {
    /// True for words that tell something: no function word, no name, no date.
    pub(crate) fn is_telling(&self) -> bool {
        matches!(self.kind, WordKind::Content | WordKind::Number)
    }
}

/// A sentence, or a part of one between semicolons.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) words: Range<usize>,
    pub(crate) span: Span,
    /// Index of the block it stands in.
    pub(crate) block: usize,
    /// Index of the sentence in the account.
    pub(crate) sentence: usize,
    /// Belongs to the page or says nothing: never the start of an alignment.
    pub(crate) is_idle: bool,
}

/// One account, ready to be compared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Witness<'text> {
    pub(crate) text: &'text str,
    pub(crate) words: Vec<Word>,
    pub(crate) units: Vec<Unit>,
}

impl<'text> Witness<'text> {
    pub(crate) fn new(
        account: &Account,
        reading: &'text Reading,
        claims: Option<&AccountClaims>,
        (abbreviations, rules): (&Abbreviations, &CollationRules),
        lexicon: &mut Lexicon,
    ) -> Self {
        let mut witness = Witness { text: &reading.text, words: lexicon.spare_room(), units: Vec::new() };
        let mut reader = WordReader::new(&reading.text, claims, rules, lexicon);
        let mut number = 0;
        let read = account.blocks.iter().enumerate().filter(|(_, block)| block.kind != BlockKind::Furniture);
        for (at, block) in read {
            each_sentence(&reading.text, block.span, abbreviations, |tokens, sentence| {
                if is_told(block.kind) {
                    witness.add_sentence(&mut reader, tokens, sentence, (at, number));
                } else {
                    reader.note_names(tokens, &sentence);
                }
                number += 1;
            });
        }
        reader.settle_names(&mut witness.words);
        lexicon.fit(&mut witness.words);
        witness.units.shrink_to_fit();
        witness
    }

    fn add_sentence(
        &mut self,
        reader: &mut WordReader<'_>,
        tokens: &[Token<'_>],
        sentence: Range<usize>,
        (block, number): (usize, usize),
    ) {
        let start = sentence.start;
        for part in parts(tokens, sentence) {
            let first = self.words.len();
            reader.read(tokens, part.clone(), start, &mut self.words);
            let words = first..self.words.len();
            let Some(span) = recount_text::span_of(tokens, &part).filter(|_| !words.is_empty()) else {
                continue;
            };
            let is_idle = reader.is_boilerplate(self.words.get(first..).unwrap_or_default());
            self.units.push(Unit { words, span, block, sentence: number, is_idle });
        }
    }

    /// The sentence that `offset` stands in, if it is told.
    pub(crate) fn sentence_at(&self, offset: u32) -> Option<usize> {
        let after = self.units.partition_point(|unit| unit.span.start <= offset);
        let unit = self.units.get(after.checked_sub(1)?)?;
        (offset < unit.span.end).then_some(unit.sentence)
    }

    /// The word in lower case, apostrophes straightened.
    pub(crate) fn lower(&self, word: usize) -> String {
        self.words.get(word).map_or_else(String::new, |word| lowered(word.span.of(self.text)))
    }

    /// The words under a range of units.
    pub(crate) fn words_of(&self, units: &Range<usize>) -> Range<usize> {
        let first = self.units.get(units.start).map_or(0, |unit| unit.words.start);
        let last = units.end.checked_sub(1).and_then(|at| self.units.get(at));
        first..last.map_or(first, |unit| unit.words.end)
    }

    pub(crate) fn kind(&self, word: usize) -> WordKind {
        self.words.get(word).map_or(WordKind::Function, |word| word.kind)
    }
}

pub(crate) fn lowered(text: &str) -> String {
    text.to_lowercase().replace(['’', 'ʼ'], "'")
}

/// Speaker lines and bylines are names, not telling.
fn is_told(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Speaker | BlockKind::Byline | BlockKind::Furniture)
}

/// Names the whole wording of an account.
pub(crate) fn wording_of_all(witness: &Witness<'_>) -> (u64, usize) {
    (crate::weights::wording(&witness.words), witness.units.len())
}
