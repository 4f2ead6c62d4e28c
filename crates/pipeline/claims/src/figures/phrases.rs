//! Phrases by first word: the one way in which words of a pack are found in tokens.
//!
//! Comes in: phrases with what they mean. Goes out: the longest phrase at a place. It may not know any meaning.

use recount_text::{Token, tokenize};
use std::collections::{BTreeMap, HashMap};

/// One phrase, without its first word.
#[derive(Debug)]
pub(crate) struct Phrase<M> {
    pub rest: Box<[Box<str>]>,
    pub meanings: Vec<M>,
}

/// Phrases while they are collected.
#[derive(Debug)]
pub(crate) struct PhraseList<M> {
    phrases: BTreeMap<Vec<Box<str>>, Vec<M>>,
}

/// Phrases for lookup.
#[derive(Debug)]
pub(crate) struct Phrases<M> {
    /// By first word, longest first. Looked up, never listed.
    starts: HashMap<Box<str>, Vec<Phrase<M>>>,
}

impl<M> Default for PhraseList<M> {
    fn default() -> Self {
        PhraseList { phrases: BTreeMap::new() }
    }
}

impl<M: Copy + PartialEq> PhraseList<M> {
    pub(crate) fn add(&mut self, phrase: &str, meaning: M) {
        let words: Vec<Box<str>> = tokenize(phrase, 0).into_iter().map(|token| token.lower).collect();
        if words.is_empty() {
            return;
        }
        let meanings = self.phrases.entry(words).or_default();
        if !meanings.contains(&meaning) {
            meanings.push(meaning);
        }
    }

    pub(crate) fn all(&mut self, phrases: &[String], meaning: M) {
        for phrase in phrases {
            self.add(phrase, meaning);
        }
    }

    pub(crate) fn compiled(self) -> Phrases<M> {
        let mut by_first: BTreeMap<Box<str>, Vec<Phrase<M>>> = BTreeMap::new();
        for (words, meanings) in self.phrases {
            let mut words = words.into_iter();
            let Some(first) = words.next() else { continue };
            by_first.entry(first).or_default().push(Phrase { rest: words.collect(), meanings });
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        Phrases { starts: by_first.into_iter().collect() }
    }
}

impl<M: Copy> Phrases<M> {
    /// Phrases that begin with `word` (lower case), longest first.
    pub(crate) fn starting(&self, word: &str) -> &[Phrase<M>] {
        self.starts.get(word).map_or(&[], Vec::as_slice)
    }

    /// The longest phrase at `at` with a meaning that `pick` accepts: what it picked, and where the phrase ends.
    pub(crate) fn find<T>(
        &self,
        tokens: &[&Token],
        at: usize,
        pick: impl Fn(M) -> Option<T>,
    ) -> Option<(T, usize)> {
        find(self.starting(&tokens.get(at)?.lower), tokens, at, pick)
    }
}

/// [`Phrases::find`] among phrases already looked up.
pub(crate) fn find<M: Copy, T>(
    phrases: &[Phrase<M>],
    tokens: &[&Token],
    at: usize,
    pick: impl Fn(M) -> Option<T>,
) -> Option<(T, usize)> {
    for phrase in phrases {
        let Some(picked) = phrase.meanings.iter().find_map(|meaning| pick(*meaning)) else { continue };
        if follows(tokens, at + 1, &phrase.rest) {
            return Some((picked, at + 1 + phrase.rest.len()));
        }
    }
    None
}

/// True if these words stand from `from` on.
pub(crate) fn follows(tokens: &[&Token], from: usize, words: &[Box<str>]) -> bool {
    let Some(tokens) = tokens.get(from..from + words.len()) else { return false };
    tokens.iter().zip(words).all(|(token, word)| token.lower == *word)
}
