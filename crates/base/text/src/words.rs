//! Words looked up by a key that is computed once, when the text is cut.
//!
//! Comes in: words. Goes out: [`WordKey`]s and tables by word. Every stage looks every word of an account up in a table of its own;
//! hashing the word anew each time costs more than all the rest. It may not know any language.

use crate::Token;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A hash of a word in lower case. Equal words have equal keys, on every machine; different words mostly have different ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordKey(u64);

impl WordKey {
    /// Multiplies and folds eight bytes at a time (wyhash, Wang Yi 2019, without its secret: no table here grows with what an
    /// attacker sends).
    pub fn of(word: &str) -> Self {
        let (chunks, rest) = word.as_bytes().as_chunks::<8>();
        let start = folded(word.len() as u64 ^ SEED, FACTOR);
        let hash = chunks.iter().fold(start, |hash, chunk| folded(hash ^ u64::from_le_bytes(*chunk), FACTOR));
        let last = rest.iter().rev().fold(0, |last, byte| last << 8 | u64::from(*byte));
        WordKey(folded(hash ^ last, FACTOR))
    }

    fn slot(self, mask: usize) -> usize {
        self.0 as usize & mask
    }

    /// Bits that [`Self::slot`] does not use in tables of any likely size.
    fn tag(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

/// A standard map with a hash that is as quick as the one of words, and the same on every machine.
pub type FoldMap<K, V> = HashMap<K, V, BuildHasherDefault<FoldHasher>>;

/// The hasher of [`FoldMap`].
#[derive(Clone, Copy, Debug, Default)]
pub struct FoldHasher(u64);

impl Hasher for FoldHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.write_u64(u64::from_le_bytes(*chunk));
        }
        if !rest.is_empty() {
            self.write_u64(rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte)));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = folded(self.0 ^ number ^ SEED, FACTOR);
    }

    fn write_u128(&mut self, number: u128) {
        self.write_u64(number as u64);
        self.write_u64((number >> 64) as u64);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

const SEED: u64 = 0x2d35_8dcc_aa6c_78a5;
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

fn folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// A table by word. It is listed in the order in which words came in.
///
/// A token is found by its key alone, without a look at its letters: of 64 bits two words agree so rarely that no text shows it.
#[derive(Clone, Debug)]
pub struct WordMap<V, W = Box<str>> {
    entries: Vec<Entry<V, W>>,
    /// Open addressing, at most half full.
    slots: Vec<Slot>,
}

#[derive(Clone, Debug)]
struct Entry<V, W> {
    key: WordKey,
    value: V,
    word: W,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    tag: u32,
    /// One more than the index of the entry; 0 is empty.
    entry: u32,
}

const LEAST_SLOTS: usize = 16;

impl<V, W: AsRef<str>> WordMap<V, W> {
    /// An empty table.
    pub fn new() -> Self {
        WordMap { entries: Vec::new(), slots: vec![Slot::default(); LEAST_SLOTS] }
    }

    /// What is kept for `word`, which must be in lower case.
    pub fn get(&self, word: &str) -> Option<&V> {
        self.get_by(WordKey::of(word), word)
    }

    /// The same with the key at hand, which must be that of `word`.
    pub fn get_by(&self, key: WordKey, word: &str) -> Option<&V> {
        self.find(key, |entry| entry.word.as_ref() == word)
            .and_then(|at| self.entries.get(at))
            .map(|entry| &entry.value)
    }

    /// What is kept for the word of `token`.
    pub fn of(&self, token: &Token) -> Option<&V> {
        self.place_of(token).and_then(|at| self.entries.get(at)).map(|entry| &entry.value)
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, token: &Token) -> Option<&mut V> {
        let at = self.place_of(token)?;
        self.entries.get_mut(at).map(|entry| &mut entry.value)
    }

    /// The place of the word of `token` in the order of the table.
    pub fn place_of(&self, token: &Token) -> Option<usize> {
        self.find(token.key, |entry| entry.key == token.key)
    }

    /// What is kept for `word`, made first if there is nothing yet.
    pub fn entry(&mut self, word: W) -> &mut V
    where
        V: Default,
    {
        let key = WordKey::of(word.as_ref());
        self.entry_by(key, word)
    }

    /// The same with the key at hand, which must be that of `word`.
    pub fn entry_by(&mut self, key: WordKey, word: W) -> &mut V
    where
        V: Default,
    {
        let at = self.find(key, |entry| entry.word.as_ref() == word.as_ref()).unwrap_or_else(|| {
            let at = self.entries.len();
            self.entries.push(Entry { key, value: V::default(), word });
            self.place(key, at);
            at
        });
        &mut self.entries[at].value
    }

    /// True if `word`, which must be in lower case, is in the table.
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// True if the word of `token` is in the table.
    pub fn has(&self, token: &Token) -> bool {
        self.place_of(token).is_some()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All words with what is kept for them, in the order in which they came in.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.entries.iter().map(|entry| (entry.word.as_ref(), &entry.value))
    }

    /// The same table with other values.
    pub fn map<U>(self, mut change: impl FnMut(V) -> U) -> WordMap<U, W> {
        let changed =
            |entry: Entry<V, W>| Entry { key: entry.key, value: change(entry.value), word: entry.word };
        WordMap { entries: self.entries.into_iter().map(changed).collect(), slots: self.slots }
    }

    fn find(&self, key: WordKey, is_it: impl Fn(&Entry<V, W>) -> bool) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = key.slot(mask);
        loop {
            let slot = self.slots.get(at)?;
            let entry = slot.entry.checked_sub(1)? as usize;
            if slot.tag == key.tag() && self.entries.get(entry).is_some_and(&is_it) {
                return Some(entry);
            }
            at = (at + 1) & mask;
        }
    }

    /// Notes that entry `at` has this key; all other entries are placed already.
    fn place(&mut self, key: WordKey, at: usize) {
        if self.entries.len() * 2 > self.slots.len() {
            self.slots = vec![Slot::default(); self.slots.len() * 2];
            for earlier in 0..at {
                self.fill(self.entries[earlier].key, earlier);
            }
        }
        self.fill(key, at);
    }

    fn fill(&mut self, key: WordKey, entry: usize) {
        let mask = self.slots.len() - 1;
        let mut at = key.slot(mask);
        while self.slots[at].entry != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = Slot { tag: key.tag(), entry: u32::try_from(entry + 1).unwrap_or(0) };
    }
}

