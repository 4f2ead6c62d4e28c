//! Endings that words are told by.
//!
//! Comes in: endings. Goes out: whether a word has one, which most words' last byte denies. It may not know what endings mean.

/// A list of endings.
#[derive(Clone, Debug, Default)]
pub struct WordEndings {
    endings: Vec<String>,
    /// One bit for each last byte of an ending.
    last_bytes: [u64; 4],
}

impl WordEndings {
    /// The first of the endings that `word` has with at least `before` bytes before it: its place in the list, and what stands before.
    pub fn of<'word>(&self, word: &'word str, before: usize) -> Option<(usize, &'word str)> {
        let last = usize::from(*word.as_bytes().last()?);
        if self.last_bytes[last / 64] & 1 << (last % 64) == 0 {
            return None;
        }
        let stem = |ending: &String| word.strip_suffix(ending.as_str()).filter(|stem| stem.len() >= before);
        self.endings.iter().enumerate().find_map(|(place, ending)| Some((place, stem(ending)?)))
    }

    /// True if `word` has one of the endings, or is one.
    pub fn end(&self, word: &str) -> bool {
        self.of(word, 0).is_some()
    }
}

impl From<Vec<String>> for WordEndings {
    fn from(endings: Vec<String>) -> Self {
        let mut last_bytes = [0; 4];
        for last in
            endings.iter().filter_map(|ending| ending.as_bytes().last()).map(|last| usize::from(*last))
        {
            last_bytes[last / 64] |= 1 << (last % 64);
        }
        WordEndings { endings, last_bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_found_as_by_the_standard_library(
            endings in proptest::collection::vec("[abдё]{1,2}", 0..5),
            word in "[abcдё]{0,4}",
        ) {
            let known = WordEndings::from(endings.clone());
            prop_assert_eq!(known.end(&word), endings.iter().any(|ending| word.ends_with(ending.as_str())));
            for before in 0..3 {
                let fits = |ending: &&String| word.len() >= ending.len() + before && word.ends_with(ending.as_str());
                let found = known.of(&word, before).map(|(place, stem)| format!("{stem}{}", endings[place]));
                prop_assert_eq!(found.is_some(), endings.iter().any(|ending| fits(&ending)));
                prop_assert!(found.is_none_or(|whole| whole == word));
            }
        }
    }
}
