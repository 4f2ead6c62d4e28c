//! Keys under which spellings of one name meet, and how alike two keys are.

use recount_text::{WordKey, WordMap};
use std::cell::RefCell;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Spelling rules of one language, in the order they apply.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folding {
    pub(crate) pairs: Vec<Pair>,
    /// Endings of the cases that names stand in, longest first.
    pub(crate) case_endings: Vec<String>,
    /// Words that keep their ending: a name of its own, though it looks like a case of another ("Александра").
    pub(crate) kept_words: Vec<String>,
    /// Endings of a surname in another case than the nominative.
    pub(crate) oblique_endings: Vec<String>,
}

/// A [`Folding`] that remembers the words it has folded: an account says few names many times.
pub(crate) struct Folder<'rules> {
    folding: &'rules Folding,
    keys: RefCell<WordMap<Option<String>>>,
    stems: RefCell<WordMap<Option<String>>>,
}

impl<'rules> Folder<'rules> {
    pub(crate) fn new(folding: &'rules Folding) -> Self {
        Folder { folding, keys: RefCell::default(), stems: RefCell::default() }
    }

    /// [`Folding::key`].
    pub(crate) fn key(&self, word: &str) -> String {
        let mut key = String::new();
        self.push_key(word, &mut key);
        key
    }

    /// [`Folding::key`], put behind what is there.
    pub(crate) fn push_key(&self, word: &str, to: &mut String) {
        remembered(&self.keys, word, |word| self.folding.key(word), to);
    }

    /// [`Folding::stem_key`].
    pub(crate) fn stem_key(&self, word: &str) -> String {
        let mut key = String::new();
        if self.folding.case_endings.is_empty() {
            self.push_key(word, &mut key);
        } else {
            remembered(&self.stems, word, |word| self.folding.stem_key(word), &mut key);
        }
        key
    }

    /// [`Folding::rank`].
    pub(crate) fn rank(&self, name: &str) -> (usize, bool, std::cmp::Reverse<usize>) {
        self.folding.rank(name)
    }
}

fn remembered(
    known: &RefCell<WordMap<Option<String>>>,
    word: &str,
    fold: impl Fn(&str) -> String,
    to: &mut String,
) {
    let key = WordKey::of(word);
    if let Some(Some(folded)) = known.borrow().get_by(key, word) {
        to.push_str(folded);
        return;
    }
    let folded = fold(word);
    to.push_str(&folded);
    *known.borrow_mut().entry_by(key, word.into()) = Some(folded);
}

/// A spelling that is made another.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    from: String,
    to: String,
    /// Which bytes `from` needs.
    needs: Bytes,
}

impl From<(String, String)> for Pair {
    fn from((from, to): (String, String)) -> Self {
        Pair { needs: Bytes::of(&from), from, to }
    }
}

impl Pair {
    /// Puts `word` with every such spelling made the other into `changed`; false, and nothing there, if it has none.
    fn replaced(&self, word: &str, changed: &mut String) -> bool {
        let (letters, bytes) = (self.from.as_bytes(), word.as_bytes());
        // Most letters differ in the first byte: only behind an equal one the rest is compared.
        let next = |from: usize| {
            let first = letters.first()?;
            let stands = |at: &usize| {
                let rest = bytes.get(*at..).unwrap_or(&[]);
                rest.first() == Some(first) && rest.starts_with(letters)
            };
            (from..bytes.len()).find(stands)
        };
        changed.clear();
        let mut from = 0;
        while let Some(at) = next(from) {
            changed.push_str(word.get(from..at).unwrap_or(""));
            changed.push_str(&self.to);
            from = at + letters.len();
        }
        if from > 0 {
            changed.push_str(word.get(from..).unwrap_or(""));
        }
        from > 0
    }
}

/// Bytes that may stand in a text: one bit for every four values, so that it is small and may say yes too often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bytes(u64);

impl Bytes {
    fn of(text: &str) -> Self {
        Bytes(text.bytes().fold(0, |all, byte| all | 1 << (byte & 63)))
    }

    fn with(self, other: Bytes) -> Bytes {
        Bytes(self.0 | other.0)
    }

    fn has_all(self, needed: Bytes) -> bool {
        needed.0 & !self.0 == 0
    }
}

/// Fewest letters that stay when a case ending goes.
const LEAST_STEM: usize = 2;

impl Folding {
    /// The key of `word` without the ending of its case.
    pub(crate) fn stem_key(&self, word: &str) -> String {
        let lower = word.to_lowercase();
        let is_kept = self.kept_words.contains(&lower);
        let stem = self.case_endings.iter().filter(|_| !is_kept).find_map(|ending| {
            let stem = lower.strip_suffix(ending.as_str())?;
            (stem.chars().count() >= LEAST_STEM).then_some(stem)
        });
        self.key(stem.unwrap_or(&lower))
    }

    /// True where the last word of `name` does not look like a nominative.
    pub(crate) fn is_oblique(&self, name: &str) -> bool {
        let last = name.split_whitespace().last().unwrap_or_default().to_lowercase();
        self.oblique_endings.iter().any(|ending| last.ends_with(ending.as_str()))
    }

