//! Sets of phrases, matched word by word from a place in a line of tokens.
//!
//! Comes in: phrases of a language pack. Goes out: the longest one that begins at a token. It may not know
//! what they mean.

use recount_text::{Token, WordMap, tokenize};

/// A word of a phrase: itself, or one to four words of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Slot {
    Is(Box<str>),
    Any,
}

/// Most words that a `*` in a phrase stands for.
const MOST_ANY_WORDS: usize = 4;

/// Phrases by their first word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    by_first: WordMap<Vec<Vec<Slot>>>,
    open_first: Vec<Vec<Slot>>,
}

impl Phrases {
    pub(crate) fn new<'phrase>(phrases: impl IntoIterator<Item = &'phrase String>) -> Self {
        let mut set = Phrases::default();
        for phrase in phrases {
            let slots: Vec<Slot> = tokenize(phrase, 0)
                .into_iter()
                .map(|token| if token.is("*") { Slot::Any } else { Slot::Is(token.lower.into()) })
                .collect();
            match slots.first() {
                Some(Slot::Is(first)) => set.by_first.entry(first.clone()).push(slots),
                Some(Slot::Any) => set.open_first.push(slots),
                None => {}
            }
        }
        set
    }

    /// How many tokens the longest phrase that begins at the first of `tokens` takes.
    pub(crate) fn opens(&self, tokens: &[Token]) -> Option<usize> {
        let first = tokens.first()?;
        let fixed = self.by_first.of(first).map_or(&[][..], Vec::as_slice);
        fixed.iter().chain(&self.open_first).filter_map(|slots| taken(slots, tokens)).max()
    }

    /// True if one phrase is all of `tokens`, closing marks aside.
    pub(crate) fn is_whole(&self, tokens: &[Token]) -> bool {
        let marks = tokens.iter().rev().take_while(|token| !token.is_word() && !token.is_digits()).count();
        let words = tokens.get(..tokens.len() - marks).unwrap_or(tokens);
        self.opens(words) == Some(words.len()) || self.opens(tokens) == Some(tokens.len())
    }

    /// True if a phrase stands anywhere in `tokens`.
    pub(crate) fn is_within(&self, tokens: &[Token]) -> bool {
        (0..tokens.len()).any(|at| tokens.get(at..).is_some_and(|rest| self.opens(rest).is_some()))
    }
}

fn taken(slots: &[Slot], tokens: &[Token]) -> Option<usize> {
    let mut at = 0;
    for (idx, slot) in slots.iter().enumerate() {
        match slot {
            Slot::Is(word) => {
                if *tokens.get(at)?.lower != **word {
                    return None;
                }
                at += 1;
            }
            Slot::Any => {
                let rest = slots.get(idx + 1..)?;
                return (1..=MOST_ANY_WORDS).find_map(|skipped| {
                    let after = tokens.get(at + skipped..)?;
                    taken(rest, after).map(|more| at + skipped + more)
                });
            }
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_counts_and_a_star_is_some_words() {
        let set =
            Phrases::new(&["read".to_owned(), "read also".to_owned(), "it has been * since".to_owned()]);
        let opens = |text: &str| set.opens(&tokenize(text, 0));
        assert_eq!(opens("Read also: the flood"), Some(2));
        assert_eq!(opens("It has been six days since the flood"), Some(6));
        assert_eq!(opens("It has been a very long and wet week since"), None);
        assert!(set.is_whole(&tokenize("Read also:", 0)) && !set.is_whole(&tokenize("Read also this", 0)));
    }
}