impl<V, W: AsRef<str>> Default for WordMap<V, W> {
    fn default() -> Self {
        WordMap::new()
    }
}

impl<V: Default, W: AsRef<str>> FromIterator<(W, V)> for WordMap<V, W> {
    /// Of two values for one word the later stays.
    fn from_iter<I: IntoIterator<Item = (W, V)>>(words: I) -> Self {
        let mut map = WordMap::new();
        for (word, value) in words {
            *map.entry(word) = value;
        }
        map
    }
}

/// Words without anything kept for them.
pub type WordSet = WordMap<()>;

impl FromIterator<String> for WordSet {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        words.into_iter().map(|word| (word.into_boxed_str(), ())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize;
    use proptest::prelude::*;

    #[test]
    fn every_word_is_found_again_and_no_other() {
        let mut map: WordMap<usize> = WordMap::new();
        for number in 0..3_000 {
            *map.entry(format!("word{number}").into()) = number;
        }
        assert!((0..3_000).all(|number| map.get(&format!("word{number}")) == Some(&number)));
        assert_eq!((map.get("word3000"), map.get("")), (None, None));
    }

    #[test]
    fn a_token_finds_its_lower_case() {
        let map: WordMap<u8> = [("мост".into(), 1), ("don't".into(), 2)].into_iter().collect();
        let found: Vec<_> = tokenize("МОСТ Don’t", 0).iter().map(|token| map.of(token).copied()).collect();
        assert_eq!(found, [Some(1), Some(2)]);
    }

    proptest! {
        #[test]
        fn it_holds_what_a_tree_holds(words in proptest::collection::vec("[аб]{0,3}[ab]{0,12}", 0..60)) {
            let tree: std::collections::BTreeMap<&str, usize> =
                words.iter().enumerate().map(|(at, word)| (word.as_str(), at)).collect();
            let map: WordMap<usize, &str> = words.iter().enumerate().map(|(at, word)| (word.as_str(), at)).collect();
            prop_assert_eq!(map.len(), tree.len());
            prop_assert!(tree.iter().all(|(word, at)| map.get(word) == Some(at)));
        }
    }
}
