//! Phrases of one or more words, looked up at a place in a run of tokens.
//!
//! Comes in: phrases as written in a language pack. Goes out: the longest one that starts at a token. It may not
//! know what phrases mean.

use recount_text::{Token, WordMap, tokenize};

/// What follows the first word, and the meaning; longest first.
type Continuations<T> = Vec<(Vec<Box<str>>, T)>;

/// Phrases with a meaning each; the first word leads to the few that start with it.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    by_first: WordMap<Continuations<T>>,
}

impl<T: Copy> Phrases<T> {
    /// Compiles phrases; words are cut exactly as the text is, so `vice-president` needs no special form.
    pub(crate) fn new<'phrase>(phrases: impl IntoIterator<Item = (&'phrase str, T)>) -> Self {
        let mut by_first: WordMap<Continuations<T>> = WordMap::new();
        for (phrase, meaning) in phrases {
            let mut words = tokenize(phrase, 0).into_iter().map(|token| token.lower);
            if let Some(first) = words.next() {
                by_first.entry(first).push((words.collect(), meaning));
            }
        }
        let longest_first = |mut found: Continuations<T>| {
            found.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            found
        };
        Phrases { by_first: by_first.map(longest_first) }
    }

    /// The longest phrase that starts at `idx`: its length in tokens and its meaning.
    pub(crate) fn at(&self, tokens: &[&Token], idx: usize) -> Option<(usize, T)> {
        let first = tokens.get(idx)?;
        let (rest, meaning) = self.by_first.of(first)?.iter().find(|(rest, _)| {
            rest.iter().enumerate().all(|(at, word)| tokens.get(idx + 1 + at).is_some_and(|t| t.is(word)))
        })?;
        Some((rest.len() + 1, *meaning))
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
