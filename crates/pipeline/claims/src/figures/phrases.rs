//! Phrases by first word: the one way in which words of a pack are found in tokens.
//!
//! Comes in: phrases with what they mean. Goes out: the longest phrase at a place. It may not know any meaning.

use recount_text::{Token, WordKey, WordMap, WordSet, tokenize};
use std::collections::BTreeMap;

/// One phrase of several words, without the first.
#[derive(Debug)]
struct Phrase<M> {
    /// The key of the second word: most comparisons end there.
    second: WordKey,
    rest: Box<[Box<str>]>,
    meanings: Vec<M>,
}

impl<M> Phrase<M> {
    /// True if the words behind the first stand from `from` on.
    fn follows(&self, tokens: &[&Token], from: usize) -> bool {
        let Some(tokens) = tokens.get(from..from + self.rest.len()) else { return false };
        tokens.first().is_some_and(|token| token.key == self.second)
            && tokens.iter().zip(&self.rest).all(|(token, word)| *token.lower == **word)
    }
}

/// All phrases that begin with one word.
#[derive(Debug)]
pub(crate) struct Starting<M> {
    /// Of several words, longest first.
    longer: Vec<Phrase<M>>,
    kinds_of_longer: Kinds,
    /// What the word means alone.
    pub alone: Vec<M>,
    kinds_alone: Kinds,
}

impl<M> Default for Starting<M> {
    fn default() -> Self {
        let (longer, alone) = (Vec::new(), Vec::new());
        Starting { longer, kinds_of_longer: Kinds::default(), alone, kinds_alone: Kinds::default() }
    }
}

impl<M: Copy> Starting<M> {
    /// The kinds of all their meanings: lets most lookups end before any phrase is compared.
    pub(crate) fn kinds(&self) -> Kinds {
        self.kinds_of_longer.with(self.kinds_alone)
    }

    /// The longest phrase that stands at `at` with a meaning, of one of `kinds`, that `pick` accepts: what it picked, and where the
    /// phrase ends.
    pub(crate) fn find<T>(
        &self,
        tokens: &[&Token],
        at: usize,
        kinds: Kinds,
        pick: impl Fn(M) -> Option<T>,
    ) -> Option<(T, usize)> {
        if self.kinds_of_longer.meet(kinds) {
            for phrase in &self.longer {
                let picked = phrase.meanings.iter().find_map(|meaning| pick(*meaning));
                if let Some(picked) = picked.filter(|_| phrase.follows(tokens, at + 1)) {
                    return Some((picked, at + 1 + phrase.rest.len()));
                }
            }
        }
        if !self.kinds_alone.meet(kinds) {
            return None;
        }
        self.alone.iter().find_map(|meaning| pick(*meaning)).map(|picked| (picked, at + 1))
    }

    /// The same for phrases that end right before `end`.
    pub(crate) fn find_exact<T>(
        &self,
        tokens: &[&Token],
        (at, end): (usize, usize),
        kinds: Kinds,
        pick: impl Fn(M) -> Option<T>,
    ) -> Option<T> {
        if end == at + 1 {
            let alone = self.alone.iter().filter(|_| self.kinds_alone.meet(kinds));
            return alone.into_iter().find_map(|meaning| pick(*meaning));
        }
        let longer = self.longer.iter().filter(|_| self.kinds_of_longer.meet(kinds));
        longer
            .filter(|phrase| at + 1 + phrase.rest.len() == end && phrase.follows(tokens, at + 1))
            .find_map(|phrase| phrase.meanings.iter().find_map(|meaning| pick(*meaning)))
    }
}

/// Kinds of meanings, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds(pub u128);

impl Kinds {
    pub(crate) const ALL: Kinds = Kinds(u128::MAX);

    pub(crate) const fn with(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// True if a kind is in both.
    pub(crate) const fn meet(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }
}

impl<M: Meant> From<M> for Kinds {
    fn from(meaning: M) -> Kinds {
        meaning.kind()
    }
}

impl<M: Meant, const N: usize> From<[M; N]> for Kinds {
    fn from(meanings: [M; N]) -> Kinds {
        meanings.into_iter().fold(Kinds::default(), |kinds, meaning| kinds.with(meaning.kind()))
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
            #[inline]
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
        let words: Vec<Box<str>> = tokenize(phrase, 0).into_iter().map(|token| token.lower.into()).collect();
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
            let kinds = meanings.iter().fold(Kinds::default(), |kinds, meaning| kinds.with(meaning.kind()));
            let rest: Box<[Box<str>]> = words.collect();
            let Some(second) = rest.first().map(|second| WordKey::of(second)) else {
                (starting.alone, starting.kinds_alone) = (meanings, kinds);
                continue;
            };
            starting.kinds_of_longer = starting.kinds_of_longer.with(kinds);
            starting.longer.push(Phrase { second, rest, meanings });
        }
        let longest_first = |mut starting: Starting<M>| {
            starting.longer.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
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

    /// The words that phrases with a meaning of one of `kinds` begin with.
    pub(crate) fn firsts(&self, kinds: Kinds) -> WordSet {
        let firsts = self.starts.iter().filter(|(_, starting)| starting.kinds().meet(kinds));
        firsts.map(|(word, _)| word.to_owned()).collect()
    }

    /// Phrases that begin with the word of `token`.
    pub(crate) fn starting_at(&self, token: &Token) -> Option<&Starting<M>> {
        self.starts.of(token)
    }
}
