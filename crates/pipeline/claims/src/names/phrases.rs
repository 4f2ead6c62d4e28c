//! Phrases of one or more words, looked up at a place in a run of tokens.
//!
//! Comes in: phrases as written in a language pack. Goes out: the longest one that starts at a token. It may not
//! know what phrases mean.

use recount_text::{Token, WordKey, WordMap, tokenize};

/// A phrase without its first word.
#[derive(Clone, Debug)]
struct Continuation<T> {
    /// The key of the second word: most continuations end there.
    second: Option<WordKey>,
    rest: Box<[Box<str>]>,
    meaning: T,
}

/// The longest phrase at each place of a text, found once.
#[derive(Debug)]
pub(crate) struct Standing<T> {
    /// Index into `found`, plus one; 0 for none.
    number_at: Vec<u32>,
    found: Vec<(usize, T)>,
}

impl<T: Copy> Standing<T> {
    /// The phrase that starts at `place`: its length in tokens and its meaning.
    pub(crate) fn at(&self, place: usize) -> Option<(usize, T)> {
        let number = self.number_at.get(place)?.checked_sub(1)?;
        self.found.get(number as usize).copied()
    }
}

/// Phrases with a meaning each; the first word leads to the few that start with it, longest first.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    by_first: WordMap<Vec<Continuation<T>>>,
}

impl<T: Copy> Phrases<T> {
    /// Compiles phrases; words are cut exactly as the text is, so `vice-president` needs no special form.
    pub(crate) fn new<'phrase>(phrases: impl IntoIterator<Item = (&'phrase str, T)>) -> Self {
        let mut by_first: WordMap<Vec<Continuation<T>>> = WordMap::new();
        for (phrase, meaning) in phrases {
            let mut words = tokenize(phrase, 0).into_iter();
            if let Some(first) = words.next() {
                let second = words.as_slice().first().map(|second| second.key);
                let rest = words.map(|token| token.lower.into()).collect();
                by_first.entry(first.lower.into()).push(Continuation { second, rest, meaning });
            }
        }
        let longest_first = |mut found: Vec<Continuation<T>>| {
            found.sort_by_key(|one| std::cmp::Reverse(one.rest.len()));
            found
        };
        Phrases { by_first: by_first.map(longest_first) }
    }

    /// The words that phrases start with.
    pub(crate) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.by_first.iter().map(|(first, _)| first)
    }

    /// The longest phrases at all places where `may_start` allows one.
    pub(crate) fn standing(&self, tokens: &[&Token], may_start: impl Fn(usize) -> bool) -> Standing<T> {
        let mut standing = Standing { number_at: vec![0; tokens.len()], found: Vec::new() };
        for (place, number) in
            standing.number_at.iter_mut().enumerate().filter(|(place, _)| may_start(*place))
        {
            if let Some(phrase) = self.at(tokens, place) {
                standing.found.push(phrase);
                *number = standing.found.len() as u32;
            }
        }
        standing
    }

    /// The longest phrase that starts at `idx`: its length in tokens and its meaning.
    pub(crate) fn at(&self, tokens: &[&Token], idx: usize) -> Option<(usize, T)> {
        let (first, after) = tokens.get(idx..)?.split_first()?;
        let second = after.first().map(|second| second.key);
        let stands = |one: &&Continuation<T>| {
            (one.second.is_none() || one.second == second)
                && one.rest.len() <= after.len()
                && one.rest.iter().zip(after).all(|(word, token)| token.is(word))
        };
        let found = self.by_first.of(first)?.iter().find(stands)?;
        Some((found.rest.len() + 1, found.meaning))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let phrases = Phrases::new([("prime", 1), ("prime minister", 2), ("vice-president", 3)]);
        let tokens = tokenize("The Prime Minister and vice-president", 0);
        let view: Vec<&Token> = tokens.iter().collect();
        assert_eq!(phrases.at(&view, 1), Some((2, 2)));
        assert_eq!(phrases.at(&view, 4), Some((3, 3)));
        assert_eq!(phrases.at(&view, 0), None);
    }
}