    /// How good `name` is to call a person by, the more the better: many words, and a nominative of few letters.
    pub(crate) fn rank(&self, name: &str) -> (usize, bool, std::cmp::Reverse<usize>) {
        let letters = if self.oblique_endings.is_empty() { 0 } else { name.chars().count() };
        (name.split_whitespace().count(), !self.is_oblique(name), std::cmp::Reverse(letters))
    }

    /// The key of `word`: lower case, no accents, letters only, spellings of one sound made one, no doubled letters.
    pub(crate) fn key(&self, word: &str) -> String {
        let (mut folded, mut changed) = (plain(word), String::new());
        let mut bytes = Bytes::of(&folded);
        for pair in &self.pairs {
            if bytes.has_all(pair.needs) && pair.replaced(&folded, &mut changed) {
                std::mem::swap(&mut folded, &mut changed);
                bytes = bytes.with(Bytes::of(&pair.to));
            }
        }
        without_doubles(&folded, &mut changed);
        changed
    }
}

/// Each letter once where it stands several times in a row, and no space at either end.
fn without_doubles(word: &str, key: &mut String) {
    key.clear();
    let mut before = None;
    for character in word.trim().chars().filter(|character| before.replace(*character) != Some(*character)) {
        key.push(character);
    }
}

/// Lower case, no accents, letters and digits only.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        let mut kept = String::with_capacity(word.len());
        for byte in word.bytes().filter(|byte| byte.is_ascii_alphanumeric() || *byte == b' ') {
            kept.push(char::from(byte.to_ascii_lowercase()));
        }
        return kept;
    }
    word.nfd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .filter(|character| character.is_alphanumeric() || *character == ' ')
        .collect()
}

/// Jaro–Winkler similarity (Winkler 1990; prefix weight 0.1, at most 4 characters) in thousandths:
/// 1000 = equal. Whole thousandths, so that no decision hangs on the last bit of a float.
pub(crate) fn similarity_permille(a: &str, b: &str) -> u64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a == b {
        return 1000;
    }
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let jaro = jaro_permille(&a, &b);
    let prefix = a.iter().zip(&b).take(4).take_while(|(x, y)| x == y).count() as u64;
    jaro + prefix * (1000 - jaro) / 10
}

fn jaro_permille(a: &[char], b: &[char]) -> u64 {
    let window = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut is_taken = vec![false; b.len()];
    let mut matched_a = Vec::new();
    for (idx, character) in a.iter().enumerate() {
        let from = idx.saturating_sub(window);
        let found = (from..b.len().min(idx + window + 1))
            .find(|at| b.get(*at) == Some(character) && is_taken.get(*at) == Some(&false));
        if let Some(taken) = found.and_then(|at| is_taken.get_mut(at)) {
            *taken = true;
            matched_a.push(*character);
        }
    }
    if matched_a.is_empty() {
        return 0;
    }
    let matched_b = b.iter().zip(&is_taken).filter(|(_, taken)| **taken).map(|(character, _)| *character);
    let moved = matched_a.iter().zip(matched_b).filter(|(x, y)| *x != y).count() as u64 / 2;
    let same = matched_a.len() as u64;
    let share = |whole: u64| 1000 * same / whole;
    (share(a.len() as u64) + share(b.len() as u64) + 1000 * (same - moved) / same) / 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_pairs() {
        assert_eq!(similarity_permille("martha", "marhta"), 960);
        assert!(similarity_permille("orrin", "varga") < 500);
        assert_eq!(similarity_permille("", "a"), 0);
    }

    #[test]
    fn transliterations_meet() {
        let folding = Folding {
            pairs: [("zh", "j"), ("iy", "i"), ("y", "i")]
                .map(|(a, b)| Pair::from((a.to_owned(), b.to_owned())))
                .into(),
            ..Folding::default()
        };
        assert_eq!(folding.key("Zhélinsky"), folding.key("Jelinskiy"));
        assert_eq!(folding.key("Altay"), folding.key("ALTAI"));
    }

    proptest! {
        #[test]
        fn spellings_are_replaced_as_by_the_standard_library(word in "[a-cж]{0,8}", from in "[a-cж]{1,2}", to in "[ad]{0,2}") {
            let mut changed = String::new();
            let is_changed = Pair::from((from.clone(), to.clone())).replaced(&word, &mut changed);
            prop_assert_eq!(is_changed, word.contains(&from));
            prop_assert_eq!(if is_changed { changed } else { word.clone() }, word.replace(&from, &to));
        }

        #[test]
        fn similarity_is_symmetric_enough_and_bounded(a in "[a-e]{0,8}", b in "[a-e]{0,8}") {
            let (there, back) = (similarity_permille(&a, &b), similarity_permille(&b, &a));
            prop_assert!(there <= 1000 && back <= 1000);
            prop_assert_eq!(there == 1000, a == b);
        }
    }
}
