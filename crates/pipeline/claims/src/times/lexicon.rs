//! Words to what they can mean, in one table lookup a token.
//!
//! Comes in: words of the pack. Goes out: for a token, the symbols it carries. It may not know patterns.

use super::symbol::{Kinds, Meaning, Signature, Symbol};
use recount_text::{Token, WordMap};

/// One thing a word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    pub symbol: Symbol,
    pub meaning: Meaning,
    /// Only when the word is capitalised ("May").
    pub needs_capital: bool,
}

/// All senses of one word.
#[derive(Debug, Default)]
pub struct Word {
    pub senses: Vec<Sense>,
    /// What the senses are good for.
    pub kinds: Kinds,
    /// The symbols of the senses.
    pub symbols: Signature,
}

/// All senses of all words.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: WordMap<Word>,
}

impl Lexicon {
    pub fn add(&mut self, word: &str, sense: Sense) {
        let senses = &mut self.words.entry(word.into()).senses;
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    /// What the pack knows of the word of a token.
    pub fn of(&self, token: &Token) -> Option<&Word> {
        self.words.of(token)
    }

    /// What the pack knows of a word in lower case.
    pub fn get(&self, word: &str) -> Option<&Word> {
        self.words.get(word)
    }

    /// Computes the kinds of all words from those of their symbols; called once, when all words are in.
    #[must_use]
    pub fn with_kinds(self, kinds_of: impl Fn(Symbol) -> Kinds) -> Self {
        let with = |word: Word| {
            let kinds = word.senses.iter().fold(Kinds::default(), |all, one| all.with(kinds_of(one.symbol)));
            let symbols =
                word.senses.iter().fold(Signature::default(), |all, one| all.with(Signature::of(one.symbol)));
            Word { kinds, symbols, ..word }
        };
        Lexicon { words: self.words.map(with) }
    }
}
