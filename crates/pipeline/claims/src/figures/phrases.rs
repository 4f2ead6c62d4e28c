//! Phrases by first word: the one way in which words of a pack are found in tokens.
//!
//! Comes in: phrases with what they mean. Goes out: the longest phrase at a place. It may not know any meaning.

use recount_text::{Token, WordKey, WordMap, tokenize};
use std::collections::BTreeMap;

/// One phrase, without its first word.
#[derive(Debug)]
pub(crate) struct Phrase<M> {
    /// The key of the second word: most comparisons end there.
    second: Option<WordKey>,
    pub rest: Box<[Box<str>]>,
    pub meanings: Vec<M>,
}

impl<M> Phrase<M> {
    /// True if the words behind the first stand from `from` on.
    pub(crate) fn follows(&self, tokens: &[&Token], from: usize) -> bool {
        let Some(second) = self.second else { return true };
        let Some(tokens) = tokens.get(from..from + self.rest.len()) else { return false };
        tokens.first().is_some_and(|token| token.key == second)
            && tokens.iter().zip(&self.rest).all(|(token, word)| token.lower == *word)
    }
}

/// All phrases that begin with one word.
#[derive(Debug)]
pub(crate) struct Starting<M> {
    /// Longest first.
    pub phrases: Vec<Phrase<M>>,
    /// The kinds of all their meanings.
    kinds: Kinds,
}

impl<M> Default for Starting<M> {
    fn default() -> Self {
        Starting { phrases: Vec::new(), kinds: Kinds::default() }
    }
}

impl<M> Starting<M> {
    /// False if no phrase here has a meaning of one of these kinds: lets most lookups end before any phrase is compared.
    pub(crate) fn may_mean(&self, kinds: Kinds) -> bool {
        self.kinds.0 & kinds.0 != 0
    }
}

/// Kinds of meanings, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds(pub u128);

impl Kinds {
    pub(crate) const fn with(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

/// What a phrase can mean.
pub(crate) trait Meant: Copy + PartialEq {
    /// Its kind: the meaning without what it carries.
    fn kind(self) -> Kinds;
}

/// Declares an enum of meanings and numbers their kinds.
macro_rules! meanings {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $meaning:ident $(($carries:ty))?),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name { $($(#[$of])* $meaning $(($carries))?),* }

        impl $name {
            /// The number of its kind.
            const fn number(self) -> u32 {
                enum Place { $($meaning),* }
                match self { $($name::$meaning { .. } => Place::$meaning as u32),* }
            }
        }
    };
}
pub(crate) use meanings;

/// Phrases while they are collected.
#[derive(Debug)]
pub(crate) struct PhraseList<M> {
    phrases: BTreeMap<Vec<Box<str>>, Vec<M>>,
}

/// Phrases for lookup.
#[derive(Debug)]
pub(crate) struct Phrases<M> {
    starts: WordMap<Starting<M>>,
}

impl<M> Default for PhraseList<M> {
    fn default() -> Self {
        PhraseList { phrases: BTreeMap::new() }
    }
}

impl<M: Meant> PhraseList<M> {
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
        let mut starts: WordMap<Starting<M>> = WordMap::new();
        for (words, meanings) in self.phrases {
            let mut words = words.into_iter();
            let Some(first) = words.next() else { continue };
            let starting = starts.entry(first);
            starting.kinds.0 |= meanings.iter().fold(0, |all, meaning| all | meaning.kind().0);
            let rest: Box<[Box<str>]> = words.collect();
            let second = rest.first().map(|second| WordKey::of(second));
            starting.phrases.push(Phrase { second, rest, meanings });
        }
        let longest_first = |mut starting: Starting<M>| {
            starting.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
            starting
        };
        Phrases { starts: starts.map(longest_first) }
    }
}

impl<M: Copy> Phrases<M> {
    /// Phrases that begin with `word` (lower case).
    pub(crate) fn starting(&self, word: &str) -> Option<&Starting<M>> {
        self.starts.get(word)
    }

    /// Phrases that begin with the word of `token`.
    pub(crate) fn starting_at(&self, token: &Token) -> Option<&Starting<M>> {
        self.starts.of(token)
    }
}

/// Among the phrases that begin with the word at `at`, the longest with a meaning that `pick` accepts: what it picked, and where
/// the phrase ends.
pub(crate) fn find<M: Copy, T>(
    starting: &Starting<M>,
    tokens: &[&Token],
    at: usize,
    pick: impl Fn(M) -> Option<T>,
) -> Option<(T, usize)> {
    for phrase in &starting.phrases {
        let Some(picked) = phrase.meanings.iter().find_map(|meaning| pick(*meaning)) else { continue };
        if phrase.follows(tokens, at + 1) {
            return Some((picked, at + 1 + phrase.rest.len()));
        }
    }
    None
}
